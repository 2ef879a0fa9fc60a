package scale

import (
	"iter"
	"math"
	"slices"
)

// MaxExactRanks is up to how many distinct values an equalize norm ranks exactly. Of
// more it ranks a sample of at least half as many, chosen by a hash of the value, so
// that neither their order nor how often they occur matters. The standard deviation of
// the place of a value is then below 1/1000, a quarter of a step of 256 colours.
const MaxExactRanks = 1 << 19

// maxKnots is how many knots an equalize norm keeps. Where there are more distinct
// values, those between knots lie on a straight line, at most 1/(maxKnots−1) from
// their rank.
const maxKnots = 1 << 14

// quantileSteps is the number of quantiles that a quantile norm without bins joins, as
// many as scikit-learn's QuantileTransformer has, to a power of two.
const quantileSteps = 1 << 10

// equalized returns the norm that puts the r-th of n distinct values at (r−1)/(n−1). The
// limits are two of these, and values beyond them do not count.
func equalized(l Limits, chunks iter.Seq[[]float64]) (Piecewise, bool) {
	set := newDistinct(MaxExactRanks)
	for chunk := range chunks {
		for _, v := range chunk {
			if l.Min < v && v < l.Max {
				set.add(v)
			}
		}
	}
	values := append(set.values(), l.Min, l.Max)
	slices.Sort(values)
	return thinned(values), set.shift > 0
}

// thinned returns the norm by rank with at most maxKnots of the values as knots.
func thinned(values []float64) Piecewise {
	last := len(values) - 1
	n := min(len(values), maxKnots)
	p := Piecewise{at: make([]float64, n), place: make([]float64, n)}
	for i := range n {
		r := i * last / (n - 1)
		p.at[i], p.place[i] = values[r], float64(r)/float64(last)
	}
	return p
}

// distinct is a set of floats of bounded size. Beyond that size it keeps those whose
// hash ends in more and more zero bits.
type distinct struct {
	slots []uint64 // keys, open addressing; 0 is free, since it is the key of a NaN
	n     int
	most  int
	shift int // as many bits of a hash must be zero
	last  float64
}

func newDistinct(most int) *distinct {
	return &distinct{slots: make([]uint64, 1<<10), most: most, last: math.NaN()}
}

// hash mixes the bits of a key (the finalizer of splitmix64, Steele et al. 2014).
func hash(k uint64) uint64 {
	k = (k ^ k>>30) * 0xbf58476d1ce4e5b9
	k = (k ^ k>>27) * 0x94d049bb133111eb
	return k ^ k>>31
}

// add takes in a finite v.
func (d *distinct) add(v float64) {
	if v == d.last { // as in large areas of one value
		return
	}
	d.last = v
	k := key(v + 0) // −0 is 0
	h := hash(k)
	if h&(1<<d.shift-1) != 0 || !d.insert(k, h) {
		return
	}
	if d.n++; d.n > d.most {
		d.shift++
		d.rebuild(len(d.slots))
	} else if 2*d.n > len(d.slots) {
		d.rebuild(2 * len(d.slots))
	}
}

// insert puts k in its slot, and reports whether it was not there.
func (d *distinct) insert(k, h uint64) bool {
	mask := uint64(len(d.slots) - 1)
	for i := (h >> 32) & mask; ; i = (i + 1) & mask {
		switch d.slots[i] {
		case 0:
			d.slots[i] = k
			return true
		case k:
			return false
		}
	}
}

// rebuild moves to so many slots what still belongs to the set.
func (d *distinct) rebuild(size int) {
	old := d.slots
	d.slots, d.n = make([]uint64, size), 0
	for _, k := range old {
		if h := hash(k); k != 0 && h&(1<<d.shift-1) == 0 && d.insert(k, h) {
			d.n++
		}
	}
}

// values returns what is in the set, in no order.
func (d *distinct) values() []float64 {
	v := make([]float64, 0, d.n+2) // and the limits
	for _, k := range d.slots {
		if k != 0 {
			v = append(v, fromKey(k))
		}
	}
	return v
}
