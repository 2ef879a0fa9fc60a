package scale

// Centered maps Center to 0.5 and changes at the same rate on both sides, as seaborn's
// center does: the farther of the limits maps to 0 or 1, the nearer one to somewhere
// between. The limits stay as they are, so a legend shows only the colours in use.
//
// Center need not lie between the limits.
type Centered struct{ Min, Max, Center float64 }

// Map returns 0.5 + (v−Center)/2r with r = max(Max−Center, Center−Min). It does not
// overflow for any finite limits.
//
// seaborn resamples the colour map instead and loses colours on the way; here the norm
// is wider than the limits, and the map keeps its resolution.
func (c Centered) Map(v float64) float64 {
	above, below := c.Max-c.Center, c.Center-c.Min
	var t float64
	switch {
	case above <= 0 && below <= 0: // only for Min ≥ Max
		return degenerate(v, c.Center, 0.5)
	case above >= below: // at most one of them overflows, and +Inf compares right
		t = ratio(v, c.Center, c.Max, c.Center)
	default:
		t = ratio(v, c.Center, c.Center, c.Min)
	}
	return 0.5 + float64(t/2)
}

// Inverse returns the value whose colour lies at t. For some t in [0,1] it is beyond the
// limits: colours that the legend does not show.
func (c Centered) Inverse(t float64) float64 {
	above, below := c.Max-c.Center, c.Center-c.Min
	u := float64(2*t) - 1
	switch {
	case t == t && above <= 0 && below <= 0:
		return c.Center
	case above >= below:
		return lerp(c.Center, c.Max, u)
	}
	return lerp(c.Center, c.Min, -u)
}

// Limits returns Min and Max, which is what a legend shows, not the range of colours.
func (c Centered) Limits() (lo, hi float64) { return c.Min, c.Max }
