package heat

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/cluster"
)

// joined makes one tree of those of groups and the one between them. The merges of groups
// come in order of height, as far as each tree has them so; those between follow, raised
// to begin where the highest group ends, as ComplexHeatmap joins dendrograms.
func joined(n int, groups [][]int, trees []*cluster.Tree, between *cluster.Tree) *cluster.Tree {
	type step struct {
		group, merge int
		height       float64 // the largest so far in the group
	}
	var steps []step
	base := 0.0
	for g, t := range trees {
		height := math.Inf(-1)
		for i, m := range t.Merges {
			height = max(height, m.Height)
			steps = append(steps, step{g, i, height})
		}
		base = max(base, height)
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.height, b.height) })
	out := &cluster.Tree{Report: joinedReports(groups, trees, between)}
	size := func(c int) int {
		if c < n {
			return 1
		}
		return out.Merges[c-n].Size
	}
	add := func(a, b int, height float64) int {
		out.Merges = append(out.Merges, cluster.Merge{Left: min(a, b), Right: max(a, b), Height: height, Size: size(a) + size(b)})
		return n + len(out.Merges) - 1
	}
	nodes := make([][]int, len(groups)) // of each group's clusters, as numbered here
	for g, rows := range groups {
		nodes[g] = slices.Clone(rows)
	}
	for _, s := range steps {
		m := trees[s.group].Merges[s.merge]
		at := nodes[s.group]
		nodes[s.group] = append(at, add(at[m.Left], at[m.Right], m.Height))
	}
	var tops []int
	for _, at := range nodes {
		tops = append(tops, at[len(at)-1])
	}
	for _, m := range between.Merges {
		tops = append(tops, add(tops[m.Left], tops[m.Right], min(base+max(m.Height, 0), math.MaxFloat64)))
	}
	out.Order = make([]int, 0, n)
	for _, g := range between.Leaves() {
		out.Order = append(out.Order, taken(groups[g], trees[g].Leaves())...)
	}
	return out
}

// inARow is a tree between groups that keep their order: each is joined to those before it.
func inARow(trees []*cluster.Tree) *cluster.Tree {
	out := &cluster.Tree{Order: upTo(len(trees)), Report: trees[0].Report}
	out.Report.ExactOrder = true
	top := 0
	for g := 1; g < len(trees); g++ {
		out.Merges = append(out.Merges, cluster.Merge{Left: min(top, g), Right: max(top, g), Size: g + 1})
		top = len(trees) + g - 1
	}
	return out
}

// joinedReports adds up what was done for each group. Rows are numbered as in the whole.
func joinedReports(groups [][]int, trees []*cluster.Tree, between *cluster.Tree) cluster.Report {
	out := between.Report
	out.EmptyRows, out.ConstantRows = nil, nil
	out.Missing, out.Infinite, out.PartialPairs, out.FilledPairs, out.PathLength, out.ExactBranches = 0, 0, 0, 0, 0, 0
	for g, t := range trees {
		r := &t.Report
		out.MatrixFree = out.MatrixFree || r.MatrixFree
		out.MatrixTooLarge = out.MatrixTooLarge || r.MatrixTooLarge
		out.Bytes = max(out.Bytes, r.Bytes)
		out.Missing += r.Missing
		out.Infinite += r.Infinite
		out.PartialPairs += r.PartialPairs
		out.FilledPairs += r.FilledPairs
		out.PathLength += r.PathLength
		out.ExactBranches += r.ExactBranches
		out.ExactOrder = out.ExactOrder && r.ExactOrder
		out.EmptyRows = append(out.EmptyRows, taken(groups[g], r.EmptyRows)...)
		out.ConstantRows = append(out.ConstantRows, taken(groups[g], r.ConstantRows)...)
	}
	slices.Sort(out.EmptyRows)
	slices.Sort(out.ConstantRows)
	return out
}

// crosses reports whether branches cross in the order of the leaves: some cluster does not
// hold neighbours alone.
func crosses(t *cluster.Tree) bool {
	n := t.Len()
	lo, hi := t.Places(), t.Places()
	for _, m := range t.Merges {
		from, to := min(lo[m.Left], lo[m.Right]), max(hi[m.Left], hi[m.Right])
		if to-from+1 != m.Size {
			return true
		}
		lo, hi = append(lo, from), append(hi, to)
	}
	return len(lo) > 2*n // never: there are n-1 merges
}

// given is the tree that was given, numbered as the rows.
func (c *sideClustering) given() (*cluster.Tree, error) {
	t := c.opt.Tree
	if err := t.Validate(); err != nil {
		return nil, err
	}
	if t.Len() != c.n {
		return nil, c.fault("use the tree of this matrix", "the tree has %s, and there are %s", plural2(t.Len(), "leaf", "leaves"), plural(c.n, c.what))
	}
	row, err := c.match(t.Labels)
	if err != nil {
		return nil, err
	}
	out := &cluster.Tree{Merges: slices.Clone(t.Merges), Labels: slices.Clone(c.m.RowLabels), Order: taken(row, t.Leaves()), Report: t.Report}
	for i := range out.Merges {
		m := &out.Merges[i]
		for _, node := range [2]*int{&m.Left, &m.Right} {
			if *node < c.n {
				*node = row[*node]
			}
		}
		m.Left, m.Right = min(m.Left, m.Right), max(m.Left, m.Right)
	}
	if !c.opt.Arrange {
		return out, nil
	}
	return cluster.Arrange(c.ctx, out, c.m, c.opt.Options)
}

// match finds the row of each leaf by its label; rows without labels go by their positions.
func (c *sideClustering) match(labels []string) ([]int, error) {
	if labels == nil {
		return upTo(c.n), nil
	}
	names := c.m.RowLabels
	if names == nil {
		names = numbersOf(upTo(c.n))
	}
	row, unknown, err := c.matchAs(labels, names)
	if err != nil || unknown == nil {
		return row, err
	}
	// Newick has underscores stand for spaces, and many programs write them so. All labels
	// are taken in this way, or none: one by one, a leaf could be found that is not meant.
	blank := func(list []string) []string {
		out := make([]string, len(list))
		for i, s := range list {
			out[i] = strings.ReplaceAll(s, "_", " ")
		}
		return out
	}
	if row, still, err := c.matchAs(blank(labels), blank(names)); err == nil && still == nil {
		return row, nil
	}
	used := make([]bool, c.n)
	for _, i := range row {
		if i >= 0 {
			used[i] = true
		}
	}
	var lacking []string
	for i, ok := range used {
		if !ok {
			lacking = append(lacking, names[i])
		}
	}
	return nil, c.fault("use the tree of this matrix", "%d of %d leaves of the tree are no %s: %s; not in the tree: %s", len(unknown), c.n, c.what, fewQuoted(unknown), fewQuoted(lacking))
}

// matchAs finds the row of each leaf, -1 for those labels that are unknown.
func (c *sideClustering) matchAs(labels, names []string) (row []int, unknown []string, err error) {
	at := map[string]int{}
	for i, name := range names {
		if _, twice := at[name]; twice {
			return nil, nil, c.fault("make the labels unique, or give a tree without labels", "the label %.40q is there twice, so that the tree's leaves cannot be told apart", name)
		}
		at[name] = i
	}
	row = make([]int, len(labels))
	used := make([]bool, c.n)
	for leaf, label := range labels {
		i, ok := at[label]
		switch {
		case !ok:
			unknown = append(unknown, label)
			row[leaf] = -1
			continue
		case used[i]:
			return nil, nil, c.fault("", "the tree has the label %.40q twice", label)
		}
		row[leaf], used[i] = i, true
	}
	return row, unknown, nil
}

// plural2 is "1 leaf" or "2 leaves".
func plural2(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// dendrogram is the tree as it is drawn: leaves by their places. It is nil where there is
// nothing to draw.
func (s *ClusteredSide) dendrogram(opt *ClusterSide) *Dendrogram {
	if s.Tree == nil || s.Crossed || opt.HideTree || len(s.Tree.Merges) == 0 {
		return nil
	}
	n := len(s.Order)
	place := places(s.Order)
	node := func(c int) int {
		if c < n {
			return place[c]
		}
		return c
	}
	least := 0.0 // of a tree of similarities
	for _, m := range s.Tree.Merges {
		least = min(least, m.Height)
	}
	merges := s.Tree.Merges
	if opt.keeps() {
		merges = merges[:len(merges)-(len(s.Groups)-1)] // without those between the groups
	}
	d := &Dendrogram{Thick: opt.Dendrogram, Links: make([]Link, len(merges))}
	for i, m := range merges {
		d.Links[i] = Link{Left: node(m.Left), Right: node(m.Right), Height: min(m.Height-least, math.MaxFloat64)}
	}
	if len(merges) == 0 {
		return nil // each group has one row
	}
	if opt.ColorGroups && len(s.Groups) > 1 {
		d.Cut = len(s.Groups)
	}
	return d
}

// split is how the side is divided.
func (s *ClusteredSide) split(gap Length) Split {
	if len(s.Groups) < 2 {
		return Split{}
	}
	out := Split{Gap: gap}
	for _, g := range s.Groups {
		out.Groups = append(out.Groups, Group{Title: g.Name, Size: g.Size})
	}
	return out
}

// places is the inverse of an order.
func places(order []int) []int {
	at := make([]int, len(order))
	for place, i := range order {
		at[i] = place
	}
	return at
}

// taken are the entries at those positions.
func taken[T any](list []T, at []int) []T {
	out := make([]T, len(at))
	for i, k := range at {
		out[i] = list[k]
	}
	return out
}
