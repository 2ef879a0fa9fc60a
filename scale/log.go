package scale

// Log maps equal ratios to equal distances: (ln v − ln lo)/(ln hi − ln lo). Values that
// are not positive have no place: they map to NaN, as if missing. The base changes the
// ticks only. Make one with [NewLog].
type Log struct {
	warp
	base   float64
	narrow bool // hi ≤ 2·lo, where ln(v/lo) is exact and the difference is not
}

// NewLog returns the norm for limits 0 < lo < hi and ticks at powers of base > 1, or of
// 10 if base is 0.
func NewLog(lo, hi, base float64) (Log, error) {
	if base == 0 {
		base = 10
	}
	if err := checkLimits("log", lo, hi); err != nil {
		return Log{}, err
	}
	if lo <= 0 {
		return Log{}, limitErrorf("log norm needs positive limits; %v is not (use symlog)", lo)
	}
	if err := checkBase("log", base); err != nil {
		return Log{}, err
	}
	l := Log{base: base, narrow: hi/2 <= lo}
	if l.narrow {
		l.warp = newWarp(lo, hi, 0, ln1p((hi-lo)/lo))
	} else {
		l.warp = newWarp(lo, hi, ln(lo), ln(hi))
	}
	return l, nil
}

// Base returns the base of the ticks.
func (l Log) Base() float64 { return l.base }

// Map returns where v lies, or NaN for v ≤ 0.
func (l Log) Map(v float64) float64 {
	t := ln(v)
	switch {
	case v <= 0:
		return ln(-1)
	case l.narrow && v > l.lo/2: // a difference without rounding, in both directions
		t = ln1p((v - l.lo) / l.lo)
	case l.narrow:
		t -= ln(l.lo)
	}
	return l.place(v, t)
}

// Inverse returns lo^(1−t)·hi^t.
func (l Log) Inverse(t float64) float64 {
	if l.narrow {
		return l.back(t, product(l.lo, l.target(t)))
	}
	return l.back(t, exp(l.target(t)))
}

// product returns v·e^x, also where e^x alone overflows.
func product(v, x float64) float64 {
	h := exp(x / 4)
	return float64(float64(float64(float64(v*h)*h)*h) * h)
}
