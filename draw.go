package heat

import (
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
		base := y + line.Ascent + float64(float64(i)*line.Height()*a.leading)
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
	if p.annot.final > 0 {
		items = append(items, &scene.Group{Name: "numbers", Items: a.drawAnnotations(p, at.Body)})
	}
	add := func(name string, inner []scene.Item) {
		if len(inner) > 0 {
			items = append(items, &scene.Group{Name: name, Items: inner})
		}
	}
	add("panel-title", a.lines(p.head, at.Head.X, at.Head.Y, a.ink()))
	if i := p.places[layout.Bottom].labels; i >= 0 && p.xFit.Every > 0 {
		add("x-labels", a.drawXLabels(p, at.Body, at.Bands[layout.Bottom][i]))
	}
	if i := p.places[layout.Left].labels; i >= 0 && p.yFit.Every > 0 {
		add("y-labels", a.drawYLabels(p, at.Body, at.Bands[layout.Left][i]))
	}
	across, down := p.lattices(at.Body)
	if i := p.places[layout.Top].groups; i >= 0 {
		add("x-groups", a.drawGroupTitles(&p.colTitles, across, false, at.Bands[layout.Top][i]))
	}
	if i := p.places[layout.Left].groups; i >= 0 {
		add("y-groups", a.drawGroupTitles(&p.rowTitles, down, true, at.Bands[layout.Left][i]))
	}
	if i := p.places[layout.Bottom].title; i >= 0 {
		add("x-title", a.centred(p.xTitle, at.Bands[layout.Bottom][i], a.ink()))
	}
	if i := p.places[layout.Left].title; i >= 0 {
		add("y-title", a.turned(p.yTitle, at.Bands[layout.Left][i], a.ink()))
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
		for i, t := range p.tracks[side] {
			add("track", a.drawTrack(t, side, at.Bands[side][i]))
		}
	}
	if i := p.places[p.bar.side].bar; p.bar.on && i >= 0 {
		add("legend", a.drawBar(p, at.Bands[p.bar.side][i]))
	}
	if i := p.places[p.keys.side].keys; i >= 0 {
		add("key", a.drawKeys(p, at.Bands[p.keys.side][i]))
	}
	return items
}

// centred sets lines centred in a box, from its top.
func (a *arrangement) centred(lines []text.Run, box layout.Box, color scene.Color) (items []scene.Item) {
	for i, line := range lines {
		base := box.Y + line.Ascent + float64(float64(i)*line.Height()*a.leading)
		items = append(items, line.At(box.X+box.W/2, base, 0, scene.Middle, color))
	}
	return items
}

// turned sets lines turned upwards and centred in a box, the first at its left.
func (a *arrangement) turned(lines []text.Run, box layout.Box, color scene.Color) (items []scene.Item) {
	for i, line := range lines {
		base := box.X + line.Ascent + float64(float64(i)*line.Height()*a.leading)
		items = append(items, line.At(base, box.Y+box.H/2, 90, scene.Middle, color))
	}
	return items
}

// drawXLabels sets the column labels under the body.
func (a *arrangement) drawXLabels(p *panelState, body, box layout.Box) (items []scene.Item) {
	across, _ := p.lattices(body)
	sin, cos := sincos(p.xFit.Angle)
	for i := 0; i < p.x.N; i += p.xFit.Every {
		p.x.Width(i)
		run := p.xRuns[i]
		centre := across.centre(i)
		switch {
		case p.xFit.Angle == 0:
			items = append(items, run.At(centre, box.Y+run.Ascent, 0, scene.Middle, a.ink()))
		case p.xFit.Angle > 0: // reads upwards and ends at its cell
			items = append(items, run.At(centre+float64(run.Cap/2*sin), box.Y+float64(run.Cap*cos), p.xFit.Angle, scene.End, a.ink()))
		default: // reads downwards from its cell
			items = append(items, run.At(centre+float64(run.Cap/2*sin), box.Y+float64(run.Cap*cos), p.xFit.Angle, scene.Start, a.ink()))
		}
	}
	return items
}

// drawYLabels sets the row labels beside the body.
func (a *arrangement) drawYLabels(p *panelState, body, box layout.Box) (items []scene.Item) {
	_, down := p.lattices(body)
	sin, cos := sincos(p.yFit.Angle)
	for i := 0; i < p.y.N; i += p.yFit.Every {
		p.y.Width(i)
		run := p.yRuns[i]
		centre := down.centre(i)
		right := box.X + box.W
		// What reaches furthest stands at the band's edge.
		x := right - float64(run.Descent*max(sin, 0)) + float64(run.Cap*min(sin, 0))
		if cos == 0 { // its middle stands level with its cell
			items = append(items, run.At(x, centre, p.yFit.Angle, scene.Middle, a.ink()))
			continue
		}
		// Its end does, so that labels of any length are as far apart as their cells.
		items = append(items, run.At(x, centre+float64(run.Cap/2*cos), p.yFit.Angle, scene.End, a.ink()))
	}
	return items
}

// drawTrack draws a track in its band.
func (a *arrangement) drawTrack(t trackState, side layout.Side, box layout.Box) (items []scene.Item) {
	largest := 0.0
	for _, v := range t.bars.Values {
		if v.Set {
			largest = max(largest, v.Value, -v.Value)
		}
	}
	color := scene.Color(t.bars.Color)
	if color == (scene.Color{}) {
		color = a.plan.theme.quiet
	}
	n := float64(len(t.bars.Values))
	for i, v := range t.bars.Values {
		if !v.Set || largest == 0 {
			continue
		}
		share := max(v.Value, -v.Value) / largest
		lo, hi := (float64(i)+0.15)/n, (float64(i)+0.85)/n
		r := &scene.Rect{Fill: color}
		switch side {
		case layout.Top:
			r.X, r.W, r.H = box.X+lo*box.W, (hi-lo)*box.W, share*box.H
			r.Y = box.Y + box.H - r.H
		case layout.Bottom:
			r.X, r.W, r.Y, r.H = box.X+lo*box.W, (hi-lo)*box.W, box.Y, share*box.H
		case layout.Right:
			r.Y, r.H, r.X, r.W = box.Y+lo*box.H, (hi-lo)*box.H, box.X, share*box.W
		case layout.Left:
			r.Y, r.H, r.W = box.Y+lo*box.H, (hi-lo)*box.H, share*box.W
			r.X = box.X + box.W - r.W
		}
		items = append(items, r)
	}
	return items
}
