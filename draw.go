package heat

import (
	"slices"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// draw turns an arrangement into a scene.
func (a *arrangement) draw() *scene.Scene {
	s := &scene.Scene{
		Width: a.solved.Width, Height: a.solved.Height,
		Title: a.plan.plain(a.plan.spec.Title), Background: a.plan.theme.background,
	}
	s.Items = append(s.Items, a.drawHeader())
	for i, p := range a.panels {
		s.Items = append(s.Items, a.drawPanel(p, a.solved.Panels[i])...)
	}
	if len(a.caption) > 0 {
		foot := a.solved.Footer
		s.Items = append(s.Items, &scene.Group{Name: "caption",
			Items: a.lines(a.caption, foot.X, foot.Y+a.captionGap, a.plan.theme.muted)})
	}
	return s
}

// lines sets lines under each other, left-aligned, from the top edge y.
func (a *arrangement) lines(lines []text.Run, x, y float64, color scene.Color) (items []scene.Item) {
	for i, line := range lines {
		base := y + a.lineAt(lines, i)
		items = append(items, line.At(x, base, 0, scene.Start, color))
	}
	return items
}

func (a *arrangement) drawHeader() scene.Item {
	box := a.solved.Header
	g := &scene.Group{Name: "title", Items: a.lines(a.title, box.X, box.Y, a.ink())}
	y := box.Y + a.blockHeight(a.title)
	if len(a.title) > 0 && len(a.subtitle) > 0 {
		y += a.subtitleGap
	}
	g.Items = append(g.Items, a.lines(a.subtitle, box.X, y, a.plan.theme.muted)...)
	return g
}

// drawPanel draws one panel: body, numbers, labels, titles, tracks, legend.
func (a *arrangement) drawPanel(p *panelState, at layout.Placed) []scene.Item {
	items := []scene.Item{&scene.Group{Name: "body", Items: a.drawBody(p, at.Body)}}
	if marks := a.drawMarks(p, at.Body); len(marks) > 0 {
		items = append(items, &scene.Group{Name: "marks", Items: marks})
	}
	if p.annot.final > 0 {
		items = append(items, &scene.Group{Name: "numbers", Items: a.drawAnnotations(p, at.Body)})
	}
	add := func(name string, inner []scene.Item) {
		if len(inner) > 0 {
			items = append(items, &scene.Group{Name: name, Items: inner})
		}
	}
	head := at.Head.X
	if a.joined() {
		head = at.Body.X
	}
	add("panel-title", a.lines(p.head, head, at.Head.Y, a.ink()))
	if i := p.places[p.xSide].labels; i >= 0 && p.xFit.Every > 0 {
		add("x-labels", a.drawXLabels(p, at.Body, at.Bands[p.xSide][i]))
	}
	if i := p.places[p.ySide].labels; i >= 0 && p.yFit.Every > 0 {
		add("y-labels", a.drawYLabels(p, at.Body, at.Bands[p.ySide][i]))
	}
	across, down := p.lattices(at.Body)
	if i := p.places[layout.Top].groups; i >= 0 {
		add("x-groups", a.drawGroupTitles(&p.colTitles, across, false, at.Bands[layout.Top][i]))
	}
	if i := p.places[layout.Left].groups; i >= 0 {
		add("y-groups", a.drawGroupTitles(&p.rowTitles, down, true, at.Bands[layout.Left][i]))
	}
	if i := p.places[p.xSide].xTitle; i >= 0 {
		add("x-title", a.centred(p.xTitle, at.Bands[p.xSide][i], a.ink()))
	}
	if i := p.places[p.ySide].title; i >= 0 {
		add("y-title", a.turned(p.yTitle, at.Bands[p.ySide][i], a.ink()))
	}
	if i := p.places[layout.Top].title; i >= 0 { // a terminal's
		box, widest := at.Bands[layout.Top][i], 0.0
		for _, line := range p.yTitle {
			widest = max(widest, line.Width)
		}
		left := box.X // of tracks and labels
		for i, b := range at.Bands[layout.Left] {
			if i != p.places[layout.Left].bar {
				left = min(left, b.X)
			}
		}
		add("y-title", a.lines(p.yTitle, max(left, box.X-a.labelGapX-widest), box.Y, a.ink()))
	}
	for _, side := range layout.Sides {
		a.drawTracks(p, side, at, add)
	}
	if i := p.places[p.bar.side].bar; p.bar.on && i >= 0 {
		beside := a.solved.Panels[a.legendHome(p).index]
		if box, here := a.barBox(p, beside.Bands[p.bar.side][i]); here {
			add("legend", a.drawBar(p, box))
			add("key", a.drawBarKey(p, box))
		}
	}
	if p.bar.on && p.bar.inside {
		add("legend", a.drawInside(p))
	}
	if i := p.places[p.keys.side].keys; i >= 0 {
		add("key", a.drawKeys(p, at.Bands[p.keys.side][i]))
	}
	return items
}

// centred sets lines centred in a box, from its top.
func (a *arrangement) centred(lines []text.Run, box layout.Box, color scene.Color) (items []scene.Item) {
	for i, line := range lines {
		base := box.Y + a.lineAt(lines, i)
		items = append(items, line.At(box.X+box.W/2, base, 0, scene.Middle, color))
	}
	return items
}

// turned sets lines turned upwards and centred in a box, the first at its left.
func (a *arrangement) turned(lines []text.Run, box layout.Box, color scene.Color) (items []scene.Item) {
	for i, line := range lines {
		base := box.X + a.lineAt(lines, i)
		items = append(items, line.At(base, box.Y+box.H/2, 90, scene.Middle, color))
	}
	return items
}

// drawXLabels sets the column labels under the body.
func (a *arrangement) drawXLabels(p *panelState, body, box layout.Box) (items []scene.Item) {
	across, _ := p.lattices(body)
	sin, cos := sincos(p.xFit.Angle)
	anchor := scene.Middle
	switch {
	case p.xFit.Angle == 0:
	case p.xFit.Angle > 0 == (p.xSide == layout.Bottom): // reads towards its cell
		anchor = scene.End
	default:
		anchor = scene.Start
	}
	for i, lines := range a.shownLabels(&p.x, p.xFit, p.xTicks, p.xBroken, p.xRuns, across.pitch()) {
		if p.xFit.Rung > 0 && p.xSide == layout.Top { // what labels share stands further out
			slices.Reverse(lines)
		}
		first, centre := lines[0], across.centre(i)
		x, y := centre, box.Y+p.xAscent // of all, so that all stand on one line
		if p.xFit.Angle != 0 {          // the middle of its lines meets that of its cell
			down := float64(float64(len(lines)-1) * p.x.Leading)
			x = centre + float64((first.Cap-down)/2*sin)
			if y = box.Y + float64(first.Cap*cos); p.xSide == layout.Top {
				y = box.Y + box.H - float64((first.Descent+down)*cos)
			}
		}
		if p.xSide == layout.Top && p.xFit.Angle == 0 { // the last line stands next to the body
			y += float64(float64(max(1, p.xFit.Lines)-len(lines)) * p.x.Leading)
		}
		items = append(items, a.label(lines, x, y, p.xFit.Angle, p.x.Leading, anchor))
	}
	return items
}

// drawYLabels sets the row labels beside the body.
func (a *arrangement) drawYLabels(p *panelState, body, box layout.Box) (items []scene.Item) {
	_, rows := p.lattices(body)
	sin, cos := sincos(p.yFit.Angle)
	for i, lines := range a.shownLabels(&p.y, p.yFit, p.yTicks, p.yBroken, p.yRuns, rows.pitch()) {
		first, centre := lines[0], rows.centre(i)
		// What reaches furthest stands at the band's edge.
		x, anchor := box.X+box.W-float64(first.Descent*max(sin, 0))+float64(first.Cap*min(sin, 0)), scene.End
		if p.ySide == layout.Right {
			x, anchor = box.X+float64(first.Cap*max(sin, 0))-float64(first.Descent*min(sin, 0)), scene.Start
		}
		if cos == 0 { // its middle stands level with its cell
			items = append(items, a.label(lines, x, centre, p.yFit.Angle, p.y.Leading, scene.Middle))
			continue
		}
		// Its end does, so that labels of any length are as far apart as their cells.
		down := float64(float64(len(lines)-1) * p.y.Leading)
		y := centre + float64((first.Cap-down)/2*cos)
		items = append(items, a.label(lines, x, y, p.yFit.Angle, p.y.Leading, anchor))
	}
	return items
}
