package heat

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// arrangement is a plan on its way to a scene in one medium: what is shown of it, and
// where.
type arrangement struct {
	*medium
	plan   *plan
	panels []*panelState
	grid   layout.Grid
	solved *layout.Plan

	title, subtitle, caption []text.Run

	round int            // of the search
	held  []layout.Panel // what the panels were last given
}

// panelState is how one panel is shown so far.
type panelState struct {
	*panelPlan
	x, y       layout.Labels
	xRuns      map[int]text.Run
	yRuns      map[int]text.Run
	xFit, yFit layout.Fit
	bar        barState
	annot      annotState
	head       []text.Run
	xTitle     []text.Run
	yTitle     []text.Run
	yReach     float64 // how far a terminal's title reaches out past the body's right
	tracks     [4][]trackState
	places     [4]bandPlaces
}

// bandPlaces says which of a side's bands is what; -1: none.
type bandPlaces struct{ track, labels, title, bar int }

// maxRounds bounds the search for a layout. Each round turns, thins or drops
// something, and thinning at least doubles its step every other round.
const maxRounds = 64

// settleAfter is the round from which bands only grow while the same labels are shown:
// lines break by the body's size and the body's size follows from the lines, which can
// go to and fro for ever.
const settleAfter = 8

// arrange lays a plan out in a medium.
func arrange(p *plan, m *medium) (*arrangement, error) {
	a, err := attempt(p, m)
	var small *layout.TooSmallError
	if errors.As(err, &small) {
		return nil, tooSmall(p, m, small)
	}
	return a, err
}

// attempt is arrange; where the canvas is too small even without labels, the error is
// that of the layout.
func attempt(p *plan, m *medium) (*arrangement, error) {
	a := &arrangement{medium: m, plan: p}
	for _, pp := range p.panels {
		a.panels = append(a.panels, a.newPanel(pp))
	}
	a.grid = layout.Grid{
		Columns: columnsOf(p.spec.Arrange, len(p.panels)), Width: m.width, Height: m.height,
		Margin: m.margin, GapX: m.panelGap, GapY: m.panelGap, Aligned: m.aligned,
		Panels: make([]layout.Panel, len(p.panels)),
	}
	for a.round = range maxRounds {
		a.build()
		solved, err := a.grid.Solve()
		var small *layout.TooSmallError
		switch {
		case errors.As(err, &small):
			if !a.drop(small) {
				return nil, small
			}
		case err != nil:
			return nil, err
		default:
			a.solved = solved
			if !a.refine() && !a.dropLong() {
				if limit := float64(MaxSize); solved.Width > limit || solved.Height > limit {
					return nil, &Error{Stage: "size", Detail: fmt.Sprintf("a canvas of %.4g × %.4g in", solved.Width/72, solved.Height/72),
						Cure: fmt.Sprintf("the limit is %v in; make the cells smaller", float64(MaxSize/Inch))}
				}
				if a.aligned && solved.Width > a.maxWidth {
					return nil, &Error{Stage: "size", Detail: fmt.Sprintf("a terminal of %g columns cannot hold the figure", a.maxWidth),
						Cure: fmt.Sprintf("it needs %g", solved.Width)}
				}
				return a, nil
			}
		}
	}
	return nil, &Error{Stage: "layout", Detail: "no arrangement was found", Cure: "set a size, or fewer labels"}
}

// columnsOf is the number of panels in a row.
func columnsOf(a Arrange, n int) int {
	switch {
	case a.Columns > 0:
		return min(a.Columns, n)
	case n <= 3:
		return n
	}
	return int(math.Ceil(math.Sqrt(float64(n))))
}

// newPanel begins with everything shown.
func (a *arrangement) newPanel(p *panelPlan) *panelState {
	s := &panelState{panelPlan: p, xRuns: map[int]text.Run{}, yRuns: map[int]text.Run{}}
	s.x = a.labels(&p.x, s.xRuns, a.turns)
	s.y = a.labels(&p.y, s.yRuns, []float64{0})
	s.xFit, s.yFit = s.x.First(), s.y.First()
	s.annot = a.newAnnot(p.cells)
	s.bar = a.newBar(p.cells)
	for side, tracks := range [4][]Track{p.spec.Top, p.spec.Right, p.spec.Bottom, p.spec.Left} {
		for _, t := range tracks {
			s.tracks[side] = append(s.tracks[side], a.newTrack(t))
		}
	}
	return s
}

// tickStyle is the style of tick labels.
func (m *medium) tickStyle() text.Style { return text.Style{Size: m.tick, Markup: m.markup} }

// labels describes an axis's labels to the layout; each is set when it is asked for.
func (a *arrangement) labels(axis *axisPlan, runs map[int]text.Run, turns []float64) layout.Labels {
	if axis.every == 0 {
		return layout.Labels{}
	}
	if axis.rotate.Set && !a.aligned {
		turns = []float64{axis.rotate.Value}
	} else if axis.positions {
		turns = turns[:1]
	}
	space, air := a.labelSpace, 1.0
	if axis.positions && !axis.all { // a scale rather than names: a few will do
		space, air = 3*a.labelSpace, 2.2
	}
	return layout.Labels{
		N: axis.n, Air: air, Every: axis.every, Nice: axis.positions, Angles: turns,
		Line: a.set.Set("0", a.tickStyle()).Height(), Gap: space,
		Width: func(i int) float64 {
			run, ok := runs[i]
			if !ok {
				run = text.Fit(a.set, axis.label(i), a.tickStyle(), a.labelMax)
				runs[i] = run
			}
			return run.Width
		},
	}
}

// build states the current question to the layout.
func (a *arrangement) build() {
	a.buildHeader()
	for i, s := range a.panels {
		p := &a.grid.Panels[i]
		*p = layout.Panel{MinWidth: a.minBody, MinHeight: a.minBody}
		// Labels may not take all but a sliver.
		if a.shown(func(s *panelState) layout.Fit { return s.yFit }) {
			p.MinWidth = max(p.MinWidth, 0.2*a.width/float64(a.grid.Columns))
		}
		if a.shown(func(s *panelState) layout.Fit { return s.xFit }) {
			rows := (len(a.panels) + a.grid.Columns - 1) / a.grid.Columns
			p.MinHeight = max(p.MinHeight, 0.2*a.height/float64(rows))
		}
		a.bodySize(s, p)
		body := layout.Box{W: p.Width, H: p.Height}
		if a.solved != nil {
			body = a.solved.Panels[i].Body
		} else { // a first guess
			if body.W == 0 {
				body.W = 0.6 * a.width / float64(a.grid.Columns)
			}
			if body.H == 0 {
				body.H = 0.6 * a.height
			}
		}
		a.buildBands(s, p, body)
		if a.round > settleAfter && a.held != nil {
			p.Grow(&a.held[i])
		}
	}
	a.held = append([]layout.Panel(nil), a.grid.Panels...)
}

// shown reports whether any labels of one axis are left to drop.
func (a *arrangement) shown(fit func(*panelState) layout.Fit) bool {
	return slices.ContainsFunc(a.panels, func(s *panelState) bool { return fit(s).Every > 0 })
}

// buildBands stacks a panel's bands from the body outwards: tracks, labels, axis
// title, legend.
func (a *arrangement) buildBands(s *panelState, p *layout.Panel, body layout.Box) {
	for _, side := range layout.Sides {
		s.places[side] = bandPlaces{-1, -1, -1, -1}
		for _, t := range s.tracks[side] {
			s.places[side].track = 0
			p.Bands[side] = append(p.Bands[side], layout.Band{Gap: a.trackGap, Thick: t.thick})
		}
	}
	add := func(side layout.Side, place *int, gap, thick float64) {
		*place = len(p.Bands[side])
		p.Bands[side] = append(p.Bands[side], layout.Band{Gap: gap, Thick: thick})
	}
	pitchX, pitchY := body.W/float64(s.x1()), body.H/float64(s.y1())
	if s.yFit.Every > 0 {
		add(layout.Left, &s.places[layout.Left].labels, a.labelGapX, s.y.Thick(s.yFit, true))
		p.Over[layout.Top], p.Over[layout.Bottom] = s.y.OverVertical(s.yFit, pitchY)
	}
	if s.xFit.Every > 0 {
		start, end := s.x.Over(s.xFit, pitchX)
		gap := a.labelGapY + a.pastCorner(s, p, layout.Bottom, a.labelGapY, start)
		add(layout.Bottom, &s.places[layout.Bottom].labels, gap, s.x.Thick(s.xFit, false))
		p.Over[layout.Left], p.Over[layout.Right] = start, end
	}
	style := text.Style{Size: a.axisTitle, Markup: a.markup}
	s.xTitle, s.yTitle = nil, nil
	if s.panelPlan.x.title != "" {
		s.xTitle = text.Wrap(a.set, s.panelPlan.x.title, style, body.W)
		add(layout.Bottom, &s.places[layout.Bottom].title, a.axisTitleGap-a.xTitleTight(), a.blockHeight(s.xTitle))
	}
	if s.panelPlan.y.title != "" {
		a.buildYTitle(s, p, add, style, body)
	}
	a.buildBar(s, p, add, body)
	if t := s.spec.Title; t != "" {
		room := p.Reserve(layout.Left) + body.W + p.Reserve(layout.Right)
		s.head = text.Wrap(a.set, t, text.Style{Size: a.panelTitle, Bold: true, Markup: a.markup}, max(room, a.leastTitle()))
		for _, line := range s.head {
			p.Over[layout.Right] = max(p.Over[layout.Right], line.Width-p.Reserve(layout.Left)-body.W)
		}
		p.Head = a.blockHeight(s.head) + a.labelGapX
	}
	if a.aligned {
		p.Align()
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
	for _, t := range s.tracks[layout.Left] {
		away += a.trackGap + t.thick
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
		s.yTitle = text.Wrap(a.set, s.panelPlan.y.title, style, max(room, a.leastTitle()))
		s.yReach = 0
		for _, line := range s.yTitle {
			s.yReach = max(s.yReach, line.Width-room)
		}
		p.Over[layout.Right] = max(p.Over[layout.Right], s.yReach)
		add(layout.Top, &s.places[layout.Top].title, 0, a.blockHeight(s.yTitle))
		return
	}
	s.yTitle = text.Wrap(a.set, s.panelPlan.y.title, style, body.H)
	add(layout.Left, &s.places[layout.Left].title, a.axisTitleGap, a.blockHeight(s.yTitle))
}

// x1 and y1 are the numbers of columns and rows, at least 1.
func (s *panelState) x1() int { return max(1, s.cells.cols) }
func (s *panelState) y1() int { return max(1, s.cells.rows) }

// blockHeight is the height of lines of one style.
func (m *medium) blockHeight(lines []text.Run) float64 {
	if len(lines) == 0 {
		return 0
	}
	return lines[0].Height() * (1 + float64(float64(len(lines)-1)*m.leading))
}

// buildHeader wraps title, subtitle and caption to the width that there is.
func (a *arrangement) buildHeader() {
	spec := &a.plan.spec
	titleStyle := text.Style{Size: a.medium.title, Bold: true, Markup: a.markup}
	natural := 0.0
	for _, line := range text.Wrap(a.set, spec.Title, titleStyle, 0) {
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
		a.title = text.Wrap(a.set, spec.Title, titleStyle, inside)
	}
	if spec.Subtitle != "" {
		a.subtitle = text.Wrap(a.set, spec.Subtitle, text.Style{Size: a.medium.subtitle, Markup: a.markup}, inside)
	}
	if spec.Caption != "" {
		a.caption = text.Wrap(a.set, spec.Caption, text.Style{Size: a.medium.caption, Markup: a.markup}, inside)
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

// refine adapts what is shown to the bodies that were found and reports whether
// anything changed, so that the layout must be solved again.
func (a *arrangement) refine() (changed bool) {
	if a.narrow() {
		return true
	}
	for i, s := range a.panels {
		body := a.solved.Panels[i].Body
		pitchX, pitchY := body.W/float64(s.x1()), body.H/float64(s.y1())
		x := s.x.Next(s.xFit, pitchX, false)
		y := s.y.Next(s.yFit, pitchY, true)
		bar := a.refineBar(s, body)
		if x != s.xFit || y != s.yFit || bar {
			s.xFit, s.yFit, changed, a.held = x, y, true, nil
			continue
		}
		fresh := layout.Panel{} // what the body that was found asks for
		a.buildBands(s, &fresh, body)
		changed = changed || !a.holds(&a.grid.Panels[i], &fresh)
		s.annot.fit(a.medium, s.cells, pitchX, pitchY)
	}
	if a.width == 0 && a.grid.Header+a.grid.Footer > 0 {
		header, footer := a.grid.Header, a.grid.Footer
		a.buildHeader()
		changed = changed || header != a.grid.Header || footer != a.grid.Footer
	}
	return changed
}

// holds reports whether a panel was given what it asks for: in the first rounds
// exactly that, later at least that.
func (a *arrangement) holds(given, asked *layout.Panel) bool {
	least, most := -0.01, 0.01
	if a.round > settleAfter {
		least = math.Inf(-1)
	}
	if a.round > maxRounds/2 && !a.aligned { // slow to settle: what is left is not seen
		most = 0.3
	}
	ok := func(given, asked float64) bool { return asked-given >= least && asked-given <= most }
	for side := range given.Bands {
		if len(given.Bands[side]) != len(asked.Bands[side]) || !ok(given.Over[side], asked.Over[side]) {
			return false
		}
		for i, b := range given.Bands[side] {
			if !ok(b.Thick, asked.Bands[side][i].Thick) || !ok(b.Gap, asked.Bands[side][i].Gap) {
				return false
			}
		}
	}
	return ok(given.Head, asked.Head)
}

// drop gives up the labels that take the largest share of a canvas that is too small,
// in a direction in which it is, and reports whether there were any left that take
// some.
func (a *arrangement) drop(small *layout.TooSmallError) bool {
	var worst *layout.Fit
	var dropped layout.Fit
	share := -1.0
	consider := func(fit *layout.Fit, l *layout.Labels, needed bool, part float64) {
		if fit.Every > 0 && needed && part > share {
			worst, dropped, share = fit, l.Dropped(), part
		}
	}
	wide, high := small.Width > 0 && small.NeedWidth > small.Width, small.Height > 0 && small.NeedHeight > small.Height
	for i, s := range a.panels {
		p := &a.grid.Panels[i]
		consider(&s.xFit, &s.x, high, s.x.Thick(s.xFit, false)/max(1, small.Height))
		consider(&s.yFit, &s.y, wide, s.y.Thick(s.yFit, true)/max(1, small.Width))
		// What sticks out past the body's ends takes space in the other direction.
		out := p.Excess(layout.Left) + p.Excess(layout.Right)
		consider(&s.xFit, &s.x, wide && out > 0, out/max(1, small.Width))
		out = p.Excess(layout.Top) + p.Excess(layout.Bottom)
		consider(&s.yFit, &s.y, high && out > 0, out/max(1, small.Height))
	}
	if worst == nil {
		return false
	}
	*worst, a.held = dropped, nil
	return true
}

// sizeTries bounds the search for a canvas that is large enough.
const sizeTries = 24

// dropLong gives up labels that would blow up a canvas that may have any size: those
// longer than a body may grow, unless all were asked for, and those beyond any canvas.
func (a *arrangement) dropLong() (changed bool) {
	cut := func(fit *layout.Fit, l *layout.Labels, free, all bool, length float64) {
		if limit := a.largestBody; free && fit.Every > 0 && (length > limit && !all || length > float64(MaxSize)-limit) {
			*fit, changed, a.held = l.Dropped(), true, nil
		}
	}
	for i, s := range a.panels {
		if a.aligned { // it gives way in narrow
			break
		}
		p := &a.grid.Panels[i]
		cut(&s.xFit, &s.x, a.height == 0, s.panelPlan.x.all, s.x.Thick(s.xFit, false))
		cut(&s.yFit, &s.y, a.width == 0, s.panelPlan.y.all, s.y.Thick(s.yFit, true))
		cut(&s.xFit, &s.x, a.width == 0, s.panelPlan.x.all, max(p.Excess(layout.Left), p.Excess(layout.Right)))
		cut(&s.yFit, &s.y, a.height == 0, s.panelPlan.y.all, max(p.Excess(layout.Top), p.Excess(layout.Bottom)))
	}
	return changed
}

// tooSmall turns the layout's error into one that names a canvas that is large enough:
// as large as was asked for where that does, and larger by no more than is needed. The
// layout's own answer holds for the lines and ticks of the canvas that was refused;
// others break otherwise, so what is named has been tried.
func tooSmall(p *plan, m *medium, small *layout.TooSmallError) error {
	up := func(points float64) float64 { // hundredths of an inch, which is how it is written
		return math.Ceil(points/72*100-1e-9) / 100 * 72
	}
	try := *m
	found := false
	for range sizeTries {
		if m.width > 0 {
			try.width = up(max(try.width, small.NeedWidth))
		}
		if m.height > 0 {
			try.height = up(max(try.height, small.NeedHeight))
		}
		sized := try // an arrangement may keep notes in its medium
		_, err := attempt(p, &sized)
		if found = err == nil; found {
			break
		}
		if !errors.As(err, &small) {
			return err
		}
	}
	e := &Error{Stage: "size", Detail: "a canvas of " + canvasText(m.width, m.height) + " cannot hold the figure"}
	if !found || max(try.width, try.height) > float64(MaxSize) {
		e.Cure = "draw less text or fewer panels"
		return e
	}
	switch {
	case m.width == 0:
		e.Cure = fmt.Sprintf("the smallest that can is %.2f in high", try.height/72)
	case m.height == 0:
		e.Cure = fmt.Sprintf("the smallest that can is %.2f in wide", try.width/72)
	default:
		e.Cure = fmt.Sprintf("the smallest that can is %.2fx%.2fin", try.width/72, try.height/72)
	}
	return e
}

// canvasText is the size of a canvas that has at least one of width and height.
func canvasText(width, height float64) string {
	switch {
	case width == 0:
		return fmt.Sprintf("%.3g in height", height/72)
	case height == 0:
		return fmt.Sprintf("%.3g in width", width/72)
	}
	return fmt.Sprintf("%.3g × %.3g in", width/72, height/72)
}

// color converts a theme's colour.
func (a *arrangement) ink() scene.Color { return a.plan.theme.ink }
