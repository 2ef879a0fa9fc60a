package stat

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

var inf = math.Inf(1)
var nan = math.NaN()

// number is a number in the oracle: null is missing, infinities are text.
type number float64

func (n *number) UnmarshalJSON(text []byte) error {
	switch s := strings.Trim(string(text), `"`); s {
	case "null":
		*n = number(nan)
	case "inf":
		*n = number(inf)
	default:
		return json.Unmarshal(text, (*float64)(n))
	}
	return nil
}

// fromColumns returns the matrix of the given columns.
func fromColumns[T ~float64](cols ...[]T) *matrix.Matrix {
	n := 0
	if len(cols) > 0 {
		n = len(cols[0])
	}
	values := make([]float64, 0, n*len(cols))
	for i := range n {
		for _, col := range cols {
			values = append(values, float64(col[i]))
		}
	}
	m, err := matrix.New(n, len(cols), values)
	if err != nil {
		panic(err)
	}
	return m
}

func correlated(t *testing.T, m *matrix.Matrix) *matrix.Matrix {
	t.Helper()
	r, err := Correlate(m, CorrelateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCorrelateAgreesWithPandas(t *testing.T) {
	text, err := os.ReadFile("../testdata/oracle/correlate.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle struct {
		Cases map[string]struct {
			Labels        []string
			Columns, Corr [][]number
		}
	}
	if err := json.Unmarshal(text, &oracle); err != nil {
		t.Fatal(err)
	}
	for name, c := range oracle.Cases {
		m := fromColumns(c.Columns...)
		m.ColLabels = c.Labels
		r := correlated(t, m)
		if !slices.Equal(r.RowLabels, c.Labels) || !slices.Equal(r.ColLabels, c.Labels) {
			t.Errorf("%s: labels %q, %q", name, r.RowLabels, r.ColLabels)
		}
		worst := 0.0
		for i, row := range c.Corr {
			for j, want := range row {
				got, want := r.At(i, j), float64(want)
				if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-12 {
					t.Errorf("%s: %s and %s: %v, want %v", name, c.Labels[i], c.Labels[j], got, want)
				}
				if d := math.Abs(got - want); d > worst {
					worst = d
				}
			}
		}
		t.Logf("%s: at most %.1e from pandas", name, worst)
	}
}

// noise returns p columns of n values, each related to the one before.
func noise(n, p int) [][]float64 {
	rng := rand.New(rand.NewPCG(5, 6))
	cols := make([][]float64, p)
	for j := range cols {
		cols[j] = make([]float64, n)
		for i := range cols[j] {
			cols[j][i] = rng.NormFloat64()
			if j > 0 {
				cols[j][i] += 0.5 * cols[j-1][i]
			}
		}
	}
	return cols
}

func TestCorrelationsAreSymmetricAndBounded(t *testing.T) {
	cols := noise(700, 75) // several tiles and blocks, none of them full
	for j := 3; j < len(cols); j += 5 {
		cols[j][j] = nan
	}
	copy(cols[50], cols[10])
	r := correlated(t, fromColumns(cols...))
	for i := range 75 {
		for j := range 75 {
			if a, b := r.At(i, j), r.At(j, i); a != b || !(a >= -1 && a <= 1) {
				t.Fatalf("%d, %d: %v and %v", i, j, a, b)
			}
		}
		if r.At(i, i) != 1 {
			t.Errorf("%d: %v with itself", i, r.At(i, i))
		}
	}
	if got := r.At(10, 50); math.Abs(got-1) > 1e-15 {
		t.Errorf("equal columns: %v", got)
	}
}

func TestResultDoesNotDependOnWorkersOrOrder(t *testing.T) {
	cols := noise(600, 70)
	cols[4][9] = nan
	m := fromColumns(cols...)
	whole := correlated(t, m)
	for _, workers := range []int{1, 2, 7} {
		r, err := Correlate(m, CorrelateOptions{Workers: workers})
		if err != nil || !r.Equal(whole) {
			t.Errorf("%d workers: other bits, %v", workers, err)
		}
	}
	slices.Reverse(cols)
	reversed := correlated(t, fromColumns(cols...))
	for i := range 70 {
		for j := range 70 {
			if a, b := whole.At(i, j), reversed.At(69-i, 69-j); a != b {
				t.Fatalf("%d, %d: %v, reversed %v", i, j, a, b)
			}
		}
	}
}

func TestPairwiseAgreesWithTheFastPath(t *testing.T) {
	cols := noise(300, 6)
	fast := correlated(t, fromColumns(cols...))
	for j := range cols { // a further row, missing throughout, leaves the same pairs
		cols[j] = append(cols[j], nan)
	}
	slow := correlated(t, fromColumns(cols...))
	for i := range cols {
		for j := range cols {
			if a, b := fast.At(i, j), slow.At(i, j); math.Abs(a-b) > 1e-15 {
				t.Errorf("%d, %d: %v and %v", i, j, a, b)
			}
		}
	}
}

func TestLinearMapsDoNotChangeCorrelations(t *testing.T) {
	x, y := noise(100, 2)[0], noise(100, 2)[1]
	want := correlated(t, fromColumns(x, y)).At(0, 1)
	for _, c := range []struct{ times, plus, tolerance float64 }{
		{2, 0, 0}, {-8, 0, 0}, {3, 7, 1e-14}, {1, 1e8, 1e-7}, {0x1p1000, 0, 0}, {0x1p-1000, 0, 0}, {1e308 / 8, 0, 1e-15},
	} {
		z := slices.Clone(y)
		for i := range z {
			z[i] = z[i]*c.times + c.plus
		}
		got := correlated(t, fromColumns(x, z)).At(0, 1)
		if c.times < 0 {
			got = -got
		}
		if math.Abs(got-want) > c.tolerance {
			t.Errorf("y·%v + %v: %v, want %v", c.times, c.plus, got, want)
		}
	}
}

func TestDegenerateColumns(t *testing.T) {
	const tiny = math.SmallestNonzeroFloat64
	for name, c := range map[string]struct {
		x, y     []float64
		xx, want float64
	}{
		"constant":              {[]float64{0.1, 0.1, 0.1}, []float64{1, 2, 3}, nan, nan},
		"one row":               {[]float64{1}, []float64{2}, nan, nan},
		"no rows":               {nil, nil, nan, nan},
		"all missing":           {[]float64{nan, nan}, []float64{1, 2}, nan, nan},
		"one pair":              {[]float64{1, nan, 3}, []float64{nan, 5, 6}, 1, nan},
		"constant where shared": {[]float64{1, 1, 5}, []float64{3, 4, nan}, 1, nan},
		"infinite is missing":   {[]float64{1, 2, inf, 3}, []float64{2, 4, 9, 6}, 1, 1},
		"the largest numbers":   {[]float64{-math.MaxFloat64, math.MaxFloat64, 0}, []float64{1e308, -1e308, 0}, 1, -1},
		"denormals":             {[]float64{0, tiny, 2 * tiny}, []float64{30 * tiny, 20 * tiny, 10 * tiny}, 1, -1},
		"large beside tiny":     {[]float64{1e300, 1e-300, nan}, []float64{1, 2, 3}, 1, -1},
		"vanishing":             {[]float64{1e-300, 2e-300, 1e308}, []float64{1, 2, nan}, 1, nan},
	} {
		r := correlated(t, fromColumns(c.x, c.y))
		check := func(what string, got, want float64) {
			if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-15 {
				t.Errorf("%s: %s is %v, want %v", name, what, got, want)
			}
		}
		check("with the other", r.At(0, 1), c.want)
		check("with itself", r.At(0, 0), c.xx)
	}
	if rows, cols := correlated(t, fromColumns[float64]()).Dims(); rows != 0 || cols != 0 {
		t.Errorf("no columns: %d × %d", rows, cols)
	}
}

func TestCorrelateLeavesItsArgumentAlone(t *testing.T) {
	m := fromColumns([]float64{1, inf, 3, nan}, []float64{1e300, 2e300, -1e300, 0})
	before := fromColumns([]float64{1, inf, 3, nan}, []float64{1e300, 2e300, -1e300, 0})
	m.ColLabels, before.ColLabels = []string{"a", "b"}, []string{"a", "b"}
	r := correlated(t, m)
	r.ColLabels[0] = "changed"
	if !m.Equal(before) || r.RowLabels[0] != "a" {
		t.Error("labels or values are shared")
	}
}

func TestCorrelateRefuses(t *testing.T) {
	if _, err := Correlate(fromColumns[float64](), CorrelateOptions{Method: 7}); err == nil {
		t.Error("method 7 was taken")
	}
	long, err := matrix.New(maxRanked+1, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Correlate(long, CorrelateOptions{Method: Spearman}); err == nil || !strings.Contains(err.Error(), "too many to rank") {
		t.Errorf("%v", err)
	}
	wide, err := matrix.New(0, maxVariables+1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Correlate(wide, CorrelateOptions{}); err == nil || !strings.Contains(err.Error(), "16385 columns") {
		t.Errorf("%v", err)
	}
}

func TestMethodInText(t *testing.T) {
	text, err := Pearson.MarshalText()
	var back Method = 3
	if err != nil || back.UnmarshalText(text) != nil || back != Pearson || Pearson.String() != "pearson" {
		t.Errorf("%s, %v, %v", text, err, back)
	}
	if _, err := Method(9).MarshalText(); err == nil || Method(9).String() != "Method(9)" {
		t.Errorf("%v", err)
	}
	if err := back.UnmarshalText([]byte("pearsn")); err == nil || !strings.Contains(err.Error(), "known: pearson") {
		t.Errorf("%v", err)
	}
}

func BenchmarkCorrelate(b *testing.B) {
	for _, method := range []Method{Pearson, Spearman, Cosine} {
		for _, gaps := range []bool{false, true} {
			cols := noise(10000, 500)
			if gaps {
				for j := range cols {
					cols[j][j] = nan
				}
			}
			m := fromColumns(cols...)
			b.Run(fmt.Sprintf("%v/10000x500/gaps=%v", method, gaps), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Correlate(m, CorrelateOptions{Method: method}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
