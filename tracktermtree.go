package heat

import (
	"math"
	"math/bits"

	"github.com/seed01309057/heat/internal/scene"
)

// termTree is a dendrogram of characters. Where each leaf has a character of its own, it is
// drawn with box-drawing characters; denser ones with the dots of braille.
type termTree struct {
	*dendrogram
	plain bool // plain branches were given no colour
}

// Least thicknesses of a tree, in characters away from the body.
const (
	leastTreeColumns = 4
	leastTreeLines   = 2
)

// fit chooses the thickness: room for the joints of a balanced tree of so many leaves,
// within a share of the terminal.
func (d *termTree) fit(a *arrangement, t *trackState, _ *lattice) {
	if len(d.links) == 0 {
		return
	}
	deep := float64(bits.Len(uint(d.n - 1))) // joints over each other
	if t.vertical() {
		t.thick = min(2*deep+2, math.Floor(max(leastTreeColumns, min(14, a.maxWidth/8))))
	} else {
		t.thick = 2 * min(max(deep+1, leastTreeLines), 6)
	}
	if length := float64(t.trackPlan.thick); length > 0 { // of its type, as on paper
		if length *= a.tick / defaultFontSize; t.vertical() {
			t.thick = max(leastTreeColumns, min(math.Round(length), math.Floor(a.maxWidth/3)))
		} else {
			t.thick = 2 * max(leastTreeLines, min(math.Round(length/2), 20))
		}
	}
}

func (d *termTree) draw(_ *arrangement, _ *trackState, f *frame) (out drawnTrack) {
	if f.along.pitch() >= f.character() {
		out.solid = d.drawBoxes(f)
	} else {
		out.solid = d.drawDots(f)
	}
	return out
}

// stroke is the colour of a link: plain branches that were given none have the terminal's
// own.
func (d *termTree) stroke(link int) scene.Color {
	if d.color[link] == 0 && d.plain {
		return scene.Color{}
	}
	return d.colors[d.color[link]]
}

// levels are how many characters away from the body the joints are drawn, by node: in
// proportion to their heights. Where a joint would fall on the character of a lower one, it
// moves out by one while there is room for those over it, or else the lower one in while
// there is room for those under it: so that the tree can still be read where heights differ
// by less than a character.
func (d *termTree) levels(most int) []int {
	nodes := len(d.height)
	buf := make([]int, 3*nodes)
	level, above, below := buf[:nodes], buf[nodes:2*nodes], buf[2*nodes:] // joints over and under each
	for node := nodes - 1; node >= d.n; node-- {
		if p := d.parent[node]; p >= 0 {
			above[node] = above[p] + 1
		}
	}
	for i, l := range d.links {
		node, under := d.n+i, -1
		for _, child := range [2]int{l.Left, l.Right} {
			if child >= d.n && d.height[child] < d.height[node] {
				under, below[node] = max(under, level[child]), max(below[node], below[child]+1)
			}
		}
		level[node] = max(int(math.Round(float64(d.height[node]*float64(most)))), min(under+1, most-above[node]))
	}
	for node := nodes - 1; node >= d.n; node-- {
		if p := int(d.parent[node]); p >= 0 && level[node] >= level[p] && d.height[node] < d.height[p] {
			level[node] = max(min(below[node], level[p]), level[p]-1)
		}
	}
	return level
}

// drawBoxes draws the tree through the middles of characters.
func (d *termTree) drawBoxes(f *frame) (items []scene.Item) {
	at := make([]float64, len(d.height))
	for leaf := range d.n {
		at[leaf] = f.along.centre(leaf)
	}
	for i, l := range d.links {
		at[d.n+i] = (at[l.Left] + at[l.Right]) / 2
	}
	size, step := f.character(), 1.0 // along the body and away from it
	if !f.vertical() {
		step = 2
	}
	level := d.levels(int(f.thick/step) - 1)
	middle := func(node int) float64 { // of the character that is nearest
		const hair = 1e-6 // a joint between two characters counts to the first
		return size * (math.Floor((at[node]-hair)/size) + 0.5)
	}
	for i, l := range d.links {
		node, color := d.n+i, d.stroke(i)
		h := step * (float64(level[node]) + 0.5)
		lo, hi := middle(l.Left), middle(l.Right)
		items = append(items, f.line(min(lo, hi), h, max(lo, hi), h, 1, color))
		for _, child := range [2]int{l.Left, l.Right} {
			from := 0.0
			if child >= d.n {
				from = step * (float64(level[child]) + 0.5)
			}
			if c := middle(child); from != h {
				items = append(items, f.line(c, from, c, h, 1, color))
			}
		}
	}
	return items
}
