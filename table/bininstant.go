package table

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// A clock that is set back shows some times twice. Parts of a time and days have them
// together; in a line of time the two are apart, each a bin of its own. Bins of minutes and
// hours are therefore numbered by moments where a zone is given: a bin is what a clock shows
// from one full hour on, and its number is the Unix second of its first moment. Bins that
// follow one another do not differ by a fixed number then.

// instant is whether bins are pieces of the line of time shorter than any change of clocks
// may be: two of them can have the same name.
func (b Binning) instant() bool { return b == ByMinute || b == ByHour }

// unit is how many seconds a bin of an instant binning has.
func (b Binning) unit() int64 {
	if b == ByMinute {
		return 60
	}
	return civilHour
}

// binStart is the first moment of the bin that a moment is in. A bin that clocks that are
// set forward leave out a part of is one bin; those set back begin a new one.
func (c *clock) binStart(unix, unit int64) int64 {
	for {
		c.know(unix)
		start := unit*floorDiv(unix+c.offset, unit) - c.offset
		if start >= c.from {
			return start
		}
		shown, from, offset := start+c.offset, c.from, c.offset
		c.know(from - 1)
		if c.offset > offset || unit*floorDiv(from-1+c.offset, unit) != shown {
			return from
		}
		unix = from - 1 // the bin began by the clock before
	}
}

// nextBin is the first moment of the bin after the one that begins at a moment.
func (c *clock) nextBin(start, unit int64) int64 {
	at := start
	for {
		c.know(at)
		end := unit*(floorDiv(at+c.offset, unit)+1) - c.offset
		if end < c.end {
			return end
		}
		at = c.end
		if c.binStart(at, unit) == at {
			return at
		}
	}
}

// know finds the offset at a moment, unless it is that of the last one.
func (c *clock) know(unix int64) {
	if unix < c.from || unix >= c.end {
		c.learn(time.Unix(unix, 0).In(c.zone))
	}
}

// twice is whether a clock shows any time of the bin that begins at a moment once more.
func (c *clock) twice(start, unit int64) bool {
	c.know(start)
	from, end, offset := c.from, c.end, c.offset
	shown := unit * floorDiv(start+offset, unit)
	overlaps := func(change, before, after int64) bool { // what the clock shows twice around a change
		return shown < change+before && shown+unit > change+after
	}
	twice := false
	if from != math.MinInt64 {
		c.know(from - 1)
		twice = overlaps(from, c.offset, offset)
	}
	if end != math.MaxInt64 {
		c.know(end)
		twice = twice || overlaps(end, offset, c.offset)
	}
	return twice
}

// instantName is the name of the bin that begins at a moment, with the zone's abbreviation
// or offset if it is one of two of that name.
func (b Binning) instantName(c *clock, start int64, tell bool) string {
	c.know(start)
	shown := floorDiv(start+c.offset, b.unit())
	name := b.label(shown, time.Monday)
	if !tell || !c.twice(start, b.unit()) {
		return name
	}
	return name + " " + zoneName(time.Unix(start, 0).In(c.zone))
}

// zoneName is what tells the zone's clocks apart at a time: CEST or, where it has only
// offsets, +10:30.
func zoneName(t time.Time) string {
	name, offset := t.Zone()
	if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") || name == "" {
		sign := "+"
		if offset < 0 {
			sign, offset = "−", -offset
		}
		return fmt.Sprintf("%s%02d:%02d", sign, offset/3600, offset/60%60)
	}
	return name
}

// first is the first moment at which a clock shows a civil time, and whether it shows that
// twice. The time must be shown at all.
func firstShown(zone *time.Location, at civil) (unix int64, twice bool) {
	unix = math.MaxInt64
	for _, near := range [2]int64{int64(at) - civilDay, int64(at) + civilDay} {
		_, offset := time.Unix(near, 0).In(zone).Zone()
		moment := int64(at) - int64(offset)
		if _, now := time.Unix(moment, 0).In(zone).Zone(); now == offset {
			twice = twice || unix != math.MaxInt64 && unix != moment
			unix = min(unix, moment)
		}
	}
	return unix, twice
}
