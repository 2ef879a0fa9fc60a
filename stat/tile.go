package stat

import "math"

// tileSide is the number of columns that are compared with as many others while they
// stay in the processor's cache; tileRows is how many of their rows at a time. Two
// tiles take 256 KiB.
const (
	tileSide = 32
	tileRows = 512
)

// tilePair names two tiles by their first columns, from ≤ to.
type tilePair struct{ from, to int }

// tilePairs returns the pairs that cover the upper triangle of p × p.
func tilePairs(p int) []tilePair {
	var pairs []tilePair
	for from := 0; from < p; from += tileSide {
		for to := from; to < p; to += tileSide {
			pairs = append(pairs, tilePair{from, to})
		}
	}
	return pairs
}

// tile computes the correlations of one pair of tiles and writes them to r, above and
// below the diagonal. No two tiles write to the same place.
type tile struct {
	cols, units [][]float64 // units[j] is nil if column j has missing values
	r           []float64
	pair        tilePair
}

// each calls do for every pair of columns i ≤ j of which wanted is true.
func (t *tile) each(wanted func(i, j int) bool, do func(i, j int)) {
	p := len(t.cols)
	for i := t.pair.from; i < min(t.pair.from+tileSide, p); i++ {
		for j := max(i, t.pair.to); j < min(t.pair.to+tileSide, p); j++ {
			if wanted(i, j) {
				do(i, j)
			}
		}
	}
}

func (t *tile) complete(i, j int) bool { return t.units[i] != nil && t.units[j] != nil }
func (t *tile) gappy(i, j int) bool    { return !t.complete(i, j) }

// set stores the correlation of i and j. That of a column with itself is 1 without
// rounding, unless it is NaN.
func (t *tile) set(i, j int, r float64) {
	if i == j && r == r {
		r = 1
	}
	p := len(t.cols)
	t.r[i*p+j], t.r[j*p+i] = r, r
}

// dots compares the complete columns. A block of rows is summed for all pairs before
// the next one, and blocks are added in order, whoever computes them.
func (t *tile) dots() {
	var sums [tileSide][tileSide]float64
	n := 0
	if len(t.cols) > 0 {
		n = len(t.cols[0])
	}
	for from := 0; from < n; from += tileRows {
		t.addBlock(&sums, from, min(from+tileRows, n))
	}
	t.each(t.complete, func(i, j int) {
		r := sums[i-t.pair.from][j-t.pair.to]
		if n == 0 {
			r = math.NaN()
		}
		t.set(i, j, clip(r))
	})
}

// addBlock adds the products of rows from to end, four columns at a time where there
// are four: each value of column i is loaded once for them, and their sums do not wait
// for one another.
func (t *tile) addBlock(sums *[tileSide][tileSide]float64, from, end int) {
	var four [4]int
	for i := t.pair.from; i < min(t.pair.from+tileSide, len(t.cols)); i++ {
		if t.units[i] == nil {
			continue
		}
		x, row := t.units[i][from:end], &sums[i-t.pair.from]
		k := 0
		for j := max(i, t.pair.to); j < min(t.pair.to+tileSide, len(t.cols)); j++ {
			if t.units[j] == nil {
				continue
			}
			four[k] = j
			if k++; k == 4 {
				t.addFour(row, x, &four, from)
				k = 0
			}
		}
		for _, j := range four[:k] {
			row[j-t.pair.to] += dot(x, t.units[j][from:end])
		}
	}
}

// addFour adds the dot products of x with four columns, each summed as dot does.
func (t *tile) addFour(row *[tileSide]float64, x []float64, four *[4]int, from int) {
	a := t.units[four[0]][from:][:len(x)]
	b := t.units[four[1]][from:][:len(x)]
	c := t.units[four[2]][from:][:len(x)]
	d := t.units[four[3]][from:][:len(x)]
	var sa, sb, sc, sd float64
	for k, v := range x {
		// The conversions keep compilers from fusing, which would round otherwise.
		sa += float64(v * a[k])
		sb += float64(v * b[k])
		sc += float64(v * c[k])
		sd += float64(v * d[k])
	}
	row[four[0]-t.pair.to] += sa
	row[four[1]-t.pair.to] += sb
	row[four[2]-t.pair.to] += sc
	row[four[3]-t.pair.to] += sd
}

// dot returns the dot product of x and y.
func dot(x, y []float64) float64 {
	y = y[:len(x)]
	sum := 0.0
	for k, v := range x {
		sum += float64(v * y[k])
	}
	return sum
}

// pairwise compares the columns of which at least one has missing values.
func (t *tile) pairwise() {
	var xs, ys []float64
	t.each(t.gappy, func(i, j int) {
		if xs == nil {
			xs, ys = make([]float64, len(t.cols[i])), make([]float64, len(t.cols[i]))
		}
		t.set(i, j, correlate(t.cols[i], t.cols[j], xs, ys))
	})
}
