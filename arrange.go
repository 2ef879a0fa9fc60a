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

	wrapped                  map[wrapping][]text.Run
	title, subtitle, caption []text.Run

	round int // of the search
	// How much too wide a terminal was found last, and how often in a row that was no less.
	lastOver float64
	stuck    int
	lastBody float64        // the height of the highest body on a terminal that was too low
	held     []layout.Panel // what the panels were last given
}

// panelState is how one panel is shown so far.
type panelState struct {
	*panelPlan
	index      int // among the figure's panels
	x, y       layout.Labels
	xRuns      map[int]text.Run
	yRuns      map[int]text.Run
	xFit, yFit layout.Fit
	// Labels at round places of a scale; nil where there can be none.
	xTicks, yTicks *tickLabels
	// Long labels in several lines; nil where none is.
	xBroken, yBroken     *brokenLabels
	xAscent              float64 // of the highest column label
	bar                  barState
	annot                annotState
	keys                 keysState
	xSide, ySide         layout.Side // of the column labels, and of the row labels
	head                 []text.Run
	xUntitled            bool // the axis is too short for its title
	yUntitled            bool
	xTitle               []text.Run
	yTitle               []text.Run
	yReach               float64 // how far a terminal's title reaches out past the body's right
	tracks               [4][]trackState
	places               [4]bandPlaces
	gapX, gapY           float64 // between groups of columns, and of rows
	colTitles, rowTitles groupTitles
}

// bandPlaces says which of a side's bands is what; -1: none.
type bandPlaces struct{ track, labels, groups, title, xTitle, bar, keys int }

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
	a.grid = layout.Grid{
		Columns: columnsOf(p.spec.Arrange, len(p.panels)), Down: p.spec.Arrange.Down, Width: m.width, Height: m.height,
		Margin: m.margin, GapX: m.panelGap, GapY: m.panelGap, Aligned: m.aligned,
		Panels: make([]layout.Panel, len(p.panels)),
	}
	if a.joined() {
		a.grid.GapX, a.grid.GapY = m.joinGap, m.joinGap
	}
	if gap := float64(p.spec.Arrange.Gap); gap > 0 && !m.aligned { // characters have gaps of their own
		a.grid.GapX, a.grid.GapY = gap, gap
	}
	for i, pp := range p.panels {
		a.panels = append(a.panels, a.newPanel(i, pp))
	}
	for _, s := range a.panels {
		s.keys = a.newKeys(s)
	}
	for a.round = range maxRounds {
		a.build()
		solved, err := a.grid.Solve()
		var small *layout.TooSmallError
		switch {
		case errors.As(err, &small):
			if !a.drop(small) && !a.dropTracks(small) {
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

// panelRows is the number of rows of panels.
func (a *arrangement) panelRows() int {
	columns := max(1, columnsOf(a.plan.spec.Arrange, len(a.plan.panels)))
	return max(1, (len(a.plan.panels)+columns-1)/columns)
}

// newPanel begins with everything shown.
func (a *arrangement) newPanel(index int, p *panelPlan) *panelState {
	p = a.sayOnce(index, p)
	s := &panelState{panelPlan: p, index: index, xRuns: map[int]text.Run{}, yRuns: map[int]text.Run{}}
	s.xSide, s.ySide = p.x.side, p.y.side
	if a.aligned {
		s.xSide, s.ySide = layout.Bottom, layout.Left
	}
	s.x = a.labels(&p.x, s.xRuns, a.turns, a.longestColumnLabel(p.x.n))
	s.y = a.labels(&p.y, s.yRuns, []float64{0}, a.labelMax)
	s.x.From, s.y.From = s.xSide == layout.Top, s.ySide == layout.Right
	s.xAscent, _ = a.labelReach(&p.x, a.longestColumnLabel(p.x.n))
	s.xBroken = a.breaks(&p.x, &s.x, a.height/float64(a.panelRows()), true)
	s.yBroken = a.breaks(&p.y, &s.y, a.width/float64(columnsOf(a.plan.spec.Arrange, len(a.plan.panels))), false)
	s.xTicks, s.yTicks = a.newTickLabels(&p.x, &s.x, true), a.newTickLabels(&p.y, &s.y, false)
	s.xFit, s.yFit = s.x.First(), s.y.First()
	s.gapX, s.gapY = a.splitGap(&p.spec.Cols), a.splitGap(&p.spec.Rows)
	s.annot = a.newAnnot(p.cells)
	s.bar = a.newBar(p.cells)
	if s.tracks = a.newTracks(p); a.aligned {
		onTerminal(&s.tracks)
	}
	return s
}

// tickStyle is the style of tick labels.
func (m *medium) tickStyle() text.Style { return text.Style{Size: m.tick, Markup: m.markup} }

// longestColumnLabel is how long a column label may be: in a terminal, where none can be
// turned, about as long as its share of the width, or all but the first would go.
func (a *arrangement) longestColumnLabel(n int) float64 {
	const least = 5 // a shorter piece says nothing: better a few whole ones
	share := math.Floor(0.5*a.maxWidth/float64(max(1, n))) - 1
	if !a.aligned || share < least {
		return a.labelMax
	}
	return min(a.labelMax, share)
}

// labels describes an axis's labels to the layout; each is set when it is asked for, and
// cut if it is longer than the longest (0: never).
func (a *arrangement) labels(axis *axisPlan, runs map[int]text.Run, turns []float64, longest float64) layout.Labels {
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
	ascent, descent := a.labelReach(axis, longest)
	cut := a.cutter(axis, longest)
	return layout.Labels{
		N: axis.n, Air: air, Every: axis.every, Nice: true, Angles: turns,
		Line: ascent + descent, Gap: space,
		Width: func(i int) float64 {
			run, ok := runs[i]
			if !ok {
				run = cut(a.set, axis.label(i), a.tickStyle(), longest)
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

// refine adapts what is shown to the bodies that were found and reports whether
// anything changed, so that the layout must be solved again.
func (a *arrangement) refine() (changed bool) {
	if a.narrow() || a.lower() || a.crowdedKeys() {
		return true
	}
	for i, s := range a.panels {
		body := a.solved.Panels[i].Body
		pitchX, pitchY := s.pitches(body)
		x := s.x.Next(s.xFit, pitchX, false)
		y := s.y.Next(s.yFit, pitchY, true)
		bar := a.refineBar(s, body)
		if x != s.xFit || y != s.yFit || bar {
			s.xFit, s.yFit, changed, a.held = x, y, true, nil
			continue
		}
		fresh := layout.Panel{} // what the body that was found asks for
		titled := [2]bool{s.xUntitled, s.yUntitled}
		a.buildBands(s, &fresh, body)
		changed = changed || titled != [2]bool{s.xUntitled, s.yUntitled}
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

// color converts a theme's colour.
func (a *arrangement) ink() scene.Color { return a.plan.theme.ink }
