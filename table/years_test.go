package table

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whole numbers of four digits are years if a time is asked for.
func TestPlainYears(t *testing.T) {
	zone, err := LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text, want string
		opt              PivotOptions
	}{
		{"x.csv", "year,n\n1949,1\n1951,2\n", "[1949 1950 1951] 1 NaN 2", PivotOptions{Rows: Key{Column: "year", How: ByYear}}},
		{"x.csv", "year,n\n1949.0,1\n,5\n1950.0,2\n", "[1949 1950] 1 2", PivotOptions{Rows: Key{Column: "year", How: ByYear}}},
		{"x.csv", "year,n\n1883,1\n1884,2\n", "[1883 1884] 1 2", PivotOptions{Rows: Key{Column: "year", How: ByYear}, Zone: zone}},
		{"x.json", `[{"year":2023,"n":1},{"year":2024,"n":2}]`, "[2023 2024] 1 2", PivotOptions{Rows: Key{Column: "year", How: ByYear}}},
		{"x.ndjson", `{"year":2023,"n":1}` + "\n" + `{"year":2024,"n":2}`, "[2023 2024] 1 2", PivotOptions{Rows: Key{Column: "year", How: ByYear}}},
		{"x.csv", "s,n\n0,1\n1949,2\n", "[1970-01-01 00:00] 3", PivotOptions{Rows: Key{Column: "s", How: ByHour}, Agg: Agg{How: Sum}}},
		{"x.csv", "s,n\n9999,1\n10000,2\n", "[1970-01-01 02:00] 3", PivotOptions{Rows: Key{Column: "s", How: ByHour}, Agg: Agg{How: Sum}}},
		{"x.csv", "s,n\n1949.5,1\n1950,2\n", "[1970] 3", PivotOptions{Rows: Key{Column: "s", How: ByYear}, Agg: Agg{How: Sum}}},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		c.opt.Value = "n"
		m, _, err := PivotFiles([]string{path}, Options{}, c.opt)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		got := fmt.Sprint(m.RowLabels)
		for i := range m.RowLabels {
			got += fmt.Sprint(" ", m.At(i, 0))
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// Blocks after the first take small numbers as the first did.
func TestPlainYearsInLaterBlocks(t *testing.T) {
	write := func(first, later string) string {
		path := filepath.Join(t.TempDir(), "x.csv")
		rest := ",1," + strings.Repeat("x", 97) + "\n"
		text := "t,n,x\n" + strings.Repeat(first+rest, blockSize/40) + strings.Repeat(later+rest, blockSize/40)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	key := Key{Column: "t", How: ByYear}
	m, _, err := PivotFiles([]string{write("77", "2024")}, Options{}, PivotOptions{Rows: key, Value: "n", Agg: Agg{How: Count}})
	if err != nil || fmt.Sprint(m.RowLabels) != "[1970]" {
		t.Errorf("%v, %v", m, err)
	}
	_, _, err = PivotFiles([]string{write("2024", "77")}, Options{}, PivotOptions{Rows: key, Value: "n", Agg: Agg{How: Count}})
	wantError(t, err, `"77" is written like seconds since 1970, and "2024" further up like the year 2024`)
}

func TestYearsHaveNoMonths(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, []byte("year,n\n,7\n1949,1\n1950,2\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	_, _, err := PivotFiles([]string{path}, Options{}, PivotOptions{Rows: Key{Column: "year", How: MonthOfYear}, Value: "n"})
	wantError(t, err, `column 1 "year": "1949" holds years, which have no month (write dates such as 1949-03-31, or label by the year, year:year)`)
	_, err = CalendarFiles([]string{path}, Options{}, CalendarOptions{Date: "year", Value: "n"})
	wantError(t, err, `"1949" holds years, which have no day`)
}
