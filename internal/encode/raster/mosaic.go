package raster

import (
	"encoding/binary"
	"fmt"

	"github.com/seed01309057/heat/internal/scene"
)

// mosaic paints a lattice from its cells, or from its coarse picture where a cell is
// smaller than a pixel.
//
// Snapped edges are also the owner rule of cells below a pixel: cell j holds pixel x just
// when edge j rounds to x or less and edge j+1 to more, so every pixel centre has exactly
// one owner.
func (p *painter) mosaic(m *scene.Mosaic) error {
	nx, ny := len(m.X)-1, len(m.Y)-1
	if nx < 1 || ny < 1 {
		return nil
	}
	if m.Cells != nil && len(m.Cells) != nx*ny {
		return fmt.Errorf("heat: raster: a mosaic of %d × %d cells has %d values", ny, nx, len(m.Cells))
	}
	xs, okX := p.edges(m.X)
	ys, okY := p.edges(m.Y)
	if !okX || !okY {
		return nil // an edge is NaN: no cell of it has a place
	}
	t := tiles{Canvas: p.Canvas, xs: xs, ys: ys, cells: m.Cells, palette: pixels(m.Palette)}
	if m.Coarse != nil && (m.Cells == nil || p.fine(m.X) || p.fine(m.Y)) {
		if err := t.coarsen(m.Coarse); err != nil {
			return err
		}
	}
	if t.cells != nil {
		t.paint()
	}
	return nil
}

// edges snaps a list of edges; false if one is NaN.
func (p *painter) edges(points []float64) ([]int, bool) {
	out := make([]int, len(points))
	for i, v := range points {
		at, ok := p.snap(v)
		if !ok {
			return nil, false
		}
		out[i] = at
	}
	return out, true
}

// fine says whether a cell between two of the edges is narrower than a pixel.
func (p *painter) fine(points []float64) bool {
	const below = 1 - 1e-9 // cells of exactly one pixel, but for rounding, are wide enough
	for i := 1; i < len(points); i++ {
		if float64((points[i]-points[i-1])*p.scale) < below {
			return true
		}
	}
	return false
}

func pixels(colors []scene.Color) []uint32 {
	out := make([]uint32, len(colors))
	for i, c := range colors {
		out[i] = pixel(c)
	}
	return out
}

// tiles is a lattice in pixels.
type tiles struct {
	*Canvas
	xs, ys  []int // edges
	cells   []uint16
	palette []uint32
}

// coarsen replaces the cells by one a pixel.
func (t *tiles) coarsen(coarse func(w, h int) []uint16) error {
	x0, x1 := t.xs[0], t.xs[len(t.xs)-1]
	y0, y1 := t.ys[0], t.ys[len(t.ys)-1]
	w, h := x1-x0, y1-y0
	if w <= 0 || h <= 0 {
		t.cells = nil // no pixel's centre lies within
		return nil
	}
	if w > MaxSide || h > MaxSide || w*h > MaxPixels {
		return fmt.Errorf("heat: raster: a mosaic of %d × %d pixels is over the limit (lower the dpi or the size)", w, h)
	}
	t.cells = coarse(w, h)
	if len(t.cells) != w*h {
		return fmt.Errorf("heat: raster: a coarse mosaic of %d × %d pixels has %d values", w, h, len(t.cells))
	}
	t.xs, t.ys = count(x0, x1), count(y0, y1)
	return nil
}

// count returns from, from+1, … to.
func count(from, to int) []int {
	out := make([]int, to-from+1)
	for i := range out {
		out[i] = from + i
	}
	return out
}

// paint draws each row of cells once and copies it down. Cells that let through what is
// below them cannot be copied; their rows are drawn pixel row by pixel row.
func (t *tiles) paint() {
	nx := len(t.xs) - 1
	solid := t.solid()
	for i := range len(t.ys) - 1 {
		y0, y1 := max(t.ys[i], 0), min(t.ys[i+1], t.H)
		if y0 >= y1 {
			continue
		}
		cells := t.cells[i*nx : (i+1)*nx]
		if !solid {
			for j, cell := range cells {
				t.Canvas.paint(t.xs[j], y0, t.xs[j+1], y1, t.color(cell))
			}
			continue
		}
		from, to := t.row(cells, t.Row(y0))
		for y := y0 + 1; y < y1 && from < to; y++ {
			copy(t.Row(y)[4*from:4*to], t.Row(y0)[4*from:4*to])
		}
	}
}

// row draws one pixel row of solid cells and returns the pixels it covers.
func (t *tiles) row(cells []uint16, row []uint8) (from, to int) {
	from, to = t.W, 0
	for j, cell := range cells {
		x0, x1 := max(t.xs[j], 0), min(t.xs[j+1], t.W)
		if x0 >= x1 {
			continue
		}
		if x1 == x0+1 {
			binary.LittleEndian.PutUint32(row[4*x0:], t.palette[cell])
		} else {
			fill(row[4*x0:4*x1], t.palette[cell])
		}
		from, to = min(from, x0), max(to, x1)
	}
	return from, to
}

// color is the colour of a palette index; nothing for one outside of the palette.
func (t *tiles) color(cell uint16) uint32 {
	if int(cell) >= len(t.palette) {
		return 0
	}
	return t.palette[cell]
}

// solid says whether every cell has an opaque colour.
func (t *tiles) solid() bool {
	opaque := true
	for _, p := range t.palette {
		opaque = opaque && p>>24 == 255
	}
	for _, cell := range t.cells {
		if int(cell) >= len(t.palette) || !opaque && t.palette[cell]>>24 != 255 {
			return false
		}
	}
	return true
}
