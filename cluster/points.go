package cluster

import (
	"math"
	"math/bits"
)

// points are rows of numbers, made ready to be compared.
type points struct {
	n, cols int
	metric  Metric
	squared bool // Euclidean distances stay squared
	kernel  tileKernel
	packed  []float64 // panels of eight rows, column by column; zeros fill the last
	exp     int

	// Without missing values these are nil. A bit is set where a value is there.
	have       []uint64
	raw        []float64 // row by row, for metrics that look at shared columns twice
	minOverlap int

	nonzero []uint64  // of jaccard, for rows as in have
	offset  []float64 // of unit vectors: 1 for a row that has no direction, else 0
	typical []float64
}

func (x *points) size() int              { return x.n }
func (x *points) exponent() int          { return x.exp }
func (x *points) setTypical(t []float64) { x.typical = t }
func (x *points) words() int             { return (x.cols + 63) / 64 }
func (x *points) panelLen() int          { return panel * max(x.cols, 1) } // a column of zeros for rows without any

// onePanel returns the packed rows from 8k on.
func (x *points) onePanel(k int) []float64 {
	return x.packed[k*x.panelLen():][:x.panelLen()]
}

// columnsAtOnce bounds the columns that are added before the next pair of panels: 16 + 16
// panels of 64 columns are 128 KiB.
const columnsAtOnce = 64

func (x *points) block(out []float64, i0, i1, j0, j1 int, w *work) {
	if x.raw != nil {
		for i := i0; i < i1; i++ {
			for j := j0; j < j1; j++ {
				out[(i-i0)*(j1-j0)+j-j0] = x.shared(i, j)
			}
		}
		return
	}
	pa, pb := (i1-i0+panel-1)/panel, (j1-j0+panel-1)/panel
	sums := w.sums[:pa*pb]
	clear(sums)
	for c := 0; c < x.cols; c += columnsAtOnce {
		from, to := panel*c, panel*min(c+columnsAtOnce, x.cols)
		for a := range pa {
			left := x.onePanel(i0/panel + a)[from:to]
			for b := range pb {
				x.kernel(&sums[a*pb+b], left, x.onePanel(j0/panel + b)[from:to])
			}
		}
	}
	for i := i0; i < i1; i++ {
		row := out[(i-i0)*(j1-j0):][:j1-j0]
		for b := range pb {
			at := panel * b
			t := &sums[(i-i0)/panel*pb+b]
			x.finish(row[at:min(at+panel, len(row))], t[(i-i0)%panel*panel:], i, j0+at)
		}
	}
}

func (x *points) pair(i, j int) float64 {
	if x.raw != nil {
		return x.shared(i, j)
	}
	a, b := x.onePanel(i / panel)[i%panel:], x.onePanel(j / panel)[j%panel:]
	sum := 0.0
	for c := 0; c < len(b); c += panel {
		sum = x.fold(sum, a[c]-b[c])
	}
	var out [1]float64
	x.finish(out[:], []float64{sum}, i, j)
	return out[0]
}

// fold adds one difference to a sum, as the kernel of the metric does.
func (x *points) fold(sum, d float64) float64 {
	switch {
	case d != d:
		return sum
	case x.metric == CityBlock:
		return sum + math.Abs(d)
	case x.metric == Chebyshev:
		return max(sum, math.Abs(d))
	case x.metric == Jaccard || x.metric == Hamming:
		if d != 0 {
			sum++
		}
		return sum
	}
	return sum + float64(d*d)
}

// finish turns the sums of row i with rows from j on into distances.
func (x *points) finish(out, sums []float64, i, j int) {
	sums = sums[:len(out)]
	if x.have != nil || x.metric == Jaccard || x.metric == Hamming {
		for k, s := range sums {
			out[k] = x.partial(s, i, j+k)
		}
		return
	}
	switch {
	case x.metric == Euclidean && !x.squared:
		for k, s := range sums {
			out[k] = math.Sqrt(s)
		}
	case x.offset != nil:
		a, b := x.offset[i], x.offset[j:][:len(out)]
		for k, s := range sums {
			if out[k] = min(s/2, 2); a+b[k] > 0 {
				out[k] = 1
			}
		}
	default:
		copy(out, sums)
	}
}

// partial finishes a sum over the columns that both rows have.
func (x *points) partial(sum float64, i, j int) float64 {
	shared, all := x.cols, float64(x.cols)
	if x.have != nil {
		shared = overlap(x.bits(x.have, i), x.bits(x.have, j))
		if shared < x.minOverlap {
			if i == j {
				return 0
			}
			return unknown(x.typical, i, j)
		}
	}
	switch x.metric {
	case Hamming:
		if shared == 0 {
			return 0
		}
		return sum / float64(shared)
	case Jaccard:
		return x.jaccard(sum, i, j)
	case Chebyshev:
		return sum
	}
	if shared < x.cols {
		sum *= all / float64(shared)
	}
	if x.metric == Euclidean && !x.squared {
		return math.Sqrt(sum)
	}
	return sum
}

// jaccard divides the number of columns that differ by that where one is not 0. Two rows
// of zeros are equal.
func (x *points) jaccard(differ float64, i, j int) float64 {
	a, b := x.bits(x.nonzero, i), x.bits(x.nonzero, j)
	either := 0
	for w := range a {
		some := a[w] | b[w]
		if x.have != nil {
			some &= x.bits(x.have, i)[w] & x.bits(x.have, j)[w]
		}
		either += bits.OnesCount64(some)
	}
	if either == 0 {
		return 0
	}
	return differ / float64(either)
}

func (x *points) bits(of []uint64, i int) []uint64 { return of[i*x.words():][:x.words()] }

func overlap(a, b []uint64) int {
	n := 0
	for w := range a {
		n += bits.OnesCount64(a[w] & b[w])
	}
	return n
}

// shared is the distance by angle of two rows on the columns that both have: means and
// norms are of these columns alone, as pandas' corr and R's pairwise.complete.obs.
func (x *points) shared(i, j int) float64 {
	if i == j {
		return 0
	}
	if overlap(x.bits(x.have, i), x.bits(x.have, j)) < x.minOverlap {
		return unknown(x.typical, i, j)
	}
	a, b := x.raw[i*x.cols:][:x.cols], x.raw[j*x.cols:][:x.cols]
	var ma, mb float64
	if x.metric != Cosine {
		ma, mb = sharedMeans(a, b)
	}
	var aa, bb, ab float64
	for c := range a {
		u, v := a[c]-ma, b[c]-mb
		if d := u - v; d == d {
			aa += float64(u * u)
			bb += float64(v * v)
			ab += float64(u * v)
		}
	}
	if aa == 0 || bb == 0 {
		return 1
	}
	return min(max(1-ab/float64(math.Sqrt(aa)*math.Sqrt(bb)), 0), 2)
}

// sharedMeans returns the means over the shared columns. They are taken from the first
// shared value on, so that rows that are constant there give exact zeros.
func sharedMeans(a, b []float64) (ma, mb float64) {
	n, a0, b0 := 0.0, 0.0, 0.0
	for c := range a {
		if d := a[c] - b[c]; d != d {
			continue
		}
		if n++; n == 1 {
			a0, b0 = a[c], b[c]
		}
		ma += a[c] - a0
		mb += b[c] - b0
	}
	return a0 + ma/n, b0 + mb/n
}

func (x *points) plain() source {
	y := *x
	y.squared = false
	return &y
}

func (x *points) permuted(order []int) source {
	y := *x
	y.n = len(order)
	y.packed = make([]float64, (y.n+panel-1)/panel*x.panelLen())
	y.have, y.nonzero = x.pickBits(x.have, order), x.pickBits(x.nonzero, order)
	y.offset, y.typical = pick(x.offset, order), pick(x.typical, order)
	if x.typical != nil {
		y.typical = append(y.typical, x.typical[x.n])
	}
	if x.raw != nil {
		y.raw = make([]float64, 0, y.n*x.cols)
		for _, row := range order {
			y.raw = append(y.raw, x.raw[row*x.cols:][:x.cols]...)
		}
		y.packed = nil
		return &y
	}
	for at, row := range order {
		from, to := x.onePanel(row / panel)[row%panel:], y.onePanel(at / panel)[at%panel:]
		for c := 0; c < len(to); c += panel {
			to[c] = from[c]
		}
	}
	return &y
}

func pick(v []float64, order []int) []float64 {
	if v == nil {
		return nil
	}
	out := make([]float64, 0, len(order)+1)
	for _, row := range order {
		out = append(out, v[row])
	}
	return out
}

func (x *points) pickBits(v []uint64, order []int) []uint64 {
	if v == nil {
		return nil
	}
	out := make([]uint64, 0, len(order)*x.words())
	for _, row := range order {
		out = append(out, x.bits(v, row)...)
	}
	return out
}
