package colormap

import "fmt"

// FewError reports that a qualitative map has fewer colours than categories.
type FewError struct {
	Name       string // of the map
	Have, Want int
}

// Error says how many colours there are, and what else could be taken.
func (e *FewError) Error() string {
	return fmt.Sprintf("heat: colour map: %s has %d colours, %d are needed (take batlowS, which has 100, a map that is not qualitative, or none)",
		clip(e.Name), e.Have, e.Want)
}

// Categories returns the colours of n categories: the first n of a qualitative map, and
// of another one those in the middle of n even classes. A qualitative map with fewer
// than n colours gives a [*FewError]: used twice, a colour would say that two categories
// are one.
func (m *Map) Categories(n int) ([]RGB, error) {
	if n < 0 {
		return nil, fmt.Errorf("heat: colour map: %d categories", n)
	}
	if m.Kind == Qualitative {
		if n > m.Len() {
			return nil, &FewError{m.Name, m.Len(), n}
		}
		return append([]RGB(nil), m.table[:n]...), nil
	}
	colors := make([]RGB, n)
	for i := range colors {
		colors[i] = m.table[m.Index((float64(i)+0.5)/float64(n))]
	}
	return colors, nil
}
