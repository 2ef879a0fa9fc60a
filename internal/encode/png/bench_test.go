package png

import (
	"fmt"
	stdpng "image/png"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/seed01309057/heat/internal/encode/raster"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// figure is a scene like those that are drawn in earnest: cells with or without numbers,
// a colour bar of 256 steps, a title and labels.
type figure struct {
	rows, cols int
	numbers    string // format of the numbers in the cells; none if empty
	size       float64
	value      func(i, j int) float64 // 0 to 1
}

func (f figure) scene(w, h float64) *scene.Scene {
	sh, err := text.NewShaper(text.DefaultFonts())
	if err != nil {
		panic(err)
	}
	white, ink := scene.Color{R: 255, G: 255, B: 255, A: 255}, scene.Color{R: 30, G: 30, B: 30, A: 255}
	s := &scene.Scene{Width: w, Height: h, Background: white}
	set := func(str string, style text.Style, x, y, angle float64, a scene.Anchor, c scene.Color) {
		s.Items = append(s.Items, sh.Set(str, style).At(x, y, angle, a, c))
	}
	palette := make([]scene.Color, 256)
	for v := range palette {
		t := float64(v) / 255
		palette[v] = scene.Color{R: uint8(255 * math.Sqrt(t)), G: uint8(v * v >> 8), B: uint8(128 + 127*math.Sin(6*t)), A: 255}
	}
	set("Tickets per weekday and time of day", text.Style{Size: 13, Bold: true}, 20, 24, 0, scene.Start, ink)
	cw, ch := (w-160)/float64(f.cols), (h-120)/float64(f.rows)
	cells := &scene.Mosaic{Palette: palette}
	s.Items = append(s.Items, cells)
	for j := range f.cols + 1 {
		cells.X = append(cells.X, 70+float64(j)*cw)
	}
	for i := range f.rows + 1 {
		cells.Y = append(cells.Y, 50+float64(i)*ch)
	}
	for i := range f.rows {
		for j := range f.cols {
			v := f.value(i, j)
			cells.Cells = append(cells.Cells, uint16(255*v))
			if f.numbers != "" {
				c := white
				if v > 0.5 {
					c = ink
				}
				set(fmt.Sprintf(f.numbers, v), text.Style{Size: f.size}, cells.X[j]+cw/2, cells.Y[i]+ch/2+f.size/3, 0, scene.Middle, c)
			}
		}
	}
	bar := &scene.Mosaic{Palette: palette, X: []float64{w - 70, w - 58}}
	s.Items = append(s.Items, bar)
	for v := range 257 {
		bar.Y = append(bar.Y, 50+(h-120)*float64(v)/256)
		bar.Cells = append(bar.Cells, uint16(255-v))
	}
	bar.Cells = bar.Cells[:256]
	for k := range 5 {
		t := float64(k) / 4
		set(fmt.Sprintf("%.2f", 1-t), text.Style{Size: 9}, w-52, 53+t*(h-120), 0, scene.Start, ink)
		set([]string{"Morning", "Midday", "Afternoon", "Evening", "Night"}[k], text.Style{Size: 9}, 64, 60+t*(h-140), 0, scene.End, ink)
		set([]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}[k], text.Style{Size: 9}, 100+t*(w-220), h-60, 45, scene.End, ink)
	}
	set("tickets per hour", text.Style{Size: 9}, w-16, h/2, 90, scene.Middle, ink)
	return s
}

// BenchmarkEncode compares with image/png at its defaults; "file" is the size in bytes.
func BenchmarkEncode(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	noise := func(i, j int) float64 { return rng.Float64() }
	smooth := func(i, j int) float64 { return 0.5 + 0.5*math.Sin(float64(j)/90)*math.Cos(float64(i)/70) }
	rough := func(i, j int) float64 { return math.Max(0, math.Min(1, 0.8*smooth(i, j)+0.1+0.03*rng.NormFloat64())) }
	draw := func(f figure, w, h, dpi float64) *raster.Canvas {
		c, err := raster.Draw(f.scene(w, h), dpi)
		if err != nil {
			b.Fatal(err)
		}
		return c
	}
	for _, bench := range []struct {
		name string
		c    *raster.Canvas
	}{
		{"tickets", draw(figure{4, 5, "%.2f", 10, noise}, 475.2, 302.4, 160)},
		{"100x100 numbers", draw(figure{100, 100, "%.2f", 6, noise}, 1660, 1220, 100)},
		{"noise", draw(figure{680, 840, "", 0, noise}, 1000, 800, 72)},
		{"smooth field", draw(figure{680, 840, "", 0, smooth}, 1000, 800, 72)},
		{"rough field", draw(figure{680, 840, "", 0, rough}, 1000, 800, 72)},
		{"cells of 4 pixels", draw(figure{170, 210, "", 0, noise}, 1000, 800, 72)},
	} {
		encoders := []struct {
			name   string
			encode func(w io.Writer) error
		}{
			{"one worker", func(w io.Writer) error { return Encode(w, bench.c, Options{Workers: 1}) }},
			{"two workers", func(w io.Writer) error { return Encode(w, bench.c, Options{Workers: 2}) }},
			{"standard", func(w io.Writer) error { return stdpng.Encode(w, bench.c.Image()) }},
		}
		for _, e := range encoders {
			b.Run(bench.name+"/"+e.name, func(b *testing.B) {
				b.ReportAllocs()
				var size written
				for b.Loop() {
					size = 0
					if err := e.encode(&size); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(size), "file")
			})
		}
	}
}

type written int

func (w *written) Write(p []byte) (int, error) {
	*w += written(len(p))
	return len(p), nil
}
