package stat

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/matrix"
)

// Fill is a way to fill in missing values.
type Fill int

const (
	FillConstant Fill = iota // a given number, 0 if none is
	FillMean                 // the mean of the row, of the column, or of all
	FillMedian               // the median of these
	FillLinear               // on the line between the neighbours that are present
)

var fillNames = []string{"constant", "mean", "median", "linear"}

// Values lists the names in order.
func (Fill) Values() []string { return fillNames }

// String returns the name of f.
func (f Fill) String() string { return enumString(int(f), "Fill", fillNames) }

// MarshalText returns the name of f.
func (f Fill) MarshalText() ([]byte, error) {
	return enumMarshal(int(f), "missing: no fill", fillNames)
}

// UnmarshalText sets f from its name.
func (f *Fill) UnmarshalText(text []byte) error {
	return enumParse(f, "missing: unknown fill", fillNames, text)
}

// Filling says how to fill in missing values. As text, and so in JSON, it is a number,
// or rows=mean, cols=median, rows=linear, all=mean, where all= may be left out.
type Filling struct {
	Along Along
	How   Fill
	Value float64 // for FillConstant
}

// String returns the text form.
func (f Filling) String() string {
	if f.How == FillConstant {
		return strconv.FormatFloat(f.Value, 'g', -1, 64)
	}
	return f.Along.String() + "=" + f.How.String()
}

// MarshalText returns the text form.
func (f Filling) MarshalText() ([]byte, error) {
	if _, err := f.How.MarshalText(); err != nil {
		return nil, err
	}
	return []byte(f.String()), f.Along.known()
}

// UnmarshalText reads the text form.
func (f *Filling) UnmarshalText(text []byte) error {
	if v, err := strconv.ParseFloat(string(text), 64); err == nil && v-v == 0 {
		*f = Filling{Value: v}
		return nil
	}
	along, how, ok := strings.Cut(string(text), "=")
	if !ok {
		along, how = "all", string(text)
	}
	var out Filling
	if err := out.Along.UnmarshalText([]byte(along)); err != nil {
		return err
	}
	if err := out.How.UnmarshalText([]byte(how)); err != nil {
		return err
	}
	if out.How == FillConstant {
		return fmt.Errorf("heat: missing: %.40q lacks its number (write the number alone)", text)
	}
	*f = out
	return nil
}

// Filled is a matrix whose missing values were filled in.
type Filled struct {
	*matrix.Matrix

	// Mask holds 1 for each cell that was filled in and 0 for the others, so that a
	// figure can tell the two apart: what was made up is not data.
	Mask *matrix.Matrix
	// Count is how many cells were filled in, and Left how many could not be, because
	// their row or column has no value, or with linear none before or none after.
	Count, Left int
}

// FillMissing fills in the missing values (NaN) of a matrix. Means and medians are of
// finite values; linear takes places as equally spaced and does not go on beyond the
// first and the last finite value. It fails for linear along all.
func FillMissing(m *matrix.Matrix, f Filling) (*Filled, error) {
	if _, err := f.MarshalText(); err != nil {
		return nil, err
	}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	if f.How == FillLinear && f.Along == All {
		return nil, fmt.Errorf("heat: missing: linear needs a direction (write rows=linear or cols=linear)")
	}
	n, p := m.Dims()
	values := read(m)
	eachUnit(values, n, p, f.Along, func(_ int, unit []float64) { f.fill(unit) })
	out := &Filled{Matrix: like(m, values)}
	mask := read(m)
	for i, v := range mask {
		mask[i] = 0
		if v != v && values[i] == values[i] {
			mask[i] = 1
			out.Count++
		} else if v != v {
			out.Left++
		}
	}
	out.Mask = like(m, mask)
	return out, nil
}

// fill fills in what is missing among values that belong together.
func (f Filling) fill(unit []float64) {
	v := f.Value
	switch f.How {
	case FillLinear:
		fillLinear(unit)
		return
	case FillMean:
		v = meanOf(present(unit, nil))
	case FillMedian:
		v = median(present(unit, nil))
	}
	for i, u := range unit {
		if u != u {
			unit[i] = v
		}
	}
}

func fillLinear(unit []float64) {
	last := -1
	for i, v := range unit {
		if v-v != 0 {
			continue
		}
		if last >= 0 {
			from := unit[last]
			for k := last + 1; k < i; k++ {
				if unit[k] != unit[k] {
					t := float64(k-last) / float64(i-last)
					unit[k] = float64(from*(1-t)) + float64(v*t)
				}
			}
		}
		last = i
	}
}

// Dropped says which rows and columns were dropped, by their positions in the matrix
// that was given.
type Dropped struct{ Rows, Cols []int }

// DropMissing drops the rows, or columns, of which more than the given share of cells is
// missing (NaN): 0 drops all that are not complete, 0.5 those that lack more than half.
// With All it drops rows first and then, of what remains, columns. It fails if the share
// is not within 0 and 1.
func DropMissing(m *matrix.Matrix, along Along, share float64) (*matrix.Matrix, *Dropped, error) {
	if err := along.known(); err != nil {
		return nil, nil, err
	}
	if !(share >= 0 && share <= 1) {
		return nil, nil, fmt.Errorf("heat: missing: a share of %v (give one from 0, only complete ones, to 1)", share)
	}
	if err := m.Validate(); err != nil {
		return nil, nil, err
	}
	n, p := m.Dims()
	rows, cols := allOf(n), allOf(p)
	var d Dropped
	if along != Cols {
		rows, d.Rows = keepPresent(m, rows, cols, share, false)
	}
	if along != Rows {
		cols, d.Cols = keepPresent(m, cols, rows, share, true)
	}
	return take(m, rows, cols), &d, nil
}

// keepPresent parts the lines, rows or columns, by their share of missing cells.
func keepPresent(m *matrix.Matrix, lines, across []int, share float64, columns bool) (keep, drop []int) {
	keep = []int{}
	for _, i := range lines {
		missing := 0
		for _, j := range across {
			v := 0.0
			if columns {
				v = m.At(j, i)
			} else {
				v = m.At(i, j)
			}
			if math.IsNaN(v) {
				missing++
			}
		}
		if float64(missing) > share*float64(len(across)) {
			drop = append(drop, i)
		} else {
			keep = append(keep, i)
		}
	}
	return keep, drop
}
