package scale

import "math"

// warp is what norms share that are linear in a function T of the value:
// (T(v)−T(lo))/(T(hi)−T(lo)).
type warp struct {
	lo, hi     float64
	from, span float64 // T(lo) and T(hi)−T(lo)
	straight   bool    // the limits are too close for T to tell values apart
}

// newWarp returns the warp for lo < hi with from = T(lo) and to = T(hi). Where these
// share half of their digits, T is straight between them as far as float64 can show,
// while their difference is mostly rounding.
func newWarp(lo, hi, from, to float64) warp {
	span := to - from
	const close = 0x1p-26
	size := max(math.Abs(from), math.Abs(to))
	return warp{lo, hi, from, span, !(span > float64(close*size))}
}

// place returns where v lies, of which T gave tv.
func (w warp) place(v, tv float64) float64 {
	if w.straight {
		return ratio(v, w.lo, w.hi, w.lo)
	}
	return w.within(v, (tv-w.from)/w.span)
}

// within makes sure that rounding moves no value across a limit: a colour for values
// out of range must have exactly those.
func (w warp) within(v, t float64) float64 {
	switch {
	case v < w.lo:
		return min(t, -math.SmallestNonzeroFloat64)
	case v > w.hi:
		return max(t, 1+0x1p-52)
	}
	return max(0, min(t, 1)) // NaN stays NaN
}

// target returns the T of the value at t.
func (w warp) target(t float64) float64 { return w.from + float64(t*w.span) }

// back returns v, which the inverse of T gave for t, inside the limits if t is in [0,1].
func (w warp) back(t, v float64) float64 {
	switch {
	case t != t:
		return t
	case w.straight:
		return lerp(w.lo, w.hi, t)
	case t == 0:
		return w.lo
	case t == 1:
		return w.hi
	case 0 < t && t < 1:
		return max(w.lo, min(v, w.hi))
	}
	return v
}

// Limits returns the values at 0 and 1.
func (w warp) Limits() (lo, hi float64) { return w.lo, w.hi }

// checkLimits returns an error unless lo < hi are finite, as the norm called name needs.
func checkLimits(name string, lo, hi float64) error {
	if lo-lo != 0 || hi-hi != 0 {
		return limitErrorf("%s norm: limits %v and %v are not both finite", name, lo, hi)
	}
	if !(lo < hi) {
		return limitErrorf("%s norm: limit %v is not below %v (swap them)", name, lo, hi)
	}
	return nil
}
