package scale

import "math"

// The functions of this file exist because those of package math are not the same on
// all processors: some have assembly for Log and Exp, and in the portable versions the
// compiler may fuse products with sums. A norm must give every value the same colour
// everywhere. They use only + − × ÷ √, each rounded once, and Frexp and Ldexp, which
// are exact. Errors are about one unit in the last place, as tests show.

// ln2Hi and ln2Lo add up to ln 2. The first has so few bits that its product with any
// exponent is exact.
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// ln returns the natural logarithm of v: NaN below 0, −Inf at 0.
func ln(v float64) float64 {
	switch {
	case v != v || v < 0:
		return math.NaN()
	case v == 0:
		return math.Inf(-1)
	case v > math.MaxFloat64:
		return v
	}
	m, e := math.Frexp(v)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	f := m - 1 // exact
	s := f / (2 + f)
	k := float64(e)
	// ln(1+f) = 2·artanh(s) = f − s·(f − r), where only the small parts are rounded.
	low := float64(s*(f-artanhTail(s))) - float64(k*ln2Lo)
	return float64(k*ln2Hi) - (low - f)
}

// artanhTail returns 2·artanh(s)/s − 2 for |s| ≤ 0.1716 by its series.
func artanhTail(s float64) float64 {
	z := float64(s * s)
	r := 2.0 / 23
	r = 2.0/21 + float64(z*r)
	r = 2.0/19 + float64(z*r)
	r = 2.0/17 + float64(z*r)
	r = 2.0/15 + float64(z*r)
	r = 2.0/13 + float64(z*r)
	r = 2.0/11 + float64(z*r)
	r = 2.0/9 + float64(z*r)
	r = 2.0/7 + float64(z*r)
	r = 2.0/5 + float64(z*r)
	r = 2.0/3 + float64(z*r)
	return float64(z * r)
}

// ln1p returns ln(1+y) without loss for small y.
func ln1p(y float64) float64 {
	u := 1 + y
	if u == 1 {
		return y
	}
	if u > math.MaxFloat64 || !(u > 0) {
		return ln(u)
	}
	return ln(u) + (y-(u-1))/u // the second is what rounding 1+y lost
}

// exp returns e to the power x.
func exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.79:
		return math.Inf(1)
	case x < -745.2:
		return 0
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	r := (x - float64(k*ln2Hi)) - float64(k*ln2Lo) // |r| ≤ ln(2)/2
	p := 1.0 / 87178291200                         // 1/14!
	for _, c := range [...]float64{1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880,
		1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2} {
		p = c + float64(r*p)
	}
	return math.Ldexp(1+(r+float64(float64(r*r)*p)), int(k))
}

// asinh returns the inverse hyperbolic sine.
func asinh(x float64) float64 {
	const large = 1 << 28
	switch a := math.Abs(x); {
	case !(a > 0) || a > math.MaxFloat64: // 0, NaN, ±Inf
		return x
	case a > large:
		return math.Copysign(ln(a)+math.Ln2, x)
	default:
		sq := float64(a * a)
		return math.Copysign(ln1p(a+sq/(1+math.Sqrt(1+sq))), x)
	}
}

// sinh returns the hyperbolic sine. It overflows where e^|x| does.
func sinh(x float64) float64 {
	a := math.Abs(x)
	if a < 0.3 {
		z := float64(x * x)
		p := 1.0 / 39916800
		for _, c := range [...]float64{1.0 / 362880, 1.0 / 5040, 1.0 / 120, 1.0 / 6} {
			p = c + float64(z*p)
		}
		return x + float64(float64(x*z)*p)
	}
	h := exp(a) / 2
	return math.Copysign(h-0.25/h, x)
}

// power returns u to the power g for u ≥ 0 and g > 0. Close to 1 its error is about one
// unit in the last place of 1, also where the result is small.
func power(u, g float64) float64 {
	switch {
	case u == 0 || u == 1 || g == 1:
		return u
	case g == 0.5:
		return math.Sqrt(u)
	case g == 2:
		return float64(u * u)
	}
	return exp(float64(g * ln(u)))
}
