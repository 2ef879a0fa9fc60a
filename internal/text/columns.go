package text

import (
	"unicode"

	"golang.org/x/text/width"
)

// Columns sets text on the grid of a terminal: a character is one unit wide, or two
// if it is a wide one, and a line is two units high, so that a half block is a square.
type Columns struct{}

// Set measures one line; the run has no glyphs.
func (Columns) Set(s string, style Style) Run {
	s = clean(s)
	if style.Markup {
		s = Plain(s)
	}
	return Run{String: s, Style: style, Width: float64(ColumnsOf(s)), Ascent: 2, Cap: 2}
}

// setSpans is Set for spans, as they look without markup.
func (c Columns) setSpans(spans []span, style Style) Run {
	style.Markup = false
	return c.Set(plainSpans(spans), style)
}

// ColumnsOf is the number of terminal columns that a string takes.
func ColumnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += RuneColumns(r)
	}
	return n
}

// RuneColumns is the number of terminal columns that a character takes: none for
// marks that stand on the one before and for controls, two for East Asian wide ones
// and emoji.
func RuneColumns(r rune) int {
	switch {
	case r < 32 || r == 127:
		return 0
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
		return 2
	}
	return 1
}
