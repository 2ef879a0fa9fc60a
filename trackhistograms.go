package heat

import (
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/resample"
	"github.com/seed01309057/heat/internal/scene"
)

// histograms is a resolved Histograms.
type histograms struct {
	noLegends
	counts [][]float64
	bins   int
	most   float64
	color  scene.Color
}

// maxBins bounds the bins of a histogram: more are finer than any track.
const maxBins = 1000

func (h *Histograms) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = h.Label, h.Thick
	if !r.count(t, len(h.Counts), "histogram") {
		return nil
	}
	out := &histograms{counts: h.Counts, color: scene.Color(h.Color)}
	if h.Color == (colormap.Color{}) {
		out.color = blend(t.theme.ink, t.theme.background, 0.5)
	}
	for i, bins := range h.Counts {
		switch {
		case len(bins) == 0:
			continue
		case out.bins == 0:
			out.bins = len(bins)
		}
		if len(bins) != out.bins || len(bins) > maxBins {
			r.add("tracks", "give as many for each", "%s: histogram %d has %s, others have %d; the limit is %d", t.name, i+1, plural(len(bins), "bin"), out.bins, maxBins)
			return nil
		}
		for _, v := range bins {
			if !(v >= 0 && v <= math.MaxFloat64) {
				r.add("tracks", "give finite counts, 0 or more", "%s: histogram %d counts %v", t.name, i+1, v)
				return nil
			}
			out.most = max(out.most, v)
		}
	}
	if h.Min.Set || h.Max.Set || h.Axis == On {
		r.span(t, 0, 1, h.Min, h.Max, h.Axis)
	}
	return out
}

func (h *histograms) fit(a *arrangement, t *trackState, l *lattice) { (&bars{}).fit(a, t, l) }

// leastHistogram is the least width of an entry whose histogram has bars, in points.
const leastHistogram = 6

func (h *histograms) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	if h.bins == 0 || h.most == 0 {
		return out
	}
	if f.along.pitch() < leastHistogram || a.aligned {
		out.solid = h.shades(a, f)
		return out
	}
	step := f.thick / float64(h.bins)
	for i, bins := range h.counts {
		lo, hi := f.along.cell(i)
		room := 0.85 * (hi - lo)
		for k, v := range bins {
			if v == 0 {
				continue
			}
			from, height := float64(step*float64(k)), float64(room*(v/h.most))
			// Bars stand on the lower edge of rows, and on the left one of columns.
			if f.vertical() {
				out.solid = append(out.solid, f.rect(hi-height, hi, from, from+step, h.color))
			} else {
				out.solid = append(out.solid, f.rect(lo, lo+height, from, from+step, h.color))
			}
		}
	}
	if !f.vertical() {
		return out
	}
	for i := range h.counts {
		_, hi := f.along.cell(i)
		out.solid = append(out.solid, f.line(hi, 0, hi, f.thick, a.hairline/2, h.color))
	}
	return out
}

// shadeSteps is the number of shades that stand for counts.
const shadeSteps = 64

// shades draws one lattice of bins by entries a group.
func (h *histograms) shades(a *arrangement, f *frame) (items []scene.Item) {
	var palette []scene.Color
	for i := range shadeSteps {
		palette = append(palette, blend(a.plan.theme.background, h.color, float64(i)/(shadeSteps-1)))
	}
	palette = append(palette, scene.Color{})
	away := make([]float64, h.bins+1)
	for k := range away {
		d := float64(f.thick*float64(k)) / float64(h.bins)
		p := f.point(f.along.from, d)
		if away[k] = p.Y; f.vertical() {
			away[k] = p.X
		}
	}
	if away[0] > away[h.bins] { // outwards is up or left
		for i, j := 0, h.bins; i < j; i, j = i+1, j-1 {
			away[i], away[j] = away[j], away[i]
		}
	}
	for g, at := range f.along.groups {
		src := &binGrid{h: h, at: at, side: f}
		m := &scene.Mosaic{Palette: palette, Ramp: shadeSteps, X: f.along.edges(g), Y: away, Coarse: func(w, h int) []uint16 {
			out := make([]uint16, 0, w*h)
			rows := make([][]uint16, h)
			resample.Mean(src, w, h, 1, func(y int, row []float64) {
				rows[y] = make([]uint16, w)
				for x, v := range row {
					rows[y][x] = src.shade(v)
				}
			})
			for _, row := range rows {
				out = append(out, row...)
			}
			return out
		}}
		if f.vertical() {
			m.X, m.Y = m.Y, m.X
		}
		if rows, cols := src.Dims(); rows*cols <= maxCells {
			for _, v := range src.Rows(0, rows, nil) {
				m.Cells = append(m.Cells, src.shade(v))
			}
		}
		items = append(items, m)
	}
	return items
}

// binGrid is the counts of one group as they lie on the canvas.
type binGrid struct {
	h    *histograms
	at   group
	side *frame
}

// Dims returns the rows and columns on the canvas.
func (b *binGrid) Dims() (rows, cols int) {
	n := b.at.to - b.at.from
	if b.side.vertical() {
		return n, b.h.bins
	}
	return b.h.bins, n
}

// Rows returns rows i0 to i1-1 on the canvas.
func (b *binGrid) Rows(i0, i1 int, _ []float64) []float64 {
	_, cols := b.Dims()
	out := make([]float64, 0, (i1-i0)*cols)
	for i := i0; i < i1; i++ {
		for j := range cols {
			entry, bin := i, j
			if !b.side.vertical() {
				entry, bin = j, i
			}
			if p, q := b.side.point(0, 0), b.side.point(0, 1); q.X < p.X || q.Y < p.Y {
				bin = b.h.bins - 1 - bin
			}
			v := math.NaN()
			if bins := b.h.counts[b.at.from+entry]; len(bins) > 0 {
				v = bins[bin]
			}
			out = append(out, v)
		}
	}
	return out
}

// shade is the palette entry of a count.
func (b *binGrid) shade(v float64) uint16 {
	if math.IsNaN(v) {
		return shadeSteps
	}
	return uint16(v/b.h.most*(shadeSteps-1) + 0.5)
}
