package colormap

import (
	"errors"
	"strconv"
	"strings"
)

// list reads colours with or without positions.
func (p *parser) list(space Space, body string) (*Map, error) {
	fields := p.fields(body)
	stops := make([]Stop, len(fields))
	placed := make([]bool, len(fields))
	for i, f := range fields {
		text, place := cutPosition(f.text)
		c, err := p.color(field{text, f.at})
		if err != nil {
			return nil, err
		}
		stops[i].Color = c
		if place == "" {
			continue
		}
		at := f.at + len(f.text) - len(place)
		if stops[i].Pos, err = parsePosition(place); err != nil {
			return nil, p.fail(at, place, "%q is no position; give a number from 0 to 1, or a percentage", clip(place))
		}
		if i > 0 && placed[i-1] && stops[i].Pos <= stops[i-1].Pos {
			return nil, p.fail(at, place, "position %s is not above %v of the colour before; positions must increase", place, stops[i-1].Pos)
		}
		placed[i] = true
	}
	if len(fields) == 1 {
		return nil, p.fail(fields[0].at, fields[0].text, "one colour makes no map; give two or more, with commas between")
	}
	spread(stops, placed)
	m, err := FromStops(space, stops...)
	if err != nil {
		return nil, &TextError{p.whole, body, fields[0].at, err}
	}
	return m, nil
}

// cutPosition splits "orange 30%" into the colour and its position, which may be "".
func cutPosition(s string) (color, position string) {
	i := strings.LastIndexAny(s, " \t\r\n")
	if i < 0 || strings.HasSuffix(s, ")") {
		return s, ""
	}
	return strings.TrimSpace(s[:i]), s[i+1:]
}

// parsePosition reads 0.3 or 30%.
func parsePosition(s string) (float64, error) {
	if n, ok := strings.CutSuffix(s, "%"); ok {
		v, err := parseNumber(n)
		return v / 100, err
	}
	return parseNumber(s)
}

// parseNumber reads a finite number.
func parseNumber(s string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err == nil && (v-v != 0) {
		err = errors.New("not finite")
	}
	return v, err
}

// spread places the stops without a position evenly between those that have one. The
// first is at 0 and the last at 1 unless they say otherwise.
func spread(stops []Stop, placed []bool) {
	last := len(stops) - 1
	if !placed[last] {
		stops[last].Pos, placed[last] = 1, true
	}
	placed[0] = true // at 0, which it is where it was not given
	for i, from := 1, 0; i <= last; i++ {
		if !placed[i] {
			continue
		}
		for k := from + 1; k < i; k++ {
			stops[k].Pos = mix(stops[from].Pos, stops[i].Pos, float64(k-from)/float64(i-from))
		}
		from = i
	}
}

// color reads an opaque colour.
func (p *parser) color(f field) (RGB, error) {
	c, err := ParseColor(f.text)
	if err != nil {
		return RGB{}, &TextError{p.whole, f.text, f.at, err}
	}
	if c.A != 255 {
		return RGB{}, p.fail(f.at, f.text, "%q is not opaque; a map has opaque colours", clip(f.text))
	}
	return c.RGB(), nil
}

// tint reads the colour of light: and dark:.
func (p *parser) tint(make func(RGB) *Map, body string) (*Map, error) {
	fields := p.fields(body)
	if len(fields) != 1 {
		return nil, p.fail(fields[1].at, fields[1].text, "one colour, not %d (two or more make a map by themselves)", len(fields))
	}
	c, err := p.color(fields[0])
	if err != nil {
		return nil, err
	}
	return make(c), nil
}
