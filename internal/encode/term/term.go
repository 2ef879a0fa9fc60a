// Package term draws a scene with characters: a unit of the scene is one column wide
// and half a line high, so that each character shows two square pixels. Rectangles may end
// at eighths of characters, and strokes are box-drawing characters or dots of braille.
package term

import (
	"bufio"
	"fmt"
	"io"
	"math"

	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// Colors is what a terminal can show.
type Colors uint8

// The kinds of terminals.
const (
	TrueColor Colors = iota // 24-bit colours
	Color256                // the 256 colours of xterm
	Color16                 // the 16 colours of old
	NoColor                 // characters only
)

// maxCells bounds a drawing: no terminal comes near.
const maxCells = 1 << 24

// Encode writes the scene. It returns every error of the writer.
func Encode(w io.Writer, s *scene.Scene, colors Colors) error {
	width, height := math.Ceil(s.Width), math.Ceil(s.Height/2)
	if !(width >= 0 && height >= 0 && width*height <= maxCells) {
		return fmt.Errorf("term: %g × %g characters are too many", width, height)
	}
	c := newCanvas(int(width), int(height))
	if colors == NoColor {
		c.legend(s.Items)
	} else if colors == Color16 {
		c.sixteen = assigned16(s.Items)
	}
	c.items(s.Items)
	out := &writer{Writer: bufio.NewWriter(w), colors: colors}
	for y := range c.h {
		out.line(c, y)
	}
	return out.Flush()
}

// pixel is half a character.
type pixel struct {
	color scene.Color
	shade rune // what stands for it without colours
	flat  bool // it is explained by a swatch of the same colour: no pattern
}

// mark is a character of text. A zero rune is none; a wide character is followed by
// one with the rune -1.
type mark struct {
	r     rune
	after string // marks that combine with it
	color scene.Color
	bold  bool
}

// canvas is w columns by h lines.
type canvas struct {
	w, h   int
	pixels []pixel // 2h rows of w
	marks  []mark  // h rows of w
	// Strokes and parts are h rows of w, or nil where there are none.
	strokes []stroke
	parts   []part
	// What stands for colours that keys explain, and which colours are those of missing
	// cells, where there are no colours; else nil.
	shades  map[scene.Color]rune
	missing map[scene.Color]bool
	// The colours of categories on a terminal that has sixteen; else nil.
	sixteen map[scene.Color]scene.Color
}

func newCanvas(w, h int) *canvas {
	return &canvas{w: w, h: h, pixels: make([]pixel, w*h*2), marks: make([]mark, w*h)}
}

func (c *canvas) items(items []scene.Item) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Group:
			c.items(it.Items)
		case *scene.Rect:
			c.rect(it)
		case *scene.Mosaic:
			c.mosaic(it)
		case *scene.Line:
			c.line(it)
		case *scene.Path:
			c.path(it)
		case *scene.Text:
			c.text(it)
		}
	}
}

func snap(v float64, limit int) int {
	if math.IsNaN(v) {
		return 0
	}
	return int(max(0, min(float64(limit), math.Round(v))))
}

func (c *canvas) fill(x0, y0, x1, y1 float64, p pixel) {
	if p.color.A == 0 {
		return
	}
	left, right := snap(x0, c.w), snap(x1, c.w)
	for y := snap(y0, 2*c.h); y < snap(y1, 2*c.h); y++ {
		for x := left; x < right; x++ {
			c.pixels[y*c.w+x] = p
		}
	}
}

// shades stand for colours from low to high.
var shades = []rune("·░▒▓█")

// shade is the character of a palette entry: a letter for a category; what is not of the
// ramp is missing.
func (c *canvas) shade(m *scene.Mosaic, index uint16) rune {
	if int(index) >= m.Ramp {
		return '?'
	}
	if m.Kinds && c.shades != nil {
		return c.shades[m.Palette[index]]
	}
	return shades[int(index)*len(shades)/m.Ramp]
}

// own is what stands for a category's colour.
func (c *canvas) own(color scene.Color) scene.Color {
	if other, ok := c.sixteen[color]; ok {
		return other
	}
	return color
}

// pixel is what shows a palette entry.
func (c *canvas) pixel(m *scene.Mosaic, index uint16) pixel {
	p := pixel{m.Palette[index], c.shade(m, index), m.Kinds || int(index) >= m.Ramp}
	if p.flat {
		p.color = c.own(p.color)
	}
	return p
}

func (c *canvas) mosaic(m *scene.Mosaic) {
	nx, ny := len(m.X)-1, len(m.Y)-1
	if nx < 1 || ny < 1 {
		return
	}
	w := snap(m.X[nx], c.w) - snap(m.X[0], c.w)
	h := snap(m.Y[ny], 2*c.h) - snap(m.Y[0], 2*c.h)
	if m.Coarse != nil { // a group of rows among thousands: better seen than true to scale
		if y := snapIn(m.Y[0], 2*c.h); h == 0 && w > 0 && m.Y[ny] > m.Y[0] && y < 2*c.h {
			c.coarse(m, m.Coarse(w, 1), snap(m.X[0], c.w), y, w, 1)
			return
		}
		if x := snapIn(m.X[0], c.w); w == 0 && h > 0 && m.X[nx] > m.X[0] && x < c.w {
			c.coarse(m, m.Coarse(1, h), x, snap(m.Y[0], 2*c.h), 1, h)
			return
		}
	}
	if m.Coarse != nil && (m.Cells == nil || w < nx || h < ny) {
		if w > 0 && h > 0 {
			c.coarse(m, m.Coarse(w, h), snap(m.X[0], c.w), snap(m.Y[0], 2*c.h), w, h)
		}
		return
	}
	for k, index := range m.Cells {
		i, j := k/nx, k%nx
		c.fill(m.X[j], m.Y[i], m.X[j+1], m.Y[i+1], c.pixel(m, index))
	}
}

// snapIn is the pixel that a place is in.
func snapIn(v float64, limit int) int {
	if math.IsNaN(v) {
		return limit
	}
	return int(max(0, min(float64(limit), math.Floor(v))))
}

// coarse paints a picture of w × h pixels.
func (c *canvas) coarse(m *scene.Mosaic, indices []uint16, x0, y0, w, h int) {
	for y := range h {
		for x := range w {
			index := indices[y*w+x]
			if p := c.pixel(m, index); p.color.A > 0 {
				c.pixels[(y0+y)*c.w+x0+x] = p
			}
		}
	}
}

func (c *canvas) text(t *scene.Text) {
	if t.Angle != 0 {
		return // the layout for terminals does not turn text
	}
	y := int(math.Round(t.Y/2)) - 1
	x := int(math.Round(t.X - float64(t.Width*t.Anchor.Offset())))
	if y < 0 || y >= c.h {
		return
	}
	last, rtl := -1, false
	for _, r := range t.String {
		n := text.RuneColumns(r)
		rtl = rtl || rightToLeft(r)
		switch {
		case n == 0:
			if x > 0 && x <= c.w {
				c.marks[y*c.w+x-1].after += string(r)
			}
		case x >= 0 && x+n <= c.w:
			row := c.marks[y*c.w : (y+1)*c.w]
			if row[x].r == -1 { // what it covers half of a wide character, it removes
				row[x-1] = mark{}
			}
			if end := x + n; end < c.w && row[end].r == -1 {
				row[end] = mark{}
			}
			row[x] = mark{r: r, color: t.Color, bold: t.Bold}
			last = y*c.w + x
			if n == 2 {
				row[x+1] = mark{r: -1}
			}
		}
		x += n
	}
	if rtl && last >= 0 {
		c.marks[last].after += leftToRight
	}
}

// leftToRight ends a text in a script that runs from right to left. It takes no column;
// without it, terminals that reorder such text exchange neighbouring labels with all that
// stands between them.
const leftToRight = "\u200e"

// rightToLeft reports whether a character is of such a script.
func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}
