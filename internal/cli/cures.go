package cli

import (
	"regexp"
	"strings"

	"github.com/spf13/pflag"
)

// A cure is how a package names a setting of its own in the advice of an error, and how the
// command does. It applies where the command has the flag; else what it says is dropped.
type cure struct {
	says *regexp.Regexp
	flag string
	told string // empty: the command cannot do it
}

// settingCures are all of them. Advice is what stands in the brackets at the end of a
// message, one piece of it from the next apart by a comma.
var settingCures = []cure{
	{regexp.MustCompile(`have them taken as of that zone`), "assume-tz", `give --assume-tz, which takes them as of that zone`},
	{regexp.MustCompile(`set the date order to (day-first|month-first)( or month-first)?`), "date-order", `give --date-order $1$2`},
	{regexp.MustCompile(`state the decimal mark if ',' is it`), "decimal", `give --decimal comma if ',' is the decimal mark`},
	{regexp.MustCompile(`state the decimal mark if '\.' is it`), "decimal", `give --decimal point if '.' is the decimal mark`},
	{regexp.MustCompile(`state the decimal mark ','`), "decimal", `give --decimal comma`},
	{regexp.MustCompile(`state the decimal mark '\.'`), "decimal", `give --decimal point`},
	{regexp.MustCompile(`list (?:it|the value) as missing`), "missing", `list it by --missing`},
	{regexp.MustCompile(`make it the index`), "index", `name it by --index`},
	{regexp.MustCompile(`state the kind of the column, which text always can be`), "types", `give its kind by --types, such as NAME=text`},
	{regexp.MustCompile(`choose an aggregate, such as mean or sum`), "agg", `choose how they become one, such as --agg mean or --agg sum`},
	{regexp.MustCompile(`name one, or count the rows by aggregate count`), "agg", `name one by --value, or count the rows by --agg count`},
	{regexp.MustCompile(`choose mean`), "agg", `choose --agg mean`},
	{regexp.MustCompile(`state the zone of one clock for all`), "tz", `read all by one clock by --tz ZONE`},
	{regexp.MustCompile(`give edges`), "rows", `give edges, such as COLUMN:edges=0,18,65`},
	{regexp.MustCompile(`raise MemoryLimit`), "memory-limit", `raise --memory-limit`},
	{regexp.MustCompile(`raise the limit(?: if the file is to be trusted)?`), "", ""},
	{regexp.MustCompile(`use float32`), "", ""},
}

// adviceAt is where the advice of a message begins, behind the bracket that closes at its
// end, or −1.
func adviceAt(line string) int {
	if !strings.HasSuffix(line, ")") {
		return -1
	}
	depth := 0
	for i := len(line) - 1; i >= 0; i-- {
		switch line[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// withFlags names the flags of a command in the advice of a message, where packages name
// what they call the same.
func withFlags(line string, flags *pflag.FlagSet) string {
	at := adviceAt(line)
	if at < 0 {
		return line
	}
	advice := adviseFlags(line[at:len(line)-1], flags)
	if advice == "" {
		return strings.TrimSuffix(line[:at-1], " ")
	}
	return line[:at] + advice + ")"
}

// adviseFlags is withFlags for the advice alone.
func adviseFlags(advice string, flags *pflag.FlagSet) string {
	for _, c := range settingCures {
		if c.told != "" && flags.Lookup(c.flag) != nil {
			advice = c.says.ReplaceAllString(advice, c.told)
			continue
		}
		if !c.says.MatchString(advice) {
			continue
		}
		piece := c.says.String() + `[^,;]*`
		for _, drop := range []string{`(?:, or |, |; )` + piece, `^` + piece + `(?:, or |, |; |$)`} {
			advice = regexp.MustCompile(drop).ReplaceAllString(advice, "")
		}
	}
	return advice
}
