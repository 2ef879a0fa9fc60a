package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
)

// frame is where a track is drawn: places along the body, and distances away from it, on
// any side. Kinds of tracks are written once, in these coordinates.
type frame struct {
	layout.Box
	side  layout.Side
	along lattice
	thick float64
}

// newFrame is the frame of a track in a band beside a body.
func (s *panelState) newFrame(side layout.Side, body, band layout.Box) *frame {
	across, down := s.lattices(body)
	if side == layout.Left || side == layout.Right {
		return &frame{band, side, down, band.W}
	}
	return &frame{band, side, across, band.H}
}

// vertical reports whether the track runs along the rows.
func (f *frame) vertical() bool { return f.side == layout.Left || f.side == layout.Right }

// point is a place on the canvas.
func (f *frame) point(along, away float64) scene.Point {
	switch f.side {
	case layout.Top:
		return scene.Point{X: along, Y: f.Y + f.H - away}
	case layout.Bottom:
		return scene.Point{X: along, Y: f.Y + away}
	case layout.Left:
		return scene.Point{X: f.X + f.W - away, Y: along}
	}
	return scene.Point{X: f.X + away, Y: along}
}

// rect fills from..to along the body and lo..hi away from it.
func (f *frame) rect(from, to, lo, hi float64, fill scene.Color) *scene.Rect {
	p, q := f.point(from, lo), f.point(to, hi)
	return &scene.Rect{X: min(p.X, q.X), Y: min(p.Y, q.Y), W: math.Abs(p.X - q.X), H: math.Abs(p.Y - q.Y), Fill: fill}
}

// line is a stroke between two places of which one coordinate is the same.
func (f *frame) line(from, lo, to, hi, width float64, color scene.Color) *scene.Line {
	p, q := f.point(from, lo), f.point(to, hi)
	return &scene.Line{X1: min(p.X, q.X), Y1: min(p.Y, q.Y), X2: max(p.X, q.X), Y2: max(p.Y, q.Y), Width: width, Color: color}
}

// polygon is the outline of an area. All turn the same way, so that areas of one path that
// lie over each other cut no holes.
func (f *frame) polygon(corners ...[2]float64) (out []scene.Segment) {
	points := make([]scene.Point, len(corners))
	for i, c := range corners {
		points[i] = f.point(c[0], c[1])
	}
	area := 0.0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		area += float64((p.X-points[0].X)*(q.Y-points[0].Y)) - float64((q.X-points[0].X)*(p.Y-points[0].Y))
	}
	for i := range points {
		p := points[i]
		if area < 0 {
			p = points[len(points)-1-i]
		}
		op := scene.LineTo
		if i == 0 {
			op = scene.MoveTo
		}
		out = append(out, scene.Segment{Op: op, P: [3]scene.Point{p}})
	}
	return out
}

// stroke is the outline of a straight stroke between two places.
func (f *frame) stroke(a0, d0, a1, d1, width float64) []scene.Segment {
	length := math.Sqrt(float64((a1-a0)*(a1-a0)) + float64((d1-d0)*(d1-d0)))
	if length == 0 {
		return nil
	}
	na, nd := -(d1-d0)/length*width/2, (a1-a0)/length*width/2
	return f.polygon([2]float64{a0 + na, d0 + nd}, [2]float64{a1 + na, d1 + nd}, [2]float64{a1 - na, d1 - nd}, [2]float64{a0 - na, d0 - nd})
}
