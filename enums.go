package heat

import (
	"fmt"
	"slices"
	"strings"
)

// Switch is auto, on or off.
type Switch uint8

// The positions of a Switch.
const (
	Auto Switch = iota
	On
	Off
)

var switchNames = []string{"auto", "on", "off"}

// String returns auto, on or off.
func (s Switch) String() string { return enumName(switchNames, int(s)) }

// MarshalText writes the name.
func (s Switch) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (s *Switch) UnmarshalText(text []byte) error { return enumParse(s, "switch", switchNames, text) }

// Values lists the names in order.
func (Switch) Values() []string { return switchNames }

// Side is a side of a body, or auto.
type Side uint8

// The sides.
const (
	SideAuto Side = iota
	SideRight
	SideBottom
	SideLeft
	SideTop
	SideInside // over the body, in its emptiest corner
)

var sideNames = []string{"auto", "right", "bottom", "left", "top", "inside"}

// String returns auto, right, bottom, left, top or inside.
func (s Side) String() string { return enumName(sideNames, int(s)) }

// MarshalText writes the name.
func (s Side) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name.
func (s *Side) UnmarshalText(text []byte) error { return enumParse(s, "side", sideNames, text) }

// Values lists the names in order.
func (Side) Values() []string { return sideNames }

// Arrows says at which ends a colour bar has an arrow for values beyond the limits.
type Arrows uint8

// The ends.
const (
	ArrowsAuto Arrows = iota // where there are such values
	ArrowsNeither
	ArrowsMin
	ArrowsMax
	ArrowsBoth
)

var arrowNames = []string{"auto", "neither", "min", "max", "both"}

// String returns auto, neither, min, max or both.
func (x Arrows) String() string { return enumName(arrowNames, int(x)) }

// MarshalText writes the name.
func (x Arrows) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// UnmarshalText reads the name.
func (x *Arrows) UnmarshalText(text []byte) error { return enumParse(x, "end", arrowNames, text) }

// Values lists the names in order.
func (Arrows) Values() []string { return arrowNames }

// Weight is how heavy text is set.
type Weight uint8

// The weights.
const (
	WeightBold Weight = iota
	WeightRegular
)

var weightNames = []string{"bold", "regular"}

// String returns bold or regular.
func (w Weight) String() string { return enumName(weightNames, int(w)) }

// MarshalText writes the name.
func (w Weight) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads the name.
func (w *Weight) UnmarshalText(text []byte) error { return enumParse(w, "weight", weightNames, text) }

// Values lists the names in order.
func (Weight) Values() []string { return weightNames }

// MarkKind is a way to point out a cell.
type MarkKind uint8

// The kinds of marks.
const (
	MarkOutline MarkKind = iota // a line round the cells, without lines between neighbours
	MarkCorner                  // a small triangle in the upper right corner
	MarkDot                     // a dot in the middle
)

var markNames = []string{"outline", "corner", "dot"}

// String returns outline, corner or dot.
func (k MarkKind) String() string { return enumName(markNames, int(k)) }

// MarshalText writes the name.
func (k MarkKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name.
func (k *MarkKind) UnmarshalText(text []byte) error { return enumParse(k, "mark", markNames, text) }

// Values lists the names in order.
func (MarkKind) Values() []string { return markNames }

// Triangle is half of a square matrix.
type Triangle uint8

// The triangles.
const (
	NoTriangle Triangle = iota
	Upper
	Lower
)

var triangleNames = []string{"none", "upper", "lower"}

// String returns none, upper or lower.
func (t Triangle) String() string { return enumName(triangleNames, int(t)) }

// MarshalText writes the name.
func (t Triangle) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the name.
func (t *Triangle) UnmarshalText(text []byte) error {
	return enumParse(t, "triangle", triangleNames, text)
}

// Values lists the names in order.
func (Triangle) Values() []string { return triangleNames }

func enumName(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("invalid(%d)", i)
}

func enumParse[E ~uint8](to *E, what string, names []string, text []byte) error {
	i := slices.Index(names, strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("unknown %s %q (known: %s)", what, text, strings.Join(names, ", "))
	}
	*to = E(i)
	return nil
}
