package matrix

import (
	"fmt"
	"strings"
)

// A FileError says what is wrong with a file, where, and what to do about it.
type FileError struct {
	File   string // as given to OpenNPY or ReadNPY
	Offset int64  // bytes from the start; 0 if the fault has no place
	Msg    string // what is wrong; may be empty if Err says it
	Cure   string // what to do about it; may be empty
	Err    error  // the cause, such as an error of the file system; may be nil
}

// Error returns one line: file, place, fault and cure.
func (e *FileError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Offset > 0 {
		fmt.Fprintf(&b, ": byte %d", e.Offset)
	}
	if e.Msg != "" {
		b.WriteString(": " + e.Msg)
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
func (e *FileError) Unwrap() error { return e.Err }
