package heat_test

import (
	"math"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/golden"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// iris is the correlation matrix of the tutorial.
func iris(t testing.TB) heat.Spec {
	data, err := table.Open("examples/iris.csv", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := data.Numeric("")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := heat.Corr(m, stat.Pearson)
	if err != nil {
		t.Fatal(err)
	}
	format, err := scale.ParseFormat(".2f")
	if err != nil {
		t.Fatal(err)
	}
	spec.Title = "Iris: how the measures go together"
	c := cellsOf(spec)
	c.Annot.Show, c.Fmt, c.Line.Width, c.Line.Color = true, format, 1, colormap.Color{A: 255}
	return spec
}

// panels are two figures on one canvas with tracks on all sides.
func panels(t testing.TB) heat.Spec {
	bars := func(n int) []heat.Track {
		b := &heat.Bars{}
		for i := range n {
			b.Values = append(b.Values, scale.At(float64((i*i)%7)))
		}
		b.Values[0] = scale.Bound{}
		return []heat.Track{b}
	}
	spec := gridOf(example(t, "tickets"))
	second := gridOf(rising(t, 5, 7))
	spec.Panels = append(spec.Panels, second.Panels...)
	spec.Title, spec.Caption = "Two panels", "With tracks on every side"
	spec.Panels[0].Title, spec.Panels[1].Title = "Tickets", "Numbers"
	p := &spec.Panels[0]
	p.Left, p.Right, p.Top, p.Bottom = bars(4), bars(4), bars(5), bars(5)
	spec.Panels[1].Layers[0].(*heat.Cells).Cbar.Side = heat.SideBottom
	return spec
}

// crowded is a figure on a canvas that is too small for its labels and numbers.
func crowded(t testing.TB) heat.Spec {
	m := matrixOf(t, 60, 80, func(i, j int) float64 { return math.Hypot(float64(i-30), float64(j-40)) })
	for i := range 60 {
		m.RowLabels = append(m.RowLabels, "Measurement "+string(rune('A'+i%26))+string(rune('a'+i/26)))
	}
	for j := range 80 {
		m.ColLabels = append(m.ColLabels, "Site "+string(rune('A'+j%26))+string(rune('a'+j/26)))
	}
	return gridOf(m, annotated, sized(5, 4), func(s *heat.Spec, c *heat.Cells) {
		s.Title = "A title that is so long that it has to be broken into several lines on this canvas"
		c.Cbar.Label, c.Cmap = "Distance from the middle in metres", "cividis"
	})
}

// dark is a figure on a dark background, transposed legend and labels that read down.
func dark(t testing.TB) heat.Spec {
	return gridOf(random(t), func(s *heat.Spec, c *heat.Cells) {
		s.Theme.Background, s.Theme.FontSize = colormap.Color{R: 24, G: 26, B: 30, A: 255}, 11
		s.Panels[0].X.Rotate = scale.At(-45)
		s.Panels[0].X.Labels = heat.Explicit{"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"}
		s.Panels[0].Y.Labels = heat.EveryNth(2)
		c.Cmap, c.Center, c.Cbar.Side, c.Cbar.Label = "icefire", scale.At(0), heat.SideLeft, "Deviation"
		s.Size.CellWidth, s.Size.CellHeight = 30, 24
	})
}

// rightToLeft has labels in scripts that the built-in font has and has not.
func rightToLeft(t testing.TB) heat.Spec {
	return gridOf(named(rising(t, 3, 3), []string{"שלום 12", "Ελλάδα", "Москва"}, []string{"été", "Ωμέγα", "a<b>&"}))
}

// goldenSpecs are the figures that are kept. Each has been looked at.
func goldenSpecs(t testing.TB) map[string]heat.Spec {
	return map[string]heat.Spec{
		"tickets":       tickets(t),
		"iris":          iris(t),
		"turned":        turned(t),
		"gaps":          gaps(t),
		"dense":         dense(t),
		"panels":        panels(t),
		"tracks":        tracked(t),
		"crowded":       crowded(t),
		"dark":          dark(t),
		"right-to-left": rightToLeft(t),
		"missing":       gridOf(matrixOf(t, 2, 3, func(_, _ int) float64 { return math.NaN() })),
		"single":        gridOf(named(rising(t, 1, 1), []string{"row"}, []string{"column"}), annotated),
	}
}

func TestGoldenScenes(t *testing.T) {
	for name, spec := range goldenSpecs(t) {
		golden.Text(t, name+".scene", golden.Scene(viewed(t, spec).scene))
	}
}

func TestGoldenSVG(t *testing.T) {
	for _, name := range []string{"tickets", "gaps", "right-to-left"} {
		golden.Text(t, name+".svg", string(encoded(t, viewed(t, goldenSpecs(t)[name]).fig, heat.SVG{})))
	}
}

func TestGoldenPNG(t *testing.T) {
	for _, name := range []string{"tickets", "iris", "crowded"} {
		golden.PNG(t, name+".png", encoded(t, viewed(t, goldenSpecs(t)[name]).fig, heat.PNG{DPI: 110}))
	}
}

func TestGoldenTerminal(t *testing.T) {
	for file, e := range map[string]heat.Terminal{
		"tickets.plain.txt": {Colors: heat.NoColor},
		"tickets.256.ansi":  {Colors: heat.Color256, Width: 60},
	} {
		golden.Text(t, file, string(encoded(t, viewed(t, tickets(t)).fig, e)))
	}
	m := matrixOf(t, 20, 40, func(i, j int) float64 { return float64(i * j) })
	golden.Text(t, "table.plain.txt", string(encoded(t, viewed(t, gridOf(m)).fig, heat.Terminal{Colors: heat.NoColor, Width: 50})))
}
