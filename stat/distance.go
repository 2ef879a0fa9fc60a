package stat

import (
	"math"
	"sync"

	"github.com/seed01309057/heat/matrix"
)

// distance computes distance correlations in n log n steps: along the order of one
// column, a tree over the ranks of the other has the sums from which those of products
// of distances follow (Huo and Székely 2016).
type distance struct {
	ranks []ranking
	cols  [][]float64
	rooms sync.Pool
}

// distanceRoom is room to compare two columns.
type distanceRoom struct {
	tree []moments
	a, b []float64 // sums of distances from each row, by row
	rows []int32
}

// moments sums over rows: their number, x, y and x·y.
type moments struct{ n, x, y, xy float64 }

func (s *moments) add(o moments) { s.n += o.n; s.x += o.x; s.y += o.y; s.xy += o.xy }

func newDistance(m *matrix.Matrix, workers int) *distance {
	_, p := m.Dims()
	d := &distance{ranks: rankColumns(m, workers), cols: make([][]float64, p)}
	d.rooms.New = func() any { return &distanceRoom{} }
	stats := summarize(m, workers)
	share(p, workers, func(j int) {
		c := &stats[j]
		if size := max(math.Abs(c.lo), math.Abs(c.hi)); c.missing < len(d.ranks[j].dense) && size > 0 {
			_, exponent := math.Frexp(size)
			c.mean = math.Ldexp(c.mean, -exponent-c.shift)
			c.shift = -exponent
		}
		d.cols[j] = c.read(m, j)
		for i := range d.cols[j] { // near 0, so that fewer digits cancel
			d.cols[j][i] -= c.mean
		}
	})
	return d
}

func (d *distance) pair(i, j int) (r float64, n int) {
	room := d.rooms.Get().(*distanceRoom)
	defer d.rooms.Put(room)
	a, b := &d.ranks[i], &d.ranks[j]
	x, y := d.cols[i], d.cols[j]
	size := len(a.dense)
	if len(room.a) < size {
		room.a, room.b, room.tree = make([]float64, size), make([]float64, size), make([]moments, size+1)
	}
	totalY, squaresY := room.sums(b, a.dense, y, room.b)
	totalX, squaresX := room.sums(a, b.dense, x, room.a) // last: leaves the rows in the order of x
	n = len(room.rows)
	if n < 2 || a.dense[room.rows[0]] == a.dense[room.rows[n-1]] {
		return math.NaN(), n
	}
	var sumAB, sumAA, sumBB float64
	for _, row := range room.rows {
		sumAB += float64(room.a[row] * room.b[row])
		sumAA += float64(room.a[row] * room.a[row])
		sumBB += float64(room.b[row] * room.b[row])
	}
	covariance := centredSum(room.products(x, y, b.dense), sumAB, totalX, totalY, n)
	varianceX := centredSum(squaresX, sumAA, totalX, totalX, n)
	varianceY := centredSum(squaresY, sumBB, totalY, totalY, n)
	r = ratio(max(0, covariance), varianceX, varianceY)
	return math.Sqrt(r), n
}

// centredSum returns the sum of the products of two doubly centred matrices of
// distances: of their products, of those of their row sums, and of their totals.
func centredSum(products, rows, totalA, totalB float64, n int) float64 {
	size := float64(n)
	return products/(size*size) - 2*rows/(size*size*size) + float64((totalA/(size*size))*(totalB/(size*size)))
}

// sums writes the sum of the distances of each row from the others to out, for the rows
// that keep has, and returns the sum of all and that of the squared distances. The rows
// are left in r.rows, in the order of their values.
func (r *distanceRoom) sums(by *ranking, keep []int32, values, out []float64) (total, squares float64) {
	r.rows = r.rows[:0]
	var all, square float64
	for _, row := range by.order {
		if keep[row] != 0 {
			r.rows = append(r.rows, row)
			all += values[row]
			square += float64(values[row] * values[row])
		}
	}
	n, before := float64(len(r.rows)), 0.0
	for k, row := range r.rows {
		v := values[row]
		out[row] = float64(v*(2*float64(k)-n)) + all - 2*before
		before += v
		total += out[row]
	}
	return total, float64(2*n*square) - float64(2*all*all)
}

// products returns the sum over all pairs of rows of the product of their distances.
func (r *distanceRoom) products(x, y []float64, rank []int32) float64 {
	tree := r.tree
	clear(tree)
	var all moments
	sum := 0.0
	for _, row := range r.rows {
		v, w := x[row], y[row]
		var below moments // rows before this one by x, and not above it by y
		for k := rank[row]; k > 0; k &= k - 1 {
			below.add(tree[k])
		}
		above := moments{all.n - below.n, all.x - below.x, all.y - below.y, all.xy - below.xy}
		sum += below.crossed(v, w) - above.crossed(v, w)
		one := moments{1, v, w, float64(v * w)}
		all.add(one)
		for k := int(rank[row]); k < len(tree); k += k & -k {
			tree[k].add(one)
		}
	}
	return 2 * sum
}

// crossed returns the sum of (v − x)(w − y) over the rows.
func (s *moments) crossed(v, w float64) float64 {
	return float64(float64(v*w)*s.n) - float64(v*s.y) - float64(w*s.x) + s.xy
}
