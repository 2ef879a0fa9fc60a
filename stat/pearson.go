package stat

import (
	"math"
	"sync"

	"github.com/seed01309057/heat/matrix"
)

// linear compares columns by their dot products, centred for Pearson's correlation and
// as they are for the cosine.
//
// Sums of products of centred values are also how pairs with missing values are
// compared: from five such sums per pair follow the moments over the rows that both
// have. Where the mean of these rows is far from that of all, digits cancel, and the
// pair is compared again by itself.
type linear struct {
	m       *matrix.Matrix
	centred bool
	cols    []column
	g       gram

	cache []lazyColumn // columns of pairs that are compared by themselves
}

type lazyColumn struct {
	once   sync.Once
	values []float64
}

func newLinear(m *matrix.Matrix, centred bool, workers int) *linear {
	n, p := m.Dims()
	l := &linear{m: m, centred: centred, cols: summarize(m, workers), cache: make([]lazyColumn, p)}
	l.g = gram{rows: n, cols: p, gaps: make([]bool, p)}
	for j := range l.cols {
		l.g.gaps[j] = l.cols[j].missing > 0
		if !centred {
			l.cols[j].mean = 0
		}
	}
	var block, buf []float64
	l.g.load = func(from, end int) {
		buf = m.Rows(from, end, buf)
		block = buf
	}
	l.g.pack = func(j int, u, q, mask []float64) { l.pack(block[j:], p, j, u, q, mask) }
	l.g.run(workers)
	return l
}

// pack writes a block of column j, whose values are every p-th of the block.
func (l *linear) pack(block []float64, p, j int, u, q, mask []float64) {
	c := &l.cols[j]
	mean, residual := c.mean, c.residual
	if c.missing == 0 && c.shift == 0 {
		at := 0
		for k := range u {
			v := block[at] - mean
			u[k] = v
			residual += v
			at += p
		}
	} else {
		for k := range u {
			v := c.tame(block[k*p]) - mean
			if v != v {
				v = 0
			}
			u[k] = v
			residual += v
		}
	}
	c.residual = residual
	if q == nil {
		return
	}
	for k, v := range u {
		q[k] = float64(v * v)
		mask[k] = 1
		if w := block[k*p]; w-w != 0 {
			mask[k] = 0
		}
	}
}

// pair returns the coefficient of two columns, i ≤ j, and how many rows have both.
func (l *linear) pair(i, j int) (r float64, n int) {
	a, b := &l.cols[i], &l.cols[j]
	at := i*l.g.width + j
	if a.missing == 0 && b.missing == 0 {
		return l.complete(i, j, at)
	}
	n = int(l.g.mm[at])
	if n == 0 || l.centred && n < 2 {
		return math.NaN(), n
	}
	back := j*l.g.width + i
	xx, yy, xy := l.g.qm[at], l.g.qm[back], l.g.uu[at]
	if !l.centred {
		return ratio(xy, xx, yy), n
	}
	x, y, size := l.g.um[at], l.g.um[back], float64(n)
	vx, vy := xx-float64(x*x)/size, yy-float64(y*y)/size
	const cancelled = 1e-3 // of the sum of squares is left: three of sixteen digits are lost
	if vx <= cancelled*xx || vy <= cancelled*yy {
		return correlate(l.column(i), l.column(j)), n
	}
	return ratio(xy-float64(x*y)/size, vx, vy), n
}

// complete returns the coefficient of two columns without missing values.
func (l *linear) complete(i, j, at int) (r float64, n int) {
	a, b := &l.cols[i], &l.cols[j]
	n = l.g.rows
	w := l.g.width + 1
	xx, yy, xy := l.g.uu[i*w], l.g.uu[j*w], l.g.uu[at]
	if !l.centred {
		return ratio(xy, xx, yy), n
	}
	if n < 2 || a.constant() || b.constant() {
		return math.NaN(), n
	}
	// Means are rounded; what they left of the sums corrects for it.
	size := float64(n)
	xx -= float64(a.residual*a.residual) / size
	yy -= float64(b.residual*b.residual) / size
	xy -= float64(a.residual*b.residual) / size
	return ratio(xy, xx, yy), n
}

// ratio returns xy/√(xx·yy) within ±1, and NaN where a vector has no length. The product
// is within range since extreme columns were shifted.
func ratio(xy, xx, yy float64) float64 {
	if !(xx > 0) || !(yy > 0) {
		return math.NaN()
	}
	return clip(xy / math.Sqrt(float64(xx*yy))) // one root, exact where xx is yy
}

// column returns the values of a column as correlate takes them.
func (l *linear) column(j int) []float64 {
	c := &l.cache[j]
	c.once.Do(func() { c.values = l.cols[j].read(l.m, j) })
	return c.values
}

// correlate returns the correlation of x and y over the rows where neither is missing.
func correlate(x, y []float64) float64 {
	xs, ys := make([]float64, 0, len(x)), make([]float64, 0, len(x))
	for i, v := range x {
		if w := y[i]; v == v && w == w {
			xs, ys = append(xs, v), append(ys, w)
		}
	}
	if constant(xs) || constant(ys) {
		return math.NaN()
	}
	centre(xs)
	centre(xs) // the first mean was rounded; the second one is that error
	centre(ys)
	centre(ys)
	var xx, yy, xy float64
	for i, v := range xs {
		w := ys[i]
		xx += float64(v * v)
		yy += float64(w * w)
		xy += float64(v * w)
	}
	const vanished = 1e-280 // beside other rows, by which values were shifted, 1e100 times as large
	if xx < vanished || yy < vanished {
		return math.NaN()
	}
	return ratio(xy, xx, yy)
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

// clip removes what rounding puts beyond ±1.
func clip(r float64) float64 { return max(-1, min(1, r)) }
