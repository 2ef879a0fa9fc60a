package heat_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/golden"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/table"
)

func TestMain(m *testing.M) { os.Exit(golden.Main(m)) }

// view is a figure as its scene shows it: what tests ask of what users see.
type view struct {
	t     testing.TB
	fig   *heat.Figure
	scene *scene.Scene
}

// viewed compiles a spec that must be drawable.
func viewed(t testing.TB, spec heat.Spec) *view {
	t.Helper()
	fig, err := heat.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	return &view{t, fig, fig.Scene()}
}

// cellsOf is the layer of a spec with one panel, to be edited.
func cellsOf(spec heat.Spec) *heat.Cells { return spec.Panels[0].Layers[0].(*heat.Cells) }

// gridOf is the spec of a matrix after edits.
func gridOf(m *matrix.Matrix, edits ...func(*heat.Spec, *heat.Cells)) heat.Spec {
	spec := heat.Grid(m)
	for _, edit := range edits {
		edit(&spec, cellsOf(spec))
	}
	return spec
}

// items are those of the first group of a name; nil if there is none.
func (v *view) items(group string) []scene.Item {
	for _, it := range v.scene.Items {
		if g, ok := it.(*scene.Group); ok && g.Name == group {
			return g.Items
		}
	}
	return nil
}

// texts are the texts of a group in order.
func (v *view) texts(group string) (texts []*scene.Text) { return kind[*scene.Text](v.items(group)) }

// words are the strings of a group in order.
func (v *view) words(group string) (words []string) {
	for _, t := range v.texts(group) {
		words = append(words, t.String)
	}
	return words
}

// kind picks the items of one kind.
func kind[T scene.Item](items []scene.Item) (of []T) {
	for _, it := range items {
		if x, ok := it.(T); ok {
			of = append(of, x)
		}
	}
	return of
}

// mosaic is the first lattice of a group.
func (v *view) mosaic(group string) *scene.Mosaic {
	v.t.Helper()
	all := kind[*scene.Mosaic](v.items(group))
	if len(all) == 0 {
		v.t.Fatalf("no mosaic in group %q", group)
	}
	return all[0]
}

// cells is the body's lattice.
func (v *view) cells() *scene.Mosaic { v.t.Helper(); return v.mosaic("body") }

// color is the colour of a cell of the body.
func (v *view) color(i, j int) scene.Color {
	v.t.Helper()
	m := v.cells()
	if m.Cells == nil {
		v.t.Fatal("a dense body has no cells")
	}
	return m.Palette[m.Cells[i*(len(m.X)-1)+j]]
}

// centre is the middle of a cell of the body.
func (v *view) centre(i, j int) (x, y float64) {
	m := v.cells()
	return (m.X[j] + m.X[j+1]) / 2, (m.Y[i] + m.Y[i+1]) / 2
}

// box is a rectangle in points.
type box struct{ x0, y0, x1, y1 float64 }

func boxOf(m *scene.Mosaic) box {
	return box{m.X[0], m.Y[0], m.X[len(m.X)-1], m.Y[len(m.Y)-1]}
}

// inPixels is the box after snapping to pixels, as a raster does it.
func (b box) inPixels(dpi float64) image.Rectangle {
	at := func(v float64) int { return int(math.Floor(v*dpi/72 + 0.5 + 1e-6)) }
	return image.Rect(at(b.x0), at(b.y0), at(b.x1), at(b.y1))
}

// report is the report of the first panel.
func (v *view) report() heat.PanelReport { return v.fig.Report().Panels[0] }

// notes are the report's sentences as one text.
func (v *view) notes() string { return strings.Join(v.fig.Report().Notes, "; ") }

// png encodes and decodes.
func (v *view) png(dpi float64) image.Image {
	v.t.Helper()
	img, err := png.Decode(bytes.NewReader(encoded(v.t, v.fig, heat.PNG{DPI: dpi})))
	if err != nil {
		v.t.Fatal(err)
	}
	return img
}

// encoded is a figure in a format.
func encoded(t testing.TB, fig *heat.Figure, e heat.Encoding) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := fig.Encode(&buf, e); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// mapColor is an entry of a colour map's table as the scene holds it.
func mapColor(t testing.TB, name string, index int) scene.Color {
	t.Helper()
	m, err := colormap.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return scene.Color(m.At(index).Opaque())
}

// numbers is a matrix of rows.
func numbers(t testing.TB, rows ...[]float64) *matrix.Matrix {
	t.Helper()
	m, err := matrix.FromRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// matrixOf is a matrix of a shape whose values are a function of row and column.
func matrixOf(t testing.TB, rows, cols int, value func(i, j int) float64) *matrix.Matrix {
	t.Helper()
	values := make([]float64, 0, rows*cols)
	for i := range rows {
		for j := range cols {
			values = append(values, value(i, j))
		}
	}
	m, err := matrix.New(rows, cols, values)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// rising is a matrix of 0, 1, 2, ….
func rising(t testing.TB, rows, cols int) *matrix.Matrix {
	t.Helper()
	return matrixOf(t, rows, cols, func(i, j int) float64 { return float64(i*cols + j) })
}

// named gives a matrix labels.
func named(m *matrix.Matrix, rows, cols []string) *matrix.Matrix {
	m.RowLabels, m.ColLabels = rows, cols
	return m
}

// example is one of the data sets with labels.
func example(t testing.TB, name string) *matrix.Matrix {
	t.Helper()
	m, err := table.OpenMatrix("examples/"+name+".csv", table.Options{}, "")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// near reports whether two lengths are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

// sized sets the canvas in inches.
func sized(width, height float64) func(*heat.Spec, *heat.Cells) {
	return func(s *heat.Spec, _ *heat.Cells) {
		s.Size.Width, s.Size.Height = heat.Length(width)*heat.Inch, heat.Length(height)*heat.Inch
	}
}

// annotated writes the values into the cells.
func annotated(_ *heat.Spec, c *heat.Cells) { c.Annot.Show = true }
