package heat

import (
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// barState is the colour bar of one panel.
type barState struct {
	on      bool
	inside  bool // of the body
	side    layout.Side
	chosen  bool // the side is final
	ticks   []float64
	minor   []float64
	texts   []text.Run
	label   []text.Run
	key     text.Run // what missing cells are called; without text: none occur
	dropped bool     // there was no room for the label
	// keyInLine is whether the key stands in the line of the label.
	keyInLine bool
	thick     float64 // from the body's side to the label
	inner     layout.Box
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
	case SideInside:
		b.inside, b.chosen = !a.aligned && c.cornerFree(), true
	}
	if name := c.naName(); b.on && name != "" && c.palette[c.missingIndex()].A > 0 {
		b.key = a.set.Set(name, a.tickStyle())
	}
	return b
}

// cornerFree reports whether a bar over the body hides no numbers.
func (c *cellsPlan) cornerFree() bool {
	return !c.spec.Annot.shown() || c.spec.Mask.Triangle != NoTriangle
}

// naName is what the legend calls cells that have no place on the scale; "" if there are
// none.
func (c *cellsPlan) naName() string {
	missing := c.visibleMissing() > 0
	switch {
	case c.ignored == 0 && !missing:
		return ""
	case c.ignored == 0:
		return missingName
	}
	outside := "not on the scale"
	if c.normSpec.Kind == scale.KindLog {
		outside = "≤ 0"
	}
	if missing {
		return missingName + " or " + outside
	}
	return outside
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
	if body.H < 3*a.barTickEvery && body.W > 2*body.H && !a.plan.spec.Arrange.Shared {
		s.bar.side = layout.Bottom
		return true
	}
	return false
}

// maxBarTicks is matplotlib's: more than nine steps are hard to follow.
const maxBarTicks = 9

// line is the bar as a line in a box, arrows included.
func (a *arrangement) barLine(s *panelState, box layout.Box) *barLine {
	c := s.cells
	l := &barLine{norm: c.norm, spacing: c.spec.Cbar.Spacing, box: box, vertical: s.bar.vertical()}
	if a.aligned {
		return l
	}
	arrow := min(0.9*a.barThick, 0.15*l.length())
	low, high := c.beyond()
	if low {
		l.low = arrow
	}
	if high {
		l.high = arrow
	}
	return l
}

// beyond reports on which sides the bar has arrows: as asked, or where visible values lie
// beyond the limits.
func (c *cellsPlan) beyond() (low, high bool) {
	switch c.spec.Cbar.Extend {
	case ArrowsNeither:
		return false, false
	case ArrowsMin:
		return true, false
	case ArrowsMax:
		return false, true
	case ArrowsBoth:
		return true, true
	}
	if s, ok := scale.Steps(c.norm); ok {
		low, high = s.Extend().Lower(), s.Extend().Upper()
	}
	if c.extent.Finite() > 0 && !c.normSpec.Clip {
		low = low || c.norm.Map(c.extent.Min) < 0
		high = high || c.norm.Map(c.extent.Max) > 1
	}
	return low, high
}

// barLength is how long a panel's bar is: as long as its body, or as all bodies that
// share it.
func (a *arrangement) barLength(s *panelState, body layout.Box) float64 {
	switch {
	case s.bar.inside && s.bar.vertical():
		return insideShare * body.H
	case s.bar.inside:
		return insideShare * body.W
	case a.sharing():
		box := a.sharedBox(body, s.bar.vertical())
		body.W, body.H = box.W, box.H
	}
	if s.bar.vertical() {
		return body.H
	}
	return body.W
}

// buildBar chooses ticks for a bar as long as the body and reserves its band.
func (a *arrangement) buildBar(s *panelState, p *layout.Panel, add func(layout.Side, *int, float64, float64), body layout.Box) {
	b := &s.bar
	if !b.on || !a.holdsBar(s) {
		return
	}
	length := a.barLength(s, body)
	a.barTicks(s, length)
	b.thick = a.barThick + a.barTick + a.barTickGap
	widest, line := 0.0, a.set.Set("0", a.tickStyle()).Height()
	for _, t := range b.texts {
		widest = max(widest, t.Width)
	}
	if b.vertical() {
		b.thick += widest
	} else {
		b.thick += line
	}
	a.barLabel(s, p, length)
	gap := a.barGap
	thick := b.thick + a.histThick(s.cells)
	if b.inside {
		a.placeInside(s, body, thick, length)
		return
	}
	switch {
	case b.side == layout.Right && s.yReach > 0 && len(b.label) > 0: // both stand over the body
		gap = max(gap, s.yReach+1-p.Depth(layout.Right))
	case !b.vertical():
		reach := widest / 2
		if b.key.String != "" {
			reach = max(reach, a.barThick+a.barTick+a.barTickGap+b.key.Width-length)
		}
		gap += max(a.pastCorner(s, p, b.side, a.barGap+a.barThick+a.barTick+a.barTickGap, widest/2), a.pastEnds(s, p, b.side, a.barGap, widest/2, reach))
	}
	gap, thick = a.barKeyRoom(s, p, length, gap, thick)
	a.reachOver(b, p, widest, line)
	add(b.side, a.barPlace(s), gap, thick)
}

// barLabel breaks the label and adds its room.
func (a *arrangement) barLabel(s *panelState, p *layout.Panel, length float64) {
	b := &s.bar
	b.label, b.dropped = nil, false
	label := a.legendTitle(s)
	if label == "" {
		return
	}
	above := a.aligned && b.vertical() // over the bar, since text cannot be turned
	if above {
		length = max(b.thick, a.leastTitle())
	}
	b.label = a.wrap(label, a.tickStyle(), length)
	switch {
	case len(b.label) > maxLabelLines:
		b.label, b.dropped = nil, true
	case above:
		for _, line := range b.label {
			b.thick = max(b.thick, line.Width)
		}
		p.Over[layout.Top] = max(p.Over[layout.Top], a.blockHeight(b.label))
	default:
		b.thick += a.barLabelGap + a.blockHeight(b.label)
	}
}

// maxLabelLines bounds how a long label grows the legend.
const maxLabelLines = 3

// barKeyRoom makes room for the key of missing cells: under an upright bar, in line with
// it and its texts, or in a row of its own along a level one.
func (a *arrangement) barKeyRoom(s *panelState, p *layout.Panel, length, gap, thick float64) (float64, float64) {
	b := &s.bar
	switch {
	case b.key.String == "":
	case !b.vertical():
		wide := a.barThick + a.barTick + a.barTickGap + b.key.Width
		if a.width > 0 && wide > maxKeyShare*a.width/float64(a.grid.Columns) {
			b.key = text.Run{}
			break
		}
		if b.keyInLine = len(b.label) == 1 && !a.aligned && b.label[0].Width/2+wide+2*a.tick < length/2; b.keyInLine {
			break
		}
		thick += a.keyRow()
		p.MinWidth = max(p.MinWidth, wide)
		p.Over[layout.Right] = max(p.Over[layout.Right], wide-length) // beside a body of a given shape
	default:
		thick = max(thick, a.histThick(s.cells)+a.barThick+a.barTick+a.barTickGap+b.key.Width)
		over := p.Over[b.side] - p.Depth(b.side)
		if over > 0 { // past what reaches out under the body
			gap = max(gap, over+a.labelSpace)
		}
		p.Over[layout.Bottom] = max(p.Over[layout.Bottom], a.barKeyGap+a.keyRow())
	}
	return gap, thick
}

// maxKeyShare is the largest part of the canvas that the key of missing cells may ask for.
const maxKeyShare = 0.6

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

// barTicks chooses the ticks: those that were given, or as many as fit without touching,
// at numbers that the format can write exactly. Where not even the fewest fit, only the
// ends are kept, or one of them.
func (a *arrangement) barTicks(s *panelState, length float64) {
	c, b := s.cells, &s.bar
	line := a.barLine(s, layout.Box{W: length, H: length})
	switch {
	case c.spec.Cbar.Ticks != nil:
		a.givenTicks(c, b, line)
		return
	case c.limits.Widened: // one value, and limits only to show its colour
		a.setTicks(c, b, []float64{c.extent.Min})
		return
	}
	_, stepped := scale.Steps(c.norm)
	even := straight(c.norm)
	most := int(length / a.barTickEvery)
	if stepped { // every boundary says something
		most = 3 * maxBarTicks
	} else if c.normSpec.Kind != scale.KindPower { // whose ticks crowd at one end, and are thinned
		most = min(maxBarTicks, most)
	}
	whole := c.whole && c.spec.Fmt.IsAuto() && even // counts have counts for ticks
	for bins := max(1, most); bins >= 1; bins-- {
		major, minor := scale.NormTicks(c.norm, bins)
		if len(major) == 0 {
			break
		}
		a.setTicks(c, b, major)
		b.minor = nil
		if !even && !stepped {
			b.minor = minor
			a.thinTicks(c, b, line)
			a.spreadTicks(c, b, line)
			return
		}
		if a.ticksClear(b, line) && (!whole || allWhole(b.ticks)) {
			return
		}
	}
	b.minor = nil
	lo, hi := c.norm.Limits()
	ends := []float64{lo, hi}
	if len(b.ticks) > 1 {
		ends = []float64{b.ticks[0], b.ticks[len(b.ticks)-1]}
	}
	a.setTicks(c, b, ends)
	if !a.ticksClear(b, line) {
		a.setTicks(c, b, ends[:1])
	}
}

// thinTicks drops ticks that touch others on a bar where they are at uneven distances:
// zero stays, then the outermost, then whatever is farthest from those that stay. What
// is dropped keeps its mark as a minor tick.
func (a *arrangement) thinTicks(c *cellsPlan, b *barState, line *barLine) {
	all := b.ticks
	var kept []float64
	left := slices.Clone(all)
	for len(left) > 0 {
		best, far := 0, -1.0
		for i, t := range left {
			away := math.Inf(1)
			for _, k := range kept {
				away = min(away, math.Abs(line.place(t)-line.place(k)))
			}
			switch {
			case t == 0 && slices.Contains(all, 0):
				away = math.Inf(1) // first of all
			case len(kept) == 0:
				away = math.Abs(line.place(t) - line.at(0)) // then the topmost
			}
			if away > far {
				best, far = i, away
			}
		}
		trial := append(slices.Clone(kept), left[best])
		slices.Sort(trial)
		a.setTicks(c, b, trial)
		if a.ticksClear(b, line) {
			kept = trial
		}
		left = slices.Delete(left, best, best+1)
	}
	a.setTicks(c, b, kept)
	for _, t := range all {
		if !slices.Contains(kept, t) {
			b.minor = append(b.minor, t)
		}
	}
}

// straight reports whether a norm is linear in the values.
func straight(n scale.Norm) bool {
	switch n.(type) {
	case scale.Linear, scale.Centered:
		return true
	}
	return false
}

// givenTicks sets the ticks that were asked for: all of them, or every second, third and
// so on where they would touch.
func (a *arrangement) givenTicks(c *cellsPlan, b *barState, line *barLine) {
	b.minor = nil
	for every := 1; every <= len(c.spec.Cbar.Ticks); every++ {
		var ticks []float64
		for i := 0; i < len(c.spec.Cbar.Ticks); i += every {
			ticks = append(ticks, c.spec.Cbar.Ticks[i])
		}
		a.setTicks(c, b, ticks)
		if a.ticksClear(b, line) {
			return
		}
	}
}

// setTicks writes the texts of ticks.
func (a *arrangement) setTicks(c *cellsPlan, b *barState, ticks []float64) {
	b.ticks, b.texts = ticks, b.texts[:0]
	for _, t := range c.tickTexts(ticks) {
		b.texts = append(b.texts, a.set.Set(t, text.Style{Size: a.tick, Tabular: true, Markup: true}))
	}
}

// tickTexts writes ticks in the figure's format, or in one that suits them.
func (c *cellsPlan) tickTexts(ticks []float64) []string {
	format := scale.NormTickFormat(c.norm, ticks)
	switch k := c.normSpec; {
	case k.Kind == scale.KindQuantile && k.Bins > 0: // boundaries from the data have all digits
		format = scale.AutoFormat(ticks)
	case k.Kind == scale.KindTwoSlope: // each half has steps of its own
		format = shortest
	case k.Kind == scale.KindPower && !evenSteps(ticks): // so have the parts of the bar
		format = shortest
	}
	format = c.spec.Fmt.Or(format)
	var texts []string
	for _, t := range ticks {
		texts = append(texts, format.Format(t))
	}
	return texts
}

// shortest writes each number with no more digits than it needs.
var shortest = func() scale.Format {
	f, err := scale.ParseFormat("s")
	if err != nil {
		panic(err) // not reached: it is a known format
	}
	return f
}()

// ticksClear reports whether neighbouring texts differ and do not touch on a bar.
func (a *arrangement) ticksClear(b *barState, bar *barLine) bool {
	line := a.set.Set("0", a.tickStyle()).Height()
	for i := 1; i < len(b.ticks); i++ {
		step := math.Abs(bar.place(b.ticks[i]) - bar.place(b.ticks[i-1]))
		need := line
		if a.aligned {
			need++ // the ends are moved beside the bar
		}
		if !b.vertical() {
			need = (b.texts[i].Width+b.texts[i-1].Width)/2 + a.labelSpace
		}
		if !(step >= need) || b.texts[i].String == b.texts[i-1].String {
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
