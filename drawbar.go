package heat

import (
	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// drawBar draws the colour bar in its band: bar, ticks, their texts, label.
func (a *arrangement) drawBar(p *panelState, box layout.Box) []scene.Item {
	if p.bar.vertical() {
		return a.drawVerticalBar(p, box)
	}
	return a.drawLevelBar(p, box)
}

// barMosaic is the bar itself: the colours between the limits, in as many steps as the
// map has.
func (c *cellsPlan) barMosaic(box layout.Box, vertical bool) *scene.Mosaic {
	const steps = 256
	colors := barIndices(c, steps, vertical)
	m := &scene.Mosaic{Palette: c.palette, Ramp: c.ramp, Cells: colors}
	if vertical {
		m.X, m.Y = []float64{box.X, box.X + box.W}, edges(box.Y, box.H, steps)
		m.Coarse = func(w, h int) []uint16 { return spread(barIndices(c, h, true), w, h, true) }
	} else {
		m.X, m.Y = edges(box.X, box.W, steps), []float64{box.Y, box.Y + box.H}
		m.Coarse = func(w, h int) []uint16 { return spread(barIndices(c, w, false), w, h, false) }
	}
	return m
}

// barIndices are the palette entries of n steps from the lower limit to the upper, or
// the other way round for a bar that grows upwards.
func barIndices(c *cellsPlan, n int, down bool) []uint16 {
	lo, hi := c.norm.Limits()
	out := make([]uint16, n)
	for i := range out {
		t := (float64(i) + 0.5) / float64(n)
		if down {
			t = 1 - t
		}
		out[i] = c.index(float64(lo*(1-t)) + float64(hi*t))
	}
	return out
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

// along is where a value stands on the bar, 0 to 1 from the lower limit.
func along(norm scale.Norm, v float64) float64 {
	lo, hi := norm.Limits()
	return scale.Linear{Min: lo, Max: hi}.Map(v)
}

func (a *arrangement) drawVerticalBar(p *panelState, box layout.Box) []scene.Item {
	left := p.bar.side == layout.Left
	bar := layout.Box{X: box.X, Y: box.Y, W: a.barThick, H: box.H}
	sign, anchor := 1.0, scene.Start
	edge := bar.X + bar.W
	if left {
		bar.X = box.X + box.W - bar.W
		sign, anchor, edge = -1, scene.End, bar.X
	}
	items := []scene.Item{p.cells.barMosaic(bar, true)}
	for i, v := range p.bar.ticks {
		y := bar.Y + float64(bar.H*(1-along(p.cells.norm, v)))
		if a.barTick > 0 {
			items = append(items, &scene.Line{X1: edge, X2: edge + sign*a.barTick, Y1: y, Y2: y, Width: a.hairline, Color: a.plan.theme.muted})
		}
		run := p.bar.texts[i]
		base := y + run.Cap/2
		if a.aligned { // the end texts stay beside the bar
			base = min(max(y+1, bar.Y+2), bar.Y+bar.H)
		}
		items = append(items, run.At(edge+sign*(a.barTick+a.barTickGap), base, 0, anchor, a.ink()))
	}
	switch {
	case len(p.bar.label) == 0:
	case a.aligned:
		items = append(items, a.lines(p.bar.label, box.X, box.Y-a.blockHeight(p.bar.label), a.ink())...)
	default:
		label := box
		label.W = a.blockHeight(p.bar.label)
		if !left {
			label.X = box.X + box.W - label.W
		}
		items = append(items, a.turned(p.bar.label, label, a.ink())...)
	}
	return items
}

func (a *arrangement) drawLevelBar(p *panelState, box layout.Box) []scene.Item {
	top := p.bar.side == layout.Top
	bar := layout.Box{X: box.X, Y: box.Y, W: box.W, H: a.barThick}
	sign, edge := 1.0, bar.Y+bar.H
	if top {
		bar.Y = box.Y + box.H - bar.H
		sign, edge = -1, bar.Y
	}
	items := []scene.Item{p.cells.barMosaic(bar, false)}
	for i, v := range p.bar.ticks {
		x := bar.X + float64(bar.W*along(p.cells.norm, v))
		if a.barTick > 0 {
			items = append(items, &scene.Line{X1: x, X2: x, Y1: edge, Y2: edge + sign*a.barTick, Width: a.hairline, Color: a.plan.theme.muted})
		}
		run := p.bar.texts[i]
		base := edge + a.barTick + a.barTickGap*boolTo(!a.aligned) + run.Ascent
		if top {
			base = edge - a.barTick - a.barTickGap*boolTo(!a.aligned) - run.Descent
		}
		items = append(items, run.At(x, base, 0, scene.Middle, a.ink()))
	}
	label := box
	label.H = a.blockHeight(p.bar.label)
	if !top {
		label.Y = box.Y + box.H - label.H
	}
	return append(items, a.centred(p.bar.label, label, a.ink())...)
}
