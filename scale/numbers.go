package scale

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Numbers is a list of numbers that never changes, so that what holds it can be
// compared with ==. The zero value is empty.
type Numbers struct{ text string }

// List returns the numbers v.
func List(v ...float64) Numbers {
	var b []byte
	for i, x := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendFloat(b, x+0, 'g', -1, 64) // +0: no −0
	}
	return Numbers{string(b)}
}

// Values returns the numbers in a new slice.
func (n Numbers) Values() []float64 {
	if n.text == "" {
		return nil
	}
	var v []float64
	for part := range strings.SplitSeq(n.text, ",") {
		x, _ := strconv.ParseFloat(part, 64) // List wrote it
		v = append(v, x)
	}
	return v
}

// Len returns how many there are.
func (n Numbers) Len() int {
	if n.text == "" {
		return 0
	}
	return strings.Count(n.text, ",") + 1
}

// IsZero reports whether there are none, for the JSON option omitzero.
func (n Numbers) IsZero() bool { return n.text == "" }

// String returns the numbers with commas between.
func (n Numbers) String() string { return n.text }

// MarshalJSON returns an array. NaN and ±Inf are errors.
func (n Numbers) MarshalJSON() ([]byte, error) {
	if n.text == "" {
		return []byte("[]"), nil
	}
	return json.Marshal(n.Values())
}

// UnmarshalJSON sets n from an array of at most MaxBoundaries numbers.
func (n *Numbers) UnmarshalJSON(data []byte) error {
	var v []float64
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	if len(v) > MaxBoundaries {
		return limitErrorf("%d boundaries; there may be %d at most", len(v), MaxBoundaries)
	}
	*n = List(v...)
	return nil
}
