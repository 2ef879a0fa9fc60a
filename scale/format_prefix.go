package scale

import (
	"bytes"
	"math"
	"strconv"
)

// prefixes are the SI prefixes of 1000^−8 to 1000^8, as d3 has them.
var prefixes = [...]string{"y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"}

// unity is the place of 1000^0.
const unity = 8

// si reports whether type s asks for an SI prefix.
func (f Format) si() bool { return f.verb == 's' && (f.precision > 0 || f.trim) }

// appendSI appends v ≥ 0 with so many significant digits and an SI prefix. Beyond the
// prefixes there are more digits before the point, or zeros after it.
func (f Format) appendSI(dst []byte, v float64) []byte {
	p := max(1, f.precision-1)
	if f.precision == 0 {
		p = 6
	}
	var buf [maxDigits + 32]byte
	digits := strconv.AppendFloat(buf[:0], v, 'e', p-1, 64) // rounded first: 999.9 is 1.00k
	e := exponent(digits)
	group := unity
	if v != 0 {
		group += int(math.Floor(float64(e) / 3))
	}
	group = max(0, min(group, len(prefixes)-1))
	mantissa, _ := split(digits)
	mantissa = bytes.Replace(mantissa, []byte{'.'}, nil, 1)
	dst = placePoint(dst, mantissa, e+1-3*(group-unity))
	if f.trim {
		dst = trimZeros(dst)
	}
	if f.alternate && group != unity {
		dst = append(dst, ' ')
	}
	return append(dst, prefixes[group]...)
}

// placePoint appends digits with the decimal point after so many of them, and zeros
// where there are none.
func placePoint(dst, digits []byte, point int) []byte {
	if point <= 0 {
		dst = append(dst, '0', '.')
		dst = append(dst, bytes.Repeat([]byte{'0'}, -point)...)
		return append(dst, digits...)
	}
	if point >= len(digits) {
		dst = append(dst, digits...)
		return append(dst, bytes.Repeat([]byte{'0'}, point-len(digits))...)
	}
	dst = append(dst, digits[:point]...)
	dst = append(dst, '.')
	return append(dst, digits[point:]...)
}

// appendPower appends v ≥ 0 as digits times a power of ten, in markup. Digits that are
// 1, and powers that are 1, are left out.
func (f Format) appendPower(dst []byte, v float64) []byte {
	if v == 0 {
		return append(dst, '0')
	}
	var buf [maxDigits + 32]byte
	digits := strconv.AppendFloat(buf[:0], v, 'e', max(-1, f.precision-2), 64)
	e := exponent(digits)
	mantissa, _ := split(digits)
	if f.trim {
		mantissa = trimZeros(mantissa)
	}
	one := len(mantissa) == 1 && mantissa[0] == '1'
	if e == 0 || !one {
		dst = append(dst, mantissa...)
	}
	if e == 0 {
		return dst
	}
	if !one {
		dst = append(dst, "×"...)
	}
	dst = append(dst, "10^{"...)
	dst = strconv.AppendInt(dst, int64(e), 10)
	return append(dst, '}')
}

// powerText returns v as a power of ten in markup where plain digits would be long.
func powerText(v float64) string {
	if a := math.Abs(v); a < 1e-4 || a >= 1e6 {
		return Format{verb: 'p'}.Format(v)
	}
	return Format{verb: 's'}.Format(v)
}

// NormTickFormat returns one format for ticks of n. Those of logarithmic norms are
// powers of ten in markup, 10^{6}, where plain ones would have more than six digits, and
// else as short as each can be; so are those of quantile and equalize, which are of
// different sizes too. For others it is TickFormat.
func NormTickFormat(n Norm, ticks []float64) Format {
	switch unclipped(n).(type) {
	case Log, SymLog, Asinh:
		for _, v := range ticks {
			if a := math.Abs(v); a != 0 && (a < 1e-4 || a >= 1e6) {
				return Format{verb: 'p'}
			}
		}
		return Format{verb: 's'}
	case Piecewise:
		return Format{verb: 's'}
	}
	return TickFormat(ticks)
}
