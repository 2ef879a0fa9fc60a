package colormap

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Space is where the colours between given ones are looked for.
type Space int

const (
	// OKLab goes from colour to colour in steps that look even, without the grey and the
	// dark that sRGB puts between strong colours. A colour on the way that sRGB cannot
	// show is clipped channel by channel.
	OKLab Space = iota
	// SRGB mixes the bytes, as matplotlib, seaborn and Plotly do.
	SRGB
)

var spaceNames = [...]string{"oklab", "srgb"}

// String returns the name of s: "oklab" or "srgb".
func (s Space) String() string {
	if s < 0 || int(s) >= len(spaceNames) {
		return fmt.Sprintf("Space(%d)", int(s))
	}
	return spaceNames[s]
}

// Values returns the names of all spaces.
func (s Space) Values() []string { return append([]string(nil), spaceNames[:]...) }

// MarshalText returns the name of s.
func (s Space) MarshalText() ([]byte, error) { return marshalName("space", int(s), spaceNames[:]) }

// UnmarshalText sets s from its name.
func (s *Space) UnmarshalText(text []byte) error {
	return unmarshalName("space of colours", (*int)(s), text, spaceNames[:])
}

// MaxLen is the largest number of colours of a made map.
const MaxLen = 4096

// New returns a map of a table that is the caller's. It has 2 to MaxLen colours, or a
// single one if it is qualitative. The name is for messages and reports; Lookup does
// not know it.
func New(name string, kind Kind, table []RGB) (*Map, error) {
	least := 2
	if kind == Qualitative {
		least = 1
	}
	if len(table) < least || len(table) > MaxLen {
		return nil, fmt.Errorf("heat: colour map: %q has %d colours; give %d to %d", clip(name), len(table), least, MaxLen)
	}
	return made(name, kind, slices.Clone(table)), nil
}

// made returns a map that owns table.
func made(name string, kind Kind, table []RGB) *Map {
	return &Map{Name: name, Kind: kind, table: table, mirror: backwards(table)}
}

// Stop is a colour and where it stands, from 0 to 1.
type Stop struct {
	Pos   float64
	Color RGB
}

// FromColors returns a map of 256 entries through 2 or more colours at even distances,
// interpolated in space. Its Name is a text from which Lookup makes it again. Its Kind
// is Cyclic where the last colour is the first, Diverging where the lightness of the
// middle is an extreme to which both arms lead, else Sequential.
func FromColors(space Space, colors ...RGB) (*Map, error) {
	stops := make([]Stop, len(colors))
	words := make([]string, len(colors))
	for i, c := range colors {
		stops[i] = Stop{float64(i) / float64(max(1, len(colors)-1)), c}
		words[i] = c.Opaque().String()
	}
	return fromStops(space, stops, func() string { return spacePrefix(space) + strings.Join(words, ",") })
}

// FromStops returns a map of 256 entries through colours at given positions, which
// increase from 0 to 1. See FromColors for its Name and Kind.
func FromStops(space Space, stops ...Stop) (*Map, error) {
	return fromStops(space, stops, func() string {
		words := make([]string, len(stops))
		for i, s := range stops {
			words[i] = s.Color.Opaque().String() + " " + strconv.FormatFloat(s.Pos, 'g', -1, 64)
		}
		return spacePrefix(space) + strings.Join(words, ",")
	})
}

// spacePrefix is how a text says that it is not in the default space.
func spacePrefix(space Space) string {
	if space == OKLab {
		return ""
	}
	return space.String() + ":"
}

func fromStops(space Space, stops []Stop, name func() string) (*Map, error) {
	if err := checkStops(space, stops); err != nil {
		return nil, err
	}
	table := interpolate(space, stops)
	return made(name(), kindOf(table), table), nil
}

// checkStops says what is wrong with stops.
func checkStops(space Space, stops []Stop) error {
	if space != OKLab && space != SRGB {
		return fmt.Errorf("heat: colour map: no space %d", int(space))
	}
	n := len(stops)
	if n < 2 || n > MaxLen {
		return fmt.Errorf("heat: colour map: %d colours; give 2 to %d", n, MaxLen)
	}
	for i, s := range stops {
		if !(s.Pos >= 0 && s.Pos <= 1) {
			return fmt.Errorf("heat: colour map: position %v of colour %d is not from 0 to 1", s.Pos, i+1)
		}
		if i > 0 && s.Pos <= stops[i-1].Pos {
			return fmt.Errorf("heat: colour map: position %v of colour %d is not above %v of the one before; positions must increase", s.Pos, i+1, stops[i-1].Pos)
		}
	}
	if stops[0].Pos != 0 || stops[n-1].Pos != 1 {
		return fmt.Errorf("heat: colour map: positions run from %v to %v; the first must be 0 and the last 1", stops[0].Pos, stops[n-1].Pos)
	}
	return nil
}

// interpolate returns 256 entries through stops; entry i stands at i/255.
func interpolate(space Space, stops []Stop) []RGB {
	labs := make([]lab, len(stops))
	for i, s := range stops {
		labs[i] = labOf(s.Color)
	}
	table := make([]RGB, 256)
	next := 1
	for i := range table {
		at := float64(i) / 255
		for at > stops[next].Pos {
			next++
		}
		a, b := stops[next-1], stops[next]
		t := (at - a.Pos) / (b.Pos - a.Pos)
		if space == SRGB {
			table[i] = mixRGB(a.Color, b.Color, t)
		} else {
			table[i] = labs[next-1].mix(labs[next], t).light().rgb()
		}
	}
	return table
}

// mixRGB returns the colour between a (t = 0) and b (t = 1), channel by channel.
func mixRGB(a, b RGB, t float64) RGB {
	return RGB{mixByte(a.R, b.R, t), mixByte(a.G, b.G, t), mixByte(a.B, b.B, t)}
}

func mixByte(a, b uint8, t float64) uint8 {
	return uint8(math.RoundToEven(mix(float64(a), float64(b), t)))
}

// kindOf returns the kind of a map that nobody declared. A light middle between dark
// ends (or the reverse) alone would make a rainbow diverging; a diverging map also has a
// paler middle than ends, which are about as far from it in lightness.
func kindOf(table []RGB) Kind {
	first, last, middle := labOf(table[0]), labOf(table[len(table)-1]), labOf(table[len(table)/2])
	if first.apart(last) < 0.02 {
		return Cyclic
	}
	a, b := middle.l-first.l, middle.l-last.l
	pale := middle.chroma() <= 0.6*min(first.chroma(), last.chroma())
	even := min(math.Abs(a), math.Abs(b)) >= 0.4*max(math.Abs(a), math.Abs(b))
	if pale && even && a*b > 0 && armsBack(lightnesses(table)) <= 0.05 {
		return Diverging
	}
	return Sequential
}
