package cluster

import "math"

var portableTiles = tileKernels{
	sq: func(out *tile, a, b []float64) {
		eachFour(out, a, b, func(s, d float64) float64 { return s + float64(d*d) })
	},
	sqMissing: func(out *tile, a, b []float64) {
		eachFour(out, a, b, func(s, d float64) float64 {
			if d != d {
				return s + 0
			}
			return s + float64(d*d)
		})
	},
	abs: func(out *tile, a, b []float64) {
		eachFour(out, a, b, func(s, d float64) float64 { return s + math.Abs(d) })
	},
	absMissing: func(out *tile, a, b []float64) {
		eachFour(out, a, b, func(s, d float64) float64 {
			if d != d {
				return s + 0
			}
			return s + math.Abs(d)
		})
	},
	max: func(out *tile, a, b []float64) {
		eachFour(out, a, b, func(s, d float64) float64 {
			if d = math.Abs(d); d > s {
				return d
			}
			return s
		})
	},
	neq: func(out *tile, a, b []float64) {
		eachFour(out, a, b, func(s, d float64) float64 {
			if d < 0 || d > 0 {
				return s + 1
			}
			return s + 0
		})
	},
}

// eachFour folds the differences of the columns into the sums, four pairs of rows at a time so
// that their chains of additions overlap.
func eachFour(out *tile, a, b []float64, fold func(s, d float64) float64) {
	b = b[:len(a)]
	for i := range panel {
		for j := 0; j < panel; j += 4 {
			o := i*panel + j
			s0, s1, s2, s3 := out[o], out[o+1], out[o+2], out[o+3]
			for c := 0; c+panel <= len(a); c += panel {
				x, y := a[c+i], b[c+j:c+j+4]
				s0, s1 = fold(s0, x-y[0]), fold(s1, x-y[1])
				s2, s3 = fold(s2, x-y[2]), fold(s3, x-y[3])
			}
			out[o], out[o+1], out[o+2], out[o+3] = s0, s1, s2, s3
		}
	}
}

func portableVectors[F float]() vectorKernels[F] {
	return vectorKernels[F]{
		least: least[F], lerp: lerp[F], larger: larger[F], ward: wardRow[F],
	}
}

func least[F float](row, pen []F) (int, F) {
	at, low := 0, F(math.Inf(1))
	pen = pen[:len(row)]
	for i, d := range row {
		if d += pen[i]; d < low {
			at, low = i, d
		}
	}
	return at, low
}

func lerp[F float](dst, a, b []F, w F) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + F(w*(b[i]-a[i]))
	}
}

func larger[F float](dst, a, b []F) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = max(a[i], b[i])
	}
}

func wardRow[F float](dst, a, b, size []F, s, t, ab F) {
	a, b, size = a[:len(dst)], b[:len(dst)], size[:len(dst)]
	for i := range dst {
		z := size[i]
		sum := F((s+z)*a[i]) + F((t+z)*b[i])
		dst[i] = (sum - F(z*ab)) / (s + t + z)
	}
}

func minPlus[F float](c, a, b mat[F], rows, inner, cols int) {
	for i := range rows {
		to := c.at[i*c.stride:][:cols]
		for k := range inner {
			from := b.at[k*b.stride:][:len(to)]
			x := a.at[i*a.stride+k]
			for j := range to {
				if d := x + from[j]; d < to[j] {
					to[j] = d
				}
			}
		}
	}
}
