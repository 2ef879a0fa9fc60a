package cluster

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSameBytesOfPathKernels compares every set of this machine with the portable code.
func TestSameBytesOfPathKernels(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	small, large := vectorPaths()
	for name, k := range small {
		comparePaths(t, name, k, rng)
	}
	for name, k := range large {
		comparePaths(t, name, k, rng)
	}
}

func comparePaths[F float](t *testing.T, name string, k pathKernels[F], rng *rand.Rand) {
	t.Helper()
	const stride, most = 150, 40
	random := func(n int) []F {
		v := make([]F, n)
		for i := range v {
			v[i] = F(rng.Float64())
			if rng.IntN(9) == 0 {
				v[i] = F(rng.IntN(3)) / 2 // ties
			}
		}
		return v
	}
	for range 400 {
		rows, inner, cols := rng.IntN(most), rng.IntN(most), rng.IntN(stride)
		if rng.IntN(3) == 0 {
			rows = rng.IntN(5)
		}
		a, b := mat[F]{random(most * stride), stride}, mat[F]{random(most * stride), stride}
		want := mat[F]{random(most * stride), stride}
		for i := range want.at {
			if rng.IntN(2) == 0 {
				want.at[i] = F(math.Inf(1))
			}
		}
		got := mat[F]{slices.Clone(want.at), stride}
		minPlus(want, a, b, rows, inner, cols)
		k.minPlus(got, a, b, rows, inner, cols)
		if !slices.Equal(want.at, got.at) {
			t.Fatalf("%s: the product of %d × %d and %d × %d differs from that of the portable code", name, rows, inner, inner, cols)
		}
		if inner > 0 {
			long := mat[F]{b.at, stride}
			minDots(want, a, long, rows, cols+1, inner)
			k.minDots(got, a, long, rows, cols+1, inner)
			if !slices.Equal(want.at, got.at) {
				t.Fatalf("%s: the product of %d × %d and %d × %d turned differs from that of the portable code", name, rows, cols+1, inner, cols+1)
			}
		}
		x, y, right, down := random(rows), random(cols), random(rows), random(cols)
		wantRight, wantDown := slices.Clone(right), slices.Clone(down)
		k.cross(b, x, y, right, down)
		cross(b, x, y, wantRight, wantDown)
		if !slices.Equal(right, wantRight) || !slices.Equal(down, wantDown) {
			t.Fatalf("%s: the products of vectors with %d × %d differ from those of the portable code", name, rows, cols)
		}
	}
}

// BenchmarkMinPlus has the strides of 5,000 rows.
func BenchmarkMinPlus(b *testing.B) {
	const n = 512
	x, y, z := newSquare[float32](5000, 0), newSquare[float32](5000, 0), newSquare[float32](5000, 0)
	b.ReportAllocs()
	for b.Loop() {
		paths32.minPlus(mat[float32]{z.at, z.stride}, mat[float32]{x.at, x.stride}, mat[float32]{y.at, y.stride}, n, n, n)
	}
	b.ReportMetric(float64(b.N)*n*n*n/b.Elapsed().Seconds()/1e9, "Gsteps/s")
}
