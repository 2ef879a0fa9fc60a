package term

import (
	"math"
	"strconv"
	"sync"

	"github.com/seed01309057/heat/internal/scene"
)

// palette16 are the colours of terminals that have sixteen, as xterm shows them. Each
// terminal has its own, but all call them by these names.
var palette16 = [16]scene.Color{
	{A: 255}, {R: 205, A: 255}, {G: 205, A: 255}, {R: 205, G: 205, A: 255},
	{B: 238, A: 255}, {R: 205, B: 205, A: 255}, {G: 205, B: 205, A: 255}, {R: 229, G: 229, B: 229, A: 255},
	{R: 127, G: 127, B: 127, A: 255}, {R: 255, A: 255}, {G: 255, A: 255}, {R: 255, G: 255, A: 255},
	{R: 92, G: 92, B: 255, A: 255}, {R: 255, B: 255, A: 255}, {G: 255, B: 255, A: 255}, {R: 255, G: 255, B: 255, A: 255},
}

// code16 is the escape code of a colour.
func code16(background bool, i int) string {
	code := 30 + i
	if i >= 8 {
		code = 90 + i - 8
	}
	if background {
		code += 10
	}
	return strconv.Itoa(code)
}

// lab is a colour in OKLab (Ottosson 2020), where distances are as eyes see them.
type lab [3]float64

func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// light is a colour in linear light.
func light(c scene.Color) [3]float64 { return [3]float64{linear(c.R), linear(c.G), linear(c.B)} }

func labOf(rgb [3]float64) lab {
	dot := func(v [3]float64, a, b, c float64) float64 {
		return float64(v[0]*a) + float64(v[1]*b) + float64(v[2]*c)
	}
	lms := [3]float64{
		math.Cbrt(dot(rgb, 0.4122214708, 0.5363325363, 0.0514459929)),
		math.Cbrt(dot(rgb, 0.2119034982, 0.6806995451, 0.1073969566)),
		math.Cbrt(dot(rgb, 0.0883024619, 0.2817188376, 0.6299787005)),
	}
	return lab{
		dot(lms, 0.2104542553, 0.7936177850, -0.0040720468),
		dot(lms, 1.9779984951, -2.4285922050, 0.4505937099),
		dot(lms, 0.0259040371, 0.7827717662, -0.8086757660),
	}
}

// to is how different two colours look. Hue and chroma count more than lightness: there are
// few colours, and one that has turned grey says nothing.
func (a lab) to(b lab) (sum float64) {
	const chroma = 3.0
	for i, weight := range [3]float64{1, chroma, chroma} {
		sum += float64(weight * float64((a[i]-b[i])*(a[i]-b[i])))
	}
	if a.colored() && !b.colored() {
		sum++ // more than any distance
	}
	return sum
}

// colored reports whether a colour is clearly none of the greys.
func (a lab) colored() bool {
	const least = 0.045
	return float64(a[1]*a[1])+float64(a[2]*a[2]) > least*least
}

// nearest16 is the entry of palette16 nearest to a colour.
func nearest16(c scene.Color) (best int) {
	for i, p := range palette16 {
		if p == c {
			return i
		}
	}
	least := math.Inf(1)
	want := labOf(light(c))
	for i, m := range mixtures() {
		if m.share == 0 {
			if d := want.to(m.lab); d < least {
				best, least = i, d
			}
		}
	}
	return best
}

// assigned16 gives each category one of the sixteen colours, in order: the nearest that no
// other has, as long as there are some.
func assigned16(items []scene.Item) map[scene.Color]scene.Color {
	all := map[scene.Color]scene.Color{}
	var taken [16]bool
	each(items, "", func(it scene.Item, _ string) {
		m, ok := it.(*scene.Mosaic)
		if !ok || !m.Kinds {
			return
		}
		for _, color := range m.Palette[:min(max(0, m.Ramp), len(m.Palette))] {
			if _, known := all[color]; known || color.A == 0 {
				continue
			}
			best, least := nearest16(color), math.Inf(1)
			want := labOf(light(color))
			for i, m := range mixtures()[:len(palette16)] {
				if d := want.to(m.lab); !taken[i] && d < least {
					best, least = i, d
				}
			}
			all[color], taken[best] = palette16[best], true
		}
	})
	return all
}

// inkOn is black or white, whichever is read better on a colour.
func inkOn(c scene.Color) scene.Color {
	rgb := light(c)
	if float64(0.2126*rgb[0])+float64(0.7152*rgb[1])+float64(0.0722*rgb[2]) > 0.18 {
		return palette16[0]
	}
	return palette16[15]
}

// mixture is a colour that two of the sixteen make, by a shaded character.
type mixture struct {
	fg, bg int
	share  int // quarters of the foreground
	lab    lab
	rough  float64 // how far apart the two are: a coarse pattern
}

// mixtures are the sixteen colours in order, then those that two of them make.
var mixtures = sync.OnceValue(func() (all []mixture) {
	for i, c := range palette16 {
		all = append(all, mixture{fg: i, bg: i, lab: labOf(light(c))})
	}
	for fg := range palette16 {
		for bg := range fg {
			for share := 1; share <= 3; share++ {
				var mean [3]float64
				f, b := light(palette16[fg]), light(palette16[bg])
				for k := range mean {
					mean[k] = b[k] + float64((f[k]-b[k])*float64(share)/4)
				}
				all = append(all, mixture{fg, bg, share, labOf(mean), all[fg].lab.to(all[bg].lab)})
			}
		}
	}
	return all
})

// roughness is the weight of a pattern's coarseness against the error of its colour.
const roughness = 0.03

// quarters are the characters whose foreground takes so many quarters.
var quarters = []rune(" ░▒▓")

// dithered is the character that comes nearest to a colour, remembered.
func (w *writer) dithered(c scene.Color) glyph {
	g, ok := w.mixed[c]
	if !ok {
		if w.mixed == nil {
			w.mixed = map[scene.Color]glyph{}
		}
		g = dithered(c)
		w.mixed[c] = g
	}
	return g
}

// dithered is one of the sixteen colours, or a pattern of two.
func dithered(c scene.Color) glyph {
	want := labOf(light(c))
	var best mixture
	least := math.Inf(1)
	for _, m := range mixtures() {
		if d := want.to(m.lab) + float64(roughness*m.rough); d < least {
			best, least = m, d
		}
	}
	g := glyph{s: string(quarters[best.share]), pen: pen{bg: palette16[best.bg]}}
	if best.share > 0 {
		g.fg = palette16[best.fg]
	}
	return g
}
