package heat

import (
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// keyRamp explains the colours of a track of numbers in a legend: a short colour bar with
// the numbers at its ends and in its middle.
type keyRamp struct {
	cells *cellsPlan
	ticks []float64
	texts []text.Run
}

// rampRows is how many rows of a legend a colour bar takes.
const rampRows = 5

// rampLegend is the legend of a track of numbers.
func (a *arrangement) rampLegend(c *cellsPlan) keyLegend {
	k := &keyRamp{cells: c}
	lo, hi := c.norm.Limits()
	switch {
	case c.limits.Widened:
		k.ticks = []float64{c.extent.Min}
	default:
		for _, v := range scale.Ticks(lo, hi, 3) {
			if v >= lo && v <= hi {
				k.ticks = append(k.ticks, v)
			}
		}
	}
	format := c.spec.Fmt.Or(scale.TickFormat(k.ticks))
	for _, v := range k.ticks {
		k.texts = append(k.texts, a.set.Set(format.Format(v), text.Style{Size: a.tick, Tabular: true}))
	}
	l := keyLegend{title: c.spec.Cbar.Label, ramp: k}
	if c.visibleMissing() > 0 {
		l.entries = []keyEntry{{color: c.palette[c.missingIndex()], struck: c.strikeNA, label: missingName}}
	}
	return l
}

// width is what the numbers take beside the bar.
func (k *keyRamp) width() (widest float64) {
	for _, t := range k.texts {
		widest = max(widest, t.Width)
	}
	return widest
}

// level is the length of a bar that lies between the first number and the last.
func (k *keyRamp) level(a *arrangement) (length, all float64) {
	length = 10 * a.keySwatch
	if a.aligned {
		length = 10
	}
	all = length
	for _, t := range k.ends() {
		all += t.Width + a.keySwatchGap
	}
	return length, all
}

// ends are the first and the last number, if there are two.
func (k *keyRamp) ends() []text.Run {
	if len(k.texts) < 2 {
		return k.texts
	}
	return []text.Run{k.texts[0], k.texts[len(k.texts)-1]}
}

// drawRamp draws a colour bar into a legend.
func (a *arrangement) drawRamp(k *keyRamp, x, y float64, upright bool) (items []scene.Item) {
	row := a.keyRow()
	if !upright {
		length, _ := k.level(a)
		ends := k.ends()
		mid := y + row/2
		put := func(run text.Run) {
			base := a.baseline(mid, run)
			if a.aligned {
				base = y + run.Ascent
			}
			items = append(items, run.At(x, base, 0, scene.Start, a.ink()))
			x += run.Width
		}
		if len(ends) > 1 {
			put(ends[0])
			x += a.keySwatchGap
		}
		bar := &barLine{norm: k.cells.norm, box: layout.Box{X: x, Y: mid - a.keySwatch/2, W: length, H: a.keySwatch}}
		items = append(items, bar.mosaic(k.cells))
		x += length + a.keySwatchGap
		if len(ends) > 0 {
			put(ends[len(ends)-1])
		}
		return items
	}
	inset := 0.36 * row // so that the numbers at its ends stay within the rows
	if a.aligned {
		inset = 0
	}
	box := layout.Box{X: x, Y: y + inset, W: a.keySwatch, H: rampRows*row - 2*inset}
	bar := &barLine{norm: k.cells.norm, box: box, vertical: true}
	items = append(items, bar.mosaic(k.cells))
	edge := box.X + box.W
	for i, v := range k.ticks {
		at := bar.place(v)
		run := k.texts[i]
		if a.barTick > 0 {
			items = append(items, &scene.Line{X1: edge, X2: edge + a.barTick, Y1: at, Y2: at, Width: a.hairline, Color: a.plan.theme.muted})
		}
		base := a.baseline(at, run)
		if a.aligned { // the numbers at the ends stay beside the bar
			base = min(max(2*math.Floor(at/2)+2, box.Y+2), box.Y+box.H)
		}
		items = append(items, run.At(edge+a.keySwatchGap, base, 0, scene.Start, a.ink()))
	}
	return items
}

// same reports whether two legends explain the same.
func (l *keyLegend) same(o *keyLegend) bool {
	if l.title != o.title || (l.ramp == nil) != (o.ramp == nil) || !slices.Equal(l.entries, o.entries) {
		return false
	}
	if l.ramp == nil {
		return true
	}
	a, b := l.ramp.cells, o.ramp.cells
	return slices.Equal(a.palette, b.palette) && slices.Equal(l.ramp.ticks, o.ramp.ticks) && sameLimits(a, b)
}

func sameLimits(a, b *cellsPlan) bool {
	lo, hi := a.norm.Limits()
	lo2, hi2 := b.norm.Limits()
	return lo == lo2 && hi == hi2
}

// trackLegends adds the legends of a panel's tracks, each once.
func (a *arrangement) trackLegends(s *panelState, legends []keyLegend) []keyLegend {
	for _, side := range [4]layout.Side{layout.Left, layout.Top, layout.Right, layout.Bottom} {
		for i := range s.tracks[side] {
			t := s.tracks[side][i].trackPlan
			for _, l := range t.legends(a, t) {
				if !slices.ContainsFunc(legends, func(o keyLegend) bool { return o.same(&l) }) {
					legends = append(legends, l)
				}
			}
		}
	}
	return legends
}
