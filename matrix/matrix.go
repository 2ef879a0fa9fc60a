package matrix

import (
	"fmt"
	"math"
	"slices"
)

// maxDim bounds one dimension. It keeps products of two dimensions within an
// int64, and refuses the absurd 10¹⁸ × 0 that would cost no memory itself but
// would make every loop over the rows endless.
const maxDim = 1<<31 - 1

// A Matrix is a rectangle of float64 numbers with optional labels.
// NaN stands for a missing value.
//
// The zero Matrix is the valid 0 × 0 matrix. Methods that only read are safe
// for concurrent use as long as nobody changes the labels or calls Close.
type Matrix struct {
	// RowLabels and ColLabels are nil, which means that rows and columns are
	// known by their positions 0 to n-1, or hold exactly one label for each.
	RowLabels, ColLabels []string

	// RowName and ColName say what the rows and the columns are, such as
	// "Team" and "Day". They become the titles of axes.
	RowName, ColName string

	rows, cols int
	values     []float64    // row-major; unused if enc is set
	enc        *encoded     // values in a foreign type, byte order or memory order
	unmap      func() error // releases the mapping that values or enc lie in
}

// New returns the rows × cols matrix of the given values, one row after the
// other. It takes ownership of values and does not copy them. Either
// dimension may be 0. It fails if a dimension is negative or above 2³¹-1, or
// if the number of values is not rows × cols.
func New(rows, cols int, values []float64) (*Matrix, error) {
	n, err := count(rows, cols)
	if err != nil {
		return nil, err
	}
	if n != int64(len(values)) {
		return nil, fmt.Errorf("matrix: %d values for %d × %d cells, which need %d", len(values), rows, cols, n)
	}
	return &Matrix{rows: rows, cols: cols, values: values}, nil
}

// FromRows returns the matrix of the given rows, which it copies. It fails
// if the rows are not all equally long, and names the first that differs.
func FromRows(rows [][]float64) (*Matrix, error) {
	if len(rows) == 0 {
		return &Matrix{}, nil
	}
	cols := len(rows[0])
	n, err := count(len(rows), cols)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if len(row) != cols {
			return nil, raggedError(i, len(row), cols)
		}
	}
	values := make([]float64, 0, n)
	for _, row := range rows {
		values = append(values, row...)
	}
	return New(len(rows), cols, values)
}

// Dims returns the number of rows and of columns.
func (m *Matrix) Dims() (rows, cols int) { return m.rows, m.cols }

// At returns the value in row i and column j, both counted from 0. It panics
// if they are out of range, as indexing a slice does.
func (m *Matrix) At(i, j int) float64 {
	if uint(i) >= uint(m.rows) || uint(j) >= uint(m.cols) {
		panic(fmt.Sprintf("matrix: At(%d, %d) outside of %d × %d", i, j, m.rows, m.cols))
	}
	if m.enc != nil {
		return m.enc.at(i, j)
	}
	return m.values[i*m.cols+j]
}

// Rows returns the values of rows i0 to i1-1, one row after the other. It
// panics if not 0 ≤ i0 ≤ i1 ≤ rows.
//
// Where the storage is float64 numbers in row order, the result is a view of
// it and costs nothing; else the values are converted into buf, or into a
// new slice if buf is too short. Either way the result must only be read,
// and is valid until buf is used again or the matrix is closed. Concurrent
// calls need distinct bufs. A matrix stored column by column is read with
// far fewer cache misses if 16 or more rows are asked for at once.
func (m *Matrix) Rows(i0, i1 int, buf []float64) []float64 {
	if i0 < 0 || i1 < i0 || i1 > m.rows {
		panic(fmt.Sprintf("matrix: Rows(%d, %d) outside of %d rows", i0, i1, m.rows))
	}
	from, to := i0*m.cols, i1*m.cols
	if m.enc == nil {
		return m.values[from:to:to]
	}
	buf = slices.Grow(buf[:0], to-from)[:to-from]
	m.enc.read(buf, i0, i1)
	return buf
}

// Validate reports whether there are as many labels as rows and columns, or
// none. Of both mistakes it names the rows first.
func (m *Matrix) Validate() error {
	if err := checkLabels("row", m.RowLabels, m.rows); err != nil {
		return err
	}
	return checkLabels("column", m.ColLabels, m.cols)
}

// Equal reports whether both matrices have the same shape, labels, names and
// values. Values are compared bit for bit, so that 0 differs from -0, but
// every NaN equals every other. Absent labels differ from given ones.
func (m *Matrix) Equal(o *Matrix) bool {
	return m.rows == o.rows && m.cols == o.cols &&
		m.RowName == o.RowName && m.ColName == o.ColName &&
		equalLabels(m.RowLabels, o.RowLabels) && equalLabels(m.ColLabels, o.ColLabels) &&
		m.equalValues(o)
}

// Close releases the file that the matrix is mapped from, if it is. After
// that the matrix is 0 × 0 without labels, and a slice that Rows returned
// before must not be touched: its memory is gone. Closing twice is harmless.
func (m *Matrix) Close() error {
	unmap := m.unmap
	*m = Matrix{}
	if unmap == nil {
		return nil
	}
	return unmap()
}

func (m *Matrix) equalValues(o *Matrix) bool {
	if m.cols == 0 {
		return true
	}
	const block = 16 // rows at once: see Rows about matrices stored by columns
	var a, b []float64
	for i := 0; i < m.rows; i += block {
		end := min(i+block, m.rows)
		a, b = m.Rows(i, end, scratch(m, a)), o.Rows(i, end, scratch(o, b))
		if !slices.EqualFunc(a, b, sameValue) {
			return false
		}
	}
	return true
}

// scratch returns buf if m converts into it, and nil if what Rows returned
// last was a view that must not be written to.
func scratch(m *Matrix, buf []float64) []float64 {
	if m.enc == nil {
		return nil
	}
	return buf
}

func sameValue(x, y float64) bool {
	return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
}

func equalLabels(a, b []string) bool {
	return (a == nil) == (b == nil) && slices.Equal(a, b)
}

func checkLabels(what string, labels []string, n int) error {
	if labels == nil || len(labels) == n {
		return nil
	}
	return fmt.Errorf("matrix: %d %s labels for %d %ss (give one for each, or none)", len(labels), what, n, what)
}

// count returns rows × cols if both are sensible and the product of bytes
// fits in an int.
func count(rows, cols int) (int64, error) {
	if rows < 0 || cols < 0 {
		return 0, fmt.Errorf("matrix: shape %d × %d is negative", rows, cols)
	}
	n := int64(rows) * int64(cols)
	if rows > maxDim || cols > maxDim || n > math.MaxInt/8 {
		return 0, fmt.Errorf("matrix: shape %d × %d is too large", rows, cols)
	}
	return n, nil
}

func raggedError(row, got, want int) error {
	return fmt.Errorf("matrix: row %d has %d values where the rows before have %d", row, got, want)
}
