// Package subset cuts font programs down to the glyphs that a file shows.
//
//	f, err := subset.Open(data, face)
//	if err != nil { … }
//	program, kind, err := f.Subset(glyphs) // for PDF
//	woff, err := f.WebFont(runes)          // for @font-face
//
// It reads TrueType and OpenType fonts, with outlines of either kind, and collections.
// What it writes depends on nothing but the font and the set of glyphs. Hinting
// instructions are left out: what shows these files draws unhinted outlines.
//
// Fonts may be hostile: no input panics, and memory stays within a small multiple of the
// font's size. Variable fonts give their default instance.
package subset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"unicode/utf16"
)

// Kind is the form of the outlines.
type Kind uint8

// The kinds of outlines.
const (
	TrueType Kind = iota // quadratic, in a glyf table
	CFF                  // cubic, Compact Font Format
)

// String is the kind's usual name.
func (k Kind) String() string {
	if k == CFF {
		return "CFF"
	}
	return "TrueType"
}

// ErrForbidden is what errors wrap where the font's makers allow no embedding, or none
// of subsets.
var ErrForbidden = errors.New("the font forbids embedding")

// Font is one face, opened. It is safe for concurrent use.
type Font struct {
	info    Info
	tables  map[string]table
	glyphs  int // how many the font has
	metrics int // of them, with advances of their own
}

// Info describes a face. Distances are in units of the font.
type Info struct {
	Kind       Kind
	Glyphs     int    // how many there are
	UnitsPerEm int    // 16 to 16384
	BBox       [4]int // of all glyphs: left, bottom, right, top
	// Ascent and Descent are from the baseline, upwards: a descent is negative.
	Ascent, Descent int
	CapHeight       int
	ItalicAngle     float64 // degrees, counter-clockwise: leaning to the right is negative
	Weight          int     // 400 is regular, 700 is bold
	FixedPitch      bool
	// PostScript is the name, of printable ASCII without delimiters; never empty.
	PostScript string
}

// Open reads the tables of a face. It fails on what is not a font and on fonts whose
// outlines are of no kind that can be cut: bitmaps, and the second version of CFF.
func Open(data []byte, face int) (*Font, error) {
	tables, openType, err := directory(data, face)
	if err != nil {
		return nil, err
	}
	f := &Font{tables: tables}
	for _, must := range []struct {
		tag   string
		least int
	}{{"head", 54}, {"hhea", 36}, {"hmtx", 4}, {"maxp", 6}} {
		if len(tables[must.tag]) < must.least {
			return nil, fmt.Errorf("subset: malformed font: no complete %s table", must.tag)
		}
	}
	f.glyphs = tables["maxp"].u16(4)
	if f.glyphs == 0 {
		return nil, errors.New("subset: malformed font: it has no glyphs")
	}
	hmtx := tables["hmtx"]
	f.metrics = min(tables["hhea"].u16(34), len(hmtx)/4, f.glyphs)
	if f.metrics == 0 {
		return nil, errors.New("subset: malformed font: it has no advances")
	}
	trueType := tables["glyf"] != nil && tables["loca"] != nil
	switch {
	case tables["CFF "] != nil && (openType || !trueType):
		f.info.Kind = CFF
	case trueType:
		if len(tables["maxp"]) < 32 {
			return nil, errors.New("subset: malformed font: no complete maxp table")
		}
		f.info.Kind = TrueType
	default:
		return nil, errors.New("subset: the font has neither TrueType nor CFF outlines")
	}
	return f, f.describe()
}

// describe reads what does not depend on the glyphs that are kept.
func (f *Font) describe() error {
	head, hhea, os2, post := f.tables["head"], f.tables["hhea"], f.tables["OS/2"], f.tables["post"]
	in := &f.info
	in.Glyphs = f.glyphs
	in.UnitsPerEm = head.u16(18)
	if in.UnitsPerEm < 16 || in.UnitsPerEm > 16384 {
		return fmt.Errorf("subset: malformed font: %d units per em", in.UnitsPerEm)
	}
	for i := range in.BBox {
		in.BBox[i] = head.i16(36 + 2*i)
	}
	in.Ascent, in.Descent = hhea.i16(4), hhea.i16(6)
	in.Weight = 400
	if head.u16(44)&1 != 0 {
		in.Weight = 700
	}
	if w := os2.u16(4); w >= 1 && w <= 1000 {
		in.Weight = w
	}
	// The height of capitals is there from version 2 on; 0.7 em is usual.
	in.CapHeight = in.UnitsPerEm * 7 / 10
	if h := os2.i16(88); os2.u16(0) >= 2 && h > 0 {
		in.CapHeight = h
	}
	in.ItalicAngle = float64(int32(post.u32(4))) / 65536
	if math.Abs(in.ItalicAngle) > 60 {
		in.ItalicAngle = 0
	}
	in.FixedPitch = post.u32(12) != 0
	in.PostScript = f.postScript()
	return nil
}

// Info describes the face.
func (f *Font) Info() Info { return f.info }

// Advance is the width of a glyph in units of the font, 0 for one that is not there.
func (f *Font) Advance(glyph uint32) int {
	if int64(glyph) >= int64(f.glyphs) {
		return 0
	}
	return f.tables["hmtx"].u16(4 * min(int(glyph), f.metrics-1))
}

// bearing is the left side bearing of a glyph.
func (f *Font) bearing(glyph int) int {
	if glyph < f.metrics {
		return f.tables["hmtx"].i16(4*glyph + 2)
	}
	return f.tables["hmtx"].i16(4*f.metrics + 2*(glyph-f.metrics))
}

// Permission returns nil where the font may be embedded as a subset, and otherwise an
// error that wraps ErrForbidden and says what the font asks for. A font without an OS/2
// table says nothing against it.
//
// See "fsType" in the OpenType specification of the table OS/2. Where several of the
// first bits are set, as old fonts have it, the least restrictive one counts.
func (f *Font) Permission() error {
	kind := f.tables["OS/2"].u16(8)
	switch {
	case kind&0xF == 2:
		return fmt.Errorf("subset: %s: %w (a restricted licence)", f.info.PostScript, ErrForbidden)
	case kind&0x100 != 0:
		return fmt.Errorf("subset: %s: %w of subsets", f.info.PostScript, ErrForbidden)
	case kind&0x200 != 0:
		return fmt.Errorf("subset: %s: %w of outlines", f.info.PostScript, ErrForbidden)
	}
	return nil
}

// Subset returns a font program for PDF with only the given glyphs and those that they
// are composed of. Glyph 0, which stands for missing ones, is always there; ids that the
// font does not have are left out.
//
// A TrueType program is a font file in which glyphs keep their ids and all others are
// empty. A CFF program is bare and keyed by CID: a glyph's CID is the id that it had.
//
// Subset fails where Permission does.
func (f *Font) Subset(glyphs []uint32) (program []byte, kind Kind, err error) {
	if err := f.Permission(); err != nil {
		return nil, f.info.Kind, err
	}
	if f.info.Kind == CFF {
		program, err = f.cff(f.wanted(glyphs))
		return program, CFF, err
	}
	keep, err := f.closure(f.wanted(glyphs))
	if err != nil {
		return nil, TrueType, err
	}
	// Places of glyphs that are not kept stay, empty: they deflate to almost nothing.
	order := make([]int, keep[len(keep)-1]+1)
	for i := range order {
		order[i] = none
	}
	for _, g := range keep {
		order[g] = g
	}
	return writeSFNT(trueTypeTag, f.trueType(order)), TrueType, nil
}

// Subset opens a face and returns its subset: see [Font.Subset].
func Subset(data []byte, face int, glyphs []uint32) (program []byte, kind Kind, err error) {
	f, err := Open(data, face)
	if err != nil {
		return nil, TrueType, err
	}
	return f.Subset(glyphs)
}

// wanted returns the ids that the font has, and 0, ascending, each once.
func (f *Font) wanted(glyphs []uint32) []int {
	ids := make([]int, 1, len(glyphs)+1)
	for _, g := range glyphs {
		if int64(g) < int64(f.glyphs) {
			ids = append(ids, int(g))
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// maxName is the length of a PostScript name: the limit of the specification.
const maxName = 63

// postScript finds the PostScript name.
func (f *Font) postScript() string {
	const postScriptName = 6
	names := f.tables["name"]
	best := ""
	for i := range names.u16(2) {
		at := 6 + 12*i
		if at+12 > len(names) {
			break
		}
		platform, id := names.u16(at), names.u16(at+6)
		if id != postScriptName {
			continue
		}
		raw := names.cut(names.u16(4)+names.u16(at+10), names.u16(at+8))
		if platform == 1 {
			if best == "" {
				best = clean(string(raw))
			}
			continue
		}
		units := make([]uint16, len(raw)/2)
		for k := range units {
			units[k] = binary.BigEndian.Uint16(raw[2*k:])
		}
		if s := clean(string(utf16.Decode(units))); s != "" {
			return s
		}
	}
	if best == "" {
		return "Font"
	}
	return best
}

// clean keeps what a PostScript name may hold.
func clean(s string) string {
	var out []byte
	for _, r := range s {
		switch {
		case r <= ' ' || r >= 0x7F || len(out) == maxName:
		case r == '[' || r == ']' || r == '(' || r == ')' || r == '{' || r == '}' || r == '<' || r == '>' || r == '/' || r == '%' || r == '#':
		default:
			out = append(out, byte(r))
		}
	}
	return string(out)
}
