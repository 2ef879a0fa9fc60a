// Package text shapes, measures and breaks text.
//
// A Setter turns a string and a Style into a Run: positioned glyphs with exact
// extents. What is measured is what is drawn: the run that the layout measured is the
// one that the scene receives. Shaper sets real fonts; Columns sets the fixed grid of
// a terminal.
//
// A run may be set in several faces: characters that the figure's font lacks come from
// fonts installed on the machine, which are looked for only when one is missing.
package text

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"

	"github.com/seed01309057/heat/internal/scene"
)

// Style says how a string is set.
type Style struct {
	Size   float64 // em, points
	Bold   bool
	Italic bool
	// Markup reads ^{…}, _{…} and *…* as raised, lowered and emphasised.
	Markup bool
	// Tabular sets digits at their own widths, without kerning, so that numbers in a
	// column stand under each other (Liberation Sans pulls "11" together).
	Tabular bool
}

// Run is a shaped string of one line.
type Run struct {
	String string // what is seen, without markup
	Style  Style
	Width  float64 // advance, points
	// Ascent and Descent are the line's extents over and under the baseline, both
	// positive, points. Cap is the height of capitals and digits.
	Ascent, Descent, Cap float64
	Missing              []rune // characters that no font has a glyph for
	Cut                  bool   // Fit has shortened it

	font   scene.Font
	glyphs []scene.Glyph // in em units
	spans  []scene.Span  // rises in em
}

// Height is the height of the line in points.
func (r Run) Height() float64 { return r.Ascent + r.Descent }

// At returns the run as a scene item with its anchor at x, y on the baseline.
func (r Run) At(x, y, angle float64, anchor scene.Anchor, color scene.Color) *scene.Text {
	t := &scene.Text{
		X: x, Y: y, Angle: angle, Anchor: anchor, Size: r.Style.Size, Color: color,
		Font: r.font, Width: r.Width, String: r.String, Bold: r.Style.Bold, Tabular: r.Style.Tabular,
	}
	if len(r.glyphs) > 0 {
		t.Glyphs = make([]scene.Glyph, len(r.glyphs))
		for i, g := range r.glyphs {
			g.X, g.Y = g.X*r.Style.Size, g.Y*r.Style.Size
			t.Glyphs[i] = g
		}
	}
	for _, sp := range r.spans {
		sp.Rise *= r.Style.Size
		t.Spans = append(t.Spans, sp)
	}
	return t
}

// Setter sets strings as runs. It is not safe for concurrent use.
type Setter interface {
	// Set shapes one line. Control characters, line breaks among them, become spaces.
	Set(s string, style Style) Run

	// setSpans sets spans of clean text as one line. The style's Markup does not matter.
	setSpans(spans []span, style Style) Run
}

// clean replaces what cannot be set on one line.
func clean(s string) string {
	if !strings.ContainsFunc(s, unprintable) {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.Map(func(r rune) rune {
		if unprintable(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func unprintable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// Fit sets one line that is no wider than width: a longer string is cut between
// characters, as a reader counts them, and ends in an ellipsis; its markup is shown
// plain. A width of 0 or less does not cut.
func Fit(set Setter, s string, style Style, width float64) Run {
	return fit(set, s, style, width, func(s string, ends []int, n int) string {
		if n == 0 {
			return "…"
		}
		return strings.TrimRight(s[:ends[n-1]], " ") + "…"
	})
}

// FitMiddle is Fit for strings that begin alike: what is cut is their middle, so that
// their ends still tell them apart.
func FitMiddle(set Setter, s string, style Style, width float64) Run {
	return fit(set, s, style, width, func(s string, ends []int, n int) string {
		head, tail := "", s
		if first := n / 2; first > 0 {
			head = strings.TrimRight(s[:ends[first-1]], " ")
		}
		if at := len(ends) - (n - n/2); at > 0 {
			tail = strings.TrimLeft(s[ends[at-1]:], " ")
		}
		return head + "…" + tail
	})
}

// fit sets a string, or of what cut makes of it the longest that is no wider than width:
// cut keeps n characters of those that end at ends.
func fit(set Setter, s string, style Style, width float64, cut func(s string, ends []int, n int) string) Run {
	whole := set.Set(s, style)
	if width <= 0 || whole.Width <= width {
		return whole
	}
	if style.Markup {
		s, style.Markup = Plain(s), false
	}
	ends := graphemes(s)
	lo, hi := 0, len(ends) // characters that are kept: lo fit, hi do not
	for lo+1 < hi {
		mid := (lo + hi) / 2
		if set.Set(cut(s, ends, mid), style).Width <= width {
			lo = mid
		} else {
			hi = mid
		}
	}
	run := set.Set(cut(s, ends, lo), style)
	run.Cut = true
	return run
}

// graphemes are the ends of the characters of a string as a reader counts them: a letter
// with its marks, an emoji with its skin tone.
func graphemes(s string) (ends []int) {
	var seg segmenter.Segmenter
	seg.Init([]rune(s))
	at := 0
	for it := seg.GraphemeIterator(); it.Next(); {
		at += len(string(it.Grapheme().Text))
		ends = append(ends, at)
	}
	return ends
}
