package table

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/matrix"
)

// Matrix returns the table as a matrix. The column that index stands for
// labels the rows: its name, or its position from 1 as in "#2". An empty
// index means the one of [Table.Labels], or else the first column if it is
// text, and no labels if it is not. Columns that describe the rows, and the one
// of Table.Labels if it is not the index, are left out. The others must hold
// numbers; the first cell that does not is reported as an [*Error].
//
// RowName is the name of the index column, and ColLabels are the names of
// the others, or nil if the table has no header. A table without rows, or
// without columns of numbers, gives a matrix with none. The numbers are
// copied. Labels may be shared with the table.
func (t *Table) Matrix(index string) (*matrix.Matrix, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	at, err := t.find(index)
	if err != nil {
		return nil, err
	}
	columns, _ := t.values(at)
	if err := t.checkNumeric(columns); err != nil {
		return nil, err
	}
	return t.build(at, columns)
}

// Numeric returns the columns of numbers as a matrix whose rows are the
// observations, and the columns that it leaves out: those that describe the
// rows, and those of text, in their order. The column that index stands for
// labels the rows, as in [Table.Matrix], and is not among those that are left
// out. An empty index takes the one of [Table.Labels], or else the first
// column if it is text and no two of its cells are the same; text that repeats
// is a group, not a label.
//
// Text among numbers makes a column one of text: see [Column.Mixed].
func (t *Table) Numeric(index string) (m *matrix.Matrix, left []Column, err error) {
	if err := t.Validate(); err != nil {
		return nil, nil, err
	}
	at, err := t.find(index)
	if err != nil {
		return nil, nil, err
	}
	if index == "" && at >= 0 && at != t.Labels() && hasRepeats(t.Columns[at].labels()) {
		at = -1
	}
	values, left := t.values(at)
	var columns []int
	for _, j := range values {
		if !t.Columns[j].isNumeric() {
			left = append(left, t.Columns[j])
		} else {
			columns = append(columns, j)
		}
	}
	m, err = t.build(at, columns)
	return m, left, err
}

func hasRepeats(texts []string) bool {
	seen := make(map[string]bool, len(texts))
	for _, s := range texts {
		if seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

// Grid returns the table as a matrix, as [Table.Matrix] does, but leaves out
// the columns beside the index in which no cell is a number, and returns
// those, in their order, after those that describe the rows. Text among numbers is still an error, and so is a
// table from which all columns would be left out.
func (t *Table) Grid(index string) (m *matrix.Matrix, left []Column, err error) {
	if err := t.Validate(); err != nil {
		return nil, nil, err
	}
	at, err := t.find(index)
	if err != nil {
		return nil, nil, err
	}
	values, left := t.values(at)
	var columns []int
	numbers, firstLeft := 0, -1
	for _, j := range values {
		c := &t.Columns[j]
		if !c.isNumeric() && !c.isMixed() {
			if left = append(left, *c); firstLeft < 0 {
				firstLeft = j
			}
			continue
		}
		if columns = append(columns, j); c.Kind != Empty {
			numbers++
		}
	}
	if err := t.checkNumeric(columns); err != nil {
		return nil, nil, err
	}
	if firstLeft >= 0 && numbers == 0 {
		return nil, nil, t.notNumeric(firstLeft)
	}
	m, err = t.build(at, columns)
	return m, left, err
}

// isMixed is whether some cell of a column of text is a number. The reader
// has found that out; in a table made by hand the cells are looked at.
func (c *Column) isMixed() bool {
	if c.Kind != Text {
		return false
	}
	if c.odd.line > 0 {
		return c.odd.mixed
	}
	miss := newMissing(nil, '.')
	return slices.ContainsFunc(c.Texts, func(s string) bool {
		_, kind := miss.classify([]byte(s), '.')
		return kind == isNumber || kind == isHuge
	})
}

// checkNumeric reports the first cell, by line, that is text.
func (t *Table) checkNumeric(columns []int) error {
	worst := -1
	for _, j := range columns {
		if t.Columns[j].isNumeric() {
			continue
		}
		if worst < 0 || t.Columns[j].odd.line < t.Columns[worst].odd.line {
			worst = j
		}
	}
	if worst < 0 {
		return nil
	}
	return t.notNumeric(worst)
}

// notNumeric reports the first cell of a column that is text.
func (t *Table) notNumeric(column int) error {
	c := &t.Columns[column]
	line, value := c.FirstText()
	if c.odd.row > 0 {
		line = 0 // it is that of another cell
	}
	e := &Error{File: t.Name, Line: line, Row: c.odd.row, Column: t.placeOf(column), Name: c.Name, Value: value, Msg: "is not a number"}
	e.Cure = "make it the index if this column holds labels, or list the value as missing if it stands for none"
	if cure := shapeCure(value, c.odd.decimal); cure != "" {
		e.Cure = cure
	}
	if t.HasHeader && c.Name == "" && line > 1 { // as below a title that delimiters follow
		e.Skip = line - 1
		e.Cure = fmt.Sprintf("if line %d has the names of the columns, skip the %s above it", line, plural(line-1, "line"))
	}
	if c.odd.huge {
		e.Msg, e.Cure = "is beyond the largest number, 1.8e308", "divide the column by a power of ten"
	}
	return e
}

// build makes the matrix of the given columns.
func (t *Table) build(index int, columns []int) (*matrix.Matrix, error) {
	numbers := make([][]float64, len(columns))
	for k, j := range columns {
		numbers[k] = t.Columns[j].Numbers
	}
	return t.buildOf(index, columns, numbers)
}

// buildOf makes a matrix of given numbers with the labels of the table.
func (t *Table) buildOf(index int, columns []int, numbers [][]float64) (*matrix.Matrix, error) {
	m, err := matrix.New(t.Len(), len(columns), transpose(numbers, t.Len()))
	if err != nil {
		return nil, &Error{File: t.Name, Err: err}
	}
	if index >= 0 {
		if m.RowName = t.Columns[index].Name; isUnnamedIndex(m.RowName) && index == t.Labels() {
			m.RowName = ""
		}
		m.RowLabels = t.Columns[index].labels()
	}
	if t.HasHeader {
		m.ColLabels = make([]string, len(columns))
		for k, j := range columns {
			m.ColLabels[k] = t.Columns[j].Name
		}
	}
	return m, nil
}

// transpose returns the columns' values row by row. It goes by blocks of
// rows, of which each fills whole cache lines of a column.
func transpose(columns [][]float64, rows int) []float64 {
	const block = 16
	width := len(columns)
	out := make([]float64, rows*width)
	for i := 0; i < rows; i += block {
		end := min(i+block, rows)
		for j, column := range columns {
			k := i*width + j
			for _, v := range column[i:end] {
				out[k] = v
				k += width
			}
		}
	}
	return out
}

// fromMatrix returns the matrix as a table: the row labels, if there are
// any, are its first column. The columns are copies.
func fromMatrix(name string, m *matrix.Matrix) (*Table, error) {
	rows, cols := m.Dims()
	if cols >= MaxColumns {
		e := tooManyColumns()
		e.File = name
		return nil, e
	}
	t := &Table{Name: name, HasHeader: m.ColLabels != nil}
	if m.RowLabels != nil {
		t.Columns = append(t.Columns, Column{Name: m.RowName, Kind: Text, Texts: slices.Clone(m.RowLabels)})
	}
	values := make([]float64, rows*cols)
	spreadColumns(values, m)
	for j := range cols {
		c := Column{Kind: Number, Numbers: values[j*rows : (j+1)*rows : (j+1)*rows]}
		if !slices.ContainsFunc(c.Numbers, func(v float64) bool { return v == v }) {
			c.Kind = Empty
		}
		if t.HasHeader {
			c.Name = m.ColLabels[j]
		}
		t.Columns = append(t.Columns, c)
	}
	return t, nil
}

// takeOut makes the numbers that stand for missing values NaN.
func (t *Table) takeOut(miss missing) {
	if miss.values == nil {
		return
	}
	for j := range t.Columns {
		c := &t.Columns[j]
		if c.Kind != Number {
			continue
		}
		c.Kind = Empty
		for i, v := range c.Numbers {
			if slices.Contains(miss.values, v) {
				c.Numbers[i] = math.NaN()
			} else if v == v {
				c.Kind = Number
			}
		}
	}
}

// spreadColumns stores the values of m column by column.
func spreadColumns(values []float64, m *matrix.Matrix) {
	const block = 16
	rows, cols := m.Dims()
	buf := make([]float64, 0, block*cols)
	for i := 0; i < rows; i += block {
		end := min(i+block, rows)
		part := m.Rows(i, end, buf)
		for j := range cols {
			column := values[j*rows:][:rows]
			for k := i; k < end; k++ {
				column[k] = part[(k-i)*cols+j]
			}
		}
	}
}

// matrixJSON reads the JSON form of a matrix.
func matrixJSON(s *source) (*matrix.Matrix, error) {
	m := new(matrix.Matrix)
	if err := m.UnmarshalJSON(s.text); err != nil {
		return nil, &Error{File: s.name, Err: err}
	}
	return m, nil
}

// startsWithObject is whether the text is a JSON object, which can only be a
// matrix: a table is an array.
func startsWithObject(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{"))
}
