package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// calendarCommand draws values by day.
type calendarCommand struct {
	figureFlags
	read      readFlags
	anomalies anomalyFlags
	zone      zoneFlags

	date, value, agg string
}

func newCalendar(sys IO) *cobra.Command {
	var f calendarCommand
	c := &cobra.Command{
		Use:   "calendar FILE…",
		Short: "Draw values by day as a calendar of years",
		Long: `Draw values by day: a panel for each year, a row for each weekday, a column for each week,
the months outlined. Days without a value are missing, which a day of value 0 is not. All
years share one scale of colours.

FILE is as for heat grid, a table with a column of dates or times; - is the standard input.
Several values on one day are made one by --agg. The table is streamed, and may be larger
than the memory. Without -o the figure is drawn in the terminal.`,
		Example: `  heat calendar sales.csv --date day --value amount --agg sum -o sales.png
  heat calendar log.ndjson --date ts --agg count --tz Europe/Berlin -o visits.svg
  heat calendar steps.csv --date day --value steps --week-start sunday --anomalies -o steps.png`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error { return f.run(sys, args) },
	}
	f.read.bindReading(c)
	section(c, pivotSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.date, "date", "", "`COLUMN` column of dates or times")
		s.StringVar(&f.value, "value", "", "`COLUMN` column of the values; only --agg count does without")
		s.StringVar(&f.agg, "agg", "only", fmt.Sprintf(aggUsage, "day")+spoken(aggWords())+" (default: there must be one value)")
		f.zone.bind(s)
	})
	f.anomalies.bind(c)
	f.read.completeColumns(c, "date", "value")
	f.figureFlags.bind(c, tableExtensions)
	completeFiles(c, tableExtensions)
	return c
}

// options turns the flags into options of a calendar.
func (f *calendarCommand) options() (opt table.CalendarOptions, err error) {
	if f.date == "" {
		return opt, usageError("calendar: give the column of dates by --date")
	}
	if err = opt.Agg.UnmarshalText([]byte(f.agg)); err != nil {
		return opt, usageError("--agg: %s", bare(err))
	}
	if f.value == "" && opt.Agg.How != table.Count {
		return opt, usageError("calendar: give the column of the values by --value, or count the rows by --agg count")
	}
	var pivot table.PivotOptions
	err = f.zone.apply(&pivot)
	opt.Date, opt.Value = f.date, f.value
	opt.Zone, opt.AssumeZone, opt.WeekStart = pivot.Zone, pivot.AssumeZone, pivot.WeekStart
	return opt, err
}

func (f *calendarCommand) run(sys IO, args []string) error {
	opt, err := f.options()
	if err == nil {
		err = f.anomalies.check(args...)
	}
	if err != nil {
		return err
	}
	from, err := f.read.options()
	if err == nil {
		err = f.read.checkParts(args)
	}
	if err != nil {
		return err
	}
	outs, err := f.prepare(&sys, false, inputPlaces(args)...)
	if err != nil {
		return err
	}
	p := sys.progress(&from, args)
	calendar, err := table.CalendarFiles(args, from, opt)
	p.clear()
	if err != nil {
		return pivotError(args, err)
	}
	if len(calendar.Years) == 0 {
		return inputError(fmt.Errorf("%s: no row has a date and a value: %s", nameOf(args[0]), rowsOf(calendar.Report)))
	}
	if onlyTheEpoch(calendar) {
		return inputError(fmt.Errorf("%s: column %q: all its numbers are moments of the first of January 1970, so that they are hardly dates (write 2024-01-31, or 20240131)", nameOf(args[0]), f.date))
	}
	if n := len(calendar.Years); n > maxCalendarYears {
		return drawError(fmt.Errorf("%s: %d years, from %d to %d, are more than %d (is a date far off? else choose fewer)", nameOf(args[0]), n,
			calendar.Years[0].Year, calendar.Years[n-1].Year, maxCalendarYears))
	}
	spec := heat.Calendar(calendar)
	for i := range spec.Panels {
		spec.Panels[i].Layers[0].(*heat.Cells).Cbar.Label = aggLabel(opt.Agg, opt.Value)
	}
	if f.zone.tz != "" {
		spec.Caption = "Days as the clock in " + f.zone.tz + " has them"
	}
	if err := f.draw.apply(&spec); err != nil {
		return err
	}
	var more extras
	if f.anomalies.on() {
		if more.Anomalies, err = f.mark(&spec, calendar, opt.Agg); err != nil {
			return err
		}
	}
	if err := run(sys, &f.draw, &f.write, outs, spec, more); err != nil {
		return err
	}
	pivot := table.PivotOptions{Rows: table.Key{Column: opt.Date}, Value: opt.Value}
	f.write.sayNotes(sys, append(pivotNotes(calendar.Report, &pivot), missingDays(calendar)...))
	return nil
}

// onlyTheEpoch reports whether all values lie on the day on which clocks of computers
// began: small numbers, such as years, that were taken for seconds.
func onlyTheEpoch(c *table.Calendar) bool {
	y := &c.Years[0]
	m := &y.Months[0]
	v := y.Cells.At(m.FirstRow, m.FirstCol)
	return len(c.Years) == 1 && y.Year == 1970 && y.Present == 1 && v == v
}

// maxCalendarYears is how many years one figure has room for.
const maxCalendarYears = 60

// missingDays notes how many days between the first and the last one lack a value.
func missingDays(c *table.Calendar) []string {
	missing, between := 0, 0
	seen := false
	for i := range c.Years {
		y := &c.Years[i]
		_, weeks := y.Cells.Dims()
		for k := range 7 * weeks {
			row, col := k%7, k/7
			if !y.Inside[row*weeks+col] {
				continue
			}
			if v := y.Cells.At(row, col); v == v {
				seen, missing, between = true, missing+between, 0
			} else if seen {
				between++
			}
		}
	}
	if missing == 0 {
		return nil
	}
	return []string{"missing between the first and the last day: " + plural(missing, "day")}
}

// mark outlines the days that stand out.
func (f *calendarCommand) mark(spec *heat.Spec, c *table.Calendar, agg table.Agg) (*anomalyJSON, error) {
	var opt heat.AnomalyOptions
	if agg.How == table.Count {
		opt.Content = stat.Counts
	}
	return f.anomalies.mark(spec, opt, func(at heat.PanelCell, row *anomalyRow) {
		y := &c.Years[at.Panel]
		day := 7*at.Col + at.Row - y.Months[0].FirstRow
		row.Date = strings.TrimSpace(time.Date(y.Year, time.January, 1+day, 0, 0, 0, 0, time.UTC).Format("2006-01-02"))
	})
}
