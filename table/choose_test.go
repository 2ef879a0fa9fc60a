package table

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// sameChosen reads a text twice: with all columns, of which those chosen are
// taken, and with those alone. Both must be the same.
func sameChosen(t testing.TB, text string, opt Options, keep []int) (head []Heading) {
	t.Helper()
	opt.Workers = 2
	whole, err := Read(strings.NewReader(text), "x", opt)
	calls := 0
	opt.Choose = func(h []Heading) []int { calls++; head = h; return keep }
	some, err2 := Read(strings.NewReader(text), "x", opt)
	if calls > 1 {
		t.Fatalf("%q: %d calls", text, calls)
	}
	if err2 != nil || err != nil {
		if err2 != nil && err == nil {
			t.Fatalf("%q: %v, but whole it is read", text, err2)
		}
		return head
	}
	if len(head) != len(whole.Columns) {
		t.Fatalf("%q: %d headings of %d columns", text, len(head), len(whole.Columns))
	}
	if some.HasHeader != whole.HasHeader || some.Len() != whole.Len() && len(some.Columns) > 0 {
		t.Fatalf("%q: header %v, %d rows, but whole %v, %d", text, some.HasHeader, some.Len(), whole.HasHeader, whole.Len())
	}
	want := []Column{}
	for j := range whole.Columns {
		c, h := whole.Columns[j], head[j]
		if h.Name != c.Name {
			t.Fatalf("%q: column %d is called %q, not %q", text, j+1, h.Name, c.Name)
		}
		mixed := j > 0 && c.Kind == Text && (c.isMixed() || c.odd.huge)
		if h.Kind != c.Kind && !mixed && !(j > 0 && h.Kind == Number && c.Kind == Text) {
			t.Fatalf("%q: column %d is %s, and announced as %s", text, j+1, c.Kind, h.Kind)
		}
		if h.Note != c.Note && !mixed && c.Kind != Number {
			t.Fatalf("%q: column %d has the note %q, and %q is announced", text, j+1, c.Note, h.Note)
		}
		if keep == nil || slices.Contains(keep, j) {
			c.place = j + 1
			want = append(want, c)
		}
	}
	if got := some.Columns; len(got) != len(want) {
		t.Fatalf("%q: %d columns, not %d", text, len(got), len(want))
	}
	for k := range want {
		some.Columns[k].place = want[k].place
		if a, b := fmt.Sprintf("%+v", some.Columns[k]), fmt.Sprintf("%+v", want[k]); a != b {
			t.Fatalf("%q: column %d:\n%s\nand whole\n%s", text, want[k].place, a, b)
		}
	}
	return head
}

var chosenTexts = []struct {
	text string
	opt  Options
}{
	{"a,b,c\n1,2,3\n4,5,6\n", Options{}},
	{"a,b,c\r\n1,2,3\r\n4,5,6", Options{}},
	{"id,b,c\nx,,3\ny,NA,6\n", Options{}},
	{",b,c\nx,2,3\ny,5,6\n", Options{}},
	{",2019,2020\nx,2,3\n", Options{}},
	{"1,2,3\n4,5,6\n", Options{}},
	{"1,2,3\n4,5,6\n", Options{Header: HeaderYes}},
	{"2024-01-01,2,3\n2024-01-02,5,6\n", Options{}},
	{"2024-01-01,2,3\n2024-01-02,5,6\n", Options{Header: HeaderNo}},
	{"day,when,b,c\n2024-01-01,03/04/2024,yes,3\n2024-01-02,05/06/2024,no,x\n", Options{}},
	{"a,b,c,d\nyes,T,true,NA\nno,T,maybe,NA\n", Options{}},
	{"a,\"b,\n\",c\n\"1\",\"x\"\"y\",3\n4,5,\"6\"\n", Options{}},
	{"a,b,c,,\n1,2,3,,\n4,5,6,,\n", Options{}},
	{"a,b,c,,\n1,2,3,NA,\n4,5,6,,\n", Options{}},
	{"a,b,c\n1,2,3,,\n4,5,6\n", Options{}},
	{"a;b;c\n1,5;x;3\n2,5;y;4\n", Options{}},
	{"b\tc\nr1\t1\tx\nr2\t3\ty\n", Options{}},
	{"a,b,c\n-999,2,3\n4,-999,6\n-999,1,1\n", Options{Missing: []string{"-999"}}},
	{"zip,b,c\n007,2,3\n008,5,6\n", Options{Types: map[string]Kind{"zip": Text, "c": Text}}},
	{"a,b,c\n1e400,2,3\n4,5,6\n", Options{}},
	{"a,b,c\n1,2\n", Options{}},
	{"a,b,c\n1,2,3,4\n", Options{}},
	{"a,b\n", Options{}},
	{"id,p,c\nx,5%,$1\ny,6%,$2\n", Options{}},
	{"id;p;c\nx;5,5%;1.500\ny;6%;1,5\n", Options{}},
	{"id,p,c\nx,5%,1\ny,what,2\n", Options{}},
	{";;A\n;;1.100", Options{}},
	{"sep=;\nid;p;c\nx;1,5;1\n", Options{}},
	{"# x\nid,p,c\nx,5,1\ny,3,2\n", Options{}},
	{"id,p,c\nx,\"5,5\",1\ny,3,2\n", Options{Decimal: ','}},
	{`[["a","b","c"],[1,"x",true],[2,"y",null]]`, Options{Format: JSON}},
	{`[[1,"x",true],[2,"y",null]]`, Options{Format: JSON, Header: HeaderNo}},
	{`[[1,2,true],[2,3,null]]`, Options{Format: JSON}},
	{`[["",1,2],["x",3,4]]`, Options{Format: JSON}},
	{`[{"a":1,"b":"yes","c":[1,2]},{"a":2,"b":"no","c":3}]`, Options{Format: JSON}},
	{`[{"a":1,"b":"yes"},{"b":"no","c":3},{"c":true,"d":false}]`, Options{Format: JSON}},
	{"{\"a\":null,\"b\":\"2024-01-01\"}\n{\"a\":\"\",\"b\":\"2024-01-02\",\"c\":1}\n", Options{Format: NDJSON}},
	{"{\"a\":true,\"b\":\"x\"}\n{\"a\":3,\"b\":\"2024-01-02\",\"c\":1}\n", Options{Format: NDJSON, Types: map[string]Kind{"b": Text}}},
	{`{"rows":["x","y"],"cols":["a","b"],"values":[[1,2],[3,4]]}`, Options{Format: JSON}},
	{"%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n4\n", Options{}},
	{"#1.2\n2\t3\nName\tDescription\ta\tb\tc\ng1\tx\t1\t2\t3\ng2\ty\t4\t5\t6\n", Options{}},
}

// What is chosen is as it is in the whole table, and so is what is announced
// of each column.
func TestChosenColumnsAreThoseOfTheWholeTable(t *testing.T) {
	for _, c := range chosenTexts {
		for _, keep := range [][]int{nil, {}, {0}, {1}, {2, 0}, {0, 1, 2, 3, 4}} {
			sameChosen(t, c.text, c.opt, keep)
		}
	}
	for _, name := range []string{"snappy.parquet", "zstd2.parquet", "gzip.parquet", "delta.parquet", "int96.parquet", "small.parquet", "book.xlsx", "arrays.npz"} {
		b, err := os.ReadFile(formatFile(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, keep := range [][]int{nil, {}, {0}, {3}, {1, 2}} {
			if head := sameChosen(t, string(b), Options{}, keep); head == nil {
				t.Errorf("%s: not read", name)
			}
		}
	}
}

func FuzzChoose(f *testing.F) {
	for _, c := range chosenTexts {
		f.Add(c.text, uint8(c.opt.Format), uint8(c.opt.Header), uint16(5))
	}
	f.Fuzz(func(t *testing.T, text string, format, header uint8, keep uint16) {
		opt := Options{Format: Format(format % 6), Header: Header(header % 3), Limit: 1 << 20}
		if opt.Format == NPY {
			return
		}
		at := []int{}
		for j := range 16 {
			if keep>>j&1 != 0 {
				at = append(at, j)
			}
		}
		sameChosen(t, text, opt, at)
	})
}

// A cell at fault in a column that nobody wants is none.
func TestChoosePassesOverWhatIsNotWanted(t *testing.T) {
	var wide strings.Builder
	for j := range 200 {
		fmt.Fprintf(&wide, ",c%d", j)
	}
	text := "id" + wide.String() + "\n"
	for i := range 50 {
		text += fmt.Sprintf("r%d", i)
		for j := range 200 {
			if i > 0 && j%50 != 7 {
				text += ",broken"
			} else {
				text += fmt.Sprintf(",%d", i*j)
			}
		}
		text += "\n"
	}
	c := Options{Choose: func(h []Heading) []int { return []int{58, 0, 8, 108, 8} }}
	some, err := Read(strings.NewReader(text), "x", c)
	if err != nil {
		t.Fatal(err)
	}
	m, err := some.Matrix("id")
	if err != nil || !slices.Equal(m.ColLabels, []string{"c7", "c57", "c107"}) || m.At(49, 2) != 49*107 {
		t.Fatalf("%v, %v", m, err)
	}
	c.Choose = func(h []Heading) []int { return []int{0, 8, 9} }
	some, err = Read(strings.NewReader(text), "x", c)
	if err != nil {
		t.Fatal(err)
	}
	_, err = some.Matrix("id")
	wantError(t, err, `x:3: column 10 "c8": "broken" is not a number`)
}

// Only the cells that are kept are stored.
func TestChooseStoresOnlyWhatIsWanted(t *testing.T) {
	text := strings.Repeat("a,", 999) + "a\n" + strings.Repeat(strings.Repeat("1,", 999)+"1\n", 200)
	opt := Options{Format: CSV, Choose: func([]Heading) []int { return []int{500} }}
	r := &csvReader{source: &source{name: "x", text: []byte(text)}, missing: newMissing(nil, '.'), workers: 1}
	var err error
	if r.dialect, err = r.detect(&opt, r.missing); err != nil {
		t.Fatal(err)
	}
	if err := r.readFirst(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.survey(&opt, true); err != nil {
		t.Fatal(err)
	}
	s := r.of([]int{500})
	if _, err := s.read(&opt, ""); err != nil || len(s.numbers) != 201 {
		t.Fatalf("%d numbers are stored, %v", len(s.numbers), err)
	}
}

// A countingAt counts the bytes that are read of a file.
type countingAt struct {
	r    io.ReaderAt
	seen map[int64]int // how many, by where they begin
}

func (c *countingAt) ReadAt(b []byte, at int64) (int, error) {
	c.seen[at] += len(b)
	return c.r.ReadAt(b, at)
}

// Of a Parquet file only the footer and the wanted chunks are read.
func TestChooseReadsOnlyTheChunksOfParquet(t *testing.T) {
	for _, name := range []string{"zstd2.parquet", "snappy.parquet", "gzip.parquet"} {
		b, err := os.ReadFile(formatFile(name))
		if err != nil {
			t.Fatal(err)
		}
		r := &countingAt{bytes.NewReader(b), map[int64]int{}}
		f, err := openParquet(r, int64(len(b)), name, DefaultLimit)
		if err != nil {
			t.Fatal(err)
		}
		want := map[int64]int{}
		for at, n := range r.seen { // the footer and its length
			want[at] = n
		}
		in := &Options{Choose: func(h []Heading) []int {
			at := slices.IndexFunc(h, func(h Heading) bool { return h.Name == "int" })
			for _, g := range f.groups {
				for j := range f.columns {
					if f.columns[j].name == "int" {
						want[g.chunks[j].from] += int(g.chunks[j].size)
					}
				}
			}
			return []int{at}
		}}
		table, err := f.readChosen(in)
		if err != nil || len(table.Columns) != 1 || table.Columns[0].Name != "int" || table.Len() != 300 {
			t.Fatalf("%s: %+v, %v", name, table, err)
		}
		if !reflect.DeepEqual(r.seen, want) {
			t.Errorf("%s: read %v, not %v", name, r.seen, want)
		}
	}
}

func TestChooseOfSeveralFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	a := write("a.csv", "id,a,b,a,w\nx,1,2,3,oh\n")
	b := write("b.csv", "w,a,b,id,a\nno,4,broken,y,6\n")
	calls := 0
	opt := Options{Choose: func(h []Heading) []int { calls++; return []int{0, 3} }}
	all, err := OpenAll([]string{a, b}, opt)
	if err != nil || calls != 1 {
		t.Fatalf("%d calls, %v", calls, err)
	}
	m, err := all.Matrix("")
	if err != nil || fmt.Sprint(m.RowLabels, m.ColLabels, m.At(0, 0), m.At(1, 0)) != "[x y] [a] 3 6" {
		t.Fatal(m, err)
	}
	for text, want := range map[string]string{
		"id,a,b,a\nx,1,2,3\n":           "column \"w\" of " + a + " is missing",
		"id,a,b,a,w,v\nx,1,2,3,oh,1\n":  `column 6 "v": is not in ` + a,
		"1,2,3,4,5\n1,2,3,4,5\n":        "has names of columns, and ",
		"id,a,b,a,w\nx,1,2,broken,oh\n": `column 4 "a": "broken" is not a number, as the column is in ` + a,
	} {
		_, err := OpenAll([]string{a, write("c.csv", text)}, opt)
		wantError(t, err, want)
		_, whole := OpenAll([]string{a, filepath.Join(dir, "c.csv")}, Options{})
		if err == nil || whole == nil || err.Error() != whole.Error() {
			t.Errorf("%v\nand whole\n%v", err, whole)
		}
	}
}

// FuzzChooseParquet: what a footer says of extremes may be false, but harms
// nothing.
func FuzzChooseParquet(f *testing.F) {
	f.Add([]byte(seedFile(f, "small.parquet")))
	f.Fuzz(func(t *testing.T, data []byte) {
		opt := Options{Format: Parquet, Limit: 1 << 20, Workers: 2, Choose: func([]Heading) []int { return []int{1, 0, 7} }}
		table, err := Read(bytes.NewReader(data), "x", opt)
		if err != nil {
			checkFormatError(t, err)
			return
		}
		if err := table.Validate(); err != nil {
			t.Fatal(err)
		}
	})
}
