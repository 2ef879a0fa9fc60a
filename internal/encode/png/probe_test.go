package png

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"github.com/seed01309057/heat/internal/encode/raster"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// probe: ticket-like figure
func ticketScene() *scene.Scene {
	sh, err := text.NewShaper(text.DefaultFonts())
	if err != nil {
		panic(err)
	}
	ink := scene.Color{R: 30, G: 30, B: 30, A: 255}
	white := scene.Color{R: 255, G: 255, B: 255, A: 255}
	s := &scene.Scene{Width: 475.2, Height: 302.4, Background: white}
	add := func(i scene.Item) { s.Items = append(s.Items, i) }
	pal := make([]scene.Color, 256)
	for i := range pal {
		pal[i] = scene.Color{R: uint8(i), G: uint8((i * i) >> 8), B: uint8(128 - i/2), A: 255}
	}
	add(sh.Set("Tickets per weekday and time of day", text.Style{Size: 13, Bold: true}).At(20, 24, 0, scene.Start, ink))
	add(sh.Set("Open support tickets, mean of one year", text.Style{Size: 9}).At(20, 40, 0, scene.Start, scene.Color{R: 110, G: 110, B: 110, A: 255}))
	m := &scene.Mosaic{Palette: pal}
	for j := 0; j <= 5; j++ {
		m.X = append(m.X, 80+float64(j)*60)
	}
	for i := 0; i <= 4; i++ {
		m.Y = append(m.Y, 60+float64(i)*45)
	}
	for k := 0; k < 20; k++ {
		m.Cells = append(m.Cells, uint16(k*37%256))
	}
	add(m)
	for k := 0; k < 20; k++ {
		c := white
		if m.Cells[k] > 140 {
			c = ink
		}
		add(sh.Set(fmt.Sprint(15+k*37%46), text.Style{Size: 10}).At(80+float64(k%5)*60+30, 60+float64(k/5)*45+26, 0, scene.Middle, c))
	}
	for i, l := range []string{"Morning", "Midday", "Afternoon", "Night"} {
		add(sh.Set(l, text.Style{Size: 9}).At(72, 60+float64(i)*45+26, 0, scene.End, ink))
	}
	for i, l := range []string{"Mon", "Tuesday", "Wed", "Thursday", "Fri"} {
		add(sh.Set(l, text.Style{Size: 9}).At(80+float64(i)*60+34, 256, 45, scene.End, ink))
	}
	bar := &scene.Mosaic{X: []float64{400, 412}, Palette: pal}
	for i := 0; i <= 256; i++ {
		bar.Y = append(bar.Y, 60+float64(i)*180/256)
	}
	for i := 0; i < 256; i++ {
		bar.Cells = append(bar.Cells, uint16(255-i))
	}
	bar.Coarse = func(w, h int) []uint16 {
		out := make([]uint16, 0, w*h)
		for y := 0; y < h; y++ {
			for x := 0; x < w; x++ {
				out = append(out, uint16(255-y*256/h))
			}
		}
		return out
	}
	add(bar)
	for i := 0; i < 5; i++ {
		y := 60 + float64(i)*45
		add(&scene.Line{X1: 412, X2: 416, Y1: y, Y2: y, Width: 0.8, Color: ink})
		add(sh.Set(fmt.Sprint(60-i*11), text.Style{Size: 9}).At(419, y+3, 0, scene.Start, ink))
	}
	add(sh.Set("tickets per hour", text.Style{Size: 9}).At(450, 150, 90, scene.Middle, ink))
	return s
}

// probe: 100x100 annotated
func annotScene() *scene.Scene {
	sh, _ := text.NewShaper(text.DefaultFonts())
	s := &scene.Scene{Width: 1600, Height: 1200, Background: scene.Color{R: 255, G: 255, B: 255, A: 255}}
	pal := make([]scene.Color, 256)
	for i := range pal {
		pal[i] = scene.Color{R: uint8(i), G: uint8((i * i) >> 8), B: uint8(128 - i/2), A: 255}
	}
	m := &scene.Mosaic{Palette: pal}
	for j := 0; j <= 100; j++ {
		m.X = append(m.X, 50+float64(j)*15)
		m.Y = append(m.Y, 50+float64(j)*11)
	}
	seed := uint32(1)
	s.Items = append(s.Items, m)
	for k := 0; k < 10000; k++ {
		seed = seed*1664525 + 1013904223
		v := seed >> 24
		m.Cells = append(m.Cells, uint16(v))
		c := scene.Color{R: 255, G: 255, B: 255, A: 255}
		if v > 140 {
			c = scene.Color{R: 20, G: 20, B: 20, A: 255}
		}
		s.Items = append(s.Items, sh.Set(fmt.Sprintf("%.2f", float64(v)/256), text.Style{Size: 6}).At(50+float64(k%100)*15+7.5, 50+float64(k/100)*11+7.7, 0, scene.Middle, c))
	}
	return s
}

func TestProbe(t *testing.T) {
	for name, s := range map[string]*scene.Scene{"ticket": ticketScene(), "annot": annotScene()} {
		dpi := 160.0
		if name == "annot" {
			dpi = 100
		}
		c, err := raster.Draw(s, dpi)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := Encode(&b, c, Options{DPI: dpi}); err != nil {
			t.Fatal(err)
		}
		t.Log(name, c.W, c.H, b.Len())
		os.WriteFile("/tmp/"+name+".png", b.Bytes(), 0o644)
	}
}

func BenchmarkDrawProbe(b *testing.B) {
	s, a := ticketScene(), annotScene()
	b.Run("ticket", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			raster.Draw(s, 160)
		}
	})
	b.Run("annot", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			raster.Draw(a, 100)
		}
	})
}
