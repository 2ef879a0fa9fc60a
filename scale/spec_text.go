package scale

import (
	"strconv"
	"strings"
)

// ParseSpec reads a norm as a user writes it: a name and, after = or :, what it takes,
// separated by commas. Numbers without a name come first, in this order:
//
//	linear
//	log, log=2                 base
//	symlog=0.1, symlog=0.1,1,10, symlog:linthresh=0.1,linscale=1,base=10
//	asinh=1                    width of the linear part
//	power=0.5                  gamma
//	two-slope=0                centre; each half has its own rate
//	centered=0                 centre; the limits are at equal distances from it
//	boundary=0,10,100          boundaries of bins
//	levels=7                   bins at most, between round numbers
//	quantile, quantile=10      bins with equally many values each; without: no bins
//	equalize
//
// Also "clip" may stand among them, and "extend=min", max or both for the norms with
// bins: boundary=0,10,100,extend=max. The empty text and auto are linear. A fault gives
// a [*LimitError].
func ParseSpec(text string) (Spec, error) {
	text = strings.TrimSpace(text)
	if text == "" || text == "auto" {
		return Spec{}, nil
	}
	name, list, given := text, "", false
	if at := strings.IndexAny(text, "=:"); at >= 0 {
		name, list, given = text[:at], text[at+1:], true
	}
	var s Spec
	if strings.TrimSpace(name) == kindNames[KindFunc] {
		return Spec{}, limitErrorf("the func norm takes functions in Go, which text cannot name")
	}
	if err := s.Kind.UnmarshalText([]byte(strings.TrimSpace(name))); err != nil {
		return Spec{}, err
	}
	if !given {
		return s.checked()
	}
	const longest = 32 * MaxBoundaries
	if len(list) > longest {
		return Spec{}, limitErrorf("%v norm: %d characters of parameters are too many", s.Kind, len(list))
	}
	if err := s.readList(list); err != nil {
		return Spec{}, err
	}
	return s.checked()
}

// checked returns s, or the fault that it has.
func (s Spec) checked() (Spec, error) {
	if err := s.Validate(); err != nil {
		return Spec{}, err
	}
	return s, nil
}

// readList reads what follows the name.
func (s *Spec) readList(list string) error {
	var numbers []float64
	named := ""
	for part := range strings.SplitSeq(list, ",") {
		part = strings.TrimSpace(part)
		key, value, isNamed := strings.Cut(part, "=")
		var err error
		switch {
		case part == "clip":
			s.Clip, named = true, part
		case isNamed:
			named = strings.TrimSpace(key)
			err = s.set(named, strings.TrimSpace(value))
		case named != "":
			return limitErrorf("%v norm: %q after %q has no name (numbers without a name come first)", s.Kind, part, named)
		default:
			var v float64
			if v, err = s.number(part); err == nil {
				numbers = append(numbers, v)
			}
		}
		if err != nil {
			return err
		}
	}
	return s.setNumbers(numbers)
}

// number reads a number.
func (s *Spec) number(text string) (float64, error) {
	v, err := strconv.ParseFloat(strings.Replace(text, "−", "-", 1), 64)
	if err != nil || v-v != 0 {
		return 0, limitErrorf("%v norm: %q is not a finite number", s.Kind, text)
	}
	return v + 0, nil // not −0
}

// count reads a number of bins.
func (s *Spec) count(v float64) error {
	if !(v >= 2 && v <= MaxBins) || v != float64(int(v)) {
		return limitErrorf("%v norm: number of bins %v is not from 2 to %d", s.Kind, v, MaxBins)
	}
	s.Bins = int(v)
	return nil
}

// set reads a named parameter.
func (s *Spec) set(key, value string) error {
	var names []string
	for _, p := range s.Kind.parameters() {
		names = append(names, p.name)
		if p.name == key {
			v, err := s.number(value)
			if err == nil {
				err = p.check(s.Kind, v)
			}
			*p.field(s) = v
			return err
		}
	}
	switch {
	case key == "extend" && s.Kind >= KindBoundary:
		return s.Extend.UnmarshalText([]byte(value))
	case key == "bins" && (s.Kind == KindLevels || s.Kind == KindQuantile):
		v, err := s.number(value)
		if err != nil {
			return err
		}
		return s.count(v)
	}
	if s.Kind >= KindBoundary {
		names = append(names, "extend")
	}
	if s.Kind == KindLevels || s.Kind == KindQuantile {
		names = append(names, "bins")
	}
	return unknown("parameter of the "+s.Kind.String()+" norm", key, append(names, "clip"))
}

// setNumbers sets the parameters that stood without a name.
func (s *Spec) setNumbers(numbers []float64) error {
	if len(numbers) == 0 {
		return nil
	}
	switch s.Kind {
	case KindBoundary:
		s.Boundaries = List(numbers...)
		return nil
	case KindLevels, KindQuantile:
		if len(numbers) > 1 {
			return limitErrorf("%v norm takes one number, that of the bins; it got %d", s.Kind, len(numbers))
		}
		return s.count(numbers[0])
	}
	takes := s.Kind.parameters()
	if len(numbers) > len(takes) {
		return limitErrorf("%v norm takes %d numbers at most; it got %d", s.Kind, len(takes), len(numbers))
	}
	for i, v := range numbers {
		if err := takes[i].check(s.Kind, v); err != nil {
			return err
		}
		*takes[i].field(s) = v
	}
	return nil
}

// String returns s as ParseSpec reads it. For func it is that name.
func (s Spec) String() string {
	var parts []string
	switch {
	case s.Kind == KindBoundary:
		parts = append(parts, s.Boundaries.String())
	case s.Bins != 0:
		parts = append(parts, strconv.Itoa(s.Bins))
	default:
		parts = s.listNumbers()
	}
	if s.Extend != ExtendNeither {
		parts = append(parts, "extend="+s.Extend.String())
	}
	if s.Clip {
		parts = append(parts, "clip")
	}
	if len(parts) == 0 {
		return s.Kind.String()
	}
	return s.Kind.String() + "=" + strings.Join(parts, ",")
}

// listNumbers returns the numbers of s, without names up to the first that is chosen.
func (s Spec) listNumbers() []string {
	var parts []string
	skipped := false
	for _, p := range s.Kind.parameters() {
		v := *p.field(&s)
		text := strconv.FormatFloat(v+0, 'g', -1, 64)
		switch {
		case v == 0 && p.positive:
			skipped = true
		case v == 0: // the default of a centre
		case skipped:
			parts = append(parts, p.name+"="+text)
		default:
			parts = append(parts, text)
		}
	}
	return parts
}

// MarshalText returns what String does, or an error for func.
func (s Spec) MarshalText() ([]byte, error) {
	if s.Kind == KindFunc || s.Func != nil {
		return nil, errFunc
	}
	return []byte(s.String()), nil
}

// errFunc says why a norm of functions cannot be written.
var errFunc = &LimitError{"a func norm holds functions in Go, which cannot be written (use a named norm, or set it again after reading)"}

// UnmarshalText sets s as ParseSpec reads it.
func (s *Spec) UnmarshalText(text []byte) error {
	parsed, err := ParseSpec(string(text))
	if err == nil {
		*s = parsed
	}
	return err
}
