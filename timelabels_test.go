package heat

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// timesOf lists labels of times from one on.
func timesOf(form, first string, n int, next func(time.Time) time.Time) (out []string) {
	t, err := time.Parse(form, first)
	if err != nil {
		panic(err)
	}
	for range n {
		out = append(out, t.Format(form))
		t = next(t)
	}
	return out
}

func hourly(t time.Time) time.Time   { return t.Add(time.Hour) }
func minutely(t time.Time) time.Time { return t.Add(time.Minute) }
func daily(t time.Time) time.Time    { return t.AddDate(0, 0, 1) }
func monthly(t time.Time) time.Time  { return t.AddDate(0, 1, 0) }

// shownAs is what the first rung with at most so many labels says.
func shownAs(t *testing.T, labels []string, most int) string {
	t.Helper()
	s := readScale(labels)
	if s == nil {
		return "no scale"
	}
	for _, r := range s.ladder() {
		if len(r.at) > most {
			continue
		}
		var out []string
		for k, text := range s.texts(&r) {
			label := s.oneLine(&r, text)
			if s.of == numbers {
				label = labels[r.at[k]]
			}
			out = append(out, label)
		}
		return strings.Join(out, ", ")
	}
	t.Fatal("a ladder without an end")
	return ""
}

func TestLabelsAtRoundPlaces(t *testing.T) {
	const minute, day, month = "2006-01-02 15:04", "2006-01-02", "2006-01"
	night := timesOf(minute, "2024-10-26 22:00", 5, hourly)
	night = append(night, "2024-10-27 02:00 CEST", "2024-10-27 02:00 CET")
	night = append(night, timesOf(minute, "2024-10-27 03:00", 9, hourly)...)
	var weeks, quarters, odd, ints []string
	for _, t := range timesOf(day, "2023-06-12", 52, func(t time.Time) time.Time { return t.AddDate(0, 0, 7) }) {
		at, _ := time.Parse(day, t)
		y, w := at.ISOWeek()
		weeks = append(weeks, fmt.Sprintf("%04d-W%02d", y, w))
	}
	for k := range 12 {
		quarters = append(quarters, fmt.Sprintf("%d-Q%d", 2020+k/4, 1+k%4))
	}
	for k := range 50 {
		ints, odd = append(ints, fmt.Sprint(k)), append(odd, fmt.Sprint(1+5*k))
	}
	hours := make([]string, 24)
	for k := range hours {
		hours[k] = fmt.Sprintf("%02d", k)
	}
	workdays := func(t time.Time) time.Time {
		t = t.AddDate(0, 0, 1)
		for t.Weekday() == time.Saturday || t.Weekday() == time.Sunday {
			t = t.AddDate(0, 0, 1)
		}
		return t
	}
	for name, c := range map[string]struct {
		labels []string
		most   int
		want   string
	}{
		"a day by minutes":         {timesOf(minute, "2024-03-29 00:00", 1440, minutely), 9, "29 Mar 2024 00:00, 03:00, 06:00, 09:00, 12:00, 15:00, 18:00, 21:00"},
		"some hours by minutes":    {timesOf(minute, "2024-03-29 08:07", 60, minutely), 5, "29 Mar 2024 08:15, 08:30, 08:45, 09:00"},
		"over midnight":            {timesOf(minute, "2024-12-31 17:00", 12, hourly), 4, "31 Dec 2024 18:00, 21:00, 1 Jan 2025 00:00, 03:00"},
		"days by hours":            {timesOf(minute, "2024-03-29 00:00", 120, hourly), 6, "29 Mar 2024, 30, 31, 1 Apr, 2"},
		"times with seconds":       {timesOf("2006-01-02T15:04:05", "2024-03-29T00:00:00", 48, hourly), 4, "29 Mar 2024 00:00, 12:00, 30 Mar 00:00, 12:00"},
		"a clock set back":         {night, 8, "26 Oct 2024 22:00, 27 Oct 00:00, 02:00, 04:00, 06:00, 08:00, 10:00"},
		"a clock set back, whole":  {night, 99, "26 Oct 2024 22:00, 23:00, 27 Oct 00:00, 01:00, 02:00, 02:00 CEST, 02:00 CET, 03:00, 04:00, 05:00, 06:00, 07:00, 08:00, 09:00, 10:00, 11:00"},
		"a quarter by days":        {timesOf(day, "2024-01-01", 91, daily), 14, "1 Jan 2024, 8, 15, 22, 29, 5 Feb, 12, 19, 26, 4 Mar, 11, 18, 25"},
		"days without weekends":    {timesOf(day, "2024-01-03", 60, workdays), 14, "8 Jan 2024, 15, 22, 29, 5 Feb, 12, 19, 26, 4 Mar, 11, 18, 25"},
		"months without first day": {timesOf(day, "2024-05-15", 120, workdays), 5, "Jun 2024, Jul, Aug, Sep, Oct"},
		"a year by days":           {timesOf(day, "2023-06-10", 366, daily), 5, "Jul 2023, Oct, Jan 2024, Apr"},
		"ten years by months":      {timesOf(month, "2014-03", 120, monthly), 20, "Jul 2014, Jan 2015, Jul, Jan 2016, Jul, Jan 2017, Jul, Jan 2018, Jul, Jan 2019, Jul, Jan 2020, Jul, Jan 2021, Jul, Jan 2022, Jul, Jan 2023, Jul, Jan 2024"},
		"ten years by few":         {timesOf(month, "2014-03", 120, monthly), 5, "2016, 2018, 2020, 2022, 2024"},
		"weeks":                    {weeks, 5, "W27 2023, W40, W01 2024, W14"},
		"quarters":                 {quarters, 7, "Q1 2020, Q3, Q1 2021, Q3, Q1 2022, Q3"},
		"whole numbers":            {ints, 12, "0, 5, 10, 15, 20, 25, 30, 35, 40, 45"},
		"numbers from 1":           {ints[1:32], 8, "5, 10, 15, 20, 25, 30"},
		"years":                    {[]string{"1997", "1998", "1999", "2000", "2001", "2002", "2003"}, 3, "1998, 2000, 2002"},
		"hours of the day":         {hours, 9, "00, 03, 06, 09, 12, 15, 18, 21"},
		"numbers at steps of 5":    {odd, 99, strings.Join(odd, ", ")},
		"visits":                   {[]string{"2024-01-05", "2024-01-06", "2024-02-17", "2024-05-01"}, 9, "no scale"},
		"ids":                      {[]string{"1", "2", "4", "9"}, 9, "no scale"},
		"not in order":             {[]string{"2024-01-05", "2024-01-04", "2024-01-06"}, 9, "no scale"},
		"two kinds":                {[]string{"2024-01-05", "2024-01", "2024-02"}, 9, "no scale"},
		"names":                    {[]string{"a", "b", "c"}, 9, "no scale"},
		"two":                      {[]string{"2024-01-05", "2024-01-06"}, 9, "no scale"},
		"no dates":                 {[]string{"2024-13-05", "2024-13-06", "2024-13-07"}, 9, "no scale"},
		"seconds":                  {[]string{"2024-01-05 10:00:01", "2024-01-05 10:00:02", "2024-01-05 10:00:03"}, 9, "no scale"},
	} {
		if got := shownAs(t, c.labels, c.most); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

// Whatever labels say, reading them does not panic, and every rung has fewer labels, each once.
func FuzzReadScale(f *testing.F) {
	for _, seed := range []string{"2024-01-31 13:05 CET,2024-01-31 13:06,2024-01-31 13:07", "0,1,2,3", "-2,-1,0", "2024-W53,2025-W01,2025-W02", "2024-Q1,2024-Q2,2024-Q3,-", "00,01,02", "0000-01,0000-02,0000-03"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, list string) {
		s := readScale(strings.Split(list, ","))
		if s == nil {
			return
		}
		before := len(s.values) + 1
		for _, r := range s.ladder() {
			if len(r.at) == 0 || len(r.at) >= before && before > 1 {
				t.Fatalf("%d labels after %d", len(r.at), before)
			}
			before = len(r.at)
			for k := 1; k < len(r.at); k++ {
				if r.at[k] <= r.at[k-1] {
					t.Fatal("labels out of order")
				}
			}
			s.texts(&r)
		}
	})
}

// A figure of a day by minutes says the date once, under level labels at full hours; labels
// that were asked for are as they were written.
func TestTimeAxis(t *testing.T) {
	m, err := matrix.New(1, 1440, make([]float64, 1440))
	if err != nil {
		t.Fatal(err)
	}
	m.ColLabels = timesOf("2006-01-02 15:04", "2024-03-29 00:00", 1440, minutely)
	for _, c := range []struct {
		axis       Axis
		date, noon string
	}{
		{Axis{}, ">29 Mar 2024<", ">12:00<"},
		{Axis{Side: SideTop}, ">29 Mar 2024<", ">12:00<"},
		{Axis{Rotate: scale.At(45)}, ">2024-03-29 00:00<", ">2024-03-29 12:00<"},
		{Axis{Labels: EveryNth(720)}, ">2024-03-29 00:00<", ">2024-03-29 12:00<"},
	} {
		spec := Grid(m)
		spec.Panels[0].X = c.axis
		f, err := Compile(spec)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Encode(&b, SVG{}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), c.date); n != 1 {
			t.Errorf("%+v: %q %d times", c.axis, c.date, n)
		}
		if !strings.Contains(b.String(), c.noon) {
			t.Errorf("%+v: no %q", c.axis, c.noon)
		}
		if angle := f.Report().Panels[0].XLabels.Angle; angle != c.axis.Rotate.Value {
			t.Errorf("%+v: labels turned by %g°", c.axis, angle)
		}
	}
}
