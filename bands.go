package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/text"
)

// buildBands stacks a panel's bands from the body outwards: tracks, labels, axis
// title, legend.
func (a *arrangement) buildBands(s *panelState, p *layout.Panel, body layout.Box) {
	for _, side := range layout.Sides {
		s.places[side] = bandPlaces{-1, -1, -1, -1, -1, -1, -1}
		a.buildTracks(s, p, side, body)
	}
	if a.aligned {
		a.closeTracks(s, p)
	}
	add := func(side layout.Side, place *int, gap, thick float64) {
		*place = len(p.Bands[side])
		p.Bands[side] = append(p.Bands[side], layout.Band{Gap: gap, Thick: thick})
	}
	pitchX, pitchY := s.pitches(body)
	if s.yFit.Every > 0 {
		add(s.ySide, &s.places[s.ySide].labels, a.labelGapX, s.y.Thick(s.yFit, true))
		p.Over[layout.Top], p.Over[layout.Bottom] = s.y.OverVertical(s.yFit, pitchY)
	}
	if s.xFit.Every > 0 {
		start, end := s.x.Over(s.xFit, pitchX)
		near := start // the corner with the row labels
		if s.ySide == layout.Right {
			near = end
		}
		gap := a.labelGapY + max(a.pastCorner(s, p, s.xSide, a.labelGapY, near), a.pastEnds(s, p, s.xSide, a.labelGapY, start, end))
		add(s.xSide, &s.places[s.xSide].labels, gap, s.x.Thick(s.xFit, false))
		p.Over[layout.Left], p.Over[layout.Right] = start, end
	}
	a.buildGroupTitles(s, add, body)
	style := text.Style{Size: a.axisTitle, Markup: a.markup}
	s.xTitle, s.yTitle = nil, nil
	if s.panelPlan.x.title != "" && !s.xUntitled {
		s.xTitle = a.wrap(s.panelPlan.x.title, style, body.W)
		a.giveUp(&s.xUntitled, s.xTitle)
		add(s.xSide, &s.places[s.xSide].xTitle, a.axisTitleGap-a.xTitleTight(), a.blockHeight(s.xTitle))
	}
	if s.panelPlan.y.title != "" && !s.yUntitled {
		a.buildYTitle(s, p, add, style, body)
	}
	for _, of := range a.explains(s) {
		a.buildBar(of, p, add, body)
	}
	a.buildKeys(s, p, a.keysBody(s, p, body))
	if s.places[s.keys.side].keys >= 0 && !s.keys.vertical() {
		p.Over[layout.Right] = max(p.Over[layout.Right], s.keys.packed-body.W)
	}
	if a.aligned {
		a.nameSides(s, p)
	}
	a.reachEnds(s, p, body)
	if t := s.spec.Title; t != "" {
		left := p.Reserve(layout.Left)
		if a.joined() { // titles stand over the bodies
			left = 0
		}
		room := left + body.W + p.Reserve(layout.Right)
		s.head = a.wrap(t, text.Style{Size: a.panelTitle, Bold: a.boldTitles(), Markup: a.markup}, max(room, a.leastTitle()))
		for _, line := range s.head {
			p.Over[layout.Right] = max(p.Over[layout.Right], line.Width-left-body.W)
		}
		p.Head = a.blockHeight(s.head) + a.labelGapX
	}
	if a.aligned {
		p.Align()
	}
}

// giveUp drops an axis's title, for good and from the next round on, where the axis is so
// short that the title would break into a column of letters.
func (a *arrangement) giveUp(untitled *bool, lines []text.Run) {
	if a.solved != nil && len(lines) > maxLabelLines {
		*untitled, a.held = true, nil
	}
}

// leastTitle is the width that a terminal has for titles of a panel, however narrow it
// is: a character a line would be no title. On paper, bodies are wide enough.
func (a *arrangement) leastTitle() float64 {
	if !a.aligned {
		return 0
	}
	return min(20, math.Floor((a.maxWidth-a.panelGap*float64(a.grid.Columns-1))/float64(a.grid.Columns)))
}

// xTitleTight pulls the title under labels a little nearer: a line of labels has its
// own descent as free space.
func (a *arrangement) xTitleTight() float64 { return a.tick * 0.25 * boolTo(!a.aligned) }

func boolTo(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// pastCorner is how much further out a text at the body's upper or lower side must
// stand, at a gap from what is there, to pass by the row labels: where it reaches out
// to the left by as much as they are away, and they reach past the body's end.
func (a *arrangement) pastCorner(s *panelState, p *layout.Panel, side layout.Side, gap, reach float64) float64 {
	away, depth := a.labelGapX, gap
	for _, b := range p.Bands[s.ySide][:len(s.tracks[s.ySide])] {
		away += b.Gap + b.Thick
	}
	depth += p.Depth(side)
	if s.yFit.Every == 0 || a.aligned || reach <= away {
		return 0
	}
	return max(0, p.Over[side]-depth)
}

// buildYTitle reserves the band of the vertical axis's title: turned on paper, level
// above the labels where text cannot be turned.
func (a *arrangement) buildYTitle(s *panelState, p *layout.Panel, add func(layout.Side, *int, float64, float64), style text.Style, body layout.Box) {
	if a.aligned {
		room := p.Depth(layout.Left) + body.W
		s.yTitle = a.wrap(s.panelPlan.y.title, style, max(room, a.leastTitle()))
		s.yReach = 0
		for _, line := range s.yTitle {
			s.yReach = max(s.yReach, line.Width-room)
		}
		p.Over[layout.Right] = max(p.Over[layout.Right], s.yReach)
		add(layout.Top, &s.places[layout.Top].title, 0, a.blockHeight(s.yTitle))
		return
	}
	s.yTitle = a.wrap(s.panelPlan.y.title, style, body.H)
	a.giveUp(&s.yUntitled, s.yTitle)
	add(s.ySide, &s.places[s.ySide].title, a.axisTitleGap, a.blockHeight(s.yTitle))
}

// x1 and y1 are the numbers of columns and rows, at least 1.
// blockHeight is the height of lines of one style.
func (m *medium) blockHeight(lines []text.Run) float64 {
	if len(lines) == 0 {
		return 0
	}
	ascent, descent := reach(lines)
	return (ascent + descent) * (1 + float64(float64(len(lines)-1)*m.leading))
}

// lineAt is where line i stands below the top of lines. All are as far apart as the
// highest and the deepest of them need.
func (m *medium) lineAt(lines []text.Run, i int) float64 {
	ascent, descent := reach(lines)
	return ascent + float64(float64(i)*(ascent+descent)*m.leading)
}

// reach is how far the highest and the deepest of lines reach over and under their
// baselines.
func reach(lines []text.Run) (ascent, descent float64) {
	for _, line := range lines {
		ascent, descent = max(ascent, line.Ascent), max(descent, line.Descent)
	}
	return ascent, descent
}

// buildHeader wraps title, subtitle and caption to the width that there is.
func (a *arrangement) buildHeader() {
	spec := &a.plan.spec
	titleStyle := text.Style{Size: a.medium.title, Bold: a.boldTitles(), Markup: a.markup}
	natural := 0.0
	for _, line := range a.wrap(spec.Title, titleStyle, 0) {
		natural = max(natural, line.Width)
	}
	inside := a.width - 2*a.margin
	a.grid.MinInside = 0
	if a.width == 0 {
		a.grid.MinInside = min(natural, titleRoom*a.medium.title)
		inside = a.grid.MinInside
		if a.solved != nil {
			inside = max(inside, a.solved.Width-2*a.margin)
		}
		if a.aligned {
			inside = a.maxWidth
		}
	}
	a.title, a.subtitle, a.caption = nil, nil, nil
	header, footer := a.grid.Header, a.grid.Footer
	a.grid.Header, a.grid.Footer, a.grid.HeaderWidth = 0, 0, 0
	if spec.Title != "" {
		a.title = a.wrap(spec.Title, titleStyle, inside)
	}
	if spec.Subtitle != "" {
		a.subtitle = a.wrap(spec.Subtitle, text.Style{Size: a.medium.subtitle, Markup: a.markup}, inside)
	}
	if spec.Caption != "" {
		a.caption = a.wrap(spec.Caption, text.Style{Size: a.medium.caption, Markup: a.markup}, inside)
		a.grid.Footer = a.captionGap + a.blockHeight(a.caption)
	}
	a.grid.Header = a.blockHeight(a.title) + a.blockHeight(a.subtitle)
	if a.grid.Header > 0 {
		a.grid.Header += a.titleGap
	}
	if len(a.title) > 0 && len(a.subtitle) > 0 {
		a.grid.Header += a.subtitleGap
	}
	if a.round > settleAfter {
		a.grid.Header, a.grid.Footer = max(a.grid.Header, header), max(a.grid.Footer, footer)
	}
	for _, lines := range [][]text.Run{a.title, a.subtitle, a.caption} {
		for _, line := range lines {
			a.grid.HeaderWidth = max(a.grid.HeaderWidth, line.Width)
		}
	}
	if a.aligned {
		a.grid.MinInside = a.grid.HeaderWidth
	}
}

// titleRoom is how wide, in em, a title may make a canvas before it wraps.
const titleRoom = 18

// boldTitles reports whether titles are set in bold.
func (a *arrangement) boldTitles() bool { return a.plan.spec.Theme.TitleWeight == WeightBold }

// wrapping is a text that was broken into lines.
type wrapping struct {
	text  string
	style text.Style
	width float64
}

// wrap breaks a text into lines as text.Wrap does, and remembers it: each round of the
// search asks again, mostly for the same.
func (a *arrangement) wrap(s string, style text.Style, width float64) []text.Run {
	key := wrapping{s, style, width}
	lines, known := a.wrapped[key]
	if !known {
		if a.wrapped == nil {
			a.wrapped = map[wrapping][]text.Run{}
		}
		lines = text.Wrap(a.set, s, style, width)
		a.wrapped[key] = lines
	}
	return lines
}
