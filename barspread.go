package heat

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/scale"
)

// Norms that squeeze the values, such as powers, leave long parts of a bar without ticks at
// steps that are even in the values. These parts get ticks of their own, chosen by where
// they stand on the bar.

const (
	// endShare is the part of a bar at each end that is to have a tick.
	endShare = 0.2
	// widestGap is the longest part of a bar without a tick, in least distances of ticks.
	widestGap = 2.5
	// maxSpread bounds the ticks that are added; a bar of two metres needs no more.
	maxSpread = 100
)

// spreadTicks adds ticks where a bar has none for long, at the roundest numbers there.
func (a *arrangement) spreadTicks(c *cellsPlan, b *barState, line *barLine) {
	for range maxSpread {
		if !a.addTick(c, b, line) {
			break
		}
	}
	b.minor = slices.DeleteFunc(b.minor, func(v float64) bool { return slices.Contains(b.ticks, v) })
}

// addTick adds one tick and reports whether there was need and room for one.
func (a *arrangement) addTick(c *cellsPlan, b *barState, line *barLine) bool {
	room := line.length() - line.low - line.high
	if len(b.ticks) == 0 || !(room > 0) {
		return false
	}
	var at []float64 // where ticks are, as shares
	for _, v := range b.ticks {
		at = append(at, scale.Position(line.norm, v, line.spacing))
	}
	slices.Sort(at)
	type part struct{ from, to float64 }
	var parts []part // where a tick would help
	if at[0] > endShare {
		parts = append(parts, part{0, endShare})
	}
	if last := at[len(at)-1]; last < 1-endShare {
		parts = append(parts, part{1 - endShare, 1})
	}
	for i := 1; i < len(at); i++ {
		if gap := at[i] - at[i-1]; gap*room > widestGap*a.barTickEvery {
			parts = append(parts, part{at[i-1] + gap/3, at[i] - gap/3})
		}
	}
	before, texts := b.ticks, slices.Clone(b.texts)
	for _, p := range parts {
		v, ok := roundest(scale.ValueAt(line.norm, p.from, line.spacing), scale.ValueAt(line.norm, p.to, line.spacing))
		if !ok || c.whole && v != math.Trunc(v) || slices.Contains(before, v) {
			continue
		}
		ticks := append(slices.Clone(before), v)
		slices.Sort(ticks)
		a.setTicks(c, b, ticks)
		if a.ticksClear(b, line) && says(b.texts[slices.Index(ticks, v)].String, v) {
			return true
		}
	}
	b.ticks, b.texts = before, texts
	return false
}

// evenSteps reports whether ticks are at equal distances, as values.
func evenSteps(ticks []float64) bool {
	for i := 2; i < len(ticks); i++ {
		if step := ticks[1] - ticks[0]; math.Abs(ticks[i]-ticks[i-1]-step) > 1e-9*math.Abs(step) {
			return false
		}
	}
	return true
}

// roundest is the number between two others that has the fewest digits: a multiple of the
// largest power of ten, or of five or two times one, that there is; of several, the one
// nearest to the middle.
func roundest(lo, hi float64) (v float64, ok bool) {
	if lo > hi {
		lo, hi = hi, lo
	}
	if !(hi-lo > 0) || math.IsInf(hi-lo, 0) {
		return 0, false
	}
	if lo <= 0 && hi >= 0 {
		return 0, true
	}
	middle := lo + (hi-lo)/2
	top := int(math.Ceil(math.Log10(max(math.Abs(lo), math.Abs(hi)))))
	for k := top; k >= top-17; k-- {
		for _, of := range [3]float64{10, 5, 2} { // times 10^(k-1)
			n := math.Round(middle / math.Pow(10, float64(k-1)) / of)
			v, err := strconv.ParseFloat(strconv.FormatFloat(n*of, 'f', -1, 64)+"e"+strconv.Itoa(k-1), 64)
			if err == nil && v >= lo && v <= hi {
				return v, true
			}
		}
	}
	return 0, false
}

// says reports whether a text is that very number, also in per cent: a format may be too
// coarse for a tick between others.
func says(s string, v float64) bool {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '.', r == 'e', r == '-', r == '+':
			return r
		case r == '−':
			return '-'
		}
		return -1
	}, s)
	if strings.Contains(s, "%") {
		v *= 100
	}
	got, err := strconv.ParseFloat(digits, 64)
	return err == nil && math.Abs(got-v) <= 1e-9*math.Abs(v)
}
