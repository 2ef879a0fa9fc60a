package scale

// Spec describes a norm as data, before it knows any values: what a user writes. The
// zero value is linear. A Spec is comparable, reads and writes text and JSON, and Fit
// makes a Norm of it. Fields that the kind has no use for must be zero; a parameter
// that is zero is chosen, so none can be asked for as 0 where 0 makes no sense.
type Spec struct {
	Kind Kind

	// Base of log and symlog, above 1; 0 for 10.
	Base float64
	// Linthresh ends the linear part of symlog, and Width that of asinh. 0 chooses a
	// thousandth of the larger limit, rounded down to a power of ten.
	Linthresh, Width float64
	// Linscale is the length of each half of the linear part of symlog; 0 for 1.
	Linscale float64
	// Gamma is the exponent of power; 0 for 0.5, the square root.
	Gamma float64
	// Center is that of two-slope and centered.
	Center float64
	// Boundaries are those of boundary: 2 to MaxBoundaries, strictly increasing.
	Boundaries Numbers
	// Bins is the number of bins of quantile, 2 to MaxBins, or 0 for none, so that the
	// quantiles are joined by straight lines; of levels it is the number of bins at
	// most, 0 for 7.
	Bins int
	// Extend adds bins beyond the ends of boundary, levels and quantile with bins.
	Extend Extend
	// Clip gives values beyond the limits the colours of the limits.
	Clip bool
	// Func is the transform of func.
	Func *Transform
}

// MaxBins bounds the bins of quantile and levels.
const MaxBins = 1000

// defaults of parameters that are 0.
const (
	defaultBase     = 10
	defaultLinscale = 1
	defaultGamma    = 0.5
	defaultLevels   = 7
)

// IsZero reports whether s is the zero value, for the JSON option omitzero.
func (s Spec) IsZero() bool { return s == Spec{} }

// parameter is one of the numbers of a Spec.
type parameter struct {
	name     string
	field    func(*Spec) *float64
	positive bool    // must be above least, where it is given
	least    float64 // the bound for positive
}

var (
	base      = parameter{"base", func(s *Spec) *float64 { return &s.Base }, true, 1}
	linthresh = parameter{"linthresh", func(s *Spec) *float64 { return &s.Linthresh }, true, 0}
	linscale  = parameter{"linscale", func(s *Spec) *float64 { return &s.Linscale }, true, 0}
	width     = parameter{"width", func(s *Spec) *float64 { return &s.Width }, true, 0}
	gamma     = parameter{"gamma", func(s *Spec) *float64 { return &s.Gamma }, true, 0}
	center    = parameter{"center", func(s *Spec) *float64 { return &s.Center }, false, 0}
)

var allParameters = []parameter{base, linthresh, linscale, width, gamma, center}

// parameters returns the numbers of a kind in the order in which text lists them.
func (k Kind) parameters() []parameter {
	switch k {
	case KindLog:
		return []parameter{base}
	case KindSymLog:
		return []parameter{linthresh, linscale, base}
	case KindAsinh:
		return []parameter{width}
	case KindPower:
		return []parameter{gamma}
	case KindTwoSlope, KindCentered:
		return []parameter{center}
	}
	return nil
}

// check returns an error if v, as given by a user, cannot be the parameter of k.
func (p parameter) check(k Kind, v float64) error {
	switch {
	case v-v != 0:
		return limitErrorf("%v norm: %s %v is not a finite number", k, p.name, v)
	case p.positive && !(v > p.least):
		return limitErrorf("%v norm: %s %v is not above %v", k, p.name, v, p.least)
	}
	return nil
}

// Validate returns a [*LimitError] for the first fault that shows without values.
func (s Spec) Validate() error {
	if s.Kind > KindFunc {
		return limitErrorf("%v is not a norm", s.Kind)
	}
	if err := s.checkNumbers(); err != nil {
		return err
	}
	if err := s.checkBins(); err != nil {
		return err
	}
	switch {
	case s.Kind == KindFunc:
		return s.Func.check()
	case s.Func != nil:
		return limitErrorf("%v norm takes no functions (use func)", s.Kind)
	case s.Extend > ExtendBoth:
		return limitErrorf("%v is not a way to extend", s.Extend)
	case s.Extend != ExtendNeither && !s.stepped():
		return limitErrorf("%v norm has no bins, so that there are none to extend by", s)
	case s.Extend != ExtendNeither && s.Clip:
		return limitErrorf("%v norm: clip leaves no values beyond the ends that extend could show (drop one of them)", s.Kind)
	}
	return nil
}

// stepped reports whether the norm has bins.
func (s Spec) stepped() bool {
	return s.Kind == KindBoundary || s.Kind == KindLevels || s.Kind == KindQuantile && s.Bins != 0
}

// checkNumbers finds numbers out of range or without use.
func (s Spec) checkNumbers() error {
	takes := s.Kind.parameters()
	for _, p := range allParameters {
		v := *p.field(&s)
		used := false
		for _, q := range takes {
			used = used || q.name == p.name
		}
		switch {
		case used && (v != 0 || !p.positive):
			if err := p.check(s.Kind, v); err != nil {
				return err
			}
		case !used && v != 0:
			return limitErrorf("%v norm has no %s", s.Kind, p.name)
		}
	}
	return nil
}

// checkBins finds faults of boundaries and bins.
func (s Spec) checkBins() error {
	switch s.Kind {
	case KindBoundary:
		if _, err := NewBoundary(s.Boundaries.Values(), s.Extend); err != nil {
			return err
		}
	case KindLevels, KindQuantile:
		if s.Bins != 0 && (s.Bins < 2 || s.Bins > MaxBins) {
			return limitErrorf("%v norm: number of bins %d is not from 2 to %d", s.Kind, s.Bins, MaxBins)
		}
	}
	switch {
	case s.Kind != KindBoundary && !s.Boundaries.IsZero():
		return limitErrorf("%v norm takes no boundaries (use boundary)", s.Kind)
	case s.Kind != KindLevels && s.Kind != KindQuantile && s.Bins != 0:
		return limitErrorf("%v norm has no number of bins (use levels or quantile)", s.Kind)
	}
	return nil
}
