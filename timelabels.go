package heat

import (
	"fmt"
	"strings"
	"time"

	"github.com/seed01309057/heat/scale"
)

// Labels that are times or whole numbers at even steps are a scale: where not all of them
// have room, those at round places are shown, such as every sixth hour or each Monday, and
// what they share, such as the date, stands once. They are known by how they are written,
// so that this is the same for bins of a long table, columns of a wide one, and a spec.

// resolution is what labels of times count.
type resolution uint8

const (
	numbers  resolution = iota // whole ones
	minutes                    // 2024-01-31 13:05, since 1970 by the clock on the wall
	days                       // 2024-01-31, since 1970
	weeks                      // 2024-W05: the days of their Mondays
	months                     // 2024-01, since year 0
	quarters                   // 2024-Q1, since year 0
)

// labelScale is an axis's labels as values of a scale.
type labelScale struct {
	of     resolution
	values []int64  // in the order of the labels; ascending, but where a clock is set back
	zones  []string // of times that come twice: CEST; nil: there are none
	step   int64    // the least distance of two values
	wide   bool     // numbers of two digits, such as hours
}

// readScale reads labels as a scale. It is nil if they are none: not all of one kind, not
// in ascending order, or with gaps in which labels at round places would be lost.
func readScale(labels []string) *labelScale {
	const fewest = 3
	if len(labels) < fewest {
		return nil
	}
	s := &labelScale{}
	if !s.read(labels[0], 0, true) {
		return nil
	}
	s.values = make([]int64, 0, len(labels))
	s.wide = s.of == numbers && strings.HasPrefix(labels[0], "0") && len(labels[0]) == 2
	for i, label := range labels {
		if !s.read(label, i, false) || s.wide && len(label) != 2 {
			return nil
		}
		if n := len(s.values); n > 1 {
			d := s.values[n-1] - s.values[n-2]
			back := d <= 0 && d > -3*60 && s.zones != nil && s.zones[n-1] != ""
			switch {
			case d <= 0 && !back:
				return nil
			case d > 0 && (s.step == 0 || d < s.step):
				s.step = d
			}
		}
	}
	return s.even()
}

// even is the scale, unless too much of it is missing between its labels: days without
// weekends are well, visits now and then are not.
func (s *labelScale) even() *labelScale {
	if s.step == 0 {
		return nil
	}
	first, last := s.values[0], s.values[len(s.values)-1]
	bins := (last-first)/s.step + 1
	n := int64(len(s.values))
	if s.of == numbers && bins != n || s.of == minutes && s.step > 1440 || bins > n+n/2 {
		return nil
	}
	return s
}

// read reads a label and appends its value. The first one decides the resolution.
func (s *labelScale) read(label string, i int, decide bool) bool {
	v, of, zone, ok := readLabel(label)
	if !ok || !decide && of != s.of {
		return false
	}
	if s.of = of; decide {
		return true
	}
	if zone != "" && s.zones == nil {
		s.zones = make([]string, 0, cap(s.values))
	}
	if s.zones != nil {
		s.zones = append(s.zones, make([]string, i-len(s.zones))...)
		s.zones = append(s.zones, zone)
	}
	s.values = append(s.values, v)
	return true
}

// readLabel reads one label: the forms that pivots write, and times with T and seconds of 0.
func readLabel(s string) (v int64, of resolution, zone string, ok bool) {
	if n, ok := readDigits(strings.TrimPrefix(s, "-")); ok {
		if s[0] == '-' {
			n = -n
		}
		return n, numbers, "", true
	}
	if len(s) < 7 || s[4] != '-' {
		return 0, 0, "", false
	}
	year, ok := readDigits(s[:4])
	if !ok {
		return 0, 0, "", false
	}
	rest := s[5:]
	switch {
	case rest[0] == 'Q' && len(rest) == 2 && rest[1] >= '1' && rest[1] <= '4':
		return 4*year + int64(rest[1]-'1'), quarters, "", true
	case rest[0] == 'W' && len(rest) == 3:
		n, ok := readDigits(rest[1:])
		monday := unixDays(year, 1, 4) // the fourth of January is in week 1
		monday -= (monday + 3) % 7
		return monday + 7*(n-1), weeks, "", ok && n >= 1 && n <= 53
	}
	month, ok := readDigits(rest[:2])
	if !ok || month < 1 || month > 12 {
		return 0, 0, "", false
	}
	if len(rest) == 2 {
		return 12*year + month - 1, months, "", true
	}
	if len(rest) < 5 || rest[2] != '-' {
		return 0, 0, "", false
	}
	day, ok := readDigits(rest[3:5])
	if !ok || day < 1 || day > 31 {
		return 0, 0, "", false
	}
	v = unixDays(year, month, day)
	if len(rest) == 5 {
		return v, days, "", true
	}
	minute, zone, ok := readClock(rest[5:])
	return 1440*v + minute, minutes, zone, ok
}

// readClock reads " 13:05", with T, seconds of 0 and the name of a zone's time or an offset.
func readClock(s string) (minute int64, zone string, ok bool) {
	if len(s) < 6 || s[0] != ' ' && s[0] != 'T' || s[3] != ':' {
		return 0, "", false
	}
	h, ok1 := readDigits(s[1:3])
	m, ok2 := readDigits(s[4:6])
	if !ok1 || !ok2 || h > 23 || m > 59 {
		return 0, "", false
	}
	s = strings.TrimPrefix(s[6:], ":00")
	if s == "" {
		return 60*h + m, "", true
	}
	const longest = 6 // −10:30
	if s[0] != ' ' || len(s) < 2 || len([]rune(s)) > longest+1 || strings.Contains(s[1:], " ") {
		return 0, "", false
	}
	return 60*h + m, s[1:], true
}

// readDigits reads up to nine digits.
func readDigits(s string) (v int64, ok bool) {
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = 10*v + int64(s[i]-'0')
	}
	return v, true
}

func unixDays(year, month, day int64) int64 {
	t := time.Date(int(year), time.Month(month), int(day), 0, 0, 0, 0, time.UTC).Unix()
	return floorDiv(t, 86400)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// scaleRung is one choice of labels of a scale.
type scaleRung struct {
	unit resolution // of what its labels say
	year bool       // they say years
	step int64      // in that unit
	at   []int
}

// ladder lists the choices of labels, from all of them to hardly any.
func (s *labelScale) ladder() (rungs []scaleRung) {
	const most = 1 << 12 // more never have room
	for _, r := range s.steps() {
		r.at = s.places(&r)
		if n := len(r.at); n < 2 || n > most || len(rungs) > 0 && n >= len(rungs[len(rungs)-1].at) {
			continue
		}
		rungs = append(rungs, r)
	}
	return append(rungs, scaleRung{unit: s.of, at: []int{0}})
}

// steps lists the steps of the rungs: of times those of a clock and a calendar, as the
// ticks of scale.TimeTicks have them.
func (s *labelScale) steps() (rungs []scaleRung) {
	add := func(unit resolution, year bool, steps ...int64) {
		for _, step := range steps {
			rungs = append(rungs, scaleRung{unit: unit, year: year, step: step})
		}
	}
	add(s.of, false, 0) // all
	switch s.of {
	case numbers:
		if s.wide && s.values[len(s.values)-1] < 24 {
			add(numbers, false, 2, 3, 6, 12)
			return rungs
		}
		for n := int64(1); n < 1e9; n *= 10 {
			add(numbers, false, n, 2*n, 5*n)
		}
		return rungs
	case minutes:
		add(minutes, false, 1, 2, 5, 10, 15, 30, 60, 2*60, 3*60, 6*60, 12*60)
		fallthrough
	case days:
		add(days, false, 1, 2, 7, 14)
		fallthrough
	case months:
		add(months, false, 1, 2, 3, 6)
	case weeks:
		add(weeks, false, 2, 4, 13, 26)
	case quarters:
		add(quarters, false, 2)
	}
	for n := int64(1); n < 1e4; n *= 10 {
		add(months, true, 12*n, 2*12*n, 5*12*n)
	}
	return rungs
}

// places are the labels of a rung: clocks and numbers those that are multiples of the step,
// of days and what is longer the first label in each step, which may lack its first day.
func (s *labelScale) places(r *scaleRung) (at []int) {
	if r.step > 0 && r.unit == s.of && (r.step < s.step || s.of == numbers && r.step%s.step != 0) {
		return nil
	}
	latest := int64(-1 << 62)
	for i, v := range s.values {
		switch {
		case r.step == 0:
			at = append(at, i)
		case v <= latest: // the clock was set back
		case r.exact():
			if floorMod(v, r.step) == 0 {
				at = append(at, i)
			}
		default:
			if s.begins(r, i) {
				at = append(at, i)
			}
		}
		latest = max(latest, v)
	}
	return at
}

// exact is whether labels of a rung are those that are multiples of its step.
func (r *scaleRung) exact() bool { return r.unit == numbers || r.unit == minutes }

// begins is whether label i is the first of a step of a rung of days or what is longer.
func (s *labelScale) begins(r *scaleRung, i int) bool {
	k, whole := s.count(r, s.values[i])
	if i == 0 {
		return whole
	}
	before, _ := s.count(r, s.values[i-1])
	return k != before && !(r.unit == weeks && k == -1)
}

// count is the number of the step that a value lies in, and whether the value begins it.
// Weeks beyond the last whole step of a year have −1.
func (s *labelScale) count(r *scaleRung, v int64) (k int64, whole bool) {
	switch {
	case r.unit == weeks:
		year, week := s.time(v).ISOWeek()
		if week > 52 {
			return -1, false
		}
		n := int64(week - 1)
		return 100*int64(year) + n/r.step, n%r.step == 0
	case r.unit == quarters:
		return floorDiv(v, r.step), floorMod(v, r.step) == 0
	case r.unit == months:
		month, first := s.month(v)
		return floorDiv(month, r.step), first && floorMod(month, r.step) == 0
	}
	whole = true
	if s.of == minutes {
		v, whole = floorDiv(v, 1440), floorMod(v, 1440) == 0
	}
	if r.step > 1 { // from Mondays on
		v += 3
	}
	return floorDiv(v, r.step), whole && floorMod(v, r.step) == 0
}

// month is the month that a value lies in, and whether it is the first of it.
func (s *labelScale) month(v int64) (month int64, first bool) {
	switch s.of {
	case months:
		return v, true
	case quarters:
		return 3 * v, true
	case weeks: // a week belongs to the year of its number
		year, week := s.time(v).ISOWeek()
		return 12 * int64(year), week == 1
	case minutes:
		first = floorMod(v, 1440) == 0
		v = floorDiv(v, 1440)
	default:
		first = true
	}
	t := s.time(v)
	if s.of == minutes {
		t = time.Unix(86400*v, 0).UTC()
	}
	return 12*int64(t.Year()) + int64(t.Month()) - 1, first && t.Day() == 1
}

func floorMod(a, b int64) int64 { return a - b*floorDiv(a, b) }

// Formats of times in labels.
var (
	clockForm, dayForm, monthForm         = timeForm("%H:%M"), timeForm("%e"), timeForm("%b")
	dateForm, dayMonthForm, monthYearForm = timeForm("%e %b %Y"), timeForm("%e %b"), timeForm("%b %Y")
)

func timeForm(s string) scale.TimeFormat {
	f, err := scale.ParseTimeFormat(s)
	if err != nil {
		panic(err)
	}
	return f
}

// time is a value as a time of the clock on the wall.
func (s *labelScale) time(v int64) time.Time {
	switch s.of {
	case minutes:
		return time.Unix(60*v, 0).UTC()
	case quarters:
		v *= 3
		fallthrough
	case months:
		return time.Date(int(floorDiv(v, 12)), time.Month(1+floorMod(v, 12)), 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Unix(86400*v, 0).UTC()
}

// tickText is what a label of a scale says: what it alone has, and what it shares with
// those that follow it, where that begins: the date of clocks, the month of days, the year
// of all else. whole is that with the year, which is left out where it goes on.
type tickText struct{ own, shared, whole string }

// texts are what the labels of a rung say.
func (s *labelScale) texts(r *scaleRung) []tickText {
	texts := make([]tickText, len(r.at))
	key, year := "", 0
	for k, i := range r.at {
		own, short, whole, y := s.text(r, i)
		texts[k].own = own
		if whole != key {
			texts[k].shared, texts[k].whole = whole, whole
			if y == year && k > 0 {
				texts[k].shared = short
			}
		}
		key, year = whole, y
	}
	return texts
}

// text is what one label says: its own part and the shared one, short and whole.
func (s *labelScale) text(r *scaleRung, i int) (own, short, whole string, year int) {
	v := s.values[i]
	if s.of == numbers {
		if s.wide {
			return fmt.Sprintf("%02d", v), "", "", 0
		}
		return fmt.Sprint(v), "", "", 0
	}
	t := s.time(v)
	year = t.Year()
	if s.of == weeks {
		var week int
		year, week = t.ISOWeek()
		own = fmt.Sprintf("W%02d", week)
	}
	whole = fmt.Sprintf("%04d", year)
	switch {
	case r.year:
		return whole, "", "", year
	case r.unit == minutes:
		own = clockForm.Format(t)
		if r.step == 0 && s.zones != nil && i < len(s.zones) && s.zones[i] != "" {
			own += " " + s.zones[i]
		}
		return own, dayMonthForm.Format(t), dateForm.Format(t), year
	case r.unit == days:
		return dayForm.Format(t), monthForm.Format(t), monthYearForm.Format(t), year
	case r.unit == months:
		own = monthForm.Format(t)
	case r.unit == quarters:
		own = fmt.Sprintf("Q%d", 1+floorMod(v, 4))
	}
	return own, whole, whole, year
}

// oneLine is a label in one line, for axes whose labels stand beside one another's starts:
// dates before clocks and behind all else.
func (s *labelScale) oneLine(r *scaleRung, t tickText) string {
	switch {
	case t.shared == "":
		return t.own
	case r.unit == minutes:
		return t.shared + " " + t.own
	}
	return t.own + " " + t.shared
}
