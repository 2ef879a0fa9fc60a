package text

import (
	"encoding/binary"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/seed01309057/heat/internal/scene"
)

// lazyGlyphs reads the outlines of a plain TrueType font one by one. The shaping
// library reads all outlines of a font at once, 2,600 in each built-in face, which
// took a third of the time of a small figure; a figure needs about fifty.
type lazyGlyphs struct {
	font *sfnt.Font
	buf  sfnt.Buffer
}

// newLazyGlyphs returns nil for fonts that are not plain TrueType: their outlines come
// from the shaping library.
func newLazyGlyphs(data []byte) *lazyGlyphs {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
		return nil
	}
	if tableEntry(data, "glyf") < 0 || tableEntry(data, "loca") < 0 || tableEntry(data, "fvar") >= 0 || tableEntry(data, "CFF ") >= 0 {
		return nil
	}
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil
	}
	return &lazyGlyphs{font: f}
}

// outline returns a glyph in em units, y up. It is empty where the glyph has no ink or
// cannot be read.
func (l *lazyGlyphs) outline(id uint32, upem float64) []scene.Segment {
	if id > 0xFFFF {
		return nil
	}
	// At as many pixels an em as the font has units, a 26.6 number is a font unit.
	segs, err := l.font.LoadGlyph(&l.buf, sfnt.GlyphIndex(id), fixed.I(int(upem)), &sfnt.LoadGlyphOptions{})
	if err != nil {
		return nil
	}
	out := make([]scene.Segment, len(segs))
	for i, s := range segs {
		out[i].Op = [...]scene.Op{
			sfnt.SegmentOpMoveTo: scene.MoveTo, sfnt.SegmentOpLineTo: scene.LineTo,
			sfnt.SegmentOpQuadTo: scene.QuadTo, sfnt.SegmentOpCubeTo: scene.CubeTo,
		}[s.Op]
		for k, p := range s.Args {
			out[i].P[k] = scene.Point{X: float64(p.X) / 64 / upem, Y: -float64(p.Y) / 64 / upem}
		}
	}
	return out
}

// tableEntry is the offset of a table's entry in the directory of a font, or -1.
func tableEntry(data []byte, tag string) int {
	n := int(binary.BigEndian.Uint16(data[4:]))
	for i := range n {
		at := 12 + 16*i
		if at+16 > len(data) {
			break
		}
		if string(data[at:at+4]) == tag {
			return at
		}
	}
	return -1
}
