package table

import (
	"bytes"
	"fmt"
)

// NoComment is the value of Options.Comment with which no line is a comment.
const NoComment = "none"

// above finds out where the table begins in a text: after the lines that are
// to be skipped, and after comments. A header may begin with # itself; named
// is whether one does, and a space follows, which is no part of a name. Short
// is whether more of the text might have told otherwise.
func above(text []byte, opt *Options, miss missing) (at int, named, short bool, err *Error) {
	eol := lineBreak(text)
	for n := opt.SkipLines; n > 0; n-- {
		end := bytes.IndexByte(text[at:], eol)
		switch {
		case end >= 0:
			at += end + 1
		case n == 1 && at < len(text):
			at = len(text)
		default:
			there := countLines(text)
			if at < len(text) {
				there++
			}
			return 0, false, true, &Error{Msg: fmt.Sprintf("there are no more than %s, and %d are to be skipped", plural(there, "line"), opt.SkipLines), Cure: "skip fewer"}
		}
	}
	if _, end := statedDelimiter(text[at:], eol); end > 0 {
		return at + end, false, false, nil
	}
	if opt.Comment != "" {
		return at, false, false, nil
	}
	last, next := hashLines(text, at, eol)
	if next < 0 {
		return at, false, last >= 0, nil
	}
	short = bytes.Count(text[next:], []byte{eol}) < 3
	if opt.Header != HeaderNo && isHashHeader(text[last:], text[next:], eol, opt, miss) {
		return last, last+1 < len(text) && text[last+1] == ' ', short, nil
	}
	return next, false, short, nil
}

// statedDelimiter reads sep=; on the first line, which Excel goes by, and returns
// where the next line begins; 0 if there is no such line.
func statedDelimiter(text []byte, eol byte) (delim byte, end int) {
	if len(text) < 6 || !bytes.EqualFold(text[:4], []byte("sep=")) || bytes.IndexByte([]byte("\t ,;:|"), text[4]) < 0 {
		return 0, 0
	}
	end = 5
	if text[end] == '\r' && eol == '\n' {
		end++
	}
	if end < len(text) && text[end] == eol {
		return text[4], end + 1
	}
	return 0, 0
}

// hashLines returns where the last of the lines with # at the start of a text
// begins, and the first line that is none of them. Next is -1 if there are no
// such lines or nothing else.
func hashLines(text []byte, at int, eol byte) (last, next int) {
	last = -1
	for p := at; p < len(text); {
		line, end := text[p:], len(text)
		if n := bytes.IndexByte(line, eol); n >= 0 {
			line, end = line[:n], p+n+1
		}
		switch {
		case bytes.HasPrefix(line, []byte("#")):
			last = p
		case len(bytes.TrimSpace(line)) == 0:
		case last < 0:
			return -1, -1
		default:
			return last, p
		}
		p = end
	}
	return last, -1
}

// isHashHeader is whether a line with # names the columns of the lines that
// follow: it has as many values, and they are no names themselves. Where that
// is not plain, as all are words, a comment has a space after its #.
func isHashHeader(line, below []byte, eol byte, opt *Options, miss missing) bool {
	d := dialect{eol: eol, decimal: '.', delim: byte(opt.Delimiter)}
	switch {
	case d.delim != 0:
	case opt.Format == TSV:
		d.delim = '\t'
	default:
		d.delim = detectDelimiter(withBreak(below, eol), eol, miss)
	}
	line, below = withBreak(line, eol), withBreak(below, eol)
	values := func(b []byte, p int) (n, next int, numbers bool) {
		n, next, fault := d.each(b, p, func(f field) {
			_, date := parseStamp(string(bytes.TrimSpace(f.text[:min(len(f.text), 64)])))
			numbers = numbers || date || f.isBlank() || d.looksNumeric(f.text, miss)
		})
		if fault != nil {
			n = -1
		}
		return n, next, numbers
	}
	names, _, _ := values(line, 0)
	n, next, numbers := values(below, 0)
	if names != n || numbers {
		return names == n
	}
	if next = d.skipBlank(below, next); next < len(below) {
		if n, _, numbers := values(below, next); n == names && numbers {
			return false
		}
	}
	return line[1] != ' '
}

// withBreak returns a text that ends in a line break, of which a megabyte is
// enough.
func withBreak(b []byte, eol byte) []byte {
	if most := 1 << 20; len(b) > most {
		if end := bytes.LastIndexByte(b[:most], eol); end >= 0 {
			return b[:end+1]
		}
	}
	if len(b) > 0 && b[len(b)-1] == eol {
		return b
	}
	return append(b[:len(b):len(b)], eol)
}

// blankComments writes spaces over the lines that begin with the mark, so that
// the others keep their numbers. A line within quotes is none. The last line
// counts only if it is whole.
func blankComments(text []byte, mark string, eol byte, whole bool) {
	if mark == "" || mark == NoComment || !bytes.Contains(text, []byte(mark)) {
		return
	}
	quoted := false
	for p := 0; p < len(text); {
		end := len(text)
		if n := bytes.IndexByte(text[p:], eol); n >= 0 {
			end = p + n + 1
		} else if !whole {
			return
		}
		line := text[p:end]
		if !quoted && bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte(mark)) {
			for i, c := range line {
				if c != '\n' && c != '\r' {
					line[i] = ' '
				}
			}
		} else if bytes.Count(line, []byte{'"'})%2 == 1 {
			quoted = !quoted
		}
		p = end
	}
}

// cutAbove drops what stands above the table, and blanks comments.
func (s *source) cutAbove(opt *Options, miss missing) (named bool, err error) {
	at, named, _, fault := above(s.text, opt, miss)
	if fault != nil {
		fault.File = s.name
		return false, fault
	}
	s.sep = stated(s.text[:at])
	s.before += countLines(s.text[:at])
	s.text = s.text[at:]
	blankComments(s.text, opt.Comment, lineBreak(s.text), true)
	return named, nil
}

// stated returns the delimiter that the last line above the table states, or 0.
func stated(above []byte) byte {
	eol := lineBreak(above)
	if n := len(above); n > 0 {
		delim, _ := statedDelimiter(above[1+bytes.LastIndexByte(above[:n-1], eol):], eol)
		return delim
	}
	return 0
}

// linesAbove returns how many lines stand above the record from which on all
// have n values, or 0 if that is the first record or there is none. Some
// records tell.
func (r *csvReader) linesAbove(n int) int {
	const enough, most = 5, 100
	begin, alike := -1, 0
	for p, seen := r.firstAt, 0; p < len(r.text) && seen < most && alike < enough; seen++ {
		got, next, fault := r.dialect.each(r.text, p, func(field) {})
		switch {
		case fault != nil:
			return 0
		case got != n:
			begin, alike = -1, 0
		case begin < 0:
			begin, alike = p, 1
		default:
			alike++
		}
		p = r.skipBlank(r.text, next)
	}
	if begin <= r.firstAt || alike < 2 {
		return 0
	}
	line, _ := r.place(begin)
	return line - 1
}
