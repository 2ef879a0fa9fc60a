package svg

import (
	"strconv"

	"github.com/seed01309057/heat/internal/scene"
)

// leastGradient is the number of cells from which a strip may be written as a gradient.
// Fewer are seen as steps.
const leastGradient = 128

// gradient writes a strip of very many cells, as a colour bar is, as a gradient that has
// the colour of each cell in its middle, to one level of 255: a tenth of the length of its
// cells, and as crisp at its edges. It writes nothing and reports false for a strip with
// steps, or that is partly unpainted.
//
// A picture of one pixel a cell would be as short, but viewers blend its edges with what
// is beside it.
func (e *encoder) gradient(m *scene.Mosaic) bool {
	at, vertical := m.X, false
	if len(m.X) == 2 {
		at, vertical = m.Y, true
	}
	colors := make([]scene.Color, len(m.Cells))
	kinds := 0 // of neighbours that differ
	for i, c := range m.Cells {
		colors[i] = m.Palette[c]
		if colors[i].A < 255 {
			return false
		}
		if i > 0 && colors[i] != colors[i-1] {
			kinds++
		}
	}
	const fewest = 4 // a stop may be worth so many cells, at most
	stops := stopsOf(colors)
	if kinds < len(colors)/fewest || len(stops) > len(colors)/fewest {
		return false
	}
	e.tmp = e.tmp[:0]
	body := e.ends(at, vertical)
	first, last := middle(at, 0), middle(at, len(colors)-1)
	for _, i := range stops {
		body = append(body, `<stop offset="`...)
		body = strconv.AppendFloat(body, round4((middle(at, i)-first)/(last-first)), 'f', -1, 64)
		body = append(body, `" stop-color="#`...)
		body = append(appendHex(body, colors[i]), "\"/>"...)
	}
	id := e.define("linearGradient", append(body, "</linearGradient>\n"...))
	x, y := m.X[0], m.Y[0]
	e.buf.WriteString("<rect")
	e.attr("x", x)
	e.attr("y", y)
	e.span("width", x, m.X[len(m.X)-1])
	e.span("height", y, m.Y[len(m.Y)-1])
	e.buf.WriteString(` fill="url(#` + id + `)" shape-rendering="crispEdges"/>` + "\n")
	return true
}

// ends are the attributes of a gradient from the middle of its first cell to that of its
// last.
func (e *encoder) ends(at []float64, vertical bool) []byte {
	b := []byte(` gradientUnits="userSpaceOnUse" `)
	first, last := middle(at, 0), middle(at, len(at)-2)
	names := [4]string{`x1="`, `" x2="`, `" y1="0" y2="0">`}
	if vertical {
		names = [4]string{`y1="`, `" y2="`, `" x1="0" x2="0">`}
	}
	b = append(b, names[0]...)
	b = appendNumber(b, first)
	b = append(b, names[1]...)
	b = appendNumber(b, last)
	return append(b, names[2]...)
}

func middle(at []float64, i int) float64 { return (at[i] + at[i+1]) / 2 }

func round4(v float64) float64 { return float64(int64(v*1e4+0.5)) / 1e4 }

// stopsOf chooses cells so that all others are within one level of a straight line between
// the two chosen ones beside them, each as far from the one before as that allows.
func stopsOf(colors []scene.Color) []int {
	stops := []int{0}
	for from := 0; from < len(colors)-1; {
		to := from + 1
		for to+1 < len(colors) && straight(colors, from, to+1) {
			to++
		}
		stops = append(stops, to)
		from = to
	}
	return stops
}

// straight reports whether the colours between two are within a level of a line.
func straight(colors []scene.Color, from, to int) bool {
	a, b := colors[from], colors[to]
	n := to - from
	on := func(p, q, v uint8, i int) bool {
		d := n*(int(v)-int(p)) - i*(int(q)-int(p)) // n times how far it is off
		return max(d, -d) <= n
	}
	for i := 1; i < n; i++ {
		c := colors[from+i]
		if !on(a.R, b.R, c.R, i) || !on(a.G, b.G, c.G, i) || !on(a.B, b.B, c.B, i) {
			return false
		}
	}
	return true
}
