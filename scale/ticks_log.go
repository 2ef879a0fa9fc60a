package scale

import (
	"math"
	"slices"
)

// Ticks returns powers of the base, thinned to about bins as matplotlib's LogLocator
// does, and their multiples as minor ticks. Where fewer than two powers are inside, 1, 2
// and 5 times a power are major, and where the limits are closer still, round numbers
// at equal steps.
func (l Log) Ticks(bins int) (major, minor []float64) {
	bins = max(1, min(bins, 1000))
	major, stride := logTicks(l.lo, l.hi, l.base, bins)
	if len(major) >= 2 {
		return major, logMinor(l.lo, l.hi, l.base, stride, major)
	}
	if l.base == 10 {
		if major = thinOut(multiplesOfPowers(l.lo, l.hi, 10, []float64{1, 2, 5}), bins+1); len(major) >= 2 {
			return major, logMinor(l.lo, l.hi, l.base, 1, major)
		}
	}
	return linearTicks(l.lo, l.hi, bins)
}

// thinOut returns no ticks if there are more than most.
func thinOut(ticks []float64, most int) []float64 {
	if len(ticks) > most {
		return nil
	}
	return ticks
}

// logTicks returns the powers of base from lo to hi, of which every stride-th is taken.
func logTicks(lo, hi, base float64, bins int) (ticks []float64, stride int) {
	first, last := exponentAtMost(base, lo), exponentAtMost(base, hi)
	start := first // the exponent of the first power that is not below lo
	if powerOf(base, first) < lo {
		start++
	}
	decades := last - start
	stride = decades/bins + 1
	if stride >= decades {
		stride = max(1, decades-1)
	}
	// matplotlib counts from one stride before the power below lo.
	for e := first; e <= last; e += stride {
		if v := powerOf(base, e); v >= lo && v <= hi && v > 0 && (len(ticks) == 0 || v > ticks[len(ticks)-1]) {
			ticks = append(ticks, v)
		}
	}
	return ticks, stride
}

// logMinor returns what stands between the powers: their multiples where every power is
// a tick, else the powers that were left out. It is none where there would be too many.
func logMinor(lo, hi, base float64, stride int, major []float64) []float64 {
	const most, decades = 200, 10
	first, last := exponentAtMost(base, lo), exponentAtMost(base, hi)
	var minor []float64
	switch {
	case stride > 1 && last-first <= most:
		minor = multiplesOfPowers(lo, hi, base, []float64{1})
	case stride == 1 && last-first <= decades+1 && base >= 3 && base <= 32:
		var subs []float64
		for s := 1.0; s < base; s++ {
			subs = append(subs, s)
		}
		minor = multiplesOfPowers(lo, hi, base, subs)
	}
	return slices.DeleteFunc(minor, func(v float64) bool { return slices.Contains(major, v) })
}

// multiplesOfPowers returns s·base^e for each s of subs, which increase from 1 and are
// below base, in order and inside lo > 0 to hi.
func multiplesOfPowers(lo, hi, base float64, subs []float64) []float64 {
	var ticks []float64
	for e := exponentAtMost(base, lo); e <= exponentAtMost(base, hi); e++ {
		for _, s := range subs {
			v := multipleOfPower(s, base, e)
			if v >= lo && v <= hi && (len(ticks) == 0 || v > ticks[len(ticks)-1]) {
				ticks = append(ticks, v)
			}
		}
	}
	return ticks
}

// multipleOfPower returns s·base^e, for 10 rounded once: 3e-5 and not 3·1e-5, which is
// 3.0000000000000004e-05.
func multipleOfPower(s, base float64, e int) float64 {
	if p := powerOf(base, e); base != 10 || p == 0 {
		return float64(s * p)
	}
	v, _ := decimal(s).Mul(decimal(s), powerOfTen(e)).Float64()
	return v
}

// Ticks returns zero and powers of the base on both sides, from that below linthresh
// on, thinned to about bins as matplotlib's SymmetricalLogLocator does. Where all lies
// in the linear part they are round numbers at equal steps.
func (s SymLog) Ticks(bins int) (major, minor []float64) {
	return symLogTicks(s.lo, s.hi, s.linthresh, s.base, bins)
}

// Ticks returns zero and powers of ten on both sides, from that below the width on, or
// round numbers at equal steps where all lies in the linear part.
func (a Asinh) Ticks(bins int) (major, minor []float64) {
	return symLogTicks(a.lo, a.hi, a.width, 10, bins)
}

// symLogTicks returns the ticks of a scale that is linear up to linthresh.
func symLogTicks(lo, hi, linthresh, base float64, bins int) (major, minor []float64) {
	bins = max(1, min(bins, 1000))
	if -linthresh <= lo && hi <= linthresh {
		return linearTicks(lo, hi, bins)
	}
	stride := symLogStride(lo, hi, linthresh, base, bins)
	var below []float64
	if lo < -linthresh {
		below = negated(powersFrom(max(linthresh, -hi), -lo, base, stride))
	}
	if lo <= 0 && hi >= 0 {
		major = append(major, 0)
	}
	major = append(below, major...)
	if hi > linthresh {
		major = append(major, powersFrom(max(linthresh, lo), hi, base, stride)...)
	}
	major = slices.DeleteFunc(major, func(v float64) bool { return v < lo || v > hi })
	if len(major) < 2 {
		return linearTicks(lo, hi, bins)
	}
	return major, symLogMinor(lo, hi, linthresh, base, stride, major)
}

// symLogStride returns that every stride-th power is a tick.
func symLogStride(lo, hi, linthresh, base float64, bins int) int {
	count := func(from, to float64) int {
		return exponentAtMost(base, to) + 1 - exponentAtMost(base, from)
	}
	total := 0
	below, above := lo < -linthresh, hi > linthresh
	if below {
		total += count(max(linthresh, -hi), -lo)
	}
	if above {
		total += count(max(linthresh, lo), hi)
	}
	if below && hi > -linthresh || above && lo < linthresh {
		total++
	}
	return max(1, (total+bins)/(bins+1))
}

// powersFrom returns every stride-th power of base, from that not above from up to to.
func powersFrom(from, to, base float64, stride int) []float64 {
	var v []float64
	for e := exponentAtMost(base, from); e <= exponentAtMost(base, to); e += stride {
		if p := powerOf(base, e); p > 0 && p <= math.MaxFloat64 {
			v = append(v, p)
		}
	}
	return v
}

// symLogMinor returns the minor ticks of the logarithmic parts.
func symLogMinor(lo, hi, linthresh, base float64, stride int, major []float64) []float64 {
	var minor []float64
	if lo < -linthresh {
		from := max(linthresh, -hi)
		minor = negated(logMinor(from, -lo, base, stride, negated(major)))
	}
	if hi > linthresh {
		minor = append(minor, logMinor(max(linthresh, lo), hi, base, stride, major)...)
	}
	return minor
}

// negated returns −v in increasing order.
func negated(v []float64) []float64 {
	n := make([]float64, len(v))
	for i, x := range v {
		n[len(v)-1-i] = 0 - x
	}
	return n
}
