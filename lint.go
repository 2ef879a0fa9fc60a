package heat

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// Finding is something about a figure that misleads its readers, though it is no error.
type Finding struct {
	// Rule is its name: rainbow, no-centre, cyclic, skewed, outlier or contrast.
	Rule string `json:"rule"`
	// Panel is the panel's number, from 1.
	Panel int `json:"panel"`
	// Text says what is wrong, and what to do about it.
	Text string `json:"text"`
}

// Lint looks for what misleads: rainbow maps, diverging maps without a middle, cyclic maps
// on data that are not declared periodic, skewed data on a linear norm, one cell that
// takes most of the range, texts in cells that can hardly be read.
func (f *Figure) Lint() []Finding {
	var all []Finding
	for i, p := range f.plan.panels {
		add := func(rule, format string, args ...any) {
			all = append(all, Finding{rule, i + 1, p.name + fmt.Sprintf(format, args...)})
		}
		c := p.cells
		if c.levels == nil {
			c.lintMap(add)
			c.lintValues(add)
		}
		c.lintTexts(f.plan.theme.background, add)
	}
	return all
}

// lintMap looks at the colour map.
func (c *cellsPlan) lintMap(add func(rule, format string, args ...any)) {
	name := c.cmap.Name
	switch {
	case c.cmap.Kind == colormap.Diverging && !c.hasMiddle():
		lo, hi := c.norm.Limits()
		middle := c.norm.Inverse(0.5)
		add("no-centre", "the middle colour of the diverging map %s stands for %s, half-way between %s and %s (give --center, or a sequential map)",
			name, c.short(middle), c.short(lo), c.short(hi))
	case c.cmap.Kind == colormap.Cyclic && !c.spec.Periodic:
		add("cyclic", "the cyclic map %s gives the lowest and the highest value one colour (say --periodic if they mean the same, or take a sequential map)", name)
	case c.cmap.Kind != colormap.Cyclic && colormap.Check(c.cmap).Rainbow:
		add("rainbow", "the map %s is ordered by hue and not by lightness: it shows edges that the data lack (take viridis, or batlow for more hues)", name)
	}
}

// short writes a value of the scale.
func (c *cellsPlan) short(v float64) string {
	return c.format.Or(scale.AutoFormat([]float64{v})).Format(v)
}

// hasMiddle reports whether the middle colour stands for a value that was named as such,
// or for zero.
func (c *cellsPlan) hasMiddle() bool {
	switch {
	case c.limits.Center.Set, c.normSpec.Kind == scale.KindTwoSlope, c.normSpec.Kind == scale.KindCentered:
		return true
	case c.limits.Empty:
		return true
	}
	lo, hi := c.norm.Limits()
	return math.Abs(lo+hi) <= 1e-9*max(math.Abs(lo), math.Abs(hi))
}

// lintSample is how many values are looked at.
const lintSample = 1 << 17

// Bounds of what is reported.
const (
	skewDecades  = 3    // of the 5th to the 95th percentile
	outlierShare = 0.5  // of the range, by one cell
	squeezed     = 0.25 // of the colours, by all but the outermost values
	outermost    = 0.01 // of the values, at each end
)

// lintValues looks at how the values fill the scale.
func (c *cellsPlan) lintValues(add func(rule, format string, args ...any)) {
	if c.normSpec.Kind != scale.KindLinear || c.extent.Finite() < 5 {
		return
	}
	values := c.sample()
	slices.Sort(values)
	n := len(values)
	if n == 0 { // all are between the rows that are looked at
		return
	}
	low, high := values[n/20], values[n-1-n/20]
	if values[0] > 0 && high/low >= math.Pow(10, skewDecades) {
		add("skewed", "the values span %.0f decades, and most have the first colours of a linear norm (try --norm log)", math.Log10(high/low))
		return
	}
	if c.spec.Vmin.Set && c.spec.Vmax.Set || c.spec.Robust {
		return
	}
	if n < c.extent.Finite() || !c.lintOutlier(values, add) {
		c.lintSqueezed(values, add)
	}
}

// lintOutlier looks for one value that is far from all others, and reports whether there is
// one. The values are sorted.
func (c *cellsPlan) lintOutlier(values []float64, add func(rule, format string, args ...any)) (found bool) {
	n := len(values)
	span := values[n-1] - values[0]
	for _, end := range []struct {
		gap, at float64
		given   bool
	}{{values[n-1] - values[n-2], values[n-1], c.spec.Vmax.Set}, {values[1] - values[0], values[0], c.spec.Vmin.Set}} {
		if span > 0 && !end.given && end.gap > outlierShare*span {
			add("outlier", "one cell, %s, takes %.0f %% of the colours (try --robust, or a limit)", c.short(end.at), 100*end.gap/span)
			found = true
		}
	}
	return found
}

// lintSqueezed looks for a few values that leave hardly any colours to all others. The
// values are sorted.
func (c *cellsPlan) lintSqueezed(values []float64, add func(rule, format string, args ...any)) {
	out := int(outermost * float64(len(values)))
	if out == 0 {
		return
	}
	low, high := values[out], values[len(values)-1-out]
	share := min(1, c.norm.Map(high)) - max(0, c.norm.Map(low))
	if share < squeezed && low < high {
		add("outlier", "%.0f %% of the values, %s to %s, have %.0f %% of the colours: a few others take the rest (try --robust, or limits)",
			100*(1-2*outermost), c.short(low), c.short(high), 100*share)
	}
}

// sample returns the finite visible values, or those of evenly spaced rows of a large
// matrix.
func (c *cellsPlan) sample() []float64 {
	step := 1 + c.rows*c.cols/lintSample
	var values []float64
	buf := make([]float64, c.cols)
	for i := 0; i < c.rows; i += step {
		for _, v := range c.Rows(i, i+1, buf) {
			if v-v == 0 {
				values = append(values, v)
			}
		}
	}
	return values
}

// lintTexts looks at the contrast of what is written into cells.
func (c *cellsPlan) lintTexts(background scene.Color, add func(rule, format string, args ...any)) {
	if !c.spec.Annot.shown() || c.rows*c.cols > maxAnnotated {
		return
	}
	ratios := make([]float64, len(c.palette))
	for i, color := range c.palette {
		ratios[i] = contrastOf(over(color, background))
	}
	worst, cells := math.Inf(1), 0
	for _, i := range c.indices() {
		if i != c.hiddenIndex() && ratios[i] < readable {
			worst, cells = min(worst, ratios[i]), cells+1
		}
	}
	if cells > 0 {
		add("contrast", "the text in %s has a contrast of less than %.1f, down to %.1f, whatever its colour (take a map without such colours, or larger text)",
			plural(cells, "cell"), readable, worst)
	}
}

// contrastOf is the contrast of a cell with the text on it.
func contrastOf(cell scene.Color) float64 { return colormap.Contrast(rgb(cell), rgb(onCell(cell))) }
