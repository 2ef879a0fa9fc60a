package heat_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
)

// Whatever a norm does to the values, a bar has a number within the fifth at each of its
// ends, and no long part without one; numbers do not touch, and each stands where the norm
// puts it.
func TestBarsHaveNumbersAlongTheirLength(t *testing.T) {
	m := matrixOf(t, 5, 8, func(i, j int) float64 { return 2.4 + 97.5*float64(8*i+j)/39 })
	for _, norm := range []string{"power=0.2", "power=0.5", "power=2", "power=3", "power=6", "asinh=1", "symlog=0.5", "log"} {
		for _, height := range []heat.Length{100, 160, 400} {
			for _, side := range []heat.Side{heat.SideRight, heat.SideBottom} {
				v := viewed(t, gridOf(m, normed(t, norm), func(s *heat.Spec, c *heat.Cells) {
					s.Size.Width, s.Size.Height, c.Cbar.Side = 3*height, height, side
					s.Panels[0].X.Labels, s.Panels[0].Y.Labels = heat.NoLabels{}, heat.NoLabels{}
				}))
				name := fmt.Sprintf("%s, %v at the %v", norm, height, side)
				checkSpread(t, name, v, side == heat.SideRight, normOf(norm))
			}
		}
	}
}

// normOf maps 2.4 to 99.9 onto 0 to 1, from its definition.
func normOf(norm string) func(v float64) float64 {
	kind, by, _ := strings.Cut(norm, "=")
	p, _ := strconv.ParseFloat(by, 64)
	f := func(v float64) float64 {
		switch kind {
		case "power":
			return math.Pow((v-2.4)/97.5, p)
		case "asinh":
			return math.Asinh(v / p)
		}
		return math.Log(v) // symlog is that over its threshold
	}
	return func(v float64) float64 { return (f(v) - f(2.4)) / (f(99.9) - f(2.4)) }
}

func checkSpread(t *testing.T, name string, v *view, upright bool, norm func(float64) float64) {
	t.Helper()
	bar := kind[*scene.Mosaic](v.items("legend"))[0]
	from, length := bar.X[0], bar.X[len(bar.X)-1]-bar.X[0]
	if upright {
		from, length = bar.Y[len(bar.Y)-1], bar.Y[0]-bar.Y[len(bar.Y)-1]
	}
	before, end := 0.0, math.Inf(-1)
	for k, text := range v.texts("legend") {
		value, err := strconv.ParseFloat(text.String, 64)
		if err != nil {
			t.Fatalf("%s: %q is no number", name, text.String)
		}
		at, half := (text.X-from)/length, text.Width/2/math.Abs(length)
		if upright { // the middle of its capitals
			at, half = (text.Y-0.35*text.Size-from)/length, 0.5*text.Size/math.Abs(length)
		}
		if want := norm(value); math.Abs(at-want) > 0.6/math.Abs(length) {
			t.Errorf("%s: %s stands at %.3f, want %.3f", name, text.String, at, want)
		}
		if at-half < end {
			t.Errorf("%s: %s touches the number before", name, text.String)
		}
		if k == 0 && at > 0.2+1e-3 {
			t.Errorf("%s: the first number, %s, is at %.2f", name, text.String, at)
		}
		if room := (at - before) * math.Abs(length); k > 0 && room > 80 {
			t.Errorf("%s: no number for %.0f pt before %s", name, room, text.String)
		}
		before, end = at, at+half
	}
	if before < 0.8-1e-3 {
		t.Errorf("%s: the last number is at %.2f", name, before)
	}
}

// Numbers that are added are whole where the values are counts, and none where a format
// that was asked for cannot write it.
func TestAddedNumbersSuitTheFormat(t *testing.T) {
	m := matrixOf(t, 5, 8, func(i, j int) float64 { return float64(8*i + j) })
	for _, format := range []string{"", ".0f", "s", ",.0f"} {
		v := viewed(t, gridOf(m, normed(t, "power=0.2"), formatted(t, format)))
		for _, word := range v.words("legend") {
			if strings.Contains(word, ".") || word == "" {
				t.Errorf("%q: the bar of counts says %q", format, v.words("legend"))
			}
		}
		seen := map[string]bool{}
		for _, word := range v.words("legend") {
			if seen[word] {
				t.Errorf("%q: %s twice", format, word)
			}
			seen[word] = true
		}
	}
}

func formatted(t *testing.T, format string) func(*heat.Spec, *heat.Cells) {
	return func(_ *heat.Spec, c *heat.Cells) {
		if format == "" {
			return
		}
		if err := c.Fmt.UnmarshalText([]byte(format)); err != nil {
			t.Fatal(err)
		}
	}
}
