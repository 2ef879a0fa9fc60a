package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat/internal/encode/pdf"
	"github.com/seed01309057/heat/internal/scene"
)

// everything is a scene with an item of each kind.
func everything(t testing.TB) *scene.Scene {
	f := liberation(t)
	palette := []scene.Color{{R: 68, G: 1, B: 84, A: 255}, {R: 33, G: 145, B: 140, A: 255}, {R: 253, G: 231, B: 37, A: 255}, {}, {R: 200, A: 90}}
	m := lattice(even(40, 200, 8), uneven(30, 120, 6), palette, func(i, j int) int { return (i*j + i) % 5 })
	dense := &scene.Mosaic{X: even(250, 30, 500), Y: even(30, 120, 900), Palette: palette, Coarse: func(w, h int) []uint16 {
		out := make([]uint16, w*h)
		for k := range out {
			out[k] = uint16((k%w + k/w) / 7 % 5)
		}
		return out
	}}
	arrow := &scene.Path{Fill: scene.Color{R: 30, G: 60, B: 90, A: 200}, Segments: []scene.Segment{
		{Op: scene.MoveTo, P: [3]scene.Point{{X: 40, Y: 170}}}, {Op: scene.LineTo, P: [3]scene.Point{{X: 90, Y: 160}}},
		{Op: scene.QuadTo, P: [3]scene.Point{{X: 110, Y: 170}, {X: 90, Y: 180}}},
		{Op: scene.CubeTo, P: [3]scene.Point{{X: 80, Y: 190}, {X: 60, Y: 150}, {X: 40, Y: 170}}},
	}}
	return page(300, 200,
		&scene.Rect{X: 5, Y: 5, W: 290, H: 190, Fill: scene.Color{R: 240, G: 240, B: 245, A: 255}},
		&scene.Group{Name: "body", Items: []scene.Item{m, dense}},
		&scene.Line{X1: 40, Y1: 155, X2: 240, Y2: 155, Width: 0.5, Color: scene.Color{A: 255}},
		&scene.Line{X1: 40, Y1: 155, X2: 40, Y2: 158, Width: 0.5, Color: scene.Color{A: 255}},
		arrow,
		f.latin("A label", 40, 24, 11, 0), f.latin("turned", 20, 120, 9, 90),
		mixed(t, 150, 180, 0),
	)
}

// Files are well formed, whatever is in the scene.
func TestFilesAreValid(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	f := liberation(t)
	odd := f.latin("odd", 10, 10, 10, 0)
	odd.Glyphs[0].X, odd.Glyphs[1].ID = nan, 1<<20
	odd.Glyphs[2].Cluster = -7
	black := scene.Color{A: 255}
	scenes := map[string]*scene.Scene{
		"everything": everything(t),
		"empty":      {Width: 100, Height: 100},
		"tiny":       {Width: 0.001, Height: 0.001, Background: white},
		"strange": page(100, 100,
			&scene.Rect{X: nan, W: 1, H: 1, Fill: black}, &scene.Rect{X: -inf, W: inf, H: 1, Fill: black},
			&scene.Rect{X: -1e300, Y: 3, W: 2e300, H: 5, Fill: black}, &scene.Rect{W: -5, H: 3, Fill: black},
			&scene.Line{X2: inf, Width: 1, Color: black}, &scene.Line{X2: 5, Width: nan, Color: black}, &scene.Line{Color: black},
			&scene.Path{Fill: black}, &scene.Path{Fill: black, Segments: []scene.Segment{{Op: scene.LineTo, P: [3]scene.Point{{X: 4, Y: 5}}}}},
			&scene.Path{Fill: black, Segments: []scene.Segment{{Op: scene.MoveTo, P: [3]scene.Point{{X: nan}}}}},
			&scene.Text{String: "no font", Size: 10, Color: black, Glyphs: []scene.Glyph{{ID: 5}}},
			&scene.Text{String: "no glyphs", Size: 10, Color: black, Font: f},
			&scene.Text{String: "\xff\u0000", Size: nan, Color: black, Font: f, Glyphs: []scene.Glyph{{ID: 5}}}, odd,
			&scene.Mosaic{}, &scene.Mosaic{X: []float64{0, nan}, Y: []float64{0, 1}, Cells: []uint16{0}},
			&scene.Mosaic{X: []float64{5, 1}, Y: []float64{0, 1}, Cells: []uint16{0}, Palette: []scene.Color{black}},
			&scene.Mosaic{X: []float64{1, 1}, Y: []float64{1, 1}, Cells: []uint16{0}, Palette: []scene.Color{black}},
			&scene.Mosaic{X: []float64{0, 10}, Y: []float64{0, 10}, Cells: []uint16{700}, Palette: []scene.Color{black}},
			&scene.Mosaic{X: []float64{0, 10}, Y: []float64{0, 10}},
		),
		"no alpha":   {Width: 10, Height: 10, Title: "x", Items: []scene.Item{&scene.Group{Name: "g"}, &scene.Rect{W: 3, H: 3}}},
		"long label": page(100, 100, f.latin(strings.Repeat("long ", 20000), 3, 30, 10, 0)),
		"controls":   {Width: 10, Height: 10, Title: "a\x00b\r\n)(\\", Description: "\u2028\xff<&>𝔸"},
	}
	for name, s := range scenes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, data := encode(t, s)
			run(t, "qpdf", "--check", path)
			run(t, "pdftoppm", "-r", "50", "-singlefile", path, filepath.Join(t.TempDir(), "x"))
			if bytes.Contains(data, []byte("NaN")) || bytes.Contains(data, []byte("Inf ")) {
				t.Error("a number is not finite")
			}
			var again bytes.Buffer
			if err := pdf.Encode(&again, s, pdf.Options{Software: "test"}); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(data, again.Bytes()) {
				t.Error("the second file is another one")
			}
		})
	}
}

func TestPagesThatCannotBe(t *testing.T) {
	for _, size := range [][2]float64{{0, 1}, {-1, 5}, {math.NaN(), 5}, {5, math.Inf(1)}, {1e10, 5}} {
		if err := pdf.Encode(&bytes.Buffer{}, &scene.Scene{Width: size[0], Height: size[1]}, pdf.Options{}); err == nil {
			t.Errorf("a page of %v", size)
		}
	}
	bad := page(10, 10, &scene.Mosaic{X: []float64{0, 1}, Y: []float64{0, 1}, Cells: []uint16{1, 2}})
	if err := pdf.Encode(&bytes.Buffer{}, bad, pdf.Options{}); err == nil || !strings.Contains(err.Error(), "2 values") {
		t.Errorf("cells without places: %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrorIsReturned(t *testing.T) {
	if err := pdf.Encode(broken{}, page(10, 10), pdf.Options{}); err == nil {
		t.Error("no error")
	}
}

func TestMetadata(t *testing.T) {
	s := page(200, 100)
	s.Title, s.Description = "Wärme & <cold>", "One sentence (of two)."
	var buf bytes.Buffer
	opt := pdf.Options{Software: "heat 1.0", Created: time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)}
	if err := pdf.Encode(&buf, s, opt); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, buf.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	info := run(t, "pdfinfo", "-isodates", path)
	for _, want := range []string{
		"Title:           Wärme & <cold>", "Subject:         One sentence (of two).", "Producer:        heat 1.0",
		"CreationDate:    2024-02-29T12:00:00Z", "Tagged:          yes", "Page size:       200 x 100 pts", "PDF version:     1.7",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	if xmp := run(t, "pdfinfo", "-meta", path); !strings.Contains(xmp, "Wärme &amp; &lt;cold&gt;") || !strings.Contains(xmp, "2024-02-29T12:00:00Z") {
		t.Errorf("metadata:\n%s", xmp)
	}
	if tree := run(t, "pdfinfo", "-struct", path); !strings.Contains(tree, "Figure") {
		t.Errorf("structure:\n%s", tree)
	}
	for _, want := range []string{"/Lang(en)", "/DisplayDocTitle true", "/Alt(One sentence \\(of two\\).)"} {
		if !bytes.Contains(buf.Bytes(), []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
}

// Large pages count in larger units.
func TestLargePages(t *testing.T) {
	s := page(30000, 15000, &scene.Rect{X: 15000, Y: 0, W: 15000, H: 15000, Fill: scene.Color{B: 255, A: 255}})
	path, data := encode(t, s)
	if !bytes.Contains(data, []byte("/MediaBox[0 0 10000 5000]")) || !bytes.Contains(data, []byte("/UserUnit 3")) {
		t.Error("the page is not in units of three points")
	}
	out := filepath.Join(t.TempDir(), "x")
	run(t, "mutool", "draw", "-q", "-r", "1", "-o", out+".png", path)
	img := decode(t, out+".png")
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if r, _, _, _ := img.At(w/4, h/2).RGBA(); r != 0xFFFF {
		t.Error("the left half is not white")
	}
	if r, _, b, _ := img.At(w*3/4, h/2).RGBA(); r != 0 || b != 0xFFFF {
		t.Error("the right half is not blue")
	}
}

// A dense mosaic is an image that holds exactly the colours of Coarse.
func TestDenseMosaicIsExact(t *testing.T) {
	ramp := make([]scene.Color, 300)
	for i := range ramp {
		ramp[i] = scene.Color{R: uint8(i), G: uint8(i / 2), B: uint8(255 - i/3), A: 255}
	}
	holes := append([]scene.Color{{}}, ramp[:200]...)
	veil := append([]scene.Color{{R: 9, A: 77}}, ramp[:200]...)
	for name, palette := range map[string][]scene.Color{"indexed": ramp[:256], "true colour": ramp, "holes": holes, "translucent": veil, "one": ramp[:1]} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			index := func(x, y int) int { return (x*x/40 + 3*y + x*y/50) % len(palette) }
			var w, h int
			m := &scene.Mosaic{X: even(10, 60, 5000), Y: even(20, 40, 3000), Palette: palette, Coarse: func(width, height int) []uint16 {
				w, h = width, height
				out := make([]uint16, w*h)
				for k := range out {
					out[k] = uint16(index(k%w, k/w))
				}
				return out
			}}
			path, data := encode(t, page(80, 80, m))
			t.Logf("%d bytes for %d × %d pixels", len(data), w, h)
			if w != 240 || h != 160 {
				t.Errorf("%d × %d pixels, want 4 a point", w, h)
			}
			out := filepath.Join(t.TempDir(), "x")
			run(t, "pdfimages", "-png", path, out)
			img := decode(t, out+"-000.png")
			for y := range h {
				for x := range w {
					want := palette[index(x, y)]
					got := img.RGBAAt(x, y)
					if want.A > 0 && (got.R != want.R || got.G != want.G || got.B != want.B) {
						t.Fatalf("pixel %d, %d is %v, want %v", x, y, got, want)
					}
				}
			}
			// On the page, holes show the paper.
			inEach(t, page(80, 80, m), []int{288}, func(t *testing.T, img *image.RGBA, _ int) {
				if strings.Contains(t.Name(), "/poppler") {
					return // it stretches images over each pixel that they touch, and one more
				}
				bad := 0
				for y := 2; y < h-2; y++ {
					for x := 2; x < w-2; x++ {
						want := palette[index(x, y)]
						blend := func(v uint8) float64 { return 255 + (float64(v)-255)*float64(want.A)/255 }
						got := img.RGBAAt(40+x, 80+y)
						if math.Abs(float64(got.R)-blend(want.R)) > 3 || math.Abs(float64(got.B)-blend(want.B)) > 3 {
							bad++
						}
					}
				}
				if bad > 0 {
					t.Errorf("%d of %d pixels are wrong", bad, w*h)
				}
			})
		})
	}
}

// Each renderer draws a scene as the others do.
func TestRenderersAgree(t *testing.T) {
	pictures := map[string]*image.RGBA{}
	inEach(t, everything(t), []int{100}, func(t *testing.T, img *image.RGBA, _ int) {
		pictures[strings.Split(t.Name(), "/")[1]] = img
	})
	base := pictures["mupdf"]
	for name, img := range pictures {
		if base == nil || name == "poppler-hard" {
			continue
		}
		if dx := img.Bounds().Dx() - base.Bounds().Dx(); dx < -1 || dx > 1 {
			t.Errorf("%s: %v, mupdf: %v", name, img.Bounds(), base.Bounds())
		}
		off := 0
		for y := range 270 {
			for x := range 410 {
				a, b := img.RGBAAt(x, y), base.RGBAAt(x, y)
				if math.Abs(float64(a.G)-float64(b.G)) > 60 {
					off++
				}
			}
		}
		t.Logf("%s: %d pixels differ much from mupdf's", name, off)
		if off > 410*270/50 {
			t.Errorf("%s: %d pixels differ much from mupdf's", name, off)
		}
	}
}

// annotated is 100 × 100 cells with numbers: the scene of the aims of size and speed.
func annotated(t testing.TB) *scene.Scene {
	f := liberation(t)
	palette := make([]scene.Color, 256)
	for i := range palette {
		palette[i] = scene.Color{R: uint8(i), G: uint8(255 - i), B: uint8(i * 7), A: 255}
	}
	const n, size = 100, 14.4
	value := func(i, j int) int { return (i*7919 + j*104729 + i*j*31) % 1000 }
	m := lattice(even(40, n*size, n), even(40, n*size, n), palette, func(i, j int) int { return value(i, j) * 255 / 1000 })
	s := page(n*size+80, n*size+80, m)
	for i := range n {
		for j := range n {
			text := f.latin(fmt.Sprintf("%.1f", float64(value(i, j))/10), 40+(float64(j)+0.5)*size, 40+(float64(i)+0.65)*size, 5.5, 0)
			text.Anchor = scene.Middle
			if value(i, j) > 500 {
				text.Color = white
			}
			s.Items = append(s.Items, text)
		}
	}
	return s
}

func TestAnnotatedIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	s := annotated(t)
	_, data := encode(t, s)
	t.Logf("%d bytes", len(data))
	if len(data) > 150_000 {
		t.Errorf("%d bytes, want at most 150,000", len(data))
	}
}

func BenchmarkAnnotated(b *testing.B) {
	s := annotated(b)
	b.ReportAllocs()
	for b.Loop() {
		var buf bytes.Buffer
		if err := pdf.Encode(&buf, s, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSmall(b *testing.B) {
	s := everything(b)
	s.Items = append(s.Items[:1:1], s.Items[2:]...)
	b.ReportAllocs()
	for b.Loop() {
		var buf bytes.Buffer
		if err := pdf.Encode(&buf, s, pdf.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
