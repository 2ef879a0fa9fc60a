package heat_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// What seaborn's own tests of heatmap() pin, for those who come from there. Where heat
// differs on purpose (the contrast of numbers, labels that are thinned only when they
// touch) the test says what holds instead.

// random is a 4 × 8 matrix with letters for rows and columns, as seaborn's tests use it.
func random(t testing.TB) *matrix.Matrix {
	r := rand.New(rand.NewPCG(8, 4))
	return named(matrixOf(t, 4, 8, func(_, _ int) float64 { return r.NormFloat64() }),
		strings.Split("ABCD", ""), strings.Split("ABCDEFGH", ""))
}

// byRows are the values of a matrix.
func byRows(m *matrix.Matrix) []float64 {
	rows, _ := m.Dims()
	return m.Rows(0, rows, nil)
}

// Inputs.

func TestArrayHasPositionsForLabels(t *testing.T) {
	v := viewed(t, gridOf(rising(t, 4, 8)))
	if got := v.words("x-labels"); !slices.Equal(got, strings.Fields("0 1 2 3 4 5 6 7")) {
		t.Errorf("column labels %q", got)
	}
	if got := v.words("y-labels"); !slices.Equal(got, strings.Fields("0 1 2 3")) {
		t.Errorf("row labels %q", got)
	}
	if v.items("x-title") != nil || v.items("y-title") != nil {
		t.Error("titles on axes without names")
	}
}

func TestLabelledMatrixShowsItsLabelsAndNames(t *testing.T) {
	m := random(t)
	m.RowName, m.ColName = "letters", "numbers"
	v := viewed(t, gridOf(m))
	for group, want := range map[string][]string{
		"x-labels": m.ColLabels, "y-labels": m.RowLabels, "x-title": {"numbers"}, "y-title": {"letters"},
	} {
		if got := v.words(group); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", group, got, want)
		}
	}
	if title := v.texts("y-title")[0]; title.Angle != 90 {
		t.Errorf("the row title is turned by %g°, want 90", title.Angle)
	}
}

func TestLabelsStandAtTheMiddleOfTheirCells(t *testing.T) {
	v := viewed(t, gridOf(random(t)))
	for j, text := range v.texts("x-labels") {
		if x, _ := v.centre(0, j); !near(text.X, x) || text.Anchor != scene.Middle {
			t.Errorf("column label %d at %g, anchor %d; its cell is at %g", j, text.X, text.Anchor, x)
		}
	}
	for i, text := range v.texts("y-labels") {
		if _, y := v.centre(i, 0); !(text.Y > y && text.Y-y < text.Size/2) { // the baseline is half a capital lower
			t.Errorf("row label %d has its baseline at %g; its cell is at %g", i, text.Y, y)
		}
	}
}

// Masks.

func TestMaskOfAnotherShapeIsAnError(t *testing.T) {
	for name, edit := range map[string]func(*heat.Cells){
		"mask":        func(c *heat.Cells) { c.Mask.Cells = rising(t, 3, 8) },
		"annotations": func(c *heat.Cells) { c.Annot.From = rising(t, 8, 4) },
		"texts":       func(c *heat.Cells) { c.Annot.Texts = [][]string{{"a"}} },
		"ragged":      func(c *heat.Cells) { c.Annot.Texts = [][]string{make([]string, 8), nil, nil, nil} },
	} {
		_, err := heat.Compile(gridOf(random(t), func(_ *heat.Spec, c *heat.Cells) { edit(c) }))
		var e *heat.Error
		if !errors.As(err, &e) || e.Cure != "give the same shape" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMissingCellsJoinTheMask(t *testing.T) {
	m := rising(t, 3, 4)
	byRows(m)[5] = math.NaN()
	v := viewed(t, gridOf(m, annotated, func(_ *heat.Spec, c *heat.Cells) {
		c.Mask.Cells = matrixOf(t, 3, 4, func(i, j int) float64 {
			return []float64{1, 0, math.NaN()}[min(j, 2)] * float64(i)
		})
	}))
	if got := v.color(1, 0); got.A != 0 {
		t.Errorf("a hidden cell is painted %v", got)
	}
	if got, shown := v.color(1, 1), v.color(0, 0); got == shown || got.A != 255 || got == v.scene.Background {
		t.Errorf("a missing cell is painted %v, like the background or a value", got)
	}
	if got := v.color(1, 2); got.A != 255 {
		t.Error("a missing entry of the mask hides its cell")
	}
	if got := v.words("numbers"); slices.Contains(got, "4") || slices.Contains(got, "5") || len(got) != 9 {
		t.Errorf("numbers %q, want all but those of hidden and missing cells", got)
	}
	if r := v.report(); r.Masked != 2 || r.Missing != 1 {
		t.Errorf("%d masked and %d missing, want 2 and 1", r.Masked, r.Missing)
	}
}

func TestMaskedCellsDoNotCountForLimits(t *testing.T) {
	m := rising(t, 4, 4)
	byRows(m)[3], byRows(m)[12] = 1000, -1000
	r := viewed(t, gridOf(m, func(_ *heat.Spec, c *heat.Cells) {
		c.Mask.Cells = matrixOf(t, 4, 4, func(i, j int) float64 {
			if math.Abs(m.At(i, j)) == 1000 {
				return 1
			}
			return 0
		})
	})).report()
	if r.Vmin != 0 || r.Vmax != 15 {
		t.Errorf("limits %g to %g, want 0 to 15", r.Vmin, r.Vmax)
	}
}

func TestTrianglesOfTheMask(t *testing.T) {
	for _, c := range []struct {
		triangle heat.Triangle
		hidden   func(i, j int) bool
	}{
		{heat.Upper, func(i, j int) bool { return j > i }},
		{heat.Lower, func(i, j int) bool { return j < i }},
	} {
		v := viewed(t, gridOf(rising(t, 5, 5), func(_ *heat.Spec, cells *heat.Cells) { cells.Mask.Triangle = c.triangle }))
		for i := range 5 {
			for j := range 5 {
				if hidden := v.color(i, j).A == 0; hidden != c.hidden(i, j) {
					t.Errorf("%v: cell %d, %d hidden: %v", c.triangle, i, j, hidden)
				}
			}
		}
	}
}

func TestAllMissingColumnLeavesLimitsUnchanged(t *testing.T) {
	m := random(t)
	before := viewed(t, gridOf(m)).report()
	wide := matrixOf(t, 4, 9, func(i, j int) float64 {
		if j == 8 {
			return math.NaN()
		}
		return m.At(i, j)
	})
	if after := viewed(t, gridOf(wide)).report(); after.Vmin != before.Vmin || after.Vmax != before.Vmax {
		t.Errorf("limits %g to %g, want %g to %g", after.Vmin, after.Vmax, before.Vmin, before.Vmax)
	}
}

// Colours.

func TestLimits(t *testing.T) {
	hundred := rising(t, 10, 10)
	at, none := scale.At, scale.Bound{}
	for _, c := range []struct {
		name             string
		vmin, vmax, mid  scale.Bound
		robust           bool
		wantMin, wantMax float64
	}{
		{"default", none, none, none, false, 0, 99},
		{"robust: numpy's percentiles 2 and 98", none, none, none, true, 1.98, 97.02},
		{"given", at(-4), at(5), none, false, -4, 5},
		{"given, with a centre", at(-4), at(5), at(0), false, -4, 5},
		{"a centre leaves those of the data", none, none, at(20), false, 0, 99},
		{"robust fills in what is not given", at(-4), none, none, true, -4, 97.02},
		{"robust does not touch what is given", at(-4), at(5), none, true, -4, 5},
	} {
		r := viewed(t, gridOf(hundred, func(_ *heat.Spec, l *heat.Cells) {
			l.Vmin, l.Vmax, l.Center, l.Robust = c.vmin, c.vmax, c.mid, c.robust
		})).report()
		if math.Abs(r.Vmin-c.wantMin) > 1e-12 || math.Abs(r.Vmax-c.wantMax) > 1e-12 {
			t.Errorf("%s: limits %v to %v, want %v to %v", c.name, r.Vmin, r.Vmax, c.wantMin, c.wantMax)
		}
	}
}

func TestLimitsThatCannotBeUsed(t *testing.T) {
	for _, c := range [][2]scale.Bound{
		{scale.At(5), scale.At(5)}, {scale.At(5), scale.At(-4)}, {scale.At(math.NaN()), {}}, {{}, scale.At(math.Inf(1))},
	} {
		if _, err := heat.Compile(gridOf(random(t), func(_ *heat.Spec, l *heat.Cells) { l.Vmin, l.Vmax = c[0], c[1] })); err == nil {
			t.Errorf("limits %v to %v were taken", c[0].Value, c[1].Value)
		}
	}
}

// entry is the colour that a value gets under linear limits: matplotlib's rule, written
// out again.
func entry(t testing.TB, cmap string, v, lo, hi float64) scene.Color {
	return mapColor(t, cmap, max(0, min(255, int((v-lo)/(hi-lo)*256))))
}

func TestCellsHaveTheColoursOfTheMapsTable(t *testing.T) {
	m := random(t)
	lo, hi := slices.Min(byRows(m)), slices.Max(byRows(m))
	for _, c := range []struct {
		name             string
		edit             func(*heat.Cells)
		cmap             string
		from, to         float64 // what the whole map spans
		wantLow, wantTop bool    // whether the map's ends are in use
	}{
		// Values on both sides of 0 have it in their middle.
		{"default", func(*heat.Cells) {}, "vlag", -max(hi, -lo), max(hi, -lo), -lo >= hi, hi >= -lo},
		{"auto", func(l *heat.Cells) { l.Cmap = "auto" }, "vlag", -max(hi, -lo), max(hi, -lo), -lo >= hi, hi >= -lo},
		{"one side", func(l *heat.Cells) { l.Vmin = scale.At(-0.2) }, "viridis", -0.2, hi, true, true},
		{"named", func(l *heat.Cells) { l.Cmap = "rocket" }, "rocket", lo, hi, true, true},
		{"reversed", func(l *heat.Cells) { l.Cmap = "magma_r" }, "magma_r", lo, hi, true, true},
		{"limits", func(l *heat.Cells) { l.Vmin, l.Vmax, l.Cmap = scale.At(-1), scale.At(0.5), "viridis" }, "viridis", -1, 0.5, true, true},
		{"centre", func(l *heat.Cells) { l.Center = scale.At(1) }, "vlag",
			1 - max(hi-1, 1-lo), 1 + max(hi-1, 1-lo), true, false},
		{"centre and map", func(l *heat.Cells) { l.Center, l.Cmap = scale.At(0), "RdBu" }, "RdBu",
			-max(hi, -lo), max(hi, -lo), -lo >= hi, hi >= -lo},
		{"centre and limits", func(l *heat.Cells) { l.Vmin, l.Vmax, l.Center = scale.At(-4), scale.At(5), scale.At(0) },
			"vlag", -5, 5, false, false},
	} {
		v := viewed(t, gridOf(m, func(_ *heat.Spec, l *heat.Cells) { c.edit(l) }))
		if got := v.report().Cmap; got != c.cmap {
			t.Errorf("%s: map %s, want %s", c.name, got, c.cmap)
		}
		low, top := false, false
		for i := range 4 {
			for j := range 8 {
				got, want := v.color(i, j), entry(t, c.cmap, m.At(i, j), c.from, c.to)
				if got != want {
					t.Errorf("%s: cell %d, %d of %g is %v, want %v", c.name, i, j, m.At(i, j), got, want)
				}
				low, top = low || got == mapColor(t, c.cmap, 0), top || got == mapColor(t, c.cmap, 255)
			}
		}
		if low != c.wantLow || top != c.wantTop {
			t.Errorf("%s: the map's ends are in use: %v, %v; want %v, %v", c.name, low, top, c.wantLow, c.wantTop)
		}
	}
}

func TestColoursOutsideOfTheLimits(t *testing.T) {
	// Infinite cells and cells beyond the limits take the end colours, missing ones the
	// colour for missing cells, with a centre and without.
	m := numbers(t, []float64{math.Inf(-1), -9, -1, math.NaN(), 1, 9, math.Inf(1)})
	for _, center := range []scale.Bound{{}, scale.At(0)} {
		bad := scene.Color{R: 255, G: 0, B: 255, A: 255}
		v := viewed(t, gridOf(m, func(_ *heat.Spec, l *heat.Cells) {
			l.Vmin, l.Vmax, l.Center, l.Cmap, l.NaColor = scale.At(-2), scale.At(2), center, "RdBu", colormap.Color(bad)
		}))
		low, high := mapColor(t, "RdBu", 0), mapColor(t, "RdBu", 255)
		for j, want := range []scene.Color{low, low, mapColor(t, "RdBu", 64), bad, mapColor(t, "RdBu", 192), high, high} {
			if got := v.color(0, j); got != want {
				t.Errorf("centre %v: cell of %g is %v, want %v", center.Set, m.At(0, j), got, want)
			}
		}
	}
}

func TestTheColourBarShowsOnlyTheColoursInUse(t *testing.T) {
	bar := viewed(t, gridOf(numbers(t, []float64{-1, 0, 3}), func(_ *heat.Spec, l *heat.Cells) { l.Center = scale.At(0) })).mosaic("legend")
	low, high := slices.Min(bar.Cells), slices.Max(bar.Cells)
	// −1 lies a third of the way from the middle to the end that 3 has.
	if want := 256 * (0.5 - 1.0/6); high != 255 || math.Abs(float64(low)-want) > 1 {
		t.Errorf("the bar runs from entry %d to %d, want about %.0f to 255", low, high, want)
	}
}

// Tick labels.

func TestLabelsOff(t *testing.T) {
	for _, c := range []struct{ x, y bool }{{true, false}, {false, true}, {true, true}} {
		v := viewed(t, gridOf(random(t), annotated, func(s *heat.Spec, _ *heat.Cells) {
			if c.x {
				s.Panels[0].X.Labels = heat.NoLabels{}
			}
			if c.y {
				s.Panels[0].Y.Labels = heat.NoLabels{}
			}
		}))
		if x, y := v.words("x-labels") == nil, v.words("y-labels") == nil; x != c.x || y != c.y {
			t.Errorf("labels hidden: %v, %v; want %v, %v", x, y, c.x, c.y)
		}
		if n := len(v.texts("numbers")); n != 32 {
			t.Errorf("%d numbers in the cells, want 32: hiding labels hides none", n)
		}
		if notes := v.notes(); strings.Contains(notes, "label") {
			t.Errorf("what was asked for is reported as a change: %s", notes)
		}
	}
}

func TestCustomLabels(t *testing.T) {
	x, y := strings.Fields("one two three four five six seven eight"), []string{"π", "", "ρ", "ρ"}
	v := viewed(t, gridOf(random(t), func(s *heat.Spec, _ *heat.Cells) {
		s.Panels[0].X.Labels, s.Panels[0].Y.Labels = heat.Explicit(x), heat.Explicit(y)
	}))
	if got := v.words("x-labels"); !slices.Equal(got, x) {
		t.Errorf("column labels %q, want %q", got, x)
	}
	if got := v.words("y-labels"); !slices.Equal(got, y) {
		t.Errorf("row labels %q, want %q", got, y)
	}
	_, err := heat.Compile(gridOf(random(t), func(s *heat.Spec, _ *heat.Cells) {
		s.Panels[0].X.Labels = heat.Explicit{"one"}
	}))
	if err == nil || !strings.Contains(err.Error(), "1 label for 8 columns") {
		t.Errorf("too few labels: %v", err)
	}
}

func TestEveryNthLabel(t *testing.T) {
	for _, m := range []*matrix.Matrix{random(t), rising(t, 4, 8)} {
		v := viewed(t, gridOf(m, func(s *heat.Spec, _ *heat.Cells) {
			s.Panels[0].X.Labels, s.Panels[0].Y.Labels = heat.EveryNth(2), heat.EveryNth(3)
		}))
		label := func(labels []string, i int) string {
			if labels == nil {
				return strconv.Itoa(i)
			}
			return labels[i]
		}
		xs, ys := v.texts("x-labels"), v.texts("y-labels")
		if len(xs) != 4 || len(ys) != 2 {
			t.Fatalf("%d and %d labels, want 4 and 2", len(xs), len(ys))
		}
		for k, text := range xs {
			if x, _ := v.centre(0, 2*k); text.String != label(m.ColLabels, 2*k) || !near(text.X, x) {
				t.Errorf("column label %q at %g, want %q at %g", text.String, text.X, label(m.ColLabels, 2*k), x)
			}
		}
		for k, text := range ys {
			if _, y := v.centre(3*k, 0); text.String != label(m.RowLabels, 3*k) || math.Abs(text.Y-y) > text.Size/2 {
				t.Errorf("row label %q at %g, want %q at %g", text.String, text.Y, label(m.RowLabels, 3*k), y)
			}
		}
	}
}

func TestShortLabelsAreLevelAndLongOnesTurned(t *testing.T) {
	if r := viewed(t, gridOf(random(t))).report(); r.XLabels.Angle != 0 || r.YLabels.Angle != 0 {
		t.Errorf("short labels are turned by %g° and %g°", r.XLabels.Angle, r.YLabels.Angle)
	}
	m := random(t)
	for j := range m.ColLabels {
		m.ColLabels[j] = strings.Repeat(m.ColLabels[j], 14)
	}
	m.RowLabels = m.ColLabels[:4]
	v := viewed(t, gridOf(m))
	r := v.report()
	if r.XLabels.Angle != 45 && r.XLabels.Angle != 90 {
		t.Errorf("long column labels are turned by %g°", r.XLabels.Angle)
	}
	if r.YLabels.Angle != 0 {
		t.Errorf("long row labels are turned by %g°", r.YLabels.Angle)
	}
	if r.XLabels.Shown != 8 || r.YLabels.Shown != 4 {
		t.Errorf("%d and %d labels shown, want all", r.XLabels.Shown, r.YLabels.Shown)
	}
	for _, text := range v.texts("x-labels") {
		if text.Angle != r.XLabels.Angle {
			t.Errorf("label %q is turned by %g°, the report says %g°", text.String, text.Angle, r.XLabels.Angle)
		}
	}
	for _, angle := range []float64{-90, -45, 30, 60} {
		r := viewed(t, gridOf(random(t), func(s *heat.Spec, _ *heat.Cells) {
			s.Panels[0].X.Rotate = scale.At(angle)
		})).report()
		if r.XLabels.Angle != angle || r.XLabels.Shown != 8 {
			t.Errorf("asked for %g°: %+v", angle, r.XLabels)
		}
	}
}

// Annotations.

func TestNumbersInTheCells(t *testing.T) {
	m := random(t)
	twoDigits := func(v float64) string {
		return strings.Replace(strconv.FormatFloat(v, 'f', 2, 64), "-", "−", 1)
	}
	v := viewed(t, gridOf(m, annotated))
	texts := v.texts("numbers")
	if len(texts) != 32 {
		t.Fatalf("%d numbers, want 32", len(texts))
	}
	for k, text := range texts {
		x, y := v.centre(k/8, k%8)
		if want := twoDigits(byRows(m)[k]); text.String != want {
			t.Errorf("cell %d says %q, want %q", k, text.String, want)
		}
		if text.Size != 10 || text.Anchor != scene.Middle || !near(text.X, x) || math.Abs(text.Y-y) > text.Size/2 {
			t.Errorf("cell %d: %g pt at %g, %g; the cell is at %g, %g", k, text.Size, text.X, text.Y, x, y)
		}
	}
}

func TestNumbersCanBeOverridden(t *testing.T) {
	m := random(t)
	other := rising(t, 4, 8)
	byRows(other)[3] = math.NaN()
	texts := make([][]string, 4)
	for i := range texts {
		for j := range 8 {
			texts[i] = append(texts[i], fmt.Sprintf("%c%d", 'a'+i, j))
		}
	}
	format, err := scale.ParseFormat("+.1f")
	if err != nil {
		t.Fatal(err)
	}
	unit, err := scale.ParseFormat("{} °C")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		edit func(*heat.Cells)
		want func(k int) string // "" for none
		size float64
	}{
		{"size", func(l *heat.Cells) { l.Annot.Show, l.Annot.Size = true, 14 }, nil, 14},
		{"format", func(l *heat.Cells) { l.Annot.Show, l.Fmt = true, format },
			func(k int) string {
				return strings.Replace(fmt.Sprintf("%+.1f", byRows(m)[k]), "-", "−", 1)
			}, 10},
		{"automatic format with a unit", func(l *heat.Cells) { l.Annot.Show, l.Fmt = true, unit },
			func(k int) string {
				return strings.Replace(fmt.Sprintf("%.2f °C", byRows(m)[k]), "-", "−", 1)
			}, 10},
		{"other data, its own missing cell left out", func(l *heat.Cells) { l.Annot.From = other },
			func(k int) string {
				if k == 3 {
					return ""
				}
				return strconv.Itoa(k)
			}, 10},
		{"texts", func(l *heat.Cells) { l.Annot.Texts = texts }, func(k int) string { return texts[k/8][k%8] }, 10},
	} {
		v := viewed(t, gridOf(m, func(_ *heat.Spec, l *heat.Cells) { c.edit(l) }))
		found := v.texts("numbers")
		for _, text := range found {
			if text.Size != c.size {
				t.Errorf("%s: %g pt, want %g", c.name, text.Size, c.size)
			}
		}
		if c.want == nil {
			continue
		}
		got := v.words("numbers")
		var want []string
		for k := range 32 {
			if w := c.want(k); w != "" {
				// A number that rounds to zero has no sign.
				want = append(want, strings.NewReplacer("−0.0", "0.0", "+0.0", "+0.0").Replace(w))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
}

// contrast is the ratio of WCAG 2, from its definition.
func contrast(a, b scene.Color) float64 {
	luminance := func(c scene.Color) float64 {
		channel := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
	}
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

func TestNumbersHaveTheLargerContrast(t *testing.T) {
	for _, name := range []string{"viridis", "vlag", "Greys", "magma", "coolwarm"} {
		v := viewed(t, gridOf(rising(t, 16, 16), annotated, func(_ *heat.Spec, l *heat.Cells) { l.Cmap = name }))
		inks := map[scene.Color]bool{}
		for _, text := range v.texts("numbers") {
			inks[text.Color] = true
		}
		if len(inks) != 2 {
			t.Errorf("%s: %d colours of text, want a dark and a light one", name, len(inks))
		}
		for k, text := range v.texts("numbers") {
			cell := v.color(k/16, k%16)
			got := contrast(text.Color, cell)
			for ink := range inks {
				if contrast(ink, cell) > got+1e-9 {
					t.Errorf("%s: %v on %v has %.2f:1, %v would have %.2f:1", name, text.Color, cell, got, ink, contrast(ink, cell))
				}
			}
			if got < 4.5 { // of black and white one always has √21
				t.Errorf("%s: %v on %v has a contrast of %.2f:1", name, text.Color, cell, got)
			}
		}
	}
}

// Layout.

func TestLinesBetweenCells(t *testing.T) {
	blue := colormap.Color{B: 139, A: 255}
	v := viewed(t, gridOf(random(t), func(_ *heat.Spec, l *heat.Cells) {
		l.Line.Width, l.Line.Color = 2, blue
	}))
	lines := kind[*scene.Line](v.items("body"))
	if len(lines) != 5+9 {
		t.Errorf("%d lines, want 14: round every row and column", len(lines))
	}
	for _, l := range lines {
		if l.Width != 2 || l.Color != scene.Color(blue) {
			t.Errorf("a line of %g pt in %v, want 2 pt in %v", l.Width, l.Color, blue)
		}
	}
	if v := viewed(t, gridOf(random(t))); len(kind[*scene.Line](v.items("body"))) != 0 {
		t.Error("lines that nobody asked for")
	}
}

func TestSquareCells(t *testing.T) {
	edits := map[string]func(*heat.Spec, *heat.Cells){
		"free canvas":    func(*heat.Spec, *heat.Cells) {},
		"wide canvas":    sized(9, 4),
		"high canvas":    sized(4, 9),
		"annotated":      annotated,
		"cell of 20 pt":  func(s *heat.Spec, _ *heat.Cells) { s.Size.CellWidth = 20 },
		"height of 9 pt": func(s *heat.Spec, _ *heat.Cells) { s.Size.CellHeight = 9 },
	}
	for name, edit := range edits {
		r := viewed(t, gridOf(random(t), edit, func(_ *heat.Spec, l *heat.Cells) { l.Square = true })).report()
		if !near(r.Cell[0], r.Cell[1]) {
			t.Errorf("%s: cells of %g × %g pt are not square", name, r.Cell[0], r.Cell[1])
		}
	}
}

func TestTheLatticeCoversTheBodyFromTheTop(t *testing.T) {
	for _, shape := range [][2]int{{4, 8}, {1, 1}, {37, 41}, {1, 50}, {50, 1}} {
		rows, cols := shape[0], shape[1]
		v := viewed(t, gridOf(rising(t, rows, cols), sized(5.13, 3.77)))
		m, r := v.cells(), v.report()
		if len(m.X) != cols+1 || len(m.Y) != rows+1 || len(m.Cells) != rows*cols {
			t.Fatalf("%d × %d: %d × %d edges, %d cells", rows, cols, len(m.Y), len(m.X), len(m.Cells))
		}
		if !slices.IsSorted(m.X) || !slices.IsSorted(m.Y) {
			t.Errorf("%d × %d: edges are not in order", rows, cols)
		}
		b := boxOf(m)
		if !near(b.x1-b.x0, r.Cell[0]*float64(cols)) || !near(b.y1-b.y0, r.Cell[1]*float64(rows)) {
			t.Errorf("%d × %d: the lattice is %g × %g pt, the cells %g × %g", rows, cols, b.x1-b.x0, b.y1-b.y0, r.Cell[0], r.Cell[1])
		}
		for j := range cols {
			if w := m.X[j+1] - m.X[j]; !near(w, r.Cell[0]) {
				t.Errorf("%d × %d: column %d is %g pt wide, others %g", rows, cols, j, w, r.Cell[0])
			}
		}
		if rows > 1 || cols > 1 {
			first, last := v.color(0, 0), v.color(rows-1, cols-1)
			if first != mapColor(t, "viridis", 0) || last != mapColor(t, "viridis", 255) {
				t.Errorf("%d × %d: the first cell is not at the top left", rows, cols)
			}
		}
	}
}

func TestCellSizeIsKept(t *testing.T) {
	r := viewed(t, gridOf(random(t), func(s *heat.Spec, _ *heat.Cells) {
		s.Size.CellWidth, s.Size.CellHeight = 23.5, 11.25
	})).report()
	if !near(r.Cell[0], 23.5) || !near(r.Cell[1], 11.25) {
		t.Errorf("cells of %v pt, want 23.5 × 11.25", r.Cell)
	}
}

func TestTheColourBarIsExactlyAsLongAsTheBody(t *testing.T) {
	for _, side := range []heat.Side{heat.SideAuto, heat.SideRight, heat.SideBottom, heat.SideLeft, heat.SideTop} {
		for _, square := range []bool{false, true} {
			v := viewed(t, gridOf(example(t, "tickets"), sized(6.6, 4.2), func(s *heat.Spec, l *heat.Cells) {
				s.Title, l.Square = "Open tickets", square
				l.Cbar.Side, l.Cbar.Label = side, "Tickets"
			}))
			body, bar := boxOf(v.cells()), boxOf(v.mosaic("legend"))
			name := fmt.Sprintf("%v, square %v", side, square)
			var long, apart bool
			switch side {
			case heat.SideAuto, heat.SideRight:
				long, apart = bar.y0 == body.y0 && bar.y1 == body.y1, bar.x0 > body.x1
			case heat.SideLeft:
				long, apart = bar.y0 == body.y0 && bar.y1 == body.y1, bar.x1 < body.x0
			case heat.SideBottom:
				long, apart = bar.x0 == body.x0 && bar.x1 == body.x1, bar.y0 > body.y1
			case heat.SideTop:
				long, apart = bar.x0 == body.x0 && bar.x1 == body.x1, bar.y1 < body.y0
			}
			if !long {
				t.Errorf("%s: the bar %v is not as long as the body %v", name, bar, body)
			}
			if !apart {
				t.Errorf("%s: the bar %v is not on its side of the body %v", name, bar, body)
			}
			if !slices.Contains(v.words("legend"), "Tickets") {
				t.Errorf("%s: no label among %q", name, v.words("legend"))
			}
		}
	}
}

func TestTicksOfTheColourBarStandAtTheirColours(t *testing.T) {
	for _, side := range []heat.Side{heat.SideRight, heat.SideBottom} {
		v := viewed(t, gridOf(numbers(t, []float64{-1, 0, 3}), sized(6, 5), func(_ *heat.Spec, l *heat.Cells) { l.Cbar.Side = side }))
		body := boxOf(v.cells())
		lines, texts := kind[*scene.Line](v.items("legend")), v.texts("legend")
		if len(lines) != len(texts) || len(lines) < 3 {
			t.Fatalf("%v: %d ticks and %d texts", side, len(lines), len(texts))
		}
		for k, line := range lines {
			value, err := strconv.ParseFloat(strings.Replace(texts[k].String, "−", "-", 1), 64)
			if err != nil {
				t.Fatal(err)
			}
			share := (value + 1) / 4
			want, got := body.x0+share*(body.x1-body.x0), line.X1
			if side == heat.SideRight {
				want, got = body.y1-share*(body.y1-body.y0), line.Y1
			}
			if !near(want, got) {
				t.Errorf("%v: the tick of %g is at %g, want %g", side, value, got, want)
			}
		}
	}
}

func TestTheLegendCanBeOff(t *testing.T) {
	on := viewed(t, gridOf(random(t), sized(6, 4)))
	off := viewed(t, gridOf(random(t), sized(6, 4), func(_ *heat.Spec, l *heat.Cells) { l.Cbar.Show = heat.Off }))
	if on.items("legend") == nil || off.items("legend") != nil {
		t.Errorf("legend on: %v, off: %v", on.items("legend") != nil, off.items("legend") != nil)
	}
	if a, b := on.report().Cell[0], off.report().Cell[0]; a >= b {
		t.Errorf("cells %g pt wide with a legend, %g without: its room is not given back", a, b)
	}
	empty := numbers(t, []float64{math.NaN()})
	if viewed(t, gridOf(empty)).items("legend") != nil {
		t.Error("a legend for a figure without values")
	}
	if viewed(t, gridOf(empty, func(_ *heat.Spec, l *heat.Cells) { l.Cbar.Show = heat.On })).items("legend") == nil {
		t.Error("a legend that was asked for is missing")
	}
}

func TestTheLegendUsesTheFiguresFormat(t *testing.T) {
	format, err := scale.ParseFormat("${:,.0f}")
	if err != nil {
		t.Fatal(err)
	}
	v := viewed(t, gridOf(numbers(t, []float64{-1500, 2500}), annotated, func(_ *heat.Spec, l *heat.Cells) { l.Fmt = format }))
	for _, group := range []string{"legend", "numbers"} {
		for _, word := range v.words(group) {
			if !strings.Contains(word, "$") || strings.Contains(word, "-") {
				t.Errorf("%s: %q is not in the figure's format", group, word)
			}
		}
	}
	if d := v.fig.Report().Description; !strings.Contains(d, "$−1,500") || !strings.Contains(d, "$2,500") {
		t.Errorf("description %q is not in the figure's format", d)
	}
}

func TestNamesOfColourMapsAreChecked(t *testing.T) {
	_, err := heat.Compile(gridOf(random(t), func(_ *heat.Spec, l *heat.Cells) { l.Cmap = "viridiss" }))
	if err == nil || !strings.Contains(err.Error(), "viridis") {
		t.Errorf("an unknown map: %v", err)
	}
}
