package table

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/seed01309057/heat/matrix"
)

func formatFile(name string) string { return filepath.Join("testdata", "formats", name) }

func decode(t *testing.T, name string, to any) {
	t.Helper()
	b, err := os.ReadFile(formatFile(name))
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// sameCell compares a cell with what another program read.
func sameCell(c *Column, i int, want any) bool {
	if want == nil {
		return c.Missing(i)
	}
	switch c.Kind {
	case Text:
		return c.Texts[i] == want
	case Time:
		s, ok := parseStamp(fmt.Sprint(want))
		return ok && s.time(DateAuto, zones{}).Equal(c.Times[i])
	case Bool:
		return want == (c.Numbers[i] == 1)
	}
	return want == c.Numbers[i]
}

func TestParquetOracle(t *testing.T) {
	want := map[string][]any{}
	decode(t, "parquet.json", &want)
	kinds := map[string]Kind{"truth": Bool, "word": Text, "long": Text, "day": Time, "moment": Time, "clock": Time, "none": Empty}
	for _, name := range []string{"snappy", "zstd2", "gzip", "delta", "int96"} {
		table, err := Open(formatFile(name+".parquet"), Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if len(table.Columns) != len(want) {
			t.Errorf("%s: %d columns, not %d", name, len(table.Columns), len(want))
		}
		for j := range table.Columns {
			c := &table.Columns[j]
			cells := want[strings.TrimSuffix(c.Name, ".x")]
			kind, ok := kinds[c.Name]
			if !ok {
				kind = Number
			}
			if c.Kind != kind || c.Len() != len(cells) {
				t.Errorf("%s, %s: %d cells of kind %s, not %d of %s", name, c.Name, c.Len(), c.Kind, len(cells), kind)
				continue
			}
			for i := range cells {
				if !sameCell(c, i, cells[i]) {
					t.Errorf("%s, %s, row %d: %v, not %v", name, c.Name, i, c.Format(i), cells[i])
					break
				}
			}
		}
		moment, _ := table.Column("moment")
		if clock, _ := table.Column("clock"); clock.Zoned || moment.Zoned != (name != "int96") {
			t.Errorf("%s: zones are wrong", name)
		}
	}
}

func TestParquetReadsOnlyTheColumnsWanted(t *testing.T) {
	table, err := Open(formatFile("zstd2.parquet"), Options{Columns: []string{"word", "#1"}, Types: map[string]Kind{"float": Number}})
	if err != nil || len(table.Columns) != 2 || table.Columns[0].Name != "word" || table.Columns[1].Name != "float" {
		t.Fatalf("%+v, %v", table, err)
	}
	_, err = Open(formatFile("zstd2.parquet"), Options{Columns: []string{"wort"}})
	wantError(t, err, `"wort" is not a column (did you mean "word"?)`)
	_, err = Open(formatFile("zstd2.parquet"), Options{Columns: []string{"list.list.element"}})
	wantError(t, err, "holds lists")
	_, err = Open(formatFile("zstd2.parquet"), Options{Limit: 20000})
	whole1, err2 := Open(formatFile("zstd2.parquet"), Options{Columns: []string{"clock"}})
	if err2 != nil {
		t.Fatal(err2)
	}
	if line, value := whole1.Columns[0].FirstText(); line != 0 || value != "1960-03-01" {
		t.Errorf("FirstText() = %d, %q", line, value)
	}
	wantError(t, err, "300 rows of 16 columns need 38400 bytes, and the limit is 20000")

	whole, err := Open(formatFile("zstd2.parquet"), Options{Columns: []string{"day", "int"}})
	if err != nil {
		t.Fatal(err)
	}
	got, n, err := collect([]string{formatFile("zstd2.parquet")}, Options{}, Want{"day", Time}, Want{"#3", Number})
	if err != nil || n != 3 {
		t.Fatalf("%d batches, %v", n, err)
	}
	if !slices.Equal(got.Columns[0].Times, whole.Columns[0].Times) || fmt.Sprint(got.Columns[1].Numbers) != fmt.Sprint(whole.Columns[1].Numbers) {
		t.Error("the batches differ from the whole")
	}
}

func TestMatricesOracle(t *testing.T) {
	want := map[string][][]float64{}
	decode(t, "matrices.json", &want)
	for name, rows := range want {
		m, err := OpenMatrix(formatFile(name), Options{}, "")
		if err != nil {
			t.Error(err)
			continue
		}
		exact, _ := matrix.FromRows(rows)
		if !m.Equal(exact) {
			t.Errorf("%s: %v", name, m.Rows(0, len(rows), nil))
		}
		table, err := Open(formatFile(name), Options{})
		if err != nil || table.Len() != len(rows) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m, err := OpenMatrix(formatFile("arrays.npz#one"), Options{}, "")
	if err != nil || m.At(0, 2) != 2 {
		t.Error(err)
	}
	_, err = OpenMatrix(formatFile("arrays.npz"), Options{Part: "twoo"}, "")
	wantError(t, err, `there is no array "twoo" (did you mean "two"?)`)
}

func TestMarketErrors(t *testing.T) {
	const head = "%%MatrixMarket matrix coordinate real general\n"
	for text, want := range map[string]string{
		"%%MatrixMarket\n": "x:1: the first line is not that of a Matrix Market file",
		"%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 1 0": "numbers that are complex cannot be drawn",
		head:                             "the line of the sizes has 0 numbers, not 3",
		head + "% note\n\n2 2\n":         "x:4: the line of the sizes has 2 numbers, not 3",
		head + "2 2 1\n1 3 1\n":          `x:3: "3" is no column of 1 to 2`,
		head + "2 2 1\n1 1 x\n":          `x:3: "x" is not a number`,
		head + "2 2 2\n1 1 1\n":          "the file ends after 1 of 2 entries",
		head + "2 2 1\n1 1 1\n1 1 1\n":   "x:4: more entries than the 1",
		head + "100000 100000 0\n":       "100000 × 100000 cells need 80000000000 bytes, and the limit is 1073741824 (raise the limit",
		head + "-1 2 0\n":                `"-1" is no possible size`,
		head + "2 2 1\n1 1\n":            "an entry of 2 numbers, not 3",
		head + "2 2 99999999999999\n":    "is no possible size",
		head[:len(head)-8] + "strange\n": `symmetry "strange" is not known`,
	} {
		_, err := Read(strings.NewReader(text), "x", Options{Format: MTX})
		wantError(t, err, want)
	}
}

func TestXLSX(t *testing.T) {
	table, err := Open(formatFile("book.xlsx"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	// openpyxl writes no results of formulas.
	want := `+ Team:text["A" "B <&>" " C\nD"] Mon:number[1.5 NaN -3e-07] When:time[] Moment:time[] OK:bool[1 0 NaN] Formula:number[NaN 3 NaN]`
	if got := describe(table); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if c := table.Columns[3]; c.Format(0) != "2024-01-31T12:30:15" || !c.Times[1].Equal(time.Date(1999, 12, 31, 23, 59, 59, 0, time.UTC)) || !c.Missing(2) || c.Zoned {
		t.Errorf("%v", c)
	}
	if c := table.Columns[2]; c.Format(0) != "2024-01-31" || c.Format(1) != "1900-03-01" {
		t.Errorf("%v", c)
	}
	for _, opt := range []Options{{Part: "Other", Range: "C4:D5"}, {Part: "Other", Range: "C4:"}} {
		table, err = Open(formatFile("book.xlsx"), opt)
		if err != nil || describe(table) != "+ x:number[1] y:number[2]" {
			t.Errorf("%v: %v, %v", opt, table, err)
		}
	}
	table, err = Open(formatFile("book.xlsx")+"#Other", Options{Range: "$C$5:D5"})
	if err != nil || describe(table) != "- :number[1] :number[2]" {
		t.Errorf("%v, %v", table, err)
	}
	for _, test := range []struct {
		opt  Options
		want string
	}{
		{Options{Part: "Othe"}, `there is no sheet "Othe" (did you mean "Other"?)`},
		{Options{Range: "C4:B2"}, `"C4:B2" is not a range of cells`},
		{Options{Range: "4711x"}, `is not a range of cells`},
		{Options{Limit: 3000}, "the workbook unpacks to more than the limit of 3000 bytes"},
		{Options{Types: map[string]Kind{"Team": Number}}, `book.xlsx: sheet "Data & more":2: column 1 "Team": "A" is not a number`},
	} {
		_, err := Open(formatFile("book.xlsx"), test.opt)
		wantError(t, err, test.want)
	}
}

const gct2 = "#1.2\n2\t3\nName\tDescription\ta\tb\tc\ng1\tfirst\t1\t2\tNA\ng2\tsecond\t4\t5\t6\n"
const gct3 = "#1.3\n1\t2\t1\t2\nid\tgene\ts1\ts2\ndose\tna\t10\t20\ncell\tna\tA\tB\ng1\tTP53\t0.5\t-1\n"

func TestGCT(t *testing.T) {
	for text, want := range map[string]string{
		gct2: `+ Name:text["g1" "g2"] Description:text["first" "second"] a:number[1 4] b:number[2 5] c:number[NaN 6]`,
		gct3: `+ id:text["g1"] gene:text["TP53"] s1:number[0.5] s2:number[-1]`,
	} {
		table, err := Read(strings.NewReader(text), "x", Options{})
		if err != nil || describe(table) != want {
			t.Errorf("%v, %v", table, err)
		}
		m, err := ReadMatrix(strings.NewReader(text), "x", Options{}, "")
		if err != nil || m.RowLabels[0] != "g1" || len(m.ColLabels) != len(table.Columns)-2 {
			t.Errorf("%v, %v", m, err)
		}
	}
	for text, want := range map[string]string{
		"#1.2\n":                                 "the file ends before its table",
		"#1.2\n2\nName\n":                        "x:2: 1 number where the sizes belong",
		"#1.4\n2\t3\nName\n":                     `"#1.4" is not a version of GCT`,
		strings.Replace(gct2, "2\t3", "3\t3", 1): "x:2: 3 rows are announced, and 2 are there",
		strings.Replace(gct2, "2\t3", "2\t9", 1): "x:2: 11 columns are announced, and 5 are there",
		strings.Replace(gct2, "\t5\t", "\t", 1):  "x:5: 4 values where the first line has 5",
	} {
		_, err := Read(strings.NewReader(text), "x", Options{Format: GCT})
		wantError(t, err, want)
	}
}

func TestNDJSON(t *testing.T) {
	const text = "{\"a\":1,\"b\":\"x\"}\n\n{\"b\":\"y\",\"c\":true}\n"
	want := `+ a:number[1 NaN] b:text["x" "y"] c:bool[NaN 1]`
	for _, name := range []string{"x.ndjson", "x.jsonl", "x.json", "x.log"} {
		table, err := Open(write(t, name, text), Options{})
		if err != nil || describe(table) != want {
			t.Errorf("%v, %v", table, err)
		}
	}
	table, err := read(t, "[\"a\",\"b\"]\n[1,2]\n", Options{})
	if err != nil || describe(table) != "+ a:number[1] b:number[2]" {
		t.Errorf("%v, %v", table, err)
	}
	table, err = read(t, `{"a":1,"deep":[{"x":"]"}],"b":2}`, Options{Format: NDJSON, Columns: []string{"b", "a"}})
	if err != nil || describe(table) != "+ b:number[2] a:number[1]" {
		t.Errorf("%v, %v", table, err)
	}
	_, err = read(t, "{\"a\":1}\n{\"a\":[1]}\n", Options{})
	wantError(t, err, "x:2:6: column 1 \"a\": an array stands")
	_, err = read(t, "{\"a\":1}\n{\"a\":2", Options{})
	wantError(t, err, "the file ends where")
}

func gz(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

func zst(text string) string {
	var b bytes.Buffer
	w, _ := zstd.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

func TestCompressed(t *testing.T) {
	for _, name := range []string{"x.csv.gz", "x.csv.zst", "x.csv", "x"} {
		for _, text := range []string{gz("a,b\n1,2\n"), zst("a,b\n1,2\n"), gz("a,b\n") + gz("1,2\n"), zst("a,b\n") + zst("1,2\n")} {
			table, err := Open(write(t, name, text), Options{})
			if err != nil || describe(table) != "+ a:number[1] b:number[2]" {
				t.Errorf("%s: %v, %v", name, table, err)
			}
		}
	}
	m, err := OpenMatrix(write(t, "x.npy.gz", gz(npyText())), Options{}, "")
	if err != nil || m.At(0, 1) != 8 {
		t.Errorf("%v, %v", m, err)
	}
	b, err := os.ReadFile(formatFile("snappy.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	if table, err := Open(write(t, "x.parquet.gz", gz(string(b))), Options{}); err != nil || table.Len() != 300 {
		t.Error(err)
	}
	long := "a,b\n" + strings.Repeat("1,2.5\n", 100_000)
	packed := gz(long)
	_, err = Open(write(t, "x.csv.gz", packed[:len(packed)/2]), Options{})
	wantError(t, err, "x.csv.gz: the gzip data ends too soon, after ", "bytes, which gave ", "the file was cut short")
	if !strings.Contains(err.Error(), fmt.Sprintf("after %d bytes", len(packed)/2)) {
		t.Error(err)
	}
	packed = zst(long)
	_, err = Open(write(t, "x.csv.zst", packed[:len(packed)-20]), Options{})
	wantError(t, err, "the zstd data ends too soon")
	_, err = Open(write(t, "x.csv.gz", gz(long)[:500]+strings.Repeat("x", 500)), Options{})
	wantError(t, err, "the gzip data")
}

func TestCompressedBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	zeros := strings.Repeat("1,2\n", 5_000_000)
	for name, text := range map[string]string{"gz": gz(zeros), "zst": zst(zeros)} {
		used := allocated(func() {
			_, err := Read(strings.NewReader(text), "x", Options{Limit: 1 << 20})
			wantError(t, err, "longer than the limit of 1048576 bytes")
		})
		if used > 60<<20 {
			t.Errorf("%s: %d MB were allocated", name, used>>20)
		}
	}
}

func TestProgressAndCancelling(t *testing.T) {
	text := "a,b\n" + strings.Repeat("1,2.5\n", 100_000)
	path := write(t, "x.csv", text)
	last, total := int64(0), int64(0)
	_, err := Open(path, Options{Progress: func(d, n int64) {
		if d < last {
			t.Error("progress goes back")
		}
		last, total = d, n
	}})
	if err != nil || last != int64(len(text)) || total != last {
		t.Errorf("%d of %d, %v", last, total, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, p := range []string{path, write(t, "x.gz", gz(text)), formatFile("snappy.parquet"), formatFile("book.xlsx")} {
		if _, err := Open(p, Options{Context: ctx}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", p, err)
		}
		if _, _, err := collect([]string{p}, Options{Context: ctx}, Want{Name: "#1"}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", p, err)
		}
	}
}

// TestWrittenMatricesReadBack writes random bits in every form, and wants
// the same bits back.
func TestWrittenMatricesReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for _, shape := range [][2]int{{1, 1}, {1, 5}, {5, 1}, {300, 70}} {
		for _, labelled := range []bool{true, false} {
			values := make([]float64, shape[0]*shape[1])
			for i := range values {
				switch values[i] = math.Float64frombits(rng.Uint64()); rng.IntN(10) {
				case 0:
					values[i] = math.NaN()
				case 1:
					values[i] = []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64}[rng.IntN(6)]
				case 2:
					values[i] = float64(rng.IntN(2000)-1000) / 100
				case 3:
					values[i] = rng.NormFloat64()
				}
			}
			m, _ := matrix.New(shape[0], shape[1], values)
			opt := Options{Header: HeaderNo}
			if labelled {
				opt.Header = HeaderAuto
				m.RowName, m.ColLabels = "row", make([]string, shape[1])
				m.RowLabels = make([]string, shape[0])
				for j := range m.ColLabels {
					m.ColLabels[j] = fmt.Sprintf("c,%d\"", j)
				}
				for i := range m.RowLabels {
					m.RowLabels[i] = fmt.Sprintf(" row\n%d", i)
				}
			}
			for name, write := range map[string]func(io.Writer, *matrix.Matrix) error{"csv": matrix.WriteCSV, "tsv": matrix.WriteTSV} {
				var b bytes.Buffer
				if err := write(&b, m); err != nil {
					t.Fatal(err)
				}
				own := opt
				if err := own.Format.UnmarshalText([]byte(name)); err != nil {
					t.Fatal(err)
				}
				if name == "csv" {
					own.Delimiter = ','
				}
				back, err := ReadMatrix(&b, "x", own, "")
				if err != nil || !back.Equal(m) {
					t.Errorf("%s, %v, %v: %v", name, shape, labelled, err)
				}
			}
		}
	}
}
