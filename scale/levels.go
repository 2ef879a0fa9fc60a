package scale

import (
	"math"
	"math/big"
)

// levels returns boundaries of at most n bins at round numbers, as matplotlib's contourf
// chooses them: multiples of 1, 2, 2.5 or 5 times a power of ten. Limits from the data
// move outwards to such a number; given ones are boundaries themselves.
func levels(l Limits, opt LimitOptions, n int) []float64 {
	from, to := exact(l.Min), exact(l.Max)
	raw := new(big.Rat).Sub(to, from)
	raw.Mul(raw, big.NewRat(1, int64(n)))
	unit := powerOfTen(magnitude(raw) - 2)
	for i := firstStep(raw, unit); ; i++ {
		step := new(big.Rat).SetInt64(levelStep(i))
		edges := covering(l, opt, step.Mul(step, unit))
		if len(edges)-1 <= n {
			return edges
		}
	}
}

// levelStep continues tickSteps: each step is ten times the one four before.
func levelStep(i int) int64 {
	const cycle = 4
	if i < len(tickSteps) {
		return tickSteps[i]
	}
	return 10 * levelStep(i-cycle)
}

// covering returns the multiples of step inside the limits, with an end on each side.
func covering(l Limits, opt LimitOptions, step *big.Rat) []float64 {
	inside := multiples(exact(l.Min), exact(l.Max), step)
	lo, hi := l.Min, l.Max
	if !opt.Min.Set {
		lo = outwards(l.Min, step, -1)
	}
	if !opt.Max.Set {
		hi = outwards(l.Max, step, 1)
	}
	edges := []float64{lo}
	for _, v := range inside {
		if v > lo && v < hi && v > edges[len(edges)-1] {
			edges = append(edges, v)
		}
	}
	return append(edges, hi)
}

// outwards returns the nearest multiple of step on that side of v, or v where that
// would not be finite.
func outwards(v float64, step *big.Rat, side int) float64 {
	k := new(big.Rat).Quo(exact(v), step)
	n := floor(k)
	if side > 0 {
		n = floor(k.Neg(k))
		n.Neg(n)
	}
	m := new(big.Rat).SetInt(n)
	end, _ := m.Mul(m, step).Float64()
	switch {
	case math.IsInf(end, 0):
		return v
	case side < 0:
		return min(end, v) + 0
	}
	return max(end, v) + 0
}
