package table

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// An xmlScanner walks over the tags of an XML text. It knows what the parts
// of a workbook are made of: elements, attributes, text and the five
// entities; it skips comments and declarations, and expands nothing. It
// checks no nesting, keeps no stack, and does not fail: what it cannot read
// it passes over.
type xmlScanner struct {
	text []byte
	at   int

	name    string // of the tag, without its prefix
	closing bool   // the tag is </name>
	empty   bool   // the tag is <name/>
	attrs   []byte
	before  []byte // the text before the tag
}

// next moves to the next tag.
func (x *xmlScanner) next() bool {
	for {
		open := bytes.IndexByte(x.text[x.at:], '<')
		if open < 0 {
			return false
		}
		x.before = x.text[x.at : x.at+open]
		x.at += open + 1
		rest := x.text[x.at:]
		switch {
		case bytes.HasPrefix(rest, []byte("!--")):
			x.skip("-->")
			continue
		case bytes.HasPrefix(rest, []byte("!")), bytes.HasPrefix(rest, []byte("?")):
			x.skip(">")
			continue
		}
		end := x.tagEnd()
		if end < 0 {
			return false
		}
		x.tag(rest[:end])
		x.at += end + 1
		return true
	}
}

func (x *xmlScanner) skip(end string) {
	if n := bytes.Index(x.text[x.at:], []byte(end)); n >= 0 {
		x.at += n + len(end)
	} else {
		x.at = len(x.text)
	}
}

// tagEnd finds the > that ends a tag, which quotes may hold others of.
func (x *xmlScanner) tagEnd() int {
	quote := byte(0)
	for i, c := range x.text[x.at:] {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func (x *xmlScanner) tag(b []byte) {
	x.closing, x.empty = false, false
	if b, x.closing = bytes.CutPrefix(b, []byte("/")); x.closing {
		x.empty = false
	}
	b, x.empty = bytes.CutSuffix(b, []byte("/"))
	end := bytes.IndexAny(b, " \t\r\n")
	if end < 0 {
		end = len(b)
	}
	name := b[:end]
	x.name, x.attrs = string(name[bytes.IndexByte(name, ':')+1:]), b[end:]
}

// attr returns an attribute of the tag by its name without a prefix.
func (x *xmlScanner) attr(name string) (string, bool) {
	for b := x.attrs; ; {
		b = bytes.TrimLeft(b, " \t\r\n")
		equals := bytes.IndexByte(b, '=')
		if equals < 0 {
			return "", false
		}
		key := bytes.TrimRight(b[:equals], " \t\r\n")
		b = bytes.TrimLeft(b[equals+1:], " \t\r\n")
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return "", false
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 {
			return "", false
		}
		if value := b[1 : 1+end]; string(key[bytes.IndexByte(key, ':')+1:]) == name {
			return unescape(value), true
		}
		b = b[end+2:]
	}
}

// unescape replaces entities, and what is not UTF-8.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(bytes.ToValidUTF8(b, []byte("\ufffd")))
	}
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		amp := bytes.IndexByte(b, '&')
		if amp < 0 {
			break
		}
		out = append(out, b[:amp]...)
		b = b[amp:]
		end := bytes.IndexByte(b[:min(len(b), 12)], ';')
		if end < 0 {
			out, b = append(out, '&'), b[1:]
			continue
		}
		out = appendEntity(out, string(b[1:end]))
		b = b[end+1:]
	}
	return string(bytes.ToValidUTF8(append(out, b...), []byte("\ufffd")))
}

func appendEntity(out []byte, name string) []byte {
	switch name {
	case "lt":
		return append(out, '<')
	case "gt":
		return append(out, '>')
	case "amp":
		return append(out, '&')
	case "quot":
		return append(out, '"')
	case "apos":
		return append(out, '\'')
	}
	digits, base := name, 10
	if len(digits) > 0 && digits[0] == '#' {
		if digits = digits[1:]; len(digits) > 0 && digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		if n, err := strconv.ParseUint(digits, base, 32); err == nil && n > 0 && n <= utf8.MaxRune {
			return utf8.AppendRune(out, rune(n))
		}
	}
	return append(append(append(out, '&'), name...), ';')
}
