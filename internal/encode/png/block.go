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

// token is a literal byte, or a match: matchFlag | (length-3)<<16 | distance-1.
type token uint32

const matchFlag token = 1 << 31

// blockTokens is how many tokens share one Huffman code. More would follow changes of
// the picture later, fewer would pay for more headers (about 80 bytes each).
const blockTokens = 1 << 14

// blocks gathers tokens and writes them as deflate blocks.
type blocks struct {
	bitWriter
	tokens   []token
	lit      [litSymbols]uint32
	dist     [disSymbols]uint32
	litCode  code
	distCode code
	lenCode  code
	scratch  []uint64
}

func newBlocks() *blocks {
	return &blocks{
		tokens:  make([]token, 0, blockTokens),
		litCode: newCode(litSymbols), distCode: newCode(disSymbols), lenCode: newCode(lenSymbols),
		scratch: make([]uint64, 0, maxSymbols),
	}
}

func (b *blocks) literal(v uint8) {
	b.lit[v]++
	b.push(token(v))
}

// match adds a match of 3 bytes or more, in pieces if it is longer than deflate allows.
func (b *blocks) match(length, dist int) {
	ds := distSymbol(dist)
	for length > 0 {
		n := min(length, maxMatch)
		if rest := length - n; rest > 0 && rest < 3 {
			n -= 3 // leave a piece that is long enough
		}
		length -= n
		b.lit[lengthSymbol[n-3]]++
		b.dist[ds]++
		b.push(matchFlag | token(n-3)<<16 | token(dist-1))
	}
}

func (b *blocks) push(t token) {
	b.tokens = append(b.tokens, t)
	if len(b.tokens) == blockTokens {
		b.flush()
	}
}

// flush writes the tokens gathered so far as one block.
func (b *blocks) flush() {
	b.lit[endOfBlock] = 1
	// Some decoders want two distances in a code even where fewer are used.
	for s := 0; s < 2; s++ {
		b.dist[s] = max(b.dist[s], 1)
	}
	b.litCode.build(b.lit[:], maxBits, b.scratch)
	b.distCode.build(b.dist[:], maxBits, b.scratch)
	b.reserve(b.size())
	b.header()
	b.body()
	clear(b.lit[:])
	clear(b.dist[:])
	b.tokens = b.tokens[:0]
}

// size bounds the bytes of the block.
func (b *blocks) size() int {
	n := 4096 // bits of the header, at most
	for s, count := range b.lit {
		extra := 0
		if s > endOfBlock {
			extra = int(lengthExtra[s-257])
		}
		n += int(count) * (int(b.litCode.size[s]) + extra)
	}
	for s, count := range b.dist {
		n += int(count) * (int(b.distCode.size[s]) + int(distExtra(s)))
	}
	return n/8 + 16
}

// body writes the tokens and the end of the block.
func (b *blocks) body() {
	for _, t := range b.tokens {
		if t&matchFlag == 0 {
			b.put(uint64(b.litCode.bits[t]), uint(b.litCode.size[t]))
			continue
		}
		n, dist := int(t>>16)&0xff, int(t&0x7fff)+1
		s := lengthSymbol[n]
		v, k := uint64(b.litCode.bits[s]), uint(b.litCode.size[s])
		v |= uint64(n+3-int(lengthBase[s-257])) << k
		k += uint(lengthExtra[s-257])
		ds := distSymbol(dist)
		v |= uint64(b.distCode.bits[ds]) << k
		k += uint(b.distCode.size[ds])
		extra := distExtra(ds)
		v |= uint64((dist-1)&(1<<extra-1)) << k
		b.put(v, k+extra)
	}
	b.put(uint64(b.litCode.bits[endOfBlock]), uint(b.litCode.size[endOfBlock]))
}

// lenOrder is the order in which the lengths of the length code are sent.
var lenOrder = [lenSymbols]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// header writes the head of a dynamic block: its two codes as lengths, themselves
// run-length coded and Huffman coded.
func (b *blocks) header() {
	nlit, ndist := trim(b.litCode.size, 257), trim(b.distCode.size, 1)
	var runs [litSymbols + disSymbols]uint16 // symbol | extra<<8
	var joined [litSymbols + disSymbols]uint8
	n := copy(joined[:], b.litCode.size[:nlit])
	n += copy(joined[n:], b.distCode.size[:ndist])
	coded := runLengths(joined[:n], runs[:0])
	var counts [lenSymbols]uint32
	for _, r := range coded {
		counts[r&0xff]++
	}
	b.lenCode.build(counts[:], 7, b.scratch)
	nlen := lenSymbols
	for nlen > 4 && b.lenCode.size[lenOrder[nlen-1]] == 0 {
		nlen--
	}
	b.put(0b100, 3) // not the last block; dynamic codes
	b.put(uint64(nlit-257)|uint64(ndist-1)<<5|uint64(nlen-4)<<10, 14)
	for _, s := range lenOrder[:nlen] {
		b.put(uint64(b.lenCode.size[s]), 3)
	}
	for _, r := range coded {
		s := r & 0xff
		b.put(uint64(b.lenCode.bits[s]), uint(b.lenCode.size[s]))
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

// distSymbol is the symbol of a distance: two a power of two, which the bits below the
// highest two choose from.
func distSymbol(dist int) int {
	d := uint32(dist - 1)
	if d < 2 {
		return int(d)
	}
	high := bits.Len32(d) - 1
	return 2*high | int(d>>(high-1)&1)
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
	w.acc |= v << w.have
	w.have += n
	at := len(w.out)
	w.out = w.out[:at+8]
	binary.LittleEndian.PutUint64(w.out[at:], w.acc)
	whole := w.have / 8
	w.out = w.out[:at+int(whole)]
	w.acc >>= whole * 8
	w.have &= 7
}

// align ends the bits at a byte with an empty stored block.
func (w *bitWriter) align() {
	w.reserve(16)
	w.put(0, 3)
	w.put(0, (8-w.have)&7)
	w.out = append(w.out, 0, 0, 0xff, 0xff)
}
