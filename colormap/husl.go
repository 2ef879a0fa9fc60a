package colormap

import "math"

// HUSL (also HSLuv, Alexei Boronine) is CIE LUV in cylinders whose chroma is a share, in
// percent, of what sRGB can show at that hue and lightness. seaborn's light, dark and
// diverging palettes are defined in it. The constants below are the short ones that
// seaborn has, not those of today's HSLuv, so that the palettes agree.

var (
	xyzToLight = [3]light{{3.2406, -1.5372, -0.4986}, {-0.9689, 1.8758, 0.0415}, {0.0557, -0.2040, 1.0570}}
	lightToXYZ = [3]light{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}
)

// The white of D65 in u′v′, and CIE's constants for dark colours.
const (
	whiteU   = 0.19784
	whiteV   = 0.46834
	cieKappa = 903.3
	cieDelta = 0.008856
)

// huslOf returns the hue in degrees and saturation and lightness from 0 to 100.
func huslOf(c RGB) (h, s, l float64) {
	xyz := apply(&lightToXYZ, lightOf(c))
	y := xyz[1]
	if y > cieDelta {
		l = float64(116*math.Cbrt(y)) - 16
	} else {
		l = cieKappa * y
	}
	if l < 1e-8 {
		return 0, 0, 0
	}
	if l > 100-1e-7 {
		return 0, 0, 100
	}
	sum := dot(light{1, 15, 3}, xyz)
	u := 13 * l * (4*xyz[0]/sum - whiteU)
	v := 13 * l * (9*xyz[1]/sum - whiteV)
	h = math.Atan2(v, u) * 180 / math.Pi
	if h < 0 {
		h += 360
	}
	return h, 100 * math.Sqrt(float64(u*u)+float64(v*v)) / mostChroma(h, l), l
}

// fromHUSL returns the light of a colour in HUSL.
func fromHUSL(h, s, l float64) light {
	if l >= 100-1e-7 {
		return light{1, 1, 1}
	}
	if l < 1e-8 {
		return light{}
	}
	chroma := s / 100 * mostChroma(h, l)
	sin, cos := math.Sincos(h * math.Pi / 180)
	u := chroma*cos/(13*l) + whiteU
	v := chroma*sin/(13*l) + whiteV
	y := l / cieKappa
	if l > 8 {
		y = (l + 16) / 116
		y = y * y * y
	}
	x := 9 * y * u / (4 * v)
	z := y * (12 - float64(3*u) - float64(20*v)) / (4 * v)
	return apply(&xyzToLight, light{x, y, z})
}

// mostChroma returns the largest chroma of LUV that sRGB can show at hue h (degrees)
// and lightness l. At one lightness, each channel's end (0 or 1) is a straight line in
// the plane of u and v; the nearest of the six in direction h ends the gamut.
func mostChroma(h, l float64) float64 {
	y := l / cieKappa
	if l > 8 {
		y = (l + 16) / 116
		y = y * y * y
	}
	sin, cos := math.Sincos(h * math.Pi / 180)
	most := math.Inf(1)
	for _, m := range xyzToLight {
		// A channel is m·(x, y, z) with x = 9yu'/4v' and z = y(12-3u'-20v')/4v'. Set
		// equal to the end t and multiplied by 4v', it is linear in u' and v'.
		for _, end := range [2]float64{0, 1} {
			fu := y * (float64(9*m[0]) - float64(3*m[2]))
			fv := float64(y*(float64(4*m[1])-float64(20*m[2]))) - 4*end
			f0 := 12 * y * m[2]
			// Along the ray u' = whiteU + k·cos, v' = whiteV + k·sin.
			k := -(float64(fu*whiteU) + float64(fv*whiteV) + f0) / (float64(fu*cos) + float64(fv*sin))
			if chroma := 13 * l * k; chroma > 0 && chroma < most {
				most = chroma
			}
		}
	}
	return most
}
