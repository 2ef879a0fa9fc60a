package text

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// show writes spans as tests read best: ^raised^, _lowered_, *emphasised*.
func show(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		mark := [...]string{"", "^", "_"}[s.shift]
		if s.emphasis {
			mark += "*"
		}
		fmt.Fprintf(&b, "[%s%s]", mark, s.text)
	}
	return b.String()
}

func TestMarkup(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "[plain]"},
		{"", "[]"},
		{"µg m^{-3}", "[µg m][^−3]"},
		{"C_{x-y}", "[C][_x-y]"},
		{"CO_{2} and H_{2}O", "[CO][_2][ and H][_2][O]"},
		{"an *important* word", "[an ][*important][ word]"},
		{"*all of it*", "[*all of it]"},
		{"*E. coli*^{2}", "[*E. coli][^2]"},
		{"*x_{1}*", "[*x][_*1]"},
		// What only looks like it is text.
		{"sepal_length", "[sepal_length]"},
		{"a_b_c^2", "[a_b_c^2]"},
		{"2 * 3 * 4", "[2 * 3 * 4]"},
		{"5*x*y", "[5*x*y]"},
		{"a footnote*", "[a footnote*]"},
		{"*.csv", "[*.csv]"},
		{"x^{", "[x^{]"},
		{"x^{}", "[x^{}]"},
		{"x^{a{b}}", "[x^{a{b}}]"},
		{"**", "[**]"},
		{`a\_{b} and \*c\*`, "[a_{b} and *c*]"},
		{`C:\dir`, `[C:\dir]`},
	} {
		if got := show(parseMarkup(c.in)); got != c.want && !(c.in == "" && got == "[]") {
			t.Errorf("parseMarkup(%q) = %s, want %s", c.in, got, c.want)
		}
	}
}

// Whatever the input, its characters are kept in order but for the signs.
func FuzzMarkup(f *testing.F) {
	for _, s := range []string{"a^{b}_{c}*d*", `\*`, "*^{*}*", "é*ü*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return // the shaper makes it valid before it parses
		}
		var kept strings.Builder
		for _, sp := range parseMarkup(s) {
			kept.WriteString(sp.text)
		}
		rest := kept.String()
		for _, r := range s {
			if strings.ContainsRune(`^_*{}-\`, r) {
				continue
			}
			i := strings.IndexRune(rest, r)
			if i < 0 {
				t.Fatalf("%q lost %q: %q", s, r, kept.String())
			}
			rest = rest[i:]
		}
	})
}

// A text made to be slow is not.
func TestMarkupOfAMillionStars(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	start := time.Now()
	for _, s := range []string{strings.Repeat("*a ", 300_000), strings.Repeat("*", 1_000_000), strings.Repeat("^{", 500_000), strings.Repeat("^{a{", 250_000)} {
		parseMarkup(s)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}
