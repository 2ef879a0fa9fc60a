package colormap

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/seed01309057/heat/internal/suggest"
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

// nearest returns the name that was probably meant, or "".
func nearest(s string, names []string) string { return suggest.Nearest(strings.TrimSpace(s), names) }
