package cluster

import (
	"context"
	"math"
)

// slots are the clusters that are left while a matrix of distances is worked down. Each has
// a column and a row; a merged cluster gets the next fresh column, so that columns are in
// order of age and sixteen of them can be written at once: for each row that is one cache
// line, where single columns would touch it sixteen times.
//
// Column c is dead when pen[c] is +Inf. Rows of the newest columns, from flushed on, are
// complete; other rows lack those columns until patch or flush copies them there.
type slots[F float] struct {
	d       *square[F]
	k       *vectorKernels[F]
	used    int   // columns in use, dead or alive
	flushed int   // columns that all rows have
	alive   int   // clusters that are left
	rowOf   []int // column → row of d
	cluster []int // column → number of the cluster
	pen     []F
	size    []F
	method  Method
	opt     *Options
	merges  []Merge           // in the order they were made
	onMove  func(moved []int) // told of the new column of each old one, −1 for the dead
}

func newSlots[F float](d *square[F], opt *Options) *slots[F] {
	n, width := d.n, d.stride
	s := &slots[F]{
		d: d, k: vectorsOf[F](), used: n, flushed: n, alive: n, method: opt.Method, opt: opt,
		rowOf: make([]int, width), cluster: make([]int, width),
		pen: make([]F, width), size: make([]F, width), merges: make([]Merge, 0, max(n-1, 0)),
	}
	for i := range n {
		s.rowOf[i], s.cluster[i], s.size[i] = i, i, 1
		d.row(i)[i] = F(math.Inf(1))
	}
	return s
}

// row returns the distances of the cluster in a column to all columns in use.
func (s *slots[F]) row(c int) []F {
	row := s.d.row(s.rowOf[c])[:s.used]
	for p := max(s.flushed, c+1); p < s.used; p++ {
		row[p] = s.d.row(s.rowOf[p])[c]
	}
	return row
}

// nearest returns the oldest of the nearest clusters to that in column c.
func (s *slots[F]) nearest(c int) (int, F) {
	return s.k.least(s.row(c), s.pen[:s.used])
}

// merge joins the clusters in columns a < b at distance ab, and returns the new column.
func (s *slots[F]) merge(ctx context.Context, a, b int, ab F) (int, error) {
	if s.used == s.d.stride {
		if err := s.compact(ctx, &a, &b); err != nil {
			return 0, err
		}
	}
	ra, rb := s.row(a), s.row(b)
	na, nb := s.size[a], s.size[b]
	c := s.used
	// The row of the new cluster takes the place of that of a: the kernels read each value
	// before they write it.
	dst := ra
	switch s.method {
	case Single:
		for i := range dst {
			dst[i] = min(ra[i], rb[i])
		}
	case Complete:
		s.k.larger(dst, ra, rb)
	case Average:
		s.k.lerp(dst, ra, rb, nb/(na+nb))
	case Weighted:
		s.k.lerp(dst, ra, rb, 0.5)
	case Ward:
		s.k.ward(dst, ra, rb, s.size[:s.used], na, nb, ab)
	case Centroid:
		centroidRow(dst, ra, rb, nb/(na+nb), ab)
	case Median:
		centroidRow(dst, ra, rb, 0.5, ab)
	}
	inf := F(math.Inf(1))
	for _, x := range [2]int{a, b} {
		s.pen[x] = inf
		s.size[x] = 0 // so that what Ward's formula makes of a dead column stays finite
		dst[x] = 0    // the kernels leave Inf − Inf here, and scans add pen to it
	}
	s.rowOf[c] = s.rowOf[a]
	s.d.row(s.rowOf[c])[c] = inf
	s.pen[c], s.size[c] = 0, na+nb
	s.cluster[c] = s.d.n + len(s.merges)
	s.merges = append(s.merges, Merge{
		Left: min(s.cluster[a], s.cluster[b]), Right: max(s.cluster[a], s.cluster[b]),
		Height: float64(ab), Size: int(na + nb),
	})
	s.used++
	s.alive--
	if s.used%flushColumns == 0 {
		s.flush()
	}
	return c, nil
}

// centroidRow is the squared distance to the point that divides the line between two
// others, at the squared distance ab, in the ratio of w : 1−w.
func centroidRow[F float](dst, a, b []F, w, ab F) {
	less := F(F(w*(1-w)) * ab)
	for i := range dst {
		dst[i] = max(a[i]+F(w*(b[i]-a[i]))-less, 0)
	}
}

// flushColumns is 16: as float32, they fill one cache line.
const flushColumns = 16

// flush writes the newest columns into all rows.
func (s *slots[F]) flush() {
	var rows [flushColumns][]F
	for s.flushed < s.used {
		many := min(flushColumns, s.used-s.flushed)
		for p := range many {
			rows[p] = s.d.row(s.rowOf[s.flushed+p])
		}
		if many == flushColumns {
			s.flushWhole(&rows)
		} else {
			for c := range s.flushed {
				if s.pen[c] == 0 {
					to := s.d.row(s.rowOf[c])[s.flushed:]
					for p := range many {
						to[p] = rows[p][c]
					}
				}
			}
		}
		for c := s.flushed; c < s.flushed+many; c++ {
			if s.pen[c] != 0 {
				continue // its row is now that of a newer cluster
			}
			to := s.d.row(s.rowOf[c])
			for p := c + 1; p < s.flushed+many; p++ {
				to[p] = s.d.row(s.rowOf[p])[c]
			}
		}
		s.flushed += many
	}
}

// flushWhole writes sixteen columns into the rows that are older.
func (s *slots[F]) flushWhole(rows *[flushColumns][]F) {
	for c := range s.flushed {
		if s.pen[c] != 0 {
			continue
		}
		to := (*[flushColumns]F)(s.d.row(s.rowOf[c])[s.flushed:])
		for p, row := range rows {
			to[p] = row[c]
		}
	}
}

// compact drops the dead columns, which makes room at the end. a and b are columns that
// move with it.
func (s *slots[F]) compact(ctx context.Context, a, b *int) error {
	s.flush()
	from := make([]int, 0, s.alive) // new column → old
	for c := range s.used {
		if s.pen[c] == 0 {
			from = append(from, c)
		}
	}
	quiet := *s.opt
	quiet.Progress = nil
	const rows = 64
	err := share(ctx, &quiet, StageLinkage, (len(from)+rows-1)/rows, func() func(int) {
		return func(task int) {
			for _, c := range from[task*rows : min((task+1)*rows, len(from))] {
				row := s.d.row(s.rowOf[c])
				for to, old := range from {
					row[to] = row[old]
				}
			}
		}
	})
	if err != nil {
		return err
	}
	moved := make([]int, s.used)
	for c := range moved {
		moved[c] = -1
	}
	for to, old := range from {
		moved[old] = to
		s.rowOf[to], s.cluster[to], s.size[to] = s.rowOf[old], s.cluster[old], s.size[old]
	}
	s.used = len(from)
	s.flushed = s.used
	clear(s.pen)
	*a, *b = moved[*a], moved[*b]
	if s.onMove != nil {
		s.onMove(moved)
	}
	return nil
}
