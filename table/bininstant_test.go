package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// timeline is a pivot of counts of times, by a unit in a zone.
func timeline(t *testing.T, unit, zone string, assume bool, times ...string) ([]string, []float64, *PivotReport) {
	t.Helper()
	opt := PivotOptions{Rows: key(t, "t:"+unit), Agg: Agg{How: Count}, AssumeZone: assume}
	if zone != "" {
		var err error
		if opt.Zone, err = LoadZone(zone); err != nil {
			t.Fatal(err)
		}
	}
	m, r := pivotOf(t, longTable(t, "t,v\n"+strings.Join(times, ",1\n")+",1\n"), opt)
	var counts []float64
	for i := range m.RowLabels {
		counts = append(counts, m.At(i, 0))
	}
	return m.RowLabels, counts, r
}

// every lists moments from the first on.
func every(t *testing.T, first string, step time.Duration, n int) (out []string) {
	t.Helper()
	at, err := time.Parse(time.RFC3339, first)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		out = append(out, at.Add(time.Duration(i)*step).Format(time.RFC3339))
	}
	return out
}

// An hour that the clock shows twice is two bins of a line of time, also where the clock is
// set back by half an hour, and names are told apart only where they must be.
func TestHoursThatComeTwice(t *testing.T) {
	for _, c := range []struct {
		unit, zone, first string
		step              time.Duration
		n                 int
		want              string
	}{
		{"hour", "Europe/Berlin", "2024-10-26T23:00:00Z", 20 * time.Minute, 12,
			"2024-10-27 01:00=3 2024-10-27 02:00 CEST=3 2024-10-27 02:00 CET=3 2024-10-27 03:00=3"},
		{"hour", "Europe/Berlin", "2024-10-27T01:00:00Z", 20 * time.Minute, 4, // begins with the second
			"2024-10-27 02:00 CET=3 2024-10-27 03:00=1"},
		{"hour", "Europe/Berlin", "2024-03-31T00:00:00Z", 30 * time.Minute, 4, // spring
			"2024-03-31 01:00=2 2024-03-31 03:00=2"},
		{"hour", "America/Sao_Paulo", "2018-02-18T01:00:00Z", 30 * time.Minute, 6,
			"2018-02-17 23:00 −02:00=2 2018-02-17 23:00 −03:00=2 2018-02-18 00:00=2"},
		{"hour", "Australia/Lord_Howe", "2024-04-06T13:00:00Z", 15 * time.Minute, 14,
			"2024-04-07 00:00=4 2024-04-07 01:00 +11:00=4 2024-04-07 01:00 +10:30=2 2024-04-07 02:00=4"},
		{"hour", "Australia/Lord_Howe", "2024-10-05T15:00:00Z", 15 * time.Minute, 8, // half an hour is skipped
			"2024-10-06 01:00=2 2024-10-06 02:00=2 2024-10-06 03:00=4"},
		{"hour", "Asia/Kathmandu", "2024-10-05T15:00:00Z", 15 * time.Minute, 6,
			"2024-10-05 20:00=1 2024-10-05 21:00=4 2024-10-05 22:00=1"},
		{"hour", "Asia/Kathmandu", "1985-12-31T18:00:00Z", 15 * time.Minute, 4, // a quarter is skipped, within the hour
			"1985-12-31 23:00=2 1986-01-01 00:00=2"},
		{"minute", "Europe/Berlin", "2024-10-27T00:58:00Z", time.Minute, 4,
			"2024-10-27 02:58 CEST=1 2024-10-27 02:59 CEST=1 2024-10-27 02:00 CET=1 2024-10-27 02:01 CET=1"},
		{"hour", "America/New_York", "1883-11-18T16:56:02Z", time.Minute, 9, // by 3 min 58 s
			"1883-11-18 12:00 LMT=4 1883-11-18 12:00 EST=5"},
	} {
		labels, counts, _ := timeline(t, c.unit, c.zone, false, every(t, c.first, c.step, c.n)...)
		var got []string
		for i, l := range labels {
			got = append(got, fmt.Sprintf("%s=%v", l, counts[i]))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s by %s from %s:\n%s\nwant\n%s", c.zone, c.unit, c.first, s, c.want)
		}
	}
}

// Hours of the day have both, a day has 25 hours, and times without a zone cannot say which
// of both they are of.
func TestHoursThatComeTwiceElsewhere(t *testing.T) {
	day := every(t, "2024-10-26T22:00:00Z", 30*time.Minute, 50)
	labels, counts, _ := timeline(t, "hour-of-day", "Europe/Berlin", false, day...)
	if len(labels) != 24 || counts[2] != 4 || counts[3] != 2 {
		t.Errorf("hours of the day %v %v", labels, counts)
	}
	if labels, counts, _ = timeline(t, "day", "Europe/Berlin", false, day...); len(labels) != 1 || counts[0] != 50 {
		t.Errorf("days %v %v", labels, counts)
	}
	labels, counts, r := timeline(t, "hour", "Europe/Berlin", true, "2024-10-27T01:30:00", "2024-10-27T02:30:00", "2024-10-27T02:40:00", "2024-10-27T03:30:00")
	if !slices.Equal(labels, []string{"2024-10-27 01:00", "2024-10-27 02:00", "2024-10-27 03:00"}) || counts[1] != 2 || r.Twice != 2 {
		t.Errorf("without a zone: %v %v, %d twice", labels, counts, r.Twice)
	}
	_, counts, r = timeline(t, "hour", "", false, "2024-01-01T00:00:00+01:00", "2024-01-01T00:30:00-05:00")
	if len(counts) != 1 || !r.Offsets {
		t.Errorf("two offsets are not noted: %v", counts)
	}
	if _, _, r = timeline(t, "day", "", false, "2024-01-01T00:00:00+01:00", "2024-01-01T00:30:00-05:00"); r.Offsets {
		t.Error("offsets are noted for days")
	}
}

// Bins follow one another without gap or overlap, whatever clocks did.
func TestBinsCoverTheLineOfTime(t *testing.T) {
	for _, name := range commonZones {
		zone, err := LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range []int64{60, civilHour} {
			c, other := clock{zone: zone, zoned: true}, clock{zone: zone, zoned: true}
			from := time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
			steps := 3 * 366 * 24
			if unit == 60 {
				from, steps = time.Date(2024, 10, 26, 0, 0, 0, 0, time.UTC).Unix(), 3*24*60
			}
			for at := c.binStart(from, unit); steps > 0; steps-- {
				next := c.nextBin(at, unit)
				if next <= at || next-at > 2*unit || other.binStart(next, unit) != next || other.binStart(next-1, unit) != at {
					t.Fatalf("%s, %d s: after %d comes %d, where bins begin at %d and %d", name, unit, at, next, other.binStart(next-1, unit), other.binStart(next, unit))
				}
				at = next
			}
		}
	}
}
