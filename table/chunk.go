package table

import (
	"bytes"
	"math"
	"slices"
	"sync"
)

// A chunk is a part of the text that one goroutine reads: whole records.
type chunk struct {
	r        *csvReader
	from, to int
	row      int // number of its first record
	rows     int // how many it has
	odd      []int
	used     int
	fault    error
}

// readNumbers reads all records after the first into r.numbers, column by
// column, with NaN for what is no number.
func (r *csvReader) readNumbers() error {
	r.split()
	r.count()
	r.stride = r.rows + 1
	r.numbers = make([]float64, r.stored()*r.stride)
	r.each((*chunk).readNumbers)
	r.odd, r.used = slices.Repeat([]int{-1}, r.width), -1
	for _, c := range r.chunks {
		if c.fault != nil {
			return c.fault
		}
		for j, at := range c.odd {
			if r.odd[j] < 0 {
				r.odd[j] = at
			}
		}
		r.used = max(r.used, c.used)
	}
	r.rows = 0
	for _, c := range r.chunks {
		r.rows += c.rows
	}
	return nil
}

// split cuts the text into chunks for the workers. That is safe at any line
// break if there are no quotes, within which it would mean nothing; else
// there is just one chunk.
func (r *csvReader) split() {
	const least = 256 << 10 // bytes that make a goroutine worth while
	n := min(r.workers, (len(r.text)-r.dataAt)/least+1)
	if r.quotes = bytes.IndexByte(r.text[r.dataAt:], '"') >= 0; r.quotes {
		n = 1
	}
	size := (len(r.text) - r.dataAt) / n
	for from := r.dataAt; from < len(r.text); {
		to := min(from+size, len(r.text))
		if len(r.chunks) == n-1 {
			to = len(r.text)
		}
		to += bytes.IndexByte(r.text[to-1:], r.eol) // the last byte of the text is a line break
		r.chunks = append(r.chunks, &chunk{r: r, from: from, to: to})
		from = to
	}
}

// count finds out how many records there are. Where line breaks may stand in
// quotes it only finds a bound: no more than line breaks, and no more than
// one for as many bytes as there are columns.
func (r *csvReader) count() {
	if len(r.chunks) == 1 {
		c := r.chunks[0]
		text := r.text[c.from:c.to]
		c.rows = min(bytes.Count(text, []byte{r.eol}), len(text)/r.width+1)
	} else {
		r.each((*chunk).count)
	}
	r.rows = 0
	for _, c := range r.chunks {
		c.row = r.rows
		r.rows += c.rows
	}
}

func (r *csvReader) each(work func(*chunk)) {
	var wait sync.WaitGroup
	for _, c := range r.chunks {
		wait.Go(func() { work(c) })
	}
	wait.Wait()
}

// count counts the lines that are not blank. The text has no quotes.
func (c *chunk) count() {
	b := c.r.text[:c.to]
	for p := c.r.skipBlank(b, c.from); p < len(b); p = c.r.skipBlank(b, p) {
		p += 1 + bytes.IndexByte(b[p:], c.r.eol)
		c.rows++
	}
}

// readNumbers reads the records of the chunk. Some rows are collected before
// they are spread over the columns, so that each cache line of a column is
// written once, and not once for every row.
func (c *chunk) readNumbers() {
	const cells = 1 << 16 // 512 KiB: fits the second-level cache
	r := c.r
	c.odd, c.used = slices.Repeat([]int{-1}, r.width), -1
	width, read := r.stored(), c.readRecord
	if r.kept != nil {
		read = c.readKept
	}
	high := max(1, min(cells/max(1, width), 1024, c.rows))
	block := make([]float64, high*width)
	b := r.text[:c.to]
	rows, filled := 0, 0
	for p := r.skipBlank(b, c.from); p < len(b); p = r.skipBlank(b, p) {
		if p, c.fault = read(b, p, block[filled*width:][:width]); c.fault != nil {
			return
		}
		if filled++; filled == high {
			c.store(block, filled, c.row+rows)
			rows, filled = rows+filled, 0
			if r.ctx != nil && r.ctx.Err() != nil {
				c.fault = &Error{File: r.name, Msg: "reading was stopped", Err: r.ctx.Err()}
				return
			}
		}
	}
	c.store(block, filled, c.row+rows)
	c.rows = rows + filled
}

// readRecord reads the record at b[p] into row and returns where it ends.
func (c *chunk) readRecord(b []byte, p int, row []float64) (next int, err error) {
	d := c.r.dialect
	start, mark := p, d.bare()
	for j := 0; ; j++ {
		if j >= len(row) {
			return c.skipEmpty(b, start, p)
		}
		v, end, ok := scanNumber(b, p, mark)
		if ok && b[end] == d.delim {
			row[j] = v
			p = end + 1
			continue
		}
		if !ok || b[end] != d.eol {
			if v, end, err = c.readCell(b, p, j); err != nil {
				return 0, err
			}
		}
		row[j] = v
		p = end + 1
		if b[end] == d.eol {
			if j+1 < len(row) {
				return 0, c.r.ragged(start, j+1)
			}
			return p, nil
		}
	}
}

// readCell reads a cell that is not a plain number.
func (c *chunk) readCell(b []byte, p, j int) (v float64, end int, err error) {
	r := c.r
	f, fault := r.field(b, p)
	if fault != nil {
		return 0, 0, r.locate(fault, p)
	}
	if f.isBlank() {
		return math.NaN(), f.end, nil
	}
	c.used = max(c.used, j)
	if c.odd[j] >= 0 { // the column is text; all that counts is whether it has numbers
		return numberInText(f.text, r.decimal), f.end, nil
	}
	v, kind := r.classify(f)
	if kind == isText || kind == isHuge {
		c.odd[j] = p
	}
	return v, f.end, nil
}

// numberInText returns anything but NaN if the cell is a number, however
// large. Most text shows by its first byte that it is none.
func numberInText(cell []byte, decimal byte) float64 {
	cell = bytes.TrimSpace(cell)
	if c := cell[0]; c-'0' > 9 && bytes.IndexByte([]byte("+-.,iI\xe2"), c) < 0 {
		return math.NaN()
	}
	v, kind := parseNumber(cell, decimal)
	if kind == isHuge {
		return math.Inf(1)
	}
	return v
}

// skipEmpty returns the end of the record that starts at b[start] and has
// all its values before b[p], if only empty ones follow, as a delimiter at
// the end of the line makes.
func (c *chunk) skipEmpty(b []byte, start, p int) (next int, err error) {
	for range MaxColumns - c.r.width {
		f, fault := c.r.field(b, p)
		if fault != nil || !f.isBlank() {
			break
		}
		p = f.end + 1
		if b[f.end] == c.r.eol {
			return p, nil
		}
	}
	return 0, c.tooLong(b, start)
}

// tooLong counts the values of a record that has too many.
func (c *chunk) tooLong(b []byte, start int) error {
	n, at, fault := c.r.dialect.each(b, start, func(field) {})
	if fault != nil {
		return c.r.locate(fault, at)
	}
	return c.r.ragged(start, n)
}

// store spreads rows over the columns. It takes out the numbers that stand
// for missing values.
func (c *chunk) store(block []float64, rows, at int) {
	r, width := c.r, c.r.stored()
	if r.missing.values != nil {
		for i, v := range block[:rows*width] {
			if slices.Contains(r.missing.values, v) {
				block[i] = math.NaN()
				c.used = max(c.used, i%width) // looked at only if all columns are stored
			}
		}
	}
	for j := range width {
		column := r.numbers[j*r.stride+1+at:][:rows]
		k := j
		for i := range column {
			column[i] = block[k]
			k += width
		}
	}
}

// buildTexts reads the columns of text, if there are any.
func (r *csvReader) buildTexts(t *Table) {
	var columns []int
	skip := 0
	if t.HasHeader {
		skip = 1
	}
	for j := range t.Columns {
		c := &t.Columns[j]
		if c.Kind != Text {
			continue
		}
		columns = append(columns, j)
		c.Numbers = nil
		c.Texts = make([]string, 1+r.rows)
		c.Texts[0] = string(r.first[j].unquoted())
	}
	if len(columns) > 0 {
		r.renumber()
		r.each(func(c *chunk) { c.readTexts(t, columns) })
	}
	for _, j := range columns {
		t.Columns[j].Texts = t.Columns[j].Texts[skip:]
	}
}

// renumber sets the chunks' first rows, now that their lengths are known.
func (r *csvReader) renumber() {
	row := 0
	for _, c := range r.chunks {
		c.row = row
		row += c.rows
	}
}

// An arena collects the texts of a column, to make one string of all: a
// million small ones would cost ten times as much.
type arena struct {
	text []byte
	ends []int
}

// readTexts reads the given columns of the chunk, in ascending order.
func (c *chunk) readTexts(t *Table, columns []int) {
	r := c.r
	arenas := make([]arena, len(columns))
	b := r.text[:c.to]
	for p := r.skipBlank(b, c.from); p < len(b); p = r.skipBlank(b, p) {
		next := 0
		for j := 0; ; j++ {
			if next == len(columns) && !r.quotes {
				p += 1 + bytes.IndexByte(b[p:], r.eol)
				break
			}
			if !r.quotes && columns[next] > j {
				p, j = skipFields(b, p, r.delim, columns[next]-j), columns[next]
			}
			f, _ := r.field(b, p) // its faults were found by readNumbers
			if next < len(columns) && columns[next] == j {
				a := &arenas[next]
				a.text = append(a.text, f.unquoted()...)
				a.ends = append(a.ends, len(a.text))
				next++
			}
			p = f.end + 1
			if b[f.end] == r.eol {
				break
			}
		}
	}
	for i, j := range columns {
		text, from := string(arenas[i].text), 0
		for k, end := range arenas[i].ends {
			t.Columns[j].Texts[1+c.row+k] = text[from:end]
			from = end
		}
	}
}
