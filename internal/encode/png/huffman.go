package png

import (
	"math/bits"
	"slices"
)

// maxBits is the longest code that deflate allows.
const maxBits = 15

// code is a canonical Huffman code: for each symbol its bits, as deflate sends them, and
// their number, 0 where the symbol does not occur.
type code struct {
	bits []uint16
	size []uint8
}

func newCode(n int) code { return code{make([]uint16, n), make([]uint8, n)} }

// build makes the code for counts of symbols, none longer than limit bits.
func (c *code) build(counts []uint32, limit int, scratch []uint64) {
	clear(c.size)
	leaves := scratch[:0]
	for s, n := range counts {
		if n > 0 {
			leaves = append(leaves, uint64(n)<<16|uint64(s))
		}
	}
	slices.Sort(leaves)
	lengths := codeLengths(leaves, limit)
	// The rarest symbols have the longest codes.
	k := 0
	for size := limit; size > 0; size-- {
		for range lengths[size] {
			c.size[leaves[k]&0xffff] = uint8(size)
			k++
		}
	}
	c.assign()
}

// codeLengths returns how many symbols get a code of each length, for symbols sorted by
// count (in the bits above 16).
func codeLengths(leaves []uint64, limit int) (lengths [64]int) {
	n := len(leaves)
	switch n {
	case 0:
		return lengths
	case 1:
		lengths[1] = 1
		return lengths
	}
	// Two queues: leaves, and the inner nodes in the order they were made, which is
	// also their order by weight.
	var weight [maxSymbols]uint64
	var parent [2 * maxSymbols]uint16
	leaf, node := 0, 0
	pop := func(made int) (int, uint64) {
		if node >= made || leaf < n && leaves[leaf]>>16 <= weight[node] {
			leaf++
			return leaf - 1, leaves[leaf-1] >> 16
		}
		node++
		return n + node - 1, weight[node-1]
	}
	for made := range n - 1 {
		a, wa := pop(made)
		b, wb := pop(made)
		weight[made] = wa + wb
		parent[a], parent[b] = uint16(n+made), uint16(n+made)
	}
	var depth [2 * maxSymbols]uint8
	for i := 2*n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
		if i < n {
			lengths[min(int(depth[i]), limit)]++
		}
	}
	repair(&lengths, limit)
	return lengths
}

// repair makes lengths a prefix code again after those over the limit were cut to it:
// each step takes a pair of the longest codes apart, one of which moves below the
// longest code that still has room.
func repair(lengths *[64]int, limit int) {
	used := 0
	for size := 1; size <= limit; size++ {
		used += lengths[size] << (limit - size)
	}
	for ; used > 1<<limit; used-- {
		size := limit - 1
		for lengths[size] == 0 {
			size--
		}
		lengths[size]--
		lengths[size+1] += 2
		lengths[limit]--
	}
}

// assign numbers the codes from their lengths, as deflate prescribes.
func (c *code) assign() {
	var next [maxBits + 2]uint16
	for _, size := range c.size {
		next[size+1]++
	}
	next[1] = 0
	for size := 2; size <= maxBits; size++ {
		next[size] = (next[size-1] + next[size]) << 1
	}
	for s, size := range c.size {
		if size > 0 {
			c.bits[s] = bits.Reverse16(next[size]) >> (16 - size)
			next[size]++
		}
	}
}
