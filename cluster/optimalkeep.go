package cluster

import "context"

// keep copies the distances above the diagonal, row by row, if their order is to be the
// optimal one: merging uses the matrix up, and to measure them again takes several times as
// long as to bring the copy into the order of the tree.
func (d *square[F]) keep(c *clustering) error {
	opt, n := c.opt, d.n
	switch {
	case opt.Order != Optimal || n > opt.ExactLeaves:
		return nil // there is no use for them
	case opt.Method.geometric():
		return nil // they are squared
	case c.tree.Report.Bytes+keptBytes(n, opt.Precision) > opt.MemoryLimit:
		return nil
	}
	opt.Progress = nil
	kept := make([]F, pairs(n))
	err := share(c.ctx, &opt, StageDistances, (n+keptRows-1)/keptRows, func() func(int) {
		return func(task int) {
			for i := task * keptRows; i < min((task+1)*keptRows, n); i++ {
				copy(kept[keptFrom(i, n):], d.row(i)[i+1:n])
			}
		}
	})
	d.kept = kept
	return err
}

// keptRows are what one task copies.
const keptRows = 64

// keptFrom is where the distances of row i to those after it begin.
func keptFrom(i, n int) int { return i * (2*n - i - 1) / 2 }

func keptBytes(n int, p Precision) int64 {
	if p == Float64 {
		return pairs(n) * 8
	}
	return pairs(n) * 4
}

// restore brings the distances that were kept into the order of rows.
func (d *square[F]) restore(ctx context.Context, rows []int, o *Options) (*square[F], error) {
	opt, n := *o, d.n
	opt.Progress = nil
	out := &square[F]{n: n, stride: (n + 15) &^ 15, at: d.at}
	place := make([]int, n)
	for at, row := range rows {
		place[row] = at
	}
	err := share(ctx, &opt, StageOrder, (n+keptRows-1)/keptRows, func() func(int) {
		return func(task int) {
			for i := task * keptRows; i < min((task+1)*keptRows, n); i++ {
				to := out.row(place[i])
				clear(to)
				later := place[i+1:]
				for k, x := range d.kept[keptFrom(i, n):][:len(later)] {
					to[later[k]] = x
				}
			}
		}
	})
	d.kept = nil
	if err != nil {
		return nil, err
	}
	tiles := (n + keptRows - 1) / keptRows
	return out, share(ctx, &opt, StageOrder, tiles*(tiles+1)/2, func() func(int) {
		return func(task int) {
			i, j := corner(task)
			out.merge(i*keptRows, j*keptRows)
		}
	})
}

// merge makes a tile and its mirror image equal, where of each pair of distances one is there
// and the other is 0.
func (d *square[F]) merge(i0, j0 int) {
	for i := i0; i < min(i0+keptRows, d.n); i++ {
		row := d.row(i)
		for j := max(j0, i+1); j < min(j0+keptRows, d.n); j++ {
			image := &d.at[j*d.stride+i]
			x := row[j] + *image
			row[j], *image = x, x
		}
	}
}
