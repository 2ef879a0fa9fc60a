package colormap

import (
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Color is a straight (not premultiplied) sRGB colour with opacity. The zero value is
// fully transparent.
type Color struct{ R, G, B, A uint8 }

// RGB returns c without its opacity.
func (c Color) RGB() RGB { return RGB{c.R, c.G, c.B} }

// Opaque returns c with full opacity.
func (c RGB) Opaque() Color { return Color{c.R, c.G, c.B, 255} }

// String returns c as #rrggbb, or as #rrggbbaa where it is not opaque: the shortest
// form that ParseColor reads back exactly.
func (c Color) String() string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}

// MarshalText returns what String does.
func (c Color) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText sets c as ParseColor reads it.
func (c *Color) UnmarshalText(text []byte) error {
	parsed, err := ParseColor(string(text))
	if err == nil {
		*c = parsed
	}
	return err
}

// ParseColor reads a colour: #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(r, g, b) with
// channels 0 to 255, rgba(r, g, b, a) with an opacity 0 to 1, one of the 148 CSS
// names, none or transparent, or a grey between "0" (black) and "1" (white) as
// matplotlib writes it. Case and surrounding space do not matter.
//
// An unknown name gives an [*UnknownError] that suggests the nearest one.
func ParseColor(s string) (Color, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	switch {
	case text == "":
		return Color{}, fmt.Errorf("heat: colour: empty (write a name, #rrggbb, or none)")
	case text == "none", text == "transparent":
		// Not the zero Color, which stands for one that was left out.
		return Color{255, 255, 255, 0}, nil
	case text[0] == '#':
		return parseHex(s, text[1:])
	case strings.HasPrefix(text, "rgb"):
		return parseFunction(s, text)
	case strings.IndexByte("0123456789.+-", text[0]) >= 0:
		return parseGrey(s, text)
	}
	i, ok := slices.BinarySearchFunc(cssColors[:], text, func(c cssColor, name string) int {
		return strings.Compare(c.name, name)
	})
	if !ok {
		return Color{}, &UnknownError{What: "colour", Name: s, Nearest: nearest(text, cssNames())}
	}
	v := cssColors[i].rgb
	return Color{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}, nil
}

// parseHex reads the digits after "#".
func parseHex(s, digits string) (Color, error) {
	if len(digits) == 3 || len(digits) == 4 {
		long := make([]byte, 0, 8)
		for i := range len(digits) {
			long = append(long, digits[i], digits[i])
		}
		digits = string(long)
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	b, err := hex.DecodeString(digits)
	if err != nil || len(b) != 4 {
		return Color{}, fmt.Errorf("heat: colour: %q is not #rgb, #rgba, #rrggbb or #rrggbbaa in hexadecimal digits", clip(s))
	}
	return Color{b[0], b[1], b[2], b[3]}, nil
}

// parseFunction reads rgb(r, g, b) and rgba(r, g, b, a). Either name takes either
// number of arguments, as in CSS.
func parseFunction(s, text string) (Color, error) {
	bad := fmt.Errorf("heat: colour: %q is not rgb(r, g, b) with channels 0 to 255, nor rgba(r, g, b, a) with an opacity 0 to 1", clip(s))
	body := strings.TrimPrefix(strings.TrimPrefix(text, "rgb"), "a")
	if !strings.HasPrefix(body, "(") || !strings.HasSuffix(body, ")") {
		return Color{}, bad
	}
	parts := strings.Split(body[1:len(body)-1], ",")
	if len(parts) != 3 && len(parts) != 4 {
		return Color{}, bad
	}
	channels := [4]uint8{3: 255}
	for i, part := range parts {
		part = strings.TrimSpace(part)
		if i == 3 {
			opacity, ok := parseUnit(part)
			if !ok {
				return Color{}, bad
			}
			channels[3] = opacity
			break
		}
		v, err := strconv.ParseUint(part, 10, 8)
		if err != nil {
			return Color{}, bad
		}
		channels[i] = uint8(v)
	}
	return Color{channels[0], channels[1], channels[2], channels[3]}, nil
}

// parseGrey reads a matplotlib grey.
func parseGrey(s, text string) (Color, error) {
	v, ok := parseUnit(text)
	if !ok {
		return Color{}, fmt.Errorf("heat: colour: %q is not a grey between 0 (black) and 1 (white)", clip(s))
	}
	return Color{v, v, v, 255}, nil
}

// parseUnit reads a number in [0,1] as a byte, rounding half to even as matplotlib.
func parseUnit(s string) (uint8, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= 1) {
		return 0, false
	}
	return uint8(math.RoundToEven(v * 255)), true
}
