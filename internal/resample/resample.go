// Package resample turns grids of values into grids of pixels, before anything is
// coloured: a pixel that covers many cells shows their mean, not the mean of their
// colours.
//
//	resample.Mean(m, 800, 640, 0, func(y int, row []float64) { … })
//
// Cells without a value are NaN. They are left out of every mean, and a pixel over
// nothing else is NaN itself.
package resample

// Source is a grid of values, such as a *matrix.Matrix.
type Source interface {
	// Dims returns the numbers of rows and columns.
	Dims() (rows, cols int)
	// Rows returns the values of rows i0 ≤ i < i1, row by row, NaN where one is missing.
	// The result may be a view of the grid or be written into buf; it is only read, and
	// only until buf is used again. Calls with different bufs may run at once.
	Rows(i0, i1 int, buf []float64) []float64
}
