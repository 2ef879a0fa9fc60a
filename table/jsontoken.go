package table

import (
	"bytes"
	"encoding/json"
	"math"
)

// A token is a scalar in a JSON text.
type token struct {
	kind       byte // the first letter of the word, '0' for a number, '"' for a string
	start, end int
}

// A jsonScanner reads JSON from a text that ends in white space. It has no
// stack: the walk over a table knows the only two depths there are.
type jsonScanner struct {
	*source
	at int
}

// next skips white space and returns the byte that comes then, or 0 at the
// end.
func (s *jsonScanner) next() byte {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
	return 0
}

// accept passes the given byte, after white space, if it comes next.
func (s *jsonScanner) accept(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

// more is called before each element, and after the last one, of an array or
// an object that closes with the given byte. It passes commas and that.
func (s *jsonScanner) more(first bool, closing byte) (bool, error) {
	if s.accept(closing) {
		return false, nil
	}
	if first {
		return true, nil
	}
	if !s.accept(',') {
		return false, s.unexpected("a comma or " + string(closing))
	}
	if s.next() == closing {
		return false, s.unexpected("a value after the comma")
	}
	return true, nil
}

func (s *jsonScanner) fail(msg, cure string) *Error {
	e := s.errorAt(max(0, min(s.at, len(s.text)-1)))
	e.Msg, e.Cure = msg, cure
	return e
}

// unexpected says what belongs where the scanner is.
func (s *jsonScanner) unexpected(want string) *Error {
	c := s.next()
	if c == 0 {
		return s.fail("the file ends where "+want+" belongs", "it was cut short, or a bracket is not closed")
	}
	end := s.at + 1
	for end < len(s.text) && (isWordByte(s.text[end]) || s.text[end] == '.') {
		end++
	}
	return s.fail(quote(string(s.text[s.at:end]))+" stands where "+want+" belongs", "")
}

// scalar reads a string, a number or a word.
func (s *jsonScanner) scalar() (token, error) {
	switch c := s.next(); {
	case c == '"':
		return s.str()
	case c == '[' || c == '{':
		what := map[byte]string{'[': "an array", '{': "an object"}[c]
		return token{}, s.fail(what+" stands where a single value belongs", "a table has two levels: flatten what is nested deeper")
	case c-'0' <= 9 || c == '-':
		if t, ok := s.number(); ok {
			return t, nil
		}
	}
	return s.word()
}

// skipValue passes a value of any depth. Within arrays and objects it looks
// only at brackets and strings.
func (s *jsonScanner) skipValue() error {
	if c := s.next(); c != '[' && c != '{' {
		_, err := s.scalar()
		return err
	}
	depth := 0
	for {
		switch c := s.next(); c {
		case 0:
			return s.unexpected("a closing bracket")
		case '"':
			if _, err := s.str(); err != nil {
				return err
			}
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		s.at++
		if depth == 0 {
			return nil
		}
	}
}

// isLines is whether a JSON text is rows that stand by themselves: after the
// first value, which is an object or a flat array, there is another on a
// line of its own.
func isLines(text []byte) bool {
	if n := len(text); n == 0 || text[n-1] != '\n' { // the scanner looks one byte past a value
		text = append(text[:n:n], '\n')
	}
	s := &jsonScanner{source: &source{text: text}}
	c := s.next()
	if c == '[' {
		s.at++
		if inner := s.next(); inner == '[' || inner == '{' || inner == 0 {
			return false
		}
		s.at = bytes.IndexByte(text, '[')
	}
	if s.skipValue() != nil {
		return false
	}
	end := s.at
	return s.next() == c && bytes.IndexByte(text[end:s.at], '\n') >= 0
}

// word reads null, true, false, and what Python writes for numbers that
// JSON lacks.
func (s *jsonScanner) word() (token, error) {
	s.next()
	for _, w := range []string{"null", "true", "false", "NaN", "Infinity", "-Infinity"} {
		if len(s.text)-s.at > len(w) && string(s.text[s.at:s.at+len(w)]) == w && !isWordByte(s.text[s.at+len(w)]) {
			t := token{kind: w[0], start: s.at, end: s.at + len(w)}
			s.at = t.end
			return t, nil
		}
	}
	return token{}, s.unexpected("a number, a string or null")
}

func isWordByte(c byte) bool { return c|0x20-'a' < 26 || c-'0' <= 9 || c == '_' || c >= 0x80 }

// str reads a string, including its quotes.
func (s *jsonScanner) str() (token, error) {
	t := token{kind: '"', start: s.at}
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			t.end = s.at
			return t, s.checkString(t)
		case c == '\\':
			s.at++
		case c < ' ' && s.at < len(s.text)-1: // the last one is not the file's
			return t, s.fail("a line break or control character stands within a string", `close the string, or write it as \n or \u0001`)
		}
	}
	s.at = t.start
	return t, s.fail("a string is opened here and never closed", "")
}

// checkString refuses wrong escapes.
func (s *jsonScanner) checkString(t token) error {
	raw := s.text[t.start:t.end]
	for _, c := range raw {
		if c == '\\' {
			if json.Valid(raw) {
				return nil
			}
			s.at = t.start
			return s.fail("a string with a wrong escape starts here", `write a backslash as \\`)
		}
	}
	return nil
}

// number reads a number by the rules of RFC 8259, section 6.
func (s *jsonScanner) number() (token, bool) {
	b, p := s.text, s.at
	digits := func() bool {
		from := p
		for b[p]-'0' <= 9 {
			p++
		}
		return p > from
	}
	if b[p] == '-' {
		p++
	}
	first := p
	if !digits() || b[first] == '0' && p > first+1 {
		return token{}, false
	}
	if b[p] == '.' {
		if p++; !digits() {
			return token{}, false
		}
	}
	if b[p]|0x20 == 'e' {
		if p++; b[p] == '+' || b[p] == '-' {
			p++
		}
		if !digits() {
			return token{}, false
		}
	}
	t := token{kind: '0', start: s.at, end: p}
	s.at = p
	return t, !isWordByte(b[p])
}

// spelling returns a token as text: a string without its quotes and escapes,
// nothing for null, and all others as they are written.
func (s *jsonScanner) spelling(t token) string {
	raw := s.text[t.start:t.end]
	switch t.kind {
	case 'n':
		return ""
	case '"':
		for _, c := range raw {
			if c == '\\' {
				var out string
				_ = json.Unmarshal(raw, &out) // checkString has checked it
				return out
			}
		}
		raw = raw[1 : len(raw)-1]
	}
	return string(raw)
}

// value returns the number that a token stands for. True and false are 1 and
// 0. Of the strings only the infinities are numbers, which JSON cannot write
// otherwise; all else in quotes is text, or missing.
func (s *jsonScanner) value(t token, miss missing) (float64, class) {
	switch t.kind {
	case '0':
		if v, end, ok := scanNumber(s.text, t.start, '.'); ok && end == t.end {
			return miss.number(v, isNumber)
		}
		return miss.number(parseNumber(s.text[t.start:t.end], '.'))
	case 'n', 'N':
		return math.NaN(), isMissing
	case 't':
		return 1, isNumber
	case 'f':
		return 0, isNumber
	case 'I', '-':
		return miss.number(parseInfinity(s.text[t.start:t.end]))
	}
	v, c := miss.classify([]byte(s.spelling(t)), '.')
	if c == isNumber && !math.IsInf(v, 0) || c == isHuge {
		return math.NaN(), isText
	}
	return v, c
}
