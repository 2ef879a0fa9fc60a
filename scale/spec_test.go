package scale

import (
	"encoding/json"
	"errors"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestParseSpec(t *testing.T) {
	for _, c := range []struct {
		text string
		want Spec
		back string // what String returns, if not text
	}{
		{"", Spec{}, "linear"},
		{"auto", Spec{}, "linear"},
		{"linear", Spec{}, ""},
		{"linear=clip", Spec{Clip: true}, ""},
		{"log", Spec{Kind: KindLog}, ""},
		{" LOG = 2 ", Spec{Kind: KindLog, Base: 2}, "log=2"},
		{"symlog=0.1", Spec{Kind: KindSymLog, Linthresh: 0.1}, ""},
		{"symlog=0.1,1,10", Spec{Kind: KindSymLog, Linthresh: 0.1, Linscale: 1, Base: 10}, ""},
		{"symlog:linthresh=0.1,linscale=1,base=10", Spec{Kind: KindSymLog, Linthresh: 0.1, Linscale: 1, Base: 10}, "symlog=0.1,1,10"},
		{"symlog=base=2", Spec{Kind: KindSymLog, Base: 2}, ""},
		{"symlog=0.1,base=2,clip", Spec{Kind: KindSymLog, Linthresh: 0.1, Base: 2, Clip: true}, ""},
		{"asinh=1", Spec{Kind: KindAsinh, Width: 1}, ""},
		{"power=0.5", Spec{Kind: KindPower, Gamma: 0.5}, ""},
		{"two-slope=0", Spec{Kind: KindTwoSlope}, "two-slope"},
		{"two-slope=−1.5", Spec{Kind: KindTwoSlope, Center: -1.5}, "two-slope=-1.5"},
		{"centered=3", Spec{Kind: KindCentered, Center: 3}, ""},
		{"boundary=0,10,100", Spec{Kind: KindBoundary, Boundaries: List(0, 10, 100)}, ""},
		{"boundary=0,10,100,extend=max", Spec{Kind: KindBoundary, Boundaries: List(0, 10, 100), Extend: ExtendMax}, ""},
		{"levels", Spec{Kind: KindLevels}, ""},
		{"levels=7", Spec{Kind: KindLevels, Bins: 7}, ""},
		{"quantile", Spec{Kind: KindQuantile}, ""},
		{"quantile=10,extend=both", Spec{Kind: KindQuantile, Bins: 10, Extend: ExtendBoth}, ""},
		{"equalize", Spec{Kind: KindEqualize}, ""},
	} {
		got, err := ParseSpec(c.text)
		if err != nil || got != c.want {
			t.Errorf("%q: %+v, %v, want %+v", c.text, got, err, c.want)
		}
		back := c.back
		if back == "" {
			back = c.text
		}
		if got.String() != back {
			t.Errorf("%q is written as %q, want %q", c.text, got, back)
		}
		data, err := json.Marshal(got)
		var read Spec
		if err == nil {
			err = json.Unmarshal(data, &read)
		}
		if err != nil || read != got {
			t.Errorf("%q: through JSON %s: %+v, %v", c.text, data, read, err)
		}
	}
}

func TestSpecErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"lgo", `unknown norm "lgo"; did you mean log? (known: linear, log, symlog`},
		{"func", "takes functions in Go"},
		{"log=1", "log norm: base 1 is not above 1"},
		{"log=0", "log norm: base 0 is not above 1"},
		{"log=nan", `"nan" is not a finite number`},
		{"log=1e999", `"1e999" is not a finite number`},
		{"log=10,2", "takes 1 numbers at most; it got 2"},
		{"linear=3", "takes 0 numbers at most"},
		{"symlog=0", "linthresh 0 is not above 0"},
		{"symlog=-1", "linthresh -1 is not above 0"},
		{"symlog:linthres=1", `unknown parameter of the symlog norm "linthres"; did you mean linthresh?`},
		{"symlog:base=2,0.1", `"0.1" after "base" has no name`},
		{"symlog=0.1,linscale=-2", "linscale -2 is not above 0"},
		{"asinh=0", "width 0 is not above 0"},
		{"power=0", "gamma 0 is not above 0"},
		{"power=-1", "gamma -1 is not above 0"},
		{"boundary", "at least 2 boundaries; it got 0"},
		{"boundary=1", "at least 2 boundaries; it got 1"},
		{"boundary=0,2,2", "boundary 3, 2, is not above the one before, 2"},
		{"boundary=0,1,extend=up", `unknown extend "up"`},
		{"boundary=0,1,extend=max,clip", "clip leaves no values"},
		{"levels=1", "number of bins 1 is not from 2 to 1000"},
		{"levels=2.5", "number of bins 2.5"},
		{"quantile=0", "number of bins 0"},
		{"quantile=1e9", "is not from 2 to 1000"},
		{"quantile,extend=max", "unknown norm"},
		{"quantile=extend=max", "has no bins"},
		{"equalize=5", "takes 0 numbers"},
	} {
		_, err := ParseSpec(c.text)
		var limit *LimitError
		if !errors.As(err, &limit) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
	for _, text := range []string{`{"kind":"log","base":0}`, `{"kind":"log","gamma":1}`, `{"kind":"lin"}`, `{"bins":3}`, `{"kind":"log","x":1}`,
		`"log=1"`, `{"kind":"levels","bins":0}`, `{"kind":"boundary","boundaries":[1,null]}`, `3`, `{"kind":"func"}`} {
		var s Spec
		if err := json.Unmarshal([]byte(text), &s); err == nil {
			t.Errorf("%s is read as %+v", text, s)
		}
	}
	f := Spec{Kind: KindFunc, Func: &Transform{math.Cbrt, math.Cbrt}}
	if _, err := json.Marshal(f); err == nil || !strings.Contains(err.Error(), "functions in Go, which cannot be written") {
		t.Errorf("a func norm as JSON: %v", err)
	}
	for _, s := range []Spec{{Base: 2}, {Bins: 3}, {Boundaries: List(1, 2)}, {Func: f.Func}, {Kind: KindFunc}, {Kind: 99}, {Kind: KindLog, Base: nan},
		{Kind: KindTwoSlope, Center: inf}, {Kind: KindBoundary, Boundaries: List(0, inf)}, {Kind: KindLevels, Extend: 9}} {
		if s.Validate() == nil {
			t.Errorf("%+v is valid", s)
		}
	}
}

func chunksOf(values ...float64) (Extent, iter.Seq[[]float64]) {
	chunks := slices.Values([][]float64{values[:len(values)/2], values[len(values)/2:]})
	return Measure(chunks), chunks
}

func TestFitSpec(t *testing.T) {
	for _, c := range []struct {
		text    string
		opt     LimitOptions
		values  []float64
		lo, hi  float64
		ignored int
	}{
		{"log", LimitOptions{}, []float64{-1, 0, 0.5, nan, 80}, 0.5, 80, 2},
		{"log", LimitOptions{Max: At(100)}, []float64{1, 2}, 1, 100, 0},
		{"log", LimitOptions{}, []float64{nan, nan}, 1, 10, 0},
		{"log", LimitOptions{Max: At(5)}, nil, 0.5, 5, 0},
		{"log", LimitOptions{Min: At(3)}, nil, 3, 30, 0},
		{"log", LimitOptions{}, []float64{7, 7, -1}, 6.3, 7.7, 1},
		{"log", LimitOptions{}, []float64{5e-324}, 5e-324, 0.1, 0},
		{"linear", LimitOptions{Center: At(0)}, []float64{1, 2}, 1, 2, 0},
		{"two-slope=0", LimitOptions{}, []float64{2, 3}, -3, 3, 0},
		{"two-slope=0", LimitOptions{}, []float64{2, 2}, -2, 2, 0},
		{"centered=0", LimitOptions{}, []float64{-1, 3}, -3, 3, 0},
		{"centered=0", LimitOptions{Max: At(2)}, []float64{-1, 3}, -2, 2, 0},
		{"centered=0", LimitOptions{Min: At(-2)}, []float64{-1, 3}, -2, 2, 0},
		{"centered=1", LimitOptions{Min: At(-1), Max: At(3)}, []float64{-1, 3}, -1, 3, 0},
		{"boundary=0,5,9", LimitOptions{}, []float64{-100, 3}, 0, 9, 0},
		{"levels=5", LimitOptions{}, []float64{0.3, 9.2}, 0, 10, 0},
		{"levels=5", LimitOptions{Min: At(0.3)}, []float64{0.3, 9.2}, 0.3, 10, 0},
		{"quantile", LimitOptions{}, []float64{1, 2, 9}, 1, 9, 0},
		{"quantile=2", LimitOptions{Max: At(5)}, []float64{1, 2, 9}, 1, 5, 0},
		{"equalize", LimitOptions{Min: At(0)}, []float64{1, 2, 9}, 0, 9, 0},
		{"symlog", LimitOptions{}, []float64{-40, 1000}, -40, 1000, 0},
	} {
		e, chunks := chunksOf(c.values...)
		f, err := must(ParseSpec(c.text)).Fit(c.opt, e, chunks)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		lo, hi := f.Norm.Limits()
		if math.Abs(lo-c.lo) > 1e-15 || math.Abs(hi-c.hi) > 1e-15 || lo != f.Limits.Min || hi != f.Limits.Max || f.Ignored != c.ignored {
			t.Errorf("%s of %v: %v to %v, %d ignored, %+v", c.text, c.values, lo, hi, f.Ignored, f.Limits)
		}
	}
}

func TestFitErrors(t *testing.T) {
	values := make([]float64, 400)
	for i := range values {
		values[i] = nan
		if i < 12 {
			values[i] = -float64(i)
		}
	}
	for _, c := range []struct {
		text string
		opt  LimitOptions
		want string
	}{
		{"log", LimitOptions{}, "heat: colour: log norm needs positive values; 12 of 400 cells are ≤ 0 (use symlog, or mask them)"},
		{"log", LimitOptions{Min: At(0)}, "vmin 0 is not (use symlog, or leave out vmin)"},
		{"log", LimitOptions{Center: At(1)}, "center 1 is for the linear norm, and the norm is log (leave out center, or the norm)"},
		{"two-slope", LimitOptions{Center: At(1)}, "(write it as part of the norm: two-slope=1)"},
		{"two-slope=3", LimitOptions{Min: At(-20), Max: At(-1)}, "two-slope norm: centre 3 is not between the limits -20 and -1"},
		{"two-slope=-30", LimitOptions{Min: At(-20)}, "centre -30 is not between"},
		{"centered=0", LimitOptions{Min: At(-1), Max: At(3)}, "not at equal distances from 0"},
		{"centered=0", LimitOptions{Min: At(1), Max: At(3)}, "not at equal distances from 0"},
		{"boundary=0,1", LimitOptions{Min: At(0)}, "leave out vmin"},
		{"boundary=0,1", LimitOptions{Robust: true}, "leave out robust"},
		{"linear", LimitOptions{Min: At(2), Max: At(1)}, "vmin 2 is not below vmax 1"},
	} {
		e, chunks := chunksOf(values...)
		_, err := must(ParseSpec(c.text)).Fit(c.opt, e, chunks)
		var limit *LimitError
		if !errors.As(err, &limit) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
	e, chunks := chunksOf(1, 2)
	falling := Spec{Kind: KindFunc, Func: &Transform{func(v float64) float64 { return -v }, func(v float64) float64 { return -v }}}
	if _, err := falling.Fit(LimitOptions{}, e, chunks); err == nil || !strings.Contains(err.Error(), "must increase") {
		t.Errorf("a falling function: %v", err)
	}
}

func TestRobustLogTakesPercentilesOfPositiveValues(t *testing.T) {
	values := []float64{-5, 0, nan}
	for i := range 101 {
		values = append(values, float64(i+1))
	}
	e, chunks := chunksOf(values...)
	f := must(Spec{Kind: KindLog}.Fit(LimitOptions{Robust: true}, e, chunks))
	if lo, hi := f.Norm.Limits(); lo != 3 || hi != 99 || f.Ignored != 2 {
		t.Errorf("limits %v and %v, %d ignored", lo, hi, f.Ignored)
	}
}

func TestFuncIgnoresWhatForwardCannotTake(t *testing.T) {
	e, chunks := chunksOf(-4, 1, 9, nan)
	s := Spec{Kind: KindFunc, Func: &Transform{math.Sqrt, func(t float64) float64 { return t * t }}}
	f := must(s.Fit(LimitOptions{}, e, chunks))
	if lo, hi := f.Norm.Limits(); lo != 1 || hi != 9 || f.Ignored != 1 || f.Norm.Map(4) != 0.5 || !same(f.Norm.Map(-4), nan) {
		t.Errorf("%+v: 4 at %v, −4 at %v", f, f.Norm.Map(4), f.Norm.Map(-4))
	}
}

func TestEqualizeRanksDistinctValues(t *testing.T) {
	e, chunks := chunksOf(7, 1, 1, 1, 2, 1e9, 2, nan)
	f := must(Spec{Kind: KindEqualize}.Fit(LimitOptions{}, e, chunks))
	for r, v := range []float64{1, 2, 7, 1e9} {
		if got := f.Norm.Map(v); got != float64(r)/3 {
			t.Errorf("%v lies at %v", v, got)
		}
	}
}

func TestEqualizeOfManyValuesIsNear(t *testing.T) {
	const n = 1 << 20 // distinct values, twice as many as are ranked exactly
	values := make([]float64, n)
	for i := range values {
		values[(i*1234577)%n] = math.Exp(float64(i) / n * 20)
	}
	e, chunks := chunksOf(values...)
	f := must(Spec{Kind: KindEqualize}.Fit(LimitOptions{}, e, chunks))
	if !f.Sampled {
		t.Error("not sampled")
	}
	worst := 0.0
	for i := 0; i < n; i += 97 {
		worst = max(worst, math.Abs(f.Norm.Map(math.Exp(float64(i)/n*20))-float64(i)/(n-1)))
	}
	if worst > 3.0/1000 { // three standard deviations
		t.Errorf("off by %v", worst)
	}
}

func TestQuantileBinsMergeWhereOneValueFillsThem(t *testing.T) {
	e, chunks := chunksOf(0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4)
	f := must(Spec{Kind: KindQuantile, Bins: 5}.Fit(LimitOptions{}, e, chunks))
	edges := f.Norm.(Boundary).Edges()
	if !slices.Equal(edges, []float64{0, 2, 4}) && !slices.Equal(edges, []float64{0, 1, 4}) || f.Merged != 5-(len(edges)-1) {
		t.Errorf("edges %v, %d merged", edges, f.Merged)
	}
}

// TestRankedIsSorting has so little room to sort that every branch is taken.
func TestRankedIsSorting(t *testing.T) {
	values := []float64{0, 0, 0, 0, 0, 0, 0, 0, 1e300, -1e300, nan, inf}
	for i := range 500 {
		values = append(values, 1+float64(i*i%509)*0x1p-40, float64(i))
	}
	_, chunks := chunksOf(values...)
	sorted := slices.Sorted(slices.Values(slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return v-v != 0 })))
	for _, most := range []int{1, 3, 40, 1 << 20} {
		ranks := []int{0, 1, 5, 9, 10, 300, 301, 302, 600, 900, len(sorted) - 1}
		got := ranked(chunks, ranks, most)
		for i, r := range ranks {
			if got[i] != sorted[r] {
				t.Errorf("rank %d with room for %d: %v, want %v", r, most, got[i], sorted[r])
			}
		}
	}
}

func TestLevelsAreRoundAndFew(t *testing.T) {
	for _, c := range []struct {
		opt    LimitOptions
		lo, hi float64
		n      int
		want   []float64
	}{
		{LimitOptions{}, 0.3, 9.2, 5, []float64{0, 2, 4, 6, 8, 10}},
		{LimitOptions{}, 0.3, 9.2, 4, []float64{0, 2.5, 5, 7.5, 10}},
		{LimitOptions{}, -1, 1, 2, []float64{-1, 0, 1}},
		{LimitOptions{}, -1.1, 0.9, 2, []float64{-2, 0, 2}},
		{LimitOptions{}, 4.9, 5.1, 2, []float64{4.9, 5, 5.1}},
		{LimitOptions{Min: At(0.3), Max: At(9.2)}, 0.3, 9.2, 5, []float64{0.3, 2, 4, 6, 8, 9.2}},
		{LimitOptions{}, -math.MaxFloat64, math.MaxFloat64, 3, []float64{-math.MaxFloat64, 0, math.MaxFloat64}},
	} {
		got := levels(Limits{Min: c.lo, Max: c.hi}, c.opt, c.n)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v to %v in %d: %v, want %v", c.lo, c.hi, c.n, got, c.want)
		}
	}
}
