package table

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed01309057/heat/matrix"
)

// Categories returns the columns beside the index as words: texts and times
// as they are written, truths as false and true or the words of the file, and
// numbers with no more digits than they need. An empty cell is missing, and
// so is one of the usual words for a missing value, as in Options.Missing.
// The column that index stands for labels the rows; an empty index takes the
// one of [Table.Labels], or else the first column if it is text and no two of
// its cells are the same.
//
// The levels of truths alone are false and true, in this order, whatever the
// words. There may be any number of levels.
func (t *Table) Categories(index string) (*matrix.Categories, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	at, err := t.find(index)
	if err != nil {
		return nil, err
	}
	if index == "" && at >= 0 && at != t.Labels() && hasRepeats(t.Columns[at].labels()) {
		at = -1
	}
	columns, _ := t.values(at)
	words := map[string]int{} // by their order of appearance
	codes := make([][]float64, len(columns))
	for k, j := range columns {
		codes[k] = t.Columns[j].codes(words)
	}
	c := &matrix.Categories{}
	sortLevels(c, words, codes, t.truths(columns))
	if c.Codes, err = t.buildOf(at, columns, codes); err != nil {
		return nil, err
	}
	return c, nil
}

// codes returns a code for each cell, after the order in which the words
// appear, of which it adds new ones.
func (c *Column) codes(words map[string]int) []float64 {
	miss := newMissing(nil, '.')
	out := missingNumbers(c.Len())
	last, code := "", -1 // cells often repeat the one above
	for i := range out {
		if c.Missing(i) {
			continue
		}
		word := strings.TrimSpace(c.Format(i))
		if code < 0 || word != last {
			if word == "" || c.Kind == Text && miss.match([]byte(word)) {
				continue
			}
			var known bool
			if code, known = words[word]; !known {
				code = len(words)
				words[word] = code
			}
			last = word
		}
		out[i] = float64(code)
	}
	return out
}

// truths returns the words for false and true if all columns are truths and
// have the same words.
func (t *Table) truths(columns []int) []string {
	var pair []string
	for _, j := range columns {
		c := &t.Columns[j]
		if c.Kind == Empty {
			continue
		}
		words := []string{c.formatBool(false), c.formatBool(true)}
		if c.Kind != Bool || pair != nil && !slices.Equal(pair, words) {
			return nil
		}
		pair = words
	}
	return pair
}

// sortLevels puts the levels in order, and gives the cells their codes and
// counts.
func sortLevels(c *matrix.Categories, words map[string]int, codes [][]float64, truths []string) {
	if c.Levels = truths; truths == nil {
		c.Levels = make([]string, 0, len(words))
		for w := range words {
			c.Levels = append(c.Levels, w)
		}
		slices.SortFunc(c.Levels, compareNatural)
	}
	c.Counts = make([]int, len(c.Levels))
	place := make([]int, len(words))
	for i, w := range c.Levels {
		if k, ok := words[w]; ok {
			place[k] = i
		}
	}
	for _, column := range codes {
		for i, v := range column {
			if v == v {
				k := place[int(v)]
				column[i] = float64(k)
				c.Counts[k]++
			}
		}
	}
}

// compareNatural compares by letters without their case and by the values of
// the whole numbers among them, where a single number may have a sign and
// decimals. What is the same by that goes by its bytes.
func compareNatural(a, b string) int {
	miss := missing{}
	x, classX := miss.classify([]byte(a), '.')
	y, classY := miss.classify([]byte(b), '.')
	switch {
	case classX == isNumber && classY == isNumber:
		if c := cmp.Compare(x, y); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	case classX == isNumber:
		return -1
	case classY == isNumber:
		return 1
	}
	p, q := a, b
	for p != "" && q != "" {
		if p[0]-'0' <= 9 && q[0]-'0' <= 9 {
			m, n := digits(p), digits(q)
			p, q = p[len(m):], q[len(n):]
			m, n = strings.TrimLeft(m, "0"), strings.TrimLeft(n, "0")
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			continue
		}
		if c := cmp.Compare(lower(p[0]), lower(q[0])); c != 0 {
			return c
		}
		p, q = p[1:], q[1:]
	}
	return cmp.Or(cmp.Compare(len(p), len(q)), strings.Compare(a, b))
}

// digits returns the digits at the start of s.
func digits(s string) string {
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	return s[:n]
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}
