package stat

import "math"

// The functions here are those of package math, but the same on every machine: there,
// some processors have their own, and compilers may fuse multiplications and additions.

// ln2Hi has 32 bits, so that its product with an exponent is exact.
const (
	ln2Hi = 6.93147180369123816490e-01
	ln2Lo = 1.90821492927058770002e-10
)

// logParts splits v > 0 into 2^e·m with m in [√½, √2), and returns e and log m, by the
// series of atanh, whose argument is at most 0.172.
func logParts(v float64) (e, logM float64) {
	m, exponent := math.Frexp(v)
	if m < math.Sqrt2/2 {
		m *= 2
		exponent--
	}
	return float64(exponent), logNear(m - 1)
}

// logNear returns log(1+f) for f in [√½ − 1, √2 − 1].
func logNear(f float64) float64 {
	s := f / (2 + f)
	s2 := float64(s * s)
	sum := 0.0
	for k := 23; k >= 3; k -= 2 {
		sum = float64((sum + 1/float64(k)) * s2)
	}
	// 2s + 2s·sum, with 2s = f − s·f, which keeps the digits of f.
	return f - float64(s*(f-2*sum))
}

// logOf returns the natural logarithm.
func logOf(v float64) float64 {
	switch {
	case v < 0 || v != v:
		return math.NaN()
	case v == 0:
		return math.Inf(-1)
	case v > math.MaxFloat64:
		return v
	}
	e, l := logParts(v)
	return float64(e*ln2Hi) + (l + float64(e*ln2Lo))
}

// log2Of returns the logarithm to base 2, exactly for powers of two.
func log2Of(v float64) float64 {
	if !(v > 0) || v > math.MaxFloat64 {
		return logOf(v)
	}
	e, l := logParts(v)
	return e + float64(l*(1/math.Ln2))
}

// log1pOf returns log(1+v), precisely also near 0.
func log1pOf(v float64) float64 {
	if v > math.Sqrt2/2-1 && v < math.Sqrt2-1 {
		return logNear(v)
	}
	return logOf(1 + v)
}

// expOf returns e to the v.
func expOf(v float64) float64 {
	switch {
	case v != v || v > 709.8:
		return v + math.Inf(1)
	case v < -745.2:
		return 0
	}
	k := math.Floor(float64(v*(1/math.Ln2)) + 0.5)
	r := (v - float64(k*ln2Hi)) - float64(k*ln2Lo)
	sum := 1.0
	for i := 16; i >= 1; i-- { // Taylor's series; |r| ≤ 0.35
		sum = 1 + float64(r*sum)/float64(i)
	}
	return math.Ldexp(sum, int(k))
}

// normalP returns the two-sided probability of a standard normal value as far out as z.
func normalP(z float64) float64 {
	x := math.Abs(z) / math.Sqrt2
	if x != x {
		return math.NaN()
	}
	if x < 2 { // 1 − erf, by the series of Kummer's function
		term, sum := 1.0, 1.0
		for k := 1; k < 100 && term > 1e-18*sum; k++ {
			term = float64(term * (float64(x*x) / (float64(k) + 0.5)))
			sum += term
		}
		return 1 - float64(float64(2*x)*float64(expOf(-float64(x*x))*sum))/math.Sqrt(math.Pi)
	}
	f := x // the continued fraction of erfc, from its far end
	for k := 120; k >= 1; k-- {
		f = x + float64(k)/2/f
	}
	// The square is taken with what rounding it loses, which the exponential magnifies.
	square := float64(z * z)
	lost := math.FMA(z, z, -square)
	return float64(expOf(-square/2)*(1-lost/2)) / f / math.Sqrt(math.Pi)
}

// studentP returns the two-sided probability of a correlation as far from 0 as r by
// Student's t with df degrees of freedom: t = r·√(df/(1−r²)).
func studentP(r float64, df int) float64 {
	switch {
	case r != r || df < 0:
		return math.NaN()
	case df == 0:
		return 1 // two points are always on a line
	case r == 0:
		return 1
	case r <= -1 || r >= 1:
		return 0
	}
	// It is the incomplete beta function I of 1 − r² with parameters df/2 and ½.
	a, x := float64(df)/2, float64((1-r)*(1+r))
	front := expOf(a*logOfSquareRest(r)) * math.Abs(r) * betaInverse(df)
	if x < (a+1)/(a+2.5) {
		return clipP(front * betaFraction(a, 0.5, x) / a)
	}
	return clipP(1 - front*betaFraction(0.5, a, 1-x)*2)
}

// logOfSquareRest returns log(1−r²).
func logOfSquareRest(r float64) float64 { return log1pOf(-r) + log1pOf(r) }

func clipP(p float64) float64 { return max(0, min(1, p)) }

// betaInverse returns 1/B(df/2, ½) = Γ((df+1)/2)/(Γ(df/2)·√π).
func betaInverse(df int) float64 {
	const asymptotic = 400
	if df >= asymptotic { // the series of the ratio in 1/df, with an error of some 0.1/df⁶
		u := 1 / float64(df)
		series := 399. / 8192
		for _, c := range [...]float64{21. / 2048, -5. / 128, -1. / 32, 1. / 4, -1} {
			series = c + float64(u*series)
		}
		return -math.Sqrt(float64(df)/2) * series / math.Sqrt(math.Pi)
	}
	b, k := 1/math.Pi, 1
	if df%2 == 0 {
		b, k = 0.5, 2
	}
	for ; k < df; k += 2 {
		b *= float64(k+1) / float64(k)
	}
	return b
}

// betaFraction returns the continued fraction of the incomplete beta function, by the
// method of Lentz (Press et al., Numerical Recipes, 6.4, has the coefficients).
func betaFraction(a, b, x float64) float64 {
	const tiny = 1e-300
	keep := func(v float64) float64 {
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/keep(1-float64((a+b)*x)/(a+1))
	f := d
	for k := 1.0; k < 10000; k++ {
		even := float64(float64(k*(b-k))*x) / ((a + 2*k - 1) * (a + 2*k))
		d = 1 / keep(1+float64(even*d))
		c = keep(1 + even/c)
		f *= float64(c * d)
		odd := -float64(float64((a+k)*(a+b+k))*x) / ((a + 2*k) * (a + 2*k + 1))
		d = 1 / keep(1+float64(odd*d))
		c = keep(1 + odd/c)
		step := float64(c * d)
		f *= step
		if math.Abs(step-1) < 1e-15 {
			break
		}
	}
	return f
}
