package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// outline says what a matrix has for labels.
func outline(m *matrix.Matrix) string {
	return fmt.Sprintf("%q %q %q", m.RowName, m.RowLabels, m.ColLabels)
}

// cellsOf writes the rows of a matrix.
func cellsOf(m *matrix.Matrix) string {
	rows, cols := m.Dims()
	out := make([][]float64, rows)
	for i := range out {
		for j := range cols {
			out[i] = append(out[i], m.At(i, j))
		}
	}
	return fmt.Sprint(out)
}

func names(columns []Column) (names []string) {
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return names
}

func TestBlankHeaderLabelsRows(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{",a,b\n0,1,2\n1,3,4\n", `"" ["0" "1"] ["a" "b"]`},
		{"\"\",\"a\",\"b\"\n\"1\",1,2\n\"2\",3,4\n", `"" ["1" "2"] ["a" "b"]`},
		{",a,b\n2.5,1,2\n2.5,3,4\n", `"" ["2.5" "2.5"] ["a" "b"]`},
		{"Unnamed: 0,a,b\n0,1,2\n1,3,4\n", `"" ["0" "1"] ["a" "b"]`},
		{"a b\n1 1 2\n2 3 4\n", `"" ["1" "2"] ["a" "b"]`}, // as R writes a data frame without names
		{"a,Unnamed: 0\n1,2\n3,4\n", `"" [] ["a" "Unnamed: 0"]`},
		{",a,\n0,1,2\n1,3,4\n", `"" [] ["" "a" ""]`},
		{",a,b\n,1,2\n,3,4\n", `"" [] ["" "a" "b"]`}, // nothing labels them
		{",1,2\n0,1,2\n1,3,4\n", `"" [] []`},         // numbers may be values
		{`[[null,"a"],[5,1],[6,2]]`, `"" ["5" "6"] ["a"]`},
		{`[{"":5,"a":1},{"":6,"a":2}]`, `"" ["5" "6"] ["a"]`},
	} {
		opt := Options{}
		if strings.HasPrefix(test.text, "a b") {
			opt.Delimiter = ' '
		}
		table, err := read(t, test.text, opt)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		m, err := table.Matrix("")
		if err != nil || outline(m) != test.want {
			t.Errorf("%q: %s, %v", test.text, outline(m), err)
		}
		grid, _, err := table.Grid("")
		if err != nil || outline(grid) != test.want {
			t.Errorf("%q, Grid: %s, %v", test.text, outline(grid), err)
		}
		numeric, _, err := table.Numeric("")
		if err != nil || outline(numeric) != test.want {
			t.Errorf("%q, Numeric: %s, %v", test.text, outline(numeric), err)
		}
	}
	table, _ := read(t, ",gene,a\n0,x,1\n1,y,2\n", Options{})
	if m, err := table.Matrix("gene"); err != nil || outline(m) != `"gene" ["x" "y"] ["a"]` {
		t.Errorf("an index of one's own leaves the blank one: %v, %v", m, err)
	}
}

func TestBlankHeaderAmongChosen(t *testing.T) {
	for _, test := range []struct {
		text   string
		labels bool
	}{{",a,b\n0,1,2\n1,3,4\n", true}, {",a,\n0,1,2\n1,3,4\n", false}} {
		var seen []Heading
		table, err := read(t, test.text, Options{Choose: func(h []Heading) []int { seen = h; return []int{0, 1} }})
		if err != nil || seen[0].Labels != test.labels || seen[1].Labels || (table.Labels() == 0) != test.labels {
			t.Errorf("%q: %+v, %v, %v", test.text, seen, table, err)
		}
	}
}

func TestGCTDescriptionsAreNoValues(t *testing.T) {
	const text = "#1.3\n2\t2\t2\t1\nid\tentrez\tsym\ts1\ts2\nbatch\tna\tna\tx\ty\ng1\t10\tA\t1\t2\ng2\t20\tB\t3\t4\n"
	const want = `"id" ["g1" "g2"] ["s1" "s2"]`
	for _, choose := range []func([]Heading) []int{nil, func(h []Heading) []int {
		if !h[0].Labels || !h[1].Describes || !h[2].Describes || h[3].Describes {
			t.Errorf("%+v", h)
		}
		return []int{0, 1, 3, 4}
	}} {
		table, err := read(t, text, Options{Choose: choose})
		if err != nil {
			t.Fatal(err)
		}
		if table.Labels() != 0 || !table.Columns[1].Describes() || table.Columns[1].Kind != Number {
			t.Errorf("%+v", table.Columns)
		}
		left := []string{"entrez", "sym"}
		if choose != nil {
			left = left[:1]
		}
		m, err := table.Matrix("")
		grid, leftGrid, err2 := table.Grid("")
		numeric, leftNumeric, err3 := table.Numeric("")
		if err != nil || err2 != nil || err3 != nil || outline(m) != want || outline(grid) != want || outline(numeric) != want ||
			!slices.Equal(names(leftGrid), left) || !slices.Equal(names(leftNumeric), left) {
			t.Errorf("%v, %v %q, %v %q, %v %v %v", m, grid, names(leftGrid), numeric, names(leftNumeric), err, err2, err3)
		}
	}
	// GSEA writes na where there is no description, of which nothing is said.
	table, err := read(t, "#1.2\n1\t1\nName\tDescription\ts1\ng1\tna\t1\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m, left, err := table.Grid(""); err != nil || outline(m) != `"Name" ["g1"] ["s1"]` || len(left) > 0 {
		t.Errorf("%v, %q, %v", m, names(left), err)
	}
	if m, err := table.Matrix("Description"); err != nil || outline(m) != `"Description" [""] ["s1"]` {
		t.Errorf("%v, %v", m, err)
	}
}

func TestParquetOfPandasOracle(t *testing.T) {
	for name, want := range map[string]string{
		"range":  `"" [] ["a" "b"]`,
		"named":  `"gene" ["g1" "g2"] ["a" "b"]`,
		"blank":  `"" ["7.5" "9"] ["a" "b"]`,
		"levels": `"gene" ["g1" "g2"] ["a" "b"]`,
	} {
		left := []string{"word"}
		if name == "levels" {
			left = []string{"entrez", "word"}
		}
		for _, choose := range []func([]Heading) []int{nil, func(h []Heading) []int { return nil }} {
			table, err := Open(formatFile("pandas-"+name+".parquet"), Options{Choose: choose})
			if err != nil {
				t.Fatal(err)
			}
			m, columns, err := table.Grid("")
			if err != nil || outline(m) != want || !slices.Equal(names(columns), left) {
				t.Errorf("%s: %v, %q, %v", name, m, names(columns), err)
			}
		}
	}
}

func TestMetadataThatSaysNothing(t *testing.T) {
	for _, said := range []string{"", "{", `{"index_columns":7}`, `{"index_columns":["none",{"kind":"range"},null]}`, `{"index_columns":["list"]}`} {
		f := &parquetFile{columns: []pqColumn{{name: "a"}, {name: "list", repeats: true}}}
		f.setRoles([]byte(said))
		if f.columns[0].role != anyRole || f.columns[1].role != anyRole {
			t.Errorf("%s: %+v", said, f.columns)
		}
	}
}
