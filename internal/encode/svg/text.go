package svg

import (
	"math"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/scene"
)

// textStyle is what texts have in common.
type textStyle struct {
	font   string // the families, as CSS writes them
	size   float64
	bold   bool
	anchor scene.Anchor
	color  scene.Color
	// tabular switches the font's kerning off, as it was measured.
	tabular bool
}

func (e *encoder) styleOf(t *scene.Text) textStyle {
	if e.mode == Outline && len(t.Glyphs) > 0 {
		return textStyle{color: t.Color}
	}
	s := textStyle{font: e.families(t.Font), size: t.Size, bold: t.Bold, anchor: t.Anchor, color: t.Color, tabular: t.Tabular}
	if len(e.fonts.used) > 0 {
		s.tabular = false // the root says so for all
	}
	return s
}

// fallbacks follow the font that the text was measured in, nearest first: Arial and
// Helvetica have the widths of Liberation Sans.
const fallbacks = "Arial,Helvetica,sans-serif"

// families lists the embedded font, the installed one of that name, for viewers that do
// not load embedded fonts, and what is nearest.
func (e *encoder) families(font scene.Font) string {
	if font == nil {
		return fallbacks
	}
	f := e.fonts.last.face
	if f == nil || e.fonts.last.font != font {
		if f = e.fonts.of[font]; f == nil {
			f = &face{}
			e.fonts.add(font, f)
		}
	}
	if f.families == "" {
		if f.name != "" {
			f.families = f.name + ","
		}
		if family := strings.Map(familyRune, font.Family()); family != "" {
			f.families += "'" + family + "',"
		}
		f.families += fallbacks
	}
	return f.families
}

// familyRune drops what would end a quoted name or escape in it.
func familyRune(r rune) rune {
	if r == '\'' || r == '\\' || r < ' ' {
		return -1
	}
	return r
}

// style writes the attributes in which s differs from what is in force.
func (e *encoder) style(s, in textStyle) {
	if s.font != in.font && s.font != "" {
		e.family(s.font)
	}
	if s.size != in.size {
		e.attr("font-size", s.size)
	}
	if s.bold != in.bold {
		e.buf.WriteString(map[bool]string{true: ` font-weight="bold"`, false: ` font-weight="normal"`}[s.bold])
	}
	if s.anchor != in.anchor {
		e.buf.WriteString(` text-anchor="` + [...]string{"start", "middle", "end"}[s.anchor] + `"`)
	}
	if s.color != in.color {
		e.paint("fill", s.color)
	}
	if s.tabular != in.tabular {
		e.buf.WriteString(map[bool]string{true: ` style="font-kerning:none"`, false: ` style="font-kerning:auto"`}[s.tabular])
	}
}

// family writes a list of families. Its single quotes may stand in double ones, so only
// what else a name might have is escaped.
func (e *encoder) family(list string) {
	e.buf.WriteString(` font-family="`)
	for i, part := range strings.Split(list, "'") {
		if i > 0 {
			e.buf.WriteByte('\'')
		}
		e.escape(part)
	}
	e.buf.WriteByte('"')
}

func (e *encoder) text(t *scene.Text) {
	if !shown(t) {
		return
	}
	switch e.next() {
	case asOutline:
		e.outlined(t)
	case asEmbedded:
		e.openText(t, e.styleOf(t))
		e.pieces(t)
		e.buf.WriteString("</text>\n")
	default:
		e.openText(t, e.styleOf(t))
		if len(t.Spans) == 0 {
			e.buf.WriteByte('>')
			e.escape(t.String)
		} else {
			e.spans(t)
		}
		e.buf.WriteString("</text>\n")
	}
}

// shown reports whether a text has anything to be seen.
func shown(t *scene.Text) bool { return t.String != "" && t.Color.A > 0 }

// openText begins a <text> up to where its last attribute may stand.
func (e *encoder) openText(t *scene.Text, s textStyle) {
	e.buf.WriteString("<text")
	if t.Angle == 0 {
		e.attr("x", t.X)
		e.attr("y", t.Y)
	} else {
		e.turned(t.X, t.Y, t.Angle)
		e.buf.WriteByte('"')
	}
	e.style(s, e.in)
	if len(t.Spans) > 0 || strings.Contains(t.String, "  ") || t.String[0] == ' ' || t.String[len(t.String)-1] == ' ' {
		e.buf.WriteString(` xml:space="preserve"`) // or the spaces between parts would go
	}
}

// turned begins a transformation to a place and an angle.
func (e *encoder) turned(x, y, angle float64) {
	e.buf.WriteString(` transform="translate(`)
	e.pair(x, y)
	e.buf.WriteByte(')')
	if angle != 0 {
		e.buf.WriteString(`rotate(`)
		e.number(-angle)
		e.buf.WriteByte(')')
	}
}

// spans writes a text with raised, lowered or emphasised parts, without embedded fonts. A
// shift by dy lasts to the end of the text, so each part first goes back to the baseline.
func (e *encoder) spans(t *scene.Text) {
	e.buf.WriteByte('>')
	runes, at, rise := []rune(t.String), 0, 0.0
	part := func(to int, sp scene.Span) {
		if at >= to {
			return
		}
		text := string(runes[at:to])
		at = to
		if sp == (scene.Span{}) && rise == 0 {
			e.escape(text)
			return
		}
		e.buf.WriteString("<tspan")
		if sp.Rise != rise {
			e.attr("dy", rise-sp.Rise)
			rise = sp.Rise
		}
		e.spanStyle(t, sp)
		e.buf.WriteByte('>')
		e.escape(text)
		e.buf.WriteString("</tspan>")
	}
	for _, sp := range t.Spans {
		part(min(sp.From, len(runes)), scene.Span{})
		part(min(sp.To, len(runes)), sp)
	}
	part(len(runes), scene.Span{})
}

func (e *encoder) spanStyle(t *scene.Text, sp scene.Span) {
	if sp.Scale > 0 && sp.Scale != 1 {
		e.attr("font-size", t.Size*sp.Scale)
	}
	if sp.Italic {
		e.buf.WriteString(` font-style="italic"`)
	}
}

// paint writes a colour, with its opacity where it has one.
func (e *encoder) paint(attr string, c scene.Color) {
	b := append(e.buf, ' ')
	b = append(b, attr...)
	b = append(b, `="#`...)
	b = append(appendHex(b, c), '"')
	if c.A < 255 {
		b = append(b, ' ')
		b = append(b, attr...)
		b = append(b, `-opacity="`...)
		b = strconv.AppendFloat(b, math.Round(float64(c.A)/255*1000)/1000, 'f', -1, 64)
		b = append(b, '"')
	}
	e.buf = b
}

// appendHex writes a colour in three or six digits.
func appendHex(b []byte, c scene.Color) []byte {
	const hex = "0123456789abcdef"
	if c.R>>4 == c.R&15 && c.G>>4 == c.G&15 && c.B>>4 == c.B&15 {
		return append(b, hex[c.R&15], hex[c.G&15], hex[c.B&15])
	}
	return append(b, hex[c.R>>4], hex[c.R&15], hex[c.G>>4], hex[c.G&15], hex[c.B>>4], hex[c.B&15])
}

func (e *encoder) attr(name string, v float64) {
	b := append(append(e.buf, ' '), name...)
	b = append(b, `="`...)
	e.buf = append(appendNumber(b, v), '"')
}

// span writes the distance of two positions as the difference of what they are rounded
// to, so that neighbours meet exactly.
func (e *encoder) span(name string, from, to float64) {
	e.attr(name, float64(hundredths(to)-hundredths(from))/100)
}

func (e *encoder) pair(x, y float64) {
	e.number(x)
	e.buf.WriteByte(' ')
	e.number(y)
}

func (e *encoder) number(v float64) {
	e.buf = appendNumber(e.buf, v)
}

// hundredths rounds to a hundredth of a point, 0.35 µm on paper.
func hundredths(v float64) int64 {
	if !(math.Abs(v) < 1e12) {
		return 0
	}
	return int64(math.Round(v * 100))
}

// appendNumber writes a number with at most two decimals and nothing needless.
func appendNumber(b []byte, v float64) []byte {
	n := hundredths(v)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	if n < 100*1000 { // most are
		b = appendSmall(b, int(n/100))
	} else {
		b = strconv.AppendInt(b, n/100, 10)
	}
	switch frac := n % 100; {
	case frac == 0:
	case frac%10 == 0:
		b = append(b, '.', byte('0'+frac/10))
	default:
		b = append(b, '.', byte('0'+frac/10), byte('0'+frac%10))
	}
	return b
}

// appendSmall writes a number below a thousand.
func appendSmall(b []byte, n int) []byte {
	switch {
	case n < 10:
		return append(b, byte('0'+n))
	case n < 100:
		return append(b, byte('0'+n/10), byte('0'+n%10))
	}
	return append(b, byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
}
