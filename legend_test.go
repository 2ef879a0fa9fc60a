package heat_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// normed sets the norm as the command line has it.
func normed(t testing.TB, text string) func(*heat.Spec, *heat.Cells) {
	t.Helper()
	return func(_ *heat.Spec, c *heat.Cells) { c.Norm = must(scale.ParseSpec(text)) }
}

// A figure under linear and under power=1 is the same, byte for byte.
func TestSameBytesUnderLinearAndPowerOne(t *testing.T) {
	for _, m := range []*matrix.Matrix{random(t), rising(t, 40, 30), numbers(t, []float64{1, math.NaN(), -3.5e100, 1e-300})} {
		linear, power := viewed(t, gridOf(m)), viewed(t, gridOf(m, normed(t, "power=1")))
		for _, e := range []heat.Encoding{heat.PNG{}, heat.SVG{}, heat.PDF{}} {
			if !bytes.Equal(encoded(t, linear.fig, e), encoded(t, power.fig, e)) {
				t.Errorf("%T of %v differs", e, m.Rows(0, 1, nil))
			}
		}
	}
}

// Each norm gives each cell the colour that the norm itself says, and the legend's ticks
// stand at those colours.
func TestCellsAndLegendFollowTheNorm(t *testing.T) {
	m := matrixOf(t, 6, 9, func(i, j int) float64 { return math.Exp(float64(i*9+j)/9) - 0.5 })
	for _, text := range []string{"log", "log=2", "symlog=0.1", "asinh=1", "power=0.3", "two-slope=20", "centered=100",
		"boundary=0,1,10,100,300", "levels=6", "quantile", "quantile=4", "equalize"} {
		v := viewed(t, gridOf(m, normed(t, text), func(_ *heat.Spec, c *heat.Cells) { c.Cmap = "viridis" }))
		spec := must(scale.ParseSpec(text))
		values := byRows(m)
		fitted := must(spec.Fit(scale.LimitOptions{}, scale.Measure(slices.Values([][]float64{values})), slices.Values([][]float64{values})))
		cmap := must(colormap.Lookup("viridis"))
		for i := range 6 {
			for j := range 9 {
				at := max(0, min(1, fitted.Norm.Map(m.At(i, j))))
				if got, want := v.color(i, j), mapColor(t, "viridis", cmap.Index(at)); got != want {
					t.Errorf("%s: the cell of %g is %v, want %v", text, m.At(i, j), got, want)
				}
			}
		}
		if got := v.report().Norm; got != text {
			t.Errorf("%s: the report says %q", text, got)
		}
		if ticks := v.words("legend"); len(ticks) < 2 {
			t.Errorf("%s: ticks %q", text, ticks)
		}
	}
}

func TestNormsThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		"log": "positive", "two-slope=50": "centre",
	} {
		m := numbers(t, []float64{-1, -2, 0})
		edit := func(_ *heat.Spec, c *heat.Cells) {
			c.Norm = must(scale.ParseSpec(text))
			if text == "two-slope=50" {
				c.Vmin, c.Vmax = scale.At(0), scale.At(1)
			}
		}
		_, err := heat.Compile(gridOf(m, edit))
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "center", "centre"), want) {
			t.Errorf("%s: %v, want a word on %q", text, err, want)
		}
	}
}

func TestCellsThatALogNormHasNoPlaceFor(t *testing.T) {
	v := viewed(t, gridOf(numbers(t, []float64{0, -1, 1, 10, 100}), normed(t, "log")))
	if r := v.report(); r.Ignored != 2 || r.Vmin != 1 || r.Vmax != 100 {
		t.Errorf("ignored %d, limits %g to %g; want 2, 1 to 100", r.Ignored, r.Vmin, r.Vmax)
	}
	if got, want := v.color(0, 0), v.cells().Palette[256]; got != want {
		t.Errorf("0 is drawn %v, want the colour of missing cells %v", got, want)
	}
	if got := v.words("key"); !slices.Equal(got, []string{"≤ 0"}) {
		t.Errorf("the key says %q", got)
	}
	if !strings.Contains(v.notes(), "2 of 5 cells have no place on the log norm") {
		t.Errorf("notes: %s", v.notes())
	}
}

func TestMissingCellsHaveAKey(t *testing.T) {
	gap := numbers(t, []float64{1, math.NaN(), 3})
	for _, c := range []struct {
		m    *matrix.Matrix
		edit func(*heat.Spec, *heat.Cells)
		want []string
	}{
		{gap, func(*heat.Spec, *heat.Cells) {}, []string{"missing"}},
		{numbers(t, []float64{1, 2, 3}), func(*heat.Spec, *heat.Cells) {}, nil},
		{gap, func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Show = heat.Off }, nil},
		{gap, func(_ *heat.Spec, c *heat.Cells) { c.NaColor = must(colormap.ParseColor("none")) }, nil},
		{gap, func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Side = heat.SideBottom }, []string{"missing"}},
	} {
		v := viewed(t, gridOf(c.m, c.edit))
		if got := v.words("key"); !slices.Equal(got, c.want) {
			t.Errorf("the key says %q, want %q", got, c.want)
		}
	}
}

// arrows are the tips of the colour bar.
func (v *view) arrows() []*scene.Path { return kind[*scene.Path](v.items("legend")) }

func TestArrowsWhereValuesLieBeyondTheLimits(t *testing.T) {
	red, blue := must(colormap.ParseColor("red")), must(colormap.ParseColor("blue"))
	for _, c := range []struct {
		lo, hi float64
		extend heat.Arrows
		clip   bool
		want   int
	}{
		{0, 9, heat.ArrowsAuto, false, 0}, {1, 9, heat.ArrowsAuto, false, 1}, {0, 8, heat.ArrowsAuto, false, 1},
		{1, 8, heat.ArrowsAuto, false, 2}, {1, 8, heat.ArrowsNeither, false, 0}, {0, 9, heat.ArrowsBoth, false, 2},
		{0, 9, heat.ArrowsMax, false, 1}, {1, 8, heat.ArrowsAuto, true, 0},
	} {
		v := viewed(t, gridOf(rising(t, 2, 5), func(_ *heat.Spec, l *heat.Cells) {
			l.Vmin, l.Vmax, l.Cbar.Extend, l.Norm.Clip, l.Under, l.Over = scale.At(c.lo), scale.At(c.hi), c.extend, c.clip, blue, red
		}))
		name := fmt.Sprintf("%g to %g, %v, clip %v", c.lo, c.hi, c.extend, c.clip)
		if got := len(v.arrows()); got != c.want {
			t.Errorf("%s: %d arrows, want %d", name, got, c.want)
		}
		wantLow, wantHigh := c.lo > 0 && !c.clip, c.hi < 9 && !c.clip
		if got := v.color(0, 0) == scene.Color(blue); got != wantLow {
			t.Errorf("%s: the smallest cell has the colour for values below: %v", name, got)
		}
		if got := v.color(1, 4) == scene.Color(red); got != wantHigh {
			t.Errorf("%s: the largest cell has the colour for values above: %v", name, got)
		}
	}
}

func TestAutomaticColourMap(t *testing.T) {
	for _, c := range []struct {
		values []float64
		edit   func(*heat.Cells)
		cmap   string
		center bool
		word   string
	}{
		{[]float64{1, 2, 3}, func(*heat.Cells) {}, "viridis", false, "sequential"},
		{[]float64{-3, 0, 2}, func(*heat.Cells) {}, "vlag", true, "diverging"},
		{[]float64{-100, 0, 2}, func(*heat.Cells) {}, "viridis", false, "sequential"},
		{[]float64{1, 2, 3}, func(l *heat.Cells) { l.Center = scale.At(2) }, "vlag", true, "diverging"},
		{[]float64{1, 2, 3}, func(l *heat.Cells) { l.Norm = must(scale.ParseSpec("two-slope=2")) }, "vlag", false, "diverging"},
		{[]float64{0, 180, 359}, func(l *heat.Cells) { l.Periodic = true }, "twilight", false, "cyclic"},
		{[]float64{-3, 0, 2}, func(l *heat.Cells) { l.Cmap = "magma" }, "magma", false, ""},
	} {
		v := viewed(t, gridOf(numbers(t, c.values), func(_ *heat.Spec, l *heat.Cells) { c.edit(l) }))
		r := v.report()
		if r.Cmap != c.cmap || (r.Center != nil) != c.center || !strings.HasPrefix(r.Choice, c.word) || (c.word == "") != (r.Choice == "") {
			t.Errorf("%v: map %s, centre %v, because %q; want %s, %v, %q", c.values, r.Cmap, r.Center != nil, r.Choice, c.cmap, c.center, c.word)
		}
	}
}

func TestTicksThatWereGiven(t *testing.T) {
	v := viewed(t, gridOf(rising(t, 3, 3), func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Ticks = []float64{0, 4, 8} }))
	if got := v.words("legend"); !slices.Equal(got, []string{"0", "4", "8"}) {
		t.Errorf("ticks %q", got)
	}
	_, err := heat.Compile(gridOf(rising(t, 3, 3), func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Ticks = []float64{9} }))
	if err == nil || !strings.Contains(err.Error(), "a tick at 9") {
		t.Errorf("a tick beyond the limits: %v", err)
	}
}

// The blocks of a bar with boundaries meet at the boundaries, at even distances or at
// those of the values.
func TestBlocksOfBoundaries(t *testing.T) {
	for _, c := range []struct {
		spacing scale.Spacing
		want    []float64 // lengths by the whole
	}{
		{scale.SpacingUniform, []float64{1. / 3, 1. / 3, 1. / 3}},
		{scale.SpacingProportional, []float64{0.1, 0.1, 0.8}},
	} {
		v := viewed(t, gridOf(numbers(t, []float64{0, 15, 99}), normed(t, "boundary=0,10,20,100"), func(_ *heat.Spec, l *heat.Cells) { l.Cbar.Spacing, l.Cbar.Side = c.spacing, heat.SideRight }))
		bar := v.mosaic("legend")
		if len(bar.Y) != 4 {
			t.Fatalf("%v: %d blocks", c.spacing, len(bar.Y)-1)
		}
		whole := bar.Y[3] - bar.Y[0]
		for i, want := range c.want {
			if got := (bar.Y[3-i] - bar.Y[2-i]) / whole; math.Abs(got-want) > 1e-9 {
				t.Errorf("%v: block %d takes %.3f of the bar, want %.3f", c.spacing, i+1, got, want)
			}
		}
	}
}

func TestPanelsThatShareAScale(t *testing.T) {
	spec := heat.Spec{Arrange: heat.Arrange{Shared: true, Columns: 2}}
	for k := range 4 {
		m := matrixOf(t, 3, 4, func(i, j int) float64 { return float64(1 + i*4 + j + 20*k) })
		spec.Panels = append(spec.Panels, heat.Grid(m).Panels...)
	}
	v := viewed(t, spec)
	bars := 0
	for _, it := range v.scene.Items {
		if g, ok := it.(*scene.Group); ok && g.Name == "legend" {
			bars++
		}
	}
	if bars != 1 {
		t.Errorf("%d colour bars, want one", bars)
	}
	for i, p := range v.fig.Report().Panels {
		if p.Vmin != 1 || p.Vmax != 72 {
			t.Errorf("panel %d: limits %g to %g, want 1 to 72", i+1, p.Vmin, p.Vmax)
		}
	}
	spec.Panels[2].Layers[0].(*heat.Cells).Vmax = scale.At(5)
	if _, err := heat.Compile(spec); err == nil || !strings.Contains(err.Error(), "panel 3: its vmax differs") {
		t.Errorf("another limit: %v", err)
	}
}

func TestHistogramAlongTheBar(t *testing.T) {
	v := viewed(t, gridOf(numbers(t, []float64{0, 0, 0, 5, 10, 10}), func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Hist, c.Cbar.Side = true, heat.SideRight }))
	bars := kind[*scene.Rect](v.items("legend"))
	if len(bars) != 3 {
		t.Fatalf("%d bars, want one a value", len(bars))
	}
	long := []float64{bars[0].W, bars[1].W, bars[2].W}
	if !near(long[1]*3, long[0]) || !near(long[2]*3, long[0]*2) {
		t.Errorf("lengths %v, want them as 3 to 1 to 2", long)
	}
}

// Categories.

// shifts is a matrix of categories with one missing cell.
func shifts(t testing.TB) heat.Spec {
	t.Helper()
	return gridOf(numbers(t, []float64{0, 1, 2}, []float64{1, 1, math.NaN()}), func(_ *heat.Spec, c *heat.Cells) {
		c.Levels = []heat.Level{{Name: "early"}, {Name: "late", Color: must(colormap.ParseColor("red"))}, {Name: "night"}}
	})
}

func TestCategoriesHaveAKey(t *testing.T) {
	spec := shifts(t)
	cellsOf(spec).Cbar.Label, cellsOf(spec).Cbar.Counts, cellsOf(spec).Annot.Show = "Shift", true, true
	v := viewed(t, spec)
	if got, want := v.words("key"), []string{"Shift", "early (1)", "late (3)", "night (1)", "missing"}; !slices.Equal(got, want) {
		t.Errorf("the key says %q, want %q", got, want)
	}
	if got, want := v.words("numbers"), []string{"early", "late", "night", "late", "late"}; !slices.Equal(got, want) {
		t.Errorf("the cells say %q, want %q", got, want)
	}
	swatches := kind[*scene.Rect](v.items("key"))
	for i, at := range [][2]int{{0, 0}, {0, 1}, {0, 2}, {1, 2}} {
		if got, want := swatches[i].Fill, v.color(at[0], at[1]); got != want {
			t.Errorf("swatch %d is %v, its cells %v", i, got, want)
		}
	}
	if got := v.color(0, 1); got != (scene.Color{R: 255, A: 255}) {
		t.Errorf("a category with a colour of its own is %v", got)
	}
	if r := v.report(); len(r.Levels) != 3 || r.Levels[1] != (heat.LevelReport{Name: "late", Count: 3}) || r.Min != nil {
		t.Errorf("reported %+v", r)
	}
	if d := v.fig.Report().Description; !strings.Contains(d, "3 categories: early (1), late (3), night (1)") {
		t.Errorf("described as %q", d)
	}
}

func TestCategoriesThatCannotBe(t *testing.T) {
	for want, edit := range map[string]func(*heat.Cells){
		"categories have no vmin":   func(c *heat.Cells) { c.Vmin = scale.At(1) },
		"categories have no center": func(c *heat.Cells) { c.Center = scale.At(1) },
		"has 2 colours, 3 are":      func(c *heat.Cells) { c.Cmap, c.Levels[1].Color = "tab10:2", colormap.Color{} },
		"row 1, column 3 holds 2":   func(c *heat.Cells) { c.Levels = c.Levels[:2] },
	} {
		spec := shifts(t)
		edit(cellsOf(spec))
		_, err := heat.Compile(spec)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// A picture of more categories than pixels shows the commonest, never a mean of codes.
func TestDenseCategoriesShowTheCommonest(t *testing.T) {
	m := matrixOf(t, 900, 900, func(i, j int) float64 {
		if (i+j)%3 == 0 {
			return 2
		}
		return 0
	})
	v := viewed(t, gridOf(m, sized(3, 3), func(_ *heat.Spec, c *heat.Cells) {
		c.Levels = []heat.Level{{Name: "a"}, {Name: "b"}, {Name: "c"}}
	}))
	cells := v.cells()
	for i, k := range cells.Coarse(90, 90) {
		if k != 0 {
			t.Fatalf("pixel %d shows entry %d, want the commonest, 0", i, k)
		}
	}
}

// Groups.

func TestGroupsHaveGapsAndTitles(t *testing.T) {
	spec := gridOf(rising(t, 5, 4), annotated)
	spec.Panels[0].Rows = heat.Split{Groups: []heat.Group{{Title: "first", Size: 2}, {Title: "second", Size: 3}}, Gap: 6}
	spec.Panels[0].Cols = heat.Split{Groups: []heat.Group{{Size: 1}, {Title: "rest", Size: 3}}}
	v := viewed(t, spec)
	blocks := kind[*scene.Mosaic](v.items("body"))
	if len(blocks) != 4 {
		t.Fatalf("%d blocks, want 4", len(blocks))
	}
	if gap := blocks[2].Y[0] - blocks[0].Y[2]; !near(gap, 6) {
		t.Errorf("the rows are %g pt apart, want 6", gap)
	}
	heights := map[string]bool{}
	for _, b := range blocks {
		for i := 1; i < len(b.Y); i++ {
			heights[fmt.Sprintf("%.6f", b.Y[i]-b.Y[i-1])] = true
		}
	}
	if len(heights) != 1 {
		t.Errorf("cells of several heights: %v", heights)
	}
	if got, want := v.words("y-groups"), []string{"first", "second"}; !slices.Equal(got, want) {
		t.Errorf("titles of the rows %q, want %q", got, want)
	}
	if got := v.texts("x-groups"); len(got) != 1 || !near(got[0].X, (blocks[1].X[0]+blocks[1].X[3])/2) {
		t.Errorf("the title of the columns stands elsewhere: %v", got)
	}
	for _, want := range []string{"together they hold all", "the groups hold 3 of 5"} {
		spec.Panels[0].Rows.Groups = []heat.Group{{Size: 3}}
		if want == "together they hold all" {
			spec.Panels[0].Rows.Groups = []heat.Group{{Size: 6}}
		}
		if _, err := heat.Compile(spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Marks.

func TestOutlinesGoRoundNeighboursTogether(t *testing.T) {
	v := viewed(t, gridOf(rising(t, 4, 4), func(_ *heat.Spec, c *heat.Cells) {
		c.Marks = []heat.Mark{{At: [][2]int{{1, 1}, {1, 2}}, Color: must(colormap.ParseColor("red")), Label: "odd"}}
	}))
	lines := kind[*scene.Line](v.items("marks"))
	if len(lines) != 6 { // two above, two below, one at each end
		t.Errorf("%d lines round two neighbours, want 6", len(lines))
	}
	m := v.cells()
	for _, l := range lines {
		if near(l.X1, l.X2) && near(l.X1, m.X[2]) {
			t.Error("a line between the two")
		}
	}
	if got := v.words("key"); !slices.Equal(got, []string{"odd"}) {
		t.Errorf("the key says %q", got)
	}
	_, err := heat.Compile(gridOf(rising(t, 2, 2), func(_ *heat.Spec, c *heat.Cells) { c.Marks = []heat.Mark{{At: [][2]int{{2, 0}}}} }))
	if err == nil || !strings.Contains(err.Error(), "no cell in row 2, column 0") {
		t.Errorf("a mark outside: %v", err)
	}
}

// Lint.

func TestLintFindsWhatMisleads(t *testing.T) {
	decades := matrixOf(t, 10, 10, func(i, j int) float64 { return math.Pow(10, float64(i*10+j)/20) })
	spike := rising(t, 5, 5)
	byRows(spike)[7] = 1000
	few := rising(t, 20, 20) // two values that are far from all others, and not from each other
	byRows(few)[7], byRows(few)[50] = 5000, 4900
	sparse := matrixOf(t, 400, 1000, func(i, j int) float64 { // between the rows that are looked at
		if i == 1 {
			return float64(j)
		}
		return math.NaN()
	})
	for _, c := range []struct {
		m    *matrix.Matrix
		edit func(*heat.Cells)
		want []string
	}{
		{rising(t, 5, 5), func(*heat.Cells) {}, nil},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Cmap = "jet" }, []string{"rainbow"}},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Cmap = "RdBu" }, []string{"no-centre"}},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Cmap, c.Center = "RdBu", scale.At(12) }, nil},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Cmap, c.Vmin, c.Vmax = "RdBu", scale.At(-24), scale.At(24) }, nil},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Cmap = "twilight" }, []string{"cyclic"}},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Cmap, c.Periodic = "twilight", true }, nil},
		{decades, func(*heat.Cells) {}, []string{"skewed"}},
		{decades, func(c *heat.Cells) { c.Norm = must(scale.ParseSpec("log")) }, nil},
		{spike, func(*heat.Cells) {}, []string{"outlier"}},
		{spike, func(c *heat.Cells) { c.Robust = true }, nil},
		{spike, func(c *heat.Cells) { c.Vmax = scale.At(30) }, nil},
		{few, func(*heat.Cells) {}, []string{"outlier"}},
		{few, func(c *heat.Cells) { c.Robust = true }, nil},
		{few, func(c *heat.Cells) { c.Vmin, c.Vmax = scale.At(0), scale.At(399) }, nil},
		{few, func(c *heat.Cells) { c.Vmax = scale.At(1000) }, nil},
		{few, func(c *heat.Cells) { c.Center = scale.At(200) }, []string{"outlier"}},
		{rising(t, 20, 20), func(*heat.Cells) {}, nil},
		{sparse, func(*heat.Cells) {}, nil},
		{rising(t, 5, 5), func(c *heat.Cells) { c.Annot.Show = true }, nil},
	} {
		fig := viewed(t, gridOf(c.m, func(_ *heat.Spec, l *heat.Cells) { c.edit(l) })).fig
		var rules []string
		for _, f := range fig.Lint() {
			rules = append(rules, f.Rule)
		}
		if !slices.Equal(rules, c.want) {
			t.Errorf("%v, want %v: %+v", rules, c.want, fig.Lint())
		}
	}
}

func TestColormapChartShowsEachMap(t *testing.T) {
	spec, err := heat.ColormapChart(colormap.Groups()[:2])
	if err != nil {
		t.Fatal(err)
	}
	v := viewed(t, spec)
	for i, p := range v.fig.Report().Panels {
		if name := p.Min.Row; p.Cmap != name {
			t.Errorf("panel %d is named %s and shows %s", i+1, name, p.Cmap)
		}
	}
	if _, err := heat.ColormapChart(nil); err == nil {
		t.Error("a chart of nothing is no error")
	}
}
