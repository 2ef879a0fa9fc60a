package colormap

import "math"

// lab is a colour in OKLab (Björn Ottosson, "A perceptual color space for image
// processing", 2020): lightness from 0 to 1, and two axes of colour.
type lab struct{ l, a, b float64 }

// light is linear sRGB, from 0 to 1 inside the gamut.
type light [3]float64

// dot is the product of two vectors, never fused, so that it is the same everywhere.
func dot(a, b light) float64 {
	return float64(a[0]*b[0]) + float64(a[1]*b[1]) + float64(a[2]*b[2])
}

// apply returns the product of a matrix and a vector.
func apply(m *[3]light, v light) light {
	return light{dot(m[0], v), dot(m[1], v), dot(m[2], v)}
}

// The matrices are Ottosson's, with the digits of his revision of 2021.
var (
	lightToCones = [3]light{
		{0.4122214708, 0.5363325363, 0.0514459929},
		{0.2119034982, 0.6806995451, 0.1073969566},
		{0.0883024619, 0.2817188376, 0.6299787005},
	}
	conesToLab = [3]light{
		{0.2104542553, 0.7936177850, -0.0040720468},
		{1.9779984951, -2.4285922050, 0.4505937099},
		{0.0259040371, 0.7827717662, -0.8086757660},
	}
	labToCones = [3]light{
		{1, 0.3963377774, 0.2158037573},
		{1, -0.1055613458, -0.0638541728},
		{1, -0.0894841775, -1.2914855480},
	}
	conesToLight = [3]light{
		{4.0767416621, -3.3077115913, 0.2309699292},
		{-1.2684380046, 2.6097574011, -0.3413193965},
		{-0.0041960863, -0.7034186147, 1.7076147010},
	}
)

func lightOf(c RGB) light { return light{linear(c.R), linear(c.G), linear(c.B)} }

func labOf(c RGB) lab { return lightOf(c).lab() }

// lab returns OKLab coordinates. Simulated colours leave the gamut by a hair, so that
// cones may be negative; the cube root is odd and takes them.
func (v light) lab() lab {
	c := apply(&lightToCones, v)
	w := apply(&conesToLab, light{math.Cbrt(c[0]), math.Cbrt(c[1]), math.Cbrt(c[2])})
	return lab{w[0], w[1], w[2]}
}

// light returns linear sRGB, outside [0,1] where the colour is outside the gamut.
func (p lab) light() light {
	c := apply(&labToCones, light{p.l, p.a, p.b})
	for i, v := range c {
		c[i] = v * v * v
	}
	return apply(&conesToLight, c)
}

// rgb returns the nearest bytes, each channel clipped to the gamut by itself.
func (v light) rgb() RGB {
	return RGB{toByte(gammaOf(v[0])), toByte(gammaOf(v[1])), toByte(gammaOf(v[2]))}
}

// gammaOf returns the sRGB channel, from 0 to 1, of light (IEC 61966-2-1).
func gammaOf(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return float64(1.055*math.Pow(v, 1/2.4)) - 0.055
}

// toByte returns a channel from 0 to 1 as a byte, rounded and clipped.
func toByte(v float64) uint8 { return uint8(math.RoundToEven(max(0, min(1, v)) * 255)) }

// chroma is the distance from grey.
func (p lab) chroma() float64 { return math.Sqrt(float64(p.a*p.a) + float64(p.b*p.b)) }

// apart returns the Euclidean distance in OKLab.
func (p lab) apart(q lab) float64 {
	l, a, b := p.l-q.l, p.a-q.a, p.b-q.b
	return math.Sqrt(float64(l*l) + float64(a*a) + float64(b*b))
}

// mix returns the point between p (t = 0) and q (t = 1).
func (p lab) mix(q lab, t float64) lab {
	return lab{mix(p.l, q.l, t), mix(p.a, q.a, t), mix(p.b, q.b, t)}
}

func mix(a, b, t float64) float64 { return float64(a*(1-t)) + float64(b*t) }

// Lightness returns the perceived lightness of c, from 0 (black) to 1 (white): L of
// OKLab.
func Lightness(c RGB) float64 { return labOf(c).l }

// Distance returns how different a and b look: the Euclidean distance in OKLab, 0 for
// equal colours and 1 for black and white. Some 0.02 can just be told apart side by
// side.
func Distance(a, b RGB) float64 { return labOf(a).apart(labOf(b)) }
