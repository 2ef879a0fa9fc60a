package heat

import (
	"errors"
	"fmt"
	"math"

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
}

// panelState is how one panel is shown so far.
type panelState struct {
	*panelPlan
	x, y       layout.Labels
	xRuns      map[int]text.Run
	yRuns      map[int]text.Run
	xFit, yFit layout.Fit
	xWhy, yWhy string // why labels were dropped
	bar        barState
	annot      annotState
	head       []text.Run
	xTitle     []text.Run
	yTitle     []text.Run
	tracks     [4][]trackState
	places     [4]bandPlaces
}

// bandPlaces says which of a side's bands is what; -1: none.
type bandPlaces struct{ track, labels, title, bar int }

// maxRounds bounds the search for a layout. Each round turns, thins or drops
// something, and thinning at least doubles its step every other round.
const maxRounds = 64

// arrange lays a plan out in a medium.
func arrange(p *plan, m *medium) (*arrangement, error) {
	a := &arrangement{medium: m, plan: p}
	for _, pp := range p.panels {
		a.panels = append(a.panels, a.newPanel(pp))
	}
	a.grid = layout.Grid{
		Columns: columnsOf(p.spec.Arrange, len(p.panels)), Width: m.width, Height: m.height,
		Margin: m.margin, GapX: m.panelGap, GapY: m.panelGap, Aligned: m.aligned,
		Panels: make([]layout.Panel, len(p.panels)),
	}
	for range maxRounds {
		a.build()
		solved, err := a.grid.Solve()
		var small *layout.TooSmallError
		switch {
		case errors.As(err, &small):
			if !a.drop() {
				return nil, a.tooSmall(small)
			}
		case err != nil:
			return nil, err
		default:
			a.solved = solved
			if !a.refine() {
				if limit := float64(MaxSize); solved.Width > limit || solved.Height > limit {
					return nil, &Error{Stage: "size", Detail: fmt.Sprintf("a canvas of %.4g × %.4g in", solved.Width/72, solved.Height/72),
						Cure: fmt.Sprintf("the limit is %v in; make the cells smaller", float64(MaxSize/Inch))}
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
func (m *medium) tickStyle() text.Style { return text.Style{Size: m.tick} }

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
				run = a.set.Set(axis.label(i), a.tickStyle())
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
		if a.labelsShown() { // labels may not take all but a sliver
			p.MinWidth = max(p.MinWidth, 0.2*a.width/float64(a.grid.Columns))
			p.MinHeight = max(p.MinHeight, 0.2*a.height)
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
	}
}

// labelsShown reports whether any labels are left to drop.
func (a *arrangement) labelsShown() bool {
	for _, s := range a.panels {
		if s.xFit.Every > 0 || s.yFit.Every > 0 {
			return true
		}
	}
	return false
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
	if s.xFit.Every > 0 {
		add(layout.Bottom, &s.places[layout.Bottom].labels, a.labelGapY, s.x.Thick(s.xFit, false))
		start, end := s.x.Over(s.xFit, pitchX)
		p.Over[layout.Left], p.Over[layout.Right] = start, end
	}
	if s.yFit.Every > 0 {
		add(layout.Left, &s.places[layout.Left].labels, a.labelGapX, s.y.Thick(s.yFit, true))
		over := s.y.OverVertical(s.yFit, pitchY)
		p.Over[layout.Top], p.Over[layout.Bottom] = over, over
	}
	style := text.Style{Size: a.axisTitle}
	s.xTitle, s.yTitle = nil, nil
	if s.panelPlan.x.title != "" {
		s.xTitle = text.Wrap(a.set, s.panelPlan.x.title, style, body.W)
		add(layout.Bottom, &s.places[layout.Bottom].title, a.axisTitleGap-a.xTitleTight(), a.blockHeight(s.xTitle))
	}
	if s.panelPlan.y.title != "" {
		a.buildYTitle(s, add, style, body)
	}
	a.buildBar(s, p, add, body)
	if t := s.spec.Title; t != "" {
		s.head = text.Wrap(a.set, t, text.Style{Size: a.panelTitle, Bold: true}, body.W)
		p.Head = a.blockHeight(s.head) + a.labelGapX
	}
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

// buildYTitle reserves the band of the vertical axis's title: turned on paper, level
// above the labels where text cannot be turned.
func (a *arrangement) buildYTitle(s *panelState, add func(layout.Side, *int, float64, float64), style text.Style, body layout.Box) {
	if a.aligned {
		s.yTitle = text.Wrap(a.set, s.panelPlan.y.title, style, 0)
		thick := a.blockHeight(s.yTitle)
		add(layout.Top, &s.places[layout.Top].title, 0, thick)
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
	titleStyle := text.Style{Size: a.medium.title, Bold: true}
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
			a.grid.MinInside, inside = min(natural, a.maxWidth), a.maxWidth
		}
	}
	a.title, a.subtitle, a.caption = nil, nil, nil
	a.grid.Header, a.grid.Footer, a.grid.HeaderWidth = 0, 0, 0
	if spec.Title != "" {
		a.title = text.Wrap(a.set, spec.Title, titleStyle, inside)
	}
	if spec.Subtitle != "" {
		a.subtitle = text.Wrap(a.set, spec.Subtitle, text.Style{Size: a.medium.subtitle}, inside)
	}
	if spec.Caption != "" {
		a.caption = text.Wrap(a.set, spec.Caption, text.Style{Size: a.medium.caption}, inside)
		a.grid.Footer = a.captionGap + a.blockHeight(a.caption)
	}
	a.grid.Header = a.blockHeight(a.title) + a.blockHeight(a.subtitle)
	if a.grid.Header > 0 {
		a.grid.Header += a.titleGap
	}
	if len(a.title) > 0 && len(a.subtitle) > 0 {
		a.grid.Header += a.subtitleGap
	}
	for _, lines := range [][]text.Run{a.title, a.subtitle, a.caption} {
		for _, line := range lines {
			a.grid.HeaderWidth = max(a.grid.HeaderWidth, line.Width)
		}
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
			s.xFit, s.yFit, changed = x, y, true
			continue
		}
		fresh := layout.Panel{} // what the body that was found asks for
		a.buildBands(s, &fresh, body)
		changed = changed || !sameBands(a.grid.Panels[i], fresh)
		s.annot.fit(a.medium, s.cells, pitchX, pitchY)
	}
	if a.width == 0 && a.grid.Header > 0 {
		before := a.grid.Header
		a.buildHeader()
		changed = changed || before != a.grid.Header
	}
	return changed
}

// sameBands reports whether two panels ask for the same space.
func sameBands(p, q layout.Panel) bool {
	for side := range p.Bands {
		if len(p.Bands[side]) != len(q.Bands[side]) || math.Abs(p.Over[side]-q.Over[side]) > 0.01 {
			return false
		}
		for i := range p.Bands[side] {
			if math.Abs(p.Bands[side][i].Thick-q.Bands[side][i].Thick) > 0.01 {
				return false
			}
		}
	}
	return math.Abs(p.Head-q.Head) < 0.01
}

// drop gives up the labels that take the largest share of the canvas, and reports
// whether there were any left.
func (a *arrangement) drop() bool {
	var worst *layout.Fit
	var dropped layout.Fit
	share := 0.0
	consider := func(fit *layout.Fit, l *layout.Labels, vertical bool, canvas float64) {
		if fit.Every == 0 || canvas == 0 {
			return
		}
		if got := l.Thick(*fit, vertical) / canvas; got > share {
			worst, dropped, share = fit, l.Dropped(), got
		}
	}
	for _, s := range a.panels {
		consider(&s.xFit, &s.x, false, a.height)
		consider(&s.yFit, &s.y, true, a.width)
	}
	if worst == nil {
		return false
	}
	*worst = dropped
	return true
}

// tooSmall turns the layout's error into one with the smallest canvas that would do.
func (a *arrangement) tooSmall(e *layout.TooSmallError) error {
	// The header wraps to the width, so a wider canvas may do with less height: ask
	// again at the width that is needed.
	a.width = max(a.width, e.NeedWidth)
	a.grid.Width = a.width
	a.build()
	a.grid.Height = 1
	var again *layout.TooSmallError
	if _, err := a.grid.Solve(); errors.As(err, &again) {
		e.NeedHeight = again.NeedHeight
	}
	up := func(points float64) float64 { return math.Ceil(points/72*100) / 100 }
	return &Error{
		Stage:  "size",
		Detail: fmt.Sprintf("a canvas of %.3g × %.3g in cannot hold the figure", e.Width/72, e.Height/72),
		Cure:   fmt.Sprintf("the smallest that can is %.2fx%.2fin", up(e.NeedWidth), up(e.NeedHeight)),
	}
}

// color converts a theme's colour.
func (a *arrangement) ink() scene.Color { return a.plan.theme.ink }
