package text

import (
	"encoding/binary"
	"io"
	"unicode"

	"github.com/go-text/typesetting/font"
)

// hiddenTables is a font with some of its bytes painted over, so that the shaping library
// does not find what is not needed: it reads all that it finds, when the font is opened,
// and most of a font's tables are about names and marks. The data are not copied.
type hiddenTables struct {
	data    []byte
	patches []patch
}

// patch are bytes in place of those at an offset.
type patch struct {
	at    int64
	bytes string
}

// hideTables makes tables go by other names.
func hideTables(data []byte, tags ...string) *hiddenTables {
	h := &hiddenTables{data: data}
	for _, tag := range tags {
		if at := tableEntry(data, tag); at >= 0 {
			h.patches = append(h.patches, patch{int64(at), "----"})
		}
	}
	return h
}

// The lookups of a GPOS table that place marks, or look for them around other glyphs.
const (
	markToBase     = 4
	markToLigature = 5
	markToMark     = 6
	chainedContext = 8
)

// hideAttachments empties the lookups of marks: in Liberation Sans they take half of the
// time that the font takes to open, and text without marks does not come across them. The
// table is that of the built-in fonts, which is sound.
func (h *hiddenTables) hideAttachments() {
	entry := tableEntry(h.data, "GPOS")
	if entry < 0 {
		return
	}
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(h.data[at:])) }
	table := int(binary.BigEndian.Uint32(h.data[entry+8:]))
	list := table + u16(table+8)
	for i := range u16(list) {
		lookup := list + u16(list+2+2*i)
		switch u16(lookup) {
		case markToBase, markToLigature, markToMark, chainedContext:
			h.patches = append(h.patches, patch{int64(lookup) + 4, "\x00\x00"}) // the count of subtables
		}
	}
}

// resource is the font as the library reads it.
func (h *hiddenTables) resource() font.Resource {
	return io.NewSectionReader(h, 0, int64(len(h.data)))
}

// ReadAt reads the font with the patches.
func (h *hiddenTables) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off >= int64(len(h.data)) {
		return 0, io.EOF
	}
	n := copy(p, h.data[off:])
	for _, patch := range h.patches {
		for i := max(patch.at, off); i < min(patch.at+int64(len(patch.bytes)), off+int64(n)); i++ {
			p[i-off] = patch.bytes[i-patch.at]
		}
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// marked reports whether a text has combining marks, or spacing ones, of which fonts may
// place some alike.
func marked(runes []rune) bool {
	for _, r := range runes {
		if r >= 0x02b0 && (r < 0x0370 || unicode.Is(unicode.M, r)) {
			return true
		}
	}
	return false
}
