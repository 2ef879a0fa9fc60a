package scale

import "math"

// Linear maps Min to 0 and Max to 1 and keeps proportions: (v−Min)/(Max−Min).
//
// If Min equals Max, that value maps to 0, as in matplotlib, and all others are out
// of range. Min above Max turns the scale round.
type Linear struct{ Min, Max float64 }

// Map returns (v−Min)/(Max−Min). It does not overflow for any finite limits.
func (l Linear) Map(v float64) float64 {
	if l.Min == l.Max {
		return degenerate(v, l.Min, 0)
	}
	return ratio(v, l.Min, l.Max, l.Min)
}

// Inverse returns Min + t·(Max−Min), without overflow for t in [0,1].
func (l Linear) Inverse(t float64) float64 {
	if l.Min == l.Max && t == t {
		return l.Min
	}
	return lerp(l.Min, l.Max, t)
}

// Limits returns Min and Max.
func (l Linear) Limits() (lo, hi float64) { return l.Min, l.Max }

// degenerate is a scale of one value: at itself, ±Inf beside it, NaN for NaN.
func degenerate(v, only, at float64) float64 {
	switch {
	case v == only:
		return at
	case v < only:
		return math.Inf(-1)
	case v > only:
		return math.Inf(1)
	}
	return math.NaN()
}
