package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// gappy returns columns with ties, gaps and constants.
func gappy(n, p int, seed uint64) [][]float64 {
	rng := rand.New(rand.NewPCG(seed, 8))
	cols := make([][]float64, p)
	for j := range cols {
		cols[j] = make([]float64, n)
		levels := 2 + rng.IntN(3*n)
		for i := range cols[j] {
			cols[j][i] = float64(rng.IntN(levels)) - 3
			if j%3 == 1 && rng.IntN(5) == 0 {
				cols[j][i] = nan
			}
			if j%7 == 6 {
				cols[j][i] = 4
			}
		}
	}
	return cols
}

// bruteKendall is τ-b by its definition, and n.
func bruteKendall(x, y []float64) (float64, int) {
	var agree, disagree, tiedX, tiedY float64
	n := 0
	for i := range x {
		if x[i] != x[i] || y[i] != y[i] {
			continue
		}
		n++
		for j := range i {
			if x[j] != x[j] || y[j] != y[j] {
				continue
			}
			a, b := x[i]-x[j], y[i]-y[j]
			switch {
			case a == 0 && b == 0:
			case a == 0:
				tiedX++
			case b == 0:
				tiedY++
			case (a > 0) == (b > 0):
				agree++
			default:
				disagree++
			}
		}
	}
	return (agree - disagree) / math.Sqrt((agree+disagree+tiedX)*(agree+disagree+tiedY)), n
}

func TestKendallAgainstBruteForce(t *testing.T) {
	for seed := range uint64(30) {
		cols := gappy(5+int(seed)*4, 9, seed)
		got, err := CorrelatePairs(fromColumns(cols...), CorrelateOptions{Method: Kendall})
		if err != nil {
			t.Fatal(err)
		}
		for i := range cols {
			for j := range cols {
				want, n := bruteKendall(cols[i], cols[j])
				if !near(got.R.At(i, j), want, 1e-14, false) || got.N.At(i, j) != float64(n) {
					t.Fatalf("%d rows, %d and %d: %v of %v, want %v of %d", len(cols[0]), i, j, got.R.At(i, j), got.N.At(i, j), want, n)
				}
			}
		}
	}
}

// TestRankerIsUsedAgain: for longer and shorter columns, with more and fewer gaps.
func TestRankerIsUsedAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	var r ranker
	for range 300 {
		values := make([]float64, rng.IntN(200))
		for i := range values {
			values[i] = []float64{nan, inf, 0, math.Copysign(0, -1), -3, rng.NormFloat64(), float64(rng.IntN(9))}[rng.IntN(7)]
		}
		got := r.rank(values, false)
		seen := present(values, nil)
		slices.Sort(seen)
		distinct := slices.Compact(slices.Clone(seen))
		if len(got.order) != len(seen) || len(got.gaps) != len(values)-len(seen) || len(got.groups) != 1+len(distinct) {
			t.Fatalf("%v: %+v", values, got)
		}
		for k, row := range got.order {
			if values[row] != seen[k] {
				t.Fatalf("%v: row %d is at %d", values, row, k)
			}
		}
		for i, d := range got.dense {
			if v := values[i]; v-v != 0 && d != 0 || v-v == 0 && distinct[d-1] != v {
				t.Fatalf("%v: row %d has number %d", values, i, d)
			}
		}
	}
}

// TestExactKendall counts the permutations of six rows.
func TestExactKendall(t *testing.T) {
	counts := map[int64]float64{}
	var walk func(perm []int32, rest []int32)
	walk = func(perm, rest []int32) {
		if len(rest) == 0 {
			p := slices.Clone(perm)
			counts[exchanges(p, make([]int32, len(p)))]++
			return
		}
		for i := range rest {
			walk(append(perm, rest[i]), slices.Delete(slices.Clone(rest), i, i+1))
		}
	}
	walk(nil, []int32{1, 2, 3, 4, 5, 6})
	const total = 15
	sum := 0.0
	for d := int64(0); 2*d < total; d++ {
		sum += counts[d]
		if got, want := exactKendall(6, d, total), min(1, 2*sum/720); !near(got, want, 1e-14, true) {
			t.Errorf("%d exchanges: %v, want %v", d, got, want)
		}
	}
}

// TestMethodsSameBytes: coefficients do not depend on workers, on the order of columns
// or on what other columns there are.
func TestMethodsSameBytes(t *testing.T) {
	cols := append(gappy(300, 40, 5), noise(300, 8)...)
	for method := range Distance + 1 {
		whole, err := CorrelatePairs(fromColumns(cols...), CorrelateOptions{Method: method})
		if err != nil {
			t.Fatal(err)
		}
		for _, workers := range []int{1, 3} {
			again, err := CorrelatePairs(fromColumns(cols...), CorrelateOptions{Method: method, Workers: workers})
			if err != nil || !again.R.Equal(whole.R) || !again.P.Equal(whole.P) || !again.N.Equal(whole.N) || !again.Q.Equal(whole.Q) {
				t.Errorf("%v with %d workers: other bits, %v", method, workers, err)
			}
		}
		for i, j := range map[int]int{0: 47, 1: 2, 40: 41, 6: 8} {
			two, err := Correlate(fromColumns(cols[i], cols[j]), CorrelateOptions{Method: method})
			if err != nil {
				t.Fatal(err)
			}
			swapped, err := Correlate(fromColumns(cols[j], cols[i]), CorrelateOptions{Method: method})
			if err != nil {
				t.Fatal(err)
			}
			a, b, c := whole.R.At(i, j), two.At(0, 1), swapped.At(0, 1)
			tolerance := 0.0
			if method == Distance {
				tolerance = 1e-12 // the tree is built along one column or the other
			}
			if !near(b, a, 0, true) || !near(c, a, tolerance, false) {
				t.Errorf("%v of %d and %d: %v, alone %v, swapped %v", method, i, j, a, b, c)
			}
		}
	}
}

// TestRanksAreAllThatCounts: Spearman and Kendall do not change under maps that rise.
func TestRanksAreAllThatCounts(t *testing.T) {
	cols := gappy(80, 12, 3)
	bent := make([][]float64, len(cols))
	for j, col := range cols {
		for _, v := range col {
			bent[j] = append(bent[j], math.Exp(v/60)+v*v*v)
		}
	}
	for _, method := range []Method{Spearman, Kendall} {
		a, _ := Correlate(fromColumns(cols...), CorrelateOptions{Method: method})
		b, err := Correlate(fromColumns(bent...), CorrelateOptions{Method: method})
		if err != nil || !a.Equal(b) {
			t.Errorf("%v changed, %v", method, err)
		}
	}
}

// TestGapsDoNotCancelDigits: where a huge value is missing in the other column, what
// remains is compared as if it had never been there.
func TestGapsDoNotCancelDigits(t *testing.T) {
	x, y := noise(50, 2)[0], noise(50, 2)[1]
	want := correlated(t, fromColumns(x, y)).At(0, 1)
	for _, huge := range []float64{1e6, 1e12, 1e300} {
		x2, y2 := append(slices.Clone(x), huge), append(slices.Clone(y), nan)
		if got := correlated(t, fromColumns(x2, y2)).At(0, 1); huge < 1e70 && math.Abs(got-want) > 1e-12 {
			t.Errorf("beside %v: %v, want %v", huge, got, want)
		}
	}
}

func TestPairsCountAndAdjust(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, nan}
	y := []float64{2, 1, 4, 3, 7, 9}
	z := []float64{nan, nan, nan, 4, 2, 1}
	m := fromColumns(x, y, z)
	m.ColName, m.ColLabels = "sensor", []string{"x", "y", "z"}
	c, err := CorrelatePairs(m, CorrelateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(c.N.Rows(0, 3, nil)); got != "[5 5 2 5 6 3 2 3 3]" {
		t.Errorf("N %s", got)
	}
	if c.P.At(0, 1) != c.P.At(1, 0) || !math.IsNaN(c.P.At(1, 1)) || c.P.At(0, 2) != 1 {
		t.Errorf("P %v", c.P.Rows(0, 3, nil))
	}
	want := AdjustFDR([]float64{c.P.At(0, 1), c.P.At(0, 2), c.P.At(1, 2)})
	if c.Q.At(1, 0) != want[0] || c.Q.At(0, 2) != want[1] || c.Q.At(2, 1) != want[2] || c.Q.RowName != "sensor" || c.Q.RowLabels[2] != "z" {
		t.Errorf("Q %v, want %v", c.Q.Rows(0, 3, nil), want)
	}
	few, err := CorrelatePairs(m, CorrelateOptions{MinPairs: 4})
	if err != nil || few.R.At(0, 1) != c.R.At(0, 1) || !math.IsNaN(few.R.At(0, 2)) || !math.IsNaN(few.P.At(1, 2)) || !math.IsNaN(few.R.At(2, 2)) {
		t.Errorf("with at least four: %v, %v", few.R.Rows(0, 3, nil), err)
	}
}

func TestDistanceSeesWhatIsNotALine(t *testing.T) {
	x, y := make([]float64, 201), make([]float64, 201)
	for i := range x {
		x[i] = float64(i-100) / 10
		y[i] = x[i] * x[i]
	}
	r := func(method Method) float64 {
		m, err := Correlate(fromColumns(x, y), CorrelateOptions{Method: method})
		if err != nil {
			t.Fatal(err)
		}
		return m.At(0, 1)
	}
	if p, d := r(Pearson), r(Distance); math.Abs(p) > 1e-15 || d < 0.4 {
		t.Errorf("a parabola: pearson %v, distance %v", p, d)
	}
	for i := range y {
		y[i] = 3 - 2*x[i]
	}
	if d := r(Distance); math.Abs(d-1) > 1e-14 {
		t.Errorf("a line: %v", d)
	}
}

func TestMoreMethodsOnTheEdge(t *testing.T) {
	for method := range Distance + 1 {
		for name, cols := range map[string][][]float64{
			"no columns":  {},
			"no rows":     {{}, {}},
			"one row":     {{1}, {2}},
			"all missing": {{nan, nan}, {inf, nan}},
			"huge":        {{1e308, -1e308, 0, 5}, {-1e308, 1e308, 1, 7}},
			"tiny":        {{5e-324, 0, 5e-324, 0}, {1e-320, 0, 1e-320, 0}},
			"zeros":       {{0, 0, math.Copysign(0, -1)}, {1, 2, 3}},
		} {
			c, err := CorrelatePairs(fromColumns(cols...), CorrelateOptions{Method: method})
			if err != nil {
				t.Errorf("%v, %s: %v", method, name, err)
				continue
			}
			_, p := c.R.Dims()
			for _, v := range c.R.Rows(0, p, nil) {
				if v < -1 || v > 1 {
					t.Errorf("%v, %s: %v", method, name, v)
				}
			}
			if name == "tiny" && c.R.At(0, 1) != 1 && math.Abs(c.R.At(0, 1)-1) > 1e-14 {
				t.Errorf("%v, tiny: %v", method, c.R.At(0, 1))
			}
			if name == "huge" && (method == Pearson || method == Cosine) && math.Abs(c.R.At(0, 1)+1) > 1e-14 {
				t.Errorf("%v, huge: %v", method, c.R.At(0, 1))
			}
			if name == "zeros" && !math.IsNaN(c.R.At(0, 1)) {
				t.Errorf("%v, zeros: %v", method, c.R.At(0, 1))
			}
		}
	}
}

func TestPartialRefuses(t *testing.T) {
	x, y := noise(20, 2)[0], noise(20, 2)[1]
	sum := make([]float64, 20)
	for i := range sum {
		sum[i] = x[i] + y[i]
	}
	m := fromColumns(x, y, sum)
	m.ColLabels = []string{"x", "y", "sum"}
	for _, c := range []struct {
		opt  CorrelateOptions
		cols [][]float64
		want string
	}{
		{CorrelateOptions{}, [][]float64{x, y, sum}, "column 3 is constant or follows"},
		{CorrelateOptions{Method: Kendall}, [][]float64{x, y}, "not kendall"},
		{CorrelateOptions{}, [][]float64{x[:2], y[:2]}, "2 complete rows are too few"},
		{CorrelateOptions{}, [][]float64{slices.Repeat([]float64{1}, 20), y}, "column 1 is constant"},
	} {
		if _, err := CorrelatePartial(fromColumns(c.cols...), c.opt); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v; want %s", err, c.want)
		}
	}
	if _, err := CorrelatePartial(m, CorrelateOptions{}); err == nil || !strings.Contains(err.Error(), `"sum"`) {
		t.Errorf("%v", err)
	}
}

func TestLogarithmsAndExponentials(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for range 20000 {
		v := math.Ldexp(1+rng.Float64(), rng.IntN(2000)-1000)
		if got, want := logOf(v), math.Log(v); math.Abs(got-want) > 4e-16*math.Abs(want)+1e-19 {
			t.Fatalf("log %v: %v, want %v", v, got, want)
		}
		w := (rng.Float64() - 0.5) * 1400
		if got, want := expOf(w), math.Exp(w); math.Abs(got-want) > 1e-15*want {
			t.Fatalf("exp %v: %v, want %v", w, got, want)
		}
		s := math.Ldexp(rng.Float64()-0.45, -rng.IntN(60))
		if got, want := log1pOf(s), math.Log1p(s); math.Abs(got-want) > 5e-16*math.Abs(want) {
			t.Fatalf("log1p %v: %v, want %v", s, got, want)
		}
	}
	for e := -1074; e < 1024; e++ {
		if got := log2Of(math.Ldexp(1, e)); got != float64(e) {
			t.Errorf("log2 of 2^%d: %v", e, got)
		}
	}
	for _, v := range []float64{0, -1, inf, nan, 1} {
		if got, want := logOf(v), math.Log(v); got != want && (got == got || want == want) {
			t.Errorf("log %v: %v, want %v", v, got, want)
		}
		if got, want := expOf(v*1000), math.Exp(v*1000); got != want && (got == got || want == want) {
			t.Errorf("exp %v: %v, want %v", v*1000, got, want)
		}
	}
}
