package scale

import (
	"math"
	"slices"
	"testing"
)

func TestPrefixesAndPowers(t *testing.T) {
	for _, c := range []struct {
		format string
		v      float64
		want   string
	}{
		{".3s", 1234, "1.23k"},
		{".3s", 42e6, "42.0M"},
		{".2s", 0.0042, "4.2m"},
		{".1s", 123, "100"},
		{".3s", 0, "0.00"},
		{".3s", -1500, "−1.50k"},
		{".3s", 999.95, "1.00k"},
		{"~s", 4e-6, "4µ"},
		{"#~s", 4e-6, "4 µ"},
		{"{:#.3s}Hz", 2.4e9, "2.40 GHz"},
		{"#~s", 5, "5"},
		{"~s", 1500, "1.5k"},
		{"~s", 1, "1"},
		{"~s", 0, "0"},
		{".2s", 1e30, "1000000Y"},
		{".2s", 1e-30, "0.0000010y"},
		{".3s", 1.5e18, "1.50E"},
		{"~s", 2e18, "2E"},
		{"+.2s", 1e3, "+1.0k"},
		{"08.2s", 1e-6, "00001.0µ"},
		{"{:.3s}g", 1234, "1.23kg"},
		{"$.2s", 42e6, "$42M"},
		{"s", 1234.5, "1234.5"},
		{"%s", 0.1, "0.1"},
		{".3s", math.Inf(-1), "−∞"},
		{"p", 1000, "10^{3}"},
		{"p", 2.5e-7, "2.5×10^{−7}"},
		{"p", -1e-3, "−10^{−3}"},
		{"p", 0, "0"},
		{"p", 1, "1"},
		{"p", 7, "7"},
		{".2p", 12345, "1.2×10^{4}"},
		{".3~p", 2e9, "2×10^{9}"},
		{"p", math.NaN(), "NaN"},
	} {
		f, err := ParseFormat(c.format)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := f.Format(c.v); got != c.want {
			t.Errorf("%s of %v: %q, want %q", c.format, c.v, got, c.want)
		}
		if back, err := ParseFormat(f.String()); err != nil || back != f {
			t.Errorf("%s is written as %s and read as %+v, %v", c.format, f, back, err)
		}
	}
	for _, text := range []string{"%.3s", ",p", ".2d"} {
		if f, err := ParseFormat(text); err == nil {
			t.Errorf("%s is read as %+v", text, f)
		}
	}
}

func TestNormTickFormat(t *testing.T) {
	for _, c := range []struct {
		text   string
		lo, hi float64
		want   []string
	}{
		{"linear", 0, 1, []string{"0.0", "0.5", "1.0"}},
		{"log", 1, 1000, []string{"1", "10", "100", "1000"}},
		{"log", 1e-3, 10, []string{"0.001", "0.01", "0.1", "1", "10"}},
		{"log", 1e3, 1e6, []string{"10^{3}", "10^{4}", "10^{5}", "10^{6}"}},
		{"symlog=1e5", -1e6, 1e6, []string{"−10^{6}", "−10^{5}", "0", "10^{5}", "10^{6}"}},
	} {
		n := fitted(t, c.text, c.lo, c.hi)
		bins := 9
		if c.text == "linear" {
			bins = 3
		}
		ticks, _ := NormTicks(n, bins)
		f := NormTickFormat(n, ticks)
		var got []string
		for _, v := range ticks {
			got = append(got, f.Format(v))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %v to %v: %q, want %q", c.text, c.lo, c.hi, got, c.want)
		}
	}
}
