package resample

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// Mean computes a picture of w × h pixels of a grid. It calls emit once for each pixel
// row y, in no order and from several goroutines at once; row has w values and is only
// lent for the call.
//
// Along an axis with more cells than pixels, a pixel is the mean of the finite cells
// under it, weighted by the area of each that it covers. An infinite cell would swallow
// its neighbours and say nothing of them, so it is left out as a missing one is; a pixel
// with infinities and no finite value keeps them (NaN if it has both signs). Along an
// axis with as many cells as pixels or fewer, a pixel is the cell at its centre, by the
// rounding of edges that package raster has.
//
// A pixel over equal values has just that value. Results do not depend on the number of
// workers; 0 or less means one for each processor. A grid without cells gives
// rows of NaN, a picture without pixels none.
func Mean(src Source, w, h int, workers int, emit func(y int, row []float64)) {
	if w <= 0 || h <= 0 {
		return
	}
	rows, cols := src.Dims()
	if rows <= 0 || cols <= 0 {
		emitMissing(w, h, emit)
		return
	}
	m := &means{src: src, rows: newAxis(rows, h), cols: newAxis(cols, w), emit: emit}
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, len(m.rows.bins))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers - 1 {
		wg.Go(func() { m.work(&next) })
	}
	m.work(&next)
	wg.Wait()
}

func emitMissing(w, h int, emit func(int, []float64)) {
	row := make([]float64, w)
	for i := range row {
		row[i] = math.NaN()
	}
	for y := range h {
		emit(y, row)
	}
}

// means is one call of Mean, shared by its workers.
type means struct {
	src        Source
	rows, cols axis
	emit       func(int, []float64)
}

// work takes row bins until none are left. A bin belongs to one worker, which adds its
// rows in their order: that is why results do not depend on the workers.
func (m *means) work(next *atomic.Int64) {
	s := newSums(m)
	for {
		b := int(next.Add(1)) - 1
		if b >= len(m.rows.bins) {
			return
		}
		s.bin(&m.rows.bins[b])
		row := s.expand()
		p0, p1 := m.rows.pixelsOf(b)
		for y := p0; y < p1; y++ {
			m.emit(y, row)
		}
	}
}

// blockValues bounds how many values a worker asks for at once: 512 KiB of them, which
// stay in its cache between being converted and being added.
const blockValues = 64 << 10

// sums is the state of one worker: for each column bin the running sum of its values.
//
// A sum is taken of differences from the first value met. They are exactly 0 where the
// values are equal, so constant data stay exactly constant, and small where the values
// are close, so less is lost to rounding than in a plain sum.
type sums struct {
	*means
	ncols  int
	base   []float64 // the first finite value, or any that is not before there is one
	sum    []float64 // Σ weight·(value − base)
	weight []float64 // Σ weight
	inf    []float64 // sum of infinities, 0 where there are none
	out    []float64 // one value a bin
	wide   []float64 // one value a pixel, where they differ
	buf    []float64
}

func newSums(m *means) *sums {
	n := len(m.cols.bins)
	mem := make([]float64, 5*n)
	s := &sums{means: m, base: mem[:n], sum: mem[n : 2*n], weight: mem[2*n : 3*n], inf: mem[3*n : 4*n], out: mem[4*n:]}
	_, s.ncols = m.src.Dims()
	if m.cols.cell != nil && len(m.cols.cell) != n {
		s.wide = make([]float64, len(m.cols.cell))
	}
	return s
}

// bin computes the means of one row bin into out.
func (s *sums) bin(b *bin) {
	clear(s.sum)
	clear(s.weight)
	clear(s.inf)
	fresh := true
	s.each(b, func(weight float64, row []float64) {
		if fresh {
			for p := range s.base {
				s.base[p] = row[s.cols.bins[p].first]
			}
			fresh = false
		}
		s.add(weight, row)
	})
	s.finish(b)
}

// each calls do for each row of a row bin, with its weight.
func (s *sums) each(b *bin, do func(weight float64, row []float64)) {
	step := max(1, blockValues/s.ncols)
	for i := b.first; i < b.pastFinal; i += step {
		end := min(i+step, b.pastFinal)
		if need := (end - i) * s.ncols; cap(s.buf) < need {
			s.buf = make([]float64, need)
		}
		values := s.src.Rows(i, end, s.buf[:cap(s.buf)])
		for k := i; k < end; k++ {
			do(b.weightOf(k), values[(k-i)*s.ncols:(k-i+1)*s.ncols])
		}
	}
}

// weightOf is how much of cell c lies in the bin.
func (b *bin) weightOf(c int) float64 {
	switch {
	case c < b.lo:
		return b.wleft
	case c >= b.hi:
		return b.wright
	}
	return 1
}

// add adds one row of cells.
func (s *sums) add(weight float64, row []float64) {
	for p := range s.cols.bins {
		b := &s.cols.bins[p]
		base := s.base[p]
		sum := 0.0
		for _, v := range row[b.lo:b.hi] {
			sum += v - base
		}
		if b.partial {
			sum += float64(b.wleft*(row[b.left]-base)) + float64(b.wright*(row[b.right]-base))
		}
		// A missing or infinite value, or such a base, and an overflow all show here:
		// none of them leaves the sum finite.
		if sum-sum != 0 {
			s.addCareful(p, weight, row)
			continue
		}
		s.sum[p] += float64(weight * sum)
		s.weight[p] += float64(weight * b.total)
	}
}

// addCareful adds one row of cells to one bin, looking at each.
func (s *sums) addCareful(p int, weight float64, row []float64) {
	b := &s.cols.bins[p]
	for c := b.first; c < b.pastFinal; c++ {
		v := row[c]
		switch {
		case v != v:
		case math.IsInf(v, 0):
			s.inf[p] += v
		default:
			if s.weight[p] == 0 {
				s.base[p] = v
			}
			w := float64(weight * b.weightOf(c))
			s.sum[p] += float64(w * (v - s.base[p]))
			s.weight[p] += w
		}
	}
}

// finish turns sums into means.
func (s *sums) finish(b *bin) {
	for p, w := range s.weight {
		switch mean := s.base[p] + s.sum[p]/w; {
		case w > 0 && mean-mean == 0:
			s.out[p] = mean
		case w > 0:
			s.out[p] = s.scaled(b, p)
		case s.inf[p] != 0:
			s.out[p] = s.inf[p]
		default:
			s.out[p] = math.NaN()
		}
	}
}

// scaled is the mean of one pixel whose sum overflowed: it reads the values again and
// adds them at a scale at which no sum of them can. What that loses of small values lies
// far below the last bit of such a mean.
func (s *sums) scaled(b *bin, p int) float64 {
	const scale = 0x1p-100
	cols := &s.cols.bins[p]
	sum, total := 0.0, 0.0
	s.each(b, func(weight float64, row []float64) {
		for c := cols.first; c < cols.pastFinal; c++ {
			v := row[c]
			if v-v != 0 {
				continue
			}
			w := float64(weight * cols.weightOf(c))
			sum += float64(w * float64(v*scale))
			total += w
		}
	})
	mean := sum / total / scale
	return math.Max(-math.MaxFloat64, math.Min(math.MaxFloat64, mean))
}

// expand repeats bins to pixels where there are fewer of them.
func (s *sums) expand() []float64 {
	if s.wide == nil {
		return s.out
	}
	for x, c := range s.cols.cell {
		s.wide[x] = s.out[c]
	}
	return s.wide
}
