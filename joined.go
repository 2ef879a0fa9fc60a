package heat

import (
	"slices"

	"github.com/seed01309057/heat/internal/layout"
)

// joined reports whether the panels are parts of one whole. A terminal has no room for
// panels side by side, and keeps them apart.
func (a *arrangement) joined() bool {
	return a.plan.spec.Arrange.Joined && len(a.plan.panels) > 1 && !a.aligned
}

// mates are the panels of a panel's row and of its column, itself included, in order.
func (a *arrangement) mates(s *panelState) (row, column []*panelState) {
	col, at := a.grid.Slot(s.index)
	for i, o := range a.panels {
		c, r := a.grid.Slot(i)
		if r == at {
			row = append(row, o)
		}
		if c == col {
			column = append(column, o)
		}
	}
	return row, column
}

// legendHome is the panel beside which a panel's colour bar stands: itself, or the last
// one of those that are joined.
func (a *arrangement) legendHome(s *panelState) *panelState {
	if !a.joined() || a.sharing() || s.bar.inside || s.bar.side != layout.Right {
		return s
	}
	row, _ := a.mates(s)
	return row[len(row)-1]
}

// explains are the panels whose colour bars stand beside a panel.
func (a *arrangement) explains(s *panelState) (of []*panelState) {
	row := []*panelState{s}
	if a.joined() {
		row, _ = a.mates(s)
	}
	for _, o := range row {
		if a.legendHome(o) == s {
			of = append(of, o)
		}
	}
	return of
}

// legendTitle names what a panel's colours show: after the panel, where legends of several
// stand together.
func (a *arrangement) legendTitle(s *panelState) string {
	label, panel := s.cells.spec.Cbar.Label, s.spec.Title
	switch {
	case panel == "" || !a.joined() || a.sharing() || a.legendHome(s) == s && len(a.explains(s)) == 1:
		return label
	case label == "":
		return panel
	}
	return panel + ": " + label
}

// joinKeys moves the keyed legends at the right of joined panels to the last of a row,
// each once.
func (a *arrangement) joinKeys(s *panelState, own keysState) keysState {
	row, _ := a.mates(s)
	own.legends = nil
	if row[len(row)-1] != s {
		return own
	}
	for _, o := range row {
		theirs := a.ownKeys(o)
		if theirs.side != own.side {
			continue
		}
		for _, l := range theirs.legends {
			if !slices.ContainsFunc(own.legends, func(k keyLegend) bool { return k.same(&l) }) {
				own.legends = append(own.legends, l)
			}
		}
	}
	return own
}

// sayOnce leaves out the labels and the title of an axis of a joined panel where another
// panel of its row or column has the same, nearer to the figure's edge.
func (a *arrangement) sayOnce(index int, p *panelPlan) *panelPlan {
	if !a.joined() {
		return p
	}
	out := *p
	col, row := a.grid.Slot(index)
	for i, o := range a.plan.panels {
		c, r := a.grid.Slot(i)
		if r == row && (c < col && p.y.side == layout.Left || c > col && p.y.side == layout.Right) && p.y.says(&o.y) {
			out.y.every, out.y.title = 0, ""
		}
		if c == col && (r < row && p.x.side == layout.Top || r > row && p.x.side == layout.Bottom) && p.x.says(&o.x) {
			out.x.every, out.x.title = 0, ""
		}
	}
	return &out
}

// says reports whether another axis has the same labels and title, at the same side.
func (p *axisPlan) says(o *axisPlan) bool {
	return p.side == o.side && p.title == o.title && p.n == o.n && p.every == o.every && p.positions == o.positions && slices.Equal(p.labels, o.labels)
}
