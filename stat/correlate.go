// Package stat computes new numbers from a matrix, to be drawn instead of it: how columns
// go together ([Correlate]), values on a common scale ([Scale]), the cells that stand out
// ([Anomalies]), gaps filled or dropped ([FillMissing], [DropMissing]); and it selects and
// orders rows and columns ([Select], [Sort], [Reorder]).
//
//	r, err := stat.Correlate(m, stat.CorrelateOptions{})
//	if err != nil {
//		return err
//	}
//	fmt.Println(r.At(0, 1)) // of the first two columns of m
//
// NaN is a missing value. Functions read their argument only and may run concurrently.
// They return the same bits for the same input, whatever the machine and the number of
// workers.
package stat

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/seed01309057/heat/matrix"
)

// CorrelateOptions says how columns are compared. The zero value is sensible.
type CorrelateOptions struct {
	Method Method

	// MinPairs is the least number of rows that two columns must share, else their
	// coefficient is NaN. 0 leaves it to the method: two, or one for the cosine.
	MinPairs int

	// Workers is the number of goroutines that share the work; below 1 it is
	// GOMAXPROCS. The result does not depend on it.
	Workers int
}

// Correlation is how the columns of a matrix go together, pair by pair. All its
// matrices are symmetric and labelled by the columns.
type Correlation struct {
	Method Method

	// R holds the coefficients. See Correlate.
	R *matrix.Matrix
	// N holds the number of rows that each pair was compared over.
	N *matrix.Matrix
	// P holds the two-sided probability of a coefficient as far from 0 if the columns
	// were independent, and NaN on the diagonal and where there is no test. For Pearson
	// and Spearman it is that of Student's t with n − 2 degrees of freedom, as SciPy's
	// pearsonr and spearmanr have it, where two rows give 1 and NaN; for Kendall, as kendalltau chooses, the exact one
	// if there are no ties and n ≤ 33 (or at most one pair disagrees, or agrees), else
	// that of the normal distribution with the variance corrected for ties. The cosine
	// and the distance correlation have none: theirs would need permutations.
	P *matrix.Matrix
	// Q is P adjusted for the number of pairs tested: see AdjustFDR. Each pair counts
	// once.
	Q *matrix.Matrix
}

// maxRanked bounds what is ranked, so that twice a rank is an int32.
const maxRanked = 1 << 30

// maxVariables bounds one matrix of a result to 2 GiB.
const maxVariables = 1 << 14

// Correlate returns the symmetric matrix of the coefficients of the columns of m, whose
// labels name its rows and columns. They lie in [−1, 1], those of the distance
// correlation in [0, 1], and on the diagonal they are exactly 1.
//
// As in pandas' DataFrame.corr, each pair of columns is compared over the rows where
// both have a finite value (NaN and ±Inf count as missing), and the result is NaN where
// there are fewer than two of these or where a column has the same value in all of
// them. The cosine takes constant columns, but none of zeros.
//
// Without missing values, n rows and p columns take some n·p² operations, with Kendall
// and Distance log n times as many.
func Correlate(m *matrix.Matrix, opt CorrelateOptions) (*matrix.Matrix, error) {
	r, _, err := coefficients(m, opt, false)
	return r, err
}

// CorrelatePairs returns what Correlate does, and for each pair of columns the number of
// rows, the probability, and that adjusted for the number of pairs.
func CorrelatePairs(m *matrix.Matrix, opt CorrelateOptions) (*Correlation, error) {
	r, c, err := coefficients(m, opt, true)
	if err != nil {
		return nil, err
	}
	c.R = r
	_, p := m.Dims()
	c.Q = symmetric(m, adjustPairs(c.P.Rows(0, p, nil), p))
	return c, nil
}

// A comparer compares two columns, i ≤ j, over the n rows that have both.
type comparer interface {
	pair(i, j int) (r float64, n int)
}

// A tester needs to know more than r and n for the probability.
type tester interface {
	test(i, j int) (r float64, n int, p float64)
}

// coefficients compares all pairs, and with tests also fills N and P.
func coefficients(m *matrix.Matrix, opt CorrelateOptions, tests bool) (*matrix.Matrix, *Correlation, error) {
	if opt.Method < 0 || int(opt.Method) >= len(methodNames) {
		return nil, nil, fmt.Errorf("heat: correlation: no method %d", int(opt.Method))
	}
	n, p := m.Dims()
	if n > maxRanked && (opt.Method == Spearman || opt.Method == Kendall || opt.Method == Distance) {
		return nil, nil, fmt.Errorf("heat: correlation: %d rows are too many to rank (at most %d; choose pearson)", n, maxRanked)
	}
	if p > maxVariables {
		return nil, nil, fmt.Errorf("heat: correlation: %d columns give %d coefficients, more than memory is used for (choose at most %d columns)",
			p, p*p, maxVariables)
	}
	workers := opt.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	by := newComparer(m, opt.Method, workers)
	r := make([]float64, p*p)
	var counts, probabilities []float64
	if tests {
		counts, probabilities = make([]float64, p*p), make([]float64, p*p)
	}
	share(p, workers, func(i int) {
		for j := i; j < p; j++ {
			v, n, prob := compare(by, opt, i, j, tests)
			r[i*p+j], r[j*p+i] = v, v
			if tests {
				counts[i*p+j], counts[j*p+i] = float64(n), float64(n)
				probabilities[i*p+j], probabilities[j*p+i] = prob, prob
			}
		}
	})
	c := &Correlation{Method: opt.Method}
	if tests {
		c.N, c.P = symmetric(m, counts), symmetric(m, probabilities)
	}
	return symmetric(m, r), c, nil
}

func newComparer(m *matrix.Matrix, method Method, workers int) comparer {
	switch method {
	case Spearman:
		return newSpearman(m, workers)
	case Kendall:
		return newKendall(m, workers)
	case Distance:
		return newDistance(m, workers)
	}
	return newLinear(m, method == Pearson, workers)
}

// compare returns coefficient, count and probability of a pair as the options have it.
func compare(by comparer, opt CorrelateOptions, i, j int, tests bool) (r float64, n int, p float64) {
	p = math.NaN()
	if t, ok := by.(tester); ok && tests && i != j {
		r, n, p = t.test(i, j)
	} else {
		r, n = by.pair(i, j)
		if tests && i != j && (opt.Method == Pearson || opt.Method == Spearman && n > 2) {
			p = studentP(r, n-2)
		}
	}
	switch {
	case n < opt.MinPairs:
		return math.NaN(), n, math.NaN()
	case i == j && r == r:
		r = 1 // without rounding
	}
	return r, n, p
}

// symmetric returns a matrix of values for all pairs of m's columns.
func symmetric(m *matrix.Matrix, values []float64) *matrix.Matrix {
	_, p := m.Dims()
	r, err := matrix.New(p, p, values)
	if err != nil {
		panic(err) // there are p·p values
	}
	r.RowName, r.ColName = m.ColName, m.ColName
	r.RowLabels, r.ColLabels = slices.Clone(m.ColLabels), slices.Clone(m.ColLabels)
	return r
}

// share calls do for 0 to n−1 on that many goroutines, in no particular order.
func share(n, workers int, do func(i int)) {
	if workers = min(n, workers); workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
