package pdf

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/seed01309057/heat/internal/scene"
)

const (
	// maxLevels is the number of different opacities that are drawn as layers.
	maxLevels = 16
	// leastCell is the least side of a cell in points that is drawn as a rectangle.
	leastCell = 0.25
	// underlap is how far a cell extends under its neighbours, about and at least, in points:
	// two pixels where a page is shown at its size. Cells that are larger extend to the middle
	// of a neighbour. A shorter way would leave some of the paper where several cells share a
	// pixel; a longer one would end at an edge again, and colour what is beyond.
	underlap = 2
	// inset is how far under its top a cell begins to extend to the right, in points: a pixel
	// of a screen. There, the cell above its neighbour lies under the neighbour's edge.
	inset = 0.75
	// edgelap is how far a cell extends to the right, in points, where it lies at the upper
	// or lower edge of the lattice. The edge is seldom on a pixel, and a cell that lies under
	// half of its neighbour there would make that half of the edge darker.
	edgelap = 2
	// evenness is how far from its even place an edge may be, in points.
	evenness = 0.002
)

// mosaic draws a lattice of cells.
func (e *encoder) mosaic(m *scene.Mosaic) error {
	nx, ny := len(m.X)-1, len(m.Y)-1
	if nx < 1 || ny < 1 {
		return nil
	}
	if m.Cells != nil && len(m.Cells) != nx*ny {
		return fmt.Errorf("a mosaic of %d × %d cells has %d values", ny, nx, len(m.Cells))
	}
	if !finite(m.X...) || !finite(m.Y...) || !slices.IsSorted(m.X) || !slices.IsSorted(m.Y) {
		return nil
	}
	x, y := newAxis(m.X), newAxis(m.Y)
	if x.length <= 0 || y.length <= 0 {
		return nil
	}
	fine := min(x.least, y.least) < leastCell
	switch {
	case m.Coarse != nil && (m.Cells == nil || fine):
		w, h := pixels(nx, x.length), pixels(ny, y.length)
		if w*h > maxPixels {
			shrink := math.Sqrt(float64(maxPixels) / float64(w) / float64(h))
			w, h = max(1, int(float64(w)*shrink)), max(1, int(float64(h)*shrink))
		}
		cells := m.Coarse(w, h)
		if len(cells) != w*h {
			return fmt.Errorf("a coarse mosaic of %d × %d pixels has %d values", w, h, len(cells))
		}
		e.image(m, w, h, cells, x, y)
	case m.Cells == nil:
	case x.even && y.even && (fine || len(levels(m)) > maxLevels):
		e.image(m, nx, ny, m.Cells, x, y)
	default:
		t := &tiles{encoder: e, m: m, nx: nx, ny: ny, x: x, y: y}
		t.draw()
	}
	return nil
}

// axis is the edges of a lattice in one direction, in hundredths of a unit, which is a cell
// where the edges are even, and otherwise a point.
type axis struct {
	from, length float64 // points
	least        float64 // least distance of edges
	even         bool
	unit         float64 // points
	at           []int64 // edges from the first, hundredths of units
}

func newAxis(edges []float64) axis {
	n := len(edges) - 1
	a := axis{from: edges[0], length: edges[n] - edges[0], least: math.Inf(1), even: true, at: make([]int64, n+1)}
	a.unit = a.length / float64(n)
	for i, v := range edges {
		if i > 0 {
			a.least = min(a.least, v-edges[i-1])
		}
		if math.Abs(v-a.from-float64(a.unit*float64(i))) > evenness {
			a.even = false
		}
		a.at[i] = 100 * int64(i)
	}
	if !a.even {
		a.unit = 1
		for i, v := range edges {
			a.at[i] = fixed(v-a.from, 2)
		}
	}
	return a
}

// reach is how many cells an underlap concerns.
func (a axis) reach() int {
	if !a.even {
		return 1
	}
	return max(1, int(math.Ceil(underlap/a.unit)))
}

// past is where an underlap of some cells ends that begins at an edge: in the middle of the
// last cell.
func (a axis) past(edge, cells int) int64 {
	if cells == 0 {
		return a.at[edge]
	}
	return (a.at[edge+cells-1] + a.at[edge+cells]) / 2
}

// below is a place somewhat under the upper edge of a cell.
func (a axis) below(i int) int64 {
	return a.at[i] + min((a.at[i+1]-a.at[i])/4, fixed(inset/a.unit, 2))
}

// tiles draws the cells of a lattice as rectangles without seams.
//
// Two rectangles with a common edge let the paper through where the edge lies within a
// pixel. So each cell extends under its right and lower neighbours, which are painted after
// it: what shines through at their edges is the cell. It never extends under a neighbour that
// does not cover it.
//
// To the right it extends from a little under its top. From the top on, it would lie between
// the cell that is above its neighbour and the neighbour, and colour the edge of these two.
type tiles struct {
	*encoder
	m      *scene.Mosaic
	nx, ny int
	x, y   axis

	code    []int // of palette entries: their places in the indexed colour space
	indexed bool  // there is one
	space   int   // its number
	level   uint8 // opacity of the cells that are drawn now
}

// draw paints the opaque cells and then those of each other opacity.
func (t *tiles) draw() {
	e := t.encoder
	e.endText()
	t.colorSpace()
	for _, level := range levels(t.m) {
		t.level = level
		if level == 255 {
			e.setAlpha(255)
			outer := e.state
			e.out = append(e.out, "q\n"...)
			t.cells()
			e.out = append(e.out, "Q\n"...)
			e.state = outer
		} else {
			t.group()
		}
	}
}

// levels lists the opacities of the cells of a mosaic, the most opaque first.
func levels(m *scene.Mosaic) (levels []uint8) {
	var seen [256]bool
	for _, c := range m.Cells {
		seen[colorOf(m, c).A] = true
	}
	for a := 255; a > 0; a-- {
		if seen[a] {
			levels = append(levels, uint8(a))
		}
	}
	return levels
}

// colorOf is the colour of a palette entry; none for one that is not there.
func colorOf(m *scene.Mosaic, index uint16) scene.Color {
	if int(index) < len(m.Palette) {
		return m.Palette[index]
	}
	return scene.Color{}
}

// group draws the cells of one opacity as if opaque into a form, which is then painted as
// translucent as they are: so they may extend under each other, too.
func (t *tiles) group() {
	e := t.encoder
	page, outer := e.out, e.state
	e.out = nil
	e.state.alpha = 255
	t.cells()
	form, content := e.file.reserve(), e.out
	e.out, e.state = page, outer

	d := []byte("/Type/XObject/Subtype/Form/Group<</S/Transparency/CS/DeviceRGB/I true>>/BBox[")
	for _, v := range []float64{t.x.from, t.y.from, t.x.from + t.x.length, t.y.from + t.y.length} {
		d = append(appendNumber(d, v, 3), ' ')
	}
	d = fmt.Appendf(d, "]/Resources %v", e.resources)
	e.file.stream(form, string(d), content)
	e.setAlpha(t.level)
	e.paint(form)
}

// paint paints an image or a form.
func (e *encoder) paint(object ref) {
	e.out = append(e.out, "/X"...)
	e.out = strconv.AppendInt(e.out, int64(len(e.objects)), 10)
	e.out = append(e.out, " Do\n"...)
	e.objects = append(e.objects, object)
}

// colorSpace makes an indexed colour space of the colours that are used, so that a cell
// names its colour by one small number. It makes none where there are too many.
func (t *tiles) colorSpace() {
	t.code = make([]int, len(t.m.Palette))
	for i := range t.code {
		t.code[i] = -1
	}
	for _, c := range t.m.Cells {
		if colorOf(t.m, c).A > 0 {
			t.code[c] = 0
		}
	}
	var list []scene.Color
	place := map[scene.Color]int{}
	for i, c := range t.m.Palette {
		if t.code[i] < 0 {
			continue
		}
		c.A = 255
		n, ok := place[c]
		if !ok {
			n = len(list)
			place[c] = n
			list = append(list, c)
		}
		t.code[i] = n
	}
	if len(list) <= 256 && len(list) > 1 {
		t.indexed = true
		t.space = len(t.spaces)
		r := t.file.reserve()
		t.file.object(r, indexedSpace(nil, list))
		t.spaces = append(t.spaces, r)
	}
}

// indexedSpace writes an indexed colour space.
func indexedSpace(d []byte, list []scene.Color) []byte {
	d = fmt.Appendf(d, "[/Indexed/DeviceRGB %d<", len(list)-1)
	for _, c := range list {
		d = fmt.Appendf(d, "%02X%02X%02X", c.R, c.G, c.B)
	}
	return append(d, ">]"...)
}

// cells draws the cells of the present level.
func (t *tiles) cells() {
	e, m, nx, ny := t.encoder, t.m, t.nx, t.ny
	if t.indexed {
		e.out = append(e.out, "/C"...)
		e.fixed(int64(t.space), 0)
		e.out = append(e.out, "cs\n"...)
	}
	e.number(t.x.unit, 8)
	e.out = append(e.out, " 0 0 "...)
	e.number(t.y.unit, 8)
	e.out = append(e.out, ' ')
	e.pair(t.x.from, t.y.from, 3)
	e.out = append(e.out, "cm\n"...)

	present := make([]bool, len(m.Palette))
	for i, c := range m.Palette {
		present[i] = c.A == t.level
	}
	solid := func(k int) bool { return int(m.Cells[k]) < len(present) && present[m.Cells[k]] }
	// down is how many solid cells lie below each cell, up to the reach, and right those to
	// the right of it in this row.
	reachX, reachY := t.x.reach(), t.y.reach()
	down := make([]int, nx*ny)
	for k := nx*(ny-1) - 1; k >= 0; k-- {
		if solid(k + nx) {
			down[k] = min(down[k+nx]+1, reachY)
		}
	}
	right := make([]int, nx)
	code := -1 // of the colour that is set
	for i := range ny {
		row, under := m.Cells[i*nx:(i+1)*nx], down[i*nx:(i+1)*nx]
		right[nx-1] = 0
		for j := nx - 2; j >= 0; j-- {
			right[j] = 0
			if solid(i*nx + j + 1) {
				right[j] = min(right[j+1]+1, reachX)
			}
		}
		for from := 0; from < nx; {
			to := from + 1
			if !solid(i*nx + from) {
				from = to
				continue
			}
			for to < nx && row[to] == row[from] && under[to] == under[from] {
				to++
			}
			if c := t.code[row[from]]; !t.indexed {
				e.setFill(opaque(m.Palette[row[from]]))
			} else if c != code {
				code = c
				e.fixed(int64(c), 0)
				e.out = append(e.out, "sc "...)
			}
			t.run(i, from, to, right[to-1], under, solid)
			from = to
		}
	}
}

func opaque(c scene.Color) scene.Color { return scene.Color{R: c.R, G: c.G, B: c.B, A: 255} }

// run draws the run of cells from..to of row i, which are of one colour, and what of it
// extends under others: the cells below, and so many to the right.
func (t *tiles) run(i, from, to, right int, under []int, solid func(k int) bool) {
	x, y := t.x, t.y
	depth := under[from]
	beside := depth // how deep the cells that lie to the right may be underlapped
	top := y.at[i]
	if i > 0 {
		top = y.below(i)
	}
	for j := to; j < to+right; j++ {
		beside = min(beside, under[j])
		if i > 0 && !solid((i-1)*t.nx+j) {
			top = y.at[i]
		}
	}
	if i > 0 && !solid((i-1)*t.nx+to-1) {
		top = y.at[i] // nothing lies under the edge
	}
	left, bottom, end := x.at[from], y.past(i+1, depth), y.past(i+1, beside)
	reach := x.past(to, right)
	if right > 0 && (i == 0 || beside == 0) { // at the lattice's own edge two coats are seen
		reach = min(reach, x.at[to]+fixed(edgelap/x.unit, 2))
	}
	switch {
	case right == 0:
		t.box(left, y.at[i], x.at[to], bottom)
	case top == y.at[i] && end == bottom:
		t.box(left, top, reach, bottom)
	default:
		t.box(left, y.at[i], x.at[to], bottom)
		t.box(left, top, reach, end)
	}
	t.out = append(t.out, "f\n"...)
}

// box adds a rectangle to the path.
func (t *tiles) box(x0, y0, x1, y1 int64) {
	t.fixed(x0, 2)
	t.fixed(y0, 2)
	t.fixed(x1-x0, 2)
	t.fixed(y1-y0, 2)
	t.out = append(t.out, "re "...)
}
