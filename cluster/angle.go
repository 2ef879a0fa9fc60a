package cluster

import (
	"cmp"
	"math"
	"slices"

	"github.com/seed01309057/heat/matrix"
)

// angleOrder sorts the rows by their angle in the plane of the first two principal axes of
// the columns, and starts after the widest gap, as Friendly's "Corrgrams", The American
// Statistician 56 (2002), does with correlations. Columns are centred; missing values count as
// the mean of their column.
func angleOrder(c *clustering, m *matrix.Matrix) ([]int, error) {
	n, cols := m.Dims()
	var r Report
	values := cleaned(m, &r)
	x := &points{n: n, cols: cols}
	x.scale(values)
	centreColumns(values, n, cols)
	first, err := c.principal(values, n, cols, nil)
	if err != nil {
		return nil, err
	}
	second, err := c.principal(values, n, cols, first)
	if err != nil {
		return nil, err
	}
	angle := make([]float64, n)
	for i := range angle {
		row := values[i*cols:][:cols]
		angle[i] = math.Atan2(dot(row, second), dot(row, first))
	}
	order := rowNumbers(n)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(angle[a], angle[b]) })
	start, widest := 0, angle[order[0]]+2*math.Pi-angle[order[n-1]]
	for i := 1; i < n; i++ {
		if gap := angle[order[i]] - angle[order[i-1]]; gap > widest {
			start, widest = i, gap
		}
	}
	return append(slices.Clone(order[start:]), order[:start]...), nil
}

func centreColumns(values []float64, n, cols int) {
	sum, count := make([]float64, cols), make([]float64, cols)
	for k, v := range values {
		if v == v {
			sum[k%cols] += v
			count[k%cols]++
		}
	}
	for k, v := range values {
		j := k % cols
		if v != v {
			values[k] = 0
		} else {
			values[k] = v - sum[j]/count[j]
		}
	}
}

// principal returns the first principal axis, or the first that is orthogonal to another,
// by power iteration.
func (c *clustering) principal(values []float64, n, cols int, other []float64) ([]float64, error) {
	g := generator(2)
	axis := make([]float64, cols)
	for j := range axis {
		axis[j] = g.float() - 0.5
	}
	const steps = 200
	for range steps {
		if err := c.ctx.Err(); err != nil {
			return nil, err
		}
		next := make([]float64, cols)
		for i := range n {
			row := values[i*cols:][:cols]
			subtract(next, row, -dot(row, axis))
		}
		if other != nil {
			subtract(next, other, dot(next, other))
		}
		length := math.Sqrt(dot(next, next))
		if length == 0 {
			return next, nil
		}
		change := 0.0
		for j := range next {
			next[j] /= length
			change = max(change, math.Abs(next[j]-axis[j]))
		}
		axis = next
		if change < 1e-12 {
			break
		}
	}
	orient(axis)
	return axis, nil
}
