package text

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"

	"github.com/seed01309057/heat/internal/scene"
)

func newShaper(t testing.TB) *Shaper {
	t.Helper()
	sh, err := NewShaper(DefaultFonts())
	if err != nil {
		t.Fatal(err)
	}
	return sh
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-6*max(1, math.Abs(b)) }

// sum is the width of the characters one by one.
func sum(set Setter, s string, style Style) (width float64) {
	for _, r := range s {
		width += set.Set(string(r), style).Width
	}
	return width
}

func TestWidthIsTheSumOfAdvances(t *testing.T) {
	sh := newShaper(t)
	for _, s := range []string{"0123456789", "−12.5 %", "1,000", "Hello", "ÄÖÜß", "Москва", "θερμός", "e\u0301", "a b"} {
		for _, bold := range []bool{false, true} {
			style := Style{Size: 10, Bold: bold, Tabular: true} // without kerning
			if got, want := sh.Set(s, style).Width, sum(sh, s, style); s != "e\u0301" && !near(got, want) {
				t.Errorf("%q is %g wide, its characters %g", s, got, want)
			}
			run := sh.Set(s, Style{Size: 10, Bold: bold})
			if n := len(run.At(0, 0, 0, scene.Start, scene.Color{}).Glyphs); n == 0 || n > utf8.RuneCountInString(s) {
				t.Errorf("%q has %d glyphs", s, n)
			}
			last := -1.0
			for _, g := range run.At(0, 0, 0, scene.Start, scene.Color{}).Glyphs {
				if g.X < last-1e-9 || g.X > run.Width {
					t.Errorf("%q: a glyph at %g after one at %g, in a width of %g", s, g.X, last, run.Width)
				}
				last = g.X
			}
		}
	}
}

func TestKerning(t *testing.T) {
	sh := newShaper(t)
	plain, tabular := Style{Size: 10}, Style{Size: 10, Tabular: true}
	for _, s := range []string{"AVATAR", "To", "11"} {
		if got, whole := sh.Set(s, plain).Width, sum(sh, s, plain); got >= whole {
			t.Errorf("%q is %g wide, its letters %g: not kerned", s, got, whole)
		}
		if got, whole := sh.Set(s, tabular).Width, sum(sh, s, tabular); !near(got, whole) {
			t.Errorf("%q is kerned as tabular text", s)
		}
	}
	// The quick way for numbers and the shaper agree: a word joiner forces the latter.
	for _, s := range []string{"AVATAR", "−1.5e+07", "11 %"} {
		if quick, slow := sh.Set(s, tabular).Width, sh.Set(s+"ä", tabular).Width-sh.Set("ä", tabular).Width; !near(quick, slow) {
			t.Errorf("%q is %g wide the quick way, %g shaped", s, quick, slow)
		}
	}
}

func TestTabularDigitsAreEquallyWide(t *testing.T) {
	sh := newShaper(t)
	for _, bold := range []bool{false, true} {
		style := Style{Size: 9, Bold: bold, Tabular: true}
		for _, digit := range "123456789" {
			if got, want := sh.Set(string(digit), style).Width, sh.Set("0", style).Width; !near(got, want) {
				t.Errorf("%c is %g wide, 0 is %g", digit, got, want)
			}
		}
		if got, want := sh.Set("111", style).Width, sh.Set("888", style).Width; !near(got, want) {
			t.Errorf("111 is %g wide, 888 %g", got, want)
		}
	}
}

func TestTextGrowsWithItsSize(t *testing.T) {
	sh := newShaper(t)
	small, large := sh.Set("Grüße", Style{Size: 7}), sh.Set("Grüße", Style{Size: 21})
	if !near(large.Width, 3*small.Width) || !near(large.Height(), 3*small.Height()) || !near(large.Cap, 3*small.Cap) {
		t.Errorf("%+v is not three times %+v", large, small)
	}
	if bold := sh.Set("Grüße", Style{Size: 7, Bold: true}); bold.Width <= small.Width {
		t.Error("bold text is not wider")
	}
	if !(small.Cap > 0 && small.Cap < small.Ascent && small.Descent > 0) {
		t.Errorf("extents %+v", small)
	}
}

func TestEmptyAndBlankText(t *testing.T) {
	for _, set := range []Setter{newShaper(t), Columns{}} {
		if run := set.Set("", Style{Size: 10}); run.Width != 0 || run.Height() <= 0 {
			t.Errorf("%T: the empty text is %g × %g", set, run.Width, run.Height())
		}
		if run := set.Set("   ", Style{Size: 10}); run.Width <= 0 {
			t.Errorf("%T: spaces are %g wide", set, run.Width)
		}
	}
}

func TestControlCharactersBecomeSpaces(t *testing.T) {
	for _, set := range []Setter{newShaper(t), Columns{}} {
		run := set.Set("a\tb\x00c\nd\x1b[31me\u2028f\x7f\u0085", Style{Size: 10})
		if want := "a b c d [31me f  "; run.String != want {
			t.Errorf("%T: %q, want %q", set, run.String, want)
		}
		if len(run.Missing) > 0 {
			t.Errorf("%T: missing %q", set, run.Missing)
		}
		if run := set.Set("a\xff\xfeb", Style{Size: 10}); !utf8.ValidString(run.String) {
			t.Errorf("%T: %q is not UTF-8", set, run.String)
		}
	}
}

func TestMissingGlyphsAreReported(t *testing.T) {
	f, err := ParseFont(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	sh, err := NewShaper(SingleFont(f))
	if err != nil {
		t.Fatal(err)
	}
	run := sh.Set("a\U00013000b", Style{Size: 10}) // a hieroglyph
	if !slices.Equal(run.Missing, []rune{0x13000}) {
		t.Errorf("missing %q", run.Missing)
	}
	if run.Width <= sh.Set("ab", Style{Size: 10}).Width {
		t.Error("what is missing takes no space")
	}
	if run := sh.Set("aé−µ№", Style{Size: 10}); len(run.Missing) > 0 {
		t.Errorf("missing %q", run.Missing)
	}
}

// Hebrew stands right to left: the first letter is the last from the left. Numbers in
// it keep their order, as does the text round it.
func TestRightToLeft(t *testing.T) {
	sh := newShaper(t)
	ids := func(s string) (list []uint32) {
		for _, g := range sh.Set(s, Style{Size: 10}).At(0, 0, 0, scene.Start, scene.Color{}).Glyphs {
			list = append(list, g.ID)
		}
		return list
	}
	join := func(parts ...string) (list []uint32) {
		for _, p := range parts {
			list = append(list, ids(p)...)
		}
		return list
	}
	for _, c := range []struct {
		text   string
		visual []string
	}{
		{"שלום", []string{"ם", "ו", "ל", "ש"}},
		{"ab שלום", []string{"a", "b", " ", "ם", "ו", "ל", "ש"}},
		{"שלום ab", []string{"a", "b", " ", "ם", "ו", "ל", "ש"}},
	} {
		if got, want := ids(c.text), join(c.visual...); !slices.Equal(got, want) {
			t.Errorf("%q: glyphs %v, want %v", c.text, got, want)
		}
	}
	if run := sh.Set("שלום", Style{Size: 10}); run.String != "שלום" {
		t.Errorf("the string is %q: no longer in logical order", run.String)
	}
}

func TestLongText(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	for _, set := range []Setter{newShaper(t), Columns{}} {
		for _, s := range []string{
			strings.Repeat("word ", 20_000), strings.Repeat("x", 100_000), strings.Repeat("שלום ", 20_000),
			strings.Repeat("e\u0301", 50_000), strings.Repeat("aא", 50_000),
		} {
			start := time.Now()
			run := set.Set(s, Style{Size: 10})
			lines := Wrap(set, s, Style{Size: 10}, 400)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%T: %d characters took %v", set, len(s), took)
			}
			if !(run.Width > 0) || len(lines) < 10 {
				t.Errorf("%T: %.9q: %g wide, %d lines", set, s, run.Width, len(lines))
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"one two three", 0, []string{"one two three"}},
		{"one two three", 13, []string{"one two three"}},
		{"one two three", 12, []string{"one two", "three"}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 5, []string{"one", "two", "three"}},
		{"one two three", 3, []string{"one", "two", "thr", "ee"}},
		{"abcdefg", 3, []string{"abc", "def", "g"}},
		{"x abcdefg y", 3, []string{"x", "abc", "def", "g y"}},
		{"one\ntwo", 0, []string{"one", "two"}},
		{"one\r\ntwo\n\nthree", 9, []string{"one", "two", "", "three"}},
		{"  one  two  ", 8, []string{"one  two"}},
		{"  one  two  ", 7, []string{"one two"}},
		{"", 10, []string{""}},
		{"   ", 10, []string{""}},
		{"東京都", 4, []string{"東京", "都"}},
		{"東京", 1, []string{"東", "京"}}, // wider than a line: a character all the same
		{"ab", 0.001, []string{"a", "b"}},
	} {
		var got []string
		for _, run := range Wrap(Columns{}, c.text, Style{Size: 2}, c.width) {
			got = append(got, run.String)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q at %g: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// A line that cannot be narrower holds one character, as a reader counts them; all others
// keep to the width,
// and no character but spaces is lost.
func TestWrapRelations(t *testing.T) {
	const sample = "Die Temperatur in Donaudampfschifffahrtsgesellschaftskapitänskajüten, шире чем θερμοκρασία — שלום e\u0301te\u0301 1234567890 AVATAR To Wa"
	for _, set := range []Setter{newShaper(t), Columns{}} {
		for _, width := range []float64{0.01, 1, 5, 9.5, 20, 33, 70, 150, 400, 1e6} {
			lines := Wrap(set, sample, Style{Size: 10}, width)
			var b strings.Builder
			for _, line := range lines {
				if line.Width > width+1e-9 && len(graphemes(line.String)) > 1 {
					t.Errorf("%T: %q is %g wide, the line %g", set, line.String, line.Width, width)
				}
				b.WriteString(line.String)
			}
			if got, want := strings.ReplaceAll(b.String(), " ", ""), strings.ReplaceAll(sample, " ", ""); got != want {
				t.Errorf("%T at %g: %q", set, width, got)
			}
		}
	}
}

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "abc": 3, "äöü": 3, "e\u0301": 1, "東京": 4, "한국": 4, "ｗ": 2, "ｱ": 1, "🙂": 2, "שלום": 4, "−½µ": 3,
		"a\u200bb": 2, "\u200d": 0, "\x00\x1b": 0, "▀": 1, "👩\u200d🚀": 4,
	} {
		if got := ColumnsOf(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
	run := Columns{}.Set("東京", Style{Size: 2})
	if run.Width != 4 || run.Height() != 2 {
		t.Errorf("%+v", run)
	}
}

// A font that is broken anywhere is refused or used, but never stops the program.
func TestBrokenFonts(t *testing.T) {
	data := liberationsansregular.TTF
	for _, garbage := range [][]byte{nil, {}, []byte("x"), []byte("not a font at all, but long enough to look at"),
		bytes.Repeat([]byte{0}, 1000), bytes.Repeat([]byte{0xff}, 1000), []byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x00"), []byte("OTTO\x00\x01\x00\x10\x00\x00\x00\x00")} {
		if _, err := ParseFont(garbage); err == nil {
			t.Errorf("%.20q is a font", garbage)
		}
	}
	step := 41
	if testing.Short() {
		step = 401
	}
	for n := 0; n < 4000; n += step {
		tryFont(data[:n])
	}
	for n := 4000; n < len(data); n += len(data) / 40 {
		tryFont(data[:n])
	}
	for at := 0; at < 2000; at += step { // the directory and the first tables
		broken := bytes.Clone(data)
		broken[at] ^= 0xff
		tryFont(broken)
	}
	for at := 2000; at < len(data); at += len(data) / 60 {
		broken := bytes.Clone(data)
		for i := range 8 {
			broken[(at+i*7)%len(data)] ^= byte(1 << i)
		}
		tryFont(broken)
	}
}

// tryFont sets and draws a few characters in a font that may be broken.
func tryFont(data []byte) {
	f, err := ParseFont(data)
	if err != nil {
		return
	}
	sh, err := NewShaper(SingleFont(f))
	if err != nil {
		return
	}
	for _, style := range []Style{{Size: 10}, {Size: 10, Bold: true}, {Size: 10, Tabular: true}} {
		run := sh.Set("AVATAR 0123 −éש", style)
		for _, g := range run.At(0, 0, 0, scene.Start, scene.Color{}).Glyphs {
			f.Outline(g.ID)
		}
	}
	for _, id := range []uint32{0, 1, 0xFFFF, 0x10000, math.MaxUint32} {
		f.Outline(id)
	}
	_, _ = f.Family(), f.Bold()
}

// faces are the fonts that fuzzing breaks.
var faces = [][]byte{liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF}

// FuzzFont parses, shapes and draws with fonts of which a few bytes are not what they
// were: chance alone would never find a table, so each is broken inside of one.
func FuzzFont(f *testing.F) {
	for i := range 18 {
		f.Add(uint8(i%4), uint8(i), uint32(4*i), []byte{0xff, 0xff, 0x80, 0x00}, uint32(0))
	}
	f.Add(uint8(0), uint8(0), uint32(0), []byte{}, uint32(100_000))
	f.Add(uint8(1), uint8(3), uint32(0), []byte("OTTO"), uint32(300))
	f.Fuzz(func(t *testing.T, which, table uint8, at uint32, patch []byte, cut uint32) {
		tryFont(patch)
		data := bytes.Clone(faces[int(which)%len(faces)])
		tables := int(binary.BigEndian.Uint16(data[4:]))
		entry := data[12+16*(int(table)%tables):]
		from, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		if table >= 128 { // the directory itself
			from, length = 0, uint32(12+16*tables)
		}
		for i, b := range patch[:min(len(patch), 64)] {
			data[from+(at+uint32(i))%max(1, length)] ^= b
		}
		if cut > 0 {
			data = data[:int(cut)%len(data)]
		}
		tryFont(data)
	})
}
