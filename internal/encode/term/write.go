package term

import (
	"bufio"
	"strconv"

	"github.com/seed01309057/heat/internal/scene"
)

// writer writes lines with as few escapes as do. Errors are kept by the buffer and
// returned by Flush.
type writer struct {
	*bufio.Writer
	colors Colors
	state  pen
	mixed  map[scene.Color]glyph // by dithered
}

// pen is what the terminal's next character looks like.
type pen struct {
	fg, bg  scene.Color // transparent: the terminal's own
	bold    bool
	reverse bool // foreground and background exchanged
}

// glyph is one character with its pen.
type glyph struct {
	s string
	pen
}

// line writes one line, without the spaces at its end.
func (w *writer) line(c *canvas, y int) {
	last := -1
	for x := range c.w {
		if g := w.at(c, x, y); g.s != " " && g.s != "" || g.bg.A > 0 {
			last = x
		}
	}
	for x := 0; x <= last; x++ {
		g := w.at(c, x, y)
		if g.s == "" {
			continue // the second half of a wide character
		}
		w.set(g.pen)
		w.WriteString(g.s)
	}
	w.set(pen{})
	w.WriteByte('\n')
}

// at is the character in column x of line y: text over strokes over cells.
func (w *writer) at(c *canvas, x, y int) glyph {
	top, bottom := c.pixels[2*y*c.w+x], c.pixels[(2*y+1)*c.w+x]
	i := y*c.w + x
	m := c.marks[i]
	var line stroke
	if c.strokes != nil {
		line = c.strokes[i]
	}
	switch r := line.rune(); {
	case m.r == -1:
		return glyph{}
	case m.r != 0:
		g := glyph{s: string(m.r) + m.after, pen: pen{bold: m.bold}}
		if behind := c.behind(i, top); behind.A > 0 && w.colors != NoColor { // ink on a cell; elsewhere the terminal's own
			g.fg, g.bg = m.color, behind
			if w.colors == Color16 {
				g.bg = palette16[nearest16(behind)]
				g.fg = inkOn(g.bg)
			}
		}
		return g
	case r != 0:
		g := glyph{s: string(r), pen: pen{fg: line.color}}
		if w.colors != NoColor {
			g.bg = c.behind(i, top)
		}
		return g
	case c.parts != nil && c.parts[i].eighths > 0:
		return c.parts[i].glyph(top, w.colors)
	case top.color.A == 0 && bottom.color.A == 0:
		return glyph{s: " "}
	case w.colors == NoColor:
		if top.color.A == 0 {
			return glyph{s: string(bottom.shade)}
		}
		return glyph{s: string(top.shade)}
	case top.color == bottom.color || w.colors == Color16 && bottom.color.A > 0 && w.alike(top, bottom):
		if w.colors == Color16 && !top.flat {
			return w.dithered(top.color)
		}
		return glyph{s: " ", pen: pen{bg: top.color}}
	case top.color.A == 0:
		return glyph{s: "▄", pen: pen{fg: bottom.color}}
	case bottom.color.A == 0:
		return glyph{s: "▀", pen: pen{fg: top.color}}
	}
	return glyph{s: "▀", pen: pen{fg: top.color, bg: bottom.color}}
}

// alike reports whether two colours, or their patterns of sixteen, are about the same: then
// a pattern says more than two of the sixteen.
func (w *writer) alike(a, b pixel) bool {
	const near = 0.1 // in OKLab
	return a.color.A > 0 && !a.flat && !b.flat &&
		(w.dithered(a.color) == w.dithered(b.color) || labOf(light(a.color)).to(labOf(light(b.color))) < near*near)
}

// behind is the colour that a text stands on.
func (c *canvas) behind(i int, top pixel) scene.Color {
	if c.parts != nil && c.parts[i].eighths >= 4 {
		return c.parts[i].color
	}
	return top.color
}

// set changes the terminal's state to p.
func (w *writer) set(p pen) {
	if p == w.state || w.colors == NoColor {
		return
	}
	if p == (pen{}) || w.state.bold && !p.bold || w.state.reverse && !p.reverse || w.state.fg.A > 0 && p.fg.A == 0 || w.state.bg.A > 0 && p.bg.A == 0 {
		w.WriteString("\x1b[0m")
		w.state = pen{}
	}
	if p.bold && !w.state.bold {
		w.WriteString("\x1b[1m")
	}
	if p.reverse && !w.state.reverse {
		w.WriteString("\x1b[7m")
	}
	if p.fg != w.state.fg {
		w.color("38", p.fg)
	}
	if p.bg != w.state.bg {
		w.color("48", p.bg)
	}
	w.state = p
}

func (w *writer) color(layer string, c scene.Color) {
	if w.colors == Color16 {
		w.WriteString("\x1b[" + code16(layer == "48", nearest16(c)) + "m")
		return
	}
	if w.colors == Color256 {
		w.WriteString("\x1b[" + layer + ";5;" + strconv.Itoa(nearest256(c)) + "m")
		return
	}
	w.WriteString("\x1b[" + layer + ";2;" + strconv.Itoa(int(c.R)) + ";" + strconv.Itoa(int(c.G)) + ";" + strconv.Itoa(int(c.B)) + "m")
}

// nearest256 is the entry of xterm's palette nearest to a colour: of the 6×6×6 cube or
// of the 24 greys.
func nearest256(c scene.Color) int {
	levels := [6]int{0, 95, 135, 175, 215, 255}
	near := func(v uint8) (index, level int) {
		for i, l := range levels {
			if i == 0 || abs(int(v)-l) < abs(int(v)-level) {
				index, level = i, l
			}
		}
		return index, level
	}
	r, lr := near(c.R)
	g, lg := near(c.G)
	b, lb := near(c.B)
	cube := square(int(c.R)-lr) + square(int(c.G)-lg) + square(int(c.B)-lb)
	mean := (int(c.R) + int(c.G) + int(c.B)) / 3
	grey := max(0, min(23, (mean-3)/10))
	level := 8 + 10*grey
	if square(int(c.R)-level)+square(int(c.G)-level)+square(int(c.B)-level) < cube {
		return 232 + grey
	}
	return 16 + 36*r + 6*g + b
}

func abs(v int) int    { return max(v, -v) }
func square(v int) int { return v * v }
