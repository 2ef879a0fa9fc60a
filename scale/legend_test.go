package scale

import (
	"math"
	"slices"
	"testing"
)

func TestPositionAndValueAtAreInverse(t *testing.T) {
	for name, n := range everyNorm(t) {
		lo, hi := n.Limits()
		for _, s := range []Spacing{SpacingUniform, SpacingProportional} {
			last := -1.0
			for i := range 101 {
				f := float64(i) / 100
				v := ValueAt(n, f, s)
				at := Position(n, v, s)
				if !(v >= lo && v <= hi) || !(at >= 0 && at <= 1) || at < last-1e-14 {
					t.Fatalf("%s %v: value %v stands at %v, and came from %v", name, s, v, at, f)
				}
				last = at
				if room := math.Abs(Position(n, math.Nextafter(v, hi), s) - Position(n, math.Nextafter(v, lo), s)); math.Abs(at-f) > 1e-12+64*room {
					if p, ok := n.(Power); !ok || p.gamma >= 0.5 && p.gamma <= 10 {
						t.Fatalf("%s %v: value %v stands at %v, and came from %v", name, s, v, at, f)
					}
				}
			}
			if Position(n, lo, s) != 0 || Position(n, hi, s) != 1 {
				t.Errorf("%s %v: limits stand at %v and %v", name, s, Position(n, lo, s), Position(n, hi, s))
			}
		}
	}
}

func TestPositionOfBoundaries(t *testing.T) {
	n := fitted(t, "boundary=0,10,100", 0, 0)
	for _, c := range []struct {
		v, uniform, proportional float64
	}{{0, 0, 0}, {10, 0.5, 0.1}, {5, 0.25, 0.05}, {55, 0.75, 0.55}, {100, 1, 1}} {
		if u, p := Position(n, c.v, SpacingUniform), Position(n, c.v, SpacingProportional); u != c.uniform || p != c.proportional {
			t.Errorf("%v stands at %v, and %v in proportion", c.v, u, p)
		}
	}
	b, _ := Steps(n)
	for _, c := range []struct {
		f                     float64
		uniform, proportional int
	}{{0, 0, 0}, {0.05, 0, 0}, {0.1, 0, 1}, {0.5, 1, 1}, {1, 1, 1}} {
		if u, p := BinAt(b, c.f, SpacingUniform), BinAt(b, c.f, SpacingProportional); u != c.uniform || p != c.proportional {
			t.Errorf("bin at %v: %v, and %v in proportion", c.f, u, p)
		}
	}
	if at := Position(Clip{Linear{0, 2}}, 3, SpacingUniform); at != 1.5 {
		t.Errorf("a clipped norm has 3 at %v of its legend", at)
	}
}

func TestPositionOfCenteredIsLinear(t *testing.T) {
	n := Centered{Min: -1, Max: 4, Center: 0}
	for v := -1.0; v <= 4; v += 0.37 {
		if got, want := Position(n, v, SpacingUniform), (Linear{-1, 4}).Map(v); got != want {
			t.Errorf("%v stands at %v, want %v", v, got, want)
		}
	}
}

func TestNormTicks(t *testing.T) {
	for _, c := range []struct {
		text         string
		lo, hi       float64
		bins         int
		major, minor []float64
	}{
		{"linear", 0, 1, 4, []float64{0, 0.25, 0.5, 0.75, 1}, nil},
		{"log", 1, 1000, 9, []float64{1, 10, 100, 1000}, nil},
		{"log", 1, 30, 9, []float64{1, 10}, []float64{2, 3, 4, 5, 6, 7, 8, 9, 20, 30}},
		{"log", 2, 60, 9, []float64{2, 5, 10, 20, 50}, []float64{3, 4, 6, 7, 8, 9, 30, 40, 60}},
		{"log", 20, 31, 5, []float64{20, 22.5, 25, 27.5, 30}, nil},
		{"log", 1e-300, 1e300, 5, []float64{1e-300, 1e-179, 1e-58, 1e63, 1e184}, nil},
		{"log=2", 1, 16, 9, []float64{1, 2, 4, 8, 16}, []float64{}},
		{"symlog=1", -100, 1000, 9, []float64{-100, -10, -1, 0, 1, 10, 100, 1000}, nil},
		{"symlog=10", -5, 5, 4, []float64{-5, -2.5, 0, 2.5, 5}, nil},
		{"asinh=1", -100, 1000, 9, []float64{-100, -10, -1, 0, 1, 10, 100, 1000}, nil},
		{"power=0.5", 0, 10, 5, []float64{0, 2, 4, 6, 8, 10}, nil},
		{"two-slope=0", -1, 100, 4, []float64{-1, -0.5, 0, 50, 100}, nil},
		{"two-slope=3.3", 0, 10, 4, []float64{0, 2, 3.3, 5, 10}, nil},
		{"boundary=-3,0,1,5", 0, 0, 9, []float64{-3, 0, 1, 5}, nil},
		{"boundary=-3,0,1,5", 0, 0, 1, []float64{0, 5}, []float64{-3, 1}},
	} {
		major, minor := NormTicks(fitted(t, c.text, c.lo, c.hi), c.bins)
		if !slices.Equal(major, c.major) || c.minor != nil && !slices.Equal(minor, c.minor) {
			t.Errorf("%s %v to %v in %d: %v with %v, want %v with %v", c.text, c.lo, c.hi, c.bins, major, minor, c.major, c.minor)
		}
	}
}

func TestTicksOfAllNormsAreInOrderInsideAndFew(t *testing.T) {
	for name, n := range everyNorm(t) {
		lo, hi := n.Limits()
		for _, bins := range []int{1, 2, 5, 9, 30} {
			major, minor := NormTicks(Clip{n}, bins)
			for _, ticks := range [][]float64{major, minor} {
				for i, v := range ticks {
					if !(v >= lo-1e-9*(hi/2-lo/2) && v <= hi+1e-9*(hi/2-lo/2)) || i > 0 && !(v > ticks[i-1]) {
						t.Errorf("%s in %d: %v", name, bins, ticks)
						break
					}
				}
			}
			for _, v := range minor {
				if slices.Contains(major, v) {
					t.Errorf("%s in %d: %v is both major and minor", name, bins, v)
				}
			}
			if len(major) > 2*bins+3 || bins > 1 && len(major) < 2 {
				t.Errorf("%s in %d: %d ticks %v", name, bins, len(major), major)
			}
		}
	}
}

func TestTicksOfEqualizeAreTrue(t *testing.T) {
	var values []float64
	for i := range 1000 {
		values = append(values, math.Exp(float64(i)/100))
	}
	e, chunks := chunksOf(values...)
	n := must(Spec{Kind: KindEqualize}.Fit(LimitOptions{}, e, chunks)).Norm
	major, _ := NormTicks(n, 5)
	want := []float64{1, 7, 50, 400, 3000, 20000} // near e^0, e^2, … e^10
	for i, v := range major {
		if math.Abs(n.Map(v)-float64(i)/5) > 1.0/30 || roundDigits(v, 2) != v && i > 0 && i < 5 {
			t.Errorf("tick %v at %v", v, n.Map(v))
		}
	}
	if len(major) != len(want) {
		t.Errorf("ticks %v", major)
	}
}

func TestCategoryTicks(t *testing.T) {
	for _, c := range []struct {
		n, most int
		want    []int
	}{{0, 5, nil}, {3, 5, []int{0, 1, 2}}, {5, 5, []int{0, 1, 2, 3, 4}}, {6, 5, []int{0, 2, 4}}, {7, 2, []int{0, 4}}, {4, 0, []int{0}}} {
		if got := CategoryTicks(c.n, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%d categories with room for %d: %v, want %v", c.n, c.most, got, c.want)
		}
	}
	if at := CategoryPosition(1, 4); at != 0.375 {
		t.Errorf("the second of four stands at %v", at)
	}
}
