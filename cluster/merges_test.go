package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// TestMergesAreOfNearestClusters plays each merge back by the formula of Lance and Williams
// in the simplest way: whatever the ties, each must be of two clusters at the least
// distance of all, and at that height.
func TestMergesAreOfNearestClusters(t *testing.T) {
	o := recorded(t)
	o.each(t, func(t *testing.T, name string, metric Metric, m *matrix.Matrix) {
		for method := Average; method <= Median; method++ {
			if method.geometric() && (metric != Euclidean || name == "holes") {
				continue
			}
			for _, precision := range []Precision{Float64, Float32} {
				tree, d := clustered(t, m, Options{Metric: metric, Method: method, Precision: precision})
				tolerance := 1e-9
				if precision == Float32 {
					tolerance = 2e-6
				}
				replay(t, tree, d, method, tolerance)
			}
		}
	})
}

// Several compactions of the matrix, and batches of columns, lie between 400 rows and one.
func TestMergesOfManyRows(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	const n = 400
	m := newMatrix(t, n, 5, noise(5*n, 21)...)
	for method := Average; method <= Median; method++ {
		for precision, tolerance := range map[Precision]float64{Float32: 2e-6, Float64: 1e-12} {
			tree, d := clustered(t, m, Options{Method: method, Precision: precision, Order: NoOrder})
			if err := tree.Validate(); err != nil {
				t.Fatal(err)
			}
			replay(t, tree, d, method, tolerance)
		}
	}
}

func replay(t *testing.T, tree *Tree, d *Distances, method Method, tolerance float64) {
	t.Helper()
	n := tree.Len()
	dist := make([]float64, 4*n*n)
	top := 0.0
	for i := range n {
		for j := range i {
			x := d.At(j, i)
			if method.geometric() {
				x *= x
			}
			dist[2*n*j+i] = x
			top = max(top, x)
		}
	}
	at := func(i, j int) float64 { return dist[2*n*min(i, j)+max(i, j)] }
	size := make([]float64, 2*n-1)
	alive := make([]int, n)
	for i := range alive {
		alive[i], size[i] = i, 1
	}
	for i, m := range tree.Merges {
		height := m.Height
		if method.geometric() {
			height *= height
		}
		low := math.Inf(1)
		for k, a := range alive {
			for _, b := range alive[k+1:] {
				low = min(low, at(a, b))
			}
		}
		ab := at(m.Left, m.Right)
		if math.Abs(ab-low) > tolerance*top || math.Abs(height-ab) > tolerance*top {
			t.Fatalf("%s: merge %d is at %v, its clusters are %v apart, and the nearest two %v", method, i, height, ab, low)
		}
		c := n + i
		alive = slices.DeleteFunc(alive, func(x int) bool { return x == m.Left || x == m.Right })
		for _, k := range alive {
			dist[2*n*k+c] = lanceWilliams(method, at(m.Left, k), at(m.Right, k), ab, size[m.Left], size[m.Right], size[k])
		}
		size[c] = size[m.Left] + size[m.Right]
		alive = append(alive, c)
	}
}

func lanceWilliams(method Method, a, b, ab, na, nb, nk float64) float64 {
	switch method {
	case Single:
		return min(a, b)
	case Complete:
		return max(a, b)
	case Weighted:
		return (a + b) / 2
	case Ward:
		return ((na+nk)*a + (nb+nk)*b - nk*ab) / (na + nb + nk)
	case Centroid:
		return (na*a+nb*b)/(na+nb) - na*nb*ab/(na+nb)/(na+nb)
	case Median:
		return a/2 + b/2 - ab/4
	}
	return (na*a + nb*b) / (na + nb)
}

// permuted returns the rows in another order: row i of the result is row order[i].
func permuted(t *testing.T, m *matrix.Matrix, order []int) *matrix.Matrix {
	n, cols := m.Dims()
	values := make([]float64, 0, n*cols)
	for _, row := range order {
		values = append(values, m.Rows(row, row+1, nil)...)
	}
	return newMatrix(t, n, cols, values...)
}

func TestPermutedRowsHaveTheSameHeights(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	const n = 333 // beyond two blocks, and above a compaction
	m := newMatrix(t, n, 6, noise(6*n, 12)...)
	order := rng.Perm(n)
	for method := Average; method <= Median; method++ {
		for _, free := range []bool{false, true} {
			if free && !canBeFree(method) {
				continue
			}
			opt := Options{Method: method, Order: NoOrder, MatrixFree: free}
			if method == Average {
				opt.Metric = Cosine
			}
			a, _ := clustered(t, m, opt)
			b, _ := clustered(t, permuted(t, m, order), opt)
			for i := range a.Merges {
				x, y := a.Merges[i].Height, b.Merges[i].Height
				if math.Abs(x-y) > 1e-12*x || a.Merges[i].Size != b.Merges[i].Size {
					t.Fatalf("%s: merge %d is %+v and %+v", method, i, a.Merges[i], b.Merges[i])
				}
			}
		}
	}
}

func TestScaledRowsHaveScaledHeights(t *testing.T) {
	v := noise(150*5, 6)
	for _, exp := range []int{-1000, -3, 1, 990} {
		for metric := Euclidean; metric <= Spearman; metric++ {
			if metric == SqEuclidean {
				continue
			}
			w := slices.Clone(v)
			for i := range w {
				w[i] = math.Ldexp(w[i], exp)
			}
			a, _ := clustered(t, newMatrix(t, 150, 5, v...), Options{Metric: metric})
			b, _ := clustered(t, newMatrix(t, 150, 5, w...), Options{Metric: metric})
			for i := range a.Merges {
				want := a.Merges[i]
				if metric < Cosine {
					want.Height = math.Ldexp(want.Height, exp)
				}
				if b.Merges[i] != want {
					t.Fatalf("%s, times 2^%d: %+v, want %+v", metric, exp, b.Merges[i], want)
				}
			}
		}
	}
}

func TestWorkersDoNotChangeABit(t *testing.T) {
	m := newMatrix(t, 700, 5, noise(700*5, 2)...)
	for method := Average; method <= Median; method++ {
		for _, opt := range []Options{{Method: method}, {Method: method, Precision: Float32}, {Method: method, MatrixFree: true}} {
			if opt.MatrixFree && !canBeFree(method) {
				continue
			}
			if method == Average {
				opt.Metric = Correlation
			}
			opt.Workers = 1
			a, err := Rows(context.Background(), m, opt)
			if err != nil {
				t.Fatal(err)
			}
			opt.Workers = 5
			b, err := Rows(context.Background(), m, opt)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(a.Merges, b.Merges) || !slices.Equal(a.Order, b.Order) {
				t.Errorf("%s: other bits with other workers", method)
			}
		}
	}
}

// Rows of zeros and ones are at few different distances, so that nearly all merges are
// tied. Which of the equals comes first is open, and other programs choose otherwise; that
// each merge is of nearest clusters is not.
func TestMergesOfTiedRows(t *testing.T) {
	const n, cols = 60, 18
	values := noise(n*cols, 8)
	for i, v := range values {
		values[i] = 0
		if v > 0 {
			values[i] = 1
		}
	}
	m := newMatrix(t, n, cols, values...)
	for _, metric := range []Metric{Jaccard, Hamming, CityBlock} {
		for _, method := range []Method{Average, Single, Complete, Weighted} {
			tree, d := clustered(t, m, Options{Metric: metric, Method: method})
			different := d.Condensed()
			slices.Sort(different)
			if count := len(slices.Compact(different)); count > 200 {
				t.Fatalf("%s: %d different distances make few ties", metric, count)
			}
			replay(t, tree, d, method, 1e-12)
		}
	}
}
