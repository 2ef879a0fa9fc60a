package suggest

import (
	"fmt"
	"strings"
)

// FewNames is how many names a message lists if nothing else is better there.
const FewNames = 5

// Few lists the first names of a list in quotes, cut to forty characters each, and says how
// many more there are: "a", "b" and 3 more.
func Few(names []string, most int) string {
	quoted := make([]string, min(len(names), max(most, 1)))
	for i := range quoted {
		quoted[i] = fmt.Sprintf("%.40q", names[i])
	}
	return Listed(quoted, len(names))
}

// Listed joins the first words of a list of so many, and says how many more there are.
func Listed(first []string, all int) string {
	list := strings.Join(first, ", ")
	if more := all - len(first); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}

// Verb is the form of a verb that goes with a number of things: one for 1, else more.
func Verb(n int64, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}
