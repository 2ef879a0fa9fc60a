package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/table"
)

// A companion is a table whose cells belong to those of the matrix, one by one: that of
// --mask or of --annot-from. It may have the matrix's labels, or none.
type companion struct {
	name    string // how errors call it: --mask FILE
	table   *table.Table
	columns []int // positions of those with cells
}

// companion reads such a table, and makes sure that it fits.
func (f *readFlags) companion(sys IO, flag, path string, m *matrix.Matrix, isLabel func(*table.Column) bool) (*companion, error) {
	opt, err := f.companionOptions()
	if err != nil {
		return nil, err
	}
	t, err := readTable(sys, path, opt)
	if err != nil {
		return nil, fmt.Errorf("--%s: %w", flag, err)
	}
	rows, cols := m.Dims()
	if t.HasHeader && f.header == "auto" && t.Len() == rows-1 {
		takeHeaderIn(t) // it was only guessed, since it is no numbers
	}
	c := &companion{name: "--" + flag + " " + nameOf(path), table: t}
	label := t.Labels()
	if label < 0 && len(t.Columns) > 0 && len(t.Columns) != cols { // with as many, the first has cells
		label = f.labelColumn(t, m, isLabel)
	}
	for j := range t.Columns {
		if j != label && !t.Columns[j].Describes() {
			c.columns = append(c.columns, j)
		}
	}
	if t.Len() != rows || len(c.columns) != cols {
		if label < 0 && len(t.Columns) > 1 && isLabel(&t.Columns[0]) {
			c.columns = c.columns[1:] // they are no cells, however many there should be
		}
		return nil, drawError(fmt.Errorf("%s: %d rows × %d columns do not fit the matrix of %d × %d (give the same shape, with or without its labels)",
			c.name, t.Len(), len(c.columns), rows, cols))
	}
	if label >= 0 && m.RowLabels != nil {
		if err := c.sameLabels("row", labelsOf(&t.Columns[label]), m.RowLabels); err != nil {
			return nil, err
		}
	}
	if t.HasHeader {
		names := make([]string, cols)
		for k, j := range c.columns {
			names[k] = t.Columns[j].Name
		}
		if err := c.sameLabels("column", names, m.ColLabels); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// labelColumn finds the column of labels in a table with another number of columns than
// the matrix, or -1.
func (f *readFlags) labelColumn(t *table.Table, m *matrix.Matrix, isLabel func(*table.Column) bool) int {
	for j := range t.Columns {
		if f.index != "" && (t.Columns[j].Name == f.index || f.index == "#"+strconv.Itoa(j+1)) {
			return j
		}
	}
	if isLabel(&t.Columns[0]) || m.RowLabels != nil && slices.Equal(labelsOf(&t.Columns[0]), m.RowLabels) {
		return 0
	}
	return -1
}

// sameLabels refuses labels that contradict the matrix's: cells are matched by their
// position, and would be those of other rows.
func (c *companion) sameLabels(what string, labels, want []string) error {
	if want == nil {
		return nil
	}
	for i := range want {
		if strings.TrimSpace(labels[i]) == strings.TrimSpace(want[i]) {
			continue
		}
		cure := "name the " + what + "s alike, or leave their labels out"
		if sameSet(labels, want) {
			cure = "put the " + what + "s in the same order"
		}
		return drawError(fmt.Errorf("%s: %s %d is %q, and in the matrix it is %q (%s)", c.name, what, i+1, labels[i], want[i], cure))
	}
	return nil
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// labelsOf returns a column's cells as labels.
func labelsOf(c *table.Column) []string {
	labels := make([]string, c.Len())
	for i := range labels {
		labels[i] = c.Format(i)
	}
	return labels
}

// takeHeaderIn makes the header of a table its first row.
func takeHeaderIn(t *table.Table) {
	t.HasHeader = false
	for j := range t.Columns {
		c := &t.Columns[j]
		if c.Kind == table.Number || c.Kind == table.Empty {
			if v, err := strconv.ParseFloat(c.Name, 64); err == nil {
				c.Kind, c.Numbers = table.Number, slices.Insert(slices.Clone(c.Numbers), 0, v)
				c.Name = ""
				continue
			}
		}
		c.Texts = texts(c, shortest())
		c.Kind, c.Numbers, c.Times = table.Text, nil, nil
		c.Texts = slices.Insert(slices.Clone(c.Texts), 0, c.Name)
		c.Name = ""
	}
}

// numeric reports whether a column's cells are numbers, and not words or times.
func numeric(c *table.Column) bool { return c.Kind == table.Number || c.Kind == table.Empty }

// shortest is the format with all digits of a number and no more.
func shortest() scale.Format {
	f, _ := scale.ParseFormat("s") // cannot fail
	return f
}

// texts returns a column's cells as texts; missing numbers are empty.
func texts(c *table.Column, format scale.Format) []string {
	if !numeric(c) {
		return labelsOf(c)
	}
	out := make([]string, len(c.Numbers))
	for i, v := range c.Numbers {
		if v == v {
			out[i] = format.Format(v)
		}
	}
	return out
}

// formatted writes a text that is a number in a given format. Without one its digits are
// kept, since 007 may be a name, but a minus becomes one.
func formatted(s string, format scale.Format) string {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), "−", "-", 1), 64)
	digits, negative := strings.CutPrefix(s, "-")
	switch {
	case err != nil:
	case !format.IsAuto():
		return format.Format(v)
	case negative:
		return "−" + digits
	}
	return s
}

// readMask reads --mask: a triangle or a file.
func (f *readFlags) readMask(sys IO, m *matrix.Matrix) (mask heat.Mask, err error) {
	if f.mask == "" || mask.Triangle.UnmarshalText([]byte(f.mask)) == nil {
		return mask, nil
	}
	c, err := f.companion(sys, "mask", f.mask, m, func(c *table.Column) bool {
		return c.Kind == table.Time || c.Kind == table.Text && slices.ContainsFunc(c.Texts, func(s string) bool { _, ok := truth(s); return !ok })
	})
	if err != nil {
		return mask, maskHint(f.mask, err)
	}
	rows, cols := m.Dims()
	values := make([]float64, rows*cols)
	for i := range rows {
		for k, j := range c.columns {
			v, ok := c.truth(j, i)
			if !ok {
				return mask, c.notTruth(j, i)
			}
			values[i*cols+k] = v
		}
	}
	mask.Cells, err = matrix.New(rows, cols, values)
	return mask, err
}

// truth reads a cell of a mask: 0, 1, true or false, or nothing.
func (c *companion) truth(column, row int) (float64, bool) {
	col := &c.table.Columns[column]
	if col.Kind == table.Text || col.Kind == table.Time {
		return truth(col.Format(row))
	}
	v := col.Numbers[row]
	if v != v { // missing
		return 0, true
	}
	return v, v == 0 || v == 1
}

func truth(s string) (float64, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "true", "yes", "1":
		return 1, true
	case "false", "no", "0", "":
		return 0, true
	}
	return 0, false
}

// notTruth is the error for a cell of a mask.
func (c *companion) notTruth(column, row int) error {
	col := &c.table.Columns[column]
	e := &table.Error{File: c.name, Column: column + 1, Name: col.Name, Value: texts(col, shortest())[row],
		Msg: fmt.Sprintf("in row %d is not 0, 1, true or false", row+1), Cure: "write 1 where a cell is hidden and 0 where it is not"}
	if line, value := col.FirstText(); value == e.Value {
		e.Line = line
	}
	return inputError(e)
}

// maskHint adds the words for --mask to the error of a file that is not there.
func maskHint(arg string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) || filepath.Base(arg) != arg {
		return err
	}
	if near := suggest.Nearest(arg, []string{"upper", "lower", "none"}); near != "" {
		return usageError("--mask: %q is neither upper nor lower nor a file (did you mean %s?)", arg, near)
	}
	if filepath.Ext(arg) == "" {
		return usageError("--mask: %q is neither upper nor lower, and there is no such file", arg)
	}
	return err
}

// readAnnot reads --annot-from: numbers, or texts if any column has them. Numbers among
// texts are written in the given format too.
func (f *readFlags) readAnnot(sys IO, m *matrix.Matrix, format scale.Format) (annot heat.Annot, err error) {
	c, err := f.companion(sys, "annot-from", f.annotFrom, m, func(c *table.Column) bool { return c.Kind == table.Text || c.Kind == table.Time })
	if err != nil {
		return annot, err
	}
	rows, cols := m.Dims()
	if !slices.ContainsFunc(c.columns, func(j int) bool { return !numeric(&c.table.Columns[j]) }) {
		values := make([]float64, rows*cols)
		for k, j := range c.columns {
			for i, v := range c.table.Columns[j].Numbers {
				values[i*cols+k] = v
			}
		}
		annot.From, err = matrix.New(rows, cols, values)
		return annot, err
	}
	annot.Texts = make([][]string, rows)
	for i := range annot.Texts {
		annot.Texts[i] = make([]string, cols)
	}
	for k, j := range c.columns {
		for i, s := range texts(&c.table.Columns[j], format.Or(shortest())) {
			annot.Texts[i][k] = formatted(s, format)
		}
	}
	return annot, nil
}
