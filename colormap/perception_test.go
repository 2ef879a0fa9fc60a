package colormap

import (
	"math"
	"testing"
)

// lightness returns OKLab's L of c, from 0 to 1 (Björn Ottosson, 2020).
func lightness(c RGB) float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return 0.2104542553*l + 0.7936177850*m - 0.0040720468*s
}

// fall returns by how much the lightness of m falls where it should rise, from its
// highest point so far: 0 for a map that never gets darker.
func fall(m *Map, from, to int) float64 {
	step := 1
	if to < from {
		step = -1
	}
	most, highest := 0.0, 0.0
	for i := from; i != to+step; i += step {
		l := lightness(m.At(i))
		highest = max(highest, l)
		most = max(most, highest-l)
	}
	return most
}

// The figures below were measured on the tables and rounded up in the last place. They
// say what the maps do, not what one would wish of them.

func TestSequentialMapsHaveMonotoneLightness(t *testing.T) {
	// The truncated bytes of viridis go back by a hair at some entries.
	most := map[string]float64{"viridis": 0.00022}
	for _, f := range families {
		if f.kind != Sequential {
			continue
		}
		m := f.load()
		if got := min(fall(m, 0, 255), fall(m, 255, 0)); got > most[f.name] {
			t.Errorf("%s: lightness goes back by %.5f, want at most %.5f", f.name, got, most[f.name])
		}
	}
}

func TestDivergingMapsHaveEvenArms(t *testing.T) {
	for name, most := range map[string]struct {
		uneven float64 // difference in lightness of entries i and 255−i
		back   float64 // by which lightness goes back on the way to the middle
	}{
		"icefire":  {0.0145, 0.0017}, // dark in the middle
		"vlag":     {0.0216, 0},
		"RdBu":     {0.0167, 0},
		"coolwarm": {0.0136, 0.0007},
	} {
		m := mustLookup(t, name)
		for i := range 128 {
			if d := math.Abs(lightness(m.At(i)) - lightness(m.At(255-i))); d > most.uneven {
				t.Errorf("%s: entries %d and %d differ by %.4f in lightness", name, i, 255-i, d)
			}
		}
		lighter := max(fall(m, 0, 127), fall(m, 255, 128))
		darker := max(fall(m, 127, 0), fall(m, 128, 255))
		if got := min(lighter, darker); got > most.back {
			t.Errorf("%s: lightness goes back by %.5f in an arm", name, got)
		}
	}
}

func TestDivergingMapsAreNeutralInTheMiddle(t *testing.T) {
	for name, most := range map[string]int{"icefire": 1, "vlag": 6, "RdBu": 1, "coolwarm": 2} {
		m := mustLookup(t, name)
		for _, i := range []int{127, 128} {
			c := m.At(i)
			if got := int(max(c.R, c.G, c.B)) - int(min(c.R, c.G, c.B)); got > most {
				t.Errorf("%s: the channels of entry %d, %v, are %d levels apart", name, i, c, got)
			}
		}
	}
}

func TestContrast(t *testing.T) {
	black, white := RGB{}, RGB{255, 255, 255}
	if got := Contrast(black, white); got != 21 {
		t.Errorf("black and white: %v", got)
	}
	// WCAG's own well-known border case: #767676 is the lightest grey with 4.5 on white.
	if at, beyond := Contrast(white, RGB{0x76, 0x76, 0x76}), Contrast(white, RGB{0x77, 0x77, 0x77}); at < 4.5 || beyond >= 4.5 {
		t.Errorf("#767676: %v, #777777: %v", at, beyond)
	}
	for _, name := range Names() {
		m := mustLookup(t, name)
		for i := range m.Len() {
			c := m.At(i)
			if a, b := Contrast(c, white), Contrast(white, c); a != b {
				t.Errorf("%v: %v one way, %v the other", c, a, b)
			}
			// One of black and white can be read on any colour.
			if best := max(Contrast(c, white), Contrast(c, black)); best < 4.58 {
				t.Errorf("%v: %v", c, best)
			}
		}
	}
}
