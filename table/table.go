package table

import (
	"fmt"
	"strconv"
	"time"
)

// A Table is a list of columns, all equally long.
type Table struct {
	// Name says where the table came from. Errors start with it.
	Name    string
	Columns []Column

	// HasHeader is whether the names of the columns were given. If not they
	// are all empty, and a matrix made of the table has no column labels.
	HasHeader bool

	// Notes say what the reader of a workbook did that is not plain from the
	// file: rows above and below the table that were left out, formulas without
	// results, a sheet that was passed over.
	Notes []string

	head []Heading // all columns of the file, if not all of them were read
}

// A Column is the cells of one column, from the first row to the last.
type Column struct {
	Name string
	Kind Kind

	// Numbers holds the cells if Kind is Number, Empty or Bool, with NaN for
	// a missing one. A Bool is 1 or 0. It is nil in other columns.
	Numbers []float64

	// Texts holds the cells if Kind is Text, exactly as they were written:
	// "" stands for an empty cell, but a word for a missing value is kept,
	// since among names "NA" may be one. In a column of Time it holds how the
	// cells were written, or is nil if they were not text.
	Texts []string

	// Times holds the cells if Kind is Time, with the zero time for a missing
	// one. Times that were written without a zone are in UTC.
	Times []time.Time

	// Zoned is whether the cells of a column of Time were written with zones
	// or offsets, so that they are moments and not what a clock showed.
	Zoned bool

	// Unit is what stood at the numbers of a column of text that was read as one
	// of numbers: % or a currency. Shares in percent keep their numbers: 12.5%
	// is 12.5.
	Unit string

	// Note says why a column is text that looks like something else, such as
	// one with dates in two formats, or with units; or why its numbers may be
	// others. It is empty where there is nothing to say.
	Note string

	odd   oddCell
	words [2]string // how false and true were written; empty if not known
	role  role
	place int  // in the file, from 1, if not all columns were read
	years bool // of Time: the cells are years alone
}

// An oddCell is the first cell of a column that is not a number.
type oddCell struct {
	line  int // 1-based; 0 if not known
	value string
	huge  bool // it is a number, but one beyond the range of float64
	mixed bool // other cells are numbers
	row   int  // of the cell, from 1, if it is not the one of the line

	decimal byte // the decimal mark of the file
}

// Len returns the number of cells.
func (c *Column) Len() int {
	switch c.Kind {
	case Text:
		return len(c.Texts)
	case Time:
		return len(c.Times)
	}
	return len(c.Numbers)
}

// Missing returns whether cell i has no value. A cell of text is missing if
// it is empty.
func (c *Column) Missing(i int) bool {
	switch c.Kind {
	case Text:
		return c.Texts[i] == ""
	case Time:
		return c.Times[i].IsZero()
	}
	return c.Numbers[i] != c.Numbers[i]
}

// Format returns cell i as a label: as it was written if that is known, as
// for text, times and truths, numbers with no more digits than they need,
// and "" for a missing cell.
func (c *Column) Format(i int) string {
	switch {
	case c.Kind == Text:
		return c.Texts[i]
	case c.Missing(i):
		return ""
	case c.Kind == Time && len(c.Texts) == len(c.Times):
		return c.Texts[i]
	case c.Kind == Time:
		return formatTime(c.Times[i], c.Zoned)
	case c.Kind == Bool:
		return c.formatBool(c.Numbers[i] != 0)
	}
	return formatLabel(c.Numbers[i])
}

func (c *Column) formatBool(v bool) string {
	switch {
	case v && c.words[1] != "":
		return c.words[1]
	case !v && c.words[0] != "":
		return c.words[0]
	}
	return strconv.FormatBool(v)
}

// formatTime writes a time by RFC 3339, but only what it has: no clock at
// midnight, and no zone where none is known.
func formatTime(t time.Time, zoned bool) string {
	switch {
	case zoned:
		return t.Format(time.RFC3339Nano)
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05.999999999")
}

// isNumeric is whether the cells are in Numbers.
func (c *Column) isNumeric() bool { return c.Kind != Text && c.Kind != Time }

// Column returns the column of a name or, after #, of a position from 1, as
// "#2". If there is none it returns an [*Error] that suggests the nearest.
func (t *Table) Column(name string) (*Column, error) {
	j, err := t.column(name)
	if err != nil {
		return nil, err
	}
	return &t.Columns[j], nil
}

// FirstText returns the first cell that is not a number, which makes the
// column one of text, and its line in the file. The line is 0 if it is not
// known, as in a table that was not read from a file.
func (c *Column) FirstText() (line int, value string) {
	if c.odd.line > 0 {
		return c.odd.line, c.odd.value
	}
	for _, s := range c.Texts {
		if s != "" {
			return 0, s
		}
	}
	if c.Kind == Time {
		for i := range c.Times {
			if !c.Missing(i) {
				return 0, c.Format(i)
			}
		}
	}
	return 0, ""
}

// Validate reports the first column that is not as long as the first one.
// What Read and Open return is always valid.
func (t *Table) Validate() error {
	for j := range t.Columns {
		c := &t.Columns[j]
		if got, want := c.Len(), t.Len(); got != want {
			return &Error{File: t.Name, Column: t.placeOf(j), Name: c.Name, Msg: fmt.Sprintf("has %s where the first column has %d", plural(got, "cell"), want)}
		}
	}
	return nil
}

// Len returns the number of rows.
func (t *Table) Len() int {
	if len(t.Columns) == 0 {
		return 0
	}
	return t.Columns[0].Len()
}
