package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
)

// maxMarked bounds the marked cells of a figure.
const maxMarked = 1 << 18

// checkMarks refuses marks outside of the matrix.
func (r *resolver) checkMarks(c *cellsPlan, name string) {
	total := 0
	for n, m := range c.spec.Marks {
		r.length("width of a mark", m.Width, MaxSize)
		if total += len(m.At); total > maxMarked {
			r.add("marks", "mark fewer cells", "%smore than %d marked cells", name, maxMarked)
			return
		}
		for _, at := range m.At {
			if at[0] < 0 || at[0] >= c.rows || at[1] < 0 || at[1] >= c.cols {
				r.add("marks", "count from 0", "%smark %d: no cell in row %d, column %d of %d × %d", name, n+1, at[0], at[1], c.rows, c.cols)
				return
			}
		}
	}
}

// leastMarked is the least size of a cell that shows a mark.
const leastMarked = 2.5

// Colours of marks that are given none: dark, with a light edge, so that one of them is
// seen on every colour.
var (
	markInk  = scene.Color{R: 0x11, G: 0x11, B: 0x11, A: 255}
	markHalo = scene.Color{R: 255, G: 255, B: 255, A: 255}
)

// markColors are the colours of a mark and of its edge; the edge may be nothing.
func (m *Mark) colors() (ink, halo scene.Color) {
	if c := scene.Color(m.Color); c != (scene.Color{}) {
		return c, scene.Color{}
	}
	return markInk, markHalo
}

// drawMarks draws the marks over the cells.
func (a *arrangement) drawMarks(p *panelState, box layout.Box) (items []scene.Item) {
	across, down := p.lattices(box)
	if a.aligned || min(across.pitch(), down.pitch()) < leastMarked {
		return nil
	}
	for i := range p.cells.spec.Marks {
		m := &p.cells.spec.Marks[i]
		cell := func(at [2]int) layout.Box {
			x0, x1 := across.cell(at[1])
			y0, y1 := down.cell(at[0])
			return layout.Box{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
		}
		if m.Kind == MarkOutline {
			items = append(items, a.outlines(p, m, cell)...)
			continue
		}
		for _, at := range m.At {
			items = append(items, a.sign(m, cell(at), p.annot.final > 0)...)
		}
	}
	return items
}

// outlines draws lines along the edges between marked cells and others, the light edges of
// all before the dark lines.
func (a *arrangement) outlines(p *panelState, m *Mark, cell func([2]int) layout.Box) (items []scene.Item) {
	marked := make(map[[2]int]bool, len(m.At))
	for _, at := range m.At {
		marked[at] = true
	}
	joined := func(i, j, di, dj int) bool { // to a marked neighbour in the same group
		next := [2]int{i + di, j + dj}
		if !marked[next] {
			return false
		}
		rows, cols := p.panelPlan.rows, p.panelPlan.cols
		return groupAt(rows, i) == groupAt(rows, next[0]) && groupAt(cols, j) == groupAt(cols, next[1])
	}
	ink, halo := m.colors()
	width := a.markWidth(m)
	for _, pass := range []struct {
		width float64
		color scene.Color
	}{{width + 2*a.markHalo, halo}, {width, ink}} {
		if pass.color.A == 0 {
			continue
		}
		half := pass.width / 2
		for _, at := range m.At {
			i, j := at[0], at[1]
			b := cell(at)
			line := func(x1, y1, x2, y2 float64) {
				items = append(items, &scene.Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: pass.width, Color: pass.color})
			}
			if !joined(i, j, -1, 0) {
				line(b.X-half, b.Y, b.X+b.W+half, b.Y)
			}
			if !joined(i, j, 1, 0) {
				line(b.X-half, b.Y+b.H, b.X+b.W+half, b.Y+b.H)
			}
			if !joined(i, j, 0, -1) {
				line(b.X, b.Y-half, b.X, b.Y+b.H+half)
			}
			if !joined(i, j, 0, 1) {
				line(b.X+b.W, b.Y-half, b.X+b.W, b.Y+b.H+half)
			}
		}
	}
	return items
}

// groupAt is the group that row or column i is in.
func groupAt(groups []group, i int) int {
	l := lattice{groups: groups}
	return l.groupOf(i)
}

func (a *arrangement) markWidth(m *Mark) float64 {
	if m.Width > 0 {
		return float64(m.Width)
	}
	return 2.2 * a.hairline
}

// sign draws a mark within a cell: a dot in its middle, or in its lower right corner where
// the middle holds a number.
func (a *arrangement) sign(m *Mark, b layout.Box, written bool) []scene.Item {
	ink, halo := m.colors()
	size := min(0.32*min(b.W, b.H), 0.75*a.tick)
	shape := func(grow float64, color scene.Color) scene.Item {
		path := &scene.Path{Fill: color}
		if m.Kind == MarkDot {
			x, y, r := b.X+b.W/2, b.Y+b.H/2, size/2
			if written {
				r = min(r, 0.1*min(b.W, b.H))
				x, y = b.X+b.W-2.2*r, b.Y+b.H-2.2*r
			}
			path.Segments = disc(x, y, r+grow)
			return path
		}
		x, y, s := b.X+b.W, b.Y, size+2.4*grow
		for i, pt := range [3]scene.Point{{X: x, Y: y}, {X: x, Y: y + s}, {X: x - s, Y: y}} {
			op := scene.LineTo
			if i == 0 {
				op = scene.MoveTo
			}
			path.Segments = append(path.Segments, scene.Segment{Op: op, P: [3]scene.Point{pt}})
		}
		return path
	}
	if halo.A == 0 {
		return []scene.Item{shape(0, ink)}
	}
	return []scene.Item{shape(min(a.markHalo, 0.2*size), halo), shape(0, ink)}
}

// disc is the outline of a circle, of four curves.
func disc(x, y, r float64) []scene.Segment {
	k := float64(r * 4 * (math.Sqrt2 - 1) / 3)
	at := func(dx, dy float64) scene.Point { return scene.Point{X: x + dx, Y: y + dy} }
	curve := func(a, b, c scene.Point) scene.Segment {
		return scene.Segment{Op: scene.CubeTo, P: [3]scene.Point{a, b, c}}
	}
	return []scene.Segment{
		{Op: scene.MoveTo, P: [3]scene.Point{at(r, 0)}},
		curve(at(r, k), at(k, r), at(0, r)),
		curve(at(-k, r), at(-r, k), at(-r, 0)),
		curve(at(-r, -k), at(-k, -r), at(0, -r)),
		curve(at(k, -r), at(r, -k), at(r, 0)),
	}
}

// markLegend explains the marks that have a label.
func (a *arrangement) markLegend(c *cellsPlan) (l keyLegend) {
	for i := range c.spec.Marks {
		if m := &c.spec.Marks[i]; m.Label != "" && len(m.At) > 0 && !a.aligned {
			l.entries = append(l.entries, keyEntry{label: m.Label, mark: m})
		}
	}
	return l
}

// drawMarkKey draws a mark in its entry of the key.
func (a *arrangement) drawMarkKey(m *Mark, b layout.Box) []scene.Item {
	paper := []scene.Item{&scene.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H, Fill: a.plan.theme.quiet}}
	if m.Kind != MarkOutline {
		return append(paper, a.sign(m, b, false)...)
	}
	ink, _ := m.colors()
	w := min(a.markWidth(m), 0.25*b.W)
	return []scene.Item{
		&scene.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H, Fill: ink},
		&scene.Rect{X: b.X + w, Y: b.Y + w, W: b.W - 2*w, H: b.H - 2*w, Fill: a.plan.theme.quiet},
	}
}
