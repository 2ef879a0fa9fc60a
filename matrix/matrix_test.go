package matrix

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
)

func mustNew(t *testing.T, rows, cols int, values ...float64) *Matrix {
	t.Helper()
	m, err := New(rows, cols, values)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wantError checks that err is there and says all of the given words.
func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one with %q", words)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q lacks %q", err, w)
		}
	}
}

func TestNewRefusesWhatDoesNotFit(t *testing.T) {
	for _, test := range []struct {
		rows, cols, n int
		want          string
	}{
		{2, 2, 3, "3 values for 2 × 2"},
		{-1, 2, 0, "-1 × 2 is negative"},
		{2, -1, 0, "2 × -1 is negative"},
		{1 << 30, 1 << 30, 0, "too large"},
		{math.MaxInt, 0, 0, "too large"},
		{0, 5, 1, "1 values for 0 × 5"},
	} {
		_, err := New(test.rows, test.cols, make([]float64, test.n))
		wantError(t, err, test.want)
	}
}

func TestNewDoesNotCopy(t *testing.T) {
	values := []float64{1, 2, 3, 4}
	m := mustNew(t, 2, 2, values...)
	if &m.Rows(0, 2, nil)[0] != &values[0] {
		t.Error("the values were copied")
	}
}

func TestEmptyShapes(t *testing.T) {
	for _, shape := range [][2]int{{0, 0}, {0, 5}, {5, 0}} {
		m := mustNew(t, shape[0], shape[1])
		if r, c := m.Dims(); r != shape[0] || c != shape[1] {
			t.Errorf("Dims() = %d, %d; want %v", r, c, shape)
		}
		if got := m.Rows(0, shape[0], nil); len(got) != 0 {
			t.Errorf("%v: Rows has %d values", shape, len(got))
		}
		if err := m.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func TestFromRows(t *testing.T) {
	rows := [][]float64{{1, 2}, {3, 4}}
	m, err := FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	rows[0][0] = 99
	if got := m.Rows(0, 2, nil); !slices.Equal(got, []float64{1, 2, 3, 4}) {
		t.Errorf("values are %v", got)
	}
	_, err = FromRows([][]float64{{1, 2}, {3, 4}, {5}})
	wantError(t, err, "row 2 has 1 values", "have 2")
	if m, err := FromRows(nil); err != nil || m.rows != 0 {
		t.Errorf("FromRows(nil) = %v, %v", m, err)
	}
}

func TestRowsCannotBeAppendedInto(t *testing.T) {
	m := mustNew(t, 2, 1, 1, 2)
	_ = append(m.Rows(0, 1, nil), 99)
	if m.At(1, 0) != 2 {
		t.Error("appending to a view overwrote the next row")
	}
}

func TestOutOfRangePanics(t *testing.T) {
	m := mustNew(t, 2, 2, 1, 2, 3, 4)
	for name, f := range map[string]func(){
		"At(0, 2)":   func() { m.At(0, 2) }, // would be At(1, 0) without the check
		"At(2, 0)":   func() { m.At(2, 0) },
		"At(-1, 0)":  func() { m.At(-1, 0) },
		"Rows(0, 3)": func() { m.Rows(0, 3, nil) },
		"Rows(2, 1)": func() { m.Rows(2, 1, nil) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, name[:4]) {
					t.Errorf("%s: panic is %q", name, s)
				}
			}()
			f()
		}()
	}
}

func TestValidate(t *testing.T) {
	m := mustNew(t, 2, 3, 1, 2, 3, 4, 5, 6)
	m.RowLabels = []string{"a"}
	wantError(t, m.Validate(), "1 row labels for 2 rows")
	m.RowLabels = []string{"a", "a"} // the same twice is allowed
	m.ColLabels = []string{}
	wantError(t, m.Validate(), "0 column labels for 3 columns")
	m.ColLabels = []string{"", "x", ""}
	if err := m.Validate(); err != nil {
		t.Error(err)
	}
}

func TestEqual(t *testing.T) {
	base := func() *Matrix {
		m, _ := New(1, 3, []float64{1, math.NaN(), 0})
		m.RowLabels, m.RowName = []string{"a"}, "Team"
		return m
	}
	if !base().Equal(base()) {
		t.Error("equal matrices differ")
	}
	for name, change := range map[string]func(*Matrix){
		"value":    func(m *Matrix) { m.values[0] = 2 },
		"-0":       func(m *Matrix) { m.values[2] = math.Copysign(0, -1) },
		"NaN":      func(m *Matrix) { m.values[1] = 0 },
		"label":    func(m *Matrix) { m.RowLabels = []string{"b"} },
		"nil":      func(m *Matrix) { m.RowLabels = nil },
		"name":     func(m *Matrix) { m.RowName = "" },
		"col name": func(m *Matrix) { m.ColName = "Day" },
		"shape":    func(m *Matrix) { m.rows, m.cols = 3, 1 },
	} {
		m := base()
		if change(m); m.Equal(base()) || base().Equal(m) {
			t.Errorf("%s: different matrices are equal", name)
		}
	}
	odd := math.Float64frombits(0x7ff8dead00000000)
	if !mustNew(t, 1, 1, odd).Equal(mustNew(t, 1, 1, math.NaN())) {
		t.Error("NaN of other bits differs")
	}
}

// TestEncodedIsEqual compares a matrix with itself, stored in other ways.
func TestEncodedIsEqual(t *testing.T) {
	for _, shape := range [][2]int{{1, 1}, {3, 5}, {70, 9}, {200, 3}} {
		rows, cols := shape[0], shape[1]
		m := mustNew(t, rows, cols, numbers(rows*cols)...)
		for _, fortran := range []bool{false, true} {
			for _, big := range []bool{false, true} {
				e := encode(m, fortran, big)
				if !e.Equal(m) || !m.Equal(e) || !e.Equal(e) {
					t.Errorf("%v, fortran %v, big %v: not equal", shape, fortran, big)
				}
				for i := range rows {
					if e.At(i, cols-1) != m.At(i, cols-1) {
						t.Fatalf("%v: At(%d, %d) = %v", shape, i, cols-1, e.At(i, cols-1))
					}
				}
				if rows > 2 && !slices.Equal(e.Rows(1, rows-1, nil), m.Rows(1, rows-1, nil)) {
					t.Errorf("%v: inner rows differ", shape)
				}
			}
		}
	}
}

func TestRowsReusesItsBuffer(t *testing.T) {
	e := encode(mustNew(t, 8, 4, numbers(32)...), true, false)
	buf := make([]float64, 0, 8)
	got := e.Rows(2, 4, buf)
	if &got[0] != &buf[:1][0] {
		t.Error("the buffer was not used")
	}
	if allocs := testing.AllocsPerRun(10, func() { e.Rows(4, 6, buf) }); allocs > 0 {
		t.Errorf("%v allocations with a buffer that is large enough", allocs)
	}
}

func TestConcurrentRows(t *testing.T) {
	m := mustNew(t, 100, 7, numbers(700)...)
	e := encode(m, true, true)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			var buf []float64
			for i := 0; i < 100; i += 10 {
				buf = e.Rows(i, i+10, buf)
				if !slices.Equal(buf, m.Rows(i, i+10, nil)) {
					t.Error("rows differ")
				}
			}
		})
	}
	wait.Wait()
}

func TestCloseTwice(t *testing.T) {
	m := mustNew(t, 1, 1, 1)
	for range 2 {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}
	if r, c := m.Dims(); r != 0 || c != 0 {
		t.Errorf("a closed matrix is %d × %d", r, c)
	}
}

func numbers(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i) * 1.1
	}
	return v
}

// encode returns the matrix with its float64 stored in another way.
func encode(m *Matrix, fortran, big bool) *Matrix {
	e := &encoded{typ: dtype{kind: 'f', size: 8, big: big}, rows: m.rows, cols: m.cols, fortran: fortran}
	put := func(v float64) {
		w := math.Float64bits(v)
		for k := range 8 {
			shift := 8 * k
			if big {
				shift = 56 - 8*k
			}
			e.data = append(e.data, byte(w>>shift))
		}
	}
	if !fortran {
		for _, v := range m.values {
			put(v)
		}
	} else {
		for j := range m.cols {
			for i := range m.rows {
				put(m.At(i, j))
			}
		}
	}
	return &Matrix{rows: m.rows, cols: m.cols, enc: e}
}
