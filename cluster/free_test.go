package cluster

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

var freeCases = []Options{
	{Metric: Cosine}, {Metric: Correlation}, {Metric: Spearman}, {Metric: SqEuclidean},
	{Method: Ward}, {Method: Centroid},
}

// Without a matrix the trees are the same, up to rounding.
func TestMatrixFreeAgreesWithTheMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	for _, n := range []int{2, 3, 9, 64, 300} {
		for seed := range uint64(5) {
			const cols = 61
			v := noise(n*cols, seed)
			for i := range cols * int(seed%2) {
				v[cols+i] = 3 // a constant row, which is tied with all others
			}
			m := newMatrix(t, n, cols, v...)
			for _, opt := range freeCases {
				opt.Precision = Float64
				want, d := clustered(t, m, opt)
				opt.MatrixFree = true
				got, _ := clustered(t, m, opt)
				if !got.Report.MatrixFree || want.Report.MatrixFree {
					t.Fatal("the report does not say so")
				}
				if err := got.Validate(); err != nil {
					t.Fatal(err)
				}
				if seed%2 == 0 {
					compareTrees(t, got, want, opt)
				} else if n < 100 {
					replay(t, got, d, opt.Method, 1e-9)
				}
			}
		}
	}
}

func compareTrees(t *testing.T, got, want *Tree, opt Options) {
	t.Helper()
	top := want.MaxHeight()
	for i := range want.Merges {
		x, y := got.Merges[i], want.Merges[i]
		if math.Abs(x.Height-y.Height) > 1e-12*top {
			t.Fatalf("%s %s, %d rows: height %d is %v, want %v", opt.Metric, opt.Method, want.Len(), i, x.Height, y.Height)
		}
		if opt.Method != Centroid && opt.Metric != Spearman && (x.Left != y.Left || x.Right != y.Right) {
			t.Fatalf("%s %s, %d rows: merge %d is %+v, want %+v", opt.Metric, opt.Method, want.Len(), i, x, y)
		}
	}
}

// Many equal rows make ties everywhere; a line of growing gaps makes one long chain.
func TestMatrixFreeOnTiesAndChains(t *testing.T) {
	const n = 300
	same, chain := make([]float64, 2*n), make([]float64, 2*n)
	for i := range n {
		same[2*i], same[2*i+1] = float64(i%3), float64(i%2)
		chain[2*i] = math.Pow(1.1, float64(i))
	}
	for name, v := range map[string][]float64{"same": same, "chain": chain} {
		for _, opt := range freeCases {
			opt.MatrixFree = true
			tree, _ := clustered(t, newMatrix(t, n, 2, v...), opt)
			if err := tree.Validate(); err != nil || len(tree.Merges) != n-1 {
				t.Errorf("%s, %s %s: %v", name, opt.Metric, opt.Method, err)
			}
			if name == "same" && opt.Method == Ward && tree.Merges[n-7].Height != 0 {
				t.Errorf("six distinct rows, and merge %d is at %v", n-7, tree.Merges[n-7].Height)
			}
		}
	}
}

func TestMemoryIsCountedBeforeItIsTaken(t *testing.T) {
	m := newMatrix(t, 500, 3, noise(1500, 1)...)
	_, err := Rows(context.Background(), m, Options{Method: Complete, MemoryLimit: 1 << 20})
	var e *MemoryError
	if !errors.As(err, &e) || e.Need < 500*500*8 || e.Limit != 1<<20 || e.Rows != 500 {
		t.Fatalf("%v", err)
	}
	for _, part := range []string{"GiB", "float32", "cosine", "MemoryLimit"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not mention %s", err, part)
		}
	}
	tree, err := Rows(context.Background(), m, Options{Method: Ward, MemoryLimit: 1 << 20})
	if err != nil || !tree.Report.MatrixFree || tree.Report.Bytes > 1<<20 {
		t.Errorf("ward: %v", err)
	}
	if _, err := Pairwise(context.Background(), m, Options{MemoryLimit: 1 << 20}); !errors.As(err, &e) {
		t.Errorf("distances: %v", err)
	}
}

// How distances are kept depends on what is asked for, and not on the memory that is free.
func TestFewColumnsNeedNoMatrix(t *testing.T) {
	const n = 2100
	few, many := newMatrix(t, n, 4, noise(4*n, 6)...), newMatrix(t, n, 9, noise(9*n, 6)...)
	for _, c := range []struct {
		m    *matrix.Matrix
		opt  Options
		free bool
	}{
		{few, Options{Method: Ward}, true},
		{few, Options{Metric: Correlation}, true},
		{few, Options{Method: Ward, Precision: Float32}, false},
		{few, Options{Method: Ward, Order: Spectral}, false},
		{few, Options{Method: Centroid}, false},
		{few, Options{}, false},
		{many, Options{Method: Ward}, false},
	} {
		if c.opt.Order == Optimal {
			c.opt.Order = NoOrder
		}
		for _, limit := range []int64{1 << 30, 1 << 40} {
			c.opt.MemoryLimit = limit
			tree, err := Rows(context.Background(), c.m, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			if r := tree.Report; r.MatrixFree != c.free || r.MatrixTooLarge || c.free && r.Precision != Float64 {
				t.Errorf("%s %s %s: %+v", c.opt.Method, c.opt.Metric, c.opt.Precision, r)
			}
		}
	}
	// The tree is that of a matrix of float64.
	opt := Options{Method: Ward, Order: NoOrder}
	free, err := Rows(context.Background(), few, opt)
	if err != nil {
		t.Fatal(err)
	}
	opt.Precision = Float64
	want, err := Rows(context.Background(), few, opt)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range want.Merges {
		if g := free.Merges[i]; g.Left != m.Left || g.Right != m.Right || math.Abs(g.Height-m.Height) > 1e-9*m.Height {
			t.Fatalf("merge %d is %+v, want %+v", i, g, m)
		}
	}
}
