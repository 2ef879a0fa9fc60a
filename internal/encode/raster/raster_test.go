package raster

import (
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

var (
	white = scene.Color{R: 255, G: 255, B: 255, A: 255}
	black = scene.Color{A: 255}
	red   = scene.Color{R: 255, A: 255}
	blue  = scene.Color{B: 255, A: 255}
)

func draw(t testing.TB, s *scene.Scene, dpi float64) *Canvas {
	t.Helper()
	c, err := Draw(s, dpi)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// canvas draws items on a white canvas at a pixel a point.
func canvas(t testing.TB, w, h float64, items ...scene.Item) *Canvas {
	t.Helper()
	return draw(t, &scene.Scene{Width: w, Height: h, Background: white, Items: items}, 72)
}

func (c *Canvas) at(x, y int) scene.Color {
	p := c.Row(y)[4*x : 4*x+4]
	return scene.Color{R: p[0], G: p[1], B: p[2], A: p[3]}
}

// box returns the pixels that differ from white: x0 ≤ x < x1, y0 ≤ y < y1.
func (c *Canvas) box() [4]int {
	b := [4]int{c.W, c.H, 0, 0}
	for y := range c.H {
		for x := range c.W {
			if c.at(x, y) != white {
				b = [4]int{min(b[0], x), min(b[1], y), max(b[2], x+1), max(b[3], y+1)}
			}
		}
	}
	return b
}

var nothing = func(c *Canvas) [4]int { return [4]int{c.W, c.H, 0, 0} }

func TestRectsSnapToPixels(t *testing.T) {
	c := canvas(t, 10, 10, &scene.Rect{X: 1.4, Y: 1.6, W: 3.2, H: 2, Fill: red})
	if got, want := c.box(), [4]int{1, 2, 5, 4}; got != want {
		t.Errorf("box %v, want %v", got, want)
	}
	for y := 2; y < 4; y++ {
		for x := 1; x < 5; x++ {
			if c.at(x, y) != red {
				t.Errorf("%d, %d is %v", x, y, c.at(x, y))
			}
		}
	}
}

func TestRectsWithACommonEdgeNeitherOverlapNorLeaveASeam(t *testing.T) {
	half := scene.Color{R: 255, A: 128}
	for _, dpi := range []float64{72, 81, 96, 100.7, 160, 300} {
		var items []scene.Item
		x := 0.3
		for i := range 50 {
			w := 1 + float64(i%7)*0.37
			items = append(items, &scene.Rect{X: x, Y: 0, W: w, H: 4, Fill: half})
			x += w
		}
		c := draw(t, &scene.Scene{Width: x + 2, Height: 4, Background: white, Items: items}, dpi)
		b := c.box()
		for i := b[0]; i < b[2]; i++ {
			if got := c.at(i, 1); got != (scene.Color{R: 255, G: 127, B: 127, A: 255}) {
				t.Fatalf("%v dpi: pixel %d is %v", dpi, i, got)
			}
		}
	}
}

func TestAlphaBlends(t *testing.T) {
	over := &scene.Rect{W: 2, H: 2, Fill: scene.Color{R: 200, G: 100, B: 0, A: 64}}
	if got, want := canvas(t, 2, 2, over).at(0, 0), (scene.Color{R: 241, G: 216, B: 191, A: 255}); got != want {
		t.Errorf("over white: %v, want %v", got, want)
	}
	clear := draw(t, &scene.Scene{Width: 2, Height: 2, Items: []scene.Item{over}}, 72)
	if got := clear.at(1, 1); got != over.Fill {
		t.Errorf("over nothing: %v, want %v", got, over.Fill)
	}
	twice := draw(t, &scene.Scene{Width: 2, Height: 2, Items: []scene.Item{over, over}}, 72)
	if got, want := twice.at(1, 1), (scene.Color{R: 200, G: 100, B: 0, A: 112}); got != want {
		t.Errorf("over itself: %v, want %v", got, want)
	}
}

func TestLinesAreWholePixels(t *testing.T) {
	for _, test := range []struct {
		line scene.Line
		want [4]int
	}{
		{scene.Line{X1: 2, Y1: 5.5, X2: 8, Y2: 5.5, Width: 1}, [4]int{2, 5, 8, 6}},
		{scene.Line{X1: 8, Y1: 5.5, X2: 2, Y2: 5.5, Width: 0.1}, [4]int{2, 5, 8, 6}},
		{scene.Line{X1: 2, Y1: 5, X2: 8, Y2: 5, Width: 2}, [4]int{2, 4, 8, 6}},
		{scene.Line{X1: 2, Y1: 5, X2: 8, Y2: 5, Width: 1}, [4]int{2, 5, 8, 6}},
		{scene.Line{X1: 4.4, Y1: 1.6, X2: 4.4, Y2: 7.4, Width: 3}, [4]int{3, 2, 6, 7}},
		{scene.Line{X1: -9, Y1: 5, X2: 99, Y2: 5, Width: 2}, [4]int{0, 4, 10, 6}},
		{scene.Line{X1: 2, Y1: 5, X2: 8, Y2: 5}, [4]int{10, 10, 0, 0}},
		{scene.Line{X1: 2, Y1: 5, X2: 2, Y2: 5, Width: 2}, [4]int{10, 10, 0, 0}},
		{scene.Line{X1: math.NaN(), Y1: 5, X2: 2, Y2: 5, Width: 2}, [4]int{10, 10, 0, 0}},
		{scene.Line{X1: 1, Y1: 5, X2: 2, Y2: 5, Width: math.Inf(1)}, [4]int{10, 10, 0, 0}},
	} {
		test.line.Color = black
		if got := canvas(t, 10, 10, &test.line).box(); got != test.want {
			t.Errorf("%+v covers %v, want %v", test.line, got, test.want)
		}
	}
}

func TestASlantedLineIsDrawnAtItsWidth(t *testing.T) {
	c := canvas(t, 20, 20, &scene.Line{X1: 2, Y1: 2, X2: 14, Y2: 18, Width: 2, Color: black})
	ink := 0.0
	for y := range c.H {
		for x := range c.W {
			ink += 1 - float64(c.at(x, y).R)/255
		}
	}
	if math.Abs(ink-40) > 0.5 { // 20 long, 2 wide
		t.Errorf("ink of %v pixels, want 40", ink)
	}
}

// lattice is a mosaic of nx × ny cells over a box, all of palette entry 0.
func lattice(nx, ny int, x, y, w, h float64, palette ...scene.Color) *scene.Mosaic {
	m := &scene.Mosaic{Palette: palette, Cells: make([]uint16, nx*ny)}
	for j := range nx + 1 {
		m.X = append(m.X, x+w*float64(j)/float64(nx))
	}
	for i := range ny + 1 {
		m.Y = append(m.Y, y+h*float64(i)/float64(ny))
	}
	return m
}

func TestAConstantMosaicHasNoSeam(t *testing.T) {
	for _, ink := range []scene.Color{red, {R: 200, A: 100}} {
		for _, dpi := range []float64{31, 72, 97.3, 160, 233} {
			for _, size := range [][2]float64{{301.7, 211.3}, {97.1, 203.9}, {37, 41}} {
				m := lattice(37, 41, 3.3, 2.7, size[0], size[1], ink)
				s := &scene.Scene{Width: size[0] + 7, Height: size[1] + 7, Background: white, Items: []scene.Item{m}}
				c := draw(t, s, dpi)
				b := c.box()
				want := c.at(b[0], b[1])
				for y := b[1]; y < b[3]; y++ {
					for x := b[0]; x < b[2]; x++ {
						if c.at(x, y) != want {
							t.Fatalf("%v at %v dpi: pixel %d, %d is %v, not %v", size, dpi, x, y, c.at(x, y), want)
						}
					}
				}
			}
		}
	}
}

func TestMosaicCellsAreWhereRectsWouldBe(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	palette := []scene.Color{red, blue, {}, {G: 255, A: 90}}
	for range 30 {
		m := lattice(1+rng.IntN(40), 1+rng.IntN(40), 20*rng.Float64()-5, 5, 90*rng.Float64(), 60*rng.Float64(), palette...)
		var rects []scene.Item
		for k := range m.Cells {
			m.Cells[k] = uint16(rng.IntN(5)) // 4 is outside of the palette: unpainted
			if m.Cells[k] == 4 {
				continue
			}
			i, j := k/(len(m.X)-1), k%(len(m.X)-1)
			rects = append(rects, &scene.Rect{X: m.X[j], Y: m.Y[i], W: m.X[j+1] - m.X[j], H: m.Y[i+1] - m.Y[i], Fill: palette[m.Cells[k]]})
		}
		a, b := canvas(t, 80, 70, m), canvas(t, 80, 70, rects...)
		if string(a.Pix) != string(b.Pix) {
			t.Fatalf("mosaic of %d × %d differs from rects", len(m.Y)-1, len(m.X)-1)
		}
	}
}

func TestASmallMosaicIsPaintedFromItsCoarsePicture(t *testing.T) {
	m := lattice(100, 3, 2.2, 3.4, 40.5, 30, red, blue)
	var asked [2]int
	m.Coarse = func(w, h int) []uint16 {
		asked = [2]int{w, h}
		cells := make([]uint16, w*h)
		for i := range cells {
			cells[i] = uint16(i % w % 2)
		}
		return cells
	}
	c := canvas(t, 60, 40, m)
	if want := [2]int{41, 30}; asked != want { // 2.2 → 2, 42.7 → 43
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if c.at(2, 3) != red || c.at(3, 3) != blue || c.at(42, 32) != red || c.at(43, 32) != white {
		t.Error("coarse pixels are not where they belong")
	}
	asked = [2]int{}
	m.Cells = make([]uint16, 300)
	draw(t, &scene.Scene{Width: 60, Height: 40, Items: []scene.Item{m}}, 300)
	if asked != [2]int{} {
		t.Error("cells of a pixel or more need no coarse picture")
	}
	m.Cells = nil
	canvas(t, 60, 40, m)
	if asked == [2]int{} {
		t.Error("a dense mosaic has only its coarse picture")
	}
}

func TestAMosaicThatContradictsItselfIsAnError(t *testing.T) {
	m := lattice(4, 4, 0, 0, 9, 9, red)
	m.Cells = m.Cells[:3]
	if _, err := Draw(&scene.Scene{Width: 9, Height: 9, Items: []scene.Item{m}}, 72); err == nil {
		t.Error("too few cells: no error")
	}
	m.Cells, m.Coarse = nil, func(int, int) []uint16 { return nil }
	if _, err := Draw(&scene.Scene{Width: 9, Height: 9, Items: []scene.Item{m}}, 72); err == nil {
		t.Error("too few coarse cells: no error")
	}
	m.X[4] = 1e9
	if _, err := Draw(&scene.Scene{Width: 9, Height: 9, Items: []scene.Item{m}}, 72); err == nil {
		t.Error("a coarse picture beyond the limit: no error")
	}
}

func TestPathsAreFilledByExactCoverage(t *testing.T) {
	c := canvas(t, 8, 8, polygon(black, 1.5, 1, 4.25, 1, 4.25, 3.5, 1.5, 3.5))
	for _, test := range []struct {
		x, y int
		want uint8 // of black
	}{{1, 1, 128}, {2, 1, 255}, {4, 2, 64}, {2, 3, 128}, {1, 3, 64}, {5, 1, 0}, {0, 0, 0}} {
		if got := 255 - c.at(test.x, test.y).R; got != test.want {
			t.Errorf("pixel %d, %d is covered by %d, want %d", test.x, test.y, got, test.want)
		}
	}
}

func TestAPathIsTheSameInTilesAndBeyondTheCanvas(t *testing.T) {
	// A circle of cubic curves, larger than a tile, then the same cut by the canvas.
	circle := func(x, y, r float64) *scene.Path {
		const k = 0.5522847498
		return &scene.Path{Fill: black, Segments: []scene.Segment{
			{Op: scene.MoveTo, P: [3]scene.Point{{X: x + r, Y: y}}},
			{Op: scene.CubeTo, P: [3]scene.Point{{X: x + r, Y: y + k*r}, {X: x + k*r, Y: y + r}, {X: x, Y: y + r}}},
			{Op: scene.CubeTo, P: [3]scene.Point{{X: x - k*r, Y: y + r}, {X: x - r, Y: y + k*r}, {X: x - r, Y: y}}},
			{Op: scene.CubeTo, P: [3]scene.Point{{X: x - r, Y: y - k*r}, {X: x - k*r, Y: y - r}, {X: x, Y: y - r}}},
			{Op: scene.CubeTo, P: [3]scene.Point{{X: x + k*r, Y: y - r}, {X: x + r, Y: y - k*r}, {X: x + r, Y: y}}},
		}}
	}
	whole := canvas(t, 700, 700, circle(350, 350, 340.5))
	ink := 0.0
	for i := 0; i < len(whole.Pix); i += 4 {
		ink += 1 - float64(whole.Pix[i])/255
	}
	if want := math.Pi * 340.5 * 340.5; math.Abs(ink/want-1) > 1e-3 {
		t.Errorf("ink of %.0f pixels, want %.0f", ink, want)
	}
	for _, shift := range [][2]int{{300, 0}, {0, 300}, {-300, -200}, {333, -333}} {
		part := canvas(t, 700, 700, circle(350+float64(shift[0]), 350+float64(shift[1]), 340.5))
		for y := range 700 {
			for x := range 700 {
				sx, sy := x-shift[0], y-shift[1]
				if sx < 0 || sy < 0 || sx >= 700 || sy >= 700 {
					continue
				}
				if d := int(part.at(x, y).R) - int(whole.at(sx, sy).R); d < -1 || d > 1 {
					t.Fatalf("shifted by %v, pixel %d, %d is %v, was %v", shift, x, y, part.at(x, y), whole.at(sx, sy))
				}
			}
		}
	}
}

func polygon(fill scene.Color, xy ...float64) *scene.Path {
	p := &scene.Path{Fill: fill}
	for i := 0; i < len(xy); i += 2 {
		s := scene.Segment{Op: scene.LineTo, P: [3]scene.Point{{X: xy[i], Y: xy[i+1]}}}
		if i == 0 {
			s.Op = scene.MoveTo
		}
		p.Segments = append(p.Segments, s)
	}
	return p
}

func TestAGroupIsItsItems(t *testing.T) {
	r := &scene.Rect{X: 1, Y: 1, W: 2, H: 2, Fill: red}
	a, b := canvas(t, 5, 5, r), canvas(t, 5, 5, &scene.Group{Items: []scene.Item{&scene.Group{Items: []scene.Item{r}}}})
	if string(a.Pix) != string(b.Pix) {
		t.Error("a group changes the picture")
	}
}

func TestTwiceTheResolutionIsTheSamePicture(t *testing.T) {
	s := sample()
	a, b := draw(t, s, 144), draw(t, s, 288)
	var sum float64
	for y := range a.H {
		for x := range a.W {
			for k := range 3 {
				i := 2*y*b.Stride + 8*x + k
				mean := (int(b.Pix[i]) + int(b.Pix[i+4]) + int(b.Pix[i+b.Stride]) + int(b.Pix[i+b.Stride+4])) / 4
				sum += math.Abs(float64(mean - int(a.Pix[y*a.Stride+4*x+k])))
			}
		}
	}
	// What differs are edges that a pixel boundary stands half a pixel from.
	if mean := sum / float64(3*a.W*a.H); mean > 2 {
		t.Errorf("pixels differ by %.2f of 255 in the mean", mean)
	}
}

func TestThePictureIsTheSameOnEveryMachine(t *testing.T) {
	// Fused multiply-add, which compilers use on some machines, would change this.
	hash := fnv.New64a()
	hash.Write(draw(t, sample(), 173).Pix)
	if got, want := hash.Sum64(), uint64(0x7496643ab1842966); got != want {
		t.Errorf("pixels have the hash %#x, want %#x", got, want)
	}
}

// sample is a scene with one of everything.
func sample() *scene.Scene {
	m := lattice(12, 9, 20, 20, 120, 90, red, blue, white, scene.Color{G: 200, A: 128})
	for k := range m.Cells {
		m.Cells[k] = uint16(k * 7 % 4)
	}
	items := []scene.Item{m, polygon(black, 150, 20, 190, 60, 150, 100)}
	for i := range 10 {
		items = append(items, run(30+float64(i)*12, 125, float64(i)*30, scene.Middle, 8, 3))
		items = append(items, &scene.Line{X1: 20, X2: 140, Y1: 20 + float64(i)*10, Y2: 20 + float64(i)*10, Width: 1, Color: white})
	}
	return &scene.Scene{Width: 200, Height: 150, Background: white, Items: items}
}

func TestCoordinatesThatAreNotFiniteDrawNothing(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308} {
		t.Run(fmt.Sprint(v), func(t *testing.T) {
			text := run(v, 5, 0, scene.Start, 8, 2)
			mosaic := lattice(3, 3, v, 0, 5, 5, red)
			c := canvas(t, 10, 10, text, mosaic, polygon(red, v, 1, 5, 5, 1, 5),
				&scene.Rect{X: math.NaN(), Y: v, W: 3, H: 3, Fill: red},
				&scene.Line{X1: v, Y1: v, X2: v, Y2: 2, Width: 1, Color: red}, run(2, 2, v, scene.Start, v, 2))
			if got := c.box(); got != nothing(c) && !math.IsInf(v, 0) && math.Abs(v) < 1e300 {
				t.Errorf("drew %v", got)
			}
		})
	}
}
