package raster

import (
	"math"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

// squares is a font whose every glyph is a square of half an em on the baseline.
type squares struct{}

func (squares) Family() string { return "Squares" }
func (squares) Bold() bool     { return false }

func (squares) Outline(id uint32) []scene.Segment {
	if id == 0 {
		return nil // a space
	}
	return polygon(black, 0, 0, 0.5, 0, 0.5, 0.5, 0, 0.5).Segments
}

// run is a text of n squares, an em apart.
func run(x, y, angle float64, anchor scene.Anchor, size float64, n int) *scene.Text {
	t := &scene.Text{X: x, Y: y, Angle: angle, Anchor: anchor, Size: size, Color: black, Font: squares{}, Width: size * float64(n)}
	for i := range n {
		t.Glyphs = append(t.Glyphs, scene.Glyph{ID: uint32(i + 1), X: size * float64(i)})
	}
	return t
}

func TestAnchorsAndAngles(t *testing.T) {
	// Two squares of 4 pixels, 8 apart, in a run of 16 about the point 20, 20.
	for _, test := range []struct {
		anchor scene.Anchor
		angle  float64
		want   [4]int
	}{
		{scene.Start, 0, [4]int{20, 16, 32, 20}},
		{scene.Middle, 0, [4]int{12, 16, 24, 20}},
		{scene.End, 0, [4]int{4, 16, 16, 20}},
		{scene.Start, 90, [4]int{16, 8, 20, 20}},
		{scene.End, 90, [4]int{16, 24, 20, 36}},
		{scene.Start, -90, [4]int{20, 20, 24, 32}},
		{scene.Start, 180, [4]int{8, 20, 20, 24}},
		{scene.Start, 360, [4]int{20, 16, 32, 20}},
		{scene.Start, -270, [4]int{16, 8, 20, 20}},
	} {
		c := canvas(t, 40, 40, run(20, 20, test.angle, test.anchor, 8, 2))
		if got := c.box(); got != test.want {
			t.Errorf("anchor %v at %v°: ink in %v, want %v", test.anchor, test.angle, got, test.want)
		}
	}
}

func TestTurnedTextKeepsItsInk(t *testing.T) {
	for angle := 0.0; angle < 360; angle += 15 {
		c := canvas(t, 60, 60, run(30, 30, angle, scene.Middle, 20, 2))
		ink := 0.0
		for i := 0; i < len(c.Pix); i += 4 {
			ink += 1 - float64(c.Pix[i])/255
		}
		if math.Abs(ink-200) > 1 {
			t.Errorf("at %v° ink covers %v pixels, want 200", angle, ink)
		}
	}
}

func TestGlyphsStandAtQuartersOfAPixel(t *testing.T) {
	for _, test := range []struct {
		x    float64
		left uint8 // ink of the leftmost pixel
	}{{10, 255}, {10.25, 191}, {10.5, 128}, {10.74, 64}, {10.9, 0}} {
		c := canvas(t, 30, 30, run(test.x, 20.3, 0, scene.Start, 16, 1))
		if got := 255 - c.at(10, 18).R; int(got)-int(test.left) > 1 || int(test.left)-int(got) > 1 {
			t.Errorf("at %v the first pixel has ink %d, want %d", test.x, got, test.left)
		}
		if c.at(12, 19) != black || c.at(12, 20) != white {
			t.Errorf("the baseline at 20.3 is not on the boundary at 20")
		}
	}
}

func TestTextIsClipped(t *testing.T) {
	for _, at := range [][2]float64{{-3, 5}, {5, -3}, {18, 5}, {5, 22}, {-100, -100}, {1e7, 1e7}} {
		for _, angle := range []float64{0, 30, 90} {
			canvas(t, 20, 20, run(at[0], at[1], angle, scene.Start, 8, 3))
		}
	}
	c := canvas(t, 20, 20, run(-2, 6, 0, scene.Start, 8, 1))
	if got, want := c.box(), [4]int{0, 2, 2, 6}; got != want {
		t.Errorf("ink in %v, want %v", got, want)
	}
}

func TestLargeTextIsFilledDirectly(t *testing.T) {
	c := canvas(t, 300, 300, run(10, 290, 0, scene.Start, 400, 1))
	if got, want := c.box(), [4]int{10, 90, 210, 290}; got != want {
		t.Errorf("ink in %v, want %v", got, want)
	}
	canvas(t, 300, 300, run(10, 290, 30, scene.Start, 1e6, 3), run(10, 290, 30, scene.Start, 1e300, 3))
}

func TestTextWithoutInk(t *testing.T) {
	space := run(10, 10, 0, scene.Start, 8, 1)
	space.Glyphs[0].ID = 0
	fontless := run(10, 10, 0, scene.Start, 8, 1)
	fontless.Font = nil
	for _, it := range []*scene.Text{space, fontless, run(10, 10, 0, scene.Start, 0, 1), run(10, 10, 0, scene.Start, -8, 1)} {
		if c := canvas(t, 20, 20, it); c.box() != nothing(c) {
			t.Errorf("%+v drew %v", it, c.box())
		}
	}
}

func TestSmallTextIsEmboldened(t *testing.T) {
	ink := func(size float64) float64 {
		c := canvas(t, 30, 30, run(10.5, 20, 0, scene.Start, size, 1))
		return 255 - float64(c.at(10, 19).R) // half covered
	}
	if a, b, c := ink(8), ink(12), ink(16); !(a > b && b > c && c == 128 && a < 160) {
		t.Errorf("a half covered pixel has ink %v, %v, %v at 8, 12, 16 pixels", a, b, c)
	}
}
