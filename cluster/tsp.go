package cluster

import (
	"cmp"
	"slices"
)

// shortPath returns a short path through all rows: that of nearestEnds, improved by 2-opt and
// or-opt until no move among the nearest neighbours helps. It is a heuristic: the result is
// a local optimum.
func shortPath[F float](c *clustering, src source, d *square[F]) ([]int, error) {
	n := src.size()
	start := c.tree.flipped(nearestEnds(c.tree, src, len(c.tree.Merges)))
	d, err := orderMatrix(c, src, start, d, int64(n)*(neighbours+4)*8)
	if err != nil {
		return nil, err
	}
	p := newTour(d)
	for improved := true; improved; {
		improved = false
		for a := range n {
			if a%64 == 0 && c.ctx.Err() != nil {
				return nil, c.ctx.Err()
			}
			for p.improve(a) {
				improved = true
			}
		}
	}
	order := make([]int, 0, n)
	for _, at := range p.path() {
		order = append(order, start[at])
	}
	return order, nil
}

// neighbours is how many nearest rows of each are tried as its neighbours on the path. More
// than ten hardly ever shorten a tour: Johnson and McGeoch, "The traveling salesman
// problem: a case study in local optimization" (1997).
const neighbours = 10

// A tour goes through all rows and one place more, n, which is at no distance of any: the
// path starts and ends there.
type tour[F float] struct {
	d    *square[F]
	n    int
	at   []int // position → row
	pos  []int // row → position
	near [][]int
}

func newTour[F float](d *square[F]) *tour[F] {
	n := d.n
	p := &tour[F]{d: d, n: n, at: make([]int, n+1), pos: make([]int, n+1), near: make([][]int, n)}
	others := make([]int, 0, n)
	for i := range n + 1 {
		p.at[i], p.pos[i] = i, i
	}
	for i := range n {
		others = others[:0]
		row := d.row(i)
		for j := range n {
			if j != i {
				others = append(others, j)
			}
		}
		p.near[i] = append(leastOf(others, neighbours, func(a, b int) int {
			return cmp.Or(cmp.Compare(row[a], row[b]), a-b)
		}), n)
	}
	return p
}

// leastOf returns the least few, in order. It keeps a short sorted list, which most values are
// refused by at the first comparison.
func leastOf(of []int, few int, compare func(a, b int) int) []int {
	out := make([]int, 0, few+1)
	for _, v := range of {
		if len(out) == few && compare(v, out[few-1]) > 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(out, v, compare)
		out = slices.Insert(out, i, v)
		out = out[:min(len(out), few)]
	}
	return out
}

func (p *tour[F]) dist(a, b int) F {
	if a == p.n || b == p.n {
		return 0
	}
	return p.d.row(a)[b]
}

func (p *tour[F]) next(a int) int { return p.at[(p.pos[a]+1)%(p.n+1)] }
func (p *tour[F]) last(a int) int { return p.at[(p.pos[a]+p.n)%(p.n+1)] }

// improve makes one move that shortens the tour by putting a beside one of its nearest, if
// there is one.
func (p *tour[F]) improve(a int) bool {
	after, before := p.next(a), p.last(a)
	for _, b := range p.near[a] {
		ab := p.dist(a, b)
		if b == after || b == before {
			continue
		}
		// 2-opt: a–after and b–next(b) become a–b and after–next(b), or mirrored.
		nb, lb := p.next(b), p.last(b)
		if gain(p.dist(a, after), p.dist(b, nb), ab, p.dist(after, nb)) {
			p.reverse(after, b)
			return true
		}
		if gain(p.dist(a, before), p.dist(b, lb), ab, p.dist(before, lb)) {
			p.reverse(b, before)
			return true
		}
		if p.moveRun(a, b) {
			return true
		}
	}
	return false
}

// gain reports whether replacing two edges makes them shorter, by more than rounding.
func gain[F float](was1, was2, now1, now2 F) bool {
	was, now := float64(was1)+float64(was2), float64(now1)+float64(now2)
	return now < was-float64(1e-7*was)
}

// moveRun is or-opt: one to three rows, a at an end of them, go between b and a neighbour
// of b.
func (p *tour[F]) moveRun(a, b int) bool {
	m := p.n + 1
	for length := 1; length <= 3 && length < p.n-1; length++ {
		for _, forward := range [2]bool{true, false} {
			// The run goes from a to z, away from where it is cut off beside a.
			first := p.pos[a]
			lastAt := (first + length - 1) % m
			if !forward {
				lastAt = (first - length + 1 + m) % m
			}
			z := p.at[lastAt]
			lo, hi := a, z
			if !forward {
				lo, hi = z, a
			}
			if p.within(b, lo, length) {
				continue
			}
			x, y := p.last(lo), p.next(hi)
			cut := float64(p.dist(x, lo)) + float64(p.dist(hi, y)) - float64(p.dist(x, y))
			for _, c := range [2]int{p.next(b), p.last(b)} {
				if p.within(c, lo, length) {
					continue
				}
				add := float64(p.dist(b, a)) + float64(p.dist(z, c)) - float64(p.dist(b, c))
				if add < cut-float64(1e-7*max(cut, float64(p.dist(b, c)))) {
					p.insert(lo, length, b, c, a)
					return true
				}
			}
		}
	}
	return false
}

// within reports whether b is one of a run of rows from lo on.
func (p *tour[F]) within(b, lo, length int) bool {
	return (p.pos[b]-p.pos[lo]+p.n+1)%(p.n+1) < length
}

// insert moves the run from lo on between the neighbours b and c, a beside b.
func (p *tour[F]) insert(lo, length, b, c, a int) {
	m := p.n + 1
	run := make([]int, length)
	for k := range run {
		run[k] = p.at[(p.pos[lo]+k)%m]
	}
	first := b // the one of b and c that comes first
	if p.next(c) == b {
		first = c
	}
	if (first == b) != (run[0] == a) {
		slices.Reverse(run)
	}
	// All between the old place and the new one move by the length of the run.
	from := p.pos[lo]
	if ahead := (p.pos[first] - from + m) % m; ahead <= m/2 {
		for k := length; k <= ahead; k++ {
			p.put((from+k-length)%m, p.at[(from+k)%m])
		}
		for k, row := range run {
			p.put((from+ahead-length+1+k)%m, row)
		}
		return
	}
	end := (from + length - 1) % m
	back := (end - p.pos[p.next(first)] + m) % m
	for k := length; k <= back; k++ {
		p.put((end-k+length+m)%m, p.at[(end-k+m)%m])
	}
	for k, row := range run {
		p.put((end-back+k+m)%m, row)
	}
}

func (p *tour[F]) put(at, row int) { p.at[at], p.pos[row] = row, at }

// reverse mirrors the rows from a forward to b, or, which is the same tour, all others.
func (p *tour[F]) reverse(a, b int) {
	m := p.n + 1
	i, j := p.pos[a], p.pos[b]
	length := (j-i+m)%m + 1
	if length > m/2 {
		i, j = (j+1)%m, (i+m-1)%m
		length = m - length
	}
	for range length / 2 {
		x, y := p.at[i], p.at[j]
		p.put(i, y)
		p.put(j, x)
		i, j = (i+1)%m, (j+m-1)%m
	}
}

// path returns the rows from the extra place on.
func (p *tour[F]) path() []int {
	out := make([]int, 0, p.n)
	for k := 1; k <= p.n; k++ {
		out = append(out, p.at[(p.pos[p.n]+k)%(p.n+1)])
	}
	return out
}
