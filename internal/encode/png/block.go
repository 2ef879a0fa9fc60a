package png

import (
	"encoding/binary"
	"math/bits"
)

// The alphabets of deflate (RFC 1951).
const (
	endOfBlock = 256
	litSymbols = 286
	disSymbols = 30
	lenSymbols = 19
	maxSymbols = litSymbols
	maxMatch   = 258
	maxDist    = 32768
)

// token is what is sent together: up to three bytes as they are, or a match. Either way it
// is three symbols, of which some may be nothing, and the low bits of a distance, so that
// counting and sending need not ask which; such questions cost more than their answers,
// because in a figure's text nobody can guess them.
//
//	bits  0–15: a byte, or a match's length: firstLength + length - 3
//	bits 16–31: a byte, or a distance's symbol: secondDist + symbol, or secondNone
//	bits 32–47: a byte, or thirdNone
//	bits 48–63: what tells the distances of a symbol apart
type token uint64

const (
	firstLength = 256
	secondDist  = 256
	secondNone  = secondDist + disSymbols
	thirdNone   = 256
)

// byteToken is one byte, pixelToken three, the first lowest.
func byteToken(v uint8) token { return token(v) | secondNone<<16 | thirdNone<<32 }
func pixelToken(v uint32) token {
	return token(v&0xff) | token(v>>8&0xff)<<16 | token(v>>16&0xff)<<32
}

// matchToken is a match of 3 to 258 bytes.
func matchToken(length, dist int) token {
	s, low := distSymbol(dist)
	return token(firstLength-3+length) | token(secondDist+s)<<16 | thirdNone<<32 | token(low)<<48
}

// blockTokens is about how many tokens share one Huffman code. More would follow changes
// of the picture later, fewer would pay for more headers (about 80 bytes each).
const blockTokens = 1 << 15

// blocks gathers tokens and writes them as deflate blocks.
type blocks struct {
	bitWriter
	tokens []token
	lit    [litSymbols]uint32
	dist   [disSymbols]uint32
	codes
	scratch []uint64
}

// codes are the Huffman codes of a block, and what is sent for the parts of a token: bits,
// their number << 20, and << 25 the number of bits of a distance that follow.
type codes struct {
	lits, dists, lens    code
	first, second, third [1 << 9]uint32
}

func newBlocks() *blocks {
	return &blocks{
		codes:   codes{lits: newCode(litSymbols), dists: newCode(disSymbols), lens: newCode(lenSymbols)},
		scratch: make([]uint64, 0, maxSymbols),
	}
}

// next ends a block that is full.
func (b *blocks) next() {
	if len(b.tokens) >= blockTokens {
		b.flush()
	}
}

func (b *blocks) literal(v uint8) { b.tokens = append(b.tokens, byteToken(v)) }

// match adds a match of 3 bytes or more, in pieces if it is longer than deflate allows.
func (b *blocks) match(length, dist int) {
	for length > maxMatch {
		n := maxMatch
		if length < maxMatch+3 {
			n -= 3 // leave a piece that is long enough
		}
		length -= n
		b.tokens = append(b.tokens, matchToken(n, dist))
	}
	b.tokens = append(b.tokens, matchToken(length, dist))
}

// flush writes the tokens gathered so far as one block.
func (b *blocks) flush() {
	b.count()
	b.lit[endOfBlock] = 1
	// Some decoders want two distances in a code even where fewer are used.
	for s := 0; s < 2; s++ {
		b.dist[s] = max(b.dist[s], 1)
	}
	b.lits.build(b.lit[:], maxBits, b.scratch)
	b.dists.build(b.dist[:], maxBits, b.scratch)
	b.reserve(b.size())
	b.header()
	b.pack()
	b.body()
	b.tokens = b.tokens[:0]
}

// count finds how often each symbol occurs.
func (b *blocks) count() {
	var first [len(b.first)]uint32
	var second [len(b.second)]uint32
	var third [len(b.third)]uint32
	for _, t := range b.tokens {
		first[t&0x1ff]++
		second[t>>16&0x1ff]++
		third[t>>32&0x1ff]++
	}
	for v := range 256 {
		b.lit[v] = first[v] + second[v] + third[v]
	}
	clear(b.lit[256:])
	for n, k := range first[firstLength:] {
		b.lit[lengthSymbol[n]] += k
	}
	copy(b.dist[:], second[secondDist:])
}

// size bounds the bytes of the block.
func (b *blocks) size() int {
	n := 4096 // bits of the header, at most
	for s, count := range b.lit {
		extra := 0
		if s > endOfBlock {
			extra = int(lengthExtra[s-257])
		}
		n += int(count) * (int(b.lits.size[s]) + extra)
	}
	for s, count := range b.dist {
		n += int(count) * (int(b.dists.size[s]) + int(distExtra(s)))
	}
	return n/8 + 16
}

// pack makes the tables that body sends from.
func (c *codes) pack() {
	for v := range 256 {
		code := uint32(c.lits.bits[v]) | uint32(c.lits.size[v])<<20
		c.first[v], c.second[v], c.third[v] = code, code, code
	}
	for n := range 256 {
		s := lengthSymbol[n]
		size := uint32(c.lits.size[s])
		extra := uint32(n+3) - uint32(lengthBase[s-257])
		c.first[firstLength+n] = uint32(c.lits.bits[s]) | extra<<size | (size+uint32(lengthExtra[s-257]))<<20
	}
	for s := range disSymbols {
		c.second[secondDist+s] = uint32(c.dists.bits[s]) | uint32(c.dists.size[s])<<20 | uint32(distExtra(s))<<25
	}
}

// body writes the tokens and the end of the block. A token has 48 bits at most.
func (b *blocks) body() {
	const value = 1<<20 - 1
	out, at, acc, have := b.out[:cap(b.out)], len(b.out), b.acc, b.have // in registers
	for _, t := range b.tokens {
		first, second, third := b.first[t&0x1ff], b.second[t>>16&0x1ff], b.third[t>>32&0x1ff]
		v, k := uint64(first&value), uint(first>>20)
		v |= uint64(second&value) << (k & 63)
		k += uint(second >> 20 & 31)
		v |= uint64(t>>48) << (k & 63)
		k += uint(second >> 25)
		v |= uint64(third&value) << (k & 63)
		acc |= v << (have & 63)
		have += k + uint(third>>20)
		binary.LittleEndian.PutUint64(out[at:at+8:at+8], acc)
		at += int(have / 8)
		acc >>= have &^ 7 & 63
		have &= 7
	}
	b.out, b.acc, b.have = out[:at], acc, have
	b.put(uint64(b.lits.bits[endOfBlock]), uint(b.lits.size[endOfBlock]))
}

// lenOrder is the order in which the lengths of the length code are sent.
var lenOrder = [lenSymbols]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// header writes the head of a dynamic block: its two codes as lengths, themselves
// run-length coded and Huffman coded.
func (b *blocks) header() {
	nlit, ndist := trim(b.lits.size, 257), trim(b.dists.size, 1)
	var runs [litSymbols + disSymbols]uint16 // symbol | extra<<8
	var joined [litSymbols + disSymbols]uint8
	n := copy(joined[:], b.lits.size[:nlit])
	n += copy(joined[n:], b.dists.size[:ndist])
	coded := runLengths(joined[:n], runs[:0])
	var counts [lenSymbols]uint32
	for _, r := range coded {
		counts[r&0xff]++
	}
	b.lens.build(counts[:], 7, b.scratch)
	nlen := lenSymbols
	for nlen > 4 && b.lens.size[lenOrder[nlen-1]] == 0 {
		nlen--
	}
	b.put(0b100, 3) // not the last block; dynamic codes
	b.put(uint64(nlit-257)|uint64(ndist-1)<<5|uint64(nlen-4)<<10, 14)
	for _, s := range lenOrder[:nlen] {
		b.put(uint64(b.lens.size[s]), 3)
	}
	for _, r := range coded {
		s := r & 0xff
		b.put(uint64(b.lens.bits[s]), uint(b.lens.size[s]))
		if s >= 16 {
			b.put(uint64(r>>8), [3]uint{2, 3, 7}[s-16])
		}
	}
}

// trim returns how many lengths must be sent, at least some.
func trim(sizes []uint8, least int) int {
	n := len(sizes)
	for n > least && sizes[n-1] == 0 {
		n--
	}
	return n
}

// runLengths codes lengths: 16 repeats the last 3–6 times, 17 and 18 repeat zero 3–10 and
// 11–138 times.
func runLengths(sizes []uint8, out []uint16) []uint16 {
	for i := 0; i < len(sizes); {
		v, n := sizes[i], 1
		for i+n < len(sizes) && sizes[i+n] == v {
			n++
		}
		i += n
		if v != 0 {
			out = append(out, uint16(v))
			n--
		}
		for n > 0 {
			switch {
			case n < 3:
				out = append(out, uint16(v))
				n--
			case v != 0:
				k := min(n, 6)
				out = append(out, 16|uint16(k-3)<<8)
				n -= k
			case n <= 10:
				out = append(out, 17|uint16(n-3)<<8)
				n = 0
			default:
				k := min(n, 138)
				out = append(out, 18|uint16(k-11)<<8)
				n -= k
			}
		}
	}
	return out
}

// lengthBase and lengthExtra give the first length of symbol 257+i and how many bits
// choose among those after it; lengthSymbol the symbol of length i+3.
var (
	lengthBase = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
		35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
		3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	lengthSymbol = func() (out [256]uint16) {
		for s, base := range lengthBase {
			for n := int(base); n < int(base)+1<<lengthExtra[s] && n <= maxMatch; n++ {
				out[n-3] = uint16(257 + s)
			}
		}
		return out
	}()
)

// distSymbol is the symbol of a distance: two a power of two, which the highest two bits
// choose from; and the bits below those, that tell its distances apart.
func distSymbol(dist int) (symbol, low uint32) {
	d := uint32(dist - 1)
	k := uint32(bits.Len32(d|2)-2) & 31
	return 2*k + d>>k, d & (1<<k - 1)
}

func distExtra(symbol int) uint {
	if symbol < 4 {
		return 0
	}
	return uint(symbol/2 - 1)
}

// bitWriter appends bits, the lowest first.
type bitWriter struct {
	out  []byte
	acc  uint64
	have uint // bits in acc, fewer than 8 between calls
}

// reserve makes room for n more bytes, so that put need not ask.
func (w *bitWriter) reserve(n int) {
	if cap(w.out)-len(w.out) < n+8 {
		grown := make([]byte, len(w.out), 2*cap(w.out)+n+8)
		copy(grown, w.out)
		w.out = grown
	}
}

// put appends the low n ≤ 56 bits of v, which has no others. There must be room.
func (w *bitWriter) put(v uint64, n uint) {
	w.acc |= v << (w.have & 63)
	w.have += n
	at := len(w.out)
	w.out = w.out[:at+8]
	binary.LittleEndian.PutUint64(w.out[at:], w.acc)
	whole := w.have / 8
	w.out = w.out[:at+int(whole)]
	w.acc >>= whole * 8 & 63
	w.have &= 7
}

// align ends the bits at a byte with an empty stored block.
func (w *bitWriter) align() {
	w.reserve(16)
	w.put(0, 3)
	w.put(0, (8-w.have)&7)
	w.out = append(w.out, 0, 0, 0xff, 0xff)
}
