package golden

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/scene"
)

// Scene writes a scene as text: one line an item, in the order in which it is painted,
// indented by its groups, with two decimals of a point. A mosaic is its edges, the
// colours that it uses and a line of indices for each of its rows.
func Scene(s *scene.Scene) string {
	d := &dump{}
	d.line("scene %s × %s background %s", num(s.Width), num(s.Height), hex(s.Background))
	d.line("title %q", s.Title)
	d.line("description %q", s.Description)
	d.items(s.Items)
	return d.String()
}

type dump struct {
	strings.Builder
	depth int
}

func (d *dump) line(format string, args ...any) {
	d.WriteString(strings.Repeat("  ", d.depth))
	fmt.Fprintf(d, format, args...)
	d.WriteByte('\n')
}

func (d *dump) items(items []scene.Item) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Group:
			d.line("group %s", it.Name)
			d.depth++
			d.items(it.Items)
			d.depth--
		case *scene.Rect:
			d.line("rect %s %s size %s %s fill %s", num(it.X), num(it.Y), num(it.W), num(it.H), hex(it.Fill))
		case *scene.Line:
			d.line("line %s %s to %s %s width %s %s", num(it.X1), num(it.Y1), num(it.X2), num(it.Y2), num(it.Width), hex(it.Color))
		case *scene.Text:
			d.text(it)
		case *scene.Path:
			d.path(it)
		case *scene.Mosaic:
			d.mosaic(it)
		default:
			d.line("unknown %T", it)
		}
	}
}

func (d *dump) text(t *scene.Text) {
	style := ""
	if t.Bold {
		style += " bold"
	}
	if t.Tabular {
		style += " tabular"
	}
	if t.Angle != 0 {
		style += " angle " + num(t.Angle)
	}
	d.line("text %q at %s %s %s size %s width %s glyphs %d %s%s", t.String, num(t.X), num(t.Y),
		[...]string{"start", "middle", "end"}[t.Anchor], num(t.Size), num(t.Width), len(t.Glyphs), hex(t.Color), style)
}

func (d *dump) path(p *scene.Path) {
	var b strings.Builder
	for _, s := range p.Segments {
		b.WriteString(" " + "MLQC"[s.Op:s.Op+1])
		for k := range [4]int{1, 1, 2, 3}[s.Op] {
			b.WriteString(" " + num(s.P[k].X) + " " + num(s.P[k].Y))
		}
	}
	d.line("path %s%s", hex(p.Fill), b.String())
}

// coarseSide is the size at which a mosaic without cells is looked at.
const coarseSide = 12

func (d *dump) mosaic(m *scene.Mosaic) {
	nx, ny := len(m.X)-1, len(m.Y)-1
	d.line("mosaic %d rows × %d columns ramp %d", ny, nx, m.Ramp)
	d.depth++
	defer func() { d.depth-- }()
	d.line("x %s", edges(m.X))
	d.line("y %s", edges(m.Y))
	cells := m.Cells
	if cells == nil {
		w, h := min(nx, coarseSide), min(ny, coarseSide)
		d.line("dense, seen at %d × %d pixels", w, h)
		cells, nx, ny = m.Coarse(w, h), w, h
	}
	used := slices.Compact(slices.Sorted(slices.Values(cells)))
	if len(used) <= 32 {
		var b strings.Builder
		for _, index := range used {
			fmt.Fprintf(&b, " %d=%s", index, hex(m.Palette[index]))
		}
		d.line("colours%s", b.String())
	}
	if nx == 1 {
		d.line("column %s", indices(cells))
		return
	}
	for i := range ny {
		row := "row"
		if m.Hint != nil {
			row = fmt.Sprintf("row (%s …)", m.Hint(i, 0))
		}
		d.line("%s %s", row, indices(cells[i*nx:(i+1)*nx]))
	}
}

// edges writes positions, or only their range where they are evenly spaced.
func edges(at []float64) string {
	n := len(at) - 1
	even := n > 2
	for i, v := range at {
		want := at[0] + float64((at[n]-at[0])*float64(i))/float64(n)
		even = even && math.Abs(v-want) < 1e-6
	}
	if even {
		return fmt.Sprintf("%s to %s in %d even steps", num(at[0]), num(at[n]), n)
	}
	words := make([]string, len(at))
	for i, v := range at {
		words[i] = num(v)
	}
	return strings.Join(words, " ")
}

// indices writes palette entries, with runs of equal ones as 7*12 and of neighbours as
// 255..0.
func indices(cells []uint16) string {
	var words []string
	for i := 0; i < len(cells); {
		n, step := 1, 0
		if i+1 < len(cells) {
			step = int(cells[i+1]) - int(cells[i])
		}
		for step >= -1 && step <= 1 && i+n < len(cells) && int(cells[i+n])-int(cells[i+n-1]) == step {
			n++
		}
		first := strconv.Itoa(int(cells[i]))
		switch {
		case n >= 4 && step == 0:
			words = append(words, first+"*"+strconv.Itoa(n))
		case n >= 4:
			words = append(words, first+".."+strconv.Itoa(int(cells[i+n-1])))
		default:
			n = 1
			words = append(words, first)
		}
		i += n
	}
	return strings.Join(words, " ")
}

// num writes a number with two decimals and never as −0.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	if s == "-0.00" {
		return "0.00"
	}
	return s
}

// hex writes a colour.
func hex(c scene.Color) string {
	switch c.A {
	case 0:
		return "none"
	case 255:
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}
