package scale

import (
	"encoding/json"
	"fmt"
	"math"
)

// Bound is an optional number: a limit that a user gave, or none. The zero value is
// none. In JSON it is a number or null.
type Bound struct {
	Value float64
	Set   bool
}

// At returns the bound v.
func At(v float64) Bound { return Bound{Value: v, Set: true} }

// Or returns the value of b, or v if b is not set.
func (b Bound) Or(v float64) float64 {
	if b.Set {
		return b.Value
	}
	return v
}

// IsZero reports whether b is not set, for the JSON option omitzero.
func (b Bound) IsZero() bool { return !b.Set }

// MarshalJSON returns a number, or null if b is not set. NaN and ±Inf are errors.
func (b Bound) MarshalJSON() ([]byte, error) {
	if !b.Set {
		return []byte("null"), nil
	}
	if math.IsNaN(b.Value) || math.IsInf(b.Value, 0) {
		return nil, fmt.Errorf("heat: limits: %v is not a finite number", b.Value)
	}
	return json.Marshal(b.Value)
}

// UnmarshalJSON sets b from a number, or unsets it for null.
func (b *Bound) UnmarshalJSON(data []byte) error {
	var v *float64
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*b = Bound{}
	if v != nil {
		*b = At(*v)
	}
	return nil
}
