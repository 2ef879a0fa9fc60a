package raster

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

func TestSizeIsPointsTimesResolution(t *testing.T) {
	for _, test := range []struct {
		w, h, dpi  float64
		wantW, wnH int
	}{
		{475.2, 302.4, 160, 1056, 672}, {100, 50, 72, 100, 50}, {0, 0, 72, 1, 1}, {0.1, 0.1, 10, 1, 1},
		{65535, 1, 72, 65535, 1},
	} {
		w, h, err := Size(test.w, test.h, test.dpi)
		if err != nil || w != test.wantW || h != test.wnH {
			t.Errorf("%v: %d × %d, %v", test, w, h, err)
		}
	}
}

func TestLimitsAreCheckedBeforeAllocation(t *testing.T) {
	for _, test := range []struct {
		w, h, dpi float64
		want      string
	}{
		{65536, 1, 72, "side over 65535"}, {1, 1e6, 72, "side over 65535"}, {1e300, 1e300, 1e300, "side over 65535"},
		{30000, 30000, 72, "over the limit"}, {100, 100, 0, "not a resolution"}, {100, 100, math.NaN(), "not a resolution"},
		{100, 100, math.Inf(1), "not a resolution"}, {math.NaN(), 1, 72, "cannot be drawn"}, {-1, 1, 72, "cannot be drawn"},
	} {
		_, err := Draw(&scene.Scene{Width: test.w, Height: test.h}, test.dpi)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v × %v at %v dpi: %v, want %q", test.w, test.h, test.dpi, err, test.want)
		}
	}
}

func TestBackground(t *testing.T) {
	for _, want := range []scene.Color{white, {}, {R: 10, G: 20, B: 30, A: 40}} {
		c := draw(t, &scene.Scene{Width: 37, Height: 5, Background: want}, 72)
		if got := c.at(36, 4); got != want || c.Opaque != (want.A == 255) {
			t.Errorf("background %v is %v, opaque %v", want, got, c.Opaque)
		}
	}
}

func TestImageSharesThePixels(t *testing.T) {
	c := canvas(t, 3, 2, &scene.Rect{X: 1, W: 1, H: 1, Fill: red})
	if got := c.Image().At(1, 0); got != (color.NRGBA{255, 0, 0, 255}) {
		t.Errorf("pixel is %v", got)
	}
}

// Two channels at a time come out as one by one, rounded to nearest.
func TestMixIsExact(t *testing.T) {
	for p := range uint32(256) {
		for q := range uint32(256) {
			for a := range uint32(256) {
				want := uint8((2*(p*a+q*(255-a)) + 255) / 510)
				over := p | (255-p)<<8 | q<<16 | 255<<24
				got := mix(over, q|(255-q)<<8|q<<16|255<<24, a)
				if uint8(got) != want || uint8(got>>8) != 255-want || uint8(got>>16) != uint8(q) || got>>24 != 255 {
					t.Fatalf("%d over %d with %d is %#x, want %d", p, q, a, got, want)
				}
			}
		}
	}
}
