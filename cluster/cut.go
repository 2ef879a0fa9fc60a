package cluster

import "math"

// Cut returns, for each row, which of k clusters it is in. Clusters are numbered from 0 in
// the order of their first places, so that cluster 0 holds the first leaf. k below 1 is
// 1, and more than there are leaves gives each leaf a cluster of its own.
//
// The last k−1 merges are undone. Where heights are tied, that is k clusters still, while
// a cut at a height would give fewer.
func (t *Tree) Cut(k int) []int {
	keep := len(t.Merges) - min(max(k, 1)-1, len(t.Merges))
	return t.partition(func(i int) bool { return i < keep })
}

// CutHeight returns, for each row, which cluster it is in after all merges up to height h,
// numbered as by Cut. Under centroid and median linkage a merge counts by the largest height
// in its branch.
func (t *Tree) CutHeight(h float64) []int {
	top := t.tops()
	return t.partition(func(i int) bool { return top[i] <= h })
}

// tops returns the largest height in the branch of each merge.
func (t *Tree) tops() []float64 {
	n := t.Len()
	top := make([]float64, len(t.Merges))
	for i, m := range t.Merges {
		top[i] = m.Height
		for _, c := range [2]int{m.Left, m.Right} {
			if c >= n {
				top[i] = max(top[i], top[c-n])
			}
		}
	}
	return top
}

// CutInconsistent returns, for each row, which cluster it is in when branches are kept whose
// merges all have a coefficient of inconsistency up to limit, numbered as by Cut. It is
// SciPy's fcluster with the criterion inconsistent. A depth of 2 looks at a merge and the
// two below.
func (t *Tree) CutInconsistent(limit float64, depth int) []int {
	n := t.Len()
	worst := make([]float64, len(t.Merges))
	for i, c := range t.Inconsistency(depth) {
		worst[i] = c.Coefficient
		m := t.Merges[i]
		for _, part := range [2]int{m.Left, m.Right} {
			if part >= n {
				worst[i] = max(worst[i], worst[part-n])
			}
		}
	}
	return t.partition(func(i int) bool { return worst[i] <= limit })
}

// partition numbers the clusters that are left when merges are kept by which keep is true. Where keep is
// true of a merge, it must be of those below.
func (t *Tree) partition(keep func(i int) bool) []int {
	n := t.Len()
	above := make([]int, n+len(t.Merges)) // the kept merge above, else the cluster itself
	for c := range above {
		above[c] = c
	}
	for i := len(t.Merges) - 1; i >= 0; i-- {
		if keep(i) {
			above[t.Merges[i].Left], above[t.Merges[i].Right] = above[n+i], above[n+i]
		}
	}
	return numbered(above[:n], t.Leaves())
}

// numbered replaces the names of groups by 0, 1, 2 in the order of their first places.
func numbered(group, leaves []int) []int {
	number := make(map[int]int)
	out := make([]int, len(group))
	for _, row := range leaves {
		k, seen := number[group[row]]
		if !seen {
			k = len(number)
			number[group[row]] = k
		}
		out[row] = k
	}
	return out
}

// Inconsistency is how a merge compares to those below it.
type Inconsistency struct {
	Mean, Std   float64 // of the heights of the merge and those below; Std divides by count − 1
	Count       int
	Coefficient float64 // (height − mean) / std, or 0 where std is 0
}

// Inconsistency returns the statistics of each merge over itself and the merges at most
// depth−1 levels below. It is SciPy's inconsistent. A depth below 1 is 1.
func (t *Tree) Inconsistency(depth int) []Inconsistency {
	n := t.Len()
	out := make([]Inconsistency, len(t.Merges))
	type item struct{ merge, level int }
	var stack []item
	var heights []float64
	for i, m := range t.Merges {
		heights = heights[:0]
		stack = append(stack[:0], item{i, 1})
		for len(stack) > 0 {
			at := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			below := t.Merges[at.merge]
			heights = append(heights, below.Height)
			for _, c := range [2]int{below.Left, below.Right} {
				if c >= n && at.level < depth {
					stack = append(stack, item{c - n, at.level + 1})
				}
			}
		}
		out[i] = inconsistency(m.Height, heights)
	}
	return out
}

func inconsistency(height float64, heights []float64) Inconsistency {
	// Differences from the merge's own height: neither their sum nor their squares lose
	// digits where heights are alike.
	c := Inconsistency{Count: len(heights)}
	sum := 0.0
	for _, h := range heights {
		sum += h - height
	}
	shift := sum / float64(c.Count)
	c.Mean = height + shift
	if c.Count < 2 {
		return c
	}
	squares := 0.0
	for _, h := range heights {
		d := h - height - shift
		squares += float64(d * d)
	}
	c.Std = math.Sqrt(squares / float64(c.Count-1))
	if c.Std > 0 {
		c.Coefficient = -shift / c.Std
	}
	return c
}
