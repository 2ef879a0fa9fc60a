package subset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf16"
)

// WebFont returns a font for @font-face, as WOFF (version 1, font/woff), in which each
// of the given characters is drawn by its glyph. Ids are those of the font, but not those
// in the result, which has no glyph that is not shown. Characters whose glyph the font does
// not have are left out.
//
// The result has no tables for shaping: no kerning, ligatures or joined forms. It suits
// text whose characters are placed one by one or that needs none of these.
//
// WebFont fails where Permission does.
func (f *Font) WebFont(runes map[rune]uint32) ([]byte, error) {
	return new(Packer).WebFont(f, runes)
}

// Packer makes fonts for browsers one after the other in the same memory: a compressor has
// two thirds of a megabyte, which is more than a small figure needs for the rest. The zero
// value works. It is not safe for concurrent use.
type Packer struct {
	zlib *zlib.Writer
	buf  bytes.Buffer
}

// WebFont is [Font.WebFont].
func (p *Packer) WebFont(f *Font, runes map[rune]uint32) ([]byte, error) {
	if err := f.Permission(); err != nil {
		return nil, err
	}
	pairs := make([]pair, 0, len(runes))
	glyphs := make([]uint32, 0, len(runes))
	for r, g := range runes {
		if r > 0 && r <= 0x10FFFF && int64(g) < int64(f.glyphs) {
			pairs = append(pairs, pair{r, int(g)})
			glyphs = append(glyphs, g)
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return int(a.r - b.r) })
	order := f.wanted(glyphs)
	tag := uint32(trueTypeTag)
	var parts []part
	if f.info.Kind == CFF {
		tag = openTypeTag
		program, err := f.cff(order)
		if err != nil {
			return nil, err
		}
		hhea, hmtx := f.metricTables(order)
		maxp := binary.BigEndian.AppendUint16([]byte{0, 0, 0x50, 0}, uint16(len(order)))
		parts = []part{{"CFF ", program}, {"head", f.head(false)}, {"hhea", hhea}, {"hmtx", hmtx}, {"maxp", maxp}}
	} else {
		var err error
		if order, err = f.closure(order); err != nil {
			return nil, err
		}
		parts = f.trueType(order)
	}
	for i := range pairs {
		pairs[i].glyph, _ = slices.BinarySearch(order, pairs[i].glyph)
	}
	parts = append(parts,
		part{"OS/2", f.os2(pairs)},
		part{"cmap", characterMap(pairs)},
		part{"name", names(f.info.PostScript)},
		part{"post", f.post()},
	)
	slices.SortFunc(parts, func(a, b part) int { return bytes.Compare([]byte(a.tag), []byte(b.tag)) })
	return p.woff(tag, parts)
}

// WebFont opens a face and returns a font for browsers: see [Font.WebFont].
func WebFont(data []byte, face int, runes map[rune]uint32) ([]byte, error) {
	f, err := Open(data, face)
	if err != nil {
		return nil, err
	}
	return f.WebFont(runes)
}

// pair is a character and its glyph.
type pair struct {
	r     rune
	glyph int
}

// run is a stretch of characters whose glyphs follow each other.
type run struct{ first, last, glyph int }

func runsOf(pairs []pair, most rune) (runs []run) {
	for _, p := range pairs {
		if p.r > most {
			break
		}
		if n := len(runs) - 1; n >= 0 && runs[n].last+1 == int(p.r) && runs[n].glyph+int(p.r)-runs[n].first == p.glyph {
			runs[n].last++
			continue
		}
		runs = append(runs, run{int(p.r), int(p.r), p.glyph})
	}
	return runs
}

// characterMap writes cmap: format 4 for the characters of 16 bits, and format 12 where
// there are others or too many for 4.
func characterMap(pairs []pair) []byte {
	const lastOfFour = 0xFFFE // 0xFFFF ends the list
	four := runsOf(pairs, lastOfFour)
	all := runsOf(pairs, 0x10FFFF)
	const most = 8000 // segments: the table's length has 16 bits
	if len(four) > most {
		four = nil
	}
	var tables [][]byte
	var encodings []int // of platform 3
	tables, encodings = append(tables, formatFour(four)), append(encodings, 1)
	if len(pairs) > 0 && (len(four) == 0 || pairs[len(pairs)-1].r > lastOfFour) {
		tables, encodings = append(tables, formatTwelve(all)), append(encodings, 10)
	}
	out := binary.BigEndian.AppendUint32(nil, uint32(len(tables)))
	at := 4 + 8*len(tables)
	for i, t := range tables {
		out = binary.BigEndian.AppendUint16(out, 3)
		out = binary.BigEndian.AppendUint16(out, uint16(encodings[i]))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		at += len(t)
	}
	for _, t := range tables {
		out = append(out, t...)
	}
	return out
}

func formatFour(runs []run) []byte {
	runs = append(slices.Clone(runs), run{0xFFFF, 0xFFFF, 0})
	n := len(runs)
	power, log := 1, 0
	for 2*power <= n {
		power, log = 2*power, log+1
	}
	var out []byte
	word := func(v int) { out = binary.BigEndian.AppendUint16(out, uint16(v)) }
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 * power, log, 2 * (n - power)} {
		word(v)
	}
	for _, r := range runs {
		word(r.last)
	}
	word(0)
	for _, r := range runs {
		word(r.first)
	}
	for _, r := range runs {
		word(r.glyph - r.first) // modulo 65536
	}
	for range runs {
		word(0)
	}
	return out
}

func formatTwelve(runs []run) []byte {
	out := []byte{0, 12, 0, 0}
	word := func(v int) { out = binary.BigEndian.AppendUint32(out, uint32(v)) }
	for _, v := range []int{16 + 12*len(runs), 0, len(runs)} {
		word(v)
	}
	for _, r := range runs {
		word(r.first)
		word(r.last)
		word(r.glyph)
	}
	return out
}

// os2 is the OS/2 table in version 4, from what the font has of it.
func (f *Font) os2(pairs []pair) []byte {
	const size, sizeOfOld = 96, 78
	out := make([]byte, size)
	old := f.tables["OS/2"]
	switch {
	case len(old) >= size && old.u16(0) >= 2:
		copy(out, old[:size])
	case len(old) >= sizeOfOld:
		copy(out, old[:sizeOfOld])
	default:
		up, down := f.info.Ascent, f.info.Descent
		for _, v := range [][2]int{{4, f.info.Weight}, {6, 5}, {68, up}, {70, down}, {74, max(up, 0)}, {76, max(-down, 0)}} {
			binary.BigEndian.PutUint16(out[v[0]:], uint16(v[1]))
		}
	}
	first, last := 0, 0
	if len(pairs) > 0 {
		first, last = int(min(pairs[0].r, 0xFFFF)), int(min(pairs[len(pairs)-1].r, 0xFFFF))
	}
	binary.BigEndian.PutUint16(out, 4)
	binary.BigEndian.PutUint16(out[64:], uint16(first))
	binary.BigEndian.PutUint16(out[66:], uint16(last))
	return out
}

// post is the post table in version 3, which names no glyphs.
func (f *Font) post() []byte {
	out := make([]byte, 32)
	copy(out, f.tables["post"])
	binary.BigEndian.PutUint32(out, 0x00030000)
	return out
}

// names is a name table with what a font must have.
func names(name string) []byte {
	values := []struct {
		id int
		s  string
	}{{1, name}, {2, "Regular"}, {4, name}, {6, name}}
	var out, text []byte
	word := func(v int) { out = binary.BigEndian.AppendUint16(out, uint16(v)) }
	word(0)
	word(len(values))
	word(6 + 12*len(values))
	for _, v := range values {
		units := utf16.Encode([]rune(v.s))
		for _, w := range []int{3, 1, 0x409, v.id, 2 * len(units), len(text)} { // Windows, Unicode, English
			word(w)
		}
		for _, u := range units {
			text = binary.BigEndian.AppendUint16(text, u)
		}
	}
	return append(out, text...)
}

// woff packs a font file: the Web Open Font Format 1.0 of the W3C.
func (p *Packer) woff(tag uint32, parts []part) ([]byte, error) {
	font := writeSFNT(tag, parts)
	const header, record = 44, 20
	at := header + record*len(parts)
	var list, bodies []byte
	for i, part := range parts {
		entry := table(font[12+16*i:])
		body := font[entry.u32(8):][:len(part.body)] // with the adjusted checksum
		packed, err := p.deflate(body)
		if err != nil {
			return nil, fmt.Errorf("subset: %w", err)
		}
		if len(packed) >= len(body) {
			packed = body
		}
		list = append(list, part.tag...)
		list = binary.BigEndian.AppendUint32(list, uint32(at))
		list = binary.BigEndian.AppendUint32(list, uint32(len(packed)))
		list = binary.BigEndian.AppendUint32(list, uint32(len(body)))
		list = binary.BigEndian.AppendUint32(list, entry.u32(4))
		bodies = append(bodies, packed...)
		bodies = append(bodies, make([]byte, padded(len(packed))-len(packed))...)
		at += padded(len(packed))
	}
	out := make([]byte, 0, at)
	word := func(v uint32) { out = binary.BigEndian.AppendUint32(out, v) }
	word(0x774F4646) // wOFF
	word(tag)
	word(uint32(at))
	word(uint32(len(parts)) << 16)
	word(uint32(len(font)))
	word(1 << 16) // version 1.0
	for range 5 { // no metadata, no private data
		word(0)
	}
	return append(append(out, list...), bodies...), nil
}

// deflate compresses data, which stay until it is called again.
func (p *Packer) deflate(data []byte) ([]byte, error) {
	p.buf.Reset()
	if p.zlib == nil {
		var err error
		if p.zlib, err = zlib.NewWriterLevel(&p.buf, zlib.BestCompression); err != nil {
			return nil, err
		}
	} else {
		p.zlib.Reset(&p.buf)
	}
	if _, err := p.zlib.Write(data); err != nil {
		return nil, err
	}
	if err := p.zlib.Close(); err != nil {
		return nil, err
	}
	return p.buf.Bytes(), nil
}
