package scale

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestTimeTicks(t *testing.T) {
	berlin := must(time.LoadLocation("Europe/Berlin"))
	kolkata := must(time.LoadLocation("Asia/Kolkata")) // 5:30 from UTC
	for _, c := range []struct {
		from, to string
		bins     int
		loc      *time.Location
		want     string
	}{
		{"2020-01-01T00:00:00Z", "2024-01-01T00:00:00Z", 5, nil, "2020 2021 2022 2023 2024"},
		{"1990-05-01T00:00:00Z", "2024-01-01T00:00:00Z", 5, nil, "1995 2000 2005 2010 2015 2020"},
		{"0500-05-01T00:00:00Z", "2024-01-01T00:00:00Z", 4, nil, "1000 1500 2000"},
		{"2024-01-15T00:00:00Z", "2024-12-15T00:00:00Z", 5, nil, "2024-03 2024-05 2024-07 2024-09 2024-11"},
		{"2024-02-01T00:00:00Z", "2024-05-01T00:00:00Z", 5, nil, "2024-02 2024-03 2024-04 2024-05"},
		{"2024-02-27T00:00:00Z", "2024-03-02T00:00:00Z", 5, nil, "2024-02-27 2024-02-28 2024-02-29 2024-03-01 2024-03-02"},
		{"2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z", 5, nil, "2024-02-05 2024-02-12 2024-02-19 2024-02-26"},
		{"2024-02-01T22:00:00Z", "2024-02-02T02:00:00Z", 4, nil, "02-01 22:00|02-01 23:00|02-02 00:00|02-02 01:00|02-02 02:00"},
		{"2024-02-01T10:00:00Z", "2024-02-01T10:01:00Z", 4, nil, "10:00:00 10:00:15 10:00:30 10:00:45 10:01:00"},
		{"2024-02-01T10:00:00Z", "2024-02-01T10:00:00.01Z", 5, nil, "10:00:00.000 10:00:00.002 10:00:00.004 10:00:00.006 10:00:00.008 10:00:00.010"},
		{"2024-02-01T10:00:00Z", "2024-02-01T10:00:00.000000003Z", 5, nil,
			"10:00:00.000000000 10:00:00.000000001 10:00:00.000000002 10:00:00.000000003"},
		{"2024-03-30T23:00:00Z", "2024-03-31T05:00:00Z", 7, berlin, "00:00 01:00 03:00 04:00 05:00 06:00 07:00"}, // an hour is skipped
		{"2024-02-01T10:10:00Z", "2024-02-01T12:10:00Z", 4, kolkata, "16:00 16:30 17:00 17:30"},
		{"2024-02-01T00:00:00Z", "2024-02-01T00:00:00Z", 4, nil, "00:00:00.000000000"},
	} {
		from, to := must(time.Parse(time.RFC3339Nano, c.from)), must(time.Parse(time.RFC3339Nano, c.to))
		ticks, format := TimeTicks(to, from, c.bins, c.loc)
		var texts []string
		for _, tick := range ticks {
			texts = append(texts, format.Format(tick))
		}
		want := strings.Fields(c.want)
		if strings.Contains(c.want, "|") {
			want = strings.Split(c.want, "|")
		}
		if !slices.Equal(texts, want) {
			t.Errorf("%s to %s in %d: %q, want %q", c.from, c.to, c.bins, texts, want)
		}
	}
	if ticks, _ := TimeTicks(time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC), time.Unix(0, 0), 5, nil); ticks != nil {
		t.Errorf("ticks %v up to the year 20000", ticks)
	}
}

func TestTimeTicksOfAnyRangeAreFewInOrderAndDifferent(t *testing.T) {
	newYork := must(time.LoadLocation("America/New_York"))
	from := time.Date(2023, 11, 4, 17, 22, 43, 123456789, newYork)
	for d := time.Duration(1); d > 0; d += d/3 + 1 {
		for _, bins := range []int{1, 2, 5, 9} {
			ticks, format := TimeTicks(from, from.Add(d), bins, newYork)
			if len(ticks) > bins+1 || len(ticks) == 0 && bins > 5 {
				t.Errorf("%v in %d: %d ticks", d, bins, len(ticks))
			}
			for i, tick := range ticks {
				if tick.Before(from) || tick.After(from.Add(d)) || i > 0 && (!tick.After(ticks[i-1]) || format.Format(tick) == format.Format(ticks[i-1])) {
					t.Errorf("%v in %d: tick %v, written %s", d, bins, tick, format.Format(tick))
				}
			}
		}
	}
}

func TestTimeFormat(t *testing.T) {
	at := time.Date(2024, 3, 5, 15, 4, 9, 7080900, time.FixedZone("CET", 3600))
	for _, c := range []struct{ format, want string }{
		{"", "2024-03-05 15:04:09"},
		{"%Y-%m-%d", "2024-03-05"},
		{"%d.%m.%y %H:%M", "05.03.24 15:04"},
		{"%e %B %Y, %A", "5 March 2024, Tuesday"},
		{"%a %b %I %p %j", "Tue Mar 03 PM 065"},
		{"%S.%f %3f %1f %9f", "09.007080 007 0 007080900"},
		{"%Z %z %s %F %T %%", "CET +0100 1709647449 2024-03-05 15:04:09 %"},
		{"2006 Jan 02", "2006 Jan 02"},
	} {
		f, err := ParseTimeFormat(c.format)
		if got := f.Format(at); err != nil || got != c.want || f.String() != c.format {
			t.Errorf("%q: %q, %v, want %q", c.format, got, err, c.want)
		}
	}
	for _, text := range []string{"%", "%Q", "%3d", "a %", "\xff", strings.Repeat("x", 1001)} {
		var typed *FormatError
		if f, err := ParseTimeFormat(text); !errors.As(err, &typed) {
			t.Errorf("%.20q is read as %v, %v", text, f, err)
		}
	}
	if got := must(ParseTimeFormat("%Y %F")).Format(time.Date(-44, 3, 15, 0, 0, 0, 0, time.UTC)); got != "−0044 −0044-03-15" {
		t.Errorf("44 BC is %q", got)
	}
}

func FuzzParseTimeFormat(f *testing.F) {
	f.Add("%Y-%m-%d %3f", int64(0))
	f.Add("%%%", int64(1<<60))
	f.Fuzz(func(t *testing.T, text string, at int64) {
		format, err := ParseTimeFormat(text)
		if err != nil {
			_ = err.Error()
			return
		}
		if got := format.Format(time.Unix(at, 0).UTC()); text != "" && !strings.Contains(text, "%") && got != text {
			t.Errorf("%q: %q", text, got)
		}
		TimeTicks(time.Unix(0, 0), time.Unix(at, at), 5, nil)
	})
}
