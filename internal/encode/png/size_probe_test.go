package png

import (
	"bytes"
	"image"
	stdpng "image/png"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	kz "github.com/klauspost/compress/zlib"
	"github.com/seed01309057/heat/internal/encode/raster"
	"github.com/seed01309057/heat/internal/scene"
)

func field(w, h int, f func(x, y int) scene.Color) *raster.Canvas {
	c := &raster.Canvas{Pix: make([]uint8, 4*w*h), W: w, H: h, Stride: 4 * w, Opaque: true}
	for y := 0; y < h; y++ {
		for x := 0; x < w; x++ {
			q := f(x, y)
			if q.A != 255 {
				c.Opaque = false
			}
			copy(c.Pix[y*c.Stride+4*x:], []byte{q.R, q.G, q.B, q.A})
		}
	}
	return c
}

func cmap(v int) scene.Color {
	t := float64(v) / 255
	return scene.Color{R: uint8(255 * math.Sqrt(t)), G: uint8(v * v >> 8), B: uint8(128 + 127*math.Sin(6*t)), A: 255}
}

func corpus() map[string]*raster.Canvas {
	rng := rand.New(rand.NewPCG(1, 2))
	m := map[string]*raster.Canvas{}
	t, _ := raster.Draw(ticketScene(), 160)
	a, _ := raster.Draw(annotScene(), 100)
	m["1ticket"], m["2annot"] = t, a
	noise := field(1000, 800, func(x, y int) scene.Color {
		if x < 60 || x > 950 || y < 50 || y > 750 {
			return scene.Color{R: 255, G: 255, B: 255, A: 255}
		}
		return cmap(rng.IntN(256))
	})
	m["3noise256"] = noise
	over := func(c *raster.Canvas) *raster.Canvas {
		d := *c
		d.Pix = bytes.Clone(c.Pix)
		for y := 0; y < 40; y++ {
			copy(d.Row(y)[40:3000], t.Row(y+20))
		}
		return &d
	}
	m["4noise+text"] = over(noise)
	gauss := field(1000, 800, func(x, y int) scene.Color {
		return cmap(min(255, max(0, int(128+8*rng.NormFloat64()+60*math.Sin(float64(x)/90)*math.Cos(float64(y)/70)))))
	})
	m["5gauss256"], m["6gauss+text"] = gauss, over(gauss)
	smooth := field(1000, 800, func(x, y int) scene.Color {
		return cmap(int(128 + 127*math.Sin(float64(x)/90)*math.Cos(float64(y)/70)))
	})
	m["7smooth256"], m["8smooth+text"] = smooth, over(smooth)
	cells := make([]int, 300*200)
	for i := range cells {
		cells[i] = rng.IntN(256)
	}
	m["9cells3px"] = over(field(900, 600, func(x, y int) scene.Color { return cmap(cells[y/3*300+x/3]) }))
	m["A photo"] = field(800, 600, func(x, y int) scene.Color {
		n := rng.IntN(6)
		return scene.Color{R: uint8(100 + 80*math.Sin(float64(x)/50) + float64(n)), G: uint8(120 + 100*math.Cos(float64(x+y)/80) + float64(n)), B: uint8(128 + 90*math.Sin(float64(y)/60) + float64(n)), A: 255}
	})
	m["B gradient"] = field(800, 600, func(x, y int) scene.Color {
		return scene.Color{R: uint8(x / 4), G: uint8(y / 3), B: uint8((x + y) / 6), A: 255}
	})
	m["C alpha"] = field(800, 600, func(x, y int) scene.Color {
		return scene.Color{R: uint8(x / 4), G: uint8(y / 3), B: 7, A: uint8((x + y) / 6)}
	})
	return m
}

func keys(m map[string]*raster.Canvas) (k []string) {
	for n := range m {
		k = append(k, n)
	}
	return sortStrings(k)
}

func sortStrings(k []string) []string {
	for i := range k {
		for j := i + 1; j < len(k); j++ {
			if k[j] < k[i] {
				k[i], k[j] = k[j], k[i]
			}
		}
	}
	return k
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

func klaus(w io.Writer, c *raster.Canvas, level int) {
	f := choose(c)
	z, _ := kz.NewWriterLevel(w, level)
	line := 1 + c.W*f.bpp
	row, prev := make([]byte, line), make([]byte, line)
	filt := make([]byte, line)
	for y := 0; y < c.H; y++ {
		f.convert(row[1:], c.Row(y))
		if y > 0 && bytes.Equal(row, prev) {
			clear(filt)
			filt[0] = 2
			z.Write(filt)
		} else if f.bpp == 1 {
			z.Write(row)
		} else {
			filt[0] = 1
			copy(filt[1:1+f.bpp], row[1:])
			for i := 1 + f.bpp; i < line; i++ {
				filt[i] = row[i] - row[i-f.bpp]
			}
			z.Write(filt)
		}
		row, prev = prev, row
	}
	z.Close()
}

func BenchmarkCorpus(b *testing.B) {
	m := corpus()
	for _, name := range keys(m) {
		c := m[name]
		run := func(kind string, f func(w io.Writer)) {
			b.Run(name+"/"+kind, func(b *testing.B) {
				b.ReportAllocs()
				var n counter
				for b.Loop() {
					n = 0
					f(&n)
				}
				b.ReportMetric(float64(n), "bytes")
			})
		}
		img := c.Image()
		var std image.Image = img
		run("std", func(w io.Writer) { stdpng.Encode(w, std) })
		run("klaus1", func(w io.Writer) { klaus(w, c, 1) })
		run("klaus3", func(w io.Writer) { klaus(w, c, 3) })
		run("own2", func(w io.Writer) { Encode(w, c, Options{}) })
		run("own", func(w io.Writer) { Encode(w, c, Options{Workers: 1}) })
	}
}

func TestCorpusRoundTrip(t *testing.T) {
	m := corpus()
	for _, name := range keys(m) {
		c := m[name]
		var b bytes.Buffer
		if err := Encode(&b, c, Options{}); err != nil {
			t.Fatal(err)
		}
		img, err := stdpng.Decode(&b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		bad := 0
		for y := 0; y < c.H; y++ {
			for x := 0; x < c.W; x++ {
				if img.At(x, y) != img.ColorModel().Convert(c.Image().At(x, y)) {
					bad++
				}
			}
		}
		if bad > 0 {
			t.Errorf("%s: %d bad", name, bad)
		}
	}
}
