package scale

import "math"

// Asinh maps asinh(v/width) linearly: nearly linear from −width to width, logarithmic
// beyond, and smooth where SymLog has kinks. It is matplotlib's AsinhNorm. Make one
// with [NewAsinh].
type Asinh struct {
	warp
	width float64
}

// NewAsinh returns the norm for limits lo < hi and a linear width above 0.
func NewAsinh(lo, hi, width float64) (Asinh, error) {
	if err := checkLimits("asinh", lo, hi); err != nil {
		return Asinh{}, err
	}
	if err := checkPositive("asinh", "width", width); err != nil {
		return Asinh{}, err
	}
	a := Asinh{width: width}
	a.warp = newWarp(lo, hi, a.transform(lo), a.transform(hi))
	return a, nil
}

// Width returns the linear width.
func (a Asinh) Width() float64 { return a.width }

// Map returns where v lies. It takes every value.
func (a Asinh) Map(v float64) float64 { return a.place(v, a.transform(v)) }

func (a Asinh) transform(v float64) float64 {
	u := v / a.width
	if math.Abs(u) > math.MaxFloat64 && math.Abs(v) <= math.MaxFloat64 {
		return math.Copysign(ln(math.Abs(v))-ln(a.width)+math.Ln2, v)
	}
	return asinh(u)
}

// Inverse returns the value that maps to t.
func (a Asinh) Inverse(t float64) float64 {
	y := a.target(t)
	const large = 300 // from here on sinh is half of exp
	if b := math.Abs(y); b > large {
		return a.back(t, math.Copysign(product(a.width, b-math.Ln2), y))
	}
	return a.back(t, float64(a.width*sinh(y)))
}
