package heat

import (
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
)

// boxes is a resolved Boxes.
type boxes struct {
	noLegends
	values [][]float64 // five numbers each, or none
	color  scene.Color
}

func (b *Boxes) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = b.Label, b.Thick
	if !r.count(t, len(b.Values), "box plot") {
		return nil
	}
	out := &boxes{values: b.Values, color: scene.Color(b.Color)}
	if b.Color == (colormap.Color{}) {
		out.color = t.theme.quiet
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, five := range b.Values {
		if len(five) == 0 {
			continue
		}
		if len(five) != 5 {
			r.add("tracks", "give the ends of the whiskers, the quartiles and the median in order", "%s: box %d has %s", t.name, i+1, plural(len(five), "number"))
			return nil
		}
		for k, v := range five {
			if math.IsNaN(v-v) || k > 0 && v < five[k-1] {
				r.add("tracks", "give five finite numbers in ascending order", "%s: box %d is %v", t.name, i+1, five)
				return nil
			}
		}
		lo, hi = min(lo, five[0]), max(hi, five[4])
	}
	r.span(t, lo, hi, b.Min, b.Max, b.Axis)
	return out
}

func (b *boxes) fit(a *arrangement, t *trackState, l *lattice) { (&bars{}).fit(a, t, l) }

// five are the means of a piece's numbers.
func (b *boxes) five(p piece) (five [5]float64, ok bool) {
	n := 0.0
	for _, v := range b.values[p.from:p.to] {
		if len(v) == 0 {
			continue
		}
		n++
		for k := range five {
			five[k] += v[k]/n - five[k]/n
		}
	}
	return five, n > 0
}

// Widths of a box plot, in parts of an entry's width.
const (
	boxShare    = 0.6
	leastPlot   = 3.0 // points: a narrower one has no whiskers
	medianLines = 2.0 // the median's width in hairlines
)

func (b *boxes) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	ink := blend(a.plan.theme.ink, a.plan.theme.background, 0.2)
	for _, p := range pieces(&f.along, leastPiece) {
		five, ok := b.five(p)
		if !ok {
			continue
		}
		var at [5]float64
		for k, v := range five {
			at[k] = float64(t.axis.at(v) * f.thick)
		}
		lo, hi := p.lo, p.hi
		if plots := hi-lo >= leastPlot; plots {
			mid, half := (lo+hi)/2, boxShare/2*(hi-lo)
			lo, hi = mid-half, mid+half
			for _, w := range [2][2]float64{{at[0], at[1]}, {at[3], at[4]}} {
				if w[1] > w[0] {
					out.solid = append(out.solid, f.line(mid, w[0], mid, w[1], a.hairline, ink))
				}
			}
		}
		out.solid = append(out.solid, f.rect(lo, hi, at[1], at[3], b.color))
		width := medianLines * a.hairline
		mid := max(width/2, min(f.thick-width/2, at[2]))
		out.solid = append(out.solid, f.line(lo, mid, hi, mid, width, ink))
	}
	return out
}
