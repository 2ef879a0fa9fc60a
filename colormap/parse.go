package colormap

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxText bounds the text of a map. A hundred colours with positions are some 2 kB.
const maxText = 8 << 10

// TextError reports a part of a map's text that cannot be read.
type TextError struct {
	Text string // the whole text
	Part string // what cannot be read
	At   int    // where it stands in Text, in bytes
	Err  error  // why
}

// Error names the part, where it stands, and why it cannot be read.
func (e *TextError) Error() string {
	why := strings.TrimPrefix(strings.TrimPrefix(e.Err.Error(), "heat: colour map: "), "heat: colour: ")
	return fmt.Sprintf("heat: colour map %q, character %d: %s", clip(e.Text), len([]rune(e.Text[:e.At]))+1, why)
}

// Unwrap returns why the part cannot be read.
func (e *TextError) Unwrap() error { return e.Err }

// Parse returns the map that a text makes:
//
//	#f7fbff,#08306b             colours at even distances, as ParseColor reads them
//	white 0, orange 30%, #800 1 colours at positions from 0 to 1; those left out are even
//	srgb:red,white,blue         interpolated in sRGB instead of OKLab (oklab:)
//	light:seagreen              as Light; also dark:
//	blend:#7ab,#eda             seaborn's name for srgb:
//	diverging:220,20,s=75,l=50,sep=1,center=dark    as DivergingHues
//	cubehelix:start=0.5,rot=-0.5,gamma=1,hue=0.8,light=0.85,dark=0.15    as Cubehelix;
//	                            also ch: with seaborn's short names s, r, g, h, l, d
//
// and, behind any of these or a name, in the order in which they stand:
//
//	viridis_r                   reversed
//	viridis:7                   in 7 colours, as Resample
//	viridis:0.2..0.8            the part from 0.2 to 0.8, as Sub
//
// Case does not matter. A text is at most 8 KiB long. Every part that cannot be read
// gives a [*TextError]; a text that has no form of these gives an [*UnknownError].
func Parse(text string) (*Map, error) {
	p := parser{whole: strings.TrimSpace(text)}
	if len(p.whole) > maxText {
		return nil, fmt.Errorf("heat: colour map: a text of %d bytes; at most %d are read", len(p.whole), maxText)
	}
	base, ops := cutOps(p.whole)
	m, err := p.base(base)
	if err != nil {
		return nil, err
	}
	at := len(base)
	for _, op := range ops {
		next, err := op.apply(m)
		if err != nil {
			return nil, &TextError{p.whole, op.text, at, err}
		}
		m = next
		at += len(op.text)
	}
	if len(ops) > 0 || m.Family == Made {
		m.Name = p.whole
	}
	return m, nil
}

// op is what stands behind a map's text: "_r", ":7" or ":0.2..0.8".
type op struct {
	text   string
	n      int
	lo, hi float64
	isPart bool
}

// maxOps bounds the work of one text.
const maxOps = 8

// cutOps splits the operations from the end of a text, and returns them in the order in
// which they stand.
func cutOps(text string) (base string, ops []op) {
	for base = text; len(ops) < maxOps; {
		if rest, reversed := cutReversed(base); reversed && rest != "" {
			ops = append(ops, op{text: base[len(rest):]})
			base = rest
			continue
		}
		i := strings.LastIndexByte(base, ':')
		if i < 0 || isForm(base[:i]) {
			break
		}
		o, ok := readOp(base[i:])
		if !ok {
			break
		}
		ops = append(ops, o)
		base = base[:i]
	}
	slices.Reverse(ops)
	return base, ops
}

// readOp reads ":7" or ":0.2..0.8".
func readOp(text string) (op, bool) {
	body := strings.TrimSpace(text[1:])
	if from, to, ok := strings.Cut(body, ".."); ok {
		lo, err1 := parseNumber(from)
		hi, err2 := parseNumber(to)
		return op{text: text, lo: lo, hi: hi, isPart: true}, err1 == nil && err2 == nil
	}
	n, err := strconv.Atoi(body)
	return op{text: text, n: n}, err == nil
}

// apply returns m changed by o.
func (o op) apply(m *Map) (*Map, error) {
	switch {
	case o.isPart:
		return m.Sub(o.lo, o.hi)
	case o.text[0] == ':':
		return m.Resample(o.n)
	}
	return m.Reversed(), nil
}

// forms are the words before the colon of a made map.
var forms = [...]struct {
	name string
	read func(p *parser, body string) (*Map, error)
}{
	{"oklab", func(p *parser, body string) (*Map, error) { return p.list(OKLab, body) }},
	{"srgb", func(p *parser, body string) (*Map, error) { return p.list(SRGB, body) }},
	{"blend", func(p *parser, body string) (*Map, error) { return p.list(SRGB, body) }},
	{"light", func(p *parser, body string) (*Map, error) { return p.tint(Light, body) }},
	{"dark", func(p *parser, body string) (*Map, error) { return p.tint(Dark, body) }},
	{"diverging", (*parser).hues},
	{"cubehelix", (*parser).helix},
	{"ch", (*parser).helix},
}

// isForm reports whether a word is the name of a form or of a family.
func isForm(word string) bool {
	word = strings.TrimSpace(word)
	for _, f := range familyPrefixes {
		if strings.EqualFold(f.prefix[:len(f.prefix)-1], word) {
			return true
		}
	}
	for _, f := range forms {
		if strings.EqualFold(f.name, word) {
			return true
		}
	}
	return false
}

// parser reads the text of a made map.
type parser struct {
	whole string
	at    int // where the body begins: behind the name of the form
}

// fail reports a part of the text, which is a substring of it.
func (p *parser) fail(at int, part, format string, args ...any) error {
	return &TextError{p.whole, part, at, fmt.Errorf(format, args...)}
}

// base reads a text without operations.
func (p *parser) base(text string) (*Map, error) {
	if m := lookupNamed(strings.TrimSpace(text)); m != nil {
		return m, nil
	}
	if word, body, ok := strings.Cut(text, ":"); ok {
		for _, f := range forms {
			if strings.EqualFold(f.name, strings.TrimSpace(word)) {
				p.at = len(word) + 1
				return f.read(p, body)
			}
		}
		return nil, p.unknown(text, word)
	}
	if strings.ContainsAny(text, ",# (") {
		return p.list(OKLab, text)
	}
	if c, err := ParseColor(text); err == nil && text != "" {
		return nil, p.fail(0, text, "one colour makes no map; give two or more (white,%s), or light:%s", text, c)
	}
	return nil, p.unknown(text, "")
}

// unknown reports a text that is neither a name nor a form.
func (p *parser) unknown(text, word string) error {
	names := Names()
	if word != "" {
		for i := range named {
			full := named[i].full
			names = append(names, full, full[:len(full)-len(reversedSuffix)])
		}
		if !strings.Contains(text, ",") {
			if n := nearest(text, names); n != "" {
				return &UnknownError{What: "colour map", Name: p.whole, Nearest: n}
			}
		}
		words := make([]string, len(forms))
		for i, f := range forms {
			words[i] = f.name
		}
		if n := nearest(word, words); n != "" {
			return &UnknownError{What: "form of colour map", Name: word + ":", Nearest: n + ":"}
		}
	}
	return &UnknownError{What: "colour map", Name: p.whole, Nearest: nearest(text, names)}
}

// field is a part of a list, and where it stands in the whole text.
type field struct {
	text string
	at   int
}

// fields splits the body at commas outside brackets.
func (p *parser) fields(body string) []field {
	var fields []field
	start, depth := 0, 0
	add := func(end int) {
		part := body[start:end]
		lead := len(part) - len(strings.TrimLeft(part, " \t\r\n"))
		fields = append(fields, field{strings.TrimSpace(part), p.at + start + lead})
		start = end + 1
	}
	for i := range len(body) {
		switch c := body[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth = max(0, depth-1)
		case c == ',' && depth == 0:
			add(i)
		}
	}
	add(len(body))
	return fields
}
