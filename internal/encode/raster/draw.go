// Package raster draws a scene to pixels.
//
//	canvas, err := raster.Draw(fig.Scene, 160)
//	err = png.Encode(w, canvas, png.Options{DPI: 160})
//
// Rectangles, lines and mosaics are snapped to whole pixels, so they have neither seams
// nor grey edges; text and paths are antialiased by exact coverage. The same scene gives
// the same bytes on every machine: geometry is computed with explicit conversions around
// products, which forbids fused multiply-add.
//
// A picture has at most MaxSide pixels a side and MaxPixels in all. Coordinates may be
// anything: what is not finite is not drawn, what lies outside is clipped.
package raster

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// Draw paints a scene at a resolution. The scene is only read, so several Draws of one
// scene may run at once.
func Draw(s *scene.Scene, dpi float64) (*Canvas, error) {
	c, err := newCanvas(s.Width, s.Height, dpi, s.Background)
	if err != nil {
		return nil, err
	}
	p := painter{Canvas: c, scale: dpi / 72}
	if err := p.items(s.Items); err != nil {
		return nil, err
	}
	return c, nil
}

// painter is the state of one Draw.
type painter struct {
	*Canvas
	scale float64 // pixels per point
	cover coverage
	lines []edge // scratch of outlines
	faces map[faceKey]*face

	last    *face // that of most texts
	lastKey faceKey
}

func (p *painter) items(items []scene.Item) error {
	for _, item := range items {
		switch it := item.(type) {
		case *scene.Rect:
			p.rect(it)
		case *scene.Line:
			p.line(it)
		case *scene.Mosaic:
			if err := p.mosaic(it); err != nil {
				return err
			}
		case *scene.Path:
			p.path(it)
		case *scene.Text:
			p.text(it)
		case *scene.Group:
			if err := p.items(it.Items); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *painter) rect(r *scene.Rect) {
	x0, ok0 := p.snap(r.X)
	x1, ok1 := p.snap(r.X + r.W)
	y0, ok2 := p.snap(r.Y)
	y1, ok3 := p.snap(r.Y + r.H)
	if ok0 && ok1 && ok2 && ok3 {
		p.paint(x0, y0, x1, y1, pixel(r.Fill))
	}
}

// line draws an axis-parallel stroke of whole pixels. One that is not parallel is filled
// as the quadrilateral that it is.
func (p *painter) line(l *scene.Line) {
	if !(l.Width > 0) || math.IsInf(l.Width, 0) {
		return
	}
	switch {
	case l.Y1 == l.Y2:
		a, b, ok0 := p.ends(math.Min(l.X1, l.X2), math.Max(l.X1, l.X2), l.Width)
		t, u, ok1 := p.stroke(l.Y1, l.Width)
		if ok0 && ok1 {
			p.paint(a, t, b, u, pixel(l.Color))
		}
	case l.X1 == l.X2:
		a, b, ok0 := p.ends(math.Min(l.Y1, l.Y2), math.Max(l.Y1, l.Y2), l.Width)
		t, u, ok1 := p.stroke(l.X1, l.Width)
		if ok0 && ok1 {
			p.paint(t, a, u, b, pixel(l.Color))
		}
	default:
		p.slanted(l)
	}
}

// stroke returns the pixels across a line of a width centred on a position: the whole
// number of them nearest to the width, and of the two possible places for it the one
// whose centre is nearer.
func (p *painter) stroke(at, width float64) (from, to int, ok bool) {
	n := math.Max(1, math.Floor(float64(width*p.scale)+0.5))
	from, ok = pixelEdge(float64(at*p.scale) - float64(n*0.5))
	return from, from + int(math.Min(n, far)), ok
}

// ends returns the pixels along a line: each end is that of a square as wide as the stroke,
// so that lines that meet in a corner end exactly at each other's edges. A line shorter than
// that ends at its own edges.
func (p *painter) ends(from, to, width float64) (a, b int, ok bool) {
	if !(to-from > width) {
		a, ok0 := p.snap(from)
		b, ok1 := p.snap(to)
		return a, b, ok0 && ok1
	}
	a, _, ok0 := p.stroke(from+width/2, width)
	_, b, ok1 := p.stroke(to-width/2, width)
	return a, b, ok0 && ok1
}

// slanted fills the outline of a line that is not parallel to an axis.
func (p *painter) slanted(l *scene.Line) {
	dx, dy := l.X2-l.X1, l.Y2-l.Y1
	half := math.Max(l.Width, 1/p.scale) / 2 / math.Hypot(dx, dy)
	nx, ny := -float64(dy*half), float64(dx*half)
	seg := func(op scene.Op, x, y float64) scene.Segment {
		return scene.Segment{Op: op, P: [3]scene.Point{{X: x, Y: y}}}
	}
	p.path(&scene.Path{Fill: l.Color, Segments: []scene.Segment{
		seg(scene.MoveTo, l.X1+nx, l.Y1+ny), seg(scene.LineTo, l.X2+nx, l.Y2+ny),
		seg(scene.LineTo, l.X2-nx, l.Y2-ny), seg(scene.LineTo, l.X1-nx, l.Y1-ny),
	}})
}

// far bounds pixel coordinates, so that none overflows an int or a float's exactness.
// It is far outside of every canvas.
const far = 1 << 24

// snap returns the pixel boundary nearest to a position in points. It depends on the
// absolute position alone, so whatever shares an edge shares its pixel boundary.
func (p *painter) snap(v float64) (int, bool) { return pixelEdge(float64(v * p.scale)) }

// pixelEdge rounds a position in pixels to a boundary; false if it is NaN.
func pixelEdge(v float64) (int, bool) {
	// Positions at half a pixel are common (8 pt at 81 dpi …) and reach here with the
	// last bits depending on how they were summed. Leaning up by more than such an error
	// makes neighbours round alike.
	const lean = 1e-6
	v = math.Floor(v + (0.5 + lean))
	if v != v {
		return 0, false
	}
	return int(math.Max(-far, math.Min(far, v))), true
}
