package heat

import (
	"fmt"
	"iter"
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/scale"
)

// fitScales finds limits, norms and colours for all panels of numbers: for each its own,
// or one for all.
func (r *resolver) fitScales(p *plan) {
	var numbers []*panelPlan
	for _, panel := range p.panels {
		if panel.cells.levels == nil {
			numbers = append(numbers, panel)
		}
	}
	if p.spec.Arrange.Shared && len(numbers) > 1 {
		r.fitShared(numbers, p.theme)
		return
	}
	for _, panel := range numbers {
		c := panel.cells
		r.fit(c, panel.name, c.extent, c.chunks())
		r.finish(c, p.theme)
	}
}

// fitShared fits one scale to the values of several panels.
func (r *resolver) fitShared(panels []*panelPlan, theme palette) {
	var all scale.Extent
	first := panels[0].cells
	for _, p := range panels {
		all.Merge(p.cells.extent)
		if what := otherScale(first.spec, p.cells.spec); what != "" {
			r.add("colour", "give all panels the same, or do not share the scale", "%sits %s differs from that of the first panel, with which it shares its scale", p.name, what)
			return
		}
	}
	r.fit(first, "", all, func(yield func([]float64) bool) {
		for _, p := range panels {
			for chunk := range p.cells.chunks() {
				if !yield(chunk) {
					return
				}
			}
		}
	})
	for _, p := range panels {
		c := p.cells
		c.cmap, c.why, c.limits, c.norm, c.ignored = first.cmap, first.why, first.limits, first.norm, first.ignored
		r.finish(c, theme)
	}
}

// otherScale names the first setting of a scale in which two layers differ.
func otherScale(a, b *Cells) string {
	switch {
	case a.Norm != b.Norm:
		return "norm"
	case a.Vmin != b.Vmin:
		return "vmin"
	case a.Vmax != b.Vmax:
		return "vmax"
	case a.Center != b.Center:
		return "center"
	case a.Robust != b.Robust:
		return "robust"
	case a.Cmap != b.Cmap:
		return "colour map"
	}
	return ""
}

// fit chooses the colour map and fits the norm to data of that extent.
func (r *resolver) fit(c *cellsPlan, name string, extent scale.Extent, chunks iter.Seq[[]float64]) {
	s := c.spec
	center := s.Center
	cmap := s.Cmap
	if cmap == "" || cmap == "auto" {
		cmap, center, c.why = autoCmap(s, c.normSpec, extent)
	}
	var err error
	if c.cmap, err = colormap.Lookup(cmap); err != nil {
		r.problems = append(r.problems, &Error{Stage: "colour", Err: err})
		return
	}
	fitted, err := c.normSpec.Fit(scale.LimitOptions{Min: s.Vmin, Max: s.Vmax, Center: center, Robust: s.Robust}, extent, chunks)
	if err != nil {
		r.problems = append(r.problems, &Error{Stage: "colour", Detail: name, Err: err})
		return
	}
	c.limits, c.norm, c.ignored = fitted.Limits, fitted.Norm, fitted.Ignored
	c.merged, c.sampled = fitted.Merged, fitted.Sampled
	if bins, ok := scale.Steps(c.norm); ok && c.cmap.Kind == colormap.Qualitative {
		if n := len(bins.Edges()) - 1; n > c.cmap.Len() {
			r.problems = append(r.problems, &Error{Stage: "colour", Detail: name, Err: &colormap.FewError{Name: c.cmap.Name, Have: c.cmap.Len(), Want: n}})
			return
		}
	}
	for _, t := range s.Cbar.Ticks {
		if lo, hi := c.norm.Limits(); !(t >= min(lo, hi) && t <= max(lo, hi)) {
			r.add("colour", "give ticks inside of them, or set vmin and vmax", "%sa tick at %v, and the limits are %v and %v", name, t, lo, hi)
			return
		}
	}
}

// Colour maps that are chosen where none is given.
const (
	sequentialMap = "viridis"
	divergingMap  = "vlag"
	cyclicMap     = "twilight"
)

// comparable is how far the nearer side of zero must reach, by the farther one, for zero
// to count as the middle of the data.
const comparableReach = 0.3

// autoCmap chooses a colour map, and a centre where the data have one: a diverging map for
// values on both sides of a centre, else a sequential one. why says so in words.
func autoCmap(s *Cells, norm scale.Spec, extent scale.Extent) (cmap string, center scale.Bound, why string) {
	switch {
	case s.Periodic:
		return cyclicMap, s.Center, "cyclic: the scale is periodic"
	case s.Center.Set:
		return divergingMap, s.Center, fmt.Sprintf("diverging: values on both sides of %v", s.Center.Value)
	case norm.Kind == scale.KindTwoSlope || norm.Kind == scale.KindCentered:
		return divergingMap, s.Center, fmt.Sprintf("diverging: the norm has a centre, %v", norm.Center)
	}
	lo, hi := s.Vmin.Or(extent.Min), s.Vmax.Or(extent.Max)
	near, far := min(-lo, hi), max(-lo, hi)
	if extent.Finite() == 0 || !(near >= comparableReach*far) || near <= 0 || math.IsInf(far, 0) {
		return sequentialMap, s.Center, "sequential: values from low to high"
	}
	why = "diverging: values on both sides of 0"
	switch norm.Kind {
	case scale.KindLinear:
		return divergingMap, scale.At(0), why
	case scale.KindSymLog, scale.KindAsinh:
		if s.Vmin.Set && s.Vmax.Set && lo == -hi {
			return divergingMap, s.Center, why
		}
	}
	return sequentialMap, s.Center, "sequential: values from low to high"
}

// manyCells is from where on it pays to know the smallest value of each colour.
const manyCells = 1 << 16

// finish makes the palette and chooses the number format.
func (r *resolver) finish(c *cellsPlan, theme palette) {
	if len(r.problems) > 0 {
		return
	}
	c.colorNumbers(theme)
	if c.rows*c.cols > manyCells && !straight(c.norm) {
		c.lookup = scale.NewLookup(c.norm, c.colorAt)
	}
	c.whole = c.allWhole()
	if c.format.IsAuto() {
		c.format = c.format.Or(c.chooseFormat())
	}
}
