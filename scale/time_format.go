package scale

import (
	"strconv"
	"strings"
	"time"
)

// TimeFormat says how a time is written, in the notation of C's strftime, which Python
// and d3 share: "%Y-%m-%d". (Layouts as in Go's package time are not read: 2006-01-02
// looks like a date.) Names are English. The zero value is "%Y-%m-%d %H:%M:%S".
//
//	%Y year  %y its last two digits  %m month  %B its name  %b three letters of it
//	%d day  %e without a leading 0  %j day of the year  %A weekday  %a three letters of it
//	%H hour  %I hour to 12  %p AM, PM  %M minute  %S second
//	%f microseconds, six digits; %3f the first three of the fraction, up to %9f
//	%Z zone  %z its offset  %s seconds since 1970  %F %Y-%m-%d  %T %H:%M:%S  %% itself
type TimeFormat struct{ text string }

// timeDirectives are the letters that may follow %.
const timeDirectives = "YymBbdejAaHIpMSfZzsFT%"

// standardTime is how the zero TimeFormat writes.
const standardTime = "%Y-%m-%d %H:%M:%S"

// ParseTimeFormat reads a format. A fault gives a [*FormatError].
func ParseTimeFormat(s string) (TimeFormat, error) {
	if at := invalidUTF8(s); at >= 0 {
		return TimeFormat{}, &FormatError{Time: true, Text: strings.ToValidUTF8(s, "�"), Reason: "not valid UTF-8"}
	}
	const longest = 1000
	if len(s) > longest {
		return TimeFormat{}, &FormatError{Time: true, Text: s[:20], Reason: "too long for a time"}
	}
	for i := 0; i < len(s); {
		if s[i] != '%' {
			i++
			continue
		}
		_, _, size := directive(s[i:])
		if size == 0 {
			return TimeFormat{}, &FormatError{Time: true, Text: s, Offset: i,
				Reason: "no part of a time after %; the letters are " + strings.Join(strings.Split(timeDirectives, ""), " ")}
		}
		i += size
	}
	return TimeFormat{s}, nil
}

// directive reads what begins with %: its letter, the digits of %f, and how long it is,
// which is 0 if it is none.
func directive(s string) (letter byte, digits, size int) {
	digits = 6
	i := 1
	if len(s) > 2 && '1' <= s[1] && s[1] <= '9' && s[2] == 'f' {
		digits = int(s[1] - '0')
		i = 2
	}
	if i >= len(s) || strings.IndexByte(timeDirectives, s[i]) < 0 {
		return 0, 0, 0
	}
	return s[i], digits, i + 1
}

// String returns f as ParseTimeFormat reads it.
func (f TimeFormat) String() string { return f.text }

// MarshalText returns what String does.
func (f TimeFormat) MarshalText() ([]byte, error) { return []byte(f.text), nil }

// UnmarshalText sets f as ParseTimeFormat reads it.
func (f *TimeFormat) UnmarshalText(text []byte) error {
	parsed, err := ParseTimeFormat(string(text))
	if err == nil {
		*f = parsed
	}
	return err
}

// Format returns t as text, in the location that t has.
func (f TimeFormat) Format(t time.Time) string {
	text := f.text
	if text == "" {
		text = standardTime
	}
	var b []byte
	for i := 0; i < len(text); {
		letter, digits, size := byte(0), 0, 0
		if text[i] == '%' {
			letter, digits, size = directive(text[i:])
		}
		if size == 0 {
			b = append(b, text[i])
			i++
			continue
		}
		b = appendTime(b, t, letter, digits)
		i += size
	}
	return string(b)
}

// timeLayouts are the directives that package time knows.
var timeLayouts = map[byte]string{
	'y': "06", 'm': "01", 'B': "January", 'b': "Jan", 'd': "02", 'e': "2", 'j': "002", 'A': "Monday", 'a': "Mon", 'H': "15",
	'I': "03", 'p': "PM", 'M': "04", 'S': "05", 'Z': "MST", 'z': "-0700", 'T': "15:04:05",
}

// appendTime appends one part of t.
func appendTime(b []byte, t time.Time, letter byte, digits int) []byte {
	switch letter {
	case '%':
		return append(b, '%')
	case 'Y':
		return appendYear(b, t.Year())
	case 'F':
		return t.AppendFormat(append(appendYear(b, t.Year()), '-'), "01-02")
	case 's':
		return strconv.AppendInt(b, t.Unix(), 10)
	case 'f':
		fraction := strconv.Itoa(1e9 + t.Nanosecond())
		return append(b, fraction[1:1+digits]...)
	}
	return t.AppendFormat(b, timeLayouts[letter])
}

// appendYear appends a year of four digits at least.
func appendYear(b []byte, year int) []byte {
	if year < 0 {
		b = append(b, minus...)
		year = -year
	}
	digits := strconv.Itoa(year)
	for range 4 - len(digits) {
		b = append(b, '0')
	}
	return append(b, digits...)
}
