package colormap

import "fmt"

// Kind says what order the colours of a map show.
type Kind int

const (
	// Sequential maps run from low to high.
	Sequential Kind = iota
	// Diverging maps run both ways from a middle that means "neither".
	Diverging
	// Cyclic maps end as they begin: for angles, phases and hours.
	Cyclic
	// Qualitative maps are lists of colours that are told apart but not ordered.
	Qualitative
	// Misc maps are none of these: several ranges in one, rainbows, old ones.
	Misc
)

var kindNames = [...]string{"sequential", "diverging", "cyclic", "qualitative", "misc"}

// String returns the name of k, such as "sequential".
func (k Kind) String() string {
	if k < 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("Kind(%d)", int(k))
	}
	return kindNames[k]
}

// Values returns the names of all kinds.
func (k Kind) Values() []string { return append([]string(nil), kindNames[:]...) }

// MarshalText returns the name of k.
func (k Kind) MarshalText() ([]byte, error) { return marshalName("kind", int(k), kindNames[:]) }

// UnmarshalText sets k from its name.
func (k *Kind) UnmarshalText(text []byte) error {
	return unmarshalName("kind of colour map", (*int)(k), text, kindNames[:])
}
