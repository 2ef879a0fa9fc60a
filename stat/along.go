package stat

import (
	"runtime"
	"slices"

	"github.com/seed01309057/heat/matrix"
)

// Along says which numbers belong together: those of a row, of a column, or all.
type Along int

const (
	All  Along = iota // the whole matrix
	Rows              // each row by itself
	Cols              // each column by itself
)

var alongNames = []string{"all", "rows", "cols"}

// Values lists the names in order.
func (Along) Values() []string { return alongNames }

// String returns all, rows or cols.
func (a Along) String() string { return enumString(int(a), "Along", alongNames) }

// MarshalText returns the name of a.
func (a Along) MarshalText() ([]byte, error) { return enumMarshal(int(a), "stat: no axis", alongNames) }

// UnmarshalText sets a from its name.
func (a *Along) UnmarshalText(text []byte) error {
	return enumParse(a, "stat: unknown axis", alongNames, text)
}

// known returns an error if a is none of the constants.
func (a Along) known() error {
	_, err := a.MarshalText()
	return err
}

// read returns a copy of the values of m, row by row.
func read(m *matrix.Matrix) []float64 {
	n, _ := m.Dims()
	return slices.Clone(m.Rows(0, n, nil))
}

// like returns a matrix of values with the labels of m.
func like(m *matrix.Matrix, values []float64) *matrix.Matrix {
	n, p := m.Dims()
	out, err := matrix.New(n, p, values)
	if err != nil {
		panic(err) // there are as many values as m has
	}
	out.RowName, out.ColName = m.RowName, m.ColName
	out.RowLabels, out.ColLabels = slices.Clone(m.RowLabels), slices.Clone(m.ColLabels)
	return out
}

// eachUnit calls do for each row, each column, or the whole of a matrix of n × p values,
// which it may change; i is the row or column. Calls are concurrent.
func eachUnit(values []float64, n, p int, a Along, do func(i int, unit []float64)) {
	workers := runtime.GOMAXPROCS(0)
	switch a {
	case Rows:
		share(n, workers, func(i int) { do(i, values[i*p:(i+1)*p]) })
	case Cols:
		const strip = 8 // columns: their numbers are in one cache line of each row
		share((p+strip-1)/strip, workers, func(s int) {
			unit := make([]float64, n)
			for j := strip * s; j < min(strip*s+strip, p); j++ {
				for i := range unit {
					unit[i] = values[i*p+j]
				}
				do(j, unit)
				for i, v := range unit {
					values[i*p+j] = v
				}
			}
		})
	default:
		do(0, values)
	}
}

// units returns how many rows, columns or wholes there are.
func (a Along) units(n, p int) int {
	switch a {
	case Rows:
		return n
	case Cols:
		return p
	}
	return 1
}
