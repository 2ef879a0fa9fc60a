package text

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/seed01309057/heat/internal/scene"
)

// hostile are texts that were made to do harm.
func hostile() map[string]string {
	return map[string]string{
		"controls":         "a\x00b\x07\x1b[2J\x7f\u0085\u009b",
		"lone surrogates":  "a\xed\xa0\x80b\xed\xbf\xbfc",
		"not UTF-8":        "\xff\xfe\xc0\x80\xf8\x88\x80\x80\x80",
		"long":             strings.Repeat("0123456789", 10_000),
		"long words":       strings.Repeat("word ", 20_000),
		"marks":            "a" + strings.Repeat("\u0301", 500) + "b",
		"Thai marks":       "ก" + strings.Repeat("\u0e49", 500),
		"enclosing marks":  "a" + strings.Repeat("\u20dd", 500),
		"overrides":        strings.Repeat("\u202e\u202d\u2067\u2066a", 2_000),
		"closings":         strings.Repeat("\u202c\u2069", 5_000),
		"isolates":         strings.Repeat("\u2068", 5_000) + "x",
		"joiners":          strings.Repeat("👩\u200d", 5_000),
		"flags":            strings.Repeat("🇩", 5_001),
		"selectors":        strings.Repeat("☀\ufe0f", 5_000),
		"tags":             "🏴" + strings.Repeat("\U000e0067", 5_000),
		"nested markup":    strings.Repeat("*a^{b_{", 5_000) + strings.Repeat("}}*", 5_000),
		"open markup":      strings.Repeat("^{", 20_000),
		"many shifts":      strings.Repeat("x^{2}", 10_000),
		"noncharacters":    "\ufffe\uffff\U0010ffff\ufdd0",
		"Arabic ligatures": strings.Repeat("ﷺ", 500) + strings.Repeat("لا", 5_000),
		"two scripts":      strings.Repeat("aب", 5_000),
		"no spaces":        strings.Repeat("ไทย", 10_000),
	}
}

// Whatever a text holds, it is set in a short time as something that can be drawn.
func TestHostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	sh := newShaper(t)
	sh.fonts.Fallback = &System{Dir: t.TempDir()}
	for name, s := range hostile() {
		t.Run(name, func(t *testing.T) {
			for _, set := range []Setter{sh, Columns{}} {
				start := time.Now()
				style := Style{Size: 10, Markup: true}
				runs := append(Wrap(set, s, style, 300), set.Set(s, style), Fit(set, s, style, 200))
				runs = append(runs, Balance(set, s, style, 100, 3)...)
				for _, run := range runs {
					if !(run.Width >= 0) || math.IsInf(run.Width, 0) || !(run.Height() > 0) || run.Height() > 4*style.Size {
						t.Errorf("%T: a line of %g × %g", set, run.Width, run.Height())
					}
					if !utf8.ValidString(run.String) || strings.ContainsFunc(run.String, unprintable) {
						t.Errorf("%T: %.30q cannot be written to a file", set, run.String)
					}
					for _, g := range run.At(0, 0, 0, scene.Start, scene.Color{}).Glyphs {
						if math.IsNaN(g.X) || math.IsNaN(g.Y) || math.IsInf(g.X, 0) || math.IsInf(g.Y, 0) {
							t.Fatalf("%T: a glyph at %g, %g", set, g.X, g.Y)
						}
					}
				}
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("%T: took %v", set, took)
				}
			}
		})
	}
}
