package pdf

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// encoder builds the page's contents and the objects that they refer to.
type encoder struct {
	file                     *file
	catalog, info, resources ref

	out []byte // contents
	state
	text textState

	faces  []*face
	faceOf map[scene.Font]*face
	last   struct {
		font scene.Font
		face *face
	}
	unseen      ref                    // the font of text that is not seen
	objects     []ref                  // images and forms
	pictures    map[*scene.Picture]int // places in objects
	spaces      []ref                  // of indexed colours
	alphas      [256]bool
	translucent bool
	unfit       bool // for an archive: see archive.go
}

// state is what of the graphics state is set through operators that are left out where
// they would change nothing.
type state struct {
	fill, stroke scene.Color // opaque
	alpha        uint8
	width        int64 // of lines, thousandths
}

var black = scene.Color{A: 255}

func newEncoder() *encoder {
	return &encoder{
		file:   newFile(),
		state:  state{fill: black, stroke: black, alpha: 255, width: 1000},
		faceOf: map[scene.Font]*face{},
	}
}

func (e *encoder) items(items []scene.Item) error {
	for i := 0; i < len(items); {
		n := 1
		switch it := items[i].(type) {
		case *scene.Group:
			if err := e.items(it.Items); err != nil {
				return err
			}
		case *scene.Rect:
			e.rect(it)
		case *scene.Line:
			n = e.lines(items[i:])
		case *scene.Mosaic:
			if err := e.mosaic(it); err != nil {
				return err
			}
		case *scene.Text:
			e.drawText(it)
		case *scene.Path:
			e.path(it)
		}
		i += n
	}
	return nil
}

// extent is how far from the origin anything is drawn: beyond it, numbers are too large
// for viewers that calculate with 32 bits.
const extent = 1e7

// finite reports whether all values can be written.
func finite(values ...float64) bool {
	for _, v := range values {
		if !(math.Abs(v) <= extent) {
			return false
		}
	}
	return true
}

// clamp brings a coordinate that is finite but far away to the border of the extent.
func clamp(v float64) float64 { return max(-extent, min(v, extent)) }

func (e *encoder) rect(r *scene.Rect) {
	right, bottom := r.X+r.W, r.Y+r.H
	if r.Fill.A == 0 || !(r.W > 0 && r.H > 0) || math.IsInf(right, 0) || math.IsInf(bottom, 0) || math.IsNaN(right) || math.IsNaN(bottom) {
		return
	}
	e.endText()
	e.setFill(r.Fill)
	x0, x1 := fixed(clamp(r.X), 2), fixed(clamp(right), 2)
	y0, y1 := fixed(clamp(r.Y), 2), fixed(clamp(bottom), 2)
	e.fixed(x0, 2)
	e.fixed(y0, 2)
	e.fixed(x1-x0, 2)
	e.fixed(y1-y0, 2)
	e.out = append(e.out, "re f\n"...)
}

// lines writes a stretch of lines with the same stroke as one path and returns how many
// items it took.
func (e *encoder) lines(items []scene.Item) int {
	first := items[0].(*scene.Line)
	visible := first.Color.A > 0 && first.Width > 0 && finite(first.Width)
	if visible {
		e.endText()
		e.setStroke(first.Color, first.Width)
	}
	n, drawn := 0, false
	for _, it := range items {
		l, ok := it.(*scene.Line)
		if !ok || l.Color != first.Color || l.Width != first.Width {
			break
		}
		if n++; !visible || !finite(l.X1, l.Y1, l.X2, l.Y2) {
			continue
		}
		e.pair(l.X1, l.Y1, 2)
		e.out = append(e.out, "m "...)
		e.pair(l.X2, l.Y2, 2)
		e.out = append(e.out, "l\n"...)
		drawn = true
	}
	if drawn {
		e.out = append(e.out, "S\n"...)
	}
	return max(n, 1) // a width that is NaN equals nothing, not even itself
}

func (e *encoder) path(p *scene.Path) {
	if p.Fill.A == 0 {
		return
	}
	for _, s := range p.Segments {
		for _, pt := range s.P[:points(s.Op)] {
			if !finite(pt.X, pt.Y) {
				return
			}
		}
	}
	e.outline(p.Segments, p.Fill, func(pt scene.Point) scene.Point { return pt })
}

// points is how many points a segment has.
func points(op scene.Op) int {
	return [...]int{scene.MoveTo: 1, scene.LineTo: 1, scene.QuadTo: 2, scene.CubeTo: 3}[op]
}

// outline fills a path.
func (e *encoder) outline(segments []scene.Segment, fill scene.Color, place func(scene.Point) scene.Point) {
	if len(segments) == 0 {
		return
	}
	e.endText()
	e.setFill(fill)
	var at scene.Point
	const decimals = 3 // outlines of small glyphs are fine
	write := func(op string, pts ...scene.Point) {
		for _, pt := range pts {
			e.pair(pt.X, pt.Y, decimals)
		}
		e.out = append(e.out, op...)
		at = pts[len(pts)-1]
	}
	if segments[0].Op != scene.MoveTo {
		write("m\n", place(scene.Point{}))
	}
	for _, s := range segments {
		a, b, c := place(s.P[0]), place(s.P[1]), place(s.P[2])
		switch s.Op {
		case scene.MoveTo:
			write("m\n", a)
		case scene.LineTo:
			write("l\n", a)
		case scene.QuadTo:
			write("c\n", third(at, a), third(b, a), b)
		case scene.CubeTo:
			write("c\n", a, b, c)
		}
	}
	e.out = append(e.out, "f\n"...) // closes what is open
}

// third is the control point of a cubic curve for that of a quadratic one.
func third(end, control scene.Point) scene.Point {
	return scene.Point{X: end.X + float64((control.X-end.X)*2)/3, Y: end.Y + float64((control.Y-end.Y)*2)/3}
}

// setFill sets the colour of what is filled.
func (e *encoder) setFill(c scene.Color) {
	e.setAlpha(c.A)
	if c.A = 255; c != e.state.fill {
		e.state.fill = c
		e.color(c, "rg\n", "g\n")
	}
}

func (e *encoder) setStroke(c scene.Color, width float64) {
	e.setAlpha(c.A)
	if c.A = 255; c != e.stroke {
		e.stroke = c
		e.color(c, "RG\n", "G\n")
	}
	if w := fixed(width, 3); w != e.width {
		e.width = w
		e.fixed(w, 3)
		e.out = append(e.out, "w\n"...)
	}
}

// setAlpha sets how opaque things are.
func (e *encoder) setAlpha(a uint8) {
	if a == e.alpha {
		return
	}
	e.alpha = a
	e.alphas[a], e.translucent = true, true
	e.out = append(e.out, "/A"...)
	e.out = appendFixed(e.out, int64(a), 0)
	e.out = append(e.out, " gs\n"...)
}

// color writes a colour: three decimals hold eight bits.
func (e *encoder) color(c scene.Color, rgb, gray string) {
	e.number(float64(c.R)/255, 3)
	e.out = append(e.out, ' ')
	if c.R == c.G && c.G == c.B {
		e.out = append(e.out, gray...)
		return
	}
	e.number(float64(c.G)/255, 3)
	e.out = append(e.out, ' ')
	e.number(float64(c.B)/255, 3)
	e.out = append(e.out, ' ')
	e.out = append(e.out, rgb...)
}

func (e *encoder) number(v float64, decimals int) { e.out = appendNumber(e.out, v, decimals) }

// fixed writes n / 10^decimals and a space.
func (e *encoder) fixed(n int64, decimals int) {
	e.out = append(appendFixed(e.out, n, decimals), ' ')
}

func (e *encoder) pair(x, y float64, decimals int) {
	e.fixed(fixed(x, decimals), decimals)
	e.fixed(fixed(y, decimals), decimals)
}
