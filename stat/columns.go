package stat

import (
	"math"

	"github.com/seed01309057/heat/matrix"
)

// A column says what must be known of a column before it is compared with others. NaN
// and the infinities count as missing.
type column struct {
	missing  int
	lo, hi   float64 // the extremes of what is present
	sum      float64
	shift    int     // values are taken times 2^shift, which makes extreme ones fit for squaring
	mean     float64 // of what is present, so shifted
	residual float64 // what was left of the sum after the mean was subtracted
}

func (c *column) constant() bool { return !(c.lo < c.hi) }

// summarize reads m once and returns what is to be known of its columns.
func summarize(m *matrix.Matrix, workers int) []column {
	n, p := m.Dims()
	cols := make([]column, p)
	for j := range cols {
		cols[j] = column{lo: math.Inf(1), hi: math.Inf(-1)}
	}
	var buf []float64
	for from := 0; from < n; from += tileRows {
		end := min(from+tileRows, n)
		buf = m.Rows(from, end, buf)
		block := buf
		share((p+7)/8, workers, func(strip int) {
			for j := 8 * strip; j < min(8*strip+8, p); j++ {
				cols[j].see(block, j, p)
			}
		})
	}
	for j := range cols {
		cols[j].settle(m, j)
	}
	return cols
}

// see takes in a block of rows, each p values long.
func (c *column) see(block []float64, j, p int) {
	lo, hi, sum, missing := c.lo, c.hi, c.sum, c.missing
	for ; j < len(block); j += p {
		v := block[j]
		if v-v != 0 { // NaN or infinite
			missing++
			continue
		}
		sum += v
		if v < lo {
			lo = v
		}
		if v > hi {
			hi = v
		}
	}
	c.lo, c.hi, c.sum, c.missing = lo, hi, sum, missing
}

// settle finds shift and mean. Of a column of extreme values the sum is computed anew.
func (c *column) settle(m *matrix.Matrix, j int) {
	n, _ := m.Dims()
	if n == c.missing {
		return
	}
	// Between these, squares and their sums neither overflow nor lose digits.
	const smallest, largest = 1e-70, 1e70
	if size := max(math.Abs(c.lo), math.Abs(c.hi)); size != 0 && (size <= smallest || size >= largest) {
		_, exponent := math.Frexp(size)
		c.shift, c.sum = -exponent, 0
		for i := range n {
			if v := m.At(i, j); v-v == 0 {
				c.sum += math.Ldexp(v, c.shift)
			}
		}
	}
	c.mean = c.sum / float64(n-c.missing)
}

// tame returns a value as it is compared: shifted, and NaN if it is missing.
func (c *column) tame(v float64) float64 {
	if v-v != 0 {
		return math.NaN()
	}
	if c.shift != 0 {
		v = math.Ldexp(v, c.shift)
	}
	return v
}

// read returns the tamed values of column j.
func (c *column) read(m *matrix.Matrix, j int) []float64 {
	n, _ := m.Dims()
	values := make([]float64, n)
	for i := range values {
		values[i] = c.tame(m.At(i, j))
	}
	return values
}
