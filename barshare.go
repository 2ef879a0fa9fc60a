package heat

import (
	"github.com/seed01309057/heat/internal/layout"
)

// sharing reports whether one bar explains all panels.
func (a *arrangement) sharing() bool { return a.plan.spec.Arrange.Shared && len(a.panels) > 1 }

// holdsBar reports whether a panel keeps room for a bar: each for its own, or, for the one
// that all share, those in the last column (or row) beside which it stands.
func (a *arrangement) holdsBar(s *panelState) bool {
	if !a.sharing() {
		return true
	}
	last := min(a.grid.Columns, len(a.panels)) - 1
	if a.grid.Down { // columns are filled, and the last ones may be empty
		last, _ = a.grid.Slot(len(a.panels) - 1)
	}
	for i, p := range a.panels {
		if p != s {
			continue
		}
		col, row := a.grid.Slot(i)
		switch s.bar.side {
		case layout.Right:
			return col == last
		case layout.Left:
			return col == 0
		case layout.Top:
			return row == 0
		}
		return row == a.grid.Rows()-1
	}
	return false
}

// sharedBox is the box round the bodies of all panels that hold the shared bar, as far as
// they have been placed.
func (a *arrangement) sharedBox(body layout.Box, vertical bool) layout.Box {
	if a.solved == nil {
		return body
	}
	box := layout.Box{W: -1}
	for i, s := range a.panels {
		if !a.holdsBar(s) {
			continue
		}
		b := a.solved.Panels[i].Body
		if box.W < 0 {
			box = b
			continue
		}
		right, bottom := max(box.X+box.W, b.X+b.W), max(box.Y+box.H, b.Y+b.H)
		box.X, box.Y = min(box.X, b.X), min(box.Y, b.Y)
		box.W, box.H = right-box.X, bottom-box.Y
	}
	return box
}

// barBox is where a panel's bar is drawn: in its band, or along all bodies that share it.
// It is false for a panel that only keeps the room.
func (a *arrangement) barBox(s *panelState, band layout.Box) (layout.Box, bool) {
	if !a.sharing() {
		return band, true
	}
	for _, first := range a.panels {
		if a.holdsBar(first) {
			if first != s {
				return band, false
			}
			break
		}
	}
	all := a.sharedBox(band, s.bar.vertical())
	if s.bar.vertical() {
		band.Y, band.H = all.Y, all.H
	} else {
		band.X, band.W = all.X, all.W
	}
	return band, true
}

// insideShare is the length of a bar inside of the body, by the body's.
const insideShare = 0.42

// placeInside finds the place of a bar inside of the body: the upper right corner, which
// a mask of the upper triangle leaves empty, or the lower left under a mask of the lower.
func (a *arrangement) placeInside(s *panelState, body layout.Box, thick, length float64) {
	inset := a.barGap
	thick = min(thick, max(0, body.W-2*inset))
	box := layout.Box{X: body.X + body.W - inset - thick, Y: body.Y + inset, W: thick, H: length}
	if s.cells.spec.Mask.Triangle == Lower {
		box.X, box.Y = body.X+inset, body.Y+body.H-inset-length
	}
	s.bar.inner = box
}
