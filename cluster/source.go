package cluster

import "math"

// A source gives the distances of n rows, times 2^-exponent, so that neither float32 nor
// squares overflow whatever the data are. NaN is an unknown distance.
type source interface {
	size() int
	exponent() int

	// block sets out, row by row, to the distances of rows i0 to i1−1 to rows j0 to j1−1.
	// i0 and j0 are multiples of panel, and no side is above blockRows.
	block(out []float64, i0, i1, j0, j1 int, w *work)

	// pair returns one distance, the same bits as block does.
	pair(i, j int) float64

	// permuted returns the source of the same rows in another order. Rows may be left out
	// or given twice.
	permuted(order []int) source

	// plain returns the source with distances as the metric has them, where a method wants
	// them squared.
	plain() source

	// setTypical gives, for each row, what stands for its unknown distances.
	setTypical(t []float64)
}

// blockRows is the side of a block of distances: its sums and the columns that are being
// added fit a second-level cache of 512 KiB together.
const blockRows = 128

// work is the memory that one worker computes blocks in.
type work struct {
	sums []tile
	out  []float64
}

func newWork() *work {
	const panels = blockRows / panel
	return &work{sums: make([]tile, panels*panels), out: make([]float64, blockRows*blockRows)}
}

// unknown returns what stands for the unknown distance of two rows, by what stands for it
// in either. Where that is unknown too, nothing is known of the rows, and they are
// taken for equal.
func unknown(typical []float64, i, j int) float64 {
	if typical == nil {
		return math.NaN()
	}
	switch a, b := typical[i], typical[j]; {
	case a == a && b == b:
		return (a + b) / 2
	case a == a:
		return a
	case b == b:
		return b
	}
	return typical[len(typical)-1]
}
