package scale

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDigits bounds widths and precisions: float64 has no more than 767 significant
// decimal digits, and no cell holds as many as this.
const maxDigits = 400

// FormatError says where a number format cannot be read, and why.
type FormatError struct {
	Text   string // the whole format
	Offset int    // where the fault is, in bytes
	Reason string
	Time   bool // it is a format of times, not of numbers
}

// Error names the format, the column (counted from 1), the fault and examples.
func (e *FormatError) Error() string {
	what, examples := "number", ".2f or ,.0f or '{:.1f} °C'"
	if e.Time {
		what, examples = "time", "%Y-%m-%d or %H:%M"
	}
	column := utf8.RuneCountInString(e.Text[:e.Offset]) + 1
	return fmt.Sprintf("heat: %s format: %q, column %d: %s (for example %s)", what, e.Text, column, e.Reason, examples)
}

// ParseFormat reads a number format, in one of three notations:
//
//   - a specification as in Python and d3, [[fill]align][sign][z][#|$][0][width][grouping][.precision][~][type]:
//     ".2f", "+.1%", ",.0f", "$,.2f", ".3~g";
//   - text around a specification in braces, or around {} for an automatic one:
//     "${:,.0f}", "{:.1f} °C"; braces themselves are doubled;
//   - as in C: "%.2f", "%d items", "%.1f%%".
//
// The types are f F e E g G % n as in Python; d, which rounds to an integer, halves to
// the even one (Python refuses a float here); s, the shortest digits that read back as
// the same number; s with a precision or ~, which is d3's: significant digits (6 if only
// ~ is given) and an SI prefix from y to Y, ".3s" for 1.23k, "~s" for 4µ and, as engineers
// write it, "#~s" for 4 µ; p, a power of ten in markup, 10^{3} or 2.5×10^{−7}, with the
// shortest digits or so many; and none, which is like plain s or, with a precision, like
// g, but shows that the number is no integer: 3.0. The empty string is the automatic
// format. Dates have a notation of their own: see [ParseTimeFormat].
//
// It differs from Python in what it writes: minus is U+2212, also in exponents, there
// is no negative zero (z is accepted and changes nothing), infinity is ∞, and NaN has
// neither sign nor percent. A fault gives a [*FormatError].
func ParseFormat(s string) (Format, error) {
	if at := invalidUTF8(s); at >= 0 {
		return Format{}, &FormatError{Text: strings.ToValidUTF8(s, "�"), Reason: "not valid UTF-8"}
	}
	if strings.ContainsAny(s, "{}") {
		return parseTemplate(s)
	}
	f, err := parseSpec(s, 0, len(s))
	if err != nil && strings.Contains(s, "%") {
		return parsePrintf(s)
	}
	return f, err
}

// invalidUTF8 returns the offset of the first invalid byte, or -1.
func invalidUTF8(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}

// UnmarshalText sets f as ParseFormat reads it.
func (f *Format) UnmarshalText(text []byte) error {
	parsed, err := ParseFormat(string(text))
	if err == nil {
		*f = parsed
	}
	return err
}

// cursor reads text[at:end]; its errors refer to the whole text.
type cursor struct {
	text    string
	at, end int
}

func (c *cursor) fail(reason string, args ...any) error {
	return &FormatError{Text: c.text, Offset: c.at, Reason: fmt.Sprintf(reason, args...)}
}

func (c *cursor) rest() string { return c.text[c.at:c.end] }

// next returns the next byte, or 0 at the end.
func (c *cursor) next() byte {
	if c.at == c.end {
		return 0
	}
	return c.text[c.at]
}

// accept steps over the next byte if it is b.
func (c *cursor) accept(b byte) bool {
	if c.at < c.end && c.text[c.at] == b {
		c.at++
		return true
	}
	return false
}

// oneOf steps over the next byte if it is one of set, and returns it, or else 0.
func (c *cursor) oneOf(set string) byte {
	if c.at < c.end && strings.IndexByte(set, c.text[c.at]) >= 0 {
		c.at++
		return c.text[c.at-1]
	}
	return 0
}

// number reads digits; ok is false if there are none.
func (c *cursor) number(what string) (n int, ok bool, err error) {
	from := c.at
	for c.at < c.end && '0' <= c.text[c.at] && c.text[c.at] <= '9' {
		c.at++
	}
	if c.at == from {
		return 0, false, nil
	}
	n, convErr := strconv.Atoi(c.text[from:c.at])
	if convErr != nil || n > maxDigits {
		c.at = from
		return 0, false, c.fail("%s above %d", what, maxDigits)
	}
	return n, true, nil
}

// parseSpec reads the specification s[at:end].
func parseSpec(s string, at, end int) (Format, error) {
	var f Format
	c := &cursor{s, at, end}
	f.fill, f.align = c.alignment()
	f.sign = c.oneOf("+- ")
	if f.sign == '-' {
		f.sign = 0 // the default
	}
	f.noNegZero = c.accept('z')
	f.currency = c.accept('$')
	f.alternate = c.accept('#')
	f.zero = c.accept('0')
	var err error
	if f.width, _, err = c.number("width"); err != nil {
		return Format{}, err
	}
	f.group = c.oneOf(",_")
	if err := c.precision(&f); err != nil {
		return Format{}, err
	}
	f.trim = c.accept('~')
	typeAt := c.at
	f.verb = c.oneOf(verbs)
	if c.at < c.end {
		r, _ := utf8.DecodeRuneInString(c.rest())
		if f.verb == 0 {
			return Format{}, c.fail("%q is no type of number; the types are %s", r, strings.Join(strings.Split(listedVerbs, ""), " "))
		}
		return Format{}, c.fail("%q after the type %q", r, f.verb)
	}
	c.at = typeAt
	return f, c.check(f)
}

// alignment reads [[fill]align].
func (c *cursor) alignment() (fill rune, align alignment) {
	if r, n := utf8.DecodeRuneInString(c.rest()); n > 0 && c.at+n < c.end &&
		strings.IndexByte("<>^=", c.text[c.at+n]) >= 0 {
		align = alignment(c.text[c.at+n])
		c.at += n + 1
		return r, align
	}
	return 0, alignment(c.oneOf("<>^="))
}

// precision reads [.precision].
func (c *cursor) precision(f *Format) error {
	if !c.accept('.') {
		return nil
	}
	n, ok, err := c.number("precision")
	if err == nil && !ok {
		err = c.fail("no digits after the point")
	}
	f.precision = n + 1
	return err
}

// check finds parts of f that do not go together; c stands at the type.
func (c *cursor) check(f Format) error {
	switch {
	case f.verb == 'd' && f.precision > 0:
		return c.fail("type %c takes no precision", f.verb)
	case f.verb == 'p' && f.group != 0:
		return c.fail("type p has no thousands to group")
	case f.verb == 'n' && f.group != 0:
		return c.fail("type n takes no grouping %q; use g", f.group)
	}
	return nil
}
