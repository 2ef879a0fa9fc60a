package heat

import (
	"cmp"
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/scene"
)

// dendrogram is a resolved Dendrogram. Nodes 0 to n-1 are the leaves.
type dendrogram struct {
	noLegends
	n      int
	links  []Link
	parent []int32   // of each node; -1: a root
	height []float64 // of each node, 0 to 1
	color  []uint16  // of each link, in colors
	colors []scene.Color
}

func (d *Dendrogram) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = d.Label, d.Thick
	out := &dendrogram{n: t.n, links: d.Links}
	if !r.forest(t, d, out) {
		return nil
	}
	out.level(d.Heights)
	out.colors = []scene.Color{scene.Color(d.Color)}
	if d.Color.A == 0 {
		out.colors[0] = blend(t.theme.ink, over(t.theme.background, t.theme.background), 0.35)
	}
	out.color = make([]uint16, len(d.Links))
	most := 0
	switch {
	case d.Cut < 0 || d.Cut > t.n:
		r.add("dendrogram", "give 1 to the number of leaves", "%s is to be cut into %d groups of %d %s", t.name, d.Cut, t.n, t.noun)
		return nil
	case d.Cut > 0 && d.Colors != nil:
		r.add("dendrogram", "give one of them", "%s has both a cut and colours of its links", t.name)
		return nil
	case d.Cut > 0:
		most = out.cut(d.Cut)
	case d.Colors != nil:
		if len(d.Colors) != len(d.Links) {
			r.add("dendrogram", "give one for each", "%s has %s for %d links", t.name, plural(len(d.Colors), "colour"), len(d.Links))
			return nil
		}
		for i, c := range d.Colors {
			if c < 0 || c > maxLevels {
				r.add("dendrogram", "0 is that of plain branches", "%s: link %d has colour %d; the limit is %d", t.name, i+1, c, maxLevels)
				return nil
			}
			out.color[i], most = uint16(c), max(most, c)
		}
	}
	out.colors = append(out.colors, branchColors(d, most, t.theme)...)
	return out
}

// branchColors are n colours of the palette.
func branchColors(d *Dendrogram, n int, theme palette) (colors []scene.Color) {
	if len(d.Palette) == 0 {
		return distinctColors(n, theme)
	}
	for i := range n {
		colors = append(colors, scene.Color(d.Palette[i%len(d.Palette)]))
	}
	return colors
}

// forest checks that the links make trees: each joins two nodes that are there already and
// that no other joins.
func (r *resolver) forest(t *trackPlan, d *Dendrogram, out *dendrogram) bool {
	const stage = "dendrogram"
	if len(d.Links) > max(0, t.n-1) {
		r.add(stage, "a tree has one link fewer than leaves", "%s has %d links for %d %s", t.name, len(d.Links), t.n, t.noun)
		return false
	}
	out.parent = make([]int32, t.n+len(d.Links))
	for i := range out.parent {
		out.parent[i] = -1
	}
	for i, l := range d.Links {
		for _, node := range [2]int{l.Left, l.Right} {
			switch {
			case node < 0 || node >= t.n+i:
				r.add(stage, "leaves are 0 to n-1, and link i makes node n+i", "%s: link %d joins node %d, but there are only 0 to %d before it", t.name, i+1, node, t.n+i-1)
				return false
			case out.parent[node] >= 0:
				r.add(stage, "each node has one parent", "%s: link %d joins node %d, which link %d has joined", t.name, i+1, node, int(out.parent[node])-t.n+1)
				return false
			}
			out.parent[node] = int32(t.n + i)
		}
		if !(l.Height >= 0 && l.Height <= math.MaxFloat64) {
			r.add(stage, "heights are finite, 0 or more", "%s: link %d has height %v", t.name, i+1, l.Height)
			return false
		}
	}
	return true
}

// level finds the heights at which nodes are drawn, as parts of the largest.
func (d *dendrogram) level(how Heights) {
	d.height = make([]float64, d.n+len(d.links))
	largest := 0.0
	var distinct []float64
	if how == RankHeights {
		for _, l := range d.links {
			distinct = append(distinct, l.Height)
		}
		slices.Sort(distinct)
		distinct = slices.Compact(distinct)
	}
	for i, l := range d.links {
		h := l.Height
		switch how {
		case RankHeights:
			rank, _ := slices.BinarySearch(distinct, h)
			h = float64(rank + 1)
		case UniformHeights:
			h = 1 + max(d.height[l.Left], d.height[l.Right])
		}
		d.height[d.n+i], largest = h, max(largest, h)
	}
	if largest > 0 {
		for i := range d.height {
			d.height[i] /= largest
		}
	}
}

// cut colours the links of each of k groups and returns how many colours that takes: groups
// count in the order of their first leaf, and leaves that stand alone have none.
func (d *dendrogram) cut(k int) (colors int) {
	// A node is removed before those under it, even where one of these is drawn higher.
	top := make([]float64, d.n+len(d.links))
	order := make([]int, len(d.links))
	for i, l := range d.links {
		top[d.n+i] = max(l.Height, top[l.Left], top[l.Right])
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(top[d.n+b], top[d.n+a]), cmp.Compare(b, a))
	})
	removed := make([]bool, len(d.links))
	for _, i := range order[:max(0, min(k-(d.n-len(d.links)), len(order)))] {
		removed[i] = true
	}
	// The root of the group that each node is in, from the top down.
	root := make([]int, d.n+len(d.links))
	for node := len(root) - 1; node >= 0; node-- {
		root[node] = node
		if p := d.parent[node]; p >= 0 && !removed[int(p)-d.n] {
			root[node] = root[p]
		}
	}
	number := map[int]int{}
	for leaf := range d.n {
		if at := root[leaf]; at >= d.n && number[at] == 0 {
			number[at] = min(len(number)+1, maxLevels)
		}
	}
	for i := range d.links {
		if !removed[i] {
			d.color[i] = uint16(number[root[d.n+i]])
		}
	}
	return len(number)
}

func (d *dendrogram) fit(a *arrangement, t *trackState, _ *lattice) {
	if len(d.links) == 0 {
		return
	}
	t.thick, t.of = t.usual(a, 50), len(d.links)
}

const (
	// freeLeaf is the distance of leaves from which their branches are as dark as all others.
	freeLeaf = 2 * leastLeaf
	// stemShare is how much of the paper is mixed into those of the densest leaves.
	stemShare = 0.5
)

// stemColors are the colours of the branches of leaves. Where these are close, they are many
// beside few others, and lighter, so that they are no grey area in which the tree is lost.
func (d *dendrogram) stemColors(theme palette, pitch float64) []scene.Color {
	share := stemShare * (freeLeaf - pitch) / (freeLeaf - leastLeaf)
	if share <= 0 {
		return d.colors
	}
	paper := over(theme.background, theme.background)
	colors := slices.Clone(d.colors)
	for i, c := range colors {
		if c.A > 0 {
			colors[i] = blend(over(c, paper), paper, share)
		}
	}
	return colors
}

// leastUpright is the least length of a stroke that is drawn, in points.
const leastUpright = 1e-3

// branchShare is the largest part of the leaves' distance that a branch's stroke takes.
const branchShare = 0.4

func (d *dendrogram) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	at := make([]float64, len(d.height))
	for leaf := range d.n {
		at[leaf] = f.along.centre(leaf)
	}
	for i, l := range d.links {
		at[d.n+i] = (at[l.Left] + at[l.Right]) / 2
	}
	if f.along.pitch() < leastLeaf {
		out.solid, t.shown = d.newSkeleton(f, at).draw(a)
		return out
	}
	t.shown = t.of
	width := min(a.hairline, branchShare*f.along.pitch())
	stems := d.stemColors(a.plan.theme, f.along.pitch())
	for i, l := range d.links {
		color := d.colors[d.color[i]]
		h := float64(d.height[d.n+i] * f.thick)
		lo, hi := min(at[l.Left], at[l.Right]), max(at[l.Left], at[l.Right])
		out.solid = append(out.solid, f.line(lo-width/2, h, hi+width/2, h, width, color))
		for _, child := range [2]int{l.Left, l.Right} {
			if from := float64(d.height[child] * f.thick); math.Abs(from-h) > leastUpright {
				stem := color
				if child < d.n {
					stem = stems[d.color[i]]
				}
				out.solid = append(out.solid, f.line(at[child], from, at[child], h, width, stem))
			}
		}
	}
	return out
}
