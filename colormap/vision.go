package colormap

import "fmt"

// Vision is a way of seeing colours.
type Vision int

const (
	// Normal vision has three kinds of cones.
	Normal Vision = iota
	// Protan vision lacks the cones for long waves: red is dark, and much like green.
	Protan
	// Deutan vision lacks the cones for middle waves: red and green are much alike.
	Deutan
	// Tritan vision lacks the cones for short waves: blue and green are much alike.
	Tritan
)

var visionNames = [...]string{"normal", "protan", "deutan", "tritan"}

// String returns the name of v, such as "deutan".
func (v Vision) String() string {
	if v < 0 || int(v) >= len(visionNames) {
		return fmt.Sprintf("Vision(%d)", int(v))
	}
	return visionNames[v]
}

// Values returns the names of all kinds of vision.
func (v Vision) Values() []string { return append([]string(nil), visionNames[:]...) }

// MarshalText returns the name of v.
func (v Vision) MarshalText() ([]byte, error) { return marshalName("vision", int(v), visionNames[:]) }

// UnmarshalText sets v from its name.
func (v *Vision) UnmarshalText(text []byte) error {
	return unmarshalName("vision", (*int)(v), text, visionNames[:])
}

// The matrices of severity 1.0, for linear sRGB, of G. M. Machado, M. M. Oliveira and
// L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009.
var machado = [...][3]light{
	Protan: {
		{0.152286, 1.052583, -0.204868},
		{0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998},
	},
	Deutan: {
		{0.367322, 0.860646, -0.227968},
		{0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881},
	},
	Tritan: {
		{1.255528, -0.076749, -0.178779},
		{-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900},
	},
}

// Simulate returns the colour that shows to normal eyes how c looks in vision v, by
// the model of Machado, Oliveira and Fernandes (2009) at full severity. Colours outside
// the gamut are clipped. Another v than the named ones leaves c as it is.
func Simulate(c RGB, v Vision) RGB {
	if v <= Normal || int(v) >= len(machado) {
		return c
	}
	return seen(lightOf(c), v).rgb()
}

// seen returns the light of Simulate, clipped to the gamut but not rounded.
func seen(c light, v Vision) light {
	if v == Normal {
		return c
	}
	s := apply(&machado[v], c)
	return light{max(0, min(1, s[0])), max(0, min(1, s[1])), max(0, min(1, s[2]))}
}
