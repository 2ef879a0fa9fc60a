package stat

import (
	"fmt"
	"math"
	"runtime"

	"github.com/seed01309057/heat/matrix"
)

// CorrelatePartial returns the partial correlations of the columns of m: that of each
// pair with all other columns held fixed. It is minus the scaled inverse of the matrix of
// correlations, which for Spearman is that of ranks. Unlike Correlate it takes only the
// rows that are complete, since of coefficients over different rows there may be no
// inverse; N holds their number, and P is by Student's t with N − p degrees of freedom
// for p columns. It fails for other methods, for no more rows than columns, and where a
// column is constant or follows from others.
func CorrelatePartial(m *matrix.Matrix, opt CorrelateOptions) (*Correlation, error) {
	if opt.Method != Pearson && opt.Method != Spearman {
		return nil, fmt.Errorf("heat: correlation: partial ones are of pearson or spearman, not %v", opt.Method)
	}
	complete, _, err := DropMissing(finite(m), Rows, 0)
	if err != nil {
		return nil, err
	}
	n, p := complete.Dims()
	if n <= p {
		return nil, fmt.Errorf("heat: correlation: %d complete rows are too few for partial correlations of %d columns (at least %d; fill in missing values or choose fewer columns)",
			n, p, p+1)
	}
	r, err := Correlate(complete, opt)
	if err != nil {
		return nil, err
	}
	inverse, at := invert(read(r), p)
	if at >= 0 {
		name := fmt.Sprint(at + 1)
		if m.ColLabels != nil {
			name = fmt.Sprintf("%.40q", m.ColLabels[at])
		}
		return nil, fmt.Errorf("heat: correlation: column %s is constant or follows from those before it: partial correlations are not defined (drop it)", name)
	}
	out := &Correlation{Method: opt.Method}
	counts, probabilities := make([]float64, p*p), make([]float64, p*p)
	partial := make([]float64, p*p)
	for i := range p {
		for j := range p {
			v := clip(-inverse[i*p+j] / math.Sqrt(float64(inverse[i*p+i]*inverse[j*p+j])))
			counts[i*p+j], probabilities[i*p+j], partial[i*p+j] = float64(n), studentP(v, n-p), v
			if i == j {
				partial[i*p+j], probabilities[i*p+j] = 1, math.NaN()
			}
		}
	}
	out.R, out.N, out.P = symmetric(m, partial), symmetric(m, counts), symmetric(m, probabilities)
	out.Q = symmetric(m, adjustPairs(probabilities, p))
	return out, nil
}

// finite returns m with infinite values missing.
func finite(m *matrix.Matrix) *matrix.Matrix {
	values := read(m)
	for i, v := range values {
		if v-v != 0 {
			values[i] = math.NaN()
		}
	}
	return like(m, values)
}

// invert returns the inverse of a symmetric positive definite matrix, by its Cholesky
// factor L: that of L, times itself transposed. If a pivot vanishes it returns where.
func invert(a []float64, p int) (inverse []float64, at int) {
	const vanished = 1e-12 // of a diagonal that is 1
	for j := range p {
		for i := j; i < p; i++ {
			s := a[i*p+j]
			for k := range j {
				s -= float64(a[i*p+k] * a[j*p+k])
			}
			switch {
			case i > j:
				a[i*p+j] = s / a[j*p+j]
			case !(s > vanished):
				return nil, j
			default:
				a[i*p+j] = math.Sqrt(s)
			}
		}
	}
	lower := make([]float64, p*p) // the transposed inverse of L
	share(p, runtime.GOMAXPROCS(0), func(c int) {
		for i := c; i < p; i++ {
			s := 0.0
			if i == c {
				s = 1
			}
			for k := c; k < i; k++ {
				s -= float64(a[i*p+k] * lower[c*p+k])
			}
			lower[c*p+i] = s / a[i*p+i]
		}
	})
	inverse = make([]float64, p*p)
	share(p, runtime.GOMAXPROCS(0), func(i int) {
		for j := i; j < p; j++ {
			s := 0.0
			for k := j; k < p; k++ {
				s += float64(lower[i*p+k] * lower[j*p+k])
			}
			inverse[i*p+j], inverse[j*p+i] = s, s
		}
	})
	return inverse, -1
}
