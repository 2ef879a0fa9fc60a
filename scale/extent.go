package scale

import (
	"iter"
	"math"
)

// Extent gathers what limits and reports need to know of values, in one pass over
// chunks of them. The zero value has seen nothing. NaN counts as missing, ±Inf as
// infinite, and neither takes part in Min and Max: one infinite cell would otherwise
// leave no colours for all others.
//
// An Extent is not safe for concurrent use; give each worker its own and Merge them.
type Extent struct {
	Total    int // values seen
	Missing  int // of these, NaN
	Infinite int // of these, ±Inf

	Min, Max     float64 // of the finite values; 0 if there are none
	MinAt, MaxAt int     // where each first occurred, counted over all values seen
}

// Measure returns the extent of all chunks in order.
func Measure(chunks iter.Seq[[]float64]) Extent {
	var e Extent
	for chunk := range chunks {
		e.Add(chunk)
	}
	return e
}

// Finite returns the number of values that are neither missing nor infinite.
func (e *Extent) Finite() int { return e.Total - e.Missing - e.Infinite }

// Add takes in the next values. It does not keep the slice.
func (e *Extent) Add(values []float64) {
	part := Extent{Total: len(values), Min: math.Inf(1), Max: math.Inf(-1)}
	for i, v := range values {
		if v-v != 0 { // NaN or ±Inf
			if v != v {
				part.Missing++
			} else {
				part.Infinite++
			}
			continue
		}
		if v < part.Min {
			part.Min, part.MinAt = v, i
		}
		if v > part.Max {
			part.Max, part.MaxAt = v, i
		}
	}
	if part.Finite() == 0 {
		part.Min, part.Max = 0, 0
	}
	e.Merge(part)
}

// Merge takes in the extent of values that follow those seen so far. Merging the
// extents of parts, in order, gives the extent of the whole.
func (e *Extent) Merge(next Extent) {
	if next.Finite() > 0 {
		first := e.Finite() == 0
		if first || next.Min < e.Min {
			e.Min, e.MinAt = next.Min, e.Total+next.MinAt
		}
		if first || next.Max > e.Max {
			e.Max, e.MaxAt = next.Max, e.Total+next.MaxAt
		}
	}
	e.Total += next.Total
	e.Missing += next.Missing
	e.Infinite += next.Infinite
}
