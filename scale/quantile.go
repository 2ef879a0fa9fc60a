package scale

import (
	"iter"
	"math"
	"slices"
)

// quantiles returns the p-quantiles of the finite values in chunks, of which there are
// n > 0, with linear interpolation as numpy.percentile does by default.
func quantiles(chunks iter.Seq[[]float64], n int, ps ...float64) []float64 {
	ranks := make([]int, 0, 2*len(ps))
	for _, p := range ps {
		below := int(p * float64(n-1))
		ranks = append(ranks, below, min(below+1, n-1))
	}
	found := orderStatistics(chunks, ranks)
	q := make([]float64, len(ps))
	for i, p := range ps {
		at := float64(p * float64(n-1)) // rounded before the difference below
		q[i] = lerp(found[2*i], found[2*i+1], at-math.Floor(at))
	}
	return q
}

// lerp interpolates from the nearer end, as numpy does, so that t = 1 gives b exactly.
func lerp(a, b, t float64) float64 {
	d := b - a
	switch {
	case math.IsInf(d, 0):
		return float64(a*(1-t)) + float64(b*t)
	case t >= 0.5:
		return b - float64(d*(1-t))
	}
	return a + float64(d*t)
}

// digit is the number of bits that one pass of orderStatistics decides.
const digit = 16

// orderStatistics returns the finite values of chunks with the given ranks (0 is the
// smallest). Each of four passes finds sixteen more bits of every answer by counting
// the values that share the bits found before.
//
// Sorting, or selecting in a copy, would need memory of the size of the data, which may
// be mapped from a file larger than memory. This needs half a megabyte a rank, and
// up to eight more for the few values among which the later passes search.
func orderStatistics(chunks iter.Seq[[]float64], ranks []int) []float64 {
	prefixes := make([]uint64, len(ranks)) // the bits found so far
	remains := slices.Clone(ranks)         // the rank among the values with this prefix
	counts := [][]int{countFirst(chunks)}
	groups := []uint64{0}
	for shift := 64 - digit; ; shift -= digit {
		sharing := 0
		for i, prefix := range prefixes {
			g, _ := slices.BinarySearch(groups, prefix)
			d := 0
			for d < 1<<digit-1 && remains[i] >= counts[g][d] {
				remains[i] -= counts[g][d]
				d++
			}
			prefixes[i] = prefix<<digit | uint64(d)
			sharing += counts[g][d]
		}
		if shift == 0 {
			break
		}
		groups = slices.Compact(slices.Sorted(slices.Values(prefixes)))
		const few = 1 << 20
		if sharing <= few {
			chunks = gather(chunks, groups, shift)
		}
		counts = countNext(chunks, groups, shift-digit)
	}
	values := make([]float64, len(ranks))
	for i, key := range prefixes {
		values[i] = fromKey(key)
	}
	return values
}

// countFirst counts the finite values by the first digit of their keys.
func countFirst(chunks iter.Seq[[]float64]) []int {
	counts := make([]int, 1<<digit)
	for chunk := range chunks {
		for _, v := range chunk {
			if v-v == 0 {
				counts[key(v)>>(64-digit)]++
			}
		}
	}
	return counts
}

// countNext counts, for each group, the values whose key starts with its prefix by
// the digit at shift that follows.
func countNext(chunks iter.Seq[[]float64], groups []uint64, shift int) [][]int {
	counts := make([][]int, len(groups))
	for g := range counts {
		counts[g] = make([]int, 1<<digit)
	}
	for chunk := range chunks {
		for _, v := range chunk {
			k := key(v) >> shift
			for g, prefix := range groups {
				if k>>digit == prefix && v-v == 0 {
					counts[g][k&(1<<digit-1)]++
				}
			}
		}
	}
	return counts
}

// gather copies the values whose key, without its last bits, is one of groups.
func gather(chunks iter.Seq[[]float64], groups []uint64, shift int) iter.Seq[[]float64] {
	var kept []float64
	for chunk := range chunks {
		for _, v := range chunk {
			k := key(v) >> shift
			for _, prefix := range groups {
				if k == prefix {
					kept = append(kept, v)
				}
			}
		}
	}
	return slices.Values([][]float64{kept})
}

// key maps floats to integers of the same order: the sign bit of positive numbers is
// set, and all bits of negative ones are turned over.
func key(v float64) uint64 {
	b := math.Float64bits(v)
	return b ^ (uint64(int64(b)>>63) | 1<<63) // without a branch: signs are random
}

// fromKey undoes key.
func fromKey(k uint64) float64 {
	if k>>63 == 1 {
		return math.Float64frombits(k &^ (1 << 63))
	}
	return math.Float64frombits(^k)
}
