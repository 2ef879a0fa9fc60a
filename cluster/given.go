package cluster

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/matrix"
)

// given are distances that were measured elsewhere.
type given struct {
	n       int
	values  []float64 // square, or the pairs i < j row by row
	square  bool
	squares bool  // distances are to be squared
	order   []int // nil for the order of the values
	exp     int
	typical []float64
}

// precomputed reads a square matrix of distances, or a single row that holds them
// condensed, as SciPy's pdist does: d(0,1), d(0,2), …, d(n−2,n−1). A square one must be
// symmetric within 1e-9, the upper half counts, and its diagonal must be 0.
func precomputed(m *matrix.Matrix, opt *Options, r *Report) (*given, error) {
	rows, cols := m.Dims()
	g := &given{n: rows, square: rows == cols, squares: opt.Method.geometric()}
	if !g.square {
		n, ok := condensedRows(cols)
		if rows != 1 || !ok {
			return nil, fault("distances", "give n × n distances, or one row of n·(n−1)/2",
				"precomputed distances are %d × %d", rows, cols)
		}
		g.n = n
	}
	g.values = m.Rows(0, rows, nil)
	top := 0.0
	for i := range g.n {
		if err := g.check(i, &top, r); err != nil {
			return nil, err
		}
	}
	_, g.exp = math.Frexp(top)
	return g, nil
}

// condensedRows returns n where count is n·(n−1)/2.
func condensedRows(count int) (n int, ok bool) {
	n = int((1 + math.Sqrt(1+8*float64(count))) / 2)
	return n, int64(count) == pairs(n)
}

const notSimilarities = "if these are similarities such as r, give 1 − r"

// check looks at the distances of one row to those after it.
func (g *given) check(i int, top *float64, r *Report) error {
	if g.square {
		if d := g.values[i*g.n+i]; d != 0 && d == d {
			return fault("distances", notSimilarities, "row %d has the distance %v to itself", i, d)
		}
	}
	for j := i + 1; j < g.n; j++ {
		d := g.raw(i, j)
		switch {
		case d < 0:
			return fault("distances", notSimilarities, "the distance of rows %d and %d is %v, below 0", i, j, d)
		case d != d:
			r.Missing++
		case math.IsInf(d, 1):
			r.Infinite++
		default:
			*top = max(*top, d)
		}
		if !g.square {
			continue
		}
		if e := g.values[j*g.n+i]; math.Abs(d-e) > 1e-9*max(d, e) || (d != d) != (e != e) {
			return fault("distances", "distances must be symmetric",
				"rows %d and %d are %v apart one way and %v the other", i, j, d, e)
		}
	}
	return nil
}

func (g *given) raw(i, j int) float64 {
	if i > j {
		i, j = j, i
	}
	if g.square {
		return g.values[i*g.n+j]
	}
	return g.values[condensedIndex(g.n, i, j)]
}

// condensedIndex returns where the pair i < j of n rows stands.
func condensedIndex(n, i, j int) int { return i*(2*n-i-1)/2 + j - i - 1 }

func (g *given) size() int {
	if g.order != nil {
		return len(g.order)
	}
	return g.n
}

func (g *given) exponent() int          { return g.exp }
func (g *given) setTypical(t []float64) { g.typical = t }

func (g *given) pair(i, j int) float64 {
	p, q := i, j
	if g.order != nil {
		p, q = g.order[i], g.order[j]
	}
	if p == q {
		return 0
	}
	d := g.raw(p, q)
	if d-d != 0 {
		return unknown(g.typical, i, j)
	}
	if d = math.Ldexp(d, -g.exp); g.squares {
		d *= d
	}
	return d
}

func (g *given) block(out []float64, i0, i1, j0, j1 int, _ *work) {
	for i := i0; i < i1; i++ {
		row := out[(i-i0)*(j1-j0):][:j1-j0]
		for k := range row {
			row[k] = g.pair(i, j0+k)
		}
	}
}

func (g *given) plain() source {
	h := *g
	h.squares = false
	return &h
}

func (g *given) permuted(order []int) source {
	h := *g
	h.order = make([]int, len(order))
	for at, row := range order {
		if h.order[at] = row; g.order != nil {
			h.order[at] = g.order[row]
		}
	}
	if g.typical != nil {
		h.typical = append(pick(g.typical, order), g.typical[len(g.typical)-1])
	}
	return &h
}

// newSource reads what the metric says m is, and checks what the method needs.
func newSource(m *matrix.Matrix, opt *Options, r *Report) (source, error) {
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("cluster: distances: %w", err)
	}
	var s source
	if opt.Metric == Precomputed {
		g, err := precomputed(m, opt, r)
		if err != nil {
			return nil, err
		}
		s = g
	} else {
		s = prepare(m, opt, r)
	}
	if bad := r.Missing + r.Infinite; bad > 0 && opt.Method.geometric() {
		return nil, fault("linkage", "fill or drop the incomplete rows, or use method average",
			"method %s needs complete data; %s", opt.Method, incomplete(r.Missing, r.Infinite))
	}
	return s, nil
}
