package scale

import (
	"fmt"
	"iter"
	"math"
)

// LimitOptions says how limits are found. The zero value takes the smallest and the
// largest value of the data.
type LimitOptions struct {
	Min, Max Bound // given limits; the data are not asked for these
	// Center is the value that gets the middle colour. It leaves the limits alone.
	Center Bound
	// Robust takes the 2nd and 98th percentile for the limits that are not given.
	Robust bool
}

// Limits are the ends of a scale. Min is below Max.
type Limits struct {
	Min, Max float64
	Center   Bound
	// Empty says that there were no finite values, so that the limits are arbitrary.
	Empty bool
	// Widened says that the data had one value only, which a scale cannot show, so
	// that the limits were moved apart.
	Widened bool
	// Unrobust says that Robust was asked for but both percentiles are the same
	// value, as in mostly empty data, so that the whole range was taken.
	Unrobust bool
}

// Norm returns the norm of l: Centered if a centre is set, Linear if not.
func (l Limits) Norm() Norm {
	if l.Center.Set {
		return Centered{Min: l.Min, Max: l.Max, Center: l.Center.Value}
	}
	return Linear{Min: l.Min, Max: l.Max}
}

// Fit returns the limits for data of that extent, as seaborn's heatmap does: what is
// given is taken, the rest comes from the finite values. chunks yields the values, in
// any order; it is read, several times, only if robust limits are needed, and may
// otherwise be nil. It must yield the same values each time.
//
// Where there are no finite values, the limits are 0 and 1, or a width of 1 from the
// given one. Where all are the same, it lies in the middle of limits 10 % away on
// either side (0.1 for 0), as on matplotlib's colour bar; with a centre that differs,
// the limits run from the one to the other.
//
// Limits that are not finite, that are not in order or that leave all data on one side
// give a [*LimitError].
func Fit(opt LimitOptions, extent Extent, chunks iter.Seq[[]float64]) (Limits, error) {
	if err := opt.check(); err != nil {
		return Limits{}, err
	}
	l := Limits{Center: opt.Center}
	lo, hi := extent.Min, extent.Max
	switch {
	case extent.Finite() == 0:
		l.Empty = true
		lo = opt.Min.Or(opt.Max.Or(1) - 1)
		hi = opt.Max.Or(lo + 1)
	case opt.Robust && !(opt.Min.Set && opt.Max.Set):
		lo, hi, l.Unrobust = robustRange(extent, chunks)
	}
	if !l.Empty {
		if err := opt.checkData(extent); err != nil {
			return Limits{}, err
		}
	}
	l.Min, l.Max = opt.Min.Or(lo), opt.Max.Or(hi)
	if !(l.Min < l.Max) {
		l.widen(opt)
	}
	return l, nil
}

// check finds faults of the options by themselves.
func (opt LimitOptions) check() error {
	for _, b := range []struct {
		name string
		Bound
	}{{"vmin", opt.Min}, {"vmax", opt.Max}, {"center", opt.Center}} {
		if b.Set && b.Value-b.Value != 0 {
			return &LimitError{fmt.Sprintf("%s %v is not a finite number", b.name, b.Value)}
		}
	}
	if opt.Min.Set && opt.Max.Set && !(opt.Min.Value < opt.Max.Value) {
		return &LimitError{fmt.Sprintf("vmin %v is not below vmax %v (swap them, or leave one out to take it from the data)",
			opt.Min.Value, opt.Max.Value)}
	}
	return nil
}

// checkData finds a lone limit that lies beyond all data. If both are given, their
// user may well mean to show a range without data.
func (opt LimitOptions) checkData(e Extent) error {
	const beyond = "%s %v is %s every value: the data run from %v to %v (give a %s %s, or %s as well)"
	switch {
	case opt.Min.Set && opt.Max.Set:
	case opt.Min.Set && opt.Min.Value > e.Max:
		return &LimitError{fmt.Sprintf(beyond, "vmin", opt.Min.Value, "above", e.Min, e.Max, "smaller", "vmin", "vmax")}
	case opt.Max.Set && opt.Max.Value < e.Min:
		return &LimitError{fmt.Sprintf(beyond, "vmax", opt.Max.Value, "below", e.Min, e.Max, "larger", "vmax", "vmin")}
	}
	return nil
}

// robustRange returns the 2nd and 98th percentiles, or the whole range where they are
// one value.
func robustRange(e Extent, chunks iter.Seq[[]float64]) (lo, hi float64, unrobust bool) {
	q := quantiles(chunks, e.Finite(), 0.02, 0.98)
	if q[0] < q[1] {
		return q[0], q[1], false
	}
	return e.Min, e.Max, true
}

// widen moves limits apart that coincide or, where robust percentiles lie beyond a
// given limit, are out of order. A given limit stays.
func (l *Limits) widen(opt LimitOptions) {
	l.Widened = true
	lo, hi := l.Min, l.Max
	if opt.Min.Set {
		hi = lo
	} else if opt.Max.Set {
		lo = hi
	}
	if c := l.Center; c.Set && c.Value != lo {
		lo, hi = min(lo, c.Value), max(hi, c.Value)
	} else {
		lo, hi = apart(lo, -1), apart(hi, 1)
	}
	l.Min, l.Max = opt.Min.Or(lo), opt.Max.Or(hi)
	if !(l.Min < l.Max) { // the centre lies on the side of the given limit
		l.Min, l.Max = opt.Min.Or(apart(l.Min, -1)), opt.Max.Or(apart(l.Max, 1))
	}
}

// apart returns v moved by a tenth of its size in the direction of sign. Zero, and what
// is too small to divide, moves by 0.1.
func apart(v float64, sign float64) float64 {
	const tiny = 1e-300
	by := 0.1
	if math.Abs(v) > tiny {
		by = math.Abs(v) / 10
	}
	moved := v + float64(sign*by)
	return max(-math.MaxFloat64, min(math.MaxFloat64, moved))
}
