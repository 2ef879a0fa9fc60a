package raster

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// Glyphs are drawn at quarters of a pixel along the baseline: closer steps cannot be
// told apart at the sizes of labels, coarser ones make letter spacing uneven.
const phases = 4

// maxMask is the em in pixels above which a glyph is filled directly, since a large one
// hardly repeats and its mask would only cost memory.
const maxMask = 128

// faceKey is what the masks of a font depend on, beside glyph and phase.
type faceKey struct {
	font        scene.Font
	size, angle float64 // pixels, degrees
}

// face holds the masks of one font at one size and angle.
type face struct {
	font   scene.Font
	size   float64 // em, pixels
	turn   matrix  // em units, y up → pixels, y down
	upturn bool    // whether the baseline is parallel to the y axis
	level  bool    // whether the baseline is parallel to the x axis
	masks  map[uint32]*mask
	recent [256]struct { // of masks, by a hash of the key, since few glyphs make most of a figure's text
		key  uint32
		mask *mask
	}
}

// mask is the coverage of a glyph, its top left pixel at x, y from the origin's pixel.
type mask struct {
	x, y, w, h int
	alpha      []uint8
}

// text draws a run.
func (p *painter) text(t *scene.Text) {
	size := float64(t.Size * p.scale)
	if t.Font == nil || t.Color.A == 0 || !(size > 0 && size < far) {
		return
	}
	f := p.face(faceKey{t.Font, size, t.Angle})
	place := f.turn // points along and above the baseline → pixels
	place.xx, place.yx = place.xx/t.Size, place.yx/t.Size
	place.xy, place.yy = place.xy/t.Size, place.yy/t.Size
	place.dx, place.dy = float64(t.X*p.scale), float64(t.Y*p.scale)
	start := float64(t.Width * t.Anchor.Offset())
	color := pixel(t.Color)
	for _, g := range t.Glyphs {
		at := place.apply(scene.Point{X: g.X - start, Y: g.Y})
		if !(math.Abs(at.X) < far && math.Abs(at.Y) < far) {
			continue
		}
		f := f
		if g.Font != nil || g.Scale > 0 {
			f = p.face(glyphKey(t, &g, size))
		}
		if size > maxMask {
			p.large(f, g.ID, at, color)
			continue
		}
		p.glyph(f, g.ID, at, color)
	}
}

// glyphKey is the face of a glyph that is not of its run's font or size.
func glyphKey(t *scene.Text, g *scene.Glyph, size float64) faceKey {
	key := faceKey{t.Font, size, t.Angle}
	if g.Font != nil {
		key.font = g.Font
	}
	if g.Scale > 0 {
		key.size = min(float64(size*g.Scale), far)
	}
	return key
}

// large draws a glyph without a mask.
func (p *painter) large(f *face, id uint32, at scene.Point, color uint32) {
	if p.picture(f, id, at) {
		return
	}
	m := f.turn
	m.dx, m.dy = at.X, at.Y
	p.fillOutline(f.font.Outline(id), m, color)
}

// glyph draws one glyph with its origin at a pixel position.
func (p *painter) glyph(f *face, id uint32, at scene.Point, color uint32) {
	x, fx := split(at.X, f.upturn)
	y, fy := split(at.Y, f.level)
	key := id*phases*phases + uint32(fy*phases+fx)
	recent := &f.recent[key*0x9E3779B1>>24]
	m := recent.mask
	if m == nil || recent.key != key {
		if m = f.masks[key]; m == nil {
			if p.picture(f, id, at) {
				return
			}
			m = p.mask(f, id, fx, fy)
			f.masks[key] = m
		}
		recent.key, recent.mask = key, m
	}
	x, y = x+m.x, y+m.y
	x0, x1 := max(x, 0), min(x+m.w, p.W)
	if x0 >= x1 {
		return
	}
	for j := max(0, -y); j < m.h && y+j < p.H; j++ {
		shade(p.Row(y + j)[4*x0:4*x1], m.alpha[j*m.w+x0-x:j*m.w+x1-x], color)
	}
}

// split parts a position into a whole pixel and a phase. Across the baseline of level
// and upright text the phase is always 0: a baseline on a pixel boundary keeps the feet
// of letters sharp and all labels of a row alike.
func split(v float64, whole bool) (px, phase int) {
	if whole {
		return int(math.Floor(v + 0.5)), 0
	}
	q := int(math.Floor(float64(v*phases) + 0.5))
	return q >> 2, q & (phases - 1)
}

// mask rasterises a glyph at a phase.
func (p *painter) mask(f *face, id uint32, fx, fy int) *mask {
	m := f.turn
	m.dx, m.dy = float64(fx)/phases, float64(fy)/phases
	p.lines = flatten(p.lines[:0], f.font.Outline(id), m)
	x0, y0, x1, y1 := bounds(p.lines)
	w, h := x1-x0, y1-y0
	if w <= 0 || h <= 0 || w > 16*maxMask || h > 16*maxMask {
		return &mask{} // no ink, or the outline of a broken font
	}
	p.cover.reset(w, h)
	dx, dy := float64(x0), float64(y0)
	for _, e := range p.lines {
		p.cover.add(edge{e.x0 - dx, e.y0 - dy, e.x1 - dx, e.y1 - dy})
	}
	out := &mask{x: x0, y: y0, w: w, h: h, alpha: make([]uint8, w*h)}
	for y := range h {
		p.cover.row(y, out.alpha[y*w:(y+1)*w])
	}
	embolden(out.alpha, f.size)
	return out
}

// embolden raises the partial coverage of small text. Below some 12 pixels an em, stems
// are thinner than a pixel and none of theirs is covered fully, so exact coverage looks
// pale, on dark and light alike. A gamma would help only one of the two; this is
// a + k·a·(1−a), with k = 0.35 up to 8 pixels, falling to 0 at 16.
func embolden(alpha []uint8, size float64) {
	k := int(90 * math.Max(0, math.Min(1, (16-size)/8))) // in 1/256
	if k == 0 {
		return
	}
	for i, a := range alpha {
		alpha[i] = uint8(int(a) + int(a)*(255-int(a))*k/(255*256))
	}
}

// face returns the masks of a font at a size and angle.
func (p *painter) face(key faceKey) *face {
	if p.last != nil && p.lastKey == key {
		return p.last
	}
	p.lastKey = key
	if p.last = p.faces[key]; p.last == nil {
		p.last = newFace(key)
		if p.faces == nil {
			p.faces = map[faceKey]*face{}
		}
		p.faces[key] = p.last
	}
	return p.last
}

func newFace(key faceKey) *face {
	sin, cos := direction(key.angle)
	return &face{
		font:   key.font,
		size:   key.size,
		turn:   matrix{xx: key.size * cos, xy: -key.size * sin, yx: -key.size * sin, yy: -key.size * cos},
		level:  sin == 0,
		upturn: cos == 0,
		masks:  map[uint32]*mask{},
	}
}

// direction is the sine and cosine of an angle in degrees, exact at right angles. They
// are rounded to single precision, so that the last bits, in which the math libraries of
// machines may differ, cannot move a glyph to another phase.
func direction(degrees float64) (sin, cos float64) {
	degrees = math.Mod(degrees, 360)
	if degrees < 0 {
		degrees += 360
	}
	switch degrees {
	case 0:
		return 0, 1
	case 90:
		return 1, 0
	case 180:
		return 0, -1
	case 270:
		return -1, 0
	}
	sin, cos = math.Sincos(degrees * math.Pi / 180)
	return float64(float32(sin)), float64(float32(cos))
}
