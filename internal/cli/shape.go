package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/stat/order"
)

// shapeFlags select, fill, scale and order the rows and columns of a matrix.
type shapeFlags struct {
	set                      *pflag.FlagSet
	selectRows, selectCols   []string
	dropRows, dropCols       []string
	orderRows, orderCols     *string
	missingRows, missingCols string
	fill, scale              string
	top, topCols             string
	sortRows, sortCols       string
	transpose                bool
	fillMarks                string

	marking  heat.Switch
	filling  stat.Filling
	scaling  stat.Scaling
	share    [2]float64 // of rows and columns
	tops     [2]topOf
	sortings [2]stat.Sorting
	orders   [2]order.Spec
}

// topOf is how many rows or columns are kept, and by what.
type topOf struct {
	n  int
	by stat.Summary
}

// shapeOrder is for the help of commands.
const shapeOrder = `Rows and columns are changed in this order: select, drop, order; drop those that lack
values, fill in the rest; keep the top ones, scale, sort; transpose. Rows and
columns are those before --transpose. Of wide files only the columns that are selected are read.`

func (f *shapeFlags) bind(c *cobra.Command, p *pivotFlags) {
	f.set, f.orderRows, f.orderCols = c.Flags(), &p.orderRows, &p.orderCols
	section(c, shapeSection, func(s *pflag.FlagSet) {
		s.StringSliceVar(&f.selectRows, "select-rows", nil, "`LIST` rows to draw, in this order: labels, globs such as 'gene*', ranges a:b, positions from 1")
		s.StringSliceVar(&f.selectCols, "select-cols", nil, "`LIST` columns to draw, likewise")
		s.StringSliceVar(&f.dropRows, "drop-rows", nil, "`LIST` rows to leave out, likewise")
		s.StringSliceVar(&f.dropCols, "drop-cols", nil, "`LIST` columns to leave out, likewise")
		s.StringVar(f.orderRows, "order-rows", "", "`ORDER` natural (2 before 10, months and weekdays as they follow), met, value (largest mean first), or a list a,b,c; :reverse behind a name turns it round (default: natural for long tables, else as they are)")
		s.StringVar(f.orderCols, "order-cols", "", "`ORDER` of the columns, likewise")
		s.StringVar(&f.missingRows, "missing-rows", "", "`SHARE` leave out rows of which more than this share is missing: 0.5 or 50%")
		s.StringVar(&f.missingCols, "missing-cols", "", "`SHARE` leave out columns, likewise")
		s.StringVar(&f.fill, "fill", "", "`HOW` fill in missing cells: 0 or another number, mean or median of all, rows=mean, cols=median, rows=linear")
		if c.Name() == "grid" || c.Name() == "cluster" { // others do not draw the cells that are filled in
			s.StringVar(&f.fillMarks, "fill-marks", "auto", "`SWITCH` mark cells that were filled in: auto (unless they are more than a third), on or off")
		}
		s.StringVar(&f.top, "top", "", "`N` keep the N rows of largest variance, or by another measure: 20:mean")
		s.StringVar(&f.topCols, "top-cols", "", "`N` keep the N columns of largest variance, likewise")
		s.StringVar(&f.scale, "scale", "", "`HOW` put rows, columns or all on a common scale: rows=zscore, cols=percent, log1p ("+spoken(stat.NoTransform.Values()[1:])+"; mad is the distance from the median in 1.4826 median absolute deviations, of a normal distribution one standard deviation; rows=difference:COLUMN)")
		s.StringVar(&f.sortRows, "sort-rows", "", "`KEY` sort the rows, largest first, by "+spoken(stat.ByMean.Values())+", or by a column; :asc behind it: smallest first")
		s.StringVar(&f.sortCols, "sort-cols", "", "`KEY` sort the columns, likewise, or by a row")
		s.BoolVar(&f.transpose, "transpose", false, "exchange rows and columns")
	})
}

// check reads what the flags say, before any file is.
func (f *shapeFlags) check() (err error) {
	for i, flag := range []string{"missing-rows", "missing-cols"} {
		if f.share[i], err = parseShare(f.set.Lookup(flag).Value.String()); err != nil {
			return usageError("--%s: %w", flag, err)
		}
	}
	for i, flag := range []string{"top", "top-cols"} {
		if f.tops[i], err = parseTop(f.set.Lookup(flag).Value.String()); err != nil {
			return usageError("--%s: %w", flag, err)
		}
	}
	if err := f.marking.UnmarshalText([]byte(f.fillMarks)); f.fillMarks != "" && err != nil {
		return usageError("--fill-marks: %w", notOneOf(f.fillMarks, heat.Auto.Values()))
	}
	if f.fill != "" {
		text := strings.TrimPrefix(f.fill, "constant=")
		if text == "linear" {
			text = "rows=linear"
		}
		if err := f.filling.UnmarshalText([]byte(text)); err != nil {
			return usageError("--fill: %s", strings.Replace(bare(err), "(known: constant, ", "(known: a number, ", 1))
		}
	}
	if f.scale != "" {
		if err := f.scaling.UnmarshalText([]byte(f.scale)); err != nil {
			return usageError("--scale: %s", bare(err))
		}
	}
	for i, axis := range []string{"rows", "cols"} {
		by := f.set.Lookup("sort-" + axis).Value.String()
		order := f.set.Lookup("order-" + axis).Value.String()
		if f.orders[i], err = parseOrder(order); err != nil {
			return usageError("--order-%s: %w", axis, err)
		}
		if by == "" {
			continue
		}
		if order != "" {
			return usageError("--order-%s and --sort-%s do not go together (give one of them)", axis, axis)
		}
		if err := f.sortings[i].UnmarshalText([]byte(by)); err != nil {
			return usageError("--sort-%s: %s", axis, bare(err))
		}
		if levelled(f.scaling, stat.Along(i+1), f.sortings[i]) {
			return usageError("--sort-%s %s: after --scale %s it is the same for all (sort by another measure)", axis, by, f.scale)
		}
	}
	return nil
}

// levelled reports whether a scale makes a summary of all rows, or columns, alike, so that
// sorting by it would follow errors of rounding.
func levelled(s stat.Scaling, along stat.Along, by stat.Sorting) bool {
	if s.Along != along || by.Across != "" {
		return false
	}
	alike := map[stat.Transform][]stat.Summary{
		stat.ZScore: {stat.ByMean, stat.BySum, stat.ByVariance}, stat.MinMax: {stat.ByMin, stat.ByMax},
		stat.Robust: {stat.ByMedian}, stat.MAD: {stat.ByMedian}, stat.Percent: {stat.ByMean, stat.BySum},
	}
	return slices.Contains(alike[s.How], by.By)
}

// parseShare reads 0.5 or 50%; nothing is 1, which drops nothing.
func parseShare(text string) (float64, error) {
	if text == "" {
		return 1, nil
	}
	number, percent := strings.CutSuffix(text, "%")
	v, err := strconv.ParseFloat(number, 64)
	if percent {
		v /= 100
	}
	if err != nil || !(v >= 0 && v <= 1) {
		return 0, fmt.Errorf("%q is not a share from 0 to 1, such as 0.5 or 50%%", text)
	}
	return v, nil
}

// parseTop reads 20 or 20:mean.
func parseTop(text string) (t topOf, err error) {
	if text == "" {
		return t, nil
	}
	number, by, given := strings.Cut(text, ":")
	t.by = stat.ByVariance
	if given && t.by.UnmarshalText([]byte(by)) != nil {
		return t, notOneOf(by, stat.ByMean.Values())
	}
	if t.n, err = strconv.Atoi(number); err != nil || t.n < 1 {
		return t, fmt.Errorf("%q is not a number of 1 or more, such as 20 or 20:mean", text)
	}
	return t, nil
}

// apply changes the matrix in the order that shapeOrder states. What a pivot has ordered
// stays so.
func (f *shapeFlags) apply(d *shaped, pivoted bool) error {
	if err := f.checkWords(d); err != nil {
		return err
	}
	along := [2]stat.Along{stat.Rows, stat.Cols}
	selectCols, dropCols := f.selectCols, f.dropCols
	if d.take != nil {
		if err := d.change("select-cols", true, stat.Cols, func() ([]int, error) { return d.take, nil }); err != nil {
			return err
		}
		selectCols, dropCols = nil, nil
	}
	for i, patterns := range [2][]string{f.selectRows, selectCols} {
		if err := d.change(flagOf("select", i), len(patterns) > 0, along[i], func() ([]int, error) { return stat.Matching(d.m, along[i], patterns) }); err != nil {
			return err
		}
	}
	for i, patterns := range [2][]string{f.dropRows, dropCols} {
		if err := d.change(flagOf("drop", i), len(patterns) > 0, along[i], func() ([]int, error) {
			gone, err := stat.Matching(d.m, along[i], patterns)
			return without(d.count(along[i]), gone), err
		}); err != nil {
			return err
		}
	}
	for i, text := range [2]string{*f.orderRows, *f.orderCols} {
		if err := d.change(flagOf("order", i), text != "" && !pivoted, along[i], func() ([]int, error) { return stat.Reordered(d.m, along[i], f.orders[i]) }); err != nil {
			return err
		}
	}
	if err := f.dropMissing(d); err != nil {
		return err
	}
	if err := f.fillMissing(d); err != nil {
		return err
	}
	for i, t := range f.tops {
		if err := d.permute(map[int]string{0: "top", 1: "top-cols"}[i], t.n > 0, along[i], func(m *matrix.Matrix) (*matrix.Matrix, error) { return stat.Top(m, along[i], t.n, t.by) }); err != nil {
			return err
		}
	}
	if err := f.rescale(d); err != nil {
		return err
	}
	for i, text := range [2]string{f.sortRows, f.sortCols} {
		if err := d.permute(flagOf("sort", i), text != "", along[i], func(m *matrix.Matrix) (*matrix.Matrix, error) { return stat.Sort(m, along[i], f.sortings[i]) }); err != nil {
			return err
		}
	}
	if f.transpose {
		if err := d.turn(); err != nil {
			return err
		}
	}
	f.markFilled(d)
	if rows, cols := d.m.Dims(); rows == 0 || cols == 0 {
		return inputError(fmt.Errorf("nothing is left to draw: %s × %s (drop less)", plural(rows, "row"), plural(cols, "column")))
	}
	return nil
}

func flagOf(what string, axis int) string { return what + [2]string{"-rows", "-cols"}[axis] }

// checkWords refuses what needs numbers for a matrix of words.
func (f *shapeFlags) checkWords(d *shaped) error {
	if d.levels == nil {
		return nil
	}
	for _, flag := range []string{"fill", "top", "top-cols", "scale", "sort-rows", "sort-cols"} {
		if f.set.Changed(flag) {
			return usageError("--%s: the cells are words, not numbers", flag)
		}
	}
	return nil
}

// shapeError names the flag. Rows and columns that are not there are wrong usage.
func shapeError(flag string, err error) error {
	text := bare(err)
	if _, ok := errorAs[*order.UnknownError](err); ok || strings.HasPrefix(err.Error(), "heat: select:") {
		return usageError("--%s: %s", flag, text)
	}
	return inputError(fmt.Errorf("--%s: %s", flag, text))
}

// dropMissing drops rows and columns that lack values.
func (f *shapeFlags) dropMissing(d *shaped) error {
	for i, along := range [2]stat.Along{stat.Rows, stat.Cols} {
		if f.share[i] == 1 {
			continue
		}
		m, dropped, err := stat.DropMissing(d.m, along, f.share[i])
		if err != nil {
			return shapeError(flagOf("missing", i), err)
		}
		gone, labels, what := dropped.Rows, d.m.RowLabels, "row"
		if along == stat.Cols {
			gone, labels, what = dropped.Cols, d.m.ColLabels, "column"
		}
		if len(gone) > 0 {
			d.note("left out: %s of which more than %.4g%% is missing: %s", plural(len(gone), what), 100*f.share[i], named(gone, labels))
			d.follow(flagOf("missing", i), along, without(d.count(along), gone))
		}
		d.m = m
	}
	return nil
}

// named lists some rows or columns by their labels, the first few.
func named(at []int, labels []string) string {
	var names []string
	for _, i := range at[:min(suggest.FewNames, len(at))] {
		name := strconv.Itoa(i + 1)
		if labels != nil {
			name = suggest.Few(labels[i:i+1], 1)
		}
		names = append(names, name)
	}
	return suggest.Listed(names, len(at))
}

// fillMissing fills in missing cells and notes which.
func (f *shapeFlags) fillMissing(d *shaped) error {
	if f.fill == "" {
		return nil
	}
	filled, err := stat.FillMissing(d.m, f.filling)
	if err != nil {
		return shapeError("fill", err)
	}
	d.m = filled.Matrix
	if filled.Count > 0 {
		d.filled = filled.Mask
		d.note("%s", filledNote) // written when it is known which are left
	}
	if filled.Left > 0 {
		d.note("not filled in: %s, without values to go by", plural(filled.Left, "missing cell"))
	}
	return nil
}

// filledNote stands for the note on what was filled in.
const filledNote = "filled in"

// maxMarkedShare is the largest part of all cells that is marked unasked: where marks are
// the rule they tell nothing and cover everything.
const maxMarkedShare = 1.0 / 3

// markFilled counts the cells that were filled in and are still there, and decides whether
// they are marked.
func (f *shapeFlags) markFilled(d *shaped) {
	at := slices.Index(d.notes, filledNote)
	if at < 0 {
		return
	}
	n := len(d.filledCells())
	rows, cols := d.m.Dims()
	many := float64(n) > maxMarkedShare*float64(rows)*float64(cols) || n > maxMarks
	d.marks = f.marking == heat.On || f.marking == heat.Auto && !many
	d.notes[at] += ": " + plural(n, "missing cell")
	switch {
	case n == 0:
		d.notes = slices.Delete(d.notes, at, at+1)
	case f.set.Lookup("fill-marks") != nil && f.marking == heat.Auto && many:
		d.notes[at] += fmt.Sprintf(" of %d, not marked (--fill-marks on marks so many)", rows*cols)
	}
}

// rescale puts the values on another scale and says so at the colour bar.
func (f *shapeFlags) rescale(d *shaped) error {
	if f.scaling.How == stat.NoTransform {
		return nil
	}
	scaled, err := stat.Scale(d.m, f.scaling)
	if err != nil {
		return shapeError("scale", err)
	}
	labels, what := d.m.RowLabels, "row"
	if f.scaling.Along == stat.Cols {
		labels, what = d.m.ColLabels, "column"
	}
	switch n := len(scaled.Flat); {
	case n == 0:
	case f.scaling.Along == stat.All:
		d.note("not scaled: the values do not vary")
	default:
		d.note("not scaled, without spread: %s: %s", plural(n, what), named(scaled.Flat, labels))
	}
	d.m = scaled.Matrix
	d.label, d.counts = scaledLabel(f.scaling, d.label), false
	switch f.scaling.How {
	case stat.ZScore, stat.Robust, stat.MAD, stat.Difference:
		d.centred = true
	}
	return nil
}

// scaledLabel says what scaled values are.
func scaledLabel(s stat.Scaling, label string) string {
	how := map[stat.Transform]string{
		stat.ZScore: "z-score", stat.MinMax: "share of the range", stat.Robust: "distance from the median in IQR", stat.MAD: "robust z-score",
		stat.Log1p: "log(1 + v)", stat.Log2: "log_{2}", stat.Rank: "rank", stat.Percent: "percent", stat.Difference: "difference from " + s.Reference,
	}[s.How]
	switch s.How {
	case stat.Log1p, stat.Log2, stat.Difference:
	default:
		how += map[stat.Along]string{stat.Rows: " by row", stat.Cols: " by column"}[s.Along]
	}
	if label == "" {
		return strings.ToUpper(how[:1]) + how[1:]
	}
	return label + ", " + how
}

// maxMarks is how many filled cells are marked unasked: more would hide what they mark.
const maxMarks = 1 << 16

// dataFlags are what grid, corr and table share: how files become one matrix.
type dataFlags struct {
	read  readFlags
	pivot pivotFlags
	shape shapeFlags
}

func (f *dataFlags) bind(c *cobra.Command) {
	f.read.bind(c)
	f.pivot.bind(c)
	f.shape.bind(c, &f.pivot)
	f.read.completeColumns(c, "index", "rows", "cols", "value", "select-cols", "drop-cols")
}

// check finds out what is wrong with the flags before anything is read.
func (f *dataFlags) check(paths ...string) error {
	_, err := f.read.options()
	if err == nil {
		err = f.read.checkParts(paths)
	}
	if f.pivot.on() && f.read.index != "" {
		err = errors.Join(err, usageError("--index and --rows do not go together (--rows names the column of the row labels)"))
	}
	for _, more := range []func() error{f.pivot.check, f.shape.check} {
		if err == nil {
			err = more()
		}
	}
	return err
}

// load reads the files and shapes the matrix. Without --rows, wide reads a matrix.
func (f *dataFlags) load(sys IO, paths []string, wide func(IO, []string) (*shaped, error)) (d *shaped, err error) {
	if f.pivot.on() {
		d, err = f.pivot.pivot(sys, &f.read, paths)
	} else {
		f.read.pick = f.pickOf(paths)
		if d, err = wide(sys, paths); err == nil {
			d.take = f.read.pick.taken(d.m)
		}
	}
	if err != nil {
		return nil, err
	}
	return d, f.shape.apply(d, f.pivot.on())
}
