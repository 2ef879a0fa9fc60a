// Package svg writes a scene as SVG: text stays text, cells are crisp rectangles, and
// screen readers find a title and a description.
//
// Text is written in one of three ways, see [Mode]. Embedded fonts and shared outlines have
// names that are made from what is in them, so that figures that stand in one page do not
// take each other's.
package svg

import (
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/seed01309057/heat/internal/encode/png"
	"github.com/seed01309057/heat/internal/encode/raster"
	"github.com/seed01309057/heat/internal/scene"
)

// Options say how a scene is written. The zero value is the default.
type Options struct {
	Software string // what wrote the file
	Metadata string // XML to stand in the metadata too
	Text     Mode
}

// Mode is how text is written.
type Mode uint8

// The modes.
const (
	// Embed keeps text as <text> and embeds the fonts that it was measured in, as far as
	// it uses them. Text that cannot be laid out from characters and advances alone, such
	// as Arabic, is drawn as outlines with its text over them, transparent.
	Embed Mode = iota
	// Outline draws the outlines of glyphs, each of them written once.
	Outline
	// Plain names the font and leaves it to the viewer to have it.
	Plain
)

// Encode writes the scene. It returns every error of the writer.
func Encode(w io.Writer, s *scene.Scene, o Options) error {
	e := &encoder{mode: o.Text}
	e.survey(s.Items)
	const head = 32 << 10 // with a font or two
	e.buf = make(output, 0, head+sizeOf(s.Items))
	e.head(s, &o)
	if err := e.items(s.Items); err != nil {
		return err
	}
	e.defs()
	e.buf.WriteString("</svg>\n")
	_, err := w.Write(e.buf)
	return err
}

type encoder struct {
	buf   output
	tmp   []byte
	mode  Mode
	in    textStyle // what the open group says
	fonts fonts
	shapes
}

func (e *encoder) head(s *scene.Scene, o *Options) {
	e.buf.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="`)
	e.number(s.Width)
	e.buf.WriteString(`pt" height="`)
	e.number(s.Height)
	e.buf.WriteString(`pt" viewBox="0 0 `)
	e.number(s.Width)
	e.buf.WriteByte(' ')
	e.number(s.Height)
	// A screen reader takes title and desc, the root's first children, as name and
	// description. Without ids, several figures can stand in one page.
	e.buf.WriteString(`" role="img"`)
	if len(e.fonts.used) > 0 {
		// The fonts come without kerning; dx has it. Chromium rounds advances to whole
		// pixels where it is not asked for precision.
		e.buf.WriteString(` text-rendering="geometricPrecision" style="font-kerning:none"`)
	}
	e.buf.WriteByte('>')
	if s.Title != "" {
		e.buf.WriteString("<title>")
		e.escape(s.Title)
		e.buf.WriteString("</title>")
	}
	e.buf.WriteString("\n<desc>")
	e.escape(s.Description)
	e.buf.WriteString("</desc>\n<metadata>Software: ")
	e.escape(o.Software)
	e.buf.WriteString(o.Metadata + "</metadata>\n")
	e.fontFaces()
	if s.Background.A > 0 {
		e.buf.WriteString(`<rect width="100%" height="100%"`)
		e.paint("fill", s.Background)
		e.buf.WriteString("/>\n")
	}
}

func (e *encoder) items(items []scene.Item) error {
	for i := 0; i < len(items); {
		n := 1
		switch it := items[i].(type) {
		case *scene.Group:
			if err := e.group(it); err != nil {
				return err
			}
		case *scene.Rect:
			e.rect(it)
		case *scene.Line:
			n = e.lines(items[i:])
		case *scene.Mosaic:
			if err := e.mosaic(it); err != nil {
				return err
			}
		case *scene.Text:
			e.text(it)
		case *scene.Path:
			e.path(it)
		}
		i += n
	}
	return nil
}

// group opens a <g> that carries the style of the group's first text, so that the
// texts of a group say only what is different.
func (e *encoder) group(g *scene.Group) error {
	if len(g.Items) == 0 {
		return nil
	}
	outer := e.in
	e.buf.WriteString(`<g class="`)
	e.escape(g.Name)
	e.buf.WriteByte('"')
	if t := firstText(g.Items); t != nil {
		e.in = e.styleOf(t)
		e.style(e.in, textStyle{})
	}
	e.buf.WriteString(">\n")
	err := e.items(g.Items)
	e.buf.WriteString("</g>\n")
	e.in = outer
	return err
}

func firstText(items []scene.Item) *scene.Text {
	for _, it := range items {
		if t, ok := it.(*scene.Text); ok {
			return t
		}
	}
	return nil
}

func (e *encoder) rect(r *scene.Rect) {
	if r.Fill.A == 0 || r.W <= 0 || r.H <= 0 {
		return
	}
	e.buf.WriteString("<rect")
	e.attr("x", r.X)
	e.attr("y", r.Y)
	e.attr("width", r.W)
	e.attr("height", r.H)
	e.paint("fill", r.Fill)
	e.buf.WriteString(" shape-rendering=\"crispEdges\"/>\n")
}

// lines writes a stretch of lines with the same stroke as one path and returns how
// many items it took.
func (e *encoder) lines(items []scene.Item) int {
	first := items[0].(*scene.Line)
	n := 0
	e.buf.WriteString(`<path fill="none"`)
	e.paint("stroke", first.Color)
	e.attr("stroke-width", first.Width)
	e.buf.WriteString(` d="`)
	for _, it := range items {
		l, ok := it.(*scene.Line)
		if !ok || n > 0 && (l.Color != first.Color || l.Width != first.Width) { // NaN differs from itself
			break
		}
		e.buf.WriteByte('M')
		e.pair(l.X1, l.Y1)
		if l.Y1 == l.Y2 {
			e.buf.WriteByte('H')
			e.number(l.X2)
		} else {
			e.buf.WriteByte('V')
			e.number(l.Y2)
		}
		n++
	}
	e.buf.WriteString("\"/>\n")
	return n
}

// imageScale is the resolution, in pixels a point, of a mosaic that is too dense for
// rectangles and has more cells than that.
const imageScale = 2

// mosaic writes cells as rectangles, or as one picture where they are too many.
func (e *encoder) mosaic(m *scene.Mosaic) error {
	nx, ny := len(m.X)-1, len(m.Y)-1
	if nx < 1 || ny < 1 {
		return nil
	}
	if m.Cells == nil {
		return e.image(m)
	}
	if m.Hint == nil && (nx == 1 || ny == 1) && nx*ny >= leastGradient && e.gradient(m) {
		return nil
	}
	e.buf.WriteString("<g shape-rendering=\"crispEdges\">\n")
	if m.Hint != nil {
		e.hinted(m)
	} else {
		e.byColor(m)
	}
	e.buf.WriteString("</g>\n")
	return nil
}

// hinted writes a rectangle a cell, with its words as a title.
func (e *encoder) hinted(m *scene.Mosaic) {
	nx := len(m.X) - 1
	for k, index := range m.Cells {
		c := m.Palette[index]
		if c.A == 0 {
			continue
		}
		i, j := k/nx, k%nx
		e.buf.WriteString("<rect")
		e.attr("x", m.X[j])
		e.attr("y", m.Y[i])
		e.span("width", m.X[j], m.X[j+1])
		e.span("height", m.Y[i], m.Y[i+1])
		e.paint("fill", c)
		if hint := m.Hint(i, j); hint != "" {
			e.buf.WriteString("><title>")
			e.escape(hint)
			e.buf.WriteString("</title></rect>\n")
		} else {
			e.buf.WriteString("/>\n")
		}
	}
}

// byColor writes one path a colour, with the cells of one row and colour that are
// neighbours joined.
func (e *encoder) byColor(m *scene.Mosaic) {
	xs, ys := written(m.X), written(m.Y)
	runs, starts := runsByColor(m)
	for index, c := range m.Palette {
		mine := runs[starts[index]:starts[index+1]]
		if len(mine) == 0 || c.A == 0 {
			continue
		}
		e.buf.WriteString("<path")
		e.paint("fill", c)
		b := append(e.buf, ` d="`...)
		for _, r := range mine {
			b = append(append(b, 'M'), xs[r.from]...)
			b = append(append(b, ' '), ys[r.row]...)
			b = append(append(b, 'H'), xs[r.to]...)
			b = append(append(b, 'V'), ys[r.row+1]...)
			b = append(append(b, 'H'), xs[r.from]...)
			b = append(b, 'z')
		}
		e.buf = append(b, "\"/>\n"...)
	}
}

// cellRun is a stretch of cells of one row that have one colour.
type cellRun struct{ row, from, to int32 }

// runsByColor returns all stretches, sorted by the entry of the palette, and where those
// of each entry start.
func runsByColor(m *scene.Mosaic) (runs []cellRun, starts []int) {
	nx := len(m.X) - 1
	each := func(do func(index uint16, r cellRun)) {
		for i := range len(m.Y) - 1 {
			row := m.Cells[i*nx : (i+1)*nx]
			for j := 0; j < nx; {
				from := j
				for j < nx && row[j] == row[from] {
					j++
				}
				do(row[from], cellRun{int32(i), int32(from), int32(j)})
			}
		}
	}
	starts = make([]int, len(m.Palette)+1)
	each(func(index uint16, r cellRun) { starts[index+1]++ })
	for index := range m.Palette {
		starts[index+1] += starts[index]
	}
	runs = make([]cellRun, starts[len(m.Palette)])
	next := append([]int(nil), starts...)
	each(func(index uint16, r cellRun) {
		runs[next[index]] = r
		next[index]++
	})
	return runs, starts
}

// written are positions as they are written.
func written(positions []float64) [][]byte {
	out, all := make([][]byte, len(positions)), []byte(nil)
	for i, v := range positions {
		from := len(all)
		all = appendNumber(all, v)
		out[i] = all[from:len(all):len(all)]
	}
	return out
}

// image embeds a dense mosaic as a picture: a pixel a cell, or as many pixels as a good
// printer shows where that is less.
func (e *encoder) image(m *scene.Mosaic) error {
	if m.Coarse == nil {
		return nil
	}
	nx, ny := len(m.X)-1, len(m.Y)-1
	x, y := m.X[0], m.Y[0]
	width, height := m.X[nx]-x, m.Y[ny]-y
	w := pixels(nx, width)
	h := pixels(ny, height)
	// A picture of w × h points at one pixel a point.
	one := *m
	one.X, one.Y = evenly(nx, w), evenly(ny, h)
	canvas, err := raster.Draw(&scene.Scene{Width: float64(w), Height: float64(h), Items: []scene.Item{&one}}, 72)
	if err != nil {
		return fmt.Errorf("svg: %w", err)
	}
	e.buf.WriteString("<image")
	e.attr("x", x)
	e.attr("y", y)
	e.attr("width", width)
	e.attr("height", height)
	e.buf.WriteString(` preserveAspectRatio="none" style="image-rendering:pixelated" href="data:image/png;base64,`)
	b64 := base64.NewEncoder(base64.StdEncoding, &e.buf)
	if err := png.Encode(b64, canvas, png.Options{DPI: 72 * imageScale}); err != nil {
		return fmt.Errorf("svg: %w", err)
	}
	if err := b64.Close(); err != nil {
		return fmt.Errorf("svg: %w", err)
	}
	e.buf.WriteString("\"/>\n")
	return nil
}

// pixels is the number of pixels for n cells over a length.
func pixels(n int, length float64) int {
	return max(1, min(n, int(length*imageScale+0.5)))
}

// evenly are n+1 edges over a length.
func evenly(n, length int) []float64 {
	at := make([]float64, n+1)
	for i := range at {
		at[i] = float64(length) * float64(i) / float64(n)
	}
	return at
}

func (e *encoder) path(p *scene.Path) {
	if p.Fill.A == 0 || len(p.Segments) == 0 {
		return
	}
	e.buf.WriteString("<path")
	e.paint("fill", p.Fill)
	e.buf.WriteString(` d="`)
	for i, s := range p.Segments {
		if s.Op == scene.MoveTo && i > 0 {
			e.buf.WriteByte('z')
		}
		n := [4]int{1, 1, 2, 3}[s.Op]
		e.buf.WriteByte("MLQC"[s.Op])
		for k := range n {
			if k > 0 {
				e.buf.WriteByte(' ')
			}
			e.pair(s.P[k].X, s.P[k].Y)
		}
	}
	e.buf.WriteString("z\"/>\n")
}

// escape writes text so that XML reads it back; what XML cannot hold becomes U+FFFD.
func (e *encoder) escape(s string) {
	if !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == '<' || r == '>' || r == '&' || r == '"' || r == '\'' || r >= 0xD800
	}) {
		e.buf.WriteString(s)
		return
	}
	xml.EscapeText(&e.buf, []byte(s)) // an output does not fail
}
