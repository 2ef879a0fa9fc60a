package scale_test

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed01309057/heat/scale"
)

func ExampleFit() {
	values := []float64{12, math.NaN(), 48, 30, math.Inf(1)}
	chunks := slices.Values([][]float64{values})

	extent := scale.Measure(chunks)
	limits, err := scale.Fit(scale.LimitOptions{Max: scale.At(60)}, extent, chunks)
	fmt.Println(limits.Min, limits.Max, err)
	fmt.Println(extent.Finite(), "finite,", extent.Missing, "missing,", extent.Infinite, "infinite")
	fmt.Println(limits.Norm().Map(30))
	// Output:
	// 12 60 <nil>
	// 3 finite, 1 missing, 1 infinite
	// 0.375
}

func ExampleCentered() {
	norm := scale.Centered{Min: -1, Max: 4, Center: 0}
	fmt.Println(norm.Map(-1), norm.Map(0), norm.Map(1), norm.Map(4))
	fmt.Println(norm.Limits())
	// Output:
	// 0.375 0.5 0.625 1
	// -1 4
}

func ExampleTicks() {
	ticks := scale.Ticks(-0.34, 1, 5)
	format := scale.TickFormat(ticks)
	for _, tick := range ticks {
		fmt.Println(format.Format(tick))
	}
	// Output:
	// 0.0
	// 0.5
	// 1.0
}

func ExampleParseFormat() {
	for _, text := range []string{".2f", "${:,.0f}", "%.1f%%"} {
		f, err := scale.ParseFormat(text)
		fmt.Println(f.Format(-1234.567), err)
	}
	_, err := scale.ParseFormat(".2x")
	fmt.Println(err)
	// Output:
	// −1234.57 <nil>
	// $−1,235 <nil>
	// −1234.6% <nil>
	// heat: number format: ".2x", column 3: 'x' is no type of number; the types are f F e E g G % d n s (for example .2f or ,.0f or '{:.1f} °C')
}

func ExampleAutoFormat() {
	correlations := []float64{1, -0.11756978, 0.87175378}
	f := scale.AutoFormat(correlations)
	for _, v := range correlations {
		fmt.Println(f.Format(v))
	}
	// Output:
	// 1.00
	// −0.12
	// 0.87
}
