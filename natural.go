package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
)

// bodySize states the size of a panel's body as far as the canvas does not give it:
// from the size of a cell, or chosen to suit labels, numbers and shape.
func (a *arrangement) bodySize(s *panelState, p *layout.Panel) {
	size := &a.plan.spec.Size
	cols, rows := float64(s.x1()), float64(s.y1())
	gapX, gapY := s.gaps()
	if s.cells.spec.Square {
		p.Aspect, p.StillX, p.StillY = rows/cols, gapX, gapY
	}
	cellW, cellH := float64(size.CellWidth), float64(size.CellHeight)
	if a.aligned { // a terminal has its own idea of a cell
		cellW, cellH = 0, 0
	}
	freeX, freeY := a.width == 0 && cellW == 0, a.height == 0 && cellH == 0
	wantX, wantY := a.wantedPitches(s)
	if a.joined() {
		p.ShareX, p.ShareY = cols, rows
	}
	switch {
	case s.cells.spec.Square && freeX && freeY:
		both := max(min(wantX, max(wantY, a.typicalWidth/rows)), a.leastPitch(s, &s.panelPlan.x, false), a.leastPitch(s, &s.panelPlan.y, true))
		both = min(both, a.bodyLimit(s)/max(cols, rows))
		wantX, wantY = both, both
	case freeX && freeY && s.panelPlan.x.positions && s.panelPlan.y.positions && !s.annot.on:
		wantX, wantY = a.evenPitch(cols, rows, wantX, wantY)
	}
	if a.aligned {
		a.alignedSize(s, p, wantX, wantY)
		return
	}
	if cellW > 0 {
		p.Width = cellW*cols + gapX
	} else if freeX {
		p.Width = max(wantX*cols+gapX, a.minBody)
		if s.cells.spec.Square && cellH > 0 {
			p.Width = cellH*cols + gapX
		}
	}
	if cellH > 0 {
		p.Height = cellH*rows + gapY
	} else if freeY {
		p.Height = max(wantY*rows+gapY, a.minBody)
		if s.cells.spec.Square && cellW > 0 {
			p.Height = cellW*rows + gapY
		}
	}
}

// alignedSize gives a terminal's cells whole units while there are enough of them, and
// what there is to all cells together where there are not.
func (a *arrangement) alignedSize(s *panelState, p *layout.Panel, wantX, wantY float64) {
	cols, rows := float64(s.x1()), float64(s.y1())
	body := func(pitch, want, n, room float64) float64 {
		if pitch >= 1 {
			return pitch * n
		}
		return math.Floor(min(room, max(n*want, a.minBody)))
	}
	gapX, gapY := s.gaps()
	x, y := math.Floor(min(wantX, (a.roomX-gapX)/cols)), math.Floor(min(wantY, a.highest(s)/rows))
	if y >= 2 { // one line or three, so that labels stand in the middle of their cells
		y = 2 + 4*math.Floor(y/6)
	}
	p.Width = max(a.minBody, body(x, wantX, cols, a.roomX-gapX)+gapX)
	p.Height = 2 * math.Ceil((body(y, wantY, rows, a.highest(s))+gapY)/2)
	p.Aspect = 0 // characters are what they are
}

// highest is how high a body may be: on a terminal of a known height no higher than that
// leaves it, unless its rows with their labels need a line each.
func (a *arrangement) highest(s *panelState) float64 {
	if a.maxHeight == 0 {
		return a.largestBody
	}
	least := leastLines
	if y := &s.panelPlan.y; y.every > 0 && !y.positions && 2*s.y1() <= int(a.largestBody) {
		least = max(least, 2*float64(s.y1()))
	}
	return min(a.largestBody, max(least, a.roomY))
}

// leastLines is the least height of a body that gives way to a terminal's, in half lines.
const leastLines = 20.0

// lower makes bodies lower on a terminal that is too low, as far as they can be, and then
// the trees over and under them if that makes all fit.
func (a *arrangement) lower() (changed bool) {
	over := a.solved.Height - a.maxHeight
	if !a.aligned || a.maxHeight == 0 || over <= 0 {
		return false
	}
	if a.roomY <= leastLines {
		return a.lowerTrees(over)
	}
	body := 0.0
	for _, p := range a.solved.Panels {
		body = max(body, p.Body.H)
	}
	rows := float64((len(a.panels) + a.grid.Columns - 1) / a.grid.Columns)
	room := min(a.roomY-2, body-2*math.Ceil(over/rows/2))
	if body == a.lastBody { // it cannot be lower
		room = leastLines
	}
	a.roomY, a.lastBody, a.held = max(leastLines, room), body, nil
	return true
}

// narrow adapts to a terminal that is too narrow: the bodies give what they can without
// harm, then trees and after them other tracks are made thinner, then the bodies give what
// is left; panels go under each other, then labels are dropped, then colour bars go below.
func (a *arrangement) narrow() (changed bool) {
	over := a.solved.Width - a.maxWidth
	if !a.aligned || over <= 0 {
		return false
	}
	body := a.solved.Panels[0].Body.W
	for _, p := range a.solved.Panels {
		body = max(body, p.Body.W)
	}
	want := body - math.Ceil(over/float64(a.grid.Columns))
	if good := a.goodBody(); want < good && a.thinBeside(math.Ceil(min(over, (good-want)*float64(a.grid.Columns)))) {
		a.roomX = max(want, min(body, good))
		return true
	}
	a.roomX = want
	if least := a.minBody; a.grid.Columns > 1 && a.roomX < 4*least {
		a.grid.Columns--
		a.roomX, a.held = a.maxWidth, nil
		return true
	}
	if over < a.lastOver {
		a.stuck = 0
	}
	a.stuck, a.lastOver = a.stuck+1, over
	if a.roomX >= a.leastBody() && a.stuck <= maxStuck {
		return true
	}
	small := &layout.TooSmallError{Width: a.maxWidth, NeedWidth: a.solved.Width}
	if a.drop(small) || a.lowerBars() || a.dropTracks(small) {
		if a.round < maxRounds/2 { // the bodies have what that leaves
			a.roomX, a.lastOver, a.stuck = a.maxWidth, 0, 0
		}
		return true
	}
	a.roomX = a.minBody
	return a.roomX < body
}

// maxStuck is how often bodies give way in vain, where what is too wide is not theirs, such
// as a legend beside the name of a track, before other things are given up.
const maxStuck = 4

// lowerBars moves the colour bars that stand beside bodies below them, or, where they
// all are, leaves them out, and reports whether there were any.
func (a *arrangement) lowerBars() (changed bool) {
	for _, s := range a.panels {
		if s.bar.on && s.bar.vertical() {
			s.bar.side, s.bar.chosen, changed = layout.Bottom, true, true
		}
	}
	for i := 0; i < len(a.panels) && !changed; i++ {
		changed = a.panels[i].bar.on
		a.panels[i].bar.on = false
	}
	if changed {
		a.held = nil
	}
	return changed
}

// leastPitch is the least distance of cells at which all labels, or the numbers in the
// cells, can be shown.
func (a *arrangement) leastPitch(s *panelState, axis *axisPlan, vertical bool) float64 {
	least := a.leastCell
	if line := a.set.Set("0", a.tickStyle()).Height(); axis.every > 0 && !axis.positions {
		least = max(least, line*a.loose/float64(axis.every))
	}
	if size := s.annot.natural(a.medium, s.cells); s.annot.on && size > 0 {
		x, y := s.annot.need(a.medium, size)
		if vertical {
			x = y
		}
		least = max(least, x)
	}
	return least
}

// bodyLimit is how long a side of a body may grow for its labels and numbers.
func (a *arrangement) bodyLimit(s *panelState) float64 {
	switch {
	case s.panelPlan.x.all || s.panelPlan.y.all:
		return float64(MaxSize)
	case s.annot.on && s.annot.natural(a.medium, s.cells) > 0:
		return a.largestAnnot
	}
	return a.largestBody
}

// wantedPitches are the natural distances of a panel's cells. Joined panels have the same
// ones: the largest that any of them wants of what all of them may have together.
func (a *arrangement) wantedPitches(s *panelState) (x, y float64) {
	if !a.joined() {
		return a.naturalPitch(s, &s.panelPlan.x, s.x, float64(s.x1()), false), a.naturalPitch(s, &s.panelPlan.y, s.y, float64(s.y1()), true)
	}
	row, column := a.mates(s)
	var cols, rows float64
	for _, o := range row {
		cols += float64(o.x1())
	}
	for _, o := range column {
		rows += float64(o.y1())
	}
	for _, o := range a.panels {
		x = max(x, a.naturalPitch(o, &o.panelPlan.x, o.x, cols, false))
		y = max(y, a.naturalPitch(o, &o.panelPlan.y, o.y, rows, true))
	}
	return x, y
}

// naturalPitch is the distance of cells along an axis on a canvas that may have any
// size: large enough for labels and numbers, within a body of moderate size.
func (a *arrangement) naturalPitch(s *panelState, axis *axisPlan, labels layout.Labels, n float64, vertical bool) float64 {
	typical, largest := a.typicalWidth, a.largestX
	if vertical {
		typical, largest = a.typicalHeight, a.largestY
	}
	pitch := min(typical/n, largest)
	if !vertical && axis.every > 0 && !axis.positions && n*a.largestX <= 2*typical {
		// A little wider, if that keeps the labels level.
		widest := 0.0
		for i := 0; i < axis.n; i += axis.every {
			widest = max(widest, labels.Width(i))
		}
		if level := (widest + a.labelSpace) / float64(axis.every); level*n <= 1.25*typical {
			pitch = max(pitch, level)
		}
	}
	level := pitch
	pitch = max(pitch, a.leastPitch(s, axis, vertical))
	if pitch > level && !vertical && s.xTicks.isScale() && !s.annot.on { // labels at round places need none of their own
		pitch = max(level, a.leastCell)
	}
	limit := a.bodyLimit(s)
	if axis.all {
		limit = float64(MaxSize)
	}
	return min(pitch, limit/n)
}

// evenPitch makes the cells of a matrix without labels square, like the pixels of a
// picture, unless that would make the body a strip.
func (a *arrangement) evenPitch(cols, rows, x, y float64) (wantX, wantY float64) {
	even := min(x, y)
	const thinnest = 72 // points: still a picture
	if even*cols < thinnest || even*rows < thinnest {
		return x, y
	}
	return even, even
}
