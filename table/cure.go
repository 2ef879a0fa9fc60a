package table

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// The patterns of numbers as people write them. They are only compiled for
// an error.
var shapes = sync.OnceValue(func() (s struct{ comma, point, space, decimal, before, after *regexp.Regexp }) {
	s.comma = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$`)
	s.point = regexp.MustCompile(`^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$`)
	s.space = regexp.MustCompile(`^[+-]?\d{1,3}([ \x{a0}\x{2009}\x{202f}'’_]\d{3})+([.,]\d*)?$`)
	s.decimal = regexp.MustCompile(`^[+-]?\d*[.,]\d+$`)
	s.before = regexp.MustCompile(`^([+-]?)((?:[A-Z]{0,3}\p{Sc}|USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN)[ \x{a0}\x{202f}]?)([+-]?[\d.,].*)$`)
	s.after = regexp.MustCompile(`^(.*\d[.,]?)([ \x{a0}\x{202f}]*(?:\p{Sc}|[°µμ]\pL{0,3}|\pL{2,6})|[ \x{a0}\x{202f}]+\pL{1,6}[²³23]?(?:/\pL{1,4}[²³23]?)?)$`)
	return s
})

// shapeCure says how to write a cell that people read as a number, or
// nothing if it is none that they would. The decimal mark is that of the
// file, and 0 means the point.
func shapeCure(value string, decimal byte) string {
	if decimal == 0 {
		decimal = '.'
	}
	s := strings.ReplaceAll(strings.TrimSpace(value), "−", "-")
	if s == "" || len(s) > 64 {
		return ""
	}
	if strings.EqualFold(s, "true") || strings.EqualFold(s, "false") {
		return "write 1 for true and 0 for false"
	}
	if inner, ok := strings.CutSuffix(s, "%"); ok && amount(strings.TrimSpace(inner), decimal) != "" {
		return "remove the percent signs, or divide by 100"
	}
	if inner, ok := strings.CutPrefix(s, "("); ok && strings.HasSuffix(inner, ")") {
		inner, _, _ = splitUnit(inner[:len(inner)-1])
		if n := amount(inner, decimal); n != "" && !strings.ContainsAny(n, "+-") {
			return fmt.Sprintf("write -%s if the brackets mean that it is negative", n)
		}
		return ""
	}
	if cure := groupCure(s, decimal); cure != "" {
		return cure
	}
	if inner, unit, ok := splitUnit(s); ok {
		if n := amount(inner, decimal); n != "" {
			return fmt.Sprintf("remove %s: write %s", quote(unit), n)
		}
	}
	return ""
}

// groupCure is the cure for separators of thousands, and for the other
// decimal mark.
func groupCure(s string, decimal byte) string {
	sh := shapes()
	n := amount(s, decimal)
	other := byte(',')
	if decimal == ',' {
		other = '.'
	}
	marks := strings.Count(s, string(other))
	switch {
	case n == "" || n == s:
		return ""
	case !sh.comma.MatchString(s) && !sh.point.MatchString(s) && !sh.space.MatchString(s):
		return fmt.Sprintf("write %s, or state the decimal mark %q", n, other)
	case marks == 1 && !strings.ContainsRune(s, rune(decimal)) && !sh.space.MatchString(s):
		return fmt.Sprintf("write %s, or state the decimal mark if %q is it", n, other)
	case marks == 1 && strings.LastIndexByte(s, other) > strings.LastIndexByte(s, decimal):
		return fmt.Sprintf("write %s, or state the decimal mark %q and remove the thousands separators", n, other)
	}
	return fmt.Sprintf("write %s, without thousands separators", n)
}

// splitUnit takes a currency or a unit from before or behind a number.
// Letters that touch the number are a unit if there are two or more; a
// single one is more likely an error of typing.
func splitUnit(s string) (number, unit string, ok bool) {
	if m := shapes().before.FindStringSubmatch(s); m != nil {
		return m[1] + m[3], strings.TrimSpace(m[2]), true
	}
	m := shapes().after.FindStringSubmatch(s)
	if m == nil {
		return s, "", false
	}
	switch unit = strings.TrimSpace(m[2]); unit {
	case "st", "nd", "rd", "th":
		return s, "", false
	}
	return strings.TrimSpace(m[1]), unit, true
}

// amount returns a number as the file should have it: with its decimal mark
// and without separators. It returns nothing if s is no number.
func amount(s string, decimal byte) string {
	if _, ok := normalise([]byte(s), decimal); ok {
		return s
	}
	sh := shapes()
	mark := "" // the decimal mark in s
	switch {
	case sh.comma.MatchString(s):
		mark = "."
	case sh.point.MatchString(s):
		mark = ","
	case sh.space.MatchString(s):
		mark = ".,"
	case sh.decimal.MatchString(s):
		mark = ".,"
	default:
		return ""
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' || r == '-' || r == '+':
			b.WriteRune(r)
		case strings.ContainsRune(mark, r):
			b.WriteByte(decimal)
		}
	}
	return b.String()
}
