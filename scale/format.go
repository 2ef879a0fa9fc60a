package scale

import "unicode/utf8"

// Format says how a number is written. It is a comparable value; the zero Format is
// automatic: AutoFormat and TickFormat choose one for a set of numbers, and Format
// itself writes six significant digits at most.
//
// Parse one with [ParseFormat].
type Format struct {
	prefix, suffix string // the text around the number

	fill      rune      // pads up to width; 0 for a space
	align     alignment // where the padding goes; 0 for '>'
	sign      byte      // '+', ' ' or 0 for '−' only
	noNegZero bool      // z: accepted and kept, but there is never a negative zero
	currency  bool      // $ before the digits
	alternate bool      // #
	zero      bool      // 0 before the width
	width     int       // in characters; 0 for none
	group     byte      // ',' '_' or 0
	precision int       // digits + 1; 0 for none
	trim      bool      // ~
	verb      byte      // a letter of verbs, or 0
}

// alignment is one of the characters < > ^ = or 0.
type alignment byte

// verbs are the types of number that a format may ask for.
const verbs = listedVerbs + "p"

// listedVerbs are those that messages list: p is for legends, whose texts have markup.
const listedVerbs = "fFeEgG%dns"

// IsAuto reports whether f leaves the choice of digits open. It may have text around.
func (f Format) IsAuto() bool {
	f.prefix, f.suffix = "", ""
	return f == Format{}
}

// Or returns f if it says how to write digits, and otherwise g with the text that f
// has around them. So a caller resolves an automatic format: f.Or(AutoFormat(values)).
func (f Format) Or(g Format) Format {
	if !f.IsAuto() {
		return f
	}
	g.prefix, g.suffix = f.prefix+g.prefix, g.suffix+f.suffix
	return g
}

// Format returns v as text. Minus is U+2212, and a number that rounds to zero has no
// sign. NaN is "NaN" and infinities are "∞" and "−∞", never padded with zeros; whether
// a missing value is shown at all is up to the caller.
func (f Format) Format(v float64) string {
	var buf [64]byte
	return string(f.AppendFormat(buf[:0], v))
}

// AppendFormat appends what Format returns to dst.
func (f Format) AppendFormat(dst []byte, v float64) []byte {
	dst = append(dst, f.prefix...)
	start := len(dst)
	dst, body := f.appendNumber(dst, v)
	if missing := f.width - utf8.RuneCount(dst[start:]); missing > 0 {
		fill, align := f.padding()
		if v-v != 0 && fill == '0' { // "000∞" would read as a number
			fill, align = ' ', '>'
		}
		if align != '=' {
			body = start
		}
		dst = pad(dst, body, missing, fill, align)
	}
	return append(dst, f.suffix...)
}

// pad adds n fill characters at dst[at:], or at the end, or on both sides.
func pad(dst []byte, at, n int, fill rune, align alignment) []byte {
	before := n
	switch align {
	case '<':
		before = 0
	case '^':
		before = n / 2
	}
	if before > 0 {
		tail := string(dst[at:])
		dst = append(appendRunes(dst[:at], fill, before), tail...)
	}
	return appendRunes(dst, fill, n-before)
}

// padding returns the fill and the alignment of f with Python's defaults: 0 before the
// width stands for a fill and an alignment where these are not given.
func (f Format) padding() (rune, alignment) {
	fill, align := f.fill, f.align
	if fill == 0 {
		fill = ' '
		if f.zero {
			fill = '0'
		}
	}
	if align == 0 {
		align = '>'
		if f.zero {
			align = '='
		}
	}
	return fill, align
}

// zeroWidth returns the width that the digits are to fill with zeros, or 0. Python
// groups these zeros like digits.
func (f Format) zeroWidth() int {
	if fill, align := f.padding(); fill == '0' && align == '=' {
		return f.width
	}
	return 0
}

func appendRunes(dst []byte, r rune, n int) []byte {
	for range n {
		dst = utf8.AppendRune(dst, r)
	}
	return dst
}
