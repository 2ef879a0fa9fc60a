package svg

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

func encode(t *testing.T, s *scene.Scene) string {
	t.Helper()
	var b strings.Builder
	if err := Encode(&b, s, Options{Software: "heat"}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.String())
	return b.String()
}

// exponent is what a number must not have: not every reader knows it.
var exponent = regexp.MustCompile(`\de[+-]?\d`)

// words are the attributes that hold no numbers.
var words = map[string]bool{"id": true, "class": true, "href": true, "fill": true, "font-family": true, "aria-label": true}

// wellFormed reads a file as XML and refuses numbers that are none.
func wellFormed(t *testing.T, s string) {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%.2000s", err, s)
		}
		if el, ok := tok.(xml.StartElement); ok {
			seen := map[string]bool{}
			for _, a := range el.Attr {
				if seen[a.Name.Local] {
					t.Errorf("<%s> has two %s", el.Name.Local, a.Name.Local)
				}
				seen[a.Name.Local] = true
				if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") || !words[a.Name.Local] && a.Value[:min(1, len(a.Value))] != "#" && exponent.MatchString(a.Value) {
					t.Errorf("<%s %s=%q>", el.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
	}
}

func rgb(r, g, b uint8) scene.Color { return scene.Color{R: r, G: g, B: b, A: 255} }

// grid is a mosaic of n × n cells of 10 pt in m colours.
func grid(n, m int) *scene.Mosaic {
	mo := &scene.Mosaic{Ramp: m}
	for i := range n + 1 {
		mo.X = append(mo.X, 20+10*float64(i))
		mo.Y = append(mo.Y, 30+10*float64(i))
	}
	for i := range m {
		mo.Palette = append(mo.Palette, rgb(uint8(i), uint8(255-i), 128))
	}
	for k := range n * n {
		mo.Cells = append(mo.Cells, uint16(k*7%m))
	}
	return mo
}

func TestHead(t *testing.T) {
	got := encode(t, &scene.Scene{Width: 300, Height: 200.5, Title: "A < B & \"C\"", Description: "Two\x00 things.", Background: rgb(255, 255, 255)})
	for _, want := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg" width="300pt" height="200.5pt" viewBox="0 0 300 200.5" role="img">`,
		`<title>A &lt; B &amp; &#34;C&#34;</title>`, "<desc>Two\uFFFD things.</desc>", "Software: heat", `fill="#fff"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %s:\n%s", want, got)
		}
	}
	if strings.Index(got, "<title>") > strings.Index(got, "<desc>") {
		t.Error("the title does not come first")
	}
	bare := encode(t, &scene.Scene{Width: 1, Height: 1})
	if strings.Contains(bare, "<title") || strings.Contains(bare, "<rect") {
		t.Errorf("an untitled, transparent scene:\n%s", bare)
	}
}

func TestTextsAreEscaped(t *testing.T) {
	for _, text := range []string{"<script>alert(1)</script>", "a&b", `"quoted" 'single'`, "]]>", "\x00\x1b\ufffe", "\xff\xfe", "a\tb", "שלום 東京 🙂", strings.Repeat("<", 10_000)} {
		m := grid(1, 1)
		m.Hint = func(i, j int) string { return text }
		s := encode(t, &scene.Scene{Width: 10, Height: 10, Title: text, Description: text, Items: []scene.Item{
			m, &scene.Group{Name: text, Items: []scene.Item{&scene.Text{String: text, Size: 9, Color: rgb(0, 0, 0)}}},
		}})
		if strings.Contains(s, "<script") {
			t.Errorf("%q is not escaped", text)
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 1: "1", -1: "-1", 0.5: "0.5", 0.25: "0.25", 0.126: "0.13", 0.004: "0", -0.004: "0", -0.5: "-0.5",
		0.05: "0.05", 1234.5678: "1234.57", 99.999: "100", 1e300: "0", math.Inf(1): "0", math.Inf(-1): "0",
	} {
		if got := string(appendNumber(nil, v)); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
	if got := string(appendNumber(nil, math.NaN())); got != "0" {
		t.Errorf("NaN is written %s", got)
	}
}

func TestNothingIsDrawnWithNaN(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300}
	for _, v := range bad {
		encode(t, &scene.Scene{Width: v, Height: v, Items: []scene.Item{
			&scene.Rect{X: v, Y: v, W: 1, H: 1, Fill: rgb(1, 2, 3)},
			&scene.Line{X1: v, X2: v, Y1: 1, Y2: v, Width: v, Color: rgb(1, 2, 3)},
			&scene.Text{X: v, Y: v, Angle: v, Size: v, String: "x", Color: rgb(1, 2, 3)},
			&scene.Path{Fill: rgb(1, 2, 3), Segments: []scene.Segment{{Op: scene.MoveTo, P: [3]scene.Point{{X: v, Y: v}}}}},
			&scene.Mosaic{X: []float64{v, v}, Y: []float64{0, v}, Palette: []scene.Color{rgb(1, 2, 3)}, Cells: []uint16{0}},
		}})
	}
}

func TestColors(t *testing.T) {
	for c, want := range map[scene.Color]string{
		rgb(255, 255, 255):                `fill="#fff"`,
		rgb(0x11, 0x22, 0x34):             `fill="#112234"`,
		{R: 0x11, G: 0x22, B: 51, A: 128}: `fill="#123" fill-opacity="0.502"`,
	} {
		if got := encode(t, &scene.Scene{Width: 9, Height: 9, Items: []scene.Item{&scene.Rect{W: 1, H: 1, Fill: c}}}); !strings.Contains(got, want) {
			t.Errorf("%v: no %s in\n%s", c, want, got)
		}
	}
	clear := encode(t, &scene.Scene{Width: 9, Height: 9, Items: []scene.Item{
		&scene.Rect{W: 1, H: 1, Fill: scene.Color{R: 9}},
		&scene.Text{String: "hidden", Size: 9},
		&scene.Path{Segments: []scene.Segment{{}}},
		&scene.Mosaic{X: []float64{0, 1, 2}, Y: []float64{0, 1}, Palette: []scene.Color{{}, rgb(1, 2, 3)}, Cells: []uint16{0, 1},
			Hint: func(i, j int) string { return fmt.Sprint("cell ", j) }},
	}})
	if strings.Contains(clear, "hidden") || strings.Contains(clear, "cell 0") || !strings.Contains(clear, "cell 1") {
		t.Errorf("what is transparent is drawn, or what is not is missing:\n%s", clear)
	}
}

// Each cell has its words, and only those that have some.
func TestHints(t *testing.T) {
	m := grid(3, 9)
	m.Hint = func(i, j int) string {
		if i == j {
			return ""
		}
		return fmt.Sprintf("row %d, column %d", i, j)
	}
	got := encode(t, &scene.Scene{Width: 90, Height: 90, Items: []scene.Item{m}})
	if n := strings.Count(got, "<title>row "); n != 6 {
		t.Errorf("%d titles, want 6", n)
	}
	if n := strings.Count(got, "<rect"); n != 9 {
		t.Errorf("%d cells, want 9", n)
	}
	m.Hint = nil
	if got = encode(t, &scene.Scene{Width: 90, Height: 90, Items: []scene.Item{m}}); strings.Contains(got, "<title>") {
		t.Error("titles without hints")
	}
}

// Without hints there is one path a colour, and neighbours of one colour are joined.
func TestCellsOfOneColorAreOnePath(t *testing.T) {
	m := grid(20, 3)
	for k := range m.Cells {
		m.Cells[k] = uint16(k / 20 % 3)
	}
	got := encode(t, &scene.Scene{Width: 900, Height: 900, Items: []scene.Item{m}})
	if n := strings.Count(got, "<path"); n != 3 {
		t.Errorf("%d paths for 3 colours", n)
	}
	if n := strings.Count(got, "M"); n != 20 {
		t.Errorf("%d pieces for 20 rows", n)
	}
}

// Neighbouring cells end and begin at the same written number.
func TestNeighboursMeet(t *testing.T) {
	m := &scene.Mosaic{Palette: []scene.Color{rgb(1, 2, 3), rgb(4, 5, 6)}, Hint: func(i, j int) string { return "" }}
	for i := range 8 {
		m.X = append(m.X, 3.3333+float64(i)*7.77777)
	}
	m.Y = []float64{0, 1}
	m.Cells = []uint16{0, 1, 0, 1, 0, 1, 0}
	got := encode(t, &scene.Scene{Width: 90, Height: 9, Items: []scene.Item{m}})
	end := -1.0
	for _, f := range regexp.MustCompile(`<rect x="([\d.]+)" y="0" width="([\d.]+)"`).FindAllStringSubmatch(got, -1) {
		var x, w float64
		fmt.Sscan(f[1], &x)
		fmt.Sscan(f[2], &w)
		if end >= 0 && math.Abs(x-end) > 1e-9 {
			t.Errorf("a cell begins at %g, the one before ends at %g", x, end)
		}
		end = x + w
	}
	if end < 0 {
		t.Errorf("no cells in\n%s", got)
	}
}

func TestTextStyles(t *testing.T) {
	text := func(s string, size float64, bold bool, angle float64, a scene.Anchor) *scene.Text {
		return &scene.Text{X: 5, Y: 6, String: s, Size: size, Bold: bold, Angle: angle, Anchor: a, Color: rgb(1, 1, 1)}
	}
	got := encode(t, &scene.Scene{Width: 90, Height: 90, Items: []scene.Item{&scene.Group{Name: "labels", Items: []scene.Item{
		text("one", 9, false, 0, scene.Middle), text("two", 9, false, 0, scene.Middle),
		text("three", 12, true, 90, scene.End), text("", 9, false, 0, scene.Start),
	}}}})
	for _, want := range []string{
		`<g class="labels"`, ` font-size="9"`, `<text x="5" y="6">one</text>`, `<text x="5" y="6">two</text>`,
		`<text transform="translate(5 6)rotate(-90)" font-size="12" font-weight="bold" text-anchor="end">three</text>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %s:\n%s", want, got)
		}
	}
	if n := strings.Count(got, "<text"); n != 3 {
		t.Errorf("%d texts, want 3", n)
	}
}

func TestLinesOfOneStrokeAreOnePath(t *testing.T) {
	line := func(y float64, c scene.Color) scene.Item {
		return &scene.Line{X1: 1, X2: 9, Y1: y, Y2: y, Width: 0.5, Color: c}
	}
	got := encode(t, &scene.Scene{Width: 90, Height: 90, Items: []scene.Item{
		line(1, rgb(0, 0, 0)), line(2, rgb(0, 0, 0)), line(3, rgb(9, 9, 9)), &scene.Line{X1: 4, X2: 4, Y1: 0, Y2: 9, Width: 0.5, Color: rgb(9, 9, 9)},
	}})
	if !strings.Contains(got, `d="M1 1H9M1 2H9"`) || !strings.Contains(got, `d="M1 3H9M4 0V9"`) {
		t.Errorf("got\n%s", got)
	}
}

func TestADenseMosaicIsAPicture(t *testing.T) {
	m := &scene.Mosaic{X: []float64{10, 60, 110}, Y: []float64{10, 60}, Palette: []scene.Color{rgb(9, 9, 9)}, Ramp: 1,
		Coarse: func(w, h int) []uint16 { return make([]uint16, w*h) }}
	got := encode(t, &scene.Scene{Width: 120, Height: 70, Items: []scene.Item{m}})
	if !strings.Contains(got, `<image x="10" y="10" width="100" height="50"`) || !strings.Contains(got, "data:image/png;base64,") {
		t.Errorf("got\n%.500s", got)
	}
}

// 100 × 100 annotated cells are a common figure; seaborn's takes 5 MB.
func TestCompact(t *testing.T) {
	m := grid(100, 256)
	numbers := &scene.Group{Name: "numbers"}
	for i := range 100 {
		for j := range 100 {
			numbers.Items = append(numbers.Items, &scene.Text{X: 25 + 10*float64(j), Y: 37.34 + 10*float64(i), Anchor: scene.Middle,
				String: fmt.Sprintf("%.2f", float64(i*j)/9900), Size: 5, Color: rgb(uint8(i%2*255), 0, 0), Tabular: true})
		}
	}
	got := encode(t, &scene.Scene{Width: 1100, Height: 1100, Items: []scene.Item{m, numbers}})
	if len(got) > 1_300_000 {
		t.Errorf("%d bytes", len(got))
	}
}

func TestTheSameSceneGivesTheSameBytes(t *testing.T) {
	s := &scene.Scene{Width: 300, Height: 300, Items: []scene.Item{grid(20, 200)}}
	first := encode(t, s)
	if second := encode(t, s); first != second {
		t.Error("two encodings differ")
	}
}

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return f.room, io.ErrShortWrite
	}
	f.room -= len(p)
	return len(p), nil
}

func TestWriteErrorsAreReturned(t *testing.T) {
	s := &scene.Scene{Width: 300, Height: 300, Items: []scene.Item{grid(20, 200)}}
	for _, room := range []int{0, 1, 100, 5000} {
		if err := Encode(&full{room}, s, Options{Software: "heat"}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("room for %d: error %v", room, err)
		}
	}
}
