package stat

import (
	"math"
	"slices"
	"sync"

	"github.com/seed01309057/heat/matrix"
)

// kendall counts the pairs of rows that agree and disagree, after Knight (1966): in the
// order of one column, with its ties in the order of the other, each exchange that would
// sort the other one is a pair that disagrees.
type kendall struct {
	ranks []ranking
	rooms sync.Pool
}

// kendallRoom is room to compare two columns.
type kendallRoom struct{ y, merged []int32 }

func newKendall(m *matrix.Matrix, workers int) *kendall {
	return &kendall{ranks: rankColumns(m, workers), rooms: sync.Pool{New: func() any { return &kendallRoom{} }}}
}

func (k *kendall) pair(i, j int) (r float64, n int) {
	c := k.count(i, j)
	return c.tau(), c.n
}

func (k *kendall) test(i, j int) (r float64, n int, p float64) {
	c := k.count(i, j)
	return c.tau(), c.n, c.probability()
}

// concordance is what there is to know of the order of two columns.
type concordance struct {
	n            int     // rows
	disagree     int64   // pairs of rows
	tiesX, tiesY ties    // by either column
	both         float64 // pairs tied in both
}

// ties sums over the groups of t equal values what the formulas need.
type ties struct {
	pairs  float64 // t(t−1)/2
	triple float64 // t(t−1)(t−2)
	spread float64 // t(t−1)(2t+5)
}

func (s *ties) add(group int) {
	t := float64(group)
	s.pairs += t * (t - 1) / 2
	s.triple += float64(float64(t*(t-1)) * (t - 2))
	s.spread += float64(float64(t*(t-1)) * (2*t + 5))
}

// count compares two columns over the rows that both have.
func (k *kendall) count(i, j int) concordance {
	room := k.rooms.Get().(*kendallRoom)
	defer k.rooms.Put(room)
	a, b := &k.ranks[i], &k.ranks[j]
	var c concordance
	y := room.y[:0]
	last, start := int32(0), 0
	for _, row := range a.order {
		rank := b.dense[row]
		if rank == 0 {
			continue
		}
		if x := a.dense[row]; x != last {
			c.closeGroup(y[start:])
			last, start = x, len(y)
		}
		y = append(y, rank)
	}
	c.closeGroup(y[start:])
	c.n = len(y)
	room.merged = slices.Grow(room.merged[:0], len(y))[:len(y)]
	c.disagree = exchanges(y, room.merged)
	each(y, func(group int) { c.tiesY.add(group) })
	room.y = y
	return c
}

// closeGroup sorts the values of y beside equal ones of x and counts the ties.
func (c *concordance) closeGroup(y []int32) {
	if len(y) < 2 {
		return
	}
	c.tiesX.add(len(y))
	slices.Sort(y)
	each(y, func(group int) { t := float64(group); c.both += t * (t - 1) / 2 })
}

// each calls do with the length of each run of equal values.
func each(sorted []int32, do func(n int)) {
	for from := 0; from < len(sorted); {
		end := from + 1
		for end < len(sorted) && sorted[end] == sorted[from] {
			end++
		}
		do(end - from)
		from = end
	}
}

// exchanges sorts y by merging and returns how many pairs stood in the wrong order.
func exchanges(y, room []int32) (n int64) {
	const run = 12
	for from := 0; from < len(y); from += run {
		part := y[from:min(from+run, len(y))]
		for i := 1; i < len(part); i++ {
			v, k := part[i], i
			for ; k > 0 && part[k-1] > v; k-- {
				part[k] = part[k-1]
			}
			part[k] = v
			n += int64(i - k)
		}
	}
	for width := run; width < len(y); width *= 2 {
		for from := 0; from+width < len(y); from += 2 * width {
			n += merge(y[from:min(from+2*width, len(y))], width, room)
		}
	}
	return n
}

// merge merges the sorted parts y[:half] and y[half:] and counts exchanges.
func merge(y []int32, half int, room []int32) (n int64) {
	if y[half-1] <= y[half] {
		return 0
	}
	left := room[:copy(room, y[:half])]
	i, j, k := 0, half, 0
	for i < len(left) && j < len(y) {
		if y[j] < left[i] {
			y[k] = y[j]
			j++
			n += int64(len(left) - i)
		} else {
			y[k] = left[i]
			i++
		}
		k++
	}
	copy(y[k:], left[i:])
	return n
}

// pairs returns how many pairs of rows there are.
func (c *concordance) pairs() float64 { return float64(c.n) * float64(c.n-1) / 2 }

// surplus returns how many more pairs agree than disagree.
func (c *concordance) surplus() float64 {
	return c.pairs() - c.tiesX.pairs - c.tiesY.pairs + c.both - float64(2*c.disagree)
}

// tau returns τ-b.
func (c *concordance) tau() float64 {
	x, y := c.pairs()-c.tiesX.pairs, c.pairs()-c.tiesY.pairs
	if x <= 0 || y <= 0 {
		return math.NaN()
	}
	return clip(c.surplus() / math.Sqrt(x) / math.Sqrt(y))
}

// probability returns the two-sided probability: the exact one where SciPy's kendalltau
// gives that, else by the normal distribution.
func (c *concordance) probability() float64 {
	if c.tau() != c.tau() {
		return math.NaN()
	}
	total := int64(c.n) * int64(c.n-1) / 2
	if least := min(c.disagree, total-c.disagree); c.tiesX.pairs == 0 && c.tiesY.pairs == 0 && (c.n <= 33 || least <= 1) {
		return exactKendall(c.n, least, total)
	}
	n, m := float64(c.n), float64(c.n)*float64(c.n-1)
	x, y := &c.tiesX, &c.tiesY
	variance := (float64(m*(2*n+5))-x.spread-y.spread)/18 + float64(2*x.pairs*y.pairs)/m
	if c.n > 2 {
		variance += float64(x.triple*y.triple) / (9 * m * (n - 2))
	}
	return normalP(c.surplus() / math.Sqrt(variance))
}

// exactKendall returns the probability that the order of n rows without ties is as far
// from chance as one where so many of all pairs disagree. The number of permutations
// with c exchanges follows from those of one row less (Kendall 1938).
func exactKendall(n int, disagree, total int64) float64 {
	if n <= 2 || 2*disagree == total {
		return 1
	}
	if n > 170 { // n! is beyond float64, and at most one pair disagrees
		return 0
	}
	share := make([]float64, disagree+1) // of the permutations of k rows, with up to as many exchanges
	share[0] = 1
	for k := 2; k <= n; k++ {
		next, window := make([]float64, len(share)), 0.0
		for c := range share {
			if window += share[c]; c >= k {
				window -= share[c-k]
			}
			next[c] = window / float64(k)
		}
		share = next
	}
	sum := 0.0
	for _, s := range share {
		sum += s
	}
	return min(1, 2*sum)
}
