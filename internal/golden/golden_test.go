package golden

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

// recorder is a test that only notes what it is told.
type recorder struct{ said []string }

type stopped struct{}

func (r *recorder) Helper()                         {}
func (r *recorder) Logf(format string, args ...any) {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}
func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	panic(stopped{})
}

// told runs a comparison and returns what it says.
func told(f func(t T)) string {
	r := &recorder{}
	func() {
		defer func() {
			if p := recover(); p != nil && p != (stopped{}) {
				panic(p)
			}
		}()
		f(r)
	}()
	return strings.Join(r.said, "\n")
}

// inEmptyFolder runs a test in a new working folder with nothing asked for.
func inEmptyFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("HEAT_UPDATE", "")
	before := asked.names
	asked.names = map[string]bool{}
	t.Cleanup(func() { asked.names = before })
}

func TestTextWritesAndCompares(t *testing.T) {
	inEmptyFolder(t)
	if got := told(func(t T) { Text(t, "a.txt", "one\n") }); !strings.Contains(got, "HEAT_UPDATE=1 writes it") {
		t.Errorf("a missing golden: %q", got)
	}
	t.Setenv("HEAT_UPDATE", "1")
	if got := told(func(t T) { Text(t, "sub/a.txt", "one\ntwo\nthree\nfour\n") }); got != "" {
		t.Errorf("writing: %q", got)
	}
	t.Setenv("HEAT_UPDATE", "")
	if got := told(func(t T) { Text(t, "sub/a.txt", "one\ntwo\nthree\nfour\n") }); got != "" {
		t.Errorf("the same text: %q", got)
	}
	got := told(func(t T) { Text(t, "sub/a.txt", "one\ntwo\nTHREE\nfour\n") })
	for _, want := range []string{"sub/a.txt differs", "      2  two", "-     3  three", "+     3  THREE"} {
		if !strings.Contains(got, want) {
			t.Errorf("another text: %q lacks %q", got, want)
		}
	}
	if strings.Contains(got, "four") {
		t.Errorf("another text: %q shows lines that are the same", got)
	}
}

func TestDifferenceShowsTheChangedPartOfLongLines(t *testing.T) {
	a := strings.Repeat("x", 1000) + "LEFT" + strings.Repeat("y", 1000)
	b := strings.Replace(a, "LEFT", "RIGHT", 1)
	got := difference(a, b)
	if !strings.Contains(got, "LEFT") || !strings.Contains(got, "RIGHT") || len(got) > 600 {
		t.Errorf("%d bytes: %q", len(got), got)
	}
	if got := difference(a, a+"\nmore"); !strings.Contains(got, "more") {
		t.Errorf("a text that is longer: %q", got)
	}
}

func picture(c color.NRGBA, at image.Point) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, 8, 6))
	m.SetNRGBA(at.X, at.Y, c)
	var buf bytes.Buffer
	if err := png.Encode(&buf, m); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

func TestPNGComparesPixels(t *testing.T) {
	inEmptyFolder(t)
	t.Setenv("TMPDIR", t.TempDir())
	red := color.NRGBA{200, 0, 0, 255}
	t.Setenv("HEAT_UPDATE", "1")
	told(func(t T) { PNG(t, "a.png", picture(red, image.Pt(1, 2))) })
	t.Setenv("HEAT_UPDATE", "")
	if got := told(func(t T) { PNG(t, "a.png", picture(red, image.Pt(1, 2))) }); got != "" {
		t.Errorf("the same picture: %q", got)
	}
	got := told(func(t T) { PNG(t, "a.png", picture(color.NRGBA{190, 0, 0, 255}, image.Pt(1, 2))) })
	if !strings.Contains(got, "1 of 48 pixels, by up to 10 levels, the first at (1,2)") {
		t.Errorf("another picture: %q", got)
	}
	files := regexp.MustCompile(`(?m)^(?:got|difference): (.*)$`).FindAllStringSubmatch(got, -1)
	if len(files) != 2 {
		t.Fatalf("files named: %q", files)
	}
	for _, f := range files {
		data, err := os.ReadFile(f[1])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := png.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s: %v", f[1], err)
		}
	}
	if got := told(func(t T) { PNG(t, "a.png", []byte("no picture")) }); !strings.Contains(got, "is no PNG") {
		t.Errorf("no picture: %q", got)
	}
}

func TestOrphansAreFilesThatNobodyAskedFor(t *testing.T) {
	inEmptyFolder(t)
	t.Setenv("HEAT_UPDATE", "1")
	told(func(t T) { Text(t, "asked.txt", "") })
	if got := orphans(Folder); len(got) != 0 {
		t.Errorf("orphans %q, want none", got)
	}
	if err := os.WriteFile(filepath.Join(Folder, "left.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if code := report(&out, orphans(Folder)); code != 1 || !strings.Contains(out.String(), "no test asks for testdata/golden/left.txt") {
		t.Errorf("code %d: %q", code, &out)
	}
	if got := orphans("no such folder"); len(got) != 0 {
		t.Errorf("orphans %q in no folder", got)
	}
}

func TestSceneWritesEveryKindOfItem(t *testing.T) {
	red, clear := scene.Color{R: 255, A: 255}, scene.Color{}
	s := &scene.Scene{Width: 100, Height: 50.25, Title: "T", Description: "D", Background: clear, Items: []scene.Item{
		&scene.Group{Name: "body", Items: []scene.Item{
			&scene.Mosaic{X: []float64{0, 1, 2, 3}, Y: []float64{0, 2, 5}, Palette: []scene.Color{red, clear}, Ramp: 1,
				Cells: []uint16{0, 0, 1, 1, 1, 0}, Hint: func(i, j int) string { return fmt.Sprintf("%d/%d", i, j) }},
			&scene.Mosaic{X: []float64{0, 1}, Y: []float64{0, 1}, Palette: []scene.Color{red}, Ramp: 1,
				Coarse: func(w, h int) []uint16 { return make([]uint16, w*h) }},
		}},
		&scene.Rect{X: 1, Y: 2, W: 3, H: 4, Fill: scene.Color{R: 1, G: 2, B: 3, A: 4}},
		&scene.Line{X1: 1, X2: 2, Y1: -0.001, Y2: 0, Width: 0.5, Color: red},
		&scene.Text{X: 1, Y: 2, Angle: 45, Anchor: scene.End, Size: 9, Width: 12, String: "a\"b", Bold: true, Color: red},
		&scene.Path{Fill: red, Segments: []scene.Segment{{Op: scene.MoveTo, P: [3]scene.Point{{X: 1, Y: 2}}}, {Op: scene.QuadTo}}},
	}}
	const want = `scene 100.00 × 50.25 background none
title "T"
description "D"
group body
  mosaic 2 rows × 3 columns ramp 1
    x 0.00 to 3.00 in 3 even steps
    y 0.00 2.00 5.00
    colours 0=#ff0000 1=none
    row (0/0 …) 0 0 1
    row (1/0 …) 1 1 0
  mosaic 1 rows × 1 columns ramp 1
    x 0.00 1.00
    y 0.00 1.00
    dense, seen at 1 × 1 pixels
    colours 0=#ff0000
    column 0
rect 1.00 2.00 size 3.00 4.00 fill #01020304
line 1.00 0.00 to 2.00 0.00 width 0.50 #ff0000
text "a\"b" at 1.00 2.00 end size 9.00 width 12.00 glyphs 0 #ff0000 bold angle 45.00
path #ff0000 M 1.00 2.00 Q 0.00 0.00 0.00 0.00
`
	if got := Scene(s); got != want {
		t.Errorf("got\n%s", difference(want, got))
	}
}

func TestIndicesAreShortened(t *testing.T) {
	for _, c := range []struct {
		cells []uint16
		want  string
	}{
		{nil, ""},
		{[]uint16{7}, "7"},
		{[]uint16{7, 7, 7, 7, 7}, "7*5"},
		{[]uint16{5, 4, 3, 2, 1, 0}, "5..0"},
		{[]uint16{1, 2, 3, 9, 9, 0}, "1 2 3 9 9 0"},
		{[]uint16{1, 2, 3, 4, 4, 4, 4, 4}, "1..4 4*4"},
	} {
		if got := indices(c.cells); got != c.want {
			t.Errorf("indices(%v) = %q, want %q", c.cells, got, c.want)
		}
	}
}
