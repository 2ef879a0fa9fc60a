package scale

import "sort"

// Spacing says how long the parts of a legend are.
type Spacing uint8

// The spacings.
const (
	// SpacingUniform gives every colour the same length.
	SpacingUniform Spacing = iota
	// SpacingProportional gives colours lengths in proportion to the values that they
	// stand for. (matplotlib does so for boundaries only.)
	SpacingProportional
)

var spacingNames = []string{"uniform", "proportional"}

// String returns uniform or proportional.
func (s Spacing) String() string { return enumName(spacingNames, int(s)) }

// MarshalText writes the name.
func (s Spacing) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (s *Spacing) UnmarshalText(text []byte) error {
	return enumParse(s, "spacing", spacingNames, text)
}

// Values lists the names in order.
func (Spacing) Values() []string { return spacingNames }

// Stepped is a norm that gives all values of a bin one colour, such as Boundary.
type Stepped interface {
	Norm
	// Edges returns the boundaries of the bins in order.
	Edges() []float64
	// At returns where bin i lies, that is its colour; −1 and the number of bins are
	// those beyond the edges.
	At(i int) float64
	// Extend says on which sides there are such.
	Extend() Extend
}

// Steps returns n as a norm with bins, if it is one.
func Steps(n Norm) (Stepped, bool) {
	s, ok := unclipped(n).(Stepped)
	return s, ok
}

// Position returns where v stands on the legend of n: 0 at the lower limit, 1 at the
// upper one. It is beyond these for values beyond the limits, and NaN for values that
// the norm has no place for. Legends need nothing else of a norm but its limits, its
// ticks and its steps.
func Position(n Norm, v float64, s Spacing) float64 {
	n = unclipped(n)
	if straight(n, s) {
		lo, hi := n.Limits()
		return Linear{lo, hi}.Map(v)
	}
	if b, ok := n.(Stepped); ok {
		edges := b.Edges()
		return interpolate(edges, evenly(len(edges)), v)
	}
	return n.Map(v)
}

// ValueAt returns the value that stands at f on the legend of n, the inverse of
// Position: for the colour there, map it. Inside the legend, f in [0,1], it is within
// the limits.
func ValueAt(n Norm, f float64, s Spacing) float64 {
	n = unclipped(n)
	if straight(n, s) {
		lo, hi := n.Limits()
		return Linear{lo, hi}.Inverse(f)
	}
	if b, ok := n.(Stepped); ok && f == f {
		edges := b.Edges()
		return interpolate(evenly(len(edges)), edges, f)
	}
	return n.Inverse(f)
}

// straight reports whether the legend is linear in the values. That of Centered is: its
// colours change at one rate.
func straight(n Norm, s Spacing) bool {
	switch n.(type) {
	case Linear, Centered:
		return true
	}
	return s == SpacingProportional
}

// evenly returns n numbers from 0 to 1.
func evenly(n int) []float64 {
	f := make([]float64, n)
	for i := range f {
		f[i] = float64(i) / float64(max(1, n-1))
	}
	return f
}

// BinAt returns the bin that stands at f in [0,1] on the legend of a norm with bins: a
// place right at an edge belongs to the bin above, and 1 to the last.
func BinAt(n Stepped, f float64, s Spacing) int {
	edges := n.Edges()
	if s == SpacingProportional {
		v := ValueAt(n, f, s)
		i := sort.Search(len(edges), func(i int) bool { return edges[i] > v }) - 1
		return max(0, min(i, len(edges)-2))
	}
	return max(0, min(int(f*float64(len(edges)-1)), len(edges)-2))
}
