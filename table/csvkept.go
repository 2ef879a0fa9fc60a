package table

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
)

// readChosen reads the columns that the caller chooses when he knows what
// there are. Where the first line does not tell by itself whether it is a
// header, all are read, and those that are not chosen are left out after.
func (r *csvReader) readChosen(opt *Options, index string) (*Table, error) {
	header, certain := r.headerAbove(opt.Header)
	if !certain {
		return r.read(opt, index)
	}
	headings, err := r.survey(opt, header)
	if err != nil {
		return nil, err
	}
	keep := opt.chosen(headings)
	if keep == nil {
		return r.read(opt, index)
	}
	s := r.of(keep)
	t, err := s.read(opt, index)
	if err != nil {
		return nil, err
	}
	t.keep(keep, headings)
	return t, nil
}

// of returns a reader of some columns.
func (r *csvReader) of(columns []int) *csvReader {
	s := &csvReader{source: r.source, dialect: r.dialect, missing: r.missing, workers: r.workers, ctx: r.ctx,
		named: r.named, first: r.first, names: r.names, width: r.width, firstAt: r.firstAt, dataAt: r.dataAt, last: r.last, kept: columns}
	s.slots = slices.Repeat([]int{-1}, r.width)
	for k, j := range columns {
		s.slots[j] = k
	}
	return s
}

// stored is how many columns have their cells in numbers.
func (r *csvReader) stored() int {
	if r.kept != nil {
		return len(r.kept)
	}
	return r.width
}

func (r *csvReader) reads(j int) bool { return r.kept == nil || r.slots[j] >= 0 }

// cells returns the column of numbers that belongs to a column that is read,
// of which the first stands for the first record.
func (r *csvReader) cells(j int) []float64 {
	if r.kept != nil {
		j = r.slots[j]
	}
	return r.numbers[j*r.stride:]
}

// headerAbove decides by the first record alone whether it is a header, as
// hasHeader does, where that is possible.
func (r *csvReader) headerAbove(h Header) (header, certain bool) {
	if h != HeaderAuto {
		return h == HeaderYes, true
	}
	dates := false
	for _, f := range r.first {
		switch _, c := r.classify(f); c {
		case isHuge:
			return true, true
		case isText:
			if _, date := parseStamp(string(bytes.TrimSpace(f.unquoted()))); !date {
				return true, true
			}
			dates = true
		}
	}
	return false, !dates && (len(r.names) == 1 || r.names[0] != "")
}

// survey finds out by the first cells of the columns what they hold.
func (r *csvReader) survey(opt *Options, header bool) ([]Heading, error) {
	headings, blank := make([]Heading, r.width), make([]bool, r.width)
	open, left := []int(nil), make([]int, r.width) // those that must be read, and those without a cell so far
	for j := range headings {
		if left[j], blank[j] = j, true; header {
			headings[j].Name = r.names[j]
		}
	}
	see := func(j int, f field) (known bool) {
		if f.isBlank() {
			return false
		}
		blank[j] = false
		switch _, c := r.classify(f); c {
		case isMissing:
			return false
		case isNumber, isHuge:
			headings[j].Kind = Number
			return true
		}
		kind, certain := firstKind(string(bytes.TrimSpace(f.unquoted())), r.decimal)
		if headings[j].Kind = kind; !certain {
			open = append(open, j)
		}
		return true
	}
	if !header {
		left = slices.DeleteFunc(left, func(j int) bool { return see(j, r.first[j]) })
	}
	for p := r.skipBlank(r.text, r.dataAt); p < len(r.text) && len(left) > 0; p = r.skipBlank(r.text, p) {
		k, out, column := 0, left[:0], 0
		_, next, fault := r.dialect.each(r.text, p, func(f field) {
			if k < len(left) && left[k] == column {
				if !see(column, f) {
					out = append(out, column)
				}
				k++
			}
			column++
		})
		left = append(out, left[k:]...)
		if fault != nil {
			break // reading will find it
		}
		p = next
	}
	r.last = r.width
	for r.last > 1 && r.names[r.last-1] == "" && headings[r.last-1].Kind == Empty && blank[r.last-1] {
		r.last--
	}
	slices.Sort(open)
	headings = headings[:r.last]
	open = withFirst(open, headings)
	return headings, settle(headings, open, opt, func(columns []int, opt *Options) (*Table, error) {
		t, err := r.of(columns).read(opt, "")
		if err == nil {
			t.keep(columns, headings)
		}
		return t, err
	})
}

// readKept reads the cells to be kept of the record at b[p] into row, and
// returns where the record ends.
func (c *chunk) readKept(b []byte, p int, row []float64) (next int, err error) {
	r, start := c.r, p
	if r.quotes {
		return c.readKeptQuoted(b, p, row)
	}
	end := p + bytes.IndexByte(b[p:], r.eol)
	if n := 1 + bytes.Count(b[p:end], []byte{r.delim}); n < r.width {
		return 0, r.ragged(start, n)
	} else if n > r.width {
		if _, err := c.skipEmpty(b, start, skipFields(b, p, r.delim, r.width)); err != nil {
			return 0, err
		}
	}
	column := 0
	for k, j := range r.kept {
		p = skipFields(b, p, r.delim, j-column)
		var at int
		if row[k], at, err = c.cell(b, p, j); err != nil {
			return 0, err
		}
		p, column = at+1, j+1
	}
	return end + 1, nil
}

// readKeptQuoted is readKept where quotes may hide delimiters and line
// breaks.
func (c *chunk) readKeptQuoted(b []byte, p int, row []float64) (next int, err error) {
	r, start, k := c.r, p, 0
	for j := range r.width {
		var end int
		if k < len(r.kept) && r.kept[k] == j {
			if row[k], end, err = c.cell(b, p, j); err != nil {
				return 0, err
			}
			k++
		} else {
			f, fault := r.field(b, p)
			if fault != nil {
				return 0, r.locate(fault, p)
			}
			end = f.end
		}
		p = end + 1
		if b[end] == r.eol {
			if j+1 < r.width {
				return 0, r.ragged(start, j+1)
			}
			return p, nil
		}
	}
	return c.skipEmpty(b, start, p)
}

// cell reads a cell, and returns the end of its field.
func (c *chunk) cell(b []byte, p, j int) (v float64, end int, err error) {
	d := c.r.dialect
	if v, end, ok := scanNumber(b, p, d.bare()); ok && (b[end] == d.delim || b[end] == d.eol) {
		return v, end, nil
	}
	return c.readCell(b, p, j)
}

// skipFields returns the position after n delimiters, of which there are as
// many, without quotes among them. It counts them in eight bytes at a time.
func skipFields(b []byte, p int, delim byte, n int) int {
	const ones, low = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	pattern := ones * uint64(delim)
	for n > 0 && p+8 <= len(b) {
		word := binary.LittleEndian.Uint64(b[p:]) ^ pattern
		found := ^((word&low + low) | word | low) // the highest bit of each byte that is the delimiter
		if count := bits.OnesCount64(found); count < n {
			n -= count
			p += 8
			continue
		}
		for ; n > 1; n-- {
			found &= found - 1
		}
		return p + bits.TrailingZeros64(found)/8 + 1
	}
	for n > 0 {
		p += 1 + bytes.IndexByte(b[p:], delim)
		n--
	}
	return p
}
