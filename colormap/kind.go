package colormap

import "fmt"

// Kind says what order the colours of a map show.
type Kind int

const (
	// Sequential maps run from low to high.
	Sequential Kind = iota
	// Diverging maps run both ways from a middle that means "neither".
	Diverging
)

var kindNames = [...]string{Sequential: "sequential", Diverging: "diverging"}

// String returns the name of k: "sequential" or "diverging".
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("Kind(%d)", int(k))
	}
	return kindNames[k]
}

// MarshalText returns the name of k.
func (k Kind) MarshalText() ([]byte, error) {
	if k < 0 || int(k) >= len(kindNames) {
		return nil, fmt.Errorf("heat: colour map: no kind %d", int(k))
	}
	return []byte(kindNames[k]), nil
}

// UnmarshalText sets k from its name.
func (k *Kind) UnmarshalText(text []byte) error {
	for i, name := range kindNames {
		if name == string(text) {
			*k = Kind(i)
			return nil
		}
	}
	return &UnknownError{What: "kind of colour map", Name: string(text), Nearest: nearest(string(text), kindNames[:])}
}
