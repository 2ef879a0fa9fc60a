package term

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// Strokes come in two weights. A line that is a unit wide is drawn with box-drawing
// characters, through the middles of characters; a thinner one, and every path, with the
// eight dots of braille, of which there are two a column and four a line. A stroke without
// a colour has the terminal's own, as text has: no other is seen on every background.

// stroke is what goes through one character: halves of it, or dots.
type stroke struct {
	arms, dots uint8
	color      scene.Color
}

// The halves of a character that a stroke takes.
const (
	armUp uint8 = 1 << iota
	armRight
	armDown
	armLeft
)

// boxes are the characters by their arms.
var boxes = []rune(" ╵╶└╷│┌├╴┘─┴┐┤┬┼")

// dotBits are the bits of a braille character by row and column.
var dotBits = [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// braille is the character without any dots; those with dots follow by their bits.
const braille = '\u2800'

// rune is the character of a stroke; zero if there is none.
func (s stroke) rune() rune {
	switch {
	case s.arms != 0:
		return boxes[s.arms]
	case s.dots != 0:
		return braille + rune(s.dots)
	}
	return 0
}

// strike adds arms or dots to a character.
func (c *canvas) strike(x, y int, arms, dots uint8, color scene.Color) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return
	}
	if c.strokes == nil {
		c.strokes = make([]stroke, c.w*c.h)
	}
	s := &c.strokes[y*c.w+x]
	s.arms, s.dots, s.color = s.arms|arms, s.dots|dots, color
}

// dot sets one dot, counted from the canvas's upper left corner.
func (c *canvas) dot(x, y int, color scene.Color) {
	if x >= 0 && y >= 0 {
		c.strike(x/2, y/4, 0, dotBits[y%4][x%2], color)
	}
}

// line draws a level or an upright stroke.
func (c *canvas) line(l *scene.Line) {
	x1, x2, y1, y2 := min(l.X1, l.X2), max(l.X1, l.X2), min(l.Y1, l.Y2), max(l.Y1, l.Y2)
	level := x2-x1 >= y2-y1
	if !(l.Width >= 1) {
		c.dotted(x1, x2, y1, y2, level, l.Color)
		return
	}
	if level { // by half columns
		y := cell(y1/2, c.h)
		for h := snap(2*x1, 2*c.w); h < snap(2*x2, 2*c.w); h++ {
			arm := armLeft
			if h%2 == 1 {
				arm = armRight
			}
			c.strike(h/2, y, arm, 0, l.Color)
		}
		return
	}
	x := cell(x1, c.w)
	for h := snap(y1, 2*c.h); h < snap(y2, 2*c.h); h++ { // by half lines
		arm := armUp
		if h%2 == 1 {
			arm = armDown
		}
		c.strike(x, h/2, arm, 0, l.Color)
	}
}

// cell is the character that a place is in; -1 if it is outside of them all.
func cell(v float64, limit int) int {
	if v = math.Floor(v); v >= 0 && v < float64(limit) {
		return int(v)
	}
	return -1
}

// dotted draws a level or upright line of dots, of which there is at least one.
func (c *canvas) dotted(x1, x2, y1, y2 float64, level bool, color scene.Color) {
	if level {
		y, from := cell(2*y1, 4*c.h), snap(math.Floor(2*x1), 2*c.w)
		for x := from; x < max(from+1, snap(math.Ceil(2*x2), 2*c.w)); x++ {
			c.dot(x, y, color)
		}
		return
	}
	x, from := cell(2*x1, 2*c.w), snap(math.Floor(2*y1), 4*c.h)
	for y := from; y < max(from+1, snap(math.Ceil(2*y2), 4*c.h)); y++ {
		c.dot(x, y, color)
	}
}

// path fills each closed part of a path with the dots whose middles it covers. Curves are
// their chords: no dot is so small.
func (c *canvas) path(p *scene.Path) {
	var part []scene.Point
	for _, s := range p.Segments {
		switch s.Op {
		case scene.MoveTo:
			c.polygon(part, p.Fill)
			part = append(part[:0], s.P[0])
		case scene.LineTo:
			part = append(part, s.P[0])
		case scene.QuadTo:
			part = append(part, s.P[1])
		case scene.CubeTo:
			part = append(part, s.P[2])
		}
	}
	c.polygon(part, p.Fill)
}

// polygon fills one part of a path. One that is thinner than dots are apart is drawn as its
// outline, moved inwards by a hair so that it stays in its characters.
func (c *canvas) polygon(corners []scene.Point, color scene.Color) {
	if len(corners) == 0 {
		return
	}
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, p := range corners {
		if math.IsNaN(p.X-p.X) || math.IsNaN(p.Y-p.Y) {
			return
		}
		top, bottom = min(top, p.Y), max(bottom, p.Y)
	}
	hit := false
	for y := snap(math.Floor(2*top), 4*c.h); y < snap(math.Ceil(2*bottom), 4*c.h); y++ {
		from, to := chord(corners, (float64(y)+0.5)/2)
		for x := snap(math.Ceil(2*from-0.5), 2*c.w); x < snap(math.Floor(2*to-0.5)+1, 2*c.w); x++ {
			c.dot(x, y, color)
			hit = true
		}
	}
	if hit {
		return
	}
	var middle scene.Point
	for _, p := range corners {
		middle.X += p.X / float64(len(corners))
		middle.Y += p.Y / float64(len(corners))
	}
	inward := func(p scene.Point) scene.Point {
		const hair = 1e-3
		return scene.Point{X: p.X + float64((middle.X-p.X)*hair), Y: p.Y + float64((middle.Y-p.Y)*hair)}
	}
	for i, p := range corners {
		c.thread(inward(p), inward(corners[(i+1)%len(corners)]), color)
	}
}

// chord is where a level line enters an area and where it leaves it for the last time.
func chord(corners []scene.Point, y float64) (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		if (p.Y <= y) != (q.Y <= y) {
			x := p.X + float64((q.X-p.X)*((y-p.Y)/(q.Y-p.Y)))
			from, to = min(from, x), max(to, x)
		}
	}
	return from, to
}

// thread draws a straight line of dots between two places.
func (c *canvas) thread(p, q scene.Point, color scene.Color) {
	steps := min(math.Ceil(2*max(math.Abs(q.X-p.X), math.Abs(q.Y-p.Y))), float64(8*(c.w+c.h)))
	for i := 0.0; i <= steps; i++ {
		f := i / max(1, steps)
		c.dot(cell(2*(p.X+float64((q.X-p.X)*f)), 2*c.w), cell(2*(p.Y+float64((q.Y-p.Y)*f)), 4*c.h), color)
	}
}
