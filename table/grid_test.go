package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestGrid(t *testing.T) {
	for _, test := range []struct {
		text, index string
		want        string // labels of the rows and the columns, and what is left out
	}{
		{"Team,Mon,Note,Tue\nA,1,x,2\nB,3,,4\n", "", "[A B] [Mon Tue] [Note]"},
		{"Mon,Note,Tue,Who\n1,x,2,p\n3,y,4,q\n", "Note", "[x y] [Mon Tue] [Who]"},
		{"Mon,Note\n1,x\n3,NA\n", "", "[] [Mon] [Note]"},
		{"Team,Mon,Tue\nA,1,\nB,2,NA\n", "", "[A B] [Mon Tue] []"},
		{"Team\nA\nB\n", "", "[A B] [] []"},
		{"Team,Mon,Tue\n", "", "[] [Team Mon Tue] []"},
		{`[{"t":"A","n":1,"s":"x"},{"t":"B","n":2,"s":null}]`, "", "[A B] [n] [s]"},
	} {
		table, err := read(t, test.text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		m, left, err := table.Grid(test.index)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
			continue
		}
		var names []string
		for _, c := range left {
			names = append(names, c.Name)
		}
		if got := fmt.Sprint(m.RowLabels, m.ColLabels, names); got != test.want {
			t.Errorf("%q gives %s, not %s", test.text, got, test.want)
		}
		if err := m.Validate(); err != nil {
			t.Error(err)
		}
	}
}

func TestGridErrors(t *testing.T) {
	for _, test := range []struct {
		text string
		want string
	}{
		{"Team,n,Mon,Tue\nA,x,1,2\nB,y,2,4o\n", `x:3: column 4 "Tue": "4o" is not a number`},
		{"Team,Mon,Tue\nA,x,1\nB,1e3,2\n", `column 2 "Mon": "x"`}, // no plain number
		{"Team,Mon,Tue\nA,x,1\nB, 7,2\n", `column 2 "Mon": "x"`},
		{"Team,Mon,Tue\nA,x,1\nB,\"7\",2\n", `column 2 "Mon": "x"`},
		{"Team,Mon,Tue\nA,x,1\nB,\u22127,2\n", `column 2 "Mon": "x"`},
		{"Team,Mon,Tue\nA,x,1\nB,-inf,2\n", `column 2 "Mon": "x"`},
		{"Team,Mon,Tue\nA,1e999,1\n", "is beyond the largest number"},
		{"Team,Mon,Tue\nA,x,y\n", `x:2: column 2 "Mon": "x" is not a number`},
		{"Team,Mon,Tue\nA,,y\n", `x:2: column 3 "Tue": "y" is not a number`}, // nothing but missing remains
		{`[{"t":"A","n":"x"},{"t":"B","n":true}]`, `column 2 "n": "x"`},
	} {
		table, err := read(t, test.text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = table.Grid("")
		wantError(t, err, test.want)
	}
	table, err := read(t, "a,b\n1,x\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = table.Grid("c")
	wantError(t, err, `"c" is not a column`)
}

// A number that stands for a missing value makes no column numeric.
func TestGridKnowsMissingNumbers(t *testing.T) {
	table, err := read(t, "a,b\n1,x\n2,-999\n", Options{Missing: []string{"-999"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, left, err := table.Grid(""); err != nil || len(left) != 1 {
		t.Errorf("left out are %v, %v", left, err)
	}
}

// The chunks find their numbers on their own.
func TestGridOfALargeTable(t *testing.T) {
	for number, want := range map[string]int{"z": 1, "1e5": 0} {
		text := "a,b\n" + strings.Repeat("1,some text\n", 100_000) + "1," + number + "\n" + strings.Repeat("1,some text\n", 50_000)
		for _, workers := range []int{1, 4} {
			table, err := Read(strings.NewReader(text), "x", Options{Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			if _, left, err := table.Grid(""); len(left) != want || (err == nil) != (want == 1) {
				t.Errorf("%s, %d workers: %d left out, %v", number, workers, len(left), err)
			}
		}
	}
}

func TestGridOfATableMadeByHand(t *testing.T) {
	table := &Table{Name: "mine", Columns: []Column{
		{Kind: Number, Numbers: []float64{1, 2}},
		{Kind: Text, Texts: []string{"x", "NA"}},
	}}
	m, left, err := table.Grid("")
	if err != nil || len(left) != 1 || !slices.Equal(m.Rows(0, 2, nil), []float64{1, 2}) {
		t.Errorf("%v, %v, %v", m, left, err)
	}
	table.Columns[1].Texts[1] = "7"
	_, _, err = table.Grid("")
	wantError(t, err, `mine: column 2: "x" is not a number`)
	table.Columns[0].Numbers = nil
	if _, _, err := table.Grid(""); err == nil {
		t.Error("columns of different lengths are accepted")
	}
}

func TestMissingNumbersInJSON(t *testing.T) {
	opt := Options{Missing: []string{"-999", "inf"}}
	for text, want := range map[string]string{
		`[["a","b"],[-999,1],[-999.0,2],[-9.99e2,-99]]`: "+ a:empty[NaN NaN NaN] b:number[1 2 -99]",
		`[{"a":-999,"b":Infinity},{"a":3,"b":1}]`:       "+ a:number[NaN 3] b:number[NaN 1]",
		`{"values":[[-999,-999],[-999,4]]}`:             "",
	} {
		table, err := read(t, text, opt)
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			if a, b := table.Columns[0], table.Columns[1]; a.Kind != Empty || b.Kind != Number || b.Numbers[0] == b.Numbers[0] || b.Numbers[1] != 4 {
				t.Errorf("%s gives %s", text, describe(table))
			}
		} else if got := describe(table); got != want {
			t.Errorf("%s gives\n%s, not\n%s", text, got, want)
		}
	}
}

func TestShapeCure(t *testing.T) {
	for _, test := range []struct{ value, want string }{
		{"21%", "remove the percent signs, or divide by 100"},
		{"-2.5 %", "remove the percent signs, or divide by 100"},
		{"1,234", "write 1234, or state the decimal mark if ',' is it"},
		{"1 234", "write 1234, without thousands separators"},
		{"1\u00a0234\u00a0567.5", "write 1234567.5, without thousands separators"},
		{"1,234,567.8", "write 1234567.8, without thousands separators"},
		{"1.234.567", "write 1234567, without thousands separators"},
		{"1'234", "write 1234, without thousands separators"},
		{"1.234,5", "write 1234.5, or state the decimal mark ',' and remove the thousands separators"},
		{"1,5", "write 1.5, or state the decimal mark ','"},
		{"€5", `remove "€": write 5`},
		{"-$1,234.50", `remove "$": write -1234.50`},
		{"USD 7", `remove "USD": write 7`},
		{"5 €", `remove "€": write 5`},
		{"5 kg", `remove "kg": write 5`},
		{"5kg", `remove "kg": write 5`},
		{"7.5 km/h", `remove "km/h": write 7.5`},
		{"21 °C", `remove "°C": write 21`},
		{"(5)", "write -5 if the brackets mean that it is negative"},
		{"($1,250)", "write -1250 if the brackets mean that it is negative"},
		{"TRUE", "write 1 for true and 0 for false"},
		{"false", "write 1 for true and 0 for false"},
		{"4o", ""}, {"x", ""}, {"", ""}, {"%", ""}, {"()", ""}, {"(x)", ""}, {"2nd", ""}, {"A1", ""}, {"1-2", ""},
		{"2024-01-05", ""}, {"10:30", ""}, {"1.2.3", ""}, {"€", ""}, {"kg", ""}, {",", ""}, {"7", ""},
		{strings.Repeat("1,234", 100), ""},
	} {
		if got := shapeCure(test.value, 0); got != test.want {
			t.Errorf("%q: %q, not %q", test.value, got, test.want)
		}
	}
	for value, want := range map[string]string{
		"2.5": "write 2,5, or state the decimal mark '.'", "1.234,5": "write 1234,5, without thousands separators",
	} {
		if got := shapeCure(value, ','); got != want {
			t.Errorf("%q with a decimal comma: %q, not %q", value, got, want)
		}
	}
	table, err := read(t, "Team,Share\nA,21%\nB,7\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = table.Matrix("")
	wantError(t, err, `x:2: column 2 "Share": "21%" is not a number (remove the percent signs, or divide by 100)`)
}
