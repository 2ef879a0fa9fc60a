package scale

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
)

// number is a float64 that JSON may write as "nan", "inf" or "-inf".
type number float64

func (n *number) UnmarshalJSON(data []byte) error {
	switch string(data) {
	case `"nan"`:
		*n = number(nan)
	case `"inf"`:
		*n = number(inf)
	case `"-inf"`:
		*n = number(-inf)
	default:
		return json.Unmarshal(data, (*float64)(n))
	}
	return nil
}

// normOracle holds what testdata/oracle/norms.py recorded.
type normOracle struct {
	Norms []struct {
		Spec                  string
		Min, Max              float64
		Values, Want, Inverse []number
		Colors, Bins          int
	}
	Fits []struct {
		Spec     string
		Values   []number
		Min, Max float64
	}
	Quantile struct {
		Values, Quantiles, At, Want []float64
	}
}

func readNormOracle(t *testing.T) normOracle {
	t.Helper()
	data, err := os.ReadFile("../testdata/oracle/norms.json")
	if err != nil {
		t.Fatal(err)
	}
	var o normOracle
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// fitted returns the norm of a text for given limits, or for those of boundaries.
func fitted(t *testing.T, text string, lo, hi float64) Norm {
	t.Helper()
	s, err := ParseSpec(text)
	if err != nil {
		t.Fatal(err)
	}
	opt := LimitOptions{Min: At(lo), Max: At(hi)}
	if s.Kind == KindBoundary {
		opt = LimitOptions{}
	}
	f, err := s.Fit(opt, Extent{}, nil)
	if err != nil {
		t.Fatal(text, err)
	}
	return f.Norm
}

// near reports whether a is b to 1e-12, absolute below 1 and relative above. Both
// infinities count as out of range on their side, as matplotlib has it for two slopes.
func near(a, b float64) bool {
	switch {
	case math.IsInf(b, 1):
		return a > 1
	case math.IsInf(b, -1):
		return a < 0
	}
	return same(a, b) || math.Abs(a-b) <= 1e-12*max(1, math.Abs(b))
}

func TestNormsOracle(t *testing.T) {
	compared := 0
	for _, c := range readNormOracle(t).Norms {
		n := fitted(t, c.Spec, c.Min, c.Max)
		for i, v := range c.Values {
			got, want := n.Map(float64(v)), float64(c.Want[i])
			compared++
			if c.Colors > 0 {
				got = colorIndex(got, c.Colors)
				if float64(v) == c.Max && !must(ParseSpec(c.Spec)).Extend.Upper() {
					// matplotlib has it out of range; here the last bin has both its edges.
					want = colorIndex(lastColor(n), c.Colors)
				}
			}
			if !near(got, want) {
				t.Errorf("%s in [%v, %v]: Map(%v) = %v, want %v", c.Spec, c.Min, c.Max, v, got, want)
			}
		}
		for i, want := range c.Inverse {
			got, scale := n.Inverse(float64(i)/20), max(math.Abs(c.Min), math.Abs(c.Max))
			if math.Abs(got-float64(want)) > 1e-12*scale {
				t.Errorf("%s in [%v, %v]: Inverse(%v) = %v, want %v", c.Spec, c.Min, c.Max, float64(i)/20, got, want)
			}
		}
	}
	t.Logf("%d values compared", compared)
}

// colorIndex is what matplotlib's BoundaryNorm returns for a norm with so many colours.
func colorIndex(t float64, colors int) float64 {
	switch {
	case t != t:
		return t
	case t < 0:
		return -1
	case t > 1:
		return float64(colors)
	}
	return math.Floor(t * float64(colors-1))
}

// lastColor is where the last bin inside the edges lies.
func lastColor(n Norm) float64 {
	s, _ := Steps(n)
	return s.At(len(s.Edges()) - 2)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestFitsOracle(t *testing.T) {
	for _, c := range readNormOracle(t).Fits {
		var values []float64
		for _, v := range c.Values {
			values = append(values, float64(v))
		}
		chunks := slices.Values([][]float64{values})
		f, err := must(ParseSpec(c.Spec)).Fit(LimitOptions{}, Measure(chunks), chunks)
		if err != nil {
			t.Error(c.Spec, values, err)
			continue
		}
		if c.Min == c.Max && f.Limits.Widened && f.Limits.Min < c.Min && c.Min < f.Limits.Max {
			continue // one value: matplotlib keeps limits that coincide, and its bar moves them apart
		}
		if lo, hi := f.Norm.Limits(); lo != c.Min || hi != c.Max || lo != f.Limits.Min || hi != f.Limits.Max {
			t.Errorf("%s of %v: limits %v, %v and %+v, want %v, %v", c.Spec, values, lo, hi, f.Limits, c.Min, c.Max)
		}
	}
}

func TestQuantileOracle(t *testing.T) {
	o := readNormOracle(t).Quantile
	chunks := slices.Values([][]float64{o.Values[:300], o.Values[300:]})
	bins := must(must(ParseSpec("quantile=10")).Fit(LimitOptions{}, Measure(chunks), chunks))
	edges := bins.Norm.(Boundary).Edges()
	if !slices.EqualFunc(edges, o.Quantiles, near) {
		t.Errorf("deciles %v, want %v", edges, o.Quantiles)
	}
	smooth := must(must(ParseSpec("quantile")).Fit(LimitOptions{}, Measure(chunks), chunks))
	for i, v := range o.At {
		if got := smooth.Norm.Map(v); !near(got, o.Want[i]) {
			t.Errorf("quantile norm of %v: %v, want %v", v, got, o.Want[i])
		}
	}
}
