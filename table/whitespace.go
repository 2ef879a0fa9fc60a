package table

// Whitespace is the value of Options.Delimiter for values that any number of
// spaces and tabs separate, as in columns that are aligned.
const Whitespace rune = -1

// squeeze makes one tab of each run of spaces and tabs outside of quotes, and
// nothing of those around a line. Line breaks stay where they are.
func squeeze(text []byte) []byte {
	out, begun, gap, quoted := text[:0], false, false, false
	for _, c := range text {
		switch {
		case quoted:
		case c == ' ' || c == '\t':
			gap = true
			continue
		case c == '\n' || c == '\r':
			begun, gap = false, false
			out = append(out, c)
			continue
		}
		if gap && begun {
			out = append(out, '\t')
		}
		if c == '"' {
			quoted = !quoted
		}
		begun, gap = true, false
		out = append(out, c)
	}
	return out
}

// squeezed returns options for a text that it has squeezed, if they ask for it.
func (s *source) squeezed(opt *Options) *Options {
	if opt.Delimiter != Whitespace {
		return opt
	}
	s.text = squeeze(s.text)
	own := *opt
	own.Delimiter = '\t'
	return &own
}
