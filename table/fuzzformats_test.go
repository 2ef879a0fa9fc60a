package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat/matrix"
)

// fuzzFormat reads hostile input of a format. Whatever it is, the answer is
// a whole table or an error that names the input.
func fuzzFormat(f *testing.F, format Format, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := Read(bytes.NewReader(text), "x", Options{Format: format, Limit: 1 << 20, Workers: 2})
		if err != nil {
			if fe, ok := errors.AsType[*matrix.FileError](err); ok {
				err = &Error{File: fe.File, Msg: fe.Msg}
			}
			checkFormatError(t, err)
			return
		}
		if err := table.Validate(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := table.Grid(""); err != nil {
			checkFormatError(t, err)
		}
		if c, err := table.Categories(""); err != nil {
			checkFormatError(t, err)
		} else if err := c.Codes.Validate(); err != nil || len(c.Levels) != len(c.Counts) {
			t.Fatal(err)
		}
		for j := range table.Columns {
			for i := range min(table.Len(), 3) {
				table.Columns[j].Format(i)
			}
		}
	})
}

// checkFormatError wants a message of one line that starts with the file.
func checkFormatError(t *testing.T, err error) {
	t.Helper()
	e, ok := err.(*Error)
	if !ok {
		t.Fatalf("error is a %T", err)
	}
	if s := e.Error(); !strings.HasPrefix(s, "x:") || e.Err == nil && strings.ContainsAny(s, "\n\r\x00") {
		t.Fatalf("error is %q", s)
	}
}

func seedFile(f *testing.F, name string) string {
	b, err := os.ReadFile(formatFile(name))
	if err != nil {
		f.Fatal(err)
	}
	return string(b)
}

func FuzzReadMTX(f *testing.F) {
	fuzzFormat(f, MTX, "%%MatrixMarket matrix coordinate real symmetric\n2 2 1\n2 1 0.5\n", "%%MatrixMarket matrix array integer skew-symmetric\n2 2\n5\n")
}

func FuzzReadGCT(f *testing.F) { fuzzFormat(f, GCT, gct2, gct3) }

func FuzzReadNDJSON(f *testing.F) {
	fuzzFormat(f, NDJSON, "{\"a\":1,\"b\":\"2024-01-01\"}\n{\"a\":null}\n", "[1,true]\n[2,false]\n")
}

func FuzzReadXLSX(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"xl/workbook.xml", `<sheet name="S" id="r"/>`},
		{"xl/_rels/workbook.xml.rels", `<Relationship Id="r" Target="s.xml"/>`},
		{"xl/s.xml", `<row><c><v>1</v></c><c t="b"><v>1</v></c></row>`},
	} {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: part[0]}) // not compressed
		w.Write([]byte(part[1]))
	}
	z.Close()
	fuzzFormat(f, XLSX, b.String())
}

func FuzzReadParquet(f *testing.F) {
	fuzzFormat(f, Parquet, seedFile(f, "small.parquet"))
}

// FuzzParquetPage decodes pages of all types and encodings, and what none of
// them can be.
func FuzzParquetPage(f *testing.F) {
	f.Add([]byte{2, 0, 0, 0, 20, 1, 1, 2, 3, 4, 5, 6, 7, 8}, uint8(2), uint8(0), uint8(1), uint8(10))
	f.Add([]byte{128, 1, 4, 10, 2, 0, 1, 0, 0, 0, 255}, uint8(2), uint8(5), uint8(0), uint8(10))
	f.Add([]byte("\x10hello \xff\xff"), uint8(6), uint8(0), uint8(0), uint8(3))
	f.Fuzz(func(t *testing.T, body []byte, typ, encoding, def, values uint8) {
		file := &parquetFile{name: "x", limit: 1 << 20, columns: []pqColumn{{name: "c", typ: int(typ % 9), length: int(typ / 9), maxDef: int(def % 4), meaning: pqMeaning(encoding / 16 % 9), unit: 1000}}}
		c := &file.columns[0]
		for codec := range 8 {
			out := &Column{Kind: c.kind()}
			d := &pqDecoder{parquetFile: file, pqColumn: c, chunk: pqChunk{codec: codec}, out: out, left: 1000}
			d.dict = pqValues{numbers: []float64{1, 2}, texts: []string{"a", "b"}, n: 2}
			if out.Kind == Time {
				d.dict.times = make([]time.Time, 2)
			}
			if out.Kind != Text {
				d.dict.texts = nil
			}
			for kind := range int64(4) {
				p := &pqPage{kind: kind, full: int64(len(body)), values: int64(values), encoding: int64(encoding % 16), defLen: int64(def / 4), plain: codec == 0}
				if d.page(p, body) == nil && out.Len() > 4*255*8 {
					t.Fatal("too many cells")
				}
			}
		}
	})
}

func FuzzReadCompressed(f *testing.F) { fuzzFormat(f, Auto, gz("a,b\n1,2\n"), zst("a,b\n1,2\n")) }

// FuzzXMLScanner looks at sheets without the archive around them, which the
// fuzzer cannot get through.
func FuzzXMLScanner(f *testing.F) {
	f.Add([]byte(`<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><t>a&amp;b</t></is></c></row></sheetData>`))
	f.Fuzz(func(t *testing.T, text []byte) {
		w := &workbook{name: "x", strings: []string{"one"}, dates: []bool{false, true}}
		s := &sheet{workbook: w, name: "S", xml: xmlScanner{text: text}}
		s.area, _ = parseRange("")
		scan, err := s.survey()
		if err != nil || s.cells == 0 {
			return
		}
		if err := s.trim(&scan); err != nil || s.cells == 0 {
			t.Fatalf("nothing is left: %v", err)
		}
		table, err := readJSON(&source{name: "x", text: s.json()}, &Options{}, "", true)
		if err != nil {
			checkFormatError(t, err)
			return
		}
		if err := table.Validate(); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzTime checks that what is read as a time is one, and that reading never
// panics.
func FuzzTime(f *testing.F) {
	for _, s := range []string{"2024-01-31T12:00:00.5+01:00", "31/01/2024 3:04 PM", "Mon, 02 Jan 2006 15:04:05 GMT", "1700000000123"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, ok := parseStamp(text)
		if ok && (s.time(DayFirst, zones{}).IsZero() || s.shape == noDate) {
			t.Fatalf("%q is the zero time", text)
		}
		if text = strings.TrimSpace(text); text != "" {
			parseDigits(text)
		}
	})
}

// FuzzBatches checks that streamed cells are those of the whole file.
func FuzzBatches(f *testing.F) {
	f.Add([]byte("a,b\n1,x\n2,\"y\nz\"\n"), false)
	f.Add([]byte("{\"a\":1,\"b\":\"x\"}\n{\"b\":2}\n"), true)
	path := f.TempDir() + "/x"
	f.Fuzz(func(t *testing.T, text []byte, lines bool) {
		format := CSV
		if lines {
			format = NDJSON
		}
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Skip()
		}
		opt := Options{Format: format, Workers: 2}
		got, _, err := collect([]string{path}, opt, Want{"#1", Text})
		opt.Types = map[string]Kind{"#1": Text}
		opt.Columns = []string{"#1"}
		if lines {
			opt.Columns = nil
		}
		whole, err2 := Open(path, opt)
		if err != nil || err2 != nil || got == nil {
			return // a fault further right in a line is only found by one of them
		}
		if fmt.Sprintf("%q", got.Columns[0].Texts) != fmt.Sprintf("%q", whole.Columns[0].Texts) {
			t.Fatalf("%q: batches give %q, and the whole %q", text, got.Columns[0].Texts, whole.Columns[0].Texts)
		}
	})
}
