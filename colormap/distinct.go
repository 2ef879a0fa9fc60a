package colormap

import (
	"fmt"
	"slices"
)

// DistinctOptions steer Distinct. The zero value suits marks on white or black paper.
type DistinctOptions struct {
	// Darkest and Lightest bound the lightness (L of OKLab, 0 to 1). Zeros mean 0.35 and
	// 0.88: lost neither on black nor on white.
	Darkest, Lightest float64
	// Avoid are colours that stand beside the new ones, such as the paper, or colours
	// that are already in use. The new ones stay away from them.
	Avoid []RGB
}

// MostDistinct is the largest number of colours that Distinct gives. They are good up
// to some 40; beyond, the nearest two can hardly be told apart.
const MostDistinct = 256

// Distinct returns n colours that are told apart, also with colour-vision deficiencies,
// 0 ≤ n ≤ MostDistinct. The first k of n are those of Distinct(k). The same arguments
// give the same colours on every machine.
//
// Each next colour is, among some thousand even ones of sRGB that are not near grey, the
// one furthest from all before. What is far is the smallest of the distances in OKLab as
// normal, protan, deutan and tritan eyes see them (Machado and others 2009). Those of
// the three deficiencies count double: the eyes with two kinds of cones have a plane of
// colours instead of a space, and would else decide everything.
func Distinct(n int, o DistinctOptions) ([]RGB, error) {
	if n < 0 || n > MostDistinct {
		return nil, fmt.Errorf("heat: colour: %d distinct colours; give 0 to %d", n, MostDistinct)
	}
	if o.Lightest == 0 {
		o.Lightest = 0.88
	}
	if o.Darkest == 0 {
		o.Darkest = 0.35
	}
	if !(o.Darkest >= 0 && o.Darkest <= o.Lightest-0.05 && o.Lightest <= 1) {
		return nil, fmt.Errorf("heat: colour: distinct colours of lightness %v to %v; give 0 ≤ darkest < lightest ≤ 1, 0.05 apart", o.Darkest, o.Lightest)
	}
	pool := candidates(o)
	for _, c := range o.Avoid {
		push(pool, views(c))
	}
	colors := make([]RGB, 0, n)
	for len(colors) < n && len(pool) > 0 {
		best := 0
		for i := range pool {
			// By a margin, so that the last bit of a float decides nothing.
			if pool[i].room > pool[best].room+1e-9 {
				best = i
			}
		}
		c := pool[best]
		colors = append(colors, c.rgb)
		push(pool, c.views)
	}
	return colors, nil
}

// Assign returns a colour for each of names, as Distinct chooses them: the distinct
// names, sorted by their bytes, get the colours in order. The same name has the same
// colour, and the order of names does not matter; but a name that is added moves the
// colours of those sorted behind it. Figures that shall agree are given the same names.
func Assign(names []string, o DistinctOptions) ([]RGB, error) {
	sorted := slices.Clone(names)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	if len(sorted) > MostDistinct {
		return nil, fmt.Errorf("heat: colour: %d categories; at most %d get colours of their own", len(sorted), MostDistinct)
	}
	distinct, err := Distinct(len(sorted), o)
	if err != nil {
		return nil, err
	}
	colors := make([]RGB, len(names))
	for i, name := range names {
		at, _ := slices.BinarySearch(sorted, name)
		colors[i] = distinct[at]
	}
	return colors, nil
}

// candidate is a colour that may be chosen next.
type candidate struct {
	rgb   RGB
	views [4]lab  // as normal, protan, deutan and tritan eyes see it
	room  float64 // distance from the nearest chosen colour
}

// first is where a list starts unless something is to be avoided, since all colours
// have the same room then: a calm blue, which reads as a colour to everybody.
var first = RGB{0x44, 0x77, 0xaa}

// candidates returns a lattice of sRGB within the bounds of lightness, with first as
// the first where it is within them. Greys are left out, which mean "none" in most
// figures, and so are glaring colours, which make their marks look more important.
func candidates(o DistinctOptions) []candidate {
	const step, leastChroma, mostChroma = 17, 0.05, 0.19
	var pool []candidate
	for r := 0; r <= 255; r += step {
		for g := 0; g <= 255; g += step {
			for b := 0; b <= 255; b += step {
				c := RGB{uint8(r), uint8(g), uint8(b)}
				p := labOf(c)
				if chroma := p.chroma(); p.l < o.Darkest || p.l > o.Lightest || chroma < leastChroma || chroma > mostChroma {
					continue
				}
				pool = append(pool, candidate{rgb: c, views: views(c), room: 10})
				if c == first {
					n := len(pool) - 1
					pool[0], pool[n] = pool[n], pool[0]
				}
			}
		}
	}
	return pool
}

func views(c RGB) (v [4]lab) {
	l := lightOf(c)
	for i := range v {
		v[i] = seen(l, Vision(i)).lab()
	}
	return v
}

// push takes a chosen colour into account.
func push(pool []candidate, chosen [4]lab) {
	for i := range pool {
		p := &pool[i]
		d := p.views[Normal].apart(chosen[Normal])
		for v := Protan; v <= Tritan; v++ {
			d = min(d, 2*p.views[v].apart(chosen[v]))
		}
		p.room = min(p.room, d)
	}
}
