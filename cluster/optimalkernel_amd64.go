//go:build !purego

package cluster

import "math"

//go:noescape
func minPlusTall32(c, a, b *float32, cs, as, bs, inner int, mask uint32)

//go:noescape
func minPlusTall64(c, a, b *float64, cs, as, bs, inner int, mask uint32)

//go:noescape
func minPlusRow32(c, a, b *float32, bs, inner, cols int)

//go:noescape
func minPlusRow64(c, a, b *float64, bs, inner, cols int)

//go:noescape
func minDots32(a, b, low *float32, stride, inner int)

//go:noescape
func minDots64(a, b, low *float64, stride, inner int)

//go:noescape
func cross32(m, x, y, right, down *float32, stride, cols int)

//go:noescape
func cross64(m, x, y, right, down *float64, stride, cols int)

var (
	avxPaths32 = avxPaths(8, minPlusRow32, minPlus4x16, minDots32, cross32)
	avxPaths64 = avxPaths(4, minPlusRow64, minPlus4x8, minDots64, cross64)

	widePaths32 = widePaths(32, minPlusTall32, avxPaths32)
	widePaths64 = widePaths(16, minPlusTall64, avxPaths64)
)

func init() {
	if hasAVX2 {
		paths32, paths64 = avxPaths32, avxPaths64
	}
	if hasAVX512 {
		paths32, paths64 = widePaths32, widePaths64
	}
}

// avxPaths makes products of any size of those of a few rows by a multiple of a register's
// lanes. What remains at an edge is done with some of what was done before, once more, which
// changes no minimum.
func avxPaths[F float](lanes int, row func(c, a, b *F, bs, inner, cols int),
	block func(c, a, b *F, cs, as, bs, inner int),
	dots func(a, b, low *F, stride, inner int), four func(m, x, y, right, down *F, stride, cols int)) pathKernels[F] {
	return pathKernels[F]{
		minPlus: func(c, a, b mat[F], rows, inner, cols int) {
			switch {
			case rows == 0 || inner == 0 || cols < lanes:
				minPlus(c, a, b, rows, inner, cols)
				return
			case rows < 4 || cols < 2*lanes:
				inside(c, a, b, rows, inner, cols)
				whole := cols &^ (lanes - 1)
				for i := range rows {
					row(&c.at[i*c.stride], &a.at[i*a.stride], &b.at[0], b.stride, inner, whole)
					if at := cols - lanes; whole < cols {
						row(&c.at[i*c.stride+at], &a.at[i*a.stride], &b.at[at], b.stride, inner, lanes)
					}
				}
				return
			}
			inside(c, a, b, rows, inner, cols)
			for j := 0; j < cols; j += 2 * lanes {
				j := min(j, cols-2*lanes)
				for i := 0; i < rows; i += 4 {
					i := min(i, rows-4)
					block(&c.at[i*c.stride+j], &a.at[i*a.stride], &b.at[j], c.stride, a.stride, b.stride, inner)
				}
			}
		},
		minDots: func(c, a, b mat[F], rows, inner, cols int) { dotsFours(c, a, b, rows, inner, cols, lanes, dots) },
		cross:   func(m mat[F], x, y, right, down []F) { crossFours(m, x, y, right, down, lanes, four) },
	}
}

// widePaths takes eight rows at a time, where there are as many. The columns are the outer
// loop, so that a strip of b stays in the cache; their mask says which of a strip's there are.
func widePaths[F float](width int, tall func(c, a, b *F, cs, as, bs, inner int, mask uint32), few pathKernels[F]) pathKernels[F] {
	return pathKernels[F]{
		minPlus: func(c, a, b mat[F], rows, inner, cols int) {
			if rows < 8 || inner == 0 || cols == 0 {
				few.minPlus(c, a, b, rows, inner, cols)
				return
			}
			inside(c, a, b, rows, inner, cols)
			for j := 0; j < cols; j += width {
				mask := uint32(1<<min(width, cols-j) - 1)
				for i := 0; i < rows; i += 8 {
					i := min(i, rows-8)
					tall(&c.at[i*c.stride+j], &a.at[i*a.stride], &b.at[j], c.stride, a.stride, b.stride, inner, mask)
				}
			}
		},
		minDots: few.minDots,
		cross:   few.cross,
	}
}

// inside panics where a kernel would leave a matrix.
func inside[F float](c, a, b mat[F], rows, inner, cols int) {
	_, _, _ = c.at[(rows-1)*c.stride+cols-1], a.at[(rows-1)*a.stride+inner-1], b.at[(inner-1)*b.stride+cols-1]
}

// dotsFours takes four rows of a at a time; a single one for four that are equal.
func dotsFours[F float](c, a, b mat[F], rows, inner, cols, lanes int, four func(a, b, low *F, stride, inner int)) {
	if rows == 0 || cols == 0 || inner < lanes {
		minDots(c, a, b, rows, inner, cols)
		return
	}
	_, _, _ = c.at[(rows-1)*c.stride+cols-1], a.at[(rows-1)*a.stride+inner-1], b.at[(cols-1)*b.stride+inner-1]
	whole, last := inner&^(lanes-1), inner-lanes
	low := make([]F, 4*lanes) // by row and lane
	step, stride := min(rows, 4), a.stride
	if rows < 4 {
		step, stride = 1, 0
	}
	for i := 0; i < rows; i += step {
		i := min(i, rows-step)
		for j := range cols {
			fillInf(low)
			four(&a.at[i*a.stride], &b.at[j*b.stride], &low[0], stride, whole)
			if whole < inner {
				four(&a.at[i*a.stride+last], &b.at[j*b.stride+last], &low[0], stride, lanes)
			}
			for r := range step {
				c.at[(i+r)*c.stride+j] = lowOf(F(math.Inf(1)), low[r*lanes:][:lanes])
			}
		}
	}
}

// crossFours goes through four rows at a time; a single one is taken for four that are equal.
func crossFours[F float](m mat[F], x, y, right, down []F, lanes int, four func(m, x, y, right, down *F, stride, cols int)) {
	rows, cols := len(x), len(y)
	if rows == 0 || cols < lanes {
		cross(m, x, y, right, down)
		return
	}
	_, _, _ = m.at[(rows-1)*m.stride+cols-1], right[rows-1], down[cols-1]
	whole := cols &^ (lanes - 1)
	low := make([]F, 4*lanes) // the least so far, by row and lane
	strip := func(x []F, at, stride int) {
		fillInf(low)
		four(&m.at[at], &x[0], &y[0], &low[0], &down[0], stride, whole)
		if j := cols - lanes; whole < cols {
			four(&m.at[at+j], &x[0], &y[j], &low[0], &down[j], stride, lanes)
		}
	}
	if rows < 4 {
		for i := range rows {
			strip([]F{x[i], x[i], x[i], x[i]}, i*m.stride, 0)
			right[i] = lowOf(right[i], low[:lanes])
		}
		return
	}
	for i := 0; i < rows; i += 4 {
		i := min(i, rows-4)
		strip(x[i:i+4], i*m.stride, m.stride)
		for r := range 4 {
			right[i+r] = lowOf(right[i+r], low[r*lanes:][:lanes])
		}
	}
}

func lowOf[F float](low F, v []F) F {
	for _, x := range v {
		low = min(low, x)
	}
	return low
}
