package heat

import (
	"math"
	"strconv"
	"time"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/table"
)

// Calendar returns the spec of values by day: a panel for each year, one under the other,
// with a row for each weekday and a column for each week, the months outlined and named
// above. All years share one scale and one colour bar, and have cells of one size. Days
// between the first and the last one that have no value are missing, which a day of value
// 0 is not; days before and after are left empty. A calendar without years gives a spec
// without panels.
func Calendar(c *table.Calendar) Spec {
	weeks := 0
	for i := range c.Years {
		_, n := c.Years[i].Cells.Dims()
		weeks = max(weeks, n)
	}
	spec := Spec{Arrange: Arrange{Columns: 1, Shared: len(c.Years) > 1, Gap: yearGap}, Size: Size{CellWidth: dayCell, CellHeight: dayCell}}
	first, last := calendarSpan(c)
	for i := range c.Years {
		from, to := -1, 7*weeks // of the year
		if i == first.Panel {
			from = 7*first.Col + first.Row
		}
		if i == last.Panel {
			to = 7*last.Col + last.Row
		}
		spec.Panels = append(spec.Panels, calendarYear(&c.Years[i], weeks, from, to))
	}
	return spec
}

// calendarSpan finds the first and the last day that have a value.
func calendarSpan(c *table.Calendar) (first, last PanelCell) {
	first.Panel, last.Panel = -1, -1
	for n := range c.Years {
		cells := c.Years[n].Cells
		_, weeks := cells.Dims()
		for k := range 7 * weeks {
			at := PanelCell{n, k % 7, k / 7}
			if v := cells.At(at.Row, at.Col); v != v {
				continue
			}
			if first.Panel < 0 {
				first = at
			}
			last = at
		}
	}
	return first, last
}

// dayCell is the size of a day: that which a line of the labels needs.
const dayCell = 11 * Point

// yearGap is the space between two years: enough that the names of the months clearly belong
// to the year under them, and little enough that years are compared.
const yearGap = 12 * Point

// Lines of calendars: wide ones between days, and within these narrow ones round months, of a
// grey that shows on light and on dark paper.
const (
	dayLine   = 2 * Point
	monthLine = 1 * Point
)

var monthColor = colormap.Color{R: 0x6c, G: 0x6f, B: 0x74, A: 255}

// calendarYear is the panel of one year, filled up to a number of weeks that years share.
// Days before and after two places, which count from the top of the first week, are empty.
func calendarYear(y *table.CalendarYear, weeks, from, to int) Panel {
	cells := &Cells{Square: true, Line: Line{Width: dayLine}}
	cells.Values, cells.Mask.Cells = spreadYear(y, weeks, from, to)
	_, own := y.Cells.Dims()
	months := make([]string, weeks)
	for k := range y.Months {
		m := &y.Months[k]
		months[(m.FirstCol+m.LastCol)/2] = m.Label
		mark := Mark{Kind: MarkOutline, Color: monthColor, Width: monthLine}
		for j := m.FirstCol; j <= m.LastCol; j++ {
			for i := range 7 {
				first, last := j > m.FirstCol || i >= m.FirstRow, j < m.LastCol || i <= m.LastRow
				if first && last && y.Inside[i*own+j] {
					mark.At = append(mark.At, [2]int{i, j})
				}
			}
		}
		cells.Marks = append(cells.Marks, mark)
	}
	return Panel{
		X: Axis{Labels: NoLabels{}}, Y: Axis{Labels: NoLabels{}, Title: strconv.Itoa(y.Year)},
		Layers: []Layer{cells},
		Left:   []Track{&Texts{Values: everyOther(y.Cells.RowLabels)}},
		Top:    []Track{&Texts{Values: months}},
	}
}

// everyOther keeps Mon, Wed and Fri, which say enough.
func everyOther(days []string) []string {
	kept := make([]string, len(days))
	for i, day := range days {
		if day == "Mon" || day == "Wed" || day == "Fri" {
			kept[i] = day
		}
	}
	return kept
}

// spreadYear returns the values of a year in so many weeks, each labelled by its first day,
// and the mask of what is not in the year, or before or after all values.
func spreadYear(y *table.CalendarYear, weeks, from, to int) (values, mask *matrix.Matrix) {
	_, own := y.Cells.Dims()
	v, hidden := make([]float64, 7*weeks), make([]float64, 7*weeks)
	labels := make([]string, weeks)
	for j := range weeks {
		first := time.Date(y.Year, time.January, 1+7*j-y.Months[0].FirstRow, 0, 0, 0, 0, time.UTC)
		labels[j] = "week of " + first.Format(time.DateOnly)
		for i := range 7 {
			k := i*weeks + j
			v[k], hidden[k] = math.NaN(), 1
			if day := 7*j + i; j < own && y.Inside[i*own+j] && from <= day && day <= to {
				v[k], hidden[k] = y.Cells.At(i, j), 0
			}
		}
	}
	values, _ = matrix.New(7, weeks, v) // of this very size
	mask, _ = matrix.New(7, weeks, hidden)
	values.RowLabels, values.ColLabels, values.RowName, values.ColName = y.Cells.RowLabels, labels, "Weekday", "Week"
	return values, mask
}
