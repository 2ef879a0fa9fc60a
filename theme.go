package heat

import (
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
)

// palette is a theme's colours, all decided.
type palette struct {
	background, ink, muted, quiet, strike scene.Color
}

// themed fills in a theme.
func themed(t Theme) palette {
	p := palette{background: scene.Color(t.Background), ink: scene.Color(t.Ink)}
	if t.Background == (colormap.Color{}) {
		p.background = scene.Color{R: 255, G: 255, B: 255, A: 255}
	}
	paper := p.background
	if paper.A == 0 { // transparent: taken to lie on white
		paper = scene.Color{R: 255, G: 255, B: 255, A: 255}
	}
	if t.Ink == (colormap.Color{}) {
		p.ink = scene.Color{R: 0x22, G: 0x24, B: 0x26, A: 255}
		if colormap.Luminance(rgb(paper)) < 0.18 {
			p.ink = scene.Color{R: 0xf2, G: 0xf2, B: 0xf0, A: 255}
		}
	}
	p.muted = blend(p.ink, paper, 0.30)
	p.quiet = blend(p.ink, paper, 0.65)
	p.strike = blend(p.ink, paper, 0.45)
	return p
}

// missing returns a colour for missing cells that neither the background nor the map
// has: light grey, else sand, else a blue grey.
func (p palette) missing(colors []scene.Color) scene.Color {
	candidates := []scene.Color{
		blend(p.ink, p.background, 0.80),
		{R: 0xe6, G: 0xd8, B: 0xb8, A: 255},
		{R: 0xb8, G: 0xcc, B: 0xdd, A: 255},
	}
	best, far := candidates[0], -1
	for _, c := range candidates {
		near := distance(c, p.background)
		for _, m := range colors {
			near = min(near, distance(c, m))
		}
		if near >= 30 { // clearly another colour, also as a small patch
			return c
		}
		if near > far {
			best, far = c, near
		}
	}
	return best
}

// distance is the sum of the differences of two colours' channels.
func distance(a, b scene.Color) int {
	diff := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return diff(a.R, b.R) + diff(a.G, b.G) + diff(a.B, b.B)
}

// blend mixes a share of b into a.
func blend(a, b scene.Color, share float64) scene.Color {
	mix := func(x, y uint8) uint8 {
		return uint8(float64(x) + float64((float64(y)-float64(x))*share) + 0.5)
	}
	return scene.Color{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}

func rgb(c scene.Color) colormap.RGB { return colormap.RGB{R: c.R, G: c.G, B: c.B} }

// readable is the contrast that WCAG 2 asks for between text and what is behind it.
const readable = 4.5

// onCell is the colour of text on a cell: of black and white the one with the larger WCAG
// contrast. One of them is always readable, which is not so of any softer dark.
func onCell(cell scene.Color) scene.Color {
	black, white := scene.Color{A: 255}, scene.Color{R: 255, G: 255, B: 255, A: 255}
	if colormap.Contrast(rgb(cell), rgb(black)) >= colormap.Contrast(rgb(cell), rgb(white)) {
		return black
	}
	return white
}

// over is how a colour looks on another one behind it.
func over(c, behind scene.Color) scene.Color {
	switch {
	case c.A == 255:
		return c
	case behind.A == 0: // transparent: taken to lie on white
		behind = scene.Color{R: 255, G: 255, B: 255, A: 255}
	}
	return blend(c, behind, 1-float64(c.A)/255)
}
