package heat

import (
	"errors"
	"fmt"
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// plan is a spec with everything decided that does not depend on the medium.
type plan struct {
	spec   Spec
	panels []*panelPlan
	theme  palette
}

// panelPlan is one resolved panel.
type panelPlan struct {
	spec  *Panel
	name  string // how errors call it
	cells *cellsPlan
	x, y  axisPlan
	// The groups of the rows and of the columns, at least one of each.
	rows, cols []group
	tracks     [4][]*trackPlan // by layout.Side
}

// axisPlan is one resolved axis.
type axisPlan struct {
	title     string
	side      layout.Side
	labels    []string // nil: positions
	n         int
	every     int  // 0: none; 1: all
	all       bool // every label was asked for
	asked     bool // certain labels were asked for, or none
	positions bool
	markup    bool // labels may hold markup
	rotate    scale.Bound
}

// plain is a title or label without markup, for media that show only characters.
func (p *plan) plain(s string) string {
	if p.spec.Theme.PlainText {
		return s
	}
	return text.Plain(s)
}

// label is the text of label i.
func (a *axisPlan) label(i int) string {
	if a.labels != nil {
		return a.labels[i]
	}
	return fmt.Sprint(i)
}

// resolver collects problems.
type resolver struct {
	problems []error
	markup   bool
	colors   map[string]scene.Color // of categories and series in tracks
	ramps    map[string]string      // colour maps of strips of numbers, by their names
}

func (r *resolver) add(stage, cure, format string, args ...any) {
	r.problems = append(r.problems, &Error{Stage: stage, Detail: fmt.Sprintf(format, args...), Cure: cure})
}

// maxPanels bounds the work for a hostile spec.
const maxPanels = 4096

// resolve decides everything that does not depend on the medium, or returns all that
// is wrong with the spec.
func resolve(spec Spec) (*plan, error) {
	r := &resolver{markup: !spec.Theme.PlainText}
	p := &plan{spec: spec, theme: themed(spec.Theme)}
	r.colors = nameColors(&spec, p.theme)
	r.checkSizes(spec)
	switch n := len(spec.Panels); {
	case n == 0:
		r.add("panels", "give at least one", "a figure without panels")
	case n > maxPanels:
		r.add("panels", "draw several figures", "%d panels; the limit is %d", n, maxPanels)
		return nil, errors.Join(r.problems...)
	}
	for i := range spec.Panels {
		name := ""
		if len(spec.Panels) > 1 {
			name = fmt.Sprintf("panel %d: ", i+1)
		}
		p.panels = append(p.panels, r.panel(&spec.Panels[i], name, p.theme))
	}
	if len(r.problems) == 0 {
		r.fitScales(p)
	}
	if len(r.problems) > 0 {
		return nil, errors.Join(r.problems...)
	}
	return p, nil
}

// checkSizes refuses lengths that are negative, not numbers or absurd, before anything
// is allocated for them.
func (r *resolver) checkSizes(s Spec) {
	for _, l := range []struct {
		name  string
		value Length
		limit Length
	}{
		{"width", s.Size.Width, MaxSize},
		{"height", s.Size.Height, MaxSize},
		{"cell width", s.Size.CellWidth, MaxSize},
		{"cell height", s.Size.CellHeight, MaxSize},
		{"font size", s.Theme.FontSize, 10 * Inch},
	} {
		r.length(l.name, l.value, l.limit)
	}
	if s.Size.Width > 0 && s.Size.CellWidth > 0 || s.Size.Height > 0 && s.Size.CellHeight > 0 {
		r.add("size", "give one of them", "a canvas and a cell size for the same direction")
	}
	if m := s.Theme.LabelMax; !(m >= 0 && m <= 1000) {
		r.add("labels", "give 1 to 1000 em", "a longest label of %v em", m)
	}
	if s.Arrange.Columns < 0 {
		r.add("arrange", "", "%d columns of panels", s.Arrange.Columns)
	}
	r.length("gap between panels", s.Arrange.Gap, MaxSize)
}

// length checks one length; 0 is "left out".
func (r *resolver) length(name string, l, limit Length) {
	switch v := float64(l); {
	case math.IsNaN(v) || math.IsInf(v, 0) || v < 0:
		r.add("size", "give a positive length", "%s of %v", name, l)
	case l > limit:
		r.add("size", fmt.Sprintf("the limit is %v in", float64(limit/Inch)), "%s of %.6g in", name, float64(l/Inch))
	}
}

// panel resolves one panel.
func (r *resolver) panel(s *Panel, name string, theme palette) *panelPlan {
	p := &panelPlan{spec: s, name: name}
	if len(s.Layers) != 1 {
		r.add("layers", "give one cells layer", "%s%d layers", name, len(s.Layers))
		return p
	}
	cells, ok := s.Layers[0].(*Cells)
	if !ok || cells == nil || cells.Values == nil {
		r.add("cells", "give values", "%sno matrix", name)
		return p
	}
	if err := cells.Values.Validate(); err != nil {
		r.problems = append(r.problems, &Error{Stage: "cells", Detail: name + "labels do not fit the matrix", Err: err})
		return p
	}
	rows, cols := cells.Values.Dims()
	if rows == 0 || cols == 0 {
		r.add("cells", "", "%sa matrix of %d rows × %d columns has no cells to draw", name, rows, cols)
		return p
	}
	p.x = r.axis(&s.X, cells.Values.ColLabels, cols, name+"columns")
	p.y = r.axis(&s.Y, cells.Values.RowLabels, rows, name+"rows")
	p.x.side = r.axisSide(&s.X, SideBottom, SideTop, name+"columns")
	p.y.side = r.axisSide(&s.Y, SideLeft, SideRight, name+"rows")
	p.rows = r.split(&s.Rows, rows, name+"rows")
	p.cols = r.split(&s.Cols, cols, name+"columns")
	if len(p.rows)*len(p.cols) > maxBlocks {
		r.add("groups", "make fewer groups", "%s%d × %d groups; the limit is %d blocks", name, len(p.rows), len(p.cols), maxBlocks)
	}
	r.tracks(p, theme)
	p.cells = r.cells(cells, name, theme)
	return p
}

// axisSide is where an axis's labels stand: on one side, or on the other if that was asked
// for.
func (r *resolver) axisSide(s *Axis, usual, other Side, what string) layout.Side {
	side := usual
	switch s.Side {
	case SideAuto, usual:
	case other:
		side = other
	default:
		r.add("labels", fmt.Sprintf("give %v or %v", usual, other), "labels of %s at the side %v", what, s.Side)
	}
	return map[Side]layout.Side{SideBottom: layout.Bottom, SideTop: layout.Top, SideLeft: layout.Left, SideRight: layout.Right}[side]
}

// axis resolves one axis.
func (r *resolver) axis(s *Axis, labels []string, n int, what string) axisPlan {
	a := axisPlan{title: s.Title, labels: labels, n: n, every: 1, positions: labels == nil, markup: r.markup, rotate: s.Rotate}
	a.asked = s.Labels != nil
	switch l := s.Labels.(type) {
	case nil:
	case AllLabels:
		a.all = true
	case NoLabels:
		a.every = 0
	case EveryNth:
		if l < 1 {
			r.add("labels", "give 1 or more", "every %d-th of the %s", int(l), what)
		}
		a.every = max(1, int(l))
	case Explicit:
		if len(l) != n {
			r.add("labels", "give one label for each", "%s for %d %s", plural(len(l), "label"), n, what)
			break
		}
		a.labels, a.positions = l, false
	}
	if v := a.rotate.Value; a.rotate.Set && !(v >= -90 && v <= 90) {
		r.add("labels", "give -90 to 90", "%s: rotation by %v degrees", what, v)
	}
	return a
}
