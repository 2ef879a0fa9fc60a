package text

import (
	"bytes"
	"math"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font"

	"github.com/seed01309057/heat/internal/scene"
)

// The outlines that are read one by one are those that the shaping library reads: the
// same polygon of control points for every glyph of the built-in faces.
func TestLazyOutlinesAreTheSame(t *testing.T) {
	for _, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := ParseFont(data)
		if err != nil {
			t.Fatal(err)
		}
		if f.lazy == nil {
			t.Fatal("the built-in font is not read lazily")
		}
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		whole := &Font{upem: f.upem, face: face}
		inked := 0
		for id := range uint32(3000) {
			got, want := f.lazy.outline(id, f.upem), whole.load(id)
			a, b := area(got), area(want)
			// One reader rounds the points of scaled composites to font units, the other
			// does not: half of 1/2048 em along an outline of about one em.
			if d := a - b; math.Abs(d) > 0.5/2048 {
				t.Errorf("glyph %d: signed area %v, the shaping library's %v", id, a, b)
			}
			if len(got) > 0 {
				inked++
			}
		}
		if inked < 2000 {
			t.Errorf("only %d glyphs have outlines", inked)
		}
	}
}

// area is the signed area of the polygon of an outline's points.
func area(segs []scene.Segment) (sum float64) {
	var start, at scene.Point
	edge := func(p scene.Point) {
		sum += (at.X*p.Y - p.X*at.Y) / 2
		at = p
	}
	for _, s := range segs {
		if s.Op == scene.MoveTo {
			edge(start)
			start, at = s.P[0], s.P[0]
			continue
		}
		n := map[scene.Op]int{scene.LineTo: 1, scene.QuadTo: 2, scene.CubeTo: 3}[s.Op]
		for _, p := range s.P[:n] {
			edge(p)
		}
	}
	edge(start)
	return sum
}
