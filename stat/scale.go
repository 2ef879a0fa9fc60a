package stat

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
)

// Transform is a way to put numbers on a common scale.
type Transform int

const (
	// NoTransform leaves numbers as they are.
	NoTransform Transform = iota
	// ZScore is (v − mean)/deviation, with n − 1 in the deviation.
	ZScore
	// MinMax is (v − min)/(max − min).
	MinMax
	// Robust is (v − median)/(Q3 − Q1), with quartiles interpolated linearly, as
	// scikit-learn's RobustScaler has it by default.
	Robust
	// MAD is (v − median)/(1.4826·MAD), a robust z-score; MAD is the median absolute
	// deviation from the median.
	MAD
	// Log1p is log(1 + v), for counts.
	Log1p
	// Log2 is the logarithm to base 2.
	Log2
	// Rank is the position among the others from 1 up, which equal values share.
	Rank
	// Percent is the share of the sum, times 100.
	Percent
	// Difference is v less the value at a reference: in each row that in the reference
	// column, in each column that in the reference row.
	Difference
)

var transformNames = []string{"none", "zscore", "minmax", "robust", "mad", "log1p", "log2", "rank", "percent", "difference"}

// Values lists the names in order.
func (Transform) Values() []string { return transformNames }

// String returns the name of t.
func (t Transform) String() string { return enumString(int(t), "Transform", transformNames) }

// MarshalText returns the name of t.
func (t Transform) MarshalText() ([]byte, error) {
	return enumMarshal(int(t), "scale: no transform", transformNames)
}

// UnmarshalText sets t from its name.
func (t *Transform) UnmarshalText(text []byte) error {
	return enumParse(t, "scale: unknown transform", transformNames, text)
}

// Scaling says how to transform a matrix, and which numbers belong together. As text,
// and so in JSON, it is rows=zscore, cols=percent or all=log1p, where all= may be left
// out; a reference follows a colon: rows=difference:2019.
type Scaling struct {
	Along Along
	How   Transform
	// Reference is the label of the column, or with cols of the row, that Difference
	// subtracts; or, if no label is that, a position from 1.
	Reference string
}

// String returns the text form.
func (s Scaling) String() string {
	text := s.Along.String() + "=" + s.How.String()
	if s.Reference != "" {
		text += ":" + s.Reference
	}
	return text
}

// MarshalText returns the text form.
func (s Scaling) MarshalText() ([]byte, error) {
	if _, err := s.How.MarshalText(); err != nil {
		return nil, err
	}
	return []byte(s.String()), s.Along.known()
}

// UnmarshalText reads the text form.
func (s *Scaling) UnmarshalText(text []byte) error {
	var out Scaling
	along, how, ok := strings.Cut(string(text), "=")
	if colon := strings.IndexByte(along, ':'); !ok || colon >= 0 {
		along, how = "all", string(text) // the label of a reference may have =
	}
	how, out.Reference, _ = strings.Cut(how, ":")
	if err := out.Along.UnmarshalText([]byte(along)); err != nil {
		return err
	}
	if err := out.How.UnmarshalText([]byte(how)); err != nil {
		return err
	}
	if out.Reference != "" && out.How != Difference {
		return fmt.Errorf("heat: scale: %s takes no reference %.40q (only difference does)", out.How, out.Reference)
	}
	*s = out
	return nil
}

// Scaled is a transformed matrix.
type Scaled struct {
	*matrix.Matrix

	// Flat lists the rows or columns that have no spread to divide by, or with Percent
	// no sum; with All it is 0 if the matrix has none. Their values are the differences
	// from the middle, undivided: 0 if all are equal.
	Flat []int
}

// Scale transforms a matrix. Missing values stay missing, and neither they nor infinite
// ones count in means, ranges and sums; ranks take infinities as the largest and the
// smallest. Where a row has no spread the result is 0 for what is equal to its middle,
// not NaN, and the row is listed in Flat. Log1p fails for values at or below −1, and
// Log2 for those at or below 0, with how many there are; Difference fails where the
// reference is unknown or all belong together.
func Scale(m *matrix.Matrix, s Scaling) (*Scaled, error) {
	if _, err := s.MarshalText(); err != nil {
		return nil, err
	}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	n, p := m.Dims()
	if units := s.Along.units(n, p); s.How == Rank && units > 0 && n*p/units > maxRanked {
		return nil, fmt.Errorf("heat: scale: %d values are too many to rank (at most %d)", n*p/units, maxRanked)
	}
	values := read(m)
	out := &Scaled{Matrix: like(m, values)}
	switch s.How {
	case NoTransform:
		return out, nil
	case Log1p, Log2:
		return out, logarithms(values, s.How)
	case Difference:
		return out, difference(m, values, s)
	}
	flat := make([]bool, s.Along.units(n, p))
	eachUnit(values, n, p, s.Along, func(i int, unit []float64) { flat[i] = s.How.apply(unit) })
	for i, f := range flat {
		if f {
			out.Flat = append(out.Flat, i)
		}
	}
	return out, nil
}

// apply transforms the values that belong together and reports whether they are flat.
func (t Transform) apply(unit []float64) (flat bool) {
	if t == Rank {
		rankUnit(unit)
		return false
	}
	seen := present(unit, make([]float64, 0, len(unit)))
	if len(seen) == 0 {
		return false
	}
	var middle, spread float64
	switch t {
	case ZScore:
		middle = meanOf(seen)
		spread = deviation(seen, middle)
	case MinMax:
		middle = slices.Min(seen)
		spread = slices.Max(seen) - middle
	case Robust:
		middle = median(seen)
		spread = quantile(seen, 0.75) - quantile(seen, 0.25)
	case MAD:
		middle = median(seen)
		spread = toSigma * madOf(seen, middle, 0)
	case Percent:
		for _, v := range seen {
			spread += v
		}
		spread /= 100
	}
	if t != Percent && constant(seen) {
		middle, spread = seen[0], 0 // a mean may be off by a rounding
	}
	flat = !(math.Abs(spread) > 0)
	for i, v := range unit {
		if unit[i] = v - middle; !flat {
			unit[i] /= spread
		}
	}
	return flat
}

// rankUnit replaces values by their mean ranks.
func rankUnit(unit []float64) {
	var r ranker
	ranks := r.rank(unit, true)
	twice, _ := ranks.twice(nil, make([]int32, len(ranks.groups)))
	for i, d := range ranks.dense {
		if unit[i] = float64(twice[d]) / 2; d == 0 {
			unit[i] = math.NaN()
		}
	}
}

// logarithms replaces values by their logarithms.
func logarithms(values []float64, how Transform) error {
	least, of, cure := -1.0, log1pOf, "mask them"
	if how == Log2 {
		least, of, cure = 0, log2Of, "use log1p for counts, or mask them"
	}
	bad := 0
	for i, v := range values {
		if v <= least {
			bad++
		}
		values[i] = of(v)
	}
	if bad > 0 {
		return fmt.Errorf("heat: scale: %s needs values above %v; %d of %d cells %s not (%s)", how, least, bad, len(values), suggest.Verb(int64(bad), "is", "are"), cure)
	}
	return nil
}

// difference subtracts the reference.
func difference(m *matrix.Matrix, values []float64, s Scaling) error {
	n, p := m.Dims()
	labels, length, what := m.ColLabels, p, "column"
	switch s.Along {
	case Cols:
		labels, length, what = m.RowLabels, n, "row"
	case All:
		return fmt.Errorf("heat: scale: difference needs rows or cols (write rows=difference:COLUMN or cols=difference:ROW)")
	}
	at, err := find(labels, length, s.Reference, what)
	if err != nil {
		return err
	}
	eachUnit(values, n, p, s.Along, func(_ int, unit []float64) {
		reference := unit[at]
		for i := range unit {
			unit[i] -= reference
		}
	})
	return nil
}

// find returns the position of a label, or of the position from 1 that it writes.
func find(labels []string, n int, name, what string) (int, error) {
	if i := slices.Index(labels, name); i >= 0 {
		return i, nil
	}
	if i, ok := position(name, n); ok {
		return i, nil
	}
	return 0, unknown(labels, n, name, what)
}

// unknown is the error of a label that is not there.
func unknown(labels []string, n int, name, what string) error {
	if name == "" {
		return fmt.Errorf("heat: select: a %s must be named", what)
	}
	if near := suggest.Nearest(name, labels); near != "" {
		return fmt.Errorf("heat: select: no %s %.40q (did you mean %.40q?)", what, name, near)
	}
	if labels == nil {
		return fmt.Errorf("heat: select: no %s %.40q (%ss have no names: give positions from 1 to %d)", what, name, what, n)
	}
	return fmt.Errorf("heat: select: no %s %.40q (there are %s)", what, name, suggest.Few(labels, suggest.FewNames))
}
