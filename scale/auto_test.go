package scale

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func texts(f Format, values []float64) string {
	var all []string
	for _, v := range values {
		all = append(all, f.Format(v))
	}
	return strings.Join(all, " ")
}

func TestAutoFormat(t *testing.T) {
	for name, c := range map[string]struct {
		values []float64
		want   string
	}{
		"integers":                  {[]float64{1, 20, -300, nan}, "1 20 −300 NaN"},
		"large integers":            {[]float64{1234567, 3}, "1234567 3"},
		"integers beyond reading":   {[]float64{1.5e12, 3e9}, "1.5e+12 3e+09"},
		"correlations":              {[]float64{1, -0.117569, 0.871754, -0.001}, "1.00 −0.12 0.87 0.00"},
		"no more than there are":    {[]float64{0.5, 1.5, 2}, "0.5 1.5 2.0"},
		"tens":                      {[]float64{12.345, 67.891}, "12.3 67.9"},
		"hundreds":                  {[]float64{123.45, 678.91}, "123 679"},
		"close together":            {[]float64{100.51, 101.22, 101.74}, "100.5 101.2 101.7"},
		"closer":                    {[]float64{100.0012, 100.0034}, "100.0012 100.0034"},
		"small":                     {[]float64{0.00123, 0.0456}, "0.0012 0.0456"},
		"tiny":                      {[]float64{1.23e-7, 4.56e-6}, "1.2e−07 4.6e−06"},
		"huge":                      {[]float64{1.23456e7, 4.5e8 + 0.5}, "1.2e+07 4.5e+08"},
		"of all sizes":              {[]float64{1e-3, 2e-3, 3.5e-4, 1234.5}, "0.001 0.002 0.00035 1.2e+03"},
		"none":                      {[]float64{nan, inf}, "NaN ∞"},
		"constant":                  {[]float64{0.25, 0.25}, "0.25 0.25"},
		"a third":                   {[]float64{1.0 / 3}, "0.33"},
		"the largest and smallest":  {[]float64{1.7e308, -1.7e308, 5e-324}, "1.7e+308 −1.7e+308 4.9e−324"},
		"zeros":                     {[]float64{0, 0}, "0 0"},
		"integers and an infinity":  {[]float64{1, -inf}, "1 −∞"},
		"rounding does not show up": {[]float64{0.1 + 0.2, 0.5}, "0.3 0.5"},
	} {
		if got := texts(AutoFormat(c.values), c.values); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestTickFormat(t *testing.T) {
	for _, c := range []struct {
		ticks []float64
		want  string
	}{
		{[]float64{0, 0.25, 0.5}, "0.00 0.25 0.50"},
		{[]float64{-1, 0, 1}, "−1 0 1"},
		{[]float64{15, 30, 45, 60}, "15 30 45 60"},
		{[]float64{0, 1e5, 2e5}, "0 100000 200000"},
		{[]float64{0, 5e5, 1e6, 1.5e6}, "0 5e+05 1e+06 1.5e+06"},
		{[]float64{1000000, 1000001}, "1000000 1000001"},
		{[]float64{0, 1e-5, 2e-5}, "0 1e−05 2e−05"},
		{[]float64{0, 1e-4}, "0.0000 0.0001"},
		{[]float64{0.3, 0.300000005, 0.30000001}, "0.300000000 0.300000005 0.300000010"},
		{[]float64{-1e308, 0, 1e308}, "−1e+308 0 1e+308"},
		{[]float64{0, 5e-324}, "0 5e−324"},
		{[]float64{0}, "0"},
		{nil, ""},
	} {
		if got := texts(TickFormat(c.ticks), c.ticks); got != c.want {
			t.Errorf("%v: %s, want %s", c.ticks, got, c.want)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		bins   int
		want   []float64
	}{
		{0, 1, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{1, 0, 5, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{0.1, 0.1 + 0.2, 2, []float64{0.1, 0.2, 0.3}},
		{15, 60, 5, []float64{20, 30, 40, 50, 60}},
		{-1, 1, 4, []float64{-1, -0.5, 0, 0.5, 1}},
		{7, 7, 5, []float64{7}},
		{-1e308, 1e308, 4, []float64{-1e308, -0.5e308, 0, 0.5e308, 1e308}},
		{-1.7e308, 1.7e308, 4, []float64{-1e308, 0, 1e308}},
		{0, 1.7e308, 1, []float64{0, 1e308}},
		{0, 5e-324, 5, []float64{0, 5e-324}},
		{0, 1e-322, 3, []float64{0, 5e-323, 1e-322}},
		{1e16, 1e16 + 2, 9, []float64{1e16, 1e16 + 2}},
		{1e15, 1e15 + 1, 2, []float64{1e15, 1e15 + 0.5, 1e15 + 1}},
		{0, 1, 0, []float64{0, 1}},
		{nan, 1, 5, nil},
		{0, inf, 5, nil},
	} {
		if got := Ticks(c.lo, c.hi, c.bins); !slices.Equal(got, c.want) {
			t.Errorf("Ticks(%v, %v, %d) = %v, want %v", c.lo, c.hi, c.bins, got, c.want)
		}
	}
}

func TestTicksMirror(t *testing.T) {
	for _, c := range [][2]float64{{0.13, 8.7}, {-2, 5}, {1e9, 1e9 + 3}, {0.001, 0.0013}} {
		there, back := Ticks(c[0], c[1], 6), Ticks(-c[1], -c[0], 6)
		slices.Reverse(back)
		for i := range back {
			back[i] = 0 - back[i]
		}
		if !slices.Equal(there, back) {
			t.Errorf("%v: %v, mirrored %v", c, there, back)
		}
	}
}

func TestTicksHaveNoNegativeZero(t *testing.T) {
	for _, ticks := range [][]float64{Ticks(-1, 1, 4), Ticks(-1, 0, 4), Ticks(-5e-324, 5e-324, 3), Ticks(math.Copysign(0, -1), 0, 1)} {
		for _, v := range ticks {
			if v == 0 && 1/v < 0 {
				t.Errorf("−0 in %v", ticks)
			}
		}
	}
}
