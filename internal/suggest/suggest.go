// Package suggest finds the name that was probably meant.
package suggest

import "strings"

// Nearest returns the name with the least edit distance to s, ignoring case, or "" if
// none is near enough to be a slip: at most a third of the characters may differ. If none
// is, the only name that s shortens is taken, as euclid and avg do euclidean and average.
func Nearest(s string, names []string) string {
	best, least := "", max(1, len(s)/3)+1
	for _, n := range names {
		if d := distance(strings.ToLower(s), strings.ToLower(n), least); d < least {
			best, least = n, d
		}
	}
	if best == "" {
		return shortened(strings.ToLower(s), names)
	}
	return best
}

// shortened returns the only name that begins with s or, if none does, the only one that
// begins as s does and has its letters in their order. Two letters are too few.
func shortened(s string, names []string) string {
	if len(s) < 3 || len(s) > maxLength {
		return ""
	}
	for _, is := range []func(name string) bool{
		func(name string) bool { return strings.HasPrefix(name, s) },
		func(name string) bool { return name != "" && name[0] == s[0] && hasInOrder(name, s) },
	} {
		found, count := "", 0
		for _, n := range names {
			if len(n) <= maxLength && is(strings.ToLower(n)) {
				found = n
				count++
			}
		}
		if count > 0 {
			if count > 1 {
				return ""
			}
			return found
		}
	}
	return ""
}

// hasInOrder is whether all letters of s stand in name, in their order.
func hasInOrder(name, s string) bool {
	for i := range len(s) {
		at := strings.IndexByte(name, s[i])
		if at < 0 {
			return false
		}
		name = name[at+1:]
	}
	return true
}

// maxLength bounds the work for hostile names; no real one is longer.
const maxLength = 64

// distance is the restricted Damerau–Levenshtein distance (a swap of neighbours counts
// once), or at least limit where it is certain to be no less.
func distance(a, b string, limit int) int {
	if len(a) > maxLength || len(b) > maxLength || max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
