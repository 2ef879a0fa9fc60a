package pdf_test

import (
	"bytes"
	"image"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

// pictured is a font whose only glyph is a picture: its upper half red, its lower blue.
type pictured struct{ outlines }

func (pictured) Outline(uint32) []scene.Segment { return nil }

func (pictured) Picture(uint32) *scene.Picture { return flag }

var flag = func() *scene.Picture {
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		c := [4]uint8{255, 0, 0, 255}
		if i >= 32 {
			c = [4]uint8{0, 0, 255, 255}
		}
		copy(img.Pix[4*i:], c[:])
	}
	return &scene.Picture{Image: img, X: 0, Y: 1, W: 1, H: 1}
}()

// A glyph that is a picture stands where its outline would, turns with its text, and is in
// the file once.
func TestPicturesOfGlyphs(t *testing.T) {
	f := pictured{outlines{liberation(t)}}
	text := func(x, y, angle float64) *scene.Text {
		return &scene.Text{X: x, Y: y, Angle: angle, Size: 40, Color: scene.Color{A: 255}, Font: f,
			Glyphs: []scene.Glyph{{ID: 1}}, Width: 40, String: "🏁"}
	}
	s := page(200, 100, text(20, 70, 0), text(150, 70, 90))
	if _, data := encode(t, s); bytes.Count(data, []byte("/SMask")) != 1 {
		t.Errorf("%d pictures in the file, not one", bytes.Count(data, []byte("/SMask")))
	}
	inEach(t, s, []int{144}, func(t *testing.T, img *image.RGBA, dpi int) {
		for _, c := range []struct {
			x, y int // points
			what string
			red  bool
		}{{40, 40, "upper half", true}, {40, 60, "lower half", false}, {120, 50, "left half of the turned one", true}, {140, 50, "right half of the turned one", false}} {
			got := img.RGBAAt(c.x*dpi/72, c.y*dpi/72)
			if red := got.R > 200 && got.B < 60; red != c.red || !red && (got.B < 200 || got.R > 60) {
				t.Errorf("%s: %v", c.what, got)
			}
		}
	})
}
