package cluster

import "math"

// Cophenetic returns the cophenetic distances of all pairs i < j of rows, row by row: the
// heights at which they come together. They are n·(n−1)/2 numbers.
func (t *Tree) Cophenetic() []float64 {
	n := t.Len()
	out := make([]float64, pairs(n))
	t.eachPair(func(i, j int, h float64) { out[condensedIndex(n, min(i, j), max(i, j))] = h })
	return out
}

// eachPair calls do for each pair of rows once, with the height of the merge that joins them.
func (t *Tree) eachPair(do func(i, j int, h float64)) {
	n := t.Len()
	leaves := t.merged()
	lo := make([]int, n+len(t.Merges)) // the leaves of a cluster start here
	for at, row := range leaves {
		lo[row] = at
	}
	for k, m := range t.Merges {
		lo[n+k] = lo[m.Left]
		left := leaves[lo[m.Left]:][:t.size(m.Left)]
		right := leaves[lo[m.Right]:][:t.size(m.Right)]
		for _, i := range left {
			for _, j := range right {
				do(i, j, m.Height)
			}
		}
	}
}

// CopheneticCorrelation returns Pearson's correlation of the distances that the tree was
// made of with its cophenetic distances, which is near 1 where the tree represents them
// well. It is NaN where either is constant, and panics if d is of another number of rows.
func (t *Tree) CopheneticCorrelation(d *Distances) float64 {
	if d.Len() != t.Len() {
		panic("cluster: CopheneticCorrelation: the distances are of another number of rows")
	}
	count := float64(pairs(t.Len()))
	var sx, sy float64
	t.eachPair(func(i, j int, h float64) {
		sx += h / count
		sy += d.At(i, j) / count
	})
	top := 0.0 // keeps squares from overflowing
	t.eachPair(func(i, j int, h float64) { top = max(top, math.Abs(h-sx), math.Abs(d.At(i, j)-sy)) })
	var xx, yy, xy float64
	t.eachPair(func(i, j int, h float64) {
		x, y := (h-sx)/top, (d.At(i, j)-sy)/top
		xx += float64(x * x)
		yy += float64(y * y)
		xy += float64(x * y)
	})
	return min(max(xy/math.Sqrt(xx)/math.Sqrt(yy), -1), 1)
}
