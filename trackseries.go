package heat

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// series are the resolved numbers of a track of bars, dots or lines.
type series struct {
	rows  []seriesRow
	named bool // they stand in the legend
}

// seriesRow is one row of numbers; missing ones are NaN.
type seriesRow struct {
	name   string
	values []float64
	color  scene.Color
}

// maxSeries bounds the series of a track.
const maxSeries = 1000

// series resolves the numbers of a track: Values, or Series in their place.
func (r *resolver) series(t *trackPlan, values []scale.Bound, color colormap.Color, list []Series, usual scene.Color) *series {
	s := &series{named: list != nil}
	switch {
	case list != nil && values != nil:
		r.add("tracks", "give one of them", "%s has both values and series", t.name)
		return nil
	case len(list) > maxSeries:
		r.add("tracks", "", "%s has %d series; the limit is %d", t.name, len(list), maxSeries)
		return nil
	case list == nil:
		list = []Series{{Values: values, Color: color}}
	}
	for i, row := range list {
		if len(row.Values) != t.n {
			what := ""
			if s.named {
				what = fmt.Sprintf(" in series %d, %q,", i+1, short(row.Name))
			}
			r.add("tracks", "give one for each", "%s has %s%s for %d %s", t.name, plural(len(row.Values), "value"), what, t.n, t.noun)
			return nil
		}
		out := seriesRow{name: row.Name, values: make([]float64, t.n), color: scene.Color(row.Color)}
		if row.Color == (colormap.Color{}) {
			if out.color = usual; s.named {
				out.color = r.colors[row.Name]
			}
		}
		for k, v := range row.Values {
			out.values[k] = math.NaN()
			if v.Set {
				out.values[k] = v.Value
			}
			if math.IsInf(out.values[k], 0) {
				r.add("tracks", "give finite numbers", "%s: value %d is %v", t.name, k+1, v.Value)
				return nil
			}
		}
		s.rows = append(s.rows, out)
	}
	return s
}

// extent is that of all numbers; lo is above hi where there are none.
func (s *series) extent() (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, row := range s.rows {
		for _, v := range row.values {
			if !math.IsNaN(v) {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
	}
	return lo, hi
}

func (s *series) legends(a *arrangement, t *trackPlan) []keyLegend {
	if !s.named {
		return nil
	}
	l := keyLegend{title: t.label}
	for _, row := range s.rows {
		name := row.name
		if name == "" {
			name = "(empty)"
		}
		l.entries = append(l.entries, keyEntry{color: row.color, label: name})
	}
	return []keyLegend{l}
}

// piece is a stretch of neighbouring entries that are drawn as one: a single entry, or as
// many as share leastPiece.
type piece struct {
	from, to int     // entries
	lo, hi   float64 // places
	first    bool    // of its group
}

// leastPiece is the least width of what is drawn for an entry, in points.
const leastPiece = 1

// pieces are the entries along a body, joined where they are too narrow to be seen.
func pieces(l *lattice, least float64) (out []piece) {
	step := 1
	if p := l.pitch(); p > 0 && p < least {
		step = int(math.Ceil(least / p))
	}
	for _, at := range l.groups {
		for from := at.from; from < at.to; from += step {
			to := min(at.to, from+step)
			lo, _ := l.cell(from)
			_, hi := l.cell(to - 1)
			out = append(out, piece{from, to, lo, hi, from == at.from})
		}
	}
	return out
}

// summary is the mean and the extent of the numbers of a piece; NaN where there are none.
func (p piece) summary(values []float64) (mean, lo, hi float64) {
	n := 0.0
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range values[p.from:p.to] {
		if math.IsNaN(v) {
			continue
		}
		n++
		mean += (v - mean) / n
		lo, hi = min(lo, v), max(hi, v)
	}
	if n == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return mean, lo, hi
}

// bars is a resolved Bars.
type bars struct{ *series }

func (b *Bars) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = b.Label, b.Thick
	s := r.series(t, b.Values, b.Color, b.Series, t.theme.quiet)
	if s == nil {
		return nil
	}
	lo, hi := 0.0, 0.0
	for i := range t.n {
		down, up := 0.0, 0.0
		for _, row := range s.rows {
			if v := row.values[i]; v > 0 {
				up += v
			} else if v < 0 {
				down += v
			}
		}
		lo, hi = min(lo, down), max(hi, up)
	}
	if math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		r.add("tracks", "scale the values down", "%s has bars whose sum is beyond the largest number", t.name)
		return nil
	}
	r.span(t, lo, hi, b.Min, b.Max, b.Axis)
	return &bars{s}
}

func (b *bars) fit(a *arrangement, t *trackState, _ *lattice) {
	t.thick = t.usual(a, a.trackThick*defaultFontSize/a.tick)
}

// barShare is how much of an entry's width its bar takes.
const barShare = 0.7

func (b *bars) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	zero := float64(t.axis.at(0) * f.thick)
	for _, p := range pieces(&f.along, leastPiece) {
		lo, hi := p.lo, p.hi
		if p.to-p.from == 1 && hi-lo > 2*leastPiece {
			inset := (1 - barShare) / 2 * (hi - lo)
			lo, hi = lo+inset, hi-inset
		}
		up, down := 0.0, 0.0
		for _, row := range b.rows {
			v, _, _ := p.summary(row.values)
			from := &up
			if v < 0 {
				from = &down
			}
			if math.IsNaN(v) || v == 0 {
				continue
			}
			start := float64(t.axis.at(*from) * f.thick)
			*from += v
			if end := float64(t.axis.at(*from) * f.thick); end != start {
				out.solid = append(out.solid, f.rect(lo, hi, start, end, row.color))
			}
		}
	}
	if t.axis.lo < 0 && t.axis.hi > 0 {
		for g := range f.along.groups {
			from, to := f.along.span(g)
			out.texts = append(out.texts, f.line(from, zero, to, zero, a.hairline, a.plan.theme.muted))
		}
	}
	return out
}

// dots is a resolved Dots.
type dots struct{ *series }

func (d *Dots) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = d.Label, d.Thick
	s := r.series(t, d.Values, d.Color, d.Series, t.theme.muted)
	if s == nil {
		return nil
	}
	lo, hi := s.extent()
	r.span(t, lo, hi, d.Min, d.Max, d.Axis)
	return &dots{s}
}

func (d *dots) fit(a *arrangement, t *trackState, l *lattice) {
	if a.aligned {
		t.thick = a.termThick(t)
		return
	}
	(&bars{d.series}).fit(a, t, l)
}

// dotRadius is that of a dot, in parts of the type's size; dots of narrow entries shrink.
const dotRadius = 0.2

func (d *dots) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	for _, row := range d.rows {
		out.solid = append(out.solid, d.drawRow(a, t, f, row)...)
	}
	return out
}

func (d *dots) drawRow(a *arrangement, t *trackState, f *frame, row seriesRow) []scene.Item {
	radius := max(0.5, min(dotRadius*a.tick, 0.45*f.along.pitch()))
	radius = min(radius, f.thick/2)
	path := &scene.Path{Fill: row.color}
	var items []scene.Item
	seen := map[[2]int]bool{} // dots over each other are drawn once
	for i, v := range row.values {
		if math.IsNaN(v) || v < t.axis.lo || v > t.axis.hi {
			continue
		}
		at := f.along.centre(i)
		away := radius + float64((f.thick-2*radius)*t.axis.at(v))
		if a.aligned {
			at, away = math.Floor(at), min(f.thick-1, math.Floor(float64(f.thick*t.axis.at(v))))
			items = append(items, f.rect(at, at+1, away, away+1, row.color))
			continue
		}
		if f.along.pitch() >= leastPiece {
			path.Segments = append(path.Segments, circle(f.point(at, away), radius)...)
		} else if key := [2]int{int(at), int(away)}; !seen[key] { // too small to be round
			seen[key] = true
			path.Segments = append(path.Segments, f.polygon([2]float64{at - radius, away - radius}, [2]float64{at + radius, away - radius},
				[2]float64{at + radius, away + radius}, [2]float64{at - radius, away + radius})...)
		}
	}
	if len(path.Segments) > 0 {
		items = append(items, path)
	}
	return items
}

// circle is the outline of a disc, as four curves.
func circle(c scene.Point, r float64) []scene.Segment {
	const k = 0.5522847498307936 // of the radius: how far the handles of a quarter circle reach
	pt := func(x, y float64) scene.Point {
		return scene.Point{X: c.X + float64(r*x), Y: c.Y + float64(r*y)}
	}
	cube := func(x1, y1, x2, y2, x, y float64) scene.Segment {
		return scene.Segment{Op: scene.CubeTo, P: [3]scene.Point{pt(x1, y1), pt(x2, y2), pt(x, y)}}
	}
	return []scene.Segment{
		{Op: scene.MoveTo, P: [3]scene.Point{pt(1, 0)}},
		cube(1, k, k, 1, 0, 1), cube(-k, 1, -1, k, -1, 0), cube(-1, -k, -k, -1, 0, -1), cube(k, -1, 1, -k, 1, 0),
	}
}

// curves is a resolved Lines.
type curves struct{ *series }

func (l *Lines) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = l.Label, l.Thick
	s := r.series(t, l.Values, l.Color, l.Series, t.theme.muted)
	if s == nil {
		return nil
	}
	lo, hi := s.extent()
	r.span(t, lo, hi, l.Min, l.Max, l.Axis)
	return &curves{s}
}

func (c *curves) fit(a *arrangement, t *trackState, l *lattice) { (&bars{c.series}).fit(a, t, l) }

// curveWidth is that of a track's lines, in hairlines.
const curveWidth = 1.8

func (c *curves) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	width := min(curveWidth*a.hairline, f.thick/2)
	away := func(v float64) float64 { return width/2 + float64((f.thick-width)*t.axis.at(v)) }
	parts := pieces(&f.along, leastPiece)
	for _, row := range c.rows {
		path := &scene.Path{Fill: row.color}
		var before *[2]float64
		for _, p := range parts {
			mean, lo, hi := p.summary(row.values)
			if p.first || math.IsNaN(mean) {
				before = nil
			}
			if math.IsNaN(mean) {
				continue
			}
			here := [2]float64{(p.lo + p.hi) / 2, away(mean)}
			if hi > lo { // several entries: also how far they reach
				path.Segments = append(path.Segments, f.stroke(here[0], away(lo), here[0], away(hi), a.hairline)...)
			}
			path.Segments = append(path.Segments, circle(f.point(here[0], here[1]), width/2)...)
			if before != nil {
				path.Segments = append(path.Segments, f.stroke(before[0], before[1], here[0], here[1], width)...)
			}
			before = &here
		}
		if len(path.Segments) > 0 {
			out.solid = append(out.solid, path)
		}
	}
	return out
}
