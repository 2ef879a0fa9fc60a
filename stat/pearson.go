package stat

import (
	"math"
	"slices"
)

// pearson returns the correlations of all pairs of columns, row by row. It overwrites
// the columns.
//
// Columns without missing values are centred and scaled to length 1 once, so that the
// correlation of two of them is a dot product; the others are compared pair by pair.
// Both ways centre first and multiply then. Sums of squares of raw values would be
// quicker and, beside a large mean, wrong.
func pearson(cols [][]float64, workers int) []float64 {
	p := len(cols)
	units := make([][]float64, p)
	share(p, workers, func(j int) {
		tame(cols[j])
		units[j] = unit(cols[j])
	})
	r := make([]float64, p*p)
	pairs := tilePairs(p)
	share(len(pairs), workers, func(i int) {
		t := tile{cols: cols, units: units, r: r, pair: pairs[i]}
		t.dots()
		t.pairwise()
	})
	return r
}

// tame makes the values of a column fit for squaring: infinities become missing, and
// extreme columns are scaled by a power of two, which changes no correlation.
func tame(col []float64) {
	size := 0.0
	for i, v := range col {
		if math.IsInf(v, 0) {
			col[i] = math.NaN()
		} else if math.Abs(v) > size { // false for NaN
			size = math.Abs(v)
		}
	}
	// Between these, squares and their sums neither overflow nor lose digits.
	const smallest, largest = 1e-70, 1e70
	if size == 0 || smallest < size && size < largest {
		return
	}
	_, exponent := math.Frexp(size)
	for i, v := range col {
		col[i] = math.Ldexp(v, -exponent)
	}
}

// unit returns a column centred and scaled to length 1; all NaN if it is constant or
// too short, so that every correlation with it is NaN; and nil if values are missing.
func unit(col []float64) []float64 {
	if slices.ContainsFunc(col, math.IsNaN) {
		return nil
	}
	z := slices.Clone(col)
	if constant(z) {
		for i := range z {
			z[i] = math.NaN()
		}
		return z
	}
	centre(z)
	centre(z) // the first mean was rounded; the second one is that error
	squares := 0.0
	for _, v := range z {
		squares += float64(v * v)
	}
	length := math.Sqrt(squares)
	for i := range z {
		z[i] /= length
	}
	return z
}

// constant reports whether there are no two different values. A variance cannot tell:
// that of 0.1, 0.1, 0.1 is not zero after rounding.
func constant(values []float64) bool {
	for _, v := range values {
		if v != values[0] {
			return false
		}
	}
	return true
}

// centre subtracts the mean.
func centre(values []float64) {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	mean := sum / float64(len(values))
	for i := range values {
		values[i] -= mean
	}
}

// correlate returns the correlation of x and y over the rows where neither is missing.
// The slices xs and ys are room for these rows.
func correlate(x, y, xs, ys []float64) float64 {
	xs, ys = xs[:0], ys[:0]
	for i, v := range x {
		if w := y[i]; v == v && w == w {
			xs, ys = append(xs, v), append(ys, w)
		}
	}
	if constant(xs) || constant(ys) {
		return math.NaN()
	}
	centre(xs)
	centre(xs)
	centre(ys)
	centre(ys)
	var xx, yy, xy float64
	for i, v := range xs {
		w := ys[i]
		xx += float64(v * v)
		yy += float64(w * w)
		xy += float64(v * w)
	}
	const vanished = 1e-280 // beside other rows, by which tame went, 1e100 times as large
	if xx < vanished || yy < vanished {
		return math.NaN()
	}
	return clip(xy / (math.Sqrt(xx) * math.Sqrt(yy)))
}

// clip removes what rounding puts beyond ±1.
func clip(r float64) float64 { return max(-1, min(1, r)) }
