package colormap

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// UnknownError reports a name that this package does not know.
type UnknownError struct {
	What    string // what was looked for: "colour map", "colour"
	Name    string // as it was given
	Nearest string // the most similar known name, or "" if none is similar
}

// Error says what is unknown and suggests the nearest name.
func (e *UnknownError) Error() string {
	msg := fmt.Sprintf("heat: colour: unknown %s %q", e.What, clip(e.Name))
	if e.Nearest != "" {
		return msg + fmt.Sprintf(" (did you mean %q?)", e.Nearest)
	}
	return msg
}

// clip shortens s for a message.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	n := most
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// nearest returns the name with the smallest edit distance to s, regardless of case,
// and the first one of equals. It returns "" when more than half of s, or of a short
// name, would have to change: such a suggestion puzzles more than it helps.
func nearest(s string, names []string) string {
	const longest = 40 // no name is half as long; keeps the work small for any input
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > longest {
		return ""
	}
	best, at := len(s)/2+1, ""
	for _, name := range names {
		if d := distance(s, strings.ToLower(name)); d < best {
			best, at = d, name
		}
	}
	return at
}

// distance returns the edit distance of a and b in bytes, where swapping two
// neighbours counts once (optimal string alignment).
func distance(a, b string) int {
	before := make([]int, len(b)+1) // two rows above
	above := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := above[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
