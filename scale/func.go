package scale

import "math"

// Transform is a user's own T for a norm (T(v)−T(lo))/(T(hi)−T(lo)). Both functions
// must be increasing, each the inverse of the other, safe for concurrent use, and
// return the same each time. Where Forward is NaN or infinite, a value has no place.
type Transform struct {
	Forward, Inverse func(float64) float64
}

// Func is the norm of a [Transform]. It cannot be written as JSON. Make one with
// [NewFunc].
type Func struct {
	warp
	transform *Transform
}

// NewFunc returns the norm for limits lo < hi, of which Forward must be finite and in
// order.
func NewFunc(lo, hi float64, transform *Transform) (Func, error) {
	if err := checkLimits("func", lo, hi); err != nil {
		return Func{}, err
	}
	if err := transform.check(); err != nil {
		return Func{}, err
	}
	from, to := transform.Forward(lo), transform.Forward(hi)
	if from-from != 0 || to-to != 0 {
		return Func{}, limitErrorf("func norm: Forward(%v) = %v and Forward(%v) = %v are not both finite", lo, from, hi, to)
	}
	if !(from < to) || math.IsInf(to-from, 0) {
		return Func{}, limitErrorf("func norm: Forward(%v) = %v is not below Forward(%v) = %v (it must increase, and may not overflow)",
			lo, from, hi, to)
	}
	return Func{warp{lo: lo, hi: hi, from: from, span: to - from}, transform}, nil
}

// check returns an error unless both functions are there.
func (t *Transform) check() error {
	if t == nil || t.Forward == nil || t.Inverse == nil {
		return limitErrorf("func norm needs both Forward and Inverse")
	}
	return nil
}

// Map returns where v lies, or NaN where Forward has no finite value.
func (f Func) Map(v float64) float64 {
	t := f.transform.Forward(v)
	if t-t != 0 && v-v == 0 {
		return math.NaN()
	}
	return f.place(v, t)
}

// Inverse returns the value that maps to t.
func (f Func) Inverse(t float64) float64 { return f.back(t, f.transform.Inverse(f.target(t))) }
