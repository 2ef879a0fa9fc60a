// Package scale turns values into numbers in [0,1] and writes values as text.
//
// Its main type is [Norm]. Limits come from the data through an [Extent] and [Fit]:
//
//	var extent scale.Extent
//	extent.Add(values)
//	limits, err := scale.Fit(scale.LimitOptions{Robust: true}, extent, slices.Values([][]float64{values}))
//	norm := limits.Norm()
//	t := norm.Map(values[0])                                  // 0..1 inside the limits
//	ticks := scale.Ticks(limits.Min, limits.Max, 9)           // for the legend
//	text := scale.TickFormat(ticks).Format(ticks[0])          // "−0.25"
//
// What colour a number in [0,1] has is the business of package colormap. A missing
// value is NaN throughout. Number formats are the only untrusted text that is read
// here: see [ParseFormat], which takes time linear in its length and bounds widths.
//
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
