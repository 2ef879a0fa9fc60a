package table

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NoThousands is the value of Options.Thousands with which no mark separates
// thousands.
const NoThousands rune = -1

// A quantity is a number as people write it: with marks between thousands, a
// percent sign or a currency, or in brackets where it is negative.
type quantity struct {
	value    float64
	mark     rune // between thousands, or 0
	groups   int  // how many marks there are
	fraction bool // decimals follow
	unit     string
	brackets bool
}

// sure is whether the mark can be nothing but one between thousands: it stands
// there twice, or decimals follow another mark, or no number has it otherwise.
func (a *quantity) sure() bool {
	return a.groups != 1 || a.fraction || a.mark == hardSpace || a.mark == '\''
}

// hardSpace stands for all spaces at which no line breaks, which French and
// Swedish have between thousands.
const hardSpace = '\u00a0'

// parseQuantity reads one; it is false for what is none, and may be true for
// what is a plain number.
func parseQuantity(s string, decimal byte) (a quantity, ok bool) {
	const most = 64
	if s = strings.TrimSpace(s); s == "" || len(s) > most {
		return a, false
	}
	s = strings.ReplaceAll(s, "−", "-")
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	from, to := strings.IndexFunc(s, isDigit), strings.LastIndexFunc(s, isDigit)+1
	if from < 0 {
		return a, false
	}
	if from > 0 && s[from-1] == decimal {
		from--
	}
	before, after := s[:from], s[to:]
	if after != "" && after[0] == decimal {
		after = after[1:]
	}
	if open := strings.IndexByte(before, '('); open >= 0 && strings.HasSuffix(after, ")") {
		before, after, a.brackets = before[:open]+before[open+1:], after[:len(after)-1], true
	}
	negative := a.brackets
	if at := strings.IndexAny(before, "+-"); at >= 0 && !a.brackets {
		negative = before[at] == '-'
		before = before[:at] + before[at+1:]
	}
	if !a.setUnit(strings.TrimSpace(before), strings.TrimSpace(after)) || !a.digits(s[from:to], decimal) {
		return a, false
	}
	if negative {
		a.value = -a.value
	}
	return a, true
}

// setUnit takes what stands before and behind the digits.
func (a *quantity) setUnit(before, after string) bool {
	switch {
	case before != "" && after != "":
		return false
	case before != "":
		a.unit = before
	case after == "%":
		a.unit = after
		return true
	default:
		a.unit = after
	}
	return a.unit == "" || isCurrency(a.unit)
}

// currencies are the words for them, beside the symbols.
var currencies = []string{"USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK",
	"PLN", "CZK", "HUF", "BRL", "MXN", "ZAR", "KRW", "SGD", "HKD", "kr", "kr.", "zł", "Kč", "Fr."}

// isCurrency is whether a word is a currency: one of the words, or a symbol,
// which letters may stand before, as in US$.
func isCurrency(word string) bool {
	if slices.Contains(currencies, word) {
		return true
	}
	last, n := utf8.DecodeLastRuneInString(word)
	letters := word[:len(word)-n]
	return unicode.Is(unicode.Sc, last) && len(letters) <= 3 &&
		strings.IndexFunc(letters, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// digits reads the number itself.
func (a *quantity) digits(s string, decimal byte) bool {
	if v, c := parseNumber([]byte(s), decimal); c == isNumber {
		a.value = v
		return true
	}
	whole, fraction := s, ""
	if at := strings.IndexByte(s, decimal); at >= 0 {
		whole, fraction, a.fraction = s[:at], s[at+1:], at+1 < len(s)
	}
	text, part := make([]byte, 0, len(s)), 0
	for i, r := range whole {
		if r >= '0' && r <= '9' {
			text = append(text, byte(r))
			part++
			continue
		}
		if r = groupMark(r); r == 0 || r == rune(decimal) || a.mark != 0 && r != a.mark ||
			part == 0 || part > 3 || i > 0 && whole[0] == '0' || a.groups > 0 && part < 3 && (part != 2 || a.mark != ',') {
			return false
		}
		a.mark, part = r, 0
		a.groups++
	}
	if a.groups == 0 || part != 3 {
		return false
	}
	text = append(append(text, '.'), fraction...)
	for _, c := range []byte(fraction) {
		if c-'0' > 9 {
			return false
		}
	}
	v, err := strconv.ParseFloat(string(text), 64)
	a.value = v
	return err == nil
}

// groupMark returns the mark between thousands that a character is, of several
// that look alike one, or 0.
func groupMark(r rune) rune {
	switch r {
	case ',', '.', ' ', '\'':
		return r
	case '\u00a0', '\u2009', '\u202f':
		return hardSpace
	case '’':
		return '\''
	}
	return 0
}

// takes is whether the options allow the mark of a quantity.
func (o *Options) takes(mark rune) bool {
	switch {
	case mark == 0 || o.Thousands == 0 || mark == o.Thousands:
		return true
	}
	return o.Thousands == ' ' && mark == hardSpace
}

// known is whether the options say that the mark of a quantity separates
// thousands, as it is said to, or cannot separate decimals.
func (o *Options) known(a *quantity) bool {
	return a.sure() || o.Thousands > 0 || o.Decimal != 0 && (a.mark == ',' || a.mark == '.')
}

// inferQuantities makes a column of quantities one of numbers. What a mark means must
// be plain in some cell, or be known of the whole file. Signs of percent must
// stand in all cells, and all currencies must be the same.
func (c *Column) inferQuantities(opt *Options, miss missing, demanded bool) bool {
	decimal := c.odd.decimal
	if decimal == 0 {
		decimal = '.'
	}
	numbers := make([]float64, 0, min(len(c.Texts), 1024))
	var all quantity // what the cells have in common
	known, plain, seen := demanded, false, false
	for i, s := range c.Texts {
		word := strings.TrimSpace(s)
		if word == "" || miss.match([]byte(word)) {
			numbers = append(numbers, missingNumbers(1)[0])
			continue
		}
		a, ok := parseQuantity(word, decimal)
		if ok && miss.values != nil {
			a.value, _ = miss.number(a.value, isNumber)
		}
		fits := ok && opt.takes(a.mark) && (a.mark == 0 || all.mark == 0 || a.mark == all.mark) &&
			(a.unit == "" || all.unit == "" || a.unit == all.unit)
		if !fits {
			c.blame(i, decimal, seen)
			return false
		}
		known = known || a.mark != 0 && opt.known(&a)
		all.brackets = all.brackets || a.brackets
		plain = plain || a.unit == "" && !a.brackets
		seen = seen || a.mark != 0 || a.unit != ""
		if a.mark != 0 {
			all.mark = a.mark
		}
		if a.unit != "" {
			all.unit = a.unit
		}
		numbers = append(numbers, a.value)
	}
	switch {
	case all.mark == 0 && all.unit == "": // such as plain numbers in brackets
		return false
	case all.unit == "%" && plain:
		return false
	case all.mark != 0 && !known && all.mark == ' ' && all.unit == "":
		return false
	case all.mark != 0 && !known && (opt.grouped == nil || !opt.grouped(all.mark)):
		return false
	}
	c.Kind, c.Numbers, c.Texts, c.Unit, c.odd = Number, numbers, nil, all.unit, oddCell{}
	return true
}

// blame makes a cell that is no quantity the one that errors tell, if some
// stand before it.
func (c *Column) blame(row int, decimal byte, seen bool) {
	if a, ok := parseQuantity(c.odd.value, decimal); !seen || !ok || a.value != a.value {
		return
	}
	c.odd.mixed = true
	c.odd.row, c.odd.value = row+1, shorten(strings.TrimSpace(c.Texts[row]))
}

// grouped is whether a mark stands between thousands by the other cells of the
// file: some has it twice or before decimals, or some has the decimal mark as
// no thousands have it, and none has the mark as only decimals have it.
func (r *csvReader) grouped(mark rune) bool {
	if mark != '.' && mark != ',' {
		return false
	}
	found, other := false, false
	for p := r.skipBlank(r.text, r.firstAt); p < len(r.text) && !other; p = r.skipBlank(r.text, p) {
		_, next, fault := r.dialect.each(r.text, p, func(f field) {
			cell := bytes.TrimSpace(f.unquoted())
			if len(cell) == 0 || len(cell) > 64 {
				return
			}
			if _, ok := normalise(cell, byte(mark)); ok && bytes.IndexByte(cell, byte(mark)) >= 0 && !mayGroup(cell, byte(mark)) {
				other = true
			}
			if _, ok := normalise(cell, r.decimal); ok {
				found = found || bytes.IndexByte(cell, r.decimal) >= 0 && !mayGroup(cell, r.decimal)
			} else if bytes.IndexByte(cell, byte(mark)) >= 0 && !found {
				a, ok := parseQuantity(string(cell), r.decimal)
				found = ok && a.mark == mark && a.sure()
			}
		})
		if fault != nil {
			break
		}
		p = next
	}
	return found && !other
}

// lineOfRow returns the line of a row of the table, from 1.
func (r *csvReader) lineOfRow(row int, header bool) int {
	at := r.firstAt
	if header {
		at = r.dataAt
	}
	for ; row > 1; row-- {
		_, next, _ := r.dialect.each(r.text, at, func(field) {})
		at = r.skipBlank(r.text, next)
	}
	line, _ := r.place(at)
	return line
}

// doubt notes that the points of a column may be those between thousands.
func (c *Column) doubt() {
	at := slices.IndexFunc(c.Numbers, func(v float64) bool { return v == v && v != math.Trunc(v) })
	if at < 0 {
		return
	}
	c.Note = fmt.Sprintf("%s in row %d may be %.0f, if the point separates thousands", strconv.FormatFloat(c.Numbers[at], 'f', 3, 64), at+1, c.Numbers[at]*1000)
}

// inferCSV infers, and finds the lines of the cells to be told.
func (r *csvReader) inferCSV(t *Table, opt *Options, keep int) error {
	own, seen := *opt, map[rune]bool{}
	own.grouped = func(mark rune) bool {
		if _, ok := seen[mark]; !ok {
			seen[mark] = r.grouped(mark)
		}
		return seen[mark]
	}
	if err := t.infer(&own, keep); err != nil {
		return err
	}
	for j := range t.Columns {
		if c := &t.Columns[j]; r.doubtful && opt.Decimal == 0 && opt.Thousands == 0 && c.Kind == Number {
			c.doubt()
		}
		if odd := &t.Columns[j].odd; odd.row > 0 {
			odd.line, odd.row = r.lineOfRow(odd.row, t.HasHeader), 0
		}
	}
	return nil
}
