package table

import (
	"bytes"
	"errors"
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// A class is what a single cell is.
type class uint8

const (
	isText class = iota
	isNumber
	isMissing
	isHuge // a number beyond the range of float64, which makes it text
)

// A missing is the spellings of a missing value, of which none is empty, and
// the numbers among them, which every spelling of the same number stands for.
type missing struct {
	words  [][]byte
	values []float64 // nil if no word is a number, which is usual
}

func newMissing(words []string, decimal byte) missing {
	m := missing{words: [][]byte{[]byte("NaN")}}
	if words == nil {
		words = usualMissing
	}
	for _, w := range words {
		w := bytes.TrimSpace([]byte(w))
		if len(w) == 0 {
			continue
		}
		m.words = append(m.words, w)
		if v, c := parseNumber(w, decimal); c == isNumber {
			m.values = append(m.values, v)
		}
	}
	for _, w := range notNumbers { // rare, so they come last
		m.words = append(m.words, []byte(w))
	}
	return m
}

func (m missing) match(b []byte) bool {
	for _, w := range m.words {
		if bytes.EqualFold(w, b) {
			return true
		}
	}
	return false
}

// classify says what a cell is and, if it is a number, which one. The number
// of a cell that is none is NaN.
func (m missing) classify(cell []byte, decimal byte) (float64, class) {
	cell = bytes.TrimSpace(cell)
	if len(cell) == 0 || m.match(cell) {
		return math.NaN(), isMissing
	}
	return m.number(parseNumber(cell, decimal))
}

// number makes a number that stands for a missing value one.
func (m missing) number(v float64, c class) (float64, class) {
	if c == isNumber && slices.Contains(m.values, v) {
		return math.NaN(), isMissing
	}
	return v, c
}

// pow10 holds the powers of ten that a float64 holds exactly.
var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// pow10u holds the powers of ten that a uint64 holds, less the last.
var pow10u = func() (p [19]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()

// maxDigits is how many decimal digits always fit in a uint64.
const maxDigits = 19

// scanNumber reads the plain number that starts at b[p]: an optional sign and
// up to 19 digits, of which up to 18 are decimals, without an exponent. It
// returns the position after the number, where the caller must find the end
// of the field. All else, rightly written or not, it leaves to parseNumber.
// The last byte of b must be neither a digit, a sign nor the decimal mark,
// which saves a check of the length for every byte.
func scanNumber(b []byte, p int, decimal byte) (v float64, end int, ok bool) {
	c := b[p]
	negative := c == '-'
	if negative || c == '+' {
		p++
		c = b[p]
	}
	var m uint64 // overflows only together with too many digits
	start := p
	for c-'0' <= 9 {
		m = 10*m + uint64(c-'0')
		p++
		c = b[p]
	}
	digits, decimals := p-start, 0
	if c == decimal {
		p++
		start, c = p, b[p]
		for c-'0' <= 9 {
			m = 10*m + uint64(c-'0')
			p++
			c = b[p]
		}
		decimals = p - start
		digits += decimals
	}
	if digits == 0 || digits > maxDigits || decimals >= len(pow10u) {
		return 0, p, false
	}
	if v = float64(m); decimals > 0 {
		v = divide(m, decimals)
	}
	if negative {
		v = -v
	}
	return v, p, true
}

// divide returns the float64 nearest to m / 10ᵏ, for 0 < k < 19.
func divide(m uint64, k int) float64 {
	if m < 1<<53 {
		return float64(m) / pow10[k] // both exact, so the quotient is rounded once (Clinger 1990)
	}
	// The long division of 128 by 64 bits yields 63 or 64 bits of the
	// quotient and, by its remainder, whether any that follow are set. As
	// the conversion to 53 bits drops at least 10, a set last bit stands for
	// all of those, and the conversion rounds as the exact quotient would.
	d := pow10u[k]
	shiftM, shiftD := bits.LeadingZeros64(m), bits.LeadingZeros64(d)
	m <<= shiftM
	q, r := bits.Div64(m>>1, m<<63, d<<shiftD)
	if r != 0 {
		q |= 1
	}
	exponent := shiftD - shiftM - 63 // of 2; far from the ends of the range
	return float64(q) * math.Float64frombits(uint64(1023+exponent)<<52)
}

// parseNumber reads any number: see the package comment for how they are
// written. The cell is not empty and has no space around it.
func parseNumber(cell []byte, decimal byte) (float64, class) {
	if cell[0] == 0xe2 || bytes.IndexByte(cell, 0xe2) > 0 {
		cell = bytes.ReplaceAll(cell, []byte("−"), []byte("-"))
	}
	text, ok := normalise(cell, decimal)
	if !ok {
		return parseInfinity(cell)
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if errors.Is(err, strconv.ErrRange) {
		return math.NaN(), isHuge
	}
	return v, isNumber
}

// normalise checks that the cell is a decimal number, and returns it with a
// decimal point. ParseFloat alone would also take 0x1p-2 and 0x_10.
func normalise(cell []byte, decimal byte) ([]byte, bool) {
	p := skipSign(cell, 0)
	point := -1
	start := p
	for p < len(cell) && (cell[p]-'0' <= 9 || cell[p] == decimal && point < 0) {
		if cell[p] == decimal {
			point = p
		}
		p++
	}
	if p == start || p == start+1 && point >= 0 {
		return nil, false // no digits
	}
	if p < len(cell) && cell[p]|0x20 == 'e' {
		p = skipSign(cell, p+1)
		start = p
		for p < len(cell) && cell[p]-'0' <= 9 {
			p++
		}
		if p == start {
			return nil, false
		}
	}
	if p < len(cell) {
		return nil, false
	}
	if point >= 0 && decimal != '.' {
		cell = bytes.Clone(cell)
		cell[point] = '.'
	}
	return cell, true
}

func skipSign(b []byte, p int) int {
	if p < len(b) && (b[p] == '-' || b[p] == '+') {
		return p + 1
	}
	return p
}

func parseInfinity(cell []byte) (float64, class) {
	word := cell[skipSign(cell, 0):]
	if !bytes.EqualFold(word, []byte("inf")) && !bytes.EqualFold(word, []byte("infinity")) {
		return math.NaN(), isText
	}
	if cell[0] == '-' {
		return math.Inf(-1), isNumber
	}
	return math.Inf(1), isNumber
}
