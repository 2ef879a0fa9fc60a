package heat

import (
	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
)

// drawBar draws the colour bar in its band: bar, ticks, their texts, label.
func (a *arrangement) drawBar(p *panelState, box layout.Box) []scene.Item {
	if p.bar.vertical() {
		return a.drawVerticalBar(p, box)
	}
	return a.drawLevelBar(p, box)
}

// tick draws a mark across the bar's edge.
func (a *arrangement) barMark(bar *barLine, v, edge, length float64) *scene.Line {
	at := bar.place(v)
	mark := &scene.Line{X1: at, X2: at, Y1: edge, Y2: edge + length, Width: a.hairline, Color: a.plan.theme.muted}
	if bar.vertical {
		mark.X1, mark.X2, mark.Y1, mark.Y2 = edge, edge+length, at, at
	}
	return mark
}

// minorTick is the length of a minor tick's mark by that of a major one.
const minorTick = 0.55

// barBody draws the bar with its arrows, histogram and marks. The marks stand out from
// an edge of the bar in the direction of sign.
func (a *arrangement) barBody(p *panelState, bar *barLine, edge, sign float64) []scene.Item {
	items := []scene.Item{bar.mosaic(p.cells)}
	items = append(items, bar.arrows(p.cells)...)
	items = append(items, a.drawHist(p, bar, sign)...)
	if a.barTick == 0 {
		return items
	}
	for _, v := range p.bar.minor {
		items = append(items, a.barMark(bar, v, edge, sign*minorTick*a.barTick))
	}
	for _, v := range p.bar.ticks {
		items = append(items, a.barMark(bar, v, edge, sign*a.barTick))
	}
	return items
}

func (a *arrangement) drawVerticalBar(p *panelState, box layout.Box) []scene.Item {
	left := p.bar.side == layout.Left
	hist := a.histThick(p.cells)
	bar := layout.Box{X: box.X + hist, Y: box.Y, W: a.barThick, H: box.H}
	sign, anchor := 1.0, scene.Start
	edge := bar.X + bar.W
	if left {
		bar.X = box.X + box.W - hist - bar.W
		sign, anchor, edge = -1, scene.End, bar.X
	}
	line := a.barLine(p, bar)
	items := a.barBody(p, line, edge, sign)
	textAt := edge + sign*(a.barTick+a.barTickGap)
	for i, v := range p.bar.ticks {
		run := p.bar.texts[i]
		base := line.place(v) + run.Cap/2
		if a.aligned { // the end texts stay beside the bar
			base = min(max(line.place(v)+1, bar.Y+2), bar.Y+bar.H)
		}
		items = append(items, run.At(textAt, base, 0, anchor, a.ink()))
	}
	switch {
	case len(p.bar.label) == 0:
	case a.aligned:
		items = append(items, a.lines(p.bar.label, box.X, box.Y-a.blockHeight(p.bar.label), a.ink())...)
	default:
		label := box
		label.W = a.blockHeight(p.bar.label)
		if label.X = bar.X + p.bar.thick - label.W; left {
			label.X = bar.X + bar.W - p.bar.thick
		}
		items = append(items, a.turned(p.bar.label, label, a.ink())...)
	}
	return items
}

func (a *arrangement) drawLevelBar(p *panelState, box layout.Box) []scene.Item {
	top := p.bar.side == layout.Top
	hist := a.histThick(p.cells)
	bar := layout.Box{X: box.X, Y: box.Y + hist, W: box.W, H: a.barThick}
	sign, edge := 1.0, bar.Y+bar.H
	if top {
		bar.Y = box.Y + box.H - hist - bar.H
		sign, edge = -1, bar.Y
	}
	line := a.barLine(p, bar)
	items := a.barBody(p, line, edge, sign)
	away := a.barTick + a.barTickGap*boolTo(!a.aligned)
	for i, v := range p.bar.ticks {
		run := p.bar.texts[i]
		base := edge + away + run.Ascent
		if top {
			base = edge - away - run.Descent
		}
		items = append(items, run.At(line.place(v), base, 0, scene.Middle, a.ink()))
	}
	return append(items, a.centred(p.bar.label, a.levelLabel(p, box), a.ink())...)
}

// levelLabel is the box of the label of a level bar.
func (a *arrangement) levelLabel(p *panelState, box layout.Box) layout.Box {
	hist := a.histThick(p.cells)
	label := box
	label.H = a.blockHeight(p.bar.label)
	if label.Y = box.Y + hist + p.bar.thick - label.H; p.bar.side == layout.Top {
		label.Y = box.Y + box.H - hist - p.bar.thick
	}
	return label
}

// drawBarKey draws the key of missing cells: under an upright bar, along the outer edge of
// a level one's band.
func (a *arrangement) drawBarKey(p *panelState, box layout.Box) []scene.Item {
	run := p.bar.key
	if run.String == "" {
		return nil
	}
	row, side := a.keyRow(), min(a.barThick, a.keySwatch)
	y := box.Y + box.H + a.barKeyGap
	swatch := layout.Box{X: box.X, W: a.barThick, H: side}
	if p.bar.side == layout.Right {
		swatch.X += a.histThick(p.cells)
	}
	x, anchor := swatch.X+a.barThick+a.barTick+a.barTickGap, scene.Start
	switch p.bar.side {
	case layout.Left:
		swatch.X = box.X + box.W - a.histThick(p.cells) - swatch.W
		x, anchor = swatch.X-a.barTick-a.barTickGap, scene.End
	case layout.Bottom:
		y = box.Y + box.H - row
	case layout.Top:
		y = box.Y
	}
	if label := p.bar.label; p.bar.keyInLine && !p.bar.vertical() {
		y = a.levelLabel(p, box).Y + (a.blockHeight(label)-row)/2
	}
	swatch.Y = y + (row-side)/2
	base := y + (row+run.Cap)/2
	if a.aligned {
		base = y + run.Ascent
	}
	c := p.cells
	entry := keyEntry{color: c.palette[c.missingIndex()], struck: c.strikeNA}
	return append(a.swatch(swatch, &entry), run.At(x, base, 0, anchor, a.ink()))
}

// drawInside draws the bar over the body, on a plate where cells would shine through.
func (a *arrangement) drawInside(p *panelState) []scene.Item {
	box := p.bar.inner
	items := a.drawBar(p, box)
	if p.cells.spec.Mask.Triangle != NoTriangle {
		return items
	}
	plate := a.plan.theme.background
	if plate.A == 0 {
		plate = scene.Color{R: 255, G: 255, B: 255, A: 255}
	}
	plate.A = 235
	pad := 0.6 * a.barGap
	return append([]scene.Item{&scene.Rect{X: box.X - pad, Y: box.Y - pad, W: box.W + 2*pad, H: box.H + 2*pad, Fill: plate}}, items...)
}
