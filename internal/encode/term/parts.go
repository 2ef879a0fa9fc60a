package term

import (
	"github.com/seed01309057/heat/internal/scene"
)

// part is a character that a rectangle fills in part, from one of its edges.
type part struct {
	eighths uint8 // 1 to 7; 0: none
	from    edge
	color   scene.Color
	shade   rune
}

// edge is the edge of a character that a part begins at.
type edge uint8

const (
	fromLeft edge = iota
	fromRight
	fromBottom
	fromTop
)

// Characters that are filled from the left and from the bottom by eighths. There are none
// for the other two edges but those of plain, where others exchange their colours.
var (
	leftEighths   = []rune(" ▏▎▍▌▋▊▉█")
	bottomEighths = []rune(" ▁▂▃▄▅▆▇█")
	// plain are, by edge, those that do without colours.
	plain = [4][]rune{
		fromLeft: leftEighths, fromBottom: bottomEighths,
		fromRight: []rune(" ▕▕▐▐▐███"), fromTop: []rune(" ▔▔▀▀▀███"),
	}
)

// rect fills a rectangle. Two opposite edges may lie at eighths of characters; the others
// are rounded to whole pixels.
func (c *canvas) rect(r *scene.Rect) {
	if r.Fill.A == 0 {
		return
	}
	p := pixel{c.own(r.Fill), c.shadeOf(r.Fill), true}
	eighth := func(v, unit float64, limit int) int { return snap(v*unit, 8*limit) }
	x0, x1 := eighth(r.X, 8, c.w), eighth(r.X+r.W, 8, c.w)
	y0, y1 := eighth(r.Y, 4, c.h), eighth(r.Y+r.H, 4, c.h)
	level, upright := x0%8 != 0 || x1%8 != 0, y0%4 != 0 || y1%4 != 0
	switch {
	case level && !upright && y0%8 == 0 && y1%8 == 0:
		for y := y0 / 8; y < y1/8; y++ {
			c.run(x0, x1, fromLeft, fromRight, p, func(i int) (x, line int) { return i, y })
		}
	case upright && !level:
		for x := x0 / 8; x < x1/8; x++ {
			c.run(y0, y1, fromTop, fromBottom, p, func(i int) (col, line int) { return x, i })
		}
	default:
		c.fill(r.X, r.Y, r.X+r.W, r.Y+r.H, p)
	}
}

// run fills characters in a row from one eighth to another: begin is the edge that counting
// starts at, end the opposite one.
func (c *canvas) run(from, to int, begin, end edge, p pixel, at func(i int) (x, y int)) {
	for i := from / 8; 8*i < to; i++ {
		x, y := at(i)
		lo, hi := max(from-8*i, 0), min(to-8*i, 8)
		switch {
		case hi <= lo:
		case lo == 0 && hi == 8:
			c.whole(x, y, p)
		case hi == 8:
			c.part(x, y, part{uint8(8 - lo), end, p.color, p.shade}, p)
		case lo == 0:
			c.part(x, y, part{uint8(hi), begin, p.color, p.shade}, p)
		case hi-lo >= 4: // it touches neither edge: there is no such character
			c.whole(x, y, p)
		}
	}
}

// whole fills a character.
func (c *canvas) whole(x, y int, p pixel) {
	c.pixels[2*y*c.w+x], c.pixels[(2*y+1)*c.w+x] = p, p
	if c.parts != nil {
		c.parts[y*c.w+x] = part{}
	}
}

// part fills a piece of a character. What ends where a piece of another colour begins lies
// under that one.
func (c *canvas) part(x, y int, q part, p pixel) {
	if c.parts == nil {
		c.parts = make([]part, c.w*c.h)
	}
	is := &c.parts[y*c.w+x]
	if is.eighths > 0 && is.eighths+q.eighths == 8 && is.from^1 == q.from {
		c.pixels[2*y*c.w+x], c.pixels[(2*y+1)*c.w+x] = p, p
		return
	}
	*is = q
}

// glyph is the character of a part over what is behind it.
func (q part) glyph(behind pixel, colors Colors) glyph {
	if colors == NoColor {
		if q.shade != '█' && behind.color.A > 0 && q.eighths < 4 {
			return glyph{s: string(behind.shade)}
		}
		if q.shade != '█' && q.eighths >= 4 {
			return glyph{s: string(q.shade)}
		}
		return glyph{s: string(plain[q.from][q.eighths])}
	}
	runes := leftEighths
	if q.from == fromBottom || q.from == fromTop {
		runes = bottomEighths
	}
	switch {
	case q.from == fromLeft || q.from == fromBottom:
		return glyph{s: string(runes[q.eighths]), pen: pen{fg: q.color, bg: behind.color}}
	case behind.color.A > 0:
		return glyph{s: string(runes[8-q.eighths]), pen: pen{fg: behind.color, bg: q.color}}
	}
	return glyph{s: string(runes[8-q.eighths]), pen: pen{fg: q.color, reverse: true}}
}

// keyShades stand, without colours, for the colours of a key that are of no categories.
var keyShades = []rune("█▒▓░·")

// letters stand, without colours, for categories.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// legend chooses what stands for colours where there are none: letters for categories,
// shades for the rest of what keys explain.
func (c *canvas) legend(items []scene.Item) {
	c.shades, c.missing = map[scene.Color]rune{}, map[scene.Color]bool{}
	each(items, "", func(it scene.Item, _ string) {
		m, ok := it.(*scene.Mosaic)
		if !ok {
			return
		}
		ramp := min(max(0, m.Ramp), len(m.Palette))
		for _, color := range m.Palette[:ramp] {
			if _, ok := c.shades[color]; !ok && m.Kinds && color.A > 0 {
				c.shades[color] = rune(letters[len(c.shades)%len(letters)])
			}
		}
		for _, color := range m.Palette[ramp:] {
			c.missing[color] = true
		}
	})
	n := 0
	each(items, "", func(it scene.Item, group string) {
		r, ok := it.(*scene.Rect)
		if !ok || group != "key" || c.missing[r.Fill] {
			return
		}
		if _, known := c.shades[r.Fill]; !known {
			c.shades[r.Fill] = keyShades[n%len(keyShades)]
			n++
		}
	})
}

// each calls do for all items, with the name of the group that each is in.
func each(items []scene.Item, group string, do func(it scene.Item, group string)) {
	for _, it := range items {
		if g, ok := it.(*scene.Group); ok {
			each(g.Items, g.Name, do)
			continue
		}
		do(it, group)
	}
}

// shadeOf is what stands for the colour of a rectangle.
func (c *canvas) shadeOf(color scene.Color) rune {
	if r, ok := c.shades[color]; ok {
		return r
	}
	if c.missing[color] {
		return '?'
	}
	return '█'
}
