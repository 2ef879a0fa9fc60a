package colormap

import "strings"

// args reads arguments by position or as name=value, where each name has a short form
// too. An argument that was not given is an empty field.
func (p *parser) args(body string, form string, known [][2]string) (values []field, err error) {
	values = make([]field, len(known))
	if strings.TrimSpace(body) == "" {
		return values, nil
	}
	byName := false
	for n, f := range p.fields(body) {
		name, value, ok := strings.Cut(f.text, "=")
		i := n
		if ok {
			byName = true
			i = argNamed(known, strings.TrimSpace(name))
			f.at += len(f.text) - len(strings.TrimLeft(value, " \t\r\n"))
			f.text = strings.TrimSpace(value)
		} else if byName {
			return nil, p.fail(f.at, f.text, "%q stands behind arguments with names and needs one too", clip(f.text))
		}
		if i < 0 || i >= len(known) {
			return nil, p.fail(f.at, f.text, "%s takes %s", form, argList(known))
		}
		if values[i].text != "" {
			return nil, p.fail(f.at, f.text, "%s is given twice", known[i][0])
		}
		if f.text == "" {
			return nil, p.fail(f.at, f.text, "%s has no value", known[i][0])
		}
		values[i] = f
	}
	return values, nil
}

func argNamed(known [][2]string, name string) int {
	for i, k := range known {
		if strings.EqualFold(k[0], name) || k[1] != "" && strings.EqualFold(k[1], name) {
			return i
		}
	}
	return -1
}

func argList(known [][2]string) string {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k[0]
	}
	return strings.Join(names, ", ")
}

// number sets *v from an argument, if it was given.
func (p *parser) number(f field, v *float64) error {
	if f.text == "" {
		return nil
	}
	n, err := parseNumber(f.text)
	if err != nil {
		return p.fail(f.at, f.text, "%q is no number", clip(f.text))
	}
	*v = n
	return nil
}

var hueArgs = [][2]string{{"h_neg", ""}, {"h_pos", ""}, {"s", ""}, {"l", ""}, {"sep", ""}, {"center", "centre"}}

// hues reads diverging:h_neg,h_pos,s,l,sep,center.
func (p *parser) hues(body string) (*Map, error) {
	args, err := p.args(body, "diverging", hueArgs)
	if err != nil {
		return nil, err
	}
	if args[0].text == "" || args[1].text == "" {
		return nil, p.fail(p.at, body, "diverging needs two hues in degrees: diverging:220,20")
	}
	h, sep := Hues{}.filled(), 1.0
	for i, v := range []*float64{&h.Neg, &h.Pos, &h.Saturation, &h.Lightness, &sep} {
		if err := p.number(args[i], v); err != nil {
			return nil, err
		}
	}
	switch c := args[5]; strings.ToLower(c.text) {
	case "", "light":
	case "dark":
		h.Dark = true
	default:
		return nil, p.fail(c.at, c.text, "center is light or dark, not %q", clip(c.text))
	}
	if h.Sep = int(max(-1, min(sep, 1e6))); float64(h.Sep) != sep || h.Sep < 1 {
		return nil, p.fail(args[4].at, args[4].text, "sep is a whole number from 1 to 128, not %s", clip(args[4].text))
	}
	if h.Saturation <= 0 || h.Lightness <= 0 {
		return nil, p.fail(p.at, body, "s and l are above 0, to 100")
	}
	m, err := DivergingHues(h)
	if err != nil {
		return nil, &TextError{p.whole, body, p.at, err}
	}
	return m, nil
}

// helix reads cubehelix: and ch:.
func (p *parser) helix(body string) (*Map, error) {
	var h Helix
	known := make([][2]string, len(helixArgs))
	for i, a := range helixArgs {
		known[i] = [2]string{a.name, a.short}
	}
	args, err := p.args(body, "cubehelix", known)
	if err != nil {
		return nil, err
	}
	for i, v := range []**float64{&h.Start, &h.Rot, &h.Gamma, &h.Hue, &h.Light, &h.Dark} {
		if args[i].text == "" {
			continue
		}
		*v = new(float64)
		if err := p.number(args[i], *v); err != nil {
			return nil, err
		}
	}
	m, err := Cubehelix(h)
	if err != nil {
		return nil, &TextError{p.whole, body, p.at, err}
	}
	return m, nil
}
