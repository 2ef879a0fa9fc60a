package text

import (
	"reflect"
	"testing"
	"unicode"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
)

// Text without marks is set alike with a whole font and with one whose marks were left
// out: each character of the font, after letters of three scripts and before one, and all
// pairs of the characters that labels are made of.
func TestALightFontSetsTextAlike(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	for _, data := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF} {
		light, err := parseFace(data, 0, true)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := ParseFont(data)
		if err != nil {
			t.Fatal(err)
		}
		a, b := setterOf(t, light), setterOf(t, whole)
		compare := func(s string) {
			got, want := a.Set(s, Style{Size: 10}), b.Set(s, Style{Size: 10})
			if got.Width != want.Width || !reflect.DeepEqual(got.glyphs, want.glyphs) {
				t.Errorf("%q: %v wide, with the whole font %v", s, got.Width, want.Width)
			}
		}
		state := a.state(light, false)
		var common []rune
		for r := rune(0x20); r < 0x10000; r++ {
			if s := []rune{r}; marked(s) || !state.covered(s) || r >= 0xd800 && r < 0xe000 {
				continue
			}
			compare("a" + string(r) + "i" + string(r) + "Ж" + string(r) + "α" + string(r) + "ש" + string(r) + "V")
			if r < 0x180 && !unprintable(r) || unicode.Is(unicode.Hebrew, r) {
				common = append(common, r)
			}
		}
		if len(common) < 400 {
			t.Fatalf("%d characters were compared", len(common))
		}
		for _, first := range common {
			pairs := make([]rune, 0, 2*len(common))
			for _, second := range common {
				pairs = append(pairs, first, second)
			}
			compare(string(pairs))
		}
		if len(a.faces) != 1 {
			t.Error("the light font was not used alone")
		}
	}
}

// Text with marks is set with the whole font.
func TestMarksNeedTheWholeFont(t *testing.T) {
	light, err := DefaultFonts().face(false, false)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := ParseFont(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	a, b := setterOf(t, light), setterOf(t, whole)
	for _, s := range []string{"a\u0304\u0301", "x\u0302y", "и\u0301", "а\u0484", "שָׁלוֹם", "ώ\u0323", "1\u20d7"} {
		got, want := a.Set(s, Style{Size: 10}), b.Set(s, Style{Size: 10})
		if got.Width != want.Width || len(got.glyphs) != len(want.glyphs) {
			t.Fatalf("%q: %v wide, %v with the whole font", s, got.Width, want.Width)
		}
		for i, g := range got.glyphs {
			if g.ID != want.glyphs[i].ID || g.X != want.glyphs[i].X || g.Y != want.glyphs[i].Y {
				t.Errorf("%q: glyph %d is %v, with the whole font %v", s, i, g, want.glyphs[i])
			}
		}
	}
}

func setterOf(t *testing.T, f *Font) *Shaper {
	t.Helper()
	sh, err := NewShaper(SingleFont(f))
	if err != nil {
		t.Fatal(err)
	}
	return sh
}
