package stat

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/matrix"
)

// Content says what the cells of a matrix are, as far as it matters for what is normal.
type Content int

const (
	Measurements Content = iota
	// Counts vary the more the larger they are: they are taken as 2√(v + ⅜) (Anscombe
	// 1948).
	Counts
	// Correlations of a symmetric matrix: they are taken as atanh r (Fisher 1915), each
	// pair once, without the diagonal and without effects of rows and columns.
	Correlations
)

var contentNames = []string{"measurements", "counts", "correlations"}

// Values lists the names in order.
func (Content) Values() []string { return contentNames }

// String returns the name of c.
func (c Content) String() string { return enumString(int(c), "Content", contentNames) }

// MarshalText returns the name of c.
func (c Content) MarshalText() ([]byte, error) {
	return enumMarshal(int(c), "anomalies: no content", contentNames)
}

// UnmarshalText sets c from its name.
func (c *Content) UnmarshalText(text []byte) error {
	return enumParse(c, "anomalies: unknown content", contentNames, text)
}

// AnomalyOptions says what stands out. The zero value is sensible.
type AnomalyOptions struct {
	Content Content
	// Threshold is how many robust deviations from what is expected a cell must be to
	// be marked; 0 means 3.5 (Iglewicz and Hoaglin 1993).
	Threshold float64
	// FDR, if above 0, marks in place of the threshold the cells whose probability,
	// adjusted by AdjustFDR, is at most FDR.
	FDR float64
	// Sweeps is the largest number of sweeps of the median polish; 0 means 10.
	Sweeps int
}

// An Anomaly is a cell that stands out.
type Anomaly struct {
	Row, Col int
	Value    float64
	Expected float64 // by its row and column, in the unit of the value
	Score    float64 // robust deviations from that
	P, Q     float64 // two-sided, for normal residuals; Q is adjusted
}

// AnomalyReport is which cells of a matrix stand out.
type AnomalyReport struct {
	// Score has the score of each cell, NaN where it could not be tested.
	Score *matrix.Matrix
	// Mask has 1 for each cell that stands out and 0 for the others.
	Mask *matrix.Matrix
	// Found lists them by falling |Score|, equal ones by row and column. Of a symmetric
	// matrix of correlations each pair is listed once, with Row < Col.
	Found []Anomaly
	// Tested is how many cells were tested; of correlations, pairs.
	Tested int
	// Reason says why nothing could be tested, and is empty if something could.
	Reason string
	// Model and Spread say what the scores are about: "median polish" or "overall
	// median", and "MAD" or "mean absolute deviation".
	Model, Spread string
	// Rule says which cells are marked: "|z| > 3.5" or "FDR 5%".
	Rule string
}

// Caption returns a sentence for below a figure.
func (r *AnomalyReport) Caption() string {
	if r.Reason != "" {
		return "No cell could be tested: " + r.Reason + "."
	}
	return fmt.Sprintf("%d of %d cells stand out (%s; %s, %s).", len(r.Found), r.Tested, r.Rule, r.Model, r.Spread)
}

// Anomalies finds the cells that differ from what their row and column lead to expect.
// Tukey's median polish takes out the effects of rows and columns; what remains is
// divided by its robust deviation, 1.4826 times its median absolute deviation. A polish
// leaves nothing of as many cells as it has effects, which says nothing of the others, so
// that many of the smallest deviations do not count: of 6 × 8 normal numbers 2 would stand
// out else, and 0.14 do. If more
// than half of the remainders are equal and that is 0, the mean absolute deviation takes
// its place; if that is 0 too there is nothing to compare with, and Reason says so. A
// matrix with fewer than three rows or columns has no effects to estimate: cells are
// compared with the median of all.
//
// Missing and infinite values are not tested. It fails for negative counts, for
// correlations that are not square or beyond ±1, and for options out of range.
func Anomalies(m *matrix.Matrix, opt AnomalyOptions) (*AnomalyReport, error) {
	if err := opt.check(); err != nil {
		return nil, err
	}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	n, p := m.Dims()
	values := read(m)
	if err := opt.Content.straighten(values, n, p); err != nil {
		return nil, err
	}
	r := &AnomalyReport{Model: "overall median", Rule: fmt.Sprintf("|z| > %v", opt.Threshold)}
	if opt.FDR > 0 {
		r.Rule = fmt.Sprintf("FDR %.3g%%", 100*opt.FDR)
	}
	var fitted []float64
	effects := 0 // that were fitted to the values
	if opt.Content == Correlations || n < 3 || p < 3 {
		fitted = slices.Repeat([]float64{median(present(values, nil))}, len(values))
	} else {
		r.Model = "median polish"
		fitted = polish(values, n, p, opt.Sweeps)
		effects = withValues(values, n, p, p, 1) + withValues(values, p, n, 1, p) - 1
		effects = max(0, effects)
	}
	scores := r.score(values, fitted, effects)
	r.mark(m, scores, fitted, opt)
	return r, nil
}

// check fills in the defaults.
func (opt *AnomalyOptions) check() error {
	if _, err := opt.Content.MarshalText(); err != nil {
		return err
	}
	if opt.Threshold == 0 {
		opt.Threshold = 3.5
	}
	if opt.Sweeps == 0 {
		opt.Sweeps = 10
	}
	if !(opt.Threshold > 0) || !(opt.FDR >= 0 && opt.FDR < 1) || opt.Sweeps < 0 {
		return fmt.Errorf("heat: anomalies: threshold %v, FDR %v, %d sweeps (choose a threshold above 0, an FDR from 0 to below 1)",
			opt.Threshold, opt.FDR, opt.Sweeps)
	}
	return nil
}

// straighten replaces values by what varies evenly, and what is not tested by NaN.
func (c Content) straighten(values []float64, n, p int) error {
	if c == Correlations && n != p {
		return fmt.Errorf("heat: anomalies: correlations of %d × %d are not square", n, p)
	}
	for i, v := range values {
		switch {
		case v-v != 0:
			values[i] = math.NaN()
		case c == Counts && v < 0:
			return fmt.Errorf("heat: anomalies: a count of %v in row %d, column %d (choose measurements)", v, i/p+1, i%p+1)
		case c == Counts:
			values[i] = 2 * math.Sqrt(v+0.375)
		case c == Correlations && math.Abs(v) > 1:
			return fmt.Errorf("heat: anomalies: a correlation of %v in row %d, column %d (choose measurements)", v, i/p+1, i%p+1)
		case c == Correlations && i%p <= i/p:
			values[i] = math.NaN() // the other half is the same
		case c == Correlations:
			values[i] = atanh(v)
		}
	}
	return nil
}

// atanh returns the inverse hyperbolic tangent; ±1 counts as the next number within.
func atanh(r float64) float64 {
	const within = 1 - 0x1p-53
	r = max(-within, min(within, r))
	return (log1pOf(r) - log1pOf(-r)) / 2
}

// bend undoes what straighten did to a value.
func (c Content) bend(v float64) float64 {
	switch c {
	case Counts:
		return max(0, float64(v*v)/4-0.375)
	case Correlations:
		e := expOf(2 * min(math.Abs(v), 20))
		return math.Copysign((e-1)/(e+1), v)
	}
	return v
}

// polish returns what the medians of rows and columns explain (Tukey 1977): it takes
// out the medians of rows and of columns in turn, until nothing changes.
func polish(values []float64, n, p, sweeps int) []float64 {
	rest := slices.Clone(values)
	room := make([]float64, 0, max(n, p))
	sweep := func(lines, length, step, across int) (changed bool) {
		for i := range lines {
			room = room[:0]
			for k := range length {
				if v := rest[i*step+k*across]; v == v {
					room = append(room, v)
				}
			}
			middle := median(room)
			if !(math.Abs(middle) > 0) { // also NaN: the line is missing
				continue
			}
			changed = true
			for k := range length {
				rest[i*step+k*across] -= middle
			}
		}
		return changed
	}
	for range sweeps {
		rows := sweep(n, p, p, 1)
		if cols := sweep(p, n, 1, p); !rows && !cols {
			break
		}
	}
	for i, v := range values {
		rest[i] = v - rest[i]
	}
	return rest
}

// withValues counts the rows that have a value, of n rows of p: the first of row i is at i·row, and
// the others follow at distances of step.
func withValues(values []float64, n, p, row, step int) (count int) {
	for i := range n {
		for j := range p {
			if v := values[i*row+j*step]; v == v {
				count++
				break
			}
		}
	}
	return count
}

// score returns the scores of values about what was fitted, with so many effects, or sets
// Reason.
func (r *AnomalyReport) score(values, fitted []float64, effects int) []float64 {
	scores := make([]float64, len(values))
	size := 0.0
	for i, v := range values {
		scores[i] = v - fitted[i]
		if v == v {
			size = max(size, math.Abs(v), math.Abs(fitted[i]))
		}
	}
	seen := present(scores, nil)
	r.Tested = len(seen)
	if len(seen) < 3 {
		r.Reason = fmt.Sprintf("%d values are too few to tell what is normal", len(seen))
	}
	middle := median(seen)
	spread := toSigma * madOf(seen, middle, effects)
	r.Spread = "MAD"
	rounding := 1e-12 * size // what is no larger is an error of rounding
	if !(spread > rounding) {
		r.Spread = "mean absolute deviation"
		for i, v := range seen {
			seen[i] = math.Abs(v - middle)
		}
		spread = math.Sqrt(math.Pi/2) * meanOf(seen)
	}
	if r.Reason == "" && !(spread > rounding) {
		r.Reason = "the values do not vary about what rows and columns explain"
	}
	if r.Reason != "" {
		r.Tested, r.Spread = 0, ""
		for i := range scores {
			scores[i] = math.NaN()
		}
		return scores
	}
	for i := range scores {
		scores[i] = (scores[i] - middle) / spread
	}
	return scores
}

// mark lists the cells that stand out and makes the matrices of the report.
func (r *AnomalyReport) mark(m *matrix.Matrix, scores, fitted []float64, opt AnomalyOptions) {
	n, p := m.Dims()
	probability := make([]float64, len(scores))
	for i, z := range scores {
		probability[i] = normalP(z)
	}
	adjusted := AdjustFDR(probability)
	mask := make([]float64, len(scores))
	for i, z := range scores {
		if !(math.Abs(z) > opt.Threshold && opt.FDR == 0 || opt.FDR > 0 && adjusted[i] <= opt.FDR) {
			continue
		}
		mask[i] = 1
		r.Found = append(r.Found, Anomaly{Row: i / p, Col: i % p, Value: m.At(i/p, i%p),
			Expected: opt.Content.bend(fitted[i]), Score: z, P: probability[i], Q: adjusted[i]})
	}
	slices.SortStableFunc(r.Found, func(a, b Anomaly) int { return cmp.Compare(math.Abs(b.Score), math.Abs(a.Score)) })
	if opt.Content == Correlations {
		for i := range n {
			for j := range i {
				scores[i*p+j], mask[i*p+j] = scores[j*p+i], mask[j*p+i]
			}
		}
	}
	r.Score, r.Mask = like(m, scores), like(m, mask)
}
