package table

import "slices"

// A Heading is what is known of a column before its cells are read: see
// Options.Choose.
type Heading struct {
	Name string

	// Kind is what the column holds. A column of which the first cell that is
	// not missing is a number counts as one of numbers, although text may
	// follow, and one that begins with text as one of text, although numbers
	// may. The first column is certain, as it may label the rows; so are truths,
	// times and the lack of any cell, but for a column of a Parquet file that
	// may be all missing.
	Kind Kind

	// Note is that of the column, but for doubts about its numbers, which only
	// reading all of them raises.
	Note string

	// Labels is whether the file says that the column labels the rows, and
	// Describes whether it says that it describes them: see Table.Labels and
	// Column.Describes.
	Labels, Describes bool
}

// headings are those of a table that was read.
func (t *Table) headings() []Heading {
	out := make([]Heading, len(t.Columns))
	for j := range t.Columns {
		c := &t.Columns[j]
		out[j] = Heading{Name: c.Name, Kind: c.Kind, Note: c.Note, Labels: c.role == labelsRows, Describes: c.Describes()}
	}
	return out
}

// chosen calls Options.Choose, and returns the columns to read in ascending
// order, or nil for all.
func (o *Options) chosen(headings []Heading) []int {
	markLabels(headings)
	at := o.Choose(slices.Clone(headings))
	if at == nil {
		return nil
	}
	keep := make([]int, 0, len(at))
	for _, j := range at {
		if j >= 0 && j < len(headings) {
			keep = append(keep, j)
		}
	}
	slices.Sort(keep)
	if keep = slices.Compact(keep); len(keep) == len(headings) {
		return nil
	}
	return keep
}

// choose leaves only the columns that Options.Choose wants, of a table that
// has all of them.
func (t *Table) choose(opt *Options) {
	if opt.Choose == nil {
		return
	}
	head := t.headings()
	if keep := opt.chosen(head); keep != nil {
		t.keep(keep, head)
	}
}

// keep leaves only some columns, which remember their places among all.
func (t *Table) keep(columns []int, head []Heading) {
	kept := make([]Column, len(columns))
	for k, j := range columns {
		kept[k] = t.Columns[j]
	}
	t.Columns = kept
	t.isOf(columns, head)
}

// placeOf is the position of a column in the file, from 1.
func (t *Table) placeOf(j int) int {
	if at := t.Columns[j].place; at > 0 {
		return at
	}
	return j + 1
}

// forget leaves only the names of columns that are not kept, so that nothing
// is read for them.
func (t *Table) forget(keep []int) {
	wanted := make([]bool, len(t.Columns))
	for _, j := range keep {
		wanted[j] = true
	}
	for j := range t.Columns {
		if c := &t.Columns[j]; !wanted[j] {
			*c = Column{Name: c.Name}
		}
	}
}

// withFirst adds the first column to those that must be read, if it begins with
// a number.
func withFirst(open []int, headings []Heading) []int {
	if len(headings) > 0 && headings[0].Kind == Number {
		return slices.Insert(open, 0, 0)
	}
	return open
}

// settle gives headings the kinds that are demanded, and has the columns read
// whose kinds their first cells do not tell.
func settle(headings []Heading, open []int, opt *Options, read func(columns []int, opt *Options) (*Table, error)) error {
	t := &Table{Columns: make([]Column, len(headings))}
	for j := range headings {
		t.Columns[j].Name = headings[j].Name
	}
	for name, kind := range opt.Types {
		if j, err := t.column(name); err == nil { // else reading will say so
			headings[j].Kind = kind
			open = slices.DeleteFunc(open, func(k int) bool { return k == j })
		}
	}
	if len(open) == 0 {
		return nil
	}
	plain := *opt
	plain.Types, plain.Columns, plain.Choose = nil, nil, nil
	t, err := read(open, &plain)
	if err != nil {
		return err
	}
	for k, j := range open {
		headings[j].Kind, headings[j].Note = t.Columns[k].Kind, t.Columns[k].Note
	}
	return nil
}

// firstKind is the kind of a column that begins with a word: what may become
// truths or times, or looks like numbers, has to be read to be known.
func firstKind(word string, decimal byte) (kind Kind, certain bool) {
	if pair, _ := truth(word); pair >= 0 && pair < len(truths)-1 {
		return Bool, false
	}
	if _, ok := parseStamp(word); ok {
		return Time, false
	}
	_, ok := parseQuantity(word, decimal)
	return Text, !ok && shapeCure(word, decimal) == ""
}

// typesOf returns Options.Types for a table of some columns alone, A name that is no column is an error.
func (o *Options) typesOf(file string, headings []Heading, keep []int) (map[string]Kind, error) {
	all := &Table{Name: file, Columns: make([]Column, len(headings))}
	for j := range headings {
		all.Columns[j].Name = headings[j].Name
	}
	types := map[string]Kind{}
	for name, kind := range o.Types {
		j, err := all.column(name)
		if err != nil {
			return nil, err
		}
		if k := slices.Index(keep, j); k >= 0 {
			types[headings[j].Name] = kind
		}
	}
	return types, nil
}

// isOf notes that a table has only some of the columns of a file.
func (t *Table) isOf(keep []int, head []Heading) {
	for k := range t.Columns {
		t.Columns[k].place = keep[k] + 1
	}
	t.head = head
}
