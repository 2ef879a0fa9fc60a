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
	sums := make([]float64, n)
	if err := c.eachRow(n, func(i int) {
		for _, x := range d.row(i)[:n] {
			sums[i] += float64(x)
		}
	}); err != nil {
		return nil, err
	}
	mean := 0.0
	for _, sum := range sums {
		mean += sum / float64(n) / float64(n)
	}
	if mean == 0 {
		return order, nil
	}
	degree := make([]float64, n)
	if err := c.eachRow(n, func(i int) {
		row := d.row(i)[:n]
		for j, x := range row {
			row[j] = F(1 / (1 + float64(x)/mean))
			degree[i] += float64(row[j])
		}
	}); err != nil {
		return nil, err
	}
	l := newLaplacian(c, d, degree)
	vector := c.lanczos(n, func(out, x []float64) { err = l.apply(out, x) })
	if err != nil {
		return nil, err
	}
	sortBy(order, vector)
	return order, nil
}

// eachRow calls do for 0 to n-1, on all workers.
func (c *clustering) eachRow(n int, do func(i int)) error {
	quiet := c.opt
	quiet.Progress = nil
	const rows = 64
	return share(c.ctx, &quiet, StageOrder, (n+rows-1)/rows, func() func(int) {
		return func(task int) {
			for i := task * rows; i < min((task+1)*rows, n); i++ {
				do(i)
			}
		}
	})
}

// A laplacian is that of similarities: the matrix is symmetric, and since it is read anew
// for each product, only the half over its diagonal is. A strip of rows adds what it has
// for later rows to a vector of its own; these are summed up in the order of the strips, so
// that the result does not depend on who did which.
type laplacian[F float] struct {
	c      *clustering
	d      *square[F]
	degree []float64
	strip  int
	later  [][]float64 // of each strip, from its first row on
}

func newLaplacian[F float](c *clustering, d *square[F], degree []float64) *laplacian[F] {
	l := &laplacian[F]{c: c, d: d, degree: degree, strip: max(64, (d.n+127)/128)}
	for i := 0; i < d.n; i += l.strip {
		l.later = append(l.later, make([]float64, d.n-i))
	}
	return l
}

func (l *laplacian[F]) apply(out, x []float64) error {
	n := l.d.n
	quiet := l.c.opt
	quiet.Progress = nil
	err := share(l.c.ctx, &quiet, StageOrder, len(l.later), func() func(int) {
		return func(task int) {
			from := task * l.strip
			later := l.later[task]
			clear(later)
			for i := from; i < min(from+l.strip, n); i++ {
				row := l.d.row(i)[i:n]
				own := float64(row[0]) * x[i]
				own += addRow(later[i+1-from:], x[i+1:], row[1:], x[i])
				out[i] = float64(l.degree[i]*x[i]) - own
			}
		}
	})
	if err != nil {
		return err
	}
	for task, later := range l.later {
		to := out[task*l.strip:]
		for i, v := range later {
			to[i] -= v
		}
	}
	return nil
}

// addRow adds w·xi to later and returns Σwx, in four lanes: a single sum would wait for each
// addition.
func addRow[F float](later, x []float64, w []F, xi float64) float64 {
	later, x = later[:len(w)], x[:len(w)]
	var s0, s1, s2, s3 float64
	j := 0
	for ; j+4 <= len(w); j += 4 {
		w4, x4, l4 := w[j:j+4:j+4], x[j:j+4:j+4], later[j:j+4:j+4]
		a, b, c, d := float64(w4[0]), float64(w4[1]), float64(w4[2]), float64(w4[3])
		s0 += float64(a * x4[0])
		s1 += float64(b * x4[1])
		s2 += float64(c * x4[2])
		s3 += float64(d * x4[3])
		l4[0] += float64(a * xi)
		l4[1] += float64(b * xi)
		l4[2] += float64(c * xi)
		l4[3] += float64(d * xi)
	}
	for ; j < len(w); j++ {
		s0 += float64(float64(w[j]) * x[j])
		later[j] += float64(float64(w[j]) * xi)
	}
	return (s0 + s1) + (s2 + s3)
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

// After each lanczosCheck steps the vector is looked at: it is left alone if what the next
// step can add to it is below settledAt of the operator's size.
const (
	lanczosCheck = 10
	settledAt    = 1e-9
)

// settled reports whether the least eigenvector of the steps so far is one of the whole
// operator, but for a residue, which is the next off-diagonal times its last entry.
func settled(diag, off []float64, next float64) bool {
	size := 0.0
	for _, d := range diag {
		size = max(size, math.Abs(d))
	}
	v := leastVector(diag, off)
	return math.Abs(v[len(v)-1])*next < settledAt*size
}

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
		if k := len(basis); k > 0 {
			if k%lanczosCheck == 0 && settled(diag, off, length) {
				break
			}
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
