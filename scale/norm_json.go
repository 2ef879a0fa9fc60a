package scale

import (
	"bytes"
	"encoding/json"
)

// normJSON is any norm in JSON, with its limits: what a Spec becomes once it is fitted.
type normJSON struct {
	Kind      string    `json:"kind"`
	Min       *float64  `json:"min,omitempty"`
	Max       *float64  `json:"max,omitempty"`
	Base      float64   `json:"base,omitempty"`
	Linthresh float64   `json:"linthresh,omitempty"`
	Linscale  float64   `json:"linscale,omitempty"`
	Width     float64   `json:"width,omitempty"`
	Gamma     float64   `json:"gamma,omitempty"`
	Center    *float64  `json:"center,omitempty"`
	Values    []float64 `json:"values,omitempty"`    // edges or knots
	Positions []float64 `json:"positions,omitempty"` // of the knots
	Extend    Extend    `json:"extend,omitempty"`
	Clip      bool      `json:"clip,omitempty"`
}

// The names of norms in JSON that no Spec has.
const (
	nameCenter    = "center"
	namePiecewise = "piecewise"
)

// limited begins a norm that is known by its limits.
func limited(k Kind, lo, hi float64) normJSON {
	return normJSON{Kind: k.String(), Min: &lo, Max: &hi}
}

// MarshalJSON returns {"kind":"linear","min":…,"max":…}, which UnmarshalNorm reads.
func (l Linear) MarshalJSON() ([]byte, error) { return json.Marshal(limited(KindLinear, l.Min, l.Max)) }

// MarshalJSON returns an object that UnmarshalNorm reads.
func (c Centered) MarshalJSON() ([]byte, error) {
	j := limited(KindLinear, c.Min, c.Max)
	j.Kind, j.Center = nameCenter, &c.Center
	return json.Marshal(j)
}

// MarshalJSON returns an object that UnmarshalNorm reads.
func (l Log) MarshalJSON() ([]byte, error) {
	j := limited(KindLog, l.lo, l.hi)
	j.Base = l.base
	return json.Marshal(j)
}

// MarshalJSON returns an object that UnmarshalNorm reads.
func (s SymLog) MarshalJSON() ([]byte, error) {
	j := limited(KindSymLog, s.lo, s.hi)
	j.Linthresh, j.Linscale, j.Base = s.linthresh, s.linscale, s.base
	return json.Marshal(j)
}

// MarshalJSON returns an object that UnmarshalNorm reads.
func (a Asinh) MarshalJSON() ([]byte, error) {
	j := limited(KindAsinh, a.lo, a.hi)
	j.Width = a.width
	return json.Marshal(j)
}

// MarshalJSON returns an object that UnmarshalNorm reads.
func (p Power) MarshalJSON() ([]byte, error) {
	j := limited(KindPower, p.lo, p.hi)
	j.Gamma = p.gamma
	return json.Marshal(j)
}

// MarshalJSON returns an object that UnmarshalNorm reads.
func (n TwoSlope) MarshalJSON() ([]byte, error) {
	j := limited(KindTwoSlope, n.lo, n.hi)
	j.Center = &n.center
	return json.Marshal(j)
}

// MarshalJSON returns an object that UnmarshalNorm reads.
func (b Boundary) MarshalJSON() ([]byte, error) {
	return json.Marshal(normJSON{Kind: KindBoundary.String(), Values: b.edges, Extend: b.extend})
}

// MarshalJSON returns an object that UnmarshalNorm reads, with all knots.
func (p Piecewise) MarshalJSON() ([]byte, error) {
	return json.Marshal(normJSON{Kind: namePiecewise, Values: p.at, Positions: p.place})
}

// MarshalJSON returns an error: functions cannot be written.
func (f Func) MarshalJSON() ([]byte, error) { return nil, errFunc }

// MarshalJSON returns the object of the norm inside with "clip" set.
func (c Clip) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(c.Norm)
	if err != nil {
		return nil, err
	}
	var j normJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return nil, err
	}
	j.Clip = true
	return json.Marshal(j)
}

// UnmarshalNorm reads a norm as their methods MarshalJSON write it. Unknown fields are
// errors; so is all that the functions refuse which make norms.
func UnmarshalNorm(data []byte) (Norm, error) {
	var j normJSON
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&j); err != nil {
		return nil, err
	}
	n, err := j.norm()
	if err != nil {
		return nil, err
	}
	if j.Clip {
		n = Clip{n}
	}
	return n, nil
}

// norm returns the norm without its Clip.
func (j *normJSON) norm() (Norm, error) {
	switch j.Kind {
	case KindBoundary.String():
		return NewBoundary(j.Values, j.Extend)
	case namePiecewise:
		return NewPiecewise(j.Values, j.Positions)
	}
	if j.Min == nil || j.Max == nil {
		return nil, limitErrorf("%s norm needs min and max", j.Kind)
	}
	lo, hi := *j.Min, *j.Max
	switch j.Kind {
	case KindLinear.String():
		return Linear{lo, hi}, nil
	case KindLog.String():
		return NewLog(lo, hi, j.Base)
	case KindSymLog.String():
		return NewSymLog(lo, hi, j.Linthresh, j.Linscale, j.Base)
	case KindAsinh.String():
		return NewAsinh(lo, hi, j.Width)
	case KindPower.String():
		return NewPower(lo, hi, j.Gamma)
	}
	if j.Center == nil {
		j.Center = new(float64)
	}
	switch j.Kind {
	case KindTwoSlope.String():
		return NewTwoSlope(lo, *j.Center, hi)
	case nameCenter:
		return Centered{lo, hi, *j.Center}, nil
	}
	return nil, unknown("norm", j.Kind, []string{"linear", nameCenter, "log", "symlog", "asinh", "power", "two-slope", "boundary", namePiecewise})
}
