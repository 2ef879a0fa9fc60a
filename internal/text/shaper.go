package text

import (
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/seed01309057/heat/internal/scene"
)

// Shaper sets text in real fonts. It remembers what it has set, at no particular
// size, so that trying another size costs nothing.
type Shaper struct {
	fonts     *Fonts
	harfbuzz  shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	faces     map[*Font]*faceState
	cache     map[cacheKey]shaped
}

type cacheKey struct {
	s             string
	bold, tabular bool
}

// shaped is a run in em units.
type shaped struct {
	font    *Font
	glyphs  []scene.Glyph
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
	if _, err := fonts.face(false); err != nil {
		return nil, err
	}
	return &Shaper{fonts: fonts, faces: map[*Font]*faceState{}, cache: map[cacheKey]shaped{}}, nil
}

// Set shapes one line.
func (sh *Shaper) Set(s string, style Style) Run {
	key := cacheKey{s, style.Bold, style.Tabular}
	em, ok := sh.cache[key]
	if !ok {
		key.s = clean(s)
		em = sh.shape(key.s, style)
		sh.cache[cacheKey{s, style.Bold, style.Tabular}] = em
	}
	f := em.font
	return Run{
		String: clean(s), Style: style, Width: em.width * style.Size,
		Ascent: f.ascent * style.Size, Descent: f.descent * style.Size, Cap: f.capHeight * style.Size,
		Missing: em.missing, font: f, glyphs: em.glyphs,
	}
}

// shape sets a clean string in em units.
func (sh *Shaper) shape(s string, style Style) shaped {
	f, err := sh.fonts.face(style.Bold)
	if err != nil { // the bold face of the set is unreadable: the regular one was checked
		f, _ = sh.fonts.face(false)
	}
	state := sh.state(f)
	if style.Tabular {
		if out, ok := state.setNumber(f, s); ok {
			return out
		}
	}
	return sh.shapeRuns(f, state, s, style)
}

func (sh *Shaper) state(f *Font) *faceState {
	st := sh.faces[f]
	if st == nil {
		st = &faceState{face: font.NewFace(f.font)}
		sh.faces[f] = st
	}
	return st
}

// setNumber is the quick way for numbers: ASCII characters at their own advances,
// which is what shaping without kerning gives for them.
func (st *faceState) setNumber(f *Font, s string) (shaped, bool) {
	out := shaped{font: f, glyphs: make([]scene.Glyph, 0, len(s))}
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

// shapeRuns shapes a string run by run: one script and one direction each, put in
// visual order.
func (sh *Shaper) shapeRuns(f *Font, st *faceState, s string, style Style) shaped {
	out := shaped{font: f}
	runes := []rune(s)
	if len(runes) == 0 {
		return out
	}
	in := shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction(runes), Face: st.face,
		// One em is one font unit grid, so that nothing is rounded to a pixel size.
		Size: fixed.I(int(f.upem)), Script: language.Latin, Language: "en",
	}
	if style.Tabular {
		in.FontFeatures = noKerning
	}
	inputs := []shaping.Input{in}
	if !simple(runes) {
		inputs = visual(sh.segmenter.Split(in, singleFace{st.face}), in.Direction)
	}
	scale := 1 / (64 * f.upem)
	for _, run := range inputs {
		res := sh.harfbuzz.ShapeNoExtents(run)
		for _, g := range res.Glyphs {
			out.glyphs = append(out.glyphs, scene.Glyph{
				ID: uint32(g.GlyphID),
				X:  out.width + float64(float64(g.XOffset)*scale),
				Y:  float64(g.YOffset) * scale,

				Cluster: g.TextIndex(),
			})
			out.width += float64(float64(g.Advance) * scale)
			if g.GlyphID == 0 && g.TextIndex() < len(runes) {
				out.missing = append(out.missing, runes[g.TextIndex()])
			}
		}
	}
	return out
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

// visual puts runs in the order in which they stand on the line: within a left to
// right paragraph each stretch of right to left runs is reversed; in a right to left
// one, everything is reversed and then each stretch of left to right runs.
func visual(runs []shaping.Input, base di.Direction) []shaping.Input {
	if base == di.DirectionRTL {
		reverse(runs)
	}
	for i := 0; i < len(runs); {
		j := i
		for j < len(runs) && runs[j].Direction != base {
			j++
		}
		reverse(runs[i:j])
		i = max(j, i+1)
	}
	return runs
}

func reverse(runs []shaping.Input) {
	for i, j := 0, len(runs)-1; i < j; i, j = i+1, j-1 {
		runs[i], runs[j] = runs[j], runs[i]
	}
}

// singleFace offers one face for every character.
type singleFace struct{ face *font.Face }

func (s singleFace) ResolveFace(rune) *font.Face { return s.face }
