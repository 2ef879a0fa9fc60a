package colormap

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Light returns the sequential map from a pale grey with a hint of c's hue to c, as
// seaborn's light_palette makes it: named "light:#2e8b57".
func Light(c RGB) *Map { return tinted("light:", c, 95) }

// Dark returns the sequential map from a dark grey with a hint of c's hue to c, as
// seaborn's dark_palette makes it: named "dark:#6699dd".
func Dark(c RGB) *Map { return tinted("dark:", c, 15) }

func tinted(prefix string, c RGB, lightness float64) *Map {
	h, s, _ := huslOf(c)
	grey := encoded(fromHUSL(h, 0.15*s, lightness))
	color := light{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
	return made(prefix+c.Opaque().String(), Sequential, blend(grey, color))
}

// encoded returns the sRGB channels of light, from 0 to 1.
func encoded(v light) light {
	for i := range v {
		v[i] = max(0, min(1, gammaOf(v[i])))
	}
	return v
}

// blend returns 256 entries through colours at even distances, mixed as sRGB channels.
// Unlike interpolate it takes colours finer than bytes.
func blend(colors ...light) []RGB {
	table := make([]RGB, 256)
	for i := range table {
		at := float64(float64(i) / 255 * float64(len(colors)-1))
		n := min(int(at), len(colors)-2)
		a, b, t := colors[n], colors[n+1], at-float64(n)
		table[i] = RGB{toByte(mix(a[0], b[0], t)), toByte(mix(a[1], b[1], t)), toByte(mix(a[2], b[2], t))}
	}
	return table
}

// Hues describes a diverging map between two hues.
type Hues struct {
	Neg, Pos   float64 // hues of the ends in HUSL, degrees
	Saturation float64 // of the ends in HUSL, above 0 to 100; 0 means 75
	Lightness  float64 // of the ends in HUSL, above 0 to 100; 0 means 50
	Sep        int     // breadth of the middle, 1 to 128 entries; 0 means 1
	Dark       bool    // a dark middle instead of a light one
}

// DivergingHues returns the map from hue Neg over a neutral middle to hue Pos, as
// seaborn's diverging_palette makes it: named "diverging:220,20,s=75,l=50,sep=1".
func DivergingHues(h Hues) (*Map, error) {
	h = h.filled()
	if err := h.check(); err != nil {
		return nil, err
	}
	middle, grey := 0.95, 95.0
	if h.Dark {
		middle, grey = 0.133, 15
	}
	half := 128 - h.Sep/2
	colors := make([]light, 0, 2*half+h.Sep)
	arm := func(hue float64, back bool) {
		end := encoded(fromHUSL(hue, h.Saturation, h.Lightness))
		from := encoded(fromHUSL(hue, 0.15*h.Saturation, grey))
		for i := range half {
			t := float64(i) / float64(max(1, half-1))
			if back {
				t = 1 - t
			}
			colors = append(colors, light{mix(from[0], end[0], t), mix(from[1], end[1], t), mix(from[2], end[2], t)})
		}
	}
	arm(h.Neg, true)
	for range h.Sep {
		colors = append(colors, light{middle, middle, middle})
	}
	arm(h.Pos, false)
	return made(h.String(), Diverging, blend(colors...)), nil
}

func (h Hues) filled() Hues {
	if h.Saturation == 0 {
		h.Saturation = 75
	}
	if h.Lightness == 0 {
		h.Lightness = 50
	}
	if h.Sep == 0 {
		h.Sep = 1
	}
	return h
}

// check says what is wrong with h.
func (h Hues) check() error {
	for _, v := range []struct {
		name        string
		v, low, top float64
	}{
		{"h_neg", h.Neg, -mostNumber, mostNumber}, {"h_pos", h.Pos, -mostNumber, mostNumber},
		{"s", h.Saturation, 0, 100}, {"l", h.Lightness, 0, 100}, {"sep", float64(h.Sep), 1, 128},
	} {
		if err := checkRange("diverging", v.name, v.v, v.low, v.top); err != nil {
			return err
		}
	}
	return nil
}

// String returns the text from which Lookup makes the map of h.
func (h Hues) String() string {
	h = h.filled()
	s := fmt.Sprintf("diverging:%s,%s,s=%s,l=%s,sep=%d", short(h.Neg), short(h.Pos), short(h.Saturation), short(h.Lightness), h.Sep)
	if h.Dark {
		s += ",center=dark"
	}
	return s
}

// Helix describes a map that winds from light to dark around the greys (D. A. Green, "A
// colour scheme for the display of astronomical intensity images", Bulletin of the
// Astronomical Society of India 39, 2011). A nil field means seaborn's default.
type Helix struct {
	Start *float64 // where on the wheel it starts: 1 red, 2 green, 3 blue; default 0
	Rot   *float64 // turns around the wheel over the whole range; default 0.4
	Gamma *float64 // above 1 makes the dark darker; default 1
	Hue   *float64 // saturation, from 0; default 0.8
	Light *float64 // lightness of the first colour, 0 to 1; default 0.85
	Dark  *float64 // lightness of the last colour, 0 to 1; default 0.15
}

// helixArgs are the arguments in seaborn's order, with the range that each may have.
var helixArgs = [...]struct {
	name, short string
	value       float64
	low, top    float64
}{
	{"start", "s", 0, -mostNumber, mostNumber},
	{"rot", "r", 0.4, -100, 100},
	{"gamma", "g", 1, 0.01, 100},
	{"hue", "h", 0.8, 0, 10},
	{"light", "l", 0.85, 0, 1},
	{"dark", "d", 0.15, 0, 1},
}

// values returns the arguments of h, with the defaults filled in.
func (h Helix) values() (v [len(helixArgs)]float64) {
	for i, p := range []*float64{h.Start, h.Rot, h.Gamma, h.Hue, h.Light, h.Dark} {
		v[i] = helixArgs[i].value
		if p != nil {
			v[i] = *p
		}
	}
	return v
}

// String returns the text from which Lookup makes the map of h.
func (h Helix) String() string {
	words := make([]string, len(helixArgs))
	for i, v := range h.values() {
		words[i] = helixArgs[i].name + "=" + short(v)
	}
	return "cubehelix:" + strings.Join(words, ",")
}

// Cubehelix returns the sequential map that h describes, as seaborn's cubehelix_palette
// makes it: named "cubehelix:start=0,rot=0.4,gamma=1,hue=0.8,light=0.85,dark=0.15".
// Each entry is computed by itself; seaborn takes the nearest of 256 entries of the
// whole helix, which is up to 1/255 of its length away.
func Cubehelix(h Helix) (*Map, error) {
	v := h.values()
	for i, a := range helixArgs {
		if err := checkRange("cubehelix", a.name, v[i], a.low, a.top); err != nil {
			return nil, err
		}
	}
	start, rot, gamma, hue, first, last := v[0], v[1], v[2], v[3], v[4], v[5]
	table := make([]RGB, 256)
	for i := range table {
		x := mix(first, last, float64(i)/255)
		grey := math.Pow(x, gamma)
		out := hue * grey * (1 - grey) / 2
		sin, cos := math.Sincos(2 * math.Pi * (start/3 + float64(rot*x)))
		channel := func(p, q float64) uint8 { return toByte(grey + float64(out*(float64(p*cos)+float64(q*sin)))) }
		table[i] = RGB{channel(-0.14861, 1.78277), channel(-0.29227, -0.90649), channel(1.97294, 0)}
	}
	return made(h.String(), Sequential, table), nil
}

// mostNumber bounds angles, beyond which they would be noise.
const mostNumber = 1e6

// checkRange says that an argument is out of its range.
func checkRange(form, name string, v, low, top float64) error {
	if v >= low && v <= top {
		return nil
	}
	return fmt.Errorf("heat: colour map: %s of %s is %v; give %v to %v", name, form, v, low, top)
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
