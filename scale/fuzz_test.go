package scale

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
)

func FuzzParseSpec(f *testing.F) {
	for _, s := range []string{"log=2", "symlog:linthresh=0.1,linscale=1,base=10", "boundary=0,10,100,extend=max", "levels=7", "two-slope=−1,clip",
		"quantile=10", "=,", "power==", `x"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSpec(text)
		if err != nil {
			if s != (Spec{}) {
				t.Errorf("%q: %+v with %v", text, s, err)
			}
			return
		}
		back, err := ParseSpec(s.String())
		if err != nil || back != s {
			t.Fatalf("%q is written as %q and read as %+v, %v", text, s, back, err)
		}
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var read Spec
		if err := json.Unmarshal(data, &read); err != nil || read != s {
			t.Fatalf("%s is read as %+v, %v", data, read, err)
		}
	})
}

func FuzzSpecJSON(f *testing.F) {
	f.Add([]byte(`{"kind":"symlog","linthresh":0.1}`))
	f.Add([]byte(`"log=2"`))
	f.Add([]byte(`{"kind":"boundary","boundaries":[1,2e300],"extend":"both"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s Spec
		if json.Unmarshal(data, &s) != nil {
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if again, err := json.Marshal(s); err != nil {
			t.Fatalf("%s: %s, %v", data, again, err)
		}
	})
}

// FuzzNorm fits norms of any parameters to any values: no panic, nothing but [0,1]
// inside the limits, and NaN only for what has no place.
func FuzzNorm(f *testing.F) {
	f.Add(uint8(1), 0.0, 10.0, 0.0, 1.0, 1000.0, 5.0, false)
	f.Add(uint8(2), 1e-300, 2.0, 1e9, -1e308, 1e308, 5e-324, true)
	f.Add(uint8(5), 3.0, 0.0, 0.0, -5e-324, 5e-324, 1.0, false)
	f.Add(uint8(9), 7.0, 0.0, 0.0, 3.0, 3.0, 3.0, false)
	f.Fuzz(func(t *testing.T, kind uint8, p1, p2, p3, a, b, v float64, given bool) {
		s := Spec{Kind: Kind(kind % uint8(KindFunc))}
		for i, p := range s.Kind.parameters() {
			*p.field(&s) = []float64{p1, p2, p3}[i]
		}
		switch s.Kind {
		case KindBoundary:
			s.Boundaries = List(p1, p2, p3)
		case KindLevels, KindQuantile:
			if s.Bins = int(max(-1, min(p1, 2000))); p1 != p1 {
				s.Bins = 0
			}
		}
		values := []float64{a, b, v, p1}
		chunks := slices.Values([][]float64{values})
		opt := LimitOptions{}
		if given && s.Kind != KindBoundary {
			opt = LimitOptions{Min: At(a), Max: At(b)}
		}
		fit, err := s.Fit(opt, Measure(chunks), chunks)
		if err != nil {
			return
		}
		lo, hi := fit.Norm.Limits()
		if !(lo < hi) || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
			t.Fatalf("%+v: limits %v, %v", s, lo, hi)
		}
		for _, v := range append(values, lo, hi, lerp(lo, hi, 0.5), math.Nextafter(lo, hi)) {
			checkPlace(t, fit.Norm, s, v)
		}
		for _, at := range []float64{0, 1, 0.5, 0.99, 5e-324} {
			if v := fit.Norm.Inverse(at); s.Kind != KindLinear && !(v >= lo && v <= hi) {
				t.Fatalf("%+v [%v, %v]: Inverse(%v) = %v", s, lo, hi, at, v)
			}
			if f := Position(fit.Norm, ValueAt(fit.Norm, at, SpacingUniform), SpacingUniform); !(f >= 0 && f <= 1) {
				t.Fatalf("%+v [%v, %v]: position %v for %v", s, lo, hi, f, at)
			}
		}
		for _, bins := range []int{-1, 1, 9} {
			NormTicks(fit.Norm, bins)
		}
	})
}

// checkPlace checks what Map makes of a value.
func checkPlace(t *testing.T, n Norm, s Spec, v float64) {
	t.Helper()
	lo, hi := n.Limits()
	at := n.Map(v)
	switch {
	case v != v || s.Kind == KindLog && v <= 0:
		if at == at {
			t.Fatalf("%+v [%v, %v]: Map(%v) = %v", s, lo, hi, v, at)
		}
	case at != at:
		t.Fatalf("%+v [%v, %v]: Map(%v) is NaN", s, lo, hi, v)
	case v >= lo && v <= hi && !(at >= 0 && at <= 1):
		if _, stepped := Steps(n); !stepped || v != hi {
			t.Fatalf("%+v [%v, %v]: Map(%v) = %v", s, lo, hi, v, at)
		}
	}
}

// FuzzScaledFormat checks that ticks read as what they are, to a thousandth of the range.
func FuzzScaledFormat(f *testing.F) {
	f.Add(0.0, 1.0, uint8(9))
	f.Add(1e8+1, 1e8+4, uint8(3))
	f.Add(-math.MaxFloat64, math.MaxFloat64, uint8(5))
	f.Add(5e-324, 2e-323, uint8(2))
	f.Fuzz(func(t *testing.T, lo, hi float64, bins uint8) {
		ticks := Ticks(lo, hi, int(bins%20))
		s := ScaledFormat(ticks, lo, hi)
		if len(ticks) < 2 {
			return
		}
		span := decimal(ticks[len(ticks)-1])
		span.Sub(span, decimal(ticks[0]))
		for _, v := range ticks {
			text := strings.ReplaceAll(s.Format(v), minus, "-")
			read, ok := new(big.Rat).SetString(text)
			if !ok {
				t.Fatalf("%v to %v: %+v writes %v as %q", lo, hi, s, v, text)
			}
			read.Mul(read, powerOfTen(s.Exponent))
			read.Add(read, decimal(s.Offset))
			off := read.Sub(read, decimal(v))
			if off.Abs(off).Cmp(new(big.Rat).Quo(span, big.NewRat(999, 1))) > 0 {
				t.Fatalf("%v to %v: %+v writes %v as %q", lo, hi, s, v, text)
			}
		}
		_ = s.Note()
	})
}
