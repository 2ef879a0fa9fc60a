package table

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"time"
)

// infer finds the columns of text that are truths or times, and makes them
// what the caller demands. The column at keep, if any, stays as it is.
func (t *Table) infer(opt *Options, keep int) error {
	miss := newMissing(opt.Missing, '.')
	kinds, err := t.demanded(opt)
	if err != nil {
		return err
	}
	for j := range t.Columns {
		c := &t.Columns[j]
		want := kinds[j]
		if want == Text {
			c.odd.mixed = false // its numbers are words
		}
		if want == Empty {
			if c.Kind == Text && j != keep {
				c.inferText(opt, miss)
			}
			continue
		}
		if err := c.become(want, opt, miss); err != nil {
			e := err.(*Error)
			e.File, e.Column, e.Name = t.Name, j+1, c.Name
			return e
		}
	}
	return nil
}

// demanded returns the kind that is demanded of each column; Empty means
// none.
func (t *Table) demanded(opt *Options) ([]Kind, error) {
	kinds := make([]Kind, len(t.Columns))
	for name, kind := range opt.Types {
		j, err := t.column(name)
		switch {
		case err == nil:
			kinds[j] = kind
		case !opt.LooseTypes:
			return nil, err
		}
	}
	return kinds, nil
}

// keepsText is whether a column is to be read as text, as its cells must be
// kept as they are written, for now or for good.
func (t *Table) keepsText(opt *Options) []int {
	var columns []int
	for name, kind := range opt.Types {
		if j, err := t.column(name); err == nil && (kind == Text || kind == Time) {
			columns = append(columns, j)
		}
	}
	return columns
}

// inferText turns a column of text into truths or times if all cells are.
func (c *Column) inferText(opt *Options, miss missing) {
	if numbers, words, _ := parseBools(c.Texts, miss, false); numbers != nil {
		c.Kind, c.Numbers, c.Texts, c.words, c.odd = Bool, numbers, nil, words, oddCell{}
		return
	}
	scan := scanTimes(c.Texts, miss, opt.workers(), false)
	if scan.bad >= 0 || scan.first < 0 {
		if c.inferQuantities(opt, miss, false) {
			return
		}
		c.Note = c.shapeNote(miss)
		return
	}
	order, e := scan.order(opt.DateOrder, c.Texts)
	if e != nil {
		c.Note = e.Msg
		if e.Row > 0 {
			c.Note = fmt.Sprintf("%s in row %d %s", quote(e.Value), e.Row, e.Msg)
		}
		if e.Cure != "" {
			c.Note += " (" + e.Cure + ")"
		}
		return
	}
	c.setTimes(scan, order, opt.workers())
}

// shapeNote says of texts that people read as numbers, such as amounts of money
// or shares in percent, how to write them; nothing if some text is another.
// The first ones tell.
func (c *Column) shapeNote(miss missing) (note string) {
	const enough = 1000
	seen, decimal := 0, byte('.')
	if c.odd.decimal == ',' {
		decimal = ','
	}
	for i, s := range c.Texts {
		word := strings.TrimSpace(s)
		if word == "" || miss.match([]byte(word)) {
			continue
		}
		cure := shapeCure(word, c.odd.decimal)
		if pair, _ := truth(word); pair >= 0 && pair < len(truths)-1 {
			cure = ""
		}
		if _, kind := parseNumber([]byte(word), decimal); cure == "" && kind == isText {
			return ""
		}
		if cure != "" && note == "" {
			note = fmt.Sprintf("%s in row %d: %s", quote(word), i+1, cure)
		}
		if seen++; seen == enough {
			break
		}
	}
	return note
}

// become makes a column of the kind that is demanded.
func (c *Column) become(want Kind, opt *Options, miss missing) error {
	switch {
	case want == c.Kind:
		return nil
	case c.Kind == Empty && want != Time && want != Text:
		c.Kind = want
		return nil
	case want == Text:
		c.Kind, c.Texts, c.Numbers, c.Times = Text, c.labels(), nil, nil
		return nil
	case want == Number && c.Kind == Bool:
		c.Kind = Number
		return nil
	case want == Number:
		if c.Kind == Text && c.inferQuantities(opt, miss, true) {
			return nil
		}
		return c.notNumber()
	case want == Bool:
		return c.becomeBool(miss)
	}
	return c.becomeTime(opt, miss, nil)
}

// A learnedTime is how the times of a column were written further up.
type learnedTime struct {
	known   bool
	shape   dateShape
	zoned   bool
	order   DateOrder
	example string
}

// becomeTime reads times. If l is given, they must be written like those
// further up, or l learns how they are written.
func (c *Column) becomeTime(opt *Options, miss missing, l *learnedTime) error {
	if c.isNumeric() {
		c.Texts = c.labels()
		if c.Kind == Empty {
			c.Texts = make([]string, c.Len())
		}
	}
	scan := scanTimes(c.Texts, miss, opt.workers(), true)
	if l != nil && l.known && l.shape == epoch && scan.shape == yearOnly {
		scan.shape = epoch
	}
	if scan.bad >= 0 {
		return &Error{Row: scan.bad + 1, Value: shorten(c.Texts[scan.bad]), Msg: "is not a date or time",
			Cure: "write it as 2024-01-31 or 2024-01-31T15:04:05Z, or list it as missing"}
	}
	order := opt.DateOrder
	if l != nil && l.known && scan.first >= 0 {
		if order = l.order; l.shape != scan.shape || l.zoned != scan.zoned {
			value := c.Texts[scan.first]
			return &Error{Row: scan.first + 1, Value: shorten(value), Cure: "write all dates of a column alike",
				Msg: fmt.Sprintf("is written like %s, and %s further up like %s", scan.describe(value, l.example), quote(l.example), scan.describe(l.example, value))}
		}
	}
	order, e := scan.order(order, c.Texts)
	if e != nil {
		return e
	}
	if l != nil && !l.known && scan.first >= 0 {
		*l = learnedTime{known: true, shape: scan.shape, zoned: scan.zoned, order: order, example: shorten(c.Texts[scan.first])}
	}
	c.setTimes(scan, order, opt.workers())
	return nil
}

// notNumber is the error for a column of text that should be numbers.
func (c *Column) notNumber() *Error {
	line, value := c.FirstText()
	if c.odd.row > 0 {
		line = 0 // it is that of another cell
	}
	e := &Error{Line: line, Row: c.odd.row, Value: value, Msg: "is not a number", Cure: "remove it, or list it as missing if it stands for none"}
	if cure := shapeCure(value, c.odd.decimal); cure != "" {
		e.Cure = cure
	}
	return e
}

// becomeBool reads truths, also from numbers.
func (c *Column) becomeBool(miss missing) error {
	if c.isNumeric() {
		for i, v := range c.Numbers {
			if v == v && v != 0 && v != 1 {
				return &Error{Row: i + 1, Value: formatLabel(v), Msg: "is neither true nor false", Cure: "write 1 and 0, or true and false"}
			}
		}
		c.Kind = Bool
		return nil
	}
	numbers, words, bad := parseBools(c.Texts, miss, true)
	if numbers == nil {
		return &Error{Row: bad + 1, Value: shorten(c.Texts[bad]), Msg: "is neither true nor false", Cure: "write 1 and 0, or true and false"}
	}
	c.Kind, c.Numbers, c.Texts, c.Times, c.words = Bool, numbers, nil, nil, words
	return nil
}

// truths are the pairs of words for false and true.
var truths = [...][2]string{{"false", "true"}, {"no", "yes"}, {"f", "t"}, {"n", "y"}, {"off", "on"}, {"0", "1"}}

// truth returns which pair a word is of, and its value, or -1.
func truth(word string) (pair, value int) {
	if len(word) > 5 || word == "" {
		return -1, 0
	}
	for k, p := range truths {
		for v := range p {
			if strings.EqualFold(word, p[v]) {
				return k, v
			}
		}
	}
	return -1, 0
}

// parseBools reads a column of truths, all by one pair of words unless they
// are demanded. If not, both words of any pair but true and false must
// appear: a column of nothing but "no" or "T" may mean many things. It
// returns no numbers, and a row, if some cell is something else.
func parseBools(texts []string, miss missing, demanded bool) (numbers []float64, words [2]string, bad int) {
	pair := -1
	for i, s := range texts {
		word := strings.TrimSpace(s)
		k, v := truth(word)
		if k < 0 || k != pair && pair >= 0 && !demanded || k == len(truths)-1 && !demanded {
			if word == "" || miss.match([]byte(word)) {
				if numbers != nil {
					numbers[i] = math.NaN()
				}
				continue
			}
			return nil, words, i
		}
		if numbers == nil {
			numbers = make([]float64, len(texts))
			for j := range i {
				numbers[j] = math.NaN()
			}
		}
		pair, numbers[i] = k, float64(v)
		if words[v] == "" {
			words[v] = strings.Clone(word)
		}
	}
	if demanded && numbers == nil {
		numbers = make([]float64, len(texts))
		for i := range numbers {
			numbers[i] = math.NaN()
		}
	}
	if !demanded && pair > 0 && (words[0] == "" || words[1] == "") {
		return nil, words, 0
	}
	return numbers, words, -1
}

// A timeScan is what is known of the times of a column. Rows are -1 if there
// are none.
type timeScan struct {
	digits bool // mere numbers are times too

	bad        int // the first cell that is neither a time nor missing
	first      int // the first time
	shape      dateShape
	zoned      bool
	other      int // the first time that is written otherwise
	dayFirst   int // the first cell that must have the day first
	monthFirst int // or the month
}

// scanTimes looks at all cells, by several goroutines if there are many.
func scanTimes(texts []string, miss missing, workers int, digits bool) timeScan {
	var total timeScan
	total.reset(digits)
	const least = 1 << 14
	// The first cells tell mostly that the column is plain text.
	head := min(len(texts), 64)
	total.scan(texts, 0, head, miss)
	if total.bad >= 0 || head == len(texts) {
		return total
	}
	n := max(1, min(workers, len(texts)/least))
	parts := make([]timeScan, n)
	inParts(len(texts)-head, n, func(k, from, to int) {
		parts[k].reset(digits)
		parts[k].scan(texts, head+from, head+to, miss)
	})
	for k := range parts {
		total.merge(&parts[k])
	}
	return total
}

// inParts divides n things among workers and waits for them.
func inParts(n, workers int, work func(k, from, to int)) {
	var wait sync.WaitGroup
	for k := range workers {
		from, to := n*k/workers, n*(k+1)/workers
		if workers == 1 {
			work(0, 0, n)
			return
		}
		wait.Go(func() { work(k, from, to) })
	}
	wait.Wait()
}

func (t *timeScan) reset(digits bool) {
	*t = timeScan{digits: digits, bad: -1, first: -1, other: -1, dayFirst: -1, monthFirst: -1}
}

func (t *timeScan) scan(texts []string, from, to int, miss missing) {
	for i := from; i < to; i++ {
		text := strings.TrimSpace(texts[i])
		s, _, ok := t.parse(text)
		if !ok {
			if text == "" || miss.match([]byte(text)) {
				continue
			}
			t.bad = i
			return
		}
		t.add(i, &s)
	}
}

// parse reads a cell. The time is only given for what is a mere number.
func (t *timeScan) parse(text string) (s stamp, at time.Time, ok bool) {
	if s, ok = parseStamp(text); ok || !t.digits || text == "" {
		return s, at, ok
	}
	return parseDigits(text)
}

func (t *timeScan) add(i int, s *stamp) {
	s.shape = t.agree(s.shape, i)
	if t.first < 0 {
		t.first, t.shape, t.zoned = i, s.shape, s.zoned
	} else if t.other < 0 && (s.shape != t.shape || s.zoned != t.zoned) {
		t.other = i
	}
	if !s.shape.isAmbiguous() {
		return
	}
	if t.dayFirst < 0 && !isDay(s.year, s.a, s.b) {
		t.dayFirst = i
	}
	if t.monthFirst < 0 && !isDay(s.year, s.b, s.a) {
		t.monthFirst = i
	}
}

// agree makes years seconds since 1970 where other numbers of the column can be
// nothing else, of which the first is in the given row, and returns what a shape
// becomes by that.
func (t *timeScan) agree(shape dateShape, row int) dateShape {
	switch {
	case t.shape == yearOnly && shape == epoch:
		t.shape, t.first = epoch, row
	case t.shape == epoch && shape == yearOnly:
		return epoch
	}
	return shape
}

// merge adds what was found in later cells.
func (t *timeScan) merge(o *timeScan) {
	if o.first >= 0 {
		o.shape = t.agree(o.shape, o.first)
	}
	earliest := func(a *int, b int) {
		if *a < 0 {
			*a = b
		}
	}
	switch {
	case o.first < 0:
	case t.first < 0:
		t.first, t.shape, t.zoned = o.first, o.shape, o.zoned
	case t.other < 0 && (o.shape != t.shape || o.zoned != t.zoned):
		t.other = o.first
	}
	earliest(&t.bad, o.bad)
	earliest(&t.other, o.other)
	earliest(&t.dayFirst, o.dayFirst)
	earliest(&t.monthFirst, o.monthFirst)
}

// order decides what the first number of ambiguous dates is, or says why the
// times of the column cannot be read.
func (t *timeScan) order(order DateOrder, texts []string) (DateOrder, *Error) {
	if t.other >= 0 {
		first, other := t.describe(texts[t.first], texts[t.other]), t.describe(texts[t.other], texts[t.first])
		return 0, &Error{Row: t.other + 1, Value: shorten(texts[t.other]), Cure: "write all dates of a column alike",
			Msg: fmt.Sprintf("is written like %s, and %s in row %d like %s", other, quote(texts[t.first]), t.first+1, first)}
	}
	if t.first < 0 || !t.shape.isAmbiguous() {
		return order, nil
	}
	switch {
	case t.dayFirst >= 0 && t.monthFirst >= 0:
		return 0, &Error{Row: t.monthFirst + 1, Value: shorten(texts[t.monthFirst]), Cure: "write the dates as 2024-01-31",
			Msg: fmt.Sprintf("has the month first, and %s in row %d the day", quote(texts[t.dayFirst]), t.dayFirst+1)}
	case order == MonthFirst && t.dayFirst >= 0:
		return 0, &Error{Row: t.dayFirst + 1, Value: shorten(texts[t.dayFirst]), Msg: "does not have the month first", Cure: "set the date order to day-first"}
	case order == DayFirst && t.monthFirst >= 0:
		return 0, &Error{Row: t.monthFirst + 1, Value: shorten(texts[t.monthFirst]), Msg: "does not have the day first", Cure: "set the date order to month-first"}
	case order != DateAuto:
		return order, nil
	case t.dayFirst >= 0:
		return DayFirst, nil
	case t.monthFirst >= 0:
		return MonthFirst, nil
	}
	return 0, &Error{Row: t.first + 1, Value: shorten(texts[t.first]), Cure: "set the date order to day-first or month-first, or write the dates as 2024-01-31",
		Msg: "may have the day or the month first, and so may all dates of the column"}
}

// describe says how a time is written, as far as that differs from another.
func (t *timeScan) describe(text, other string) string {
	s, _, _ := t.parse(strings.TrimSpace(text))
	o, _, _ := t.parse(strings.TrimSpace(other))
	out := s.shape.String()
	switch {
	case s.zoned == o.zoned || s.shape == epoch || o.shape == epoch:
		return out
	case s.zoned:
		return out + " with a zone"
	}
	return out + " without a zone"
}

// setTimes makes the column one of times. The spelling stays with it.
func (c *Column) setTimes(scan timeScan, order DateOrder, workers int) {
	times := make([]time.Time, len(c.Texts))
	inParts(len(times), max(1, min(workers, len(times)>>14)), func(_, from, to int) {
		z := zones{}
		for i := from; i < to; i++ {
			text := strings.TrimSpace(c.Texts[i])
			s, at, ok := scan.parse(text)
			switch {
			case !ok: // missing
			case scan.shape == epoch:
				times[i] = at
			default:
				times[i] = s.time(order, z)
			}
		}
	})
	c.Kind, c.Times, c.Numbers, c.odd = Time, times, nil, oddCell{}
	c.Zoned, c.years = scan.zoned || scan.shape == epoch, scan.shape == yearOnly
}
