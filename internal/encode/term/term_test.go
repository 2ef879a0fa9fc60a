package term

import (
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

func encode(t *testing.T, s *scene.Scene, colors Colors) []string {
	t.Helper()
	var b strings.Builder
	if err := Encode(&b, s, colors); err != nil {
		t.Fatal(err)
	}
	if b.Len() == 0 {
		return nil
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for i, line := range lines {
		bare := escapes.ReplaceAllString(line, "")
		if strings.Contains(bare, "\x1b") {
			t.Errorf("line %d has an unknown escape: %q", i, line)
		}
		if n := text.ColumnsOf(bare); n > int(math.Ceil(s.Width)) {
			t.Errorf("line %d is %d columns wide, the canvas %g: %q", i, n, s.Width, line)
		}
		if codes := escapes.FindAllString(line, -1); len(codes) > 0 && codes[len(codes)-1] != "\x1b[0m" {
			t.Errorf("line %d ends in a colour: %q", i, line)
		}
		if strings.HasSuffix(line, " ") {
			t.Errorf("line %d ends in spaces: %q", i, line)
		}
		if colors == NoColor && strings.Contains(line, "\x1b") {
			t.Errorf("line %d has escapes: %q", i, line)
		}
	}
	return lines
}

var (
	red  = scene.Color{R: 255, A: 255}
	blue = scene.Color{B: 255, A: 255}
	ink  = scene.Color{A: 255}
)

// mosaic is 4 × 2 cells of 2 columns and a line each, red and blue in turn.
func mosaic() *scene.Mosaic {
	return &scene.Mosaic{X: []float64{2, 4, 6, 8, 10}, Y: []float64{0, 2, 4}, Palette: []scene.Color{red, blue, {}}, Ramp: 2,
		Cells: []uint16{0, 1, 0, 1, 1, 0, 1, 2}}
}

func at(x, y float64, s string, a scene.Anchor) *scene.Text {
	return &scene.Text{X: x, Y: y, String: s, Width: float64(text.ColumnsOf(s)), Anchor: a, Size: 2, Color: ink}
}

func TestTrueColor(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 12, Height: 4, Items: []scene.Item{mosaic()}}, TrueColor)
	want := []string{
		"  \x1b[48;2;255;0;0m  \x1b[48;2;0;0;255m  \x1b[48;2;255;0;0m  \x1b[48;2;0;0;255m  \x1b[0m",
		"  \x1b[48;2;0;0;255m  \x1b[48;2;255;0;0m  \x1b[48;2;0;0;255m  \x1b[0m",
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d: %q, want %q", i, got[i], want[i])
		}
	}
}

func TestHalfBlocks(t *testing.T) {
	rect := func(y float64, c scene.Color) scene.Item { return &scene.Rect{X: 0, Y: y, W: 1, H: 1, Fill: c} }
	for _, c := range []struct {
		items []scene.Item
		want  string
	}{
		{[]scene.Item{rect(0, red)}, "\x1b[38;2;255;0;0m▀\x1b[0m"},
		{[]scene.Item{rect(1, red)}, "\x1b[38;2;255;0;0m▄\x1b[0m"},
		{[]scene.Item{rect(0, red), rect(1, blue)}, "\x1b[38;2;255;0;0m\x1b[48;2;0;0;255m▀\x1b[0m"},
		{[]scene.Item{rect(0, red), rect(1, red)}, "\x1b[48;2;255;0;0m \x1b[0m"},
	} {
		if got := encode(t, &scene.Scene{Width: 3, Height: 2, Items: c.items}, TrueColor); got[0] != c.want {
			t.Errorf("%q, want %q", got[0], c.want)
		}
	}
}

func TestColor256(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 12, Height: 4, Items: []scene.Item{mosaic()}}, Color256)
	if want := "  \x1b[48;5;196m  \x1b[48;5;21m  \x1b[48;5;196m  \x1b[48;5;21m  \x1b[0m"; got[0] != want {
		t.Errorf("%q, want %q", got[0], want)
	}
	for c, want := range map[scene.Color]int{
		{}: 16, {R: 255, G: 255, B: 255}: 231, {R: 8, G: 8, B: 8}: 232, {R: 238, G: 238, B: 238}: 255,
		{R: 95, G: 135, B: 175}: 67, {R: 128, G: 128, B: 128}: 244, {R: 254, G: 1, B: 1}: 196,
	} {
		if got := nearest256(c); got != want {
			t.Errorf("%v is %d, want %d", c, got, want)
		}
	}
}

func TestNoColor(t *testing.T) {
	m := mosaic()
	m.Palette, m.Ramp = []scene.Color{red, blue, red, blue, red, {}}, 4
	m.Cells = []uint16{0, 1, 2, 3, 3, 4, 5, 0}
	got := encode(t, &scene.Scene{Width: 12, Height: 4, Items: []scene.Item{m, at(0, 2, "a", scene.Start), at(6.5, 4, "7", scene.Middle)}}, NoColor)
	for i, want := range []string{"a ··░░▒▒▓▓", "  ▓▓??7 ··"} {
		if got[i] != want {
			t.Errorf("line %d: %q, want %q", i, got[i], want)
		}
	}
}

func TestTextStandsWhereItsAnchorSays(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 10, Height: 6, Items: []scene.Item{
		at(1, 2, "abc", scene.Start), at(5, 4, "abcd", scene.Middle), at(10, 6, "abc", scene.End),
	}}, NoColor)
	for i, want := range []string{" abc", "   abcd", "       abc"} {
		if got[i] != want {
			t.Errorf("line %d: %q, want %q", i, got[i], want)
		}
	}
}

func TestWideAndCombiningCharacters(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"東京x", "東京x"}, {"e\u0301a", "e\u0301a"}, {"🙂!", "🙂!"}, {"a\u200bb", "a\u200bb"}, {"\u0301a", "a"},
	} {
		if got := encode(t, &scene.Scene{Width: 10, Height: 2, Items: []scene.Item{at(0, 2, c.text, scene.Start)}}, NoColor); got[0] != c.want {
			t.Errorf("%q is written %q, want %q", c.text, got[0], c.want)
		}
	}
}

func TestTextIsClippedAtTheCanvas(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 4, Height: 2, Items: []scene.Item{at(-2, 2, "0123456789", scene.Start)}}, NoColor)
	if got[0] != "2345" {
		t.Errorf("%q", got[0])
	}
	// A wide character that stands half outside is left out.
	got = encode(t, &scene.Scene{Width: 3, Height: 2, Items: []scene.Item{at(0, 2, "東京", scene.Start)}}, NoColor)
	if got[0] != "東" {
		t.Errorf("%q", got[0])
	}
	for _, y := range []float64{-4, 0, 40} {
		for _, line := range encode(t, &scene.Scene{Width: 9, Height: 2, Items: []scene.Item{at(0, y, "x", scene.Start)}}, NoColor) {
			if line != "" {
				t.Errorf("at %g: %q", y, line)
			}
		}
	}
}

// What is written over a wide character leaves no half of it.
func TestOverwrittenWideCharacters(t *testing.T) {
	for _, x := range []float64{0, 1} {
		encode(t, &scene.Scene{Width: 2, Height: 2, Items: []scene.Item{at(0, 2, "東", scene.Start), at(x, 2, "a", scene.Start)}}, NoColor)
	}
}

func TestTextOnACellTakesItsInk(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 12, Height: 4, Items: []scene.Item{mosaic(), at(2, 2, "5", scene.Start)}}, TrueColor)
	if want := "\x1b[38;2;0;0;0m\x1b[48;2;255;0;0m5"; !strings.Contains(got[0], want) {
		t.Errorf("%q lacks %q", got[0], want)
	}
	bold := at(0, 2, "b", scene.Start)
	bold.Bold = true
	got = encode(t, &scene.Scene{Width: 4, Height: 2, Items: []scene.Item{bold}}, TrueColor)
	if want := "\x1b[1mb\x1b[0m"; got[0] != want {
		t.Errorf("%q, want %q", got[0], want)
	}
}

func TestAMosaicFinerThanCharactersIsCoarse(t *testing.T) {
	m := mosaic()
	m.X, m.Y = []float64{0, 0.5, 1, 1.5, 2}, []float64{0, 1, 2}
	asked := ""
	m.Coarse = func(w, h int) []uint16 {
		asked = strings.Repeat("x", w) + "by" + strings.Repeat("y", h)
		return make([]uint16, w*h)
	}
	got := encode(t, &scene.Scene{Width: 2, Height: 2, Items: []scene.Item{m}}, NoColor)
	if asked != "xxbyyy" || got[0] != "··" {
		t.Errorf("asked for %s, drew %q", asked, got[0])
	}
}

func TestLimits(t *testing.T) {
	for _, s := range []*scene.Scene{{Width: 1e6, Height: 1e6}, {Width: math.NaN(), Height: 1}, {Width: math.Inf(1), Height: 1}, {Width: -1, Height: 2}} {
		if err := Encode(io.Discard, s, TrueColor); err == nil {
			t.Errorf("%g × %g is drawn", s.Width, s.Height)
		}
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300} {
		encode(t, &scene.Scene{Width: 4, Height: 4, Items: []scene.Item{
			&scene.Rect{X: v, Y: v, W: v, H: v, Fill: red}, at(v, 2, "x", scene.Start), at(1, v, "x", scene.End),
			&scene.Mosaic{X: []float64{v, v}, Y: []float64{v, 1}, Palette: []scene.Color{red}, Ramp: 1, Cells: []uint16{0}},
		}}, TrueColor)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriteErrorsAreReturned(t *testing.T) {
	for _, c := range []Colors{TrueColor, Color256, NoColor} {
		if err := Encode(full{}, &scene.Scene{Width: 12, Height: 4, Items: []scene.Item{mosaic()}}, c); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("error %v", err)
		}
	}
}
