package matrix

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// npyText returns a .npy file of version 1 with the given header and data.
func npyText(header string, data ...byte) []byte {
	b := append([]byte(npyMagic), 1, 0, byte(len(header)), byte(len(header)>>8))
	return append(append(b, header...), data...)
}

func npyHeader(descr string, fortran string, shape string) string {
	return fmt.Sprintf("{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n", descr, fortran, shape)
}

// both reads a file by OpenNPY and by ReadNPY, and checks that they agree.
func both(t *testing.T, path string) (*Matrix, error) {
	t.Helper()
	m, err := OpenNPY(path)
	text, readErr := os.ReadFile(path)
	if readErr != nil {
		t.Fatal(readErr)
	}
	n, err2 := ReadNPY(iotest.OneByteReader(bytes.NewReader(text)), path, 0)
	if (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() {
		t.Errorf("OpenNPY says %v, ReadNPY says %v", err, err2)
	}
	if err == nil {
		if !m.Equal(n) {
			t.Error("OpenNPY and ReadNPY differ")
		}
		t.Cleanup(func() { m.Close() })
	}
	return m, err
}

func TestNPYTypesAndOrders(t *testing.T) {
	files, _ := filepath.Glob("testdata/oracle/*-[CF].npy")
	if len(files) != 42 {
		t.Fatalf("%d files", len(files))
	}
	for _, file := range append(files, "testdata/oracle/version2.npy", "testdata/oracle/version3.npy") {
		want := []float64{0, 1, 2, 3, 100, 120}
		if strings.Contains(file, "b1") {
			want = []float64{0, 1, 1, 1, 1, 1}
		}
		m, err := both(t, file)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Rows(0, 2, nil); !slices.Equal(got, want) {
			t.Errorf("%s: values are %v", file, got)
		}
		if m.At(1, 2) != want[5] || m.At(0, 1) != want[1] {
			t.Errorf("%s: At differs from Rows", file)
		}
	}
}

func TestNPYSpecialValues(t *testing.T) {
	negative := math.Copysign(0, -1)
	for file, want := range map[string][]float64{
		"special":    {math.NaN(), math.Inf(1), math.Inf(-1), negative, 5e-324, math.MaxFloat64},
		"special-f2": {math.NaN(), math.Inf(1), math.Inf(-1), negative, 5.960464477539063e-8, 65504},
	} {
		m, err := both(t, "testdata/oracle/"+file+".npy")
		if err != nil {
			t.Fatal(err)
		}
		if !m.Equal(mustNew(t, 2, 3, want...)) {
			t.Errorf("%s: values are %v", file, m.Rows(0, 2, nil))
		}
	}
}

func TestNPYShapes(t *testing.T) {
	for file, want := range map[string][2]int{"one-dimension": {1, 5}, "empty": {0, 5}} {
		m, err := both(t, "testdata/oracle/"+file+".npy")
		if err != nil {
			t.Fatal(err)
		}
		if r, c := m.Dims(); r != want[0] || c != want[1] {
			t.Errorf("%s is %d × %d; want %v", file, r, c, want)
		}
	}
}

func TestNPYWhatCannotBeDrawn(t *testing.T) {
	for file, want := range map[string]string{
		"no-dimension":     "save a.reshape(1, 1)",
		"three-dimensions": "3 dimensions, 2 × 3 × 4",
		"complex":          "is complex",
		"text":             "is text",
		"structured":       "several fields",
		"object":           "never loaded",
		"dates":            "dates",
		"long-double":      "astype('f8')",
	} {
		path := "testdata/oracle/" + file + ".npy"
		_, err := both(t, path)
		wantError(t, err, path, want)
		if _, ok := errors.AsType[*FileError](err); !ok {
			t.Errorf("%s: error is a %T", file, err)
		}
	}
}

func TestNPYFalseHeaders(t *testing.T) {
	good := npyHeader("<f8", "False", "(1, 1)")
	for name, test := range map[string]struct {
		text []byte
		want string
	}{
		"empty":        {nil, "ends inside the header"},
		"not npy":      {[]byte("a,b\n1,2\n3,4\n"), "not a .npy file"},
		"version":      {[]byte(npyMagic + "\x09\x00\x00\x00"), "version 9.0"},
		"cut header":   {npyText(good)[:30], "byte 30: the file ends inside the header"},
		"huge header":  {[]byte(npyMagic + "\x02\x00\xff\xff\xff\xff"), "4294967295 bytes long"},
		"no brace":     {npyText("nonsense"), "'{' belongs"},
		"open brace":   {npyText("{'descr': '<f8', "), `"" stands where a quoted string`},
		"no descr":     {npyText("{'fortran_order': False, 'shape': (1, 1)}"), `key "descr" is missing`},
		"twice":        {npyText("{'descr': '<f8', 'descr': '<f8'}"), "appears twice"},
		"unknown key":  {npyText("{'x': 1}"), `unknown key "x"`},
		"code":         {npyText("{'descr': __import__('os')}"), "quoted string belongs"},
		"order":        {npyText(npyHeader("<f8", "Maybe", "(1, 1)")), "True or False"},
		"negative":     {npyText(npyHeader("<f8", "False", "(-1, 1)")), "no possible length"},
		"trailing":     {npyText(strings.TrimSpace(good) + "x"), "follows the closing brace"},
		"dtype":        {npyText(npyHeader("<f3", "False", "(1, 1)")), "not a type of numbers"},
		"overflow":     {npyText(npyHeader("<f8", "False", "(4294967296, 4294967296)")), "absurdly large"},
		"beyond int64": {npyText(npyHeader("<f8", "False", "(99999999999999999999, 1)")), "no possible length"},
		"many zeros":   {npyText(npyHeader("<f8", "False", "(1000000000000, 0)")), "absurdly large"},
		"dimensions":   {npyText(npyHeader("<f8", "False", "("+strings.Repeat("1,", 65)+")")), "more than 64"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.npy")
			os.WriteFile(path, test.text, 0o600)
			_, err := both(t, path)
			wantError(t, err, "x.npy", test.want)
		})
	}
}

func TestNPYTruncated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.npy")
	os.WriteFile(path, npyText(npyHeader("<f4", "False", "(3, 4)"), make([]byte, 47)...), 0o600)
	_, err := both(t, path)
	wantError(t, err, "an array of 3 × 4 float32 needs 48 bytes of data, but the file ends after 47")
}

func TestOpenNPYRefusesWhatFollows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.npy")
	text := npyText(npyHeader("|u1", "False", "(1, 2)"), 1, 2, 3)
	os.WriteFile(path, text, 0o600)
	_, err := OpenNPY(path)
	wantError(t, err, "1 bytes follow an array of 1 × 2 uint8")

	r := bytes.NewReader(text)
	if _, err := ReadNPY(r, "stream", 0); err != nil || r.Len() != 1 {
		t.Errorf("ReadNPY: %v; %d bytes left, want 1", err, r.Len())
	}
}

func TestOpenNPYOfNoFile(t *testing.T) {
	_, err := OpenNPY("testdata/absent.npy")
	if !errors.Is(err, fs.ErrNotExist) || strings.Count(err.Error(), "absent.npy") != 1 {
		t.Errorf("error is %v", err)
	}
	_, err = OpenNPY(t.TempDir())
	wantError(t, err, "directory")
}

// allocated returns how many bytes of memory f asks for.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestReadNPYMemory sends a header that promises far more than follows.
func TestReadNPYMemory(t *testing.T) {
	text := npyText(npyHeader("<f8", "False", "(10000, 10000)"), make([]byte, 100)...)
	_, err := ReadNPY(bytes.NewReader(text), "x", 0)
	wantError(t, err, "800000000 bytes", "ends after 100")
	grown := allocated(func() { ReadNPY(bytes.NewReader(text), "x", 0) })
	if grown > 4<<20 {
		t.Errorf("%d bytes were allocated for 100 that came", grown)
	}
	_, err = ReadNPY(bytes.NewReader(text), "x", 1000)
	wantError(t, err, "the limit is 1000")
}

func TestReadNPYPassesErrorsOn(t *testing.T) {
	text := npyText(npyHeader("<f8", "False", "(1, 1)"))
	_, err := ReadNPY(io.MultiReader(bytes.NewReader(text), iotest.ErrReader(io.ErrNoProgress)), "x", 0)
	if !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("error is %v", err)
	}
}

// TestMappedIsNoCopy checks that opening costs no memory for the numbers.
func TestMappedIsNoCopy(t *testing.T) {
	path := writeNPY(t, "<f8", "False", 1000, 1000)
	n := allocated(func() {
		m, err := OpenNPY(path)
		if err != nil {
			t.Fatal(err)
		}
		m.Rows(500, 600, nil)
		m.Close()
	})
	if n > 1<<16 {
		t.Errorf("%d bytes allocated for a file of 8 MB", n)
	}
}

// TestMisalignedMapping reads float64 that start at an odd offset.
func TestMisalignedMapping(t *testing.T) {
	for pad := range 9 {
		header := npyHeader("<f8", "False", "(1, 2)") + strings.Repeat(" ", pad)
		data := encode(mustNew(t, 1, 2, 1.5, -2), false, false).enc.data
		path := filepath.Join(t.TempDir(), "x.npy")
		os.WriteFile(path, npyText(header, data...), 0o600)
		m, err := both(t, path)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Rows(0, 1, nil); !slices.Equal(got, []float64{1.5, -2}) {
			t.Errorf("padding %d: values are %v", pad, got)
		}
	}
}

// writeNPY writes an array of zeros without taking its memory.
func writeNPY(t testing.TB, descr, fortran string, rows, cols int) string {
	t.Helper()
	header := npyHeader(descr, fortran, fmt.Sprintf("(%d, %d)", rows, cols))
	header = strings.Repeat(" ", 128-10-len(header)) + header // aligned, as by NumPy
	text := npyText(header)
	path := filepath.Join(t.TempDir(), "x.npy")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	size := int64(descr[2]-'0') * int64(rows) * int64(cols)
	if err := os.Truncate(path, int64(len(text))+size); err != nil {
		t.Fatal(err)
	}
	return path
}

func BenchmarkRows(b *testing.B) {
	for _, bench := range []struct{ descr, fortran string }{
		{"<f8", "False"}, {"<f8", "True"}, {"<f4", "False"}, {"<f4", "True"}, {">i2", "False"},
	} {
		b.Run(bench.descr+"-fortran"+bench.fortran, func(b *testing.B) {
			const n, block = 4000, 16
			m, err := OpenNPY(writeNPY(b, bench.descr, bench.fortran, n, n))
			if err != nil {
				b.Fatal(err)
			}
			defer m.Close()
			b.ReportAllocs()
			buf := make([]float64, block*n)
			sum := 0.0
			for b.Loop() {
				for i := 0; i < n; i += block {
					for _, v := range m.Rows(i, i+block, buf) {
						sum += v
					}
				}
			}
		})
	}
}
