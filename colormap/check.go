package colormap

import (
	"math"
	"slices"
)

// The limits below decide words, not figures: the report has the figures too. The tests
// state what the maps of each family measure.
const (
	seen1    = 0.02 // a difference that can just be told apart
	noise    = 0.01 // what rounding to bytes does to lightness, with room
	flatMost = 0.08 // a range of lightness that is none
	evenMost = 0.35 // a CV of steps that still looks even
)

// Check measures m, in less than a millisecond, and changes nothing.
func Check(m *Map) Report {
	labs := make([]lab, m.Len())
	for i, c := range m.table {
		labs[i] = labOf(c)
	}
	r := Report{Name: m.Name, Kind: m.Kind, Family: m.Family, Len: m.Len(), Perceptual: m.Perceptual}
	r.Lightness = checkLightness(m.table)
	r.Steps = checkSteps(labs)
	for v := Normal; v <= Tritan; v++ {
		r.Vision = append(r.Vision, checkVision(m, v))
	}
	r.Grey = checkGrey(m, r.Lightness)
	r.Ends = labs[0].apart(labs[len(labs)-1])
	r.HueTurn = hueTurn(labs)
	ranges := ranged(m.table, r.Steps.Jumps)
	r.Rainbow = isRainbow(&r, ranges)
	r.Use = use(&r, ranges)
	r.Warnings = warnings(&r)
	return r
}

func checkLightness(table []RGB) LightnessReport {
	l := lightnesses(table)
	n := len(l)
	r := LightnessReport{
		First: l[0], Middle: (l[(n-1)/2] + l[n/2]) / 2, Last: l[n-1],
		Min: slices.Min(l), Max: slices.Max(l), Back: back(l), ArmsBack: armsBack(l),
	}
	for i := range n / 2 {
		r.Asymmetry = max(r.Asymmetry, math.Abs(l[i]-l[n-1-i]))
	}
	r.Course = r.course()
	return r
}

// course names the way that lightness takes.
func (r *LightnessReport) course() Course {
	span := r.Max - r.Min
	switch {
	case span < flatMost:
		return Flat
	case r.Back <= max(noise, 0.05*span):
		if r.Last > r.First {
			return Rising
		}
		return Falling
	case r.ArmsBack <= max(noise, 0.1*span):
		if r.Middle > r.First {
			return Peak
		}
		return Valley
	}
	return Wavy
}

// evenly returns the indices of k entries at even distances, the ends among them, or of
// all n where there are fewer. Of a circle, the last one is left out: it is the first.
func evenly(n, k int, circle bool) []int {
	k = min(k, n)
	parts := max(1, k-1)
	if circle {
		k = min(k, n-1)
		parts = k
	}
	at := make([]int, k)
	for i := range at {
		at[i] = int(math.RoundToEven(float64(i) / float64(parts) * float64(n-1)))
	}
	return at
}

func checkSteps(labs []lab) StepsReport {
	r := StepsReport{Jumps: jumps(labs)}
	at := evenly(len(labs), 33, false)
	var sum, squares, steps float64
	for i := 1; i < len(at); i++ {
		if slices.ContainsFunc(r.Jumps, func(j int) bool { return at[i-1] < j && j <= at[i] }) {
			continue
		}
		d := labs[at[i-1]].apart(labs[at[i]])
		if steps == 0 || d < r.Min {
			r.Min = d
		}
		r.Max = max(r.Max, d)
		sum += d
		squares += float64(d * d)
		steps++
	}
	if sum > 0 {
		r.Mean = sum / steps
		r.CV = math.Sqrt(max(0, squares/steps-float64(r.Mean*r.Mean))) / r.Mean
	}
	return r
}

// jumps returns the entries that differ from the one before by more than any smooth map
// of so many entries does.
func jumps(labs []lab) []int {
	const least, most = 0.1, 3
	if len(labs) < 64 {
		return nil
	}
	var at []int
	for i := 1; i < len(labs); i++ {
		if labs[i-1].apart(labs[i]) > least {
			at = append(at, i)
		}
	}
	if len(at) > most {
		return nil
	}
	return at
}

// ranged reports whether lightness orders each of the ranges between jumps.
func ranged(table []RGB, jumps []int) bool {
	from := 0
	for _, to := range append(slices.Clone(jumps), len(table)) {
		if back(lightnesses(table[from:to])) > noise {
			return false
		}
		from = to
	}
	return len(jumps) > 0
}

// classes returns the entries that are compared: all colours of a qualitative map, else
// those of 9 classes.
func classes(m *Map) []int {
	if m.Kind == Qualitative {
		return evenly(m.Len(), m.Len(), false)
	}
	return evenly(m.Len(), 9, m.Kind == Cyclic)
}

func checkVision(m *Map, v Vision) VisionReport {
	at := classes(m)
	labs := make([]lab, len(at))
	for i, k := range at {
		labs[i] = seen(lightOf(m.table[k]), v).lab()
	}
	r := VisionReport{Vision: v}
	all := make([]float64, 0, len(at)*(len(at)-1)/2)
	for i := range labs {
		for j := range i {
			d := labs[i].apart(labs[j])
			if len(all) == 0 || d < r.Least {
				r.Least, r.Pair = d, [2]int{at[j], at[i]}
			}
			all = append(all, d)
		}
	}
	if len(all) > 0 {
		slices.Sort(all)
		r.Typical = all[len(all)/2]
	}
	return r
}

func checkGrey(m *Map, l LightnessReport) GreyReport {
	at := classes(m)
	var r GreyReport
	for i := 1; i < len(at); i++ {
		d := math.Abs(Lightness(m.table[at[i]]) - Lightness(m.table[at[i-1]]))
		if i == 1 || d < r.Least {
			r.Least = d
		}
	}
	r.Readable = (l.Course == Rising || l.Course == Falling) && r.Least >= seen1
	return r
}

// hueTurn returns how far the hue travels, in degrees, from entry to entry of 65. Greys
// have no hue that could be seen to turn.
func hueTurn(labs []lab) float64 {
	const leastChroma = 0.04
	total, last, known := 0.0, 0.0, false
	for _, i := range evenly(len(labs), 65, false) {
		p := labs[i]
		if p.chroma() < leastChroma {
			known = false
			continue
		}
		hue := math.Atan2(p.b, p.a) * 180 / math.Pi
		if known {
			d := math.Abs(hue - last)
			total += min(d, 360-d)
		}
		last, known = hue, true
	}
	return total
}

// isRainbow reports whether a map is ordered by hue: the hue goes more than halfway
// round, and lightness neither orders the values (altogether or in ranges between
// jumps) nor mirrors them around a middle. A single peak of lightness makes a rainbow
// (turbo) of a map that is not said to diverge or to come round. One that comes round
// needs the hue, and is a rainbow where lightness goes up and down in uneven steps.
func isRainbow(r *Report, ranged bool) bool {
	if r.Kind == Qualitative || r.HueTurn < 180 || ranged {
		return false
	}
	switch r.Lightness.Course {
	case Rising, Falling:
		return false
	case Wavy:
		return r.Lightness.Back >= 0.08 && (r.Kind != Cyclic || r.Steps.CV > evenMost)
	}
	return r.Kind != Diverging && r.Kind != Cyclic
}
