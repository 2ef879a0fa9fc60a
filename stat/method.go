package stat

import "fmt"

// Method is a way to measure how two variables go together.
type Method int

const (
	// Pearson is the product-moment correlation: how near points lie to a line.
	Pearson Method = iota
)

var methodNames = [...]string{Pearson: "pearson"}

// String returns the name of m.
func (m Method) String() string {
	if m < 0 || int(m) >= len(methodNames) {
		return fmt.Sprintf("Method(%d)", int(m))
	}
	return methodNames[m]
}

// MarshalText returns the name of m.
func (m Method) MarshalText() ([]byte, error) {
	if m < 0 || int(m) >= len(methodNames) {
		return nil, fmt.Errorf("heat: correlation: no method %d", int(m))
	}
	return []byte(methodNames[m]), nil
}

// UnmarshalText sets m from its name.
func (m *Method) UnmarshalText(text []byte) error {
	for i, name := range methodNames {
		if name == string(text) {
			*m = Method(i)
			return nil
		}
	}
	return fmt.Errorf("heat: correlation: unknown method %.40q (known: pearson)", text)
}
