package heat

import (
	"fmt"
	"math"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat/order"
	"github.com/seed01309057/heat/table"
)

// TrackKind is how a column of a table is drawn as a track.
type TrackKind uint8

// The kinds.
const (
	StripTrack TrackKind = iota // colours: of categories, or of numbers
	BarTrack                    // bars from zero
	DotTrack                    // points
	LineTrack                   // a line
	TextTrack                   // the texts themselves
	LevelTrack                  // a strip of categories, also where they are numbers
)

var trackKindNames = []string{"strip", "bar", "dot", "line", "text", "levels"}

// String returns strip, bar, dot, line, text or levels.
func (k TrackKind) String() string { return enumName(trackKindNames, int(k)) }

// MarshalText writes the name.
func (k TrackKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name.
func (k *TrackKind) UnmarshalText(text []byte) error {
	return enumParse(k, "kind of track", trackKindNames, text)
}

// Values lists the names in order.
func (TrackKind) Values() []string { return trackKindNames }

// ColumnTrack returns a column of a table as a track with its name. Entry i of the track is
// cell at[i] of the column, and missing where that is negative; a nil at takes all cells as
// they are. Texts, truths and times become the categories of a strip, in natural order, and
// so do numbers as levels; bars, dots and lines need numbers.
func ColumnTrack(c *table.Column, kind TrackKind, at []int) (Track, error) {
	if at == nil {
		at = upTo(c.Len())
	}
	for _, i := range at {
		if i >= c.Len() {
			return nil, &Error{Stage: "track", Detail: fmt.Sprintf("%.40q has %s; entry %d is beyond", c.Name, plural(c.Len(), "cell"), i)}
		}
	}
	numbers := c.Kind == table.Number || c.Kind == table.Empty
	if kind == TextTrack {
		t := &Texts{Label: c.Name, Values: make([]string, len(at))}
		for k, i := range at {
			if i >= 0 && !c.Missing(i) {
				t.Values[k] = c.Format(i)
			}
		}
		return t, nil
	}
	if kind == LevelTrack {
		return categoryStrip(c, at)
	}
	if !numbers && kind != StripTrack {
		return nil, &Error{Stage: "track", Detail: fmt.Sprintf("%.40q is no column of numbers, as a %v needs", c.Name, kind), Cure: "draw it as a strip or as text"}
	}
	if !numbers {
		return categoryStrip(c, at)
	}
	values := make([]scale.Bound, len(at))
	for k, i := range at {
		if i >= 0 {
			if v := c.Numbers[i]; v-v == 0 {
				values[k] = scale.At(v)
			}
		}
	}
	switch kind {
	case BarTrack:
		return &Bars{Label: c.Name, Values: values}, nil
	case DotTrack:
		return &Dots{Label: c.Name, Values: values}, nil
	case LineTrack:
		return &Lines{Label: c.Name, Values: values}, nil
	}
	return &Strip{Label: c.Name, Values: values}, nil
}

// categoryStrip has the different words of a column as levels. A word for a missing value,
// such as NA, is missing.
func categoryStrip(c *table.Column, at []int) (Track, error) {
	words, _ := NamesOf(c, at)
	var names []string
	met := map[string]bool{"": true}
	for _, w := range words {
		if !met[w] {
			met[w] = true
			names = append(names, w)
		}
	}
	natural, err := order.Of(names, order.Spec{}, nil)
	if err != nil {
		return nil, err
	}
	names = taken(names, natural)
	code := map[string]int{}
	s := &Strip{Label: c.Name, Values: make([]scale.Bound, len(words)), Levels: []Level{}}
	for i, name := range names {
		code[name] = i
		s.Levels = append(s.Levels, Level{Name: name})
	}
	for k, w := range words {
		if w != "" {
			s.Values[k] = scale.At(float64(code[w]))
		}
	}
	if len(names) == 0 { // nothing but missing entries, which need no levels
		s.Levels = nil
	}
	return s, nil
}

// missingWords are the usual spellings of a missing value.
var missingWords = append(table.UsualMissing(), "NaN")

// NamesOf returns the cells of a column as names to divide rows by: entry i is cell at[i],
// and "" where that is negative or missing. A nil at takes all cells. The second result is
// how many names are missing.
func NamesOf(c *table.Column, at []int) (names []string, missing int) {
	if at == nil {
		at = upTo(c.Len())
	}
	names = make([]string, len(at))
	for k, i := range at {
		if i >= 0 && !c.Missing(i) {
			names[k] = strings.TrimSpace(c.Format(i))
		}
		for _, w := range missingWords {
			if strings.EqualFold(names[k], w) {
				names[k] = ""
			}
		}
		if names[k] == "" {
			missing++
		}
	}
	return names, missing
}

// KeyMatch says which rows of a table belong to labels.
type KeyMatch struct {
	At      []int    // for each label the row with that key, or -1
	Missing []string // labels that have none
	Unused  []string // keys that are no label
}

// MatchKeys finds for each label the cell of the key column that says the same. It fails if
// no label has one, or if a key that is wanted is there twice.
func MatchKeys(key *table.Column, labels []string) (*KeyMatch, error) {
	rows := map[string]int{}
	var keys []string
	twice := map[string]bool{}
	for i := range key.Len() {
		name := key.Format(i)
		if _, ok := rows[name]; ok {
			twice[name] = true
		} else {
			keys = append(keys, name)
		}
		rows[name] = i
	}
	m := &KeyMatch{At: make([]int, len(labels))}
	used := map[string]bool{}
	for i, label := range labels {
		row, ok := rows[label]
		switch {
		case !ok:
			row = -1
			m.Missing = append(m.Missing, label)
		case twice[label]:
			return nil, &Error{Stage: "track", Detail: fmt.Sprintf("column %.40q has the key %.40q twice", key.Name, label), Cure: "give each label one line"}
		default:
			used[label] = true
		}
		m.At[i] = row
	}
	for _, name := range keys {
		if !used[name] {
			m.Unused = append(m.Unused, name)
		}
	}
	if len(used) == 0 && len(labels) > 0 {
		hint := "the first column of text that has no word twice must hold the labels"
		if near := suggest.Nearest(labels[0], keys); near != "" {
			hint = fmt.Sprintf("is %.40q to be %.40q?", near, labels[0])
		}
		return nil, &Error{Stage: "track", Detail: fmt.Sprintf("none of %d labels is in column %.40q: the labels are %s; the column has %s", len(labels), key.Name, fewQuoted(labels), fewQuoted(keys)), Cure: hint}
	}
	return m, nil
}

// KeyColumn is the column of a table that can tell its rows apart: the first of texts or
// times without a word twice and without a missing one, else the first of whole numbers of
// that kind; -1 if there is none.
func KeyColumn(t *table.Table) int {
	for _, numbers := range []bool{false, true} {
		for i := range t.Columns {
			if c := &t.Columns[i]; isKey(c, numbers) {
				return i
			}
		}
	}
	return -1
}

func isKey(c *table.Column, numbers bool) bool {
	switch c.Kind {
	case table.Text, table.Time:
		if numbers {
			return false
		}
	case table.Number:
		if !numbers {
			return false
		}
	default:
		return false
	}
	met := make(map[string]bool, c.Len())
	for i := range c.Len() {
		if c.Missing(i) || numbers && c.Numbers[i] != math.Trunc(c.Numbers[i]) {
			return false
		}
		name := c.Format(i)
		if met[name] {
			return false
		}
		met[name] = true
	}
	return c.Len() > 0
}
