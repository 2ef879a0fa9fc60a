// Package order puts labels into the order in which people read them.
//
//	order.Of([]string{"Q10", "Q2", "Q1"}, order.Spec{}, nil) // 2, 1, 0
//
// In natural order 2 comes before 10, months follow the year and weekdays the week from
// Monday.
package order

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// A Kind is a way to order labels.
type Kind int

const (
	// Natural orders as people count: see Compare. Labels that are all numbers go by
	// their value, names of months by the year, and names of weekdays by the week from
	// Monday; names may be English ones, in full or of three letters.
	Natural Kind = iota
	// Met leaves labels as they were met.
	Met
	// Value orders by a value for each label, such as the mean of its row, the largest
	// first and missing ones last.
	Value
	// Given orders as a list says, and what is not in it after that, as met.
	Given
)

var kindNames = []string{"natural", "met", "value", "given"}

// Values lists the names in order.
func (Kind) Values() []string { return kindNames }

// String returns the name of k.
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("Kind(%d)", int(k))
	}
	return kindNames[k]
}

// MarshalText returns the name of k.
func (k Kind) MarshalText() ([]byte, error) {
	if k < 0 || int(k) >= len(kindNames) {
		return nil, fmt.Errorf("heat: order: no order %d", int(k))
	}
	return []byte(kindNames[k]), nil
}

// UnmarshalText sets k from its name.
func (k *Kind) UnmarshalText(text []byte) error {
	if i := slices.Index(kindNames, string(text)); i >= 0 {
		*k = Kind(i)
		return nil
	}
	meant := ""
	if near := suggest.Nearest(string(text), kindNames); near != "" {
		meant = fmt.Sprintf("did you mean %s? ", near)
	}
	return fmt.Errorf("heat: order: unknown order %.40q (%sknown: %s)", text, meant, strings.Join(kindNames, ", "))
}

// A Spec says how to order labels. The zero value is the natural order.
type Spec struct {
	Kind    Kind     `json:"kind,omitzero"`
	List    []string `json:"list,omitempty"` // for Given
	Reverse bool     `json:"reverse,omitzero"`
}

// Of returns the positions of the labels in their order: the first result is the
// position of the label that comes first. Equal ones keep their places. The values
// serve Value alone. An error names a label of the list that is not there, and what was
// probably meant.
func Of(labels []string, s Spec, values []float64) ([]int, error) {
	at := make([]int, len(labels))
	for i := range at {
		at[i] = i
	}
	switch s.Kind {
	case Natural:
		sortNatural(labels, at)
	case Met:
	case Value:
		if len(values) != len(labels) {
			return nil, fmt.Errorf("heat: order: %d values for %d labels", len(values), len(labels))
		}
		slices.SortStableFunc(at, func(a, b int) int { return compareValues(values[a], values[b], s.Reverse) })
		return at, nil
	case Given:
		if err := sortGiven(labels, at, s.List); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("heat: order: no order %d", int(s.Kind))
	}
	if s.Reverse {
		slices.Reverse(at)
	}
	return at, nil
}

// compareValues puts large values first, or last, and missing ones at the end.
func compareValues(a, b float64, ascending bool) int {
	switch {
	case math.IsNaN(a) || math.IsNaN(b):
		return cmp.Compare(b2i(math.IsNaN(a)), b2i(math.IsNaN(b)))
	case ascending:
		return cmp.Compare(a, b)
	}
	return cmp.Compare(b, a)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sortGiven moves the labels of the list to the front.
func sortGiven(labels []string, at []int, list []string) error {
	rank := make(map[string]int, len(list))
	for i, s := range list {
		if _, twice := rank[s]; twice {
			return fmt.Errorf("heat: order: %.40q is given twice", s)
		}
		rank[s] = i
	}
	known := make(map[string]bool, len(labels))
	for _, l := range labels {
		known[l] = true
		if _, ok := rank[l]; !ok {
			rank[l] = len(list)
		}
	}
	for _, s := range list {
		if !known[s] {
			near := suggest.Nearest(s, labels)
			if near == "" && len(list) == 1 { // the name of an order with a slip is read as a list
				near = suggest.Nearest(s, kindNames[:Given])
			}
			return &UnknownError{Name: s, Nearest: near, Known: slices.Clone(labels[:min(len(labels), fewKnown)]), More: max(0, len(labels)-fewKnown)}
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(rank[labels[a]], rank[labels[b]]) })
	return nil
}

// An UnknownError says that a label that was asked for is not there.
type UnknownError struct {
	Name    string
	Nearest string // the label, or the order, that was probably meant, or ""

	// Known are the first few of the labels that there are, and More how many others.
	Known []string
	More  int
}

// fewKnown is how many labels an error lists.
const fewKnown = 5

// Error names the label and the nearest one, or else some that there are.
func (e *UnknownError) Error() string {
	if e.Nearest == "" {
		known := ""
		for i, label := range e.Known {
			if i > 0 {
				known += ", "
			}
			known += fmt.Sprintf("%.40q", label)
		}
		if e.More > 0 {
			known += fmt.Sprintf(" and %d more", e.More)
		}
		if known == "" {
			return fmt.Sprintf("heat: order: no label %.40q", e.Name)
		}
		return fmt.Sprintf("heat: order: no label %.40q (known: %s)", e.Name, known)
	}
	return fmt.Sprintf("heat: order: no label %.40q (did you mean %.40q?)", e.Name, e.Nearest)
}
