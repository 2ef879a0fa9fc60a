package cluster

import (
	"context"
	"slices"
	"sync/atomic"

	"github.com/seed01309057/heat/matrix"
)

// BestCut is [AutoK] of the rows of m, without their distances being stored: these are
// computed once more, strip by strip, and added up. opt says what they are, and m what the
// tree was made of, as for [Arrange]; what concerns linkage and order is ignored.
//
// Memory is that of the copies of the rows and 8·n·most bytes, whatever n is, so that
// MemoryLimit bounds nothing here; time is that of n² distances. Distances are not rounded
// to float32 on their way, so that scores may differ from those of AutoK in the seventh
// digit. It fails as Arrange does.
func BestCut(ctx context.Context, t *Tree, m *matrix.Matrix, opt Options, most int) (k int, scores []float64, err error) {
	if err := t.Validate(); err != nil {
		return 0, nil, err
	}
	n := t.Len()
	opt.Method = Average
	if opt, err = opt.filled(n); err != nil {
		return 0, nil, err
	}
	var read Report
	src, err := newSource(m, &opt, &read)
	if err != nil {
		return 0, nil, err
	}
	if src.size() != n {
		return 0, nil, fault("cut", "", "the tree has %d leaves, and there are %d rows", n, src.size())
	}
	if n < 3 {
		return 1, nil, ctx.Err()
	}
	most = mostCuts(most, n)
	s := emptySilhouettes(t, most)
	if err := s.measure(ctx, src, &opt); err != nil {
		return 0, nil, err
	}
	k, scores = s.best(t, most)
	return k, scores, nil
}

// GroupDistances returns the mean distances between groups of the rows of m, as a square of
// as many rows as there are groups: of[i] is the group of row i, from 0, and none is empty.
// A group is at 0 from itself. Distances are not stored: see [BestCut] for memory, time and
// opt. It fails as [Pairwise] does, but for the memory.
func GroupDistances(ctx context.Context, m *matrix.Matrix, of []int, opt Options) (*matrix.Matrix, error) {
	n, _ := m.Dims()
	opt.Method = Average
	opt, err := opt.filled(n)
	if err != nil {
		return nil, err
	}
	var read Report
	src, err := newSource(m, &opt, &read)
	if err != nil {
		return nil, err
	}
	if n = src.size(); len(of) != n || n == 0 {
		return nil, fault("distances", "give one for each", "%d groups are named for %d rows", len(of), n)
	}
	s := &silhouettes{n: n, width: slices.Max(of) + 1, of: of}
	if slices.Min(of) < 0 || s.width > n {
		return nil, fault("distances", "number groups from 0", "there is a group %d or %d", slices.Min(of), s.width-1)
	}
	s.sum, s.size = make([]float64, n*s.width), make([]int, s.width)
	for _, g := range of {
		s.size[g]++
	}
	if slices.Contains(s.size, 0) {
		return nil, fault("distances", "number groups from 0", "group %d is empty", slices.Index(s.size, 0))
	}
	if err := s.measure(ctx, src, &opt); err != nil {
		return nil, err
	}
	return s.between(unscaled(src.exponent(), false))
}

// between are the mean distances between the clusters.
func (s *silhouettes) between(scale func(float64) float64) (*matrix.Matrix, error) {
	k := s.width
	square := make([]float64, k*k)
	for i, g := range s.of {
		for h := range g { // the lower half: both ways round, sums may differ in rounding
			square[g*k+h] += s.sum[i*k+h] / float64(s.size[g]) / float64(s.size[h])
		}
	}
	for g := range k {
		for h := range g {
			square[g*k+h] = scale(square[g*k+h])
			square[h*k+g] = square[g*k+h]
		}
	}
	return matrix.New(k, k, square)
}

// strips adds up the distances of each row to each cluster, a strip of rows at a time. The
// rows are those of the source sorted by cluster, so that a cluster is a run of columns.
type strips struct {
	*silhouettes
	src source
	row []int // place in the source → row
	end []int // cluster → the place after its last
}

// measure adds up all distances. Silhouettes are ratios, so that the exponent of the source
// does not matter.
func (s *silhouettes) measure(ctx context.Context, src source, opt *Options) error {
	x := &strips{silhouettes: s, row: rowNumbers(s.n)}
	slices.SortStableFunc(x.row, func(a, b int) int { return s.of[a] - s.of[b] })
	for end, c := 0, 0; c < s.width; c++ {
		end += s.size[c]
		x.end = append(x.end, end)
	}
	x.src = src.permuted(x.row)
	unknown, err := x.addAll(ctx, opt)
	if err != nil || !unknown {
		return err
	}
	typical, err := typicalOf(ctx, x.src, opt)
	if err != nil {
		return err
	}
	x.src.setTypical(typical)
	clear(s.sum)
	_, err = x.addAll(ctx, opt)
	return err
}

// addAll adds up what the source has, and tells whether a distance was unknown. Each strip
// is the work of one worker, from the first column to the last, so that the order of the
// additions does not depend on how many there are.
func (x *strips) addAll(ctx context.Context, opt *Options) (unknown bool, err error) {
	var holes atomic.Bool
	err = share(ctx, opt, StageCut, (x.n+blockRows-1)/blockRows, func() func(int) {
		w := newWork()
		return func(task int) {
			i0, i1 := task*blockRows, min((task+1)*blockRows, x.n)
			for j0 := 0; j0 < x.n; j0 += blockRows {
				x.addBlock(w, i0, i1, j0, min(j0+blockRows, x.n))
			}
			for _, row := range x.row[i0:i1] {
				for _, sum := range x.sum[row*x.width:][:x.width] {
					if sum != sum {
						holes.Store(true)
					}
				}
			}
		}
	})
	return holes.Load(), err
}

func (x *strips) addBlock(w *work, i0, i1, j0, j1 int) {
	width := j1 - j0
	out := w.out[:(i1-i0)*width]
	x.src.block(out, i0, i1, j0, j1, w)
	first := x.of[x.row[j0]]
	for i := i0; i < i1; i++ {
		row := out[(i-i0)*width:][:width]
		if i >= j0 && i < j1 {
			row[i-j0] = 0 // a row without a direction is at 1 from itself, as from all
		}
		sum := x.sum[x.row[i]*x.width:][:x.width]
		for c, from := first, j0; from < j1; c++ {
			to := min(x.end[c], j1)
			sum[c] += sumOf(row[from-j0 : to-j0])
			from = to
		}
	}
}

// sumOf adds in four lanes: a single one would wait for each addition.
func sumOf(v []float64) float64 {
	var a, b, c, d float64
	for len(v) >= 4 {
		a, b, c, d = a+v[0], b+v[1], c+v[2], d+v[3]
		v = v[4:]
	}
	for _, x := range v {
		a += x
	}
	return (a + b) + (c + d)
}

// typicalOf is [square.typical] without a square.
func typicalOf(ctx context.Context, src source, opt *Options) ([]float64, error) {
	n := src.size()
	medians := make([]float64, n, n+1)
	quiet := *opt
	quiet.Progress = nil
	err := share(ctx, &quiet, StageCut, (n+panel-1)/panel, func() func(int) {
		w := newWork()
		known := make([][]float64, panel)
		return func(task int) {
			i0, i1 := task*panel, min((task+1)*panel, n)
			for k := range known {
				known[k] = known[k][:0]
			}
			for j0 := 0; j0 < n; j0 += blockRows {
				j1 := min(j0+blockRows, n)
				out := w.out[:(i1-i0)*(j1-j0)]
				src.block(out, i0, i1, j0, j1, w)
				for at, d := range out {
					if i, j := i0+at/(j1-j0), j0+at%(j1-j0); d == d && i != j {
						known[i-i0] = append(known[i-i0], d)
					}
				}
			}
			for i := i0; i < i1; i++ {
				medians[i] = median(known[i-i0])
			}
		}
	})
	return withOverall(medians), err
}
