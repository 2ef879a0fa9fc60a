package table

import (
	"fmt"
	"slices"
	"sync"
)

// kind returns the kind of a column.
func (c *pqColumn) kind() Kind {
	switch {
	case c.typ == pqBool:
		return Bool
	case c.typ == pqInt96:
		return Time
	case c.meaning == pqDecimal || c.meaning == pqHalf && c.typ == pqFixed:
		return Number
	case c.typ == pqBytes || c.typ == pqFixed:
		return Text
	case (c.typ == pqInt32 || c.typ == pqInt64) && (c.meaning == pqDate || c.meaning == pqTimestamp):
		return Time
	}
	return Number
}

// parquet reads a Parquet file, or the columns of it that are wanted.
func (in *input) parquet(index string) (*Table, error) {
	f, err := in.openParquet()
	if err != nil {
		return nil, err
	}
	if in.opt.Choose != nil {
		return f.readChosen(&in.opt)
	}
	index, err = f.resolve(&in.opt, index)
	if err != nil {
		return nil, err
	}
	columns, err := f.choose(in.opt.Columns, index)
	if err != nil {
		return nil, err
	}
	t, err := f.table(f.allGroups(), columns, in.opt.workers())
	if err != nil {
		return nil, err
	}
	t.takeOut(newMissing(in.opt.Missing, '.'))
	keep := -1
	if i, err := t.find(index); index != "" && err == nil {
		keep = i
	}
	return t, t.infer(&in.opt, keep)
}

func (f *parquetFile) allGroups() []int {
	groups := make([]int, len(f.groups))
	for i := range groups {
		groups[i] = i
	}
	return groups
}

func (in *input) openParquet() (*parquetFile, error) {
	r, size, err := in.readerAt()
	if err != nil {
		return nil, err
	}
	return openParquet(r, size, in.name, in.opt.limit())
}

// choose returns the positions of the wanted columns, or of all but those
// that hold lists.
func (f *parquetFile) choose(names []string, index string) (columns []int, err error) {
	if len(names) == 0 {
		for j := range f.columns {
			if !f.columns[j].repeats {
				columns = append(columns, j)
			}
		}
		if len(columns) == 0 && len(f.columns) > 0 {
			return nil, &Error{File: f.name, Msg: "all columns hold lists", Cure: "write one value for each row"}
		}
		return columns, nil
	}
	if index != "" && !slices.Contains(names, index) {
		names = append(slices.Clip(names), index)
	}
	t := f.empty()
	for _, name := range names {
		j, err := t.column(name)
		if err != nil {
			return nil, err
		}
		if f.columns[j].repeats {
			return nil, &Error{File: f.name, Column: j + 1, Name: f.columns[j].name, Msg: "holds lists", Cure: "write one value for each row"}
		}
		if !slices.Contains(columns, j) {
			columns = append(columns, j)
		}
	}
	return columns, nil
}

// empty returns a table of the columns' names alone.
func (f *parquetFile) empty() *Table {
	t := &Table{Name: f.name}
	for j := range f.columns {
		t.Columns = append(t.Columns, Column{Name: f.columns[j].name})
	}
	return t
}

// resolve gives columns that are known by their positions their names, as
// only those wanted are read.
func (f *parquetFile) resolve(opt *Options, index string) (string, error) {
	if len(opt.Columns) == 0 {
		return index, nil
	}
	t := f.empty()
	name := func(s string) (string, error) {
		if s == "" {
			return "", nil
		}
		c, err := t.Column(s)
		if err != nil {
			return "", err
		}
		return c.Name, nil
	}
	columns, types := make([]string, len(opt.Columns)), map[string]Kind{}
	for i, s := range opt.Columns {
		n, err := name(s)
		if err != nil {
			return "", err
		}
		columns[i] = n
	}
	for s, kind := range opt.Types {
		n, err := name(s)
		if err != nil {
			return "", err
		}
		if types[n] = kind; !slices.Contains(columns, n) && n != index {
			delete(types, n)
		}
	}
	opt.Columns, opt.Types = columns, types
	return name(index)
}

// table reads the given columns of the given row groups.
func (f *parquetFile) table(groups, columns []int, workers int) (*Table, error) {
	t := &Table{Name: f.name, HasHeader: true, Columns: make([]Column, len(columns))}
	rows := int64(0)
	for _, g := range groups {
		rows += f.groups[g].rows
	}
	if need := rows * 8 * int64(len(columns)); rows > f.limit || need > f.limit {
		return nil, &Error{File: f.name, Msg: fmt.Sprintf("%d rows of %s need %d bytes, and the limit is %d", rows, plural(len(columns), "column"), need, f.limit),
			Cure: "raise the limit, or choose columns"}
	}
	faults := make([]error, len(columns))
	var next int
	var lock sync.Mutex
	var wait sync.WaitGroup
	for range min(workers, len(columns)) {
		wait.Go(func() {
			for {
				lock.Lock()
				k := next
				next++
				lock.Unlock()
				if k >= len(columns) {
					return
				}
				faults[k] = f.fill(&t.Columns[k], groups, columns[k])
			}
		})
	}
	wait.Wait()
	for _, err := range faults {
		if err != nil {
			return nil, err
		}
	}
	return t, nil
}

// fill reads a column, and makes sure that a column without any number is
// Empty.
func (f *parquetFile) fill(c *Column, groups []int, column int) error {
	from := &f.columns[column]
	c.Name, c.Kind, c.role = from.name, from.kind(), from.role
	if c.Kind == Time {
		c.Zoned = from.zoned
	}
	for _, g := range groups {
		if err := f.readColumn(g, column, c); err != nil {
			return err
		}
	}
	if c.Kind == Number && !slices.ContainsFunc(c.Numbers, func(v float64) bool { return v == v }) {
		c.Kind = Empty
	}
	return nil
}

// parquetBatches reads one row group after the other.
func (in *input) parquetBatches(want []Want, yield func(*Table, error) bool) {
	f, err := in.openParquet()
	if err != nil {
		yield(nil, err)
		return
	}
	opt := in.opt
	opt.Types, opt.Columns = map[string]Kind{}, nil
	for _, w := range want {
		opt.Types[w.Name] = w.Kind
		opt.Columns = append(opt.Columns, w.Name)
	}
	_, err = f.resolve(&opt, "")
	if err != nil {
		yield(nil, err)
		return
	}
	columns, err := f.choose(opt.Columns, "")
	if err != nil {
		yield(nil, err)
		return
	}
	for g := range f.groups {
		t, err := f.table([]int{g}, columns, opt.workers())
		if err == nil {
			t.takeOut(newMissing(opt.Missing, '.'))
			if err = t.infer(&opt, -1); err == nil {
				err = t.project(opt.Columns, "")
			}
		}
		if err != nil {
			yield(nil, err)
			return
		}
		if !t.batches(yield) {
			return
		}
	}
}
