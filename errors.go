package heat

import "strings"

// Error says why a spec cannot be drawn. Compile returns all that it finds, joined.
type Error struct {
	Stage  string // size, labels, colour, mask, annotations, …
	Detail string // what is wrong, with the values
	Cure   string // how to mend it; may be empty
	Err    error  // the cause; may be nil
}

// Error returns one line: heat: stage: detail (cure).
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("heat: " + e.Stage + ": " + e.Detail)
	if e.Err != nil {
		if e.Detail != "" {
			b.WriteString(": ")
		}
		cause := strings.TrimPrefix(e.Err.Error(), "heat: ")
		b.WriteString(strings.TrimPrefix(cause, e.Stage+": ")) // the cause may name the same stage
	}
	if e.Cure != "" {
		b.WriteString(" (" + e.Cure + ")")
	}
	return b.String()
}

// Unwrap returns the cause, if there is one.
func (e *Error) Unwrap() error { return e.Err }
