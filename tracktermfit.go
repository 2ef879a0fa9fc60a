package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/text"
)

// closeTracks takes the empty lines out that would stand between tracks over and under a
// body, where half a line is no choice: a tree stands on its leaves, and strips on strips.
func (a *arrangement) closeTracks(s *panelState, p *layout.Panel) {
	for _, side := range [2]layout.Side{layout.Top, layout.Bottom} {
		before := ""
		for i := range s.tracks[side] {
			t := &s.tracks[side][i]
			if t.thick == 0 {
				continue
			}
			plain := func(kind string) bool { return kind == "strip" || kind == "dendrogram" }
			if t.kind == "dendrogram" || before != "" && (plain(before) || plain(t.kind)) {
				p.Bands[side][i].Gap = max(0, p.Bands[side][i].Gap-a.trackGap)
			}
			before = t.kind
		}
	}
}

// nameSides gives the tracks beside a body their names, over them, where nothing else
// stands there and they are wide enough.
func (a *arrangement) nameSides(s *panelState, p *layout.Panel) {
	above, named := 0.0, false
	for i := range s.tracks[layout.Top] {
		t := &s.tracks[layout.Top][i]
		above += t.thick
		named = named || t.end.name.String != ""
	}
	for _, side := range [2]layout.Side{layout.Left, layout.Right} {
		titled := len(s.yTitle) > 0 && above < 2
		if side == layout.Left && (named || titled) || titled && s.yReach > 0 {
			continue // the names of other tracks stand there, or the title of the rows
		}
		for i := range s.tracks[side] {
			t := &s.tracks[side][i]
			if t.label == "" || t.gone || t.unlabeled {
				continue
			}
			const least = 5 // columns: a shorter piece says nothing
			name := text.Fit(a.set, t.label, a.tickStyle(), t.thick)
			if name.String == "" || name.Width > t.thick || name.Cut && t.thick < least {
				continue
			}
			t.end = trackEnd{start: true, name: name, reach: 2, across: name.Width}
			p.Over[layout.Top] = max(p.Over[layout.Top], 2)
		}
	}
}

// keysBody is the body as keyed legends under it see it: as wide as a terminal lets it be,
// so that they take few lines.
func (a *arrangement) keysBody(s *panelState, p *layout.Panel, body layout.Box) layout.Box {
	if a.aligned && a.grid.Columns == 1 && !s.keys.vertical() {
		body.W = max(body.W, a.maxWidth-p.Reserve(layout.Left))
	}
	return body
}

// goodShare is the part of a terminal that a body has before the tracks beside it give way.
const goodShare = 0.35

// goodBody is the width that bodies keep while there are tracks beside them that can be
// thinner: a share of the terminal, at most what they would have at most.
func (a *arrangement) goodBody() (good float64) {
	share := math.Floor(goodShare * a.maxWidth / float64(a.grid.Columns))
	for _, s := range a.panels {
		if len(s.tracks[layout.Left])+len(s.tracks[layout.Right]) == 0 {
			continue
		}
		gap, _ := s.gaps()
		cols := float64(s.x1())
		if pitch := math.Floor((share - gap) / cols); pitch >= 1 { // whole characters a cell
			good = max(good, gap+float64(pitch*cols))
		} else {
			good = max(good, share)
		}
	}
	return good
}

// leastBody is the width that bodies keep before labels are given up.
func (a *arrangement) leastBody() float64 {
	least := a.minBody
	for _, s := range a.panels {
		if len(s.tracks[layout.Left])+len(s.tracks[layout.Right]) > 0 {
			least = max(least, min(8, float64(s.x1())))
		}
	}
	return least
}

// leastColumns is the least width of a track, in columns.
const leastColumns = 4

// thinBeside makes the tracks beside bodies thinner by so many columns in all, trees first,
// and reports whether any could be.
func (a *arrangement) thinBeside(over float64) (changed bool) {
	for _, trees := range [2]bool{true, false} {
		for _, s := range a.panels {
			need := math.Ceil(over / float64(a.grid.Columns))
			for _, side := range [2]layout.Side{layout.Left, layout.Right} {
				for i := range s.tracks[side] {
					t := &s.tracks[side][i]
					give := min(need, t.thick-leastColumns)
					if t.gone || give <= 0 || trees != (t.kind == "dendrogram") || isText(t) {
						continue
					}
					t.limit, need, changed = t.thick-give, need-give, true
				}
			}
		}
		if changed {
			a.held = nil
			return true
		}
	}
	return false
}

// lowTree is the least height, in half lines, of a tree that gives way to a terminal's.
const lowTree = 6

// lowerTrees makes the trees over and under a body lower by so many half lines, if they can
// be, and reports whether they were.
func (a *arrangement) lowerTrees(over float64) bool {
	var trees []*trackState
	room := 0.0
	if len(a.panels) == 1 { // of several, others would stay as high
		for _, side := range [2]layout.Side{layout.Top, layout.Bottom} {
			for i := range a.panels[0].tracks[side] {
				if t := &a.panels[0].tracks[side][i]; t.kind == "dendrogram" && t.thick > lowTree {
					trees, room = append(trees, t), room+t.thick-lowTree
				}
			}
		}
	}
	if room < over {
		return false
	}
	for _, t := range trees {
		give := min(over, t.thick-lowTree)
		t.limit, over = t.thick-give, over-give
	}
	a.held = nil
	return len(trees) > 0
}

// termNotes says how the tracks of a panel were changed for a terminal.
func (a *arrangement) termNotes(s *panelState, say func(string, ...any)) {
	const narrow = "the terminal is too narrow"
	for _, side := range layout.Sides {
		for i := range s.tracks[side] {
			t := &s.tracks[side][i]
			name := t.name[len(s.name):]
			switch {
			case t.gone:
				say("%s (%s) left out: %s", name, t.kind, narrow)
				continue
			case t.limit > 0 && t.vertical():
				say("%s (%s) made thinner: %s", name, t.kind, narrow)
			case t.limit > 0:
				say("%s (%s) made lower: the terminal is too low", name, t.kind)
			}
			switch {
			case t.kind == "marks" && t.shown != t.of:
				say("%s: %d of %d marks shown", name, t.shown, t.of)
			case t.kind == "texts" && t.shown != t.of:
				say("%s: %d of %d texts shown", name, t.shown, t.of)
			}
			if t.thick > 0 && t.label != "" && t.end.name.String == "" && !s.explained(t.label) {
				say("%s (%s) without its name, %q: no room for it", name, t.kind, short(text.Plain(t.label)))
			}
			if t.kind == "dendrogram" && t.thick > 0 && a.crowded(s, t) {
				say("%s: leaves closer than characters can show are drawn together", name)
			}
		}
	}
}

// explained reports whether a legend has that title.
func (s *panelState) explained(title string) bool {
	for i := range s.keys.legends {
		if s.keys.legends[i].title == title && !s.keys.dropped {
			return true
		}
	}
	return false
}

// crowded reports whether leaves of a tree are drawn together.
func (a *arrangement) crowded(s *panelState, t *trackState) bool {
	for i := range a.panels {
		if a.panels[i] == s {
			across, down := s.lattices(a.solved.Panels[i].Body)
			if t.vertical() {
				return down.pitch() < stemStep*dotUnit
			}
			return across.pitch() < stemStep*dotUnit
		}
	}
	return false
}
