package table

import (
	"fmt"
	"math"
	"time"
)

// A civil is the second that a clock on the wall shows, counted from the begin of 1970
// by that clock: bins of times are whole numbers of civil units, without a thought of
// zones. The clock skips an hour in spring and shows one twice in autumn.
type civil int64

const (
	civilHour = 3600
	civilDay  = 24 * civilHour
)

// floorDiv divides and rounds down, also below 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// dateOf returns the date of a day since 1970, in the Gregorian calendar for all times.
// Years are counted from March, so that the leap day is the last of one: then months
// begin on day (153·m+2)/5 (Hinnant, chrono-compatible low-level date algorithms, 2021).
func dateOf(days int64) (year int64, month, day int) {
	const era = 146097 // days of 400 years
	days += 719468     // from the first of March of year 0
	n := floorDiv(days, era)
	d := days - n*era
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	year, month, day = n*400+y, int(m)+3, int(d-(153*m+2)/5)+1
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// daysTo returns the day since 1970 of a date.
func daysTo(year int64, month, day int) int64 {
	m := int64(month) - 3
	if month < 3 {
		year, m = year-1, m+12
	}
	n := floorDiv(year, 400)
	y := year - n*400
	return n*146097 + 365*y + y/4 - y/100 + (153*m+2)/5 + int64(day) - 1 - 719468
}

// weekdayOf returns the weekday of a day since 1970, which was a Thursday.
func weekdayOf(days int64) time.Weekday {
	return time.Weekday(((days+4)%7 + 7) % 7)
}

// weekOf returns the number of the week of a day, counted from 1970 on.
func weekOf(days int64, start time.Weekday) int64 {
	return floorDiv(days+4-int64(start), 7)
}

// weekStart returns the first day of a week.
func weekStart(week int64, start time.Weekday) int64 { return 7*week - 4 + int64(start) }

// weekNumber returns the year of a week and its number in that, from 1. As by ISO 8601
// for Monday, a week belongs to the year that has most of its days.
func weekNumber(week int64, start time.Weekday) (year int64, number int) {
	middle := weekStart(week, start) + 3
	year, _, _ = dateOf(middle)
	first := weekOf(daysTo(year, 1, 4), start) // the fourth of January is always in week 1
	return year, int(week-first) + 1
}

// code returns the bin of a civil time: what is equal is in one bin, and bins that
// follow one another differ by 1.
func (b Binning) code(c civil, start time.Weekday) int64 {
	switch b {
	case ByMinute:
		return floorDiv(int64(c), 60)
	case ByHour:
		return floorDiv(int64(c), civilHour)
	case HourOfDay:
		return floorDiv(int64(c), civilHour) - 24*floorDiv(int64(c), civilDay)
	}
	days := floorDiv(int64(c), civilDay)
	switch b {
	case ByDay:
		return days
	case ByWeek:
		return weekOf(days, start)
	case Weekday:
		return int64(weekdayOf(days)-start+7) % 7
	case WeekOfYear:
		_, n := weekNumber(weekOf(days, start), start)
		return int64(n)
	}
	year, month, day := dateOf(days)
	switch b {
	case ByYearMonth:
		return 12*year + int64(month) - 1
	case ByQuarter:
		return 4*year + int64(month-1)/3
	case ByYear:
		return year
	case MonthOfYear:
		return int64(month)
	case DayOfMonth:
		return int64(day)
	}
	return days - daysTo(year, 1, 1) + 1 // DayOfYear
}

// domain returns the first and the last code of a part, all of which are labels.
func (b Binning) domain() (first, last int64) {
	switch b {
	case Weekday:
		return 0, 6
	case HourOfDay:
		return 0, 23
	case MonthOfYear:
		return 1, 12
	case DayOfMonth:
		return 1, 31
	case WeekOfYear:
		return 1, 53
	}
	return 1, 366 // DayOfYear
}

// label returns the label of a code.
func (b Binning) label(code int64, start time.Weekday) string {
	date := func(days int64) string {
		y, m, d := dateOf(days)
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	}
	switch b {
	case ByMinute:
		day := floorDiv(code, 24*60)
		minute := code - 24*60*day
		return fmt.Sprintf("%s %02d:%02d", date(day), minute/60, minute%60)
	case ByHour:
		day := floorDiv(code, 24)
		return fmt.Sprintf("%s %02d:00", date(day), code-24*day)
	case ByDay:
		return date(code)
	case ByWeek:
		if start != time.Monday {
			return date(weekStart(code, start))
		}
		year, n := weekNumber(code, start)
		return fmt.Sprintf("%04d-W%02d", year, n)
	case ByYearMonth:
		year := floorDiv(code, 12)
		return fmt.Sprintf("%04d-%02d", year, code-12*year+1)
	case ByQuarter:
		year := floorDiv(code, 4)
		return fmt.Sprintf("%04d-Q%d", year, code-4*year+1)
	case ByYear:
		return fmt.Sprintf("%04d", code)
	case Weekday:
		return time.Weekday((code + int64(start)) % 7).String()[:3]
	case HourOfDay:
		return fmt.Sprintf("%02d", code)
	case MonthOfYear:
		return time.Month(code).String()[:3]
	}
	return fmt.Sprint(code)
}

// A clock turns moments into what a clock in a zone shows.
type clock struct {
	zone   *time.Location // nil: as each time was written
	zoned  bool           // the times are moments; else they are what a clock shows already
	from   int64          // Unix seconds between which the offset is known
	end    int64
	offset int64
}

// read returns what the clock shows at t. It is false if t was written as a time that no
// clock in the zone shows, as in the hour that is skipped in spring.
func (c *clock) read(t time.Time) (civil, bool) {
	unix := t.Unix()
	if c.zone == nil {
		_, offset := t.Zone()
		return civil(unix + int64(offset)), true
	}
	if !c.zoned { // written without a zone: it stands as UTC
		return civil(unix), shows(c.zone, civil(unix))
	}
	c.know(unix)
	return civil(unix + c.offset), true
}

// learn finds the offset at t, and for how long it lasts.
func (c *clock) learn(t time.Time) {
	_, offset := t.Zone()
	c.offset = int64(offset)
	c.from, c.end = math.MinInt64, math.MaxInt64
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		c.from = start.Unix()
	}
	if !end.IsZero() {
		c.end = end.Unix()
	}
}

// shows reports whether a clock in the zone ever shows a time.
func shows(zone *time.Location, at civil) bool {
	// Offsets change rarely: of the two in force a day before and a day after, one is
	// that of the time, if there is one.
	for _, near := range [2]int64{int64(at) - civilDay, int64(at) + civilDay} {
		_, offset := time.Unix(near, 0).In(zone).Zone()
		unix := int64(at) - int64(offset)
		if _, now := time.Unix(unix, 0).In(zone).Zone(); now == offset {
			return true
		}
	}
	return false
}

// maySkip reports whether a clock in the zone may have skipped some time within a day or
// two of a time. Most days have no change of the offset near them.
func maySkip(at int64, zone *time.Location) bool {
	_, before := time.Unix(at-2*civilDay, 0).In(zone).Zone()
	_, after := time.Unix(at+3*civilDay, 0).In(zone).Zone()
	return before < after
}

// exists reports whether any moment of a bin of a floor is shown by a clock in the zone.
func (b Binning) exists(code int64, zone *time.Location) bool {
	var from, length, step int64
	switch b {
	case ByMinute:
		from, length, step = 60*code, 60, 60
	case ByHour:
		from, length, step = civilHour*code, civilHour, 60
	case ByDay:
		from, length, step = civilDay*code, civilDay, civilHour/2
	default:
		return true
	}
	if zone == nil {
		return true
	}
	if b != ByDay && !maySkip(from, zone) {
		return true
	}
	for at := from; at < from+length; at += step {
		if shows(zone, civil(at)) {
			return true
		}
	}
	return false
}
