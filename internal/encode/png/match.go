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
	win    []byte // the rows of a stripe after the one above it, padded by pad
	bpp    int    // bytes a pixel
	line   int    // bytes a row, with its filter byte
	mask   uint32 // selects the bytes of win that a lookup compares
	single [1 << singleBits]int32
	pair   [1 << pairBits]int32
	same   int // bytes that repeat the row above and are not yet sent
}

const (
	pad        = 16 // bytes that may be read beyond the end of a row
	singleBits = 12
	pairBits   = 14
)

// reset prepares for a stripe of so many bytes with the row above it. Positions of an
// older one would mean nothing.
func (m *matcher) reset(bpp, line, size int) {
	m.bpp, m.line = bpp, line
	if cap(m.win) < size+pad {
		m.win = make([]byte, size+pad)
	}
	m.win = m.win[:size+pad]
	m.mask = 1<<24 - 1
	if bpp != 3 {
		m.mask = 1<<32 - 1
	}
	for i := range m.single {
		m.single[i] = -1
	}
	for i := range m.pair {
		m.pair[i] = -1
	}
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
	win, bpp, to := m.win, m.bpp, from+m.line
	clear(win[to : to+pad]) // lookups at the end of the row must not see what was there
	above := m.line
	if above > maxDist || top {
		above = 0
	}
	i := m.start(from, to, above, top)
	for i < to {
		n, dist := m.find(i, to, above)
		if n == 0 {
			for _, v := range win[i : i+bpp] {
				m.literal(v)
			}
			i += bpp
			continue
		}
		m.match(n, dist)
		i += n
	}
}

// start adds the first bytes of a row and returns where to go on. The filter byte goes
// with the pixels after it where they equal those above. The top row's first pixel has
// nothing before it to be compared with.
func (m *matcher) start(from, to, above int, top bool) int {
	if above > 0 {
		n := equal(m.win, from-above, from, to)
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

// find returns the best match at a pixel, a whole number of pixels long; 0 if none.
func (m *matcher) find(i, to, above int) (length, dist int) {
	win, bpp := m.win, m.bpp
	v := binary.LittleEndian.Uint32(win[i:])
	if binary.LittleEndian.Uint32(win[i-bpp:])&m.mask == v&m.mask {
		length, dist = equal(win, i-bpp, i, to), bpp
	}
	if above > 0 && binary.LittleEndian.Uint32(win[i-above:]) == v {
		// A far distance costs about a byte more than the next pixel.
		if n := equal(win, i-above, i, to); n > length+bpp {
			length, dist = n, above
		}
	}
	next := binary.LittleEndian.Uint32(win[i+bpp:])
	h := hash(v&m.mask, pairBits) ^ hash(next&m.mask, pairBits-1)
	at := int(m.pair[h])
	m.pair[h] = int32(i)
	hs := hash(v&m.mask, singleBits)
	lone := int(m.single[hs])
	m.single[hs] = int32(i)
	if length < 8*bpp {
		if at >= 0 && i-at <= maxDist && binary.LittleEndian.Uint32(win[at:])&m.mask == v&m.mask {
			if n := equal(win, at, i, to); n > length+bpp {
				length, dist = n, i-at
			}
		}
		if length == 0 && lone >= 0 && i-lone <= maxDist && binary.LittleEndian.Uint32(win[lone:])&m.mask == v&m.mask {
			length, dist = equal(win, lone, i, to), i-lone
		}
	}
	length -= length % bpp
	if length < 3 || bpp == 1 && length < 4 {
		return 0, 0
	}
	return length, dist
}

// hash mixes a pixel into so many bits.
func hash(v uint32, bits uint) uint32 { return v * 0x9E3779B1 >> (32 - bits) }

// equal returns how many bytes from b on, up to end, equal those from a on.
func equal(win []byte, a, b, end int) int {
	start := b
	for b+8 <= end {
		if x := binary.LittleEndian.Uint64(win[a:]) ^ binary.LittleEndian.Uint64(win[b:]); x != 0 {
			return b - start + bits.TrailingZeros64(x)/8
		}
		a, b = a+8, b+8
	}
	for b < end && win[a] == win[b] {
		a, b = a+1, b+1
	}
	return b - start
}
