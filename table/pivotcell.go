package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// A Reducer is how the values of one cell become one.
type Reducer uint8

const (
	Only     Reducer = iota // there must be one value; more are an error
	Count                   // how many values there are, or rows without a value column
	Sum                     // exact before it is rounded, whatever the order
	Mean                    // the exact sum by the count
	Median                  // the middle one, or the mean of two
	Min                     // the smallest
	Max                     // the largest
	Std                     // the standard deviation with n − 1
	First                   // the first one met
	Last                    // the last one met
	NUnique                 // how many different ones there are
	Quantile                // with linear interpolation
)

var reducerNames = []string{"only", "count", "sum", "mean", "median", "min", "max", "std", "first", "last", "nunique", "quantile"}

// String returns the name in lower case.
func (r Reducer) String() string { return enumName(reducerNames, int(r)) }

// Values lists the names of all values.
func (Reducer) Values() []string { return slices.Clone(reducerNames) }

// An Agg is a reducer with what it needs. As text, and so in JSON, it is the name of the
// reducer, and for a quantile quantile=0.9.
type Agg struct {
	How Reducer
	Q   float64 // for Quantile: from 0 to 1
}

// String returns the text form.
func (a Agg) String() string {
	if a.How == Quantile {
		return "quantile=" + strconv.FormatFloat(a.Q, 'g', -1, 64)
	}
	return a.How.String()
}

// MarshalText returns the text form.
func (a Agg) MarshalText() ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	return []byte(a.String()), nil
}

func (a Agg) check() error {
	if int(a.How) >= len(reducerNames) {
		return fmt.Errorf("table: pivot: no aggregate %d", a.How)
	}
	if a.How == Quantile && !(a.Q >= 0 && a.Q <= 1) {
		return fmt.Errorf("table: pivot: quantile %v is not from 0 to 1", a.Q)
	}
	return nil
}

// UnmarshalText reads the text form.
func (a *Agg) UnmarshalText(text []byte) error {
	name, q, given := strings.Cut(string(text), "=")
	i := slices.Index(reducerNames, name)
	if i < 0 {
		cure := "one of: " + strings.Join(reducerNames, ", ")
		if best := suggest.Nearest(name, reducerNames); best != "" {
			cure = fmt.Sprintf("did you mean %s?", best)
		}
		return fmt.Errorf("table: pivot: unknown aggregate %s (%s)", quote(string(text)), cure)
	}
	out := Agg{How: Reducer(i)}
	switch {
	case given != (out.How == Quantile):
		return fmt.Errorf("table: pivot: aggregate %s (a quantile is written quantile=0.9, and only a quantile has a number)", quote(string(text)))
	case given:
		v, err := strconv.ParseFloat(q, 64)
		if err != nil {
			return fmt.Errorf("table: pivot: quantile %s is not a number", quote(q))
		}
		out.Q = v
	}
	if err := out.check(); err != nil {
		return err
	}
	*a = out
	return nil
}

// takesText is whether the values need not be numbers.
func (a Agg) takesText() bool { return a.How == Count || a.How == NUnique }

// countsAbsent is whether a cell without rows has a value, which is 0.
func (a Agg) countsAbsent() bool { return a.How == Count || a.How == NUnique }

// A pivotCell is what is known of one cell so far.
type pivotCell struct {
	rows   int64    // with both keys, whether the value is missing or not
	n      int64    // values
	sum    exactSum // or in hi alone: min, max, first, last; for Only the row it was met in
	extend *cellExtension
}

// A cellExtension is what only some reducers need.
type cellExtension struct {
	squares exactSum
	values  []float64
	set     map[string]struct{}
	numbers map[float64]struct{}
}

func (c *pivotCell) more() *cellExtension {
	if c.extend == nil {
		c.extend = &cellExtension{}
	}
	return c.extend
}

// add takes in a value that is not missing, and returns how many values more are kept.
func (c *pivotCell) add(how Reducer, v float64) (kept int) {
	c.n++
	switch how {
	case Sum, Mean:
		c.sum.add(v)
	case Std:
		c.sum.add(v)
		c.more().squares.addSquare(v)
	case Min:
		if c.n == 1 || v < c.sum.hi {
			c.sum.hi = v
		}
	case Max:
		if c.n == 1 || v > c.sum.hi {
			c.sum.hi = v
		}
	case First, Only:
		if c.n == 1 {
			c.sum.hi = v
		}
	case Last:
		c.sum.hi = v
	case Median, Quantile:
		m := c.more()
		m.values = append(m.values, v)
		return 1
	case NUnique:
		m := c.more()
		if m.numbers == nil {
			m.numbers = map[float64]struct{}{}
		}
		before := len(m.numbers)
		m.numbers[v+0] = struct{}{}
		return len(m.numbers) - before
	}
	return 0
}

// addText takes in a text, for Count and NUnique.
func (c *pivotCell) addText(how Reducer, s string) (kept int) {
	c.n++
	if how != NUnique {
		return 0
	}
	m := c.more()
	if m.set == nil {
		m.set = map[string]struct{}{}
	}
	if _, ok := m.set[s]; ok {
		return 0
	}
	m.set[strings.Clone(s)] = struct{}{}
	return 1
}

// value returns what the cell comes to; NaN if it has no values to reduce.
func (c *pivotCell) value(a Agg) float64 {
	n := float64(c.n)
	switch {
	case a.How == Count:
		return n
	case a.How == NUnique && c.extend == nil:
		return 0
	case a.How == NUnique:
		return float64(len(c.extend.set) + len(c.extend.numbers))
	case c.n == 0:
		return math.NaN()
	}
	switch a.How {
	case Sum:
		return c.sum.value()
	case Mean:
		return c.sum.value() / n
	case Std:
		if c.n < 2 {
			return math.NaN()
		}
		return deviation(&c.sum, &c.extend.squares, n)
	case Median:
		slices.Sort(c.extend.values)
		return quantileOf(c.extend.values, 0.5)
	case Quantile:
		slices.Sort(c.extend.values)
		return quantileOf(c.extend.values, a.Q)
	}
	return c.sum.hi
}

// quantileOf returns a quantile of sorted values, interpolated as NumPy does by default.
func quantileOf(sorted []float64, q float64) float64 {
	at := float64(q * float64(len(sorted)-1))
	below := int(at)
	t := at - float64(below)
	a, b := sorted[below], sorted[min(below+1, len(sorted)-1)]
	switch d := b - a; {
	case t == 0:
		return a
	case math.IsInf(d, 0):
		return float64(a*(1-t)) + float64(b*t)
	case t >= 0.5:
		return b - float64(d*(1-t))
	default:
		return a + float64(d*t)
	}
}
