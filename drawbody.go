package heat

import (
	"fmt"
	"math"
	"runtime"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/resample"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// Limits of what is drawn cell by cell. Beyond them a body is a picture.
const (
	maxCells = 1 << 16 // as rectangles
	maxHints = 5000    // with a text each
)

// block is a part of the body without gaps: one group of rows by one group of columns.
type block struct {
	*cellsPlan
	rows, cols group
}

// Dims and Rows make the block's visible values a source for resampling.
func (b *block) Dims() (rows, cols int) { return b.rows.to - b.rows.from, b.cols.to - b.cols.from }

// Rows returns rows i0 to i1-1 of the block.
func (b *block) Rows(i0, i1 int, buf []float64) []float64 {
	values := b.cellsPlan.Rows(b.rows.from+i0, b.rows.from+i1, buf)
	width := b.cols.to - b.cols.from
	if width == b.cellsPlan.cols {
		return values
	}
	out := make([]float64, 0, (i1-i0)*width)
	for ; len(values) > 0; values = values[b.cellsPlan.cols:] {
		out = append(out, values[b.cols.from:b.cols.to]...)
	}
	return out
}

// maxBlocks bounds the number of parts that are drawn one by one; more are too small to
// be told apart.
const maxBlocks = 1 << 14

// blocks calls draw for each part of the body, from the top left.
func (p *panelState) blocks(draw func(b *block)) {
	for _, rows := range p.panelPlan.rows {
		for _, cols := range p.panelPlan.cols {
			draw(&block{p.cells, rows, cols})
		}
	}
}

// drawBody draws the cells, the strokes through missing ones and the lines between.
func (a *arrangement) drawBody(p *panelState, box layout.Box) (items []scene.Item) {
	c := p.cells
	across, down := p.lattices(box)
	pitchX, pitchY := across.pitch(), down.pitch()
	dense := c.rows*c.cols > maxCells || min(pitchX, pitchY) < a.leastCell
	var indices []uint16
	if !dense {
		indices = c.indices()
	}
	p.blocks(func(b *block) {
		m := &scene.Mosaic{Palette: c.palette, Ramp: c.ramp, Kinds: c.levels != nil, Coarse: b.coarse,
			X: across.edges(across.groupOf(b.cols.from)), Y: down.edges(down.groupOf(b.rows.from))}
		items = append(items, m)
		if dense {
			return
		}
		m.Cells = b.part(indices)
		if c.rows*c.cols <= maxHints {
			m.Hint = func(i, j int) string { return c.hint(p, b.rows.from+i, b.cols.from+j) }
		}
		if c.strikeNA && !a.aligned && min(pitchX, pitchY) >= leastStruck {
			items = append(items, a.strikes(c, m)...)
		}
		items = append(items, a.drawLines(c, m, pitchX, pitchY)...)
	})
	return items
}

// part are the palette entries of the block's cells.
func (b *block) part(indices []uint16) []uint16 {
	if len(indices) == 0 || b.cols.to-b.cols.from == b.cellsPlan.cols {
		return indices[b.rows.from*b.cellsPlan.cols : b.rows.to*b.cellsPlan.cols]
	}
	var out []uint16
	for i := b.rows.from; i < b.rows.to; i++ {
		row := indices[i*b.cellsPlan.cols:]
		out = append(out, row[b.cols.from:b.cols.to]...)
	}
	return out
}

// edges are n+1 evenly spaced positions; the last is exact.
func edges(from, length float64, n int) []float64 {
	at := make([]float64, n+1)
	for i := range at {
		at[i] = from + float64(length*float64(i))/float64(n)
	}
	return at
}

// indices are the palette entries of all cells, row by row.
func (c *cellsPlan) indices() []uint16 {
	out := make([]uint16, 0, c.rows*c.cols)
	masked := c.masked()
	for i := range c.rows {
		for j, v := range c.spec.Values.Rows(i, i+1, nil) {
			if masked && c.isHidden(i, j) {
				out = append(out, c.hiddenIndex())
				continue
			}
			out = append(out, c.index(v))
		}
	}
	return out
}

// coarse is the block as a picture of w × h pixels: values are averaged before they are
// coloured. A pixel is hidden if the mask hides all cells under it.
func (b *block) coarse(w, h int) []uint16 {
	out := make([]uint16, w*h)
	rows, cols := b.Dims()
	b.shrink(w, h, func(y int, row []float64) {
		for x, v := range row {
			i := b.index(v)
			if i == b.missingIndex() && b.masked() && b.isHidden(b.rows.from+y*rows/h, b.cols.from+x*cols/w) {
				i = b.hiddenIndex()
			}
			out[y*w+x] = i
		}
	})
	return out
}

// shrink computes the values of a picture: means of numbers, or the commonest category.
func (b *block) shrink(w, h int, emit func(y int, row []float64)) {
	workers := runtime.GOMAXPROCS(0)
	if b.levels != nil {
		resample.Majority(b, w, h, len(b.levels), workers, emit)
		return
	}
	resample.Mean(b, w, h, workers, emit)
}

// hint describes a cell: row, column, value.
func (c *cellsPlan) hint(p *panelState, i, j int) string {
	if c.isHidden(i, j) {
		return ""
	}
	value := "missing"
	if v := c.spec.Values.At(i, j); !math.IsNaN(v) {
		value = c.text(v)
	}
	return p.panelPlan.y.name(i) + ", " + p.panelPlan.x.name(j) + ": " + value
}

// leastStruck is the least size of a missing cell that shows a stroke.
const leastStruck = 5

// strikes draws a thin diagonal through each missing cell, so that it looks missing
// under every colour map.
func (a *arrangement) strikes(c *cellsPlan, m *scene.Mosaic) []scene.Item {
	path := &scene.Path{Fill: a.plan.theme.strike}
	nx := len(m.X) - 1
	for k, index := range m.Cells {
		if index != c.missingIndex() {
			continue
		}
		i, j := k/nx, k%nx
		path.Segments = append(path.Segments, a.strike(layout.Box{X: m.X[j], Y: m.Y[i], W: m.X[j+1] - m.X[j], H: m.Y[i+1] - m.Y[i]})...)
	}
	if len(path.Segments) == 0 {
		return nil
	}
	return []scene.Item{path}
}

// strike is the outline of a thin diagonal through a box.
func (a *arrangement) strike(box layout.Box) (segments []scene.Segment) {
	inset := 0.16 * min(box.W, box.H)
	mx, my, r := box.X+box.W/2, box.Y+box.H/2, min(box.W, box.H)/2-inset
	t := 0.6 * a.hairline * math.Sqrt2 // half the stroke's width, along each axis
	corners := [4]scene.Point{
		{X: mx - r - t/2, Y: my + r - t/2}, {X: mx + r - t/2, Y: my - r - t/2},
		{X: mx + r + t/2, Y: my - r + t/2}, {X: mx - r + t/2, Y: my + r + t/2},
	}
	for n, pt := range corners {
		op := scene.LineTo
		if n == 0 {
			op = scene.MoveTo
		}
		segments = append(segments, scene.Segment{Op: op, P: [3]scene.Point{pt}})
	}
	return segments
}

// maxLineShare is the largest part of a cell that lines may take: more would wash the
// colours out.
const maxLineShare = 0.25

// drawLines draws the lines round visible cells. Along each edge of the lattice,
// neighbouring pieces are joined.
func (a *arrangement) drawLines(c *cellsPlan, m *scene.Mosaic, pitchX, pitchY float64) (items []scene.Item) {
	width := float64(c.spec.Line.Width)
	if width == 0 || a.aligned {
		return nil
	}
	width = min(width, maxLineShare*min(pitchX, pitchY))
	color := scene.Color(c.spec.Line.Color)
	if color == (scene.Color{}) {
		color = a.plan.theme.background
	}
	rows, cols := len(m.Y)-1, len(m.X)-1
	visible := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < rows && j < cols && m.Cells[i*cols+j] != c.hiddenIndex()
	}
	half := width / 2
	for i := 0; i <= rows; i++ {
		runs(cols, func(j int) bool { return visible(i-1, j) || visible(i, j) }, func(from, to int) {
			items = append(items, &scene.Line{X1: m.X[from] - half, X2: m.X[to] + half, Y1: m.Y[i], Y2: m.Y[i], Width: width, Color: color})
		})
	}
	for j := 0; j <= cols; j++ {
		runs(rows, func(i int) bool { return visible(i, j-1) || visible(i, j) }, func(from, to int) {
			items = append(items, &scene.Line{X1: m.X[j], X2: m.X[j], Y1: m.Y[from] - half, Y2: m.Y[to] + half, Width: width, Color: color})
		})
	}
	return items
}

// runs calls emit for each longest stretch from..to-1 of 0..n-1 for which in holds.
func runs(n int, in func(int) bool, emit func(from, to int)) {
	for i := 0; i < n; {
		if !in(i) {
			i++
			continue
		}
		from := i
		for i < n && in(i) {
			i++
		}
		emit(from, i)
	}
}

// drawAnnotations writes into the cells.
func (a *arrangement) drawAnnotations(p *panelState, box layout.Box) []scene.Item {
	c := p.cells
	style := p.annot.style(p.annot.final)
	on := make([]scene.Color, len(c.palette))
	for i, cell := range c.palette {
		on[i] = onCell(over(cell, a.plan.theme.background))
	}
	models := make([]scene.Text, len(p.annot.kinds)) // of each kind, to be put in its places
	for k, t := range p.annot.kinds {
		run := a.set.Set(t, style)
		models[k] = *run.At(0, run.Cap/2, 0, scene.Middle, scene.Color{})
	}
	indices := c.indices()
	across, down := p.lattices(box)
	xs, ys := centres(across, c.cols), centres(down, c.rows)
	written := 0
	for _, k := range p.annot.which {
		if k != 0 {
			written++
		}
	}
	texts := make([]scene.Text, 0, written) // together, so that thousands are few objects
	items := make([]scene.Item, 0, written)
	for n, k := range p.annot.which {
		if k == 0 {
			continue
		}
		t := models[k]
		t.X, t.Y, t.Color = xs[n%c.cols], ys[n/c.cols]+t.Y, on[indices[n]]
		texts = append(texts, t)
		items = append(items, &texts[len(texts)-1])
	}
	return items
}

// centres are the middles of the first n cells of a lattice.
func centres(l lattice, n int) []float64 {
	at := make([]float64, n)
	for i := range at {
		at[i] = l.centre(i)
	}
	return at
}

// sincos is the sine and cosine of degrees, exact at right angles.
func sincos(degrees float64) (sin, cos float64) {
	switch degrees {
	case 0:
		return 0, 1
	case 90:
		return 1, 0
	case -90:
		return -1, 0
	}
	return math.Sincos(degrees * math.Pi / 180)
}

// plain is label i without markup.
func (a *axisPlan) plain(i int) string {
	if a.markup {
		return text.Plain(a.label(i))
	}
	return a.label(i)
}

// name is what a cell's row or column is called.
func (a *axisPlan) name(i int) string {
	label := a.plain(i)
	if a.title != "" && a.positions {
		return a.title + " " + label
	}
	if label == "" {
		return fmt.Sprintf("(%d)", i+1)
	}
	return label
}
