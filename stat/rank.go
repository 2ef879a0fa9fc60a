package stat

import (
	"math"
	"sync"

	"github.com/seed01309057/heat/matrix"
)

// A ranking is the rows of a column in the order of their values.
type ranking struct {
	// order lists the rows that have a finite value, ascending; equal values keep the
	// order of rows.
	order []int32
	// dense numbers the distinct values from 1 up, for each row; 0 is missing.
	dense []int32
	// groups holds how many rows have each of these numbers; of 0 it has 0.
	groups []int32
	// gaps lists the rows that are missing.
	gaps []int32
}

func (r *ranking) complete() bool { return len(r.order) == len(r.dense) }

// ranker is room to rank columns.
type ranker struct {
	keys, keys2 []uint64
	rows, rows2 []int32
	cols        [8][]float64
}

// rankColumns ranks all columns of m.
func rankColumns(m *matrix.Matrix, workers int) []ranking {
	n, p := m.Dims()
	values := m.Rows(0, n, nil) // a view, or converted once
	out := make([]ranking, p)
	rankers := make(chan *ranker, workers)
	const strip = len(ranker{}.cols) // as many numbers are a cache line of a row
	share((p+strip-1)/strip, workers, func(s int) {
		from, end := s*strip, min(s*strip+strip, p)
		var r *ranker
		select {
		case r = <-rankers:
		default:
			r = &ranker{}
		}
		for j := range r.cols[:end-from] {
			if r.cols[j] == nil {
				r.cols[j] = make([]float64, n)
			}
		}
		for i := 0; i < n; i += tileRows {
			last := min(i+tileRows, n)
			buf := values[i*p : last*p]
			for j, col := range r.cols[:end-from] {
				for k := i; k < last; k++ {
					col[k] = buf[(k-i)*p+from+j]
				}
			}
		}
		for j := from; j < end; j++ {
			out[j] = r.rank(r.cols[j-from], false)
		}
		select {
		case rankers <- r:
		default:
		}
	})
	return out
}

// rank ranks a column. Infinite values count as missing unless they are asked for.
func (r *ranker) rank(values []float64, infinite bool) ranking {
	if n := len(values); cap(r.keys) < n {
		r.keys, r.keys2 = make([]uint64, n), make([]uint64, n)
		r.rows, r.rows2 = make([]int32, n), make([]int32, n)
	}
	r.keys, r.rows = r.keys[:0], r.rows[:0]
	for i, v := range values {
		if v-v == 0 || infinite && v == v {
			r.keys, r.rows = append(r.keys, sortKey(v)), append(r.rows, int32(i))
		}
	}
	r.sort()
	out := ranking{order: make([]int32, len(r.rows)), dense: make([]int32, len(values))}
	copy(out.order, r.rows)
	different := 0
	for k, key := range r.keys {
		if k == 0 || key != r.keys[k-1] {
			different++
		}
	}
	out.groups = make([]int32, different+1)
	rank := int32(0)
	for k, row := range r.rows {
		if k == 0 || r.keys[k] != r.keys[k-1] {
			rank++
		}
		out.groups[rank]++
		out.dense[row] = rank
	}
	if !out.complete() {
		for i, rank := range out.dense {
			if rank == 0 {
				out.gaps = append(out.gaps, int32(i))
			}
		}
	}
	return out
}

// sortKey returns an integer that orders as v does; 0 and −0 are equal.
func sortKey(v float64) uint64 {
	b := math.Float64bits(v + 0) // −0 + 0 is 0
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

// sort orders keys, and rows with them, by radix: eleven bits at a time from the
// lowest, which needs no comparisons.
func (r *ranker) sort() {
	const bits = 11
	const mask = 1<<bits - 1
	n := len(r.keys)
	var counts [6][mask + 1]int32
	for _, k := range r.keys {
		for d := range counts {
			counts[d][k>>(d*bits)&mask]++
		}
	}
	from, rows, to, toRows := r.keys, r.rows, r.keys2[:n], r.rows2[:n] // all have the same capacity
	for d := range counts {
		c, shift := &counts[d], d*bits
		if n > 0 && int(c[from[0]>>shift&mask]) == n {
			continue // all keys have the same digit
		}
		sum := int32(0)
		for i, n := range c {
			c[i] = sum
			sum += n
		}
		for i, k := range from {
			digit := k >> shift & mask
			at := c[digit]
			c[digit] = at + 1
			to[at], toRows[at] = k, rows[i]
		}
		from, rows, to, toRows = to, toRows, from, rows
	}
	r.keys, r.rows, r.keys2, r.rows2 = from, rows, to, toRows
}

// twice returns twice the mean rank, from 2 up, that each of the dense numbers has among
// the rows less some, and how many rows that leaves. Doubling keeps the ranks of ties
// whole. The room is for the result, which has one number more than there are values.
func (r *ranking) twice(without, room []int32) (ranks []int32, n int32) {
	ranks = room[:copy(room, r.groups)]
	for _, row := range without {
		ranks[r.dense[row]]--
	}
	for d := 1; d < len(ranks); d++ {
		group := ranks[d]
		ranks[d] = 2*n + group + 1
		n += group
	}
	return ranks, n
}

// spearman is Pearson's correlation of ranks.
type spearman struct {
	ranks []ranking
	whole [][]int32 // for complete columns, what ranking.twice returns
	g     gram
	rooms sync.Pool
}

// spearmanRoom is room for the ranks of a pair.
type spearmanRoom struct{ x, y []int32 }

func newSpearman(m *matrix.Matrix, workers int) *spearman {
	n, p := m.Dims()
	s := &spearman{ranks: rankColumns(m, workers), whole: make([][]int32, p)}
	s.rooms.New = func() any { return &spearmanRoom{} }
	share(p, workers, func(j int) {
		if r := &s.ranks[j]; r.complete() {
			s.whole[j], _ = r.twice(nil, make([]int32, len(r.groups)))
		}
	})
	s.g = gram{rows: n, cols: p, gaps: make([]bool, p)}
	start := 0
	s.g.load = func(from, _ int) { start = from }
	s.g.pack = func(j int, u, _, _ []float64) {
		ranks := s.whole[j]
		if ranks == nil {
			clear(u)
			return
		}
		middle := int32(n) + 1
		for k, d := range s.ranks[j].dense[start:][:len(u)] {
			u[k] = float64(ranks[d] - middle)
		}
	}
	s.g.run(workers)
	return s
}

// pair compares complete columns by the products of their ranks, which are whole
// numbers and so exact up to 100,000 rows, and others by ranking anew what they share.
func (s *spearman) pair(i, j int) (r float64, n int) {
	a, b := &s.ranks[i], &s.ranks[j]
	if a.complete() && b.complete() {
		if n = s.g.rows; n < 2 {
			return math.NaN(), n
		}
		w := s.g.width + 1
		return ratio(s.g.uu[i*s.g.width+j], s.g.uu[i*w], s.g.uu[j*w]), n
	}
	return s.shared(a, b)
}

func (s *spearman) shared(a, b *ranking) (r float64, n int) {
	room := s.rooms.Get().(*spearmanRoom)
	defer s.rooms.Put(room)
	if size := len(a.dense) + 1; len(room.x) < size {
		room.x, room.y = make([]int32, size), make([]int32, size)
	}
	x, shared := a.twice(b.gaps, room.x)
	y, _ := b.twice(a.gaps, room.y)
	if n = int(shared); n < 2 {
		return math.NaN(), n
	}
	middle := shared + 1
	var xx, yy, xy float64
	other := b.dense[:len(a.dense)]
	for k, d := range a.dense {
		e := other[k]
		if d == 0 || e == 0 {
			continue
		}
		u, w := float64(x[d]-middle), float64(y[e]-middle)
		xx += float64(u * u)
		yy += float64(w * w)
		xy += float64(u * w)
	}
	return ratio(xy, xx, yy), n
}
