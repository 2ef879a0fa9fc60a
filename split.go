package heat

import (
	"math"
	"slices"

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
	shift   []float64  // of each from the middle of its group
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
	t.place(l, t.turned == vertical, limit)
	return t
}

// place finds where the titles stand: those of their groups. A title across its side
// that is higher than its group may stand out past it where no other title is, within the
// side. Titles for which there is no room, and those longer than the limit, are left out.
func (t *groupTitles) place(l *lattice, along bool, limit float64) {
	t.shift = make([]float64, len(t.runs))
	at := make([]float64, len(t.runs))
	length := func(g int) (need, deep float64) {
		if along {
			return t.runs[g].Width, t.runs[g].Height()
		}
		return t.runs[g].Height(), t.runs[g].Width
	}
	start, _ := l.span(0)
	_, end := l.span(len(t.runs) - 1)
	var narrow, placed []int
	for g := range t.runs {
		need, deep := length(g)
		from, to := l.span(g)
		at[g] = (from + to) / 2
		switch {
		case t.runs[g].String == "":
		case deep > limit, need > to-from && along:
			t.drop(g)
		case need > to-from:
			at[g] = max(min(at[g], end-need/2), start+need/2)
			t.shift[g] = at[g] - (from+to)/2
			narrow = append(narrow, g)
		default:
			placed = append(placed, g)
		}
	}
	for _, g := range narrow {
		need, _ := length(g)
		clash := func(o int) bool {
			other, _ := length(o)
			return math.Abs(at[o]-at[g]) < (need+other)/2
		}
		if need > end-start || slices.ContainsFunc(placed, clash) {
			t.drop(g)
			continue
		}
		placed = append(placed, g)
	}
	for _, g := range placed {
		_, deep := length(g)
		t.thick = max(t.thick, deep)
	}
}

// drop leaves a title out.
func (t *groupTitles) drop(g int) { t.runs[g], t.dropped = text.Run{}, t.dropped+1 }

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
		middle := (from+to)/2 + t.shift[g]
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
