package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// bookOf makes a workbook of sheets: lines of cells with bars between them. A cell that
// begins with = is a formula without a result, one of digits a number.
func bookOf(t *testing.T, sheets ...string) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	book, rels := "<workbook><sheets>", "<Relationships>"
	for i, text := range sheets {
		book += fmt.Sprintf(`<sheet name="S%d" r:id="r%d"/>`, i+1, i+1)
		rels += fmt.Sprintf(`<Relationship Id="r%d" Target="s%d.xml"/>`, i+1, i+1)
		add(fmt.Sprintf("xl/s%d.xml", i+1), sheetOf(text))
	}
	add("xl/workbook.xml", book+"</sheets></workbook>")
	add("xl/_rels/workbook.xml.rels", rels+"</Relationships>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b.Bytes())
}

func sheetOf(text string) string {
	xml := "<worksheet><sheetData>"
	for i, line := range strings.Split(text, "\n") {
		xml += "<row>"
		for j, cell := range strings.Split(line, "|") {
			ref := cellName(i+1, j+1)
			switch {
			case cell == "":
			case cell[0] == '=':
				xml += fmt.Sprintf(`<c r="%s"><f>%s</f><v></v></c>`, ref, cell[1:])
			case cell[0] >= '0' && cell[0] <= '9':
				xml += fmt.Sprintf(`<c r="%s"><v>%s</v></c>`, ref, cell)
			default:
				xml += fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, cell)
			}
		}
		xml += "</row>"
	}
	return xml + "</sheetData></worksheet>"
}

func TestTablesInSheets(t *testing.T) {
	const plain = "+ k:text[\"x\" \"y\"] a:number[1 3] b:number[2 4]"
	const body = "k|a|b\nx|1|2\ny|3|4"
	for _, test := range []struct {
		sheets []string
		opt    Options
		want   string
		notes  []string
	}{
		{[]string{body}, Options{}, plain, nil},
		{[]string{"Sales\n" + body}, Options{}, plain, []string{`sheet "S1": left out: row 1 above the table (a range takes another part)`}},
		{[]string{"Sales\nof 2024\n\n" + body + "\n\nSource: us\nand them"}, Options{}, plain,
			[]string{`sheet "S1": left out: rows 1 to 2 above the table, rows 7 to 9 below it (a range takes another part)`}},
		{[]string{"Sales\n\n|k|a|b\n|x|1|2\n|y|3|4"}, Options{}, plain, []string{`sheet "S1": left out: row 1 above the table (a range takes another part)`}},
		{[]string{body + "\nTotal"}, Options{}, `+ k:text["x" "y" "Total"] a:number[1 3 NaN] b:number[2 4 NaN]`, nil},
		{[]string{"|a\nx|1\ny|2"}, Options{}, `+ :text["x" "y"] a:number[1 2]`, nil}, // a header of one name
		{[]string{"k|a\nx\ny|2"}, Options{}, `+ k:text["x" "y"] a:number[NaN 2]`, nil},
		{[]string{"||b\nx|1|2\ny|3|4"}, Options{}, `+ :text["x" "y"] :number[1 3] b:number[2 4]`, nil},
		{[]string{"Sales\n" + body}, Options{Range: "A2:C3"}, `+ k:text["x"] a:number[1] b:number[2]`, nil},
		{[]string{"Read me", body}, Options{}, plain, []string{`sheet "S1" has no table: sheet "S2" is read`}},
		{[]string{"Read me\nand this", body}, Options{}, plain, []string{`sheet "S1" has no table: sheet "S2" is read`}},
		{[]string{"Read me", ""}, Options{}, `+ Read me:empty[]`, nil},
		{[]string{"Read me", body}, Options{Part: "S1"}, `+ Read me:empty[]`, nil},
		{[]string{"k|a|b\nx|1|=A1*2\ny|=A2|4"}, Options{}, `+ k:text["x" "y"] a:number[1 NaN] b:number[NaN 4]`,
			[]string{`sheet "S1": 2 formulas without a saved result, such as C2: missing (save it in a program that computes them)`}},
		{[]string{"k|a|b\nx|1|2\ny|3|4\n=A1"}, Options{Range: "A1:C3"}, plain, nil},
	} {
		table, err := Read(bookOf(t, test.sheets...), "x", test.opt)
		if err != nil {
			t.Errorf("%q: %v", test.sheets, err)
			continue
		}
		if got := describe(table); got != test.want || !slices.Equal(table.Notes, test.notes) {
			t.Errorf("%q: %s %q", test.sheets, got, table.Notes)
		}
	}
	_, err := Read(bookOf(t, "Sales\n\n"+body+"\nz|oops|4"), "x", Options{Types: map[string]Kind{"a": Number}})
	wantError(t, err, `sheet "S1":6: column 2 "a": "oops" is not a number`)
}

func TestCellNames(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {1, 1}, "Z9": {9, 26}, "AA10": {10, 27}, "XFD2": {2, 16384}} {
		if got := cellName(at[0], at[1]); got != want {
			t.Errorf("%v is %s, not %s", at, got, want)
		}
	}
}
