package stat

import (
	"math"
	"slices"
)

// present appends the finite values to room[:0].
func present(values, room []float64) []float64 {
	room = room[:0]
	for _, v := range values {
		if v-v == 0 {
			room = append(room, v)
		}
	}
	return room
}

// meanOf returns the mean of values, NaN if there are none. It adds twice, the second
// time what the first mean left, so that it is right to the last digit or two.
func meanOf(values []float64) float64 {
	n := float64(len(values))
	sum := 0.0
	for _, v := range values {
		sum += v / n // divided first: the sum of the largest numbers has no float64
	}
	rest := 0.0
	for _, v := range values {
		rest += (v - sum) / n
	}
	if len(values) == 0 {
		return math.NaN()
	}
	return sum + rest
}

// deviation returns the standard deviation of values about their mean, with n − 1 in the
// denominator; NaN of fewer than two.
func deviation(values []float64, mean float64) float64 {
	if len(values) < 2 {
		return math.NaN()
	}
	size := 0.0
	for _, v := range values {
		size = max(size, math.Abs(v-mean))
	}
	if size == 0 || math.IsInf(size, 0) {
		return size
	}
	sum := 0.0
	for _, v := range values { // in units of the largest, whose square has a float64
		d := (v - mean) / size
		sum += float64(d * d)
	}
	return size * math.Sqrt(sum/float64(len(values)-1))
}

// quantile returns the q-quantile of sorted values, interpolated as NumPy does by
// default; NaN of none.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := float64(q * float64(len(sorted)-1))
	below := int(at)
	t := at - float64(below)
	a, b := sorted[below], sorted[min(below+1, len(sorted)-1)]
	switch d := b - a; {
	case math.IsInf(d, 0):
		return float64(a*(1-t)) + float64(b*t)
	case t >= 0.5:
		return b - float64(d*(1-t))
	default:
		return a + float64(d*t)
	}
}

// median returns the median of values, which it sorts.
func median(values []float64) float64 {
	slices.Sort(values)
	return quantile(values, 0.5)
}

// madOf returns the median of the absolute deviations of finite values from their middle,
// without so many of the smallest: a fit by medians makes one of them 0 for each of its
// parameters, which says nothing of the spread.
func madOf(values []float64, middle float64, without int) float64 {
	room := make([]float64, 0, len(values))
	for _, v := range values {
		room = append(room, math.Abs(v-middle))
	}
	slices.Sort(room)
	return quantile(room[min(without, max(0, len(room)-1)):], 0.5)
}

// toSigma makes a MAD the standard deviation of normal values: 1/Φ⁻¹(¾).
const toSigma = 1.482602218505602
