// Package scale turns values into numbers in [0,1] and writes values as text.
//
// Its main type is [Norm]. A [Spec] says which one, as text, JSON or a struct, and is
// fitted to data through an [Extent]:
//
//	spec, err := scale.ParseSpec("symlog=0.1")
//	chunks := slices.Values([][]float64{values})
//	fit, err := spec.Fit(scale.LimitOptions{Robust: true}, scale.Measure(chunks), chunks)
//	t := fit.Norm.Map(values[0])                                     // 0..1 inside the limits
//	major, minor := scale.NormTicks(fit.Norm, 9)                     // for the legend
//	at := scale.Position(fit.Norm, major[0], scale.SpacingUniform)   // where they stand
//	text := scale.TickFormat(major).Format(major[0])                 // "−0.25"
//
// # Three ways to have a centre
//
// With data from −1 to 4 and the centre 0,
//
//   - the option Center (with the linear norm) leaves the limits at −1 and 4 and moves
//     the colours: 0 gets the middle one, 4 the last, and −1 one a quarter of the way
//     from the middle to the first. The legend shows no colours that no value has. This
//     is center of seaborn's heatmap, and [Centered].
//   - centered=0 moves the limits to −4 and 4. The legend shows all colours. This is
//     matplotlib's CenteredNorm, and a [Linear] norm once it is fitted.
//   - two-slope=0 leaves the limits and uses all colours, at two rates: −1 gets the
//     first colour and 4 the last, so that equal colours are not at equal distances.
//     This is matplotlib's TwoSlopeNorm, and [TwoSlope].
//
// What colour a number in [0,1] has is the business of package colormap. A missing
// value is NaN throughout. Untrusted text is read by [ParseFormat], [ParseSpec],
// [ParseTimeFormat] and [UnmarshalNorm], which take time linear in its length and bound
// widths, boundaries and bins.
//
// Norms are the same on all processors to the last bit: they use none of the functions
// of package math that have assembly or that a compiler may fuse (see elementary.go).
// A product that is added to something is written float64(a*b) throughout: it is then
// rounded on every processor, and not fused with the sum on some.
package scale

import "math"

// Norm maps values to numbers, its limits to 0 and 1.
//
// Implementations are values without state and safe for concurrent use.
type Norm interface {
	// Map returns where v lies: 0 to 1 inside the range of colours, less than 0 below
	// it, more than 1 above it, ±Inf for ±Inf, and NaN for NaN.
	Map(v float64) float64
	// Inverse returns the value that Map puts at t, up to rounding; where Map has
	// steps, a value in the middle of the step. It may be infinite for t beyond [0,1],
	// and is NaN for NaN.
	Inverse(t float64) float64
	// Limits returns the smallest and the largest value that a legend shows.
	Limits() (lo, hi float64)
}

// ratio returns (a−b)/(c−d) for finite numbers without overflow on the way.
func ratio(a, b, c, d float64) float64 {
	over, under := a-b, c-d
	if math.IsInf(over, 0) || math.IsInf(under, 0) {
		// Halving is exact but for denormals, which do not matter beside numbers
		// whose difference overflows.
		over, under = float64(a/2)-float64(b/2), float64(c/2)-float64(d/2)
	}
	return over / under
}
