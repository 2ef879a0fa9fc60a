package heat

import (
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/matrix"
)

// strip is a resolved Strip: the cells of a matrix of one column, or of one row.
type strip struct {
	spec  *Strip
	cells *cellsPlan
}

func (s *Strip) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = s.Label, s.Thick
	if !r.count(t, len(s.Values), "value") {
		return nil
	}
	values := make([]float64, t.n)
	for i, v := range s.Values {
		values[i] = math.NaN()
		if v.Set {
			values[i] = v.Value
		}
	}
	rows, cols := t.n, 1
	if !t.vertical() {
		rows, cols = cols, rows
	}
	m, err := matrix.New(rows, cols, values)
	if err != nil {
		r.problems = append(r.problems, &Error{Stage: "tracks", Detail: t.name, Err: err})
		return nil
	}
	spec := &Cells{Values: m, Vmin: s.Vmin, Vmax: s.Vmax, Center: s.Center, Cmap: s.Cmap, NaColor: s.NaColor, Fmt: s.Fmt,
		Cbar: Cbar{Label: s.Label, Show: s.Legend}}
	if s.Levels != nil {
		spec.Levels = append([]Level{}, s.Levels...)
		for i, l := range spec.Levels {
			if c, ok := r.colors[l.Name]; ok && l.Color == (colormap.Color{}) && (s.Cmap == "" || s.Cmap == "auto") {
				spec.Levels[i].Color = colormap.Color(c)
			}
		}
	} else if s.Names {
		r.add("tracks", "give levels", "%s is to show the names of categories, but holds numbers", t.name)
		return nil
	}
	before := len(r.problems)
	cells := r.cells(spec, t.name+": ", t.theme)
	if len(r.problems) == before && cells.levels == nil {
		spec.Cmap = r.rampMap(spec, cells)
		r.fit(cells, t.name+": ", cells.extent, cells.chunks())
		r.finish(cells, t.theme)
	}
	if len(r.problems) > before {
		return nil
	}
	return &strip{s, cells}
}

// rampMaps are the colour maps of strips of numbers from low to high. None is as pale as the
// paper at its lower end, and none is what bodies usually have.
var rampMaps = []string{"crest", "flare", "cividis", "plasma"}

// rampMap is the colour map of a strip of numbers: the one asked for, else the next, or
// that of the strip before which had the same name.
func (r *resolver) rampMap(s *Cells, c *cellsPlan) string {
	if s.Cmap != "" && s.Cmap != "auto" {
		return s.Cmap
	}
	if cmap, _, _ := autoCmap(s, s.Norm, c.extent); cmap != sequentialMap {
		return s.Cmap
	}
	name, ok := r.ramps[s.Cbar.Label]
	if !ok {
		name = rampMaps[len(r.ramps)%len(rampMaps)]
		if r.ramps == nil {
			r.ramps = map[string]string{}
		}
		r.ramps[s.Cbar.Label] = name
	}
	return name
}

func (s *strip) fit(a *arrangement, t *trackState, _ *lattice) {
	t.thick = t.usual(a, 10)
	if a.aligned {
		t.thick = 2
	}
	if s.spec.Names && !a.aligned && t.trackPlan.thick == 0 { // room for the names
		t.thick = max(t.thick, 1.35*a.tick)
	}
}

func (s *strip) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	c := s.cells
	dense := t.n > maxCells || f.along.pitch() < a.leastCell
	var indices []uint16
	if !dense || s.spec.Names {
		indices = c.indices()
	}
	lo, hi := f.Y, f.Y+f.H
	if f.vertical() {
		lo, hi = f.X, f.X+f.W
	}
	for g, at := range f.along.groups {
		b := &block{c, group{to: 1}, at}
		m := &scene.Mosaic{Palette: c.palette, Ramp: c.ramp, Coarse: b.coarse, X: f.along.edges(g), Y: []float64{lo, hi}}
		if f.vertical() {
			b.rows, b.cols = b.cols, b.rows
			m.X, m.Y = m.Y, m.X
		}
		out.solid = append(out.solid, m)
		if dense {
			continue
		}
		m.Cells = indices[at.from:at.to]
		if t.n <= maxHints {
			m.Hint = func(i, j int) string { return s.hint(t, at.from+i+j) }
		}
		if c.strikeNA && !a.aligned && min(f.along.pitch(), f.thick) >= leastStruck {
			out.solid = append(out.solid, a.strikes(c, m)...)
		}
	}
	if s.spec.Names {
		out.on = s.names(a, f, indices)
	}
	return out
}

// hint describes an entry: row or column, strip, value.
func (s *strip) hint(t *trackState, i int) string {
	value, v := missingName, s.spec.Values[i]
	if v.Set && !math.IsNaN(v.Value) {
		value = s.cells.text(v.Value)
	}
	if t.label != "" {
		value = text.Plain(t.label) + " " + value
	}
	return t.labels.name(i) + ", " + value
}

// names writes the categories into stretches of cells that are alike.
func (s *strip) names(a *arrangement, f *frame, indices []uint16) (items []scene.Item) {
	style := a.tickStyle()
	for _, at := range f.along.groups {
		for from := at.from; from < at.to; {
			to := from + 1
			for to < at.to && indices[to] == indices[from] {
				to++
			}
			lo, _ := f.along.cell(from)
			_, hi := f.along.cell(to - 1)
			if k := int(indices[from]); k < len(s.cells.levels) {
				run := a.set.Set(s.cells.levels[k].name, style)
				items = append(items, a.inside(run, f, lo, hi, onCell(s.cells.palette[k]))...)
			}
			from = to
		}
	}
	return items
}

// inside writes a text into a piece of a track, along it or, beside short pieces, level; not
// at all where it does not fit.
func (a *arrangement) inside(run text.Run, f *frame, lo, hi float64, color scene.Color) []scene.Item {
	p := f.point((lo+hi)/2, f.thick/2)
	room, deep := hi-lo, f.thick
	tall := run.Cap + 2*run.Descent
	if a.aligned {
		if tall = 2; f.vertical() {
			room, deep = deep, room
		}
		if run.Width > room || tall > deep {
			return nil
		}
		return []scene.Item{run.At(math.Round(p.X-run.Width/2), 2*math.Floor(p.Y/2)+2, 0, scene.Start, color)}
	}
	pad := 2 * a.cellPadX
	switch {
	case f.vertical() && run.Width+pad <= deep && tall <= room:
		return []scene.Item{run.At(p.X, a.baseline(p.Y, run), 0, scene.Middle, color)}
	case f.vertical() && run.Width+pad <= room && tall <= deep:
		return []scene.Item{run.At(p.X+run.Cap/2, p.Y, 90, scene.Middle, color)}
	case !f.vertical() && run.Width+pad <= room && tall <= deep:
		return []scene.Item{run.At(p.X, a.baseline(p.Y, run), 0, scene.Middle, color)}
	}
	return nil
}

func (s *strip) legends(a *arrangement, t *trackPlan) []keyLegend {
	c := s.cells
	switch {
	case s.spec.Legend == Off || s.spec.Legend == Auto && s.spec.Names:
		return nil
	case c.levels != nil:
		return []keyLegend{a.levelLegend(c, c.spec.Cbar.Label)}
	case c.limits.Empty && s.spec.Legend == Auto:
		return nil
	}
	return []keyLegend{a.rampLegend(c)}
}
