package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Positions of rows that have no label.
const (
	keyMissing    = -1 - iota // the cell is missing
	keyOutside                // it lies beyond the edges
	keyImpossible             // no clock shows that time
)

// A binner turns the cells of a column into labels. It is not changed while batches are
// read, so that several may use it at once.
type binner struct {
	key     Key
	zone    *time.Location
	assume  bool
	weekday time.Weekday
	edges   []float64 // of intervals
}

// binned is the labels of a batch: for each row the position of its label, or one of the
// constants above, and the labels, of which one of both lists is used.
type binned struct {
	rows  []int32
	codes []int64
	texts []string

	twice   int  // times without a zone that the clock shows twice
	offsets bool // times of several offsets are taken by the clock of each

	fractions bool // some number of an interval is not whole
}

// bin returns the labels of a column.
func (b *binner) bin(t *Table, j int) (binned, error) {
	c := &t.Columns[j]
	switch {
	case b.key.How.ofTime():
		return b.binTimes(t, j)
	case b.key.How.ofNumbers():
		if !c.isNumeric() {
			return binned{}, t.notNumber(j, b.key.String()+" needs numbers")
		}
		return b.binNumbers(c.Numbers), nil
	}
	return categories(c), nil
}

// notNumber is the error of a column that has something other than numbers.
func (t *Table) notNumber(j int, why string) *Error {
	c := &t.Columns[j]
	e := &Error{File: t.Name, Column: t.placeOf(j), Name: c.Name, Msg: "is not a number", Cure: why}
	if c.Kind == Time {
		e.Msg = "the column holds times"
		return e
	}
	e.Line, e.Value = c.FirstText()
	if e.Line == 0 {
		for i, s := range c.Texts {
			if _, class := (missing{}).classify([]byte(s), '.'); class == isText || class == isHuge {
				e.Value, e.Msg = s, fmt.Sprintf("in row %d is not a number", i+1)
				break
			}
		}
	}
	return e
}

// categories takes each different cell as a label.
func categories(c *Column) binned {
	if c.Kind != Text {
		return otherCategories(c)
	}
	out := binned{rows: make([]int32, len(c.Texts))}
	known := map[string]int32{}
	last, at := "", int32(0) // neighbours are often equal
	for i, s := range c.Texts {
		if s == "" {
			out.rows[i] = keyMissing
			continue
		}
		if s != last {
			var ok bool
			if at, ok = known[s]; !ok {
				at = int32(len(out.texts))
				known[s] = at
				out.texts = append(out.texts, s)
			}
			last = s
		}
		out.rows[i] = at
	}
	return out
}

// otherCategories takes each different number, truth or time as a label.
func otherCategories(c *Column) binned {
	out := binned{rows: make([]int32, c.Len())}
	known := map[string]int32{}
	numbers := map[float64]int32{}
	for i := range out.rows {
		if c.Missing(i) {
			out.rows[i] = keyMissing
			continue
		}
		if c.Kind != Time {
			if at, ok := numbers[c.Numbers[i]+0]; ok {
				out.rows[i] = at
				continue
			}
		}
		label := c.Format(i)
		at, ok := known[label]
		if !ok {
			at = int32(len(out.texts))
			known[label] = at
			out.texts = append(out.texts, label)
		}
		if c.Kind != Time {
			numbers[c.Numbers[i]+0] = at
		}
		out.rows[i] = at
	}
	return out
}

// A coder numbers the different codes of a batch.
type coder struct {
	known map[int64]int32
	codes []int64
	last  int64
	at    int32
}

func (c *coder) position(code int64) int32 {
	if code == c.last && len(c.codes) > 0 {
		return c.at
	}
	at, ok := c.known[code]
	if !ok {
		at = int32(len(c.codes))
		c.known[code] = at
		c.codes = append(c.codes, code)
	}
	c.last, c.at = code, at
	return at
}

// binNumbers finds the intervals of numbers.
func (b *binner) binNumbers(numbers []float64) binned {
	out := binned{rows: make([]int32, len(numbers))}
	coder := coder{known: map[int64]int32{}}
	last := len(b.edges) - 1
	for i, v := range numbers {
		if v != v {
			out.rows[i] = keyMissing
			continue
		}
		out.fractions = out.fractions || v != math.Trunc(v)
		at, found := slices.BinarySearch(b.edges, v)
		if !found || at == last {
			at-- // the edge before; the last interval has both
		}
		if at < 0 || at >= last {
			out.rows[i] = keyOutside
			continue
		}
		out.rows[i] = coder.position(int64(at))
	}
	out.codes = coder.codes
	return out
}

// binTimes finds the units of times.
func (b *binner) binTimes(t *Table, j int) (binned, error) {
	c := &t.Columns[j]
	out := binned{rows: make([]int32, c.Len())}
	if c.Kind == Empty {
		for i := range out.rows {
			out.rows[i] = keyMissing
		}
		return out, nil
	}
	if c.Kind != Time {
		return out, b.notTime(t, j)
	}
	if c.years && b.key.How != ByYear {
		e := &Error{File: t.Name, Column: t.placeOf(j), Name: c.Name, Msg: "holds years, which have no " + b.key.How.String(),
			Cure: "write dates such as 1949-03-31, or label by the year, " + (Key{Column: b.key.Column, How: ByYear}).String()}
		if i := slices.IndexFunc(c.Times, func(t time.Time) bool { return !t.IsZero() }); i >= 0 {
			e.Value = shorten(c.Format(i))
		}
		return out, e
	}
	if b.zone != nil && !c.Zoned && !c.years && !b.assume {
		if i := slices.IndexFunc(c.Times, func(t time.Time) bool { return !t.IsZero() }); i >= 0 {
			return out, &Error{File: t.Name, Column: t.placeOf(j), Name: c.Name, Value: c.Format(i), Msg: "has no time zone, and the zone " + b.zone.String() + " is asked for",
				Cure: "write times with a zone or offset, such as 2024-01-31T13:05+01:00, or have them taken as of that zone"}
		}
	}
	clock := clock{zone: b.zone, zoned: c.Zoned}
	if c.years { // the same in all zones
		clock.zone = nil
	}
	coder := coder{known: map[int64]int32{}}
	for i, at := range c.Times {
		if at.IsZero() {
			out.rows[i] = keyMissing
		} else if shown, ok := clock.read(at); !ok {
			out.rows[i] = keyImpossible
		} else if b.instants() {
			out.rows[i] = coder.position(b.instant(&clock, at, shown, &out.twice))
		} else {
			out.rows[i] = coder.position(b.key.How.code(shown, b.weekday))
		}
	}
	out.offsets = b.zone == nil && c.Zoned && b.key.How.instant() && severalOffsets(c.Times)
	out.codes = coder.codes
	return out, nil
}

// instants is whether bins are numbered by moments: see binStart.
func (b *binner) instants() bool { return b.zone != nil && b.key.How.instant() }

// instant is the bin of a time that the clock shows so. One that was written without a zone
// and comes twice counts as the first.
func (b *binner) instant(c *clock, at time.Time, shown civil, twice *int) int64 {
	unix := at.Unix()
	if !c.zoned {
		var again bool
		if unix, again = firstShown(b.zone, shown); again {
			*twice++
		}
	}
	return c.binStart(unix, b.key.How.unit())
}

// severalOffsets is whether times were written with more than one offset.
func severalOffsets(times []time.Time) bool {
	first, seen := 0, false
	for _, t := range times {
		if t.IsZero() {
			continue
		}
		switch _, offset := t.Zone(); {
		case !seen:
			first, seen = offset, true
		case offset != first:
			return true
		}
	}
	return false
}

// notTime is the error of a column that holds no times.
func (b *binner) notTime(t *Table, j int) *Error {
	c := &t.Columns[j]
	e := &Error{File: t.Name, Column: t.placeOf(j), Name: c.Name, Cure: b.key.String() + " needs times, such as 2024-01-31 or 2024-01-31T13:05:00Z"}
	switch {
	case c.Note != "" && c.shapeNote(newMissing(nil, '.')) == "":
		e.Msg = c.Note
	case c.Kind == Text:
		e.Line, e.Value = c.FirstText()
		e.Msg = "is not a time"
	default:
		e.Msg = "the column holds numbers, not times"
	}
	return e
}

// setEdges makes the edges of intervals from what a first pass saw.
func (b *binner) setEdges(seen *numberRange) {
	switch b.key.How {
	case Edges:
		b.edges = b.key.Edges
	case Bins:
		if !(seen.lo <= seen.hi) { // no numbers: one interval that stays empty
			seen.lo, seen.hi = 0, 1
		}
		if seen.whole() && seen.lo < seen.hi {
			b.edges = wholeEdges(seen.lo, seen.hi, b.key.N)
			break
		}
		b.edges = evenEdges(seen.lo, seen.hi, b.key.N)
	case Quantiles:
		if len(seen.values) == 0 {
			seen.values = []float64{0, 1}
		}
		slices.Sort(seen.values)
		for i := range b.key.N + 1 {
			e := quantileOf(seen.values, float64(i)/float64(b.key.N))
			if seen.whole() {
				e = seen.wholeEdge(e)
			}
			b.edges = append(b.edges, e)
		}
		b.edges = slices.Compact(b.edges)
		if len(b.edges) == 1 { // all values are equal
			b.edges = append(b.edges, b.edges[0])
		}
		seen.values = nil
	}
}

// evenEdges returns n intervals of equal width, as numpy.linspace has their edges. Of
// equal ends it makes some that differ, by a half on either side.
func evenEdges(lo, hi float64, n int) []float64 {
	if lo == hi {
		lo, hi = lo-0.5, hi+0.5
	}
	edges := make([]float64, n+1)
	step := (hi - lo) / float64(n)
	if math.IsInf(step, 0) { // the difference is beyond the range
		step = hi/float64(n) - lo/float64(n)
	}
	for i := range edges {
		edges[i] = lo + float64(float64(i)*step)
	}
	edges[n] = hi
	return edges
}

// wholeEdges returns the edges of at most n intervals that hold equally many whole numbers,
// the last ones perhaps beyond hi.
func wholeEdges(lo, hi float64, n int) []float64 {
	width := math.Ceil((hi - lo + 1) / float64(n))
	edges := []float64{lo}
	for e := lo + width; e <= hi; e += width {
		edges = append(edges, e)
	}
	return append(edges, edges[len(edges)-1]+width-1)
}

// A numberRange is what a first pass sees of the numbers of a column.
type numberRange struct {
	lo, hi    float64
	fractions bool      // some are not whole
	values    []float64 // only for quantiles
}

// whole is whether all numbers are whole, and so small that the next one differs.
func (s *numberRange) whole() bool {
	const exact = 1 << 53
	return !s.fractions && s.lo > -exact && s.hi < exact
}

func newNumberRange() *numberRange { return &numberRange{lo: math.Inf(1), hi: math.Inf(-1)} }

// wholeEdge moves an edge up to the next whole number, which parts whole numbers alike, but
// for the last one, which has an interval of its own only above an edge below it.
func (s *numberRange) wholeEdge(e float64) float64 {
	up := math.Ceil(e) + 0 // no −0
	if up >= s.hi && e < s.hi {
		return s.hi - 0.5
	}
	return up
}

// see takes in numbers; infinite ones belong to no interval.
func (s *numberRange) see(numbers []float64, keep bool) {
	for _, v := range numbers {
		if v-v != 0 {
			continue
		}
		s.lo, s.hi = min(s.lo, v), max(s.hi, v)
		s.fractions = s.fractions || v != math.Trunc(v)
		if keep {
			s.values = append(s.values, v)
		}
	}
}

// intervalLabels names the intervals between edges. Those of whole numbers are named by the
// first and the last one in each, 16–23. Others have their lower edge and lack the upper
// one, 1.5–<2.5, but for the last; they have as few digits as tell the edges apart.
func intervalLabels(edges []float64, whole bool) []string {
	if labels := wholeLabels(edges); whole && labels != nil {
		return labels
	}
	texts := make([]string, len(edges))
	for digits := 3; digits <= 17; digits++ {
		apart := true
		for i, e := range edges {
			texts[i] = shortNumber(e, digits)
			apart = apart && (i == 0 || texts[i] != texts[i-1])
		}
		if apart && (digits == 17 || exactEnough(edges, digits)) {
			break
		}
	}
	join := between(edges)
	labels := make([]string, len(edges)-1)
	for i := range labels {
		below := "<"
		if i == len(labels)-1 {
			below = ""
		}
		labels[i] = texts[i] + join + below + texts[i+1]
	}
	return labels
}

// between is what stands between the ends of intervals: a dash would read as a sign.
func between(edges []float64) string {
	if edges[0] < 0 {
		return " to "
	}
	return "–"
}

// wholeLabels names intervals by their first and last whole number. It is nil if one has
// none, or numbers are too large to be told from the next.
func wholeLabels(edges []float64) []string {
	const exact = 1 << 53
	labels := make([]string, len(edges)-1)
	for i := range labels {
		first, last := math.Ceil(edges[i]), math.Ceil(edges[i+1])-1
		if i == len(labels)-1 {
			last = math.Floor(edges[i+1])
		}
		switch {
		case !(first <= last && first > -exact && last < exact):
			return nil
		case first == last:
			labels[i] = wholeNumber(first)
		default:
			labels[i] = wholeNumber(first) + between(edges) + wholeNumber(last)
		}
	}
	return labels
}

func wholeNumber(v float64) string {
	return strings.Replace(strconv.FormatInt(int64(v), 10), "-", "−", 1)
}

// exactEnough is whether so many digits show the edges within a hundredth of the
// narrowest interval.
func exactEnough(edges []float64, digits int) bool {
	narrow := math.Inf(1)
	for i := 1; i < len(edges); i++ {
		narrow = min(narrow, edges[i]-edges[i-1])
	}
	for _, e := range edges {
		shown, err := strconv.ParseFloat(strconv.FormatFloat(e, 'g', digits, 64), 64)
		if err == nil && math.Abs(shown-e) > narrow/100 {
			return false
		}
	}
	return true
}

func shortNumber(v float64, digits int) string {
	v, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if err != nil { // rounded beyond the range
		v = math.Inf(int(math.Copysign(1, v)))
	}
	return strings.Replace(formatLabel(v+0), "-", "−", 1)
}
