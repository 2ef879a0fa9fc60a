package table

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// find returns the position of the column that index stands for: its name
// or, after #, its 1-based position. For an empty index that is the column
// that labels the rows as the file says, or else the first column if it is
// text, and -1 if not.
func (t *Table) find(index string) (int, error) {
	if index == "" {
		if at := t.Labels(); at >= 0 {
			return at, nil
		}
		if len(t.Columns) > 0 && !t.Columns[0].isNumeric() {
			return 0, nil
		}
		return -1, nil
	}
	return t.column(index)
}

// column returns the position of the column of a name or a position.
func (t *Table) column(index string) (int, error) {
	for i := range t.Columns {
		if t.Columns[i].Name == index {
			return i, nil
		}
	}
	if digits, ok := strings.CutPrefix(index, "#"); ok {
		if n, err := strconv.Atoi(digits); err == nil && 1 <= n && n <= len(t.Columns) {
			return n - 1, nil
		}
	}
	return -1, &Error{File: t.Name, Value: index, Msg: "is not a column", Cure: t.columnCure(index)}
}

// columnCure names the column whose name is nearest, if one is near, and
// otherwise the first few.
func (t *Table) columnCure(index string) string {
	var all, names []string
	for i := range t.Columns {
		name := t.Columns[i].Name
		if name == "" {
			continue
		}
		all = append(all, name)
		if len(names) < 8 {
			names = append(names, quote(name))
		}
	}
	position := fmt.Sprintf("#1 to #%d are the columns by position", len(t.Columns))
	best := suggest.Nearest(index, all)
	switch {
	case best != "":
		return fmt.Sprintf("did you mean %s?", quote(best))
	case len(names) > 0:
		return fmt.Sprintf("there are %s; %s", strings.Join(names, ", "), position)
	}
	return "the columns have no names; " + position
}

// labels returns the cells of a column as labels.
func (c *Column) labels() []string {
	if c.Kind == Text {
		return c.Texts
	}
	if c.Kind == Time && len(c.Texts) == len(c.Times) {
		return c.Texts
	}
	out := make([]string, c.Len())
	for i := range out {
		out[i] = c.Format(i)
	}
	return out
}

// formatLabel writes years and the like as people do, and only what would be
// very long with an exponent. A missing label is empty.
func formatLabel(v float64) string {
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return ""
	case a != 0 && (a < 1e-5 || a >= 1e15):
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
