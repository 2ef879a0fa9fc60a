package table

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/seed01309057/heat/matrix"
)

// CalendarOptions say how a calendar is made.
type CalendarOptions struct {
	// Date is the column of dates or times; Value that of values, which only Count does
	// without; and Agg how the values of one day become one. Its zero value, Only, takes
	// one value for each day.
	Date, Value string
	Agg         Agg

	// Zone, AssumeZone, WeekStart, MaxValues and Workers are as in PivotOptions.
	Zone       *time.Location
	AssumeZone bool
	WeekStart  WeekStart
	MaxValues  int
	Workers    int
}

// maxYears bounds a calendar: what spans more is a slip in a date.
const maxYears = 400

// A Calendar is values by day, year by year.
type Calendar struct {
	Years  []CalendarYear // without gaps, from the first year that has a date to the last
	Report *PivotReport
	Week   WeekStart
}

// A CalendarYear is the days of one year as a matrix of weekdays and weeks.
type CalendarYear struct {
	Year int

	// Cells has 7 rows, from the first day of the week on, labelled Mon to Sun, and a
	// column for each week, in part or whole, of the year: 53 or 54, labelled by their
	// number, the column of the first of January being 1. A day without a value is NaN,
	// unlike one whose value is 0; so is what Inside says is not in the year.
	Cells *matrix.Matrix

	// Inside is, for each cell row by row, whether it is a day of the year, in the zone:
	// some zones have skipped a day when they crossed the date line.
	Inside []bool

	// Days is how many days the year has, and Present how many have a value.
	Days, Present int

	Months [12]CalendarMonth
}

// A CalendarMonth says where in the matrix of its year a month lies.
type CalendarMonth struct {
	Month time.Month
	Label string // Jan to Dec

	// FirstCol and FirstRow are the cell of the first day, LastCol and LastRow that of
	// the last. A label goes well with the first column.
	FirstCol, FirstRow, LastCol, LastRow int
}

// Outline returns the corners of the outline of a month, clockwise from the top left of
// the first day, as column and row of lattice lines: [0, 0] is the top left corner of
// the matrix, [1, 1] the lower right one of its first cell.
func (m CalendarMonth) Outline() [][2]int {
	path := [][2]int{{m.FirstCol, m.FirstRow}}
	if m.FirstRow > 0 {
		path = append(path, [2]int{m.FirstCol + 1, m.FirstRow}, [2]int{m.FirstCol + 1, 0})
	}
	path = append(path, [2]int{m.LastCol + 1, 0})
	if m.LastRow < 6 {
		path = append(path, [2]int{m.LastCol + 1, m.LastRow + 1}, [2]int{m.LastCol, m.LastRow + 1})
		return append(path, [2]int{m.LastCol, 7}, [2]int{m.FirstCol, 7})
	}
	return append(path, [2]int{m.LastCol + 1, 7}, [2]int{m.FirstCol, 7})
}

// MakeCalendar makes a calendar of a long table: see [Pivot], of which it is a shape.
func MakeCalendar(t *Table, opt CalendarOptions) (*Calendar, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	return CalendarBatches(func(yield func(*Table, error) bool) { t.batches(yield) }, opt)
}

// CalendarBatches makes a calendar of the rows of all batches: see [PivotBatches].
func CalendarBatches(batches iter.Seq2[*Table, error], opt CalendarOptions) (*Calendar, error) {
	pivot := opt.pivot()
	return opt.calendar(runPivot(batches, pivot, pivot.byName))
}

// CalendarFiles makes a calendar of the rows of all files: see [PivotFiles].
func CalendarFiles(paths []string, read Options, opt CalendarOptions) (*Calendar, error) {
	pivot := opt.pivot()
	return opt.calendar(runPivot(Batches(paths, read, pivot.wants()), pivot, byPosition))
}

func (opt *CalendarOptions) pivot() PivotOptions {
	return PivotOptions{Rows: Key{Column: opt.Date, How: ByDay}, Value: opt.Value, Agg: opt.Agg, Zone: opt.Zone, AssumeZone: opt.AssumeZone,
		WeekStart: opt.WeekStart, MaxCells: maxYears * 366, MaxValues: opt.MaxValues, Workers: opt.Workers}
}

// calendar spreads the days of a pivot over years.
func (opt *CalendarOptions) calendar(p *pivoted, err error) (*Calendar, error) {
	if err != nil {
		return nil, err
	}
	c := &Calendar{Report: p.report, Week: opt.WeekStart}
	var year *yearGrid
	for i, day := range p.axes[0].codes {
		for y, _, _ := dateOf(day); year == nil || year.year < y; {
			next := y
			if year != nil {
				year.close(c)
				next = year.year + 1
			}
			year = newYearGrid(next, opt)
		}
		year.set(day, p.matrix.At(i, 0))
	}
	if year != nil {
		year.close(c)
	}
	return c, nil
}

// A yearGrid is a year while it is filled.
type yearGrid struct {
	year   int64
	first  int64 // the day of the first of January
	offset int   // its row
	weeks  int
	start  time.Weekday
	values []float64
	out    CalendarYear
}

func newYearGrid(year int64, opt *CalendarOptions) *yearGrid {
	first := daysTo(year, 1, 1)
	days := int(daysTo(year+1, 1, 1) - first)
	g := &yearGrid{year: year, first: first, start: opt.WeekStart.weekday()}
	g.offset = int(weekdayOf(first)-g.start+7) % 7
	g.weeks = (g.offset + days + 6) / 7
	g.values = slices.Repeat([]float64{math.NaN()}, 7*g.weeks)
	g.out = CalendarYear{Year: int(year), Inside: make([]bool, 7*g.weeks)}
	for d := range days {
		if ByDay.exists(first+int64(d), opt.Zone) {
			g.out.Inside[g.cell(first+int64(d))] = true
			g.out.Days++
		}
	}
	for m := range g.out.Months {
		month := time.Month(m + 1)
		begin := int(daysTo(year, m+1, 1)-first) + g.offset
		end := int(daysTo(year+int64(m/11), (m+1)%12+1, 1)-first) + g.offset - 1
		g.out.Months[m] = CalendarMonth{Month: month, Label: month.String()[:3],
			FirstCol: begin / 7, FirstRow: begin % 7, LastCol: end / 7, LastRow: end % 7}
	}
	return g
}

// cell returns the place of a day in the matrix.
func (g *yearGrid) cell(day int64) int {
	k := int(day-g.first) + g.offset
	return k%7*g.weeks + k/7
}

func (g *yearGrid) set(day int64, v float64) {
	g.values[g.cell(day)] = v
	if v == v {
		g.out.Present++
	}
}

// close makes the matrix and adds the year to the calendar.
func (g *yearGrid) close(c *Calendar) {
	m, err := matrix.New(7, g.weeks, g.values)
	if err != nil {
		panic(err) // there are 7·weeks values
	}
	m.RowName, m.ColName = "Weekday", "Week"
	for d := range 7 {
		m.RowLabels = append(m.RowLabels, Weekday.label(int64(d), g.start))
	}
	for w := range g.weeks {
		m.ColLabels = append(m.ColLabels, strconv.Itoa(w+1))
	}
	g.out.Cells = m
	c.Years = append(c.Years, g.out)
}
