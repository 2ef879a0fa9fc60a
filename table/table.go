package table

import "fmt"

// A Table is a list of columns, all equally long.
type Table struct {
	// Name says where the table came from. Errors start with it.
	Name    string
	Columns []Column

	// HasHeader is whether the names of the columns were given. If not they
	// are all empty, and a matrix made of the table has no column labels.
	HasHeader bool
}

// A Column is the cells of one column, from the first row to the last.
type Column struct {
	Name string
	Kind Kind

	// Numbers holds the cells if Kind is Number or Empty, with NaN for a
	// missing one. It is nil in a column of text.
	Numbers []float64

	// Texts holds the cells if Kind is Text, exactly as they were written:
	// "" stands for an empty cell, but a word for a missing value is kept,
	// since among names "NA" may be one.
	Texts []string

	odd oddCell
}

// An oddCell is the first cell of a column that is not a number.
type oddCell struct {
	line  int // 1-based; 0 if not known
	value string
	huge  bool // it is a number, but one beyond the range of float64
	mixed bool // other cells are numbers

	decimal byte // the decimal mark of the file
}

// Len returns the number of cells.
func (c *Column) Len() int {
	if c.Kind == Text {
		return len(c.Texts)
	}
	return len(c.Numbers)
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
	return 0, ""
}

// Validate reports the first column that is not as long as the first one.
// What Read and Open return is always valid.
func (t *Table) Validate() error {
	for j := range t.Columns {
		c := &t.Columns[j]
		if got, want := c.Len(), t.Len(); got != want {
			return &Error{File: t.Name, Column: j + 1, Name: c.Name, Msg: fmt.Sprintf("has %s where the first column has %d", plural(got, "cell"), want)}
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
