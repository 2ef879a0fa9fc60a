package table

import (
	"fmt"
	"math"
	"os"
	"slices"
	"time"
)

// OpenAll reads several files, as [Open] does each, and puts their rows one
// below the other. The path "-" is the standard input. The columns go by
// their names, in the order of the first file, or by their positions where
// there is no header. All files must have the same ones, and cells of one
// kind in each; a column that is empty in a file goes with any other. The
// error of one that does not names the file and the column. The table has
// the name of the first file.
func OpenAll(paths []string, opt Options) (*Table, error) {
	if len(paths) == 0 {
		return nil, &Error{File: "input", Msg: "no files are given"}
	}
	sizes := totalSize(paths)
	progress, before := opt.Progress, int64(0)
	var all *Table
	for _, path := range paths {
		last := int64(0)
		if progress != nil {
			opt.Progress = func(done, _ int64) {
				last = done
				progress(before+done, sizes)
			}
		}
		in, err := openAny(path, opt)
		if err != nil {
			return nil, err
		}
		t, err := in.table("")
		in.close()
		if err != nil {
			return nil, err
		}
		before += last
		if all == nil {
			all, opt.Choose = t, nil
			if t.head != nil {
				opt.Choose = t.sameColumns
			}
			continue
		}
		if err := all.append(t); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// totalSize returns the bytes of all files, or 0 if they are not known.
func totalSize(paths []string) (sum int64) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			return 0
		}
		sum += info.Size()
	}
	return sum
}

// sameColumns chooses the columns of a later file that belong to those that
// were read of the first one: by their names, or else by their positions.
func (t *Table) sameColumns(head []Heading) []int {
	order, err := t.allNames().match(namesOf(t.Name, t.HasHeader, head))
	if err != nil {
		return []int{} // append reports it
	}
	at := make([]int, len(t.Columns))
	for k := range t.Columns {
		at[k] = order[t.Columns[k].place-1]
	}
	return at
}

// allNames returns a table of the names of all columns of the file.
func (t *Table) allNames() *Table {
	if t.head == nil {
		return t
	}
	return namesOf(t.Name, t.HasHeader, t.head)
}

func namesOf(name string, header bool, head []Heading) *Table {
	t := &Table{Name: name, HasHeader: header, Columns: make([]Column, len(head))}
	for j := range head {
		t.Columns[j].Name = head[j].Name
	}
	return t
}

// append adds the rows of another table.
func (t *Table) append(o *Table) error {
	if _, err := t.allNames().match(o.allNames()); err != nil {
		return err
	}
	order, err := t.match(o)
	if err != nil {
		return err
	}
	for j, k := range order {
		if err := t.checkKinds(o, j, k); err != nil {
			return err
		}
	}
	rows, more := t.Len(), o.Len()
	for j, k := range order {
		t.Columns[j].append(&o.Columns[k], rows, more)
	}
	return nil
}

// match finds the column of the other table that belongs to each.
func (t *Table) match(o *Table) ([]int, error) {
	if t.HasHeader != o.HasHeader {
		with, without := t.Name, o.Name
		if o.HasHeader {
			with, without = without, with
		}
		return nil, &Error{File: o.Name, Msg: fmt.Sprintf("%s has names of columns, and %s has none", with, without), Cure: "give the header in all files or in none"}
	}
	if len(t.Columns) != len(o.Columns) && !t.HasHeader {
		return nil, &Error{File: o.Name, Msg: fmt.Sprintf("has %s, and %s has %d", plural(len(o.Columns), "column"), t.Name, len(t.Columns)), Cure: "give all files the same columns"}
	}
	order := make([]int, len(t.Columns))
	if !t.HasHeader {
		for j := range order {
			order[j] = j
		}
		return order, nil
	}
	free := map[string][]int{} // positions, as names may repeat
	for k := range o.Columns {
		name := o.Columns[k].Name
		free[name] = append(free[name], k)
	}
	for j := range order {
		name := t.Columns[j].Name
		if len(free[name]) == 0 {
			return nil, &Error{File: o.Name, Msg: fmt.Sprintf("column %s of %s is missing", quote(name), t.Name), Cure: "give all files the same columns, or choose those that all have"}
		}
		order[j], free[name] = free[name][0], free[name][1:]
	}
	for k := range o.Columns {
		if name := o.Columns[k].Name; slices.Contains(free[name], k) {
			return nil, &Error{File: o.Name, Column: o.placeOf(k), Name: name, Msg: "is not in " + t.Name, Cure: "give all files the same columns, or choose those that all have"}
		}
	}
	return order, nil
}

// checkKinds compares column j with column k of the other table.
func (t *Table) checkKinds(o *Table, j, k int) error {
	a, b := &t.Columns[j], &o.Columns[k]
	if a.Kind == Empty || b.Kind == Empty || a.Kind == b.Kind && a.Zoned == b.Zoned {
		return nil
	}
	what := func(c *Column) string {
		switch {
		case c.Kind == Time && c.Zoned:
			return "time with zones"
		case c.Kind == Time:
			return "time without zones"
		}
		return c.Kind.String()
	}
	e := &Error{File: o.Name, Column: o.placeOf(k), Name: b.Name, Msg: fmt.Sprintf("is %s, and %s in %s", what(b), what(a), t.Name),
		Cure: "state the kind of the column, which text always can be"}
	if b.Kind == Text && a.Kind == Number {
		e.Line, e.Value = b.FirstText()
		e.Msg = fmt.Sprintf("is not a number, as the column is in %s", t.Name)
	}
	return e
}

// append adds the cells of another column of the same kind, or of an empty
// one, to the rows there are.
func (c *Column) append(o *Column, rows, more int) {
	if c.Kind == Empty && o.Kind != Empty {
		name, place, role := c.Name, c.place, c.role
		*c = *o
		c.Name, c.place, c.role, c.Numbers, c.Texts, c.Times = name, place, role, nil, nil, nil
		switch c.Kind {
		case Text:
			c.Texts = make([]string, rows)
		case Time:
			c.Times = make([]time.Time, rows)
			if o.Texts != nil {
				c.Texts = make([]string, rows)
			}
		default:
			c.Numbers = missingNumbers(rows)
		}
	}
	empty := o.Kind == Empty
	switch c.Kind {
	case Text:
		if empty {
			c.Texts = append(c.Texts, make([]string, more)...)
		} else {
			c.Texts = append(c.Texts, o.Texts...)
		}
	case Time:
		c.appendTimes(o, empty, more)
	default:
		if empty {
			c.Numbers = append(c.Numbers, missingNumbers(more)...)
		} else {
			c.Numbers = append(c.Numbers, o.Numbers...)
		}
	}
	c.odd.mixed = c.odd.mixed || o.odd.mixed
}

// appendTimes adds times, and how they were written if that is known of all.
func (c *Column) appendTimes(o *Column, empty bool, more int) {
	switch {
	case empty && c.Texts != nil:
		c.Texts = append(c.Texts, make([]string, more)...)
	case c.Texts != nil && o.Texts != nil:
		c.Texts = append(c.Texts, o.Texts...)
	default:
		c.Texts = nil
	}
	if empty {
		c.Times = append(c.Times, make([]time.Time, more)...)
	} else {
		c.Times = append(c.Times, o.Times...)
	}
}

func missingNumbers(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
	}
	return out
}
