package subset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// The Compact Font Format is Adobe's Technical Note 5176, its charstrings are 5177.

var errCFF = errors.New("subset: malformed CFF table")

// index is an INDEX: numbered byte strings.
type index struct {
	count, width int
	offsets      table
	data         table
}

// readIndex reads an INDEX at a place and returns where it ends.
func readIndex(t table, at int) (x index, end int, err error) {
	if t.cut(at, 2) == nil {
		return x, 0, errCFF
	}
	x.count = t.u16(at)
	if x.count == 0 {
		return x, at + 2, nil
	}
	head := t.cut(at+2, 1)
	if head == nil || head[0] < 1 || head[0] > 4 {
		return x, 0, errCFF
	}
	x.width = int(head[0])
	x.offsets = t.cut(at+3, (x.count+1)*x.width)
	if x.offsets == nil {
		return x, 0, errCFF
	}
	start := at + 3 + len(x.offsets)
	size := x.offset(x.count) - 1
	if x.data = t.cut(start, size); x.data == nil {
		return x, 0, errCFF
	}
	// Strings that follow each other do not overlap: together they are as long as the data.
	for i, last := 0, 1; i <= x.count; i++ {
		at := x.offset(i)
		if at < last {
			return x, 0, errCFF
		}
		last = at
	}
	return x, start + size, nil
}

func (x index) offset(i int) (v int) {
	for _, b := range x.offsets[i*x.width : (i+1)*x.width] {
		v = v<<8 | int(b)
	}
	return v
}

// get returns a string, nil where there is none of that number.
func (x index) get(i int) table {
	if i < 0 || i >= x.count {
		return nil
	}
	from, to := x.offset(i)-1, x.offset(i+1)-1
	return x.data.cut(from, to-from)
}

// appendIndex writes an INDEX.
func appendIndex(out []byte, items [][]byte) []byte {
	out = binary.BigEndian.AppendUint16(out, uint16(len(items)))
	if len(items) == 0 {
		return out
	}
	size := 1
	for _, it := range items {
		size += len(it)
	}
	width := 1
	for size>>(8*width) > 0 {
		width++
	}
	out = append(out, byte(width))
	at := 1
	number := func() {
		for i := width - 1; i >= 0; i-- {
			out = append(out, byte(at>>(8*i)))
		}
	}
	number()
	for _, it := range items {
		at += len(it)
		number()
	}
	for _, it := range items {
		out = append(out, it...)
	}
	return out
}

// Operators of DICTs; those of two bytes are 12 and the second one.
const (
	opFontBBox       = 5
	opCharset        = 15
	opCharStrings    = 17
	opPrivate        = 18
	opSubrs          = 19
	opCharstringType = 12<<8 | 6
	opFontMatrix     = 12<<8 | 7
	opROS            = 12<<8 | 30
	opCIDCount       = 12<<8 | 34
	opFDArray        = 12<<8 | 36
	opFDSelect       = 12<<8 | 37
)

// entry is an operator of a DICT with its operands.
type entry struct {
	op   int
	args []int // reals are 0
	raw  []byte
}

// Limits of DICTs.
const (
	maxOperands = 48      // the specification's limit
	maxDict     = 1 << 14 // bytes; real ones have some hundred
)

// readDict reads a DICT.
func readDict(t table) (entries []entry, err error) {
	if len(t) > maxDict {
		return nil, errCFF
	}
	e, from := entry{}, 0
	for at := 0; at < len(t); {
		b := int(t[at])
		at++
		switch {
		case b <= 21:
			e.op = b
			if b == 12 {
				if at == len(t) {
					return nil, errCFF
				}
				e.op = 12<<8 | int(t[at])
				at++
			}
			e.raw = t[from:at]
			entries = append(entries, e)
			e, from = entry{}, at
			continue
		case b == 28:
			e.args = append(e.args, t.i16(at))
			at += 2
		case b == 29:
			e.args = append(e.args, int(int32(t.u32(at))))
			at += 4
		case b == 30:
			for at < len(t) && t[at]&0xF != 0xF && t[at]>>4 != 0xF {
				at++
			}
			at++
			e.args = append(e.args, 0)
		case b >= 32 && b <= 246:
			e.args = append(e.args, b-139)
		case b >= 247 && b <= 254:
			if at == len(t) {
				return nil, errCFF
			}
			v := (b-247)*256 + int(t[at]) + 108
			if b >= 251 {
				v = -(b-251)*256 - int(t[at]) - 108
			}
			e.args = append(e.args, v)
			at++
		default:
			return nil, errCFF
		}
		if at > len(t) || len(e.args) > maxOperands {
			return nil, errCFF
		}
	}
	return entries, nil
}

func find(entries []entry, op int) *entry {
	for i := range entries {
		if entries[i].op == op {
			return &entries[i]
		}
	}
	return nil
}

// arg is an operand of an operator, or what stands for it.
func arg(entries []entry, op, i, absent int) int {
	if e := find(entries, op); e != nil && i < len(e.args) {
		return e.args[i]
	}
	return absent
}

// appendInt writes an operand, always in five bytes, so that a DICT's length does not
// depend on the offsets in it.
func appendInt(out []byte, v int) []byte {
	return binary.BigEndian.AppendUint32(append(out, 29), uint32(int32(v)))
}

func appendOp(out []byte, op int) []byte {
	if op > 255 {
		out = append(out, byte(op>>8))
	}
	return append(out, byte(op))
}

// private is a Private DICT with its subroutines, and the part of its Font DICT that is
// kept.
type private struct {
	matrix  []byte // raw FontMatrix of the Font DICT
	entries []entry
	subrs   index
}

// cffFont is a CFF table, taken apart.
type cffFont struct {
	top       []entry
	global    index
	chars     index
	privates  []private // one, or one a Font DICT
	selection table     // FDSelect; nil where there is one Private DICT
}

func readCFF(t table) (*cffFont, error) {
	if len(t) < 4 || t[0] != 1 {
		return nil, errCFF
	}
	_, at, err := readIndex(t, int(t[2])) // names
	if err != nil {
		return nil, err
	}
	tops, at, err := readIndex(t, at)
	if err != nil {
		return nil, err
	}
	_, at, err = readIndex(t, at) // strings
	if err != nil {
		return nil, err
	}
	f := &cffFont{}
	if f.global, _, err = readIndex(t, at); err != nil {
		return nil, err
	}
	if f.top, err = readDict(tops.get(0)); err != nil {
		return nil, err
	}
	if kind := arg(f.top, opCharstringType, 0, 2); kind != 2 {
		return nil, fmt.Errorf("subset: CFF with charstrings of type %d", kind)
	}
	if f.chars, _, err = readIndex(t, arg(f.top, opCharStrings, 0, -1)); err != nil {
		return nil, err
	}
	if find(f.top, opROS) == nil {
		p, err := readPrivate(t, f.top)
		f.privates = []private{p}
		return f, err
	}
	dicts, _, err := readIndex(t, arg(f.top, opFDArray, 0, -1))
	if err != nil {
		return nil, err
	}
	if dicts.count < 1 || dicts.count > 256 {
		return nil, errCFF
	}
	for i := range dicts.count {
		dict, err := readDict(dicts.get(i))
		if err != nil {
			return nil, err
		}
		p, err := readPrivate(t, dict)
		if err != nil {
			return nil, err
		}
		if m := find(dict, opFontMatrix); m != nil {
			p.matrix = m.raw
		}
		f.privates = append(f.privates, p)
	}
	at = arg(f.top, opFDSelect, 0, -1)
	if at < 0 || at >= len(t) {
		return nil, errCFF
	}
	f.selection = t[at:]
	return f, nil
}

func readPrivate(t table, dict []entry) (p private, err error) {
	size, at := arg(dict, opPrivate, 0, 0), arg(dict, opPrivate, 1, 0)
	body := t.cut(at, size)
	if body == nil {
		return p, errCFF
	}
	if p.entries, err = readDict(body); err != nil {
		return p, err
	}
	if subrs := arg(p.entries, opSubrs, 0, 0); subrs != 0 {
		p.subrs, _, err = readIndex(t, at+subrs)
	}
	return p, err
}

// dictOf returns the number of a glyph's Font DICT.
func (f *cffFont) dictOf(glyph int) int {
	s := f.selection
	if s == nil {
		return 0
	}
	fd := 0
	switch s[0] {
	case 0:
		if 1+glyph < len(s) {
			fd = int(s[1+glyph])
		}
	case 3:
		// Ranges are ascending: the last that begins at or before the glyph.
		lo, hi := 0, s.u16(1)
		for lo+1 < hi {
			if mid := (lo + hi) / 2; s.u16(3+3*mid) <= glyph {
				lo = mid
			} else {
				hi = mid
			}
		}
		if at := 3 + 3*lo + 2; at < len(s) {
			fd = int(s[at])
		}
	}
	if fd >= len(f.privates) {
		return 0
	}
	return fd
}

// cff writes a font program keyed by CID with the given glyphs, in their order, each with
// its id as its CID. Fonts keyed by names become such ones too: in a PDF it is all one.
func (f *Font) cff(ids []int) ([]byte, error) {
	font, err := readCFF(f.tables["CFF "])
	if err != nil {
		return nil, err
	}
	use := newUsage(font)
	chars := make([][]byte, 0, len(ids))
	dicts := make([]int, 0, len(ids))
	size, limit := 0, 4*len(f.tables["CFF "])+1<<16
	for _, id := range ids {
		fd := font.dictOf(id)
		code := font.chars.get(id)
		if len(code) == 0 {
			code = table{opEndchar}
		} else if err := use.glyph(code, fd); err != nil {
			return nil, err
		}
		if size += len(code); size > limit {
			return nil, errCFF
		}
		chars = append(chars, code)
		dicts = append(dicts, fd)
	}
	for fd := range font.privates {
		if size += use.size(font.privates[fd].subrs, use.local[fd]); size > limit {
			return nil, errCFF
		}
	}
	return font.write(f.info.PostScript, ids, chars, dicts, use), nil
}

// write puts a font program together. Offsets stand in DICTs of constant length, so that
// all lengths are known before any offset is.
func (f *cffFont) write(name string, ids []int, chars [][]byte, dicts []int, use *usage) []byte {
	kept := slices.Clone(dicts)
	slices.Sort(kept)
	kept = slices.Compact(kept)

	var head []byte
	head = append(head, 1, 0, 4, 4)
	head = appendIndex(head, [][]byte{[]byte(name)})

	var rest []byte
	rest = appendIndex(rest, [][]byte{[]byte("Adobe"), []byte("Identity")})
	rest = appendIndex(rest, use.keep(f.global, use.global))

	top := func(charset, selection, charStrings, dictArray int) []byte {
		var d []byte
		const firstOwnString = 391 // after the standard ones
		d = appendOp(appendInt(appendInt(appendInt(d, firstOwnString), firstOwnString+1), 0), opROS)
		for _, op := range []int{opFontMatrix, opFontBBox} {
			if e := find(f.top, op); e != nil {
				d = append(d, e.raw...)
			}
		}
		d = appendOp(appendInt(d, ids[len(ids)-1]+1), opCIDCount)
		d = appendOp(appendInt(d, charset), opCharset)
		d = appendOp(appendInt(d, selection), opFDSelect)
		d = appendOp(appendInt(d, charStrings), opCharStrings)
		d = appendOp(appendInt(d, dictArray), opFDArray)
		return appendIndex(nil, [][]byte{d})
	}
	base := len(head) + len(top(0, 0, 0, 0))
	charset := base + len(rest)
	rest = appendCharset(rest, ids)
	selection := base + len(rest)
	rest = appendSelection(rest, dicts, kept)
	charStrings := base + len(rest)
	rest = appendIndex(rest, chars)

	// Private DICTs, each followed by its subroutines.
	var fontDicts [][]byte
	for _, fd := range kept {
		p := f.privates[fd]
		var body []byte
		for _, e := range p.entries {
			if e.op != opSubrs {
				body = append(body, e.raw...)
			}
		}
		if p.subrs.count > 0 {
			const operator = 6 // bytes
			body = appendOp(appendInt(body, len(body)+operator), opSubrs)
		}
		d := slices.Clone(p.matrix)
		d = appendOp(appendInt(appendInt(d, len(body)), base+len(rest)), opPrivate)
		fontDicts = append(fontDicts, d)
		rest = append(rest, body...)
		if p.subrs.count > 0 {
			rest = appendIndex(rest, use.keep(p.subrs, use.local[fd]))
		}
	}
	dictArray := base + len(rest)
	rest = appendIndex(rest, fontDicts)

	out := append(head, top(charset, selection, charStrings, dictArray)...)
	return append(out, rest...)
}

// appendCharset writes the CIDs of all glyphs but the first as ranges.
func appendCharset(out []byte, ids []int) []byte {
	out = append(out, 2)
	for i := 1; i < len(ids); {
		j := i + 1
		for j < len(ids) && ids[j] == ids[j-1]+1 {
			j++
		}
		out = binary.BigEndian.AppendUint16(out, uint16(ids[i]))
		out = binary.BigEndian.AppendUint16(out, uint16(j-i-1))
		i = j
	}
	return out
}

// appendSelection writes the Font DICT of each glyph as ranges.
func appendSelection(out []byte, dicts, kept []int) []byte {
	out = append(out, 3, 0, 0)
	count := len(out) - 2
	n := 0
	for i, fd := range dicts {
		if i > 0 && fd == dicts[i-1] {
			continue
		}
		n++
		out = binary.BigEndian.AppendUint16(out, uint16(i))
		place, _ := slices.BinarySearch(kept, fd)
		out = append(out, byte(place))
	}
	binary.BigEndian.PutUint16(out[count:], uint16(n))
	return binary.BigEndian.AppendUint16(out, uint16(len(dicts)))
}
