package cluster

import (
	"context"
	"math"
)

// optimal returns the order of the least path length that the tree allows. Of a tree of more than
// ExactLeaves, or than memory allows, the upper merges are solved exactly, and the branches
// below only mirrored as wholes, their insides being those of nearestEnds.
func optimal[F float](c *clustering, src source, d *square[F]) ([]int, error) {
	t, n := c.tree, c.tree.Len()
	fits := 2*squareBytes(n, 0, c.opt.Precision) <= c.opt.MemoryLimit
	branches := n
	if n > c.opt.ExactLeaves || !fits {
		// Each branch has two ends, so that half as many branches take the same time.
		branches = max(c.opt.ExactLeaves/2, 1)
		for branches > 1 && 2*squareBytes(2*branches, 0, c.opt.Precision) > c.opt.MemoryLimit {
			branches /= 2
		}
		branches = min(branches, n)
	}
	c.tree.Report.ExactOrder = branches == n
	c.tree.Report.ExactBranches = branches
	flips, e := flipsAndEnds(t, src, n-branches)
	s := &solver[F]{ctx: c.ctx, opt: &c.opt, k: vectorsOf[F]()}
	s.build(t, e, branches)
	if d != nil && d.n != len(s.rows) {
		d = nil
	}
	var err error
	if s.d, err = orderMatrix(c, src, s.rows, d, squareBytes(len(s.rows), 0, c.opt.Precision)); err != nil {
		return nil, err
	}
	s.m = newSquare[F](len(s.rows), 0)
	if err := s.solve(); err != nil {
		return nil, err
	}
	order := make([]int, 0, n)
	for _, v := range s.visits() {
		b := s.branch[v.branch]
		order = t.appendFlipped(order, flips, b.cluster, v.from != b.lo)
	}
	return order, nil
}

// A solver finds the optimal order of a tree whose leaves are branches with two ends, or
// one if the branch is a row. Ends stand next to each other in the order of the tree, so
// that each branch is a range of places.
//
// m[i][j] is the least length of a path through the branch that is the least one to have
// both i and j, from i to j at its ends. For a branch of parts A and B that is the minimum over
// k in A and l in B of m[i][k] + d[k][l] + m[l][j]: two products of matrices with minimum
// for sum and sum for product. k is in the part of A that i is not in, so that the products take at
// most n³/6 steps together, whatever the tree. Bar-Joseph and others, "Fast optimal leaf
// ordering for hierarchical clustering", Bioinformatics 17 (2001), has the recurrence.
type solver[F float] struct {
	ctx    context.Context
	opt    *Options
	k      *vectorKernels[F]
	rows   []int // place → row
	branch []branch
	d, m   *square[F]
	t      []F // the first product
}

// A branch covers the places lo to hi−1. Its parts meet at mid; a terminal branch has none.
type branch struct {
	lo, mid, hi int
	left, right int
	cluster     int
	terminal    bool
}

// build makes branches of the last merges: as many clusters as asked for are terminal.
func (s *solver[F]) build(t *Tree, e []ends, terminals int) {
	n := t.Len()
	top := 2*n - terminals // the first cluster that is made of terminals
	number := make([]int, n-1+n)
	stack := []int{2*n - 2}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if c >= top {
			m := t.Merges[c-n]
			stack = append(stack, m.Right, m.Left)
			continue
		}
		number[c] = len(s.branch)
		lo := len(s.rows)
		s.rows = append(s.rows, e[c].first)
		if e[c].last != e[c].first {
			s.rows = append(s.rows, e[c].last)
		}
		s.branch = append(s.branch, branch{lo: lo, hi: len(s.rows), cluster: c, terminal: true})
	}
	for c := top; c < 2*n-1; c++ {
		m := t.Merges[c-n]
		l, r := number[m.Left], number[m.Right]
		number[c] = len(s.branch)
		s.branch = append(s.branch, branch{
			lo: s.branch[l].lo, mid: s.branch[r].lo, hi: s.branch[r].hi, left: l, right: r, cluster: c,
		})
	}
}

// other returns the places of a branch where its path may end if it starts at i.
func (s *solver[F]) other(b, i int) (lo, hi int) {
	v := &s.branch[b]
	switch {
	case v.terminal && v.hi-v.lo == 1:
		return v.lo, v.hi
	case v.terminal && i == v.lo:
		return v.lo + 1, v.hi
	case v.terminal:
		return v.lo, v.lo + 1
	case i < v.mid:
		return v.mid, v.hi
	}
	return v.lo, v.mid
}

// halves returns the ranges of places that other tells apart: one or two.
func (s *solver[F]) halves(b int) (halves [2][2]int, count int) {
	v := &s.branch[b]
	if v.hi-v.lo == 1 {
		return [2][2]int{{v.lo, v.hi}}, 1
	}
	mid := v.mid
	if v.terminal {
		mid = v.lo + 1
	}
	return [2][2]int{{v.lo, mid}, {mid, v.hi}}, 2
}

func (s *solver[F]) solve() error {
	steps, all := 0.0, 0.0
	for i := range s.branch {
		all += s.cost(i)
	}
	for i := range s.branch {
		if s.branch[i].terminal {
			continue
		}
		if err := s.solveBranch(i); err != nil {
			return err
		}
		steps += s.cost(i)
		if i%64 == 0 || s.cost(i) > 1e6 {
			s.opt.report(StageOrder, min(steps/all, 1))
		}
	}
	return nil
}

// cost is how many steps a branch takes.
func (s *solver[F]) cost(i int) float64 {
	b := &s.branch[i]
	if b.terminal {
		return 0
	}
	left, right := float64(b.mid-b.lo), float64(b.hi-b.mid)
	return left*right + s.across(b.left)*right + left*s.across(b.right)
}

// across returns how many pairs of ends a branch has that its path may have.
func (s *solver[F]) across(i int) float64 {
	halves, count := s.halves(i)
	if count == 1 {
		return 0
	}
	return 2 * float64(halves[0][1]-halves[0][0]) * float64(halves[1][1]-halves[1][0])
}

func (s *solver[F]) solveBranch(i int) error {
	b := &s.branch[i]
	wide := b.hi - b.mid
	if need := (b.mid - b.lo) * wide; len(s.t) < need {
		s.t = make([]F, need+need/2)
	}
	const rows = 64
	quiet := *s.opt
	quiet.Progress = nil
	if s.cost(i) < 1e6 {
		quiet.Workers = 1 // starting goroutines would take longer
	}
	return share(s.ctx, &quiet, StageOrder, (b.mid-b.lo+rows-1)/rows, func() func(int) {
		return func(task int) {
			from := b.lo + task*rows
			s.products(b, from, min(from+rows, b.mid))
		}
	})
}

// products sets m[i][j] and m[j][i] for i from to to−1 and all j of the right part.
func (s *solver[F]) products(b *branch, from, to int) {
	wide := b.hi - b.mid
	t := mat[F]{s.t[(from-b.lo)*wide:], wide}
	fillInf(t.at[:(to-from)*wide])
	halves, count := s.halves(b.left)
	if count == 1 {
		copy(t.at[:wide], s.d.row(from)[b.mid:b.hi])
	} else {
		for h, half := range halves {
			i0, i1 := max(from, half[0]), min(to, half[1])
			if k := halves[1-h]; i0 < i1 {
				to := mat[F]{t.at[(i0-from)*wide:], wide}
				s.k.minPlus(to, s.sub(s.m, i0, k[0]), s.sub(s.d, k[0], b.mid), i1-i0, k[1]-k[0], wide)
			}
		}
	}
	for i := from; i < to; i++ {
		fillInf(s.m.row(i)[b.mid:b.hi])
	}
	halves, count = s.halves(b.right)
	if count == 1 {
		for i := from; i < to; i++ {
			s.m.row(i)[b.mid] = t.at[i-from]
		}
	} else {
		for h, half := range halves {
			l := halves[1-h]
			first := mat[F]{t.at[l[0]-b.mid:], wide}
			s.k.minPlus(s.sub(s.m, from, half[0]), first, s.sub(s.m, l[0], half[0]), to-from, l[1]-l[0], half[1]-half[0])
		}
	}
	for j := b.mid; j < b.hi; j++ {
		row := s.m.row(j)
		for i := from; i < to; i++ {
			row[i] = s.m.at[i*s.m.stride+j]
		}
	}
}

func (s *solver[F]) sub(q *square[F], i, j int) mat[F] {
	return mat[F]{q.at[i*q.stride+j:], q.stride}
}

func fillInf[F float](v []F) {
	inf := F(math.Inf(1))
	for i := range v {
		v[i] = inf
	}
}

// A visit is a branch with the place where its path starts and that where it ends.
type visit struct{ branch, from, to int }

// visits returns the terminal branches in the order of the shortest path.
func (s *solver[F]) visits() []visit {
	root := len(s.branch) - 1
	if s.branch[root].terminal {
		return []visit{{root, s.branch[root].lo, s.branch[root].hi - 1}}
	}
	b := &s.branch[root]
	best, low := visit{root, b.lo, b.mid}, F(math.Inf(1))
	for i := b.lo; i < b.mid; i++ {
		for j, d := range s.m.row(i)[b.mid:b.hi] {
			if d < low {
				low, best = d, visit{root, i, b.mid + j}
			}
		}
	}
	var out []visit
	stack := []visit{best}
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if s.branch[v.branch].terminal {
			out = append(out, v)
			continue
		}
		first, last := s.parts(v)
		stack = append(stack, last, first)
	}
	return out
}

// parts finds where the path of a visit goes from one part to the other.
func (s *solver[F]) parts(v visit) (first, last visit) {
	b := &s.branch[v.branch]
	l, r := b.left, b.right
	if v.from >= b.mid {
		l, r = r, l
	}
	k0, k1 := s.other(l, v.from)
	j0, j1 := s.other(r, v.to)
	bestK, bestJ, low := k0, j0, F(math.Inf(1))
	end := s.m.row(v.to)[j0:j1]
	for k := k0; k < k1; k++ {
		base := s.m.row(v.from)[k]
		for j, d := range s.d.row(k)[j0:j1] {
			if sum := base + d + end[j]; sum < low {
				low, bestK, bestJ = sum, k, j0+j
			}
		}
	}
	return visit{l, v.from, bestK}, visit{r, bestJ, v.to}
}
