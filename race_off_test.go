//go:build !race

package heat_test

// layoutCases is the number of generated figures. The fuzz target draws more.
const layoutCases = 1500

// raceEnabled says whether the race detector is on.
const raceEnabled = false
