package heat

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Length is a length on paper in points (1/72 inch). As text it may carry a unit: in,
// cm, mm, pt, or px, which is 1/96 inch as in CSS; without one it is points.
type Length float64

// Units in points.
const (
	Point Length = 1
	Inch         = 72 * Point
	CM           = Inch / 2.54
	MM           = CM / 10
	Pixel        = Inch / 96 // of CSS; a PNG has its own resolution
)

var lengthUnits = []struct {
	suffix string
	points Length
}{{"in", Inch}, {"cm", CM}, {"mm", MM}, {"px", Pixel}, {"pt", Point}, {"", Point}}

// ParseLength reads a length such as "6.6in" or "12". A pixel is taken to be px points
// long; 0 stands for that of CSS.
func ParseLength(s string, px Length) (Length, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	for _, u := range lengthUnits {
		number, ok := strings.CutSuffix(text, u.suffix)
		if !ok {
			continue
		}
		number = strings.TrimSpace(number)
		v, err := strconv.ParseFloat(number, 64)
		if err != nil || strings.Trim(number, "0123456789.e+-") != "" || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, fmt.Errorf("%q is not a length (write 6.6in, 17cm, 170mm, 1000px or 475pt)", s)
		}
		if u.suffix == "px" && px > 0 {
			return Length(v) * px, nil
		}
		return Length(v) * u.points, nil
	}
	return 0, nil // not reached: the last suffix always matches
}

// String writes the length in points.
func (l Length) String() string {
	return strconv.FormatFloat(float64(l), 'g', -1, 64) + "pt"
}

// MarshalJSON writes the length as a number of points.
func (l Length) MarshalJSON() ([]byte, error) { return json.Marshal(float64(l)) }

// UnmarshalJSON reads a number of points or a string with a unit.
func (l *Length) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		var s string
		if err := json.Unmarshal(data, &s); err != nil {
			return err
		}
		v, err := ParseLength(s, 0)
		*l = v
		return err
	}
	return json.Unmarshal(data, (*float64)(l))
}

// Size is the size of a figure. What is left out is chosen: a canvas that suits the
// number of cells, their labels and their numbers.
type Size struct {
	// Width and Height are those of the whole canvas.
	Width  Length `json:"width,omitempty"`
	Height Length `json:"height,omitempty"`
	// CellWidth and CellHeight are those of one cell; the canvas follows.
	CellWidth  Length `json:"cell-width,omitempty"`
	CellHeight Length `json:"cell-height,omitempty"`
}

// MaxSize is the longest side of a canvas: 400 inches, ten metres of print. Beyond it
// a size is taken for a mistake.
const MaxSize = 400 * Inch

// ParseSize reads the size of a canvas: "6.6x4.2in", "17 x 11 cm", "1000x800px", or
// only a width as in "6.6in". A unit behind the height holds for a width without one.
func ParseSize(s string, px Length) (width, height Length, err error) {
	w, h, both := strings.Cut(strings.ReplaceAll(strings.ToLower(s), "×", "x"), "x")
	// The x of "px" is no sign of multiplication.
	if both && strings.HasSuffix(w, "p") {
		rest := h
		w += "x"
		if h, both = strings.CutPrefix(strings.TrimSpace(rest), "x"); !both && strings.TrimSpace(rest) != "" {
			return 0, 0, fmt.Errorf("%q is not a size (write 6.6x4.2in)", s)
		}
	}
	if both {
		if height, err = ParseLength(h, px); err != nil {
			return 0, 0, fmt.Errorf("%q is not a size (write 6.6x4.2in, 17x11cm or 1000x800px)", s)
		}
		if unitOf(w) == "" {
			w += unitOf(h)
		}
	}
	if width, err = ParseLength(w, px); err != nil {
		return 0, 0, fmt.Errorf("%q is not a size (write 6.6x4.2in, 17x11cm or 1000x800px)", s)
	}
	return width, height, nil
}

// unitOf is the unit that a length ends with, or "".
func unitOf(s string) string {
	s = strings.TrimSpace(s)
	return s[len(strings.TrimRight(s, "cimnptx")):]
}
