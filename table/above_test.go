package table

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var aboveTexts = []struct {
	name, text, want string
	opt              Options
}{
	{"comments", "# made by a device\n# on Monday, 3 May\nTeam,Mon\nA,1\nB,2\n", `+ Team:text["A" "B"] Mon:number[1 2]`, Options{}},
	{"comment with as many values", "# Monday, cold\nTeam,Mon\nA,1\nB,2\n", `+ Team:text["A" "B"] Mon:number[1 2]`, Options{}},
	{"comment and a blank line", "#made,today\n\n\nTeam,Mon,Tue\nA,1,2\n", `+ Team:text["A"] Mon:number[1] Tue:number[2]`, Options{}},
	{"comments over numbers", "# at 20 degrees\n1,2\n3,4\n", "- :number[1 3] :number[2 4]", Options{}},
	{"comment over words", "# a, b\nx,y\nz,w\n", `+ x:text["z"] y:text["w"]`, Options{}},
	{"header of a browser of genes", "#chrom\tstart\tend\nchr1\t10\t20\nchr2\t5\t9\n", `+ #chrom:text["chr1" "chr2"] start:number[10 5] end:number[20 9]`, Options{}},
	{"header of words", "#gene\tsymbol\nENSG1\tTP53\nENSG2\tMYC\n", `+ #gene:text["ENSG1" "ENSG2"] symbol:text["TP53" "MYC"]`, Options{}},
	{"header below comments", "##fileformat=VCFv4.2\n##source=x,y\n#CHROM\tPOS\nchr1\t10\n", `+ #CHROM:text["chr1"] POS:number[10]`, Options{}},
	{"header that NumPy writes", "# a,b\n1.0,2.0\n3.0,4.0\n", "+ a:number[1 3] b:number[2 4]", Options{}},
	{"header that NumPy writes, one column", "# a\n1.0\n3.0\n", "+ a:number[1 3]", Options{}},
	{"header refused", "# a,b\n1,2\n3,4\n", "- :number[1 3] :number[2 4]", Options{Header: HeaderNo}},
	{"hash further down is text", "a,b\n1,2\n#3,4\n", `+ a:text["1" "#3"] b:number[2 4]`, Options{}},
	{"only a header with a hash", "#a,b\n", "+ #a:empty[] b:empty[]", Options{}},
	{"CRLF", "# x\r\na,b\r\n1,2\r\n", "+ a:number[1] b:number[2]", Options{}},
	{"CR", "# x\ra,b\r1,2\r", "+ a:number[1] b:number[2]", Options{}},

	{"lines skipped", "Sales\n\nTeam,Mon\nA,1\n", `+ Team:text["A"] Mon:number[1]`, Options{SkipLines: 2}},
	{"lines and comments", "Sales\n# hm\nTeam,Mon\nA,1\n", `+ Team:text["A"] Mon:number[1]`, Options{SkipLines: 1}},
	{"a quote above", "5\" disks\nTeam,Mon\nA,1\n", `+ Team:text["A"] Mon:number[1]`, Options{SkipLines: 1}},
	{"decimal comma below", "Sales, 2024\nTeam;Mon\nA;1,5\n", `+ Team:text["A"] Mon:number[1.5]`, Options{SkipLines: 1}},

	{"own mark", "% x\na,b\n1,2\n  % y\n%\n3,4\n", "+ a:number[1 3] b:number[2 4]", Options{Comment: "%"}},
	{"long mark", "//\na,b\n1,2\n//3,4\n/5,6\n", `+ a:text["1" "/5"] b:number[2 6]`, Options{Comment: "//"}},
	{"mark before the header", "#a,b\nc,d\n1,2\n", "+ c:number[1] d:number[2]", Options{Comment: "#"}},
	{"mark within quotes", "a,b\n\"x\n#y\",2\n# gone\nz,3\n", `+ a:text["x\n#y" "z"] b:number[2 3]`, Options{Comment: "#"}},
	{"spaces between values", "# x y\na b\n1 2\n# 3 4\n5 6\n", "+ a:number[1 5] b:number[2 6]", Options{Comment: "#", Delimiter: ' '}},
	{"no mark", "# a,b\n1,2\n", `+ # a:number[1] b:number[2]`, Options{Comment: NoComment}},
}

func TestLinesAboveTheTable(t *testing.T) {
	for _, c := range aboveTexts {
		got, err := Read(strings.NewReader(c.text), "x", c.opt)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if describe(got) != c.want {
			t.Errorf("%s: %q is read as\n%s, want\n%s", c.name, c.text, describe(got), c.want)
		}
	}
	_, err := Read(strings.NewReader("# x\n\na,b\n1,2\n3,y\nz\n"), "x", Options{})
	wantError(t, err, "x:6: 1 value where the first line has 2")
	table, err := Read(strings.NewReader("# x\n\na,b\n1,2\n3,y\n"), "x", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if line, value := table.Columns[1].FirstText(); line != 5 || value != "y" {
		t.Errorf("FirstText() = %d, %q", line, value)
	}
}

// Batches go by the same rules, also where the lines above are longer than a
// block.
func TestLinesAboveBatches(t *testing.T) {
	long := strings.Repeat("# "+strings.Repeat("x", 997)+"\n", blockSize/1000+5)
	for _, c := range []struct {
		text string
		opt  Options
		want string
	}{
		{"# x\na,b\n1,2\n3,4\n", Options{}, "[2 4]"},
		{"#a\tb\n1\t2\n3\t4\n", Options{}, "[2 4]"},
		{"# a,b\n1,2\n3,4\n", Options{}, "[2 4]"},
		{long + "a,b\n1,2\n", Options{}, "[2]"},
		{long + "a,b\n1,2\n", Options{SkipLines: blockSize/1000 + 5}, "[2]"},
		{"a,b\n" + strings.Repeat("1,2\n# \"3\n", blockSize/4), Options{Comment: "#"}, ""},
	} {
		path := filepath.Join(t.TempDir(), "x.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		got, _, err := collect([]string{path}, c.opt, Want{"b", Number})
		if err != nil {
			t.Errorf("%.40q: %v", c.text, err)
			continue
		}
		if c.want == "" {
			if n := got.Len(); n != blockSize/4 {
				t.Errorf("%.40q: %d rows", c.text, n)
			}
		} else if fmt.Sprint(got.Columns[0].Numbers) != c.want {
			t.Errorf("%.40q: %v", c.text, got.Columns[0].Numbers)
		}
	}
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, []byte(long+"a,b\n1,x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, _, err := collect([]string{path}, Options{}, Want{"b", Number})
	wantError(t, err, fmt.Sprintf(`x.csv:%d: column 2 "b": "x" is not a number`, blockSize/1000+7))
	_, _, err = collect([]string{path}, Options{SkipLines: 1 << 20}, Want{"b", Number})
	wantError(t, err, "are to be skipped")
}

func FuzzAbove(f *testing.F) {
	for _, c := range aboveTexts {
		f.Add(c.text, uint8(c.opt.SkipLines), c.opt.Comment)
	}
	f.Fuzz(func(t *testing.T, text string, skip uint8, mark string) {
		opt := Options{Format: CSV, SkipLines: int(skip), Comment: mark, Limit: 1 << 20}
		table, err := Read(strings.NewReader(text), "x", opt)
		if err != nil {
			checkError(t, err)
			return
		}
		checkTable(t, table, len(text))
		sameChosen(t, text, opt, []int{1})
	})
}
