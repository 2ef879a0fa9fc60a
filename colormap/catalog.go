package colormap

import "strings"

// entry is a named map and its reversed one, before its colours are decoded. The list
// named is data without initialisation, so that it costs nothing to start with.
type entry struct {
	full    string // "plotly:Blues_r": every spelling that is needed is a part of this
	family  Family
	section string // of the project's own documentation
	kind    Kind
	source  uint8
	len     uint16
	at      uint32 // of its code in tables.bin
	flags   uint8
}

const (
	perceptual uint8 = 1 << iota // its makers say that equal steps look equal
	uneven                       // the reversed table is not the exact mirror
	shadowed                     // a map of an earlier family has the name without prefix
)

// name returns the name without prefix and suffix.
func (e *entry) name() string {
	return e.full[len(familyNames[e.family])+1 : len(e.full)-len(reversedSuffix)]
}

// reversedName returns the shortest name that Lookup takes for the reversed map.
func (e *entry) reversedName() string {
	if e.flags&shadowed != 0 {
		return e.full
	}
	return e.full[len(familyNames[e.family])+1:]
}

// shortName returns the shortest name that Lookup takes.
func (e *entry) shortName() string {
	n := e.reversedName()
	return n[:len(n)-len(reversedSuffix)]
}

// Names returns the names of all maps, each followed by its reversed one, by family and
// section, in the order in which a chooser should list them. Where families share a
// name, the first family has it and the others' have their prefix. The slice is the
// caller's. No table is decoded.
func Names() []string {
	names := make([]string, 0, 2*len(named))
	for i := range named {
		names = append(names, named[i].shortName(), named[i].reversedName())
	}
	return names
}

// find returns the index of the named entry, or -1, and whether its reversed map is asked for.
func find(name string) (i int, reversed bool) {
	family := Made
	for _, p := range familyPrefixes {
		if len(name) > len(p.prefix) && strings.EqualFold(name[:len(p.prefix)], p.prefix) {
			family, name = p.family, name[len(p.prefix):]
			break
		}
	}
	name, reversed = cutReversed(name)
	for i := range named {
		if family != Made && named[i].family != family {
			continue
		}
		if strings.EqualFold(named[i].name(), name) {
			return i, reversed
		}
	}
	return -1, false
}

// Info describes a named map without its colours.
type Info struct {
	Name       string `json:"name"` // the shortest that Lookup takes
	Family     Family `json:"family"`
	Kind       Kind   `json:"kind"`
	Source     string `json:"source"`     // who made it
	Licence    string `json:"licence"`    // of the table
	Len        int    `json:"len"`        // number of colours
	Perceptual bool   `json:"perceptual"` // its makers say that equal steps look equal
}

// Group is the maps of one family that belong together.
type Group struct {
	Family Family `json:"family"`
	Title  string `json:"title"` // of the project's own documentation: "Sequential 2"
	Maps   []Info `json:"maps"`
}

// Groups returns all named maps by family and section, in the order of Names, without
// the reversed ones. The slices are the caller's. No table is decoded.
func Groups() []Group {
	var groups []Group
	for i := range named {
		e := &named[i]
		if n := len(groups); n == 0 || groups[n-1].Family != e.family || groups[n-1].Title != e.section {
			groups = append(groups, Group{Family: e.family, Title: e.section})
		}
		g := &groups[len(groups)-1]
		g.Maps = append(g.Maps, Info{
			Name: e.shortName(), Family: e.family, Kind: e.kind, Len: int(e.len),
			Source: sources[e.source].from, Licence: sources[e.source].licence,
			Perceptual: e.flags&perceptual != 0,
		})
	}
	return groups
}

// Common returns some names of maps of every kind, for a help text or a first choice:
// maps that are even, ordered or symmetric in lightness, and readable for all eyes, as
// Check measures. The slice is the caller's.
func Common() []string {
	return []string{
		"viridis", "magma", "inferno", "plasma", "cividis", "rocket", "mako", "batlow", // sequential
		"vlag", "icefire", "RdBu", "coolwarm", // diverging
		"twilight",  // cyclic
		"okabe_ito", // qualitative
	}
}
