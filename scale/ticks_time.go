package scale

import "time"

// unit is a part of the calendar or the clock.
type unit uint8

const (
	years unit = iota
	months
	days
	hours
	minutes
	seconds
	nanoseconds
)

// timeStep is a distance between ticks.
type timeStep struct {
	unit unit
	n    int
}

// timeSteps are all steps up to half a year, from the shortest; what is longer are years
// in steps of 1, 2 and 5 times a power of ten.
var timeSteps = makeTimeSteps()

func makeTimeSteps() []timeStep {
	var steps []timeStep
	for n := 1; n < 1e9; n *= 10 {
		steps = append(steps, timeStep{nanoseconds, n}, timeStep{nanoseconds, 2 * n}, timeStep{nanoseconds, 5 * n})
	}
	for _, u := range []unit{seconds, minutes} {
		for _, n := range []int{1, 2, 5, 10, 15, 30} {
			steps = append(steps, timeStep{u, n})
		}
	}
	return append(steps, timeStep{hours, 1}, timeStep{hours, 2}, timeStep{hours, 3}, timeStep{hours, 6}, timeStep{hours, 12},
		timeStep{days, 1}, timeStep{days, 2}, timeStep{days, 7}, timeStep{days, 14},
		timeStep{months, 1}, timeStep{months, 2}, timeStep{months, 3}, timeStep{months, 6})
}

// firstYear and lastYear bound what has ticks.
const firstYear, lastYear = -9999, 9999

// TimeTicks returns round times from one to the other, whose order does not matter, at
// steps of at most bins, and a format that tells them apart: years, months, Mondays or
// days, hours and minutes as the clocks of loc show them, and parts of a second. Where
// clocks are set, two steps may be an hour longer or shorter. A nil loc is UTC. There
// are none if a year is beyond ±9999; bins is taken as 1 to 1000.
func TimeTicks(from, to time.Time, bins int, loc *time.Location) ([]time.Time, TimeFormat) {
	if loc == nil {
		loc = time.UTC
	}
	if to.Before(from) {
		from, to = to, from
	}
	from, to = from.In(loc), to.In(loc)
	if from.Year() < firstYear || to.Year() > lastYear {
		return nil, TimeFormat{}
	}
	bins = max(1, min(bins, 1000))
	for _, step := range timeSteps {
		if ticks, ok := step.ticks(from, to, bins); ok {
			return ticks, step.format(ticks)
		}
	}
	for n := 1; ; n *= 10 {
		for _, m := range []int{n, 2 * n, 5 * n} {
			step := timeStep{years, m}
			if ticks, ok := step.ticks(from, to, bins); ok {
				return ticks, step.format(ticks)
			}
		}
	}
}

// length is about how long the step is, and never longer than it is.
func (s timeStep) length() time.Duration {
	const day = 24 * time.Hour
	return time.Duration(s.n) * [...]time.Duration{365 * day, 28 * day, day, time.Hour, time.Minute, time.Second, 1}[s.unit]
}

// ticks returns the multiples of s from one time to the other. ok is false if there are
// more than bins steps.
func (s timeStep) ticks(from, to time.Time, bins int) (ticks []time.Time, ok bool) {
	const spare = 2 // steps that are cut off at both ends, and clocks that are set
	// A year is up to 366 days and a month up to 31.
	if s.unit != years && to.Sub(from)/time.Duration(bins+spare) > s.length()*31/28 {
		return nil, false
	}
	start := s.floor(from)
	for i := 0; ; i++ {
		t := s.after(start, i)
		if t.After(to) {
			return ticks, true
		}
		if t.Before(from) || len(ticks) > 0 && !t.After(ticks[len(ticks)-1]) {
			continue
		}
		if len(ticks) > bins {
			return nil, false
		}
		ticks = append(ticks, t)
	}
}

// floor returns a multiple of s that is not after t.
func (s timeStep) floor(t time.Time) time.Time {
	y, m, d := t.Date()
	loc := t.Location()
	switch s.unit {
	case years:
		return time.Date(floorTo(y, s.n), 1, 1, 0, 0, 0, 0, loc)
	case months:
		return time.Date(y, 1+time.Month(floorTo(int(m)-1, s.n)), 1, 0, 0, 0, 0, loc)
	case days:
		return time.Date(y, m, d-s.pastMultiple(y, m, d), 0, 0, 0, 0, loc)
	case hours:
		return time.Date(y, m, d, 0, 0, 0, 0, loc)
	case minutes, seconds:
		// The start of an hour on the clock; zones may be off by part of an hour.
		return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
	}
	return t.Add(-time.Duration(t.Nanosecond() % s.n))
}

// pastMultiple returns how many days a date is past a multiple of s: for weeks, past a
// Monday.
func (s timeStep) pastMultiple(y int, m time.Month, d int) int {
	date := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400 // whole, also below 0
	const monday = 4                                                // 5 January 1970
	return int(date-monday) - floorTo(int(date-monday), s.n)
}

// after returns the i-th multiple of s after start.
func (s timeStep) after(start time.Time, i int) time.Time {
	y, m, d := start.Date()
	loc := start.Location()
	switch s.unit {
	case years:
		return time.Date(y+i*s.n, 1, 1, 0, 0, 0, 0, loc)
	case months:
		return time.Date(y, m+time.Month(i*s.n), 1, 0, 0, 0, 0, loc)
	case days:
		return time.Date(y, m, d+i*s.n, 0, 0, 0, 0, loc)
	case hours:
		return time.Date(y, m, d, i*s.n, 0, 0, 0, loc)
	}
	return start.Add(time.Duration(i) * s.length())
}

// floorTo returns the largest multiple of n that is not above v.
func floorTo(v, n int) int {
	r := v % n
	if r < 0 {
		r += n
	}
	return v - r
}

// format returns what tells ticks of the step apart, with the date only where it changes.
func (s timeStep) format(ticks []time.Time) TimeFormat {
	date := ""
	if n := len(ticks); n > 0 {
		y, m, d := ticks[0].Date()
		y2, m2, d2 := ticks[n-1].Date()
		switch {
		case y != y2:
			date = "%Y-%m-%d "
		case m != m2 || d != d2:
			date = "%m-%d "
		}
	}
	switch s.unit {
	case years:
		return TimeFormat{"%Y"}
	case months:
		return TimeFormat{"%Y-%m"}
	case days:
		return TimeFormat{"%Y-%m-%d"}
	case hours, minutes:
		return TimeFormat{date + "%H:%M"}
	case seconds:
		return TimeFormat{date + "%H:%M:%S"}
	}
	digits := 9
	for n := s.n; n%10 == 0; n /= 10 {
		digits--
	}
	return TimeFormat{date + "%H:%M:%S.%" + string(rune('0'+digits)) + "f"}
}
