package raster

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

// FuzzDraw draws scenes made of arbitrary bytes: none may panic, hang or write outside
// of the canvas (which would panic).
func FuzzDraw(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add([]byte("\x03\x00\x01\x02\x13\x24\x35\x04\x01\x02\x03\x02\x08\x09\x10"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{data: data}
		s := &scene.Scene{Width: 90, Height: 60, Background: scene.Color{R: 9, A: r.byte()}}
		for len(r.data) > 0 && len(s.Items) < 20 {
			s.Items = append(s.Items, r.item())
		}
		c, err := Draw(s, 50+float64(r.byte()))
		if err == nil && len(c.Pix) != 4*c.W*c.H {
			t.Errorf("%d bytes for %d × %d pixels", len(c.Pix), c.W, c.H)
		}
	})
}

type reader struct{ data []byte }

func (r *reader) byte() byte {
	if len(r.data) == 0 {
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

// number is mostly near the canvas, at times anything.
func (r *reader) number() float64 {
	b := r.byte()
	if b == 255 && len(r.data) >= 8 {
		v := math.Float64frombits(binary.LittleEndian.Uint64(r.data))
		r.data = r.data[8:]
		return v
	}
	return float64(b)*0.6 - 20
}

func (r *reader) color() scene.Color { return scene.Color{G: r.byte(), A: r.byte()} }

func (r *reader) item() scene.Item {
	switch r.byte() % 5 {
	case 0:
		return &scene.Rect{X: r.number(), Y: r.number(), W: r.number(), H: r.number(), Fill: r.color()}
	case 1:
		return &scene.Line{X1: r.number(), Y1: r.number(), X2: r.number(), Y2: r.number(), Width: r.number(), Color: r.color()}
	case 2:
		t := run(r.number(), r.number(), r.number()*10, scene.Anchor(r.byte()), r.number(), 3)
		t.Glyphs[1].Y = r.number()
		return t
	case 3:
		p := &scene.Path{Fill: r.color()}
		for range r.byte() % 16 {
			s := scene.Segment{Op: scene.Op(r.byte() % 5)}
			for k := range s.P {
				s.P[k] = scene.Point{X: r.number(), Y: r.number()}
			}
			p.Segments = append(p.Segments, s)
		}
		return p
	}
	m := &scene.Mosaic{Palette: []scene.Color{r.color(), r.color()}}
	for range r.byte() % 8 {
		m.X = append(m.X, r.number())
		m.Y = append(m.Y, r.number())
	}
	n := max(0, len(m.X)-1)
	if r.byte()%4 > 0 {
		m.Cells = make([]uint16, n*n)
		for i := range m.Cells {
			m.Cells[i] = uint16(r.byte() % 3)
		}
	}
	if r.byte()%4 > 0 {
		m.Coarse = func(w, h int) []uint16 {
			if w*h > 1<<20 {
				return nil // an error, but sooner than by filling a gigabyte
			}
			return make([]uint16, w*h)
		}
	}
	return m
}
