//go:build !amd64

package stat

func dots(out *[8]float64, x, y []float64, n, stride int) { dotsPortable(out, x, y, n, stride) }
