package text

import (
	"strings"
	"unicode/utf8"
)

// span is a stretch of a string in one manner.
type span struct {
	text     string
	shift    shift
	emphasis bool
}

// shift says whether a span stands on the baseline.
type shift int8

// The shifts.
const (
	onBaseline shift = iota
	superscript
	subscript
)

// Sizes and positions of shifted text, in em: those of Helvetica's relatives, whose own
// OS/2 tables give about these.
const (
	shiftedSize     = 0.68
	superscriptRise = 0.36
	subscriptDrop   = 0.14
)

// parseMarkup splits a string into spans: ^{…} is raised, _{…} lowered, *…* emphasised.
// Everything that is not exactly one of these is text: a lone ^ or _ as in a_b or x^2, a
// brace that is not closed, a star that is not at the edges of words. A backslash before
// one of ^ _ * and \ makes it plain. Shifts do not nest; emphasis may hold shifts.
func parseMarkup(s string) []span {
	if !strings.ContainsAny(s, `^_*\`) {
		return []span{{text: s}}
	}
	p := &markup{in: s}
	p.run()
	return p.spans
}

// raised and lowered are the characters that Unicode has for shifted text.
var (
	raised  = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "−", "⁻", "n", "ⁿ", "i", "ⁱ")
	lowered = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉", "+", "₊", "-", "₋", "−", "₋")
)

// Plain is a string without its markup, for media that set only characters: shifted
// digits become the ones that Unicode has, all else stands on the line.
func Plain(s string) string {
	if !strings.ContainsAny(s, `^_*\`) {
		return s
	}
	return plainSpans(parseMarkup(s))
}

// plainSpans is Plain for a string that has been parsed.
func plainSpans(spans []span) string {
	var b strings.Builder
	for _, sp := range spans {
		switch sp.shift {
		case superscript:
			b.WriteString(raised.Replace(sp.text))
		case subscript:
			b.WriteString(lowered.Replace(sp.text))
		default:
			b.WriteString(sp.text)
		}
	}
	return b.String()
}

// markup is the state of the parser.
type markup struct {
	in       string
	at       int
	plain    strings.Builder
	spans    []span
	emphasis bool
}

func (p *markup) run() {
	for p.at < len(p.in) {
		rest := p.in[p.at:]
		switch c := rest[0]; {
		case c == '\\' && len(rest) > 1 && strings.IndexByte(`^_*\`, rest[1]) >= 0:
			p.plain.WriteByte(rest[1])
			p.at += 2
		case (c == '^' || c == '_') && len(rest) > 1 && rest[1] == '{':
			p.shifted(c, rest)
		case c == '*' && p.toggles():
			p.flush(onBaseline)
			p.emphasis = !p.emphasis
			p.at++
		default:
			p.plain.WriteByte(c)
			p.at++
		}
	}
	p.flush(onBaseline)
}

// shifted takes ^{…} or _{…}, or the sign alone where the brace is not closed or holds
// nothing.
func (p *markup) shifted(sign byte, rest string) {
	end := strings.IndexByte(rest[:min(len(rest), maxMarkup)], '}')
	if end <= 2 || strings.ContainsAny(rest[2:end], "{") {
		p.plain.WriteByte(sign)
		p.at++
		return
	}
	p.flush(onBaseline)
	inner := rest[2:end]
	if len(inner) > 1 && inner[0] == '-' && inner[1] >= '0' && inner[1] <= '9' {
		inner = "−" + inner[1:] // an exponent's sign is a minus, not a hyphen
	}
	p.plain.WriteString(inner)
	p.flush(map[byte]shift{'^': superscript, '_': subscript}[sign])
	p.at += end + 1
}

// maxMarkup is how far away, in bytes, the sign that closes one may be: a text of nothing
// but opening signs must not be searched to its end from each of them.
const maxMarkup = 1 << 10

// toggles reports whether the star here starts or ends emphasis: it opens before a
// character that is not a space, where a matching star closes after one; 2 * 3 and a
// footnote's star are plain.
func (p *markup) toggles() bool {
	before, _ := utf8.DecodeLastRuneInString(p.in[:p.at])
	after, _ := utf8.DecodeRuneInString(p.in[p.at+1:])
	if p.emphasis {
		return before != ' '
	}
	if after == utf8.RuneError || after == ' ' || after == '*' || wordRune(before) {
		return false
	}
	for i := p.at + 2; i < min(len(p.in), p.at+maxMarkup); i++ {
		if p.in[i] != '*' || p.in[i-1] == ' ' || p.in[i-1] == '\\' {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(p.in[i+1:]); next == utf8.RuneError || !wordRune(next) {
			return true
		}
		return false
	}
	return false
}

// wordRune reports whether a character is of a word, so that a star beside it is none
// of ours: 5*x, A*B.
func wordRune(r rune) bool {
	return r != utf8.RuneError && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0x80)
}

func (p *markup) flush(s shift) {
	if p.plain.Len() > 0 {
		p.spans = append(p.spans, span{text: p.plain.String(), shift: s, emphasis: p.emphasis})
		p.plain.Reset()
	}
}
