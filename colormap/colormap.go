// Package colormap turns a number in [0,1] into a colour.
//
// Its main type is [Map], an immutable table of colours found by name:
//
//	m, err := colormap.Lookup("viridis") // or "viridis_r"
//	if err != nil {
//		return err // names the nearest map
//	}
//	if i := m.Index(t); i >= 0 { // -1 for NaN
//		c := m.At(i)
//	}
//
// What turns a value into a number in [0,1] is package scale; a Map knows nothing of
// values, limits or missing cells. [ParseColor] reads single colours as users write
// them. All input of this package is short text, read in time linear in its length,
// except that a misspelt name is compared with each known name.
package colormap

import (
	"slices"
	"strings"
)

// RGB is an opaque sRGB colour, eight bits a channel.
type RGB struct{ R, G, B uint8 }

// Map is a table of colours from low to high. It is immutable as far as this package
// goes and safe for concurrent use; do not change the fields of a shared Map.
type Map struct {
	Name   string // as Lookup spells it: "RdBu", "viridis_r"
	Kind   Kind
	Source string // where the table comes from, and its licence

	table []RGB
	// mirror is the table of Reversed. It is nearly always table backwards; see load.
	mirror []RGB
}

// Lookup returns the map of that name. Case does not matter; the suffix "_r" reverses
// the map. An unknown name gives an [*UnknownError] that suggests the nearest one.
func Lookup(name string) (*Map, error) {
	base, reversed := cutReversed(strings.TrimSpace(name))
	for i := range families {
		if strings.EqualFold(families[i].name, base) {
			m := families[i].load()
			if reversed {
				m = m.Reversed()
			}
			return m, nil
		}
	}
	return nil, &UnknownError{What: "colour map", Name: name, Nearest: nearest(name, Names())}
}

// Names returns the names of all maps, each followed by its reversed one, in the order
// in which a chooser should list them. The slice is the caller's.
func Names() []string {
	names := make([]string, 0, 2*len(families))
	for i := range families {
		names = append(names, families[i].name, families[i].name+reversedSuffix)
	}
	return names
}

// Len returns the number of entries, 256 for every named map.
func (m *Map) Len() int { return len(m.table) }

// At returns entry i, 0 ≤ i < Len. It panics for another i, as a slice does.
func (m *Map) At(i int) RGB { return m.table[i] }

// Index returns the entry that shows t, as matplotlib finds it: t·Len truncated, and
// the last entry for 1. Numbers below 0 give the first entry and those above 1 the
// last one. NaN gives -1: a missing value has no colour in the map.
func (m *Map) Index(t float64) int {
	n := len(m.table)
	switch {
	case t >= 1:
		return n - 1
	case t >= 0:
		// The largest t below 1 times n rounds to n when n is not a power of two.
		return min(int(t*float64(n)), n-1)
	case t < 0:
		return 0
	}
	return -1
}

// Reversed returns the map from high to low, named with the suffix "_r", or without it
// where m has it.
func (m *Map) Reversed() *Map {
	r := *m
	r.table, r.mirror = m.mirror, m.table
	if base, reversed := cutReversed(m.Name); reversed {
		r.Name = base
	} else {
		r.Name += reversedSuffix
	}
	return &r
}

const reversedSuffix = "_r"

// cutReversed splits the suffix that reverses a map from its name.
func cutReversed(name string) (base string, reversed bool) {
	n := len(name) - len(reversedSuffix)
	if n >= 0 && strings.EqualFold(name[n:], reversedSuffix) {
		return name[:n], true
	}
	return name, false
}

// backwards returns a reversed copy of table.
func backwards(table []RGB) []RGB {
	r := slices.Clone(table)
	slices.Reverse(r)
	return r
}
