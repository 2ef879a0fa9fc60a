package cluster

import (
	"math"

	"github.com/seed01309057/heat/matrix"
)

// arrange gives the tree its order. d, if not nil, is memory for the distances.
func arrange[F float](c *clustering, m *matrix.Matrix, d *square[F]) error {
	t, r, src := c.tree, &c.tree.Report, c.src.plain()
	r.ExactOrder = true
	var err error
	switch c.opt.Order {
	case Optimal:
		t.Order, err = optimal(c, src, d)
	case GruvaeusWainer:
		t.Order = t.flipped(nearestEnds(t, src, len(t.Merges)))
	case ByMean:
		t.Order = t.swapped(smallerMean(t, rowMeans(m, c)))
	case Dendsort:
		t.Order = t.swapped(tighterFirst(t))
	case TSP:
		r.ExactOrder = false
		t.Order, err = shortPath(c, src, d)
	case Spectral:
		t.Order, err = fiedlerOrder(c, src, d)
	case PCAAngle:
		t.Order, err = angleOrder(c, m)
	default:
		t.Order = t.merged()
	}
	if err != nil {
		return err
	}
	scale := unscaled(src.exponent(), false)
	for at := 1; at < len(t.Order); at++ {
		r.PathLength += scale(src.pair(t.Order[at-1], t.Order[at]))
	}
	c.opt.report(StageOrder, 1)
	return c.ctx.Err()
}

// checkOrder reports what the order cannot be made of.
func (c *clustering) checkOrder() error {
	switch c.opt.Order {
	case PCAAngle:
		if c.opt.Metric == Precomputed {
			return fault("order", "use order spectral or optimal", "order pca-angle needs rows of numbers, not distances")
		}
	case TSP:
		return c.fits(c.src.size(), int64(c.src.size())*(neighbours+4)*8)
	case Spectral:
		return c.fits(c.src.size(), 0)
	}
	return nil
}

// fits reports an error if n × n distances and extra bytes are above the limit.
func (c *clustering) fits(n int, extra int64) error {
	need := squareBytes(n, 0, c.opt.Precision) + extra
	if need <= c.opt.MemoryLimit {
		return nil
	}
	return &MemoryError{Stage: "order", Rows: n, Need: need, Limit: c.opt.MemoryLimit,
		Cure: "raise MemoryLimit, or use order optimal, gruvaeus-wainer, mean or dendsort"}
}

// orderMatrix returns the distances of all rows in the given order, in the memory of d if there is
// some. extra is what the order needs besides, in bytes.
func orderMatrix[F float](c *clustering, src source, order []int, d *square[F], extra int64) (*square[F], error) {
	n := len(order)
	if err := c.fits(n, extra); err != nil {
		return nil, err
	}
	if d == nil || d.n != n {
		d = newSquare[F](n, 0)
	} else {
		d = &square[F]{n: n, stride: (n + 15) &^ 15, at: d.at}
	}
	quiet := c.opt
	quiet.Progress = nil
	_, err := d.fill(c.ctx, src.permuted(order), &quiet)
	return d, err
}

// swapped returns the leaves from left to right where swap says of each merge whether its
// right part comes first.
func (t *Tree) swapped(swap []bool) []int {
	n := t.Len()
	rows := make([]int, 0, n)
	stack := []int{2*n - 2}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if c < n {
			rows = append(rows, c)
			continue
		}
		first, last := t.Merges[c-n].Left, t.Merges[c-n].Right
		if swap[c-n] {
			first, last = last, first
		}
		stack = append(stack, last, first)
	}
	return rows
}

// smallerMean swaps where the mean of the right part is the smaller.
func smallerMean(t *Tree, means []float64) []bool {
	n := t.Len()
	sum := append(make([]float64, 0, 2*n), means...)
	swap := make([]bool, len(t.Merges))
	for i, m := range t.Merges {
		l, r := sum[m.Left], sum[m.Right]
		swap[i] = r/float64(t.size(m.Right)) < l/float64(t.size(m.Left))
		sum = append(sum, l+r)
	}
	return swap
}

// rowMeans returns the mean of the finite values of each row, and 0 where there is none;
// of distances, the mean of those to other rows.
func rowMeans(m *matrix.Matrix, c *clustering) []float64 {
	n := c.src.size()
	means := make([]float64, n)
	rows, cols := m.Dims()
	if rows != n {
		for i := range means {
			for j := range n {
				means[i] += c.src.pair(i, j)
			}
		}
		return means
	}
	const block = 64
	buf := make([]float64, min(block, n)*cols)
	for i := 0; i < n; i += block {
		values := m.Rows(i, min(i+block, n), buf)
		for k := i; k < min(i+block, n); k++ {
			means[k] = finiteMean(values[(k-i)*cols:][:cols])
		}
	}
	return means
}

func finiteMean(v []float64) float64 {
	sum, n := 0.0, 0
	for _, x := range v {
		if x-x == 0 {
			n++
			sum += x / 0x1p32 // so that no sum of finite values overflows
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// tighterFirst swaps so that the part with the smaller least height comes first, and a
// single leaf, which has no height, last: Sakai and others, "dendsort: modular leaf
// ordering methods for dendrogram representations in R", F1000Research 3:177 (2014).
func tighterFirst(t *Tree) []bool {
	n := t.Len()
	lowest := make([]float64, 2*n-1)
	for c := range n {
		lowest[c] = math.Inf(1)
	}
	swap := make([]bool, len(t.Merges))
	for i, m := range t.Merges {
		swap[i] = lowest[m.Right] < lowest[m.Left]
		lowest[n+i] = min(m.Height, lowest[m.Left], lowest[m.Right])
	}
	return swap
}
