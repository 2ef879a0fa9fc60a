package cluster

import (
	"math"
	"sync"
)

// An asked vector v holds, for each place of a branch, the least length of a path from
// somewhere outside to it; w is what that path has become when it has gone through the
// branch and ends at a place. Both begin at the first place of the branch.
//
// Of an open branch, the parts were asked first for the paths that begin in them, and then
// for those that come from the other part.
type asked[F float] struct {
	branch              int
	v, w                []F
	left, right         *asked[F]
	fromRight, fromLeft *asked[F]
}

// ask sets w, as long as v.
func (s *solver[F]) ask(i int, v, w []F) *asked[F] {
	b := &s.branch[i]
	q := &asked[F]{branch: i, v: v, w: w}
	switch {
	case b.terminal && len(v) == 1:
		w[0] = v[0]
	case b.terminal:
		w[0], w[1] = v[1], v[0]
	case b.open:
		y := make([]F, len(v))
		q.left, q.right = s.askBoth(b, v, y)
		z := make([]F, len(v))
		s.cross(b, y, z)
		lessen(z, s.edge)
		q.fromRight, q.fromLeft = s.askBoth(b, z, w)
	default:
		s.cross(b, v, w)
	}
	return q
}

// askBoth asks the parts of a branch.
func (s *solver[F]) askBoth(b *branch, v, w []F) (left, right *asked[F]) {
	at := b.mid - b.lo
	if s.ctx.Err() != nil {
		return &asked[F]{}, &asked[F]{}
	}
	do := func() { left = s.ask(b.left, v[:at], w[:at]) }
	if s.opt.Workers < 2 || min(at, len(v)-at) < 256 {
		do()
		right = s.ask(b.right, v[at:], w[at:])
		return left, right
	}
	var wg sync.WaitGroup
	wg.Go(do)
	right = s.ask(b.right, v[at:], w[at:])
	wg.Wait()
	return left, right
}

// cross multiplies v with the matrix between the parts of a branch from both sides: the
// values of v for the smaller part with its rows, those for the larger with its columns. If
// the branch is open, that are distances.
func (s *solver[F]) cross(b *branch, v, w []F) {
	few, many := b.bySize()
	m := s.sub(few.lo, many.lo)
	s.pace.add(askCost * float64(few.size()) * float64(many.size()))
	x, y := v[few.lo-b.lo:few.hi-b.lo], v[many.lo-b.lo:many.hi-b.lo]
	right, down := w[few.lo-b.lo:few.hi-b.lo], w[many.lo-b.lo:many.hi-b.lo]
	fillInf(w)
	if s.opt.Workers < 2 || len(x)*len(y) < 1<<17 { // starting goroutines would take longer
		s.path.cross(m, x, y, right, down)
		return
	}
	cols := max(256, (len(y)/s.opt.Workers+31)&^31)
	quiet := *s.opt
	quiet.Progress = nil
	var mu sync.Mutex
	// What is left undone when the context ends is found out by solve.
	_ = share(s.ctx, &quiet, StageOrder, (len(y)+cols-1)/cols, func() func(int) {
		part := make([]F, len(right))
		return func(task int) {
			from, to := task*cols, min((task+1)*cols, len(y))
			fillInf(part)
			s.path.cross(m.right(from), x, y[from:to], part, down[from:to])
			mu.Lock()
			defer mu.Unlock()
			for i, low := range part {
				right[i] = min(right[i], low)
			}
		}
	})
}

// A visit is a branch with the place where its path starts and that where it ends.
type visit struct{ branch, from, to int }

// trace returns the path that ends at a place of a branch that was asked: through branches
// that are formed or terminal. from is where it begins.
func (s *solver[F]) trace(q *asked[F], to int) (path []visit, from int) {
	b := &s.branch[q.branch]
	switch {
	case b.terminal || !b.open:
		lo, hi := b.other(to)
		from = lo
		if !b.terminal {
			at, _ := s.k.least(s.from(to, q.branch, lo, hi, make([]F, hi-lo)), q.v[lo-b.lo:hi-b.lo])
			from = lo + at
		}
		return []visit{{q.branch, from, to}}, from
	case to >= b.mid:
		last, l := s.trace(q.fromLeft, to)
		k, _ := s.k.least(s.d.row(l)[b.lo:b.mid], q.left.w)
		path, from = s.trace(q.left, b.lo+k)
		return append(path, last...), from
	default:
		last, l := s.trace(q.fromRight, to)
		k, _ := s.k.least(s.d.row(l)[b.mid:b.hi], q.right.w)
		path, from = s.trace(q.right, b.mid+k)
		return append(path, last...), from
	}
}

// visits goes on to the terminal branches of those that are formed.
func (s *solver[F]) visits(path []visit) []visit {
	var out, stack []visit
	for _, v := range path {
		for stack = append(stack, v); len(stack) > 0; {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if s.branch[v.branch].terminal {
				out = append(out, v)
				continue
			}
			first, last := s.parts(v)
			stack = append(stack, last, first)
		}
	}
	return out
}

// parts finds where the path of a visit goes from one part to the other. The distances
// between them are left where the rows are those of the larger part.
func (s *solver[F]) parts(v visit) (first, last visit) {
	b := &s.branch[v.branch]
	few, many := b.bySize()
	x, y := v.from, v.to
	if inFew := few.lo <= x && x < few.hi; !inFew {
		x, y = y, x
	}
	k0, k1 := s.branch[few.branch].other(x)
	j0, j1 := s.branch[many.branch].other(y)
	bestK, bestJ, low := k0, j0, F(math.Inf(1))
	start := s.from(x, few.branch, k0, k1, make([]F, k1-k0))
	for j, base := range s.from(y, many.branch, j0, j1, make([]F, j1-j0)) {
		if k, sum := s.k.least(s.d.row(j0 + j)[k0:k1], start); base+sum < low {
			low, bestK, bestJ = base+sum, k0+k, j0+j
		}
	}
	first, last = visit{few.branch, x, bestK}, visit{many.branch, bestJ, y}
	if x != v.from {
		return visit{many.branch, y, bestJ}, visit{few.branch, bestK, x}
	}
	return first, last
}

// from returns the lengths of the paths through a formed branch from place i, or to it, for
// all places from lo to hi−1. It may use buf.
func (s *solver[F]) from(i, branch, lo, hi int, buf []F) []F {
	b := &s.branch[branch]
	if b.hi-b.lo == 1 {
		buf[0] = 0
		return buf
	}
	if few, _ := b.bySize(); few.lo <= i && i < few.hi {
		return s.d.row(i)[lo:hi]
	}
	for j := range buf {
		buf[j] = s.d.row(lo + j)[i]
	}
	return buf
}
