package text

import (
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/seed01309057/heat/internal/scene"
)

// Shaper sets text in real fonts. It remembers what it has set, at no particular
// size, so that trying another size costs nothing. It is not safe for concurrent use.
type Shaper struct {
	fonts     *Fonts
	harfbuzz  shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	paragraph bidi.Paragraph
	faces     map[*Font]*faceState
	owners    map[*font.Face]*Font
	cache     map[cacheKey]shaped
}

// cacheKey is a string with the parts of its style that matter but for the size.
type cacheKey struct {
	s     string
	style Style
}

// shaped is a run in em units.
type shaped struct {
	font    *Font
	text    string // what is seen
	glyphs  []scene.Glyph
	spans   []scene.Span
	width   float64
	missing []rune
}

// faceState is what a shaper keeps of a font: a face may not be shared between
// goroutines, so each shaper makes its own.
type faceState struct {
	face    *font.Face
	numeric [128]numericGlyph // filled on demand
}

type numericGlyph struct {
	known, ok bool
	id        uint32
	advance   float64 // em
}

// NewShaper returns a shaper for a set of fonts. It fails where a font cannot be read.
func NewShaper(fonts *Fonts) (*Shaper, error) {
	if _, err := fonts.face(false, false); err != nil {
		return nil, err
	}
	return &Shaper{fonts: fonts, faces: map[*Font]*faceState{}, owners: map[*font.Face]*Font{}, cache: map[cacheKey]shaped{}}, nil
}

// maxRemembered is the longest string, in bytes, that a shaper keeps. Labels repeat;
// the pieces that a text of a million characters is broken into do not.
const maxRemembered = 256

// Set shapes one line.
func (sh *Shaper) Set(s string, style Style) Run {
	key := cacheKey{s, style}
	key.style.Size = 0
	em, ok := sh.cache[key]
	if !ok {
		em = sh.shape(clean(s), style)
		if len(s) <= maxRemembered {
			sh.cache[key] = em
		}
	}
	f := em.font
	return Run{
		String: em.text, Style: style, Width: em.width * style.Size,
		Ascent: f.ascent * style.Size, Descent: f.descent * style.Size, Cap: f.capHeight * style.Size,
		Missing: em.missing, font: f, glyphs: em.glyphs, spans: em.spans,
	}
}

// shape sets a clean string in em units.
func (sh *Shaper) shape(s string, style Style) shaped {
	f, _ := sh.fonts.face(style.Bold, style.Italic) // NewShaper has tried the regular one
	if style.Tabular {
		if out, ok := sh.state(f).setNumber(f, s); ok {
			return out
		}
	}
	out := shaped{font: f, text: s}
	if !style.Markup {
		sh.shapeSpan(&out, []rune(s), 0, style)
		return out
	}
	spans := parseMarkup(s)
	out.text = ""
	for _, sp := range spans {
		out.text += sp.text
	}
	sh.shapeSpans(&out, spans, style)
	return out
}

// shapeSpans sets the spans of a marked-up string one after the other, in a right to
// left paragraph from the last to the first.
func (sh *Shaper) shapeSpans(out *shaped, spans []span, style Style) {
	starts, total := make([]int, len(spans)), 0
	for i, sp := range spans {
		starts[i] = total
		total += len([]rune(sp.text))
	}
	backwards := direction([]rune(out.text)) == di.DirectionRTL
	for k := range spans {
		i := k
		if backwards {
			i = len(spans) - 1 - k
		}
		sp, st := spans[i], style
		st.Italic = st.Italic || sp.emphasis
		scale, rise := 1.0, 0.0
		switch sp.shift {
		case superscript:
			scale, rise = shiftedSize, superscriptRise
		case subscript:
			scale, rise = shiftedSize, -subscriptDrop
		}
		part := shaped{font: out.font}
		sh.shapeSpan(&part, []rune(sp.text), starts[i], st)
		out.join(&part, scale, rise)
		if scale != 1 || sp.emphasis {
			out.spans = append(out.spans, scene.Span{From: starts[i], To: starts[i] + len([]rune(sp.text)),
				Scale: scale, Rise: rise, Italic: sp.emphasis})
		}
	}
}

// join appends a part at a scale, raised over the baseline.
func (s *shaped) join(part *shaped, scale, rise float64) {
	for _, g := range part.glyphs {
		g.X, g.Y = s.width+float64(g.X*scale), rise+float64(g.Y*scale)
		if scale != 1 {
			g.Scale = scale
		}
		s.glyphs = append(s.glyphs, g)
	}
	s.width += float64(part.width * scale)
	s.missing = append(s.missing, part.missing...)
}

func (sh *Shaper) state(f *Font) *faceState {
	st := sh.faces[f]
	if st == nil {
		st = &faceState{face: font.NewFace(f.font)}
		sh.faces[f], sh.owners[st.face] = st, f
	}
	return st
}

// setNumber is the quick way for numbers: ASCII characters at their own advances,
// which is what shaping without kerning gives for them.
func (st *faceState) setNumber(f *Font, s string) (shaped, bool) {
	out := shaped{font: f, text: s, glyphs: make([]scene.Glyph, 0, len(s))}
	for _, r := range s {
		if r == '\u2212' {
			r = 0x01 // the table's free place for the minus sign
		} else if r >= 128 || r < 32 {
			return out, false
		}
		g := &st.numeric[r]
		if !g.known {
			g.known = true
			want := r
			if r == 0x01 {
				want = '\u2212'
			}
			var gid font.GID
			gid, g.ok = st.face.NominalGlyph(want)
			g.id, g.advance = uint32(gid), float64(st.face.HorizontalAdvance(gid))/f.upem
		}
		if !g.ok {
			return out, false
		}
		out.glyphs = append(out.glyphs, scene.Glyph{ID: g.id, X: out.width, Cluster: len(out.glyphs)})
		out.width += g.advance
	}
	return out, true
}

// noKerning is shared by all tabular text.
var noKerning = []shaping.FontFeature{{Tag: ot.MustNewTag("kern"), Value: 0}}

// shapeSpan shapes a stretch of text, from rune start of its string, and appends it: run
// by run of one direction, one script and one face each, in visual order.
func (sh *Shaper) shapeSpan(out *shaped, runes []rune, start int, style Style) {
	if len(runes) == 0 {
		return
	}
	f, _ := sh.fonts.face(style.Bold, style.Italic)
	state := sh.state(f)
	in := shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: state.face,
		Script: language.Latin, Language: "en",
	}
	if style.Tabular {
		in.FontFeatures = noKerning
	}
	inputs := []shaping.Input{in}
	if !simple(runes) || !sh.covered(state.face, runes) {
		inputs = sh.split(in, faceChoice{sh, f, style})
	}
	for _, run := range inputs {
		sh.shapeRun(out, run, f, start)
	}
}

// shapeRun shapes one run and appends it.
func (sh *Shaper) shapeRun(out *shaped, run shaping.Input, base *Font, start int) {
	owner := sh.owners[run.Face]
	// One em is one font unit grid, so that nothing is rounded to a pixel size.
	run.Size = fixed.I(int(owner.upem))
	scale := 1 / (64 * owner.upem)
	for _, g := range sh.harfbuzz.ShapeNoExtents(run).Glyphs {
		glyph := scene.Glyph{
			ID:      uint32(g.GlyphID),
			X:       out.width + float64(float64(g.XOffset)*scale),
			Y:       float64(g.YOffset) * scale,
			Cluster: start + g.TextIndex(),
		}
		if owner != out.font {
			glyph.Font = owner
		}
		out.glyphs = append(out.glyphs, glyph)
		out.width += float64(float64(g.Advance) * scale)
		if at := g.TextIndex(); g.GlyphID == 0 && at < len(run.Text) {
			out.missing = append(out.missing, run.Text[at])
		}
	}
}

// covered reports whether a face has all characters.
func (sh *Shaper) covered(face *font.Face, runes []rune) bool {
	for _, r := range runes {
		if _, ok := face.NominalGlyph(r); !ok {
			return false
		}
	}
	return true
}

// split parts a text into runs of one direction, script and face, in visual order.
func (sh *Shaper) split(in shaping.Input, faces faceChoice) []shaping.Input {
	var out []shaping.Input
	for _, r := range sh.levels(in.Text) {
		part := in
		part.RunStart, part.RunEnd, part.Direction = r.Start, r.End, di.DirectionLTR
		if r.Level%2 == 1 {
			part.Direction = di.DirectionRTL
		}
		runs := ownSpaces(sh.segmenter.Split(part, faces), in.Face)
		if r.Level%2 == 1 {
			reverse(runs)
		}
		out = append(out, runs...)
	}
	return out
}

// ownSpaces gives the spaces at the end of a run in another face back to the figure's
// own: the segmenter leaves them where they are, and a space of an emoji font is as wide
// as an emoji.
func ownSpaces(runs []shaping.Input, own *font.Face) (out []shaping.Input) {
	for _, run := range runs {
		end := run.RunEnd
		for run.Face != own && end > run.RunStart && run.Text[end-1] == ' ' {
			end--
		}
		spaces := run
		run.RunEnd, spaces.RunStart, spaces.Face = end, end, own
		if run.RunStart < run.RunEnd {
			out = append(out, run)
		}
		if spaces.RunStart < spaces.RunEnd {
			out = append(out, spaces)
		}
	}
	return out
}

// levels are the runs of one embedding level in visual order: rule L2 of the Unicode
// Bidirectional Algorithm, which reverses each stretch of runs of a level or higher,
// from the highest level down to 1.
func (sh *Shaper) levels(text []rune) []bidi.Run {
	found := sh.paragraph.Segment(text, bidi.Neutral)
	runs, highest := make([]bidi.Run, found.NumRuns()), bidi.Level(0)
	for i := range runs {
		runs[i] = found.Run(i)
		highest = max(highest, runs[i].Level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && runs[j].Level >= level {
				j++
			}
			reverse(runs[i:j])
			i = max(i, j-1)
		}
	}
	return runs
}

// simple reports whether the text is all of scripts that need no segmentation:
// Latin, Greek and Cyrillic without combining marks, and punctuation.
func simple(runes []rune) bool {
	for _, r := range runes {
		if r >= 0x0300 && (r < 0x0370 || r > 0x04FF) && (r < 0x2010 || r > 0x22FF || isBidiControl(r)) {
			return false
		}
	}
	return true
}

func isBidiControl(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) }

// direction is that of the first letter: the first-strong rule of the Unicode
// Bidirectional Algorithm (P2 and P3), by script.
func direction(runes []rune) di.Direction {
	for _, r := range runes {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return di.DirectionRTL
		}
		if unicode.IsLetter(r) {
			break
		}
	}
	return di.DirectionLTR
}

func reverse[T any](list []T) {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
}

// faceChoice offers the figure's own face for the characters that it has, and else an
// installed one.
type faceChoice struct {
	sh    *Shaper
	own   *Font
	style Style
}

// ResolveFace returns a face for a character, or the figure's own, with its box for a
// missing glyph, if there is none.
func (c faceChoice) ResolveFace(r rune) *font.Face {
	own := c.sh.state(c.own).face
	if _, ok := own.NominalGlyph(r); ok || c.sh.fonts.Fallback == nil {
		return own
	}
	if f := c.sh.fonts.Fallback.For(r, c.style.Bold, c.style.Italic); f != nil {
		return c.sh.state(f).face
	}
	return own
}
