package cluster

import (
	"cmp"
	"math"
	"slices"
)

// fiedlerOrder sorts the rows by the Fiedler vector of their similarities 1/(1 + d/mean):
// the second eigenvector of the Laplacian, which minimises the squared distances of rows
// that are alike. Barnard, Pothen and Simon, "A spectral algorithm for envelope reduction
// of sparse matrices" (1995).
func fiedlerOrder[F float](c *clustering, src source, d *square[F]) ([]int, error) {
	n := src.size()
	order := rowNumbers(n)
	d, err := orderMatrix(c, src, order, d, 0)
	if err != nil {
		return nil, err
	}
	mean := 0.0
	for i := range n {
		for _, x := range d.row(i)[:n] {
			mean += float64(x) / float64(n) / float64(n)
		}
	}
	if mean == 0 {
		return order, nil
	}
	degree := make([]float64, n)
	for i := range n {
		row := d.row(i)[:n]
		for j, x := range row {
			row[j] = F(1 / (1 + float64(x)/mean))
			degree[i] += float64(row[j])
		}
	}
	vector := c.lanczos(n, func(out, x []float64) {
		quiet := c.opt
		quiet.Progress = nil
		const rows = 64
		err = share(c.ctx, &quiet, StageOrder, (n+rows-1)/rows, func() func(int) {
			return func(task int) {
				for i := task * rows; i < min((task+1)*rows, n); i++ {
					sum := float64(degree[i] * x[i])
					for j, w := range d.row(i)[:n] {
						sum -= float64(float64(w) * x[j])
					}
					out[i] = sum
				}
			}
		})
	})
	if err != nil {
		return nil, err
	}
	sortBy(order, vector)
	return order, nil
}

// sortBy sorts rows by their values, rows of equal values staying as they are. An
// eigenvector has no sign: the value of the largest size is made positive, up to rounding,
// that of the lowest row among them.
func sortBy(order []int, v []float64) {
	orient(v)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(v[a], v[b]) })
}

func orient(v []float64) {
	at := 0
	for i, x := range v {
		if math.Abs(x) > math.Abs(v[at])*(1+1e-9) {
			at = i
		}
	}
	if len(v) > 0 && v[at] < 0 {
		for i := range v {
			v[i] = -v[i]
		}
	}
}

func rowNumbers(n int) []int {
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
}

// lanczosSteps is up to how many steps are made: the order settles long before the
// eigenvector does.
const lanczosSteps = 120

// lanczos returns the eigenvector of the least eigenvalue of a symmetric operator among the
// vectors whose sum is 0. Each new vector is made orthogonal to all before, twice.
func (c *clustering) lanczos(n int, apply func(out, x []float64)) []float64 {
	g := generator(1)
	x := make([]float64, n)
	for i := range x {
		x[i] = g.float() - 0.5
	}
	var basis [][]float64
	var diag, off []float64
	for len(basis) < min(lanczosSteps, n-1) && c.ctx.Err() == nil {
		deflate(x)
		for range 2 {
			for _, b := range basis {
				subtract(x, b, dot(x, b))
			}
		}
		length := math.Sqrt(dot(x, x))
		if length < 1e-12 {
			break
		}
		for i := range x {
			x[i] /= length
		}
		if len(basis) > 0 {
			off = append(off, length)
		}
		basis = append(basis, x)
		y := make([]float64, n)
		apply(y, x)
		diag = append(diag, dot(x, y))
		x = y
		if k := len(basis); k > 1 {
			subtract(x, basis[k-2], off[k-2])
		}
		subtract(x, basis[len(basis)-1], diag[len(diag)-1])
	}
	weights := leastVector(diag, off)
	out := make([]float64, n)
	for k, b := range basis {
		subtract(out, b, -weights[k])
	}
	return out
}

// deflate makes the sum 0.
func deflate(x []float64) {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	for i := range x {
		x[i] -= sum / float64(len(x))
	}
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum += float64(v * y[i])
	}
	return sum
}

func subtract(x, y []float64, w float64) {
	for i := range x {
		x[i] -= float64(w * y[i])
	}
}

// leastVector returns the eigenvector of the least eigenvalue of a symmetric tridiagonal
// matrix: the eigenvalue by bisection with Sturm's count, the vector by inverse iteration.
func leastVector(diag, off []float64) []float64 {
	k := len(diag)
	lo, hi := math.Inf(1), math.Inf(-1)
	at := func(i int) float64 {
		if i < 0 || i >= len(off) {
			return 0
		}
		return math.Abs(off[i])
	}
	for i, d := range diag {
		r := at(i-1) + at(i)
		lo, hi = min(lo, d-r), max(hi, d+r)
	}
	width := hi - lo
	for range 200 {
		mid := (lo + hi) / 2
		if mid == lo || mid == hi {
			break
		}
		if anyBelow(diag, off, mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	// A little below the eigenvalue, the matrix is positive definite and needs no pivots.
	shift := lo - float64(1e-10*width)
	v := make([]float64, k)
	for i := range v {
		v[i] = 1 + float64(i)/float64(k)
	}
	for range 6 {
		solveTridiagonal(diag, off, shift, v)
		length := math.Sqrt(dot(v, v))
		for i := range v {
			v[i] /= length
		}
	}
	return v
}

// anyBelow reports whether an eigenvalue is below x.
func anyBelow(diag, off []float64, x float64) bool {
	q := 1.0
	for i, d := range diag {
		e := 0.0
		if i > 0 {
			e = float64(off[i-1]*off[i-1]) / q
		}
		if q = d - x - e; q <= 0 {
			return true
		}
	}
	return false
}

func solveTridiagonal(diag, off []float64, shift float64, v []float64) {
	q := make([]float64, len(diag))
	for i, d := range diag {
		q[i] = d - shift
		if i > 0 {
			w := off[i-1] / q[i-1]
			q[i] -= float64(w * off[i-1])
			v[i] -= float64(w * v[i-1])
		}
		if q[i] == 0 {
			q[i] = math.SmallestNonzeroFloat64
		}
	}
	for i := len(diag) - 1; i >= 0; i-- {
		if i+1 < len(diag) {
			v[i] -= float64(off[i] * v[i+1])
		}
		v[i] /= q[i]
	}
}
