package scale

import (
	"math"
	"testing"
)

var inf, nan = math.Inf(1), math.NaN()

func same(a, b float64) bool { return a == b || a != a && b != b }

func TestLinearAtTheEdges(t *testing.T) {
	const huge, tiny = math.MaxFloat64, math.SmallestNonzeroFloat64
	for _, c := range []struct {
		min, max, v, want float64
	}{
		{0, 10, 5, 0.5},
		{0, 10, -10, -1},
		{0, 10, 20, 2},
		{10, 0, 2.5, 0.75}, // turned round
		{0, 1, nan, nan},
		{0, 1, inf, inf},
		{0, 1, -inf, -inf},
		{-huge, huge, 0, 0.5},
		{-huge, huge, huge, 1},
		{-huge, huge, -huge, 0},
		{-1e308, 1e308, 0.5e308, 0.75},
		{-1e308, 0, 1.7e308, 2.7}, // the numerator alone overflows
		{0, 2 * tiny, tiny, 0.5},
		{tiny, 3 * tiny, 3 * tiny, 1},
		{4, 4, 4, 0},
		{4, 4, 3, -inf},
		{4, 4, 5, inf},
		{4, 4, nan, nan},
	} {
		if got := (Linear{c.min, c.max}).Map(c.v); !same(got, c.want) && math.Abs(got-c.want) > 1e-15 {
			t.Errorf("Linear{%v, %v}.Map(%v) = %v, want %v", c.min, c.max, c.v, got, c.want)
		}
	}
}

func TestCenteredAtTheEdges(t *testing.T) {
	const huge, tiny = math.MaxFloat64, math.SmallestNonzeroFloat64
	for _, c := range []struct {
		min, max, center, v, want float64
	}{
		{-1, 3, 0, 0, 0.5},
		{-1, 3, 0, 3, 1},
		{-1, 3, 0, -1, 0.5 - 1.0/6},
		{-1, 3, 0, -3, 0}, // a colour that no value inside the limits has
		{0, 10, -10, 0, 0.75},
		{0, 10, 20, 10, 0.25},
		{-huge, huge, 0, huge, 1},
		{-huge, huge, huge, -huge, 0},
		{-huge, huge, -huge, huge, 1},
		{-huge, huge, -huge, 0, 0.75},
		{-tiny, 2 * tiny, 0, tiny, 0.75},
		{1, 1, 1, 1, 0.5},
		{1, 1, 1, 2, inf},
		{1, 1, 0, 1, 1},
		{0, 1, 0, nan, nan},
		{0, 1, 0, -inf, -inf},
	} {
		n := Centered{c.min, c.max, c.center}
		if got := n.Map(c.v); !same(got, c.want) && math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%+v.Map(%v) = %v, want %v", n, c.v, got, c.want)
		}
		if lo, hi := n.Limits(); lo != c.min || hi != c.max {
			t.Errorf("%+v.Limits() = %v, %v", n, lo, hi)
		}
	}
}

func TestCenteredHasOneSlope(t *testing.T) {
	n := Centered{Min: -2, Max: 7, Center: 1}
	for _, d := range []float64{0.1, 0.7, 2.5} {
		up, down := n.Map(1+d)-0.5, 0.5-n.Map(1-d)
		if math.Abs(up-down) > 1e-15 {
			t.Errorf("%v above the centre moves by %v, below by %v", d, up, down)
		}
	}
}

func TestCenteredInTheMiddleIsLinear(t *testing.T) {
	linear, centered := Linear{-3, 5}, Centered{-3, 5, 1}
	for v := -5.0; v < 8; v += 0.37 {
		if a, b := linear.Map(v), centered.Map(v); math.Abs(a-b) > 1e-15 {
			t.Errorf("at %v: linear %v, centered %v", v, a, b)
		}
	}
}

func TestNormsAreMonotone(t *testing.T) {
	for _, n := range []Norm{Linear{-3, 5}, Linear{-1e308, 1e308}, Centered{-3, 5, 2}, Centered{0, 1, 4}} {
		lo, hi := n.Limits()
		last := math.Inf(-1)
		for i := range 1001 {
			f := float64(i) / 1000
			v := lo*(1-f) + hi*f
			if got := n.Map(v); got < last || got < -1e-15 || got > 1+1e-15 {
				t.Errorf("%+v.Map(%v) = %v after %v", n, v, got, last)
			} else {
				last = got
			}
		}
	}
}
