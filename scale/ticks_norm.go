package scale

import (
	"math"
	"slices"
	"sort"
)

// Ticker is a norm that knows where ticks help to read it.
type Ticker interface {
	// Ticks returns values inside the limits in increasing order: major ones, which
	// get texts, about bins of them and hardly ever more than one above it, and minor
	// ones between. Where they stand is told by Position.
	Ticks(bins int) (major, minor []float64)
}

// NormTicks returns the ticks of n: its own if it is a Ticker, or else round numbers at
// equal steps.
func NormTicks(n Norm, bins int) (major, minor []float64) {
	n = unclipped(n)
	if t, ok := n.(Ticker); ok {
		return t.Ticks(bins)
	}
	lo, hi := n.Limits()
	return linearTicks(lo, hi, bins)
}

// linearTicks returns Ticks and those between.
func linearTicks(lo, hi float64, bins int) (major, minor []float64) {
	major = Ticks(lo, hi, bins)
	return major, MinorTicks(lo, hi, major)
}

// Ticks returns round numbers.
func (l Linear) Ticks(bins int) (major, minor []float64) { return linearTicks(l.Min, l.Max, bins) }

// Ticks returns round numbers.
func (c Centered) Ticks(bins int) (major, minor []float64) { return linearTicks(c.Min, c.Max, bins) }

// Ticks returns round numbers at equal steps, which are not at equal distances.
func (p Power) Ticks(bins int) (major, minor []float64) { return linearTicks(p.lo, p.hi, bins) }

// Ticks returns the centre and, in each half, round numbers at steps of its own.
func (n TwoSlope) Ticks(bins int) (major, minor []float64) {
	half := max(1, bins/2)
	below, minorBelow := linearTicks(n.lo, n.center, half)
	above, minorAbove := linearTicks(n.center, n.hi, half)
	major = append(append(below, n.center), above...)
	minor = append(minorBelow, minorAbove...)
	minor = slices.DeleteFunc(minor, func(v float64) bool { return slices.Contains(major, v) })
	return n.apart(major, 1/float64(4*half)), slices.Compact(minor)
}

// apart drops ticks that stand nearer to the centre than gap.
func (n TwoSlope) apart(ticks []float64, gap float64) []float64 {
	ticks = slices.DeleteFunc(ticks, func(v float64) bool { return v != n.center && math.Abs(n.Map(v)-0.5) < gap })
	return slices.Compact(ticks)
}

// Ticks returns boundaries: all of them or, where these are more than bins + 1, every
// second, third and so on, with the one nearest to zero, as matplotlib's FixedLocator
// chooses. The others are minor.
func (b Boundary) Ticks(bins int) (major, minor []float64) {
	n := len(b.edges)
	if n == 0 {
		return nil, nil
	}
	every := max(1, (n+max(1, bins))/(max(1, bins)+1))
	first := 0
	for i := range every {
		if nearestToZero(b.edges, i, every) < nearestToZero(b.edges, first, every) {
			first = i
		}
	}
	for i, e := range b.edges {
		if i%every == first {
			major = append(major, e)
		} else {
			minor = append(minor, e)
		}
	}
	return major, minor
}

// nearestToZero returns the least magnitude of every so many-th from first.
func nearestToZero(v []float64, first, every int) float64 {
	least := math.Inf(1)
	for i := first; i < len(v); i += every {
		least = min(least, math.Abs(v[i]))
	}
	return least
}

// Ticks returns the values at equal distances along the legend, each rounded as far as
// that moves it by no more than a sixth of the distance to the next: every tick is true.
func (p Piecewise) Ticks(bins int) (major, minor []float64) {
	bins = max(1, min(bins, 1000))
	for i := range bins + 1 {
		v := p.roundNear(float64(i)/float64(bins), 1/float64(6*bins))
		if len(major) == 0 || v > major[len(major)-1] {
			major = append(major, v)
		}
	}
	return major, nil
}

// roundNear returns the number with the fewest digits inside the limits that lies no
// farther than slack from t.
func (p Piecewise) roundNear(t, slack float64) float64 {
	v := p.Inverse(t)
	for digits := 1; digits < 17; digits++ {
		r := roundDigits(v, digits)
		if at := p.Map(r); at >= 0 && at <= 1 && math.Abs(at-t) <= slack {
			return r
		}
	}
	return v
}

// MinorTicks returns the ticks that divide the steps between equidistant major ones,
// and go on beyond them to lo and hi: fifths of steps of 1, 2.5, 5 and 10, quarters of
// others, as matplotlib's AutoMinorLocator has them.
func MinorTicks(lo, hi float64, major []float64) []float64 {
	if len(major) < 2 {
		return nil
	}
	lo, hi = min(lo, hi), max(lo, hi)
	step := exact(major[1])
	step.Sub(step, exact(major[0]))
	width, _ := step.Float64()
	if math.IsInf(width, 0) {
		return nil
	}
	parts := 5.0
	if d := leadingDigits(width); d == 2 {
		parts = 4
	}
	fine := roundDigits(width, 3) / parts // the difference of rounded ticks is not round
	if !(fine > 0) || (hi-lo)/fine > 5*1000 {
		return nil
	}
	ticks := multiples(exact(lo), exact(hi), decimal(fine))
	return slices.DeleteFunc(ticks, func(v float64) bool {
		i := sort.SearchFloat64s(major, v-fine/2)
		return i < len(major) && math.Abs(major[i]-v) < fine/2
	})
}
