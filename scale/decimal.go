package scale

import (
	"math/big"
	"strconv"
)

// roundDigits returns v rounded to so many significant decimal digits.
func roundDigits(v float64, digits int) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	return r
}

// leadingDigits returns the two first digits of v > 0 as a number from 1 to 10: the
// rounded 2.5 of 0.0025000001.
func leadingDigits(v float64) float64 {
	text := strconv.FormatFloat(v, 'e', 1, 64)
	r, _ := strconv.ParseFloat(text[:3], 64)
	return r
}

// decimal returns the shortest decimal of v as a rational number: a tenth for 0.1.
func decimal(v float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'e', -1, 64))
	return r
}
