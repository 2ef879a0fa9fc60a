package cluster

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// An Error says what is wrong with data or options, and what to do about it.
type Error struct {
	Stage string // distances, linkage, order, cut, k-means, newick, linkage, json
	Msg   string // part, value and count
	Cure  string // may be empty
	Err   error  // the cause; may be nil
}

// Error returns one line: stage, fault and cure.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("cluster: " + e.Stage + ": " + e.Msg)
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

// A MemoryError is returned before anything is allocated that would not fit.
type MemoryError struct {
	Stage       string
	Rows        int
	Need, Limit int64 // bytes
	Incomplete  bool  // there are missing values, without which less might do
	Cure        string
}

// Error returns one line with both figures.
func (e *MemoryError) Error() string {
	return fmt.Sprintf("cluster: %s: the distances of %d rows need %s, and the limit is %s (%s)",
		e.Stage, e.Rows, gib(e.Need), gib(e.Limit), e.Cure)
}

func gib(bytes int64) string { return fmt.Sprintf("%.3g GiB", float64(bytes)/(1<<30)) }

func fault(stage, cure, format string, args ...any) error {
	return &Error{Stage: stage, Msg: fmt.Sprintf(format, args...), Cure: cure}
}

// incomplete says how many cells are missing or infinite, one of them at least.
func incomplete(missing, infinite int) string {
	cells := func(n int) string { return suggest.Verb(int64(n), "1 cell is", strconv.Itoa(n)+" cells are") }
	switch {
	case infinite == 0:
		return cells(missing) + " missing"
	case missing == 0:
		return cells(infinite) + " infinite"
	}
	return cells(missing) + " missing and " + strconv.Itoa(infinite) + suggest.Verb(int64(infinite), " is", " are") + " infinite"
}
