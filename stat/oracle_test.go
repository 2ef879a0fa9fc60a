package stat

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

type grid [][]number

// peers is what testdata/oracle/stat.py recorded.
type peers struct {
	Corr map[string]struct {
		Columns, N grid
		Methods    map[string]struct{ R, P grid }
	}
	FDR     [2][]float64
	Partial struct{ Columns, R, P grid }
	Scale   struct {
		Matrix  grid
		Results map[string]grid
	}
	Fill struct {
		Matrix  grid
		Results map[string]grid
	}
	Normal, Student [][]float64
}

func recorded(t *testing.T) *peers {
	t.Helper()
	text, err := os.ReadFile("../testdata/oracle/stat.json")
	if err != nil {
		t.Fatal(err)
	}
	var p peers
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	return &p
}

// fromGrid returns the matrix of the given rows.
func fromGrid(rows grid) *matrix.Matrix {
	out := make([][]float64, len(rows))
	for i, row := range rows {
		for _, v := range row {
			out[i] = append(out[i], float64(v))
		}
	}
	m, err := matrix.FromRows(out)
	if err != nil {
		panic(err)
	}
	return m
}

// near reports whether two numbers agree, missing ones included, relative to their size
// where that is above 1, or with strict relative to it always.
func near(got, want, tolerance float64, strict bool) bool {
	if math.IsNaN(got) || math.IsNaN(want) {
		return math.IsNaN(got) == math.IsNaN(want)
	}
	size := math.Abs(want)
	if !strict {
		size = max(1, size)
	}
	return math.Abs(got-want) <= tolerance*size
}

// agree fails if a matrix differs from what a peer found.
func agree(t *testing.T, what string, got *matrix.Matrix, want grid, tolerance float64, strict bool) {
	t.Helper()
	if n, p := got.Dims(); n != len(want) || n > 0 && p != len(want[0]) {
		t.Fatalf("%s: %d × %d", what, n, p)
	}
	for i, row := range want {
		for j, w := range row {
			if g := got.At(i, j); !near(g, float64(w), tolerance, strict) {
				t.Errorf("%s: %d, %d: %v, want %v", what, i, j, g, float64(w))
			}
		}
	}
}

func TestCoefficientsOracle(t *testing.T) {
	for name, c := range recorded(t).Corr {
		m := fromColumns(c.Columns...)
		for method, want := range c.Methods {
			opt := CorrelateOptions{}
			if err := opt.Method.UnmarshalText([]byte(method)); err != nil {
				t.Fatal(err)
			}
			got, err := CorrelatePairs(m, opt)
			if err != nil {
				t.Fatal(err)
			}
			what := name + ", " + method
			agree(t, what, got.R, want.R, 1e-12, false)
			agree(t, what+", N", got.N, c.N, 0, false)
			if want.P != nil {
				agree(t, what+", P", got.P, want.P, 1e-8, true)
			} else if n, _ := got.P.Dims(); n > 0 && !math.IsNaN(got.P.At(0, n-1)) {
				t.Errorf("%s: there is a probability", what)
			}
		}
	}
}

func TestProbabilitiesOracle(t *testing.T) {
	p := recorded(t)
	for _, c := range p.Normal {
		if got := normalP(c[0]); !near(got, c[1], 1e-13, true) {
			t.Errorf("beyond ±%v: %v, want %v", c[0], got, c[1])
		}
	}
	for _, c := range p.Student {
		if got := studentP(c[0], int(c[1])-2); !near(got, c[2], 2e-10, true) && max(got, c[2]) > 1e-300 {
			t.Errorf("r = %v of %v: %v, want %v", c[0], c[1], got, c[2])
		}
	}
	for i, q := range AdjustFDR(p.FDR[0]) {
		if !near(q, p.FDR[1][i], 1e-15, true) {
			t.Errorf("adjusted %v: %v, want %v", p.FDR[0][i], q, p.FDR[1][i])
		}
	}
}

func TestPartialOracle(t *testing.T) {
	want := recorded(t).Partial
	got, err := CorrelatePartial(fromColumns(want.Columns...), CorrelateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	agree(t, "R", got.R, want.R, 1e-13, false)
	agree(t, "P", got.P, want.P, 1e-9, true)
}

func TestScaleOracle(t *testing.T) {
	o := recorded(t).Scale
	for text, want := range o.Results {
		m := fromGrid(o.Matrix)
		var s Scaling
		if err := s.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if s.How == Log2 || s.How == Log1p {
			m = absolute(m)
		}
		got, err := Scale(m, s)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		agree(t, text, got.Matrix, want, 1e-13, false)
	}
}

func absolute(m *matrix.Matrix) *matrix.Matrix {
	values := read(m)
	for i, v := range values {
		values[i] = math.Abs(v)
	}
	return like(m, values)
}

func TestFillOracle(t *testing.T) {
	o := recorded(t).Fill
	for text, want := range o.Results {
		var f Filling
		if err := f.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		got, err := FillMissing(fromGrid(o.Matrix), f)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		agree(t, text, got.Matrix, want, 1e-15, false)
	}
}
