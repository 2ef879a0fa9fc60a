package table

import (
	"math"
	"math/big"
)

// An exactSum is a sum of float64 numbers without any error of rounding, so that it does
// not depend on their order. Most sums fit in the first two parts: hi is the rounded
// sum, lo what rounding it lost. What rounding lo would lose goes to rest.
type exactSum struct {
	hi, lo float64
	rest   *expansion
}

// add adds x. Beyond the range of float64 the sum is infinite, or NaN if +∞ meets −∞,
// and the order may matter.
func (s *exactSum) add(x float64) {
	sum := s.hi + x
	if sum-sum != 0 {
		*s = exactSum{hi: sum}
		return
	}
	b := sum - s.hi
	lost := (s.hi - (sum - b)) + (x - b) // exact (Knuth's TwoSum)
	s.hi = sum
	if lost == 0 {
		return
	}
	low := s.lo + lost
	b = low - s.lo
	lost = (s.lo - (low - b)) + (lost - b)
	if s.lo = low; lost != 0 {
		if s.rest == nil {
			s.rest = new(expansion)
		}
		s.rest.add(lost)
	}
}

// addSquare adds x². It is exact where neither the square nor what its rounding loses is
// beyond the range, that is for sizes between 1e-146 and 1e154.
func (s *exactSum) addSquare(x float64) {
	square := float64(x * x)
	s.add(square)
	if square-square == 0 {
		s.add(math.FMA(x, x, -square))
	}
}

// parts returns numbers whose sum this is, none of which overlap.
func (s *exactSum) parts() expansion {
	var p expansion
	if s.rest != nil {
		p = append(p, *s.rest...)
	}
	p.add(s.lo)
	p.add(s.hi)
	return p
}

// value returns the sum, rounded once.
func (s *exactSum) value() float64 {
	if s.lo == 0 && s.rest == nil {
		return s.hi
	}
	return s.parts().round()
}

// An expansion is a sum of numbers that do not overlap, from the smallest up (Shewchuk
// 1997).
type expansion []float64

func (p *expansion) add(x float64) {
	parts, n := *p, 0
	for _, y := range parts {
		if math.Abs(x) < math.Abs(y) {
			x, y = y, x
		}
		sum := x + y
		if lost := y - (sum - x); lost != 0 {
			parts[n] = lost
			n++
		}
		x = sum
	}
	*p = append(parts[:n], x)
}

// round returns the float64 nearest to the sum, of two the even one.
func (p expansion) round() float64 {
	n := len(p)
	if n == 0 {
		return 0
	}
	n--
	sum, lost := p[n], 0.0
	for n > 0 && lost == 0 {
		n--
		x := sum
		sum = x + p[n]
		lost = p[n] - (sum - x)
	}
	// If what is lost is half a unit, what follows decides which way to round.
	if n > 0 && (lost < 0 && p[n-1] < 0 || lost > 0 && p[n-1] > 0) {
		if twice := 2 * lost; (sum+twice)-sum == twice {
			sum += twice
		}
	}
	return sum
}

// exact returns the sum with more digits than it has.
func (s *exactSum) exact() *big.Float {
	const bits = 1200
	sum := new(big.Float).SetPrec(bits)
	for _, v := range s.parts() {
		sum.Add(sum, new(big.Float).SetFloat64(v))
	}
	return sum
}

// deviation returns the standard deviation, with n − 1 in the denominator, of n numbers
// from their sum and that of their squares: √((n·Σx² − (Σx)²) / n(n−1)). The difference
// is exact, so that nothing cancels.
func deviation(sum, squares *exactSum, n float64) float64 {
	if v := squares.hi; v-v != 0 || sum.hi-sum.hi != 0 {
		return math.NaN()
	}
	s, q := sum.exact(), squares.exact()
	s.Mul(s, s)
	q.Mul(q, big.NewFloat(n))
	q.Sub(q, s)
	v, _ := q.Quo(q, big.NewFloat(n*(n-1))).Float64()
	return math.Sqrt(max(0, v))
}
