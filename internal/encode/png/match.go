package png

import (
	"encoding/binary"
	"math/bits"
)

// matcher finds the repetitions of picture rows.
//
// A figure repeats itself in few ways: a pixel continues its left neighbour, a row its
// upper one, and text and cells recur nearby. So each pixel is compared with three
// places: the pixel to its left, the one above, and the last place where this pixel
// (with the next one, or alone) stood. A general search, byte by byte along chains of
// candidates, as image/png makes it, takes four to ten times as long; its files are a
// fifth smaller for smooth fields and larger for nearly everything else.
type matcher struct {
	blocks
	win     []byte // the rows of a stripe after the one above it, padded by pad
	bpp     int    // bytes a pixel
	line    int    // bytes a row, with its filter byte
	base    int    // where the stream begins in win, or what is known of it
	least   int    // bytes of a match that is worth while
	one     int    // bytes that must be alike for a match of one pixel
	long    int    // bytes that must be alike for a match of more than a pixel
	inverse uint64 // 2³²/bpp, rounded up
	// The last places where one pixel and two stood, by their hash: their low bits, which
	// tell distances below 2¹⁶ apart. Whatever stands there is compared.
	single           [1 << singleBits]uint16
	pair             [1 << pairBits]uint16
	beyond1, beyond2 uint // bits of eight bytes that lie beyond what is hashed
	same             int  // bytes that repeat the row above and are not yet sent
}

const (
	pad        = 16 // bytes that may be read beyond the end of a row
	singleBits = 12
	pairBits   = 13
)

// reset prepares for a stripe of so many bytes with the row above it. Positions of an
// older one would mean nothing. The first stripe has no row above it.
func (m *matcher) reset(bpp, line, size int, first bool) {
	m.bpp, m.line, m.base = bpp, line, 0
	if first {
		m.base = line
	}
	if cap(m.win) < size+pad {
		m.win = make([]byte, size+pad)
	}
	m.win = m.win[:size+pad]
	m.inverse = (1<<32 + uint64(bpp) - 1) / uint64(bpp)
	m.least, m.one, m.long, m.beyond1, m.beyond2 = bpp, bpp, 2*bpp, 40, 16
	const never = 9 // a byte alone is as short as what would refer to it
	switch bpp {
	case 1:
		m.least, m.one, m.long, m.beyond1, m.beyond2 = 4, never, 4, 32, 24
	case 4:
		m.beyond1, m.beyond2 = 32, 0
	}
	clear(m.single[:])
	clear(m.pair[:])
}

// repeat adds a row that equals the one above. Such rows are sent together.
func (m *matcher) repeat() { m.same += m.line }

// endRepeat sends the rows that repeat gathered.
func (m *matcher) endRepeat() {
	if m.same > 0 {
		m.match(m.same, m.line)
		m.same = 0
	}
}

// row adds the row at win[from:]. The row above stands before it, unless it is the top
// one of the picture.
func (m *matcher) row(from int, top bool) {
	m.endRepeat()
	m.next()
	win, bpp, to := m.win, m.bpp, from+m.line
	clear(win[to : to+pad]) // lookups at the end of the row must not see what was there
	above := m.line
	if above > maxDist || top {
		above = bpp
	}
	for i := m.start(from, to, above, top); i < to; {
		// All places are compared before any is asked about: which of them repeats cannot be
		// guessed in a figure's text, and wrong guesses take longer than the comparisons.
		here := load(win, i)
		pair, single := &m.pair[here<<(m.beyond2&63)*mixer>>(64-pairBits)], &m.single[here<<(m.beyond1&63)*mixer>>(64-singleBits)]
		known := uint(min(i-m.base, maxDist))
		far, lone := distance(i, *pair, known, bpp), distance(i, *single, known, bpp)
		*pair, *single = uint16(i), uint16(i)
		left, up, two := alike(win, i-bpp, here), alike(win, i-above, here), alike(win, i-far, here)
		if max(left, up, two) >= m.long {
			if n, dist := m.longest(i, to, above, far, [3]int{left, up, two}); n > 0 {
				m.match(n, dist)
				i += n
				continue
			}
		}
		// One pixel: like the one to its left or the last one alike, or else as it is.
		last := alike(win, i-lone, here)
		if left >= m.one {
			last, lone = left, bpp
		}
		i += bpp
		if bpp != 3 {
			m.pixel(uint32(here), last >= m.one, lone)
			continue
		}
		t, same := pixelToken(uint32(here)), matchToken(3, lone)
		if last >= 3 { // which cannot be guessed
			t = same
		}
		m.tokens = append(m.tokens, t)
	}
}

// pixel adds a pixel of one byte or four, as one that stood dist before if it is the same.
func (m *matcher) pixel(v uint32, same bool, dist int) {
	switch {
	case same:
		m.tokens = append(m.tokens, matchToken(m.bpp, dist))
	case m.bpp == 1:
		m.literal(uint8(v))
	default:
		m.tokens = append(m.tokens, pixelToken(v), byteToken(uint8(v>>24)))
	}
}

// start adds the first bytes of a row and returns where to go on. The filter byte goes
// with the pixels after it where they equal those above. The top row's first pixel has
// nothing before it to be compared with.
func (m *matcher) start(from, to, above int, top bool) int {
	if above > m.bpp {
		n := m.extend(8, above, from-8, to) - 8
		if n = (n-1)/m.bpp*m.bpp + 1; n > 2*m.bpp {
			m.match(n, above)
			return from + n
		}
	}
	end := from + 1
	if top {
		end += m.bpp
	}
	for _, v := range m.win[from:end] {
		m.literal(v)
	}
	return end
}

// longest returns the longest match of those to the left, above and where two such pixels
// stood, of which the first bytes that are alike are given; it is a whole number of pixels
// long, 0 if there is none.
func (m *matcher) longest(i, to, above, far int, alike [3]int) (length, dist int) {
	length, dist = m.extend(alike[0], m.bpp, i, to), m.bpp
	// A far distance costs about a byte more than the next pixel.
	if n := m.extend(alike[1], above, i, to); n > length+m.bpp {
		length, dist = n, above
	}
	if length < 8*m.bpp {
		if n := m.extend(alike[2], far, i, to); n > length+m.bpp {
			length, dist = n, far
		}
	}
	if length < m.least {
		return 0, 0
	}
	return int(uint64(length)*m.inverse>>32) * m.bpp, dist
}

// distance is how far back a place is of which the low bits are given. Where none is, or
// it lies beyond what is known, it is the pixel to the left, which is looked at anyhow.
func distance(i int, place uint16, known uint, left int) int {
	d := int(uint16(i - int(place)))
	if uint(d-1) >= known {
		d = left
	}
	return d
}

// mixer spreads pixels over a table: the upper bits of their product with it.
const mixer = 0x9E3779B97F4A7C15

// load reads eight bytes.
func load(win []byte, at int) uint64 { return binary.LittleEndian.Uint64(win[at : at+8 : at+8]) }

// alike returns how many of the eight bytes at a place equal others.
func alike(win []byte, at int, here uint64) int {
	return bits.TrailingZeros64(load(win, at)^here) >> 3
}

// extend returns how many bytes from i on, up to end, equal those dist before, of which
// the first n are known to; more only if those are eight.
func (m *matcher) extend(n, dist, i, end int) int {
	if n == 8 {
		win := m.win
		for n += i; n < end; n += 8 {
			if x := load(win, n-dist) ^ load(win, n); x != 0 {
				n += bits.TrailingZeros64(x) >> 3
				break
			}
		}
		n -= i
	}
	return min(n, end-i)
}
