package cluster

import (
	"context"

	"github.com/seed01309057/heat/matrix"
)

// Distances are those of n rows to each other. They are read only, by any number of
// goroutines.
type Distances struct {
	Report Report // of Missing, Infinite, EmptyRows, ConstantRows, PartialPairs, FilledPairs, Bytes

	n     int
	scale func(d float64) float64
	small *square[float32] // one of both is set
	large *square[float64]
}

// Pairwise returns the distances of the rows of m. Options of linkage and order are
// ignored, except that a matrix of distances which does not fit MemoryLimit is a
// *[MemoryError]. For errors and missing values see Rows.
func Pairwise(ctx context.Context, m *matrix.Matrix, opt Options) (*Distances, error) {
	n, _ := m.Dims()
	opt.Method = Average
	opt, err := opt.filled(n)
	if err != nil {
		return nil, err
	}
	d := &Distances{}
	d.Report.Metric, d.Report.Precision = opt.Metric, opt.Precision
	src, err := newSource(m, &opt, &d.Report)
	if err != nil {
		return nil, err
	}
	d.n = src.size()
	d.scale = unscaled(src.exponent(), false)
	d.Report.Bytes = squareBytes(d.n, 0, opt.Precision)
	if d.Report.Bytes > opt.MemoryLimit {
		return nil, &MemoryError{Stage: "distances", Rows: d.n, Need: d.Report.Bytes, Limit: opt.MemoryLimit,
			Cure: "raise MemoryLimit, use float32, or cluster fewer rows"}
	}
	if opt.Precision == Float64 {
		d.large = newSquare[float64](d.n, 0)
		d.Report.FilledPairs, err = d.large.fill(ctx, src, &opt)
	} else {
		d.small = newSquare[float32](d.n, 0)
		d.Report.FilledPairs, err = d.small.fill(ctx, src, &opt)
	}
	if err != nil {
		return nil, err
	}
	d.Report.PartialPairs = max(d.Report.PartialPairs-d.Report.FilledPairs, 0)
	return d, nil
}

// Len returns the number of rows.
func (d *Distances) Len() int { return d.n }

// At returns the distance of rows i and j, which is 0 for i = j. It panics if there is no
// such row.
func (d *Distances) At(i, j int) float64 {
	_, _ = d.check(i), d.check(j)
	if d.large != nil {
		return d.scale(d.large.row(i)[j])
	}
	return d.scale(float64(d.small.row(i)[j]))
}

func (d *Distances) check(i int) int {
	if uint(i) >= uint(d.n) {
		panic("cluster: Distances.At: no such row")
	}
	return i
}

// Condensed returns the distances of all pairs i < j, row by row, as SciPy's pdist does:
// n·(n−1)/2 numbers, in a new slice.
func (d *Distances) Condensed() []float64 {
	out := make([]float64, 0, pairs(d.n))
	for i := range d.n {
		for j := i + 1; j < d.n; j++ {
			out = append(out, d.At(i, j))
		}
	}
	return out
}
