package table

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// days returns a table of a value for each day from one date on: its number.
func days(from string, n int) *Table {
	at, err := time.Parse(time.DateOnly, from)
	if err != nil {
		panic(err)
	}
	t := &Table{Name: "days", Columns: []Column{{Name: "day", Kind: Time}, {Name: "v", Kind: Number}}}
	for i := range n {
		t.Columns[0].Times = append(t.Columns[0].Times, at.AddDate(0, 0, i))
		t.Columns[1].Numbers = append(t.Columns[1].Numbers, float64(i))
	}
	return t
}

// TestCalendarsHoldEachDayOnce: every day of twenty years, whatever the week starts on,
// is in the row of its weekday, and months tile the year.
func TestCalendarsHoldEachDayOnce(t *testing.T) {
	for start := range WeekStart(7) {
		c, err := MakeCalendar(days("2005-01-01", 7305), CalendarOptions{Date: "day", Value: "v", WeekStart: start})
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Years) != 20 {
			t.Fatalf("%d years", len(c.Years))
		}
		next := 0.0
		for _, y := range c.Years {
			rows, weeks := y.Cells.Dims()
			if rows != 7 || weeks < 53 || weeks > 54 || y.Present != y.Days || y.Days != time.Date(y.Year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay() {
				t.Fatalf("%d: %d × %d, %d of %d days", y.Year, rows, weeks, y.Present, y.Days)
			}
			for _, m := range y.Months {
				from := time.Date(y.Year, m.Month, 1, 0, 0, 0, 0, time.UTC)
				if got := y.Cells.RowLabels[m.FirstRow]; got != from.Weekday().String()[:3] {
					t.Fatalf("%d %s begins on %s", y.Year, m.Label, got)
				}
				for k := 7*m.FirstCol + m.FirstRow; k <= 7*m.LastCol+m.LastRow; k++ {
					if got := y.Cells.At(k%7, k/7); got != next || !y.Inside[k%7*weeks+k/7] {
						t.Fatalf("%d %s, %d: %v, want %v", y.Year, m.Label, k, got, next)
					}
					next++
				}
				if got := area(m.Outline()); got != float64(from.AddDate(0, 1, -1).Day()) {
					t.Fatalf("%d %s from %s: the outline has %v cells", y.Year, m.Label, start, got)
				}
			}
		}
	}
}

// area returns that of a closed path.
func area(path [][2]int) (twice float64) {
	for i, p := range path {
		q := path[(i+1)%len(path)]
		twice += float64(p[0]*q[1] - q[0]*p[1])
	}
	return twice / 2
}

func TestCalendarTellsMissingFromZero(t *testing.T) {
	table := longTable(t, "day,v\n2023-12-30,0\n2024-01-02,5\n2024-01-02,6\n")
	c, err := MakeCalendar(table, CalendarOptions{Date: "day", Value: "v", Agg: Agg{How: Sum}})
	if err != nil || len(c.Years) != 2 {
		t.Fatal(c, err)
	}
	last, first := c.Years[0], c.Years[1]
	// 2023 began on a Sunday; the 30th of December was a Saturday of its 53rd column.
	if last.Cells.At(5, 52) != 0 || !math.IsNaN(last.Cells.At(4, 52)) || last.Present != 1 || last.Inside[0] {
		t.Errorf("2023: %+v", last)
	}
	if first.Cells.At(1, 0) != 11 || !math.IsNaN(first.Cells.At(0, 0)) || first.Days != 366 {
		t.Errorf("2024: %v", first.Cells.Rows(0, 2, nil))
	}
	counts, err := MakeCalendar(table, CalendarOptions{Date: "day", Agg: Agg{How: Count}})
	if err != nil || counts.Years[1].Cells.At(0, 0) != 0 || !math.IsNaN(counts.Years[1].Cells.At(3, 20)) {
		t.Errorf("counts: a day between the first and the last has none, one beyond is not known: %v", err)
	}
	if _, err := MakeCalendar(table, CalendarOptions{Date: "day", Value: "v"}); err == nil || !strings.Contains(err.Error(), `day:day = "2024-01-02"`) {
		t.Errorf("%v", err)
	}
	far := longTable(t, "day,v\n0023-12-30,0\n2024-01-02,5\n")
	if _, err := MakeCalendar(far, CalendarOptions{Date: "day", Value: "v"}); err == nil || !strings.Contains(err.Error(), "spans") {
		t.Errorf("%v", err)
	}
	none, err := MakeCalendar(longTable(t, "day,v\n,0\n2024-01-02,\n"), CalendarOptions{Date: "day", Value: "v"})
	if err != nil || len(none.Years) != 1 || none.Years[0].Present != 0 || none.Report.NoRow != 1 {
		t.Errorf("%+v, %v", none, err)
	}
}

// TestSkippedDay: Samoa went from the 29th to the 31st of December 2011.
func TestSkippedDay(t *testing.T) {
	zone, err := LoadZone("Pacific/Apia")
	if err != nil {
		t.Fatal(err)
	}
	c, err := MakeCalendar(longTable(t, "day,v\n2011-12-29T20:00Z,1\n2011-12-30T20:00Z,2\n"), CalendarOptions{Date: "day", Value: "v", Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	y := c.Years[0]
	_, weeks := y.Cells.Dims()
	if y.Days != 364 || y.Inside[4*weeks+52] || !y.Inside[3*weeks+52] || y.Cells.At(3, 52) != 1 || y.Cells.At(5, 52) != 2 {
		t.Errorf("%d days, %v", y.Days, y.Cells.Rows(0, 7, nil))
	}
}

func ExampleMakeCalendar() {
	t, err := Read(strings.NewReader("date,visits\n2024-02-28,3\n2024-02-29,0\n"), "visits.csv", Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := MakeCalendar(t, CalendarOptions{Date: "date", Value: "visits"})
	if err != nil {
		fmt.Println(err)
		return
	}
	y := c.Years[0]
	m := y.Months[time.February-1]
	fmt.Println(y.Year, m.Label, "starts in column", m.FirstCol, "on", y.Cells.RowLabels[m.FirstRow])
	fmt.Println(y.Cells.At(2, 8), y.Cells.At(3, 8), y.Cells.At(4, 8))
	// Output:
	// 2024 Feb starts in column 4 on Thu
	// 3 0 NaN
}

func ExamplePivot() {
	t, err := Read(strings.NewReader("time,team,tickets\n2024-01-01 09:10,A,2\n2024-01-02 09:40,A,4\n2024-01-02 11:00,B,1\n"), "log.csv", Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	rows, _ := ParseKey("team")
	cols, _ := ParseKey("time:day")
	m, report, err := Pivot(t, PivotOptions{Rows: rows, Cols: cols, Value: "tickets", Agg: Agg{How: Sum}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.RowLabels, m.ColLabels)
	fmt.Println(m.Rows(0, 1, nil), m.Rows(1, 2, nil), report.Used)
	// Output:
	// [A B] [2024-01-01 2024-01-02]
	// [2 4] [NaN 1] 3
}
