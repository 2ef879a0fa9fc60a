package scale

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// BenchmarkMap maps a million values with each norm, through the interface.
func BenchmarkMap(b *testing.B) {
	values := million()
	chunks := slices.Values([][]float64{values})
	extent := Measure(chunks)
	for _, text := range []string{"linear", "log", "symlog=1", "asinh=1", "power=0.5", "power=0.3", "two-slope=3", "levels=10", "quantile", "equalize"} {
		b.Run(text, func(b *testing.B) {
			n := must(must(ParseSpec(text)).Fit(LimitOptions{}, extent, chunks)).Norm
			out := make([]float64, len(values))
			b.ReportAllocs()
			for b.Loop() {
				for i, v := range values {
					out[i] = n.Map(v)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(values)), "ns/value")
		})
	}
}

// BenchmarkFitSpec fits norms to a million values.
func BenchmarkFitSpec(b *testing.B) {
	values := million()
	chunks := slices.Values([][]float64{values})
	extent := Measure(chunks)
	for _, text := range []string{"linear", "log", "quantile", "quantile=10", "equalize"} {
		b.Run(text, func(b *testing.B) {
			s := must(ParseSpec(text))
			b.ReportAllocs()
			for b.Loop() {
				must(s.Fit(LimitOptions{}, extent, chunks))
			}
		})
	}
}

func million() []float64 {
	rng := rand.New(rand.NewPCG(9, 10))
	values := make([]float64, 1e6)
	for i := range values {
		values[i] = math.Exp(3 * rng.NormFloat64())
	}
	return values
}
