package cluster

import "context"

// generic merges the nearest two clusters of all, again and again, as centroid and median
// linkage need: a merged cluster may be nearer to a third one than its parts were. Each
// column remembers a bound below its distances to others, and the column where it was
// found; a bound whose column is gone is renewed only when it is the least of all. Compare
// Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378
// (2011), algorithm GENERIC_LINKAGE; here the least bound is found by a scan, which for a
// vector unit is less work than the upkeep of a heap.
type generic[F float] struct {
	*slots[F]
	bound []F
	near  []int // column; dead if the bound is only a bound
}

func genericLinkage[F float](ctx context.Context, d *square[F], opt *Options) ([]Merge, error) {
	g := &generic[F]{slots: newSlots(d, opt), bound: make([]F, d.stride), near: make([]int, d.stride)}
	g.onMove = g.move
	for c := range d.n {
		g.near[c], g.bound[c] = g.nearest(c)
	}
	pace := newPace(ctx, opt, d.n-1)
	for g.alive > 1 {
		if err := pace.step(len(g.merges)); err != nil {
			return nil, err
		}
		a, b, ab := g.closest()
		c, err := g.merge(ctx, min(a, b), max(a, b), ab)
		if err != nil {
			return nil, err
		}
		g.near[c], g.bound[c] = g.nearest(c)
		for x, dx := range g.row(c)[:c] {
			if dx < g.bound[x] && g.pen[x] == 0 {
				g.bound[x], g.near[x] = dx, c
			}
		}
	}
	return g.merges, nil
}

// closest returns the oldest of the pairs at the least distance.
func (g *generic[F]) closest() (a, b int, ab F) {
	for {
		a, ab = g.k.least(g.bound[:g.used], g.pen[:g.used])
		if b = g.near[a]; b >= 0 && g.pen[b] == 0 {
			return a, b, ab
		}
		g.near[a], g.bound[a] = g.nearest(a)
	}
}

// move is called when columns move, which is always to the left.
func (g *generic[F]) move(moved []int) {
	for old, to := range moved {
		if to < 0 {
			continue
		}
		if g.bound[to], g.near[to] = g.bound[old], g.near[old]; g.near[to] >= 0 {
			g.near[to] = moved[g.near[to]]
		}
	}
}
