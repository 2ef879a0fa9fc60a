package table

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// find returns the position of the column that index stands for: its name
// or, after #, its 1-based position. For an empty index that is the first
// column if it is text, and -1 if not.
func (t *Table) find(index string) (int, error) {
	if index == "" {
		if len(t.Columns) > 0 && t.Columns[0].Kind == Text {
			return 0, nil
		}
		return -1, nil
	}
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
	best, bestDistance := "", max(2, len(index)/3)+1
	var names []string
	for i := range t.Columns {
		name := t.Columns[i].Name
		if name == "" {
			continue
		}
		if d := distance(strings.ToLower(index), strings.ToLower(name), bestDistance); d < bestDistance {
			best, bestDistance = name, d
		}
		if len(names) < 8 {
			names = append(names, quote(name))
		}
	}
	position := fmt.Sprintf("#1 to #%d are the columns by position", len(t.Columns))
	switch {
	case best != "":
		return fmt.Sprintf("did you mean %s?", quote(best))
	case len(names) > 0:
		return fmt.Sprintf("there are %s; %s", strings.Join(names, ", "), position)
	}
	return "the columns have no names; " + position
}

// distance returns how many letters must be changed, added or removed to
// turn a into b, or most if it is not less than that.
func distance(a, b string, most int) int {
	if len(a)-len(b) >= most || len(b)-len(a) >= most {
		return most
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return min(row[len(b)], most)
}

// labels returns the cells of a column as labels.
func (c *Column) labels() []string {
	if c.Kind == Text {
		return c.Texts
	}
	out := make([]string, len(c.Numbers))
	for i, v := range c.Numbers {
		out[i] = formatLabel(v)
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
