package png

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/seed01309057/heat/internal/encode/raster"
)

// maxColors is how many colours a palette holds.
const maxColors = 256

// colors is a set of pixels: an open hash table, at most a quarter full.
type colors struct {
	keys  [4 * maxColors]uint32
	index [4 * maxColors]uint16 // 1 + place in list; 0 is empty
	list  []uint32
}

// slot returns where a colour stands or would stand.
func (c *colors) slot(p uint32) uint32 {
	h := p * 0x9E3779B1 >> 22
	for c.index[h] != 0 && c.keys[h] != p {
		h = (h + 1) % uint32(len(c.keys))
	}
	return h
}

// add puts a colour into the set; false if it is full.
func (c *colors) add(p uint32) bool {
	h := c.slot(p)
	if c.index[h] != 0 {
		return true
	}
	if len(c.list) == maxColors {
		return false
	}
	c.list = append(c.list, p)
	c.keys[h], c.index[h] = p, uint16(len(c.list))
	return true
}

// collect returns the colours of a canvas in the order of a palette, or nil if there are
// too many.
func collect(c *raster.Canvas) *colors {
	set := &colors{}
	var last []byte
	for y := range c.H {
		row := c.Row(y)
		if bytes.Equal(row, last) {
			continue
		}
		last = row
		before := ^binary.LittleEndian.Uint32(row)
		for i := 0; i < len(row); i += 4 {
			p := binary.LittleEndian.Uint32(row[i:])
			if p != before && !set.add(p) {
				return nil
			}
			before = p
		}
	}
	return set.ordered()
}

// ordered returns the set with its colours in a chain of near neighbours. A colour map
// comes out in its own order, so that near values have near indices, which the Sub
// filter lives on.
func (c *colors) ordered() *colors {
	slices.Sort(c.list) // what follows must not depend on the order of discovery
	for i := 1; i < len(c.list)-1; i++ {
		nearest, least := i, 1<<30
		for k, p := range c.list[i:] {
			if d := apart(c.list[i-1], p); d < least {
				nearest, least = i+k, d
			}
		}
		c.list[i], c.list[nearest] = c.list[nearest], c.list[i]
	}
	out := &colors{}
	for _, p := range c.list {
		out.add(p)
	}
	return out
}

// apart is the squared distance of two colours.
func apart(p, q uint32) int {
	sum := 0
	for shift := 0; shift < 32; shift += 8 {
		d := int(p>>shift&255) - int(q>>shift&255)
		sum += d * d
	}
	return sum
}
