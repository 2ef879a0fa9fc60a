package scale

// TwoSlope maps the lower limit to 0, the centre to 0.5 and the upper limit to 1, each
// half with a rate of its own: all colours are used, and equal colours on both sides do
// not stand for equal distances. It is matplotlib's TwoSlopeNorm, but goes on beyond
// the limits at the same rates. Make one with [NewTwoSlope].
type TwoSlope struct{ lo, center, hi float64 }

// NewTwoSlope returns the norm for lo < center < hi.
func NewTwoSlope(lo, center, hi float64) (TwoSlope, error) {
	if err := checkLimits("two-slope", lo, hi); err != nil {
		return TwoSlope{}, err
	}
	if !(lo < center && center < hi) {
		return TwoSlope{}, limitErrorf("two-slope norm: centre %v is not between the limits %v and %v (move the limits, or use center)",
			center, lo, hi)
	}
	return TwoSlope{lo, center, hi}, nil
}

// Center returns the value at 0.5.
func (n TwoSlope) Center() float64 { return n.center }

// Map returns where v lies.
func (n TwoSlope) Map(v float64) float64 {
	if v < n.center {
		return float64(ratio(v, n.lo, n.center, n.lo) / 2)
	}
	return 0.5 + float64(ratio(v, n.center, n.hi, n.center)/2)
}

// Inverse returns the value that maps to t.
func (n TwoSlope) Inverse(t float64) float64 {
	if t < 0.5 {
		return lerp(n.lo, n.center, 2*t)
	}
	return lerp(n.center, n.hi, 2*t-1)
}

// Limits returns the values at 0 and 1.
func (n TwoSlope) Limits() (lo, hi float64) { return n.lo, n.hi }
