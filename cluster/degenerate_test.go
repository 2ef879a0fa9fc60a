package cluster

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat/matrix"
)

var nan, inf = math.NaN(), math.Inf(1)

// Nothing panics, and every result is a tree, whatever the data.
func TestDegenerateRows(t *testing.T) {
	for name, c := range map[string]struct {
		rows, cols int
		values     []float64
	}{
		"no rows":       {0, 4, nil},
		"no columns":    {4, 0, nil},
		"one row":       {1, 2, []float64{1, 2}},
		"two rows":      {2, 2, []float64{1, 2, 3, 5}},
		"identical":     {9, 2, slices.Repeat([]float64{1.5, -2}, 9)},
		"zeros":         {5, 3, make([]float64, 15)},
		"constants":     {3, 3, []float64{1, 1, 1, 0.1, 0.1, 0.1, 7, 8, 9}},
		"huge":          {3, 2, []float64{1e308, -1e308, -1.7e308, 1.7e308, 0, 1e-300}},
		"denormal":      {3, 2, []float64{5e-324, 0, 1e-323, 5e-324, 0, 0}},
		"all missing":   {4, 2, slices.Repeat([]float64{nan}, 8)},
		"an empty row":  {3, 2, []float64{1, 2, nan, nan, 3, 4}},
		"disjoint rows": {4, 2, []float64{1, nan, nan, 2, 3, nan, nan, 4}},
		"infinite":      {3, 2, []float64{1, inf, -inf, 2, 3, 4}},
	} {
		for metric := Euclidean; metric < Precomputed; metric++ {
			for method := Average; method <= Median; method++ {
				for order := Optimal; order <= PCAAngle; order++ {
					m := newMatrix(t, c.rows, c.cols, c.values...)
					tree, err := Rows(context.Background(), m, Options{Metric: metric, Method: method, Order: order})
					if method.geometric() && (metric != Euclidean || slices.ContainsFunc(c.values, func(v float64) bool { return v-v != 0 })) {
						var e *Error
						if !errors.As(err, &e) || e.Cure == "" && c.rows > 0 {
							t.Errorf("%s, %s %s: %v", name, metric, method, err)
						}
						continue
					}
					if err != nil {
						t.Fatalf("%s, %s %s %s: %v", name, metric, method, order, err)
					}
					if err := tree.Validate(); err != nil || tree.Len() != c.rows || len(tree.Order) != c.rows {
						t.Fatalf("%s, %s %s %s: %d leaves, %v", name, metric, method, order, tree.Len(), err)
					}
					_, _, _ = tree.Cut(2), tree.Cophenetic(), tree.Newick()
				}
			}
		}
	}
}

func TestReportTellsWhatWasMissing(t *testing.T) {
	m := newMatrix(t, 5, 3,
		1, 2, 3,
		4, nan, inf,
		nan, nan, nan,
		nan, 5, nan,
		2, 4, 4)
	tree, d := clustered(t, m, Options{})
	r := tree.Report
	if r.Missing != 6 || r.Infinite != 1 || !slices.Equal(r.EmptyRows, []int{2}) {
		t.Errorf("%+v", r)
	}
	// Row 2 shares nothing with the four others, nor do rows 1 and 3.
	if r.FilledPairs != 5 || r.PartialPairs != 10-1-5 {
		t.Errorf("%d pairs filled and %d partial", r.FilledPairs, r.PartialPairs)
	}
	if got, want := d.At(0, 1), 3*math.Sqrt(3); math.Abs(got-want) > 1e-15 {
		t.Errorf("one column of three: %v, want %v", got, want)
	}
	// The known distances of row 1 are to rows 0 and 4, those of row 3 too.
	median := func(a, b float64) float64 { return (a + b) / 2 }
	want := (median(d.At(1, 0), d.At(1, 4)) + median(d.At(3, 0), d.At(3, 4))) / 2
	if got := d.At(1, 3); math.Abs(got-want) > 1e-12 {
		t.Errorf("no column of three: %v, want %v", got, want)
	}
	tree, _ = clustered(t, m, Options{MinOverlap: 2})
	if got := tree.Report.FilledPairs; got != 9 {
		t.Errorf("%d pairs share fewer than two columns", got)
	}
}

func TestConstantRowsAreFlagged(t *testing.T) {
	m := newMatrix(t, 4, 3, 1, 2, 3, 0.1, 0.1, 0.1, 3, 1, 2, 0, 0, 0)
	for metric, want := range map[Metric][]int{Correlation: {1, 3}, Spearman: {1, 3}, Cosine: {3}} {
		tree, d := clustered(t, m, Options{Metric: metric})
		if !slices.Equal(tree.Report.ConstantRows, want) {
			t.Errorf("%s: constant rows %v, want %v", metric, tree.Report.ConstantRows, want)
		}
		for _, i := range want {
			for j := range 4 {
				if i != j && d.At(i, j) != 1 {
					t.Errorf("%s: rows %d and %d are %v apart", metric, i, j, d.At(i, j))
				}
			}
		}
	}
}

func TestNearRowsFarFromZero(t *testing.T) {
	// Subtracting squares of 10⁸ would leave nothing of a distance of 10⁻⁶.
	v := []float64{1e8, 1e8, 1e8 + 1e-6, 1e8, 1e8, 1e8 + 3}
	_, d := clustered(t, newMatrix(t, 3, 2, v...), Options{})
	if got, want := d.At(0, 1), v[2]-v[0]; got != want {
		t.Errorf("distance %v, want %v", got, want)
	}
}

func TestPrecomputed(t *testing.T) {
	rows := newMatrix(t, 30, 4, noise(120, 6)...)
	for method := Average; method <= Median; method++ {
		for _, order := range []Order{Optimal, TSP, Spectral, ByMean} {
			want, d := clustered(t, rows, Options{Method: method, Order: order})
			full := make([]float64, 30*30)
			for i := range 30 {
				for j := range 30 {
					full[i*30+j] = d.At(i, j)
				}
			}
			condensed := d.Condensed()
			for _, m := range []*matrix.Matrix{newMatrix(t, 30, 30, full...), newMatrix(t, 1, len(condensed), condensed...)} {
				got, err := Rows(context.Background(), m, Options{Method: method, Order: order, Metric: Precomputed})
				if err != nil {
					t.Fatal(err)
				}
				for i := range want.Merges {
					a, b := got.Merges[i], want.Merges[i]
					if a.Left != b.Left || a.Right != b.Right || math.Abs(a.Height-b.Height) > 1e-12 {
						t.Fatalf("%s: merge %d is %+v, want %+v", method, i, a, b)
					}
				}
				if order != ByMean && math.Abs(got.Report.PathLength-want.Report.PathLength) > 1e-9 {
					t.Errorf("%s: length %v, want %v", order, got.Report.PathLength, want.Report.PathLength)
				}
			}
		}
	}
	for part, m := range map[string]*matrix.Matrix{
		"2 × 3":          newMatrix(t, 2, 3, 1, 2, 3, 4, 5, 6),
		"1 − r":          newMatrix(t, 2, 2, 1, 0.5, 0.5, 1),
		"below 0":        newMatrix(t, 2, 2, 0, -1, -1, 0),
		"symmetric":      newMatrix(t, 2, 2, 0, 1, 2, 0),
		"the other (dis": newMatrix(t, 2, 2, 0, 1, nan, 0),
	} {
		if _, err := Rows(context.Background(), m, Options{Metric: Precomputed}); err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not mention %q", err, part)
		}
	}
}

func TestColumns(t *testing.T) {
	m := newMatrix(t, 130, 7, noise(910, 1)...)
	m.ColLabels = []string{"a", "b", "c", "d", "e", "f", "g"}
	tree, err := Columns(context.Background(), m, Options{Metric: Correlation})
	if err != nil {
		t.Fatal(err)
	}
	if tree.Len() != 7 || !slices.Equal(tree.Labels, m.ColLabels) || tree.Label(2) != "c" {
		t.Errorf("%d leaves, %q", tree.Len(), tree.Labels)
	}
	values := make([]float64, 0, 910)
	for j := range 7 {
		for i := range 130 {
			values = append(values, m.At(i, j))
		}
	}
	want, err := Linkage(context.Background(), 7, 130, values, Options{Metric: Correlation})
	if err != nil || !slices.Equal(tree.Merges, want.Merges) {
		t.Errorf("not the tree of the transpose: %v", err)
	}
}

func TestCancel(t *testing.T) {
	m := newMatrix(t, 900, 20, noise(900*20, 1)...)
	for _, opt := range []Options{{}, {Method: Single}, {Method: Centroid}, {Method: Ward, MatrixFree: true}, {Order: TSP}, {Order: Spectral}} {
		for stage := StageDistances; stage <= StageOrder; stage++ {
			ctx, stop := context.WithCancel(context.Background())
			opt.Progress = func(at Stage, done float64) {
				if at >= stage {
					stop()
				}
				if !(done >= 0 && done <= 1) {
					t.Errorf("%s is done to %v", at, done)
				}
			}
			_, err := Rows(ctx, m, opt)
			stop()
			if err != context.Canceled {
				t.Errorf("%s %s, stopped in %s: %v", opt.Method, opt.Order, stage, err)
			}
		}
	}
	ctx, stop := context.WithTimeout(context.Background(), time.Nanosecond)
	defer stop()
	if _, err := Rows(ctx, m, Options{}); err != context.DeadlineExceeded {
		t.Errorf("deadline: %v", err)
	}
}

func TestEnumerations(t *testing.T) {
	check := func(values []string, read func(text []byte) error, write func() ([]byte, error)) {
		t.Helper()
		for _, name := range values {
			if err := read([]byte(strings.ToUpper(name))); err != nil {
				t.Error(err)
			}
			if text, err := write(); err != nil || string(text) != name {
				t.Errorf("%s is written as %s, %v", name, text, err)
			}
		}
		if err := read([]byte(values[0] + "x")); err == nil || !strings.Contains(err.Error(), "did you mean "+values[0]) {
			t.Errorf("a slip gives %v", err)
		}
	}
	var metric Metric
	check(metric.Values(), metric.UnmarshalText, func() ([]byte, error) { return metric.MarshalText() })
	var method Method
	check(method.Values(), method.UnmarshalText, func() ([]byte, error) { return method.MarshalText() })
	var order Order
	check(order.Values(), order.UnmarshalText, func() ([]byte, error) { return order.MarshalText() })
	var precision Precision
	check(precision.Values(), precision.UnmarshalText, func() ([]byte, error) { return precision.MarshalText() })
	if _, err := Metric(99).MarshalText(); err == nil {
		t.Error("metric 99 is written")
	}
	for _, opt := range []Options{{Metric: 99}, {Method: 99}, {Order: 99}, {Precision: 99}} {
		if _, err := Rows(context.Background(), newMatrix(t, 2, 1, 1, 2), opt); err == nil {
			t.Errorf("%+v is taken", opt)
		}
	}
}
