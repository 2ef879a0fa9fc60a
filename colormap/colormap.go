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
// There are some three hundred named maps of five projects, byte for byte as they have
// them, listed by [Groups]. Others are made from colours, in Go ([FromColors], [Light],
// [DivergingHues], …) or as a text that Lookup takes too: "white, orange 30%, #800" (see
// [Parse]). [Check] measures what a map is good for, [Distinct] makes colours for
// categories.
//
// What turns a value into a number in [0,1] is package scale; a Map knows nothing of
// values, limits or missing cells. [ParseColor] reads single colours as users write
// them. All input of this package is short text, at most 8 KiB, read in time linear in
// its length, except that a misspelt name is compared with each known name.
package colormap

import (
	"slices"
	"strings"
)

// RGB is an opaque sRGB colour, eight bits a channel.
type RGB struct{ R, G, B uint8 }

// Map is a table of colours from low to high, or of categories. It is immutable as far
// as this package goes and safe for concurrent use; do not change the fields of a
// shared Map.
type Map struct {
	Name       string // as Lookup spells it: "RdBu", "viridis_r", "plotly:Blues"
	Kind       Kind
	Source     string // who made it; "" for a made map
	Family     Family
	Licence    string // of the table; "" for a made map
	Perceptual bool   // its makers say that equal steps look equal; see Check for measures

	table []RGB
	// mirror is the table of Reversed. It is nearly always table backwards; see decode.
	mirror []RGB
}

// Lookup returns the map of that name, or the map that the text makes; see [Parse] for
// such texts. Case does not matter; the suffix "_r" reverses the map. A prefix chooses
// the family where several have a map of that name: "plotly:Blues". Without it the
// order is matplotlib, seaborn, crameri, cmocean, plotly. An unknown name gives an
// [*UnknownError] that suggests the nearest one.
//
// The first look-up of a map decodes its colours; later ones share them. The Map itself
// is the caller's own.
func Lookup(name string) (*Map, error) {
	name = strings.TrimSpace(name)
	if m := lookupNamed(name); m != nil {
		return m, nil
	}
	return Parse(name)
}

// lookupNamed returns a named map, or nil.
func lookupNamed(name string) *Map {
	i, reversed := find(name)
	if i < 0 {
		return nil
	}
	m := load(i)
	if reversed {
		m = m.Reversed()
	}
	return m
}

// Len returns the number of entries: 256 for most maps, the number of colours for a
// qualitative one.
func (m *Map) Len() int { return len(m.table) }

// At returns entry i, 0 ≤ i < Len; of a qualitative map that is the colour of category
// i. It panics for another i, as a slice does: what to do with more categories than
// colours is the caller's to say ([Distinct] makes as many as needed).
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
