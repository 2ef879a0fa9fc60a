package table

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A jsonReader turns an array of arrays, or of objects, into columns. Like a
// csvReader it goes over the text once for the numbers, and once more if
// there are columns of text.
type jsonReader struct {
	jsonScanner
	missing missing

	loose   bool            // the rows stand by themselves, without an array around them
	objects bool            // the rows are objects
	wanted  map[string]bool // the keys of objects to read; nil means all
	kept    []bool          // the positions in arrays to read; nil means all
	nested  bool            // what is nested is passed over
	checked bool            // the text was gone over before
	columns []jsonColumn
	byName  map[string]int // of objects
	first   []token        // the first row, if the rows are arrays
	rows    int
	cells   int
}

// A jsonColumn is a column that grows. Cells that objects leave out are
// filled in when the next one comes, or at the end.
type jsonColumn struct {
	name    string
	numbers []float64
	odd     int // offset of the first text, or -1
	oddTok  token
	lastRow int  // the last row in which it was seen
	truths  bool // some cell is true or false
	others  bool // some cell is a number
}

// readJSON reads a table from JSON text, which is an array of rows or, as
// lines, one row after the other.
func readJSON(s *source, opt *Options, index string, lines bool) (*Table, error) {
	s.text = append(s.text, '\n') // lets the scanner look one byte ahead
	r := &jsonReader{jsonScanner: jsonScanner{source: s}, missing: newMissing(opt.Missing, '.'), loose: lines, byName: map[string]int{}}
	r.wanted = wantedKeys(opt.Columns, index)
	if opt.Choose != nil {
		return r.readChosen(opt, index)
	}
	return r.read(opt, index)
}

// read reads the columns that are wanted. Those of arrays keep their places.
func (r *jsonReader) read(opt *Options, index string) (*Table, error) {
	if err := r.walk(r.addNumber); err != nil {
		return nil, err
	}
	t := &Table{Name: r.source.name, HasHeader: r.hasHeader(opt.Header), Columns: make([]Column, len(r.columns))}
	r.buildNumbers(t)
	keep, err := t.find(index)
	if index != "" && err == nil {
		t.Columns[keep].Kind = Text
	} else {
		keep = -1
	}
	for _, j := range t.keepsText(opt) {
		t.Columns[j].Kind = Text
	}
	if r.kept != nil {
		for j := range t.Columns {
			if c := &t.Columns[j]; !r.kept[j] {
				*c = Column{Name: c.Name}
			}
		}
	}
	if err := r.buildTexts(t); err != nil {
		return nil, err
	}
	return t, t.infer(opt, keep)
}

// A visit is called with each cell: its row, its column and its token.
type visit func(row, column int, t token)

// walk goes over all cells.
func (r *jsonReader) walk(f visit) error {
	r.at, r.rows = 0, 0
	if r.next() == 0 {
		return &Error{File: r.name, Msg: "the file is empty", Cure: "it must hold an array of arrays or of objects"}
	}
	if r.loose {
		return r.walkLines(f)
	}
	if !r.accept('[') {
		return r.unexpected("an array of arrays or of objects")
	}
	for first := true; ; first = false {
		more, err := r.more(first, ']')
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := r.row(f); err != nil {
			return err
		}
		r.rows++
		if err := r.checkFilled(); err != nil {
			return err
		}
	}
	if r.next() != 0 {
		return r.unexpected("the end of the file")
	}
	return nil
}

// walkLines goes over rows that stand by themselves.
func (r *jsonReader) walkLines(f visit) error {
	for r.next() != 0 {
		if err := r.row(f); err != nil {
			return err
		}
		r.rows++
		if err := r.checkFilled(); err != nil {
			return err
		}
	}
	return nil
}

// wantedKeys returns the keys to read, or nil for all, which positions need.
func wantedKeys(columns []string, index string) map[string]bool {
	if len(columns) == 0 {
		return nil
	}
	wanted := map[string]bool{index: true}
	for _, name := range columns {
		if strings.HasPrefix(name, "#") {
			return nil
		}
		wanted[name] = true
	}
	return wanted
}

// checkFilled refuses a table that is nearly empty, which a few objects with
// keys of their own among many others make, as it would take far more memory
// than its text.
func (r *jsonReader) checkFilled() error {
	if int64(r.rows)*int64(len(r.columns)) <= 1<<20+16*int64(r.cells) {
		return nil
	}
	return &Error{File: r.source.name, Cure: "give one object for each row, with the same keys in all",
		Msg: fmt.Sprintf("%d objects have %d different keys, and fewer than one value in 16 is given", r.rows, len(r.columns))}
}

// row reads one row, of the same kind as the first.
func (r *jsonReader) row(f visit) error {
	c := r.next()
	if r.rows == 0 {
		r.objects = c == '{'
	}
	switch {
	case c == '{' && r.objects:
		return r.object(f)
	case c == '[' && !r.objects:
		return r.array(f)
	case c == '{' || c == '[':
		return r.fail("arrays and objects are mixed", "give all rows the same form")
	}
	e := r.unexpected("a row, which is an array or an object,")
	e.Cure = "a single row is [[1, 2, 3]]"
	return e
}

func (r *jsonReader) array(f visit) error {
	start := r.at
	r.at++
	column := 0
	for {
		more, err := r.more(column == 0, ']')
		if err != nil {
			return err
		}
		if !more {
			break
		}
		t, err := r.cell(column)
		if err != nil {
			return r.inCell(err, column)
		}
		if r.rows == 0 && column == len(r.columns) {
			if err := r.addColumn(""); err != nil {
				return err
			}
		}
		if r.rows == 0 && len(r.first) == column {
			r.first = append(r.first, t)
		}
		if column < len(r.columns) {
			r.cells++
			if t.kind != notRead {
				f(r.rows, column, t)
			}
		}
		column++
	}
	if column != len(r.columns) {
		r.at = start
		return r.fail(fmt.Sprintf("row %d has %s where the first has %d", r.rows+1, plural(column, "value"), len(r.columns)),
			"fill the gaps with null")
	}
	return nil
}

// notRead is the kind of a token that nobody wants.
const notRead = 0

// cell reads a cell: of arrays its column is given, and one that is not kept
// is passed over, unless it stands in the first row, which may be names.
func (r *jsonReader) cell(column int) (token, error) {
	nested := r.nested
	if column >= 0 && r.kept != nil && (column >= len(r.kept) || !r.kept[column]) {
		if nested = true; r.rows > 0 {
			return token{}, r.pass()
		}
	}
	if c := r.next(); nested && (c == '[' || c == '{') {
		t := token{kind: c, start: r.at}
		err := r.skipValue()
		t.end = r.at
		return t, err
	}
	return r.scalar()
}

func (r *jsonReader) object(f visit) error {
	r.at++
	expected := 0 // objects mostly have their keys in the same order
	for first := true; ; first = false {
		more, err := r.more(first, '}')
		if err != nil || !more {
			return err
		}
		if r.next() != '"' {
			return r.unexpected("a key in quotes")
		}
		start := r.at
		key, err := r.str()
		if err != nil {
			return err
		}
		if r.wanted != nil && !r.wants(key) {
			if !r.accept(':') {
				return r.unexpected("a colon")
			}
			if err := r.pass(); err != nil {
				return err
			}
			continue
		}
		j, err := r.column(key, expected)
		if err != nil {
			return err
		}
		if r.columns[j].lastRow == r.rows {
			r.at = start
			return r.fail("key "+quote(r.columns[j].name)+" appears twice in an object", "")
		}
		r.columns[j].lastRow = r.rows
		if !r.accept(':') {
			return r.unexpected("a colon")
		}
		t, err := r.cell(-1)
		if err != nil {
			return r.inCell(err, j)
		}
		r.cells++
		f(r.rows, j, t)
		expected = j + 1
	}
}

// wants is whether a key is wanted.
func (r *jsonReader) wants(key token) bool {
	raw := r.text[key.start+1 : key.end-1]
	if bytes.IndexByte(raw, '\\') >= 0 {
		return r.wanted[r.spelling(key)]
	}
	return r.wanted[string(raw)]
}

// column returns the column of a key, which it adds if it is new.
func (r *jsonReader) column(key token, expected int) (int, error) {
	raw := r.text[key.start+1 : key.end-1]
	if expected < len(r.columns) && r.columns[expected].name == string(raw) && !slices.Contains(raw, '\\') {
		return expected, nil
	}
	name := r.spelling(key)
	if j, ok := r.byName[name]; ok {
		return j, nil
	}
	r.byName[name] = len(r.columns)
	return len(r.columns), r.addColumn(name)
}

func (r *jsonReader) addColumn(name string) error {
	if len(r.columns) == MaxColumns {
		e := tooManyColumns()
		e.File = r.source.name
		return e
	}
	r.columns = append(r.columns, jsonColumn{name: name, odd: -1, lastRow: -1})
	return r.checkFilled()
}

// inCell adds the column to an error.
func (r *jsonReader) inCell(err error, column int) error {
	e, ok := err.(*Error)
	if !ok {
		return err
	}
	e.Column = column + 1
	if column < len(r.columns) {
		e.Name = r.columns[column].name
	}
	return e
}

// addNumber notes the number of a cell, and whether it is text.
func (r *jsonReader) addNumber(row, column int, t token) {
	if row == 0 && !r.objects {
		return // hasHeader decides about the first row
	}
	c := &r.columns[column]
	if c.odd >= 0 {
		return
	}
	v, kind := r.value(t, r.missing)
	if kind == isText || kind == isHuge {
		c.setOdd(t)
		return
	}
	c.note(t, kind)
	c.numbers = append(pad(c.numbers, row), v)
}

// note remembers whether a column has truths or numbers.
func (c *jsonColumn) note(t token, kind class) {
	if t.kind == 't' || t.kind == 'f' {
		c.truths = true
	} else if kind == isNumber {
		c.others = true
	}
}

func (c *jsonColumn) setOdd(t token) {
	c.odd, c.oddTok, c.numbers = t.start, t, nil
}

// pad fills numbers with NaN up to a length.
func pad(numbers []float64, n int) []float64 {
	for len(numbers) < n {
		numbers = append(numbers, math.NaN())
	}
	return numbers
}

// hasHeader decides whether the first row is a header, as with CSV. The keys
// of objects always are.
func (r *jsonReader) hasHeader(h Header) bool {
	switch {
	case r.objects:
		return true
	case h != HeaderAuto || len(r.first) == 0:
		return h == HeaderYes && len(r.first) > 0
	}
	for _, t := range r.first {
		if _, c := r.value(t, r.missing); c == isText || c == isHuge {
			return true
		}
	}
	return len(r.first) > 1 && r.spelling(r.first[0]) == "" && r.columns[0].odd >= 0
}

// buildNumbers makes the columns and finds their kinds.
func (r *jsonReader) buildNumbers(t *Table) {
	odd := make([]int, len(r.columns))
	for j := range r.columns {
		c, to := &r.columns[j], &t.Columns[j]
		to.Name = c.name
		if odd[j] = -1; r.kept != nil && !r.kept[j] {
			if t.HasHeader {
				to.Name = r.spelling(r.first[j])
			}
			continue
		}
		if c.odd < 0 {
			c.numbers = pad(c.numbers, r.rows)
		}
		if !r.objects {
			r.addFirst(c, to, r.first[j], t.HasHeader)
		}
		switch {
		case c.odd >= 0:
			to.Kind = Text
			_, kind := r.value(c.oddTok, r.missing)
			to.odd = oddCell{value: shorten(r.spelling(c.oddTok)), huge: kind == isHuge, decimal: '.'}
		case slices.ContainsFunc(c.numbers, func(v float64) bool { return v == v }):
			to.Kind = Number
			if c.truths && !c.others {
				to.Kind = Bool
			}
		}
		to.Numbers, odd[j] = c.numbers, c.odd
	}
	r.lines(odd, func(j, line int) { t.Columns[j].odd.line = line })
}

// addFirst makes the cell of the first row a name or a value.
func (r *jsonReader) addFirst(c *jsonColumn, to *Column, t token, header bool) {
	if header {
		to.Name = r.spelling(t)
		if c.odd < 0 {
			c.numbers = c.numbers[1:]
		}
		return
	}
	switch v, kind := r.value(t, r.missing); {
	case kind == isText || kind == isHuge:
		c.setOdd(t)
	case c.odd < 0:
		c.note(t, kind)
		c.numbers[0] = v
	}
}

// buildTexts reads the columns of text, if there are any.
func (r *jsonReader) buildTexts(t *Table) error {
	isText := func(c Column) bool { return c.Kind == Text }
	if !slices.ContainsFunc(t.Columns, isText) {
		return nil
	}
	skip := 0
	if !r.objects && t.HasHeader {
		skip = 1
	}
	for j := range t.Columns {
		if c := &t.Columns[j]; c.Kind == Text {
			c.Numbers, c.Texts = nil, make([]string, r.rows-skip)
		}
		r.columns[j].lastRow = -1
	}
	return r.walk(func(row, column int, tok token) {
		c := &t.Columns[column]
		if c.Kind != Text || row < skip {
			return
		}
		c.Texts[row-skip] = r.spelling(tok)
		if !c.odd.mixed {
			_, kind := r.value(tok, r.missing)
			c.odd.mixed = kind == isNumber || kind == isHuge
		}
	})
}
