package scale

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf8"
)

// minus is U+2212: a hyphen is too short beside digits and may break a line.
const minus = "−"

// appendNumber appends sign, currency, digits and percent sign of v, and returns where
// the digits start.
func (f Format) appendNumber(dst []byte, v float64) (out []byte, body int) {
	if f.verb == '%' {
		v *= 100
	}
	if v != v {
		return append(dst, "NaN"...), len(dst)
	}
	var buf [32]byte
	var digits []byte
	negative := v < 0
	if !math.IsInf(v, 0) {
		digits = f.appendDigits(buf[:0], math.Abs(v))
		negative = negative && !isZero(digits)
	}
	extra := 0 // characters beside the digits
	switch {
	case negative:
		dst = append(dst, minus...)
		extra++
	case f.sign != 0:
		dst = append(dst, f.sign)
		extra++
	}
	if f.currency {
		dst = append(dst, '$')
		extra++
	}
	if f.verb == '%' {
		extra++
	}
	body = len(dst)
	if digits == nil {
		dst = append(dst, "∞"...)
	} else {
		dst = f.appendGrouped(dst, digits, f.zeroWidth()-extra)
	}
	if f.verb == '%' {
		dst = append(dst, '%')
	}
	return dst, body
}

// isZero reports whether digits, as appendDigits writes them, have no other than 0
// before the exponent.
func isZero(digits []byte) bool {
	for _, c := range digits {
		switch {
		case '1' <= c && c <= '9':
			return false
		case c == 'e' || c == 'E':
			return true
		}
	}
	return true
}

// appendDigits appends v ≥ 0 in ASCII, without sign and grouping.
func (f Format) appendDigits(dst []byte, v float64) []byte {
	precision := f.precision - 1
	if precision < 0 {
		precision = 6
	}
	switch f.verb {
	case 'f', 'F', '%':
		dst = strconv.AppendFloat(dst, v, 'f', precision, 64)
	case 'e', 'E':
		dst = strconv.AppendFloat(dst, v, f.verb, precision, 64)
	case 'd':
		dst = strconv.AppendFloat(dst, v, 'f', 0, 64)
	case 'g', 'G', 'n':
		dst = f.appendGeneral(dst, v, max(precision, 1), max(precision, 1))
	case 's':
		if f.si() {
			return f.appendSI(dst, v)
		}
		dst = appendShortest(dst, v)
	case 'p':
		return f.appendPower(dst, v)
	default:
		dst = f.appendUntyped(dst, v)
	}
	if f.alternate {
		dst = withPoint(dst)
	}
	if f.trim {
		dst = trimZeros(dst)
	}
	if f.verb == 'G' {
		dst = bytes.ToUpper(dst)
	}
	return dst
}

// appendUntyped appends v where no type was given. Python then shows that the number
// is a float: 3.0. An automatic format rather shows integers as they are.
func (f Format) appendUntyped(dst []byte, v float64) []byte {
	const integers = 1e15
	switch {
	case f.IsAuto() && v == math.Trunc(v) && v < integers:
		return strconv.AppendFloat(dst, v, 'f', 0, 64)
	case f.IsAuto():
		return f.appendGeneral(dst, v, 6, 6)
	case f.precision > 0:
		p := max(f.precision-1, 1)
		dst = f.appendGeneral(dst, v, p, p-1)
	default:
		dst = appendShortest(dst, v)
	}
	if bytes.IndexByte(dst, '.') < 0 && bytes.IndexByte(dst, 'e') < 0 {
		dst = append(dst, '.', '0')
	}
	return dst
}

// appendGeneral appends v with p significant digits: scientific for exponents below −4
// or from limit on, else plain, and without trailing zeros but for the flag #. C, and
// so Python, decides by the exponent after rounding.
func (f Format) appendGeneral(dst []byte, v float64, p, limit int) []byte {
	dst = strconv.AppendFloat(dst, v, 'e', p-1, 64)
	if e := exponent(dst); e >= -4 && e < limit {
		dst = strconv.AppendFloat(dst[:0], v, 'f', p-1-e, 64)
	}
	if !f.alternate {
		dst = trimZeros(dst)
	}
	return dst
}

// appendShortest appends the shortest digits that read back as v, in Python's notation
// for repr but without a trailing ".0".
func appendShortest(dst []byte, v float64) []byte {
	dst = strconv.AppendFloat(dst, v, 'e', -1, 64)
	if e := exponent(dst); e >= -4 && e < 16 {
		dst = strconv.AppendFloat(dst[:0], v, 'f', -1, 64)
	}
	return dst
}

// exponent returns the exponent of digits such as "1.5e-05".
func exponent(digits []byte) int {
	at := bytes.LastIndexByte(digits, 'e')
	n := 0
	for _, c := range digits[at+2:] {
		n = 10*n + int(c-'0')
	}
	if digits[at+1] == '-' {
		return -n
	}
	return n
}

// split cuts digits before the exponent.
func split(digits []byte) (mantissa, exponent []byte) {
	if at := bytes.IndexAny(digits, "eE"); at >= 0 {
		return digits[:at], digits[at:]
	}
	return digits, nil
}

// withPoint makes sure that digits have a decimal point.
func withPoint(digits []byte) []byte {
	mantissa, exponent := split(digits)
	if bytes.IndexByte(mantissa, '.') >= 0 {
		return digits
	}
	tail := string(exponent)
	return append(append(mantissa, '.'), tail...)
}

// trimZeros removes zeros at the end of the decimals, and the point if none remain.
func trimZeros(digits []byte) []byte {
	mantissa, exponent := split(digits)
	if bytes.IndexByte(mantissa, '.') < 0 {
		return digits
	}
	mantissa = bytes.TrimRight(mantissa, "0")
	mantissa = bytes.TrimSuffix(mantissa, []byte{'.'})
	return append(mantissa, exponent...)
}

// appendGrouped appends digits with separators between thousands and a true minus in
// the exponent, after as many zeros as it takes to be width characters wide. The zeros
// are grouped too, and one more is added where a separator would come first.
func (f Format) appendGrouped(dst, digits []byte, width int) []byte {
	whole := 0
	for whole < len(digits) && '0' <= digits[whole] && digits[whole] <= '9' {
		whole++
	}
	room := width - utf8.RuneCount(digits[whole:]) // for the whole part
	n := max(whole, room)
	if f.group != 0 {
		// n digits take n + (n−1)/3 places.
		for n > whole && n-1+(n-2)/3 >= room {
			n--
		}
	}
	for i := n; i > 0; i-- {
		c := byte('0')
		if i <= whole {
			c = digits[whole-i]
		}
		dst = append(dst, c)
		if f.group != 0 && i%3 == 1 && i > 1 {
			dst = append(dst, f.group)
		}
	}
	for _, c := range digits[whole:] {
		if c == '-' {
			dst = append(dst, minus...)
		} else {
			dst = append(dst, c)
		}
	}
	return dst
}
