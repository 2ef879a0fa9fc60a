package heat

import (
	"cmp"
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/scene"
)

// A tree whose leaves are denser than strokes can be is drawn in two parts. Its skeleton
// are the joints of subtrees that are wide enough to be told apart, as strokes. All other
// branches are twigs: where they stand is filled in a tint of their colour, up to where they
// join the skeleton, so that each lowest subtree of it becomes one trapezoid. Strokes keep
// away from each other in both directions, so that neither the picture nor its size depends
// on the number of leaves. All limits are in points, as a layout does not know of pixels.

const (
	// leastLeaf is the least distance of leaves that are drawn as branches: two pixels of
	// CSS, so that a screen shows each stroke and the space beside it.
	leastLeaf = 1.5
	// leastSubtree is the least width of a subtree in the skeleton.
	leastSubtree = 2 * leastLeaf
	// leastRise is the least distance of two levels of which one stands over the other.
	leastRise = 1.2
	// leastStroke is the least width of the skeleton's strokes.
	leastStroke = 0.5
	// tintStep is the step along the body at which twigs are summed up.
	tintStep = 1.0
	// tintShare is how much of the paper is mixed into a colour for the twigs: the skeleton
	// stands out from them, and they from the paper.
	tintShare = 0.68
)

// skeleton says what of a dense tree is drawn as strokes. Its slices hold one value a node.
type skeleton struct {
	*dendrogram
	f      *frame
	lo, hi []float64 // where its leaves are along the body
	at     []float64 // where its upright stands
	wide   []bool    // can be told apart
	joint  []bool    // links that have a level: of two wide subtrees, or with an outlying twig
	shown  []bool    // nodes that have an upright: joints, the lowest wide ones, outlying twigs
}

// draw draws the tree, and counts the joints that are drawn as strokes.
func (s *skeleton) draw(a *arrangement) (items []scene.Item, joints int) {
	strokes, joints := s.strokes(max(leastStroke, min(a.hairline, branchShare*leastLeaf)))
	return append(s.tints(a.plan.theme), strokes...), joints
}

// newSkeleton chooses the skeleton of a tree whose leaves, at those places along the body,
// cannot be told apart.
func (d *dendrogram) newSkeleton(f *frame, at []float64) *skeleton {
	nodes := d.n + len(d.links)
	places, flags := make([]float64, 3*nodes), make([]bool, 3*nodes)
	s := &skeleton{dendrogram: d, f: f, lo: places[:nodes], hi: places[nodes : 2*nodes], at: places[2*nodes:],
		wide: flags[:nodes], joint: flags[nodes : 2*nodes], shown: flags[2*nodes:]}
	copy(s.at, at[:d.n])
	half := f.along.pitch() / 2
	for leaf := range d.n {
		s.lo[leaf], s.hi[leaf] = s.at[leaf]-half, s.at[leaf]+half
	}
	var joins []int // links of a wide subtree and a twig
	for i, l := range d.links {
		node := d.n + i
		s.lo[node], s.hi[node] = min(s.lo[l.Left], s.lo[l.Right]), max(s.hi[l.Left], s.hi[l.Right])
		s.wide[node] = s.hi[node]-s.lo[node] >= leastSubtree
		switch left, right := s.wide[l.Left], s.wide[l.Right]; {
		case left && right:
			s.joint[node], s.shown[node] = true, true
		case left || right:
			joins = append(joins, node)
		default:
			s.shown[node] = s.wide[node]
		}
	}
	s.outliers(joins)
	s.stand()
	return s
}

// ends are the two sides of a link of which one is wide.
func (s *skeleton) ends(node int) (twig, trunk int) {
	l := s.links[node-s.n]
	if s.wide[l.Left] {
		return l.Right, l.Left
	}
	return l.Left, l.Right
}

// middle is that of a node's leaves.
func (s *skeleton) middle(node int) float64 { return (s.lo[node] + s.hi[node]) / 2 }

// level is the height of a node on paper.
func (s *skeleton) level(node int) float64 { return float64(s.height[node] * s.f.thick) }

// outliers chooses the twigs that are drawn though they are narrow: those that join a
// subtree clearly over all that it is made of, and those at roots, which would have no level
// else. The highest keep others away.
func (s *skeleton) outliers(joins []int) {
	root := func(node int) bool { return s.parent[node] < 0 }
	joins = slices.DeleteFunc(joins, func(node int) bool {
		_, trunk := s.ends(node)
		return !root(node) && s.level(node)-s.level(trunk) < leastRise
	})
	slices.SortFunc(joins, func(a, b int) int {
		if root(a) != root(b) {
			return cmp.Compare(s.parent[a], s.parent[b]) // that of a root is -1
		}
		return cmp.Or(cmp.Compare(s.height[b], s.height[a]), cmp.Compare(a, b))
	})
	stretch := func(node int) int { return int(math.Floor((s.middle(node) - s.f.along.from) / leastSubtree)) }
	taken := map[int]bool{}
	for node, shown := range s.shown {
		if shown && !s.joint[node] {
			taken[stretch(node)] = true
		}
	}
	for _, node := range joins {
		twig, _ := s.ends(node)
		if k := stretch(twig); root(node) || !taken[k] {
			taken[k] = true
			s.joint[node], s.shown[node], s.shown[twig] = true, true, true
		}
	}
}

// stand places the uprights, from the leaves up: in the middle of what a joint joins, and
// where they are already as long as a subtree only takes up twigs.
func (s *skeleton) stand() {
	for i, l := range s.links {
		node := s.n + i
		switch {
		case s.joint[node]:
			s.at[node] = (s.at[l.Left] + s.at[l.Right]) / 2
		case s.wide[l.Left]:
			s.at[node] = s.at[l.Left]
		case s.wide[l.Right]:
			s.at[node] = s.at[l.Right]
		default:
			s.at[node] = s.middle(node)
		}
	}
}

// strokes are the uprights and levels of the skeleton, from the roots down. A joint that is
// hardly lower than the one over it is drawn on its level.
func (s *skeleton) strokes(width float64) (items []scene.Item, joints int) {
	over := make([]int, len(s.at)) // the joint over each node; -1: none
	on := make([]int, len(s.at))   // the joint on whose level another is drawn
	from, to := map[int]float64{}, map[int]float64{}
	for node := len(s.at) - 1; node >= 0; node-- {
		over[node] = -1
		if p := int(s.parent[node]); p >= 0 && s.joint[p] {
			over[node] = p
		} else if p >= 0 {
			over[node] = over[p]
		}
		if !s.shown[node] {
			continue
		}
		x, up := s.at[node], over[node]
		if up >= 0 {
			up = on[up]
		}
		if s.joint[node] {
			if up >= 0 && math.Abs(s.level(up)-s.level(node)) < leastRise {
				on[node] = up
				continue
			}
			on[node], from[node], to[node] = node, x, x
		}
		if up < 0 {
			continue
		}
		from[up], to[up] = min(from[up], x), max(to[up], x)
		if lo, hi := s.level(node), s.level(up); math.Abs(hi-lo) > leastUpright {
			items = append(items, s.f.line(x, lo, x, hi, width, s.colors[s.color[over[node]-s.n]]))
		}
	}
	for node := len(s.at) - 1; node >= s.n; node-- {
		if lo, ok := from[node]; ok {
			h := s.level(node)
			items = append(items, s.f.line(lo-width/2, h, to[node]+width/2, h, width, s.colors[s.color[node-s.n]]))
		}
	}
	return items, len(from)
}

// twigs are what stands on one step along the body.
type twigs struct {
	width  float64   // of all
	high   float64   // the sum of their heights by their widths
	widths []float64 // of each colour
}

// color is that of most of them.
func (t *twigs) color() (most int) {
	for i, w := range t.widths {
		if w > t.widths[most] {
			most = i
		}
	}
	return most
}

// tints are the areas of the twigs: on each step up to their mean height.
func (s *skeleton) tints(theme palette) (items []scene.Item) {
	steps := s.steps()
	along := &s.f.along
	at := func(k float64) float64 { return along.from + min(along.length, float64(k*tintStep)) }
	paths := make([]scene.Path, len(s.colors))
	for k := 0; k < len(steps); k++ {
		if steps[k].width == 0 {
			continue
		}
		first, color := k, steps[k].color()
		high := func(k int) float64 { return steps[k].high / steps[k].width }
		corners := [][2]float64{{at(float64(k)), 0}, {at(float64(k)), high(k)}}
		for ; k < len(steps) && steps[k].width > 0 && steps[k].color() == color; k++ {
			corners = append(corners, [2]float64{at(float64(k) + 0.5), high(k)})
		}
		k--
		corners = append(corners, [2]float64{at(float64(k + 1)), high(k)}, [2]float64{at(float64(k + 1)), 0})
		if first < k || corners[1][1] > 0 {
			paths[color].Segments = append(paths[color].Segments, s.f.polygon(corners...)...)
		}
	}
	paper := over(theme.background, theme.background)
	for i := range paths {
		if len(paths[i].Segments) == 0 {
			continue
		}
		if paths[i].Fill = s.colors[i]; s.colors[i].A > 0 {
			paths[i].Fill = blend(over(s.colors[i], paper), paper, tintShare)
		}
		items = append(items, &paths[i])
	}
	return items
}

// steps sums up the twigs along the body. They are as high as where they join the skeleton.
func (s *skeleton) steps() []twigs {
	along := &s.f.along
	steps := make([]twigs, int(math.Ceil(along.length/tintStep)))
	for node := range s.at {
		p := int(s.parent[node])
		if s.wide[node] || p >= 0 && !s.wide[p] {
			continue // not the whole of a twig
		}
		h, color := s.level(node), uint16(0)
		if node >= s.n {
			color = s.color[node-s.n]
		}
		if p >= 0 {
			h = max(h, s.level(p))
			if color == 0 {
				color = s.color[p-s.n]
			}
		}
		from, to := (s.lo[node]-along.from)/tintStep, (s.hi[node]-along.from)/tintStep
		for k := max(0, int(from)); k < len(steps) && float64(k) < to; k++ {
			if w := min(to, float64(k+1)) - max(from, float64(k)); w > 0 {
				steps[k].add(w, h, int(color), len(s.colors))
			}
		}
	}
	return steps
}

func (t *twigs) add(width, high float64, color, colors int) {
	if t.widths == nil {
		t.widths = make([]float64, colors)
	}
	t.width += width
	t.high += float64(width * high)
	t.widths[color] += width
}
