package order

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var months = []string{"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december"}

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// sortNatural sorts positions by the labels there. What kind of labels they are, all
// must show: "May" beside "Tim" is a name.
func sortNatural(labels []string, at []int) {
	ranks := numbers(labels)
	if ranks == nil {
		ranks = named(labels, weekdays)
	}
	if ranks == nil {
		ranks = named(labels, months)
	}
	if ranks != nil {
		slices.SortStableFunc(at, func(a, b int) int { return compareValues(ranks[a], ranks[b], true) })
		return
	}
	slices.SortStableFunc(at, func(a, b int) int { return Compare(labels[a], labels[b]) })
}

// numbers returns the values of the labels, or nil if one is none.
func numbers(labels []string) []float64 {
	out := make([]float64, len(labels))
	for i, l := range labels {
		v, err := strconv.ParseFloat(strings.Replace(l, "−", "-", 1), 64)
		if err != nil || v != v {
			return nil
		}
		out[i] = v
	}
	return out
}

// named returns the ranks of the labels among names, of which three letters are enough,
// or nil if one is none of them.
func named(labels, names []string) []float64 {
	out := make([]float64, len(labels))
	for i, l := range labels {
		if len(l) > len("september") {
			return nil
		}
		l = strings.ToLower(l)
		rank := slices.IndexFunc(names, func(n string) bool { return l == n || l == n[:3] })
		if rank < 0 {
			return nil
		}
		out[i] = float64(rank)
	}
	return out
}

// Compare returns −1, 0 or +1 as a comes before, with or after b: runs of digits compare
// as numbers, the rest letter by letter whatever their case, and an empty label comes
// last. Only equal strings are equal: what is left to decide the letter case decides,
// and then the number of leading zeros.
func Compare(a, b string) int {
	if a == "" || b == "" {
		return cmp.Compare(b2i(a == ""), b2i(b == ""))
	}
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			var c int
			if x, y, c = compareDigits(x, y); c != 0 {
				return c
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(x)
		s, m := utf8.DecodeRuneInString(y)
		if c := cmp.Compare(unicode.ToLower(r), unicode.ToLower(s)); c != 0 {
			return c
		}
		x, y = x[n:], y[m:]
	}
	if c := cmp.Compare(len(x), len(y)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// compareDigits compares the numbers that x and y begin with, however long.
func compareDigits(x, y string) (restX, restY string, c int) {
	i, j := digits(x), digits(y)
	p, q := strings.TrimLeft(x[:i], "0"), strings.TrimLeft(y[:j], "0")
	c = cmp.Compare(len(p), len(q))
	if c == 0 {
		c = strings.Compare(p, q)
	}
	return x[i:], y[j:], c
}

func digits(s string) int {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return n
}
