package stat

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat/order"
)

// Summary is one number of the finite values of a row or a column.
type Summary int

const (
	ByMean Summary = iota
	ByMedian
	BySum
	ByMax
	ByMin
	ByVariance // with n − 1
)

var summaryNames = []string{"mean", "median", "sum", "max", "min", "variance"}

// Values lists the names in order.
func (Summary) Values() []string { return summaryNames }

// String returns the name of s.
func (s Summary) String() string { return enumString(int(s), "Summary", summaryNames) }

// MarshalText returns the name of s.
func (s Summary) MarshalText() ([]byte, error) {
	return enumMarshal(int(s), "sort: no summary", summaryNames)
}

// UnmarshalText sets s from its name.
func (s *Summary) UnmarshalText(text []byte) error {
	return enumParse(s, "sort: unknown summary", summaryNames, text)
}

// of summarizes finite values, which it may sort; NaN of none.
func (s Summary) of(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	switch s {
	case ByMedian:
		return median(values)
	case BySum:
		return meanOf(values) * float64(len(values))
	case ByMax:
		return slices.Max(values)
	case ByMin:
		return slices.Min(values)
	case ByVariance:
		d := deviation(values, meanOf(values))
		return d * d
	}
	return meanOf(values)
}

// Summarize returns the summary of each row, or column. Missing and infinite values do
// not count; of none the result is NaN.
func Summarize(m *matrix.Matrix, along Along, by Summary) ([]float64, error) {
	if err := oneAxis(m, along); err != nil {
		return nil, err
	}
	if _, err := by.MarshalText(); err != nil {
		return nil, err
	}
	n, p := m.Dims()
	out := make([]float64, along.units(n, p))
	eachUnit(read(m), n, p, along, func(i int, unit []float64) { out[i] = by.of(present(unit, nil)) })
	return out, nil
}

// Sorting says by what rows or columns are sorted. As text it is the name of a summary,
// or else the label of the line across, with =LABEL for one that is called as a summary;
// with :asc at the end the smallest come first.
type Sorting struct {
	By Summary
	// Across, if not empty, is the label (or position from 1) of the column that rows
	// are sorted by, or of the row that columns are, in place of a summary.
	Across    string
	Ascending bool
}

// String returns the text form.
func (s Sorting) String() string {
	text := s.By.String()
	if s.Across != "" {
		text = s.Across
		if plain := new(Sorting); plain.UnmarshalText([]byte(text)) != nil || plain.Across != text || plain.Ascending {
			text = "=" + text
		}
	}
	if s.Ascending {
		text += ":asc"
	} else if strings.HasSuffix(text, ":asc") || strings.HasSuffix(text, ":desc") {
		text += ":desc"
	}
	return text
}

// MarshalText returns the text form.
func (s Sorting) MarshalText() ([]byte, error) {
	if _, err := s.By.MarshalText(); err != nil {
		return nil, err
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the text form.
func (s *Sorting) UnmarshalText(text []byte) error {
	var out Sorting
	rest, ok := strings.CutSuffix(string(text), ":asc")
	if out.Ascending = ok; !ok {
		rest, _ = strings.CutSuffix(rest, ":desc")
	}
	label, exact := strings.CutPrefix(rest, "=")
	switch {
	case rest == "" || exact && label == "":
		return fmt.Errorf("heat: sort: nothing to sort by (one of: %s, or a label)", strings.Join(summaryNames, ", "))
	case exact:
		out.Across = label
	case slices.Contains(summaryNames, rest):
		out.By = Summary(slices.Index(summaryNames, rest))
	default:
		out.Across = rest
	}
	*s = out
	return nil
}

// Sort returns the matrix with its rows, or columns, sorted: the largest first unless
// asked otherwise, missing ones last, and equal ones as they were.
func Sort(m *matrix.Matrix, along Along, by Sorting) (*matrix.Matrix, error) {
	values, err := sortValues(m, along, by)
	if err != nil {
		return nil, err
	}
	at, err := order.Of(make([]string, len(values)), order.Spec{Kind: order.Value, Reverse: by.Ascending}, values)
	if err != nil {
		return nil, err
	}
	return takeAlong(m, along, at), nil
}

// sortValues returns what to sort by.
func sortValues(m *matrix.Matrix, along Along, by Sorting) ([]float64, error) {
	if by.Across == "" {
		return Summarize(m, along, by.By)
	}
	if err := oneAxis(m, along); err != nil {
		return nil, err
	}
	n, p := m.Dims()
	across := Rows + Cols - along
	labels, length, what := axis(m, across)
	at, err := find(labels, length, by.Across, what)
	if err != nil && suggest.Nearest(by.Across, labels) == "" {
		if near := suggest.Nearest(by.Across, summaryNames); near != "" {
			return nil, fmt.Errorf("heat: select: %.40q is neither a %s nor a measure (did you mean %s?)", by.Across, what, near)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%w; or by one of: %s", err, strings.Join(summaryNames, ", "))
	}
	values := make([]float64, along.units(n, p))
	for i := range values {
		if along == Rows {
			values[i] = m.At(i, at)
		} else {
			values[i] = m.At(at, i)
		}
	}
	return values, nil
}

// Top returns the n rows, or columns, of the largest summary, such as the most variable
// ones, in the order they have in m. Of equal ones the first are taken, and those
// without a value last. If there are no more than n, all are.
func Top(m *matrix.Matrix, along Along, n int, by Summary) (*matrix.Matrix, error) {
	if n < 0 {
		return nil, fmt.Errorf("heat: select: the top %d (give how many to keep)", n)
	}
	values, err := Summarize(m, along, by)
	if err != nil {
		return nil, err
	}
	at, err := order.Of(make([]string, len(values)), order.Spec{Kind: order.Value}, values)
	if err != nil {
		return nil, err
	}
	at = at[:min(n, len(at))]
	slices.SortFunc(at, cmp.Compare)
	return takeAlong(m, along, at), nil
}

// Reorder returns the matrix with its rows, or columns, in the order that their labels
// have: see package order. By value, it is that of their means. Rows without labels are
// known by their positions from 1.
func Reorder(m *matrix.Matrix, along Along, s order.Spec) (*matrix.Matrix, error) {
	at, err := Reordered(m, along, s)
	if err != nil {
		return nil, err
	}
	return takeAlong(m, along, at), nil
}

// Reordered returns the positions, from 0, of the rows or columns in the order that
// [Reorder] puts them in.
func Reordered(m *matrix.Matrix, along Along, s order.Spec) ([]int, error) {
	if err := oneAxis(m, along); err != nil {
		return nil, err
	}
	labels, n, _ := axis(m, along)
	if labels == nil {
		labels = make([]string, n)
		for i := range labels {
			labels[i] = fmt.Sprint(i + 1)
		}
	}
	var values []float64
	if s.Kind == order.Value {
		var err error
		if values, err = Summarize(m, along, ByMean); err != nil {
			return nil, err
		}
	}
	return order.Of(labels, s, values)
}
