package scale

import (
	"math"
	"slices"
	"sort"
)

// Extend says on which sides of a Boundary norm values beyond the outer boundaries have
// a colour of their own at the end of the colour map, which no bin inside then has.
type Extend uint8

// The sides.
const (
	ExtendNeither Extend = iota
	ExtendMin
	ExtendMax
	ExtendBoth
)

var extendNames = []string{"neither", "min", "max", "both"}

// String returns neither, min, max or both.
func (e Extend) String() string { return enumName(extendNames, int(e)) }

// MarshalText writes the name.
func (e Extend) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads the name.
func (e *Extend) UnmarshalText(text []byte) error { return enumParse(e, "extend", extendNames, text) }

// Values lists the names in order.
func (Extend) Values() []string { return extendNames }

// Lower reports whether values below the first boundary have a colour of their own.
func (e Extend) Lower() bool { return e == ExtendMin || e == ExtendBoth }

// Upper reports whether values above the last boundary have a colour of their own.
func (e Extend) Upper() bool { return e == ExtendMax || e == ExtendBoth }

// MaxBoundaries bounds the boundaries of a norm: more bins than this have no colours
// that anybody can tell apart.
const MaxBoundaries = 4096

// Boundary gives all values of a bin one colour. Bin i holds edges[i] ≤ v < edges[i+1],
// and the last one also its upper edge unless Extend has a colour for values above (in
// matplotlib's BoundaryNorm that edge is always out of range). Of n bins, counting
// those that Extend adds beyond the edges, the i-th (from 0) maps to i/(n−1): the first
// and the last get the ends of the colour map. A single bin maps to 0.5.
//
// Make one with [NewBoundary]. It is immutable but not comparable.
type Boundary struct {
	edges  []float64
	extend Extend
}

// NewBoundary returns the norm with a copy of edges: 2 to MaxBoundaries, finite and
// strictly increasing.
func NewBoundary(edges []float64, extend Extend) (Boundary, error) {
	if len(edges) < 2 {
		return Boundary{}, limitErrorf("boundary norm needs at least 2 boundaries; it got %d", len(edges))
	}
	if len(edges) > MaxBoundaries {
		return Boundary{}, limitErrorf("boundary norm takes at most %d boundaries; it got %d", MaxBoundaries, len(edges))
	}
	for i, e := range edges {
		if e-e != 0 {
			return Boundary{}, limitErrorf("boundary norm: boundary %d is %v, not a finite number", i+1, e)
		}
		if i > 0 && !(edges[i-1] < e) {
			return Boundary{}, limitErrorf("boundary norm: boundary %d, %v, is not above the one before, %v (sort them, each once)",
				i+1, e, edges[i-1])
		}
	}
	if extend > ExtendBoth {
		return Boundary{}, limitErrorf("boundary norm: %v is not a way to extend", extend)
	}
	return Boundary{slices.Clone(edges), extend}, nil
}

// Edges returns the boundaries in order, as a copy.
func (b Boundary) Edges() []float64 { return slices.Clone(b.edges) }

// Extend returns what happens beyond the edges.
func (b Boundary) Extend() Extend { return b.extend }

// Bins returns the number of bins between the edges.
func (b Boundary) Bins() int { return max(0, len(b.edges)-1) }

// At returns where bin i lies, that is its colour: 0 ≤ i < Bins for those between the
// edges. Where Extend adds bins they are −1 and Bins.
func (b Boundary) At(i int) float64 {
	n := b.Bins()
	if b.extend.Lower() {
		i, n = i+1, n+1
	}
	if b.extend.Upper() {
		n++
	}
	if n == 1 {
		return 0.5
	}
	return float64(i) / float64(n-1)
}

// bin returns the bin of v: −1 below the edges, Bins above.
func (b Boundary) bin(v float64) int {
	last := len(b.edges) - 1
	if v == b.edges[last] && !b.extend.Upper() {
		return last - 1
	}
	return sort.Search(last+1, func(i int) bool { return b.edges[i] > v }) - 1
}

// Map returns where the bin of v lies. Beyond the edges it is −1 and 2, or ±Inf for
// ±Inf: a colour map shows these with its ends, or with colours for values out of
// range where it has them.
func (b Boundary) Map(v float64) float64 {
	if v-v != 0 || len(b.edges) < 2 {
		return v * math.Inf(1) // ±Inf, NaN
	}
	switch i := b.bin(v); i {
	case -1:
		return -1
	case b.Bins():
		return 2
	default:
		return b.At(i)
	}
}

// Inverse returns the middle of the bin whose colour is nearest to t, or the outermost
// edge for the colours that Extend adds and beyond [0,1].
func (b Boundary) Inverse(t float64) float64 {
	switch {
	case t != t || len(b.edges) < 2:
		return math.NaN()
	case t < 0 || b.extend.Lower() && t < b.At(0)/2:
		return b.edges[0]
	case t > 1 || b.extend.Upper() && t > (1+b.At(b.Bins()-1))/2:
		return b.edges[len(b.edges)-1]
	}
	i := 0
	if first, last := b.At(0), b.At(b.Bins()-1); last > first {
		i = int(math.Floor(float64((t-first)/(last-first)*float64(b.Bins()-1)) + 0.5))
	}
	i = max(0, min(i, b.Bins()-1))
	return lerp(b.edges[i], b.edges[i+1], 0.5)
}

// Limits returns the first and the last edge.
func (b Boundary) Limits() (lo, hi float64) {
	if len(b.edges) == 0 {
		return math.NaN(), math.NaN()
	}
	return b.edges[0], b.edges[len(b.edges)-1]
}
