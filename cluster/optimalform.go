package cluster

import "math"

// A part is one of the two of a branch: the branch that it is, and its places.
type part struct{ branch, lo, hi int }

func (p part) size() int { return p.hi - p.lo }

// bySize returns the smaller part of a branch and the larger.
func (b *branch) bySize() (few, many part) {
	few, many = part{b.left, b.lo, b.mid}, part{b.right, b.mid, b.hi}
	if few.size() > many.size() {
		return many, few
	}
	return few, many
}

func (s *solver[F]) sub(i, j int) mat[F] { return mat[F]{s.d.at[i*s.d.stride+j:], s.d.stride} }

// A former forms matrices one at a time. t is the first product of one, and a and b are
// images of those that the products are made with.
type former[F float] struct {
	*solver[F]
	opt     Options
	t, a, b mat[F]
}

func (s *solver[F]) former(workers int) *former[F] {
	f := &former[F]{solver: s, opt: *s.opt}
	f.opt.Progress = nil
	f.opt.Workers = workers
	return f
}

// form forms the largest branches that are not open, and all below them: those that take
// few steps by a goroutine each, the others by all together.
func (s *solver[F]) form() error {
	const long = 1e8
	inside := make([][]int, len(s.branch)) // branches of each that is formed, itself the last
	owner := make([]int, len(s.branch))
	var large, small []int
	for i := len(s.branch) - 1; i >= 0; i-- {
		b := &s.branch[i]
		if b.terminal {
			continue
		}
		if !b.open && owner[i] == 0 {
			owner[i] = i
			if b.steps < long {
				small = append(small, i)
			} else {
				large = append(large, i)
			}
		}
		owner[b.left], owner[b.right] = owner[i], owner[i]
	}
	for i, o := range owner {
		if o > 0 && !s.branch[i].terminal {
			inside[o] = append(inside[o], i)
		}
	}
	together := s.former(s.opt.Workers)
	for _, i := range large {
		if err := together.all(inside[i]); err != nil {
			return err
		}
	}
	return share(s.ctx, &together.opt, StageOrder, len(small), func() func(int) {
		alone := s.former(1)
		return func(task int) { _ = alone.all(inside[small[task]]) }
	})
}

// all forms branches, of which each comes after those inside of it.
func (f *former[F]) all(branches []int) error {
	for _, i := range branches {
		if err := f.one(i); err != nil {
			return err
		}
		f.pace.add(f.cost(i))
	}
	return nil
}

func (f *former[F]) one(i int) error {
	few, many := f.branch[i].bySize()
	f.t = room(f.t, few.size(), many.size())
	if few.size() > 1 {
		f.a = f.image(f.a, few)
	}
	if f.mirrors(few, many) {
		f.b = f.image(f.b, many)
	}
	if f.opt.Workers < 2 || f.cost(i) < 4e5 { // starting goroutines would take longer
		f.first(few, many, many.lo, many.hi)
		f.second(few, many, many.lo, many.hi)
		return f.ctx.Err()
	}
	cols := max(64, many.size()/8&^31)
	for _, product := range []func(few, many part, from, to int){f.first, f.second} {
		err := share(f.ctx, &f.opt, StageOrder, (many.size()+cols-1)/cols, func() func(int) {
			return func(task int) {
				from := many.lo + task*cols
				product(few, many, from, min(from+cols, many.hi))
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// room returns a matrix of any values, in the memory of another if that is enough.
func room[F float](m mat[F], rows, cols int) mat[F] {
	if need := rows * cols; cap(m.at) < need {
		m.at = make([]F, need+need/2)
	}
	return mat[F]{m.at[:cap(m.at)], cols}
}

// image returns the matrix between the parts of a branch with rows for columns.
func (f *former[F]) image(m mat[F], p part) mat[F] {
	few, many := f.branch[p.branch].bySize()
	m = room(m, many.size(), few.size())
	const side = 16 // whole cache lines
	for i0 := few.lo; i0 < few.hi; i0 += side {
		i1 := min(i0+side, few.hi)
		for j := range many.size() {
			to := m.at[j*m.stride+i0-few.lo:][:i1-i0]
			for i := range to {
				to[i] = f.d.at[(i0+i)*f.d.stride+many.lo+j]
			}
		}
	}
	return m
}

// mirrors reports whether the second product is made with an image. For few values it would
// take longer to make one.
func (f *former[F]) mirrors(few, many part) bool {
	if many.size() == 1 {
		return false
	}
	inner, _ := f.branch[many.branch].bySize()
	return min(few.size(), inner.size()) >= 16
}

// first sets t[i][l] to the least m[i][k] + d[k][l], for places i and k on either side of the
// smaller part, and places l of the larger from from to to−1: the kernels go along rows, and
// these are the longer so.
func (f *former[F]) first(few, many part, from, to int) {
	x, y := f.branch[few.branch].bySize()
	t := mat[F]{f.t.at[from-many.lo:], f.t.stride}
	if few.size() == 1 {
		copy(t.at[:to-from], f.d.row(few.lo)[from:])
	} else {
		t.fill(few.size(), to-from)
		f.path.minPlus(t.below(x.lo-few.lo), f.sub(x.lo, y.lo), f.sub(y.lo, from), x.size(), y.size(), to-from)
		f.path.minPlus(t.below(y.lo-few.lo), f.a, f.sub(x.lo, from), y.size(), x.size(), to-from)
	}
	for i := range few.size() {
		lessen(t.below(i).at[:to-from], f.edge)
	}
}

// second sets m[i][j] to the least t[i][l] + m[l][j], for places l and j on either side of the
// larger part, j from from to to−1.
func (f *former[F]) second(few, many part, from, to int) {
	if many.size() == 1 {
		f.d.row(few.lo)[many.lo] = f.t.at[0]
		return
	}
	x, y := f.branch[many.branch].bySize()
	if j0, j1 := max(from, y.lo), min(to, y.hi); j0 < j1 {
		m := f.sub(few.lo, j0)
		m.fill(few.size(), j1-j0)
		f.path.minPlus(m, f.t.right(x.lo-many.lo), f.sub(x.lo, j0), few.size(), x.size(), j1-j0)
	}
	if j0, j1 := max(from, x.lo), min(to, x.hi); j0 < j1 {
		m, t := f.sub(few.lo, j0), f.t.right(y.lo-many.lo)
		if f.mirrors(few, many) {
			m.fill(few.size(), j1-j0)
			f.path.minPlus(m, t, f.b.right(j0-x.lo), few.size(), y.size(), j1-j0)
		} else {
			f.path.minDots(m, t, f.sub(j0, y.lo), few.size(), y.size(), j1-j0)
		}
	}
}

// below and right return what is left of a matrix without its first rows or columns.
func (m mat[F]) below(rows int) mat[F] { return mat[F]{m.at[rows*m.stride:], m.stride} }

func (m mat[F]) right(cols int) mat[F] { return mat[F]{m.at[cols:], m.stride} }

// fill sets values to +Inf.
func (m mat[F]) fill(rows, cols int) {
	for i := range rows {
		fillInf(m.at[i*m.stride:][:cols])
	}
}

func fillInf[F float](v []F) {
	inf := F(math.Inf(1))
	for i := range v {
		v[i] = inf
	}
}
