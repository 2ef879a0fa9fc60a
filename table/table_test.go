package table

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// read reads a table under the name "x", and checks that the number of
// workers makes no difference.
func read(t *testing.T, text string, opt Options) (*Table, error) {
	t.Helper()
	table, err := Read(strings.NewReader(text), "x", opt)
	opt.Workers = 1
	alone, err2 := Read(strings.NewReader(text), "x", opt)
	if fmt.Sprint(err) != fmt.Sprint(err2) || err == nil && describe(table) != describe(alone) {
		t.Fatalf("the number of workers matters: %v, %v", err, err2)
	}
	return table, err
}

// describe writes a table on one line: a header or none, and the columns.
func describe(t *Table) string {
	var parts []string
	for _, c := range t.Columns {
		cells := fmt.Sprint(c.Numbers)
		if c.Kind == Text {
			cells = fmt.Sprintf("%q", c.Texts)
		}
		parts = append(parts, fmt.Sprintf("%s:%s%s", c.Name, c.Kind, cells))
	}
	mark := "-"
	if t.HasHeader {
		mark = "+"
	}
	return mark + " " + strings.Join(parts, " ")
}

// wantError checks that err is there and says all of the given words.
func wantError(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one with %q", words)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q lacks %q", err, w)
		}
	}
	if strings.ContainsAny(err.Error(), "\n\x00\x1b") {
		t.Errorf("error %q has control characters", err)
	}
}

// allocated returns how many bytes of memory f asks for.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestMatrix(t *testing.T) {
	for _, test := range []struct {
		text, index string
		rows, cols  int
		rowName     string
		rowLabels   []string
		colLabels   []string
		firstValues []float64
	}{
		{"Team,Mon,Tue\nA,1,2\nB,3,4\n", "", 2, 2, "Team", []string{"A", "B"}, []string{"Mon", "Tue"}, []float64{1, 2}},
		{"1,2\n3,4\n", "", 2, 2, "", nil, nil, []float64{1, 2}},
		{"a,b\n1,2\n", "", 1, 2, "", nil, []string{"a", "b"}, []float64{1, 2}},
		{"a,b\n1,2\n", "b", 1, 1, "b", []string{"2"}, []string{"a"}, []float64{1}},
		{"a,b\n1,2\n", "#1", 1, 1, "a", []string{"1"}, []string{"b"}, []float64{2}},
		{",2019,2020\nA,1,2\n", "", 1, 2, "", []string{"A"}, []string{"2019", "2020"}, []float64{1, 2}},
		{"a,b,team\n1,2,X\n3,4,Y\n", "team", 2, 2, "team", []string{"X", "Y"}, []string{"a", "b"}, []float64{1, 2}},
		{"Team,Mon,Tue\n", "", 0, 3, "", nil, []string{"Team", "Mon", "Tue"}, nil},
		{"Team\nA\nB\n", "", 2, 0, "Team", []string{"A", "B"}, []string{}, nil},
		{"7\n", "", 1, 1, "", nil, nil, []float64{7}},
		{`[["Team","Mon"],["A",1]]`, "", 1, 1, "Team", []string{"A"}, []string{"Mon"}, []float64{1}},
		{`[{"Team":"A","Mon":1}]`, "", 1, 1, "Team", []string{"A"}, []string{"Mon"}, []float64{1}},
		{`[]`, "", 0, 0, "", nil, nil, nil},
	} {
		table, err := read(t, test.text, Options{})
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		m, err := table.Matrix(test.index)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		rows, cols := m.Dims()
		if rows != test.rows || cols != test.cols || m.RowName != test.rowName || m.ColName != "" ||
			!slices.Equal(m.RowLabels, test.rowLabels) || !slices.Equal(m.ColLabels, test.colLabels) {
			t.Errorf("%q: %+v", test.text, m)
		}
		if rows > 0 && !slices.Equal(m.Rows(0, 1, nil), test.firstValues) {
			t.Errorf("%q: first row is %v", test.text, m.Rows(0, 1, nil))
		}
		if err := m.Validate(); err != nil {
			t.Error(err)
		}
		direct, err := ReadMatrix(strings.NewReader(test.text), "x", Options{}, test.index)
		if err != nil || !direct.Equal(m) {
			t.Errorf("%q: ReadMatrix gives %+v, %v", test.text, direct, err)
		}
	}
}

func TestMatrixErrors(t *testing.T) {
	for _, test := range []struct{ text, index, want string }{
		{"Team,Mon,Tue,Wed\nA,1,2,3\nB,1,2,4o\n", "", `x:3: column 4 "Wed": "4o" is not a number (make it the index`},
		{"Team,Mon,Tue\nA,1,x\nB,y,2\n", "", `x:2: column 3 "Tue": "x"`}, // the first by line
		{"1,2\n3,4\n5,x\n", "", `x:3: column 2: "x" is not`},
		{"Team,Mon\nA,1\nB,1e999\n", "", `"1e999" is beyond the largest number`},
		{"Team,Mon\nA,\"2\n3\"\n", "", `x:2: column 2 "Mon": "2\n3" is not`},
		{"Team,Mon\nA,1\n", "Taem", `"Taem" is not a column (did you mean "Team"?)`},
		{"Team,Mon\nA,1\n", "team", `did you mean "Team"?`},
		{"Team,Mon\nA,1\n", "whatever", `there are "Team", "Mon"; #1 to #2`},
		{"1,2\n", "x", "have no names; #1 to #2"},
		{"1,2\n", "#3", `"#3" is not a column`},
		{"1,2\n", "#0", `"#0" is not a column`},
		{"Team,Mon\nA," + strings.Repeat("long ", 100), "", "long …\" is not"},
		{`[["Team","Mon"],["A",1],` + "\n" + `["B","4o"]]`, "", `x:2: column 2 "Mon": "4o"`},
		{`[{"b":1,"a":1},` + "\n" + `{"b":1,"a":"7"}]`, "", `x:2: column 2 "a": "7" is not a number`},
	} {
		table, err := read(t, test.text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = table.Matrix(test.index)
		wantError(t, err, test.want)
	}
}

func TestNumericLeavesTextOut(t *testing.T) {
	table, err := read(t, "sepal,petal,species\n1,2,setosa\n3,,virginica\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, left, err := table.Numeric("")
	if err != nil {
		t.Fatal(err)
	}
	if r, c := m.Dims(); r != 2 || c != 2 || !slices.Equal(m.ColLabels, []string{"sepal", "petal"}) {
		t.Errorf("matrix is %+v", m)
	}
	if len(left) != 1 || left[0].Name != "species" {
		t.Fatalf("left out are %v", left)
	}
	if line, value := left[0].FirstText(); line != 2 || value != "setosa" {
		t.Errorf("FirstText() = %d, %q", line, value)
	}
}

func TestNumericTakesDistinctTextForLabels(t *testing.T) {
	for text, want := range map[string]struct {
		labels, left int
	}{
		"name,x\na,1\nb,2\n":  {2, 0},
		"group,x\na,1\na,2\n": {0, 1},
	} {
		table, _ := read(t, text, Options{})
		m, left, err := table.Numeric("")
		if err != nil || len(m.RowLabels) != want.labels || len(left) != want.left {
			t.Errorf("%q: %d labels, %d left out, %v", text, len(m.RowLabels), len(left), err)
		}
		m, left, err = table.Numeric("#1")
		if err != nil || len(m.RowLabels) != 2 || len(left) != 0 {
			t.Errorf("%q with an index: %d labels, %d left out, %v", text, len(m.RowLabels), len(left), err)
		}
	}
}

// A Table can be made by hand.
func TestTableMadeByHand(t *testing.T) {
	table := &Table{Name: "mine", HasHeader: true, Columns: []Column{
		{Name: "year", Kind: Number, Numbers: []float64{1949, 1e20, math.NaN()}},
		{Name: "n", Kind: Number, Numbers: []float64{1, 2, 3}},
		{Name: "t", Kind: Text, Texts: []string{"", "x", "y"}},
	}}
	_, err := table.Matrix("")
	wantError(t, err, `mine: column 3 "t": "x" is not a number`)
	m, _, err := table.Numeric("year")
	if err != nil || !slices.Equal(m.RowLabels, []string{"1949", "1e+20", ""}) {
		t.Errorf("labels are %q, %v", m.RowLabels, err)
	}
	table.Columns[1].Numbers = nil
	if _, _, err := table.Numeric(""); err == nil {
		t.Error("columns of different lengths are accepted")
	}
}

func TestOrderOfValuesInLargeTables(t *testing.T) {
	const rows, cols = 3000, 70 // several blocks, several workers
	var b strings.Builder
	for i := range rows {
		fmt.Fprintf(&b, "row %d", i)
		for j := range cols {
			fmt.Fprintf(&b, ",%d.25", i*cols+j)
		}
		b.WriteString("\n\n")
	}
	m, err := ReadMatrix(strings.NewReader("h"+strings.Repeat(",c", cols)+"\n"+b.String()), "x", Options{Workers: 3}, "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if want := fmt.Sprintf("row %d", i); m.RowLabels[i] != want {
			t.Fatalf("label %d is %q", i, m.RowLabels[i])
		}
		for j := range cols {
			if got := m.At(i, j); got != float64(i*cols+j)+0.25 {
				t.Fatalf("At(%d, %d) = %v", i, j, got)
			}
		}
	}
}

func TestMatrixIsTheTransposeOfItsColumns(t *testing.T) {
	m, err := matrix.FromRows([][]float64{{1, 2, 3}, {4, 5, 6}})
	if err != nil {
		t.Fatal(err)
	}
	m.RowName, m.RowLabels, m.ColLabels = "r", []string{"a", "b"}, []string{"x", "y", "z"}
	table, err := fromMatrix("x", m)
	if err != nil {
		t.Fatal(err)
	}
	if got := describe(table); got != `+ r:text["a" "b"] x:number[1 4] y:number[2 5] z:number[3 6]` {
		t.Error(got)
	}
	back, err := table.Matrix("")
	if err != nil || !back.Equal(m) {
		t.Errorf("%+v, %v", back, err)
	}
}
