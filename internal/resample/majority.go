package resample

import (
	"math"
	"sync"
)

// Majority computes a picture of w × h pixels of a grid of codes 0 to k-1, as Mean does
// of numbers: a pixel has the code that most of the cells under it have, the lowest of
// several; NaN where none has one. Where there are as many pixels as cells or more, a
// pixel is the cell at its centre. It calls emit once for each pixel row, from several
// goroutines at once; row is only lent for the call. Codes that are not 0 to k-1 count as
// missing.
func Majority(src Source, w, h, k, workers int, emit func(y int, row []float64)) {
	if w <= 0 || h <= 0 {
		return
	}
	rows, cols := src.Dims()
	if rows <= 0 || cols <= 0 {
		emitMissing(w, h, emit)
		return
	}
	workers = min(max(1, workers), h)
	var wg sync.WaitGroup
	for n := range workers {
		wg.Go(func() {
			v := &votes{src: src, k: k, count: make([]int32, w*k), row: make([]float64, w)}
			for y := n * h / workers; y < (n+1)*h/workers; y++ {
				emit(y, v.pixels(y, w, h, rows, cols))
			}
		})
	}
	wg.Wait()
}

// votes counts the codes under the pixels of one row.
type votes struct {
	src   Source
	k     int
	count []int32 // k for each pixel
	row   []float64
	buf   []float64
}

// pixels returns the codes of one row of pixels.
func (v *votes) pixels(y, w, h, rows, cols int) []float64 {
	clear(v.count)
	from, to := under(y, h, rows)
	for i := from; i < to; i++ {
		if len(v.buf) < cols {
			v.buf = make([]float64, cols)
		}
		values := v.src.Rows(i, i+1, v.buf)
		for x := range w {
			a, b := under(x, w, cols)
			for _, code := range values[a:b] {
				if code >= 0 && code < float64(v.k) {
					v.count[x*v.k+int(code)]++
				}
			}
		}
	}
	for x := range v.row {
		v.row[x] = math.NaN()
		most := int32(0)
		for code, n := range v.count[x*v.k : (x+1)*v.k] {
			if n > most {
				most, v.row[x] = n, float64(code)
			}
		}
	}
	return v.row
}

// under is the range of the cells that pixel i of n shows, of m cells: those that begin
// in it, or the one at its centre.
func under(i, n, m int) (from, to int) {
	if m <= n {
		at := min(int((float64(i)+0.5)*float64(m)/float64(n)), m-1)
		return at, at + 1
	}
	return i * m / n, (i + 1) * m / n
}
