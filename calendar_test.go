package heat_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/golden"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/table"
)

// calendarOf makes a calendar of the values that a function gives days from a first one on;
// NaN leaves a day out.
func calendarOf(t *testing.T, from time.Time, days int, opt table.CalendarOptions, value func(i int) float64) *table.Calendar {
	t.Helper()
	var b strings.Builder
	b.WriteString("day,value\n")
	for i := range days {
		if v := value(i); !math.IsNaN(v) {
			fmt.Fprintf(&b, "%s,%v\n", from.AddDate(0, 0, i).Format(time.DateOnly), v)
		}
	}
	tab, err := table.Read(strings.NewReader(b.String()), "days.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	opt.Date, opt.Value = "day", "value"
	c, err := table.MakeCalendar(tab, opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// Each day of a calendar is in the panel of its year, in the row of its weekday, whatever
// day weeks begin on; all panels have cells of one size; and each month is outlined once.
func TestCalendarHasEveryDayInItsPlace(t *testing.T) {
	for _, start := range []table.WeekStart{table.WeekMonday, table.WeekSunday, table.WeekSaturday} {
		first, days := date(2011, 1, 1), 365+366+365 // 2012 spans 54 weeks from Sunday on
		c := calendarOf(t, first, days, table.CalendarOptions{WeekStart: start}, func(i int) float64 { return float64(i) })
		spec := heat.Calendar(c)
		if len(spec.Panels) != 3 || !spec.Arrange.Shared || spec.Arrange.Columns != 1 {
			t.Fatalf("%v: %d panels, %+v", start, len(spec.Panels), spec.Arrange)
		}
		_, weeks := spec.Panels[0].Layers[0].(*heat.Cells).Values.Dims()
		seen := 0
		for k, p := range spec.Panels {
			cells := p.Layers[0].(*heat.Cells)
			if rows, cols := cells.Values.Dims(); rows != 7 || cols != weeks {
				t.Errorf("%v: panel %d is %d × %d", start, k, rows, cols)
			}
			month := map[[2]int]time.Month{}
			for m, mark := range cells.Marks {
				for _, at := range mark.At {
					if month[at] != 0 {
						t.Errorf("%v: panel %d, cell %v is in two months", start, k, at)
					}
					month[at] = time.Month(m + 1)
				}
			}
			for i := range 7 {
				for j := range weeks {
					v := cells.Values.At(i, j)
					if hidden := cells.Mask.Cells.At(i, j) == 1; hidden != math.IsNaN(v) {
						t.Errorf("%v: panel %d, cell %d, %d: value %v, hidden %v", start, k, i, j, v, hidden)
					}
					if math.IsNaN(v) {
						continue
					}
					seen++
					day := first.AddDate(0, 0, int(v))
					if day.Year() != 2011+k || day.Weekday().String()[:3] != cells.Values.RowLabels[i] || month[[2]int{i, j}] != day.Month() {
						t.Errorf("%v: %s is in panel %d, row %s, month %v", start, day.Format(time.DateOnly), k, cells.Values.RowLabels[i], month[[2]int{i, j}])
					}
					monday, err := time.Parse("week of "+time.DateOnly, cells.Values.ColLabels[j])
					if since := day.Sub(monday).Hours() / 24; err != nil || since != float64(i) {
						t.Errorf("%v: %s is in %q (%v)", start, day.Format(time.DateOnly), cells.Values.ColLabels[j], err)
					}
				}
			}
		}
		if seen != days {
			t.Errorf("%v: %d of %d days", start, seen, days)
		}
	}
}

// A day without a value is missing between others and empty before and after them; a day
// of value 0 is neither.
func TestCalendarTellsMissingFromZeroAndFromOutside(t *testing.T) {
	values := []float64{3, math.NaN(), 0, math.NaN(), 5}
	c := calendarOf(t, date(2023, 12, 30), len(values), table.CalendarOptions{}, func(i int) float64 { return values[i] })
	fig, err := heat.Compile(heat.Calendar(c))
	if err != nil {
		t.Fatal(err)
	}
	r := fig.Report()
	if len(r.Panels) != 2 {
		t.Fatalf("%d panels", len(r.Panels))
	}
	if a, b := r.Panels[0], r.Panels[1]; a.Missing != 1 || b.Missing != 1 || a.Vmin != 0 || b.Vmin != 0 || b.Vmax != 5 {
		t.Errorf("2023: %+v\n2024: %+v", a, b)
	}
	if c := r.Panels[0].Cell; math.Abs(c[0]-c[1]) > 1e-9 {
		t.Errorf("cells of %v", c)
	}
}

// Years are as far apart as is asked for, and by a gap of their own otherwise.
func TestCalendarGap(t *testing.T) {
	c := calendarOf(t, date(2022, 1, 1), 3*365, table.CalendarOptions{}, func(i int) float64 { return float64(i % 97) })
	tops := func(gap heat.Length) (tops []float64) {
		spec := heat.Calendar(c)
		if gap >= 0 {
			spec.Arrange.Gap = gap
		}
		for _, it := range viewed(t, spec).scene.Items {
			if g, ok := it.(*scene.Group); ok && g.Name == "body" {
				tops = append(tops, kind[*scene.Mosaic](g.Items)[0].Y[0])
			}
		}
		return tops
	}
	own, asked, wide := tops(-1), tops(12), tops(50)
	if !slices.Equal(own, asked) {
		t.Errorf("years begin at %v, and at %v with a gap of 12", own, asked)
	}
	for k := range wide {
		if shift := wide[k] - asked[k]; math.Abs(shift-38*float64(k)) > 1e-6 {
			t.Errorf("year %d is %g pt further down with a gap of 50 than of 12", k, shift)
		}
	}
	for _, gap := range []heat.Length{-1, heat.Length(math.NaN()), 2 * heat.MaxSize} {
		spec := heat.Calendar(c)
		spec.Arrange.Gap = gap
		if _, err := heat.Compile(spec); err == nil || !strings.Contains(err.Error(), "gap between panels") {
			t.Errorf("a gap of %v: %v", gap, err)
		}
	}
}

// From one day to twenty years.
func TestCalendarsOfAnyLength(t *testing.T) {
	for _, days := range []int{1, 366, 20 * 365} {
		c := calendarOf(t, date(2004, 2, 29), days, table.CalendarOptions{}, func(i int) float64 { return float64(i % 97) })
		fig, err := heat.Compile(heat.Calendar(c))
		if err != nil {
			t.Fatalf("%d days: %v", days, err)
		}
		for _, p := range fig.Report().Panels {
			for _, track := range p.Tracks {
				if track.Shown != track.Of {
					t.Errorf("%d days, %d panels: %+v", days, len(c.Years), track)
				}
			}
		}
	}
}

// The picture that is kept has been looked at: two years with a gap, a day of value 0, and
// days before and after.
func TestCalendarGolden(t *testing.T) {
	c := calendarOf(t, date(2023, 9, 14), 230, table.CalendarOptions{WeekStart: table.WeekSunday}, func(i int) float64 {
		switch {
		case i == 40:
			return 0
		case i > 100 && i < 106:
			return math.NaN()
		}
		return float64(20 + 10*(i%7) + i*i%13)
	})
	spec := heat.Calendar(c)
	if _, _, err := heat.MarkAnomalies(&spec, heat.AnomalyOptions{}); err != nil {
		t.Fatal(err)
	}
	spec.Panels[0].Layers[0].(*heat.Cells).Cbar.Label = "Visits"
	v := viewed(t, spec)
	golden.Text(t, "calendar.scene", golden.Scene(v.scene))
	golden.PNG(t, "calendar.png", encoded(t, v.fig, heat.PNG{DPI: 110}))
}

func TestCalendarWithoutDays(t *testing.T) {
	if spec := heat.Calendar(&table.Calendar{}); len(spec.Panels) != 0 {
		t.Errorf("%d panels", len(spec.Panels))
	}
}

func ExampleCalendar() {
	days := "day,steps\n2024-02-28,5200\n2024-02-29,8100\n2024-03-02,0\n"
	t, err := table.Read(strings.NewReader(days), "steps.csv", table.Options{})
	if err != nil {
		panic(err)
	}
	c, err := table.MakeCalendar(t, table.CalendarOptions{Date: "day", Value: "steps"})
	if err != nil {
		panic(err)
	}
	fig, err := heat.Compile(heat.Calendar(c))
	if err != nil {
		panic(err)
	}
	fmt.Println(fig.Report().Description)
	// Output:
	// Heatmap of 7 rows (Mon to Sun) by 53 columns (week of 2024-01-01 to week of 2024-12-30); values from 0 (Sat, week of 2024-02-26) to 8100 (Thu, week of 2024-02-26); 1 missing; 367 hidden.
}
