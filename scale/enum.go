package scale

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

func enumName(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("invalid(%d)", i)
}

func enumParse[E ~uint8](to *E, what string, names []string, text []byte) error {
	i := slices.Index(names, strings.ToLower(string(text)))
	if i < 0 {
		return unknown(what, string(text), names)
	}
	*to = E(i)
	return nil
}

// unknown is the error for a name that is none of names.
func unknown(what, name string, names []string) error {
	const longest = 40 // more of it would bury the rest of the message
	if runes := []rune(name); len(runes) > longest {
		name = string(runes[:longest]) + "…"
	}
	meant := ""
	if near := suggest.Nearest(name, names); near != "" {
		meant = fmt.Sprintf("; did you mean %s?", near)
	}
	return limitErrorf("unknown %s %q%s (known: %s)", what, name, meant, strings.Join(names, ", "))
}
