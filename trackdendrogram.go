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
		out.colors[0] = blend(t.theme.ink, t.theme.background, 0.35)
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
	if a.aligned || len(d.links) == 0 { // characters are too coarse for branches
		t.gone = a.aligned
		return
	}
	t.thick = t.usual(a, 50)
}

// leastLeaf is the least distance of leaves, and the least width of a subtree, that are
// drawn as branches; what is narrower is filled. In points.
const leastLeaf = 1.2

// leastUpright is the least length of a stroke that is drawn, in points.
const leastUpright = 1e-3

// branchShare is the largest part of the leaves' distance that a branch's stroke takes.
const branchShare = 0.4

func (d *dendrogram) draw(a *arrangement, _ *trackState, f *frame) (out drawnTrack) {
	at := make([]float64, len(d.height))
	for leaf := range d.n {
		at[leaf] = f.along.centre(leaf)
	}
	for i, l := range d.links {
		at[d.n+i] = (at[l.Left] + at[l.Right]) / 2
	}
	if f.along.pitch() < leastLeaf {
		out.solid = d.drawDense(a, f, at)
		return out
	}
	width := min(a.hairline, branchShare*f.along.pitch())
	for i, l := range d.links {
		color := d.colors[d.color[i]]
		h := float64(d.height[d.n+i] * f.thick)
		lo, hi := min(at[l.Left], at[l.Right]), max(at[l.Left], at[l.Right])
		out.solid = append(out.solid, f.line(lo-width/2, h, hi+width/2, h, width, color))
		for _, child := range [2]int{l.Left, l.Right} {
			if from := float64(d.height[child] * f.thick); math.Abs(from-h) > leastUpright {
				out.solid = append(out.solid, f.line(at[child], from, at[child], h, width, color))
			}
		}
	}
	return out
}

// drawDense draws a tree whose leaves are denser than can be told apart. Subtrees that are
// too narrow for branches are filled, from the leaves to their height. Where single rows
// are joined to a large subtree one by one, only those that are joined highest are drawn:
// all of them would be a grey block.
func (d *dendrogram) drawDense(a *arrangement, f *frame, at []float64) []scene.Item {
	pitch := f.along.pitch()
	lo, hi := slices.Clone(at), slices.Clone(at)
	for leaf := range d.n {
		lo[leaf], hi[leaf] = at[leaf]-pitch/2, at[leaf]+pitch/2
	}
	for i, l := range d.links {
		lo[d.n+i], hi[d.n+i] = min(lo[l.Left], lo[l.Right]), max(hi[l.Left], hi[l.Right])
	}
	narrow := func(node int) bool { return hi[node]-lo[node] < 2*leastLeaf }
	shown := make([]bool, len(at))
	var stems []int // narrow subtrees under wide ones
	for node := len(at) - 1; node >= d.n; node-- {
		p := d.parent[node]
		switch {
		case narrow(node) && (p < 0 || shown[p] && !narrow(int(p))):
			stems = append(stems, node)
		case !narrow(node):
			shown[node] = true
		}
	}
	for leaf := range d.n {
		if p := d.parent[leaf]; p >= 0 && !narrow(int(p)) {
			stems = append(stems, leaf)
		}
	}
	d.thinStems(stems, shown, at, f)
	w := newBranches(d, f, min(a.hairline, branchShare*leastLeaf))
	for node := len(at) - 1; node >= 0; node-- {
		if !shown[node] {
			continue
		}
		h := float64(d.height[node] * f.thick)
		if node >= d.n {
			if l := d.links[node-d.n]; narrow(node) {
				w.fill(d.color[node-d.n], lo[node], hi[node], at[node], h)
			} else {
				from, to := at[node], at[node]
				for _, child := range [2]int{l.Left, l.Right} {
					if shown[child] {
						from, to = min(from, at[child]), max(to, at[child])
					}
				}
				w.level(d.color[node-d.n], from, to, h)
			}
		}
		if p := d.parent[node]; p >= 0 {
			w.upright(d.color[int(p)-d.n], at[node], h, float64(d.height[p]*f.thick))
		}
	}
	return w.items()
}

// leastStem is the least distance of the stems of narrow subtrees, in points; those of
// single leaves keep twice as far away.
const leastStem = leastLeaf / 2

// thinStems chooses the narrow subtrees that are drawn: those that are joined highest keep
// others away.
func (d *dendrogram) thinStems(stems []int, shown []bool, at []float64, f *frame) {
	joined := func(node int) float64 {
		if p := d.parent[node]; p >= 0 {
			return d.height[p]
		}
		return math.Inf(1) // a root
	}
	slices.SortFunc(stems, func(a, b int) int {
		return cmp.Or(cmp.Compare(joined(b), joined(a)), cmp.Compare(at[a], at[b]), cmp.Compare(a, b))
	})
	kept := map[int]float64{} // by stretches of leastStem: at most one in each
	for _, node := range stems {
		k := int(math.Floor((at[node] - f.along.from) / leastStem))
		least := leastStem
		if node < d.n {
			least = 2 * leastStem
		}
		_, taken := kept[k]
		for near := k - 2; near <= k+2; near++ {
			other, ok := kept[near]
			taken = taken || ok && math.Abs(at[node]-other) < least
		}
		if !taken {
			kept[k], shown[node] = at[node], true
		}
	}
}

// branches collects the strokes of a dense tree on a grid, so that what would be drawn over
// each other is drawn once: its size is bounded by that of the track, not of the tree.
type branches struct {
	d     *dendrogram
	f     *frame
	width float64
	// Strokes from..to by colour and by their place across, all in grid steps.
	levels, uprights map[branchKey][][2]int
	fills            [][]scene.Segment // by colour
}

type branchKey struct {
	color uint16
	at    int
}

// branchGrid is the step of the grid, in points.
const branchGrid = 0.25

func newBranches(d *dendrogram, f *frame, width float64) *branches {
	return &branches{d: d, f: f, width: width, levels: map[branchKey][][2]int{}, uprights: map[branchKey][][2]int{},
		fills: make([][]scene.Segment, len(d.colors))}
}

func (w *branches) along(v float64) int { return int(math.Round((v - w.f.along.from) / branchGrid)) }
func (w *branches) away(v float64) int  { return int(math.Round(v / branchGrid)) }

func (w *branches) level(color uint16, from, to, h float64) {
	key := branchKey{color, w.away(h)}
	w.levels[key] = append(w.levels[key], [2]int{w.along(from), w.along(to)})
}

func (w *branches) upright(color uint16, at, from, to float64) {
	key := branchKey{color, w.along(at)}
	w.uprights[key] = append(w.uprights[key], [2]int{w.away(min(from, to)), w.away(max(from, to))})
}

// fill is a trapezoid from the leaves to a node.
func (w *branches) fill(color uint16, lo, hi, at, h float64) {
	half := min(w.width, hi-lo) / 2
	w.fills[color] = append(w.fills[color], w.f.polygon([2]float64{lo, 0}, [2]float64{hi, 0}, [2]float64{at + half, h}, [2]float64{at - half, h})...)
}

// items are the areas and strokes, colour by colour.
func (w *branches) items() (items []scene.Item) {
	for color, segments := range w.fills {
		if len(segments) > 0 {
			items = append(items, &scene.Path{Segments: segments, Fill: w.d.colors[color]})
		}
	}
	from, half := w.f.along.from, w.width/2
	merged(w.levels, func(key branchKey, lo, hi int) {
		h := float64(key.at) * branchGrid
		items = append(items, w.f.line(from+float64(float64(lo)*branchGrid)-half, h, from+float64(float64(hi)*branchGrid)+half, h, w.width, w.d.colors[key.color]))
	})
	merged(w.uprights, func(key branchKey, lo, hi int) {
		if at := from + float64(float64(key.at)*branchGrid); hi > lo {
			items = append(items, w.f.line(at, float64(lo)*branchGrid, at, float64(hi)*branchGrid, w.width, w.d.colors[key.color]))
		}
	})
	return items
}

// merged calls emit for the union of the strokes at each place, in order.
func merged(strokes map[branchKey][][2]int, emit func(key branchKey, lo, hi int)) {
	keys := make([]branchKey, 0, len(strokes))
	for key := range strokes {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b branchKey) int {
		return cmp.Or(cmp.Compare(a.color, b.color), cmp.Compare(a.at, b.at))
	})
	for _, key := range keys {
		list := strokes[key]
		slices.SortFunc(list, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
		lo, hi := list[0][0], list[0][1]
		for _, s := range list[1:] {
			if s[0] > hi {
				emit(key, lo, hi)
				lo, hi = s[0], s[1]
			}
			hi = max(hi, s[1])
		}
		emit(key, lo, hi)
	}
}
