package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	faces     map[faceKey]*faceState
	owners    map[*font.Face]*faceState
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
	// How far ink reaches over the font's own ascent and descent: a font of the machine may
	// be higher than the figure's, and marks may stand on each other.
	over, under float64
}

// faceKey is a font, and whether it is needed whole.
type faceKey struct {
	font  *Font
	whole bool
}

// faceState is what a shaper keeps of a font: a face may not be shared between
// goroutines, so each shaper makes its own.
type faceState struct {
	owner   *Font
	face    *font.Face
	broken  bool              // its tables cannot be shaped with
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
	return &Shaper{fonts: fonts, faces: map[faceKey]*faceState{}, owners: map[*font.Face]*faceState{}, cache: map[cacheKey]shaped{}}, nil
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
	return em.run(style)
}

// setSpans sets a line of spans. One that is plain is remembered like any other.
func (sh *Shaper) setSpans(spans []span, style Style) Run {
	style.Markup = false
	switch {
	case len(spans) == 0:
		return sh.Set("", style)
	case len(spans) == 1 && spans[0].shift == onBaseline && !spans[0].emphasis:
		return sh.Set(spans[0].text, style)
	}
	f, _ := sh.fonts.face(style.Bold, style.Italic)
	out := shaped{font: f}
	sh.shapeSpans(&out, spans, style)
	out.reach()
	return out.run(style)
}

// run is the text at the size of a style.
func (s *shaped) run(style Style) Run {
	f := s.font
	return Run{
		String: s.text, Style: style, Width: s.width * style.Size,
		Ascent: (f.ascent + s.over) * style.Size, Descent: (f.descent + s.under) * style.Size, Cap: f.capHeight * style.Size,
		Missing: s.missing, font: f, glyphs: s.glyphs, spans: s.spans,
	}
}

// shape sets a clean string in em units.
func (sh *Shaper) shape(s string, style Style) shaped {
	f, _ := sh.fonts.face(style.Bold, style.Italic) // NewShaper has tried the regular one
	if style.Tabular {
		if out, ok := sh.state(f, false).setNumber(f, s); ok {
			return out
		}
	}
	out := shaped{font: f, text: s}
	if style.Markup {
		sh.shapeSpans(&out, parseMarkup(s), style)
	} else {
		sh.shapeSpan(&out, []rune(s), 0, style)
	}
	out.reach()
	return out
}

// shapeSpans sets the spans of a marked-up string one after the other, in a right to
// left paragraph from the last to the first.
func (sh *Shaper) shapeSpans(out *shaped, spans []span, style Style) {
	starts, total := make([]int, len(spans)), 0
	var all strings.Builder
	for i, sp := range spans {
		starts[i] = total
		total += utf8.RuneCountInString(sp.text)
		all.WriteString(sp.text)
	}
	out.text = all.String()
	fromRight := backwards([]rune(out.text))
	for k := range spans {
		i := k
		if fromRight {
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

// reach finds how far the ink of a text reaches out of its line, and makes room at its
// ends for what reaches far out of them: marks that are wider than their letter. What
// letters hang over in any text, such as a j at the start, stays as type is made.
func (s *shaped) reach() {
	left, right := 0.0, s.width
	kept := s.glyphs[:0]
	for _, g := range s.glyphs {
		f, scale := s.font, 1.0
		if own, ok := g.Font.(*Font); ok {
			f = own
		}
		if g.Scale != 0 {
			scale = g.Scale
		}
		if ink := f.ink(g.ID); ink.any {
			over, under := g.Y+float64(ink.top*scale)-s.font.ascent, -g.Y-float64(ink.bottom*scale)-s.font.descent
			if max(over, under) > maxReach {
				continue
			}
			s.over, s.under = max(s.over, over), max(s.under, under)
			left = min(left, g.X+float64(ink.left*scale))
			right = max(right, g.X+float64(ink.right*scale))
		}
		kept = append(kept, g)
	}
	s.glyphs = kept
	if right-s.width > overhang {
		s.width = right
	}
	if -left > overhang {
		for i := range s.glyphs {
			s.glyphs[i].X -= left
		}
		s.width -= left
	}
}

// maxReach is how far, in em, ink may reach out of a line. Marks of all living languages
// do with less; those that somebody has heaped on a letter by the hundred are left out
// from there on.
const maxReach = 1

// overhang is how far, in em, ink may reach out of the ends of a text without being given
// room: that of letters in Liberation Sans is up to 0.06. Texts stand far further apart.
const overhang = 1.0 / 16

// state returns a shaper's face of a font; the whole one is for text with marks.
func (sh *Shaper) state(f *Font, whole bool) *faceState {
	key := faceKey{f, whole && f.whole != nil}
	st := sh.faces[key]
	if st == nil {
		st = &faceState{owner: f}
		if key.whole {
			st.face = font.NewFace(f.whole())
		} else if st.face = f.spare.Swap(nil); st.face == nil {
			st.face = font.NewFace(f.font)
		}
		sh.faces[key], sh.owners[st.face] = st, st
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
			var advance float64
			g.id, advance = st.nominal(want)
			g.ok, g.advance = g.id != 0, advance/f.upem
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
	whole := marked(runes)
	state := sh.state(f, whole)
	in := shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: state.face,
		Script: language.Latin, Language: "en",
	}
	if style.Tabular {
		in.FontFeatures = noKerning
	}
	inputs := []shaping.Input{in}
	if !simple(runes) || !state.covered(runes) {
		inputs = sh.split(in, faceChoice{sh, f, style, whole})
	}
	for _, run := range inputs {
		sh.shapeRun(out, run, f, start)
	}
}

// shapeRun shapes one run and appends it.
func (sh *Shaper) shapeRun(out *shaped, run shaping.Input, base *Font, start int) {
	owner := sh.owners[run.Face].owner
	// One em is one font unit grid, so that nothing is rounded to a pixel size.
	run.Size = fixed.I(int(owner.upem))
	scale := 1 / (64 * owner.upem)
	for _, g := range sh.glyphs(run) {
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

// glyphs shapes a run. The library trusts the tables of a font and stops where they lie; a
// font that does that to it is set without it, character by character.
func (sh *Shaper) glyphs(run shaping.Input) (glyphs []shaping.Glyph) {
	st := sh.owners[run.Face]
	if !st.broken {
		defer func() {
			if recover() != nil {
				st.broken, sh.harfbuzz = true, shaping.HarfbuzzShaper{} // it may hold half a text
				glyphs = st.unshaped(run)
			}
		}()
		return sh.harfbuzz.ShapeNoExtents(run).Glyphs
	}
	return st.unshaped(run)
}

// unshaped are the glyphs of a run's characters at their own advances.
func (st *faceState) unshaped(run shaping.Input) (glyphs []shaping.Glyph) {
	for i := run.RunStart; i < run.RunEnd; i++ {
		id, advance := st.nominal(run.Text[i])
		//lint:ignore SA1019 what is deprecated is to read it; nothing else sets it
		glyphs = append(glyphs, shaping.Glyph{GlyphID: font.GID(id), Advance: fixed.Int26_6(advance * 64), ClusterIndex: i})
	}
	if run.Direction == di.DirectionRTL {
		reverse(glyphs)
	}
	return glyphs
}

// nominal is a character's glyph and its advance in font units; the glyph for what is
// missing where the font cannot tell.
func (st *faceState) nominal(r rune) (id uint32, advance float64) {
	defer func() {
		if recover() != nil {
			id, advance = 0, 0
		}
	}()
	gid, _ := st.face.NominalGlyph(r)
	return uint32(gid), float64(st.face.HorizontalAdvance(gid))
}

// covered reports whether a face has all characters.
func (st *faceState) covered(runes []rune) (all bool) {
	defer func() {
		if recover() != nil {
			all = false
		}
	}()
	for _, r := range runes {
		if _, ok := st.face.NominalGlyph(r); !ok {
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

// backwards reports whether a text is written right to left, by its first letter or
// direction mark: rules P2 and P3 of the Unicode Bidirectional Algorithm.
func backwards(runes []rune) bool {
	for _, r := range runes {
		if r == rightToLeft || unicode.In(r, rightToLeftScripts...) {
			return true
		}
		if unicode.IsLetter(r) || r == '\u200e' {
			break
		}
	}
	return false
}

// rightToLeftScripts are those that are in use today.
var rightToLeftScripts = []*unicode.RangeTable{
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan,
	unicode.Mandaic, unicode.Adlam, unicode.Hanifi_Rohingya,
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
	whole bool
}

// ResolveFace returns a face for a character, or the figure's own, with its box for a
// missing glyph, if there is none.
func (c faceChoice) ResolveFace(r rune) *font.Face {
	state := c.sh.state(c.own, c.whole)
	own := state.face
	if state.covered([]rune{r}) || c.sh.fonts.Fallback == nil {
		return own
	}
	if f := c.sh.fonts.Fallback.For(r, c.style.Bold, c.style.Italic); f != nil {
		return c.sh.state(f, c.whole).face
	}
	return own
}
