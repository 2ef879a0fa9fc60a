// Package layout places boxes: bodies, the bands on their four sides, titles, and
// several panels on one canvas. It measures nothing and draws nothing.
//
// A Grid is the question, a Plan the answer. Every panel is a body with bands stacked
// outwards from each side (labels, tracks, axis titles, legends). Panels of one column
// share the left and right edges of their bodies, those of one row the top and bottom
// edges, as matplotlib's constrained layout does it.
//
// All lengths are in the medium's unit: points for pictures, columns for terminals.
package layout

import (
	"fmt"
	"math"
)

// Side is a side of a body.
type Side uint8

// The sides.
const (
	Top Side = iota
	Right
	Bottom
	Left
)

// Sides lists all four.
var Sides = [4]Side{Top, Right, Bottom, Left}

// Band is a strip along one side of a body, exactly as long as the body.
type Band struct {
	Gap   float64 // free space on the side towards the body
	Thick float64
}

// Panel is one body and what stands around it.
type Panel struct {
	Bands [4][]Band  // by Side, from the body outwards
	Over  [4]float64 // how far the ends of labels reach out past the body, by Side
	Head  float64    // height of the panel's title with its gap, above all else

	Width, Height       float64 // of the body; 0: what the canvas leaves
	MinWidth, MinHeight float64 // of the body
	Aspect              float64 // height of the body by its width, without what is still; 0: free
	StillX, StillY      float64 // parts of the width and the height that the aspect does not count
	ShareX, ShareY      float64 // its part of what bodies without a size have to share, by those of the others; 0: 1
}

// Depth is the space that the bands on a side take.
func (p *Panel) Depth(s Side) (sum float64) {
	for _, b := range p.Bands[s] {
		sum += b.Gap + b.Thick
	}
	return sum
}

// Reserve is the space that a panel needs on a side of its body.
func (p *Panel) Reserve(s Side) float64 {
	sum := max(p.Depth(s), p.Over[s])
	if s == Top {
		sum += p.Head
	}
	return sum
}

// Excess is the space on a side that only the ends of labels need.
func (p *Panel) Excess(s Side) float64 { return max(0, p.Over[s]-p.Depth(s)) }

// Grow gives a panel at least what another one with the same bands has.
func (p *Panel) Grow(o *Panel) {
	p.Head = max(p.Head, o.Head)
	for s := range p.Bands {
		p.Over[s] = max(p.Over[s], o.Over[s])
		for i := range min(len(p.Bands[s]), len(o.Bands[s])) {
			p.Bands[s][i].Gap = max(p.Bands[s][i].Gap, o.Bands[s][i].Gap)
			p.Bands[s][i].Thick = max(p.Bands[s][i].Thick, o.Bands[s][i].Thick)
		}
	}
}

// Align rounds what stands round a body up to whole units, and to an even number of
// them above and below it, which is what a line of a terminal takes.
func (p *Panel) Align() {
	for _, s := range Sides {
		unit := 1.0
		if s == Top || s == Bottom {
			unit = 2
		}
		up := func(v float64) float64 { return math.Ceil(v/unit) * unit }
		for i, b := range p.Bands[s] {
			p.Bands[s][i] = Band{up(b.Gap), up(b.Thick)}
		}
		p.Over[s] = up(p.Over[s])
	}
	p.Head = math.Ceil(p.Head/2) * 2
}

// Grid is a canvas with panels in rows of Columns, filled row by row.
type Grid struct {
	Panels  []Panel
	Columns int // panels a row; at least 1
	// Down fills columns from the top, one after the other, instead of rows.
	Down bool

	Width, Height          float64 // of the canvas; 0: as large as the panels need
	Margin                 float64 // free space inside of all four edges
	GapX, GapY             float64 // between panels
	Header, Footer         float64 // heights with their gaps
	HeaderWidth, MinInside float64 // the header's natural width; least width inside of the margins
	Aligned                bool    // bodies are placed at whole units (terminals)
}

// Box is a rectangle: left, top, width, height.
type Box struct{ X, Y, W, H float64 }

// Placed is a panel's place.
type Placed struct {
	Body  Box
	Bands [4][]Box
	Head  Box
}

// Plan is a solved Grid.
type Plan struct {
	Width, Height  float64 // of the canvas
	Header, Footer Box
	Panels         []Placed
}

// TooSmallError says that a canvas cannot hold its panels.
type TooSmallError struct {
	Width, Height         float64 // of the canvas
	NeedWidth, NeedHeight float64 // of the smallest one that would do
}

func (e *TooSmallError) Error() string {
	return fmt.Sprintf("the canvas of %.4g × %.4g is too small; the smallest that can hold the figure is %.4g × %.4g",
		e.Width, e.Height, e.NeedWidth, e.NeedHeight)
}

// axis is one direction of the grid: tracks (columns or rows) with the space before
// and after their bodies.
type axis struct {
	before, after, body, least, fixed, part []float64
}

func newAxis(n int) *axis {
	buf := make([]float64, 6*n)
	return &axis{before: buf[:n], after: buf[n : 2*n], body: buf[2*n : 3*n], least: buf[3*n : 4*n], fixed: buf[4*n : 5*n], part: buf[5*n:]}
}

// add takes one panel's needs into track i.
func (a *axis) add(i int, before, after, size, least, share float64) {
	if share == 0 {
		share = 1
	}
	a.part[i] = max(a.part[i], share)
	a.before[i] = max(a.before[i], before)
	a.after[i] = max(a.after[i], after)
	a.fixed[i] = max(a.fixed[i], size)
	a.least[i] = max(a.least[i], least, size)
}

// solve shares out what is inside of the canvas (0: free) to the bodies and returns
// the length that everything takes, and the least length.
func (a *axis) solve(inside, gap float64, aligned bool) (length, least float64) {
	around := gap * float64(len(a.body)-1)
	for i := range a.body {
		around += a.before[i] + a.after[i]
		a.body[i] = a.least[i]
		least += a.least[i]
	}
	if inside > 0 {
		a.share(inside-around, aligned)
	}
	for _, b := range a.body {
		length += b
	}
	return around + length, around + least
}

// share gives the bodies that have no size of their own their parts of a length. Those
// that need more than their part get that, and the others have less to share.
func (a *axis) share(length float64, aligned bool) {
	var flexible []int
	for i, fixed := range a.fixed {
		if fixed == 0 {
			flexible = append(flexible, i)
		} else {
			length -= a.body[i]
		}
	}
	for {
		parts := 0.0
		for _, i := range flexible {
			parts += a.part[i]
		}
		unit := length / parts
		rest := flexible[:0]
		for _, i := range flexible {
			if a.least[i] > float64(unit*a.part[i]) {
				length -= a.least[i]
			} else {
				rest = append(rest, i)
			}
		}
		if len(rest) < len(flexible) {
			flexible = rest
			continue
		}
		for _, i := range flexible {
			part := float64(unit * a.part[i])
			if aligned {
				part = math.Floor(part)
			}
			a.body[i] = max(a.least[i], part)
		}
		return
	}
}

// Solve places everything. It returns a *TooSmallError where the canvas is given and
// cannot hold the panels at their least sizes.
func (g *Grid) Solve() (*Plan, error) {
	cols := max(1, min(g.Columns, len(g.Panels)))
	rows := max(1, g.Rows())
	if g.Down { // the last columns may have nothing left to hold
		cols = max(1, (len(g.Panels)+rows-1)/rows)
	}
	xs, ys := newAxis(cols), newAxis(rows)
	for i := range g.Panels {
		p := &g.Panels[i]
		c, r := g.Slot(i)
		xs.add(c, p.Reserve(Left), p.Reserve(Right), p.Width, p.MinWidth, p.ShareX)
		ys.add(r, p.Reserve(Top), p.Reserve(Bottom), p.Height, p.MinHeight, p.ShareY)
	}
	width, leastW := xs.solve(max(0, g.Width-2*g.Margin), g.GapX, g.Aligned)
	height, leastH := ys.solve(max(0, g.Height-2*g.Margin-g.Header-g.Footer), g.GapY, g.Aligned)
	needW := max(leastW, g.MinInside) + 2*g.Margin
	needH := leastH + 2*g.Margin + g.Header + g.Footer
	const slack = 1e-6 // of a point: rounding of sums, never seen
	if (g.Width > 0 && g.Width+slack < needW) || (g.Height > 0 && g.Height+slack < needH) {
		return nil, &TooSmallError{g.Width, g.Height, needW, needH}
	}
	bodies := g.bodies(xs, ys)
	width, height = g.shrink(xs, ys, bodies, width, height)
	plan := &Plan{Width: g.Width, Height: g.Height}
	if plan.Width == 0 {
		plan.Width = max(width, g.MinInside) + 2*g.Margin
	}
	if plan.Height == 0 {
		plan.Height = height + g.Header + g.Footer + 2*g.Margin
	}
	g.place(plan, xs, ys, bodies, width, height)
	return plan, nil
}

// bodies gives each panel the largest body of its aspect within its slot.
func (g *Grid) bodies(xs, ys *axis) []Box {
	bodies := make([]Box, len(g.Panels))
	for i := range g.Panels {
		p := &g.Panels[i]
		c, r := g.Slot(i)
		w, h := xs.body[c], ys.body[r]
		if p.Width > 0 {
			w = p.Width
		}
		if p.Height > 0 {
			h = p.Height
		}
		stillX, stillY := min(p.StillX, 0.4*w), min(p.StillY, 0.4*h)
		if p.Aspect > 0 && p.Width == 0 {
			w = min(w, stillX+(h-stillY)/p.Aspect)
		}
		if p.Aspect > 0 && p.Height == 0 {
			h = min(h, stillY+float64((w-stillX)*p.Aspect))
		}
		bodies[i] = Box{W: w, H: h}
	}
	return bodies
}

// shrink gives back what bodies with an aspect left over, and returns the lengths that
// the panels take then.
func (g *Grid) shrink(xs, ys *axis, bodies []Box, width, height float64) (w, h float64) {
	fit := func(a *axis, size func(Box) float64, track func(int) int) (saved float64) {
		used := make([]float64, len(a.body))
		for i, b := range bodies {
			used[track(i)] = max(used[track(i)], size(b))
		}
		for i := range a.body {
			saved += a.body[i] - used[i]
			a.body[i] = used[i]
		}
		return saved
	}
	w = width - fit(xs, func(b Box) float64 { return b.W }, func(i int) int { c, _ := g.Slot(i); return c })
	h = height - fit(ys, func(b Box) float64 { return b.H }, func(i int) int { _, r := g.Slot(i); return r })
	return w, h
}

// place sets the positions. What is left of a given canvas goes to both sides alike.
func (g *Grid) place(plan *Plan, xs, ys *axis, bodies []Box, width, height float64) {
	left := g.Margin + max(0, (plan.Width-2*g.Margin-width)/2)
	if g.Width == 0 { // the header made the canvas wider: everything stays at the left
		left = g.Margin
	}
	top := g.Margin + max(0, (plan.Height-2*g.Margin-g.Header-g.Footer-height)/2)
	if g.Aligned {
		left, top = g.Margin, g.Margin
	}
	edge := max(g.Margin, min(left, plan.Width-g.Margin-g.HeaderWidth))
	plan.Header = Box{edge, top, plan.Width - g.Margin - edge, g.Header}
	plan.Footer = Box{edge, top + g.Header + height, plan.Width - g.Margin - edge, g.Footer}
	plan.Panels = make([]Placed, len(g.Panels))
	x, y := xs.starts(left, g.GapX), ys.starts(top+g.Header, g.GapY)
	for i := range g.Panels {
		c, r := g.Slot(i)
		placed := g.Panels[i].around(Box{x[c] + xs.before[c], y[r] + ys.before[r], bodies[i].W, bodies[i].H})
		// Titles of a column begin, and those of a row stand, in line.
		placed.Head.W += placed.Head.X - x[c]
		placed.Head.X, placed.Head.Y = x[c], y[r]
		plan.Panels[i] = placed
	}
}

// starts are where the tracks begin.
func (a *axis) starts(from, gap float64) []float64 {
	at := make([]float64, len(a.body))
	for i := range at {
		at[i] = from
		from += a.before[i] + a.body[i] + a.after[i] + gap
	}
	return at
}

// Slot is the column and the row of panel i.
func (g *Grid) Slot(i int) (col, row int) {
	cols := max(1, min(g.Columns, len(g.Panels)))
	if !g.Down {
		return i % cols, i / cols
	}
	rows := (len(g.Panels) + cols - 1) / cols
	return i / rows, i % rows
}

// Rows is the number of rows.
func (g *Grid) Rows() int {
	cols := max(1, min(g.Columns, len(g.Panels)))
	return (len(g.Panels) + cols - 1) / cols
}

// around places a panel's bands round its body.
func (p *Panel) around(body Box) Placed {
	out := Placed{Body: body}
	for _, side := range Sides {
		away := 0.0
		for _, b := range p.Bands[side] {
			away += b.Gap
			box := body
			switch side {
			case Top:
				box.Y, box.H = body.Y-away-b.Thick, b.Thick
			case Bottom:
				box.Y, box.H = body.Y+body.H+away, b.Thick
			case Left:
				box.X, box.W = body.X-away-b.Thick, b.Thick
			case Right:
				box.X, box.W = body.X+body.W+away, b.Thick
			}
			out.Bands[side] = append(out.Bands[side], box)
			away += b.Thick
		}
	}
	left := p.Reserve(Left)
	out.Head = Box{body.X - left, body.Y - p.Reserve(Top), left + body.W + p.Reserve(Right), p.Head}
	return out
}
