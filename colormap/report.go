package colormap

import "fmt"

// Report is what can be measured on a map. Lightness is L of OKLab, differences are
// Euclidean distances in OKLab; both run from 0 to 1, and 0.02 can just be seen.
type Report struct {
	Name       string `json:"name"`
	Kind       Kind   `json:"kind"`
	Family     Family `json:"family"`
	Len        int    `json:"len"`
	Perceptual bool   `json:"perceptual"` // its makers say so

	Lightness LightnessReport `json:"lightness"`
	Steps     StepsReport     `json:"steps"`
	Vision    []VisionReport  `json:"vision"` // normal, protan, deutan, tritan
	Grey      GreyReport      `json:"grey"`
	// Ends is the difference of the first and the last colour.
	Ends float64 `json:"ends"`
	// HueTurn is how far the hue travels, in degrees, whichever way, where there is one.
	HueTurn float64 `json:"hueTurn"`
	// Rainbow says that the map is ordered by hue and not by lightness, so that it shows
	// edges that the data lack and hides others.
	Rainbow bool `json:"rainbow"`

	Use      string   `json:"use"`      // what the map is good for
	Warnings []string `json:"warnings"` // what it is not good for, and why
}

// LightnessReport is the profile of lightness.
type LightnessReport struct {
	First  float64 `json:"first"`
	Middle float64 `json:"middle"`
	Last   float64 `json:"last"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
	Course Course  `json:"course"`
	// Back is by how much lightness goes back on its way from end to end.
	Back float64 `json:"back"`
	// ArmsBack is by how much it goes back on its two ways from the middle to the ends.
	ArmsBack float64 `json:"armsBack"`
	// Asymmetry is the largest difference of two entries at equal distance from the middle.
	Asymmetry float64 `json:"asymmetry"`
}

// StepsReport says how even a map is, from the differences of its colours at 33 even
// distances (all, where there are fewer). Single entries would measure the rounding to
// bytes: a difference is some 0.004 from entry to entry, and the rounding 0.002. Steps
// over a jump do not count.
type StepsReport struct {
	// Jumps are the entries before which a map breaks off and starts anew, as maps of
	// several ranges do: at most 3, or there are none to speak of.
	Jumps []int   `json:"jumps,omitempty"`
	Mean  float64 `json:"mean"`
	Min   float64 `json:"min"`
	Max   float64 `json:"max"`
	// CV is the coefficient of variation: the standard deviation divided by the mean.
	CV float64 `json:"cv"`
}

// VisionReport says how well colours are told apart in a way of seeing: between the
// colours of a qualitative map, or of 9 even classes of another.
type VisionReport struct {
	Vision  Vision  `json:"vision"`
	Least   float64 `json:"least"`   // smallest difference of two
	Typical float64 `json:"typical"` // median difference of two
	Pair    [2]int  `json:"pair"`    // entries of the smallest difference
}

// GreyReport says what is left without colour: on paper from a black printer.
type GreyReport struct {
	Readable bool    `json:"readable"` // the order is that of lightness, from end to end
	Least    float64 `json:"least"`    // smallest difference in lightness of two neighbours of 9 classes
}

// Course is the way that lightness takes.
type Course int

const (
	// Flat lightness hardly changes.
	Flat Course = iota
	// Rising lightness goes from dark to light.
	Rising
	// Falling lightness goes from light to dark.
	Falling
	// Peak lightness is highest in the middle.
	Peak
	// Valley lightness is lowest in the middle.
	Valley
	// Wavy lightness goes up and down.
	Wavy
)

var courseNames = [...]string{"flat", "rising", "falling", "peak", "valley", "wavy"}

// String returns the name of c, such as "rising".
func (c Course) String() string {
	if c < 0 || int(c) >= len(courseNames) {
		return fmt.Sprintf("Course(%d)", int(c))
	}
	return courseNames[c]
}

// Values returns the names of all courses.
func (c Course) Values() []string { return append([]string(nil), courseNames[:]...) }

// MarshalText returns the name of c.
func (c Course) MarshalText() ([]byte, error) { return marshalName("course", int(c), courseNames[:]) }

// UnmarshalText sets c from its name.
func (c *Course) UnmarshalText(text []byte) error {
	return unmarshalName("course of lightness", (*int)(c), text, courseNames[:])
}
