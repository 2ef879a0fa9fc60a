package heat

import (
	"math"
	"strings"

	"github.com/seed01309057/heat/internal/text"
)

const (
	// longKey is the length, in em, from which texts beside a body are broken into lines:
	// wider columns of a legend take the page from the body that they explain.
	longKey = 24
	// leastKey is the length, in em, that such a line may have on the smallest canvas.
	leastKey = 4
	// keyShare is the part of a panel's share of the canvas from which texts are broken
	// between words, and mostKeyShare the part from which they are within words.
	keyShare, mostKeyShare = 1.0 / 3, 0.5
	// maxKeyLines is the most lines of one text; what is longer still is cut.
	maxKeyLines = 4
)

// keyTexts are the texts of a legend: broken into lines no wider than limit, or than most
// where a word is longer.
type keyTexts struct {
	a           *arrangement
	limit, most float64
	cut         bool // to one line
	set         map[keyText][]text.Run
}

// keyText is an entry or a title of a legend.
type keyText struct {
	string
	title bool
}

// cutKeyTexts cuts the texts of a legend to one line: the last resort on a canvas where they
// take too much on several.
func (a *arrangement) cutKeyTexts() *keyTexts {
	t := a.keyTexts(0)
	t.cut = true
	return t
}

// keyTexts sets the texts of a legend beside a body, or of one in rows of a width.
func (a *arrangement) keyTexts(width float64) *keyTexts {
	t := &keyTexts{a: a, set: map[keyText][]text.Run{}, limit: longKey * a.tick}
	t.most = t.limit
	switch {
	case a.aligned:
		t.most = math.Floor(0.6 * a.maxWidth)
		t.limit = t.most
	case width > 0:
		t.most = max(leastKey*a.tick, width-a.keySwatch-a.keySwatchGap)
		t.limit = t.most
	case a.width > 0: // a small canvas has other things to show
		room := a.width / float64(a.grid.Columns)
		t.most = max(leastKey*a.tick, min(t.most, mostKeyShare*room))
		t.limit = min(t.most, max(leastKey*a.tick, keyShare*room))
	}
	return t
}

// lines sets a text: on one line where it is short enough, on a few balanced ones where it
// can be broken between words, and within words where it cannot. Where a longest length was
// asked for, and in a terminal, it is cut to one line instead.
func (t *keyTexts) lines(s string, title bool) []text.Run {
	key := keyText{s, title}
	lines, known := t.set[key]
	if !known {
		lines = t.broken(key)
		t.set[key] = lines
	}
	return lines
}

func (t *keyTexts) broken(key keyText) []text.Run {
	a := t.a
	style := a.tickStyle()
	style.Bold = key.title && a.boldTitles()
	if longest := a.labelMax; t.cut || a.aligned || longest > 0 {
		if longest == 0 || longest > t.most {
			longest = t.most
		}
		return []text.Run{text.Fit(a.set, key.string, style, longest)}
	}
	if lines := text.Balance(a.set, key.string, style, t.limit, maxKeyLines); widestOf(lines) <= t.most {
		return lines
	}
	lines := text.Wrap(a.set, key.string, style, t.most)
	if len(lines) <= maxKeyLines {
		return lines
	}
	var rest []string
	for _, line := range lines[maxKeyLines-1:] {
		rest = append(rest, line.String)
	}
	style.Markup = false // of what is seen, which has none
	last := text.Fit(a.set, strings.Join(rest, " "), style, t.most)
	return append(lines[:maxKeyLines-1:maxKeyLines-1], last)
}

// keyHeight is what a text of so many lines takes: the distance of entries, and a line for
// each beyond the first, closer together than entries are.
func (a *arrangement) keyHeight(lines int) float64 {
	return a.keyRow() + float64(float64(max(lines-1, 0))*a.keyLine())
}

// keyLine is the distance of the lines of one text.
func (a *arrangement) keyLine() float64 { return a.set.Set("0", a.tickStyle()).Height() }

// keyNotes say how the texts of a panel's legends were changed.
func (s *panelState) keyNotes(say func(string, ...any)) {
	if s.keys.dropped {
		return
	}
	broken, cut := 0, 0
	for _, it := range s.keys.items {
		if len(it.lines) > 1 {
			broken++
		}
		if n := len(it.lines); n > 0 && it.lines[n-1].Cut {
			cut++
		}
	}
	if broken > 0 {
		say("%s of the legend broken into lines", plural(broken, "text"))
	}
	if cut > 0 {
		say("%s of the legend cut", plural(cut, "text"))
	}
}
