package heat

import (
	"math"
	"slices"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/internal/text"
)

// marks is a resolved Marks.
type marks struct {
	noLegends
	entries []int // the most important first
	color   scene.Color
}

func (m *Marks) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = m.Label, m.Thick
	out := &marks{color: scene.Color(m.Color)}
	if m.Color == (colormap.Color{}) {
		out.color = t.theme.ink
	}
	where := map[string][]int{}
	for _, name := range m.Names {
		where[name] = nil
	}
	for i := range t.n {
		if name := t.labels.label(i); len(m.Names) > 0 {
			if list, asked := where[name]; asked {
				where[name] = append(list, i)
			}
		}
	}
	seen := map[int]bool{}
	add := func(i int) {
		if !seen[i] {
			seen[i] = true
			out.entries = append(out.entries, i)
		}
	}
	for _, name := range m.Names {
		if len(where[name]) == 0 {
			r.add("marks", nearestLabel(t, name), "%s: none of the %s is called %q", t.name, t.noun, short(name))
			return nil
		}
		for _, i := range where[name] {
			add(i)
		}
	}
	for _, i := range m.At {
		if i < 0 || i >= t.n {
			r.add("marks", "", "%s: there is no number %d among %s 0 to %d", t.name, i, t.noun, t.n-1)
			return nil
		}
		add(i)
	}
	return out
}

// nearestLabel suggests the label that was probably meant.
func nearestLabel(t *trackPlan, name string) string {
	const most = 1 << 16 // labels that are looked at
	var names []string
	for i := range min(t.n, most) {
		names = append(names, t.labels.label(i))
	}
	if near := suggest.Nearest(name, names); near != "" {
		return "did you mean " + short(near) + "?"
	}
	return ""
}

// spreadLabels moves places apart, as little as possible, so that neighbours are at least step
// apart and none is beyond lo and hi: the least sum of squares of all ways, in order. That
// is an isotonic regression of what is left of the places without their steps, which
// pooling neighbours that violate the order solves (Ayer and others 1955), and it stays so
// when it is cut at both ends. The places ascend and have room: (n-1)·step ≤ hi-lo.
func spreadLabels(places []float64, step, lo, hi float64) []float64 {
	type pool struct{ mean, n float64 }
	var pools []pool
	for i, p := range places {
		next := pool{p - float64(step*float64(i)), 1}
		for len(pools) > 0 && pools[len(pools)-1].mean >= next.mean {
			last := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			n := last.n + next.n
			next = pool{last.mean + (next.mean-last.mean)*(next.n/n), n}
		}
		pools = append(pools, next)
	}
	hi -= float64(step * float64(len(places)-1))
	out := make([]float64, 0, len(places))
	for _, p := range pools {
		at := max(lo, min(hi, p.mean))
		for range int(p.n) {
			out = append(out, at+float64(step*float64(len(out))))
		}
	}
	return out
}

// maxMarks bounds the marks that are placed.
const maxMarks = 10000

// place chooses the marks that there is room for, and spreads their labels.
func (m *marks) place(a *arrangement, t *trackState, l *lattice) (placed []placedText) {
	line := a.set.Set("0", a.tickStyle()).Height()
	room := int((l.length + 1e-6) / line)
	if a.aligned && !t.vertical() { // labels cannot be turned
		room = 0
	}
	chosen := slices.Clone(m.entries[:min(len(m.entries), room, maxMarks)])
	slices.Sort(chosen)
	var at []float64
	for _, i := range chosen {
		at = append(at, l.centre(i))
	}
	if len(at) == 0 {
		return nil
	}
	limit := (&textTrack{}).limit(a, t)
	if !a.aligned && (t.trackPlan.thick > 0 || t.limit > 0) {
		limit = max(0, limit-a.connector())
	}
	for k, at := range spreadLabels(at, line, l.from+line/2, l.from+l.length-line/2) {
		if a.aligned {
			at = l.from + 2*math.Floor((at-l.from)/2)
		}
		run := text.Fit(a.set, t.labels.label(chosen[k]), text.Style{Size: a.tick, Markup: a.markup && t.labels.markup}, limit)
		placed = append(placed, placedText{chosen[k], at, run})
	}
	return placed
}

// connector is the length of the lines from entries to their labels.
func (m *medium) connector() float64 {
	if m.aligned {
		return 0
	}
	return 1.9 * m.tick
}

func (m *marks) fit(a *arrangement, t *trackState, l *lattice) {
	placed := m.place(a, t, l)
	t.shown, t.of = len(placed), len(m.entries)
	for _, p := range placed {
		t.thick = max(t.thick, a.connector()+p.run.Width)
	}
	if len(placed) > 0 && t.trackPlan.thick > 0 && !a.aligned {
		t.thick = max(t.thick, float64(t.trackPlan.thick))
	}
}

func (m *marks) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	color := blend(a.plan.theme.ink, a.plan.theme.background, 0.45)
	path := &scene.Path{Fill: color}
	reach := a.connector()
	// A stub from the entry, a slanted piece, and a stub to the label.
	knee, hip, tip := 0.2*reach, 0.72*reach, 0.88*reach
	for _, p := range m.place(a, t, &f.along) {
		out.texts = append(out.texts, a.trackText(p, f, !f.vertical(), reach, m.color))
		if a.aligned {
			continue
		}
		from := f.along.centre(p.i)
		if math.Abs(from-p.at) < 0.05 {
			out.solid = append(out.solid, f.line(from, 0, from, tip, a.hairline, color))
			continue
		}
		path.Segments = append(path.Segments, f.stroke(from, 0, from, knee, a.hairline)...)
		path.Segments = append(path.Segments, f.stroke(from, knee, p.at, hip, a.hairline)...)
		path.Segments = append(path.Segments, f.stroke(p.at, hip, p.at, tip, a.hairline)...)
	}
	if len(path.Segments) > 0 {
		out.solid = append(out.solid, path)
	}
	return out
}
