package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat/internal/scene"
)

// texts are the lines as they are read.
func texts(lines []Run) (list []string) {
	for _, line := range lines {
		list = append(list, line.String)
	}
	return list
}

// Lines break where the Unicode line breaking algorithm lets them: by script, by
// punctuation, and never where a reader would stumble.
func TestLinesBreakAtSensiblePlaces(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"well-known places", 7, []string{"well-", "known", "places"}},
		{"10\u00a0000 people", 8, []string{"10\u00a0000", "people"}}, // no break at a no-break space
		{"a (long) word", 8, []string{"a (long)", "word"}},           // brackets stay with what they hold
		{"(long) word", 5, []string{"(long", ")", "word"}},           // the last resort
		{"東京都知事、東京", 10, []string{"東京都知", "事、東京"}},                   // no comma begins a line
		{"「東京」は首都", 8, []string{"「東京」", "は首都"}},                      // nor does a closing bracket
		{"東京 Tokyo 駅", 10, []string{"東京 Tokyo", "駅"}},                // Latin words are whole
		{"한국어 문장", 6, []string{"한국어", "문장"}},                         // Korean breaks at spaces here
		{"ภาษาไทย", 4, []string{"ภาษา", "ไทย"}},                      // by chance between words: the last resort
		{"กินข้าว", 3, []string{"กิน", "ข้าว"}},                      // marks and vowels stay with their consonants
		{"กินเรา", 3, []string{"กิน", "เรา"}},
		{"e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},       // as do accents
		{"👩\u200d🚀👩\u200d🚀", 4, []string{"👩\u200d🚀", "👩\u200d🚀"}},                 // and the parts of an emoji
		{"2024-01-05 to 2024-02-05", 13, []string{"2024-01-05 to", "2024-02-05"}}, // dates are whole
		{"one\u2028two", 20, []string{"one", "two"}},
		{"one\rtwo\u2029three", 20, []string{"one", "two", "three"}},
		{"soft and softer", 4, []string{"soft", "and", "soft", "er"}},
	} {
		if got := texts(Wrap(Columns{}, c.text, Style{Size: 2}, c.width)); !slices.Equal(got, c.want) {
			t.Errorf("%q at %g: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// Emphasis and shifts go on over a break, and a break is never before a raised or lowered
// sign.
func TestMarkupHoldsAcrossLines(t *testing.T) {
	sh := newShaper(t)
	style := Style{Size: 10, Markup: true}
	lines := Wrap(sh, "the *very important words* of PM_{10} in µg m^{-3} here", style, 62)
	if len(lines) < 4 {
		t.Fatalf("%q", texts(lines))
	}
	for _, line := range lines {
		if line.Width > 62 {
			t.Errorf("%q is %g wide", line.String, line.Width)
		}
		if strings.ContainsAny(line.String, "*^{}") {
			t.Errorf("markup is seen in %q", line.String)
		}
		if strings.HasPrefix(line.String, "10") || strings.HasPrefix(line.String, "−3") {
			t.Errorf("%q begins with a shifted sign", line.String)
		}
		for _, word := range []string{"very", "important", "words"} {
			at := strings.Index(line.String, word)
			if at < 0 {
				continue
			}
			item := line.At(0, 0, 0, scene.Start, scene.Color{})
			if !slices.ContainsFunc(item.Spans, func(s scene.Span) bool { return s.Italic && s.From <= at && at+len(word) <= s.To }) {
				t.Errorf("%q in %q is not emphasised: %+v", word, line.String, item.Spans)
			}
		}
	}
	if all := strings.Join(texts(lines), " "); all != "the very important words of PM10 in µg m−3 here" {
		t.Errorf("%q", all)
	}
	// Columns show the digits that Unicode has.
	if got := texts(Wrap(Columns{}, "of *PM_{10} here* now", Style{Size: 2, Markup: true}, 8)); !slices.Equal(got, []string{"of PM₁₀", "here now"}) {
		t.Errorf("%q", got)
	}
}

// A line of a right to left text is right to left, though it begins with a Latin word.
func TestLinesKeepTheDirectionOfTheirText(t *testing.T) {
	sh := newShaper(t)
	style := Style{Size: 10}
	lines := Wrap(sh, "שלום שלום heat שלום", style, 1+max(sh.Set("heat שלום", style).Width, sh.Set("שלום שלום", style).Width))
	if len(lines) != 2 || len(lines[1].Missing) > 0 {
		t.Fatalf("%q missing %q", texts(lines), lines[1].Missing)
	}
	glyphs := lines[1].At(0, 0, 0, scene.Start, scene.Color{}).Glyphs
	latin, hebrew := sh.Set("t", style).At(0, 0, 0, scene.Start, scene.Color{}).Glyphs[0].ID, 0.0
	for _, g := range glyphs {
		if g.ID == latin && g.X < lines[1].Width/2 {
			t.Errorf("the first word of %q is at the left", lines[1].String)
		}
		hebrew = max(hebrew, g.X)
	}
	if hebrew == 0 {
		t.Error("no glyphs")
	}
}

func TestBalance(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		most  int
		want  []string
	}{
		{"short", 10, 3, []string{"short"}},
		{"one two three four", 18, 3, []string{"one two three four"}},
		{"one two three four", 17, 3, []string{"one two", "three four"}}, // balanced rather than full
		{"one two three four", 9, 3, []string{"one two", "three", "four"}},
		{"one two three four", 3, 2, []string{"one two", "three four"}}, // as narrow as two lines are
		{"one two three four", 3, 1, []string{"one two three four"}},
		{"Donaudampfschifffahrt", 5, 3, []string{"Donaudampfschifffahrt"}}, // no place to break
		{"東京都千代田区永田町", 12, 3, []string{"東京都千代", "田区永田町"}},
		{"", 5, 3, []string{""}},
		{"a\nb", 0.5, 3, []string{"a", "b"}},
	} {
		if got := texts(Balance(Columns{}, c.text, Style{Size: 2}, c.width, c.most)); !slices.Equal(got, c.want) {
			t.Errorf("%q at %g in %d: %q, want %q", c.text, c.width, c.most, got, c.want)
		}
	}
	sh := newShaper(t)
	marked := Balance(sh, "the *very important words* of it", Style{Size: 10, Markup: true}, 80, 3)
	if got := strings.Join(texts(marked), " "); len(marked) < 2 || got != "the very important words of it" {
		t.Errorf("%q", texts(marked))
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"one two", "東京都、", "*a b* c^{2}", "กินข้าว", "\u202eab\u202c", "שלום a", "a\u0301\u0301"} {
		f.Add(s, 7.0)
	}
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if len(s) > 2000 || width != width {
			return
		}
		for _, markup := range []bool{false, true} {
			style := Style{Size: 2, Markup: markup}
			for _, lines := range [][]Run{Wrap(Columns{}, s, style, width), Balance(Columns{}, s, style, width, 3)} {
				if len(lines) == 0 {
					t.Fatalf("%q has no lines", s)
				}
				for _, line := range lines {
					if strings.ContainsAny(line.String, "\n\r") {
						t.Fatalf("%q holds a line break", line.String)
					}
				}
			}
		}
	})
}

func TestFitMiddleKeepsBothEnds(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  string
	}{
		{"short", 5, "short"},
		{"Department of works 1", 11, "Depar…rks 1"},
		{"Department of works 1", 1, "…"},
		{"e\u0301e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301…e\u0301"},
		{"東京都千代田区", 9, "東京…田区"},
	} {
		run := FitMiddle(Columns{}, c.text, Style{Size: 2}, c.width)
		if run.String != c.want || run.Width > max(1, c.width) || run.Cut != (c.want != c.text) {
			t.Errorf("%q at %g: %q (%g wide, cut %v), want %q", c.text, c.width, run.String, run.Width, run.Cut, c.want)
		}
	}
}
