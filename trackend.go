package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// numericAxis is the scale of a track of numbers, from the body outwards.
type numericAxis struct {
	on     bool // there is one
	asked  bool // it is shown also where it is tight
	lo, hi float64
}

// at is where a number stands, from 0 at the body to 1.
func (x *numericAxis) at(v float64) float64 {
	return max(0, min(1, scale.Linear{Min: x.lo, Max: x.hi}.Map(v)))
}

// span makes the axis from the extent of the numbers and the ends that were given.
func (r *resolver) span(t *trackPlan, lo, hi float64, least, most scale.Bound, show Switch) {
	if lo > hi { // no numbers
		lo, hi = 0, 1
	}
	if lo == hi {
		if lo == 0 {
			hi = 1
		} else {
			half := math.Abs(lo) / 2
			lo, hi = max(lo-half, -math.MaxFloat64), min(hi+half, math.MaxFloat64)
		}
	}
	lo, hi = least.Or(lo), most.Or(hi)
	if math.IsNaN(hi-lo) || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		r.add("tracks", "give finite numbers", "%s has an axis from %v to %v", t.name, lo, hi)
	} else if lo >= hi {
		switch {
		case least.Set && most.Set:
			r.add("tracks", "give a smaller min", "%s has an axis from %v to %v", t.name, lo, hi)
		case least.Set:
			hi = lo + max(1, math.Abs(lo))
		default:
			lo = hi - max(1, math.Abs(hi))
		}
	}
	t.axis = numericAxis{on: show != Off, asked: show == On, lo: lo, hi: hi}
}

// trackEnd is what stands at the end of a track: its axis, then its name.
type trackEnd struct {
	start  bool // at the left or upper end
	ticks  []endTick
	name   text.Run
	turned bool
	deep   float64 // of the axis, from the end of the body
	reach  float64 // of all
	across float64 // what the name takes of the track's thickness
}

// endTick is one number of a track's axis.
type endTick struct {
	at  float64 // 0 to 1 from the body outwards
	run text.Run
}

// hasEnd reports whether anything stands at the ends of a side's tracks.
func (s *panelState) hasEnd(side layout.Side) bool {
	for i := range s.tracks[side] {
		if t := &s.tracks[side][i]; !t.gone && !t.unlabeled && (t.label != "" || t.axis.on) {
			return true
		}
	}
	return false
}

// endAtStart chooses the corner of the panel that holds the end of a track, so that no two
// sides have the same one. Names of tracks over and under the body stand where those of
// the rows do, if they can.
func (s *panelState) endAtStart(t *trackState) bool {
	switch t.side {
	case layout.Top:
		return !s.hasEnd(layout.Left)
	case layout.Right:
		return !s.hasEnd(layout.Top) || !s.hasEnd(layout.Left)
	}
	return true
}

// maxTrackName is how long a track's name may be, in em.
const maxTrackName = 14

// axisStyle is the style of a track's axis: quieter than labels.
func (m *medium) axisStyle() text.Style {
	return text.Style{Size: 0.8 * m.tick, Tabular: true}
}

// fitEnd sets name and axis of a track of known thickness.
func (a *arrangement) fitEnd(t *trackState, start bool) {
	t.end = trackEnd{start: start}
	e := &t.end
	if t.thick == 0 || t.unlabeled {
		return
	}
	if t.axis.on && !a.aligned {
		a.fitAxis(t)
	}
	if t.label == "" {
		return
	}
	name := text.Fit(a.set, t.label, a.tickStyle(), min(maxTrackName*a.tick, a.longestName()))
	if a.aligned && t.vertical() || name.String == "" { // characters cannot be turned
		return
	}
	e.turned = t.vertical() && name.Width > t.thick
	e.name = name
	length, across := name.Width, name.Height()
	if t.vertical() && !e.turned {
		length, across = name.Height(), name.Width
	}
	e.across = across
	e.reach = t.pastEnd() + a.labelGapX + length
	if len(e.ticks) > 0 {
		e.reach += e.deep
	}
}

// pastEnd is what a track's texts reach out past the body where its name stands.
func (t *trackState) pastEnd() float64 {
	if t.end.start {
		return t.past[0]
	}
	return t.past[1]
}

// longestName is how long a terminal lets the name of a track be.
func (a *arrangement) longestName() float64 {
	if !a.aligned {
		return math.Inf(1)
	}
	longest := max(6, math.Floor(0.2*a.maxWidth))
	if a.labelMax > 0 {
		longest = min(longest, a.labelMax)
	}
	return longest
}

// Distances of a track's axis, in parts of the size of its type.
const (
	axisAway   = 0.3  // from the end of the body
	axisTick   = 0.3  // length of a tick
	axisGap    = 0.25 // from the tick to its number
	axisRoom   = 0.57 // half of what a number takes across, with its descent
	axisApart  = 0.4  // between two numbers
	axisNarrow = 2.6  // an axis shorter than this has no numbers unless they are asked for
)

// fitAxis chooses the numbers of a track's axis: two or three round ones that fit.
func (a *arrangement) fitAxis(t *trackState) {
	style, e := a.axisStyle(), &t.end
	if t.thick < axisNarrow*style.Size && !t.axis.asked {
		return
	}
	for _, bins := range [3]int{2, 1, 0} {
		var ticks []float64
		for _, v := range scale.Ticks(t.axis.lo, t.axis.hi, max(1, bins)) {
			if v >= t.axis.lo && v <= t.axis.hi {
				ticks = append(ticks, v)
			}
		}
		if n := len(ticks); bins == 0 && n > 2 {
			ticks = []float64{ticks[0], ticks[n-1]}
		}
		format := scale.TickFormat(ticks)
		e.ticks, e.deep = nil, 0
		for _, v := range ticks {
			number := format.Format(v)
			if v == 0 { // there is no room to spare for 0.0
				number = "0"
			}
			run := a.set.Set(number, style)
			e.ticks = append(e.ticks, endTick{t.axis.at(v), run})
			if t.vertical() {
				e.deep = run.Cap
			} else {
				e.deep = max(e.deep, run.Width)
			}
		}
		e.deep += (axisAway + axisTick + axisGap) * style.Size
		e.reach = e.deep
		if len(ticks) > 0 && e.clear(t, style.Size) {
			return
		}
	}
	e.ticks, e.deep, e.reach = nil, 0, 0
}

// clear reports whether the numbers of an axis keep clear of each other.
func (e *trackEnd) clear(t *trackState, size float64) bool {
	before := math.Inf(-1)
	for _, k := range e.ticks {
		half := e.half(t, k, size)
		if 2*half > t.thick {
			return false
		}
		at := e.place(t.thick, k, half)
		if at-half < before {
			return false
		}
		before = at + half + float64(axisApart*size*boolTo(t.vertical()))
	}
	return true
}

// half is half of what a number takes along its axis.
func (e *trackEnd) half(t *trackState, k endTick, size float64) float64 {
	if t.vertical() {
		return k.run.Width / 2
	}
	return axisRoom * size
}

// place is where the middle of a number stands, from the body outwards: at its tick, but
// not out over the ends of the axis.
func (e *trackEnd) place(thick float64, k endTick, half float64) float64 {
	return max(half, min(thick-half, float64(k.at*thick)))
}

// drawEnd draws a track's axis and name.
func (a *arrangement) drawEnd(t *trackState, f *frame) (items []scene.Item) {
	e := &t.end
	at, sign := f.along.from, -1.0
	if !e.start {
		at, sign = f.along.from+f.along.length, 1
	}
	if len(e.ticks) > 0 {
		items = a.drawAxis(t, f, at, sign)
	}
	if e.name.String == "" {
		return items
	}
	out := a.labelGapX + t.pastEnd()
	if len(e.ticks) > 0 {
		out += e.deep
	}
	p := f.point(at+float64(sign*out), f.thick/2)
	run := e.name
	switch {
	case a.aligned && !f.vertical():
		items = append(items, run.At(p.X, 2*math.Floor(p.Y/2)+2, 0, scene.End, a.ink()))
	case !f.vertical():
		anchor := scene.End
		if !e.start {
			anchor = scene.Start
		}
		items = append(items, run.At(p.X, a.baseline(p.Y, run), 0, anchor, a.ink()))
	case e.turned:
		anchor := scene.Start
		if !e.start {
			anchor = scene.End
		}
		items = append(items, run.At(p.X+run.Cap/2, p.Y, 90, anchor, a.ink()))
	case e.start:
		items = append(items, run.At(p.X, p.Y-run.Descent, 0, scene.Middle, a.ink()))
	default:
		items = append(items, run.At(p.X, p.Y+run.Ascent, 0, scene.Middle, a.ink()))
	}
	return items
}

// drawAxis draws the line, the ticks and the numbers of a track's axis.
func (a *arrangement) drawAxis(t *trackState, f *frame, at, sign float64) (items []scene.Item) {
	e, size, muted := &t.end, a.axisStyle().Size, a.plan.theme.muted
	line := at + float64(sign*axisAway*size)
	tip := line + float64(sign*axisTick*size)
	first, last := e.ticks[0].at, e.ticks[len(e.ticks)-1].at
	half := a.hairline / 2
	items = append(items, f.line(line, float64(first*f.thick)-half, line, float64(last*f.thick)+half, a.hairline, muted))
	number := tip + float64(sign*axisGap*size)
	for _, k := range e.ticks {
		items = append(items, f.line(line, float64(k.at*f.thick), tip, float64(k.at*f.thick), a.hairline, muted))
		p := f.point(number, e.place(f.thick, k, e.half(t, k, size)))
		switch {
		case f.vertical() && e.start:
			items = append(items, k.run.At(p.X, p.Y, 0, scene.Middle, muted))
		case f.vertical():
			items = append(items, k.run.At(p.X, p.Y+k.run.Cap, 0, scene.Middle, muted))
		case e.start:
			items = append(items, k.run.At(p.X, a.baseline(p.Y, k.run), 0, scene.End, muted))
		default:
			items = append(items, k.run.At(p.X, a.baseline(p.Y, k.run), 0, scene.Start, muted))
		}
	}
	return items
}

// reachEnds keeps room for the ends of tracks, and moves the tracks over and under the
// body further out where their ends would stand on what reaches out past it.
func (a *arrangement) reachEnds(s *panelState, p *layout.Panel, body layout.Box) {
	_, pitch := s.pitches(body)
	labelsTop, labelsBottom := s.y.OverVertical(s.yFit, pitch)
	for _, side := range layout.Sides {
		clearOf := map[layout.Side]float64{layout.Top: labelsTop, layout.Bottom: labelsBottom}[side]
		for i := range s.tracks[side] {
			t := &s.tracks[side][i]
			e := &t.end
			if t.thick > 0 {
				ends := [2]layout.Side{layout.Left, layout.Right}
				if t.vertical() {
					ends = [2]layout.Side{layout.Top, layout.Bottom}
				}
				for k, to := range ends {
					p.Over[to] = max(p.Over[to], t.past[k])
				}
			}
			if t.thick == 0 || e.reach == 0 {
				continue
			}
			to := layout.Left
			switch {
			case t.vertical() && e.start:
				to = layout.Top
			case t.vertical():
				to = layout.Bottom
			case !e.start:
				to = layout.Right
			}
			p.Over[to] = max(p.Over[to], e.reach)
			if t.vertical() {
				continue
			}
			need := 0.0
			if to == s.ySide && s.yFit.Every > 0 {
				need = clearOf
			}
			if b := &s.bar; b.on && b.vertical() && b.side == to {
				need = max(need, a.set.Set("0", a.tickStyle()).Height()/2)
				if side == layout.Bottom && b.key.String != "" {
					need = max(need, a.barKeyGap+a.keyRow())
				}
			}
			if s.places[to].keys >= 0 && side == layout.Bottom { // legends may be longer than the body
				need = max(need, s.keys.packed-body.H)
			}
			away := 0.0
			for k, b := range p.Bands[side][:i+1] {
				away += b.Gap
				if k < i {
					away += b.Thick
				}
			}
			away -= max(0, e.across-t.thick) / 2
			p.Bands[side][i].Gap += max(0, need-away)
		}
	}
}

// endDepth is how far the ends of the tracks beside the body reach out over or under it.
func (s *panelState) endDepth(side, beside layout.Side) (deep float64) {
	for i := range s.tracks[beside] {
		if t := &s.tracks[beside][i]; t.thick > 0 && t.end.start == (side == layout.Top) {
			deep = max(deep, t.end.reach)
		}
	}
	return deep
}

// pastEnds is how much further out something must stand, at a gap over or under the body,
// to pass by the ends of the tracks at the left and right, where it reaches out past the
// body by so much.
func (a *arrangement) pastEnds(s *panelState, p *layout.Panel, side layout.Side, gap, left, right float64) (past float64) {
	for beside, reach := range map[layout.Side]float64{layout.Left: left, layout.Right: right} {
		if deep := s.endDepth(side, beside); deep > 0 && reach > a.trackGap-1 {
			past = max(past, deep+a.labelSpace-gap-p.Depth(side))
		}
	}
	return past
}
