package table

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

func TestCSV(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		opt              Options
	}{
		{"plain", "a,b\n1,2\n3,4\n", "+ a:number[1 3] b:number[2 4]", Options{}},
		{"no line break at the end", "a,b\n1,2", "+ a:number[1] b:number[2]", Options{}},
		{"semicolon", "a;b\n1;2\n", "+ a:number[1] b:number[2]", Options{}},
		{"tab", "a\tb\n1\t2\n", "+ a:number[1] b:number[2]", Options{}},
		{"bar", "a|b\n1|2\n", "+ a:number[1] b:number[2]", Options{}},
		{"commas within semicolons", "who;n\nSmith, J;1\nDoe, K;2\n", `+ who:text["Smith, J" "Doe, K"] n:number[1 2]`, Options{}},
		{"other delimiter", "a:b\n1:2\n", "+ a:number[1] b:number[2]", Options{Delimiter: ':'}},
		{"given delimiter", "a;b,c\n1;2,5\n", `+ a;b:text["1;2"] c:number[5]`, Options{Delimiter: ','}},
		{"TSV with commas", "a,b\n1,5\n", "+ a,b:number[1.5]", Options{Format: TSV}},

		{"CRLF", "a,b\r\n1,2\r\n", "+ a:number[1] b:number[2]", Options{}},
		{"CR", "a,b\r1,2\rx,4\r", `+ a:text["1" "x"] b:number[2 4]`, Options{}},
		{"byte order mark", "\ufeffa,b\n1,2\n", "+ a:number[1] b:number[2]", Options{}},
		{"blank lines", "\n\na,b\n\n1,2\n  \n\r\n3,4\n\n", "+ a:number[1 3] b:number[2 4]", Options{}},
		{"one column with blank lines", "a\n1\n\n2\n", "+ a:number[1 2]", Options{}},

		{"quotes", `a,"b ""c"""` + "\n\"x\ny\",\"1\"\n\"\"\"\",2\n", `+ a:text["x\ny" "\""] b "c":number[1 2]`, Options{}},
		{"quoted delimiter", "a,b\n\"1,5\",2\n", `+ a:text["1,5"] b:number[2]`, Options{}},
		{"spaces around quotes", "\"a\", \"b\" \n\"1\",  \"2\"  \r\n", "+ a:number[1] b:number[2]", Options{}},
		{"quote within", "a,b\n5\" disk,1\n", `+ a:text["5\" disk"] b:number[1]`, Options{}},
		{"text is kept exactly", "a,b\n  x ,1\n007, 2 \n\" y\",\t3\n", `+ a:text["  x " "007" " y"] b:number[1 2 3]`, Options{}},
		{"late text", "a\n1.50\n2e0\nNA\n\nx\n", `+ a:text["1.50" "2e0" "NA" "x"]`, Options{}},

		{"missing", "a,b\n,1\nNA,2\nnan,3\nNULL,4\n-,5\nn/a,6\n#N/A,7\nNone,8\n9,9\n",
			"+ a:number[NaN NaN NaN NaN NaN NaN NaN NaN 9] b:number[1 2 3 4 5 6 7 8 9]", Options{}},
		{"own missing", "a,b\nx,1\n?,2\n3,3\n", "+ a:number[NaN NaN 3] b:number[1 2 3]", Options{Missing: []string{"X", "?"}}},
		{"own missing replaces", "a,b\nNA,1\n", `+ a:text["NA"] b:number[1]`, Options{Missing: []string{"x"}}},
		{"missing number", "a,b\n-999,1\n-999.0,2\n-9.99e2,3\n 18 ,4\n\"18\",5\n18.0,-18\n", "+ a:empty[NaN NaN NaN NaN NaN NaN] b:number[1 2 3 4 5 -18]", Options{Missing: []string{"-999", "18", "x"}}},
		{"missing number, decimal comma", "a;b\n-9,5;1,5\n-9,50;x\n", `+ a:empty[NaN NaN] b:number[1.5 NaN]`, Options{Missing: []string{"-9,5", "x"}}},
		{"missing number in text", "a,b\n-999,1\nx,-999\n", `+ a:text["-999" "x"] b:number[1 NaN]`, Options{Missing: []string{"-999"}}},
		{"missing number without header", "-999,2\n3,4\n", "- :number[NaN 3] :number[2 4]", Options{Missing: []string{"-999"}}},
		{"missing number in an unnamed column", "a,\n1,0\n", "+ a:number[1] :empty[NaN]", Options{Missing: []string{"0"}}},
		{"empty column", "a,b\nNA,1\n,2\n", "+ a:empty[NaN NaN] b:number[1 2]", Options{}},
		{"infinities", "a\ninf\n-inf\n+Inf\nInfinity\n-INFINITY\n", "+ a:number[+Inf -Inf +Inf +Inf -Inf]", Options{}},
		{"minus sign", "a,b\n\u22121.5,+2\n1e\u22122,-0\n", "+ a:number[-1.5 0.01] b:number[2 -0]", Options{}},

		{"decimal comma", "a;b\n1,5;2\n-0,25;1e3\n", "+ a:number[1.5 -0.25] b:number[2 1000]", Options{}},
		{"decimal comma in quotes", "a;b\n\"1,5\";2\n", "+ a:number[1.5] b:number[2]", Options{}},
		{"comma and point", "a;b\n1,5;2.5\n", `+ a:text["1,5"] b:number[2.5]`, Options{}},
		{"thousands with tabs", "a\tb\n1,234\t2\n", `+ a:text["1,234"] b:number[2]`, Options{}},
		{"decimal comma with tabs", "a\tb\n1,23\t1,234\n", "+ a:number[1.23] b:number[1.234]", Options{}},
		{"decimal comma given", "a\tb\n1,234\t2\n", "+ a:number[1.234] b:number[2]", Options{Decimal: ','}},
		{"decimal point given", "a;b\n1,5;2\n", `+ a:text["1,5"] b:number[2]`, Options{Decimal: '.'}},
		{"thousands", "a;b\n1.234,5;2\n", `+ a:number[1234.5] b:number[2]`, Options{}},

		{"decimal comma, thousands beside it", "a;b\n1,5;2.500\n", `+ a:number[1.5] b:number[2500]`, Options{}},
		{"decimal comma with tabs, thousands beside it", "a\tb\n1,5\t2.500\n", `+ a:number[1.5] b:number[2500]`, Options{}},
		{"decimal point, thousands beside it", "a;b\n1,500;2.5\n", `+ a:number[1500] b:number[2.5]`, Options{}},
		{"a zero before the mark is no thousand", "a;b\n1,5;0.500\n", `+ a:text["1,5"] b:number[0.5]`, Options{}},
		{"thousands of both kinds", "a;b\n1,500;2.500\n", `+ a:text["1,500"] b:number[2.5]`, Options{}},
		{"thousands in one column", "a;b\n1.234,5;2\n1.234;3\n", `+ a:number[1234.5 1234] b:number[2 3]`, Options{}},
		{"quoted decimal comma", "a,b\n\"1,5\",2\n3,\"4,25\"\n", "+ a:number[1.5 3] b:number[2 4.25]", Options{Decimal: ','}},
		{"stated delimiter", "sep=;\r\na;b\r\n1,5;2\r\n", "+ a:number[1.5] b:number[2]", Options{}},
		{"stated delimiter that is rare", "sep=:\na:b\n1:2\n", "+ a:number[1] b:number[2]", Options{}},
		{"missing as C writes it", "a\n1\n-nan\nnan(ind)\n1.#QNAN\n<NA>\n", "+ a:number[1 NaN NaN NaN NaN]", Options{}},
		{"R with spaces", "\"a\" \"b\"\n\"x\" 1 2\n\"y\" 3 4\n", `+ :text["x" "y"] a:number[1 3] b:number[2 4]`, Options{Delimiter: ' '}},

		{"no header", "1,2\n3,4\n", "- :number[1 3] :number[2 4]", Options{}},
		{"no header with missing", ",2\n3,4\n", "- :number[NaN 3] :number[2 4]", Options{}},
		{"numeric names", "Team,2019\nA,1\n", `+ Team:text["A"] 2019:number[1]`, Options{}},
		{"empty corner over text", ",2019\nA,1\n", `+ :text["A"] 2019:number[1]`, Options{}},
		{"all names are numbers", "2019,2020\n1,2\n", "+ 2019:number[1] 2020:number[2]", Options{Header: HeaderYes}},
		{"header refused", "a,1\nb,2\n", `- :text["a" "b"] :number[1 2]`, Options{Header: HeaderNo}},
		{"header only", "a,b\n", "+ a:empty[] b:empty[]", Options{}},
		{"one row of numbers", "1,2", "- :number[1] :number[2]", Options{}},
		{"names are trimmed", " a , b\n1,2\n", "+ a:number[1] b:number[2]", Options{}},
		{"names twice", "a,a\n1,2\n", "+ a:number[1] a:number[2]", Options{}},

		{"delimiter at the end", "a,b,\n1,2,\n3,4,\n", "+ a:number[1 3] b:number[2 4]", Options{}},
		{"delimiter at the end, no header", "1,2,\n3,4,\n", "- :number[1 3] :number[2 4]", Options{}},
		{"last column spelled out", "1,2,NA\n3,4,\n", "- :number[1 3] :number[2 4] :empty[NaN NaN]", Options{}},
		{"last column with a number", "a,b,\n1,2,\n3,4,5\n", "+ a:number[1 3] b:number[2 4] :number[NaN 5]", Options{}},
		{"delimiters at the end", "a,b,,,\n1,2,,\"\", \n3,4,,,\n", "+ a:number[1 3] b:number[2 4]", Options{}},
		{"delimiters at the end, no header", "1,2,,\r\n3,4,,\r\n", "- :number[1 3] :number[2 4]", Options{}},
		{"unnamed column between", "a,,,\n1,,2,\n", "+ a:number[1] :empty[NaN] :number[2]", Options{}},
		{"delimiter at the end of rows only", "a,b\n1,2,\n3,4\n5,6,,\"\"\r\n", "+ a:number[1 3 5] b:number[2 4 6]", Options{}},
		{"delimiter at the end of rows, with text", "a;b\nx;2,5; \ny;4;\n", `+ a:text["x" "y"] b:number[2.5 4]`, Options{}},
		{"delimiter at the end of rows, with quotes", "a,b\n\"x\ny\",z,\nv,\"w\",\n", `+ a:text["x\ny" "v"] b:text["z" "w"]`, Options{}},
		{"tab at the end of rows only", "x\ty\nr1\t1\t\nr2\t3\t\n", `+ x:text["r1" "r2"] y:number[1 3]`, Options{}},
		{"R's table with an empty cell", "x\ty\nr1\t1\t\nr2\t3\t4\n", `+ :text["r1" "r2"] x:number[1 3] y:number[NaN 4]`, Options{}},
		{"last column with a name", "a,b\n1,\n", "+ a:number[1] b:empty[NaN]", Options{}},
		{"R's table", "x\ty\nr1\t1\t2\nr2\t3\t4\n", `+ :text["r1" "r2"] x:number[1 3] y:number[2 4]`, Options{}},
		{"right to left", "שם,א\nגבר,1\n", `+ שם:text["גבר"] א:number[1]`, Options{}},
		{"extremes", "a,b\n1e308,5e-324\n-1.7976931348623157e308,1e-999\n", "+ a:number[1e+308 -1.7976931348623157e+308] b:number[5e-324 0]", Options{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, err := read(t, test.text, test.opt)
			if err != nil {
				t.Fatal(err)
			}
			if got := describe(table); got != test.want {
				t.Errorf("%q gives\n%s, not\n%s", test.text, got, test.want)
			}
		})
	}
}

func TestCSVErrors(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		opt              Options
	}{
		{"empty", "", "x: the file is empty (", Options{}},
		{"only blank lines", "\n \r\n", "x: the file is empty", Options{}},
		{"only a mark", "\ufeff", "x: the file is empty", Options{}},
		{"too few", "a,b,c\n1,2,3\n\n4,5\n", "x:4: 2 values where the first line has 3 (", Options{}},
		{"too many", "a,b\n1,2\n3,4,5\n", "x:3: 3 values where the first line has 2 (", Options{}},
		{"too many after an empty one", "a,b\n1,2,,5\n", "x:2: 4 values where the first line has 2 (fill", Options{}},
		{"title", "\nSales of 2024\nTeam,Mon\nA,1\n", "x:3: 2 values where the first line has 1 (if the table begins in line 3, skip the 2 lines above it; else put quotes", Options{}},
		{"title over one row", "Sales of 2024\nTeam,Mon\n", "x:2: 2 values where the first line has 1 (if line 1 is a title or a comment, skip it; else", Options{}},
		{"comment that is none", "# Sales, 2024\nTeam,Mon,Tue\nA,1,2\n", "x:2: 3 values where the first line has 2 (if the table begins in line 2, skip the 1 line above it", Options{Comment: NoComment}},
		{"too many lines to skip", "a,b\n1,2\n", "x: there are no more than 2 lines, and 5 are to be skipped (skip fewer)", Options{SkipLines: 5}},
		{"all lines are skipped", "a,b\n1,2\n", "x: the file is empty", Options{SkipLines: 2}},
		{"ragged below a title", "Title\n\na,b\n1,2\n3\n", "x:5: 1 value where the first line has 2", Options{SkipLines: 2}},
		{"one line short", "a,b\n1\n", "x:2: 1 value where", Options{}},
		{"ragged after quotes", "a,b\n\"x\ny\",2\n3\n", "x:4: 1 value where", Options{}},
		{"ragged R", "x\ty\nr\t1\t2\nq\t1\n", "x:3: 2 values where the first line has 3", Options{}},
		{"wrong delimiter", "a;b\n1;2\n3,5;4\n", `is ',' really the delimiter?`, Options{Delimiter: ','}},
		{"open quote", "a,b\n1,\"2\n3,4\n", "x:2:3: a quote is opened here and never closed", Options{}},
		{"open quote in the header", "a,\"b\n1,2\n", "x:1:3: a quote", Options{}},
		{"after a quote", "a,b\n\"1\"2,3\n", "x:2:1: text follows a closing quote", Options{}},
		{"NUL", "a,b\n1,2\x00\n", "x:2:4: a NUL byte, which no text has (", Options{}},
		{"UTF-16 without a mark", "a\x00,\x00b\x00", "UTF-16 without a byte order mark", Options{}},
		{"spreadsheet", "PK\x03\x04\x14\x00", "not a whole zip archive", Options{}},
		{"gzip", "\x1f\x8b\x08\x00", "the gzip data has no whole header", Options{}},
		{"Latin-1", "name,n\nJos\xe9,1\n", "x:2:4: byte 0xe9 is not valid UTF-8 (", Options{}},
		{"surrogate", "a\n\xed\xa0\x80\n", "x:2:1: byte 0xed", Options{}},
		{"half UTF-16", "\xff\xfea\x00b", "half a character", Options{}},
		{"too long", "a,b\n1,2\n", "longer than the limit of 7 bytes", Options{Limit: 7}},
		{"delimiter", "a", `delimiter 'é' cannot be used`, Options{Delimiter: 'é'}},
		{"delimiter", "a", `delimiter '1' cannot be used`, Options{Delimiter: '1'}},
		{"decimal", "a", `decimal mark 'x' cannot be used`, Options{Decimal: 'x'}},
		{"decimal", "a", "also the delimiter", Options{Delimiter: ',', Decimal: ','}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := read(t, test.text, test.opt)
			wantError(t, err, test.want)
			if _, ok := errors.AsType[*Error](err); !ok {
				t.Errorf("error is a %T", err)
			}
		})
	}
}

func TestErrorIsFoundInAnyChunk(t *testing.T) {
	var b strings.Builder
	b.WriteString("a,b\n")
	for i := range 200_000 {
		if i == 150_000 {
			b.WriteString("1\n")
		}
		b.WriteString("1,2\n")
	}
	_, err := read(t, b.String(), Options{Workers: 4})
	wantError(t, err, "x:150002: 1 value")
}

func TestUTF16(t *testing.T) {
	const text = "na\u00efve,\U0001f525\nx,1\n"
	for _, big := range []bool{false, true} {
		var b []byte
		for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
			if big {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		table, err := read(t, string(b), Options{})
		if err != nil || describe(table) != "+ naïve:text[\"x\"] \U0001f525:number[1]" {
			t.Errorf("big-endian %v: %v, %v", big, table, err)
		}
	}
}

// An endless is a reader that repeats some text for ever.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

// TestMemoryIsBounded reads endless input of several kinds. Each must be
// refused after what the limits allow, and with little more memory.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const gigabytes = 3 << 30
	for name, test := range map[string]struct {
		r    io.Reader
		opt  Options
		most uint64 // bytes allocated in all, with the garbage
		want string
	}{
		"a line of 3 GB":  {io.LimitReader(endless(strings.Repeat("1,", 1<<15)), gigabytes), Options{}, 5 * MaxLine, "x:2: line is longer than 64 MiB"},
		"a field of 3 GB": {io.LimitReader(endless(strings.Repeat("x", 1<<16)), gigabytes), Options{}, 5 * MaxLine, "x:2: line is longer than 64 MiB"},
		"many lines":      {endless("1,2\n"), Options{Limit: 1 << 20}, 10 << 20, "longer than the limit of 1048576 bytes"},
		"JSON":            {io.MultiReader(strings.NewReader("["), endless("[")), Options{Limit: 1 << 20}, 10 << 20, "longer than the limit"},
	} {
		t.Run(name, func(t *testing.T) {
			used := allocated(func() {
				head := "a,b\n"
				if name == "JSON" {
					head = "["
				}
				_, err := Read(io.MultiReader(strings.NewReader(head), test.r), "x", test.opt)
				wantError(t, err, test.want)
			})
			if used > test.most {
				t.Errorf("%d MB were allocated", used>>20)
			}
		})
	}
}

func TestTooManyColumns(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	commas := strings.Repeat(",", MaxColumns)
	for _, text := range []string{commas, "a,b\n" + commas + "\n", "[[" + strings.Repeat("0,", MaxColumns) + "0]]"} {
		_, err := Read(strings.NewReader(text), "x", Options{})
		if text[0] == 'a' {
			wantError(t, err, "x:2")
			continue
		}
		wantError(t, err, "more than 1048576 columns")
	}
}

// TestMemoryFollowsTheInput measures texts that make the most of every byte.
func TestMemoryFollowsTheInput(t *testing.T) {
	for name, text := range map[string]string{
		"numbers":      strings.Repeat("1,2,3,4\n", 50_000),
		"texts":        strings.Repeat("a,b,c,d\n", 50_000),
		"empty":        strings.Repeat(",,,\n", 100_000),
		"wide":         strings.Repeat("1,", 200_000) + "\n" + strings.Repeat(",", 200_000),
		"quotes":       strings.Repeat("\"\n\n\n\n\n\n\n\n\n\",2\n", 30_000),
		"wide header":  strings.Repeat("a,", 100_000) + "b" + strings.Repeat("\n", 200_000),
		"JSON numbers": "[" + strings.Repeat("[1,2],", 60_000) + "[1,2]]",
		"JSON sparse":  "[" + strings.Repeat("{},", 100_000) + `{"a":1}]`,
	} {
		var table *Table
		used := allocated(func() { table, _ = Read(strings.NewReader(text), "x", Options{}) })
		most := 50*len(text) + 1<<20 // with the garbage
		if table != nil {
			most += 300 * len(table.Columns)
		}
		if used > uint64(most) {
			t.Errorf("%s: %d bytes were allocated for %d bytes of text", name, used, len(text))
		}
	}
}

func TestReadingFails(t *testing.T) {
	_, err := Read(io.MultiReader(strings.NewReader("a,b\n1,2\n"), iotest.ErrReader(io.ErrClosedPipe)), "x", Options{})
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error is %v", err)
	}
	wantError(t, err, "x: reading failed: ")
	table, err := Read(iotest.DataErrReader(iotest.OneByteReader(strings.NewReader("a,b\n1,2\n"))), "x", Options{})
	if err != nil || describe(table) != "+ a:number[1] b:number[2]" {
		t.Errorf("%v, %v", table, err)
	}
}

// TestTransposedText checks a relation: the same cells, written column by
// column, give the transposed matrix.
func TestTransposedText(t *testing.T) {
	cell := func(i, j int) string {
		switch (3*i + j) % 7 {
		case 0:
			return ""
		case 1:
			return "1e-3"
		}
		return fmt.Sprintf("%d.%d", i, j)
	}
	write := func(rows, cols int, cell func(i, j int) string) string {
		var b strings.Builder
		for i := range rows {
			for j := range cols {
				b.WriteString(cell(i, j) + ",")
			}
			b.WriteString("1\n")
		}
		return b.String()
	}
	m, err := ReadMatrix(strings.NewReader(write(40, 30, cell)), "x", Options{}, "")
	if err != nil {
		t.Fatal(err)
	}
	n, err := ReadMatrix(strings.NewReader(write(30, 40, func(i, j int) string { return cell(j, i) })), "x", Options{}, "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		for j := range 30 {
			if a, b := m.At(i, j), n.At(j, i); a != b && !(math.IsNaN(a) && math.IsNaN(b)) {
				t.Fatalf("(%d, %d) is %v and %v", i, j, a, b)
			}
		}
	}
}
