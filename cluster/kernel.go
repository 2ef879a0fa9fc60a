package cluster

// float is the type that distances are stored in.
type float interface{ float32 | float64 }

// panel is how many rows lie interleaved: their values of one column are neighbours, so
// that a vector register holds one column of eight rows. A sum over the columns is then
// made in each lane in the order of the columns, as a plain loop makes it, and portable
// code gets the same bits without imitating the shape of a register.
const panel = 8

// A tile is the sums of 8 × 8 pairs of rows of two panels.
type tile [panel * panel]float64

// A tileKernel adds the columns of panels a and b, equally long, to the sums.
type tileKernel func(out *tile, a, b []float64)

// tileKernels are the sums that metrics are made of. NaN marks a missing value in those
// that say so; neq and max leave missing values out by the rules of comparison.
type tileKernels struct {
	sq, sqMissing   tileKernel // Σ(x−y)²
	abs, absMissing tileKernel // Σ|x−y|
	max             tileKernel // max|x−y|
	neq             tileKernel // the number of columns where x−y is not 0
}

// vectorKernels are the loops over rows of the matrix of distances. All slices of a call
// are equally long. None of them adds more than two numbers in a row, so that every order
// of evaluation gives the same bits.
type vectorKernels[F float] struct {
	// least returns the first index of the least row[i]+pen[i], and that sum.
	least func(row, pen []F) (int, F)
	// lerp sets dst[i] = a[i] + w·(b[i]−a[i]), which is a[i] exactly where both are equal.
	lerp func(dst, a, b []F, w F)
	// larger sets dst[i] to the larger of both.
	larger func(dst, a, b []F)
	// ward sets dst[i] = ((s+size[i])·a[i] + (t+size[i])·b[i] − size[i]·ab) / (s+t+size[i]),
	// for parts of s and t members at the squared distance ab.
	ward func(dst, a, b, size []F, s, t, ab F)
}

// mat is a rectangle inside of a larger matrix.
type mat[F float] struct {
	at     []F
	stride int
}

// kernels is what this processor runs; tests exchange it for the portable set.
var (
	tiles     = portableTiles
	vectors32 = portableVectors[float32]()
	vectors64 = portableVectors[float64]()
)

// vectorsOf returns the set for a type.
func vectorsOf[F float]() *vectorKernels[F] {
	var v any
	switch any(F(0)).(type) {
	case float32:
		v = &vectors32
	default:
		v = &vectors64
	}
	return v.(*vectorKernels[F])
}
