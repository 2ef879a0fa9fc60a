package heat

import (
	"fmt"
	"strings"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/internal/text"
)

// Report says what a figure shows and what was changed so that it could.
type Report struct {
	Title       string        `json:"title,omitempty"`
	Description string        `json:"description"` // one sentence that stands for the picture
	Width       float64       `json:"width"`       // of the canvas, points
	Height      float64       `json:"height"`
	Panels      []PanelReport `json:"panels"`
	// Notes are sentences: what was turned, thinned, shrunk, dropped or cannot be seen.
	Notes []string `json:"notes,omitempty"`
}

// PanelReport is what one panel shows.
type PanelReport struct {
	Title    string   `json:"title,omitempty"`
	Rows     int      `json:"rows"`
	Cols     int      `json:"cols"`
	Missing  int      `json:"missing"`  // visible cells without a value
	Infinite int      `json:"infinite"` // visible cells of ±∞
	Masked   int      `json:"masked"`   // cells that the mask hides
	Min      *Extreme `json:"min,omitempty"`
	Max      *Extreme `json:"max,omitempty"`
	Vmin     float64  `json:"vmin"` // limits of the colours
	Vmax     float64  `json:"vmax"`
	Center   *float64 `json:"center,omitempty"`
	Cmap     string   `json:"cmap"`
	// Choice says why the colour map was chosen, where none was given.
	Choice string `json:"choice,omitempty"`
	// Norm is how values become colours, where that is not linear.
	Norm string `json:"norm,omitempty"`
	// Ignored counts visible values that the norm has no place for.
	Ignored int `json:"ignored,omitempty"`
	// Levels are the categories of the cells, if the values are categories.
	Levels  []LevelReport `json:"levels,omitempty"`
	XLabels LabelReport   `json:"x-labels"`
	YLabels LabelReport   `json:"y-labels"`
	Annot   *AnnotReport  `json:"annot,omitempty"`
	// Tracks are the tracks along the body, from it outwards: top, right, bottom, left.
	Tracks []TrackReport `json:"tracks,omitempty"`
	Cell   [2]float64    `json:"cell"` // width and height of a cell, points
}

// LevelReport is a category of the cells.
type LevelReport struct {
	Name  string `json:"name"`
	Count int    `json:"count"` // visible cells
}

// Extreme is the first cell with the smallest or largest visible value.
type Extreme struct {
	Value float64 `json:"value"`
	Text  string  `json:"text"` // in the figure's number format
	Row   string  `json:"row"`
	Col   string  `json:"col"`
}

// LabelReport says how many labels of an axis are shown.
type LabelReport struct {
	Shown int     `json:"shown"`
	Of    int     `json:"of"`
	Angle float64 `json:"angle,omitempty"` // degrees, counter-clockwise
}

// AnnotReport says how the cells' texts are set.
type AnnotReport struct {
	Shown bool    `json:"shown"`
	Size  float64 `json:"size,omitempty"` // points
}

// report tells of a finished arrangement.
func (a *arrangement) report() Report {
	spec := &a.plan.spec
	r := Report{Title: spec.Title, Width: a.solved.Width, Height: a.solved.Height, Description: spec.Description}
	var sentences []string
	var notes [][]string
	for i, s := range a.panels {
		p := a.panelReport(s, a.solved.Panels[i].Body)
		r.Panels = append(r.Panels, p)
		notes = append(notes, a.notes(s, p))
		sentences = append(sentences, describe(&p, s))
	}
	if r.Description == "" {
		r.Description = strings.Join(sentences, " ")
	}
	r.Notes = append(a.joinNotes(notes), a.missingGlyphs()...)
	return r
}

// joinNotes puts the notes on all panels together. One on several panels is said once.
func (a *arrangement) joinNotes(notes [][]string) (all []string) {
	on := map[string]int{}
	for _, list := range notes {
		for _, note := range list {
			on[note]++
		}
	}
	for i, list := range notes {
		for _, note := range list {
			switch n := on[note]; {
			case n == 1:
				all = append(all, a.panels[i].name+note)
			case n == len(a.panels):
				all = append(all, "all panels: "+note)
			case n > 1:
				all = append(all, fmt.Sprintf("%d panels: %s", n, note))
			}
			delete(on, note)
		}
	}
	return all
}

func (a *arrangement) panelReport(s *panelState, body layout.Box) PanelReport {
	c := s.cells
	p := PanelReport{
		Title: s.spec.Title, Rows: c.rows, Cols: c.cols,
		Missing: c.visibleMissing(), Infinite: c.extent.Infinite, Masked: c.hidden,
		Vmin: c.limits.Min, Vmax: c.limits.Max, Cmap: c.cmapName(), Choice: c.why, Ignored: c.ignored,
		XLabels: LabelReport{s.x.Shown(s.xFit), c.cols, s.xFit.Angle},
		YLabels: LabelReport{s.y.Shown(s.yFit), c.rows, s.yFit.Angle},
		Cell:    [2]float64{body.W / float64(c.cols), body.H / float64(c.rows)},
	}
	if !c.spec.Norm.IsZero() {
		p.Norm = c.spec.Norm.String()
	}
	for _, l := range c.levels {
		p.Levels = append(p.Levels, LevelReport{l.name, l.count})
	}
	if c.extent.Finite() > 0 && c.levels == nil {
		p.Min, p.Max = c.extreme(s, c.extent.Min, c.extent.MinAt), c.extreme(s, c.extent.Max, c.extent.MaxAt)
	}
	if c.limits.Center.Set {
		center := c.limits.Center.Value
		p.Center = &center
	}
	p.Tracks = trackReports(s)
	if c.spec.Annot.shown() {
		p.Annot = &AnnotReport{Shown: s.annot.final > 0, Size: s.annot.final}
	}
	return p
}

func (c *cellsPlan) extreme(s *panelState, v float64, at int) *Extreme {
	return &Extreme{Value: v, Text: c.format.Format(v),
		Row: s.panelPlan.y.name(at / c.cols), Col: s.panelPlan.x.name(at % c.cols)}
}

// describe is the sentence that stands for a panel where it cannot be seen.
func describe(p *PanelReport, s *panelState) string {
	var b strings.Builder
	b.WriteString("Heatmap")
	if p.Title != "" {
		b.WriteString(" “" + p.Title + "”")
	}
	fmt.Fprintf(&b, " of %s by %s", counted(p.Rows, "row", &s.panelPlan.y), counted(p.Cols, "column", &s.panelPlan.x))
	switch {
	case p.Levels != nil:
		b.WriteString("; " + listLevels(p.Levels))
	case p.Min == nil:
		b.WriteString(" without any value")
	case p.Min.Value == p.Max.Value:
		b.WriteString("; all values are " + p.Min.Text)
	default:
		fmt.Fprintf(&b, "; values from %s (%s, %s) to %s (%s, %s)",
			p.Min.Text, p.Min.Row, p.Min.Col, p.Max.Text, p.Max.Row, p.Max.Col)
	}
	if p.Missing > 0 {
		fmt.Fprintf(&b, "; %d missing", p.Missing)
	}
	if p.Masked > 0 {
		fmt.Fprintf(&b, "; %d hidden", p.Masked)
	}
	return b.String() + "."
}

// listLevels is "2 categories: up (3), down (1)".
func listLevels(levels []LevelReport) string {
	const named = 8
	s := fmt.Sprintf("%d categories: ", len(levels))
	if len(levels) == 1 {
		s = "1 category: "
	}
	for i, l := range levels {
		if i == named {
			return s + fmt.Sprintf(" and %d more", len(levels)-named)
		}
		if i > 0 {
			s += ", "
		}
		s += fmt.Sprintf("%s (%d)", l.Name, l.Count)
	}
	return s
}

// counted is "4 rows (Platform to Support)".
func counted(n int, what string, axis *axisPlan) string {
	s := plural(n, what)
	if axis.positions || n == 0 {
		return s
	}
	first, last := axis.plain(0), axis.plain(n-1)
	if n == 1 || first == last {
		return s + " (" + first + ")"
	}
	return s + " (" + first + " to " + last + ")"
}

// cutLabels counts the shown labels that were shortened.
func (s *panelState) cutLabels() (n int) {
	for _, axis := range []struct {
		runs map[int]text.Run
		l    *layout.Labels
		fit  layout.Fit
	}{{s.xRuns, &s.x, s.xFit}, {s.yRuns, &s.y, s.yFit}} {
		for i := 0; axis.fit.Every > 0 && axis.fit.Rung == 0 && i < axis.l.N; i += axis.fit.Every {
			if axis.runs[i].Cut {
				n++
			}
		}
	}
	return n
}

// plural is "1 row" or "2 rows".
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// notes are the sentences on one panel.
func (a *arrangement) notes(s *panelState, p PanelReport) (notes []string) {
	say := func(format string, args ...any) {
		notes = append(notes, fmt.Sprintf(format, args...))
	}
	labelNotes(say, "column", &s.panelPlan.x, p.XLabels)
	labelNotes(say, "row", &s.panelPlan.y, p.YLabels)
	if n := s.cutLabels(); n > 0 {
		say("%s cut", plural(n, "label"))
	}
	switch {
	case p.Annot == nil:
	case s.annot.tooMany:
		say("numbers left out: %d cells are more than can be read", p.Rows*p.Cols)
	case !p.Annot.Shown:
		if a.aligned {
			say("numbers left out: the cells cannot hold them")
			break
		}
		say("numbers left out: cells of %.3g × %.3g pt cannot hold them at %g pt", p.Cell[0], p.Cell[1], a.annotFloor)
	case p.Annot.Size < s.annot.size:
		say("numbers shrunk to %g pt", p.Annot.Size)
	}
	if n := s.colTitles.dropped + s.rowTitles.dropped; n > 0 {
		say("%s of groups left out: no room", plural(n, "title"))
	}
	if len(s.cells.spec.Marks) > 0 && (a.aligned || min(p.Cell[0], p.Cell[1]) < leastMarked) {
		if a.aligned {
			say("marks left out: characters cannot show them")
		} else {
			say("marks left out: the cells are too small")
		}
	}
	if s.colTitles.gone || s.rowTitles.gone {
		say("titles of groups left out: the canvas is too small")
	}
	if a.aligned {
		a.termNotes(s, say)
	} else {
		a.trackNotes(s, say)
	}
	if s.keys.dropped {
		say("legend left out: the canvas is too small")
	}
	if s.keys.left > 0 {
		say("legend without %d of its entries", s.keys.left)
	}
	if s.xUntitled {
		say("column title left out: it needs more than %d lines", maxLabelLines)
	}
	if s.yUntitled {
		say("row title left out: it needs more than %d lines", maxLabelLines)
	}
	if s.spec.Layers != nil && s.cells.spec.Cbar.Side == SideInside && s.bar.on && !s.bar.inside && !a.aligned {
		say("colour bar beside the body: over it, it would hide numbers")
	}
	if s.bar.dropped {
		say("legend label left out: it needs more than %d lines", maxLabelLines)
	}
	c := s.cells
	if w := float64(c.spec.Line.Width); w > maxLineShare*min(p.Cell[0], p.Cell[1]) {
		say("lines thinned to a quarter of a cell")
	}
	if c.limits.Empty {
		say("no values: every visible cell is missing")
	}
	if c.limits.Widened {
		say("all values are %s", c.format.Format(c.extent.Min))
	}
	if c.ignored > 0 {
		say("%d of %d cells %s no place on the %v norm (%s) and %s drawn as missing", c.ignored, c.extent.Finite(), suggest.Verb(int64(c.ignored), "has", "have"),
			c.normSpec.Kind, c.naName(), suggest.Verb(int64(c.ignored), "is", "are"))
	}
	if c.merged > 0 {
		say("%d bins of the quantile norm have no values of their own: some values are too frequent", c.merged)
	}
	if c.sampled {
		say("so many different values are ranked by a sample of them")
	}
	if c.limits.Unrobust {
		say("robust limits would be one value: the whole range is used")
	}
	switch {
	case p.Infinite == 1:
		say("1 infinite cell takes an end colour and does not count for the limits")
	case p.Infinite > 1:
		say("%d infinite cells take the end colours and do not count for the limits", p.Infinite)
	}
	if min(p.Cell[0], p.Cell[1]) < a.leastCell {
		if a.aligned {
			say("values are averaged: there are more cells than characters")
		} else {
			say("cells of %.2g × %.2g pt are averaged where they are smaller than a pixel", p.Cell[0], p.Cell[1])
		}
	}
	return notes
}

// labelNotes tell how labels were changed.
func labelNotes(say func(string, ...any), what string, axis *axisPlan, r LabelReport) {
	if r.Angle != 0 && !axis.rotate.Set {
		say("%s labels turned by %g°", what, r.Angle)
	}
	asked := 0
	if axis.every > 0 {
		asked = (axis.n + axis.every - 1) / axis.every
	}
	switch {
	case r.Shown == asked || axis.positions && !axis.all && r.Shown > 0:
	case r.Shown == 0:
		say("%s labels left out: no room for them", what)
	default:
		say("%d of %d %s labels shown", r.Shown, asked, what)
	}
}

// missingGlyphs tells which characters the font cannot show.
func (a *arrangement) missingGlyphs() (notes []string) {
	seen := map[rune]bool{}
	look := func(label string, missing []rune) {
		for _, r := range missing {
			if !seen[r] && len(notes) < maxGlyphNotes {
				seen[r] = true
				notes = append(notes, fmt.Sprintf("the font has no %q (U+%04X), as in %q", r, r, short(label)))
			}
		}
	}
	for _, run := range a.runs() {
		look(run.String, run.Missing)
	}
	return notes
}

// maxGlyphNotes keeps the notes on missing characters to a handful.
const maxGlyphNotes = 5

// short cuts a label for a message.
func short(s string) string {
	if r := []rune(s); len(r) > 24 {
		return string(r[:23]) + "…"
	}
	return s
}

// runs are the texts that are shown outside of the cells, in order.
func (a *arrangement) runs() (runs []text.Run) {
	runs = append(append(append(runs, a.title...), a.subtitle...), a.caption...)
	for _, s := range a.panels {
		runs = append(append(append(append(runs, s.head...), s.xTitle...), s.yTitle...), s.bar.label...)
		runs = append(append(runs, s.bar.texts...), s.bar.key)
		for _, it := range s.keys.items {
			runs = append(runs, it.lines...)
		}
		if s.annot.final > 0 {
			runs = append(runs, s.annot.missing...)
		}
		runs = append(runs, s.trackRuns()...)
		for _, lines := range a.shownLabels(&s.x, s.xFit, s.xTicks, nil, s.xRuns, 0) {
			runs = append(runs, lines...)
		}
		for _, lines := range a.shownLabels(&s.y, s.yFit, s.yTicks, nil, s.yRuns, 0) {
			runs = append(runs, lines...)
		}
	}
	return runs
}
