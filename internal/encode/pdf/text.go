package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/seed01309057/heat/internal/scene"
)

// textState is what is set in or for a text object. The font, its size and the rise outlive
// the object.
type textState struct {
	open    bool
	upright bool  // the matrix is that of a horizontal baseline
	x, y    int64 // of its line, hundredths
	face    *face
	size    int64 // thousandths
	rise    int64 // hundredths
	line    []byte

	clusters []cluster
	runes    []int   // places in a string
	begins   []uint8 // a cluster: 1, or 2 where it has been seen
}

func (e *encoder) endText() {
	if e.text.open {
		e.text.open = false
		e.out = append(e.out, "ET\n"...)
	}
}

// maxSize is the largest em that is drawn, in points.
const maxSize = 1e5

// drawText draws a run.
func (e *encoder) drawText(t *scene.Text) {
	if t.Color.A == 0 || len(t.Glyphs) == 0 || !(t.Size > 0 && t.Size <= maxSize) || !finite(t.X, t.Y, t.Width) || !finite(t.Angle) {
		return
	}
	sin, cos := 0.0, 1.0
	if t.Angle != 0 {
		sin, cos = math.Sincos(float64(t.Angle * (math.Pi / 180)))
	}
	e.measure(t.String)
	e.unfit = e.unfit || len(t.Glyphs) > maxText
	before := float64(t.Anchor.Offset() * t.Width)
	p := placed{t, t.X - float64(before*cos), t.Y + float64(before*sin), sin, cos}
	for i := range t.Glyphs {
		if f := e.face(p.font(i)); f == nil || f.program == nil || !(p.size(i) > 0 && p.size(i) <= maxSize) {
			e.drawOutlines(p)
			return
		}
	}
	e.drawGlyphs(p)
}

// placed is a run and where it begins.
type placed struct {
	*scene.Text
	x, y     float64
	sin, cos float64
}

// size is the em of a glyph.
func (p placed) size(i int) float64 {
	if s := p.Glyphs[i].Scale; s != 0 {
		return float64(s * p.Size)
	}
	return p.Size
}

func (p placed) font(i int) scene.Font {
	if f := p.Glyphs[i].Font; f != nil {
		return f
	}
	return p.Text.Font
}

// slanted reports whether a run is to be tagged as a whole. Readers find the words of a page
// along lines that are level or upright: of a run that is neither, poppler makes pieces of
// one and two letters. What runs from right to left is tagged in other ways, see spell.
func (p placed) slanted() bool {
	return p.String != "" && math.Abs(p.sin*p.cos) > 1e-6 && !strings.ContainsFunc(p.String, rightToLeft)
}

// drawGlyphs shows a run by its fonts.
func (e *encoder) drawGlyphs(p placed) {
	e.startText(p)
	s := show{encoder: e, line: e.text.line[:0]}
	pen := 0.0 // where the text object's next glyph would stand
	whole := p.slanted()
	if whole {
		e.beginSpan(p.String)
	}
	for _, c := range e.spell(p) {
		c.tagged = c.tagged && !whole
		if c.tagged {
			s.flush()
			text := p.String[c.begin:c.end]
			if c.turned {
				text = "" // it follows
			}
			e.beginSpan(text)
		}
		left := pen
		for i := c.from; i < c.to; i++ {
			g := &p.Glyphs[i]
			f := e.face(p.font(i))
			if int64(g.ID) >= int64(f.glyphs) || !finite(g.X, g.Y) {
				continue
			}
			e.unfit = e.unfit || g.ID == 0 // the glyph for characters that the font lacks
			em := s.set(f, p.size(i), g.Y)
			// Distances are in thousandths of the em, and to the left.
			if adjust := math.Round((pen - g.X) / em * 1000); adjust != 0 {
				s.adjust(int64(adjust))
				pen -= float64(adjust*em) / 1000
			}
			s.glyph(g.ID)
			pen += float64(f.width(g.ID)*em) / 1000
		}
		if c.tagged {
			s.flush()
			e.out = append(e.out, "EMC\n"...)
		}
		if c.turned && e.text.face != nil {
			em := float64(e.text.size) / 1000
			s.adjust(int64(math.Round((pen - left) / em * 1000)))
			s.flush()
			width := max(pen-left, p.Size/10)
			e.drawUnseen(p.Size, width, p.String[c.begin:c.end])
			pen = left + width
		}
	}
	s.flush()
	if whole {
		e.out = append(e.out, "EMC\n"...)
	}
	e.text.line = s.line
	e.setRise(0)
}

// beginSpan begins glyphs that stand for a text which is given with them.
func (e *encoder) beginSpan(text string) {
	e.out = append(e.out, "/Span<</ActualText<FEFF"...)
	e.out = append(appendUTF16(e.out, text), ">>>BDC\n"...)
}

// set makes sure of the font, its size and the rise, and returns the em as the document has
// it.
func (s *show) set(f *face, size, rise float64) (em float64) {
	thousandths := max(1, fixed(size, 3))
	if fixed(rise, 2) != s.text.rise {
		s.flush()
		s.setRise(rise)
	}
	if f != s.text.face || thousandths != s.text.size {
		s.flush()
		s.text.face, s.text.size = f, thousandths
		s.out = append(s.out, "/F"...)
		s.fixed(int64(f.number), 0)
		s.fixed(thousandths, 3)
		s.out = append(s.out, "Tf\n"...)
	}
	return float64(thousandths) / 1000
}

// setRise sets how far glyphs stand over the baseline.
func (e *encoder) setRise(rise float64) {
	if r := fixed(rise, 2); r != e.text.rise {
		e.text.rise = r
		e.fixed(r, 2)
		e.out = append(e.out, "Ts\n"...)
	}
}

// startText opens a text object, if there is none, and puts its line at a run's beginning.
func (e *encoder) startText(p placed) {
	if !e.text.open {
		e.out = append(e.out, "BT\n"...)
		e.text.open, e.text.upright = true, false
	}
	e.setFill(p.Color)
	x, y := fixed(p.x, 2), fixed(p.y, 2)
	switch {
	case p.Angle == 0 && e.text.upright:
		e.fixed(x-e.text.x, 2)
		e.fixed(e.text.y-y, 2) // up
		e.out = append(e.out, "Td\n"...)
	case p.Angle == 0:
		e.out = append(e.out, "1 0 0 -1 "...)
		e.fixed(x, 2)
		e.fixed(y, 2)
		e.out = append(e.out, "Tm\n"...)
	default:
		for _, v := range []float64{p.cos, -p.sin, -p.sin, -p.cos} {
			e.fixed(fixed(v, 5), 5)
		}
		e.fixed(x, 2)
		e.fixed(y, 2)
		e.out = append(e.out, "Tm\n"...)
	}
	e.text.upright, e.text.x, e.text.y = p.Angle == 0, x, y
}

// show collects glyphs and the distances between them.
type show struct {
	*encoder
	line     []byte
	open     bool // a string
	adjusted bool
}

func (s *show) glyph(id uint32) {
	if !s.open {
		s.line = append(s.line, '(')
		s.open = true
	}
	s.line = appendEscaped(appendEscaped(s.line, byte(id>>8)), byte(id))
}

func (s *show) adjust(thousandths int64) {
	if s.open {
		s.line = append(s.line, ')')
		s.open = false
	}
	s.line = appendFixed(s.line, thousandths, 0)
	s.adjusted = true
}

// flush writes what is collected.
func (s *show) flush() {
	if len(s.line) == 0 {
		return
	}
	if s.open {
		s.line = append(s.line, ')')
	}
	if s.adjusted {
		s.out = append(s.out, '[')
		s.out = append(append(s.out, s.line...), "]TJ\n"...)
	} else {
		s.out = append(append(s.out, s.line...), "Tj\n"...)
	}
	s.line, s.open, s.adjusted = s.line[:0], false, false
}

// cluster is glyphs next to each other that stand for a piece of the string.
type cluster struct {
	from, to   int  // glyphs
	begin, end int  // bytes of the string
	tagged     bool // the glyphs do not say what they stand for
	turned     bool // they stand for several characters from right to left
}

// spell cuts a run into clusters, in the order of its glyphs, and notes which characters
// glyphs stand for. A cluster of one glyph that stands for the same characters wherever it
// is used needs nothing else. All others are tagged with their text.
//
// Clusters, not the whole run, are tagged because readers expect glyphs from left to right
// and put right to left ones in order themselves. They turn the text of a tag round, too:
// poppler 22 reads a ligature of lam and alef as alef and lam. Such a cluster has an empty
// tag, and its characters follow one by one from left to right, unseen.
func (e *encoder) spell(p placed) []cluster {
	t := &e.text
	t.clusters = t.clusters[:0]
	// The places of runes in the string, and which of them begin a cluster.
	t.runes, t.begins = t.runes[:0], t.begins[:0]
	for at := range p.String {
		t.runes, t.begins = append(t.runes, at), append(t.begins, 0)
	}
	n := len(t.runes)
	t.runes = append(t.runes, len(p.String))
	first := n
	for i := range p.Glyphs {
		if c := p.Glyphs[i].Cluster; c >= 0 && c < n {
			t.begins[c] = 1
			first = min(first, c)
		}
	}
	for i := 0; i < len(p.Glyphs); {
		c := cluster{from: i, to: i + 1, tagged: true}
		at := p.Glyphs[i].Cluster
		for c.to < len(p.Glyphs) && p.Glyphs[c.to].Cluster == at {
			c.to++
		}
		i = c.to
		if at >= 0 && at < n && t.begins[at] == 1 {
			t.begins[at] = 2 // a second cluster of that number stands for nothing
			last := at + 1
			for last < n && t.begins[last] == 0 {
				last++
			}
			if at == first {
				at = 0 // characters without glyphs before the first one go with it
			}
			c.begin, c.end = t.runes[at], t.runes[last]
			e.note(p, &c)
		}
		t.clusters = append(t.clusters, c)
	}
	return t.clusters
}

// note notes what the glyphs of a cluster stand for, as far as they do so one by one.
func (e *encoder) note(p placed, c *cluster) {
	text := p.String[c.begin:c.end]
	c.turned = utf8.RuneCountInString(text) > 1 && strings.ContainsFunc(text, rightToLeft)
	if c.to-c.from == 1 {
		c.tagged = c.turned || !e.face(p.font(c.from)).spells(p.Glyphs[c.from].ID, text)
		return
	}
	// Readers that do not know tags get at least these.
	if utf8.RuneCountInString(text) == c.to-c.from {
		i := c.from
		for _, r := range text {
			e.face(p.font(i)).spells(p.Glyphs[i].ID, string(r))
			i++
		}
	}
}

// rightToLeft reports whether a character is of a script that runs so: what is set aside for
// them in Unicode.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE ||
		r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
}

// drawOutlines draws a run whose fonts cannot all be embedded as paths, with its text beside
// them where nobody sees it.
func (e *encoder) drawOutlines(p placed) {
	for i := range p.Glyphs {
		g, font := &p.Glyphs[i], p.font(i)
		if font == nil || !finite(g.X, g.Y, p.size(i)) {
			continue
		}
		if e.picture(p, i) {
			continue
		}
		size := p.size(i)
		e.outline(font.Outline(g.ID), p.Color, func(pt scene.Point) scene.Point {
			along, up := g.X+float64(pt.X*size), g.Y+float64(pt.Y*size)
			return scene.Point{
				X: p.x + float64(along*p.cos) - float64(up*p.sin),
				Y: p.y - float64(along*p.sin) - float64(up*p.cos),
			}
		})
	}
	if p.String == "" || !(p.Width > 0) {
		return
	}
	e.startText(p)
	clusters := e.spell(p)
	for _, c := range clusters {
		e.drawUnseen(p.Size, p.Width/float64(len(clusters)), p.String[c.begin:c.end])
	}
}

// drawUnseen sets a cluster's text in a way that paints nothing and is as wide as the
// cluster: in characters of a font that every reader has, tagged with the text, or with
// its characters one by one from left to right.
func (e *encoder) drawUnseen(size, width float64, text string) {
	if e.unseen == 0 {
		e.unseen = e.file.reserve()
		e.file.object(e.unseen, []byte("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"))
	}
	pieces := []string{text}
	if strings.ContainsFunc(text, rightToLeft) {
		pieces = strings.Split(text, "")
		slices.Reverse(pieces)
	}
	e.out = append(e.out, "/U "...)
	e.fixed(fixed(size, 3), 3)
	const widthOfX = 0.5 // em
	e.out = append(e.out, "Tf 3 Tr "...)
	e.number(width/(widthOfX*size*float64(max(1, len(pieces))))*100, 2)
	e.out = append(e.out, " Tz\n"...)
	for _, piece := range pieces {
		e.beginSpan(piece)
		e.out = append(e.out, "(x)Tj EMC\n"...)
	}
	e.out = append(e.out, "0 Tr 100 Tz\n"...)
	e.text.face = nil
}
