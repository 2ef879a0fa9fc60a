package svg

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"math"
	"strings"
	"unicode"

	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/subset"
)

// way is how one text is written.
type way uint8

const (
	asPlain    way = iota // <text> in whatever font the viewer has
	asEmbedded            // <text> in embedded fonts, each character its glyph
	asOutline             // outlines
)

// fonts are the faces that a scene uses.
type fonts struct {
	of    map[scene.Font]*face
	order []*face // as they were met
	used  []*face // those that are embedded
	ways  []way   // of all texts that are shown, in painting order
	at    int     // the next of them

	last struct { // most texts are of one face
		font scene.Font
		face *face
	}
}

// face is a font and the characters that texts show by it.
type face struct {
	program  *subset.Font // nil: it cannot be embedded
	upem     float64
	advances []float64         // in em, of glyphs that were asked for; else 0
	pictures scene.PictureFont // nil: it has none
	glyphs   map[rune]uint32   // of characters; those of ASCII are in ascii
	ascii    [128]int64        // glyph + 1, 0 where there is none yet
	bold     bool              // it stands in bold text, or in italic text, so that a
	italic   bool              // viewer must not embolden or slant it further
	woff     []byte
	name     string // of the embedded font
	families string
}

func (fs *fonts) add(font scene.Font, f *face) {
	if fs.of == nil {
		fs.of = map[scene.Font]*face{}
	}
	fs.of[font] = f
	fs.order = append(fs.order, f)
}

// face returns the face of a font, opened, nil for none.
func (fs *fonts) face(font scene.Font) *face {
	if font == nil {
		return nil
	}
	if fs.last.face != nil && fs.last.font == font {
		return fs.last.face
	}
	f := fs.of[font]
	if f == nil {
		f = openFace(font)
		fs.add(font, f)
	}
	fs.last.font, fs.last.face = font, f
	return f
}

func openFace(font scene.Font) *face {
	f := &face{glyphs: map[rune]uint32{}}
	f.pictures, _ = font.(scene.PictureFont)
	file, ok := font.(scene.FontFile)
	if !ok {
		return f
	}
	program, err := subset.Open(file.File())
	if err != nil || program.Permission() != nil {
		return f // its text is drawn as outlines
	}
	f.program, f.upem = program, float64(program.Info().UnitsPerEm)
	f.advances = make([]float64, program.Info().Glyphs)
	return f
}

// glyph returns the glyph that stands for a character throughout the file.
func (f *face) glyph(r rune) (id uint32, ok bool) {
	if r < 128 {
		return uint32(f.ascii[r] - 1), f.ascii[r] > 0
	}
	id, ok = f.glyphs[r]
	return id, ok
}

// take makes a glyph stand for a character; false: another one does.
func (f *face) take(r rune, id uint32) bool {
	if old, ok := f.glyph(r); ok {
		return old == id
	}
	if r < 128 {
		f.ascii[r] = int64(id) + 1
	} else {
		f.glyphs[r] = id
	}
	return true
}

// advance is that of a glyph in em.
func (f *face) advance(id uint32) float64 {
	if int64(id) >= int64(len(f.advances)) {
		return 0
	}
	if f.advances[id] == 0 {
		f.advances[id] = float64(f.program.Advance(id)) / f.upem
	}
	return f.advances[id]
}

// survey decides how each text is written, before any is: embedded fonts come first, and
// their names depend on all that is in them.
func (e *encoder) survey(items []scene.Item) {
	if e.mode == Plain {
		return
	}
	for {
		e.fonts.ways, e.counts = e.fonts.ways[:0], nil
		e.surveyItems(items)
		if e.mode == Outline || e.makeFonts() {
			return
		}
	}
}

func (e *encoder) surveyItems(items []scene.Item) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Group:
			e.surveyItems(it.Items)
		case *scene.Text:
			if !shown(it) {
				continue
			}
			w := asPlain
			switch {
			case len(it.Glyphs) == 0 || !drawable(it): // and there are none to be drawn
			case e.mode == Embed && e.fonts.spell(it):
				w = asEmbedded
			default:
				w = asOutline
				e.count(it)
			}
			e.fonts.ways = append(e.fonts.ways, w)
		}
	}
}

// next is the way of the text that is next in painting order.
func (e *encoder) next() way {
	if e.mode == Plain {
		return asPlain
	}
	e.fonts.at++
	return e.fonts.ways[e.fonts.at-1]
}

// drawable reports whether a text is anywhere, and large enough to be seen.
func drawable(t *scene.Text) bool {
	const most = 1e6 // points
	for _, v := range [...]float64{t.X, t.Y, t.Width, t.Angle, t.Size} {
		if !(math.Abs(v) <= most) {
			return false
		}
	}
	return t.Size >= 0.01
}

// spell reports whether a viewer that sets the text character by character, from left to
// right, draws the glyphs that were measured. If so, the text's glyphs are embedded.
func (fs *fonts) spell(t *scene.Text) bool {
	n, span := 0, 0
	known := len(t.Spans) == 0 // all of it is embedded already
	for _, r := range t.String {
		if n == len(t.Glyphs) || r >= 0x300 && !standsAlone(r) {
			return false
		}
		g := &t.Glyphs[n]
		f := fs.face(fontOf(t, g))
		if g.Cluster != n || f == nil || f.program == nil || g.ID == 0 {
			return false
		}
		id, ok := f.glyph(r)
		if ok && id != g.ID {
			return false
		}
		known = known && ok && f.bold == t.Bold
		if f.pictures != nil && r >= 0x2000 && f.pictures.Picture(g.ID) != nil {
			return false
		}
		sp, _ := spanAt(t, n, &span)
		if !near(g.Y, sp.Rise, t.Size) || g.Scale != 0 && g.Scale != sp.Scale {
			return false
		}
		n++
	}
	return n == len(t.Glyphs) && (known || fs.note(t))
}

// note embeds the glyphs of a text; false: one of them stands for two characters' places.
func (fs *fonts) note(t *scene.Text) bool {
	n, span := 0, 0
	for _, r := range t.String {
		g := &t.Glyphs[n]
		f := fs.face(fontOf(t, g))
		if !f.take(r, g.ID) {
			return false
		}
		f.bold = f.bold || t.Bold
		if sp, in := spanAt(t, n, &span); in && sp.Italic {
			f.italic = true
		}
		n++
	}
	return true
}

func fontOf(t *scene.Text, g *scene.Glyph) scene.Font {
	if g.Font != nil {
		return g.Font
	}
	return t.Font
}

// spanAt returns the span that has rune i; at is the place in the list, kept between calls.
func spanAt(t *scene.Text, i int, at *int) (sp scene.Span, in bool) {
	for *at < len(t.Spans) && t.Spans[*at].To <= i {
		*at++
	}
	if *at < len(t.Spans) && t.Spans[*at].From <= i {
		return t.Spans[*at], true
	}
	return scene.Span{}, false
}

func near(a, b, size float64) bool { return math.Abs(a-b) <= size/1000 }

// standsAlone reports whether a character looks the same whatever is beside it, and goes
// from left to right. Marks are placed by the font's tables, which are not embedded.
func standsAlone(r rune) bool {
	return !rightToLeft(r) && !unicode.In(r, unicode.M, unicode.Cf, unicode.Co)
}

// rightToLeft reports whether a character is of a script that runs so: what is set aside
// for them in Unicode.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFE ||
		r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
}

// makeFonts cuts the fonts; false: one could not be cut and is not to be used.
func (e *encoder) makeFonts() bool {
	e.fonts.used = e.fonts.used[:0]
	var packer subset.Packer
	for _, f := range e.fonts.order {
		glyphs := map[rune]uint32{}
		for r, id := range f.glyphs {
			glyphs[r] = id
		}
		for r, id := range f.ascii {
			if id > 0 {
				glyphs[rune(r)] = uint32(id - 1)
			}
		}
		if len(glyphs) == 0 || f.program == nil {
			continue
		}
		woff, err := packer.WebFont(f.program, glyphs)
		if err != nil {
			f.program = nil // malformed where it was not looked at before: outlines
			return false
		}
		f.woff = woff
		e.fonts.used = append(e.fonts.used, f)
	}
	for _, f := range e.fonts.used {
		style := byte(0)
		if f.bold {
			style++
		}
		if f.italic {
			style += 2
		}
		f.name = "heat-" + contentName(append([]byte{style}, f.woff...), 8)
	}
	return true
}

// contentName is a name of n letters and digits that depends on content alone.
func contentName(content []byte, n int) string {
	sum := sha256.Sum256(content)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:n]
}

// fontFaces writes the embedded fonts. No viewer has a font of such a name, so those that
// do not load them go on to the next in the list.
func (e *encoder) fontFaces() {
	if len(e.fonts.used) == 0 {
		return
	}
	e.buf.WriteString("<style>\n")
	for _, f := range e.fonts.used {
		e.buf.WriteString("@font-face{font-family:" + f.name)
		if f.bold {
			e.buf.WriteString(";font-weight:bold")
		}
		if f.italic {
			e.buf.WriteString(";font-style:italic")
		}
		e.buf.WriteString(";src:url(data:font/woff;base64,")
		e.base64(f.woff)
		e.buf.WriteString(")format(\"woff\")}\n")
	}
	e.buf.WriteString("</style>\n")
}

func (e *encoder) base64(data []byte) {
	e.buf = base64.StdEncoding.AppendEncode(e.buf, data)
}

// piece is a part of a text in one face and one span.
type piece struct {
	from, to int // runes
	font     scene.Font
	span     scene.Span
}

// pieces writes a text in embedded fonts, from its last attribute on. Where a glyph does
// not stand at the end of the one before, as kerning has it, dx says by how much. librsvg
// ignores lists of dx, and kerns by the installed font's tables.
func (e *encoder) pieces(t *scene.Text) {
	if p := (piece{to: len(t.Glyphs), font: t.Font}); len(t.Spans) == 0 && oneFont(t) {
		pen := 0.0
		e.shifts(t, p, &pen)
		e.buf.WriteByte('>')
		e.escape(t.String)
		return
	}
	e.buf.WriteByte('>')
	runes, pen, rise, at := []rune(t.String), 0.0, 0.0, 0
	for i := 0; i < len(runes); {
		p := piece{from: i, font: fontOf(t, &t.Glyphs[i])}
		p.span, _ = spanAt(t, i, &at)
		for i < len(runes) && fontOf(t, &t.Glyphs[i]) == p.font {
			if sp, _ := spanAt(t, i, &at); sp != p.span {
				break
			}
			i++
		}
		p.to = i
		e.buf.WriteString("<tspan")
		e.shifts(t, p, &pen)
		if p.span.Rise != rise {
			e.attr("dy", rise-p.span.Rise)
			rise = p.span.Rise
		}
		if p.font != t.Font {
			e.family(e.families(p.font))
		}
		e.spanStyle(t, p.span)
		e.buf.WriteByte('>')
		e.escape(string(runes[p.from:p.to]))
		e.buf.WriteString("</tspan>")
	}
}

func oneFont(t *scene.Text) bool {
	for i := range t.Glyphs {
		if t.Glyphs[i].Font != nil && t.Glyphs[i].Font != t.Font {
			return false
		}
	}
	return true
}

// shifts writes dx for a piece, if it needs any. pen is where the viewer's next glyph
// stands.
func (e *encoder) shifts(t *scene.Text, p piece, pen *float64) {
	f := e.fonts.face(p.font)
	em := t.Size
	if p.span.Scale > 0 {
		em = float64(em * p.span.Scale)
	}
	list := e.tmp[:0]
	at := p.from // how many characters the list says something about
	for i := p.from; i < p.to; i++ {
		g := &t.Glyphs[i]
		if d := hundredths(g.X - *pen); d != 0 {
			for ; at < i; at++ {
				list = append(list, "0 "...)
			}
			v := float64(d) / 100
			list = append(appendNumber(list, v), ' ')
			at = i + 1
			*pen += v
		}
		*pen += float64(f.advance(g.ID) * em)
	}
	e.tmp = list
	if len(list) > 0 {
		e.buf.WriteString(` dx="`)
		e.buf.Write(list[:len(list)-1])
		e.buf.WriteByte('"')
	}
}
