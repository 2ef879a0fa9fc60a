package pdf

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

const (
	// imageScale is the resolution of a dense mosaic in pixels a point, 288 dpi: what
	// printers show of pictures.
	imageScale = 4
	// maxPixels bounds an image; a larger one has fewer pixels instead.
	maxPixels = 1 << 25
)

// pixels is the number of pixels for n cells over a length.
func pixels(n int, length float64) int {
	return max(1, min(n, int(math.Min(math.Round(length*imageScale), maxPixels))))
}

// image draws a picture of palette entries over a lattice.
func (e *encoder) image(m *scene.Mosaic, w, h int, cells []uint16, x, y axis) {
	p := newPalette(m, cells)
	d := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", w, h)
	var mask ref
	switch {
	case p.translucent || p.transparent && !p.indexed():
		mask = e.file.reserve()
		e.pixels(mask, d+"/ColorSpace/DeviceGray", w, h, 1, func(out []byte, c uint16) { out[0] = colorOf(m, c).A }, cells)
		d += fmt.Sprintf("/SMask %v", mask)
		e.translucent = true
	case p.transparent:
		d += fmt.Sprintf("/Mask[%d %[1]d]", p.hole)
	}
	r := e.file.reserve()
	if p.indexed() {
		d += "/ColorSpace" + string(indexedSpace(nil, p.colors))
		e.pixels(r, d, w, h, 1, func(out []byte, c uint16) { out[0] = p.code[min(int(c), len(m.Palette))] }, cells)
	} else {
		e.pixels(r, d+"/ColorSpace/DeviceRGB", w, h, 3, func(out []byte, c uint16) {
			rgb := colorOf(m, c)
			out[0], out[1], out[2] = rgb.R, rgb.G, rgb.B
		}, cells)
	}
	e.endText()
	e.setAlpha(255)
	// An image fills the unit square, its first row at the top: at y = 1.
	e.out = append(e.out, "q "...)
	e.number(x.length, 3)
	e.out = append(e.out, " 0 0 "...)
	e.number(-y.length, 3)
	e.out = append(e.out, ' ')
	e.pair(x.from, y.from+y.length, 3)
	e.out = append(e.out, "cm "...)
	e.paint(r)
	e.out = append(e.out, "Q\n"...)
}

// palette is what of a mosaic's palette an image uses.
type palette struct {
	colors []scene.Color // opaque, each once, in the order of the mosaic's
	code   []uint8       // of palette entries, and one for indices out of range
	hole   int           // the code of entries that are not painted

	transparent, translucent bool // there are such entries
}

func newPalette(m *scene.Mosaic, cells []uint16) *palette {
	p := &palette{code: make([]uint8, len(m.Palette)+1)}
	used := make([]bool, len(p.code))
	for _, c := range cells {
		used[min(int(c), len(m.Palette))] = true
	}
	place := map[scene.Color]int{}
	for i, u := range used {
		if !u {
			continue
		}
		c := colorOf(m, uint16(i))
		switch c.A {
		case 255:
		case 0:
			p.transparent = true
			continue
		default:
			p.translucent = true
		}
		c.A = 255
		n, ok := place[c]
		if !ok {
			n = len(p.colors)
			place[c] = n
			p.colors = append(p.colors, c)
		}
		p.code[i] = uint8(n)
	}
	if p.transparent {
		p.hole = len(p.colors)
		p.colors = append(p.colors, scene.Color{R: 255, G: 255, B: 255, A: 255})
		for i := range used {
			if used[i] && colorOf(m, uint16(i)).A == 0 {
				p.code[i] = uint8(p.hole)
			}
		}
	}
	return p
}

// indexed reports whether eight bits tell all colours.
func (p *palette) indexed() bool { return len(p.colors) <= 256 }

// pixels writes an image of samples, each row with the filter of PNG that suits it.
func (e *encoder) pixels(r ref, entries string, w, h, channels int, sample func(out []byte, c uint16), cells []uint16) {
	n := w * channels
	data := make([]byte, 0, (n+1)*h)
	row, above := make([]byte, n), make([]byte, n)
	var f filters
	for y := range h {
		for x, c := range cells[y*w : (y+1)*w] {
			sample(row[x*channels:], c)
		}
		data = f.append(data, row, above, channels)
		row, above = above, row
	}
	const anyPNG = 15
	entries += fmt.Sprintf("/DecodeParms<</Predictor %d/Columns %d", anyPNG, w)
	if channels != 1 {
		entries += fmt.Sprintf("/Colors %d", channels)
	}
	e.file.stream(r, entries+">>", data)
}

// filters chooses PNG's filters.
type filters struct{ try [5][]byte }

// append writes a row, filtered so that the sum of its bytes, as signed ones, is least:
// the heuristic of the PNG specification, section 12.8. Codes of a palette suit it as well
// as samples do, since those of a ramp are in its order.
func (f *filters) append(out, row, above []byte, channels int) []byte {
	best, least := 0, math.MaxInt
	for kind := range f.try {
		t := append(f.try[kind][:0], row...)
		sum := 0
		for i, v := range row {
			var left, corner byte
			if i >= channels {
				left, corner = row[i-channels], above[i-channels]
			}
			switch kind {
			case 1:
				v -= left
			case 2:
				v -= above[i]
			case 3:
				v -= byte((int(left) + int(above[i])) / 2)
			case 4:
				v -= paeth(left, above[i], corner)
			}
			t[i] = v
			sum += abs(int(int8(v)))
		}
		f.try[kind] = t
		if sum < least {
			best, least = kind, sum
		}
	}
	return append(append(out, byte(best)), f.try[best]...)
}

// paeth is the neighbour that is nearest to left + above − corner.
func paeth(left, above, corner byte) byte {
	p := int(left) + int(above) - int(corner)
	a, b, c := abs(p-int(left)), abs(p-int(above)), abs(p-int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return above
	}
	return corner
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
