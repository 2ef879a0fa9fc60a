package scale

import (
	"math"
	"sort"
)

// Piecewise maps straight between knots. The quantile and equalize norms are of this
// type once they are fitted: see [Spec]. Beyond the outer knots it goes on at the rate
// of the outermost pieces. It is immutable but not comparable.
type Piecewise struct {
	at    []float64 // values, strictly increasing
	place []float64 // where they lie, increasing from 0 to 1
}

// NewPiecewise returns the norm that maps values[i] to positions[i]. Both are copied.
// There are at least two, the values finite and strictly increasing, the positions
// strictly increasing from 0 to 1.
func NewPiecewise(values, positions []float64) (Piecewise, error) {
	if len(values) < 2 || len(values) != len(positions) {
		return Piecewise{}, limitErrorf("piecewise norm needs as many positions as values, 2 at least; it got %d and %d",
			len(positions), len(values))
	}
	if positions[0] != 0 || positions[len(positions)-1] != 1 {
		return Piecewise{}, limitErrorf("piecewise norm: positions run from %v to %v, not from 0 to 1",
			positions[0], positions[len(positions)-1])
	}
	for i, v := range values {
		if v-v != 0 || i > 0 && !(values[i-1] < v && positions[i-1] < positions[i]) {
			return Piecewise{}, limitErrorf("piecewise norm: knot %d, %v at %v, is not finite or not above the one before",
				i+1, v, positions[i])
		}
	}
	return Piecewise{append([]float64(nil), values...), append([]float64(nil), positions...)}, nil
}

// Knots returns copies of the values that have a place of their own, and the places.
func (p Piecewise) Knots() (values, positions []float64) {
	return append(values, p.at...), append(positions, p.place...)
}

// Map returns where v lies.
func (p Piecewise) Map(v float64) float64 {
	if v != v || len(p.at) < 2 {
		return math.NaN()
	}
	t := interpolate(p.at, p.place, v)
	switch {
	case v < p.at[0]:
		return min(t, -math.SmallestNonzeroFloat64)
	case v > p.at[len(p.at)-1]:
		return max(t, 1+0x1p-52)
	}
	return t
}

// Inverse returns the value that maps to t.
func (p Piecewise) Inverse(t float64) float64 {
	if t != t || len(p.at) < 2 {
		return math.NaN()
	}
	return interpolate(p.place, p.at, t)
}

// interpolate returns the y at x on the line through the knots, extended at both ends.
func interpolate(xs, ys []float64, x float64) float64 {
	i := sort.SearchFloat64s(xs, x)
	if i < len(xs) && xs[i] == x {
		return ys[i]
	}
	i = max(1, min(i, len(xs)-1))
	return lerp(ys[i-1], ys[i], ratio(x, xs[i-1], xs[i], xs[i-1]))
}

// Limits returns the outermost knots.
func (p Piecewise) Limits() (lo, hi float64) {
	if len(p.at) == 0 {
		return math.NaN(), math.NaN()
	}
	return p.at[0], p.at[len(p.at)-1]
}
