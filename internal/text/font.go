package text

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"

	"github.com/seed01309057/heat/internal/scene"
)

// Font is one parsed face. It implements scene.Font and is safe for concurrent use.
type Font struct {
	data   []byte
	index  int // of the face in a collection
	family string
	bold   bool
	upem   float64
	font   *font.Font
	whole  func() *font.Font // the font with what font lacks for text with marks; nil: it lacks nothing

	// Heights over the baseline in em; descent is positive downwards.
	ascent, descent, capHeight float64

	spare atomic.Pointer[font.Face] // for the first shaper, from measuring

	mu       sync.Mutex  // guards what follows
	face     *font.Face  // for outlines and pictures, made when first needed
	lazy     *lazyGlyphs // nil: face has the outlines
	outlines map[uint32][]scene.Segment
	pictures map[uint32]*scene.Picture
	inks     map[uint32]ink
}

// maxFontBytes bounds a font file: the largest pan-CJK faces are about 20 MiB.
const maxFontBytes = 64 << 20

// ParseFont reads a TrueType or OpenType font, or the first face of a collection. The
// data must not be changed afterwards. It never panics, whatever the bytes.
func ParseFont(data []byte) (*Font, error) { return ParseFace(data, 0) }

// ParseFace is ParseFont for one face of a collection.
func ParseFace(data []byte, index int) (*Font, error) { return parseFace(data, index, false) }

// parseFace reads a face; a light one parts with what text without marks does not need,
// until there is such text.
func parseFace(data []byte, index int, light bool) (f *Font, err error) {
	defer mendPanic(&f, &err)
	if len(data) > maxFontBytes {
		return nil, fmt.Errorf("font of %d bytes; the limit is %d", len(data), maxFontBytes)
	}
	glyphs := newLazyGlyphs(data)
	parsed, err := parseTables(data, index, glyphs != nil, light)
	if err != nil {
		return nil, err
	}
	desc := parsed.Describe()
	upem := float64(parsed.Upem())
	if upem <= 0 {
		return nil, errors.New("malformed font: no units per em")
	}
	f = &Font{
		data:     data,
		index:    index,
		family:   desc.Family,
		bold:     desc.Aspect.Weight >= font.WeightSemibold,
		upem:     upem,
		font:     parsed,
		lazy:     glyphs,
		outlines: map[uint32][]scene.Segment{},
	}
	if light {
		f.whole = sync.OnceValue(func() *font.Font {
			if whole, err := parseTables(data, index, glyphs != nil, false); err == nil {
				return whole
			}
			return parsed
		})
	}
	f.measure()
	return f, nil
}

// mendPanic makes an error of a panic. The parsers are not ours and have panicked on
// hostile tables before; a font that breaks one is a malformed font, not a reason to stop
// the program.
func mendPanic[T any](result **T, err *error) {
	if p := recover(); p != nil {
		*result, *err = nil, fmt.Errorf("malformed font: %v", p)
	}
}

// parseTables has the shaping library read a face.
func parseTables(data []byte, index int, lazy, light bool) (f *font.Font, err error) {
	defer mendPanic(&f, &err)
	resource := font.Resource(bytes.NewReader(data))
	if lazy {
		hidden := hideTables(data, "loca", "glyf", "post")
		if light {
			hidden.hideAttachments()
		}
		resource = hidden.resource()
	}
	faces, err := ot.NewLoaders(resource)
	if err != nil {
		return nil, fmt.Errorf("not a TrueType or OpenType font: %w", err)
	}
	if index < 0 || index >= len(faces) {
		return nil, fmt.Errorf("no face %d in a font file of %d", index, len(faces))
	}
	if f, err = font.NewFont(faces[index]); err != nil {
		return nil, fmt.Errorf("not a TrueType or OpenType font: %w", err)
	}
	return f, nil
}

// library is the face for outlines and pictures; the caller holds mu.
func (f *Font) library() *font.Face {
	if f.face == nil {
		f.face = font.NewFace(f.font)
	}
	return f.face
}

// maxExtent is the most, in em, that a font may claim over or under its baseline to be
// believed: the highest that are sold, for Nastaliq, have 2.
const maxExtent = 4

// measure reads the line metrics, with the usual proportions where a font has none.
func (f *Font) measure() {
	f.ascent, f.descent, f.capHeight = 0.9, 0.22, 0.7
	face := font.NewFace(f.font)
	f.spare.Store(face)
	if ext, ok := face.FontHExtents(); ok && ext.Ascender > 0 {
		ascent, descent := float64(ext.Ascender)/f.upem, -float64(ext.Descender)/f.upem
		if ascent <= maxExtent && descent >= 0 && descent <= maxExtent {
			f.ascent, f.descent = ascent, descent
		}
	}
	if h := float64(face.LineMetric(font.CapHeight)) / f.upem; h > 0.3 && h < 1.2 {
		f.capHeight = h
	}
}

// Family is the family's name as the font states it.
func (f *Font) Family() string { return f.family }

// Bold says whether the face is semibold or heavier.
func (f *Font) Bold() bool { return f.bold }

// File returns the font program and the index of the face in it.
func (f *Font) File() (data []byte, face int) { return f.data, f.index }

// Outline returns a glyph's outline in em units, y up.
func (f *Font) Outline(id uint32) []scene.Segment {
	f.mu.Lock()
	defer f.mu.Unlock()
	if segs, ok := f.outlines[id]; ok {
		return segs
	}
	segs := f.load(id)
	f.outlines[id] = segs
	return segs
}

// ink is how far a glyph's ink reaches, in em from its origin, y up.
type ink struct {
	any                      bool
	top, bottom, left, right float64
}

// ink returns the extents of a glyph: of its outline, or of its picture.
func (f *Font) ink(id uint32) ink {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.inks[id]; ok {
		return known
	}
	segs, ok := f.outlines[id]
	if !ok {
		segs = f.load(id)
		f.outlines[id] = segs
	}
	found := inkOf(segs)
	if !found.any {
		found = f.pictureInk(id)
	}
	if f.inks == nil {
		f.inks = map[uint32]ink{}
	}
	f.inks[id] = found
	return found
}

// inkOf is the reach of an outline's points. Control points may lie a little outside of
// the curve.
func inkOf(segs []scene.Segment) (found ink) {
	found.top, found.bottom, found.left, found.right = math.Inf(-1), math.Inf(1), math.Inf(1), math.Inf(-1)
	for _, s := range segs {
		for _, p := range s.P[:[...]int{scene.MoveTo: 1, scene.LineTo: 1, scene.QuadTo: 2, scene.CubeTo: 3}[s.Op]] {
			found.any, found.top, found.bottom = true, max(found.top, p.Y), min(found.bottom, p.Y)
			found.left, found.right = min(found.left, p.X), max(found.right, p.X)
		}
	}
	return found
}

func (f *Font) load(id uint32) (segs []scene.Segment) {
	defer func() {
		if recover() != nil { // a hostile glyph table: no ink
			segs = nil
		}
	}()
	if f.lazy != nil {
		return f.lazy.outline(id, f.upem)
	}
	outline, ok := f.library().GlyphDataOutline(font.GID(id))
	if !ok {
		return nil
	}
	segs = make([]scene.Segment, 0, len(outline.Segments))
	for _, s := range outline.Segments {
		var seg scene.Segment
		switch s.Op {
		case ot.SegmentOpMoveTo:
			seg.Op = scene.MoveTo
		case ot.SegmentOpLineTo:
			seg.Op = scene.LineTo
		case ot.SegmentOpQuadTo:
			seg.Op = scene.QuadTo
		case ot.SegmentOpCubeTo:
			seg.Op = scene.CubeTo
		}
		for i, p := range s.ArgsSlice() {
			seg.P[i] = scene.Point{X: float64(p.X) / f.upem, Y: float64(p.Y) / f.upem}
		}
		segs = append(segs, seg)
	}
	return segs
}
