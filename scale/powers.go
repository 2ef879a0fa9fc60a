package scale

import (
	"math"
	"math/big"
	"strconv"
)

// powerOf returns the float64 nearest to base^e for whole bases, and one near to it for
// others: 0 or +Inf where there is none.
func powerOf(base float64, e int) float64 {
	const whole = 1 << 20
	switch {
	case base == 10:
		v, _ := strconv.ParseFloat("1e"+strconv.Itoa(e), 64)
		return v
	case base != math.Trunc(base) || base > whole || e > 1100 || e < -1100:
		return exp(float64(e) * ln(base))
	}
	p := new(big.Int).Exp(big.NewInt(int64(base)), big.NewInt(int64(max(e, -e))), nil)
	r := new(big.Rat).SetInt(p)
	if e < 0 {
		r.Inv(r)
	}
	v, _ := r.Float64()
	return v
}

// exponentAtMost returns the largest e with base^e ≤ v, for finite v > 0. It goes by the
// powers themselves, since the quotient of logarithms is below 3 for 1000.
func exponentAtMost(base, v float64) int {
	e := int(math.Floor(ln(v) / ln(base)))
	const near = 2 // the quotient is off by less, unless the base is next to 1
	for i := 0; i < near && powerOf(base, e) > v; i++ {
		e--
	}
	for i := 0; i < near && powerOf(base, e+1) <= v; i++ {
		e++
	}
	return e
}

// powerAtMost returns the largest power of base that is not above v, or v if v is 0.
func powerAtMost(base, v float64) float64 {
	if v <= 0 {
		return 0
	}
	return powerOf(base, exponentAtMost(base, v))
}
