package table

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A csvBlocks parses blocks of CSV.
type csvBlocks struct {
	*streamer
	dialect
	names []string
	at    []int // the position of each column wanted
	slots []int // the columns wanted, by their position
}

// startCSV finds out from the begin of a file how it is written.
func (s *streamer) startCSV(text []byte) (*block, error) {
	before, sep, named, err := s.above(&text)
	if err != nil {
		return nil, err
	}
	if err := s.firstLine(&text); err != nil {
		return nil, err
	}
	head := s.head(text)
	r := &csvReader{source: &source{name: s.in.name, text: head, before: before, sep: sep}, missing: s.miss, workers: 1, named: named}
	if err := r.check(); err != nil {
		return nil, err
	}
	if r.dialect, err = r.detect(&s.in.opt, s.miss); err != nil {
		return nil, err
	}
	if r.decimal == ',' {
		s.miss = newMissing(s.in.opt.Missing, ',')
		r.missing = s.miss
	}
	if whole := r.dialect.cut(r.text); whole > 0 && !(s.eof && len(head) == len(text)) {
		r.text = r.text[:whole]
	}
	if err := r.readFirst(); err != nil {
		return nil, err
	}
	if err := r.readNumbers(); err != nil {
		return nil, err
	}
	t := &Table{Name: s.in.name, HasHeader: r.hasHeader(s.in.opt.Header)}
	r.buildNumbers(t)
	p := &csvBlocks{streamer: s, dialect: r.dialect}
	if err := p.find(t); err != nil {
		return nil, err
	}
	s.eol, s.parse, s.cut, s.comment = r.eol, p.parseBlock, p.dialect.cut, s.in.opt.Comment
	from := r.firstAt
	if t.HasHeader {
		from = min(r.dataAt, len(text))
	}
	s.line = 1 + before + countLines(text[:from])
	s.tail = text[from:]
	return s.next()
}

// above cuts off what stands above the table, which the text is made long
// enough for, and returns how many lines that are.
func (s *streamer) above(text *[]byte) (lines int, sep byte, named bool, err error) {
	for {
		at, named, short, fault := above(*text, &s.in.opt, s.miss)
		if !short || s.eof || len(*text) > MaxLine {
			if fault != nil {
				fault.File = s.in.name
				return 0, 0, false, fault
			}
			lines, sep = countLines((*text)[:at]), stated((*text)[:at])
			*text = (*text)[at:]
			blankComments(*text, s.in.opt.Comment, lineBreak(*text), s.eof)
			return lines, sep, named, nil
		}
		*text = slices.Grow(*text, len(*text)+1)
		if err := s.fill(text); err != nil {
			return 0, 0, false, err
		}
	}
}

// firstLine makes sure that the text has a whole line.
func (s *streamer) firstLine(text *[]byte) error {
	for !s.eof && bytes.IndexByte(*text, '\n') < 0 && bytes.IndexByte(*text, '\r') < 0 {
		if len(*text) > MaxLine {
			return &Error{File: s.in.name, Line: 1, Msg: fmt.Sprintf("line is longer than %d MiB", MaxLine>>20),
				Cure: "is this a table? values belong on lines, one for each row"}
		}
		*text = slices.Grow(*text, len(*text)+1)
		if err := s.fill(text); err != nil {
			return err
		}
	}
	return nil
}

// head returns a copy of the first whole lines, about a megabyte of them.
func (s *streamer) head(text []byte) []byte {
	eol := lineBreak(text)
	head := text
	if most := 1 << 20; len(head) > most {
		if end := bytes.LastIndexByte(head[:most], eol); end >= 0 {
			head = head[:end+1]
		}
	}
	if end := bytes.LastIndexByte(head, eol); end >= 0 && !s.eof {
		head = head[:end+1]
	}
	return bytes.Clone(head)
}

// cut returns the end of the last whole record of a text, or 0.
func (d *dialect) cut(text []byte) int {
	end := 1 + bytes.LastIndexByte(text, d.eol)
	if bytes.IndexByte(text[:end], '"') < 0 {
		return end
	}
	p := 0
	for p < end {
		_, next, fault := d.each(text[:end], p, func(field) {})
		if fault != nil && fault.Msg == openQuote {
			return p
		}
		if fault != nil {
			return end // it will be found and reported
		}
		p = next
	}
	return p
}

// find finds the positions of the columns wanted.
func (p *csvBlocks) find(t *Table) error {
	for k, w := range p.want {
		j, err := t.column(w.Name)
		if err != nil {
			return err
		}
		p.at = append(p.at, j)
		p.slots = append(p.slots, k)
	}
	slices.SortStableFunc(p.slots, func(a, b int) int { return p.at[a] - p.at[b] })
	for i := range t.Columns {
		p.names = append(p.names, t.Columns[i].Name)
	}
	return nil
}

// A sink collects the cells of a column while a block is parsed.
type sink struct {
	numbers []float64
	arena
}

func newSinks(want []Want, rows int) []sink {
	sinks := make([]sink, len(want))
	for k, w := range want {
		if w.Kind == Number {
			sinks[k].numbers = make([]float64, 0, rows)
		} else {
			sinks[k].ends = make([]int, 0, rows)
			sinks[k].text = make([]byte, 0, 8*rows)
		}
	}
	return sinks
}

func (s *sink) addText(text []byte) {
	s.text = append(s.text, text...)
	s.ends = append(s.ends, len(s.text))
}

// texts returns the texts, which share one string.
func (a *arena) texts() []string {
	all, from := string(a.text), 0
	out := make([]string, len(a.ends))
	for i, end := range a.ends {
		out[i] = all[from:end]
		from = end
	}
	return out
}

// parseBlock reads the columns wanted of a block.
func (p *csvBlocks) parseBlock(b *block) (*Table, error) {
	defer p.release(b)
	src := &source{name: p.in.name, text: b.text}
	if err := src.check(); err != nil {
		return nil, shift(err, b.line)
	}
	sinks := newSinks(p.want, min(bytes.Count(b.text, []byte{p.dialect.eol})+1, len(b.text)/2+1))
	quotes := bytes.IndexByte(b.text, '"') >= 0
	for at := p.skipBlank(b.text, 0); at < len(b.text); at = p.skipBlank(b.text, at) {
		next, err := p.record(b, at, sinks, quotes)
		if err != nil {
			return nil, err
		}
		at = next
	}
	return p.finish(b, sinks, p.lineOf)
}

// lineOf returns the line of a row of the block.
func (p *csvBlocks) lineOf(b *block, row int) int {
	at := p.skipBlank(b.text, 0)
	for ; row > 0; row-- {
		_, next, _ := p.each(b.text, at, func(field) {})
		at = p.skipBlank(b.text, next)
	}
	return b.line + countLines(b.text[:at])
}

// record reads a record, and returns where the next one starts.
func (p *csvBlocks) record(b *block, start int, sinks []sink, quotes bool) (next int, err error) {
	text, at, column := b.text, start, 0
	ended := -1 // the line break, if the record has ended
	for i := 0; i < len(p.slots); i++ {
		k := p.slots[i]
		for column < p.at[k] && ended < 0 {
			end, err := p.skip(b, at, quotes)
			if err != nil {
				return 0, err
			}
			if at = end + 1; text[end] == p.dialect.eol {
				ended = end
			}
			column++
		}
		if ended >= 0 {
			return 0, p.fault(b, start, k, &Error{Msg: fmt.Sprintf("the line has only %s", plural(column, "value")),
				Cure: "fill the missing values, or put quotes around values that hold the delimiter"})
		}
		end, err := p.cell(b, at, k, &sinks[k])
		if err != nil {
			return 0, err
		}
		if i+1 < len(p.slots) && p.at[p.slots[i+1]] == column {
			continue // the same column is wanted twice
		}
		if at = end + 1; text[end] == p.dialect.eol {
			ended = end
		}
		column++
	}
	if ended >= 0 {
		return ended + 1, nil
	}
	if !quotes {
		return at + 1 + bytes.IndexByte(text[at:], p.dialect.eol), nil
	}
	_, next, fault := p.each(text, at, func(field) {})
	if fault != nil {
		return 0, p.fault(b, next, -1, fault)
	}
	return next, nil
}

// skip returns the end of the field that starts at b.text[at].
func (p *csvBlocks) skip(b *block, at int, quotes bool) (int, error) {
	if !quotes {
		for text := b.text; ; at++ {
			if c := text[at]; c == p.delim || c == p.dialect.eol {
				return at, nil
			}
		}
	}
	f, fault := p.field(b.text, at)
	if fault != nil {
		return 0, p.fault(b, at, -1, fault)
	}
	return f.end, nil
}

// cell reads a cell, and returns the end of its field.
func (p *csvBlocks) cell(b *block, at, k int, to *sink) (int, error) {
	number := p.want[k].Kind == Number
	if number {
		v, end, ok := scanNumber(b.text, at, p.bare())
		if ok && (b.text[end] == p.delim || b.text[end] == p.dialect.eol) {
			if p.miss.values != nil && slices.Contains(p.miss.values, v) {
				v = math.NaN()
			}
			to.numbers = append(to.numbers, v)
			return end, nil
		}
	}
	f, fault := p.field(b.text, at)
	if fault != nil {
		return 0, p.fault(b, at, k, fault)
	}
	if !number {
		if f.doubled {
			to.addText(f.unquoted())
		} else {
			to.addText(f.text)
		}
		return f.end, nil
	}
	v, class := p.miss.classify(f.unquoted(), p.decimal)
	if class == isText {
		if v, class, fault = p.quantity(b, k, string(f.unquoted())); fault != nil {
			return 0, p.fault(b, at, k, fault)
		}
	}
	if class == isText || class == isHuge {
		return 0, p.fault(b, at, k, notNumber(string(bytes.TrimSpace(f.unquoted())), p.decimal, class == isHuge))
	}
	to.numbers = append(to.numbers, v)
	return f.end, nil
}

// quantity reads a cell with marks between thousands or a unit, if it leaves no
// doubt by itself or by the options. All units of a column must be that of the
// first block.
func (p *csvBlocks) quantity(b *block, k int, cell string) (v float64, c class, fault *Error) {
	opt := &p.in.opt
	a, ok := parseQuantity(cell, p.decimal)
	if !ok || !opt.takes(a.mark) || a.mark != 0 && !opt.known(&a) && p.decimal == '.' || a.mark == 0 && a.unit == "" {
		return math.NaN(), isText, nil
	}
	if a.unit != "" {
		if !b.first {
			<-p.learned
		} else if p.units[k] == "" {
			p.units[k] = a.unit
		}
		if a.unit != p.units[k] {
			return 0, isText, &Error{Value: shorten(cell), Msg: fmt.Sprintf("is in %s, and the column further up %s", a.unit, orNo(p.units[k])), Cure: "write all values of a column in one unit"}
		}
	}
	v, c = p.miss.number(a.value, isNumber)
	return v, c, nil
}

// orNo is what errors say of a unit.
func orNo(unit string) string {
	if unit == "" {
		return "in none"
	}
	return "in " + unit
}

// notNumber is the error for a cell that should be a number.
func notNumber(value string, decimal byte, huge bool) *Error {
	c := Column{Kind: Text, odd: oddCell{line: 1, value: shorten(value), huge: huge, decimal: decimal}}
	e := c.notNumber()
	e.Line = 0
	if huge {
		e.Msg, e.Cure = "is beyond the largest number, 1.8e308", "divide the column by a power of ten"
	}
	return e
}

// fault places an error in the block. Without a column wanted k is -1.
func (p *csvBlocks) fault(b *block, at, k int, e *Error) *Error {
	e.File, e.Line = p.in.name, b.line+countLines(b.text[:at])
	if k >= 0 {
		e.Column = p.at[k] + 1
		if p.at[k] < len(p.names) {
			e.Name = p.names[p.at[k]]
		}
	}
	return e
}

// shift moves the line of an error that was found in a block.
func shift(err error, line int) error {
	if e, ok := err.(*Error); ok && e.Line > 0 {
		e.Line += line - 1
	}
	return err
}

// release lets the other blocks go on, which wait for the first to tell how
// times are written.
func (s *streamer) release(b *block) {
	if b.first {
		close(s.learned)
	}
}

// finish makes columns of the cells. Given the row of a fault, lineOf says
// its line.
func (s *streamer) finish(b *block, sinks []sink, lineOf func(*block, int) int) (*Table, error) {
	t := &Table{Name: s.in.name, HasHeader: true, Columns: make([]Column, len(s.want))}
	opt := s.in.opt
	opt.Workers = 1
	for k, w := range s.want {
		c := &t.Columns[k]
		if c.Name = w.Name; w.Kind == Number {
			c.Kind, c.Numbers = Number, sinks[k].numbers
			continue
		}
		c.Kind, c.Texts = Text, sinks[k].texts()
		if err := s.convert(b, k, c, &opt); err != nil {
			e := err.(*Error)
			e.File, e.Name = s.in.name, w.Name
			if strings.HasPrefix(w.Name, "#") {
				fmt.Sscanf(w.Name, "#%d", &e.Column)
				e.Name = ""
			}
			if e.Row > 0 {
				e.Line, e.Row = lineOf(b, e.Row-1), 0
			}
			return nil, e
		}
	}
	return t, nil
}

// convert makes truths or times of a column of text.
func (s *streamer) convert(b *block, k int, c *Column, opt *Options) error {
	switch s.want[k].Kind {
	case Bool:
		return c.becomeBool(s.miss)
	case Time:
		if b.first {
			return c.becomeTime(opt, s.miss, &s.times[k])
		}
		<-s.learned
		l := s.times[k]
		return c.becomeTime(opt, s.miss, &l)
	}
	return nil
}
