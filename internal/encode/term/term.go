// Package term draws a scene with characters: a unit of the scene is one column wide
// and half a line high, so that each character shows two square pixels.
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
			c.fill(it.X, it.Y, it.X+it.W, it.Y+it.H, pixel{it.Fill, '█'})
		case *scene.Mosaic:
			c.mosaic(it)
		case *scene.Text:
			c.text(it)
		}
		// Lines and paths are finer than half a character.
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

// shade is the character of a palette entry; what is not of the ramp is missing.
func shade(m *scene.Mosaic, index uint16) rune {
	if int(index) >= m.Ramp {
		return '?'
	}
	return shades[int(index)*len(shades)/m.Ramp]
}

func (c *canvas) mosaic(m *scene.Mosaic) {
	nx, ny := len(m.X)-1, len(m.Y)-1
	if nx < 1 || ny < 1 {
		return
	}
	w := snap(m.X[nx], c.w) - snap(m.X[0], c.w)
	h := snap(m.Y[ny], 2*c.h) - snap(m.Y[0], 2*c.h)
	if m.Coarse != nil && (m.Cells == nil || w < nx || h < ny) {
		if w > 0 && h > 0 {
			c.coarse(m, m.Coarse(w, h), w, h)
		}
		return
	}
	for k, index := range m.Cells {
		i, j := k/nx, k%nx
		c.fill(m.X[j], m.Y[i], m.X[j+1], m.Y[i+1], pixel{m.Palette[index], shade(m, index)})
	}
}

func (c *canvas) coarse(m *scene.Mosaic, indices []uint16, w, h int) {
	x0, y0 := snap(m.X[0], c.w), snap(m.Y[0], 2*c.h)
	for y := range h {
		for x := range w {
			index := indices[y*w+x]
			if p := (pixel{m.Palette[index], shade(m, index)}); p.color.A > 0 {
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
	for _, r := range t.String {
		n := text.RuneColumns(r)
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
			if n == 2 {
				row[x+1] = mark{r: -1}
			}
		}
		x += n
	}
}
