package scale

import "math"

// SymLog is logarithmic on both sides of zero, and linear from −linthresh to linthresh.
// With k = linscale/(1−1/base) it maps linearly
//
//	T(v) = k·v/linthresh                              for |v| ≤ linthresh
//	T(v) = ±(k + log_base(|v|/linthresh))             beyond
//
// as matplotlib's SymLogNorm does. Each half of the linear part is as long as k powers of
// the base: 1.11 decades for linscale 1. The slope has no kink at linthresh where linscale
// is (1−1/base)/ln(base), which is 0.39 for 10. Make one with [NewSymLog].
type SymLog struct {
	warp
	linthresh, linscale, base float64
	k, lnBase                 float64
}

// NewSymLog returns the norm for limits lo < hi. linscale 0 stands for 1 and base 0 for
// 10; matplotlib's SymLogNorm has e by default, its scale 10.
func NewSymLog(lo, hi, linthresh, linscale, base float64) (SymLog, error) {
	if linscale == 0 {
		linscale = 1
	}
	if base == 0 {
		base = 10
	}
	s := SymLog{linthresh: linthresh, linscale: linscale, base: base}
	if err := checkLimits("symlog", lo, hi); err != nil {
		return SymLog{}, err
	}
	if err := checkPositive("symlog", "linthresh", linthresh); err != nil {
		return SymLog{}, err
	}
	if err := checkPositive("symlog", "linscale", linscale); err != nil {
		return SymLog{}, err
	}
	if err := checkBase("symlog", base); err != nil {
		return SymLog{}, err
	}
	s.k, s.lnBase = linscale/(1-1/base), ln(base)
	const most = 1e300 // beyond, differences of transformed values would overflow
	if s.k > most || s.lnBase == 0 {
		return SymLog{}, limitErrorf("symlog norm: linscale %v and base %v make the linear part too long", linscale, base)
	}
	s.warp = newWarp(lo, hi, s.transform(lo), s.transform(hi))
	return s, nil
}

// Linthresh returns the end of the linear part.
func (s SymLog) Linthresh() float64 { return s.linthresh }

// Map returns where v lies. It takes every value.
func (s SymLog) Map(v float64) float64 { return s.place(v, s.transform(v)) }

// transform returns T(v).
func (s SymLog) transform(v float64) float64 {
	a := math.Abs(v)
	if !(a > s.linthresh) {
		return float64(s.k * (v / s.linthresh))
	}
	d := a / s.linthresh
	t := ln(d)
	if d > math.MaxFloat64 {
		t = ln(a) - ln(s.linthresh)
	}
	return math.Copysign(s.k+t/s.lnBase, v)
}

// Inverse returns the value that maps to t.
func (s SymLog) Inverse(t float64) float64 {
	y := s.target(t)
	a := math.Abs(y)
	if !(a > s.k) {
		return s.back(t, float64(s.linthresh*(y/s.k)))
	}
	return s.back(t, math.Copysign(product(s.linthresh, float64((a-s.k)*s.lnBase)), y))
}
