package subset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font"
)

// systemFont is a font of the system; the test is skipped where it is not there.
func systemFont(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("/usr/share/fonts", path))
	if err != nil {
		t.Skipf("a font for this test is not here: %v", err)
	}
	return data
}

const (
	nimbus = "opentype/urw-base35/NimbusSans-Regular.otf" // CFF, keyed by names
	dejaVu = "truetype/dejavu/DejaVuSans.ttf"             // TrueType with composites
	droid  = "truetype/droid/DroidSansFallbackFull.ttf"   // 50,000 glyphs
)

func open(t testing.TB, data []byte) *Font {
	t.Helper()
	f, err := Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func face(t testing.TB, data []byte, n int) *font.Face {
	t.Helper()
	faces, err := font.ParseTTC(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return faces[n]
}

// complete adds what a reader of font files needs to a program for PDF.
func complete(t testing.TB, f *Font, program []byte, kind Kind, ids []int) []byte {
	t.Helper()
	rest := []part{{"OS/2", f.os2(nil)}, {"cmap", characterMap(nil)}, {"name", names("Test")}, {"post", f.post()}}
	if kind == CFF {
		hhea, hmtx := f.metricTables(ids)
		maxp := binary.BigEndian.AppendUint16([]byte{0, 0, 0x50, 0}, uint16(len(ids)))
		parts := append(rest, part{"CFF ", program}, part{"head", f.head(false)}, part{"hhea", hhea}, part{"hmtx", hmtx}, part{"maxp", maxp})
		return writeSFNT(openTypeTag, sorted(parts))
	}
	tables, _, err := directory(program, 0)
	if err != nil {
		t.Fatal(err)
	}
	for tag, body := range tables {
		rest = append(rest, part{tag, body})
	}
	return writeSFNT(trueTypeTag, sorted(rest))
}

func sorted(parts []part) []part {
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.tag, b.tag) })
	return parts
}

// sameOutline compares a glyph with one of another file.
func sameOutline(t testing.TB, a *font.Face, ga int, b *font.Face, gb int) {
	t.Helper()
	want, ok := a.GlyphDataOutline(font.GID(ga))
	if !ok {
		return // a glyph that the reference cannot read
	}
	got, _ := b.GlyphDataOutline(font.GID(gb))
	if !slices.Equal(want.Segments, got.Segments) {
		t.Errorf("glyph %d: %d segments, want %d", ga, len(got.Segments), len(want.Segments))
	}
}

// checkSubset compares a subset for PDF with the font it is of.
func checkSubset(t testing.TB, data []byte, n int, glyphs []uint32) {
	t.Helper()
	f, err := Open(data, n)
	if err != nil {
		t.Fatal(err)
	}
	program, kind, err := f.Subset(glyphs)
	if err != nil {
		t.Fatal(err)
	}
	ids := f.wanted(glyphs)
	before, after := face(t, data, n), face(t, complete(t, f, program, kind, ids), 0)
	for i, id := range ids {
		place := id
		if kind == CFF {
			place = i
		}
		sameOutline(t, before, id, after, place)
		if kind == TrueType {
			if got, want := after.HorizontalAdvance(font.GID(place)), before.HorizontalAdvance(font.GID(id)); got != want {
				t.Errorf("glyph %d: advance %v, want %v", id, got, want)
			}
		}
	}
}

// glyphsOf are the glyphs of a string.
func glyphsOf(f *font.Face, s string) (out []uint32) {
	for _, r := range s {
		g, _ := f.NominalGlyph(r)
		out = append(out, uint32(g))
	}
	return out
}

const sample = "Heat map 0123456789 − éÅçñ ﬁ Ωµ"

func TestSubsetKeepsOutlines(t *testing.T) {
	t.Run("Liberation", func(t *testing.T) {
		checkSubset(t, liberationsansregular.TTF, 0, glyphsOf(face(t, liberationsansregular.TTF, 0), sample))
	})
	for _, path := range []string{nimbus, dejaVu, droid} {
		t.Run(path, func(t *testing.T) {
			data := systemFont(t, path)
			checkSubset(t, data, 0, glyphsOf(face(t, data, 0), sample+"熱図한"))
		})
	}
}

// HEAT_FONTS names a folder of fonts to try in addition: all fonts in it are cut.
func TestFolderOfFonts(t *testing.T) {
	folder := os.Getenv("HEAT_FONTS")
	if folder == "" {
		t.Skip("HEAT_FONTS names no folder")
	}
	counts := map[string]int{}
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || d.IsDir() || ext != ".ttf" && ext != ".otf" && ext != ".ttc" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		faces, err := font.ParseTTC(bytes.NewReader(data))
		if err != nil {
			counts["unreadable by the reference"]++
			return nil
		}
		for n := range faces {
			f, err := Open(data, n)
			if err != nil {
				t.Logf("%s: %v", path, err)
				counts["refused"]++
				continue
			}
			if f.Permission() != nil {
				counts["forbidden"]++
				continue
			}
			counts[f.Info().Kind.String()]++
			var glyphs []uint32
			for g := 0; g < f.glyphs; g += 1 + f.glyphs/300 {
				glyphs = append(glyphs, uint32(g))
			}
			t.Run(filepath.Base(path), func(t *testing.T) { checkSubset(t, data, n, glyphs) })
		}
		return nil
	})
	t.Log(counts, err)
}

func TestSubsetIsSmall(t *testing.T) {
	for _, c := range []struct {
		path string
		s    string
		most int // bytes, deflated
	}{{"", "0123456789.", 3000}, {nimbus, "0123456789.", 3000}, {droid, "熱図", 2000}} {
		data := liberationsansregular.TTF
		if c.path != "" {
			data = systemFont(t, c.path)
		}
		program, _, err := Subset(data, 0, glyphsOf(face(t, data, 0), c.s))
		if err != nil {
			t.Fatal(err)
		}
		var buf bytes.Buffer
		z := zlib.NewWriter(&buf)
		z.Write(program)
		z.Close()
		t.Logf("%s: %d bytes, %d deflated", c.path, len(program), buf.Len())
		if buf.Len() > c.most {
			t.Errorf("%s: %d bytes, want at most %d", c.path, buf.Len(), c.most)
		}
	}
}

// The order and number of times in which glyphs are asked for is of no consequence.
func TestSubsetSameBytes(t *testing.T) {
	for _, data := range [][]byte{liberationsansregular.TTF, systemFont(t, nimbus)} {
		a, _, err := Subset(data, 0, []uint32{40, 5, 17, 5, 200})
		if err != nil {
			t.Fatal(err)
		}
		b, _, _ := Subset(data, 0, []uint32{200, 17, 17, 40, 5, 0, 1 << 30})
		if !bytes.Equal(a, b) {
			t.Error("the subset depends on the order of the glyphs")
		}
	}
}

func TestChecksums(t *testing.T) {
	program, _, err := Subset(liberationsansregular.TTF, 0, []uint32{36, 37, 38})
	if err != nil {
		t.Fatal(err)
	}
	if sum := checksum(program); sum != 0xB1B0AFBA {
		t.Errorf("the file sums to %#x", sum)
	}
	file := table(program)
	for i := range file.u16(4) {
		record := file[12+16*i:]
		tag, body := string(record[:4]), slices.Clone(file.cut(int(record.u32(8)), int(record.u32(12))))
		if tag == "head" {
			clear(body[8:12])
		}
		if got, want := checksum(body), record.u32(4); got != want {
			t.Errorf("%s sums to %#x, not %#x", tag, got, want)
		}
	}
}

func TestInfo(t *testing.T) {
	got := open(t, liberationsansbold.TTF).Info()
	want := Info{
		Kind: TrueType, Glyphs: 2619, UnitsPerEm: 2048, BBox: [4]int{-987, -771, 2671, 2116},
		Ascent: 1854, Descent: -434, CapHeight: 1409, Weight: 700, PostScript: "LiberationSans-Bold",
	}
	if got != want {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	f := open(t, liberationsansregular.TTF)
	a := f.Advance(glyphsOf(face(t, liberationsansregular.TTF, 0), "0")[0])
	if a != 1139 || f.Advance(1<<20) != 0 {
		t.Errorf("advance of 0 is %d, want 1139; of no glyph %d, want 0", a, f.Advance(1<<20))
	}
}

// withEmbedding changes what a font allows.
func withEmbedding(t testing.TB, data []byte, kind int) []byte {
	t.Helper()
	tables, _, err := directory(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := slices.Clone(data)
	at := cap(data) - cap(tables["OS/2"]) // the table is a part of the file
	binary.BigEndian.PutUint16(out[at+8:], uint16(kind))
	return out
}

func TestForbiddenFontsAreRefused(t *testing.T) {
	data := slices.Clip(liberationsansregular.TTF)
	for _, c := range []struct {
		kind    int
		allowed bool
	}{{0, true}, {2, false}, {4, true}, {8, true}, {6, true}, {0x100, false}, {0x108, false}, {0x200, false}} {
		_, _, err := Subset(withEmbedding(t, data, c.kind), 0, []uint32{36})
		if (err == nil) != c.allowed {
			t.Errorf("fsType %#x: %v", c.kind, err)
		}
		if err != nil && !errors.Is(err, ErrForbidden) {
			t.Errorf("fsType %#x: %v does not say that it is forbidden", c.kind, err)
		}
		if _, err := WebFont(withEmbedding(t, data, c.kind), 0, map[rune]uint32{'A': 36}); (err == nil) != c.allowed {
			t.Errorf("web font, fsType %#x: %v", c.kind, err)
		}
	}
}

// unpack turns WOFF into the font that it holds.
func unpack(t testing.TB, woff []byte) []byte {
	t.Helper()
	w := table(woff)
	if w.u32(0) != 0x774F4646 || int(w.u32(8)) != len(woff) {
		t.Fatal("not WOFF")
	}
	var parts []part
	for i := range w.u16(12) {
		record := w[44+20*i:]
		packed, size := w.cut(int(record.u32(4)), int(record.u32(8))), int(record.u32(12))
		body := []byte(packed)
		if len(packed) < size {
			z, err := zlib.NewReader(bytes.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		if len(body) != size {
			t.Fatalf("%s: %d bytes, want %d", record[:4], len(body), size)
		}
		if string(record[:4]) == "head" {
			body = slices.Clone(body)
			clear(body[8:12])
		}
		if checksum(body) != record.u32(16) {
			t.Errorf("%s: wrong checksum", record[:4])
		}
		parts = append(parts, part{string(record[:4]), body})
	}
	font := writeSFNT(w.u32(4), parts)
	if len(font) != int(w.u32(16)) {
		t.Errorf("the font has %d bytes, want %d", len(font), w.u32(16))
	}
	return font
}

func TestWebFont(t *testing.T) {
	for _, c := range []struct{ path, s string }{{"", sample}, {nimbus, sample}, {dejaVu, sample + "𝐀𝔸é"}, {droid, "熱図"}} {
		data := liberationsansregular.TTF
		if c.path != "" {
			data = systemFont(t, c.path)
		}
		before := face(t, data, 0)
		runes := map[rune]uint32{}
		for _, r := range c.s {
			if g, ok := before.NominalGlyph(r); ok {
				runes[r] = uint32(g)
			}
		}
		woff, err := WebFont(data, 0, runes)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d characters, %d bytes", c.path, len(runes), len(woff))
		program := unpack(t, woff)
		after := face(t, program, 0)
		for r, g := range runes {
			got, ok := after.NominalGlyph(r)
			if !ok {
				t.Errorf("%s: no glyph for %c", c.path, r)
				continue
			}
			sameOutline(t, before, int(g), after, int(got))
			if a, b := before.HorizontalAdvance(font.GID(g)), after.HorizontalAdvance(got); a != b {
				t.Errorf("%s: %c has the advance %v, want %v", c.path, r, b, a)
			}
		}
		if _, ok := after.NominalGlyph('☃'); ok {
			t.Errorf("%s: a glyph that was not asked for", c.path)
		}
		// What was written can be cut again: in the case of CFF, now keyed by CID.
		again := open(t, program)
		var all []uint32
		for g := range again.glyphs {
			all = append(all, uint32(g))
		}
		checkSubset(t, program, 0, all[:again.glyphs/2+1])
	}
}

// What is not a font, or half of one, is an error and not a panic.
func TestMalformed(t *testing.T) {
	for _, data := range [][]byte{nil, {0}, []byte("ttcf"), []byte("OTTO\xFF\xFF"), []byte("%!PS-AdobeFont")} {
		if _, err := Open(data, 0); err == nil {
			t.Errorf("%q is a font", data)
		}
	}
	if _, err := Open(liberationsansregular.TTF, 1); err == nil {
		t.Error("a font that is not a collection has a second face")
	}
	data := liberationsansregular.TTF
	for n := 0; n < len(data); n += 997 {
		if f, err := Open(data[:n], 0); err == nil {
			f.Subset([]uint32{3, 36, 200, 1000})
		}
	}
}

// FuzzSubset damages fonts in a few places: bytes of its own would hardly ever be a font.
// Each patch is a place of three bytes and two bytes that are put there.
func FuzzSubset(f *testing.F) {
	var fonts [][]byte
	for _, data := range [][]byte{liberationsansregular.TTF, systemOrNil(nimbus)} {
		if data == nil {
			continue
		}
		runes := map[rune]uint32{}
		for i, g := range glyphsOf(face(f, data, 0), "A0éö") {
			runes[rune('a'+i)] = g
		}
		woff, err := WebFont(data, 0, runes)
		if err != nil {
			f.Fatal(err)
		}
		fonts = append(fonts, unpack(f, woff), data)
	}
	f.Add(uint8(0), uint32(1<<24), []byte{0, 0, 4, 0, 3})
	f.Add(uint8(1), uint32(1<<24), []byte{0, 0, 99, 255, 255})
	f.Add(uint8(2), uint32(500), []byte{0, 1, 4, 29, 255, 0, 0, 90, 10, 10})
	f.Fuzz(func(t *testing.T, which uint8, length uint32, patches []byte) {
		data := slices.Clone(fonts[int(which)%len(fonts)])
		for ; len(patches) >= 5; patches = patches[5:] {
			at := int(patches[0])<<16 | int(patches[1])<<8 | int(patches[2])
			copy(data[at%len(data):], patches[3:5])
		}
		font, err := Open(data[:min(int(length), len(data))], 0)
		if err != nil {
			return
		}
		var glyphs []uint32
		for g := range uint32(min(font.glyphs, 300)) {
			glyphs = append(glyphs, g)
		}
		program, _, err := font.Subset(glyphs)
		if limit := 8*len(data) + 1<<19; err == nil && len(program) > limit {
			t.Errorf("%d bytes of %d", len(program), len(data))
		}
		font.WebFont(map[rune]uint32{'a': 1, 'b': 2, 0x1F600: 3})
	})
}

func systemOrNil(path string) []byte {
	data, _ := os.ReadFile(filepath.Join("/usr/share/fonts", path))
	return data
}

func BenchmarkSubset(b *testing.B) {
	glyphs := glyphsOf(face(b, liberationsansregular.TTF, 0), sample)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Subset(liberationsansregular.TTF, 0, glyphs); err != nil {
			b.Fatal(err)
		}
	}
}
