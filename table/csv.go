package table

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
)

// MaxColumns is the largest number of columns of a table: 2²⁰. It keeps a
// line of a million delimiters from taking a hundred times its size.
const MaxColumns = 1 << 20

// A csvReader turns the text of a CSV file into columns. The text is read
// twice at the most: once for all numbers, which is where the time goes, and
// once more if there are columns of text. So the numbers go straight into
// their columns, no string is made for them, and a column that turns out to
// be text in its last row has lost nothing.
type csvReader struct {
	*source
	dialect
	missing missing
	workers int
	ctx     context.Context // may be nil

	named   bool    // the first record begins with "# " before its names
	first   []field // the first record
	names   []string
	width   int  // columns
	firstAt int  // offset of the first record
	dataAt  int  // offset of the record after it
	quotes  bool // there is a quote after dataAt
	chunks  []*chunk
	rows    int   // records after the first, at most as long as they are not read
	stride  int   // length of a column in numbers: rows and one for the first record
	kept    []int // the columns to read, in ascending order; nil means all
	slots   []int // the place of each column in numbers, or -1, if kept is given
	numbers []float64
	odd     []int // per column, the offset of its first cell that is text, or -1
	used    int   // last column of which some cell, though no number, is not empty, or -1
	last    int   // how many columns are left once the last ones are dropped, if kept is given
}

// readCSV reads a table from CSV or TSV text. The column that index stands
// for is read as text, to keep labels such as 007 as they are.
func readCSV(s *source, opt *Options, index string) (*Table, error) {
	opt = s.squeezed(opt)
	r := &csvReader{source: s, missing: newMissing(opt.Missing, '.'), workers: opt.workers(), ctx: opt.Context}
	var err error
	if r.named, err = s.cutAbove(opt, r.missing); err != nil {
		return nil, err
	}
	if r.dialect, err = s.detect(opt, r.missing); err != nil {
		return nil, err
	}
	if r.decimal == ',' {
		r.missing = newMissing(opt.Missing, ',')
	}
	if err := r.readFirst(); err != nil {
		return nil, err
	}
	if opt.Choose == nil {
		return r.read(opt, index)
	}
	return r.readChosen(opt, index)
}

// read reads the columns to be kept, which keep their places in the table.
func (r *csvReader) read(opt *Options, index string) (*Table, error) {
	if err := r.readNumbers(); err != nil {
		return nil, err
	}
	t := &Table{Name: r.name, HasHeader: r.hasHeader(opt.Header)}
	r.buildNumbers(t)
	r.dropLast(t)
	keep, err := t.find(index)
	if index != "" && err == nil {
		t.Columns[keep].Kind = Text
	} else {
		keep = -1
	}
	for _, j := range t.keepsText(opt) {
		t.Columns[j].Kind = Text
	}
	if err := t.drop(opt.Columns, keep); err != nil {
		return nil, err
	}
	if r.kept != nil {
		t.forget(r.kept)
	}
	r.buildTexts(t)
	return t, r.inferCSV(t, opt, keep)
}

// readFirst reads the first record, which may be the header, and looks at
// the width of the second.
func (r *csvReader) readFirst() error {
	r.firstAt = r.skipBlank(r.text, 0)
	if r.firstAt == len(r.text) {
		return &Error{File: r.name, Msg: "the file is empty", Cure: "it must have a line for each row, with a delimiter between the values"}
	}
	var fault *Error
	if r.first, r.dataAt, fault = r.record(r.text, r.firstAt); fault != nil {
		return r.locate(fault, r.dataAt)
	}
	r.names = make([]string, 0, len(r.first)+1)
	for _, f := range r.first {
		r.names = append(r.names, string(bytes.TrimSpace(f.unquoted())))
	}
	if r.named {
		r.names[0] = strings.TrimSpace(strings.TrimPrefix(r.names[0], "#"))
	}
	r.width = len(r.first)
	r.dataAt = r.skipBlank(r.text, r.dataAt)
	if (r.delim == '\t' || r.delim == ' ') && r.dataAt < len(r.text) {
		r.addCorner()
	}
	return nil
}

// addCorner supplies the name that R's write.table leaves out, which is the
// one of the column of row names, be they text or the numbers of the rows.
func (r *csvReader) addCorner() {
	corner, fault := r.field(r.text, r.dataAt)
	if fault != nil {
		return
	}
	if !r.isOneWider() {
		return
	}
	named := slices.ContainsFunc(r.first, func(f field) bool { _, c := r.classify(f); return c == isText })
	if _, c := r.classify(corner); c == isText || c == isNumber && named {
		r.first = slices.Insert(r.first, 0, field{})
		r.names = slices.Insert(r.names, 0, "")
		r.width++
	}
}

// isOneWider is whether the records have one value more than the first one:
// one that is not empty in all of them, as what follows a delimiter at the
// end is. A thousand records tell.
func (r *csvReader) isOneWider() bool {
	for p, line := r.dataAt, 0; p < len(r.text) && line < 1000; line++ {
		var last field
		n, next, fault := r.dialect.each(r.text, p, func(f field) { last = f })
		if fault != nil || n != len(r.first)+1 {
			return false
		}
		if !last.isBlank() {
			return true
		}
		p = r.skipBlank(r.text, next)
	}
	return false
}

func (r *csvReader) classify(f field) (float64, class) {
	return r.missing.classify(f.unquoted(), r.decimal)
}

func (r *csvReader) locate(e *Error, at int) *Error {
	e.File = r.name
	e.Line, e.Char = r.place(at)
	return e
}

// hasHeader decides whether the first record is a header. What stands below
// it has been read.
func (r *csvReader) hasHeader(h Header) bool {
	if h != HeaderAuto {
		return h == HeaderYes
	}
	for j, f := range r.first {
		if _, c := r.classify(f); c == isHuge || c == isText && !r.isDateAmongDates(j, f) {
			return true
		}
	}
	return len(r.names) > 1 && r.names[0] == "" && r.odd[0] >= 0
}

// isDateAmongDates is whether a cell of the first record is a date, and the
// first text below it another, written alike: as in a log without a header.
func (r *csvReader) isDateAmongDates(column int, f field) bool {
	above, ok := parseStamp(string(bytes.TrimSpace(f.unquoted())))
	if !ok || r.odd[column] < 0 {
		return false
	}
	f, _ = r.field(r.text, r.odd[column])
	below, ok := parseStamp(string(bytes.TrimSpace(f.unquoted())))
	return ok && above.shape == below.shape && above.zoned == below.zoned
}

// buildNumbers makes the columns and finds their kinds.
func (r *csvReader) buildNumbers(t *Table) {
	t.Columns = make([]Column, r.width)
	skip := 1
	if !t.HasHeader {
		skip = 0
		r.addFirst()
	}
	for j := range t.Columns {
		c := &t.Columns[j]
		if t.HasHeader {
			c.Name = strings.Clone(r.names[j])
		}
		if !r.reads(j) {
			continue
		}
		column := r.cells(j)
		c.Numbers = column[skip : 1+r.rows : 1+r.rows]
		switch {
		case r.odd[j] >= 0:
			c.Kind, c.Numbers = Text, nil
		case slices.ContainsFunc(c.Numbers, func(v float64) bool { return v == v }):
			c.Kind = Number
		}
	}
	r.lines(r.odd, func(j, line int) {
		odd := r.oddCell(r.odd[j], line)
		// What is a number even stands where the column is text: see readCell.
		column := r.cells(j)[skip : 1+r.rows]
		odd.mixed = odd.huge || slices.ContainsFunc(column, func(v float64) bool { return v == v })
		t.Columns[j].odd = odd
	})
}

// addFirst stores the cells of a first record that is no header.
func (r *csvReader) addFirst() {
	for j, f := range r.first {
		if !r.reads(j) {
			continue
		}
		v, c := r.classify(f)
		r.cells(j)[0] = v
		if c == isText || c == isHuge {
			r.odd[j] = f.start
		}
	}
}

func (r *csvReader) oddCell(at, line int) oddCell {
	f, _ := r.field(r.text, at)
	_, c := r.classify(f)
	value := string(bytes.TrimSpace(f.unquoted()))
	return oddCell{line: line, value: shorten(value), huge: c == isHuge, decimal: r.decimal}
}

// dropLast drops the last columns that only delimiters at the end of the
// lines make.
func (r *csvReader) dropLast(t *Table) {
	if r.kept != nil {
		t.Columns = t.Columns[:r.last]
		return
	}
	last := r.width - 1
	for last > 0 && r.names[last] == "" && r.used < last && t.Columns[last].Kind == Empty {
		t.Columns = t.Columns[:last]
		last--
	}
}

func (r *csvReader) ragged(at, got int) error {
	line, _ := r.place(at)
	cure := "fill or remove values, or put quotes around values that hold the delimiter"
	if r.delim == ',' && bytes.IndexByte(r.text, ';') >= 0 || r.width == 1 {
		cure = fmt.Sprintf("is %q really the delimiter? if so, %s", r.delim, cure)
	}
	skip := 0
	if got > r.width || got > 1 && at == r.dataAt {
		skip = r.linesAbove(got)
	}
	if first, _ := r.place(r.firstAt); skip > 0 {
		cure = fmt.Sprintf("if the table begins in line %d, skip the %s above it; else put quotes around values that hold the delimiter", skip+1, plural(skip, "line"))
	} else if r.width == 1 && got > 1 || strings.HasPrefix(r.names[0], "#") {
		cure = fmt.Sprintf("if line %d is a title or a comment, skip it; else %s", first, cure)
		skip = first
	}
	return &Error{File: r.name, Line: line, Cure: cure, Skip: skip,
		Msg: fmt.Sprintf("%s where the first line has %d", plural(got, "value"), r.width)}
}

func tooManyColumns() *Error {
	return &Error{Msg: fmt.Sprintf("more than %d columns", MaxColumns), Cure: "transpose the table, or save it as a .npy file"}
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
