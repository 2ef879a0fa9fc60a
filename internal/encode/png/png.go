// Package png writes a raster canvas as a PNG file.
//
//	err := png.Encode(w, canvas, png.Options{DPI: 160, Text: []png.Text{{Keyword: "Title", Value: title}}})
//
// Pictures of at most 256 colours get a palette, opaque ones three bytes a pixel, others
// four; all are exact. The compressor is made for figures: see matcher. The same canvas
// and options give the same bytes on every machine, whatever its number of processors.
package png

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"

	"github.com/seed01309057/heat/internal/encode/raster"
)

// Options is how a picture is written. The zero value works.
type Options struct {
	DPI     float64 // recorded if positive
	Text    []Text  // recorded in this order
	Workers int     // how many stripes are compressed at once; 0 means as many as the processors and the picture's size are worth
}

// Encode writes a canvas. It returns the first error of w, as it is.
func Encode(w io.Writer, c *raster.Canvas, opt Options) error {
	if c.W < 1 || c.H < 1 {
		return errors.New("heat: png: a picture without pixels cannot be written")
	}
	f := choose(c)
	out := &chunks{w: bufio.NewWriterSize(w, 32<<10)}
	out.raw("\x89PNG\r\n\x1a\n")
	out.header(c, f)
	out.add("sRGB", []byte{0}) // perceptual intent
	out.density(opt.DPI)
	for _, t := range opt.Text {
		out.text(t)
	}
	out.colors(f.palette)
	out.picture(c, f, opt.Workers)
	out.add("IEND", nil)
	return out.close()
}

func (out *chunks) header(c *raster.Canvas, f format) {
	var b [13]byte
	binary.BigEndian.PutUint32(b[0:], uint32(c.W))
	binary.BigEndian.PutUint32(b[4:], uint32(c.H))
	b[8], b[9] = 8, f.kind // bits a sample; compression, filter and interlace are 0
	out.add("IHDR", b[:])
}

// density records the resolution in pixels a metre, the only unit that PNG has.
func (out *chunks) density(dpi float64) {
	perMetre := math.Round(dpi / 0.0254)
	if !(perMetre >= 1 && perMetre < 1<<31) {
		return
	}
	var b [9]byte
	binary.BigEndian.PutUint32(b[0:], uint32(perMetre))
	binary.BigEndian.PutUint32(b[4:], uint32(perMetre))
	b[8] = 1
	out.add("pHYs", b[:])
}

// colors writes a palette and, if a colour is translucent, its alphas.
func (out *chunks) colors(palette *colors) {
	if palette == nil {
		return
	}
	var rgb, alpha []byte
	translucent := 0
	for i, p := range palette.list {
		rgb = append(rgb, byte(p), byte(p>>8), byte(p>>16))
		alpha = append(alpha, byte(p>>24))
		if p>>24 != 255 {
			translucent = i + 1
		}
	}
	out.add("PLTE", rgb)
	if translucent > 0 {
		out.add("tRNS", alpha[:translucent]) // the rest is opaque
	}
}
