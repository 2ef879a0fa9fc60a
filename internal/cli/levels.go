package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"sync"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/table"
)

// levels applies --levels: the order of the categories, and colours of some.
func (a *applier) levelOrder(c *heat.Cells) {
	text, given := a.given("levels")
	if !given {
		return
	}
	if c.Values == nil { // a trial of the flags alone
		_, err := parseLevels(text)
		a.fail("levels", err)
		return
	}
	if c.Levels == nil {
		a.fail("levels", errors.New("the values are numbers, not categories"))
		return
	}
	wanted, err := parseLevels(text)
	if err == nil {
		err = reorder(c, wanted)
	}
	a.fail("levels", err)
}

// parseLevels reads a,b=red,c=#00f, with quotes as in CSV.
func parseLevels(text string) (levels []heat.Level, err error) {
	words, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return nil, fmt.Errorf("%q is not a list of categories (write a,b=red,c, with quotes as in CSV)", text)
	}
	for _, word := range words {
		l := heat.Level{Name: strings.TrimSpace(word)}
		if at := strings.LastIndexByte(word, '='); at > 0 {
			if l.Color, err = colormap.ParseColor(word[at+1:]); err != nil {
				return nil, err
			}
			l.Name = strings.TrimSpace(word[:at])
		}
		levels = append(levels, l)
	}
	return levels, nil
}

// orderedLevels puts the wanted levels first, with their colours. The second result is the
// new code of each old one. What is what has levels: a cell, say.
func orderedLevels(levels, wanted []heat.Level, what string) (out []heat.Level, code []int, err error) {
	at := map[string]int{}
	var names []string
	for i, l := range levels {
		at[l.Name] = i
		names = append(names, l.Name)
	}
	code = make([]int, len(levels)) // plus 1
	add := func(i int, l heat.Level) {
		out = append(out, l)
		code[i] = len(out)
	}
	for _, l := range wanted {
		i, known := at[l.Name]
		switch {
		case !known:
			if near := suggest.Nearest(l.Name, names); near != "" {
				return nil, nil, fmt.Errorf("no %s is %q (did you mean %q?)", what, l.Name, near)
			}
			return nil, nil, fmt.Errorf("no %s is %q (there are %s)", what, l.Name, quotedList(names))
		case code[i] > 0:
			return nil, nil, fmt.Errorf("%q is given twice", l.Name)
		}
		if l.Color == (colormap.Color{}) {
			l.Color = levels[i].Color
		}
		add(i, l)
	}
	for i, l := range levels {
		if code[i] == 0 {
			add(i, l)
		}
	}
	for i := range code {
		code[i]--
	}
	return out, code, nil
}

// reorder puts the wanted levels first, with their colours, and gives the values the
// codes that follow from it.
func reorder(c *heat.Cells, wanted []heat.Level) error {
	levels, code, err := orderedLevels(c.Levels, wanted, "cell")
	if err != nil {
		return err
	}
	rows, cols := c.Values.Dims()
	codes := append([]float64(nil), c.Values.Rows(0, rows, nil)...)
	for k, v := range codes {
		if v >= 0 && v < float64(len(code)) && !math.IsNaN(v) {
			codes[k] = float64(code[int(v)])
		}
	}
	m, err := matrix.New(rows, cols, codes)
	if err != nil {
		return err
	}
	m.RowLabels, m.ColLabels, m.RowName, m.ColName = c.Values.RowLabels, c.Values.ColLabels, c.Values.RowName, c.Values.ColName
	c.Values, c.Levels = m, levels
	return nil
}

// numberLike matches what was meant as a number: with grouped digits, a unit, a currency or
// a percent sign, a time of day, a fraction. Ranges such as 10-20 are names.
var numberLike = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-+−(]?\s*[$€£¥]?\s*\d[\d.,' \x{00a0}\x{202f}]*([:/]\d[\d.:]*)?\s*(%|‰|°|[$€£¥]|[\pL°%/²³]{1,6})?\s*\)?$`)
})

// ordinal matches 1st, 2nd and the like, which are names.
var ordinal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+(st|nd|rd|th)$`) })

// countNumeric counts the levels that look like numbers.
func countNumeric(levels []string) (n int) {
	for _, l := range levels {
		if numberLike().MatchString(l) && !ordinal().MatchString(l) {
			n++
		}
	}
	return n
}

// isCategorical reports whether a table holds words and truths alone, so few of them that
// they are kinds and not texts.
func isCategorical(t *table.Table, index string) (*matrix.Categories, bool) {
	if !onlyWords(t, index) { // before all cells are looked at
		return nil, false
	}
	c, err := t.Categories(index)
	if err != nil {
		return nil, false
	}
	rows, cols := c.Codes.Dims()
	const few, share = 12, 0.5
	if n := len(c.Levels); n == 0 || cols == 0 || n > few && float64(n) > share*float64(rows*cols) {
		return nil, false
	}
	if numeric := countNumeric(c.Levels); numeric > 0 && 2*numeric >= len(c.Levels) {
		return nil, false // numbers in a notation that is not read: the reader's error says so
	}
	return c, true
}

// onlyWords reports whether the columns beside the row labels hold words or truths alone.
func onlyWords(t *table.Table, index string) bool {
	var labels *table.Column
	if index != "" {
		var err error
		if labels, err = t.Column(index); err != nil {
			return false
		}
	} else if at := t.Labels(); at >= 0 {
		labels = &t.Columns[at]
	}
	words := 0
	for i := range t.Columns {
		col := &t.Columns[i]
		switch {
		case col == labels, col.Describes():
		case col.Kind == table.Number, col.Kind == table.Time:
			return false
		case col.Kind == table.Text && col.Mixed():
			return i == 0 && labels == nil && onlyWords(&table.Table{Columns: t.Columns[1:]}, "") // row labels
		case col.Kind == table.Text, col.Kind == table.Bool:
			words++
		}
	}
	return words > 0
}
