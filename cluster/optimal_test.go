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
