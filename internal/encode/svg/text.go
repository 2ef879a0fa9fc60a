package svg

import (
	"math"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/scene"
)

// textStyle is what texts have in common.
type textStyle struct {
	family string
	size   float64
	bold   bool
	anchor scene.Anchor
	color  scene.Color
	// tabular switches the font's kerning off, as it was measured.
	tabular bool
}

func styleOf(t *scene.Text) textStyle {
	s := textStyle{size: t.Size, bold: t.Bold, anchor: t.Anchor, color: t.Color, tabular: t.Tabular}
	if t.Font != nil {
		s.family = t.Font.Family()
	}
	return s
}

// fallbacks follow the font that the text was measured in, nearest first: Arial and
// Helvetica have the widths of Liberation Sans.
const fallbacks = "Arial,Helvetica,sans-serif"

// style writes the attributes in which s differs from what is in force.
func (e *encoder) style(s, in textStyle) {
	if s.family != in.family {
		e.buf.WriteString(` font-family="`)
		if s.family != "" {
			e.escape("'" + strings.ReplaceAll(s.family, "'", "") + "',")
		}
		e.buf.WriteString(fallbacks + `"`)
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

func (e *encoder) text(t *scene.Text) {
	if t.String == "" || t.Color.A == 0 {
		return
	}
	e.buf.WriteString("<text")
	if t.Angle == 0 {
		e.attr("x", t.X)
		e.attr("y", t.Y)
	} else {
		e.buf.WriteString(` transform="translate(`)
		e.pair(t.X, t.Y)
		e.buf.WriteString(`)rotate(`)
		e.number(-t.Angle)
		e.buf.WriteString(`)"`)
	}
	e.style(styleOf(t), e.in)
	if len(t.Spans) > 0 || strings.Contains(t.String, "  ") {
		e.buf.WriteString(` xml:space="preserve"`) // or the spaces between parts would go
	}
	e.buf.WriteByte('>')
	if len(t.Spans) == 0 {
		e.escape(t.String)
	} else {
		e.spans(t)
	}
	e.buf.WriteString("</text>\n")
}

// spans writes a text with raised, lowered or emphasised parts. A shift by dy lasts to
// the end of the text, so each part first goes back to the baseline.
func (e *encoder) spans(t *scene.Text) {
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
		if sp.Scale > 0 && sp.Scale != 1 {
			e.attr("font-size", t.Size*sp.Scale)
		}
		if sp.Italic {
			e.buf.WriteString(` font-style="italic"`)
		}
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

// paint writes a colour, with its opacity where it has one.
func (e *encoder) paint(attr string, c scene.Color) {
	const hex = "0123456789abcdef"
	b := append(e.tmp[:0], ' ')
	b = append(b, attr...)
	b = append(b, `="#`...)
	if c.R>>4 == c.R&15 && c.G>>4 == c.G&15 && c.B>>4 == c.B&15 {
		b = append(b, hex[c.R&15], hex[c.G&15], hex[c.B&15])
	} else {
		b = append(b, hex[c.R>>4], hex[c.R&15], hex[c.G>>4], hex[c.G&15], hex[c.B>>4], hex[c.B&15])
	}
	b = append(b, '"')
	if c.A < 255 {
		b = append(b, ' ')
		b = append(b, attr...)
		b = append(b, `-opacity="`...)
		b = strconv.AppendFloat(b, math.Round(float64(c.A)/255*1000)/1000, 'f', -1, 64)
		b = append(b, '"')
	}
	e.tmp = b
	e.buf.Write(b)
}

func (e *encoder) attr(name string, v float64) {
	e.buf.WriteByte(' ')
	e.buf.WriteString(name)
	e.buf.WriteString(`="`)
	e.number(v)
	e.buf.WriteByte('"')
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
	e.tmp = appendNumber(e.tmp[:0], v)
	e.buf.Write(e.tmp)
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
	b = strconv.AppendInt(b, n/100, 10)
	switch frac := n % 100; {
	case frac == 0:
	case frac%10 == 0:
		b = append(b, '.', byte('0'+frac/10))
	default:
		b = append(b, '.', byte('0'+frac/10), byte('0'+frac%10))
	}
	return b
}
