package stat

import (
	"math"
	"slices"
)

// AdjustFDR returns the probabilities p adjusted after Benjamini and Hochberg (1995):
// those at most q have an expected share of false discoveries of at most q. The result
// is as long as p and nowhere smaller; NaN stays NaN and does not count as a test.
func AdjustFDR(p []float64) []float64 {
	out := slices.Clone(p)
	order := make([]int, 0, len(p))
	for i, v := range p {
		if v == v {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	least := 1.0
	for k := len(order) - 1; k >= 0; k-- {
		least = min(least, p[order[k]]*float64(len(order))/float64(k+1))
		out[order[k]] = least
	}
	return out
}

// adjustPairs adjusts a symmetric matrix of probabilities, each pair once.
func adjustPairs(p []float64, n int) []float64 {
	above := make([]float64, 0, n*max(0, n-1)/2)
	for i := range n {
		above = append(above, p[i*n+i+1:(i+1)*n]...)
	}
	above = AdjustFDR(above)
	out := make([]float64, n*n)
	for i := range n {
		out[i*n+i] = math.NaN()
		for j := i + 1; j < n; j++ {
			out[i*n+j], out[j*n+i] = above[0], above[0]
			above = above[1:]
		}
	}
	return out
}
