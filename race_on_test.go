//go:build race

package heat_test

// layoutCases is the number of generated figures. The race detector makes each ten
// times as slow and finds nothing more in the five-hundredth; without it all are drawn.
const layoutCases = 150

// raceEnabled says whether the race detector is on.
const raceEnabled = true
