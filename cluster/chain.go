package cluster

import (
	"context"
	"time"
)

// slack is how many columns a matrix of n rows has room for beyond n, so that clusters
// can be merged before the matrix must be compacted. An eighth makes three compactions,
// which together move about as much as the matrix holds.
func slack(n int) int { return n/8 + 2*flushColumns }

// chainer follows chains of nearest neighbours: from a cluster to its nearest, from there to the
// nearest of that, until two are nearest to each other. These are merged, and what is left
// of the chain stays valid, as long as a merged cluster is never nearer to a third one
// than both of its parts were. So no row is looked at more than three times for each
// merge, whatever the data: Murtagh, "A survey of recent advances in hierarchical
// clustering algorithms", The Computer Journal 26 (1983).
type chainer[F float] struct {
	*slots[F]
	chain []int // columns
	dist  []F   // dist[i] is that of chain[i] and chain[i+1]
}

// chainLinkage merges until one cluster is left. It is for the methods that are reducible: all
// but centroid and median.
func chainLinkage[F float](ctx context.Context, d *square[F], opt *Options) ([]Merge, error) {
	c := &chainer[F]{slots: newSlots(d, opt)}
	c.slots.onMove = c.move
	pace := newPace(ctx, opt, d.n-1)
	for c.alive > 1 {
		if err := pace.step(len(c.merges)); err != nil {
			return nil, err
		}
		a, b, ab := c.pair()
		if _, err := c.merge(ctx, min(a, b), max(a, b), ab); err != nil {
			return nil, err
		}
	}
	return c.merges, nil
}

// pair extends the chain until its last two are nearest to each other, and takes them off.
func (c *chainer[F]) pair() (a, b int, ab F) {
	if len(c.chain) == 0 {
		first := 0
		for c.pen[first] != 0 {
			first++
		}
		c.chain = append(c.chain, first)
	}
	for {
		last := len(c.chain) - 1
		top := c.chain[last]
		next, d := c.nearest(top)
		// The one before is kept among equals: else a ring of ties would have no end.
		if last > 0 && c.dist[last-1] <= d {
			a, b, ab = c.chain[last-1], top, c.dist[last-1]
			c.chain = c.chain[:last-1]
			c.dist = c.dist[:max(last-2, 0)]
			return a, b, ab
		}
		c.chain = append(c.chain, next)
		c.dist = append(c.dist, d)
	}
}

func (c *chainer[F]) move(moved []int) {
	for i, at := range c.chain {
		c.chain[i] = moved[at]
	}
}

// pace looks at the context and reports progress, but not at every merge: both take longer than
// a merge of a small matrix.
type pace struct {
	ctx   context.Context
	opt   *Options
	total int
	said  time.Time
	wait  int
}

func newPace(ctx context.Context, opt *Options, total int) *pace {
	return &pace{ctx: ctx, opt: opt, total: total}
}

// step is called after done merges.
func (p *pace) step(done int) error {
	if p.wait--; p.wait > 0 {
		return nil
	}
	const pause = 16
	p.wait = pause
	if err := p.ctx.Err(); err != nil {
		return err
	}
	if p.opt.Progress != nil && time.Since(p.said) > progressPause {
		p.said = time.Now()
		// Later merges look at fewer clusters: what is left to do is about a square.
		left := 1 - float64(done)/float64(p.total)
		p.opt.report(StageLinkage, 1-left*left)
	}
	return nil
}
