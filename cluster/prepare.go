package cluster

import (
	"cmp"
	"math"
	"slices"

	"github.com/seed01309057/heat/matrix"
)

// prepare reads a matrix of observations and makes its rows comparable under the metric.
func prepare(m *matrix.Matrix, opt *Options, r *Report) *points {
	n, cols := m.Dims()
	x := &points{n: n, cols: cols, metric: opt.Metric, minOverlap: opt.MinOverlap, squared: opt.Method.geometric()}
	if byAngle(x.metric) && x.metric != Cosine {
		x.minOverlap = max(x.minOverlap, 2) // one column has no correlation
	}
	values := cleaned(m, r)
	x.scale(values)
	x.marks(values, r)
	switch {
	case byAngle(x.metric) && x.have != nil:
		x.prepareRaw(values, r)
		return x
	case byAngle(x.metric):
		x.prepareUnits(values, r)
	}
	x.pack(values)
	x.kernel = kernelOf(x.metric, x.have != nil)
	return x
}

// byAngle says whether the metric compares directions.
func byAngle(m Metric) bool { return m == Cosine || m == Correlation || m == Spearman }

func kernelOf(m Metric, missing bool) tileKernel {
	switch {
	case m == CityBlock && missing:
		return tiles.absMissing
	case m == CityBlock:
		return tiles.abs
	case m == Chebyshev:
		return tiles.max
	case m == Jaccard || m == Hamming:
		return tiles.neq
	case missing:
		return tiles.sqMissing
	}
	return tiles.sq
}

// cleaned returns a copy of the values, row by row, where all that is not finite is NaN.
func cleaned(m *matrix.Matrix, r *Report) []float64 {
	n, cols := m.Dims()
	values := make([]float64, 0, n*cols)
	const block = 64
	var buf []float64
	for i := 0; i < n; i += block {
		rows := m.Rows(i, min(i+block, n), buf[:0:cap(buf)])
		for _, v := range rows {
			switch {
			case v != v:
				r.Missing++
			case math.IsInf(v, 0):
				r.Infinite++
				v = math.NaN()
			}
			values = append(values, v)
		}
		if i == 0 {
			buf = make([]float64, block*cols) // never the view that Rows may return
		}
	}
	return values
}

// scale takes a power of two out of the values, so that the largest is about 1. It is
// exact, except that numbers 2¹⁰⁰⁰ times smaller than the largest vanish.
func (x *points) scale(values []float64) {
	if x.metric == Jaccard || x.metric == Hamming || x.metric == Spearman {
		return
	}
	top := 0.0
	for _, v := range values {
		if v = math.Abs(v); v > top {
			top = v
		}
	}
	if top == 0 {
		return
	}
	_, exp := math.Frexp(top)
	down(values, exp)
	switch x.metric {
	case SqEuclidean:
		x.exp = 2 * exp
	case Euclidean, CityBlock, Chebyshev:
		x.exp = exp
	}
}

// down multiplies by 2^-exp, in two steps since 2¹⁰⁷⁴ is no number.
func down(values []float64, exp int) {
	f, g := math.Ldexp(1, -exp/2), math.Ldexp(1, -(exp-exp/2))
	for i, v := range values {
		values[i] = v * f * g
	}
}

// marks notes which values are there, if any is not, and which are not 0 for jaccard.
func (x *points) marks(values []float64, r *Report) {
	missing := r.Missing+r.Infinite > 0
	if missing {
		x.have = make([]uint64, x.n*x.words())
	}
	if x.metric == Jaccard {
		x.nonzero = make([]uint64, x.n*x.words())
	}
	if !missing && x.nonzero == nil {
		return
	}
	complete := 0
	for i := range x.n {
		count := 0
		for c, v := range values[i*x.cols:][:x.cols] {
			bit := uint64(1) << (c % 64)
			if v == v {
				count++
				if missing {
					x.have[i*x.words()+c/64] |= bit
				}
				if x.nonzero != nil && v != 0 {
					x.nonzero[i*x.words()+c/64] |= bit
				}
			}
		}
		if count == x.cols {
			complete++
		} else if count == 0 {
			r.EmptyRows = append(r.EmptyRows, i)
		}
	}
	r.PartialPairs = pairs(x.n) - pairs(complete)
}

func pairs(n int) int64 { return int64(n) * int64(n-1) / 2 }

// pack interleaves eight rows at a time.
func (x *points) pack(values []float64) {
	x.packed = make([]float64, (x.n+panel-1)/panel*x.panelLen())
	for i := range x.n {
		to := x.onePanel(i / panel)[i%panel:]
		for c, v := range values[i*x.cols:][:x.cols] {
			to[c*panel] = v
		}
	}
}

// prepareUnits makes unit vectors of the rows. Half the squared distance of two of them is
// 1 − their product, without the cancellation that subtracting from 1 has. A row without a
// direction becomes zeros with the offset 1, which puts it at the distance 1 to all.
func (x *points) prepareUnits(values []float64, r *Report) {
	x.offset = make([]float64, x.n)
	ranks := newRanker(x.cols)
	for i := range x.n {
		row := values[i*x.cols:][:x.cols]
		if x.metric == Spearman {
			ranks.rank(row)
		}
		if x.metric != Cosine {
			centre(row)
		}
		if !normalise(row) {
			x.offset[i] = 1
			r.ConstantRows = append(r.ConstantRows, i)
		}
	}
}

// prepareRaw keeps the rows as they are, since their means and norms differ from pair to pair.
// Ranks are taken once, among the values that a row has.
func (x *points) prepareRaw(values []float64, r *Report) {
	x.raw = values
	ranks := newRanker(x.cols)
	for i := range x.n {
		row := values[i*x.cols:][:x.cols]
		if x.metric == Spearman {
			ranks.rank(row)
		}
		if constant(row, x.metric == Cosine) {
			r.ConstantRows = append(r.ConstantRows, i)
		}
	}
}

// constant reports whether a row has values, and they are all equal, or all 0.
func constant(row []float64, zero bool) bool {
	first, found := 0.0, false
	for _, v := range row {
		switch {
		case v != v:
		case !found && !zero:
			first, found = v, true
		case v != first:
			return false
		default:
			found = true
		}
	}
	return found
}

// centre subtracts the mean, which is taken from the first value on, so that a constant
// gives zeros.
func centre(row []float64) {
	if len(row) == 0 {
		return
	}
	first, sum := row[0], 0.0
	for _, v := range row {
		sum += v - first
	}
	mean := first + sum/float64(len(row))
	if sum == 0 && constant(row, false) {
		mean = first
	}
	for c := range row {
		row[c] -= mean
	}
}

// normalise makes the length 1, and reports whether it was above 0.
func normalise(row []float64) bool {
	top := 0.0
	for _, v := range row {
		top = max(top, math.Abs(v))
	}
	if top == 0 {
		return false
	}
	_, exp := math.Frexp(top)
	down(row, exp)
	sum := 0.0
	for _, v := range row {
		sum += float64(v * v)
	}
	length := math.Sqrt(sum)
	for c := range row {
		row[c] /= length
	}
	return true
}

// ranker replaces values by their ranks from 1, the mean of them where values are equal.
type ranker struct{ at []int }

func newRanker(cols int) *ranker { return &ranker{make([]int, 0, cols)} }

func (k *ranker) rank(row []float64) {
	k.at = k.at[:0]
	for c, v := range row {
		if v == v {
			k.at = append(k.at, c)
		}
	}
	slices.SortFunc(k.at, func(a, b int) int { return cmp.Or(cmp.Compare(row[a], row[b]), a-b) })
	for i := 0; i < len(k.at); {
		j := i + 1
		for j < len(k.at) && row[k.at[j]] == row[k.at[i]] {
			j++
		}
		mean := float64(i+j+1) / 2
		for _, c := range k.at[i:j] {
			row[c] = mean
		}
		i = j
	}
}
