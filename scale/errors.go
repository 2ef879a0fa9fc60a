package scale

import "fmt"

// LimitError says why limits or the parameters of a norm cannot be used.
type LimitError struct{ Detail string }

// Error returns the detail after its stage.
func (e *LimitError) Error() string { return "heat: colour: " + e.Detail }

func limitErrorf(format string, args ...any) error {
	return &LimitError{fmt.Sprintf(format, args...)}
}

// checkPositive returns an error unless v is finite and above 0.
func checkPositive(norm, parameter string, v float64) error {
	if v-v != 0 || v <= 0 {
		return limitErrorf("%s norm: %s %v is not a finite number above 0", norm, parameter, v)
	}
	return nil
}

// checkBase returns an error unless v is finite and above 1.
func checkBase(norm string, v float64) error {
	if v-v != 0 || v <= 1 {
		return limitErrorf("%s norm: base %v is not a finite number above 1 (for example 2 or 10)", norm, v)
	}
	return nil
}
