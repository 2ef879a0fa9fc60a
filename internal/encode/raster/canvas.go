package raster

import (
	"encoding/binary"
	"fmt"
	"image"
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// The limits of a picture, checked before anything is allocated. A side fits into 16
// bits, which every format and viewer can hold; the area bounds memory to 1 GiB.
const (
	MaxSide   = 65535
	MaxPixels = 1 << 28
)

// Canvas is a picture in straight (not premultiplied) 8-bit sRGB.
type Canvas struct {
	// Pix holds R, G, B, A for each pixel. Four bytes make a pixel one machine word to
	// fill, compare and hash, which is worth more than the quarter of memory that three
	// would save.
	Pix    []uint8
	W, H   int  // pixels
	Stride int  // bytes from one row to the next
	Opaque bool // whether every pixel is known to have A == 255
}

// Row returns the pixels of row y, 4*W bytes.
func (c *Canvas) Row(y int) []uint8 {
	i := y * c.Stride
	return c.Pix[i : i+4*c.W : i+4*c.W]
}

// Image returns the canvas as a standard image that shares its pixels.
func (c *Canvas) Image() *image.NRGBA {
	return &image.NRGBA{Pix: c.Pix, Stride: c.Stride, Rect: image.Rect(0, 0, c.W, c.H)}
}

// newCanvas makes a canvas of width × height points filled with a colour.
func newCanvas(width, height, dpi float64, background scene.Color) (*Canvas, error) {
	w, h, err := Size(width, height, dpi)
	if err != nil {
		return nil, err
	}
	c := &Canvas{Pix: make([]uint8, 4*w*h), W: w, H: h, Stride: 4 * w, Opaque: background.A == 255}
	populate(c.Pix)
	if background.A != 0 {
		c.set(0, 0, w, h, pixel(background))
	}
	return c, nil
}

// Size returns the pixels of a picture of width × height points, at least one a side,
// or an error that says which limit it breaks.
func Size(width, height, dpi float64) (w, h int, err error) {
	if !(dpi > 0) || math.IsInf(dpi, 0) {
		return 0, 0, fmt.Errorf("heat: raster: %v dpi is not a resolution (use a positive number)", dpi)
	}
	px := math.Max(1, math.Floor(float64(width*dpi/72)+0.5))
	py := math.Max(1, math.Floor(float64(height*dpi/72)+0.5))
	switch {
	case math.IsNaN(px) || math.IsNaN(py) || width < 0 || height < 0:
		return 0, 0, fmt.Errorf("heat: raster: a canvas of %v × %v points cannot be drawn", width, height)
	case px > MaxSide || py > MaxSide:
		return 0, 0, fmt.Errorf("heat: raster: a picture of %.6g × %.6g pixels has a side over %d (lower the dpi or the size)",
			px, py, MaxSide)
	case px*py > MaxPixels:
		return 0, 0, fmt.Errorf("heat: raster: a picture of %.0f × %.0f pixels is over the limit of %d in all (lower the dpi or the size)",
			px, py, MaxPixels)
	}
	return int(px), int(py), nil
}

// pixel packs a colour as it stands in Pix.
func pixel(c scene.Color) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}

// paint fills pixels x0 ≤ x < x1, y0 ≤ y < y1, clipped to the canvas, with a colour
// blended over what is there.
func (c *Canvas) paint(x0, y0, x1, y1 int, p uint32) {
	x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, c.W), min(y1, c.H)
	if x0 >= x1 || y0 >= y1 || p>>24 == 0 {
		return
	}
	if p>>24 == 255 {
		c.set(x0, y0, x1, y1, p)
		return
	}
	for y := y0; y < y1; y++ {
		row := c.Row(y)[4*x0 : 4*x1]
		for i := 0; i < len(row); i += 4 {
			blend(row[i:i+4:i+4], p, p>>24)
		}
	}
}

// set overwrites a rectangle that lies within the canvas.
func (c *Canvas) set(x0, y0, x1, y1 int, p uint32) {
	first := c.Row(y0)[4*x0 : 4*x1]
	fill(first, p)
	for y := y0 + 1; y < y1; y++ {
		copy(c.Row(y)[4*x0:], first)
	}
}

// fill sets every pixel of a row piece. Long pieces are doubled by copy, which moves
// many pixels an instruction.
func fill(row []uint8, p uint32) {
	const direct = 64 // bytes; below it the calls of copy cost more than they save
	n := min(len(row), direct)
	for i := 0; i+4 <= n; i += 4 {
		binary.LittleEndian.PutUint32(row[i:], p)
	}
	for ; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// blend paints a colour with coverage alpha (0..255, which replaces its own A) over one
// pixel, in sRGB as browsers and PDF viewers do.
func blend(dst []uint8, p, alpha uint32) {
	below := binary.LittleEndian.Uint32(dst)
	if below>>24 != 255 {
		blendStraight(dst, p, alpha)
		return
	}
	binary.LittleEndian.PutUint32(dst, mix(p|255<<24, below, alpha))
}

// mix is p over q with coverage a, both opaque: two channels at a time, each in 16 bits,
// which hold a product of two bytes and what div255 adds to it.
func mix(p, q, a uint32) uint32 {
	const even, half = 0x00ff00ff, 0x00800080
	rest := 255 - a
	rb := (p&even)*a + (q&even)*rest + half
	ga := (p>>8&even)*a + (q>>8&even)*rest + half
	rb = (rb + rb>>8&even) >> 8 & even
	ga = (ga + ga>>8&even) & (even << 8)
	return rb | ga
}

// blendStraight is blend over a translucent pixel, whose colour weighs by its own alpha.
func blendStraight(dst []uint8, p, alpha uint32) {
	below := uint32(dst[3]) * (255 - alpha) // in 1/255²
	over := alpha * 255
	sum := over + below
	if sum == 0 {
		return
	}
	for k := range 3 {
		s := p >> (8 * k) & 255
		dst[k] = uint8((s*over + uint32(dst[k])*below + sum/2) / sum)
	}
	dst[3] = div255(sum)
}

// div255 is v/255 rounded to nearest, exact for all products of two bytes and their sums
// up to 255².
func div255(v uint32) uint8 {
	v += 128
	return uint8((v + v>>8) >> 8)
}
