package png

import (
	"bytes"

	"github.com/seed01309057/heat/internal/encode/raster"
)

// stripeBytes is about how much of a picture is compressed as one piece. Pieces are cut
// by size alone, never by the number of processors, so the file is always the same.
const stripeBytes = 256 << 10

// encoder compresses stripes of one picture, one after another. Each stripe may refer to
// the row above it, so cutting costs next to nothing.
type encoder struct {
	matcher
	canvas *raster.Canvas
	format
	filter uint8
	kept   [2]struct { // converted rows, by the last bit of y
		data []byte
		y    int
	}
}

func newEncoder(c *raster.Canvas, f format) *encoder {
	return &encoder{matcher: matcher{blocks: *newBlocks()}, canvas: c, format: f}
}

// stripe is a piece of the compressed picture: deflate blocks that end at a byte, and
// the checksum of what they hold.
type stripe struct {
	data []byte
	sums checksum
}

// stripe compresses rows y0 ≤ y < y1, into memory whose contents are not needed any more.
func (e *encoder) stripe(y0, y1 int, room []byte) stripe {
	line := 1 + e.canvas.W*e.format.bpp
	e.reset(e.format.bpp, line, (y1-y0+1)*line, y0 == 0)
	e.out = room[:0]
	if y0 > 0 {
		e.filtered(e.win[:line], y0-1)
	}
	var all, one checksum
	for y := y0; y < y1; y++ {
		at := (y - y0 + 1) * line
		row := e.win[at : at+line]
		if e.repeats(y) {
			copy(row, e.win[at-line:at])
			if y == y0 {
				one = checksumOf(row)
			}
			e.repeat()
		} else {
			e.filtered(row, y)
			one = checksumOf(row)
			e.row(at, y == 0)
		}
		all = all.join(one)
	}
	e.endRepeat()
	e.flush()
	e.align()
	return stripe{e.out, all}
}

// repeats says whether row y is compressed to the same bytes as the row above it, and
// deflate can refer to those: three bytes at least, not too far back.
func (e *encoder) repeats(y int) bool {
	return y > 0 && e.filter <= filterSub && e.line >= 3 && e.line <= maxDist &&
		bytes.Equal(e.canvas.Row(y), e.canvas.Row(y-1))
}
