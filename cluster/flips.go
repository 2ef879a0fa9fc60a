package cluster

// A flip says which parts of a merge are mirrored. Mirroring the whole is left to the merge
// above.
type flip struct{ left, right bool }

// ends are the first and the last row of a cluster.
type ends struct{ first, last int }

// nearestEnds decides for the first merges, from the leaves up, which parts to mirror so
// that the ends that meet are the nearest two of the four pairs: Gruvaeus and Wainer, "Two
// additions to hierarchical cluster analysis", British Journal of Mathematical and
// Statistical Psychology 25 (1972). Of equal pairs the one with fewer flips is taken.
func nearestEnds(t *Tree, src source, merges int) []flip {
	flips, _ := flipsAndEnds(t, src, merges)
	return flips
}

func flipsAndEnds(t *Tree, src source, merges int) ([]flip, []ends) {
	n := t.Len()
	e := make([]ends, n+merges)
	for row := range n {
		e[row] = ends{row, row}
	}
	flips := make([]flip, len(t.Merges))
	for i, m := range t.Merges[:merges] {
		l, r := e[m.Left], e[m.Right]
		low := src.pair(l.last, r.first)
		for _, f := range [3]flip{{false, true}, {true, false}, {true, true}} {
			a, b := l.last, r.first
			if f.left {
				a = l.first
			}
			if f.right {
				b = r.last
			}
			if d := src.pair(a, b); d < low {
				low, flips[i] = d, f
			}
		}
		first, last := l.first, r.last
		if flips[i].left {
			first = l.last
		}
		if flips[i].right {
			last = r.first
		}
		e[n+i] = ends{first, last}
	}
	return flips, e
}

// flipped returns the leaves from left to right.
func (t *Tree) flipped(flips []flip) []int {
	return t.appendFlipped(nil, flips, 2*t.Len()-2, false)
}

// appendFlipped appends the leaves of a cluster, mirrored if that is asked for.
func (t *Tree) appendFlipped(rows []int, flips []flip, c int, mirror bool) []int {
	type part struct {
		c      int
		mirror bool
	}
	n := t.Len()
	stack := []part{{c, mirror}}
	for len(stack) > 0 {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if p.c < n {
			rows = append(rows, p.c)
			continue
		}
		m, f := t.Merges[p.c-n], flips[p.c-n]
		left, right := part{m.Left, f.left != p.mirror}, part{m.Right, f.right != p.mirror}
		if p.mirror {
			left, right = right, left
		}
		stack = append(stack, right, left)
	}
	return rows
}
