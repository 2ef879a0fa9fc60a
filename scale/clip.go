package scale

// Clip gives values beyond the limits of a norm the colours of its limits: it maps them
// to 0 and 1 where the norm itself would say that they are out of range. ±Inf count as
// such values; missing ones stay missing.
type Clip struct{ Norm }

// Map returns where v lies, in [0,1], or NaN.
func (c Clip) Map(v float64) float64 {
	lo, hi := c.Limits()
	if v == v {
		v = max(min(lo, hi), min(v, max(lo, hi)))
	}
	return max(0, min(c.Norm.Map(v), 1))
}

// Inverse returns the value at t, which counts as 0 below 0 and as 1 above 1.
func (c Clip) Inverse(t float64) float64 { return c.Norm.Inverse(max(0, min(t, 1))) }

// unclipped returns the norm inside of Clip, or n itself.
func unclipped(n Norm) Norm {
	for {
		c, ok := n.(Clip)
		if !ok {
			return n
		}
		n = c.Norm
	}
}
