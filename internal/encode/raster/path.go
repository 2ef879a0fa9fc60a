package raster

import (
	"encoding/binary"

	"github.com/seed01309057/heat/internal/scene"
)

// tileSide bounds the accumulation buffer of a path to a quarter of a megabyte, which
// stays in the cache of one core.
const tileSide = 256

// path fills an area given in points.
func (p *painter) path(it *scene.Path) {
	p.fillOutline(it.Segments, matrix{xx: p.scale, yy: p.scale}, pixel(it.Fill))
}

// fillOutline fills an outline tile by tile, so that its memory does not grow with it.
func (p *painter) fillOutline(segments []scene.Segment, m matrix, color uint32) {
	if color>>24 == 0 {
		return
	}
	p.lines = flatten(p.lines[:0], segments, m)
	x0, y0, x1, y1 := bounds(p.lines)
	x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, p.W), min(y1, p.H)
	for y := y0; y < y1; y += tileSide {
		for x := x0; x < x1; x += tileSide {
			p.fillTile(x, y, min(tileSide, x1-x), min(tileSide, y1-y), color)
		}
	}
}

func (p *painter) fillTile(x, y, w, h int, color uint32) {
	p.cover.reset(w, h)
	dx, dy := float64(x), float64(y)
	for _, e := range p.lines {
		p.cover.add(edge{e.x0 - dx, e.y0 - dy, e.x1 - dx, e.y1 - dy})
	}
	var mask [tileSide]uint8
	for k := range h {
		p.cover.row(k, mask[:w])
		shade(p.Row(y + k)[4*x:4*(x+w)], mask[:w], color)
	}
}

// shade paints a colour over a row piece through a mask of coverage. It is blend for each
// pixel, written out, since most of a figure's text goes through here.
func shade(row []uint8, mask []uint8, color uint32) {
	alpha, solid := color>>24, color|255<<24
	for i, m := range mask {
		if m == 0 {
			continue
		}
		a := uint32(m)
		if alpha != 255 {
			a = uint32(div255(a * alpha))
		}
		dst := row[4*i : 4*i+4 : 4*i+4]
		if below := binary.LittleEndian.Uint32(dst); below>>24 == 255 {
			binary.LittleEndian.PutUint32(dst, mix(solid, below, a))
		} else {
			blendStraight(dst, color, a)
		}
	}
}
