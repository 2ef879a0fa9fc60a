package heat

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"runtime"
	"sync"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/matrix"
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
}

// axisPlan is one resolved axis.
type axisPlan struct {
	title     string
	labels    []string // nil: positions
	n         int
	every     int  // 0: none; 1: all
	all       bool // every label was asked for
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

// cellsPlan is a resolved Cells layer.
type cellsPlan struct {
	spec       *Cells
	rows, cols int
	extent     scale.Extent // of the visible values
	hidden     int          // cells that the mask hides
	limits     scale.Limits
	norm       scale.Norm
	cmap       *colormap.Map
	palette    []scene.Color // the map, then missing, then hidden
	strikeNA   bool          // missing cells get a stroke
	whole      bool          // all visible values are integers
	format     scale.Format
}

// Places of the palette's entries that are not of the map.
func (c *cellsPlan) missingIndex() uint16 { return uint16(c.cmap.Len()) }
func (c *cellsPlan) hiddenIndex() uint16  { return uint16(c.cmap.Len() + 1) }

// index is the palette entry of a visible value.
func (c *cellsPlan) index(v float64) uint16 {
	if i := c.cmap.Index(c.norm.Map(v)); i >= 0 {
		return uint16(i)
	}
	return c.missingIndex()
}

// isHidden reports whether the mask hides a cell.
func (c *cellsPlan) isHidden(i, j int) bool {
	m := &c.spec.Mask
	switch m.Triangle {
	case Upper:
		if j > i {
			return true
		}
	case Lower:
		if j < i {
			return true
		}
	}
	if m.Cells == nil {
		return false
	}
	v := m.Cells.At(i, j)
	return v != 0 && !math.IsNaN(v)
}

// masked reports whether there is a mask at all.
func (c *cellsPlan) masked() bool {
	return c.spec.Mask.Triangle != NoTriangle || c.spec.Mask.Cells != nil
}

// Dims and Rows make the visible values a source for resampling: hidden cells are
// missing in it.
func (c *cellsPlan) Dims() (rows, cols int) { return c.rows, c.cols }

// Rows returns rows i0 to i1-1 of the visible values.
func (c *cellsPlan) Rows(i0, i1 int, buf []float64) []float64 {
	values := c.spec.Values.Rows(i0, i1, buf)
	if !c.masked() {
		return values
	}
	out := append(buf[:0:0], values...)
	for i := i0; i < i1; i++ {
		for j := range c.cols {
			if c.isHidden(i, j) {
				out[(i-i0)*c.cols+j] = math.NaN()
			}
		}
	}
	return out
}

// blockRows is the number of rows that are looked at in one go: about 64 Ki values.
func (c *cellsPlan) blockRows() int { return max(1, (1<<16)/max(1, c.cols)) }

// chunks yields all visible values in order.
func (c *cellsPlan) chunks() iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		var buf []float64
		for i := 0; i < c.rows; i += c.blockRows() {
			rows := min(c.blockRows(), c.rows-i)
			if need := rows * c.cols; cap(buf) < need {
				buf = make([]float64, need)
			}
			if !yield(c.Rows(i, i+rows, buf)) {
				return
			}
		}
	}
}

// measure takes the extent of the visible values, on all processors.
func (c *cellsPlan) measure() {
	workers := min(runtime.GOMAXPROCS(0), (c.rows+c.blockRows()-1)/c.blockRows())
	parts := make([]scale.Extent, max(1, workers))
	var wg sync.WaitGroup
	for w := range parts {
		from, to := c.rows*w/len(parts), c.rows*(w+1)/len(parts)
		wg.Go(func() {
			var buf []float64
			for i := from; i < to; i += c.blockRows() {
				rows := min(c.blockRows(), to-i)
				if need := rows * c.cols; cap(buf) < need {
					buf = make([]float64, need)
				}
				parts[w].Add(c.Rows(i, i+rows, buf))
			}
		})
	}
	wg.Wait()
	for _, p := range parts {
		c.extent.Merge(p)
	}
	if c.masked() {
		for i := range c.rows {
			for j := range c.cols {
				if c.isHidden(i, j) {
					c.hidden++
				}
			}
		}
	}
}

// resolver collects problems.
type resolver struct {
	problems []error
	markup   bool
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
	for _, side := range []struct {
		tracks []Track
		n      int
		what   string
	}{{s.Left, rows, "rows"}, {s.Right, rows, "rows"}, {s.Top, cols, "columns"}, {s.Bottom, cols, "columns"}} {
		r.tracks(side.tracks, side.n, name, side.what)
	}
	p.cells = r.cells(cells, name, theme)
	return p
}

func (r *resolver) tracks(tracks []Track, n int, name, what string) {
	for i, t := range tracks {
		bars, ok := t.(*Bars)
		if !ok || bars == nil {
			r.add("tracks", "", "%strack %d is empty", name, i+1)
			continue
		}
		if len(bars.Values) != n {
			r.add("tracks", "give one value for each", "%strack %d has %d bars for %d %s", name, i+1, len(bars.Values), n, what)
		}
		r.length("track thickness", bars.Thick, MaxSize)
	}
}

// axis resolves one axis.
func (r *resolver) axis(s *Axis, labels []string, n int, what string) axisPlan {
	a := axisPlan{title: s.Title, labels: labels, n: n, every: 1, positions: labels == nil, markup: r.markup, rotate: s.Rotate}
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

// cells resolves the layer.
func (r *resolver) cells(s *Cells, name string, theme palette) *cellsPlan {
	c := &cellsPlan{spec: s, format: s.Fmt}
	c.rows, c.cols = s.Values.Dims()
	before := len(r.problems)
	r.sameShape(c, s.Mask.Cells, "mask", name)
	r.sameShape(c, s.Annot.From, "annotations", name)
	r.sameTexts(c, s.Annot.Texts, name)
	r.length("annotation size", s.Annot.Size, 10*Inch)
	r.length("line width", s.Line.Width, 10*Inch)
	cmap, err := lookupCmap(s.Cmap, s.Center.Set)
	if err != nil {
		r.problems = append(r.problems, &Error{Stage: "colour", Err: err})
	}
	if len(r.problems) > before {
		return c
	}
	c.cmap = cmap
	c.measure()
	c.limits, err = scale.Fit(scale.LimitOptions{Min: s.Vmin, Max: s.Vmax, Center: s.Center, Robust: s.Robust}, c.extent, c.chunks())
	if err != nil {
		r.problems = append(r.problems, &Error{Stage: "colour", Detail: name, Err: err})
		return c
	}
	c.norm = c.limits.Norm()
	c.palette, c.strikeNA = c.colors(theme)
	c.whole = c.allWhole()
	if c.format.IsAuto() {
		c.format = c.format.Or(c.chooseFormat())
	}
	return c
}

// lookupCmap returns the named colour map, or the default.
func lookupCmap(name string, centred bool) (*colormap.Map, error) {
	if name == "" || name == "auto" {
		name = "viridis"
		if centred {
			name = "vlag"
		}
	}
	return colormap.Lookup(name)
}

// colors is the palette of the mosaic. The colour of missing cells is grey, or sand
// where the map itself has such a grey, and then each missing cell is struck through.
func (c *cellsPlan) colors(theme palette) (colors []scene.Color, strike bool) {
	for i := range c.cmap.Len() {
		e := c.cmap.At(i)
		colors = append(colors, scene.Color{R: e.R, G: e.G, B: e.B, A: 255})
	}
	na := scene.Color(c.spec.NaColor)
	if na == (scene.Color{}) {
		na, strike = theme.missing(colors), true
	}
	return append(colors, na, scene.Color{}), strike
}

// formatSample is how many values are looked at to choose a number format.
const formatSample = 1 << 16

// allWhole reports whether all visible values are integers, as far as they are looked at.
func (c *cellsPlan) allWhole() bool {
	if c.rows*c.cols > formatSample {
		return false
	}
	for chunk := range c.chunks() {
		for _, v := range chunk {
			if v == v && v != math.Trunc(v) {
				return false
			}
		}
	}
	return true
}

// chooseFormat picks the number format for cells and report.
func (c *cellsPlan) chooseFormat() scale.Format {
	values := []float64{c.extent.Min, c.extent.Max}
	for chunk := range c.chunks() {
		if c.rows*c.cols > formatSample {
			break
		}
		values = append(values, chunk...)
	}
	return scale.AutoFormat(values)
}

func (r *resolver) sameShape(c *cellsPlan, m *matrix.Matrix, what, name string) {
	if m == nil {
		return
	}
	if rows, cols := m.Dims(); rows != c.rows || cols != c.cols {
		r.add(what, "give the same shape", "%s%d × %d for a matrix of %d × %d", name, rows, cols, c.rows, c.cols)
	}
}

func (r *resolver) sameTexts(c *cellsPlan, texts [][]string, name string) {
	if texts == nil {
		return
	}
	if c.spec.Annot.From != nil {
		r.add("annotations", "give one of them", "%sboth numbers and texts to write into the cells", name)
	}
	if len(texts) != c.rows {
		r.add("annotations", "give the same shape", "%s%d rows of texts for %d rows", name, len(texts), c.rows)
		return
	}
	for i, row := range texts {
		if len(row) != c.cols {
			r.add("annotations", "give the same shape", "%srow %d has %d texts for %d columns", name, i+1, len(row), c.cols)
			return
		}
	}
}
