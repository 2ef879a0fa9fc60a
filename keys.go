package heat

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// keyLegend explains colours by name: swatches with texts under a title.
type keyLegend struct {
	title   string
	entries []keyEntry
	ramp    *keyRamp // over the entries, for a track of numbers
}

// keyEntry is one colour of a keyed legend.
type keyEntry struct {
	color  scene.Color
	struck bool  // with the stroke of missing cells
	mark   *Mark // a mark instead of a colour
	label  string
}

// keysState is the keyed legends of one panel, packed into columns beside the body or
// into rows under or over it.
type keysState struct {
	legends []keyLegend
	side    layout.Side
	dropped bool // there is no room
	left    int  // entries that are not shown

	items  []keyItem
	packed float64 // the length along the body of what was packed
}

// keyItem is a placed swatch, or a title, from the band's upper left corner.
type keyItem struct {
	x, y  float64
	run   text.Run
	entry *keyEntry // nil: a title
	ramp  *keyRamp  // a colour bar
}

// maxKeys is how many entries of one legend are shown.
const maxKeys = 80

// newKeys collects what the colours of a panel, or of those that are joined to it, mean.
func (a *arrangement) newKeys(s *panelState) keysState {
	k := a.ownKeys(s)
	if a.joined() && k.side == layout.Right {
		k = a.joinKeys(s, k)
	}
	k.shorten()
	return k
}

// ownKeys collects what a panel's colours mean.
func (a *arrangement) ownKeys(s *panelState) keysState {
	k := keysState{side: layout.Right}
	c := s.cells
	if c.levels != nil && c.spec.Cbar.Show != Off {
		k.legends = append(k.legends, a.levelLegend(c, a.legendTitle(s)))
		switch c.spec.Cbar.Side {
		case SideLeft:
			k.side = layout.Left
		case SideTop:
			k.side = layout.Top
		case SideBottom:
			k.side = layout.Bottom
		}
	}
	if a.aligned && c.spec.Cbar.Side == SideAuto { // text is wide here
		k.side = layout.Bottom
	}
	if l := a.markLegend(c); len(l.entries) > 0 {
		k.legends = append(k.legends, l)
	}
	k.legends = a.trackLegends(s, k.legends)
	return k
}

// shorten bounds the number of entries.
func (k *keysState) shorten() {
	for i := range k.legends {
		if l := &k.legends[i]; len(l.entries) > maxKeys {
			k.left += len(l.entries) - (maxKeys - 1)
			rest := []keyEntry{{label: fmt.Sprintf("… %d more", len(l.entries)-(maxKeys-1))}}
			if last := l.entries[len(l.entries)-1]; last.label == missingName { // which is no category
				rest = []keyEntry{{label: fmt.Sprintf("… %d more", len(l.entries)-maxKeys)}, last}
			}
			l.entries = append(l.entries[:maxKeys-1:maxKeys-1], rest...)
		}
	}
}

// levelLegend explains the categories of the cells.
func (a *arrangement) levelLegend(c *cellsPlan, title string) keyLegend {
	l := keyLegend{title: title}
	for i, v := range c.levels {
		label := v.name
		if label == "" {
			label = "(empty)"
		}
		if c.spec.Cbar.Counts {
			label += fmt.Sprintf(" (%d)", v.count)
		}
		l.entries = append(l.entries, keyEntry{color: c.palette[i], label: label})
	}
	if c.visibleMissing() > 0 {
		l.entries = append(l.entries, keyEntry{color: c.palette[c.missingIndex()], struck: c.strikeNA, label: missingName})
	}
	return l
}

// missingName is what legends call cells without a value.
const missingName = "missing"

// buildKeys packs the keyed legends for a body of that size and reserves their band.
func (a *arrangement) buildKeys(s *panelState, p *layout.Panel, body layout.Box) {
	k := &s.keys
	s.places[k.side].keys = -1
	if len(k.legends) == 0 || k.dropped {
		return
	}
	var thick float64
	if k.vertical() {
		thick = k.packColumns(a, body.H)
		p.Over[layout.Bottom] = max(p.Over[layout.Bottom], k.packed-body.H)
	} else {
		thick = k.packRows(a, max(body.W, a.leastTitle()))
		p.Over[layout.Right] = max(p.Over[layout.Right], k.packed-body.W)
	}
	gap := a.barGap
	if over := p.Over[k.side] - p.Depth(k.side); k.vertical() && k.packed > body.H && over > 0 {
		gap = max(gap, over+a.labelSpace) // past the labels that reach out under the body
	}
	if !k.vertical() {
		gap += a.pastEnds(s, p, k.side, gap, 0, k.packed-body.W)
	}
	s.places[k.side].keys = len(p.Bands[k.side])
	p.Bands[k.side] = append(p.Bands[k.side], layout.Band{Gap: gap, Thick: thick})
}

func (k *keysState) vertical() bool { return k.side == layout.Left || k.side == layout.Right }

// keyRow is the distance of entries.
func (a *arrangement) keyRow() float64 {
	line := a.set.Set("0", a.tickStyle()).Height()
	if a.aligned {
		return line
	}
	return 1.22 * line
}

// keyText sets the text of a legend.
func (a *arrangement) keyText(s string, title bool) text.Run {
	style := a.tickStyle()
	style.Bold = title && a.boldTitles()
	limit := 24 * a.tick
	switch {
	case a.aligned:
		limit = math.Floor(0.6 * a.maxWidth)
	case a.width > 0: // a small canvas has other things to show
		limit = max(4*a.tick, min(limit, 0.5*a.width/float64(a.grid.Columns)))
	}
	if a.labelMax > 0 {
		limit = min(limit, a.labelMax)
	}
	return text.Fit(a.set, s, style, limit)
}

// leastKeyRows is how many rows a column has, however low the body is.
const leastKeyRows = 6

// packColumns places the legends under each other, in as many columns as the height asks
// for, and returns their width.
func (k *keysState) packColumns(a *arrangement, height float64) (width float64) {
	k.items, k.packed = nil, 0
	row := a.keyRow()
	height = max(height, leastKeyRows*row)
	x, y, widest := 0.0, 0.0, 0.0
	next := func() {
		if y > 0 {
			x, y, widest = x+widest+a.keyColumnGap, 0, 0
		}
	}
	for i := range k.legends {
		l := &k.legends[i]
		if y > 0 {
			y += a.keyLegendGap
		}
		if y > 0 && y+min(k.height(l, row), 4*row) > height {
			next()
		}
		if l.title != "" {
			run := a.keyText(l.title, true)
			k.items = append(k.items, keyItem{x: x, y: y, run: run})
			widest, y = max(widest, run.Width), y+row
		}
		if l.ramp != nil {
			if high := rampRows * row; y+high > height+0.01 && y > row {
				next()
			}
			k.items = append(k.items, keyItem{x: x, y: y, ramp: l.ramp})
			widest, y = max(widest, a.keySwatch+a.keySwatchGap+l.ramp.width()), y+rampRows*row
			k.packed = max(k.packed, y)
		}
		for j := range l.entries {
			if y+row > height+0.01 {
				next()
			}
			run := a.keyText(l.entries[j].label, false)
			k.items = append(k.items, keyItem{x: x, y: y, run: run, entry: &l.entries[j]})
			widest, y = max(widest, a.keySwatch+a.keySwatchGap+run.Width), y+row
			k.packed = max(k.packed, y)
		}
		width = max(width, x+widest)
	}
	return width
}

// height is what a legend takes in one column.
func (k *keysState) height(l *keyLegend, row float64) float64 {
	n := len(l.entries)
	if l.ramp != nil {
		n += rampRows
	}
	if l.title != "" {
		n++
	}
	return row * float64(n)
}

// packRows places the entries one after the other in rows of a width, and returns their
// height.
func (k *keysState) packRows(a *arrangement, width float64) (height float64) {
	k.items, k.packed = nil, 0
	row := a.keyRow()
	y := 0.0
	for i := range k.legends {
		l := &k.legends[i]
		if i > 0 {
			y += a.keyLegendGap
		}
		x := 0.0
		put := func(run text.Run, w float64, e *keyEntry, ramp *keyRamp) {
			if x > 0 && x+w > width {
				x, y = 0, y+row
			}
			k.items = append(k.items, keyItem{x: x, y: y, run: run, entry: e, ramp: ramp})
			k.packed = max(k.packed, x+w)
			x += w + a.keyColumnGap
		}
		if l.title != "" {
			run := a.keyText(l.title, true)
			put(run, run.Width, nil, nil)
		}
		if l.ramp != nil {
			_, w := l.ramp.level(a)
			put(text.Run{}, w, nil, l.ramp)
		}
		for j := range l.entries {
			run := a.keyText(l.entries[j].label, false)
			put(run, a.keySwatch+a.keySwatchGap+run.Width, &l.entries[j], nil)
		}
		y += row
	}
	return y
}

// drawKeys draws the packed legends in their band.
func (a *arrangement) drawKeys(p *panelState, box layout.Box) (items []scene.Item) {
	row := a.keyRow()
	for _, it := range p.keys.items {
		x, y := box.X+it.x, box.Y+it.y
		if it.ramp != nil {
			items = append(items, a.drawRamp(it.ramp, x, y, p.keys.vertical())...)
			continue
		}
		base := y + (row+it.run.Cap)/2
		if a.aligned {
			base = y + it.run.Ascent
		}
		if it.entry == nil {
			items = append(items, it.run.At(x, base, 0, scene.Start, a.ink()))
			continue
		}
		items = append(items, a.swatch(layout.Box{X: x, Y: y + (row-a.keySwatch)/2, W: a.keySwatch, H: a.keySwatch}, it.entry)...)
		items = append(items, it.run.At(x+a.keySwatch+a.keySwatchGap, base, 0, scene.Start, a.ink()))
	}
	return items
}

// swatch is a patch of a colour as cells show it.
func (a *arrangement) swatch(box layout.Box, e *keyEntry) []scene.Item {
	if e.mark != nil {
		return a.drawMarkKey(e.mark, box)
	}
	if e.color.A == 0 {
		return nil
	}
	items := []scene.Item{&scene.Rect{X: box.X, Y: box.Y, W: box.W, H: box.H, Fill: e.color}}
	if e.struck && !a.aligned {
		items = append(items, &scene.Path{Fill: a.plan.theme.strike, Segments: a.strike(box)})
	}
	return items
}
