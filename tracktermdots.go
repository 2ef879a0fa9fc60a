package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/scene"
)

// A tree whose leaves are denser than characters is drawn with dots. Subtrees that are
// narrower than two stems apart are twigs: of those at one place the largest is drawn, as a
// wedge up to its height and a stem from there. A joint is drawn where it joins two subtrees
// that are shown; others are passed through.

// dotUnit is the distance of the dots of braille, in units either way.
const dotUnit = 0.5

// stemStep is the distance of stems, in dots: a dot of each two stays free, so that stems
// side by side are no block.
const stemStep = 2

// dotTree is what is shown of a tree, by node.
type dotTree struct {
	*termTree
	f      *frame
	lo, hi []float64 // where its leaves are along the body, in dots from its beginning
	leaves []int
	as     []int // the node that is drawn for it; -1: none
	at     []int // the dot in which its stem stands
}

// dotOf is the dot of a height.
func (d *dotTree) dotOf(node int) int {
	return int(math.Round(float64(d.height[node] * (math.Floor(d.f.thick/dotUnit) - 1))))
}

func (d *termTree) newDots(f *frame) *dotTree {
	nodes := len(d.height)
	s := &dotTree{termTree: d, f: f, lo: make([]float64, nodes), hi: make([]float64, nodes),
		leaves: make([]int, nodes), as: make([]int, nodes), at: make([]int, nodes)}
	for leaf := range d.n {
		lo, hi := f.along.cell(leaf)
		s.lo[leaf], s.hi[leaf], s.leaves[leaf] = (lo-f.along.from)/dotUnit, (hi-f.along.from)/dotUnit, 1
	}
	for i, l := range d.links {
		node := d.n + i
		s.lo[node], s.hi[node] = min(s.lo[l.Left], s.lo[l.Right]), max(s.hi[l.Left], s.hi[l.Right])
		s.leaves[node] = s.leaves[l.Left] + s.leaves[l.Right]
	}
	return s
}

// narrow reports whether a subtree is a twig, or a part of one.
func (d *dotTree) narrow(node int) bool { return d.hi[node]-d.lo[node] < 2*stemStep }

// choose finds what is drawn for each node, from the leaves up.
func (d *dotTree) choose() {
	places := map[int]int{} // the largest twig at each
	place := func(node int) int { return int(math.Floor((d.lo[node] + d.hi[node]) / 2 / stemStep)) }
	twig := func(node int) bool {
		p := d.parent[node]
		return (node < d.n || d.narrow(node)) && (p < 0 || !d.narrow(int(p)))
	}
	for node := range d.as {
		if d.as[node] = -1; twig(node) {
			if is, taken := places[place(node)]; !taken || d.leaves[is] < d.leaves[node] {
				places[place(node)] = node
			}
		}
	}
	for k, node := range places {
		d.as[node], d.at[node] = node, k*stemStep
	}
	for i, l := range d.links {
		node, left, right := d.n+i, d.as[l.Left], d.as[l.Right]
		switch {
		case d.narrow(node):
		case left >= 0 && right >= 0:
			d.as[node], d.at[node] = node, (d.at[left]+d.at[right])/2
		default:
			d.as[node] = max(left, right)
		}
	}
}

// drawDots draws a tree that is denser than characters.
func (d *termTree) drawDots(f *frame) (items []scene.Item) {
	s := d.newDots(f)
	s.choose()
	for node := range s.as {
		if s.as[node] != node {
			continue
		}
		if node < d.n || s.narrow(node) {
			if h := s.dotOf(node); h > 0 { // beside its stem
				items = append(items, s.upright(s.at[node]+1, 0, h-1, s.colorOf(node)))
			}
			continue
		}
		l := d.links[node-d.n]
		h, color := s.dotOf(node), d.stroke(node-d.n)
		left, right := s.as[l.Left], s.as[l.Right]
		items = append(items, s.level(s.at[left], s.at[right], h, color))
		for _, child := range [2]int{left, right} {
			from := 0
			if child >= d.n && !s.narrow(child) {
				from = s.dotOf(child)
			}
			items = append(items, s.upright(s.at[child], from, h, color))
		}
	}
	return items
}

// colorOf is the colour of a twig's own links.
func (d *dotTree) colorOf(node int) scene.Color {
	if node < d.n {
		return scene.Color{}
	}
	return d.stroke(node - d.n)
}

// level draws the dots from one place along the body to another, at a distance.
func (d *dotTree) level(from, to, away int, color scene.Color) scene.Item {
	h := (float64(away) + 0.5) * dotUnit
	start := d.f.along.from
	return d.f.line(start+float64(min(from, to))*dotUnit, h, start+float64(max(from, to)+1)*dotUnit, h, 0, color)
}

// upright draws the dots from one distance to another.
func (d *dotTree) upright(at, from, to int, color scene.Color) scene.Item {
	x := d.f.along.from + (float64(at)+0.5)*dotUnit
	return d.f.line(x, float64(min(from, to))*dotUnit, x, float64(max(from, to)+1)*dotUnit, 0, color)
}
