package table

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Error says what is wrong with a table, where, and what to do about it.
// What is not known, or does not apply, is zero.
type Error struct {
	File   string // the name given to Read or Open
	Line   int    // 1-based
	Char   int    // 1-based position in the line, in bytes
	Row    int    // 1-based number of the row below the header, where the line is not known
	Column int    // 1-based position of the column in the table
	Name   string // of the column
	Value  string // the cell at fault
	Msg    string // what is wrong, without the value
	Cure   string // what to do about it
	Skip   int    // how many lines seem to stand above the table; see Options.SkipLines
	Err    error  // the cause, such as an error of the file system
}

// Error returns one line, such as
//
//	tickets.csv:3: column 4 "Wed": "4o" is not a number (…)
//
// Long values are shortened, and control characters escaped.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Char > 0 {
			fmt.Fprintf(&b, ":%d", e.Char)
		}
	}
	if e.Row > 0 {
		fmt.Fprintf(&b, ": row %d", e.Row)
	}
	if e.Column > 0 || e.Name != "" {
		b.WriteString(": column")
		if e.Column > 0 {
			fmt.Fprintf(&b, " %d", e.Column)
		}
		if e.Name != "" {
			b.WriteString(" " + quote(e.Name))
		}
	}
	if e.Msg != "" || e.Value != "" {
		b.WriteString(":")
	}
	if e.Value != "" {
		b.WriteString(" " + quote(e.Value))
	}
	if e.Msg != "" {
		b.WriteString(" " + e.Msg)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Cure != "" {
		b.WriteString(" (" + e.Cure + ")")
	}
	return b.String()
}

// Unwrap returns the cause, if there is one.
func (e *Error) Unwrap() error { return e.Err }

// quote returns s in quotes, shortened to what fits in a message.
func quote(s string) string {
	const most = 40
	cut := 0
	for i := 0; i < most; i++ {
		_, n := utf8.DecodeRuneInString(s[cut:])
		cut += n
	}
	if cut < len(s) {
		s = s[:cut] + "…"
	}
	return strconv.Quote(s)
}

// shorten returns a copy of what is kept of a text for messages, without the
// text around it.
func shorten(s string) string { return strings.Clone(s[:min(len(s), 1024)]) }
