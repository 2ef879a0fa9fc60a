package cluster

import "sync"

// askCost is how many steps of a product of matrices take as long as one value of a matrix
// that a vector is multiplied with from both sides: the first go on in registers, the
// second read memory.
const askCost = 6

// plan decides which branches are formed, by the number of steps that it takes: the sizes
// of the branches are all that matters, so that a tree is solved in the same way everywhere.
func (s *solver[F]) plan() {
	for i := range s.branch {
		if b := &s.branch[i]; !b.terminal {
			b.steps = s.branch[b.left].steps + s.branch[b.right].steps + s.cost(i)
		}
	}
	s.pace.opt = s.opt
	if root := &s.branch[len(s.branch)-1]; !root.terminal {
		root.open = true
		s.pace.all = s.planned(root.left, 1) + s.planned(root.right, 1)
	}
}

// planned returns the steps to multiply so many vectors with the matrix of a branch. Each
// call below doubles their number, so that it soon passes that of the places.
func (s *solver[F]) planned(i int, vectors float64) float64 {
	b := &s.branch[i]
	if b.terminal {
		return 0
	}
	left, right := float64(b.mid-b.lo), float64(b.hi-b.mid)
	once := float64(askCost*vectors*left) * right
	formed := b.steps + once
	if vectors >= left+right {
		return formed
	}
	opened := once + s.planned(b.left, 2*vectors) + s.planned(b.right, 2*vectors)
	if b.open = opened < formed; b.open {
		return opened
	}
	return formed
}

// cost is how many steps it takes to form a branch whose parts are formed.
func (s *solver[F]) cost(i int) float64 {
	b := &s.branch[i]
	if b.terminal {
		return 0
	}
	left, right := float64(b.mid-b.lo), float64(b.hi-b.mid)
	return float64(left*right) + float64(s.branch[b.left].across()*right) + float64(left*s.branch[b.right].across())
}

// across returns how many pairs of ends a branch has that its path may have.
func (b *branch) across() float64 {
	if b.hi-b.lo == 1 {
		return 0
	}
	return 2 * float64(b.mid-b.lo) * float64(b.hi-b.mid)
}

// orderPace reports how much of the steps are done.
type orderPace struct {
	opt       *Options
	mu        sync.Mutex
	done, all float64
	waiting   float64
}

// add reports now and then, by one goroutine at a time.
func (p *orderPace) add(steps float64) {
	if p.opt.Progress == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += steps
	if p.waiting += steps; p.waiting > 1e7 {
		p.waiting = 0
		p.opt.report(StageOrder, min(p.done/p.all, 1))
	}
}
