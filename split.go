package heat

import (
	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// split resolves the groups of n rows or columns.
func (r *resolver) split(s *Split, n int, what string) []group {
	r.length("gap between "+what, s.Gap, MaxSize)
	if len(s.Groups) == 0 {
		return oneGroup(n)
	}
	var groups []group
	at := 0
	for i, g := range s.Groups {
		if g.Size < 1 || g.Size > n-at {
			r.add("groups", "give each group its number of "+what+"; together they hold all", "%s: group %d of %d has %d of the %d left", what, i+1, len(s.Groups), g.Size, n-at)
			return oneGroup(n)
		}
		groups = append(groups, group{from: at, to: at + g.Size, title: g.Title})
		at += g.Size
	}
	if at != n {
		r.add("groups", "together they must hold all", "%s: the groups hold %d of %d", what, at, n)
		return oneGroup(n)
	}
	return groups
}

// splitGap is the space between two groups.
func (a *arrangement) splitGap(s *Split) float64 {
	if s.Gap > 0 && !a.aligned {
		return float64(s.Gap)
	}
	return a.groupGap
}

// groupTitles are the titles of an axis's groups, as they are shown.
type groupTitles struct {
	runs    []text.Run // by group; without text where there is none, or no room
	turned  bool
	thick   float64
	dropped int
	gone    bool // all are left out: the canvas is too small
}

// maxGroupTitle is how long a title may be that stands across its side, in em.
const maxGroupTitle = 16

// titleGroups sets the titles of groups that take those places along a side: along it if
// they all fit so, else across it. A title that fits neither way is left out. before is what was shown last.
func (a *arrangement) titleGroups(before groupTitles, l *lattice, vertical bool) (t groupTitles) {
	style := a.tickStyle()
	style.Bold = a.boldTitles()
	limit := maxGroupTitle * a.tick
	if a.aligned {
		limit = a.labelMax
	}
	t.runs = make([]text.Run, len(l.groups))
	any, along := false, true
	for g, at := range l.groups {
		if at.title == "" {
			continue
		}
		any = true
		t.runs[g] = a.set.Set(at.title, style)
		from, to := l.span(g)
		along = along && t.runs[g].Width <= to-from
	}
	if !any {
		return groupTitles{}
	}
	t.turned = vertical == along && !a.aligned
	if a.round > settleAfter && before.thick > 0 { // the body follows from this, and this from the body
		t.turned = before.turned
	}
	for g := range t.runs {
		run := &t.runs[g]
		if run.String == "" {
			continue
		}
		from, to := l.span(g)
		need, deep := run.Height(), run.Width
		if t.turned == vertical { // along the side
			need, deep = run.Width, run.Height()
		}
		if need > to-from || deep > limit {
			*run, t.dropped = text.Run{}, t.dropped+1
			continue
		}
		t.thick = max(t.thick, deep)
	}
	return t
}

// buildGroupTitles reserves the bands of group titles: over the columns and at the left
// of the rows.
func (a *arrangement) buildGroupTitles(s *panelState, add func(layout.Side, *int, float64, float64), body layout.Box) {
	across, down := s.lattices(body)
	if !s.colTitles.gone {
		s.colTitles = a.titleGroups(s.colTitles, &across, false)
	}
	if !s.rowTitles.gone {
		s.rowTitles = a.titleGroups(s.rowTitles, &down, true)
	}
	if s.colTitles.thick > 0 && !s.colTitles.gone {
		add(layout.Top, &s.places[layout.Top].groups, a.labelGapY, s.colTitles.thick)
	}
	if s.rowTitles.thick > 0 && !s.rowTitles.gone {
		add(layout.Left, &s.places[layout.Left].groups, a.labelGapX, s.rowTitles.thick)
	}
}

// drawGroupTitles sets the titles in the middle of their groups, at the inner edge of
// their band.
func (a *arrangement) drawGroupTitles(t *groupTitles, l lattice, vertical bool, box layout.Box) (items []scene.Item) {
	for g, run := range t.runs {
		if run.String == "" {
			continue
		}
		from, to := l.span(g)
		middle := (from + to) / 2
		switch {
		case vertical && t.turned:
			items = append(items, run.At(box.X+box.W-run.Descent, middle, 90, scene.Middle, a.ink()))
		case vertical:
			items = append(items, run.At(box.X+box.W, a.baseline(middle, run), 0, scene.End, a.ink()))
		case t.turned:
			items = append(items, run.At(middle+run.Cap/2, box.Y+box.H, 90, scene.Start, a.ink()))
		default:
			items = append(items, run.At(middle, box.Y+box.H-run.Descent, 0, scene.Middle, a.ink()))
		}
	}
	return items
}

// baseline is where a text stands whose capitals are centred at y.
func (a *arrangement) baseline(y float64, run text.Run) float64 {
	return y + run.Cap/2
}
