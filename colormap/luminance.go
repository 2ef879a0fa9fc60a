package colormap

import (
	"math"
	"sync"
)

// Luminance returns the relative luminance of c as WCAG 2 defines it, from 0 (black)
// to 1 (white).
func Luminance(c RGB) float64 {
	r := float64(0.2126 * linear(c.R))
	g := float64(0.7152 * linear(c.G))
	b := float64(0.0722 * linear(c.B))
	return r + g + b
}

// Contrast returns the contrast ratio of a and b as WCAG 2 defines it, from 1 (equal
// luminance) to 21 (black and white). The order does not matter.
func Contrast(a, b RGB) float64 {
	hi, lo := Luminance(a), Luminance(b)
	if hi < lo {
		hi, lo = lo, hi
	}
	return (hi + 0.05) / (lo + 0.05)
}

// linear returns the light of an sRGB channel.
func linear(channel uint8) float64 { return channels()[channel] }

// channels has the light of every sRGB channel: there are but 256 powers to compute,
// and measures of maps ask for thousands. WCAG writes the threshold as 0.03928, IEC
// 61966-2-1 as 0.04045; no eight-bit channel lies between them.
var channels = sync.OnceValue(func() *[256]float64 {
	var light [256]float64
	for i := range light {
		v := float64(i) / 255
		if v <= 0.04045 {
			light[i] = v / 12.92
		} else {
			light[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return &light
})
