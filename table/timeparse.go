package table

import "time"

// A dateShape is how a date is written. The dates of a column have one.
type dateShape uint8

const (
	noDate     dateShape = iota
	ymdDash              // 2024-01-31
	ymdSlash             // 2024/01/31
	ymdDot               // 2024.01.31
	xySlash              // 31/01/2024 or 01/31/2024
	xyDash               // 31-01-2024 or 01-31-2024
	dmyDot               // 31.01.2024, which nobody writes with the month first
	dMonY                // 31 Jan 2024, 31-Jan-2024, 31/Jan/2024
	monDY                // Jan 31, 2024
	yearMonth            // 2024-01
	monthYear            // Jan 2024
	compactYMD           // 20240131, only where a time is demanded
	epoch                // seconds, or thousandths and so on, since 1970, likewise
	yearOnly             // 2024, likewise, if all numbers of the column are such
)

// String shows the shape by an example.
func (s dateShape) String() string {
	return [...]string{"no date", "2024-01-31", "2024/01/31", "2024.01.31", "31/01/2024", "31-01-2024", "31.01.2024",
		"31 Jan 2024", "Jan 31, 2024", "2024-01", "Jan 2024", "20240131", "seconds since 1970", "the year 2024"}[s]
}

// isAmbiguous is whether either of the first two numbers may be the day.
func (s dateShape) isAmbiguous() bool { return s == xySlash || s == xyDash }

// A stamp is a date and time as it was written.
type stamp struct {
	shape   dateShape
	year    int
	a, b    int // month and day; of an ambiguous shape the first and the second number
	seconds int // of the clock
	nanos   int
	zoned   bool
	offset  int // seconds east of Greenwich
}

// A timeScanner reads a stamp from text.
type timeScanner struct {
	text string
	at   int
}

// parseStamp reads a date, with or without a clock and a zone.
func parseStamp(text string) (s stamp, ok bool) {
	if len(text) < 7 || len(text) > 48 {
		return s, false
	}
	p := timeScanner{text: text}
	if p.usual(&s) {
		if p.at == len(text) || p.zone(&s) && p.at == len(text) {
			return s, s.isDay()
		}
		s, p.at = stamp{}, 0
	}
	if !p.date(&s) {
		return s, false
	}
	if p.at == len(text) {
		return s, s.isDay()
	}
	switch c := text[p.at]; {
	case s.shape == yearMonth || s.shape == monthYear:
		return s, false
	case c == 'T' || c == 't' || c == ' ' || c == '_' || c == ':' && s.shape == dMonY: // the logs of web servers
		p.at++
	case c == ',' && p.peek(1) == ' ':
		p.at += 2
	default:
		return s, false
	}
	if !p.clock(&s) || !p.zone(&s) {
		return s, false
	}
	return s, p.at == len(text) && s.isDay()
}

// usual reads 2024-01-31T15:04:05, also with decimals, as almost all long
// columns have it: four times as fast as going by one byte after the other.
// It stays where it is if there is anything else.
func (p *timeScanner) usual(s *stamp) bool {
	t := p.text
	if len(t) < 19 || t[4] != '-' || t[7] != '-' || t[10] != 'T' && t[10] != ' ' || t[13] != ':' || t[16] != ':' {
		return false
	}
	bad := byte(0) // above 9 if any digit is none
	two := func(i int) int {
		a, b := t[i]-'0', t[i+1]-'0'
		bad = max(bad, a, b)
		return int(10*a + b)
	}
	year := 100*two(0) + two(2)
	month, day, hour, minute, second := two(5), two(8), two(11), two(14), two(17)
	if bad > 9 || hour > 23 || minute > 59 || second > 59 {
		return false
	}
	if len(t) > 19 && (t[19] == ' ' || t[19] == ',' || t[19]-'0' <= 9) { // AM, a comma, an error
		return false
	}
	s.shape, s.year, s.a, s.b, s.seconds = ymdDash, year, month, day, 3600*hour+60*minute+second
	if p.at = 19; len(t) > 20 && t[19] == '.' && t[20]-'0' <= 9 {
		p.at++
		s.nanos = p.fraction()
	}
	return true
}

func (p *timeScanner) peek(n int) byte {
	if p.at+n < len(p.text) {
		return p.text[p.at+n]
	}
	return 0
}

// number reads up to most digits.
func (p *timeScanner) number(most int) (v, digits int) {
	for digits < most && p.peek(0)-'0' <= 9 {
		v = 10*v + int(p.text[p.at]-'0')
		digits++
		p.at++
	}
	return v, digits
}

// date reads a date of any shape.
func (p *timeScanner) date(s *stamp) bool {
	if c := p.peek(0); c-'0' > 9 {
		return p.wordDate(s)
	}
	first, n := p.number(4)
	mark := p.peek(0)
	if n == 3 || mark == 0 || mark-'0' <= 9 {
		return false
	}
	p.at++
	if n == 4 {
		return p.yearFirst(s, first, mark)
	}
	if n > 2 {
		return false
	}
	if mark != '.' && p.peek(0)-'0' > 9 {
		return p.dayMonth(s, first, mark)
	}
	second, n := p.number(2)
	if n == 0 || p.peek(0) != mark {
		return false
	}
	p.at++
	if s.year, n = p.number(4); n != 4 {
		return false
	}
	s.a, s.b = first, second
	switch mark {
	case '/':
		s.shape = xySlash
	case '-':
		s.shape = xyDash
	case '.':
		s.shape, s.a, s.b = dmyDot, second, first
	default:
		return false
	}
	return true
}

// yearFirst reads what follows a year and its mark.
func (p *timeScanner) yearFirst(s *stamp, year int, mark byte) bool {
	s.year = year
	var n int
	if s.a, n = p.number(2); n == 0 {
		return false
	}
	switch mark {
	case '-':
		s.shape = ymdDash
	case '/':
		s.shape = ymdSlash
	case '.':
		s.shape = ymdDot
	default:
		return false
	}
	if p.peek(0) != mark {
		if mark == '-' && n == 2 && p.at == len(p.text) {
			s.shape, s.b = yearMonth, 1
			return true
		}
		return false
	}
	p.at++
	s.b, n = p.number(2)
	return n > 0
}

// dayMonth reads 31 Jan 2024 after its day and the mark.
func (p *timeScanner) dayMonth(s *stamp, day int, mark byte) bool {
	s.shape, s.b = dMonY, day
	if s.a = p.month(); s.a == 0 || mark != ' ' && mark != '-' && mark != '/' || p.peek(0) != mark {
		return false
	}
	p.at++
	var n int
	s.year, n = p.number(4)
	return n == 4
}

// wordDate reads a date that starts with a name: of a month, or of the day
// of the week before any other date with the month's name.
func (p *timeScanner) wordDate(s *stamp) bool {
	if p.weekday() {
		day, n := p.number(2)
		if mark := p.peek(0); n > 0 && (mark == ' ' || mark == '-') {
			p.at++
			return p.dayMonth(s, day, mark)
		} else if n > 0 {
			return false
		}
	}
	if s.a = p.month(); s.a == 0 || p.peek(0) != ' ' {
		return false
	}
	p.at++
	day, n := p.number(4)
	if n == 4 {
		s.shape, s.year, s.b = monthYear, day, 1
		return p.at == len(p.text)
	}
	if n == 0 || n > 2 {
		return false
	}
	if p.peek(0) == ',' {
		p.at++
	}
	if p.peek(0) != ' ' {
		return false
	}
	p.at++
	s.shape, s.b = monDY, day
	s.year, n = p.number(4)
	return n == 4
}

const monthNames = "january february march april may june july august september october november december "
const dayNames = "monday tuesday wednesday thursday friday saturday sunday "

// month reads the name of a month or its first three letters, also with a
// point, and returns its number, or 0.
func (p *timeScanner) month() int { return p.name(monthNames) }

// weekday passes the name of a day and the space or comma after it.
func (p *timeScanner) weekday() bool {
	if p.name(dayNames) == 0 {
		return false
	}
	if p.peek(0) == ',' {
		p.at++
	}
	if p.peek(0) == ' ' {
		p.at++
	}
	return true
}

// name reads one of the names, or its first three letters, and returns its
// position from 1. It stays where it is if there is none.
func (p *timeScanner) name(names string) int {
	n := 0
	for c := p.peek(n) | 0x20; c >= 'a' && c <= 'z'; c = p.peek(n) | 0x20 {
		n++
	}
	if n < 3 || n > 9 {
		return 0
	}
	start := 0
	for i, k := 0, 1; i < len(names); i++ {
		if names[i] != ' ' {
			continue
		}
		if full := names[start:i]; n == 3 || n == len(full) || n == 4 && full == "september" {
			if n <= len(full) && equalFold(p.text[p.at:p.at+n], full[:n]) {
				if p.at += n; n < len(full) && p.peek(0) == '.' {
					p.at++
				}
				return k
			}
		}
		start = i + 1
		k++
	}
	return 0
}

// equalFold compares with lower-case letters.
func equalFold(s, lower string) bool {
	for i := range len(s) {
		if s[i]|0x20 != lower[i] {
			return false
		}
	}
	return true
}

// clock reads 15:04, 15:04:05 and 15:04:05.999, with AM or PM.
func (p *timeScanner) clock(s *stamp) bool {
	hour, n := p.number(2)
	if n == 0 || p.peek(0) != ':' {
		return false
	}
	p.at++
	minute, n := p.number(2)
	if n != 2 {
		return false
	}
	second := 0
	if p.peek(0) == ':' {
		p.at++
		if second, n = p.number(2); n != 2 {
			return false
		}
		if c := p.peek(0); (c == '.' || c == ',') && p.peek(1)-'0' <= 9 {
			p.at++
			s.nanos = p.fraction()
		}
	}
	if hour, n = p.half(hour); n < 0 {
		return false
	}
	if hour > 23 && (hour > 24 || minute+second+s.nanos > 0) || minute > 59 || second > 60 {
		return false
	}
	s.seconds = 3600*hour + 60*minute + second // a leap second is the first of the next minute
	return true
}

// half applies AM or PM to an hour. The second result is negative if the
// hour has none.
func (p *timeScanner) half(hour int) (int, int) {
	skip := 0
	if p.peek(0) == ' ' {
		skip = 1
	}
	c := p.peek(skip) | 0x20
	if c != 'a' && c != 'p' || p.peek(skip+1)|0x20 != 'm' {
		return hour, 0
	}
	p.at += skip + 2
	if hour < 1 || hour > 12 {
		return 0, -1
	}
	hour %= 12
	if c == 'p' {
		hour += 12
	}
	return hour, 0
}

// fraction reads decimals of a second; those beyond nine are dropped.
func (p *timeScanner) fraction() int {
	nanos, n := p.number(9)
	for ; n < 9; n++ {
		nanos *= 10
	}
	for p.peek(0)-'0' <= 9 {
		p.at++
	}
	return nanos
}

// zone reads Z, UTC, GMT or an offset, if there is one.
func (p *timeScanner) zone(s *stamp) bool {
	if p.at == len(p.text) {
		return true
	}
	if p.peek(0) == ' ' {
		p.at++
	}
	s.zoned = true
	switch rest := p.text[p.at:]; {
	case rest == "Z" || rest == "z" || rest == "UTC" || rest == "GMT":
		p.at = len(p.text)
		return true
	case len(rest) > 3 && (rest[:3] == "UTC" || rest[:3] == "GMT"):
		p.at += 3
	}
	sign := p.peek(0)
	if sign != '+' && sign != '-' {
		return false
	}
	p.at++
	hours, n := p.number(2)
	if n != 2 {
		return false
	}
	if p.peek(0) == ':' {
		p.at++
	}
	minutes, n := p.number(2)
	if n == 1 || hours > 18 || minutes > 59 {
		return false
	}
	s.offset = 3600*hours + 60*minutes
	if sign == '-' {
		s.offset = -s.offset
	}
	return true
}

// isDay is whether the date exists, in either order if it has two.
func (s *stamp) isDay() bool {
	if s.year == 0 {
		return false // the zero of a time stands for a missing one, and nobody means it
	}
	return isDay(s.year, s.a, s.b) || s.shape.isAmbiguous() && isDay(s.year, s.b, s.a)
}

func isDay(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 &&
		(day <= 28 || day <= time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// zones holds the locations of offsets, so that the times of a column share
// them.
type zones map[int]*time.Location

func (z zones) location(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	l := z[offset]
	if l == nil {
		l = time.FixedZone("", offset)
		z[offset] = l
	}
	return l
}

// time returns the moment. The order is that of ambiguous dates.
func (s *stamp) time(order DateOrder, z zones) time.Time {
	month, day := s.a, s.b
	if s.shape.isAmbiguous() && order == DayFirst {
		month, day = day, month
	}
	return time.Date(s.year, time.Month(month), day, 0, 0, s.seconds, s.nanos, z.location(s.offset))
}

// parseDigits reads a time that is a mere number: a date of eight digits, or
// seconds, thousandths, millionths or billionths of them since 1970. A whole
// number of four digits may be a year, which is told by its shape; the time is
// that of the seconds.
func parseDigits(text string) (s stamp, t time.Time, ok bool) {
	v, class := parseNumber([]byte(text), '.')
	if class != isNumber || v != v || v < -1e19 || v > 1e19 {
		return s, t, false
	}
	if len(text) == 8 && v >= 1e7 && v == float64(int64(v)) {
		n := int(v)
		s = stamp{shape: compactYMD, year: n / 10000, a: n / 100 % 100, b: n % 100}
		return s, t, s.isDay()
	}
	s.shape = epoch
	if v >= 1000 && v <= 9999 && v == float64(int64(v)) {
		s = stamp{shape: yearOnly, year: int(v), a: 1, b: 1}
	}
	unit := 1.0
	switch a := max(v, -v); {
	case a >= 1e17:
		unit = 1e9
	case a >= 1e14:
		unit = 1e6
	case a >= 1e11:
		unit = 1e3
	}
	if n, ok := parseInt(text); ok { // without the loss that float64 brings
		per := int64(unit)
		return s, time.Unix(n/per, n%per*(1e9/per)).UTC(), true
	}
	whole := float64(int64(v / unit))
	return s, time.Unix(int64(whole), int64((v/unit-whole)*1e9)).UTC(), true
}

func parseInt(text string) (n int64, ok bool) {
	negative := text[0] == '-'
	if negative {
		text = text[1:]
	}
	if len(text) == 0 || len(text) > 18 {
		if len(text) != 19 || text > "9223372036854775807" {
			return 0, false
		}
	}
	for i := range len(text) {
		if text[i]-'0' > 9 {
			return 0, false
		}
		n = 10*n + int64(text[i]-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}
