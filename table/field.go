package table

import "bytes"

// openQuote is the fault of a quote that the text ends in.
const openQuote = "a quote is opened here and never closed"

// A dialect is how a CSV file is written.
type dialect struct {
	delim   byte
	eol     byte // ends a line: LF, which CR may precede, or CR alone
	decimal byte // point or comma

	doubtful bool // all points might separate thousands, in a file with semicolons
}

// A field is one value as the file has it.
type field struct {
	start   int    // offset in the text
	text    []byte // what is within the quotes, or all
	doubled bool   // text holds quotes written twice
	end     int    // offset of the delimiter or line break that follows
}

// unquoted returns the text with single quotes where they stand twice.
func (f field) unquoted() []byte {
	if !f.doubled {
		return f.text
	}
	return bytes.ReplaceAll(f.text, []byte(`""`), []byte(`"`))
}

// isBlank is whether the field holds no more than spaces.
func (f field) isBlank() bool { return len(bytes.TrimSpace(f.text)) == 0 }

// field returns the field that starts at b[p]. The last byte of b is a line
// break. If the quotes are wrong it returns the fault.
func (d *dialect) field(b []byte, p int) (f field, fault *Error) {
	quote := p
	for b[quote] == ' ' && d.delim != ' ' {
		quote++
	}
	if b[quote] == '"' {
		f, fault = d.quotedField(b, quote+1)
		f.start = p
		return f, fault
	}
	f.start, f.end = p, p
	for b[f.end] != d.delim && b[f.end] != d.eol {
		f.end++
	}
	f.text = b[p:f.end]
	if n := len(f.text); n > 0 && f.text[n-1] == '\r' && b[f.end] == '\n' {
		f.text = f.text[:n-1]
	}
	return f, nil
}

// quotedField returns the field whose text starts at b[p], after its quote.
func (d *dialect) quotedField(b []byte, p int) (f field, fault *Error) {
	end := p
	for {
		n := bytes.IndexByte(b[end:], '"')
		if n < 0 {
			return f, &Error{Msg: openQuote, Cure: "close it, or write a quote within quotes twice"}
		}
		end += n
		if end+1 >= len(b) || b[end+1] != '"' {
			break
		}
		f.doubled = true
		end += 2
	}
	f.text = b[p:end]
	for f.end = end + 1; f.end < len(b) && b[f.end] == ' ' && d.delim != ' '; f.end++ {
	}
	if f.end+1 < len(b) && b[f.end] == '\r' && b[f.end+1] == '\n' {
		f.end++
	}
	if f.end >= len(b) || b[f.end] != d.delim && b[f.end] != d.eol {
		return f, &Error{Msg: "text follows a closing quote", Cure: "write a quote within quotes twice"}
	}
	return f, nil
}

// skipBlank returns the start of the first line at or after p that holds
// more than spaces, or len(b).
func (d *dialect) skipBlank(b []byte, p int) int {
	for p < len(b) {
		q := p
		for b[q] == ' ' {
			q++
		}
		if b[q] == '\r' && q+1 < len(b) && b[q+1] == '\n' {
			q++
		}
		if b[q] != d.eol {
			return p
		}
		p = q + 1
	}
	return p
}

// each calls f with the fields of the record that starts at b[p]. It returns
// how many there are, and where the next record starts, which may be a blank
// line; after a fault, where that is.
func (d *dialect) each(b []byte, p int, f func(field)) (n, next int, fault *Error) {
	for {
		one, fault := d.field(b, p)
		if fault != nil {
			return n, p, fault
		}
		if n++; n > MaxColumns {
			return n, p, tooManyColumns()
		}
		f(one)
		p = one.end + 1
		if b[one.end] == d.eol {
			return n, p, nil
		}
	}
}

// record returns the fields of a record, and the rest as each does. It counts
// them first, as a slice that grows would take the memory twice.
func (d *dialect) record(b []byte, p int) (fields []field, next int, fault *Error) {
	n, next, fault := d.each(b, p, func(field) {})
	if fault != nil {
		return nil, next, fault
	}
	fields = make([]field, 0, n)
	d.each(b, p, func(f field) { fields = append(fields, f) })
	return fields, next, nil
}
