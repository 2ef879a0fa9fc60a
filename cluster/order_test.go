package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Each move of the tour makes it shorter by what was promised, and loses no row.
func TestTourMovesShorten(t *testing.T) {
	for seed := range uint64(20) {
		n := 5 + int(seed)*3
		d, err := Pairwise(context.Background(), newMatrix(t, n, 2, noise(2*n, seed)...), Options{Precision: Float64})
		if err != nil {
			t.Fatal(err)
		}
		p := newTour(d.large)
		length := func() float64 {
			sum := 0.0
			for a := range n + 1 {
				sum += p.dist(a, p.next(a))
			}
			return sum
		}
		was, moves := length(), 0
		for again := true; again; {
			again = false
			for a := range n {
				for p.improve(a) {
					again = true
					moves++
					now := length()
					if now >= was {
						t.Fatalf("seed %d: move %d goes from %v to %v", seed, moves, was, now)
					}
					was = now
				}
			}
		}
		if !permutation(p.path(), n) {
			t.Fatalf("the path is %v", p.path())
		}
		if moves == 0 {
			t.Errorf("seed %d: nothing was improved", seed)
		}
	}
}

// On a line the shortest path, and the order of the Fiedler vector, are that of the line.
func TestOrdersOfALine(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	const n = 60
	at := rng.Perm(n)
	v := make([]float64, n)
	for i, p := range at {
		v[i] = float64(p) + 0.3*rng.Float64()
	}
	want := make([]int, n)
	for i, p := range at {
		want[p] = i
	}
	for _, order := range []Order{Optimal, TSP, Spectral, ByMean} {
		for _, method := range []Method{Single, Ward} {
			tree, _ := clustered(t, newMatrix(t, n, 1, v...), Options{Order: order, Method: method})
			got := tree.Leaves()
			if got[0] != want[0] {
				slices.Reverse(got)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", order, got, want)
			}
		}
	}
}

func TestPCAAngleGoesAroundACircle(t *testing.T) {
	const n = 40
	v := make([]float64, 3*n)
	for i := range n {
		a := 2 * math.Pi * float64(i*7%n) / n * 0.9 // a gap of a tenth
		v[3*i], v[3*i+1], v[3*i+2] = 5+2*math.Cos(a), math.Sin(a), 1
	}
	tree, _ := clustered(t, newMatrix(t, n, 3, v...), Options{Order: PCAAngle})
	for at := 1; at < n; at++ {
		a, b := tree.Order[at-1]*7%n, tree.Order[at]*7%n
		if a-b != 1 && b-a != 1 {
			t.Fatalf("row %d comes after %d", b, a)
		}
	}
	if _, err := Rows(context.Background(), newMatrix(t, 2, 2, 0, 1, 1, 0), Options{Order: PCAAngle, Metric: Precomputed}); err == nil {
		t.Error("distances have no axes")
	}
}

func TestOrdersByBranch(t *testing.T) {
	// Merges: 0 and 1 at 1, 3 and 4 at 2, then 2 joins.
	m := newMatrix(t, 5, 1, 11, 10, 20, 2, 0)
	for order, want := range map[Order][]int{
		ByMean:   {4, 3, 1, 0, 2},
		Dendsort: {0, 1, 3, 4, 2},
	} {
		tree, _ := clustered(t, m, Options{Order: order, Method: Single})
		got := tree.Leaves()
		if order == Dendsort { // which of two leaves comes first is left as merged
			slices.Sort(got[:2])
			slices.Sort(got[2:4])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", order, got, want)
		}
	}
}

// The half of the matrix that is not read is made up for by all workers alike.
func TestSpectralOrderDoesNotDependOnWorkers(t *testing.T) {
	const n = 700
	m := newMatrix(t, n, 5, noise(5*n, 12)...)
	for _, precision := range []Precision{Float32, Float64} {
		one, _ := clustered(t, m, Options{Order: Spectral, Precision: precision, Workers: 1})
		five, _ := clustered(t, m, Options{Order: Spectral, Precision: precision, Workers: 5})
		if !slices.Equal(one.Order, five.Order) {
			t.Errorf("%s: other orders", precision)
		}
	}
}

// The product of the operator is that of the whole matrix, for sizes around those of strips.
func TestLaplacianIsSymmetric(t *testing.T) {
	for _, n := range []int{1, 2, 63, 64, 65, 200} {
		d := newSquare[float64](n, 0)
		values := noise(n*n, uint64(n))
		degree, x := make([]float64, n), noise(n, 1)
		for i := range n {
			for j := range n {
				d.row(i)[j] = values[min(i, j)*n+max(i, j)]
			}
			for _, w := range d.row(i)[:n] {
				degree[i] += w
			}
		}
		c := &clustering{ctx: context.Background(), opt: Options{Workers: 2}}
		out := make([]float64, n)
		if err := newLaplacian(c, d, degree).apply(out, x); err != nil {
			t.Fatal(err)
		}
		for i := range n {
			want := degree[i] * x[i]
			for j, w := range d.row(i)[:n] {
				want -= w * x[j]
			}
			if math.Abs(out[i]-want) > 1e-12*float64(n) {
				t.Errorf("%d rows: entry %d is %v, want %v", n, i, out[i], want)
			}
		}
	}
}
