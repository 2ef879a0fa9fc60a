package table

import (
	"bytes"
	"fmt"
	"strings"
)

// detect finds out how the text is written. It makes sure that the text ends
// with a line break.
func (s *source) detect(opt *Options, miss missing) (d dialect, err error) {
	if err := checkMarks(s.name, opt); err != nil {
		return d, err
	}
	d.eol = lineBreak(s.text)
	if n := len(s.text); n > 0 && s.text[n-1] != d.eol {
		s.text = append(s.text, d.eol)
	}
	switch {
	case opt.Delimiter != 0:
		d.delim = byte(opt.Delimiter)
	case s.sep != 0:
		d.delim = s.sep
	case opt.Format == TSV:
		d.delim = '\t'
	default:
		d.delim = detectDelimiter(s.text, d.eol, miss)
	}
	d.decimal = byte(opt.Decimal)
	if d.decimal == 0 && opt.Thousands == ',' {
		d.decimal = '.'
	} else if d.decimal == 0 && opt.Thousands == '.' {
		d.decimal = ','
	}
	if d.decimal == 0 {
		d.decimal, d.doubtful = detectDecimal(s.text, d)
	}
	return d, nil
}

func checkMarks(name string, opt *Options) error {
	bad := func(what string, r rune, cure string) error {
		return &Error{File: name, Msg: fmt.Sprintf("%s %q cannot be used", what, r), Cure: cure}
	}
	if r := opt.Delimiter; r != 0 && !strings.ContainsRune("\t !#$%&'()*,/:;<=>?@[\\]^_`{|}~", r) {
		return bad("delimiter", r, "it must be a comma, semicolon, tab, bar or other ASCII mark that is not part of numbers or quotes")
	}
	switch r := opt.Decimal; {
	case r != 0 && r != '.' && r != ',':
		return bad("decimal mark", r, "it must be a point or a comma")
	case r != 0 && r == opt.Delimiter:
		return bad("decimal mark", r, "it is also the delimiter")
	}
	switch r := opt.Thousands; {
	case r > 0 && !strings.ContainsRune(",. '", r) || r < NoThousands:
		return bad("thousands separator", r, "it must be a comma, a point, a space or an apostrophe")
	case r > 0 && r == opt.Decimal:
		return bad("thousands separator", r, "it is also the decimal mark")
	}
	return nil
}

// bare is the decimal mark of numbers without quotes: none if it is also the
// delimiter, which then only quotes keep apart.
func (d *dialect) bare() byte {
	if d.decimal == d.delim {
		return 0
	}
	return d.decimal
}

// lineBreak returns CR if the first line outside of quotes ends in a lone
// one, as the files of old Macs do, and LF otherwise.
func lineBreak(b []byte) byte {
	quoted := false
	for i, c := range b {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			return '\n'
		case c == '\r':
			if i+1 < len(b) && b[i+1] == '\n' {
				return '\n'
			}
			return '\r'
		}
	}
	return '\n'
}

// detectDelimiter tries the candidates on the first lines. The best one
// makes more than one column, and as many on each line; of several such,
// the one that leaves the most cells numbers, then the one with the most
// columns, then the first. Where numbers have decimal commas, those with a
// comma between them would be cut into more, whole numbers: so a cell with a
// comma counts as a number if the delimiter is another.
func detectDelimiter(b []byte, eol byte, miss missing) byte {
	best, bestScore := byte(','), -1.0
	head := b[:min(len(b), 1<<20)]
	for _, delim := range []byte(",;\t|") {
		if bytes.IndexByte(head, delim) < 0 {
			continue
		}
		d := dialect{delim: delim, eol: eol, decimal: '.'}
		if score := d.score(b, miss); score > bestScore {
			best, bestScore = delim, score
		}
	}
	return best
}

// score rates a dialect by the first lines.
func (d *dialect) score(b []byte, miss missing) float64 {
	const maxLines, maxCells = 20, 2000
	var cells, numbers, width int
	even, fields := true, 0
	for p, line := d.skipBlank(b, 0), 0; p < len(b) && line < maxLines && cells < maxCells; line++ {
		seen, used := 0, 0
		n, next, fault := d.each(b, p, func(f field) {
			if seen++; !f.isBlank() {
				used = seen
			}
			if cells++; cells < maxCells && d.looksNumeric(f.text, miss) {
				numbers++
			}
		})
		if fault != nil {
			even = false
			break
		}
		switch {
		case line == 0:
			width = n
		case used <= width && width < n:
			n = width // empty values after the last delimiter
		}
		even = even && n == width
		fields = max(fields, n)
		p = d.skipBlank(b, next)
	}
	score := float64(numbers)/float64(max(1, min(cells, maxCells))) + float64(min(fields, 1000))/1e6
	if even && fields > 1 {
		score += 10
	}
	return score
}

func (d *dialect) looksNumeric(cell []byte, miss missing) bool {
	if len(cell) > 64 {
		return false
	}
	_, c := miss.classify(cell, '.')
	if c == isText && d.delim != ',' {
		_, c = miss.classify(cell, ',')
	}
	return c != isText
}

// detectDecimal returns the decimal mark, and whether it is doubtful. See
// Options.Decimal for the rule.
func detectDecimal(b []byte, d dialect) (mark byte, doubtful bool) {
	if d.delim == ',' || d.delim != ';' && bytes.IndexByte(b, ',') < 0 {
		return '.', false
	}
	comma, sureComma := d.marks(b, ',')
	point, surePoint := d.marks(b, '.')
	switch {
	case surePoint:
		return '.', false
	case sureComma || d.delim == ';' && comma && !point || d.groupsByPoints(b):
		return ',', false
	}
	return '.', d.delim == ';' && point && !comma
}

// groupsByPoints is whether points separate thousands in some cell, as they
// stand there twice or before a comma.
func (d *dialect) groupsByPoints(b []byte) bool {
	for at := 0; ; at++ {
		n := bytes.IndexByte(b[at:], '.')
		if n < 0 {
			return false
		}
		at += n
		if q, ok := parseQuantity(string(d.cellAround(b, at)), ','); ok && q.mark == '.' && q.sure() {
			return true
		}
	}
}

// marks returns whether some cell is a number with a decimal mark, and whether
// some is one in which the mark cannot separate thousands.
func (d *dialect) marks(b []byte, mark byte) (some, sure bool) {
	for at := 0; ; at++ {
		n := bytes.IndexByte(b[at:], mark)
		if n < 0 {
			return some, false
		}
		at += n
		cell := d.cellAround(b, at)
		if _, ok := normalise(cell, mark); !ok {
			continue
		}
		if some = true; !mayGroup(cell, mark) {
			return true, true
		}
	}
}

// mayGroup is whether the mark of a number may separate thousands: one to three
// digits stand before it, no 0 first, and three behind it.
func mayGroup(cell []byte, mark byte) bool {
	whole := bytes.IndexByte(cell, mark)
	return len(cell)-whole == 4 && bytes.IndexByte([]byte("123456789"), cell[skipSign(cell, 0)]) >= 0 && whole-skipSign(cell, 0) <= 3 &&
		cell[len(cell)-1]-'0' <= 9 && cell[len(cell)-2]-'0' <= 9 && cell[len(cell)-3]-'0' <= 9
}

// cellAround returns the cell that holds b[at], without quotes and spaces,
// or nothing if it is longer than any number that people write.
func (d *dialect) cellAround(b []byte, at int) []byte {
	const most = 64
	isEnd := func(c byte) bool { return c == d.delim || c == d.eol || c == '"' }
	lo, hi := at, at
	for lo > 0 && !isEnd(b[lo-1]) && at-lo <= most {
		lo--
	}
	for hi < len(b) && !isEnd(b[hi]) && hi-at <= most {
		hi++
	}
	if hi-lo > most {
		return nil
	}
	return bytes.TrimSpace(b[lo:hi])
}
