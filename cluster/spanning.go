package cluster

import (
	"context"
	"math"
)

// spanningMerges returns single linkage: the edges of the minimum spanning tree, found by Prim's
// algorithm, which looks at each distance once. join turns them into merges.
func spanningMerges[F float](ctx context.Context, d *square[F], opt *Options) ([]Merge, error) {
	n := d.n
	edges := make([]Merge, 0, max(n-1, 0))
	if n == 0 {
		return edges, nil
	}
	dist := make([]F, n)   // from the tree to each row outside of it
	pen := make([]F, n)    // +Inf for the rows in the tree
	near := make([]int, n) // the row of the tree that dist is to
	inf := F(math.Inf(1))
	for i := range dist {
		dist[i] = inf
	}
	k := vectorsOf[F]()
	pace := newPace(ctx, opt, n-1)
	for at := 0; ; {
		pen[at] = inf
		if len(edges) == n-1 {
			return edges, nil
		}
		if err := pace.step(len(edges)); err != nil {
			return nil, err
		}
		row := d.row(at)[:n]
		for j, dj := range row {
			if dj < dist[j] {
				dist[j], near[j] = dj, at
			}
		}
		next, low := k.least(dist, pen)
		edges = append(edges, Merge{Left: near[next], Right: next, Height: float64(low)})
		at = next
	}
}
