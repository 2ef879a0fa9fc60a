package colormap

import (
	"fmt"
	"strconv"
)

// Resample returns the map with n colours, 2 ≤ n ≤ MaxLen, named "viridis:7". The first
// and the last stay. With fewer colours than m has, each is an entry of m, the one that
// matplotlib's resampled takes; with more, the entries are interpolated in sRGB. Of a
// qualitative map it is the first n colours (n may be 1); more than it has is a
// [*FewError], since its colours have no between.
func (m *Map) Resample(n int) (*Map, error) {
	if m.Kind == Qualitative {
		if n > m.Len() {
			return nil, &FewError{m.Name, m.Len(), n}
		}
		if n < 1 {
			return nil, fmt.Errorf("heat: colour map: %s in %d colours; give 1 to %d", clip(m.Name), n, m.Len())
		}
		return m.like(":"+strconv.Itoa(n), m.table[:n]), nil
	}
	if n < 2 || n > MaxLen {
		return nil, fmt.Errorf("heat: colour map: %s in %d colours; give 2 to %d", clip(m.Name), n, MaxLen)
	}
	table := make([]RGB, n)
	for i := range table {
		t := float64(i) / float64(n-1)
		if n <= m.Len() {
			table[i] = m.table[m.Index(t)]
		} else {
			table[i] = m.between(t)
		}
	}
	return m.like(":"+strconv.Itoa(n), table), nil
}

// Sub returns the part of the map from lo to hi, 0 ≤ lo < hi ≤ 1, stretched to as many
// entries as m has and named "viridis:0.2..0.8". Entries are interpolated in sRGB. A
// part of a cyclic map is sequential. A qualitative map has no parts.
func (m *Map) Sub(lo, hi float64) (*Map, error) {
	if m.Kind == Qualitative {
		return nil, fmt.Errorf("heat: colour map: %s is a list of colours and has no part from %v to %v (take the first n: %s:n)", clip(m.Name), lo, hi, clip(m.Name))
	}
	if !(lo >= 0 && lo < hi && hi <= 1) {
		return nil, fmt.Errorf("heat: colour map: the part of %s from %v to %v; give 0 ≤ from < to ≤ 1", clip(m.Name), lo, hi)
	}
	table := make([]RGB, m.Len())
	for i := range table {
		table[i] = m.between(mix(lo, hi, float64(i)/float64(len(table)-1)))
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	part := m.like(":"+number(lo)+".."+number(hi), table)
	if part.Kind == Cyclic && hi-lo < 1 {
		part.Kind = Sequential
	}
	return part, nil
}

// like returns a map with another table that is otherwise as m.
func (m *Map) like(suffix string, table []RGB) *Map {
	r := *m
	r.Name += suffix
	r.table, r.mirror = table, backwards(table)
	return &r
}

// between returns the colour at t in [0,1], interpolated between entries.
func (m *Map) between(t float64) RGB {
	at := float64(t * float64(m.Len()-1))
	i := min(int(at), m.Len()-2)
	return mixRGB(m.table[i], m.table[i+1], at-float64(i))
}
