package scale

import (
	"strconv"
	"strings"
)

// String returns f in the notation of ParseFormat, which reads it back as f.
func (f Format) String() string {
	spec := string(f.appendSpec(nil))
	if f.prefix == "" && f.suffix == "" {
		return spec
	}
	if spec != "" {
		spec = ":" + spec
	}
	double := strings.NewReplacer("{", "{{", "}", "}}")
	return double.Replace(f.prefix) + "{" + spec + "}" + double.Replace(f.suffix)
}

// MarshalText returns what String does.
func (f Format) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// appendSpec appends the specification of f.
func (f Format) appendSpec(b []byte) []byte {
	flag := func(on bool, c byte) {
		if on {
			b = append(b, c)
		}
	}
	if f.fill != 0 {
		b = append(b, string(f.fill)...)
	}
	flag(f.align != 0, byte(f.align))
	flag(f.sign != 0, f.sign)
	flag(f.noNegZero, 'z')
	flag(f.currency, '$')
	flag(f.alternate, '#')
	flag(f.zero, '0')
	if f.width > 0 {
		b = strconv.AppendInt(b, int64(f.width), 10)
	}
	flag(f.group != 0, f.group)
	if f.precision > 0 {
		b = append(b, '.')
		b = strconv.AppendInt(b, int64(f.precision-1), 10)
	}
	flag(f.trim, '~')
	flag(f.verb != 0, f.verb)
	return b
}

// parseTemplate reads text around one specification in braces.
func parseTemplate(s string) (Format, error) {
	var f Format
	var text strings.Builder
	found := false
	for i := 0; i < len(s); {
		c := &cursor{s, i, len(s)}
		switch {
		case strings.HasPrefix(s[i:], "{{"), strings.HasPrefix(s[i:], "}}"):
			text.WriteByte(s[i])
			i += 2
		case s[i] == '}':
			return Format{}, c.fail("} without {; write }} for the character")
		case s[i] == '{':
			if found {
				return Format{}, c.fail("a second {}; there is one number to write")
			}
			spec, next, err := c.field()
			if err != nil {
				return Format{}, err
			}
			f, found, i = spec, true, next
			f.prefix = text.String()
			text.Reset()
		default:
			text.WriteByte(s[i])
			i++
		}
	}
	if !found {
		c := &cursor{s, len(s), len(s)}
		return Format{}, c.fail("no {} for the number")
	}
	f.suffix = text.String()
	return f, nil
}

// field reads {} or {:spec}, and returns where it ends.
func (c *cursor) field() (f Format, next int, err error) {
	n := strings.IndexAny(c.text[c.at+1:], "{}")
	if n < 0 || c.text[c.at+1+n] == '{' {
		return f, 0, c.fail("{ without }; write {{ for the character")
	}
	end := c.at + 1 + n
	c.at++
	if c.at == end {
		return f, end + 1, nil
	}
	if !c.accept(':') {
		return f, 0, c.fail("%q where : or } should follow {", c.next())
	}
	f, err = parseSpec(c.text, c.at, end)
	return f, end + 1, err
}

// parsePrintf reads text around one conversion as in C.
func parsePrintf(s string) (Format, error) {
	var f Format
	var text strings.Builder
	found := false
	for i := 0; i < len(s); {
		if s[i] != '%' {
			text.WriteByte(s[i])
			i++
			continue
		}
		if strings.HasPrefix(s[i:], "%%") {
			text.WriteByte('%')
			i += 2
			continue
		}
		c := &cursor{s, i, len(s)}
		if found {
			return Format{}, c.fail("a second conversion; there is one number to write, and %%%% for the character")
		}
		spec, err := c.conversion()
		if err != nil {
			return Format{}, err
		}
		f, found, i = spec, true, c.at
		f.prefix = text.String()
		text.Reset()
	}
	if !found {
		c := &cursor{s, len(s), len(s)}
		return Format{}, c.fail("no conversion such as %%.2f for the number")
	}
	f.suffix = text.String()
	return f, nil
}

// conversion reads %[flags][width][.precision]type.
func (c *cursor) conversion() (Format, error) {
	var f Format
	c.at++
	for flag := c.oneOf("+- #0"); flag != 0; flag = c.oneOf("+- #0") {
		switch flag {
		case '-':
			f.align = '<'
		case '#':
			f.alternate = true
		case '0':
			f.zero = true
		default:
			if f.sign != '+' { // + wins over space
				f.sign = flag
			}
		}
	}
	if f.align != 0 {
		f.zero = false // as in C, - wins over 0
	}
	var err error
	if f.width, _, err = c.number("width"); err != nil {
		return Format{}, err
	}
	if err := c.precision(&f); err != nil {
		return Format{}, err
	}
	typeAt := c.at
	if f.verb = c.oneOf("fFeEgGdis"); f.verb == 0 {
		return Format{}, c.fail("no type of number after %%; the types are f F e E g G d s")
	}
	if f.verb == 's' && f.precision > 0 { // in C it would cut the text
		c.at = typeAt
		return Format{}, c.fail("type s takes no precision after %%; write .3s for an SI prefix")
	}
	if f.verb == 'i' {
		f.verb = 'd'
	}
	check := &cursor{c.text, typeAt, c.end}
	return f, check.check(f)
}
