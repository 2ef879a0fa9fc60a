package scale

import (
	"iter"
	"slices"
)

// inLimits returns the values from l.Min to l.Max, where limits that are no value are
// two more, and how many there are.
func inLimits(l Limits, chunks iter.Seq[[]float64]) (iter.Seq[[]float64], int) {
	e, inside := confine(chunks, func(v float64) bool { return l.Min <= v && v <= l.Max })
	var ends []float64
	if e.Finite() == 0 || e.Min != l.Min {
		ends = append(ends, l.Min)
	}
	if e.Finite() == 0 || e.Max != l.Max {
		ends = append(ends, l.Max)
	}
	return func(yield func([]float64) bool) {
		for chunk := range inside {
			if !yield(chunk) {
				return
			}
		}
		if len(ends) > 0 {
			yield(ends)
		}
	}, e.Finite() + len(ends)
}

// evenQuantiles returns the i/steps-quantiles of the values inside the limits, with
// linear interpolation between values as in numpy.
func evenQuantiles(l Limits, chunks iter.Seq[[]float64], steps int) []float64 {
	inside, n := inLimits(l, chunks)
	var ranks []int
	var parts []float64
	for i := range steps + 1 {
		at := i * (n - 1)
		ranks = append(ranks, at/steps, min(at/steps+1, n-1))
		parts = append(parts, float64(at%steps)/float64(steps))
	}
	order := slices.Compact(slices.Sorted(slices.Values(ranks)))
	found := ranked(inside, order, mostSorted)
	value := func(rank int) float64 {
		i, _ := slices.BinarySearch(order, rank)
		return found[i]
	}
	q := make([]float64, len(parts))
	for i, t := range parts {
		q[i] = lerp(value(ranks[2*i]), value(ranks[2*i+1]), t)
	}
	return q
}

// quantileEdges returns boundaries of bins that hold equally many values. A value that
// fills more than a bin leaves fewer, and there is one bin at least.
func quantileEdges(l Limits, chunks iter.Seq[[]float64], bins int) []float64 {
	edges := []float64{l.Min}
	for _, q := range evenQuantiles(l, chunks, bins) {
		if q > edges[len(edges)-1] {
			edges = append(edges, q)
		}
	}
	return edges
}

// quantileKnots returns the norm that puts the p-quantile at p. A value that is several
// of the quantiles lies in their middle, or at 0 or 1 if it is a limit.
func quantileKnots(l Limits, chunks iter.Seq[[]float64]) Piecewise {
	q := evenQuantiles(l, chunks, quantileSteps)
	var p Piecewise
	for i := 0; i < len(q); {
		end := i + 1
		for end < len(q) && q[end] <= q[i] {
			end++
		}
		place := float64(i+end-1) / (2 * quantileSteps)
		switch {
		case i == 0:
			place = 0
		case end == len(q):
			place = 1
		}
		p.at, p.place = append(p.at, q[i]), append(p.place, place)
		i = end
	}
	return p
}
