package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/layout"
)

// lattice is one direction of a body: cells of one size, in groups with gaps between.
// It is what turns the number of a row or column into a place.
type lattice struct {
	from, length float64
	gap          float64 // between two groups
	groups       []group // in order; at least one
	n            int     // cells
}

// group is a run of neighbouring rows or columns.
type group struct {
	from, to int // cells from..to-1
	title    string
}

// oneGroup is an axis that is not split.
func oneGroup(n int) []group { return []group{{to: n}} }

// pitch is the size of a cell.
func (l *lattice) pitch() float64 { return l.room() / float64(max(1, l.n)) }

// room is what the gaps leave to the cells.
func (l *lattice) room() float64 { return l.length - float64(l.gap*float64(len(l.groups)-1)) }

// edges are the edges of the cells of one group, one more than there are cells. The last
// edge of the last group is exact.
func (l *lattice) edges(g int) []float64 {
	at := l.groups[g]
	out := make([]float64, at.to-at.from+1)
	shift := float64(l.gap * float64(g))
	for i := range out {
		out[i] = l.from + (shift + float64(l.room()*float64(at.from+i))/float64(max(1, l.n)))
	}
	if g == len(l.groups)-1 && len(out) > 0 {
		out[len(out)-1] = l.from + l.length
	}
	return out
}

// cell is where cell i begins and ends.
func (l *lattice) cell(i int) (from, to float64) {
	shift := float64(l.gap * float64(l.groupOf(i)))
	at := func(i int) float64 {
		return l.from + (shift + float64(l.room()*float64(i))/float64(max(1, l.n)))
	}
	return at(i), at(i + 1)
}

// centre is the middle of cell i.
func (l *lattice) centre(i int) float64 {
	return l.at(float64(i) + 0.5)
}

// at is the place of a number between cells: i+0.5 is the middle of cell i. What lies
// between two groups counts to the nearer one.
func (l *lattice) at(v float64) float64 {
	i := min(max(int(math.Floor(v)), 0), max(0, l.n-1))
	shift := float64(l.gap * float64(l.groupOf(i)))
	return l.from + (shift + float64(l.room()*v)/float64(max(1, l.n)))
}

// groupOf is the group that cell i is in.
func (l *lattice) groupOf(i int) int {
	lo, hi := 0, len(l.groups)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if i < l.groups[mid].to {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// span is where a group begins and ends.
func (l *lattice) span(g int) (from, to float64) {
	edges := l.edges(g)
	return edges[0], edges[len(edges)-1]
}

// maxGapShare is the largest part of a body that the gaps between its groups may take.
const maxGapShare = 0.4

// lattices are the columns and the rows of a panel whose body is a box.
func (s *panelState) lattices(body layout.Box) (x, y lattice) {
	x = lattice{from: body.X, length: body.W, gap: s.gapX, groups: s.panelPlan.cols, n: s.x1()}
	y = lattice{from: body.Y, length: body.H, gap: s.gapY, groups: s.panelPlan.rows, n: s.y1()}
	x.limitGap()
	y.limitGap()
	return x, y
}

// limitGap narrows gaps that would leave too little to the cells.
func (l *lattice) limitGap() {
	if gaps := float64(len(l.groups) - 1); gaps > 0 {
		l.gap = min(l.gap, float64(maxGapShare*l.length)/gaps)
	}
}

// pitches are the sizes of a cell in a body.
func (s *panelState) pitches(body layout.Box) (x, y float64) {
	across, down := s.lattices(body)
	return across.pitch(), down.pitch()
}

// gaps is the space between all groups of columns, and of rows.
func (s *panelState) gaps() (x, y float64) {
	return float64(s.gapX * float64(len(s.panelPlan.cols)-1)), float64(s.gapY * float64(len(s.panelPlan.rows)-1))
}

func (s *panelState) x1() int { return max(1, s.cells.cols) }
func (s *panelState) y1() int { return max(1, s.cells.rows) }
