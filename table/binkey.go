package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// A Binning is how the cells of a column become the labels of an axis.
type Binning uint8

const (
	Categories  Binning = iota // each different cell is a label
	Bins                       // numbers, by a number of intervals of equal width
	Quantiles                  // numbers, by a number of intervals with equally many
	Edges                      // numbers, by intervals between given edges
	ByMinute                   // times, down to the minute: 2024-01-31 13:05
	ByHour                     // 2024-01-31 13:00
	ByDay                      // 2024-01-31
	ByWeek                     // 2024-W05, by ISO 8601; if weeks do not start on Monday, the first day
	ByYearMonth                // 2024-01
	ByQuarter                  // 2024-Q1
	ByYear                     // 2024
	Weekday                    // a part of the time: Mon to Sun
	HourOfDay                  // 00 to 23
	MonthOfYear                // Jan to Dec
	DayOfMonth                 // 1 to 31
	WeekOfYear                 // 1 to 53, by ISO 8601
	DayOfYear                  // 1 to 366
)

var binningNames = []string{"", "bins", "quantiles", "edges", "minute", "hour", "day", "week", "year-month", "quarter", "year",
	"weekday", "hour-of-day", "month", "day-of-month", "week-of-year", "day-of-year"}

// String returns the name that keys are written with.
func (b Binning) String() string { return enumName(binningNames, int(b)) }

// Values lists the names that keys are written with.
func (Binning) Values() []string { return slices.Clone(binningNames[1:]) }

// ofTime is whether the cells must be times.
func (b Binning) ofTime() bool { return b >= ByMinute }

// ofNumbers is whether the cells must be numbers.
func (b Binning) ofNumbers() bool { return b >= Bins && b <= Edges }

// isPart is whether labels come again every year, week or day.
func (b Binning) isPart() bool { return b >= Weekday }

// A Key says which column gives the labels of an axis, and how. As text, and so in JSON
// and on a command line, it is
//
//	month              each different cell of the column month
//	age:bins=10        10 intervals of equal width from the smallest to the largest value
//	age:quantiles=4    4 intervals with equally many values
//	age:edges=0,18,65  0 to below 18, and 18 to 65, both included
//	time:hour          floor to a unit: minute, hour, day, week, year-month, quarter, year
//	time:weekday       a part: weekday, hour-of-day, month, day-of-month, week-of-year, day-of-year
//
// What follows the last colon says how. A column whose name has a colon is written in
// double quotes (a quote within twice), "a:b":bins=3, or with a backslash before each
// colon and backslash, a\:b:bins=3.
//
// Intervals have their lower edge and lack the upper one, but for the last, which has
// both, as in numpy.histogram (pandas.cut and qcut have the upper edges unless right is
// false); quantiles that coincide make fewer intervals. Of whole numbers, all intervals of
// bins hold equally many of them, so that there may be fewer, and labels name the first and
// the last number in each, 16–23; of others they name the edges, 1.5–<2.5.
type Key struct {
	Column string
	How    Binning
	N      int       // for Bins and Quantiles
	Edges  []float64 // for Edges, ascending
}

// MaxBins is the largest number of intervals of a key.
const MaxBins = 1 << 16

// String returns the text form.
func (k Key) String() string {
	name := k.Column
	if strings.ContainsAny(name, `:\"`) {
		name = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	switch k.How {
	case Categories:
		return name
	case Bins, Quantiles:
		return fmt.Sprintf("%s:%s=%d", name, k.How, k.N)
	case Edges:
		edges := make([]string, len(k.Edges))
		for i, e := range k.Edges {
			edges[i] = strconv.FormatFloat(e, 'g', -1, 64)
		}
		return name + ":edges=" + strings.Join(edges, ",")
	}
	return name + ":" + k.How.String()
}

// MarshalText returns the text form.
func (k Key) MarshalText() ([]byte, error) {
	if err := k.check(); err != nil {
		return nil, err
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads the text form.
func (k *Key) UnmarshalText(text []byte) error {
	out, err := ParseKey(string(text))
	if err != nil {
		return err
	}
	*k = out
	return nil
}

// ParseKey reads the text form of a key. The error says what is wrong with it and names
// the nearest of the known words.
func ParseKey(text string) (Key, error) {
	column, rest, err := splitKey(text)
	if err != nil {
		return Key{}, err
	}
	k := Key{Column: column}
	if rest == "" {
		return k, k.check()
	}
	name, arg, given := strings.Cut(rest[1:], "=")
	how := slices.Index(binningNames, name)
	if how <= 0 {
		return Key{}, unknownBinning(text, name)
	}
	k.How = Binning(how)
	if given != k.How.ofNumbers() {
		if given {
			return Key{}, keyError(text, name+" takes no argument", "write "+quote(column+":"+name))
		}
		return Key{}, keyError(text, name+" lacks its argument", "such as bins=10, quantiles=4 or edges=0,18,65")
	}
	if err := k.parseArgument(text, arg); err != nil {
		return Key{}, err
	}
	if err := k.check(); err != nil {
		return Key{}, err
	}
	return k, nil
}

func keyError(text, msg, cure string) error {
	return fmt.Errorf("table: key %s: %s (%s)", quote(text), msg, cure)
}

func unknownBinning(text, name string) error {
	cure := "one of: " + strings.Join(binningNames[1:], ", ")
	if best := suggest.Nearest(name, binningNames[1:]); best != "" {
		cure = fmt.Sprintf("did you mean %s?", best)
	}
	return keyError(text, fmt.Sprintf("no way %s to make labels", quote(name)), cure+`; a column whose name has a colon is written in quotes, "a:b"`)
}

// splitKey splits a key into the name of the column and the rest, which is empty or
// begins with a colon.
func splitKey(text string) (column, rest string, err error) {
	if strings.HasPrefix(text, `"`) {
		for at := 1; ; at++ {
			n := strings.IndexByte(text[at:], '"')
			if n < 0 {
				return "", "", keyError(text, "a quote is opened and never closed", "close it after the name of the column")
			}
			if at += n; at+1 < len(text) && text[at+1] == '"' {
				at++
				continue
			}
			rest = text[at+1:]
			if rest != "" && (rest[0] != ':' || len(rest) == 1) {
				return "", "", keyError(text, "something other than a colon and a word follows the quoted name", `such as "a:b":hour`)
			}
			return strings.ReplaceAll(text[1:at], `""`, `"`), rest, nil
		}
	}
	name, last := []byte(nil), -1 // the name so far, and its length at the last colon
	from := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == ':' || text[i+1] == '\\'):
			i++
		case text[i] == ':':
			last, from = len(name), i
		}
		name = append(name, text[i])
	}
	if last < 0 {
		return string(name), "", nil
	}
	if from+1 == len(text) {
		return "", "", keyError(text, "nothing follows the colon", `say how to make labels, or write the name in quotes, "a:"`)
	}
	return string(name[:last]), text[from:], nil
}

// parseArgument reads what follows the equals sign.
func (k *Key) parseArgument(text, arg string) error {
	switch k.How {
	case Bins, Quantiles:
		n, err := strconv.Atoi(arg)
		if err != nil {
			return keyError(text, quote(arg)+" is not a number of intervals", "such as "+k.How.String()+"=10")
		}
		k.N = n
	case Edges:
		for _, one := range strings.SplitN(arg, ",", MaxBins+2) {
			v, err := parseEdge(one)
			if err != nil {
				return keyError(text, quote(one)+" is not a number", "such as edges=0,18,65")
			}
			k.Edges = append(k.Edges, v)
		}
	}
	return nil
}

func parseEdge(text string) (float64, error) { return strconv.ParseFloat(strings.TrimSpace(text), 64) }

// check reports what is wrong with a key.
func (k Key) check() error {
	switch {
	case k.Column == "":
		return fmt.Errorf("table: key: no column is named (by name, or by position as #2)")
	case int(k.How) >= len(binningNames):
		return fmt.Errorf("table: key: no binning %d", k.How)
	case (k.How == Bins || k.How == Quantiles) && (k.N < 1 || k.N > MaxBins):
		return keyError(k.String(), fmt.Sprintf("%d intervals", k.N), fmt.Sprintf("choose from 1 to %d", MaxBins))
	case k.How != Edges:
		return nil
	case len(k.Edges) < 2 || len(k.Edges) > MaxBins+1:
		return keyError(k.String(), plural(len(k.Edges), "edge"), fmt.Sprintf("give from 2 to %d", MaxBins+1))
	}
	for i, e := range k.Edges {
		if math.IsNaN(e) || i > 0 && !(e > k.Edges[i-1]) {
			return keyError(k.String(), fmt.Sprintf("edge %d does not lie above the one before", i+1), "give them in ascending order, each once")
		}
	}
	return nil
}
