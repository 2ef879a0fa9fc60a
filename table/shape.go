package table

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat/order"
)

// A finishedAxis is the labels of an axis as the matrix has them.
type finishedAxis struct {
	labels []string
	met    []int32    // the position at which each was met, −1 for one that was not
	codes  []int64    // of bins; nil for categories
	parts  [][]string // of each label, if the axis has several keys
}

// finish makes the matrix.
func (p *pivoter) finish() (*pivoted, error) {
	var axes [2]finishedAxis
	p.forgetMissing(0)
	p.forgetMissing(1)
	used := p.used()
	for i := range axes {
		other := max(1, p.axes[1-i].len())
		if p.place[i] < 0 {
			name := p.opt.Agg.String()
			if p.opt.Value != "" {
				name = p.opt.Value
			}
			axes[i] = finishedAxis{labels: []string{name}, met: []int32{0}}
			continue
		}
		var err error
		if p.axes[i].levels != nil {
			if axes[i], err = p.axes[i].completeCompound(used[i], [2]order.Spec{p.opt.RowOrder, p.opt.ColOrder}[i]); err != nil {
				return nil, err
			}
			continue
		}
		if axes[i], err = p.axes[i].complete(used[i], p.opt.MaxCells/other); err != nil {
			return nil, err
		}
	}
	if n, m := len(axes[0].labels), len(axes[1].labels); m > 0 && n > p.opt.MaxCells/m {
		return nil, fmt.Errorf("table: pivot: %d × %d cells, more than the limit of %d (choose longer bins)", n, m, p.opt.MaxCells)
	}
	for i, spec := range [2]order.Spec{p.opt.RowOrder, p.opt.ColOrder} {
		if err := p.sort(&axes, i, spec); err != nil {
			return nil, err
		}
	}
	m, err := p.matrix(&axes)
	return &pivoted{m, &p.report, axes}, err
}

// used returns which labels have rows: one that was met only beside a missing key does
// not appear.
func (p *pivoter) used() (used [2][]bool) {
	used[0], used[1] = make([]bool, p.axes[0].len()), make([]bool, max(1, p.axes[1].len()))
	for r, cells := range p.cells {
		for c := range cells {
			if cells[c].rows > 0 {
				used[0][r], used[1][c] = true, true
			}
		}
	}
	return used
}

// forgetMissing forgets the rows whose labels are words for a missing value, if all
// others are numbers: a table that is read whole would have them as such, while a
// streamed one has every category as it is written.
func (p *pivoter) forgetMissing(axis int) {
	var missing []int32
	for k, label := range p.axes[axis].names {
		switch _, class := pivotMissing.classify([]byte(label), '.'); class {
		case isMissing:
			missing = append(missing, int32(k))
		case isText, isHuge:
			return
		}
	}
	for _, k := range missing {
		p.forget(k, axis)
	}
}

// forget counts the rows of a label as rows without one.
func (p *pivoter) forget(at int32, axis int) {
	for r, cells := range p.cells {
		if axis == 0 && r != int(at) {
			continue
		}
		for c := range cells {
			cell := &cells[c]
			if cell.rows == 0 || axis == 1 && c != int(at) {
				continue
			}
			if axis == 0 {
				p.report.NoRow += int(cell.rows)
			} else {
				p.report.NoCol += int(cell.rows)
			}
			p.report.Groups--
			p.report.Used -= int(cell.n)
			p.report.NoValue -= int(cell.rows - cell.n)
			*cell = pivotCell{}
		}
	}
}

// complete returns the labels of an axis in their natural order, with the bins between
// that were not met.
func (a *axisLabels) complete(used []bool, most int) (f finishedAxis, err error) {
	if a.key.How == Categories {
		for k, name := range a.names {
			if used[k] {
				f.labels, f.met = append(f.labels, name), append(f.met, int32(k))
			}
		}
		return f, nil
	}
	var met []int64
	for k, code := range a.list {
		if used[k] {
			met = append(met, code)
		}
	}
	var names []string
	first, last := int64(0), int64(-1)
	switch {
	case a.key.How.ofNumbers():
		names = intervalLabels(a.edges, !a.fractions)
		last = int64(len(names)) - 1
	case a.key.How.isPart():
		first, last = a.key.How.domain()
	case len(met) > 0:
		first, last = slices.Min(met), slices.Max(met)
	}
	bins := last - first + 1
	if a.instants() {
		bins = (last-first)/a.key.How.unit() + 1
	}
	if bins > int64(most) {
		return f, fmt.Errorf("table: pivot: %s spans %d bins, from %s to %s, more than the limit of cells allows (choose longer bins, or mend times that are far off)",
			a.key, bins, a.label(first), a.label(last))
	}
	if a.instants() {
		return a.completeInstants(first, last, used), nil
	}
	for code := first; code <= last; code++ {
		at, ok := a.codes[code]
		if !ok || !used[at] {
			if at = -1; !a.key.How.exists(code, a.zone) {
				continue // nothing is missing there
			}
		}
		f.met, f.codes = append(f.met, at), append(f.codes, code)
		if names != nil {
			f.labels = append(f.labels, names[code])
		} else {
			f.labels = append(f.labels, a.key.How.label(code, a.weekday))
		}
	}
	return f, nil
}

// completeInstants returns the bins of a line of time, each hour that clocks show twice
// as two. If times do not say which they are of, the second is left out where it is empty.
func (a *axisLabels) completeInstants(first, last int64, used []bool) (f finishedAxis) {
	c := clock{zone: a.zone, zoned: true}
	unit := a.key.How.unit()
	shown := func(start int64) int64 {
		c.know(start)
		return floorDiv(start+c.offset, unit)
	}
	names := map[int64]int{} // how often the clock shows a bin that is kept
	for start := first; start <= last && len(a.list) > 0; start = c.nextBin(start, unit) {
		at, ok := a.codes[start]
		if !ok || !used[at] {
			at = -1
		}
		if at < 0 && a.twice > 0 && names[shown(start)] > 0 {
			continue
		}
		names[shown(start)]++
		f.met, f.codes = append(f.met, at), append(f.codes, start)
	}
	for _, start := range f.codes {
		tell := a.twice == 0 || names[shown(start)] > 1
		f.labels = append(f.labels, a.key.How.instantName(&c, start, tell))
	}
	return f
}

// sort orders the labels of an axis.
func (p *pivoter) sort(axes *[2]finishedAxis, i int, spec order.Spec) error {
	f := &axes[i]
	var at []int
	var err error
	switch {
	case f.parts != nil && spec.Kind != order.Value:
		return nil // completeCompound has
	case spec.Kind == order.Natural && f.codes != nil:
		at, err = order.Of(f.labels, order.Spec{Kind: order.Met, Reverse: spec.Reverse}, nil)
	case spec.Kind == order.Met && f.codes != nil:
		at, _ = order.Of(f.labels, order.Spec{Kind: order.Met}, nil)
		slices.SortStableFunc(at, func(a, b int) int { // what was not met comes last: −1 is the largest
			return int(int64(uint32(f.met[a])) - int64(uint32(f.met[b])))
		})
		if spec.Reverse {
			slices.Reverse(at)
		}
	default:
		var means []float64
		if spec.Kind == order.Value {
			means = p.means(axes, i)
		}
		at, err = order.Of(f.labels, spec, means)
	}
	if err != nil {
		return err
	}
	sorted := finishedAxis{}
	for _, k := range at {
		sorted.labels, sorted.met = append(sorted.labels, f.labels[k]), append(sorted.met, f.met[k])
		if f.parts != nil {
			sorted.parts = append(sorted.parts, f.parts[k])
		}
		if f.codes != nil {
			sorted.codes = append(sorted.codes, f.codes[k])
		}
	}
	*f = sorted
	return nil
}

// means returns the mean of the values of each label.
func (p *pivoter) means(axes *[2]finishedAxis, i int) []float64 {
	means := make([]float64, len(axes[i].met))
	for k, a := range axes[i].met {
		var sum exactSum
		n := 0.0
		for _, b := range axes[1-i].met {
			row, col := a, b
			if i == 1 {
				row, col = b, a
			}
			if v := p.value(row, col); v-v == 0 {
				sum.add(v)
				n++
			}
		}
		means[k] = sum.value() / n
	}
	return means
}

// matrix makes the matrix of the finished axes, and what is left of the report.
func (p *pivoter) matrix(axes *[2]finishedAxis) (*matrix.Matrix, error) {
	rows, cols := &axes[0], &axes[1]
	values := make([]float64, 0, len(rows.met)*len(cols.met))
	for _, r := range rows.met {
		for _, c := range cols.met {
			values = append(values, p.value(r, c))
		}
	}
	m, err := matrix.New(len(rows.met), len(cols.met), values)
	if err != nil {
		return nil, err
	}
	p.findAbsent(axes, values)
	m.RowLabels, m.ColLabels = rows.labels, cols.labels
	if m.RowLabels == nil {
		m.RowLabels = []string{}
	}
	if m.ColLabels == nil {
		m.ColLabels = []string{}
	}
	m.RowName, m.ColName = columnList(p.opt.Rows, p.opt.RowsWithin), columnList(p.opt.Cols, p.opt.ColsWithin)
	p.report.RowParts, p.report.ColParts = rows.parts, cols.parts
	p.report.EmptyRows, p.report.EmptyCols = unmet(rows.met), unmet(cols.met)
	return m, nil
}

func unmet(met []int32) (n int) {
	for _, m := range met {
		if m < 0 {
			n++
		}
	}
	return n
}

// findAbsent finds the hours that clocks skipped, in a matrix of days and hours.
func (p *pivoter) findAbsent(axes *[2]finishedAxis, values []float64) {
	days, hours := 0, 1
	if p.opt.Cols.How == ByDay {
		days, hours = 1, 0
	}
	keys := [2]Key{p.opt.Rows, p.opt.Cols}
	if p.opt.Zone == nil || keys[days].How != ByDay || keys[hours].How != HourOfDay || keys[0].Column != keys[1].Column {
		return
	}
	for k, day := range axes[days].codes {
		if !maySkip(civilDay*day, p.opt.Zone) {
			continue
		}
		for l, hour := range axes[hours].codes {
			if ByHour.exists(24*day+hour, p.opt.Zone) {
				continue
			}
			i, j := k, l
			if days == 1 {
				i, j = l, k
			}
			p.report.Absent = append(p.report.Absent, [2]int{i, j})
			values[i*len(axes[1].codes)+j] = math.NaN()
		}
	}
}

// columnList names the columns of an axis's keys.
func columnList(first Key, within []Key) string {
	names := first.Column
	for _, k := range within {
		names += keyJoin + k.Column
	}
	return names
}
