package term

import (
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

func plainLines(t *testing.T, w, h float64, items ...scene.Item) string {
	t.Helper()
	return strings.Join(encode(t, &scene.Scene{Width: w, Height: h, Items: items}, NoColor), "\n")
}

// stroke is a line between two places.
func strokeOf(x1, y1, x2, y2, width float64) *scene.Line {
	return &scene.Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: width}
}

// A tree of three leaves beside three lines.
func TestLinesAreBoxDrawingCharacters(t *testing.T) {
	got := plainLines(t, 6, 6,
		strokeOf(3.5, 1, 3.5, 3, 1), strokeOf(3.5, 1, 6, 1, 1), strokeOf(3.5, 3, 6, 3, 1),
		strokeOf(1.5, 1, 1.5, 5, 1), strokeOf(1.5, 1, 3.5, 1, 1), strokeOf(1.5, 5, 6, 5, 1))
	if want := " ┌─┬──\n │ └──\n └────"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEveryCrossingHasItsCharacter(t *testing.T) {
	for arms, want := range boxes {
		var items []scene.Item
		for bit, line := range []*scene.Line{strokeOf(.5, 0, .5, 1, 1), strokeOf(.5, 1, 1, 1, 1), strokeOf(.5, 1, .5, 2, 1), strokeOf(0, 1, .5, 1, 1)} {
			if arms&(1<<bit) != 0 {
				items = append(items, line)
			}
		}
		if got := plainLines(t, 1, 2, items...); arms > 0 && got != string(want) {
			t.Errorf("arms %04b are %q, want %q", arms, got, string(want))
		}
	}
}

func TestThinLinesAreDots(t *testing.T) {
	for _, c := range []struct {
		line *scene.Line
		want string
	}{
		{strokeOf(0, 0, 2, 0, 0), "⠉⠉"},
		{strokeOf(0, 1.75, 2, 1.75, 0), "⣀⣀"},
		{strokeOf(0.25, 0, 0.25, 2, 0), "⡇"},
		{strokeOf(0.75, 0, 0.75, 2, 0), "⢸"},
		{strokeOf(0.6, 0.6, 0.6, 0.6, 0), "⠐"}, // at least one
	} {
		if got := plainLines(t, 2, 2, c.line); got != c.want {
			t.Errorf("%v is %q, want %q", *c.line, got, c.want)
		}
	}
}

func TestPathsAreFilledWithDots(t *testing.T) {
	path := func(points ...scene.Point) *scene.Path {
		p := &scene.Path{}
		for i, pt := range points {
			op := scene.LineTo
			if i == 0 {
				op = scene.MoveTo
			}
			p.Segments = append(p.Segments, scene.Segment{Op: op, P: [3]scene.Point{pt}})
		}
		return p
	}
	if got := plainLines(t, 2, 2, path(scene.Point{}, scene.Point{X: 2}, scene.Point{X: 2, Y: 2}, scene.Point{Y: 2})); got != "⣿⣿" {
		t.Errorf("a square is %q", got)
	}
	if got := plainLines(t, 2, 2, path(scene.Point{}, scene.Point{X: 2, Y: 2})); got != "⠑⢄" {
		t.Errorf("a slanted stroke is %q", got)
	}
	nan := path(scene.Point{X: nanOf(), Y: 1}, scene.Point{X: 1}, scene.Point{Y: nanOf()})
	if got := plainLines(t, 2, 2, nan); got != "" {
		t.Errorf("places that are no numbers draw %q", got)
	}
}

func nanOf() float64 { var zero float64; return zero / zero }

// What has no colour has the terminal's own; what has one keeps it on a cell.
func TestColoursOfStrokes(t *testing.T) {
	own := strokeOf(0, 1, 1, 1, 1)
	if got := encode(t, &scene.Scene{Width: 1, Height: 2, Items: []scene.Item{own}}, TrueColor); got[0] != "─" {
		t.Errorf("%q", got[0])
	}
	colored := strokeOf(0, 1, 1, 1, 1)
	colored.Color = red
	items := []scene.Item{&scene.Rect{W: 1, H: 2, Fill: blue}, colored}
	if got, want := encode(t, &scene.Scene{Width: 1, Height: 2, Items: items}, TrueColor)[0], "\x1b[38;2;255;0;0m\x1b[48;2;0;0;255m─\x1b[0m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRectanglesEndAtEighths(t *testing.T) {
	rect := func(x, y, w, h float64) *scene.Rect { return &scene.Rect{X: x, Y: y, W: w, H: h, Fill: red} }
	for _, c := range []struct {
		rect        *scene.Rect
		color, bare string
	}{
		{rect(0, 0, 1.375, 2), "\x1b[48;2;255;0;0m \x1b[0m\x1b[38;2;255;0;0m▍\x1b[0m", "█▍"},
		{rect(0.625, 0, 1.375, 2), "\x1b[7m\x1b[38;2;255;0;0m▋\x1b[0m\x1b[48;2;255;0;0m \x1b[0m", "▐█"},
		{rect(0, 1.25, 1, 0.75), "\x1b[38;2;255;0;0m▃\x1b[0m", "▃"},
		{rect(0, 0, 1, 0.75), "\x1b[7m\x1b[38;2;255;0;0m▅\x1b[0m", "▀"},
		{rect(0.01, 0, 0.01, 2), "", ""}, // less than half an eighth
	} {
		for colors, want := range map[Colors]string{TrueColor: c.color, NoColor: c.bare} {
			if got := encode(t, &scene.Scene{Width: 2, Height: 2, Items: []scene.Item{c.rect}}, colors); got[0] != want {
				t.Errorf("%v, colours %d: %q, want %q", *c.rect, colors, got[0], want)
			}
		}
	}
}

// Where one rectangle ends within a character and another begins there, both are seen.
func TestStackedRectanglesShareACharacter(t *testing.T) {
	for _, items := range [][]scene.Item{
		{&scene.Rect{W: 1.5, H: 2, Fill: red}, &scene.Rect{X: 1.5, W: 0.5, H: 2, Fill: blue}},
		{&scene.Rect{X: 1.5, W: 0.5, H: 2, Fill: blue}, &scene.Rect{W: 1.5, H: 2, Fill: red}},
	} {
		got := encode(t, &scene.Scene{Width: 2, Height: 2, Items: items}, TrueColor)[0]
		if want := "\x1b[48;2;255;0;0m \x1b[38;2;255;0;0m\x1b[48;2;0;0;255m▌\x1b[0m"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSixteenColours(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 12, Height: 4, Items: []scene.Item{mosaic()}}, Color16)
	if want := "  \x1b[101m  \x1b[44m  "; !strings.HasPrefix(got[0], want) {
		t.Errorf("%q does not begin with %q", got[0], want)
	}
	for c, want := range map[scene.Color]int{
		{A: 255}: 0, {R: 255, G: 255, B: 255, A: 255}: 15, {R: 250, A: 255}: 9, {R: 120, G: 130, B: 125, A: 255}: 8,
		{G: 0x72, B: 0xb2, A: 255}: 12, // a blue stays none of the greys
	} {
		if got := nearest16(c); got != want {
			t.Errorf("%v is %d, want %d", c, got, want)
		}
	}
	// A colour between two is a pattern of them, and one with a swatch is none.
	mixed := scene.Color{R: 210, G: 118, B: 118, A: 255}
	m := &scene.Mosaic{X: []float64{0, 1}, Y: []float64{0, 2}, Palette: []scene.Color{mixed}, Ramp: 1, Cells: []uint16{0}}
	if got := encode(t, &scene.Scene{Width: 1, Height: 2, Items: []scene.Item{m}}, Color16)[0]; !strings.ContainsAny(got, "░▒▓") {
		t.Errorf("%q is no pattern", got)
	}
	m.Kinds = true
	if got := encode(t, &scene.Scene{Width: 1, Height: 2, Items: []scene.Item{m}}, Color16)[0]; strings.ContainsAny(got, "░▒▓") {
		t.Errorf("%q is a pattern", got)
	}
}

// Categories have colours of their own, also where two have the same nearest one.
func TestSixteenColoursTellCategoriesApart(t *testing.T) {
	m := mosaic()
	m.Kinds, m.Palette = true, []scene.Color{{G: 0x9e, B: 0x73, A: 255}, {R: 0x56, G: 0xb4, B: 0xe9, A: 255}, {}}
	key := &scene.Rect{Y: 4, W: 2, H: 2, Fill: m.Palette[1]}
	lines := encode(t, &scene.Scene{Width: 12, Height: 6, Items: []scene.Item{m, key}}, Color16)
	if got, want := lines[0], "  \x1b[46m  \x1b[106m  \x1b[46m  \x1b[106m  \x1b[0m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := lines[2], "\x1b[106m  \x1b[0m"; got != want {
		t.Errorf("the key: %q, want %q", got, want)
	}
}

// Without colours, categories are letters, in cells and in the key.
func TestCategoriesAreLetters(t *testing.T) {
	m := mosaic()
	m.Kinds = true
	key := &scene.Group{Name: "key", Items: []scene.Item{
		&scene.Rect{X: 0, Y: 4, W: 2, H: 2, Fill: blue}, &scene.Rect{X: 3, Y: 4, W: 2, H: 2, Fill: ink},
	}}
	got := plainLines(t, 12, 6, m, key)
	if want := "  AABBAABB\n  BBAABB\nBB ██"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A group of rows that is lower than half a line is seen all the same.
func TestAThinGroupIsSeen(t *testing.T) {
	m := mosaic()
	m.Y = []float64{0.6, 0.62, 0.64}
	m.Coarse = func(w, h int) []uint16 { return make([]uint16, w*h) }
	if got := plainLines(t, 12, 2, m); got != "  ········" {
		t.Errorf("%q", got)
	}
}

// Labels in scripts from right to left keep their columns in terminals that reorder text.
func TestRightToLeftTextsAreKeptApart(t *testing.T) {
	got := plainLines(t, 12, 2, at(0, 2, "שלום", scene.Start), at(6, 2, "دبي", scene.Start))
	if want := "שלום\u200e  دبي\u200e"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
