package resample

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

var nan, inf = math.NaN(), math.Inf(1)

// grid is a Source of values in memory. It converts into buf half of the time, as a
// source of another type would.
type grid struct {
	rows, cols int
	v          []float64
	converts   bool
}

func (g *grid) Dims() (int, int) { return g.rows, g.cols }

func (g *grid) Rows(i0, i1 int, buf []float64) []float64 {
	view := g.v[i0*g.cols : i1*g.cols]
	if !g.converts {
		return view
	}
	return append(buf[:0], view...)
}

func (g *grid) transpose() *grid {
	t := &grid{rows: g.cols, cols: g.rows, v: make([]float64, len(g.v))}
	for i := range g.rows {
		for j := range g.cols {
			t.v[j*t.cols+i] = g.v[i*g.cols+j]
		}
	}
	return t
}

func random(rng *rand.Rand, rows, cols int) *grid {
	g := &grid{rows: rows, cols: cols, v: make([]float64, rows*cols), converts: rng.IntN(2) == 0}
	for i := range g.v {
		g.v[i] = rng.NormFloat64() + 3
	}
	return g
}

// spoil makes some of the values missing or infinite.
func (g *grid) spoil(rng *rand.Rand) *grid {
	for i := range g.v {
		switch rng.IntN(8) {
		case 0:
			g.v[i] = nan
		case 1:
			g.v[i] = math.Inf(1 - 2*rng.IntN(2))
		}
	}
	return g
}

// mean collects a picture, and checks that each row comes once.
func mean(t testing.TB, g Source, w, h, workers int) []float64 {
	t.Helper()
	out := make([]float64, w*h)
	seen := make([]int, h)
	var mu sync.Mutex
	Mean(g, w, h, workers, func(y int, row []float64) {
		mu.Lock()
		defer mu.Unlock()
		seen[y]++
		if len(row) != w {
			t.Errorf("row %d has %d values, want %d", y, len(row), w)
		}
		copy(out[y*w:], row)
	})
	for y, n := range seen {
		if n != 1 {
			t.Errorf("row %d of %d was emitted %d times", y, h, n)
		}
	}
	return out
}

// naive is Mean as it is defined, a pixel at a time.
func naive(g *grid, w, h int) []float64 {
	out := make([]float64, 0, w*h)
	for y := range h {
		for x := range w {
			var sum, total, infinite float64
			overlaps(g.rows, h, y, func(i int, wy float64) {
				overlaps(g.cols, w, x, func(j int, wx float64) {
					v := g.v[i*g.cols+j]
					switch {
					case math.IsInf(v, 0):
						infinite += v
					case v == v:
						sum += wx * wy * v
						total += wx * wy
					}
				})
			})
			switch {
			case total > 0:
				out = append(out, sum/total)
			case infinite != 0:
				out = append(out, infinite)
			default:
				out = append(out, nan)
			}
		}
	}
	return out
}

// overlaps calls do for each cell under pixel p.
func overlaps(n, pixels, p int, do func(c int, weight float64)) {
	scale := float64(n) / float64(pixels)
	if n <= pixels {
		do(min(n-1, int(math.Ceil((float64(p)+0.5)*scale-1e-9))-1), 1)
		return
	}
	for c := range n {
		lo, hi := math.Max(float64(c), float64(p)*scale), math.Min(float64(c+1), float64(p+1)*scale)
		if hi-lo > 1e-9 {
			do(c, hi-lo)
		}
	}
}

func close(a, b, tolerance float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= tolerance*math.Max(1, math.Abs(b))
}

func compare(t *testing.T, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d values, want %d", len(got), len(want))
	}
	for i := range got {
		if !close(got[i], want[i], tolerance) {
			t.Fatalf("value %d is %v, want %v", i, got[i], want[i])
		}
	}
}

func TestMeanAgreesWithItsDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		rows, cols := 1+rng.IntN(40), 1+rng.IntN(40)
		w, h := 1+rng.IntN(40), 1+rng.IntN(40)
		g := random(rng, rows, cols)
		if rng.IntN(2) == 0 {
			g.spoil(rng)
		}
		t.Run(fmt.Sprintf("%dx%d to %dx%d", rows, cols, h, w), func(t *testing.T) {
			compare(t, mean(t, g, w, h, 3), naive(g, w, h), 1e-12)
		})
	}
}

func TestMeanOfMeansIsTheMeanOfAll(t *testing.T) {
	g := random(rand.New(rand.NewPCG(3, 4)), 60, 84)
	parts := &grid{rows: 12, cols: 7, v: mean(t, g, 7, 12, 2)}
	compare(t, mean(t, parts, 1, 1, 1), mean(t, g, 1, 1, 1), 1e-14)
}

func TestConstantStaysExactlyConstant(t *testing.T) {
	for _, v := range []float64{0.1, -1e308, 5e-324, math.MaxFloat64, 1.0 / 3} {
		g := &grid{rows: 37, cols: 41, v: slices.Repeat([]float64{v}, 37*41)}
		for _, size := range [][2]int{{7, 5}, {41, 37}, {60, 50}, {13, 90}, {1, 1}} {
			for i, got := range mean(t, g, size[0], size[1], 2) {
				if got != v {
					t.Fatalf("%v to %v: pixel %d is %v", v, size, i, got)
				}
			}
		}
	}
}

func TestTransposeOfTheGridIsTransposeOfThePicture(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		g := random(rng, 1+rng.IntN(50), 1+rng.IntN(50)).spoil(rng)
		w, h := 1+rng.IntN(60), 1+rng.IntN(60)
		picture := &grid{rows: h, cols: w, v: mean(t, g, w, h, 1)}
		compare(t, mean(t, g.transpose(), h, w, 1), picture.transpose().v, 1e-12)
	}
}

func TestWorkersDoNotChangeABit(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	g := random(rng, 301, 217).spoil(rng)
	for _, size := range [][2]int{{50, 40}, {217, 301}, {300, 20}, {400, 700}} {
		one, seven := mean(t, g, size[0], size[1], 1), mean(t, g, size[0], size[1], 7)
		for i := range one {
			if math.Float64bits(one[i]) != math.Float64bits(seven[i]) {
				t.Fatalf("%v: value %d is %v with one worker, %v with seven", size, i, one[i], seven[i])
			}
		}
	}
}

func TestMissingAndInfinite(t *testing.T) {
	for _, test := range []struct {
		name string
		v    []float64
		want float64
	}{
		{"missing cells are left out", []float64{1, nan, nan, 3}, 2},
		{"nothing but missing", []float64{nan, nan}, nan},
		{"an infinite cell does not poison the pixel", []float64{1, inf, 3}, 2},
		{"nor do two of both signs", []float64{inf, 5, -inf}, 5},
		{"only infinite", []float64{inf, nan, inf}, inf},
		{"only negatively infinite", []float64{-inf, -inf}, -inf},
		{"infinite both ways", []float64{inf, -inf}, nan},
		{"large values do not overflow", []float64{1.6e308, 1.2e308}, 1.4e308},
		{"nor of both signs", []float64{1.6e308, -1.6e308, 1.5e308}, 0.5e308},
		{"the largest of all", []float64{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64, math.MaxFloat64}, math.MaxFloat64 / 2},
		{"denormal", []float64{5e-324, 15e-324}, 10e-324},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, g := range []*grid{{rows: 1, cols: len(test.v), v: test.v}, {rows: len(test.v), cols: 1, v: test.v}} {
				if got := mean(t, g, 1, 1, 1)[0]; !close(got, test.want, 1e-12) && math.Abs(got/test.want-1) > 1e-12 {
					t.Errorf("%v: %v, want %v", test.v, got, test.want)
				}
			}
		})
	}
}

func TestCellsAreRepeatedAsARasterSnapsThem(t *testing.T) {
	for n := 1; n < 30; n++ {
		g := &grid{rows: 1, cols: n, v: make([]float64, n)}
		for j := range g.v {
			g.v[j] = float64(j)
		}
		for w := n; w < 70; w++ {
			row := mean(t, g, w, 1, 1)
			for j := range n {
				from := int(math.Floor(float64(j*w)/float64(n) + 0.5 + 1e-9))
				to := int(math.Floor(float64((j+1)*w)/float64(n) + 0.5 + 1e-9))
				for x := from; x < to; x++ {
					if row[x] != float64(j) {
						t.Fatalf("%d cells on %d pixels: pixel %d shows cell %v, want %d", n, w, x, row[x], j)
					}
				}
			}
		}
	}
}

func TestDegenerateShapes(t *testing.T) {
	one := &grid{rows: 1, cols: 1, v: []float64{7}}
	compare(t, mean(t, one, 2, 3, 4), []float64{7, 7, 7, 7, 7, 7}, 0)
	compare(t, mean(t, &grid{}, 2, 1, 1), []float64{nan, nan}, 0)
	compare(t, mean(t, &grid{rows: 3}, 1, 2, 1), []float64{nan, nan}, 0)
	for _, size := range [][2]int{{0, 3}, {3, 0}, {-1, -1}} {
		Mean(one, size[0], size[1], 1, func(y int, _ []float64) { t.Errorf("%v: row %d", size, y) })
	}
}

func BenchmarkMean(b *testing.B) {
	for _, size := range []struct{ rows, cols, w, h int }{
		{4000, 4000, 800, 640}, {4000, 4000, 811, 633}, {4000, 4000, 3000, 3000}, {1000, 1000, 1000, 1000}, {100, 100, 1000, 800},
	} {
		g := random(rand.New(rand.NewPCG(1, 1)), size.rows, size.cols)
		g.converts = false
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%dx%d to %dx%d by %d", size.rows, size.cols, size.w, size.h, workers), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(8 * size.rows * size.cols))
				for b.Loop() {
					Mean(g, size.w, size.h, workers, func(int, []float64) {})
				}
			})
		}
	}
}
