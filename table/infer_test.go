package table

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// kinds writes the kind of each column, and a note if there is one.
func kindsOf(t *Table) string {
	var out []string
	for _, c := range t.Columns {
		s := c.Kind.String()
		if c.Zoned {
			s += " zoned"
		}
		if c.Note != "" {
			s += ": " + c.Note
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestInference(t *testing.T) {
	for _, test := range []struct{ cells, want string }{
		{"true false NA", "bool"},
		{"TRUE TRUE", "bool"},
		{"yes no Yes", "bool"},
		{"T F", "bool"},
		{"T T", "text"},
		{"no no", "text"},
		{"yes true", "text"},
		{"true 1", "text"},
		{"1 0", "number"},
		{"2024-01-31 2023-12-01 NA", "time"},
		{"2024-01-31 2023-02-29", "text"},
		{"2024-01-31T12:00 2024-01-31T12:00:01.5", "time"},
		{"2024-01-31T12:00Z 2024-01-31T12:00:01.5+02:00", "time zoned"},
		{"2024-01-31T12:00Z 2024-01-31T12:00:01.5", `text: "2024-01-31T12:00:01.5" in row 2 is written like 2024-01-31 without a zone, and "2024-01-31T12:00Z" in row 1 like 2024-01-31 with a zone (write all dates of a column alike)`},
		{"2024-01-31 31.01.2024", `text: "31.01.2024" in row 2 is written like 31.01.2024, and "2024-01-31" in row 1 like 2024-01-31 (write all dates of a column alike)`},
		{"31/01/2024 01/02/2024", "time"},
		{"01/31/2024 01/02/2024", "time"},
		{"03/01/2024 01/02/2024", `text: "03/01/2024" in row 1 may have the day or the month first, and so may all dates of the column (set the date order to day-first or month-first, or write the dates as 2024-01-31)`},
		{"31/01/2024 01/31/2024", `text: "01/31/2024" in row 2 has the month first, and "31/01/2024" in row 1 the day (write the dates as 2024-01-31)`},
		{"2024-01 2024-12", "time"},
		{"2019 2020", "number"},
		{"20240131 20240201", "number"},
		{"1-2 3-4", "text"},
		{"10/Oct/2000:13:55:36 11/Oct/2000:13:55:36", "time"},
		{"12:30 13:00", "text"},
		{"2024-01-31 soon", "text"},
	} {
		text := "a,z\n" + strings.ReplaceAll(test.cells, " ", ",0\n") + ",0\n"
		table, err := read(t, text, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		table.Columns = table.Columns[:1]
		if got := kindsOf(table); got != test.want {
			t.Errorf("%s: %s\nwant %s", test.cells, got, test.want)
		}
	}
}

func TestTimes(t *testing.T) {
	at := func(y, mo, d, h, mi, s, ns, east int) time.Time {
		return time.Date(y, time.Month(mo), d, h, mi, s, ns, time.FixedZone("", east))
	}
	for text, want := range map[string]time.Time{
		"2024-01-31":                     at(2024, 1, 31, 0, 0, 0, 0, 0),
		"2024-2-3":                       at(2024, 2, 3, 0, 0, 0, 0, 0),
		"2024/01/31 07:05":               at(2024, 1, 31, 7, 5, 0, 0, 0),
		"2024.01.31":                     at(2024, 1, 31, 0, 0, 0, 0, 0),
		"2024-01-31T23:59:60":            at(2024, 2, 1, 0, 0, 0, 0, 0),
		"2024-01-31 24:00":               at(2024, 2, 1, 0, 0, 0, 0, 0),
		"2024-01-31T01:02:03.123456789Z": at(2024, 1, 31, 1, 2, 3, 123456789, 0),
		"2024-01-31T01:02:03,5+05:30":    at(2024, 1, 31, 1, 2, 3, 500000000, 19800),
		"2024-01-31 01:02:03 -0800":      at(2024, 1, 31, 1, 2, 3, 0, -28800),
		"2024-01-31 01:02:03 UTC":        at(2024, 1, 31, 1, 2, 3, 0, 0),
		"2024-01-31 01:02:03 UTC+2":      {},
		"2024-01-31 01:02:03 GMT+02":     at(2024, 1, 31, 1, 2, 3, 0, 7200),
		"2024-01-31 01:02:03PM":          at(2024, 1, 31, 13, 2, 3, 0, 0),
		"2024-01-31 01:02:03.5 PM":       at(2024, 1, 31, 13, 2, 3, 500000000, 0),
		"2024-01-31 01:02:03.5 +01":      at(2024, 1, 31, 1, 2, 3, 500000000, 3600),
		"2024-01-31T23:59:59.x":          {},
		"31.12.1999 12:00":               at(1999, 12, 31, 12, 0, 0, 0, 0),
		"1.2.1999":                       at(1999, 2, 1, 0, 0, 0, 0, 0),
		"31 Jan 2024":                    at(2024, 1, 31, 0, 0, 0, 0, 0),
		"31-january-2024":                at(2024, 1, 31, 0, 0, 0, 0, 0),
		"Sept. 3, 2024":                  at(2024, 9, 3, 0, 0, 0, 0, 0),
		"Jan 31 2024 3:04 PM":            at(2024, 1, 31, 15, 4, 0, 0, 0),
		"Jan 31, 2024, 12:04am":          at(2024, 1, 31, 0, 4, 0, 0, 0),
		"May 2024":                       at(2024, 5, 1, 0, 0, 0, 0, 0),
		"Mon, 02 Jan 2006 15:04:05 GMT":  at(2006, 1, 2, 15, 4, 5, 0, 0),
		"10/Oct/2000:13:55:36 -0700":     at(2000, 10, 10, 13, 55, 36, 0, -25200),
		"31/01/2024":                     at(2024, 1, 31, 0, 0, 0, 0, 0),
		"20240131":                       at(2024, 1, 31, 0, 0, 0, 0, 0),
		"1700000000":                     at(2023, 11, 14, 22, 13, 20, 0, 0),
		"1700000000.5":                   at(2023, 11, 14, 22, 13, 20, 500000000, 0),
		"1700000000123":                  at(2023, 11, 14, 22, 13, 20, 123000000, 0),
		"1700000000123456":               at(2023, 11, 14, 22, 13, 20, 123456000, 0),
		"1700000000123456789":            at(2023, 11, 14, 22, 13, 20, 123456789, 0),
		"-1":                             at(1969, 12, 31, 23, 59, 59, 0, 0),
		"2024-13-01":                     {},
		"2024-01-32":                     {},
		"2023-02-29":                     {},
		"0000-01-01":                     {},
		"2024-01-31T25:00":               {},
		"2024-01-31T12:60":               {},
		"2024-01-31T12":                  {},
		"2024-01-31x":                    {},
		"2024-01/31":                     {},
		"31/Foo/2024":                    {},
		"Janu 3, 2024":                   {},
		"Jan 31 2024 13:04 PM":           {},
		"Monday":                         {},
		"99/99/2024":                     {},
	} {
		table, err := Read(strings.NewReader("t|x\n"+text+"|0\n"), "x", Options{Types: map[string]Kind{"t": Time}, Delimiter: '|'})
		switch {
		case want.IsZero():
			if err == nil {
				t.Errorf("%s is read as %v", text, table.Columns[0].Times[0])
			}
		case err != nil:
			t.Error(err)
		case !table.Columns[0].Times[0].Equal(want):
			t.Errorf("%s is read as %v, not %v", text, table.Columns[0].Times[0], want)
		}
	}
}

// TestTimesAgreeWithTheStandardLibrary reads what package time writes.
func TestTimesAgreeWithTheStandardLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, layout := range []string{time.RFC3339Nano, time.RFC1123, time.RFC1123Z, time.DateTime, "2006/1/2 15:04:05.000", "2 January 2006 3:04:05 PM", "02/Jan/2006:15:04:05 -0700", "1/2/2006 3:04PM"} {
		for range 2000 {
			at := time.Unix(rng.Int64N(6e9)-2e9, rng.Int64N(1e9)).In(time.FixedZone("GMT", 60*(rng.IntN(28*60)-14*60)))
			if layout == time.RFC1123 {
				at = at.UTC().In(time.FixedZone("GMT", 0))
			}
			text := at.Format(layout)
			want, err := time.Parse(layout, text)
			if err != nil {
				t.Fatal(err)
			}
			s, ok := parseStamp(text)
			if !ok || !s.time(MonthFirst, zones{}).Equal(want) {
				t.Fatalf("%s: %v, want %v", text, s.time(MonthFirst, zones{}), want)
			}
		}
	}
}

func TestTypes(t *testing.T) {
	const text = "id,when,ok,n,code\n007,01/02/2024,1,5,1.50\n008,03/04/2024,0,NA,x\n"
	table, err := read(t, text, Options{DateOrder: DayFirst, Types: map[string]Kind{"id": Text, "ok": Bool, "#2": Time, "n": Number}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := describe(table), `+ id:text["007" "008"] when:time[] ok:bool[1 0] n:number[5 NaN] code:text["1.50" "x"]`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if at := table.Columns[1].Times[0]; at.Month() != time.February {
		t.Error(at)
	}
	for _, test := range []struct {
		opt  Options
		want string
	}{
		{Options{Types: map[string]Kind{"code": Number}}, `x:3: column 5 "code": "x" is not a number`},
		{Options{Types: map[string]Kind{"code": Bool}}, `x: row 1: column 5 "code": "1.50" is neither true nor false`},
		{Options{Types: map[string]Kind{"code": Time}}, `x: row 2: column 5 "code": "x" is not a date or time`},
		{Options{Types: map[string]Kind{"when": Time}}, `set the date order to day-first or month-first`},
		{Options{Types: map[string]Kind{"cod": Time}}, `"cod" is not a column (did you mean "code"?)`},
		{Options{Columns: []string{"cod"}}, `"cod" is not a column (did you mean "code"?)`},
	} {
		_, err := read(t, text, test.opt)
		wantError(t, err, test.want)
	}
	table, err = read(t, text, Options{Columns: []string{"n", "#1"}})
	if err != nil || describe(table) != `+ n:number[5 NaN] id:number[7 8]` {
		t.Errorf("%v, %v", table, err)
	}
	m, err := ReadMatrix(strings.NewReader(text), "x", Options{Columns: []string{"n"}}, "id")
	if err != nil || m.RowLabels[0] != "007" || m.At(0, 0) != 5 {
		t.Errorf("%v, %v", m, err)
	}
}

// TestTimesLabelAndTruthsAreNumbers checks what matrices make of the kinds.
func TestTimesLabelAndTruthsAreNumbers(t *testing.T) {
	const text = "when,ok,n,at\n2024-01-31,yes,1,2024-01\n2024-02-01,no,2,2024-02\n"
	table, err := read(t, text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, left, err := table.Grid("")
	if err != nil || len(left) != 1 || left[0].Name != "at" || !slices.Equal(m.RowLabels, []string{"2024-01-31", "2024-02-01"}) || !slices.Equal(m.Rows(0, 2, nil), []float64{1, 1, 0, 2}) {
		t.Errorf("%+v, %v, %v", m, left, err)
	}
	m, left, err = table.Numeric("")
	if err != nil || len(left) != 1 || m.RowName != "when" || m.At(1, 1) != 2 {
		t.Errorf("%+v, %v, %v", m, left, err)
	}
	_, err = table.Matrix("")
	wantError(t, err, `column 4 "at": "2024-01" is not a number`)
	if got := table.Columns[1].Format(0) + table.Columns[3].Format(1); got != "yes2024-02" {
		t.Error(got)
	}
}

func TestALogWithoutAHeader(t *testing.T) {
	for text, want := range map[string]string{
		"2024-01-31,5\n2024-02-01,6\n":      "- time, number",
		"when,5\n2024-02-01,6\n":            "+ time, number",
		",2024-01-31,2024-02-01\nA,1,2\n":   "+ text, number, number",
		"2024-01-31,a\n2024-02-01,b\n":      "+ time, text",
		"2024-01-31T00:00Z\n2024-02-01\n":   "+ time",
		"2024-01-31,2024-02-01\nred,blue\n": "+ text, text",
	} {
		table, err := read(t, text, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		if got := describe(table)[:2] + kindsOf(table); got != want {
			t.Errorf("%q: %s, not %s", text, got, want)
		}
	}
}

func TestInferenceOfLongColumns(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	var b strings.Builder
	b.WriteString("when,ok\n")
	for i := range 100_000 {
		fmt.Fprintf(&b, "%02d/%02d/2024,%s\n", 1+i%12, 1+i/12%12, []string{"t", "f"}[i%2])
	}
	ambiguous := b.String()
	for end, want := range map[string]string{
		"":                             "text",
		"13/01/2024,f\n":               "time",
		"01/13/2024,t\n":               "time",
		"13/01/2024,f\n01/13/2024,f\n": "text",
		"x,f\n":                        "text",
		"2024-01-01,f\n":               "text",
	} {
		table, err := read(t, ambiguous+end, Options{})
		if err != nil || table.Columns[0].Kind.String() != want || table.Columns[1].Kind != Bool {
			t.Errorf("%q: %s, %v", end, table.Columns[0].Kind, err)
		}
	}
}

func TestOpenAll(t *testing.T) {
	a := write(t, "a.csv", "k,n,when\nx,1,2024-01-01\n")
	b := write(t, "b.tsv", "n\tk\twhen\n\ty\t\n")
	c := write(t, "c.json", `[{"k":"z","n":3.5,"when":"2025-01-01"}]`)
	table, err := OpenAll([]string{a, b, c}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := describe(table), `+ k:text["x" "y" "z"] n:number[1 NaN 3.5] when:time[]`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if w := table.Columns[2]; w.Format(0) != "2024-01-01" || !w.Missing(1) || w.Times[2].Year() != 2025 || table.Validate() != nil {
		t.Errorf("%v", w)
	}
	for text, want := range map[string]string{
		"k,m,when\nx,1,2024-01-01\n":        `d.csv: column "n" of `,
		"k,n,when,z\nx,1,2024-01-01,2\n":    `d.csv: column 4 "z" is not in `,
		"k,n,when\nx,ten,2024-01-01\n":      `d.csv:2: column 2 "n": "ten" is not a number, as the column is in `,
		"k,n,when\nx,1,2024-01-01T00:00Z\n": `column 3 "when": is time with zones, and time without zones in`,
		"1,2,3\n":                           "has names of columns, and",
	} {
		_, err := OpenAll([]string{a, write(t, "d.csv", text)}, Options{})
		wantError(t, err, strings.Replace(want, ` is not in`, `: is not in`, 1))
	}
	var last, total int64
	_, err = OpenAll([]string{a, b}, Options{Progress: func(d, n int64) { last, total = d, n }})
	if err != nil || last != total || total == 0 {
		t.Errorf("%d of %d, %v", last, total, err)
	}
}

func TestCategories(t *testing.T) {
	table, err := read(t, "gene,a,b\nTP53,week 10,NA\nEGFR,week 2,Week 2\nKRAS,,week 10\n", Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := table.Categories("")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(c.Levels, c.Counts, c.Codes.Rows(0, 3, nil), c.Codes.RowLabels, c.Codes.ColLabels),
		"[Week 2 week 2 week 10] [1 1 2] [2 NaN 1 0 NaN 2] [TP53 EGFR KRAS] [a b]"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for text, want := range map[string]string{
		"a,b\nyes,no\nno,yes\n":   "[no yes] [2 2] [1 0 0 1]",
		"a,b\n10,9\nx,-1\n":       "[-1 9 10 x] [1 1 1 1] [2 1 3 0]",
		"a,b\ntrue,x\nfalse,NA\n": "[false true x] [1 1 1] [1 2 0 NaN]",
	} {
		table, err := read(t, text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		table.Columns = append([]Column{{Name: "i", Kind: Text, Texts: []string{"p", "q"}}}, table.Columns...)
		c, err := table.Categories("")
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(c.Levels, c.Counts, c.Codes.Rows(0, 2, nil)); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestNaturalOrderIsAnOrder(t *testing.T) {
	words := []string{"", "0", "00", "1", "01", "1a", "a1", "a01", "a1b", "A1", "a10", "a9", "B", "b", "-1", "1e3", "inf", "a-1", "ä", "a b"}
	for _, a := range words {
		for _, b := range words {
			if compareNatural(a, b) != -compareNatural(b, a) || (compareNatural(a, b) == 0) != (a == b) {
				t.Errorf("%q and %q", a, b)
			}
			for _, c := range words {
				if compareNatural(a, b) < 0 && compareNatural(b, c) < 0 && compareNatural(a, c) >= 0 {
					t.Errorf("%q, %q, %q", a, b, c)
				}
			}
		}
	}
}
