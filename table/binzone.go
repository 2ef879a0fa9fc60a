package table

import (
	"fmt"
	"strings"
	"time"

	// Zones must be known on machines without a data base of them, such as Windows and
	// bare containers. It adds 400 KiB to a program.
	_ "time/tzdata"

	"github.com/seed01309057/heat/internal/suggest"
)

// LoadZone returns the time zone of a name, such as Europe/Berlin, from the data base of
// the machine or else from the one that is built in. Unlike time.LoadLocation it takes
// neither "" nor Local, which mean another zone on each machine.
func LoadZone(name string) (*time.Location, error) {
	if name != "" && name != "Local" {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone, nil
		}
	}
	cure := "give the name of a place, such as Europe/Berlin, or UTC"
	if best := suggest.Nearest(name, commonZones); best != "" && !strings.EqualFold(best, "utc") {
		cure = fmt.Sprintf("did you mean %s?", best)
	}
	return nil, fmt.Errorf("table: no time zone %s (%s)", quote(name), cure)
}

// commonZones are the zones that are suggested.
var commonZones = []string{"UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Zurich",
	"Europe/Vienna", "Europe/Amsterdam", "Europe/Brussels", "Europe/Stockholm", "Europe/Warsaw", "Europe/Istanbul", "Europe/Moscow",
	"Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/New_York", "America/Chicago", "America/Denver",
	"America/Los_Angeles", "America/Toronto", "America/Mexico_City", "America/Bogota", "America/Sao_Paulo",
	"America/Argentina/Buenos_Aires", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Jakarta",
	"Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Manila", "Asia/Tokyo", "Asia/Seoul", "Australia/Perth",
	"Australia/Sydney", "Australia/Melbourne", "Pacific/Auckland", "Pacific/Honolulu"}

// A WeekStart is the first day of a week.
type WeekStart uint8

// The days that a week may start on.
const (
	WeekMonday WeekStart = iota
	WeekTuesday
	WeekWednesday
	WeekThursday
	WeekFriday
	WeekSaturday
	WeekSunday
)

var weekNames = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func (w WeekStart) weekday() time.Weekday { return time.Weekday((w + 1) % 7) }

// String returns the name in lower case.
func (w WeekStart) String() string { return enumName(weekNames, int(w)) }

// Values lists the names of all values.
func (WeekStart) Values() []string { return append([]string(nil), weekNames...) }

// MarshalText returns the name in lower case.
func (w WeekStart) MarshalText() ([]byte, error) { return marshalEnum("week start", weekNames, int(w)) }

// UnmarshalText accepts the names that MarshalText returns.
func (w *WeekStart) UnmarshalText(b []byte) error {
	return unmarshalEnum("week start", weekNames, b, w)
}
