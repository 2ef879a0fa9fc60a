package heat

import (
	"encoding/json"
	"fmt"
)

// Labels says which tick labels an axis shows: [AllLabels], [NoLabels], [EveryNth] or
// [Explicit]. A nil Labels shows as many as fit.
type Labels interface{ labels() }

// AllLabels asks for every label: the figure grows to hold them where it may. On a
// canvas that cannot, they are thinned all the same, and the report says so.
type AllLabels struct{}

// NoLabels shows none.
type NoLabels struct{}

// EveryNth shows the first label and every nth after it.
type EveryNth int

// Explicit replaces the labels: one for each row or column.
type Explicit []string

func (AllLabels) labels() {}
func (NoLabels) labels()  {}
func (EveryNth) labels()  {}
func (Explicit) labels()  {}

// MarshalJSON writes "all".
func (AllLabels) MarshalJSON() ([]byte, error) { return []byte(`"all"`), nil }

// MarshalJSON writes "none".
func (NoLabels) MarshalJSON() ([]byte, error) { return []byte(`"none"`), nil }

// unmarshalLabels reads "auto", "all", "none", a number or a list of texts.
func unmarshalLabels(data []byte) (Labels, error) {
	const cure = `write "auto", "all", "none", a number or a list of texts`
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		switch v {
		case "auto", "":
			return nil, nil
		case "all":
			return AllLabels{}, nil
		case "none":
			return NoLabels{}, nil
		}
	case float64:
		if v >= 1 && v == float64(int(v)) {
			return EveryNth(int(v)), nil
		}
	case []any:
		list := make(Explicit, len(v))
		for i, x := range v {
			s, ok := x.(string)
			if !ok {
				return nil, fmt.Errorf("labels: entry %d is not a text", i+1)
			}
			list[i] = s
		}
		return list, nil
	}
	return nil, fmt.Errorf("labels: %.40s is not understood (%s)", data, cure)
}
