package png

import (
	"encoding/binary"

	"github.com/seed01309057/heat/internal/encode/raster"
)

// format is how pixels are stored.
type format struct {
	kind    uint8 // colour type of IHDR
	bpp     int   // bytes a pixel
	palette *colors
}

// Colour types of PNG.
const (
	trueColor      = 2
	indexed        = 3
	trueColorAlpha = 6
)

// choose returns the smallest format that holds a canvas exactly.
func choose(c *raster.Canvas) format {
	if p := collect(c); p != nil {
		return format{indexed, 1, p}
	}
	if c.Opaque || opaque(c) {
		return format{trueColor, 3, nil}
	}
	return format{trueColorAlpha, 4, nil}
}

func opaque(c *raster.Canvas) bool {
	for y := range c.H {
		row := c.Row(y)
		all := uint8(255)
		for i := 3; i < len(row); i += 4 {
			all &= row[i]
		}
		if all != 255 {
			return false
		}
	}
	return true
}

// convert writes a row of a canvas as samples.
func (f format) convert(dst, row []byte) {
	switch f.kind {
	case indexed:
		f.toIndex(dst, row)
	case trueColor:
		toRGB(dst, row)
	default:
		copy(dst, row)
	}
}

func (f format) toIndex(dst, row []byte) {
	before, index := ^binary.LittleEndian.Uint32(row), uint8(0)
	for i := range dst {
		p := binary.LittleEndian.Uint32(row[4*i:])
		if p != before {
			index = uint8(f.palette.index[f.palette.slot(p)] - 1)
			before = p
		}
		dst[i] = index
	}
}

// toRGB drops every fourth byte, of two pixels at once. Each store writes two bytes too
// many, which the next one overwrites; the last pixels must not.
func toRGB(dst, row []byte) {
	const rgb = 1<<24 - 1
	for len(row) >= 16 && len(dst) >= 8 {
		two := binary.LittleEndian.Uint64(row)
		binary.LittleEndian.PutUint64(dst, two&rgb|two>>8&(rgb<<24))
		row, dst = row[8:], dst[6:]
	}
	for ; len(row) >= 4; row, dst = row[4:], dst[3:] {
		copy(dst, row[:3])
	}
}
