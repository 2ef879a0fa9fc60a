package matrix_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

func ExampleWriteCSV() {
	m, _ := matrix.New(2, 2, []float64{0.1, math.NaN(), math.Inf(1), -3})
	m.RowName, m.RowLabels, m.ColLabels = "Team", []string{"A", "B, C"}, []string{"Mon", "Tue"}
	var b strings.Builder
	if err := matrix.WriteCSV(&b, m); err != nil {
		fmt.Println(err)
	}
	fmt.Print(b.String())
	// Output:
	// Team,Mon,Tue
	// A,0.1,
	// "B, C",inf,-3
}

func TestWriteNPYReadsBackBitForBit(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, shape := range [][2]int{{0, 0}, {0, 3}, {3, 0}, {1, 1}, {7, 5}, {40, 3000}} {
		values := make([]float64, shape[0]*shape[1])
		for i := range values {
			values[i] = math.Float64frombits(rng.Uint64())
		}
		m, err := matrix.New(shape[0], shape[1], values)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := matrix.WriteNPY(&b, m); err != nil {
			t.Fatal(err)
		}
		if at := b.Len() - 8*len(values); at%64 != 0 {
			t.Errorf("%v: the numbers start at byte %d", shape, at)
		}
		back, err := matrix.ReadNPY(&b, "x", 0)
		if err != nil || !back.Equal(m) {
			t.Errorf("%v: %v", shape, err)
		}
	}
}

func TestWriteCSVHasShortestDigits(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	values := make([]float64, 10000)
	for i := range values {
		values[i] = math.Float64frombits(rng.Uint64())
	}
	m, _ := matrix.New(100, 100, values)
	var b strings.Builder
	if err := matrix.WriteTSV(&b, m); err != nil {
		t.Fatal(err)
	}
	for i, field := range strings.FieldsFunc(strings.ReplaceAll(b.String(), "\t\t", "\tNaN\t"), func(r rune) bool { return r == '\t' || r == '\n' })[:100] {
		v, err := strconv.ParseFloat(field, 64)
		if want := values[i]; err != nil || v != want && want == want {
			t.Errorf("value %d is %v, written as %s", i, want, field)
		}
	}
}

type full struct{}

func (full) Write(b []byte) (int, error) { return 0, errors.New("disk full") }

func TestWritingFails(t *testing.T) {
	m, _ := matrix.New(1, 1, []float64{1})
	for name, err := range map[string]error{"csv": matrix.WriteCSV(full{}, m), "npy": matrix.WriteNPY(full{}, m)} {
		if err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%s: %v", name, err)
		}
	}
	m.RowLabels = []string{"a", "b"}
	if matrix.WriteCSV(&strings.Builder{}, m) == nil {
		t.Error("labels that do not fit are written")
	}
}

// npz returns an archive of arrays, given as name and .npy text in turn.
func npz(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// npyText returns a .npy file of int8 zeros.
func npyText(shape string, bytes int) string {
	h := "{'descr': '|i1', 'fortran_order': False, 'shape': " + shape + ", }\n"
	return "\x93NUMPY\x01\x00" + string([]byte{byte(len(h)), 0}) + h + strings.Repeat("\x07", bytes)
}

func TestReadNPZ(t *testing.T) {
	file := npz(t, "times.npy", npyText("(3,)", 3), "cube.npy", npyText("(1, 2, 3)", 6), "a.npy", npyText("(2, 3)", 6),
		"b.npy", npyText("(4, 1)", 4), "note.txt", "hello", "lies.npy", npyText("(1000000, 1000000)", 10), "more.npy", npyText("(1, 1)", 2))
	for array, want := range map[string]string{"": "2 3", "b": "4 1", "times": "1 3",
		"tims":  `x.npz: there is no array "tims" (did you mean "times"?)`,
		"other": `x.npz: there is no array "other" (there are "times", "cube", "a", "b", "lies", "more")`,
		"cube":  `x.npz: array "cube": the array has 3 dimensions, 1 × 2 × 3, and a matrix has 2 (save a slice, such as a[0], or a.reshape(rows, columns))`,
		"lies":  `x.npz: array "lies": an array of 1000000 × 1000000 int8 needs 1000000000000 bytes, and the limit is 1073741824 (raise the limit, or open the file by its name, which maps it)`,
		"more":  `x.npz: array "more": something follows the numbers (the header is false: save it again)`,
	} {
		m, err := matrix.ReadNPZ(bytes.NewReader(file), int64(len(file)), "x.npz", array, 0)
		got := fmt.Sprint(err)
		if err == nil {
			rows, cols := m.Dims()
			got = fmt.Sprint(rows, cols)
			if m.At(0, 0) != 7 {
				t.Errorf("%q: value %v", array, m.At(0, 0))
			}
		}
		if got != want {
			t.Errorf("%q: %s\nwant %s", array, got, want)
		}
	}
	for _, cut := range []int{0, 10, len(file) / 2, len(file) - 1} {
		if _, err := matrix.ReadNPZ(bytes.NewReader(file[:cut]), int64(cut), "x.npz", "", 0); err == nil {
			t.Errorf("a file cut after %d bytes is read", cut)
		}
	}
}

func FuzzReadNPZ(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create("a.npy")
	w.Write([]byte(npyText("(2, 3)", 6)))
	z.Close()
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := matrix.ReadNPZ(bytes.NewReader(file), int64(len(file)), "x", "", 1<<20)
		if err == nil {
			if err := m.Validate(); err != nil {
				t.Fatal(err)
			}
		} else if !strings.HasPrefix(err.Error(), "x: ") {
			t.Fatal(err)
		}
	})
}
