package heat

import (
	"fmt"

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
	lines []text.Run
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
	// What stands under and beside the body leaves room that costs nothing.
	var thick, under, beside float64
	if !a.aligned {
		under, beside = p.Reserve(layout.Bottom), p.Reserve(layout.Right)
	}
	if k.vertical() {
		thick = k.packColumns(a, body.H+under)
		p.Over[layout.Bottom] = max(p.Over[layout.Bottom], k.packed-body.H)
	} else {
		width := max(body.W+beside, a.leastTitle())
		thick = k.packRows(a, width, a.keyTexts(width))
		if room := a.height / float64(a.grid.Rows()); room > 0 && thick > maxKeysShare*room {
			thick = k.packRows(a, width, a.cutKeyTexts())
		}
		p.Over[layout.Right] = max(p.Over[layout.Right], k.packed-body.W)
	}
	gap := a.barGap
	past := k.packed > body.H // past the body's end
	if !k.vertical() {
		past = k.packed > body.W
	}
	if over := p.Over[k.side] - p.Depth(k.side); past && over > 0 {
		gap = max(gap, over+a.labelSpace) // past what reaches out there, such as labels
	}
	if !k.vertical() {
		gap += a.pastEnds(s, p, k.side, gap, 0, k.packed-body.W)
	}
	s.places[k.side].keys = len(p.Bands[k.side])
	p.Bands[k.side] = append(p.Bands[k.side], layout.Band{Gap: gap, Thick: thick})
}

const (
	// bodyShare is the part of its share of a canvas that a body has beside legends.
	bodyShare = 0.3
	// asideShare is the part that legends must take for their place to be the reason why it
	// has less.
	asideShare = 0.2
)

// crowdedKeys moves legends under bodies of which they leave only a sliver, if there is room
// for them there, and reports whether there were any.
func (a *arrangement) crowdedKeys() (changed bool) {
	if a.aligned || a.width == 0 || a.joined() {
		return false
	}
	room := a.width / float64(a.grid.Columns)
	for i, s := range a.panels {
		k := &s.keys
		at := s.places[k.side].keys
		if at < 0 || !k.vertical() || s.cells.spec.Cbar.Side != SideAuto || a.solved.Panels[i].Body.W >= bodyShare*room {
			continue
		}
		if band := a.grid.Panels[i].Bands[k.side][at]; band.Gap+band.Thick < asideShare*room {
			continue
		}
		under := *k
		high := under.packRows(a, 0.5*room, a.keyTexts(0.5*room))
		if a.height == 0 || a.barGap+high < maxKeysShare*a.height/float64(a.grid.Rows()) {
			k.side, changed = layout.Bottom, true
		}
	}
	if changed {
		a.held = nil
	}
	return changed
}

func (k *keysState) vertical() bool { return k.side == layout.Left || k.side == layout.Right }

// keyRow is the distance of entries.
func (a *arrangement) keyRow() float64 {
	if a.aligned {
		return a.keyLine()
	}
	return 1.22 * a.keyLine()
}

// leastKeyRows is how many rows a column has, however low the body is.
const leastKeyRows = 6

// packColumns places the legends under each other, in as many columns as the height asks
// for, and returns their width.
func (k *keysState) packColumns(a *arrangement, height float64) (width float64) {
	k.items, k.packed = nil, 0
	row, texts := a.keyRow(), a.keyTexts(0)
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
		if y > 0 && y+l.start(a, texts) > height+0.01 {
			next()
		}
		if l.title != "" {
			lines := texts.lines(l.title, true)
			k.items = append(k.items, keyItem{x: x, y: y, lines: lines})
			widest, y = max(widest, widestOf(lines)), y+a.keyHeight(len(lines))
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
			lines := texts.lines(l.entries[j].label, false)
			high := a.keyHeight(len(lines))
			if y+high > height+0.01 {
				next()
			}
			k.items = append(k.items, keyItem{x: x, y: y, lines: lines, entry: &l.entries[j]})
			widest, y = max(widest, a.keySwatch+a.keySwatchGap+widestOf(lines)), y+high
			k.packed = max(k.packed, y)
		}
		width = max(width, x+widest)
	}
	return width
}

// startEntries is how many entries of a legend stay with its title.
const startEntries = 3

// start is what a legend takes of a column at least: its title with its colour bar or its
// first entries.
func (l *keyLegend) start(a *arrangement, texts *keyTexts) (high float64) {
	if l.title != "" {
		high = a.keyHeight(len(texts.lines(l.title, true)))
	}
	if l.ramp != nil {
		return high + rampRows*a.keyRow()
	}
	for i := range l.entries[:min(startEntries, len(l.entries))] {
		high += a.keyHeight(len(texts.lines(l.entries[i].label, false)))
	}
	return high
}

// packRows places the entries one after the other in rows of a width, and returns their
// height.
func (k *keysState) packRows(a *arrangement, width float64, texts *keyTexts) (height float64) {
	k.items, k.packed = nil, 0
	row := a.keyRow()
	y := 0.0
	for i := range k.legends {
		l := &k.legends[i]
		if i > 0 {
			y += a.keyLegendGap
		}
		x, high := 0.0, row
		put := func(w float64, item keyItem) {
			if x > 0 && x+w > width {
				x, y, high = 0, y+high, row
			}
			item.x, item.y = x, y
			k.items = append(k.items, item)
			k.packed = max(k.packed, x+w)
			x, high = x+w+a.keyColumnGap, max(high, a.keyHeight(len(item.lines)))
		}
		if l.title != "" {
			lines := texts.lines(l.title, true)
			put(widestOf(lines), keyItem{lines: lines})
		}
		if l.ramp != nil {
			_, w := l.ramp.level(a)
			put(w, keyItem{ramp: l.ramp})
		}
		for j := range l.entries {
			lines := texts.lines(l.entries[j].label, false)
			put(a.keySwatch+a.keySwatchGap+widestOf(lines), keyItem{lines: lines, entry: &l.entries[j]})
		}
		y += high
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
		base := y + (row+it.lines[0].Cap)/2
		if a.aligned {
			base = y + it.lines[0].Ascent
		}
		if it.entry != nil {
			items = append(items, a.swatch(layout.Box{X: x, Y: y + (row-a.keySwatch)/2, W: a.keySwatch, H: a.keySwatch}, it.entry)...)
			x += a.keySwatch + a.keySwatchGap
		}
		items = append(items, a.label(it.lines, x, base, 0, a.keyLine(), scene.Start))
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
