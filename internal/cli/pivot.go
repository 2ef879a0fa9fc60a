package cli

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat/stat/order"
	"github.com/seed01309057/heat/table"
)

// pivotFlags say how a long table, of one row for each value, becomes a matrix.
type pivotFlags struct {
	set                  *pflag.FlagSet
	rows, cols           []string
	value                string
	agg                  string
	orderRows, orderCols string
	zone                 zoneFlags
}

// zoneFlags say which clock and which week times go by.
type zoneFlags struct {
	tz        string
	assume    bool
	weekStart string
}

func (f *zoneFlags) bind(s *pflag.FlagSet) {
	s.StringVar(&f.tz, "tz", "", "`ZONE` time zone of the labels that are made of times, such as Europe/Berlin (default: the clock as each time was written)")
	s.BoolVar(&f.assume, "assume-tz", false, "take times that were written without a zone as of --tz")
	s.StringVar(&f.weekStart, "week-start", "monday", "`DAY` first day of weeks: "+spoken(table.WeekMonday.Values()))
}

// apply sets the options that a pivot and a calendar share.
func (f *zoneFlags) apply(opt *table.PivotOptions) (err error) {
	if f.tz != "" {
		if opt.Zone, err = table.LoadZone(f.tz); err != nil {
			return usageError("--tz: %s", bare(err))
		}
	}
	if f.assume && f.tz == "" {
		return usageError("--assume-tz: give the zone by --tz")
	}
	opt.AssumeZone = f.assume
	if opt.WeekStart.UnmarshalText([]byte(f.weekStart)) != nil {
		return usageError("--week-start: %w", notOneOf(f.weekStart, table.WeekMonday.Values()))
	}
	return nil
}

const aggUsage = "`HOW` how the values of one %s become one: "

func aggWords() []string {
	words := slices.Clone(table.Only.Values())
	for i, w := range words {
		if w == table.Quantile.String() {
			words[i] = "quantile=0.9"
		}
	}
	return words
}

func (f *pivotFlags) bind(c *cobra.Command) {
	f.set = c.Flags()
	section(c, pivotSection, func(s *pflag.FlagSet) {
		s.StringArrayVar(&f.rows, "rows", nil, "`KEY` column of a long table whose values label the rows; of times and numbers also COLUMN:HOW, such as time:weekday or age:bins=10 (HOW: "+
			strings.Join(keyWords(), ", ")+"); several, a,b, make groups of rows")
		s.StringArrayVar(&f.cols, "cols", nil, "`KEY` column that labels the columns, likewise (default: one column)")
		s.StringVar(&f.value, "value", "", "`COLUMN` column of the values; only --agg count does without")
		s.StringVar(&f.agg, "agg", "only", fmt.Sprintf(aggUsage, "cell")+spoken(aggWords())+" (default: there must be one value)")
		f.zone.bind(s)
	})
}

// keyWords are the ways to make labels.
func keyWords() []string {
	words := slices.Clone(table.Categories.Values())
	for i, w := range words {
		switch w {
		case "bins", "quantiles":
			words[i] = w + "=N"
		case "edges":
			words[i] = w + "=A,B,…"
		}
	}
	return words
}

// on reports whether the table is long.
func (f *pivotFlags) on() bool { return strings.Join(f.rows, "") != "" }

// check finds flags that do not go together.
func (f *pivotFlags) check() error {
	if f.on() {
		_, err := f.options()
		return err
	}
	for _, name := range []string{"cols", "value", "agg", "tz", "assume-tz", "week-start"} {
		if f.set.Changed(name) {
			return usageError("--%s: is for long tables (give the column that labels the rows by --rows)", name)
		}
	}
	return nil
}

// options turns the flags into options of a pivot.
func (f *pivotFlags) options() (opt table.PivotOptions, err error) {
	if opt.Rows, opt.RowsWithin, err = parseKeys(f.rows); err != nil {
		return opt, usageError("--rows: %s", bare(err))
	}
	if strings.Join(f.cols, "") != "" {
		if opt.Cols, opt.ColsWithin, err = parseKeys(f.cols); err != nil {
			return opt, usageError("--cols: %s", bare(err))
		}
	}
	opt.Value = f.value
	if err = opt.Agg.UnmarshalText([]byte(f.agg)); err != nil {
		return opt, usageError("--agg: %s", bare(err))
	}
	if f.value == "" && opt.Agg.How != table.Count {
		return opt, usageError("--rows: give the column of the values by --value, or count the rows by --agg count")
	}
	if opt.RowOrder, err = parseOrder(f.orderRows); err != nil {
		return opt, usageError("--order-rows: %w", err)
	}
	if opt.ColOrder, err = parseOrder(f.orderCols); err != nil {
		return opt, usageError("--order-cols: %w", err)
	}
	return opt, f.zone.apply(&opt)
}

// parseKeys reads the keys of an axis, of one flag or of several.
func parseKeys(flags []string) (first table.Key, within []table.Key, err error) {
	var all []table.Key
	for _, text := range flags {
		keys, err := table.ParseKeys(text)
		if err != nil {
			return first, nil, err
		}
		all = append(all, keys...)
	}
	return all[0], all[1:], nil
}

// orderWords are the orders that have a name.
var orderWords = []string{"natural", "met", "value"}

// parseOrder reads natural, met, value or a list a,b,c, quoted as in CSV; :reverse behind
// a name turns it round.
func parseOrder(text string) (spec order.Spec, err error) {
	name, reverse := strings.CutSuffix(text, ":reverse")
	if at := slices.Index(orderWords, name); at >= 0 {
		err = spec.Kind.UnmarshalText([]byte(name))
		spec.Reverse = reverse
		return spec, err
	}
	if text == "" {
		return spec, nil
	}
	list, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return spec, fmt.Errorf("%q is not natural, met, value or a list of labels (write a,b,c, with quotes as in CSV)", text)
	}
	return order.Spec{Kind: order.Given, List: list}, nil
}

// bare is the text of an error of another package, without the names of its stages.
func bare(err error) string {
	text := trimmed(err.Error())
	for _, stage := range []string{"table: ", "stat: ", "pivot: ", "key ", "select: ", "sort: ", "scale: ", "missing: ", "anomalies: ", "correlation: ", "order: "} {
		text = strings.TrimPrefix(text, stage)
	}
	return text
}

// pivotError is for what a pivot finds wrong: with names that the files do not have or
// with the files themselves.
func pivotError(paths []string, err error) error {
	if _, ok := errorAs[*table.Error](err); ok {
		return inputError(hinted(faulty(paths, err), err))
	}
	if e, ok := errorAs[*order.UnknownError](err); ok {
		return usageError("--order-rows or --order-cols: %s", bare(e))
	}
	return inputError(fmt.Errorf("%s: %s", nameOf(paths[0]), bare(err)))
}

// pivot reads a long table and makes a matrix of it, without holding the table.
func (f *pivotFlags) pivot(sys IO, read *readFlags, paths []string) (*shaped, error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	from, err := read.options()
	if err != nil {
		return nil, err
	}
	p := sys.progress(&from, paths)
	m, report, err := table.PivotFiles(paths, from, opt)
	p.clear()
	if err != nil {
		return nil, pivotError(paths, err)
	}
	if rows, cols := m.Dims(); rows == 0 || cols == 0 {
		return nil, inputError(fmt.Errorf("%s: no row has labels and a value: %s", nameOf(paths[0]), rowsOf(report)))
	}
	m.RowName, m.ColName = axisTitles(&opt, f.zone.tz)
	d := &shaped{m: m, parts: [2]map[string][]string{partsOf(m.RowLabels, report.RowParts), partsOf(m.ColLabels, report.ColParts)}, label: aggLabel(opt.Agg, opt.Value), counts: opt.Agg.How == table.Count}
	if opt.Cols.Column == "" { // its label says what the colour bar says
		m.ColLabels = []string{d.label}
	}
	d.notes = append(d.notes, pivotNotes(report, &opt)...)
	return d, nil
}

// pivotNotes tell which rows of the table are not in the matrix.
func pivotNotes(r *table.PivotReport, opt *table.PivotOptions) (notes []string) {
	say := func(n int, format string, args ...any) {
		if n > 0 {
			notes = append(notes, fmt.Sprintf("left out: "+plural(n, "row")+" "+format, args...))
		}
	}
	say(r.NoRow, "without %s", quotedColumns(opt.Rows, opt.RowsWithin))
	say(r.NoCol, "without %s", quotedColumns(opt.Cols, opt.ColsWithin))
	say(r.NoValue, "without %q", opt.Value)
	say(r.Outside, "outside of the edges")
	say(r.Impossible, "with times that the clock skipped")
	if r.Twice > 0 {
		notes = append(notes, fmt.Sprintf("counted as the first of two: %s with times without a zone that the clock showed twice", plural(r.Twice, "row")))
	}
	if r.Offsets {
		notes = append(notes, "the times have several offsets, and each counts by its own clock (give one clock by --tz)")
	}
	return notes
}

// rowsOf says what became of the rows.
func rowsOf(r *table.PivotReport) string {
	return fmt.Sprintf("%s, %d without a row label, %d without a column label, %d without a value", plural(r.Rows, "row"), r.NoRow, r.NoCol, r.NoValue)
}

// partTitles are the titles of axes of parts of times.
var partTitles = map[table.Binning]string{
	table.Weekday: "Weekday", table.HourOfDay: "Hour of day", table.MonthOfYear: "Month",
	table.DayOfMonth: "Day of month", table.WeekOfYear: "Week of year", table.DayOfYear: "Day of year",
}

// quotedColumns names the columns of an axis's keys.
func quotedColumns(first table.Key, within []table.Key) string {
	names := []string{strconv.Quote(first.Column)}
	for _, k := range within {
		names = append(names, strconv.Quote(k.Column))
	}
	return strings.Join(names, " or ")
}

// axisTitles are the titles of the axes, of all keys.
func axisTitles(opt *table.PivotOptions, zone string) (row, col string) {
	row, col = keyTitles(opt.Rows, opt.Cols, zone)
	for _, k := range opt.RowsWithin {
		row += " · " + keyTitle(k, table.Key{})
	}
	for _, k := range opt.ColsWithin {
		col += " · " + keyTitle(k, table.Key{})
	}
	if zone = " (" + zone + ")"; zone != " ()" && !strings.HasSuffix(row, zone) && !strings.HasSuffix(col, zone) {
		switch {
		case slices.ContainsFunc(opt.RowsWithin, keyIsTime):
			row += zone
		case slices.ContainsFunc(opt.ColsWithin, keyIsTime):
			col += zone
		}
	}
	return row, col
}

func keyIsTime(k table.Key) bool { return isTime(k.How) }

// keyTitles are the titles of the axes. A zone that was asked for is named once: where clocks
// are read, else at the first axis of times.
func keyTitles(rows, cols table.Key, zone string) (row, col string) {
	row, col = keyTitle(rows, cols), keyTitle(cols, rows)
	if zone = " (" + zone + ")"; zone == " ()" {
		return row, col
	}
	switch {
	case ofClock(rows.How) || isTime(rows.How) && !ofClock(cols.How):
		return row + zone, col
	case isTime(cols.How):
		return row, col + zone
	}
	return row, col
}

// isTime is whether labels are made of times.
func isTime(how table.Binning) bool { return how >= table.ByMinute }

// ofClock is whether they name hours or minutes.
func ofClock(how table.Binning) bool {
	return how == table.ByMinute || how == table.ByHour || how == table.HourOfDay
}

// keyTitle is the title of an axis: the column's name or, where both axes are of one
// column, what tells them apart.
func keyTitle(k, other table.Key) string {
	title := k.Column
	if part := partTitles[k.How]; part != "" {
		title = part
		if other.Column != "" && other.Column != k.Column && partTitles[other.How] == part {
			title += " of " + k.Column
		}
	}
	return title
}

// aggLabel says what the cells of a pivot are.
func aggLabel(agg table.Agg, value string) string {
	what := map[table.Reducer]string{
		table.Sum: "Sum of ", table.Mean: "Mean of ", table.Median: "Median of ", table.Min: "Smallest ", table.Max: "Largest ",
		table.Std: "Standard deviation of ", table.First: "First ", table.Last: "Last ", table.NUnique: "Different values of ",
	}[agg.How]
	switch agg.How {
	case table.Count:
		if value == "" {
			return "Count"
		}
		what = "Count of "
	case table.Quantile:
		what = fmt.Sprintf("%.6g%% quantile of ", 100*agg.Q)
	}
	return what + value
}
