package table

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
	"time"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat/order"
)

// PivotOptions say how a long table, of one row for each value, becomes a matrix.
type PivotOptions struct {
	// Rows and Cols give the labels of the two axes. Without a column in Cols the matrix
	// has one column.
	Rows, Cols Key

	// RowsWithin and ColsWithin are further keys of an axis, each within the one before:
	// its labels are then those of all keys with a dot between, north · pens, one for each
	// combination that has rows, and PivotReport has their parts.
	RowsWithin, ColsWithin []Key

	// Value is the column of the values, by name or position. Only Count needs none, and
	// then counts rows.
	Value string

	// Agg is how the values of one cell become one. The zero value takes one value for
	// each cell and refuses more.
	Agg Agg

	// RowOrder and ColOrder order the labels: naturally, as met, by the mean of their
	// values, or as given. Bins are naturally in their own order.
	RowOrder, ColOrder order.Spec

	// Zone is the time zone of the labels made of times. Nil takes the clock as each
	// time was written.
	Zone *time.Location

	// AssumeZone takes times that were written without a zone as of Zone. Without it,
	// such times together with a Zone are an error.
	AssumeZone bool

	// WeekStart is the first day of weeks; its zero value is Monday.
	WeekStart WeekStart

	// MaxCells bounds rows × columns, of which either has at most 4 million, and MaxValues the values that medians, quantiles
	// and NUnique keep. 0 means 1<<25 and 1<<26, which take a gigabyte or so.
	MaxCells, MaxValues int

	// Workers is the largest number of goroutines that find labels at once; 0 means one
	// for each processor. The result does not depend on it.
	Workers int
}

// A PivotReport says what became of the rows of a table.
type PivotReport struct {
	Rows    int // rows read
	Used    int // of these, in a cell with a value
	Groups  int // cells that have rows
	NoRow   int // rows without a row key
	NoCol   int // rows with a row key and without a column key
	NoValue int // rows with both keys and a missing value

	// Outside is how many rows have a key beyond the edges of its bins.
	Outside int
	// Impossible is how many rows have a time that no clock in the zone shows, because
	// it was skipped.
	Impossible int
	// Twice is how many rows have a time without a zone that the clock in the zone shows
	// twice, as in the hour after which it is set back. They count as the first of both.
	Twice int
	// Offsets is whether hours or minutes were taken from times that were written with
	// several offsets, by the clock of each.
	Offsets bool

	// RowParts and ColParts are the parts of the labels of an axis that has several keys.
	RowParts, ColParts [][]string

	// Absent lists the cells, by row and column, that do not exist: hours of a day that
	// the clock skipped. They are NaN as missing ones are, but nothing is missing there.
	Absent [][2]int
	// Empty is how many rows and columns of the matrix no row of the table fell into:
	// bins between the first and the last.
	EmptyRows, EmptyCols int
}

const (
	maxPivotCells  = 1 << 25 // of some 40 bytes while they are collected
	maxPivotValues = 1 << 26
)

// Pivot makes a matrix of a long table: a row for each label of the one key, a column
// for each of the other, and in the cells the values that have both, reduced to one.
//
// A cell without values is NaN, as in pandas.pivot_table, but 0 if values are counted;
// so is the sum of missing values, which pandas makes 0. Rows without a key, or with a
// missing value, are left out and counted in the report. Bins of times and numbers are
// complete: those between the first and the last appear even if they are empty, and of
// parts of times, such as hours and weekdays, all do.
//
// The result does not depend on the number of workers. Sums, means and deviations are
// computed without error and rounded at the end, so that they do not depend on the
// order of rows either.
//
// It fails for an unknown column, for values that are not numbers, for times without a
// zone under a Zone, for two values in one cell if there is no Agg, and beyond the
// limits.
func Pivot(t *Table, opt PivotOptions) (*matrix.Matrix, *PivotReport, error) {
	if err := t.Validate(); err != nil {
		return nil, nil, err
	}
	seq := func(yield func(*Table, error) bool) { t.batches(yield) }
	return PivotBatches(seq, opt)
}

// PivotBatches pivots the rows of all batches, such as those of [Batches], which must
// have the columns that PivotOptions.Wants lists, in any order. Memory is bounded by the
// number of cells. Bins and quantiles need two passes, so that the sequence is iterated
// twice and must yield the same.
func PivotBatches(batches iter.Seq2[*Table, error], opt PivotOptions) (*matrix.Matrix, *PivotReport, error) {
	p, err := runPivot(batches, opt, opt.byName)
	if err != nil {
		return nil, nil, err
	}
	return p.matrix, p.report, nil
}

// byName finds the column of a want in a table that may have others.
func (opt *PivotOptions) byName(t *Table, want int) (int, error) {
	return t.column(opt.wants()[want].Name)
}

// byPosition finds it in a batch that was made for the wants.
func byPosition(_ *Table, want int) (int, error) { return want, nil }

// PivotFiles reads files as [Batches] does and pivots their rows. Rows of all files make
// one matrix. Bins and quantiles read the files twice, which the standard input does not
// allow.
func PivotFiles(paths []string, read Options, opt PivotOptions) (*matrix.Matrix, *PivotReport, error) {
	if slices.Contains(paths, "-") && slices.ContainsFunc(opt.keys(), Key.twoPasses) {
		return nil, nil, fmt.Errorf("table: pivot: the standard input can be read only once, and %s needs to know all values first (give edges, or a file)",
			opt.firstTwoPass())
	}
	p, err := runPivot(Batches(paths, read, opt.wants()), opt, byPosition)
	if err != nil {
		return nil, nil, err
	}
	return p.matrix, p.report, nil
}

// Wants returns the columns that a pivot reads, for [Batches].
func (opt PivotOptions) Wants() []Want { return opt.wants() }

// wants lists rows, columns and value, each once; see place.
func (opt *PivotOptions) wants() []Want {
	var wants []Want
	for _, w := range opt.roles() {
		if w.Name != "" && !slices.Contains(wants, w) {
			wants = append(wants, w)
		}
	}
	return wants
}

// keys lists the keys of both axes.
func (opt *PivotOptions) keys() []Key {
	return slices.Concat([]Key{opt.Rows}, opt.RowsWithin, []Key{opt.Cols}, opt.ColsWithin)
}

// roles returns the columns of rows, columns and values, and of further keys. A name is
// empty where there is none.
func (opt *PivotOptions) roles() []Want {
	value := Want{Name: opt.Value, Kind: Number}
	if opt.Agg.takesText() {
		value.Kind = Text
	}
	roles := []Want{opt.Rows.want(), opt.Cols.want(), value}
	for _, k := range slices.Concat(opt.RowsWithin, opt.ColsWithin) {
		roles = append(roles, k.want())
	}
	return roles
}

func (k *Key) want() Want {
	w := Want{Name: k.Column, Kind: Text}
	if k.How.ofNumbers() {
		w.Kind = Number
	} else if k.How.ofTime() {
		w.Kind = Time
	}
	return w
}

func (k Key) twoPasses() bool { return k.How == Bins || k.How == Quantiles }

func (opt *PivotOptions) firstTwoPass() Key {
	keys := opt.keys()
	return keys[slices.IndexFunc(keys, Key.twoPasses)]
}

// check fills in the defaults.
func (opt *PivotOptions) check() error {
	if err := opt.Rows.check(); err != nil {
		return err
	}
	if opt.Cols.Column != "" || opt.Cols.How != Categories {
		if err := opt.Cols.check(); err != nil {
			return err
		}
	}
	if err := checkKeys(opt.Rows, opt.RowsWithin); err != nil {
		return err
	}
	if err := checkKeys(opt.Cols, opt.ColsWithin); err != nil {
		return err
	}
	if err := opt.Agg.check(); err != nil {
		return err
	}
	if opt.Value == "" && opt.Agg.How != Count {
		return fmt.Errorf("table: pivot: %s needs a column of values (name one, or count the rows by aggregate count)", opt.Agg)
	}
	if _, err := opt.WeekStart.MarshalText(); err != nil {
		return err
	}
	if opt.MaxCells <= 0 {
		opt.MaxCells = maxPivotCells
	}
	if opt.MaxValues <= 0 {
		opt.MaxValues = maxPivotValues
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	return nil
}
