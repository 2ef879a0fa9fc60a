package matrix

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// FuzzReadNPY checks that a stream and a mapped file agree about any bytes.
func FuzzReadNPY(f *testing.F) {
	files, _ := filepath.Glob("testdata/oracle/*.npy")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	path := filepath.Join(f.TempDir(), "x.npy")
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := ReadNPY(bytes.NewReader(text), "x", 1<<24)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		mapped, err2 := OpenNPY(path)
		if err2 == nil {
			defer mapped.Close()
			if err != nil || !m.Equal(mapped) {
				t.Fatalf("stream gives %v; the file is equal: %v", err, err == nil)
			}
		}
		if err != nil {
			return
		}
		if rows, cols := m.Dims(); rows*cols > len(text) {
			t.Fatalf("%d × %d from %d bytes", rows, cols, len(text))
		}
	})
}

// FuzzMatrixJSON checks that what is read is written, and reads back equal.
func FuzzMatrixJSON(f *testing.F) {
	f.Add([]byte(`{"rows":["a","b"],"cols":["x"],"row-name":"Team","values":[[1],[null]]}`))
	f.Add([]byte(`{"shape":[0,2],"cols":["x","y"]}`))
	f.Add([]byte(`{"values":[["inf","-inf",-0,1e-7]]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var m, back Matrix
		if m.UnmarshalJSON(text) != nil {
			return
		}
		out, err := m.MarshalJSON()
		if err != nil {
			t.Fatalf("%q is read but not written: %v", text, err)
		}
		if err := back.UnmarshalJSON(out); err != nil || !back.Equal(&m) {
			t.Fatalf("%q is written as %q, which reads back as %+v, %v", text, out, back, err)
		}
	})
}
