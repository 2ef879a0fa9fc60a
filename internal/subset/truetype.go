package subset

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Flags of a part of a composite glyph.
const (
	argsAreWords    = 0x0001
	hasScale        = 0x0008
	moreComponents  = 0x0020
	hasTwoScales    = 0x0040
	hasMatrix       = 0x0080
	hasInstructions = 0x0100
)

// glyph returns the outline of a glyph, nil for an empty or a malformed one.
func (f *Font) glyph(id int) table {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	var from, to int
	if f.tables["head"].u16(50) == 0 {
		if 2*id+4 > len(loca) {
			return nil
		}
		from, to = 2*loca.u16(2*id), 2*loca.u16(2*id+2)
	} else {
		if 4*id+8 > len(loca) {
			return nil
		}
		from, to = int(loca.u32(4*id)), int(loca.u32(4*id+4))
	}
	// The last glyph may end in padding that is not there.
	if from >= to || from+10 > len(glyf) {
		return nil
	}
	return glyf[from:min(to, len(glyf))]
}

// component is a part of a composite glyph: where its flags are and how long it is.
type component struct{ at, id, flags, size int }

// components lists the parts of a composite glyph; false where the list is cut off.
func components(g table) (parts []component, ok bool) {
	for at := 10; ; {
		if at+4 > len(g) {
			return nil, false
		}
		c := component{at: at, flags: g.u16(at), id: g.u16(at + 2), size: 6}
		if c.flags&argsAreWords != 0 {
			c.size += 2
		}
		switch {
		case c.flags&hasScale != 0:
			c.size += 2
		case c.flags&hasTwoScales != 0:
			c.size += 4
		case c.flags&hasMatrix != 0:
			c.size += 8
		}
		if at+c.size > len(g) {
			return nil, false
		}
		parts = append(parts, c)
		at += c.size
		if c.flags&moreComponents == 0 {
			return parts, true
		}
	}
}

func composite(g table) bool { return g != nil && g.i16(0) < 0 }

// closure adds what glyphs are composed of. Ids come and go ascending.
func (f *Font) closure(ids []int) ([]int, error) {
	kept := make(map[int]bool, len(ids))
	for _, id := range ids {
		kept[id] = true
	}
	// Bytes that are read are counted: glyphs of a hostile font all lie over each other.
	size, limit := 0, 4*len(f.tables["glyf"])+1<<16
	todo := slices.Clone(ids)
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		g := f.glyph(id)
		if size += len(g); size > limit {
			return nil, errors.New("subset: malformed font: its glyphs overlap")
		}
		if !composite(g) {
			continue
		}
		parts, _ := components(g)
		for _, c := range parts {
			if c.id < f.glyphs && !kept[c.id] {
				kept[c.id] = true
				todo = append(todo, c.id)
			}
		}
	}
	out := make([]int, 0, len(kept))
	for id := range kept {
		out = append(out, id)
	}
	slices.Sort(out)
	return out, nil
}

// trueType returns the tables of the font with glyphs in an order, which are those that
// PDF asks for. The order holds all components of its glyphs.
func (f *Font) trueType(order []int) []part {
	place := make(map[int]int, len(order))
	for i, g := range order {
		if g != none {
			place[g] = i
		}
	}
	var glyf []byte
	ends := make([]int, len(order)+1)
	for i, g := range order {
		if g != none {
			glyf = appendGlyph(glyf, f.glyph(g), place)
			if len(glyf)&1 != 0 {
				glyf = append(glyf, 0) // short offsets count in words
			}
		}
		ends[i+1] = len(glyf)
	}
	long := len(glyf) > 2*0xFFFF
	var loca []byte
	for _, end := range ends {
		if long {
			loca = binary.BigEndian.AppendUint32(loca, uint32(end))
		} else {
			loca = binary.BigEndian.AppendUint16(loca, uint16(end/2))
		}
	}
	hhea, hmtx := f.metricTables(order)
	maxp := slices.Clone(f.tables["maxp"][:32])
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(order)))
	// No instructions: one zone, and no storage, functions, stack or code.
	binary.BigEndian.PutUint16(maxp[14:], 1)
	clear(maxp[16:28])
	return []part{
		{"glyf", glyf}, {"head", f.head(long)}, {"hhea", hhea}, {"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp},
	}
}

// appendGlyph writes an outline without its instructions and with its components at
// their new places. A malformed glyph is left empty.
func appendGlyph(out []byte, g table, place map[int]int) []byte {
	switch {
	case g == nil || g.i16(0) == 0:
		return out
	case composite(g):
		parts, ok := components(g)
		if !ok {
			return out
		}
		from := len(out)
		last := parts[len(parts)-1]
		out = append(out, g[:last.at+last.size]...)
		for _, c := range parts {
			// A component that the font does not have becomes glyph 0, which is there.
			binary.BigEndian.PutUint16(out[from+c.at:], uint16(c.flags&^hasInstructions))
			binary.BigEndian.PutUint16(out[from+c.at+2:], uint16(place[c.id]))
		}
		return out
	default:
		ends := 10 + 2*g.i16(0) // of the contours' ends; then the length of the instructions
		points := ends + 2 + g.u16(ends)
		if ends+2 > len(g) || points > len(g) {
			return out
		}
		out = append(out, g[:ends]...)
		out = append(out, 0, 0)
		return append(out, g[points:]...)
	}
}
