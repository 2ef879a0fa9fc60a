package matrix

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxHeader bounds the header's text. NumPy itself refuses to read more than
// 10,000 characters, and the arrays that can be drawn need about a hundred.
const maxHeader = 1 << 16

// A header is what the Python dictionary at the start of a .npy file says.
type header struct {
	descr   string
	fortran bool
	shape   []int64
}

// parseHeader reads a literal such as
//
//	{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }
//
// It knows just the forms that NumPy writes, with the keys in any order.
func parseHeader(text string) (header, error) {
	p := &headerParser{rest: text}
	var h header
	if err := p.expect('{'); err != nil {
		return h, err
	}
	seen := map[string]bool{}
	for !p.accept('}') {
		key, err := p.str()
		if err == nil && seen[key] {
			err = fmt.Errorf("key %.40q appears twice", key)
		}
		if err == nil {
			err = p.expect(':')
		}
		if err == nil {
			err = p.field(&h, key)
		}
		if err != nil {
			return h, err
		}
		seen[key] = true
		if !p.accept(',') {
			if err := p.expect('}'); err != nil {
				return h, err
			}
			break
		}
	}
	for _, key := range []string{"descr", "fortran_order", "shape"} {
		if !seen[key] {
			return h, fmt.Errorf("key %q is missing", key)
		}
	}
	if p.space(); p.rest != "" {
		return h, fmt.Errorf("%.20q follows the closing brace", p.rest)
	}
	return h, nil
}

// A headerParser consumes rest from its start.
type headerParser struct{ rest string }

func (p *headerParser) field(h *header, key string) (err error) {
	switch key {
	case "descr":
		if p.space(); strings.HasPrefix(p.rest, "[") {
			return errors.New("the array is structured: each element has several fields (save one of them, as a['name'])")
		}
		h.descr, err = p.str()
	case "fortran_order":
		h.fortran, err = p.boolean()
	case "shape":
		h.shape, err = p.tuple()
	default:
		err = fmt.Errorf("unknown key %.40q", key)
	}
	return err
}

func (p *headerParser) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

func (p *headerParser) accept(c byte) bool {
	p.space()
	if p.rest == "" || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *headerParser) expect(c byte) error {
	if p.accept(c) {
		return nil
	}
	if p.rest == "" {
		return fmt.Errorf("%q is missing at the end", c)
	}
	return fmt.Errorf("%.20q stands where %q belongs", p.rest, c)
}

// str reads a quoted string. Escapes are not known: no key and no type that
// can be drawn has any.
func (p *headerParser) str() (string, error) {
	p.space()
	if p.rest == "" || p.rest[0] != '\'' && p.rest[0] != '"' {
		return "", fmt.Errorf("%.20q stands where a quoted string belongs", p.rest)
	}
	s, rest, ok := strings.Cut(p.rest[1:], p.rest[:1])
	if !ok {
		return "", fmt.Errorf("the string %.20q is not closed", p.rest)
	}
	p.rest = rest
	return s, nil
}

func (p *headerParser) boolean() (bool, error) {
	p.space()
	for _, v := range []bool{true, false} {
		word := map[bool]string{true: "True", false: "False"}[v]
		if rest, ok := strings.CutPrefix(p.rest, word); ok {
			p.rest = rest
			return v, nil
		}
	}
	return false, fmt.Errorf("%.20q stands where True or False belongs", p.rest)
}

// tuple reads (), (3,), (3, 4) and so on. Python 2 wrote a long as 3L.
func (p *headerParser) tuple() ([]int64, error) {
	if err := p.expect('('); err != nil {
		return nil, err
	}
	var dims []int64
	for !p.accept(')') {
		p.space()
		digits := p.rest[:len(p.rest)-len(strings.TrimLeft(p.rest, "0123456789"))]
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%.24q in the shape is no possible length", p.rest)
		}
		p.rest = strings.TrimPrefix(p.rest[len(digits):], "L")
		if dims = append(dims, n); len(dims) > 64 {
			return nil, errors.New("the shape has more than 64 dimensions")
		}
		if !p.accept(',') {
			return dims, p.expect(')')
		}
	}
	return dims, nil
}
