package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestKernelSameBytes: the assembly, where there is one, gives the bits of the portable
// code, for every length and size of numbers.
func TestKernelSameBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for n := 4; n <= 64; n += 4 {
		stride := n + 4*rng.IntN(3)
		x, y := make([]float64, 2*stride), make([]float64, 4*stride)
		for range 50 {
			for _, v := range [][]float64{x, y} {
				for i := range v {
					v[i] = math.Ldexp(rng.NormFloat64(), rng.IntN(80)-40)
					if rng.IntN(20) == 0 {
						v[i] = math.SmallestNonzeroFloat64 * float64(rng.IntN(3))
					}
				}
			}
			var got, want [8]float64
			dots(&got, x, y, n, stride)
			dotsPortable(&want, x, y, n, stride)
			for i := range want {
				if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
					t.Fatalf("%d rows, product %d: %v, want %v", n, i, got[i], want[i])
				}
			}
		}
	}
	// The order of additions, by numbers that show it.
	x, y := []float64{1e16, 1, -1e16, 1, 0, 1, 0, 1}, make([]float64, 8)
	for i := range y {
		y[i] = 1
	}
	if got, want := dotLanes(x, y), (1e16+0.0)+2+(-1e16+2.0); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func BenchmarkKernel(b *testing.B) {
	x, y := make([]float64, 2*tileRows), make([]float64, 4*tileRows)
	var out [8]float64
	b.Run("here", func(b *testing.B) {
		for b.Loop() {
			dots(&out, x, y, tileRows, tileRows)
		}
	})
	b.Run("portable", func(b *testing.B) {
		for b.Loop() {
			dotsPortable(&out, x, y, tileRows, tileRows)
		}
	})
}
