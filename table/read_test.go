package table

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// write puts a file into a fresh folder and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// npyText is a file of 1 × 2 bytes, 7 and 8.
func npyText() string {
	header := "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }\n"
	return "\x93NUMPY\x01\x00" + string([]byte{byte(len(header)), 0}) + header + "\x07\x08"
}

func TestOpenFindsTheFormat(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"x.csv", "a,b\n1,2\n", "+ a:number[1] b:number[2]"},
		{"x.CSV", "a;b\n1;2\n", "+ a:number[1] b:number[2]"},
		{"x.csv", "[a],b\n1,2\n", "+ [a]:number[1] b:number[2]"},
		{"x.tsv", "a,b\tc\n1,5\t2\n", "+ a,b:number[1.5] c:number[2]"},
		{"x.tab", "a\n1\n", "+ a:number[1]"},
		{"x.json", "[[1,2]]", "- :number[1] :number[2]"},
		{"x.npy", npyText(), "- :number[7] :number[8]"},
		{"x.txt", "a|b\n1|2\n", "+ a:number[1] b:number[2]"},
		{"x", " [[1,2]]", "- :number[1] :number[2]"},
		{"x.dat", npyText(), "- :number[7] :number[8]"},
	} {
		path := write(t, test.name, test.text)
		table, err := Open(path, Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := describe(table); got != test.want || table.Name != path {
			t.Errorf("%s: %s, not %s", test.name, got, test.want)
		}
		m, err := OpenMatrix(path, Options{}, "")
		if err != nil {
			t.Fatal(err)
		}
		n, _ := table.Matrix("")
		if !m.Equal(n) {
			t.Errorf("%s: OpenMatrix differs", test.name)
		}
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenErrors(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent.csv")
	_, err := Open(absent, Options{})
	if !errors.Is(err, fs.ErrNotExist) || strings.Count(err.Error(), "absent.csv") != 1 {
		t.Errorf("error is %v", err)
	}
	_, err = OpenMatrix(filepath.Join(t.TempDir(), "absent.npy"), Options{}, "")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
	_, err = Open(t.TempDir(), Options{})
	wantError(t, err, "is a directory")
	_, err = Open(write(t, "x.json", "a,b\n"), Options{})
	wantError(t, err, `"a" stands where an array`)
	_, err = Open(write(t, "x.npy", "a,b\n1,2\n3,4\n"), Options{})
	if _, ok := errors.AsType[*matrix.FileError](err); !ok {
		t.Errorf("error is a %T: %v", err, err)
	}
	_, err = Open(write(t, "x.csv", npyText()), Options{})
	wantError(t, err, "NUL")
	_, err = ReadMatrix(strings.NewReader(npyText()+"x"), "x", Options{}, "")
	wantError(t, err, "something follows the array")
	_, err = ReadMatrix(strings.NewReader(npyText()), "x", Options{Limit: 1}, "")
	wantError(t, err, "the limit is 1")
}

func TestLabelsKeepTheirSpelling(t *testing.T) {
	for _, text := range []string{"id,v\n007,1\n1.50,2\n", `[{"id":"007","v":1},{"id":1.50,"v":2}]`} {
		m, err := ReadMatrix(strings.NewReader(text), "x", Options{}, "id")
		if err != nil || m.RowLabels[0] != "007" || m.RowLabels[1] != "1.50" || m.At(1, 0) != 2 {
			t.Errorf("%s: %+v, %v", text, m, err)
		}
	}
	m, err := ReadMatrix(strings.NewReader(npyText()), "x", Options{}, "#2")
	if err != nil || m.RowLabels[0] != "8" || m.At(0, 0) != 7 {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestMatrixJSONSurvives reads what a matrix writes of itself.
func TestMatrixJSONSurvives(t *testing.T) {
	m, _ := matrix.New(2, 2, []float64{1, math.NaN(), math.Inf(1), 0.1})
	m.RowLabels, m.ColLabels, m.RowName = []string{"a", "b"}, []string{"x", "y"}, "r"
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ReadMatrix(bytes.NewReader(text), "x", Options{}, "")
	if err != nil || !back.Equal(m) {
		t.Errorf("%s: %+v, %v", text, back, err)
	}
}

func TestEnumerations(t *testing.T) {
	for i, name := range Format(0).Values() {
		text, err := Format(i).MarshalText()
		var back Format
		if err2 := back.UnmarshalText(text); err != nil || err2 != nil || string(text) != name || int(back) != i || Format(i).String() != name {
			t.Errorf("format %d: %s, %v, %v", i, text, err, err2)
		}
	}
	var f Format
	wantError(t, f.UnmarshalText([]byte("picture")), `unknown format "picture" (one of: auto, csv, tsv, json, npy,`)
	wantError(t, f.UnmarshalText([]byte("parqet")), `unknown format "parqet" (did you mean "parquet"?)`)
	var h Header
	if err := h.UnmarshalText([]byte("no")); err != nil || h != HeaderNo {
		t.Errorf("%v, %v", h, err)
	}
	var k Kind
	if err := k.UnmarshalText([]byte("text")); err != nil || k != Text {
		t.Errorf("%v, %v", k, err)
	}
	_, err := Kind(9).MarshalText()
	wantError(t, err, "kind 9")
}

func TestErrorText(t *testing.T) {
	for want, e := range map[string]*Error{
		`t.csv:3: column 4 "Wed": "4o" is not a number (fix it)`: {File: "t.csv", Line: 3, Column: 4, Name: "Wed", Value: "4o", Msg: "is not a number", Cure: "fix it"},
		`t.csv:3:7: bad`:                                   {File: "t.csv", Line: 3, Char: 7, Msg: "bad"},
		`t.csv: file does not exist`:                       {File: "t.csv", Err: fs.ErrNotExist},
		`t.csv: "\x1b[31m" is bad`:                         {File: "t.csv", Value: "\x1b[31m", Msg: "is bad"},
		`t.csv: "` + strings.Repeat("é", 40) + `…" is bad`: {File: "t.csv", Value: strings.Repeat("é", 1000), Msg: "is bad"},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%s\nis not %s", got, want)
		}
	}
}
