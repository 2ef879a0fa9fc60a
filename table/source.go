package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// A source is the whole text of an input, with what is needed to place an
// error in it.
type source struct {
	name   string
	text   []byte
	before int  // lines above the text, which were cut off
	sep    byte // the delimiter that the first of them states, or 0
}

// readSource reads all of r, and decodes it to UTF-8 without a byte order
// mark. The size is a hint. A maxLine above 0 bounds the lines.
func readSource(r io.Reader, name string, size, limit int64, maxLine int) (*source, error) {
	s := &source{name: name}
	if err := s.fill(r, size, limit, maxLine); err != nil {
		return nil, err
	}
	if err := s.decode(); err != nil {
		return nil, err
	}
	return s, s.check()
}

// fill reads r in steps, and stops as soon as the input is too large, or one
// of its lines: what does not fit is never held.
func (s *source) fill(r io.Reader, size, limit int64, maxLine int) error {
	const lastStep = 4 << 20
	if size == 0 {
		size = 64 << 10
	}
	s.text = make([]byte, 0, min(size, limit)+2) // one for the end of the input, one for a last line break
	lineStart, idle := 0, 0
	for {
		if len(s.text) == cap(s.text) {
			s.text = slices.Grow(s.text, len(s.text))
		}
		have := len(s.text)
		n, err := r.Read(s.text[have:min(cap(s.text), have+lastStep)])
		s.text = s.text[:have+n]
		if int64(len(s.text)) > limit {
			return &Error{File: s.name, Msg: fmt.Sprintf("input is longer than the limit of %d bytes", limit),
				Cure: "raise the limit, or save large arrays as .npy files"}
		}
		if maxLine > 0 && !s.linesFit(have, &lineStart, maxLine) {
			return &Error{File: s.name, Line: 1 + bytes.Count(s.text[:lineStart], []byte("\n")),
				Msg:  fmt.Sprintf("line is longer than %d MiB", maxLine>>20),
				Cure: "is this a table? values belong on lines, one for each row"}
		}
		if idle++; n > 0 {
			idle = 0
		} else if err == nil && idle > 100 {
			err = io.ErrNoProgress
		}
		if err == io.EOF {
			return nil
		}
		if e, ok := err.(*Error); ok {
			return e
		}
		if err != nil {
			return &Error{File: s.name, Msg: "reading failed", Err: cause(err)}
		}
	}
}

// linesFit checks the lines that end in text[have:], and the one that has
// begun there. Line breaks may be LF or CR.
func (s *source) linesFit(have int, lineStart *int, maxLine int) bool {
	fresh := s.text[have:]
	first, last := bytes.IndexByte(fresh, '\n'), bytes.LastIndexByte(fresh, '\n')
	if first < 0 {
		first, last = bytes.IndexByte(fresh, '\r'), bytes.LastIndexByte(fresh, '\r')
	}
	if first >= 0 {
		if have+first-*lineStart > maxLine {
			return false
		}
		*lineStart = have + last + 1
	}
	return len(s.text)-*lineStart <= maxLine
}

// decode drops the byte order mark, and turns UTF-16 into UTF-8.
func (s *source) decode() error {
	switch {
	case bytes.HasPrefix(s.text, []byte("\xef\xbb\xbf")):
		s.text = s.text[3:]
	case bytes.HasPrefix(s.text, []byte("\xff\xfe")):
		return s.decodeUTF16(0)
	case bytes.HasPrefix(s.text, []byte("\xfe\xff")):
		return s.decodeUTF16(1)
	}
	return nil
}

// decodeUTF16 reads pairs of bytes whose lower one is at index low.
func (s *source) decodeUTF16(low int) error {
	in := s.text[2:]
	if len(in)%2 != 0 {
		return &Error{File: s.name, Msg: "UTF-16 text has half a character at its end", Cure: "the file was cut short: save it again as UTF-8"}
	}
	out := make([]byte, 0, len(in))
	for i := 0; i < len(in); i += 2 {
		r := rune(in[i+low]) | rune(in[i+1-low])<<8
		if utf16.IsSurrogate(r) && i+3 < len(in) {
			next := rune(in[i+2+low]) | rune(in[i+3-low])<<8
			if pair := utf16.DecodeRune(r, next); pair != utf8.RuneError {
				r = pair
				i += 2
			}
		}
		out = utf8.AppendRune(out, r) // a lone surrogate becomes U+FFFD
	}
	s.text = out
	return nil
}

// check refuses what is not text.
func (s *source) check() error {
	if at := bytes.IndexByte(s.text, 0); at >= 0 {
		e := s.errorAt(at)
		e.Msg, e.Cure = "a NUL byte, which no text has", s.binaryCure()
		return e
	}
	if utf8.Valid(s.text) {
		return nil
	}
	at := 0
	for {
		r, n := utf8.DecodeRune(s.text[at:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		at += n
	}
	e := s.errorAt(at)
	e.Msg = fmt.Sprintf("byte 0x%02x is not valid UTF-8", s.text[at])
	e.Cure = "convert the file, for example: iconv -f LATIN1 -t UTF-8"
	return e
}

// binaryCure guesses what a file that is not text may be.
func (s *source) binaryCure() string {
	for _, kind := range []struct{ magic, cure string }{
		{"PK\x03\x04", "this looks like a spreadsheet or a zip archive: name it .xlsx or .npz if it is one"},
		{"\xd0\xcf\x11\xe0", "this looks like an old Excel file: export the sheet as CSV"},
		{"\x89HDF", "this looks like an HDF5 file: save the array by numpy.save"},
		{"\xfd7zXZ", "this is packed by xz: unpack it, or pack it by gzip or zstd"},
		{"PAR1", "this looks like a Parquet file: name it .parquet"},
		{"ARROW1", "this looks like an Arrow or Feather file: save the table as Parquet or CSV"},
	} {
		if bytes.HasPrefix(s.text, []byte(kind.magic)) {
			return kind.cure
		}
	}
	return "this looks like a binary file, or like UTF-16 without a byte order mark: save it as UTF-8 text"
}

// errorAt returns an error at an offset in the text.
func (s *source) errorAt(at int) *Error {
	line, char := s.place(at)
	return &Error{File: s.name, Line: line, Char: char}
}

// place returns the line of an offset and the position in it, both 1-based.
func (s *source) place(at int) (line, char int) {
	before := s.text[:at]
	line = 1 + s.before + countLines(before)
	return line, at - max(bytes.LastIndexByte(before, '\n'), bytes.LastIndexByte(before, '\r'))
}

// lines calls f with the line of each offset that is not negative. It takes
// the offsets in ascending order, so that all lines are counted only once.
func (s *source) lines(offsets []int, f func(i, line int)) {
	var order []int
	for i, at := range offsets {
		if at >= 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return offsets[a] - offsets[b] })
	line, from := 1+s.before, 0
	for _, i := range order {
		line += countLines(s.text[from:offsets[i]])
		from = offsets[i]
		f(i, line)
	}
}

// countLines counts line breaks: LF, CRLF and CR.
func countLines(b []byte) int {
	lf, cr := bytes.Count(b, []byte("\n")), bytes.Count(b, []byte("\r"))
	if cr == 0 {
		return lf
	}
	return lf + cr - bytes.Count(b, []byte("\r\n"))
}

// cause strips the operation and the path from an error of the file system,
// since an Error names the file itself.
func cause(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	return err
}
