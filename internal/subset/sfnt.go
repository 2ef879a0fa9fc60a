package subset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// table is the bytes of a font table. What is read from beyond its end is 0, so that a
// truncated table is a sane one with zeros.
type table []byte

func (t table) u16(at int) int {
	if at < 0 || at+2 > len(t) {
		return 0
	}
	return int(binary.BigEndian.Uint16(t[at:]))
}

func (t table) i16(at int) int { return int(int16(t.u16(at))) }

func (t table) u32(at int) uint32 {
	if at < 0 || at+4 > len(t) {
		return 0
	}
	return binary.BigEndian.Uint32(t[at:])
}

// cut returns n bytes from a place, or nil where they are not all there.
func (t table) cut(at, n int) table {
	if at < 0 || n < 0 || at > len(t) || n > len(t)-at {
		return nil
	}
	return t[at : at+n]
}

// The first words of font files.
const (
	trueTypeTag = 0x00010000
	appleTag    = 0x74727565 // true
	openTypeTag = 0x4F54544F // OTTO
	groupTag    = 0x74746366 // ttcf
)

// maxTables is more than any font has.
const maxTables = 256

// directory finds the tables of a face, and whether it says that its outlines are CFF.
func directory(data []byte, face int) (tables map[string]table, openType bool, err error) {
	file := table(data)
	at := 0
	if file.u32(0) == groupTag {
		if face < 0 || int64(face) >= int64(file.u32(8)) || 12+4*face+4 > len(file) {
			return nil, false, fmt.Errorf("subset: the collection has no face %d", face)
		}
		at = int(file.u32(12 + 4*face))
	} else if face != 0 {
		return nil, false, fmt.Errorf("subset: face %d of a font that is not a collection", face)
	}
	switch file.u32(at) {
	case trueTypeTag, appleTag, openTypeTag:
	default:
		return nil, false, errors.New("subset: not a TrueType or OpenType font")
	}
	n := file.u16(at + 4)
	if n > maxTables {
		return nil, false, fmt.Errorf("subset: malformed font: %d tables", n)
	}
	tables = make(map[string]table, n)
	for i := range n {
		record := file.cut(at+12+16*i, 16)
		if record == nil {
			return nil, false, errors.New("subset: malformed font: the list of tables is cut off")
		}
		// A table that is not all there counts as missing.
		if body := file.cut(int(record.u32(8)), int(record.u32(12))); body != nil {
			tables[string(record[:4])] = body
		}
	}
	return tables, file.u32(at) == openTypeTag, nil
}

// part is a table to be written.
type part struct {
	tag  string
	body []byte
}

// writeSFNT writes a font file. The parts must be in the order of their tags.
func writeSFNT(tag uint32, parts []part) []byte {
	offset := 12 + 16*len(parts)
	size := offset
	for _, p := range parts {
		size += padded(len(p.body))
	}
	out := make([]byte, 0, size)
	out = binary.BigEndian.AppendUint32(out, tag)
	out = binary.BigEndian.AppendUint16(out, uint16(len(parts)))
	power, log := 1, 0
	for 2*power <= len(parts) {
		power, log = 2*power, log+1
	}
	out = binary.BigEndian.AppendUint16(out, uint16(16*power))
	out = binary.BigEndian.AppendUint16(out, uint16(log))
	out = binary.BigEndian.AppendUint16(out, uint16(16*(len(parts)-power)))
	head := -1
	for _, p := range parts {
		if p.tag == "head" {
			head = offset
		}
		out = append(out, p.tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(p.body))
		out = binary.BigEndian.AppendUint32(out, uint32(offset))
		out = binary.BigEndian.AppendUint32(out, uint32(len(p.body)))
		offset += padded(len(p.body))
	}
	for _, p := range parts {
		out = append(out, p.body...)
		out = append(out, make([]byte, padded(len(p.body))-len(p.body))...)
	}
	if head >= 0 {
		// The table's adjustment was 0 when it was summed, as the format asks.
		binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-checksum(out))
	}
	return out
}

func padded(n int) int { return (n + 3) &^ 3 }

// checksum is the sum of the words of a table, padded with zeros.
func checksum(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}

// head is the head table for a subset, with offsets of glyphs that are long or not.
func (f *Font) head(long bool) []byte {
	head := slices.Clone(f.tables["head"][:54])
	binary.BigEndian.PutUint32(head[8:], 0) // the adjustment of the checksum
	head[50], head[51] = 0, 0
	if long {
		head[51] = 1
	}
	return head
}

// none marks a place without a glyph.
const none = -1

// metricTables are hhea and hmtx for glyphs in an order.
func (f *Font) metricTables(order []int) (hhea, hmtx []byte) {
	hhea = slices.Clone(f.tables["hhea"][:36])
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(order)))
	hmtx = make([]byte, 4*len(order))
	for i, g := range order {
		if g != none {
			binary.BigEndian.PutUint16(hmtx[4*i:], uint16(f.Advance(uint32(g))))
			binary.BigEndian.PutUint16(hmtx[4*i+2:], uint16(f.bearing(g)))
		}
	}
	return hhea, hmtx
}
