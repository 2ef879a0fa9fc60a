package scale

// Power maps u^gamma, where u is what Linear gives; below the lower limit it is u
// itself, as in matplotlib's PowerNorm. A gamma below 1 spreads small values, one above
// 1 large ones, and with 1 it is Linear to the last bit. Make one with [NewPower].
type Power struct{ lo, hi, gamma float64 }

// NewPower returns the norm for limits lo < hi and gamma > 0.
func NewPower(lo, hi, gamma float64) (Power, error) {
	if err := checkLimits("power", lo, hi); err != nil {
		return Power{}, err
	}
	if err := checkPositive("power", "gamma", gamma); err != nil {
		return Power{}, err
	}
	return Power{lo, hi, gamma}, nil
}

// Gamma returns the exponent.
func (p Power) Gamma() float64 { return p.gamma }

// Map returns where v lies.
func (p Power) Map(v float64) float64 {
	u := ratio(v, p.lo, p.hi, p.lo)
	switch {
	case p.gamma == 1 || !(u > 0):
		return u
	case v <= p.hi:
		return min(power(u, p.gamma), 1)
	}
	return max(power(u, p.gamma), 1+0x1p-52)
}

// Inverse returns the value that maps to t.
func (p Power) Inverse(t float64) float64 {
	if t > 0 {
		t = power(t, 1/p.gamma)
	}
	return lerp(p.lo, p.hi, t)
}

// Limits returns the values at 0 and 1.
func (p Power) Limits() (lo, hi float64) { return p.lo, p.hi }
