package cluster

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A square is a symmetric matrix of distances, with room in each row for more columns.
type square[F float] struct {
	n, stride int
	at        []F
	kept      []F // what keep copied, or nil
}

// newSquare returns zeros: n rows of n values and slack.
func newSquare[F float](n, slack int) *square[F] {
	// Rows start at a cache line, so that sixteen columns written at a time fill one.
	stride := (n + slack + 15) &^ 15
	if size := squareBytes(n, slack, Float32); size > manyBytes {
		// A large matrix that is no longer used would else be kept beside this one: the
		// collector waits until the heap has doubled.
		runtime.GC()
	}
	return &square[F]{n: n, stride: stride, at: make([]F, n*stride)}
}

// manyBytes is from where on the few milliseconds of a collection are nothing beside the
// time that it takes to fill a matrix.
const manyBytes = 64 << 20

// squareBytes returns what newSquare takes.
func squareBytes(n, slack int, p Precision) int64 {
	size := int64(4)
	if p == Float64 {
		size = 8
	}
	return int64(n) * int64((n+slack+15)&^15) * size
}

func (s *square[F]) row(i int) []F { return s.at[i*s.stride:][:s.stride] }

// fill computes all distances, block by block on both sides of the diagonal, which gets
// zeros. Unknown ones are filled and counted. It returns ctx.Err() soon after ctx ends.
func (s *square[F]) fill(ctx context.Context, src source, opt *Options) (filled int64, err error) {
	blocks := (s.n + blockRows - 1) / blockRows
	var unknowns atomic.Int64
	err = share(ctx, opt, StageDistances, blocks*(blocks+1)/2, func() func(int) {
		w := newWork()
		return func(task int) {
			i, j := corner(task)
			unknowns.Add(s.block(src, w, i*blockRows, j*blockRows))
		}
	})
	if err == nil && unknowns.Load() > 0 {
		src.setTypical(s.typical())
		s.fillUnknown(src)
	}
	return unknowns.Load(), err
}

// corner numbers the pairs i ≤ j: 00 01 11 02 12 22 and so on.
func corner(task int) (i, j int) {
	j = int((math.Sqrt(8*float64(task)+1) - 1) / 2)
	for j*(j+1)/2 > task {
		j--
	}
	for (j+1)*(j+2)/2 <= task {
		j++
	}
	return task - j*(j+1)/2, j
}

// block computes one block and its mirror image, and counts unknown pairs.
func (s *square[F]) block(src source, w *work, i0, j0 int) (unknowns int64) {
	i1, j1 := min(i0+blockRows, s.n), min(j0+blockRows, s.n)
	width := j1 - j0
	out := w.out[:(i1-i0)*width]
	src.block(out, i0, i1, j0, j1, w)
	for i := i0; i < i1; i++ {
		from, to := out[(i-i0)*width:][:width], s.row(i)[j0:j1]
		for k, d := range from {
			if d != d && i < j0+k {
				unknowns++
			}
			to[k] = F(d)
		}
	}
	if i0 == j0 {
		for i := i0; i < i1; i++ {
			s.row(i)[i] = 0
			for j := i0; j < i; j++ {
				s.row(i)[j] = s.row(j)[i] // a metric may round d(i,j) and d(j,i) differently
			}
		}
		return unknowns
	}
	// Eight columns of the block are eight rows of the image: each cache line that is
	// read serves all of them.
	for j := j0; j < j1; j += 8 {
		for i := i0; i < i1; i++ {
			for k, d := range out[(i-i0)*width+j-j0:][:min(8, j1-j)] {
				s.at[(j+k)*s.stride+i] = F(d)
			}
		}
	}
	return unknowns
}

// typical returns the median of the known distances of each row, and last that of all
// these medians, or 0 if no distance is known.
func (s *square[F]) typical() []float64 {
	t := make([]float64, s.n, s.n+1)
	known := make([]float64, 0, s.n)
	for i := range t {
		known = known[:0]
		for j, d := range s.row(i)[:s.n] {
			if d == d && i != j {
				known = append(known, float64(d))
			}
		}
		t[i] = median(known)
	}
	return withOverall(t)
}

// withOverall adds the median of those medians that are known, or 0.
func withOverall(t []float64) []float64 {
	known := make([]float64, 0, len(t))
	for _, m := range t {
		if m == m {
			known = append(known, m)
		}
	}
	all := median(known)
	if all != all {
		all = 0
	}
	return append(t, all)
}

// median sorts v and returns its median, or NaN if it is empty.
func median(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	slices.SortFunc(v, cmp.Compare)
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

func (s *square[F]) fillUnknown(src source) {
	for i := range s.n {
		for j, d := range s.row(i)[:s.n] {
			if d != d {
				s.at[i*s.stride+j] = F(src.pair(i, j))
			}
		}
	}
}

// share calls do for 0 to tasks−1 on several goroutines, each with a do of its own, and
// reports progress. It returns ctx.Err() if the context ends before that.
func share(ctx context.Context, opt *Options, stage Stage, tasks int, worker func() (do func(task int))) error {
	if tasks == 0 {
		return ctx.Err()
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	var said time.Time
	for k := range min(opt.Workers, tasks) {
		wg.Go(func() {
			do := worker()
			for ctx.Err() == nil {
				task := int(next.Add(1)) - 1
				if task >= tasks {
					return
				}
				do(task)
				if k == 0 && opt.Progress != nil && time.Since(said) > progressPause {
					said = time.Now()
					opt.report(stage, float64(min(int(next.Load()), tasks))/float64(tasks))
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return nil
}

// progressPause is the least time between two reports of progress.
const progressPause = 50 * time.Millisecond
