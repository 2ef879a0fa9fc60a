package pdf_test

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

// even are n+1 even edges.
func even(from, length float64, n int) []float64 {
	at := make([]float64, n+1)
	for i := range at {
		at[i] = from + length*float64(i)/float64(n)
	}
	return at
}

// uneven are n+1 edges of which every second is shifted.
func uneven(from, length float64, n int) []float64 {
	at := even(from, length, n)
	for i := 1; i < n; i += 2 {
		at[i] += length / float64(n) / 3
	}
	return at
}

// lattice is a mosaic whose palette index at (i, j) is what a function says.
func lattice(x, y []float64, palette []scene.Color, index func(i, j int) int) *scene.Mosaic {
	m := &scene.Mosaic{X: x, Y: y, Palette: palette}
	for i := range len(y) - 1 {
		for j := range len(x) - 1 {
			m.Cells = append(m.Cells, uint16(index(i, j)))
		}
	}
	return m
}

// inside visits the pixels that lie wholly in a rectangle of points.
func inside(img *image.RGBA, dpi int, x0, y0, x1, y1 float64, visit func(x, y int, c color.RGBA)) {
	k := float64(dpi) / 72
	const border = 1 // pixels: a renderer may be half of one off
	for y := int(math.Ceil(y0*k)) + border; y < int(y1*k)-border; y++ {
		for x := int(math.Ceil(x0*k)) + border; x < int(x1*k)-border; x++ {
			visit(x, y, img.RGBAAt(x, y))
		}
	}
}

// The body of the tests of seams: at no resolution do its edges lie on pixels.
const (
	bodyX, bodyY = 13.37, 11.91
	bodyW, bodyH = 301.7, 268.3
	cols, rows   = 41, 37
)

func TestConstantMosaicHasOneColour(t *testing.T) {
	red := scene.Color{R: 178, G: 24, B: 43, A: 255}
	// Equal colours under four numbers, so that cells are not joined.
	palette := []scene.Color{red, red, red, red}
	each := func(i, j int) int { return 2*(i%2) + j%2 }
	half := scene.Color{R: 178, G: 24, B: 43, A: 128}
	for name, m := range map[string]*scene.Mosaic{
		"even":        lattice(even(bodyX, bodyW, cols), even(bodyY, bodyH, rows), palette, each),
		"uneven":      lattice(uneven(bodyX, bodyW, cols), uneven(bodyY, bodyH, rows), palette, each),
		"joined":      lattice(even(bodyX, bodyW, cols), even(bodyY, bodyH, rows), palette, func(i, j int) int { return 0 }),
		"small":       lattice(even(bodyX, bodyW, 211), even(bodyY, bodyH, 160), palette, each),
		"translucent": lattice(even(bodyX, bodyW, cols), even(bodyY, bodyH, rows), []scene.Color{half, half, half, half}, each),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEach(t, page(331.3, 293.7, m), []int{50, 72, 137}, func(t *testing.T, img *image.RGBA, dpi int) {
				seen := map[color.RGBA]int{}
				inside(img, dpi, bodyX, bodyY, bodyX+bodyW, bodyY+bodyH, func(x, y int, c color.RGBA) { seen[c]++ })
				if strings.Contains(t.Name(), "/cairo/") {
					// Cairo rounds when it paints a colour on the same colour in part.
					for c := range seen {
						if near(c, seen, 1) {
							delete(seen, c)
						}
					}
				}
				if len(seen) != 1 {
					t.Errorf("%d colours in the body: %v", len(seen), seen)
				}
			})
		})
	}
}

// near reports whether a rarer colour is next to the commonest one of a count.
func near(c color.RGBA, seen map[color.RGBA]int, most int) bool {
	common := c
	for d, n := range seen {
		if n > seen[common] {
			common = d
		}
	}
	off := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return c != common && max(off(c.R, common.R), off(c.G, common.G), off(c.B, common.B)) <= most
}

// At the edge of two cells there may be a mixture of their colours, but none with the paper.
func TestCheckerboardHasNoSeams(t *testing.T) {
	a, b := scene.Color{R: 40, G: 20, B: 120, A: 255}, scene.Color{R: 160, G: 30, B: 20, A: 255}
	palette := []scene.Color{a, b}
	check := func(i, j int) int { return (i + j) % 2 }
	for name, m := range map[string]*scene.Mosaic{
		"even":   lattice(even(bodyX, bodyW, cols), even(bodyY, bodyH, rows), palette, check),
		"uneven": lattice(uneven(bodyX, bodyW, cols), uneven(bodyY, bodyH, rows), palette, check),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inEach(t, page(331.3, 293.7, m), []int{50, 72, 137}, func(t *testing.T, img *image.RGBA, dpi int) {
				bad := 0
				inside(img, dpi, bodyX, bodyY, bodyX+bodyW, bodyY+bodyH, func(x, y int, c color.RGBA) {
					// How far the way from a to b this is, by red.
					f := (float64(c.R) - float64(a.R)) / (float64(b.R) - float64(a.R))
					g, bl := float64(a.G)+f*(float64(b.G)-float64(a.G)), float64(a.B)+f*(float64(b.B)-float64(a.B))
					// At corners, four cells are rounded one after the other.
					const most = 6
					if f < -0.03 || f > 1.03 || math.Abs(g-float64(c.G)) > most || math.Abs(bl-float64(c.B)) > most {
						if bad++; bad <= 3 {
							t.Errorf("pixel %d, %d is %v: not between %v and %v", x, y, c, a, b)
						}
					}
				})
				if bad > 3 {
					t.Errorf("… %d more", bad-3)
				}
			})
		})
	}
}

// Cells of one colour in a column have no trace of their neighbours in other columns where
// they meet, nor those in a row.
func TestStripesAreClean(t *testing.T) {
	palette := []scene.Color{{R: 68, G: 1, B: 84, A: 255}, {R: 253, G: 231, B: 37, A: 255}, {R: 33, G: 145, B: 140, A: 255}}
	// Numbers of equal colours, so that cells of a row are not joined.
	palette = append(palette, palette...)
	const n, size = 12, 21.37
	for name, stripe := range map[string]func(i, j int) int{"columns": func(i, j int) int { return j }, "rows": func(i, j int) int { return i }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := lattice(even(bodyX, n*size, n), even(bodyY, n*size, n), palette, func(i, j int) int { return stripe(i, j)%3 + 3*((i+j)%2) })
			inEach(t, page(n*size+30, n*size+30, m), []int{100, 137}, func(t *testing.T, img *image.RGBA, dpi int) {
				for i := range n {
					want := palette[i%3]
					x0, y0, x1, y1 := bodyX+float64(i)*size, bodyY, bodyX+float64(i+1)*size, bodyY+n*size
					if name == "rows" {
						// Where four cells meet, there may be a trace of the row above.
						const corner = 1.5
						x0, y0, x1, y1 = bodyX, bodyY+float64(i)*size+corner, bodyX+n*size, bodyY+float64(i+1)*size
					}
					inside(img, dpi, x0, y0, x1, y1, func(x, y int, c color.RGBA) {
						if t.Failed() {
							return
						}
						off := max(math.Abs(float64(c.R)-float64(want.R)), math.Abs(float64(c.G)-float64(want.G)), math.Abs(float64(c.B)-float64(want.B)))
						if off > 2 {
							t.Errorf("stripe %d: pixel %d, %d is %v, want %v", i, x, y, c, want)
						}
					})
				}
			})
		})
	}
}

// A cell does not show where its neighbour is missing or lets it through.
func TestCellsStayInTheirPlaces(t *testing.T) {
	const n, size = 12, 20.0
	palette := []scene.Color{
		{R: 20, G: 60, B: 200, A: 255}, {}, {R: 255, G: 255, B: 255, A: 255}, {R: 220, G: 20, B: 20, A: 128}, {R: 250, G: 220, B: 20, A: 255},
	}
	index := func(i, j int) int { return (i*i + 3*j + i*j) % 5 }
	m := lattice(even(10, n*size, n), even(10, n*size, n), palette, index)
	inEach(t, page(n*size+20, n*size+20, m), []int{72, 144}, func(t *testing.T, img *image.RGBA, dpi int) {
		for i := range n {
			for j := range n {
				want := palette[index(i, j)]
				x, y := 10+float64(j)*size, 10+float64(i)*size
				blend := func(v uint8) float64 { return 255 + (float64(v)-255)*float64(want.A)/255 }
				inside(img, dpi, x, y, x+size, y+size, func(px, py int, c color.RGBA) {
					if t.Failed() {
						return
					}
					if math.Abs(blend(want.R)-float64(c.R)) > 2 || math.Abs(blend(want.G)-float64(c.G)) > 2 || math.Abs(blend(want.B)-float64(c.B)) > 2 {
						t.Errorf("cell %d, %d: pixel %d, %d is %v, want %v on white", i, j, px, py, c, want)
					}
				})
			}
		}
	})
}
