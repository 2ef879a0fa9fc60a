package scale

import (
	"iter"
	"math"

	"github.com/seed01309057/heat/internal/suggest"
)

// Fitted is a norm with its limits, and what became of the data on the way.
type Fitted struct {
	Norm   Norm
	Limits Limits
	// Ignored counts the finite values that the norm has no place for, such as those
	// that are not positive for log. They did not count for the limits, and map to NaN.
	Ignored int
	// Merged counts the bins of a quantile norm that were asked for and have no values
	// of their own, because one value is so frequent that it fills several.
	Merged int
	// Sampled says that an equalize norm had so many distinct values that it ranks
	// them by a sample: see MaxExactRanks.
	Sampled bool
}

// Fit returns the norm of s for data of that extent. Limits are found as Fit does, from
// the values that the norm has a place for; chunks yields all values, in any order, the
// same each time, and is read several times, or not at all where the extent is enough.
//
//   - log: the limits come from the positive values, also the percentiles of Robust.
//     No positive value at all is an error, and so is a given limit that is not.
//   - two-slope: limits from the data that leave the centre on one side are moved as
//     far to its other side, as in matplotlib; given ones are an error.
//   - centered: the limit that is farther from the centre is kept, and the other one is
//     put as far on its other side. If both are given, they must be so already.
//   - boundary has its limits in its boundaries: Min, Max and Robust are errors.
//   - levels: limits from the data are moved outwards to round numbers, given ones are
//     boundaries as they are.
//   - quantile and equalize count the values inside the limits, given limits included.
//
// opt.Center is for linear alone: it moves colours and no limits. A fault gives a
// [*LimitError].
func (s Spec) Fit(opt LimitOptions, extent Extent, chunks iter.Seq[[]float64]) (Fitted, error) {
	if err := s.Validate(); err != nil {
		return Fitted{}, err
	}
	if err := s.checkOptions(opt); err != nil {
		return Fitted{}, err
	}
	f := Fitted{}
	if takes := s.domain(extent); takes != nil {
		all := extent
		extent, chunks = confine(chunks, takes)
		f.Ignored = all.Finite() - extent.Finite()
		if err := s.nothingLeft(all, extent); err != nil {
			return Fitted{}, err
		}
	}
	var err error
	if f.Limits, err = s.limits(opt, extent, chunks); err != nil {
		return Fitted{}, err
	}
	if err = s.build(&f, opt, extent, chunks); err != nil {
		return Fitted{}, err
	}
	if s.Clip {
		f.Norm = Clip{f.Norm}
	}
	return f, nil
}

// checkOptions finds limits that do not go with the kind.
func (s Spec) checkOptions(opt LimitOptions) error {
	if opt.Center.Set && s.Kind != KindLinear {
		cure := "leave out center, or the norm"
		if s.Kind == KindTwoSlope || s.Kind == KindCentered {
			cure = "write it as part of the norm: " + Spec{Kind: s.Kind, Center: opt.Center.Value}.String()
		}
		return limitErrorf("center %v is for the linear norm, and the norm is %v (%s)", opt.Center.Value, s, cure)
	}
	if s.Kind == KindBoundary && (opt.Min.Set || opt.Max.Set || opt.Robust) {
		what := "robust"
		if opt.Max.Set {
			what = "vmax"
		}
		if opt.Min.Set {
			what = "vmin"
		}
		return limitErrorf("boundary norm: its outer boundaries are its limits (leave out %s, or change the boundaries)", what)
	}
	if s.Kind == KindLog {
		for _, b := range []struct {
			name string
			Bound
		}{{"vmin", opt.Min}, {"vmax", opt.Max}} {
			if b.Set && b.Value <= 0 {
				return limitErrorf("log norm needs positive limits; %s %v is not (use symlog, or leave out %s)", b.name, b.Value, b.name)
			}
		}
	}
	return nil
}

// domain returns which finite values the norm has a place for, or nil for all of them.
func (s Spec) domain(extent Extent) func(float64) bool {
	switch {
	case s.Kind == KindLog && !(extent.Min > 0):
		return func(v float64) bool { return v > 0 }
	case s.Kind == KindFunc:
		return func(v float64) bool {
			t := s.Func.Forward(v)
			return t-t == 0
		}
	}
	return nil
}

// confine returns the values that take is true for, and their extent. Their positions
// in the extent are counted among themselves.
func confine(chunks iter.Seq[[]float64], take func(float64) bool) (Extent, iter.Seq[[]float64]) {
	if chunks == nil {
		chunks = func(func([]float64) bool) {}
	}
	kept := func(yield func([]float64) bool) {
		var buf []float64
		for chunk := range chunks {
			if buf = buf[:0]; cap(buf) < len(chunk) {
				buf = make([]float64, 0, len(chunk))
			}
			for _, v := range chunk {
				if v-v == 0 && take(v) {
					buf = append(buf, v+0) // −0 is 0, so that order cannot matter
				}
			}
			if len(buf) > 0 && !yield(buf) {
				return
			}
		}
	}
	return Measure(kept), kept
}

// nothingLeft returns an error if there are values, and none has a place.
func (s Spec) nothingLeft(all, left Extent) error {
	if left.Finite() > 0 || all.Finite() == 0 {
		return nil
	}
	if s.Kind == KindLog {
		return limitErrorf("log norm needs positive values; %d of %d cells %s ≤ 0 (use symlog, or mask them)", all.Finite(), all.Total, suggest.Verb(int64(all.Finite()), "is", "are"))
	}
	return limitErrorf("func norm: Forward is finite for none of the %d values", all.Finite())
}

// limits returns the limits before the kind has its say.
func (s Spec) limits(opt LimitOptions, extent Extent, chunks iter.Seq[[]float64]) (Limits, error) {
	switch {
	case s.Kind == KindBoundary:
		v := s.Boundaries.Values()
		return Limits{Min: v[0], Max: v[len(v)-1], Empty: extent.Finite() == 0}, nil
	case s.Kind == KindLog && extent.Finite() == 0:
		// A decade rather than the width of 1.
		if !opt.Min.Set {
			opt.Min = At(max(opt.Max.Or(10)/10, math.SmallestNonzeroFloat64))
		}
		if !opt.Max.Set {
			opt.Max = At(min(opt.Min.Value*10, math.MaxFloat64))
		}
	}
	if s.Kind == KindTwoSlope || s.Kind == KindCentered {
		opt.Center = At(s.Center) // where all values are the same, limits run from here to it
	}
	l, err := Fit(opt, extent, chunks)
	if s.Kind != KindLinear {
		l.Center = Bound{}
	}
	if err == nil && s.Kind == KindLog && l.Min <= 0 { // one value too small to divide, widened
		l.Min = math.SmallestNonzeroFloat64
	}
	return l, err
}

// build sets the norm of f, and adjusts its limits.
func (s Spec) build(f *Fitted, opt LimitOptions, extent Extent, chunks iter.Seq[[]float64]) (err error) {
	l := &f.Limits
	switch s.Kind {
	case KindLinear:
		f.Norm = l.Norm()
	case KindLog:
		f.Norm, err = NewLog(l.Min, l.Max, s.Base)
	case KindSymLog:
		f.Norm, err = NewSymLog(l.Min, l.Max, linearPart(s.Linthresh, *l), s.Linscale, s.Base)
	case KindAsinh:
		f.Norm, err = NewAsinh(l.Min, l.Max, linearPart(s.Width, *l))
	case KindPower:
		f.Norm, err = NewPower(l.Min, l.Max, orDefault(s.Gamma, defaultGamma))
	case KindTwoSlope:
		aroundCenter(l, opt, s.Center)
		f.Norm, err = NewTwoSlope(l.Min, s.Center, l.Max)
	case KindCentered:
		if err = symmetric(l, opt, s.Center); err == nil {
			f.Norm = Linear{l.Min, l.Max}
		}
	case KindBoundary:
		f.Norm, err = NewBoundary(s.Boundaries.Values(), s.Extend)
	case KindFunc:
		f.Norm, err = NewFunc(l.Min, l.Max, s.Func)
	default:
		return s.buildFromData(f, opt, extent, chunks)
	}
	return err
}

// buildFromData sets norms that need more of the data than limits.
func (s Spec) buildFromData(f *Fitted, opt LimitOptions, extent Extent, chunks iter.Seq[[]float64]) (err error) {
	l := &f.Limits
	if extent.Finite() == 0 {
		chunks = func(func([]float64) bool) {}
	}
	switch {
	case s.Kind == KindLevels:
		edges := levels(*l, opt, orDefault(s.Bins, defaultLevels))
		l.Min, l.Max = edges[0], edges[len(edges)-1]
		f.Norm, err = NewBoundary(edges, s.Extend)
	case s.Kind == KindQuantile && s.Bins > 0:
		edges := quantileEdges(*l, chunks, s.Bins)
		f.Merged = s.Bins - (len(edges) - 1)
		f.Norm, err = NewBoundary(edges, s.Extend)
	case s.Kind == KindQuantile:
		f.Norm = quantileKnots(*l, chunks)
	default:
		f.Norm, f.Sampled = equalized(*l, chunks)
	}
	return err
}

func orDefault[T int | float64](v, standard T) T {
	if v == 0 {
		return standard
	}
	return v
}

// linearPart returns v or, for 0, a thousandth of the larger limit, rounded down to a
// power of ten.
func linearPart(v float64, l Limits) float64 {
	if v != 0 {
		return v
	}
	size := max(math.Abs(l.Min), math.Abs(l.Max))
	return max(powerAtMost(10, size/1000), 0x1p-1022)
}

// aroundCenter moves a limit that comes from the data to the other side of c.
func aroundCenter(l *Limits, opt LimitOptions, c float64) {
	if l.Min >= c && !opt.Min.Set {
		l.Min = max(c-(l.Max-c), -math.MaxFloat64)
	}
	if l.Max <= c && !opt.Max.Set {
		l.Max = min(c+(c-l.Min), math.MaxFloat64)
	}
}

// symmetric puts the limits at equal distances from c.
func symmetric(l *Limits, opt LimitOptions, c float64) error {
	below, above := c-l.Min, l.Max-c
	if opt.Min.Set && opt.Max.Set && math.Abs(above-below) > 1e-12*(above+below) || opt.Min.Set && below <= 0 ||
		opt.Max.Set && above <= 0 {
		return limitErrorf("centered norm: limits %v and %v are not at equal distances from %v (give one of them, or use two-slope, or center)",
			l.Min, l.Max, c)
	}
	switch {
	case opt.Min.Set && opt.Max.Set:
	case opt.Min.Set || !opt.Max.Set && below > above:
		l.Max = min(c+below, math.MaxFloat64)
	default:
		l.Min = max(c-above, -math.MaxFloat64)
	}
	return nil
}
