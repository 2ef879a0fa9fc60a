// Package stat computes new numbers from a matrix, to be drawn instead of it.
//
// Its main function is [Correlate]:
//
//	r, err := stat.Correlate(m, stat.CorrelateOptions{})
//	if err != nil {
//		return err
//	}
//	fmt.Println(r.At(0, 1)) // of the first two columns of m
//
// Functions read their argument only and may run concurrently. They return the same
// bits for the same input, whatever the machine and the number of workers.
package stat

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/seed01309057/heat/matrix"
)

// CorrelateOptions says how columns are compared. The zero value is sensible.
type CorrelateOptions struct {
	Method Method
	// Workers is the number of goroutines that share the work; below 1 it is
	// GOMAXPROCS. The result does not depend on it.
	Workers int
}

// maxVariables bounds the result to 8 GiB.
const maxVariables = 1 << 15

// Correlate returns the symmetric matrix of the correlations of the columns of m, whose
// labels name its rows and columns. They lie in [−1, 1], and on the diagonal they are
// exactly 1.
//
// As in pandas' DataFrame.corr, each pair of columns is compared over the rows where
// both have a finite value (NaN and ±Inf count as missing), and the result is NaN where
// there are fewer than two of these or where a column has the same value in all of them.
func Correlate(m *matrix.Matrix, opt CorrelateOptions) (*matrix.Matrix, error) {
	if opt.Method != Pearson {
		return nil, fmt.Errorf("heat: correlation: no method %d", int(opt.Method))
	}
	_, p := m.Dims()
	if p > maxVariables {
		return nil, fmt.Errorf("heat: correlation: %d columns give %d coefficients, more than memory is used for (choose at most %d columns)",
			p, p*p, maxVariables)
	}
	workers := opt.Workers
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	r, err := matrix.New(p, p, pearson(columns(m), workers))
	if err != nil {
		return nil, err
	}
	r.RowName, r.ColName = m.ColName, m.ColName
	r.RowLabels, r.ColLabels = slices.Clone(m.ColLabels), slices.Clone(m.ColLabels)
	return r, nil
}

// columns returns the values of m column by column, which is how they are compared.
func columns(m *matrix.Matrix) [][]float64 {
	n, p := m.Dims()
	cols := make([][]float64, p)
	for j := range cols {
		cols[j] = make([]float64, n)
	}
	const block = 64 // rows: their cache lines serve all columns before they go
	var buf []float64
	for i := 0; i < n; i += block {
		end := min(i+block, n)
		buf = m.Rows(i, end, buf)
		for j, col := range cols {
			for k := i; k < end; k++ {
				col[k] = buf[(k-i)*p+j]
			}
		}
	}
	return cols
}

// share calls do for 0 to n−1 on that many goroutines, in no particular order.
func share(n, workers int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, workers) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
