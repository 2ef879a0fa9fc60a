package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// barState is the colour bar of one panel.
type barState struct {
	on      bool
	side    layout.Side
	chosen  bool // the side is final
	ticks   []float64
	texts   []text.Run
	label   []text.Run
	dropped bool // there was no room for the label
}

// newBar begins with the side that was asked for, or the right.
func (a *arrangement) newBar(c *cellsPlan) barState {
	b := barState{on: c.levels == nil && c.spec.Cbar.Show != Off && !(c.limits.Empty && c.spec.Cbar.Show == Auto), side: layout.Right}
	switch c.spec.Cbar.Side {
	case SideRight:
		b.chosen = true
	case SideLeft:
		b.side, b.chosen = layout.Left, true
	case SideTop:
		b.side, b.chosen = layout.Top, true
	case SideBottom:
		b.side, b.chosen = layout.Bottom, true
	}
	return b
}

// vertical reports whether the bar runs along the body's height.
func (b *barState) vertical() bool { return b.side == layout.Left || b.side == layout.Right }

// refineBar chooses the side once a first body is known: a bar beside a low and wide
// body would be too short to read, so it goes below.
func (a *arrangement) refineBar(s *panelState, body layout.Box) (changed bool) {
	if !s.bar.on || s.bar.chosen {
		return false
	}
	s.bar.chosen = true
	if body.H < 3*a.barTickEvery && body.W > 2*body.H {
		s.bar.side = layout.Bottom
		return true
	}
	return false
}

// maxBarTicks is matplotlib's: more than nine steps are hard to follow.
const maxBarTicks = 9

// buildBar chooses ticks for a bar as long as the body and reserves its band.
func (a *arrangement) buildBar(s *panelState, p *layout.Panel, add func(layout.Side, *int, float64, float64), body layout.Box) {
	b := &s.bar
	if !b.on {
		return
	}
	length := body.W
	if b.vertical() {
		length = body.H
	}
	a.barTicks(s.cells, b, length)
	thick := a.barThick + a.barTick + a.barTickGap
	widest, line := 0.0, a.set.Set("0", a.tickStyle()).Height()
	for _, t := range b.texts {
		widest = max(widest, t.Width)
	}
	if b.vertical() {
		thick += widest
	} else {
		thick += line
	}
	b.label, b.dropped = nil, false
	if label := s.cells.spec.Cbar.Label; label != "" {
		style := a.tickStyle()
		switch {
		case a.aligned && b.vertical(): // above the bar, since text cannot be turned
			b.label = text.Wrap(a.set, label, style, max(thick, a.leastTitle()))
			if len(b.label) > maxLabelLines {
				b.label, b.dropped = nil, true
				break
			}
			for _, line := range b.label {
				thick = max(thick, line.Width)
			}
			p.Over[layout.Top] = max(p.Over[layout.Top], a.blockHeight(b.label))
		default:
			b.label = text.Wrap(a.set, label, style, length)
			if len(b.label) > maxLabelLines {
				b.label, b.dropped = nil, true
				break
			}
			thick += a.barLabelGap + a.blockHeight(b.label)
		}
	}
	gap := a.barGap
	switch {
	case b.side == layout.Right && s.yReach > 0 && len(b.label) > 0: // both stand over the body
		gap = max(gap, s.yReach+1-p.Depth(layout.Right))
	case !b.vertical():
		gap += a.pastCorner(s, p, b.side, a.barGap+a.barThick+a.barTick+a.barTickGap, widest/2)
	}
	a.reachOver(b, p, widest, line)
	add(b.side, a.barPlace(s), gap, thick)
}

// maxLabelLines bounds how a long label grows the legend.
const maxLabelLines = 3

// barPlace is where a side remembers the bar's band.
func (a *arrangement) barPlace(s *panelState) *int { return &s.places[s.bar.side].bar }

// reachOver keeps room for the end ticks' texts, which reach out past the bar by half.
func (a *arrangement) reachOver(b *barState, p *layout.Panel, widest, line float64) {
	if b.vertical() {
		if a.aligned {
			return
		}
		p.Over[layout.Top] = max(p.Over[layout.Top], line/2)
		p.Over[layout.Bottom] = max(p.Over[layout.Bottom], line/2)
		return
	}
	p.Over[layout.Left] = max(p.Over[layout.Left], widest/2)
	p.Over[layout.Right] = max(p.Over[layout.Right], widest/2)
}

// barTicks chooses the ticks: as many as fit without touching, at numbers that the
// format can write exactly. Where not even the fewest fit, only the ends are kept, or
// one of them.
func (a *arrangement) barTicks(c *cellsPlan, b *barState, length float64) {
	lo, hi := c.norm.Limits()
	if c.limits.Widened { // one value, and limits only to show its colour
		a.setTicks(c, b, []float64{c.extent.Min})
		return
	}
	whole := c.whole && c.spec.Fmt.IsAuto() // counts have counts for ticks
	for bins := max(1, min(maxBarTicks, int(length/a.barTickEvery))); bins >= 1; bins-- {
		a.setTicks(c, b, scale.Ticks(lo, hi, bins))
		if a.ticksClear(b, length, hi-lo) && (!whole || allWhole(b.ticks)) {
			return
		}
	}
	first, last := b.ticks[0], b.ticks[len(b.ticks)-1]
	a.setTicks(c, b, []float64{first, last})
	if !a.ticksClear(b, length, hi-lo) {
		a.setTicks(c, b, []float64{first})
	}
}

// setTicks writes the texts of ticks.
func (a *arrangement) setTicks(c *cellsPlan, b *barState, ticks []float64) {
	b.ticks, b.texts = ticks, b.texts[:0]
	format := c.spec.Fmt.Or(scale.TickFormat(ticks))
	for _, t := range ticks {
		b.texts = append(b.texts, a.set.Set(format.Format(t), text.Style{Size: a.tick, Tabular: true}))
	}
}

// ticksClear reports whether neighbouring texts differ and do not touch on a bar of
// that length, which shows that range of values.
func (a *arrangement) ticksClear(b *barState, length, values float64) bool {
	line := a.set.Set("0", a.tickStyle()).Height()
	for i := 1; i < len(b.ticks); i++ {
		step := length * ((b.ticks[i] - b.ticks[i-1]) / values)
		need := line
		if a.aligned {
			need++ // the ends are moved beside the bar
		}
		if !b.vertical() {
			need = (b.texts[i].Width+b.texts[i-1].Width)/2 + a.labelSpace
		}
		if step < need || b.texts[i].String == b.texts[i-1].String {
			return false
		}
	}
	return true
}

// allWhole reports whether all numbers are integers: the ticks of counts are counts.
func allWhole(list []float64) bool {
	for _, v := range list {
		if v != math.Trunc(v) {
			return false
		}
	}
	return true
}
