package cluster

import (
	"slices"
)

// A Merge joins two clusters. Those below n, the number of leaves, are rows; cluster n+i is
// what merge i made.
type Merge struct {
	Left, Right int
	Height      float64 // the distance of the two
	Size        int     // leaves of both
}

// A Tree is a hierarchical clustering of n rows, in the layout of SciPy's linkage matrix:
// n−1 merges in order of height, each of clusters that exist by then, Left < Right. Under
// centroid and median linkage a height may be below that of a part.
//
// Methods read the tree only, and may be called concurrently.
type Tree struct {
	Merges []Merge
	Labels []string // of the rows; nil if they have none
	Order  []int    // rows from the first place to the last; nil is as merged
	Report Report
}

// Len returns the number of leaves. A tree without merges has as many leaves as Order, so
// that no row and a single row are told apart.
func (t *Tree) Len() int {
	if len(t.Merges) == 0 {
		return max(len(t.Order), min(len(t.Labels), 1))
	}
	return len(t.Merges) + 1
}

// Leaves returns the rows in the order of their places, as a new slice.
func (t *Tree) Leaves() []int {
	if t.Order != nil {
		return slices.Clone(t.Order)
	}
	return t.merged()
}

// Places returns the place of each row, from 0: the inverse of Leaves.
func (t *Tree) Places() []int {
	leaves := t.Leaves()
	places := make([]int, len(leaves))
	for at, row := range leaves {
		places[row] = at
	}
	return places
}

// Label returns the label of a row, or "".
func (t *Tree) Label(row int) string {
	if row < len(t.Labels) {
		return t.Labels[row]
	}
	return ""
}

// Validate reports whether the tree is one: each cluster is merged once, after it was
// made, sizes add up, heights are finite and Order is a permutation. Trees that this
// package makes or reads are valid; one that was put together by hand may not be, and then
// other methods may panic.
func (t *Tree) Validate() error {
	n := t.Len()
	used := make([]bool, n+len(t.Merges))
	for i, m := range t.Merges {
		size := 0
		for _, c := range [2]int{m.Left, m.Right} {
			switch {
			case c < 0 || c >= n+i:
				return fault("tree", "", "merge %d joins cluster %d, which does not exist by then", i, c)
			case used[c]:
				return fault("tree", "", "merge %d joins cluster %d, which was merged before", i, c)
			}
			used[c] = true
			size += t.size(c)
		}
		if size != m.Size {
			return fault("tree", "", "merge %d has size %d; its parts have %d leaves", i, m.Size, size)
		}
		if !(m.Height-m.Height == 0) {
			return fault("tree", "", "merge %d has height %v", i, m.Height)
		}
	}
	if t.Labels != nil && len(t.Labels) != n {
		return fault("tree", "give one for each leaf, or none", "%d labels for %d leaves", len(t.Labels), n)
	}
	if t.Order == nil {
		return nil
	}
	if !permutation(t.Order, n) {
		return fault("tree", "", "the order is not a permutation of %d leaves", n)
	}
	return nil
}

func permutation(order []int, n int) bool {
	if len(order) != n {
		return false
	}
	seen := make([]bool, n)
	for _, row := range order {
		if row < 0 || row >= n || seen[row] {
			return false
		}
		seen[row] = true
	}
	return true
}

// size returns the number of leaves of a cluster.
func (t *Tree) size(c int) int {
	if n := t.Len(); c >= n {
		return t.Merges[c-n].Size
	}
	return 1
}

// Members returns the rows of a cluster, in the order of their places: the cluster c < n is
// the row c alone, and n+i is what merge i made. It panics if there is no such cluster.
func (t *Tree) Members(c int) []int {
	rows := t.below(c)
	if t.Order != nil {
		places := t.Places()
		slices.SortFunc(rows, func(a, b int) int { return places[a] - places[b] })
	}
	return rows
}

// merged returns the leaves from left to right as the merges have them.
func (t *Tree) merged() []int {
	if len(t.Merges) == 0 {
		return slices.Clone(t.Order)
	}
	return t.below(2*t.Len() - 2)
}

// below returns the leaves of a cluster from left to right.
func (t *Tree) below(c int) []int {
	n := t.Len()
	rows := make([]int, 0, t.size(c))
	stack := []int{c}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if c < n {
			rows = append(rows, c)
			continue
		}
		m := t.Merges[c-n]
		stack = append(stack, m.Right, m.Left)
	}
	return rows
}

// MaxHeight returns the largest height of a merge, or 0.
func (t *Tree) MaxHeight() float64 {
	h := 0.0
	for _, m := range t.Merges {
		h = max(h, m.Height)
	}
	return h
}
