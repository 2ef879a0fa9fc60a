package scale

import (
	"math"
	"strconv"
)

// fixed returns the format with that many decimals.
func fixed(decimals int) Format { return Format{verb: 'f', precision: decimals + 1} }

// general returns the format with that many significant digits at most.
func general(digits int) Format { return Format{verb: 'g', precision: digits + 1} }

// AutoFormat returns one format for numbers that stand next to each other, as in the
// cells of a heatmap: as few digits as tell them apart, and equally many decimals.
//
// Integers are written in full up to nine digits. Other numbers get three significant
// digits of the largest, but at most two decimals if it is 0.1 or more; more where the
// numbers differ only in later digits; none that would be zeros in all of them. Where
// most would then round to zero, or the largest needs more than six digits, they get
// two significant digits each, as seaborn gives to all numbers. NaN and ±Inf do not
// count, and without any number the format stays automatic.
func AutoFormat(values []float64) Format {
	s := survey(values)
	switch {
	case s.n == 0:
		return Format{}
	case s.integers && s.size < 1e9:
		return Format{verb: 'd'}
	case s.size >= 1e6 || s.size < 1e-4:
		return general(2)
	}
	decimals := 2 - exponentOf(s.size)
	if s.size >= 0.1 {
		decimals = min(decimals, 2)
	}
	if spread := s.hi - s.lo; spread > 0 {
		decimals = max(decimals, 1-exponentOf(spread)) // two digits of the differences
	}
	const most = 8 // beyond, differences are rounding errors of the data
	decimals = neededDecimals(values, max(0, min(decimals, most)))
	if mostlyZero(values, decimals) {
		return general(2)
	}
	return fixed(decimals)
}

// summary is what AutoFormat needs to know of all finite numbers.
type summary struct {
	n        int
	lo, hi   float64
	size     float64 // the largest magnitude
	integers bool
}

func survey(values []float64) summary {
	s := summary{lo: math.Inf(1), hi: math.Inf(-1), integers: true}
	for _, v := range values {
		if v-v != 0 {
			continue
		}
		s.n++
		s.lo, s.hi = min(s.lo, v), max(s.hi, v)
		s.integers = s.integers && v == math.Trunc(v)
	}
	s.size = max(math.Abs(s.lo), math.Abs(s.hi))
	return s
}

// exponentOf returns the decimal exponent of v > 0. It goes by the decimal digits,
// since math.Log10(1000) is less than 3.
func exponentOf(v float64) int {
	var buf [32]byte
	return exponent(strconv.AppendFloat(buf[:0], v, 'e', -1, 64))
}

// neededDecimals returns the fewest decimals, at most so many, that write every number
// as exactly as the most do: those that would be zeros in all numbers are dropped.
func neededDecimals(values []float64, most int) int {
	var buf [400]byte
	needed := 0
	for _, v := range values {
		if needed == most {
			break
		}
		if v-v != 0 {
			continue
		}
		digits := strconv.AppendFloat(buf[:0], v, 'f', most, 64)
		kept := most
		for kept > needed && digits[len(digits)-1-(most-kept)] == '0' {
			kept--
		}
		needed = max(needed, kept)
	}
	return needed
}

// mostlyZero reports whether more than half of the numbers other than zero would be
// written as zero.
func mostlyZero(values []float64, decimals int) bool {
	half := math.Pow10(-decimals) / 2
	lost, nonzero := 0, 0
	for _, v := range values {
		if v-v != 0 || v == 0 {
			continue
		}
		nonzero++
		if math.Abs(v) < half {
			lost++
		}
	}
	return 2*lost > nonzero
}

// TickFormat returns one format for the ticks of a scale: the fewest decimals that
// write all of them exactly. Where the largest is below 1e-4 or from 1e6 on, as in
// matplotlib's ScalarFormatter, they are scientific with as many digits as that takes.
// There is neither a common factor nor an offset beside the scale: each tick reads as
// it is. NaN and ±Inf do not count.
func TickFormat(ticks []float64) Format {
	s := survey(ticks)
	if s.n == 0 {
		return Format{}
	}
	if e := exponentOf(s.size); s.size > 0 && (e <= -5 || e >= 6) {
		return general(fewest(ticks, 1, 17, func(dst []byte, v float64, digits int) []byte {
			return strconv.AppendFloat(dst, v, 'e', digits-1, 64)
		}))
	}
	return fixed(fewest(ticks, 0, 25, func(dst []byte, v float64, decimals int) []byte {
		return strconv.AppendFloat(dst, v, 'f', decimals, 64)
	}))
}

// fewest returns the smallest number from least to most of digits with which write
// loses nothing of any value.
func fewest(values []float64, least, most int, write func([]byte, float64, int) []byte) int {
	var buf [400]byte
	for _, v := range values {
		for v-v == 0 && least < most {
			back, err := strconv.ParseFloat(string(write(buf[:0], v, least)), 64)
			if err == nil && back == v {
				break
			}
			least++
		}
	}
	return least
}
