package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// On a terminal, tracks are drawn with characters: trees with box-drawing characters or
// dots, bars with eighths of blocks, lines with dots. Each kind is wrapped here once, when
// an arrangement begins, so that what draws it on paper need not know.

// onTerminal gives the tracks of a panel their forms for terminals.
func onTerminal(tracks *[4][]trackState) {
	for side := range tracks {
		for i := range tracks[side] {
			t := *tracks[side][i].trackPlan
			switch d := t.trackDrawer.(type) {
			case *dendrogram:
				t.trackDrawer = &termTree{d, d.colors[0] == blend(t.theme.ink, t.theme.background, 0.35)}
			case *strip:
				t.trackDrawer = &termStrip{d}
			case *bars:
				t.trackDrawer = &termBars{d}
			case *curves:
				t.trackDrawer = &termCurves{d}
			case *boxes:
				t.trackDrawer = &termBoxes{d}
			case *histograms:
				t.trackDrawer = &termHistograms{d}
			}
			tracks[side][i].trackPlan = &t
		}
	}
}

// termThick is how thick a track of numbers is: so many columns beside a body, or so many
// half lines over and under it.
func (a *arrangement) termThick(t *trackState) float64 {
	if !t.vertical() {
		return 6
	}
	return math.Floor(min(14, max(8, a.maxWidth/12)))
}

// whole rounds a piece of a track to whole characters along it, of which it has at least
// one; it reports false where another piece has that.
func (f *frame) whole(p piece, before *float64) (lo, hi float64, ok bool) {
	unit := 1.0
	if f.vertical() {
		unit = 2
	}
	lo, hi = unit*math.Round(p.lo/unit), unit*math.Round(p.hi/unit)
	if hi-lo >= 3*unit && p.to-p.from == 1 { // apart from its neighbours
		lo, hi = lo+math.Floor((hi-lo)/unit/6+0.5)*unit, hi-math.Floor((hi-lo)/unit/6+0.5)*unit
	}
	if lo = max(lo, *before); hi <= lo {
		return lo, hi, false
	}
	*before = hi
	return lo, hi, true
}

// character is the size of a character along a track, in units.
func (f *frame) character() float64 {
	if f.vertical() {
		return 2
	}
	return 1
}

// termStrip is a strip of characters.
type termStrip struct{ *strip }

func (s *termStrip) draw(a *arrangement, t *trackState, f *frame) drawnTrack {
	out := s.strip.draw(a, t, f)
	for _, it := range out.solid {
		if m, ok := it.(*scene.Mosaic); ok {
			m.Kinds = s.cells.levels != nil && !(s.spec.Names && !t.vertical()) // names say it themselves
		}
	}
	return out
}

// legends explain also strips that name their categories: beside rows, names have no room.
func (s *termStrip) legends(a *arrangement, t *trackPlan) []keyLegend {
	if s.spec.Names && s.spec.Legend == Auto && t.vertical() && s.cells.levels != nil {
		return []keyLegend{a.levelLegend(s.cells, s.cells.spec.Cbar.Label)}
	}
	return s.strip.legends(a, t)
}

// termBars are bars that end at eighths of characters.
type termBars struct{ *bars }

func (b *termBars) fit(a *arrangement, t *trackState, _ *lattice) { t.thick = a.termThick(t) }

func (b *termBars) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	eighths := 8.0 // of a column, or of a line, a unit
	if !f.vertical() {
		eighths = 4
	}
	place := func(v float64) float64 { return math.Round(float64(t.axis.at(v)*f.thick)*eighths) / eighths }
	before := math.Inf(-1)
	for _, p := range pieces(&f.along, f.character()) {
		lo, hi, ok := f.whole(p, &before)
		if !ok {
			continue
		}
		up, down := 0.0, 0.0
		for _, row := range b.rows {
			v, _, _ := p.summary(row.values)
			if math.IsNaN(v) || v == 0 {
				continue
			}
			from := &up
			if v < 0 {
				from = &down
			}
			start := place(*from)
			*from += v
			if end := place(*from); end != start {
				out.solid = append(out.solid, f.rect(lo, hi, start, end, row.color))
			}
		}
	}
	return out
}

// termCurves are lines of dots.
type termCurves struct{ *curves }

func (c *termCurves) fit(a *arrangement, t *trackState, _ *lattice) { t.thick = a.termThick(t) }

func (c *termCurves) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	away := func(v float64) float64 { return dotUnit/2 + float64((f.thick-dotUnit)*t.axis.at(v)) }
	for _, row := range c.rows {
		path := &scene.Path{Fill: row.color}
		if row.color == t.theme.muted { // the terminal's own is seen on every background
			path.Fill = scene.Color{}
		}
		line := func(a0, d0, a1, d1 float64) {
			path.Segments = append(path.Segments,
				scene.Segment{Op: scene.MoveTo, P: [3]scene.Point{f.point(a0, d0)}}, scene.Segment{Op: scene.LineTo, P: [3]scene.Point{f.point(a1, d1)}})
		}
		var last *[2]float64
		for _, p := range pieces(&f.along, dotUnit) {
			mean, lo, hi := p.summary(row.values)
			if p.first || math.IsNaN(mean) {
				last = nil
			}
			if math.IsNaN(mean) {
				continue
			}
			here := [2]float64{(p.lo + p.hi) / 2, away(mean)}
			if hi > lo {
				line(here[0], away(lo), here[0], away(hi))
			}
			if last == nil {
				last = &here
			}
			line(last[0], last[1], here[0], here[1])
			last = &here
		}
		if len(path.Segments) > 0 {
			out.solid = append(out.solid, path)
		}
	}
	return out
}

// termBoxes are box plots: a block of whole characters from quartile to quartile, and lines
// to the ends of the whiskers.
type termBoxes struct{ *boxes }

func (b *termBoxes) fit(a *arrangement, t *trackState, _ *lattice) {
	if t.thick = a.termThick(t); !t.vertical() {
		const lines = 5 // fewer have no room for whiskers
		t.thick = 2 * lines
	}
}

func (b *termBoxes) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	unit := f.character()
	step := 3 - unit // of a character away from the body
	before := math.Inf(-1)
	for _, p := range pieces(&f.along, unit) {
		lo, hi, ok := f.whole(p, &before)
		five, some := b.five(p)
		if !ok || !some {
			continue
		}
		var at [5]float64
		for k, v := range five {
			at[k] = float64(t.axis.at(v) * f.thick)
		}
		at[1] = min(step*math.Round(at[1]/step), f.thick-step)
		at[3] = max(step*math.Round(at[3]/step), at[1]+step)
		mid := lo + unit*(math.Floor((hi-lo)/unit/2)+0.5)
		for _, w := range [2][2]float64{{at[0], at[1]}, {at[3], at[4]}} {
			if w[1]-w[0] >= step/4 {
				out.solid = append(out.solid, f.line(mid, w[0], mid, w[1], 1, scene.Color{}))
			}
		}
		out.solid = append(out.solid, f.rect(lo, hi, at[1], at[3], b.color))
	}
	return out
}

// termHistograms are sparklines beside rows that have a line each, else shades.
type termHistograms struct{ *histograms }

func (h *termHistograms) fit(a *arrangement, t *trackState, _ *lattice) {
	if t.thick = a.termThick(t); t.vertical() && h.bins > 0 { // as many columns for each bin
		const most = 20
		t.thick = float64(min(most, h.bins*max(1, int(t.thick)/h.bins)))
	}
}

func (h *termHistograms) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	columns := int(f.thick)
	if !f.vertical() || f.along.pitch() < 2 || h.most == 0 || columns < 1 {
		return h.histograms.draw(a, t, f)
	}
	// Bins are put together where there are more of them than columns.
	heights := make([][]float64, len(h.counts))
	most := 0.0
	for i, bins := range h.counts {
		if len(bins) == 0 {
			continue
		}
		heights[i] = make([]float64, columns)
		for k := range columns {
			if h.bins <= columns {
				heights[i][k] = bins[k*h.bins/columns]
			} else {
				for _, v := range bins[k*h.bins/columns : (k+1)*h.bins/columns] {
					heights[i][k] = max(heights[i][k], v)
				}
			}
			most = max(most, heights[i][k])
		}
	}
	for i, row := range heights {
		base := 2*math.Floor(f.along.centre(i)/2) + 2 // of the line that the label stands in
		for k, v := range row {
			if high := math.Ceil(v/most*8) / 4; v > 0 {
				out.solid = append(out.solid, f.rect(base-high, base, float64(k), float64(k+1), h.color))
			}
		}
	}
	return out
}
