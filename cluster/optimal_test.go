package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// shortest returns the least path length of all orders that a tree allows.
func shortest(t *Tree, d *Distances) float64 {
	best := math.Inf(1)
	for bits := range 1 << len(t.Merges) {
		swap := make([]bool, len(t.Merges))
		for i := range swap {
			swap[i] = bits>>i&1 == 1
		}
		best = min(best, pathLength(t.swapped(swap), d))
	}
	return best
}

func pathLength(order []int, d *Distances) float64 {
	sum := 0.0
	for i := 1; i < len(order); i++ {
		sum += d.At(order[i-1], order[i])
	}
	return sum
}

func noise(n int, seed uint64) []float64 {
	rng := rand.New(rand.NewPCG(seed, 1))
	v := make([]float64, n)
	for i := range v {
		v[i] = rng.NormFloat64()
	}
	return v
}

func TestOptimalOrderIsTheBestOfAll(t *testing.T) {
	for n := 2; n <= 9; n++ {
		for seed := range uint64(12) {
			for _, method := range []Method{Average, Single, Ward, Centroid} {
				m := newMatrix(t, n, 3, noise(3*n, seed)...)
				tree, d := clustered(t, m, Options{Method: method})
				got, want := tree.Report.PathLength, shortest(tree, d)
				if math.Abs(got-want) > 1e-12*want || !tree.Report.ExactOrder {
					t.Errorf("%d rows, seed %d, %s: %v, and the best is %v", n, seed, method, got, want)
				}
				if math.Abs(pathLength(tree.Order, d)-got) > 1e-12*want {
					t.Errorf("the order has the length %v, and the report says %v", pathLength(tree.Order, d), got)
				}
			}
		}
	}
}

func TestOracleOptimalOrder(t *testing.T) {
	o := recorded(t)
	for name, methods := range o.Optimal {
		for spelled, theirs := range methods {
			var method Method
			if err := method.UnmarshalText([]byte(spelled)); err != nil {
				t.Fatal(err)
			}
			tree, _ := clustered(t, o.matrix(t, name), Options{Method: method})
			if got := tree.Report.PathLength; got > theirs*(1+1e-9) && name != "tied" {
				t.Errorf("%s, %s: %v, and SciPy's is %v", name, method, got, theirs)
			}
		}
	}
}

// planar reports whether each cluster's rows stand side by side.
func planar(t *Tree) bool {
	places := t.Places()
	for i, m := range t.Merges {
		rows := t.below(t.Len() + i)
		lo, hi := len(places), -1
		for _, row := range rows {
			lo, hi = min(lo, places[row]), max(hi, places[row])
		}
		if hi-lo != m.Size-1 {
			return false
		}
	}
	return true
}

func TestOrdersArePermutations(t *testing.T) {
	m := newMatrix(t, 211, 4, noise(4*211, 3)...)
	d, err := Pairwise(context.Background(), m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	none, _ := clustered(t, m, Options{Order: NoOrder})
	for _, name := range Order(0).Values() {
		var order Order
		if err := order.UnmarshalText([]byte(name)); err != nil {
			t.Fatal(err)
		}
		tree, _ := clustered(t, m, Options{Order: order})
		if err := tree.Validate(); err != nil {
			t.Errorf("%s: %v", order, err)
		}
		if !slices.Equal(tree.Merges, none.Merges) {
			t.Errorf("%s changes the tree", order)
		}
		if got := pathLength(tree.Order, d); math.Abs(got-tree.Report.PathLength) > 1e-9*got {
			t.Errorf("%s: length %v, reported %v", order, got, tree.Report.PathLength)
		}
		if !order.Crosses() && !planar(tree) {
			t.Errorf("%s crosses branches", order)
		}
		t.Logf("%s: %.1f", order, tree.Report.PathLength)
	}
}

// The hybrid is between what it is made of: no worse than flips alone, no better than the
// exact order.
func TestHybridOrder(t *testing.T) {
	m := newMatrix(t, 600, 3, noise(3*600, 8)...)
	exact, _ := clustered(t, m, Options{})
	flips, _ := clustered(t, m, Options{Order: GruvaeusWainer})
	last := flips.Report.PathLength
	for _, leaves := range []int{2, 40, 300, 599} {
		h, _ := clustered(t, m, Options{ExactLeaves: leaves})
		if err := h.Validate(); err != nil {
			t.Fatal(err)
		}
		got := h.Report.PathLength
		if h.Report.ExactOrder || h.Report.ExactBranches != max(leaves/2, 1) || !planar(h) {
			t.Errorf("%d leaves: %+v", leaves, h.Report)
		}
		if got < exact.Report.PathLength-1e-9 || got > flips.Report.PathLength+1e-9 {
			t.Errorf("%d leaves: %v, exact %v, flips %v", leaves, got, exact.Report.PathLength, last)
		}
	}
}

// plainLength is the least path length of a tree by the recurrence of Bar-Joseph and others
// alone, over all pairs of ends of all branches.
func plainLength(t *Tree, d *Distances) float64 {
	n := t.Len()
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
	}
	// other is where a path through a cluster may end that starts at a row.
	other := func(c, row int) []int {
		if c < n {
			return []int{c}
		}
		if l := t.below(t.Merges[c-n].Left); !slices.Contains(l, row) {
			return l
		}
		return t.below(t.Merges[c-n].Right)
	}
	best := 0.0
	for _, merge := range t.Merges {
		best = math.Inf(1)
		for _, i := range t.below(merge.Left) {
			for _, j := range t.below(merge.Right) {
				low, ends := math.Inf(1), other(merge.Right, j)
				for _, k := range other(merge.Left, i) {
					for _, l := range ends {
						low = min(low, m[i][k]+d.At(k, l)+m[l][j])
					}
				}
				m[i][j], m[j][i] = low, low
				best = min(best, low)
			}
		}
	}
	return best
}

// TestOptimalOrderOfLargerTrees solves trees with vectors alone, with matrices alone, and as
// planned.
func TestOptimalOrderOfLargerTrees(t *testing.T) {
	for seed := range uint64(6) {
		for _, method := range []Method{Average, Ward, Single, Complete} {
			n := 24 + 7*int(seed)
			tree, d := clustered(t, newMatrix(t, n, 3, noise(3*n, seed)...), Options{Method: method})
			want := plainLength(tree, d)
			planned, formed, asked := solvedLength(t, tree, d, nil), 0.0, 0.0
			formed = solvedLength(t, tree, d, func(*branch) bool { return false })
			asked = solvedLength(t, tree, d, func(b *branch) bool { return b.hi-b.lo > 5 && method != Single || b.open })
			for what, got := range map[string]float64{"planned": planned, "formed": formed, "asked": asked, "reported": tree.Report.PathLength} {
				if math.Abs(got-want) > 1e-12*want {
					t.Errorf("%d rows, %s, %s: %v, and the best is %v", n, method, what, got, want)
				}
			}
		}
	}
}

// solvedLength is the length of the order that is found if the branches of which open says so
// are open; nil leaves it to the plan.
func solvedLength(t *testing.T, tree *Tree, d *Distances, open func(*branch) bool) float64 {
	t.Helper()
	n := tree.Len()
	opt, err := Options{}.filled(n)
	if err != nil {
		t.Fatal(err)
	}
	_, e := flipsAndEnds(tree, nil, 0)
	s := &solver[float64]{ctx: context.Background(), opt: &opt, k: vectorsOf[float64](), path: pathKernelsOf[float64]()}
	s.build(tree, e, n)
	s.d = newSquare[float64](n, 0)
	for i, a := range s.rows {
		for j, b := range s.rows {
			s.d.row(i)[j] = d.At(a, b)
		}
	}
	s.plan()
	for i := range s.branch[:len(s.branch)-1] {
		if b := &s.branch[i]; open != nil && !b.terminal {
			b.open = open(b)
		}
	}
	visits, err := s.solve()
	if err != nil {
		t.Fatal(err)
	}
	var order []int
	for _, v := range visits {
		order = append(order, s.rows[v.from])
	}
	if !permutation(order, n) {
		t.Fatalf("the order is %v", order)
	}
	return pathLength(order, d)
}

// The sizes are such that products are shared among workers, and that kernels have edges.
func TestSameBytesOfOptimalOrder(t *testing.T) {
	n := 1403
	if testing.Short() {
		n = 801
	}
	m := newMatrix(t, n, 3, noise(3*n, 5)...)
	for _, precision := range []Precision{Float32, Float64} {
		for _, method := range []Method{Average, Ward} {
			opt := Options{Method: method, Precision: precision, Workers: 1}
			want, _ := clustered(t, m, opt)
			opt.Workers = 3
			if got, _ := clustered(t, m, opt); !slices.Equal(got.Order, want.Order) {
				t.Errorf("%s, %s: the order is another one with three workers", method, precision)
			}
			small, large := paths32, paths64
			paths32, paths64 = portablePaths[float32](), portablePaths[float64]()
			got, _ := clustered(t, m, opt)
			paths32, paths64 = small, large
			if !slices.Equal(got.Order, want.Order) {
				t.Errorf("%s, %s: the order is another one without vector instructions", method, precision)
			}
		}
	}
}

// Hundreds of distances that differ in their last digits only are added up in float32: the order
// is as short as that with float64, which has room for all of them.
func TestOptimalOrderKeepsDigits(t *testing.T) {
	const n = 600
	rng := rand.New(rand.NewPCG(6, 7))
	v := make([]float64, n*n)
	for i := range n {
		for j := range i {
			v[i*n+j] = 1 + float64(rng.IntN(1024))/0x1p20
			v[j*n+i] = v[i*n+j]
		}
	}
	m := newMatrix(t, n, n, v...)
	for _, method := range []Method{Average, Complete} {
		tree, err := Rows(context.Background(), m, Options{Metric: Precomputed, Method: method, Precision: Float32})
		if err != nil {
			t.Fatal(err)
		}
		exact, err := Arrange(context.Background(), tree, m, Options{Metric: Precomputed, Precision: Float64})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := tree.Report.PathLength, exact.Report.PathLength; got != want {
			t.Errorf("%s: %v, and with float64 %v", method, got, want)
		}
	}
}
