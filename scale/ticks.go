package scale

import (
	"math"
	"math/big"
)

// tickSteps are the steps between ticks in hundredths of a power of ten: matplotlib's
// 1, 2, 2.5, 5 and 10 with the decade below, since a step may turn out too large to
// leave two ticks in range.
var tickSteps = [...]int64{10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000}

// edgeSlack is the part of a step by which a tick may lie beyond the ends of its range:
// a range that ends at 0.1+0.2 has a tick at 0.3. It is matplotlib's tolerance.
const edgeSlack = 1e-10

// Ticks returns round numbers from lo to hi at equal steps of 1, 2, 2.5 or 5 times a
// power of ten. There are at most bins steps, unless that would leave fewer than two
// ticks. They are the ticks of matplotlib's MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10])
// that lie in the range, except that
//
//   - each is the float64 nearest to its decimal: no 0.30000000000000004, no −0;
//   - those beyond an end by a rounding error count as in range, and so does a step
//     that falls short by one;
//   - ranges narrower than 1e-13 of their values, or near 1e-300, are not widened.
//
// If lo equals hi it is the only tick. The order of lo and hi does not matter. If one
// is not finite there are no ticks. bins is taken as 1 to 1000.
func Ticks(lo, hi float64, bins int) []float64 {
	if lo-lo != 0 || hi-hi != 0 {
		return nil
	}
	if lo == hi {
		return []float64{lo + 0} // not −0
	}
	from, to := exact(min(lo, hi)), exact(max(lo, hi))
	raw := new(big.Rat).Sub(to, from)
	raw.Mul(raw, big.NewRat(1, int64(max(1, min(bins, 1000)))))
	unit := powerOfTen(magnitude(raw) - 2)

	var ticks []float64
	for i := firstStep(raw, unit); i >= 0 && len(ticks) < 2; i-- {
		step := new(big.Rat).SetInt64(tickSteps[i])
		ticks = multiples(from, to, step.Mul(step, unit))
	}
	return ticks
}

// firstStep returns the index of the smallest step, in units, that is at least raw. A
// step that falls short by no more than rounding does.
func firstStep(raw, unit *big.Rat) int {
	enough := new(big.Rat).Quo(raw, unit)
	enough.Sub(enough, new(big.Rat).Mul(enough, exact(edgeSlack)))
	for i, step := range tickSteps {
		if enough.Cmp(new(big.Rat).SetInt64(step)) <= 0 {
			return i
		}
	}
	return len(tickSteps) - 1
}

// multiples returns the multiples of step between from and to, in order.
//
// The arithmetic is rational, so that every tick is rounded once and no difference
// overflows or underflows. Floats with an offset, as matplotlib uses them, leave wrong
// digits and need special cases at both ends of float64. It takes some 10 µs a scale.
func multiples(from, to, step *big.Rat) []float64 {
	first, last := new(big.Rat).Quo(from, step), new(big.Rat).Quo(to, step)
	beyond := slack(from, to, step)
	n := floor(first.Sub(first, beyond))
	end := floor(last.Add(last, beyond))

	var ticks []float64
	for one := big.NewInt(1); n.Cmp(end) < 0; {
		n.Add(n, one)
		tick := new(big.Rat).SetInt(n)
		v, _ := tick.Mul(tick, step).Float64()
		// Where steps are finer than floats, neighbours round to the same number.
		if !math.IsInf(v, 0) && (len(ticks) == 0 || v > ticks[len(ticks)-1]) {
			ticks = append(ticks, v+0)
		}
	}
	return ticks
}

// slack returns by how many steps ticks may lie beyond the ends: edgeSlack or, where
// steps are hardly wider than the distance between floats, that distance.
func slack(from, to, step *big.Rat) *big.Rat {
	end, _ := from.Float64()
	other, _ := to.Float64()
	end = max(math.Abs(end), math.Abs(other))
	gap := exact(end)
	gap.Sub(gap, exact(math.Nextafter(end, 0)))
	inSteps, _ := gap.Quo(gap, step).Float64()
	const most = 0.4999 // a tick has to stay nearer to this end than to its neighbour
	return exact(min(most, max(edgeSlack, inSteps)))
}

// floor returns the largest integer that is not above r.
func floor(r *big.Rat) *big.Int {
	return new(big.Int).Div(r.Num(), r.Denom()) // Euclidean, and Denom is positive
}

// exact returns v as a rational number. v is finite.
func exact(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }

// powerOfTen returns 10^e.
func powerOfTen(e int) *big.Rat {
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(e, -e))), nil)
	r := new(big.Rat).SetInt(p)
	if e < 0 {
		r.Inv(r)
	}
	return r
}

// magnitude returns the decimal exponent of r > 0, as far as float64 has one.
func magnitude(r *big.Rat) int {
	switch v, _ := r.Float64(); {
	case v == 0:
		return -324
	case math.IsInf(v, 0):
		return 308
	default:
		return exponentOf(v)
	}
}
