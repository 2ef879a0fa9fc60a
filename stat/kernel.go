package stat

// dots computes the dot products of two columns at x with four at y: out[4a+b] is that
// of x's column a with y's column b. Columns lie stride values apart; n is a multiple
// of 4 and the number of rows.
//
// The order of additions is part of the definition, so that every machine returns the
// same bits: row k goes to lane k mod 4, lanes are added as (0+1)+(2+3), and products
// are rounded before they are added, which rules out fused instructions.
func dotsPortable(out *[8]float64, x, y []float64, n, stride int) {
	for a := range 2 {
		for b := range 4 {
			out[4*a+b] = dotLanes(x[a*stride:][:n], y[b*stride:][:n])
		}
	}
}

// dotLanes is one of the products that dots computes.
func dotLanes(x, y []float64) float64 {
	y = y[:len(x)]
	var s0, s1, s2, s3 float64
	for k := 0; k+4 <= len(x); k += 4 {
		s0 += float64(x[k] * y[k])
		s1 += float64(x[k+1] * y[k+1])
		s2 += float64(x[k+2] * y[k+2])
		s3 += float64(x[k+3] * y[k+3])
	}
	return (s0 + s1) + (s2 + s3)
}
