package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/subset"
)

// face is a font of the document.
type face struct {
	number  int          // in the page's resources
	program *subset.Font // nil: it cannot be embedded
	info    subset.Info
	glyphs  int       // how many it has
	use     []use     // of each glyph
	widths  []float64 // of used glyphs, thousandths of the em
	ref     ref       // 0: it is not used
}

// use is how the document uses a glyph.
type use struct {
	used bool
	text string // what it stands for
}

// face returns the face of a font, nil for none.
func (e *encoder) face(font scene.Font) *face {
	if font == nil {
		return nil
	}
	if n := len(e.faces); n > 0 && e.last.font == font {
		return e.last.face
	}
	f, ok := e.faceOf[font]
	if !ok {
		f = openFace(font)
		f.number = len(e.faces)
		e.faces = append(e.faces, f)
		e.faceOf[font] = f
	}
	e.last.font, e.last.face = font, f
	return f
}

func openFace(font scene.Font) *face {
	f := &face{}
	file, ok := font.(scene.FontFile)
	if !ok {
		return f
	}
	program, err := subset.Open(file.File())
	if err != nil || program.Permission() != nil {
		return f // it is drawn as outlines
	}
	f.program, f.info = program, program.Info()
	f.glyphs = f.info.Glyphs
	f.use = make([]use, f.glyphs)
	f.widths = make([]float64, f.glyphs)
	return f
}

// width is the advance of a glyph as the document states it, in thousandths of the em.
func (f *face) width(id uint32) float64 {
	if u := &f.use[id]; !u.used {
		u.used = true
	}
	if f.widths[id] == 0 {
		// Hundredths: rounded to integers, the positions in a long run would be corrected at
		// every other glyph.
		f.widths[id] = math.Round(float64(f.program.Advance(id))*100000/float64(f.info.UnitsPerEm)) / 100
	}
	return f.widths[id]
}

// spells notes what a glyph stands for, and reports whether that is what it stands for
// wherever it is used.
func (f *face) spells(id uint32, text string) bool {
	if f == nil || int64(id) >= int64(f.glyphs) {
		return false
	}
	u := &f.use[id]
	if u.text == "" {
		u.text = text
	}
	return u.text == text
}

// writeFonts writes the fonts with the glyphs that were used.
func (e *encoder) writeFonts() error {
	for _, f := range e.faces {
		if f.program == nil {
			continue
		}
		var glyphs []uint32
		for id, u := range f.use {
			if u.used {
				glyphs = append(glyphs, uint32(id))
			}
		}
		if len(glyphs) == 0 {
			continue
		}
		if err := e.writeFont(f, glyphs); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) writeFont(f *face, glyphs []uint32) error {
	program, kind, err := f.program.Subset(glyphs)
	if err != nil {
		return err
	}
	file := e.file
	f.ref = file.reserve()
	descendant, descriptor, data, unicode := file.reserve(), file.reserve(), file.reserve(), file.reserve()
	name := tag(f.info.PostScript, glyphs) + "+" + f.info.PostScript
	file.object(f.ref, fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name, descendant, unicode))

	subtype, more := "CIDFontType2", "/CIDToGIDMap/Identity"
	fontFile, entries := "/FontFile2", fmt.Sprintf("/Length1 %d", len(program))
	if kind == subset.CFF {
		subtype, more = "CIDFontType0", ""
		fontFile, entries = "/FontFile3", "/Subtype/CIDFontType0C"
	}
	d := fmt.Appendf(nil, "<</Type/Font/Subtype/%s/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v%s/W[", subtype, name, descriptor, more)
	d = f.appendWidths(d, glyphs)
	file.object(descendant, append(d, "]>>"...))
	file.object(descriptor, f.descriptor(name, fontFile, data))
	file.stream(data, entries, program)
	file.stream(unicode, "", f.toUnicode(glyphs))
	return nil
}

// tag is the prefix of a subset's name: six letters that depend on what is in it.
func tag(name string, glyphs []uint32) string {
	b := []byte(name)
	for _, g := range glyphs {
		b = binary.BigEndian.AppendUint32(b, g)
	}
	sum := sha256.Sum256(b)
	v := binary.BigEndian.Uint64(sum[:])
	var letters [6]byte
	for i := range letters {
		letters[i] = byte('A' + v%26)
		v /= 26
	}
	return string(letters[:])
}

// appendWidths writes the widths of glyphs, in stretches of ids that follow each other.
func (f *face) appendWidths(d []byte, glyphs []uint32) []byte {
	for i, g := range glyphs {
		if i == 0 || g != glyphs[i-1]+1 {
			if i > 0 {
				d = append(d, ']')
			}
			d = append(appendFixed(d, int64(g), 0), '[')
		} else {
			d = append(d, ' ')
		}
		d = appendNumber(d, f.widths[g], 2)
	}
	return append(d, ']')
}

// Flags of a font's descriptor.
const (
	fixedPitch = 1 << 0
	symbolic   = 1 << 2 // it has characters outside of the standard Latin set
	italic     = 1 << 6
)

func (f *face) descriptor(name, fontFile string, data ref) []byte {
	in := f.info
	em := func(v int) int64 { return fixed(float64(v)*1000/float64(in.UnitsPerEm), 0) }
	flags := symbolic
	if in.FixedPitch {
		flags |= fixedPitch
	}
	if in.ItalicAngle != 0 {
		flags |= italic
	}
	// Fonts do not state the width of their stems. This is what those of usual fonts of a
	// weight are, about 80 for a regular and 140 for a bold one; only a viewer that
	// replaces the font would look at it.
	stem := 80 + (in.Weight-400)/5
	return fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %s/Ascent %d/Descent %d/CapHeight %d/StemV %d%s %v>>",
		name, flags, em(in.BBox[0]), em(in.BBox[1]), em(in.BBox[2]), em(in.BBox[3]),
		appendNumber(nil, in.ItalicAngle, 2), em(in.Ascent), em(in.Descent), em(in.CapHeight), max(stem, 20), fontFile, data)
}

// toUnicode is the CMap from glyphs to text.
func (f *face) toUnicode(glyphs []uint32) []byte {
	b := []byte("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	spelled := slices.DeleteFunc(slices.Clone(glyphs), func(g uint32) bool { return f.use[g].text == "" })
	const most = 100 // entries of a list
	for part := range slices.Chunk(spelled, most) {
		b = fmt.Appendf(b, "%d beginbfchar\n", len(part))
		for _, g := range part {
			b = append(appendHex16(append(b, '<'), g), "><"...)
			b = append(appendUTF16(b, f.use[g].text), ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}
