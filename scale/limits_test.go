package scale

import (
	"encoding/json"
	"errors"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
)

func chunk(values ...float64) iter.Seq[[]float64] { return slices.Values([][]float64{values}) }

func fit(opt LimitOptions, values ...float64) (Limits, error) {
	return Fit(opt, Measure(chunk(values...)), chunk(values...))
}

func TestFit(t *testing.T) {
	sparse := append(make([]float64, 999), 7)
	hundred := make([]float64, 101)
	for i := range hundred {
		hundred[i] = float64(i)
	}
	for name, c := range map[string]struct {
		opt    LimitOptions
		values []float64
		want   Limits
	}{
		"the data's range":               {LimitOptions{}, []float64{3, nan, -1, 2}, Limits{Min: -1, Max: 3}},
		"infinities do not count":        {LimitOptions{}, []float64{3, inf, -1, -inf}, Limits{Min: -1, Max: 3}},
		"given limits stay":              {LimitOptions{Min: At(1), Max: At(2)}, []float64{0, 9}, Limits{Min: 1, Max: 2}},
		"one given limit":                {LimitOptions{Max: At(2)}, []float64{0, 9}, Limits{Min: 0, Max: 2}},
		"a centre leaves limits alone":   {LimitOptions{Center: At(50)}, []float64{0, 9}, Limits{Min: 0, Max: 9, Center: At(50)}},
		"robust":                         {LimitOptions{Robust: true}, hundred, Limits{Min: 2, Max: 98}},
		"robust, one given":              {LimitOptions{Robust: true, Min: At(-5)}, hundred, Limits{Min: -5, Max: 98}},
		"robust without a range":         {LimitOptions{Robust: true}, sparse, Limits{Min: 0, Max: 7, Unrobust: true}},
		"nothing":                        {LimitOptions{}, nil, Limits{Min: 0, Max: 1, Empty: true}},
		"all missing":                    {LimitOptions{Robust: true}, []float64{nan, inf}, Limits{Min: 0, Max: 1, Empty: true}},
		"all missing, vmin given":        {LimitOptions{Min: At(5)}, []float64{nan}, Limits{Min: 5, Max: 6, Empty: true}},
		"all missing, vmax given":        {LimitOptions{Max: At(5)}, []float64{nan}, Limits{Min: 4, Max: 5, Empty: true}},
		"constant":                       {LimitOptions{}, []float64{40, 40}, Limits{Min: 36, Max: 44, Widened: true}},
		"constant zero":                  {LimitOptions{}, []float64{0}, Limits{Min: -0.1, Max: 0.1, Widened: true}},
		"constant denormal":              {LimitOptions{}, []float64{5e-324}, Limits{Min: -0.1, Max: 0.1, Widened: true}},
		"constant at the largest":        {LimitOptions{}, []float64{math.MaxFloat64}, Limits{Min: math.MaxFloat64 * 0.9, Max: math.MaxFloat64, Widened: true}},
		"constant beside a centre":       {LimitOptions{Center: At(0)}, []float64{4}, Limits{Min: 0, Max: 4, Center: At(0), Widened: true}},
		"constant at the centre":         {LimitOptions{Center: At(40)}, []float64{40}, Limits{Min: 36, Max: 44, Center: At(40), Widened: true}},
		"constant at a given limit":      {LimitOptions{Min: At(40)}, []float64{40}, Limits{Min: 40, Max: 44, Widened: true}},
		"the same below a centre":        {LimitOptions{Min: At(40), Center: At(30)}, []float64{40}, Limits{Min: 40, Max: 44, Center: At(30), Widened: true}},
		"robust beyond the given limit":  {LimitOptions{Robust: true, Min: At(99)}, hundred, Limits{Min: 99, Max: 108.9, Widened: true}},
		"both given, beyond all data":    {LimitOptions{Min: At(100), Max: At(200)}, []float64{1}, Limits{Min: 100, Max: 200}},
		"the largest and smallest value": {LimitOptions{}, []float64{-math.MaxFloat64, math.MaxFloat64}, Limits{Min: -math.MaxFloat64, Max: math.MaxFloat64}},
	} {
		got, err := fit(c.opt, c.values...)
		if err != nil || math.Abs(got.Max-c.want.Max) > 1e-9 && got.Max != c.want.Max {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, c.want)
			continue
		}
		got.Min, got.Max = math.Round(got.Min*1e6), math.Round(got.Max*1e6)
		c.want.Min, c.want.Max = math.Round(c.want.Min*1e6), math.Round(c.want.Max*1e6)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestFitRefuses(t *testing.T) {
	for want, c := range map[string]struct {
		opt    LimitOptions
		values []float64
	}{
		"vmin 5 is not below vmax 3 (swap them, or leave one out to take it from the data)":              {LimitOptions{Min: At(5), Max: At(3)}, nil},
		"vmin 3 is not below vmax 3 (swap them":                                                          {LimitOptions{Min: At(3), Max: At(3)}, nil},
		"vmin 90 is above every value: the data run from 1 to 60 (give a smaller vmin, or vmax as well)": {LimitOptions{Min: At(90)}, []float64{1, 60}},
		"vmax 0.5 is below every value: the data run from 1 to 60 (give a larger vmax, or vmin as well)": {LimitOptions{Max: At(0.5)}, []float64{1, 60}},
		"vmax NaN is not a finite number":                                                                {LimitOptions{Max: At(nan)}, nil},
		"center +Inf is not a finite number":                                                             {LimitOptions{Center: At(inf)}, nil},
	} {
		_, err := fit(c.opt, c.values...)
		var typed *LimitError
		if !errors.As(err, &typed) || !strings.HasPrefix(err.Error(), "heat: colour: "+want) {
			t.Errorf("%+v: %v", c.opt, err)
		}
	}
}

func TestConstantDataGetTheMiddleColour(t *testing.T) {
	for _, v := range []float64{0, 1, -40, 1e300} {
		l, err := fit(LimitOptions{}, v, v)
		if err != nil || math.Abs(l.Norm().Map(v)-0.5) > 1e-12 {
			t.Errorf("%v: %+v, %v", v, l, err)
		}
	}
}

func TestNormOfLimits(t *testing.T) {
	if n := (Limits{Min: 1, Max: 2}).Norm(); n != (Linear{1, 2}) {
		t.Errorf("%#v", n)
	}
	if n := (Limits{Min: 1, Max: 2, Center: At(0)}).Norm(); n != (Centered{1, 2, 0}) {
		t.Errorf("%#v", n)
	}
}

func randomValues(n int) []float64 {
	rng := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, n)
	for i := range values {
		switch rng.IntN(12) {
		case 0:
			values[i] = nan
		case 1:
			values[i] = inf
		default:
			values[i] = math.Round(rng.NormFloat64() * 100)
		}
	}
	return values
}

func TestMergedExtentsEqualTheWhole(t *testing.T) {
	values := randomValues(500)
	whole := Measure(chunk(values...))
	for cut := 0; cut <= len(values); cut += 7 {
		parts := Measure(chunk(values[:cut]...))
		parts.Merge(Measure(chunk(values[cut:]...)))
		if parts != whole {
			t.Fatalf("cut at %d: %+v, want %+v", cut, parts, whole)
		}
	}
	if v := values[whole.MinAt]; v != whole.Min || slices.Index(values, v) != whole.MinAt {
		t.Errorf("the smallest is not first at %d", whole.MinAt)
	}
	if v := values[whole.MaxAt]; v != whole.Max || slices.Index(values, v) != whole.MaxAt {
		t.Errorf("the largest is not first at %d", whole.MaxAt)
	}
}

func TestOrderStatisticsEqualSorting(t *testing.T) {
	values := append(randomValues(2000), 5e-324, -5e-324, math.MaxFloat64, -math.MaxFloat64, 0, math.Copysign(0, -1))
	var finite []float64
	for _, v := range values {
		if v-v == 0 {
			finite = append(finite, v)
		}
	}
	sort.Float64s(finite)
	ranks := []int{0, 1, 2, len(finite) / 2, len(finite) - 2, len(finite) - 1}
	for i, got := range orderStatistics(slices.Chunk(values, 77), ranks) {
		if want := finite[ranks[i]]; got != want {
			t.Errorf("rank %d: %v, want %v", ranks[i], got, want)
		}
	}
}

func TestBoundInJSON(t *testing.T) {
	type pair struct {
		A Bound
		B Bound `json:",omitzero"`
	}
	for _, c := range []struct {
		v    pair
		text string
	}{
		{pair{A: At(0), B: At(-2.5)}, `{"A":0,"B":-2.5}`},
		{pair{}, `{"A":null}`},
	} {
		text, err := json.Marshal(c.v)
		if err != nil || string(text) != c.text {
			t.Errorf("%+v: %s, %v", c.v, text, err)
		}
		back := pair{A: At(9), B: At(9)}
		if err := json.Unmarshal([]byte(`{"A":null,"B":null}`), &back); err != nil || back != (pair{}) {
			t.Errorf("null: %+v, %v", back, err)
		}
		if err := json.Unmarshal(text, &back); err != nil || back != c.v {
			t.Errorf("%s: %+v, %v", text, back, err)
		}
	}
	if _, err := json.Marshal(At(nan)); err == nil {
		t.Error("NaN was written")
	}
	if err := json.Unmarshal([]byte(`"x"`), new(Bound)); err == nil {
		t.Error("text was read")
	}
}

func BenchmarkRobust(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	values := make([]float64, 16<<20)
	for i := range values {
		values[i] = rng.NormFloat64()
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := fit(LimitOptions{Robust: true}, values...); err != nil {
			b.Fatal(err)
		}
	}
}
