package scale

import (
	"bytes"
	"encoding/json"
)

// specJSON is a Spec in JSON. Numbers are pointers, so that a 0 in the text is seen.
type specJSON struct {
	Kind       *Kind    `json:"kind,omitempty"`
	Base       *float64 `json:"base,omitempty"`
	Linthresh  *float64 `json:"linthresh,omitempty"`
	Linscale   *float64 `json:"linscale,omitempty"`
	Width      *float64 `json:"width,omitempty"`
	Gamma      *float64 `json:"gamma,omitempty"`
	Center     *float64 `json:"center,omitempty"`
	Boundaries Numbers  `json:"boundaries,omitzero"`
	Bins       *int     `json:"bins,omitempty"`
	Extend     Extend   `json:"extend,omitempty"`
	Clip       bool     `json:"clip,omitempty"`
}

// MarshalJSON returns an object such as {"kind":"symlog","linthresh":0.1}. A func norm
// is an error.
func (s Spec) MarshalJSON() ([]byte, error) {
	if s.Kind == KindFunc || s.Func != nil {
		return nil, errFunc
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	j := specJSON{Kind: &s.Kind, Boundaries: s.Boundaries, Extend: s.Extend, Clip: s.Clip}
	for i, p := range j.numbers() {
		if v := *allParameters[i].field(&s); v != 0 {
			*p = &v
		}
	}
	if s.Bins != 0 {
		j.Bins = &s.Bins
	}
	return json.Marshal(j)
}

// numbers returns the fields in the order of allParameters.
func (j *specJSON) numbers() []**float64 {
	return []**float64{&j.Base, &j.Linthresh, &j.Linscale, &j.Width, &j.Gamma, &j.Center}
}

// UnmarshalJSON reads an object as MarshalJSON writes it, or a string as ParseSpec
// reads it; null leaves s as it is. Unknown fields are errors.
func (s *Spec) UnmarshalJSON(data []byte) error {
	data = bytes.TrimSpace(data)
	switch {
	case bytes.Equal(data, []byte("null")):
		return nil
	case len(data) > 0 && data[0] == '"':
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
		return s.UnmarshalText([]byte(text))
	}
	var j specJSON
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&j); err != nil {
		return err
	}
	parsed, err := j.spec()
	if err == nil {
		*s = parsed
	}
	return err
}

// spec returns the Spec after its checks.
func (j *specJSON) spec() (Spec, error) {
	s := Spec{Boundaries: j.Boundaries, Extend: j.Extend, Clip: j.Clip}
	if j.Kind != nil {
		s.Kind = *j.Kind
	}
	for i, v := range j.numbers() {
		if *v == nil {
			continue
		}
		p := allParameters[i]
		if err := p.check(s.Kind, **v); err != nil {
			return Spec{}, err
		}
		*p.field(&s) = **v + 0
	}
	if j.Bins != nil {
		if err := s.count(float64(*j.Bins)); err != nil {
			return Spec{}, err
		}
	}
	return s.checked()
}
