package cluster

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSameBytesOfKernels compares every kernel of this machine with the portable code, bit for bit.
func TestSameBytesOfKernels(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for name, set := range vectorTiles() {
		for _, cols := range []int{0, 1, 2, 7, 64, 131} {
			a, b := make([]float64, panel*cols), make([]float64, panel*cols)
			for _, missing := range []bool{false, true} {
				for i := range a {
					a[i], b[i] = rng.NormFloat64(), rng.NormFloat64()
					switch {
					case i%11 == 0:
						b[i] = a[i]
					case i%13 == 0:
						a[i], b[i] = math.Copysign(0, -1), 5e-324
					case missing && i%5 == 0:
						a[i] = math.NaN()
					case missing && i%7 == 0:
						b[i] = math.NaN()
					}
				}
				want, got := kernelList(portableTiles), kernelList(set)
				for k := range want {
					if missing && (k == 0 || k == 2) {
						continue // for complete rows
					}
					var x, y tile
					x[3], y[3] = 0.5, 0.5 // sums go on from what is there
					want[k](&x, a, b)
					got[k](&y, a, b)
					for i := range x {
						if math.Float64bits(x[i]) != math.Float64bits(y[i]) {
							t.Fatalf("%s, kernel %d, %d columns, pair %d: %v, portable %v", name, k, cols, i, y[i], x[i])
						}
					}
				}
			}
		}
	}
	compareVectors(t, vectors32, rng)
	compareVectors(t, vectors64, rng)
}

func kernelList(k tileKernels) []tileKernel {
	return []tileKernel{k.sq, k.sqMissing, k.abs, k.absMissing, k.max, k.neq}
}

func compareVectors[F float](t *testing.T, k vectorKernels[F], rng *rand.Rand) {
	t.Helper()
	p := portableVectors[F]()
	random := func(n int) []F {
		v := make([]F, n)
		for i := range v {
			v[i] = F(rng.IntN(50)) * F(rng.Float64())
			if rng.IntN(3) == 0 {
				v[i] = F(rng.IntN(4))
			}
		}
		return v
	}
	equal := func(what string, n int, x, y []F) {
		t.Helper()
		for i := range x {
			if x[i] != y[i] {
				t.Fatalf("%s of %d: value %d is %v, portable %v", what, n, i, x[i], y[i])
			}
		}
	}
	inf := F(math.Inf(1))
	for n := range 130 {
		a, b, size, pen := random(n), random(n), random(n), make([]F, n)
		for i := range pen {
			if rng.IntN(3) == 0 || n%9 == 8 {
				pen[i] = inf
			}
		}
		i, x := k.least(a, pen)
		j, y := p.least(a, pen)
		if x != y || i != j && !(x == inf) {
			t.Fatalf("least of %d: %v at %d, portable %v at %d", n, x, i, y, j)
		}
		w := F(rng.Float64())
		got, want := make([]F, n), make([]F, n)
		k.lerp(got, a, b, w)
		p.lerp(want, a, b, w)
		equal("lerp", n, got, want)
		k.larger(got, a, b)
		p.larger(want, a, b)
		equal("larger", n, got, want)
		k.ward(got, a, b, size, 2, 3, w)
		p.ward(want, a, b, size, 2, 3, w)
		equal("ward", n, got, want)
	}
}

func BenchmarkTile(b *testing.B) {
	x := make([]float64, panel*64)
	var out tile
	b.ReportAllocs()
	for b.Loop() {
		tiles.sq(&out, x, x)
	}
}
