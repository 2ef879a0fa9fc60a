package scale

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Scaled writes ticks with what they have in common taken out, as matplotlib's
// ScalarFormatter does: a tick reads as (v − Offset)/10^Exponent, and Note says so once
// beside the scale. It is for scales with little room; TickFormat writes each tick as
// it is.
type Scaled struct {
	Offset   float64 // 0 unless all ticks share four digits or more
	Exponent int     // 0 unless ticks are from 1e6 on or below 1e-4
	Decimals int     // of each text
}

// ScaledFormat returns how to write these ticks of a scale from lo to hi. Those beyond
// and those that are not finite do not count.
func ScaledFormat(ticks []float64, lo, hi float64) Scaled {
	var visible []*big.Rat
	slack := slackOf(lo, hi)
	for _, v := range ticks {
		if v-v == 0 && v >= min(lo, hi)-slack && v <= max(lo, hi)+slack {
			visible = append(visible, decimal(v))
		}
	}
	if len(visible) == 0 || hi-hi != 0 || lo-lo != 0 || lo == hi {
		return Scaled{}
	}
	slices.SortFunc(visible, (*big.Rat).Cmp)
	var s Scaled
	s.Offset = commonOffset(visible)
	width := new(big.Rat).Sub(decimal(max(lo, hi)), decimal(min(lo, hi)))
	s.Exponent = s.exponentFor(visible, width)
	s.Decimals = s.decimalsFor(visible, width)
	return s
}

// slackOf is how far a tick may be beyond a range by errors of rounding, and be shown.
func slackOf(lo, hi float64) float64 {
	large := max(math.Abs(lo), math.Abs(hi))
	slack := max(1e-10*math.Abs(hi-lo), math.Nextafter(large, math.Inf(1))-large)
	if math.IsInf(slack, 0) {
		return 0
	}
	return slack
}

// commonOffset returns the leading digits that all have in common, as a number, if they
// are four or more, and else 0.
func commonOffset(sorted []*big.Rat) float64 {
	first, last := sorted[0], sorted[len(sorted)-1]
	if first.Cmp(last) == 0 || first.Sign() <= 0 && last.Sign() >= 0 {
		return 0
	}
	small, large := new(big.Rat).Abs(first), new(big.Rat).Abs(last)
	if small.Cmp(large) > 0 {
		small, large = large, small
	}
	e := apartAt(small, large, 0)
	span := new(big.Rat).Sub(large, small)
	if span.Cmp(new(big.Rat).Mul(powerOfTen(e), big.NewRat(1, 100))) <= 0 { // they straddle a round number
		e = apartAt(small, large, 1)
	}
	digits := wholeTimes(large, e)
	const least = 1000 // four digits saved
	if digits.Cmp(big.NewInt(least)) < 0 {
		return 0
	}
	offset := new(big.Rat).SetInt(digits)
	v, _ := offset.Mul(offset, powerOfTen(e)).Float64()
	if last.Sign() < 0 {
		return -v
	}
	return v
}

// apartAt returns the smallest e for which the multiples of 10^e below two numbers
// differ by no more than so many steps, going down from the larger.
func apartAt(small, large *big.Rat, steps int64) int {
	e := magnitude(large) + 1
	for {
		d := new(big.Int).Sub(wholeTimes(large, e), wholeTimes(small, e))
		if d.Cmp(big.NewInt(steps)) > 0 {
			return e + 1
		}
		e--
	}
}

// wholeTimes returns how many times 10^e goes into v.
func wholeTimes(v *big.Rat, e int) *big.Int { return floor(new(big.Rat).Quo(v, powerOfTen(e))) }

// exponentFor returns the power of ten to divide by.
func (s Scaled) exponentFor(sorted []*big.Rat, width *big.Rat) int {
	size := new(big.Rat).Abs(sorted[0])
	if last := new(big.Rat).Abs(sorted[len(sorted)-1]); last.Cmp(size) > 0 {
		size = last
	}
	if s.Offset != 0 {
		size = width
	}
	if size.Sign() == 0 {
		return 0
	}
	if e := magnitude(size); e <= -5 || e >= 6 {
		return e
	}
	return 0
}

// reduce returns (v − Offset)/10^Exponent.
func (s Scaled) reduce(v *big.Rat) *big.Rat {
	r := new(big.Rat).Sub(v, decimal(s.Offset))
	return r.Quo(r, powerOfTen(s.Exponent))
}

// decimalsFor returns the fewest decimals that are right to a thousandth of the range.
func (s Scaled) decimalsFor(sorted []*big.Rat, width *big.Rat) int {
	span := new(big.Rat).Sub(sorted[len(sorted)-1], sorted[0])
	if span.Sign() == 0 {
		span = width
	}
	span = new(big.Rat).Quo(span, powerOfTen(s.Exponent))
	e := magnitude(span)
	tolerance := powerOfTen(e - 3)
	for n := max(0, 3-e); n > 0; n-- {
		for _, v := range sorted {
			if off := roundingError(s.reduce(v), n-1); off.Cmp(tolerance) >= 0 {
				return n
			}
		}
	}
	return 0
}

// roundingError returns by how much v changes if it is rounded to so many decimals.
func roundingError(v *big.Rat, decimals int) *big.Rat {
	r, _ := new(big.Rat).SetString(v.FloatString(decimals))
	return r.Abs(r.Sub(v, r))
}

// Format returns the text of v, or of NaN and ±Inf what [Format] writes.
func (s Scaled) Format(v float64) string {
	if v-v != 0 {
		return Format{}.Format(v)
	}
	text := s.reduce(decimal(v)).FloatString(s.Decimals)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	return strings.Replace(text, "-", minus, 1)
}

// Note returns what was taken out, to stand beside the scale, in markup: "×10^{6}",
// "+1234500", or both, or nothing.
func (s Scaled) Note() string {
	note := ""
	if s.Exponent != 0 {
		note = "×10^{" + strings.Replace(strconv.Itoa(s.Exponent), "-", minus, 1) + "}"
	}
	if s.Offset == 0 {
		return note
	}
	if note != "" {
		note += " "
	}
	if s.Offset > 0 {
		note += "+"
	}
	return note + powerText(s.Offset)
}
