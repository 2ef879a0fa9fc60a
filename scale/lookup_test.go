package scale

import (
	"math"
	"slices"
	"testing"
)

// paint is how a colour map of so many entries is read.
func paint(colors int) func(float64) int {
	return func(t float64) int {
		switch {
		case t != t:
			return -1
		case t >= 1:
			return colors - 1
		}
		return max(0, min(int(t*float64(colors)), colors-1))
	}
}

func TestLookupIsIndexOfMap(t *testing.T) {
	for name, n := range everyNorm(t) {
		for _, colors := range []int{1, 7, 256} {
			index := paint(colors)
			l := NewLookup(n, index)
			lo, hi := n.Limits()
			values := append(inside(n, 200), nan, inf, -inf, math.Copysign(0, -1), lo*2, hi*2, lo-1, hi+1)
			for _, k := range l.starts {
				values = append(values, fromKey(k), fromKey(k-1), fromKey(k+1))
			}
			wrong := 0
			for _, v := range values {
				if got, want := l.Index(v), index(n.Map(v)); got != want {
					// Right at a start, Map itself may go to and fro by a rounding error.
					if math.Abs(n.Map(v)*float64(colors)-float64(max(got, want))) > 1e-13*float64(colors) {
						t.Fatalf("%s with %d colours: %v has %d, want %d", name, colors, v, got, want)
					}
					wrong++
				}
			}
			if wrong > len(values)/50 {
				t.Errorf("%s with %d colours: %d of %d differ", name, colors, wrong, len(values))
			}
		}
	}
}

// BenchmarkLookup colours a million values with 256 colours.
func BenchmarkLookup(b *testing.B) {
	values := million()
	chunks := slices.Values([][]float64{values})
	extent := Measure(chunks)
	for _, text := range []string{"linear", "log", "power=0.3", "equalize"} {
		n := must(must(ParseSpec(text)).Fit(LimitOptions{}, extent, chunks)).Norm
		out := make([]uint16, len(values))
		index := paint(256)
		b.Run(text+"/map", func(b *testing.B) {
			for b.Loop() {
				for i, v := range values {
					out[i] = uint16(index(n.Map(v)))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(values)), "ns/value")
		})
		b.Run(text+"/lookup", func(b *testing.B) {
			l := NewLookup(n, index)
			for b.Loop() {
				for i, v := range values {
					out[i] = uint16(l.Index(v))
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(values)), "ns/value")
		})
		b.Run(text+"/make", func(b *testing.B) {
			for b.Loop() {
				NewLookup(n, index)
			}
		})
	}
}
