package scale_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/seed01309057/heat/scale"
)

func ExampleSpec_Fit() {
	values := []float64{0, 1, 30, 1000, math.NaN()}
	chunks := slices.Values([][]float64{values})
	spec, _ := scale.ParseSpec("log")
	fit, err := spec.Fit(scale.LimitOptions{}, scale.Measure(chunks), chunks)
	fmt.Println(fit.Limits.Min, fit.Limits.Max, fit.Ignored, "ignored", err)
	fmt.Printf("%.3f %.3f\n", fit.Norm.Map(30), fit.Norm.Inverse(0.5))
	// Output:
	// 1 1000 1 ignored <nil>
	// 0.492 31.623
}

func ExampleSpec_Fit_center() {
	chunks := slices.Values([][]float64{{-1, 4}})
	extent := scale.Measure(chunks)
	center, _ := scale.Spec{}.Fit(scale.LimitOptions{Center: scale.At(0)}, extent, chunks)
	centered, _ := scale.Spec{Kind: scale.KindCentered}.Fit(scale.LimitOptions{}, extent, chunks)
	twoSlope, _ := scale.Spec{Kind: scale.KindTwoSlope}.Fit(scale.LimitOptions{}, extent, chunks)
	for _, fit := range []scale.Fitted{center, centered, twoSlope} {
		fmt.Println(fit.Limits.Min, fit.Limits.Max, fit.Norm.Map(-1), fit.Norm.Map(0), fit.Norm.Map(4))
	}
	// Output:
	// -1 4 0.375 0.5 1
	// -4 4 0.375 0.5 1
	// -1 4 0 0.5 1
}

func ExampleParseSpec() {
	spec, _ := scale.ParseSpec("symlog:linthresh=0.1,base=2")
	data, _ := json.Marshal(spec)
	fmt.Println(spec, string(data))
	_, err := scale.ParseSpec("symlgo")
	fmt.Println(err)
	// Output:
	// symlog=0.1,base=2 {"kind":"symlog","base":2,"linthresh":0.1}
	// heat: colour: unknown norm "symlgo"; did you mean symlog? (known: linear, log, symlog, asinh, power, two-slope, centered, boundary, levels, quantile, equalize)
}

func ExampleNormTicks() {
	norm, _ := scale.NewLog(1, 30, 10)
	major, minor := scale.NormTicks(norm, 9)
	fmt.Println(major, minor)
	// Output: [1 10] [2 3 4 5 6 7 8 9 20 30]
}

func ExamplePosition() {
	norm, _ := scale.NewBoundary([]float64{0, 10, 100}, scale.ExtendNeither)
	fmt.Println(norm.Map(5), norm.Map(10), norm.Map(100))
	fmt.Println(scale.Position(norm, 10, scale.SpacingUniform), scale.Position(norm, 10, scale.SpacingProportional))
	// Output:
	// 0 1 1
	// 0.5 0.1
}

func ExampleNewLookup() {
	norm, _ := scale.NewLog(1, 1000, 10)
	index := func(t float64) int { return max(0, min(int(t*3), 2)) }
	lookup := scale.NewLookup(norm, index)
	fmt.Println(lookup.Index(5), lookup.Index(20), lookup.Index(500))
	// Output: 0 1 2
}

func ExampleFunc() {
	square := &scale.Transform{Forward: math.Sqrt, Inverse: func(t float64) float64 { return t * t }}
	norm, err := scale.NewFunc(0, 100, square)
	fmt.Println(norm.Map(25), norm.Inverse(0.5), err)
	// Output: 0.5 25 <nil>
}

func ExampleScaledFormat() {
	ticks := scale.Ticks(100000001, 100000004, 3)
	s := scale.ScaledFormat(ticks, 100000001, 100000004)
	for _, v := range ticks {
		fmt.Print(s.Format(v), " ")
	}
	fmt.Println(s.Note())
	// Output: 1 2 3 4 +10^{8}
}

func ExampleTimeTicks() {
	from := time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)
	ticks, format := scale.TimeTicks(from, from.AddDate(0, 6, 0), 6, time.UTC)
	for _, t := range ticks {
		fmt.Print(format.Format(t), " ")
	}
	fmt.Println(format)
	// Output: 2024-02 2024-03 2024-04 2024-05 2024-06 2024-07 %Y-%m
}
