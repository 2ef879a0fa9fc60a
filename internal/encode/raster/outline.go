package raster

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// matrix maps outline coordinates to pixels: x' = xx·x + xy·y + dx and so on.
type matrix struct{ xx, xy, yx, yy, dx, dy float64 }

func (m matrix) apply(p scene.Point) scene.Point {
	return scene.Point{
		X: float64(m.xx*p.X) + float64(m.xy*p.Y) + m.dx,
		Y: float64(m.yx*p.X) + float64(m.yy*p.Y) + m.dy,
	}
}

// flatten appends the edges of an outline in pixels, curves as chords. Each contour is
// closed. It appends nothing if a coordinate is not finite or too far away to matter.
func flatten(edges []edge, segments []scene.Segment, m matrix) []edge {
	start := len(edges)
	var first, pen scene.Point
	line := func(to scene.Point) {
		if pen.Y != to.Y { // a level edge bounds no area to its right
			edges = append(edges, edge{pen.X, pen.Y, to.X, to.Y})
		}
		pen = to
	}
	for i := range segments {
		s := &segments[i]
		var p [3]scene.Point
		for k := range points(s.Op) {
			p[k] = m.apply(s.P[k])
			if !(math.Abs(p[k].X) < far && math.Abs(p[k].Y) < far) {
				return edges[:start]
			}
		}
		switch s.Op {
		case scene.MoveTo:
			line(first)
			first, pen = p[0], p[0]
		case scene.LineTo:
			line(p[0])
		case scene.QuadTo:
			quad(pen, p[0], p[1], line)
		case scene.CubeTo:
			cube(pen, p[0], p[1], p[2], line)
		}
	}
	line(first)
	return edges
}

// points is how many points a segment has.
func points(op scene.Op) int {
	switch op {
	case scene.QuadTo:
		return 2
	case scene.CubeTo:
		return 3
	}
	return 1
}

// chords returns how many equal steps in t keep the chords of a curve within a twentieth
// of a pixel of it: a step of length 1/n deviates by at most |second derivative|/(8n²).
func chords(bend float64) int {
	const tolerance, most = 0.05, 400
	return 1 + int(math.Min(most, math.Sqrt(bend/(8*tolerance))))
}

// bend is the length of a − 2b + c.
func bend(a, b, c scene.Point) float64 {
	x, y := a.X-b.X-(b.X-c.X), a.Y-b.Y-(b.Y-c.Y)
	return math.Sqrt(float64(x*x) + float64(y*y))
}

func quad(a, b, c scene.Point, line func(scene.Point)) {
	n := chords(2 * bend(a, b, c))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		line(lerp(t, lerp(t, a, b), lerp(t, b, c)))
	}
	line(c)
}

func cube(a, b, c, d scene.Point, line func(scene.Point)) {
	n := chords(6 * math.Max(bend(a, b, c), bend(b, c, d)))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		ab, bc, cd := lerp(t, a, b), lerp(t, b, c), lerp(t, c, d)
		line(lerp(t, lerp(t, ab, bc), lerp(t, bc, cd)))
	}
	line(d)
}

func lerp(t float64, a, b scene.Point) scene.Point {
	return scene.Point{X: a.X + float64(t*(b.X-a.X)), Y: a.Y + float64(t*(b.Y-a.Y))}
}

// bounds returns the whole pixels that edges touch: x0 ≤ x < x1, y0 ≤ y < y1.
func bounds(edges []edge) (x0, y0, x1, y1 int) {
	if len(edges) == 0 {
		return 0, 0, 0, 0
	}
	l, t, r, b := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, e := range edges {
		l, r = min(l, e.x0, e.x1), max(r, e.x0, e.x1)
		t, b = min(t, e.y0, e.y1), max(b, e.y0, e.y1)
	}
	return int(math.Floor(l)), int(math.Floor(t)), int(math.Ceil(r)), int(math.Ceil(b))
}
