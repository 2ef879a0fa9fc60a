package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// additive returns effects of rows and columns with some noise.
func additive(n, p int, noise float64, f func(v float64) float64) *matrix.Matrix {
	rng := rand.New(rand.NewPCG(11, 12))
	values := make([]float64, n*p)
	for i := range values {
		values[i] = f(float64(i/p)*3 + float64((i%p)*(i%p)%7) + noise*rng.NormFloat64())
	}
	m, err := matrix.New(n, p, values)
	if err != nil {
		panic(err)
	}
	return m
}

func with(m *matrix.Matrix, i, j int, v float64) *matrix.Matrix {
	values := read(m)
	_, p := m.Dims()
	values[i*p+j] = v
	return like(m, values)
}

func found(t *testing.T, m *matrix.Matrix, opt AnomalyOptions) *AnomalyReport {
	t.Helper()
	r, err := Anomalies(m, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestAnomaliesFindWhatWasPlanted(t *testing.T) {
	plain := func(v float64) float64 { return v }
	m := additive(12, 9, 0.5, plain)
	for _, opt := range []AnomalyOptions{{}, {FDR: 0.01}} {
		before := len(found(t, m, opt).Found)
		r := found(t, with(with(with(m, 4, 5, 80), 7, 1, -40), 0, 0, nan), opt)
		if len(r.Found) < 2 || r.Found[0].Row != 4 || r.Found[0].Col != 5 || r.Found[1].Row != 7 || r.Found[1].Col != 1 ||
			r.Found[0].Score < 20 || r.Found[1].Score > -20 || r.Mask.At(4, 5) != 1 || r.Mask.At(0, 0) != 0 || !math.IsNaN(r.Score.At(0, 0)) {
			t.Fatalf("%+v: %+v", opt, r.Found)
		}
		if len(r.Found) > 2+before+3 || r.Tested != 107 || r.Model != "median polish" || r.Spread != "MAD" {
			t.Errorf("%+v: %d found, %d before; %+v", opt, len(r.Found), before, r)
		}
		if a := r.Found[0]; math.Abs(a.Expected-m.At(4, 5)) > 5 || a.Value != 80 || a.P > 1e-10 || a.Q < a.P {
			t.Errorf("%+v; expected about %v", a, m.At(4, 5))
		}
	}
	r := found(t, with(m, 4, 5, 80), AnomalyOptions{Threshold: 20})
	if got := r.Caption(); got != "1 of 108 cells stand out (|z| > 20; median polish, MAD)." {
		t.Error(got)
	}
}

func TestAnomaliesOfCounts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	m := additive(20, 20, 0, func(v float64) float64 {
		mean := 1 + v*v/10
		return math.Max(0, math.Round(mean+math.Sqrt(mean)*rng.NormFloat64()))
	})
	r := found(t, with(m, 3, 3, 900), AnomalyOptions{Content: Counts})
	if len(r.Found) == 0 || r.Found[0].Row != 3 || r.Found[0].Col != 3 || r.Found[0].Expected < 0 || r.Found[0].Expected > 200 {
		t.Errorf("%+v", r.Found)
	}
	if _, err := Anomalies(with(m, 1, 2, -1), AnomalyOptions{Content: Counts}); err == nil || !strings.Contains(err.Error(), "row 2, column 3") {
		t.Errorf("%v", err)
	}
}

func TestAnomaliesOfCorrelations(t *testing.T) {
	cols := noise(200, 15)
	for j := range cols {
		rng := rand.New(rand.NewPCG(uint64(j), 5))
		for i := range cols[j] {
			cols[j][i] = rng.NormFloat64()
		}
	}
	for i := range cols[9] {
		cols[9][i] += 3 * cols[2][i]
	}
	r := found(t, correlated(t, fromColumns(cols...)), AnomalyOptions{Content: Correlations})
	if len(r.Found) == 0 || r.Found[0].Row != 2 || r.Found[0].Col != 9 || r.Mask.At(9, 2) != 1 || r.Score.At(9, 2) != r.Score.At(2, 9) ||
		!math.IsNaN(r.Score.At(3, 3)) || r.Tested != 105 || r.Model != "overall median" {
		t.Errorf("%+v", r.Found)
	}
	same := correlated(t, fromColumns(append(cols, cols[0])...))
	if r := found(t, same, AnomalyOptions{Content: Correlations}); len(r.Found) == 0 || r.Found[0].Col != 15 || math.IsInf(r.Found[0].Score, 0) {
		t.Errorf("equal columns: %+v", r.Found)
	}
	for _, m := range []*matrix.Matrix{labelled(t, "a", "x y", 1, 1), labelled(t, "a b", "x y", 1, 2, 2, 1)} {
		if _, err := Anomalies(m, AnomalyOptions{Content: Correlations}); err == nil {
			t.Error("no correlations were taken")
		}
	}
}

func TestAnomaliesWithoutSpread(t *testing.T) {
	exact := additive(6, 5, 0, func(v float64) float64 { return 0 })
	values := read(exact)
	for i := range values {
		values[i] = 0.1*float64(i/5) + 0.3*float64(i%5) // sums that are rounded
	}
	exact = like(exact, values)
	r := found(t, exact, AnomalyOptions{})
	if r.Reason == "" || r.Tested != 0 || len(r.Found) != 0 || !math.IsNaN(r.Score.At(1, 1)) || !strings.HasPrefix(r.Caption(), "No cell could be tested: the values do not vary") {
		t.Errorf("%+v", r)
	}
	// One cell that differs where all others are explained: the MAD is 0.
	r = found(t, with(exact, 2, 2, 9), AnomalyOptions{})
	if len(r.Found) != 1 || r.Found[0].Row != 2 || r.Found[0].Col != 2 || r.Spread != "mean absolute deviation" {
		t.Errorf("%+v", r)
	}
	for name, m := range map[string]*matrix.Matrix{
		"empty":   fromColumns[float64](),
		"one":     fromColumns([]float64{1}),
		"missing": fromColumns([]float64{nan, nan, nan}, []float64{nan, nan, nan}, []float64{nan, inf, nan}),
	} {
		if r := found(t, m, AnomalyOptions{}); r.Reason == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if r := found(t, fromColumns([]float64{1, 2, 1, 2, 3, 2, 50, 2, 1}), AnomalyOptions{}); r.Model != "overall median" || fmt.Sprint(len(r.Found), r.Found[0].Row) != "1 6" {
		t.Errorf("one column: %+v", r)
	}
	for _, opt := range []AnomalyOptions{{Threshold: -1}, {FDR: 2}, {Content: 9}, {Sweeps: -1}, {Threshold: nan}} {
		if _, err := Anomalies(exact, opt); err == nil {
			t.Errorf("%+v was taken", opt)
		}
	}
}

// TestAnomaliesMoveWithTheirCells: permuting rows permutes the scores; adding to rows, or
// scaling all, changes none. Adding to columns may, since rows are polished first.
func TestAnomaliesMoveWithTheirCells(t *testing.T) {
	m := with(additive(9, 7, 1, func(v float64) float64 { return v }), 3, 3, 60)
	r := found(t, m, AnomalyOptions{})
	values := read(m)
	for i := range values {
		values[i] = 4 * (values[i] + float64(8*(i/7)))
	}
	moved := found(t, like(m, values), AnomalyOptions{})
	for i := range 9 {
		for j := range 7 {
			if a, b := r.Score.At(i, j), moved.Score.At(i, j); math.Abs(a-b) > 1e-9*math.Max(1, math.Abs(a)) {
				t.Errorf("%d, %d: %v and %v", i, j, a, b)
			}
		}
	}
	at := []int{4, 8, 0, 2, 7, 1, 3, 5, 6}
	shuffled, err := Take(m, at, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := found(t, shuffled, AnomalyOptions{})
	for i, from := range at {
		for j := range 7 {
			if a, b := r.Score.At(from, j), s.Score.At(i, j); math.Abs(a-b) > 1e-9*math.Max(1, math.Abs(a)) {
				t.Errorf("row %d: %v and %v", from, a, b)
			}
		}
	}
}

// enumeration is what all of them have, by their pointers.
type enumeration interface {
	fmt.Stringer
	Values() []string
	MarshalText() ([]byte, error)
	UnmarshalText(text []byte) error
}

func TestEnumerationsInText(t *testing.T) {
	for _, e := range []enumeration{new(Method), new(Along), new(Transform), new(Fill), new(Summary), new(Content)} {
		for _, name := range e.Values() {
			if err := e.UnmarshalText([]byte(name)); err != nil || e.String() != name {
				t.Errorf("%s: %s, %v", name, e, err)
			}
			if text, err := e.MarshalText(); err != nil || string(text) != name {
				t.Errorf("%s: %s, %v", name, text, err)
			}
		}
		if err := e.UnmarshalText([]byte("nonsense")); err == nil || !strings.Contains(err.Error(), "known: "+e.Values()[0]) {
			t.Errorf("%v", err)
		}
	}
}
