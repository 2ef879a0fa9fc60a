package heat

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// trackKinds are the kinds of tracks by their "type".
var trackKinds = []struct {
	name string
	make func() Track
}{
	{"dendrogram", func() Track { return new(Dendrogram) }},
	{"strip", func() Track { return new(Strip) }},
	{"bars", func() Track { return new(Bars) }},
	{"dots", func() Track { return new(Dots) }},
	{"lines", func() Track { return new(Lines) }},
	{"boxes", func() Track { return new(Boxes) }},
	{"histograms", func() Track { return new(Histograms) }},
	{"texts", func() Track { return new(Texts) }},
	{"marks", func() Track { return new(Marks) }},
}

// trackName is the "type" of a track.
func trackName(t Track) string {
	for _, k := range trackKinds {
		if reflect.TypeOf(k.make()) == reflect.TypeOf(t) {
			return k.name
		}
	}
	return ""
}

// UnmarshalJSON reads tracks by their "type".
func (t *tracks) UnmarshalJSON(data []byte) error {
	return eachTagged(data, "track", func(kind string, raw []byte) error {
		var known []string
		for _, k := range trackKinds {
			if k.name == kind {
				track := k.make()
				*t = append(*t, track)
				return readTagged(raw, track)
			}
			known = append(known, k.name)
		}
		if near := suggest.Nearest(kind, known); near != "" {
			return fmt.Errorf("unknown type %q (did you mean %q?)", kind, near)
		}
		return fmt.Errorf("unknown type %q (known: %s)", kind, strings.Join(known, ", "))
	})
}

// readTagged reads an object into a struct, all but its "type".
func readTagged(raw []byte, into any) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return err
	}
	for key := range members {
		if strings.EqualFold(key, "type") {
			delete(members, key)
		}
	}
	rest, err := json.Marshal(members)
	if err != nil {
		return err
	}
	return strict(rest, into)
}

// writeTagged puts the type before the members of an object.
func writeTagged(kind string, plain any) ([]byte, error) {
	data, err := json.Marshal(plain)
	if err != nil {
		return nil, err
	}
	head := []byte(`{"type":"` + kind + `"`)
	if len(data) > len("{}") {
		head = append(head, ',')
	}
	return append(head, data[1:]...), nil
}

// MarshalJSON writes the track with its type.
func (d *Dendrogram) MarshalJSON() ([]byte, error) {
	type plain Dendrogram
	return writeTagged("dendrogram", (*plain)(d))
}

// MarshalJSON writes the track with its type.
func (s *Strip) MarshalJSON() ([]byte, error) {
	type plain Strip
	return writeTagged("strip", (*plain)(s))
}

// MarshalJSON writes the track with its type.
func (b *Bars) MarshalJSON() ([]byte, error) {
	type plain Bars
	return writeTagged("bars", (*plain)(b))
}

// MarshalJSON writes the track with its type.
func (d *Dots) MarshalJSON() ([]byte, error) {
	type plain Dots
	return writeTagged("dots", (*plain)(d))
}

// MarshalJSON writes the track with its type.
func (l *Lines) MarshalJSON() ([]byte, error) {
	type plain Lines
	return writeTagged("lines", (*plain)(l))
}

// MarshalJSON writes the track with its type.
func (b *Boxes) MarshalJSON() ([]byte, error) {
	type plain Boxes
	out := plain(*b)
	out.Values = withoutNull(out.Values)
	return writeTagged("boxes", out)
}

// MarshalJSON writes the track with its type.
func (h *Histograms) MarshalJSON() ([]byte, error) {
	type plain Histograms
	out := plain(*h)
	out.Counts = withoutNull(out.Counts)
	return writeTagged("histograms", out)
}

// MarshalJSON writes the track with its type.
func (t *Texts) MarshalJSON() ([]byte, error) {
	type plain Texts
	return writeTagged("texts", (*plain)(t))
}

// MarshalJSON writes the track with its type.
func (m *Marks) MarshalJSON() ([]byte, error) {
	type plain Marks
	return writeTagged("marks", (*plain)(m))
}

// withoutNull writes lists that are missing as empty ones.
func withoutNull(lists [][]float64) [][]float64 {
	out := make([][]float64, len(lists))
	for i, l := range lists {
		if out[i] = l; l == nil {
			out[i] = []float64{}
		}
	}
	return out
}

// MarshalJSON writes [left, right, height].
func (l Link) MarshalJSON() ([]byte, error) {
	return json.Marshal([3]any{l.Left, l.Right, l.Height})
}

// UnmarshalJSON reads [left, right, height].
func (l *Link) UnmarshalJSON(data []byte) error {
	var parts []float64
	if err := json.Unmarshal(data, &parts); err != nil || len(parts) != 3 {
		return fmt.Errorf("%.40s is no link (write [first node, second node, height])", data)
	}
	for _, v := range parts[:2] {
		if v != float64(int32(v)) {
			return fmt.Errorf("a link joins node %v (nodes are whole numbers)", v)
		}
	}
	*l = Link{int(parts[0]), int(parts[1]), parts[2]}
	return nil
}
