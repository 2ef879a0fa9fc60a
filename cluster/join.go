package cluster

import (
	"cmp"
	"math"
	"slices"
)

// sorted puts merges in order of height and numbers clusters by it, as SciPy does. Merges
// come in the order they were made, parts before wholes, and numbered by that. Where
// rounding made a whole lower than a part, by a few units of the last digit, it is raised:
// the methods concerned are monotone.
func sorted(merges []Merge, n int) []Merge {
	for i := range merges {
		m := &merges[i]
		for _, c := range [2]int{m.Left, m.Right} {
			if c >= n {
				m.Height = max(m.Height, merges[c-n].Height)
			}
		}
	}
	order := make([]int, len(merges))
	for i := range order {
		order[i] = i
	}
	// The sort is stable, so that a whole of the same height stays behind its parts.
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(merges[a].Height, merges[b].Height) })
	return renumbered(merges, order, n)
}

// renumbered returns the merges in another order, in which parts still come before wholes.
func renumbered(merges []Merge, order []int, n int) []Merge {
	number := make([]int, len(merges))
	out := make([]Merge, len(merges))
	for at, i := range order {
		number[i] = n + at
		m := merges[i]
		for _, c := range [2]*int{&m.Left, &m.Right} {
			if *c >= n {
				*c = number[*c-n]
			}
		}
		m.Left, m.Right = min(m.Left, m.Right), max(m.Left, m.Right)
		out[at] = m
	}
	return out
}

// join makes merges of the edges of a spanning tree, whose ends are rows: in order of
// length, each joins the clusters that its ends are in by then.
func join(edges []Merge, n int) []Merge {
	slices.SortStableFunc(edges, func(a, b Merge) int { return cmp.Compare(a.Height, b.Height) })
	sets := newSets(2*n - 1)
	for i := range edges {
		e := &edges[i]
		a, b := sets.find(e.Left), sets.find(e.Right)
		e.Left, e.Right = min(a, b), max(a, b)
		e.Size = sets.size[a] + sets.size[b]
		sets.parent[a], sets.parent[b], sets.size[n+i] = n+i, n+i, e.Size
	}
	return edges
}

// sets are disjoint sets with path halving.
type sets struct{ parent, size []int }

func newSets(n int) *sets {
	s := &sets{make([]int, max(n, 0)), make([]int, max(n, 0))}
	for i := range s.parent {
		s.parent[i], s.size[i] = i, 1
	}
	return s
}

func (s *sets) find(x int) int {
	for s.parent[x] != x {
		s.parent[x] = s.parent[s.parent[x]]
		x = s.parent[x]
	}
	return x
}

// heights turns the heights of merges into those of the metric.
func heights(merges []Merge, exponent int, squared bool) {
	scale := unscaled(exponent, squared)
	for i := range merges {
		merges[i].Height = scale(merges[i].Height)
	}
}

// unscaled returns what brings the exponent of a source back, after the root of distances
// that are squared. Distances beyond float64 become its largest number.
func unscaled(exponent int, squared bool) func(float64) float64 {
	return func(d float64) float64 {
		if squared {
			d = math.Sqrt(d)
		}
		return min(math.Ldexp(d, exponent), math.MaxFloat64)
	}
}
