package heat

import (
	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// barLine is a colour bar along its length: where values stand on it.
type barLine struct {
	norm     scale.Norm
	spacing  scale.Spacing
	box      layout.Box
	vertical bool
	// Lengths of the arrows for values beyond the limits, 0 for none.
	low, high float64
}

// length is that of the whole bar, with its arrows.
func (b *barLine) length() float64 {
	if b.vertical {
		return b.box.H
	}
	return b.box.W
}

// at is the place of a share of the limits' range, upwards or to the right.
func (b *barLine) at(f float64) float64 {
	along := b.low + float64((b.length()-b.low-b.high)*f)
	if b.vertical {
		return b.box.Y + (b.box.H - along)
	}
	return b.box.X + along
}

// place is where a value stands.
func (b *barLine) place(v float64) float64 { return b.at(scale.Position(b.norm, v, b.spacing)) }

// shares are the limits of the bar's blocks of one colour, as shares: the bins of a norm
// that has some, else so many steps that no eye sees them.
func (b *barLine) shares() []float64 {
	const steps = 256
	if s, ok := scale.Steps(b.norm); ok {
		var at []float64
		for _, e := range s.Edges() {
			at = append(at, scale.Position(b.norm, e, b.spacing))
		}
		return at
	}
	return edges(0, 1, steps)
}

// colors are the palette entries at the middles of those blocks.
func (b *barLine) colors(c *cellsPlan, shares []float64) []uint16 {
	out := make([]uint16, len(shares)-1)
	for i := range out {
		out[i] = c.index(scale.ValueAt(b.norm, (shares[i]+shares[i+1])/2, b.spacing))
	}
	return out
}

// mosaic is the bar between its arrows.
func (b *barLine) mosaic(c *cellsPlan) *scene.Mosaic {
	shares := b.shares()
	cells := b.colors(c, shares)
	at := make([]float64, len(shares))
	for i, f := range shares {
		at[i] = b.at(f)
	}
	m := &scene.Mosaic{Palette: c.palette, Ramp: c.ramp, Cells: cells, X: at, Y: []float64{b.box.Y, b.box.Y + b.box.H}}
	if b.vertical {
		flip(at)
		flip(cells)
		m.X, m.Y = []float64{b.box.X, b.box.X + b.box.W}, at
	}
	if _, stepped := scale.Steps(b.norm); stepped {
		return m // its blocks are not evenly spaced
	}
	m.Coarse = func(w, h int) []uint16 {
		n := w
		if b.vertical {
			n = h
		}
		line := b.colors(c, edges(0, 1, n))
		if b.vertical {
			flip(line)
		}
		return spread(line, w, h, b.vertical)
	}
	return m
}

// flip reverses a list in place.
func flip[T any](list []T) {
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
}

// spread repeats a line of entries over w × h pixels.
func spread(line []uint16, w, h int, vertical bool) []uint16 {
	out := make([]uint16, w*h)
	for y := range h {
		for x := range w {
			if vertical {
				out[y*w+x] = line[y]
			} else {
				out[y*w+x] = line[x]
			}
		}
	}
	return out
}

// arrows are the tips of the bar for values beyond the limits. They reach a little under
// the bar, which is painted later, so that nothing shows between.
func (b *barLine) arrows(c *cellsPlan) (items []scene.Item) {
	under := min(0.5, 0.5*(b.length()-b.low-b.high)) // points
	tip := func(length, share, sign float64, color scene.Color) {
		if length == 0 || color.A == 0 {
			return
		}
		base := b.at(share)
		top := base + sign*length
		base -= sign * under
		corners := [3]scene.Point{{X: base, Y: b.box.Y}, {X: base, Y: b.box.Y + b.box.H}, {X: top, Y: b.box.Y + b.box.H/2}}
		if b.vertical {
			corners = [3]scene.Point{{X: b.box.X, Y: base}, {X: b.box.X + b.box.W, Y: base}, {X: b.box.X + b.box.W/2, Y: top}}
		}
		path := &scene.Path{Fill: color}
		for i, pt := range corners {
			op := scene.LineTo
			if i == 0 {
				op = scene.MoveTo
			}
			path.Segments = append(path.Segments, scene.Segment{Op: op, P: [3]scene.Point{pt}})
		}
		items = append(items, path)
	}
	up := 1.0
	if b.vertical {
		up = -1
	}
	tip(b.low, 0, -up, c.palette[c.under])
	tip(b.high, 1, up, c.palette[c.over])
	return items
}
