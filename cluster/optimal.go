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
	s := &solver[F]{ctx: c.ctx, opt: &c.opt, k: vectorsOf[F](), path: pathKernelsOf[F]()}
	s.build(t, e, branches)
	if d != nil && d.n != len(s.rows) {
		d = nil
	}
	var err error
	if d != nil && d.kept != nil && branches == n {
		s.d, err = d.restore(c.ctx, s.rows, &c.opt)
	} else {
		s.d, err = orderMatrix(c, src, s.rows, d, squareBytes(len(s.rows), 0, c.opt.Precision))
	}
	if err != nil {
		return nil, err
	}
	s.plan()
	visits, err := s.solve()
	if err != nil {
		return nil, err
	}
	order := make([]int, 0, n)
	for _, v := range visits {
		b := s.branch[v.branch]
		order = t.appendFlipped(order, flips, b.cluster, v.from != b.lo)
	}
	return order, nil
}

// A solver finds the optimal order of a tree whose leaves are branches with two ends, or
// one if the branch is a row. Ends stand next to each other in the order of the tree, so
// that each branch is a range of places.
//
// A path through a branch visits all of it, one part after the other. The least length of
// one that starts at place i and ends at j, which is in the other part, is
//
//	m[i][j] = min over k and l of m[i][k] + d[k][l] + m[l][j]
//
// for k in the part of i and l in that of j: Bar-Joseph and others, "Fast optimal leaf ordering
// for hierarchical clustering", Bioinformatics 17 (2001). That is two products of matrices
// with minimum for sum and sum for product, n³/6 steps for a balanced tree. But nobody asks
// for all of the largest matrices. Outside of the root there is nothing, so that of its
// parts only the least length to each end is wanted, wherever the path starts: a vector
// times m. That again is two vectors times the m of either part, and once through d
// between them: n²/8 values for each level of a balanced tree. From level to level there are
// twice as many vectors for a branch, of half the size, so that somewhere on the way down
// it takes less to form the matrix; plan counts steps to find out where. In a complete binary
// tree the vectors would go down to the leaves in O(n² log n) steps: Brandes, "Optimal
// leaf ordering of complete binary trees", Journal of Discrete Algorithms 5 (2007).
//
// m has no memory of its own. d is symmetric: the lengths of a branch that is formed take
// the place of the distances from its smaller part to the larger, and those from the larger
// to the smaller stay what they are.
//
// Of equal lengths, that with the lowest place is taken at each choice.
type solver[F float] struct {
	ctx    context.Context
	opt    *Options
	k      *vectorKernels[F]
	path   *pathKernels[F]
	rows   []int // place → row
	branch []branch
	d      *square[F]
	edge   F // by what each distance is less, in sums
	pace   orderPace
}

// A branch covers the places lo to hi−1, of two parts that meet at mid: branches, or the ends
// of a terminal one.
type branch struct {
	lo, mid, hi int
	left, right int
	cluster     int
	terminal    bool
	open        bool    // not formed, unless one that it is inside of is
	steps       float64 // to form it and all inside
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
		s.branch = append(s.branch, branch{lo: lo, mid: lo + 1, hi: len(s.rows), cluster: c, terminal: true})
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
func (b *branch) other(i int) (lo, hi int) {
	switch {
	case b.hi-b.lo == 1:
		return b.lo, b.hi
	case i < b.mid:
		return b.mid, b.hi
	}
	return b.lo, b.mid
}

// solve returns the terminal branches in the order of the shortest path.
func (s *solver[F]) solve() ([]visit, error) {
	root := len(s.branch) - 1
	b := &s.branch[root]
	if b.terminal {
		return []visit{{root, b.lo, b.hi - 1}}, nil
	}
	s.empty()
	s.edge = s.typical()
	if err := s.form(); err != nil {
		return nil, err
	}
	left, right := s.askBoth(b, make([]F, b.hi-b.lo), make([]F, b.hi-b.lo))
	if err := s.ctx.Err(); err != nil {
		return nil, err
	}
	k, l, low := b.lo, b.mid, F(math.Inf(1))
	for i, base := range left.w {
		if j, d := s.k.least(s.d.row(b.lo + i)[b.mid:b.hi], right.w); base+d < low {
			low, k, l = base+d, b.lo+i, b.mid+j
		}
	}
	first, _ := s.trace(left, k)
	last, _ := s.trace(right, l)
	for at := range last {
		v := last[len(last)-1-at]
		first = append(first, visit{v.branch, v.to, v.from})
	}
	return s.visits(first), nil
}

// empty takes the length out of the terminal branches, which is the same in all orders.
func (s *solver[F]) empty() {
	for i := range s.branch {
		if b := &s.branch[i]; b.terminal && b.hi-b.lo == 2 {
			s.d.row(b.lo)[b.lo+1], s.d.row(b.lo + 1)[b.lo] = 0, 0
		}
	}
}

// typical returns about how long an edge of the path is. All paths through a branch have as
// many edges: each counts for that much less, so that sums of thousands stay small, and
// float32 keeps their digits. It has eight bits, so that what is equal stays so if
// distances have few digits themselves.
func (s *solver[F]) typical() F {
	sum, last := 0.0, len(s.rows)-1
	for i := range last {
		sum += float64(s.d.row(i)[i+1])
	}
	fraction, exp := math.Frexp(sum / float64(last))
	return F(math.Ldexp(math.Round(fraction*256)/256, exp))
}

func lessen[F float](v []F, by F) {
	for i := range v {
		v[i] -= by
	}
}
