package text

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"
)

// Wrap breaks a string into lines no wider than width: at line breaks in the string, and
// where the Unicode line breaking algorithm (UAX #14) allows it, so at spaces, after
// hyphens, between ideographs. A piece that is wider than a line is broken between
// characters as a reader counts them; that is the last resort, which Thai and its
// neighbours need, as they write words without spaces. Markup holds across a break. There
// is at least one line. A width of 0 or less breaks only at line breaks.
func Wrap(set Setter, s string, style Style, width float64) []Run {
	var lines []Run
	for part := range strings.SplitSeq(lineBreaks.Replace(s), "\n") {
		part = strings.TrimSpace(part)
		whole := set.Set(part, style)
		if width <= 0 || whole.Width <= width {
			lines = append(lines, whole)
			continue
		}
		lines = append(lines, newParagraph(set, part, style).fill(width)...)
	}
	return lines
}

// lineBreaks makes one of what Unicode and operating systems end lines and paragraphs
// with.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// Balance breaks a label into at most so many lines, all about equally wide, at places
// where a line may break and never inside of a word: into as few as keep to width, or, if
// none do, into those that are narrowest. A label that cannot be broken is one line.
func Balance(set Setter, s string, style Style, width float64, most int) []Run {
	whole := set.Set(s, style)
	if whole.Width <= width || most < 2 || len(s) > maxBalanced {
		return []Run{whole}
	}
	p := newParagraph(set, s, style)
	pieces, best := p.pieces(), []Run{whole}
	for n := 2; n <= most && widest(best) > width; n++ {
		if lines := p.balanced(pieces, n, widest(best)); lines != nil {
			best = lines
		}
	}
	return best
}

// maxBalanced is the longest label, in bytes, that is broken: three lines of more than
// that would not be read beside a row.
const maxBalanced = 300

// widest is the width of the widest line.
func widest(lines []Run) (width float64) {
	for _, line := range lines {
		width = max(width, line.Width)
	}
	return width
}

// paragraph is a text that is being broken.
type paragraph struct {
	set    Setter
	style  Style
	spans  []span
	starts []int  // of the spans, in runes
	runes  []rune // of all spans
	breaks []int  // where a line may end, in runes; the last is the end of the text
	marks  []int  // ends of the characters as a reader counts them
	leads  bool   // the text begins right to left
}

// newParagraph finds the places where a text may break.
func newParagraph(set Setter, s string, style Style) *paragraph {
	p := &paragraph{set: set, style: style, spans: []span{{text: oneSpaced(clean(s))}}}
	if style.Markup {
		p.spans = parseMarkup(p.spans[0].text)
		p.style.Markup = false
	}
	for _, sp := range p.spans {
		p.starts = append(p.starts, len(p.runes))
		p.runes = append(p.runes, []rune(sp.text)...)
	}
	p.leads = backwards(p.runes)
	var seg segmenter.Segmenter
	seg.Init(p.runes)
	inside := p.shifted()
	for it := seg.LineIterator(); it.Next(); {
		line := it.Line()
		end := line.Offset + len(line.Text)
		if end == len(p.runes) || !inside[end] || p.runes[end-1] == ' ' {
			p.breaks = append(p.breaks, end)
		}
	}
	for it := seg.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		if end := g.Offset + len(g.Text); end == len(p.runes) || !joined(p.runes[end-1], p.runes[end]) {
			p.marks = append(p.marks, end)
		}
	}
	return p
}

// joined reports whether two Thai or Lao signs are of one syllable: a vowel that stands
// before its consonant, or one that stands after it.
func joined(a, b rune) bool {
	return strings.ContainsRune("เแโใไເແໂໃໄ", a) || strings.ContainsRune("ะาำๅະາຳ", b)
}

// oneSpaced makes one space of several, as they would look odd at the ends of lines.
func oneSpaced(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// shifted are the places before and inside of raised and lowered text, which belongs to
// what it stands on.
func (p *paragraph) shifted() map[int]bool {
	inside := map[int]bool{}
	for k, sp := range p.spans {
		for i := p.starts[k]; sp.shift != onBaseline && i < p.spanEnd(k); i++ {
			inside[i] = true
		}
	}
	return inside
}

// spanEnd is where span k ends, in runes.
func (p *paragraph) spanEnd(k int) int {
	if k+1 < len(p.starts) {
		return p.starts[k+1]
	}
	return len(p.runes)
}

// line sets the characters from..to-1 without the spaces at their ends.
func (p *paragraph) line(from, to int) Run {
	for from < to && p.runes[from] == ' ' {
		from++
	}
	for to > from && p.runes[to-1] == ' ' {
		to--
	}
	spans := make([]span, 0, 1)
	for k := max(0, after(p.starts, from)-1); k < len(p.spans) && p.starts[k] < to; k++ {
		if lo, hi := max(from, p.starts[k]), min(to, p.spanEnd(k)); lo < hi {
			part := p.spans[k]
			part.text = string(p.runes[lo:hi])
			spans = append(spans, part)
		}
	}
	if p.leads && len(spans) > 0 && !backwards(p.runes[from:to]) {
		spans[0].text = string(rightToLeft) + spans[0].text
	}
	return p.set.setSpans(spans, p.style)
}

// rightToLeft is the mark that lets a line go on right to left that begins with a word of
// another direction.
const rightToLeft = '\u200f'

// fits reports whether a line keeps to a width. Of a long one, its beginning is tried
// first: it tells for most, and to set a word of a million characters takes its time.
func (p *paragraph) fits(from, to int, width float64) bool {
	for n := 64; n < to-from; n *= 2 {
		if p.line(from, from+n).Width > 2*width { // no kerning or joining takes half of it back
			return false
		}
	}
	return p.line(from, to).Width <= width
}

// fill breaks the text into lines no wider than width, each as full as can be. Where a
// piece is wider, it is broken between characters.
func (p *paragraph) fill(width float64) (lines []Run) {
	from, next := 0, 0 // the line's start, and the first place where it may end
	for from < len(p.runes) {
		for p.breaks[next] <= from {
			next++
		}
		end, rest := p.breaks[next], p.breaks[next:]
		if p.fits(from, end, width) {
			end = rest[longest(len(rest), func(i int) bool { return p.fits(from, rest[i], width) })]
		} else {
			chars := p.marks[after(p.marks, from):]
			end = min(end, chars[longest(len(chars), func(i int) bool { return p.fits(from, chars[i], width) })])
		}
		lines = append(lines, p.line(from, end))
		for from = end; from < len(p.runes) && p.runes[from] == ' '; {
			from++
		}
	}
	if len(lines) == 0 {
		lines = append(lines, p.line(0, 0))
	}
	return lines
}

// longest is the last of n ever longer pieces that fits, found by doubling, then by
// bisection, so that a word of a million characters takes no longer than a million words;
// the first one, if none does.
func longest(n int, fits func(int) bool) int {
	lo, hi := 0, 1 // lo counts as fitting
	for hi < n && fits(hi) {
		lo, hi = hi, 2*hi
	}
	for hi = min(hi, n); lo < hi-1; {
		if mid := (lo + hi) / 2; fits(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// after is the first of rising numbers that is larger than v.
func after(list []int, v int) int {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; list[mid] > v {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// piece is what stands between two places where a line may end: its width in the middle of
// a line, and at the end of one, where the spaces after it do not count.
type piece struct {
	end         int // in runes
	inner, last float64
}

// pieces measures what the text may be broken into.
func (p *paragraph) pieces() []piece {
	list, from := make([]piece, len(p.breaks)), 0
	for i, end := range p.breaks {
		list[i] = piece{end, p.spaced(from, end), p.line(from, end).Width}
		from = end
	}
	return list
}

// spaced is the width of characters with the spaces at their end.
func (p *paragraph) spaced(from, to int) float64 {
	spaces := 0
	for to-spaces > from && p.runes[to-1-spaces] == ' ' {
		spaces++
	}
	return p.line(from, to).Width + float64(float64(spaces)*p.set.Set(" ", p.style).Width)
}

// balanced breaks the text into at most n lines whose widest is as narrow as can be, and
// narrower than a width, or returns nil. Full lines have the fewest lines for a width, so
// narrower ones are tried while there are not more than n of them. They are reckoned from
// the widths of their pieces, and only the best are set.
func (p *paragraph) balanced(pieces []piece, n int, width float64) (lines []Run) {
	var best []int
	for limit := width; ; {
		ends, reached := fillPieces(pieces, n, limit)
		if ends == nil {
			break
		}
		best, limit = ends, reached
	}
	from := 0
	for _, end := range best {
		lines = append(lines, p.line(from, end))
		from = end
	}
	if widest(lines) >= width { // by kerning, which the pieces do not know
		return nil
	}
	return lines
}

// fillPieces fills at most n lines that are all narrower than a width and returns where
// they end, and the width of the widest; nil where it cannot.
func fillPieces(pieces []piece, n int, width float64) (ends []int, reached float64) {
	inner, end := 0.0, 0 // of the line so far
	for i, piece := range pieces {
		if inner > 0 && inner+piece.last >= width {
			ends, inner = append(ends, end), 0
		}
		if inner+piece.last >= width || len(ends) == n {
			return nil, 0
		}
		reached = max(reached, inner+piece.last)
		inner, end = inner+piece.inner, pieces[i].end
	}
	return append(ends, end), reached
}
