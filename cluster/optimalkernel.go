package cluster

// pathKernels are the products of the solver of optimal orders.
type pathKernels[F float] struct {
	// minPlus sets c[i][j] = min over k of a[i][k] + b[k][j], or leaves what is there if
	// that is less. c has rows × cols values, a has rows × inner.
	minPlus func(c, a, b mat[F], rows, inner, cols int)

	// minDots sets c[i][j] to the least a[i][k] + b[j][k].
	minDots func(c, a, b mat[F], rows, inner, cols int)

	// cross goes through a matrix once to multiply it from both sides: it sets down[j] to
	// the least x[i] + m[i][j], and right[i] to the least y[j] + m[i][j], or leaves what is
	// there if that is less. x and right are as long as there are rows, y and down as
	// columns.
	cross func(m mat[F], x, y, right, down []F)
}

// paths32 and paths64 are what this processor runs.
var (
	paths32 = portablePaths[float32]()
	paths64 = portablePaths[float64]()
)

func pathKernelsOf[F float]() *pathKernels[F] {
	var v any
	switch any(F(0)).(type) {
	case float32:
		v = &paths32
	default:
		v = &paths64
	}
	return v.(*pathKernels[F])
}

func portablePaths[F float]() pathKernels[F] {
	return pathKernels[F]{minPlus: minPlus[F], minDots: minDots[F], cross: cross[F]}
}

func minDots[F float](c, a, b mat[F], rows, inner, cols int) {
	for i := range rows {
		to := c.at[i*c.stride:][:cols]
		from := a.at[i*a.stride:][:inner]
		for j := range to {
			_, to[j] = least(b.at[j*b.stride:][:inner], from)
		}
	}
}

func cross[F float](m mat[F], x, y, right, down []F) {
	y = y[:len(down)]
	for i, xi := range x {
		low := right[i]
		for j, d := range m.at[i*m.stride:][:len(down)] {
			if z := xi + d; z < down[j] {
				down[j] = z
			}
			if z := y[j] + d; z < low {
				low = z
			}
		}
		right[i] = low
	}
}
