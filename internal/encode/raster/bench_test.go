package raster

import (
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

func BenchmarkDraw(b *testing.B) {
	large := lattice(100, 100, 50, 50, 1500, 1100, red, blue, white)
	dense := &scene.Mosaic{X: []float64{0, 600}, Y: []float64{0, 400}, Palette: large.Palette, Coarse: func(w, h int) []uint16 {
		return make([]uint16, w*h)
	}}
	labels := &scene.Group{}
	for k := range 10000 {
		large.Cells[k] = uint16(k * 7 % 3)
		labels.Items = append(labels.Items, run(65+float64(k%100)*15, 60+float64(k/100)*11, 0, scene.Middle, 3, 4))
	}
	for _, bench := range []struct {
		name  string
		w, h  float64
		items []scene.Item
	}{
		{"sample", 200, 150, sample().Items},
		{"100x100 cells", 1600, 1200, []scene.Item{large}},
		{"10000 labels", 1600, 1200, []scene.Item{labels}},
		{"dense", 600, 400, []scene.Item{dense}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			s := &scene.Scene{Width: bench.w, Height: bench.h, Background: white, Items: bench.items}
			for b.Loop() {
				draw(b, s, 100)
			}
		})
	}
}
