package table

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/seed01309057/heat/matrix"
)

// A pivoter collects the cells of a pivot.
type pivoter struct {
	opt    PivotOptions
	at     func(t *Table, want int) (int, error) // the column of a batch that has a want
	place  [3]int                                // the want of rows, columns and value; −1 for none
	axes   [2]axisLabels                         // rows and columns
	cells  [][]pivotCell                         // by row, then column, as met; rows are as long as needed
	kept   int                                   // values kept for medians and the like
	report PivotReport
}

// axisLabels are the labels of an axis in the order they were met.
type axisLabels struct {
	binner
	texts map[string]int32
	codes map[int64]int32
	names []string // of texts
	list  []int64  // of codes
	twice int      // times that were one of two and do not say which

	fractions bool // numbers of intervals that are not whole

	levels   []level    // of several keys; else none
	tuples   [][2]int32 // the combinations of all levels, as the last one has them
	identity []int32    // 0, 1, 2 …: as many as tuples
}

// len returns the number of labels met.
func (a *axisLabels) len() int {
	if a.levels != nil {
		return len(a.tuples)
	}
	return len(a.names) + len(a.list)
}

// global returns the positions of a batch's labels among all.
func (a *axisLabels) global(b *binned) []int32 {
	out := make([]int32, 0, len(b.texts)+len(b.codes))
	for _, s := range b.texts {
		at, ok := a.texts[s]
		if !ok {
			s = strings.Clone(s) // it is a part of a text that need not be kept
			at = int32(len(a.names))
			a.texts[s] = at
			a.names = append(a.names, s)
		}
		out = append(out, at)
	}
	for _, c := range b.codes {
		at, ok := a.codes[c]
		if !ok {
			at = int32(len(a.list))
			a.codes[c] = at
			a.list = append(a.list, c)
		}
		out = append(out, at)
	}
	return out
}

// A pivoted is a finished pivot.
type pivoted struct {
	matrix *matrix.Matrix
	report *PivotReport
	axes   [2]finishedAxis
}

func runPivot(batches iter.Seq2[*Table, error], opt PivotOptions, at func(*Table, int) (int, error)) (*pivoted, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	p := &pivoter{opt: opt, at: at}
	wants := opt.wants()
	roles := opt.roles()
	for i := range p.place {
		p.place[i] = placeOf(roles[i], wants)
	}
	more := roles[3:]
	for i, keys := range [2][]Key{append([]Key{opt.Rows}, opt.RowsWithin...), append([]Key{opt.Cols}, opt.ColsWithin...)} {
		p.axes[i] = newAxisLabels(keys[0], &opt)
		if len(keys) == 1 {
			continue
		}
		for l, key := range keys {
			at := level{axisLabels: newAxisLabels(key, &opt), place: p.place[i], pairs: map[[2]int32]int32{}}
			if l > 0 {
				at.place, more = placeOf(more[0], wants), more[1:]
			}
			p.axes[i].levels = append(p.axes[i].levels, at)
		}
	}
	rows, err := p.findEdges(batches)
	if err != nil {
		return nil, err
	}
	if err := p.collect(batches); err != nil {
		return nil, err
	}
	if rows >= 0 && rows != p.report.Rows {
		return nil, fmt.Errorf("table: pivot: the first pass had %s and the second %d (give edges, which need one pass only)", plural(rows, "row"), p.report.Rows)
	}
	return p.finish()
}

// placeOf is the place of a want among all, or −1.
func placeOf(role Want, wants []Want) int {
	if role.Name == "" {
		return -1
	}
	return slices.Index(wants, role)
}

func newAxisLabels(key Key, opt *PivotOptions) axisLabels {
	return axisLabels{texts: map[string]int32{}, codes: map[int64]int32{},
		binner: binner{key: key, zone: opt.Zone, assume: opt.AssumeZone, weekday: opt.WeekStart.weekday()}}
}

// single yields the labels of each key, and where its column is.
func (p *pivoter) single() iter.Seq2[*axisLabels, int] {
	return func(yield func(*axisLabels, int) bool) {
		for i := range p.axes {
			if p.axes[i].levels == nil && !yield(&p.axes[i], p.place[i]) {
				return
			}
			for l := range p.axes[i].levels {
				if at := &p.axes[i].levels[l]; !yield(&at.axisLabels, at.place) {
					return
				}
			}
		}
	}
}

// findEdges makes the edges of intervals, by a first pass if they depend on the values.
// It returns the number of rows of that, or −1.
func (p *pivoter) findEdges(batches iter.Seq2[*Table, error]) (rows int, err error) {
	rows = -1
	var seen []*numberRange
	for range p.single() {
		seen = append(seen, newNumberRange())
	}
	if slices.ContainsFunc(p.opt.keys(), Key.twoPasses) {
		rows = 0
		for t, err := range batches {
			if err != nil {
				return 0, err
			}
			rows += t.Len()
			if err := p.look(t, seen); err != nil {
				return 0, err
			}
		}
	}
	i := 0
	for a := range p.single() {
		a.setEdges(seen[i])
		i++
	}
	return rows, nil
}

// look takes in the numbers of a batch in the first pass.
func (p *pivoter) look(t *Table, seen []*numberRange) error {
	i := -1
	for a, place := range p.single() {
		i++
		key := a.key
		if !key.twoPasses() {
			continue
		}
		j, err := p.at(t, place)
		if err != nil {
			return err
		}
		if !t.Columns[j].isNumeric() {
			return t.notNumber(j, key.String()+" needs numbers")
		}
		seen[i].see(t.Columns[j].Numbers, key.How == Quantiles)
		if len(seen[i].values) > p.opt.MaxValues {
			return fmt.Errorf("table: pivot: %s keeps every value, and there are more than %d (give edges, or raise the limit)", key, p.opt.MaxValues)
		}
	}
	return nil
}

// A pivotJob is a batch on its way: first its labels are found, then it is added.
type pivotJob struct {
	table *Table
	axes  [2][]binned // of each key
	err   error
	done  chan struct{}
}

// collect reads all batches. Labels are found by several goroutines; rows are added by
// this one, in their order.
func (p *pivoter) collect(batches iter.Seq2[*Table, error]) error {
	work, ordered := make(chan *pivotJob, p.opt.Workers), make(chan *pivotJob, p.opt.Workers+1)
	quit := make(chan struct{})
	var running sync.WaitGroup
	defer running.Wait()
	defer close(quit)
	running.Go(func() {
		defer close(ordered)
		defer close(work)
		for t, err := range batches {
			job := &pivotJob{table: t, err: err, done: make(chan struct{})}
			select {
			case ordered <- job:
			case <-quit:
				return
			}
			work <- job // workers take all until it is closed
		}
	})
	for range p.opt.Workers {
		running.Go(func() {
			for job := range work {
				if job.err == nil {
					job.err = p.label(job)
				}
				close(job.done)
			}
		})
	}
	for job := range ordered {
		<-job.done
		if job.err != nil {
			return job.err
		}
		if err := p.add(job); err != nil {
			return err
		}
	}
	return nil
}

// label finds the labels of a batch.
func (p *pivoter) label(job *pivotJob) error {
	for i := range p.axes {
		if p.place[i] < 0 {
			continue
		}
		if p.axes[i].levels == nil {
			if err := p.bin(job, i, &p.axes[i].binner, p.place[i]); err != nil {
				return err
			}
		}
		for l := range p.axes[i].levels {
			at := &p.axes[i].levels[l]
			if err := p.bin(job, i, &at.binner, at.place); err != nil {
				return err
			}
		}
	}
	return nil
}

// bin finds the labels of one key.
func (p *pivoter) bin(job *pivotJob, axis int, b *binner, place int) error {
	j, err := p.at(job.table, place)
	if err != nil {
		return err
	}
	labels, err := b.bin(job.table, j)
	job.axes[axis] = append(job.axes[axis], labels)
	return err
}

// rowsOf numbers the labels of a batch's rows on one axis: rows is a place in global for
// each row, or why it has none. Without a key rows is nil.
func (p *pivoter) rowsOf(axis int, levels []binned) (rows, global []int32) {
	if p.place[axis] < 0 {
		return nil, []int32{0}
	}
	a := &p.axes[axis]
	for l := range levels {
		b, of := &levels[l], a
		if a.levels != nil {
			of = &a.levels[l].axisLabels
		}
		of.twice += b.twice
		of.fractions = of.fractions || b.fractions
		p.report.Twice += b.twice
		p.report.Offsets = p.report.Offsets || b.offsets
	}
	if a.levels != nil {
		return a.compound(levels)
	}
	return levels[0].rows, a.global(&levels[0])
}

// add adds the rows of a batch.
func (p *pivoter) add(job *pivotJob) error {
	t := job.table
	values, err := p.values(t)
	if err != nil {
		return err
	}
	rows, globalRows := p.rowsOf(0, job.axes[0])
	cols, globalCols := p.rowsOf(1, job.axes[1])
	if err := p.checkSize(t); err != nil {
		return err
	}
	for len(p.cells) < p.axes[0].len() {
		p.cells = append(p.cells, nil)
	}
	first := p.report.Rows // rows before this batch
	for i, local := range rows {
		if local < 0 {
			p.dropped(local, &p.report.NoRow)
			continue
		}
		col := int32(0)
		if cols != nil {
			if cols[i] < 0 {
				p.dropped(cols[i], &p.report.NoCol)
				continue
			}
			col = cols[i]
		}
		cell := p.cell(globalRows[local], globalCols[col])
		if cell.rows++; cell.rows == 1 {
			p.report.Groups++
		}
		if err := p.addValue(cell, values, i, first+i+1); err != nil {
			return p.place2(err, t, globalRows[local], globalCols[col])
		}
	}
	p.report.Rows += len(rows)
	return nil
}

// dropped counts a row that has no label.
func (p *pivoter) dropped(why int32, missing *int) {
	switch why {
	case keyOutside:
		p.report.Outside++
	case keyImpossible:
		p.report.Impossible++
	default:
		*missing++
	}
}

// cell returns the cell of a row and a column.
func (p *pivoter) cell(row, col int32) *pivotCell {
	cells := p.cells[row]
	if int(col) >= len(cells) {
		grown := make([]pivotCell, max(int(col)+1, min(2*len(cells), max(1, p.axes[1].len()))))
		copy(grown, cells)
		cells = grown
		p.cells[row] = cells
	}
	return &cells[col]
}

// checkSize refuses more cells than the limit.
func (p *pivoter) checkSize(t *Table) error {
	n, m := p.axes[0].len(), max(1, p.axes[1].len())
	key, most := p.opt.Rows, n
	if m > n {
		key, most = p.opt.Cols, m
	}
	const maxLabels = 1 << 22 // with their maps they take more than a cell does
	if most > maxLabels {
		return &Error{File: t.Name, Msg: fmt.Sprintf("%s has more than %d labels", key, maxLabels), Cure: "choose another column, or bins"}
	}
	if n <= p.opt.MaxCells/m {
		return nil
	}
	return &Error{File: t.Name, Msg: fmt.Sprintf("a pivot of %d × %d cells, more than the limit of %d", n, m, p.opt.MaxCells),
		Cure: fmt.Sprintf("%s has %d labels or more: choose another column, or bins", key, most)}
}

// pivotValues are the values of a batch: one of both, or neither if rows are counted.
type pivotValues struct {
	numbers []float64
	texts   []string
	column  *Column // of times, which are only counted
}

func (p *pivoter) values(t *Table) (pivotValues, error) {
	if p.place[2] < 0 {
		return pivotValues{}, nil
	}
	j, err := p.at(t, p.place[2])
	if err != nil {
		return pivotValues{}, err
	}
	c := &t.Columns[j]
	switch {
	case c.isNumeric():
		return pivotValues{numbers: c.Numbers}, nil
	case !p.opt.Agg.takesText():
		return pivotValues{}, t.notNumber(j, fmt.Sprintf("the aggregate %s needs numbers; count and nunique take anything", p.opt.Agg))
	case c.Kind == Text:
		return pivotValues{texts: c.Texts}, nil
	}
	return pivotValues{column: c}, nil
}

// errTwice says that a cell has two values; the number is the first one's row.
type errTwice struct{ first, second int }

func (e errTwice) Error() string { return "" }

// addValue adds the value of a row to its cell.
func (p *pivoter) addValue(cell *pivotCell, v pivotValues, i, row int) error {
	how := p.opt.Agg.How
	switch {
	case v.numbers != nil:
		x := v.numbers[i]
		if x != x {
			p.report.NoValue++
			return nil
		}
		if how == Only {
			if cell.n > 0 {
				return errTwice{int(cell.sum.lo), row}
			}
			cell.sum.lo = float64(row)
		}
		p.kept += cell.add(how, x)
	case v.texts != nil:
		s := canonical(v.texts[i])
		if s == "" {
			p.report.NoValue++
			return nil
		}
		p.kept += cell.addText(how, s)
	case v.column != nil:
		if v.column.Missing(i) {
			p.report.NoValue++
			return nil
		}
		p.kept += cell.addText(how, v.column.Format(i))
	default:
		cell.n++
	}
	p.report.Used++
	if p.kept > p.opt.MaxValues {
		return fmt.Errorf("table: pivot: %s keeps every value, and there are more than %d (choose mean, or raise the limit)", p.opt.Agg, p.opt.MaxValues)
	}
	return nil
}

// pivotMissing are the words for a missing value.
var pivotMissing = newMissing(nil, '.')

// canonical returns a text so that equal numbers are equal, and "" for a missing value.
func canonical(s string) string {
	v, class := pivotMissing.classify([]byte(s), '.')
	switch class {
	case isMissing:
		return ""
	case isNumber:
		return formatLabel(v + 0)
	}
	return s
}

// place2 says in which cell two values met.
func (p *pivoter) place2(err error, t *Table, row, col int32) error {
	twice, ok := err.(errTwice)
	if !ok {
		return err
	}
	where := fmt.Sprintf("%s = %s", keyList(p.opt.Rows, p.opt.RowsWithin), quote(p.axes[0].name(row)))
	if p.place[1] >= 0 {
		where += fmt.Sprintf(", %s = %s", keyList(p.opt.Cols, p.opt.ColsWithin), quote(p.axes[1].name(col)))
	}
	e := &Error{File: t.Name, Msg: fmt.Sprintf("rows %d and %d, counted below the header, both have a value for %s", twice.first, twice.second, where),
		Cure: "choose an aggregate, such as mean or sum"}
	if p.report.Offsets {
		e.Msg += ", by clocks of several offsets"
		e.Cure = "state the zone of one clock for all, or choose an aggregate, such as mean or sum"
	}
	return e
}

// name returns the label that was met at a position.
func (a *axisLabels) name(at int32) string {
	switch {
	case a.levels != nil:
		return a.compoundName(at)
	case int(at) < len(a.names):
		return a.names[at]
	case a.edges != nil && int(at) < len(a.list):
		return intervalLabels(a.edges, !a.fractions)[a.list[at]]
	case int(at) < len(a.list):
		return a.label(a.list[at])
	}
	return ""
}

// label is the label of a code that is no interval's.
func (a *axisLabels) label(code int64) string {
	if a.instants() {
		return a.key.How.instantName(&clock{zone: a.zone}, code, true)
	}
	return a.key.How.label(code, a.weekday)
}

// value returns what a cell comes to, as if its row and column were met.
func (p *pivoter) value(row, col int32) float64 {
	if row >= 0 && col >= 0 && int(col) < len(p.cells[row]) {
		return p.cells[row][col].value(p.opt.Agg)
	}
	if p.opt.Agg.countsAbsent() {
		return 0
	}
	return math.NaN()
}

// keyList names the keys of an axis.
func keyList(first Key, within []Key) string {
	names := first.String()
	for _, k := range within {
		names += "," + k.String()
	}
	return names
}
