package table

import (
	"bytes"
	"math"
)

// A jsonBlocks parses blocks of lines of JSON.
type jsonBlocks struct {
	*streamer
	arrays bool             // the rows are arrays, not objects
	keys   map[string][]int // the columns wanted of each key
	at     [][]int          // the columns wanted of each position in an array
}

// startJSON finds out from the begin of a file what columns it has.
func (s *streamer) startJSON(text []byte) (*block, error) {
	if err := s.firstLine(&text); err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, &Error{File: s.in.name, Msg: "the file is empty", Cure: "it must have an object on each line"}
	}
	p := &jsonBlocks{streamer: s, keys: map[string][]int{}}
	p.arrays = bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("["))
	t, err := p.columns(text)
	if err != nil {
		return nil, err
	}
	p.at = make([][]int, len(t.Columns))
	for k, w := range s.want {
		j, err := t.column(w.Name)
		if err != nil {
			return nil, err
		}
		p.at[j] = append(p.at[j], k)
		p.keys[t.Columns[j].Name] = append(p.keys[t.Columns[j].Name], k)
	}
	s.parse = p.parseBlock
	s.cut = func(text []byte) int { return 1 + bytes.LastIndexByte(text, '\n') }
	s.tail = text
	return s.next()
}

// columns returns a table without cells of the keys in the first lines, or
// of the positions in the first array.
func (p *jsonBlocks) columns(text []byte) (*Table, error) {
	const lines = 1000
	head := text
	if end := bytes.LastIndexByte(head, '\n'); end >= 0 && !p.eof {
		head = head[:end]
	}
	s := &jsonScanner{source: &source{name: p.in.name, text: append(bytes.Clone(head), '\n')}}
	t := &Table{Name: p.in.name, HasHeader: true}
	seen := map[string]bool{}
	for i := 0; i < lines && s.next() != 0; i++ {
		err := p.row(s, func(key string, _ int) error {
			if p.arrays || !seen[key] {
				seen[key] = true
				if t.Columns = append(t.Columns, Column{Name: key}); len(t.Columns) > MaxColumns {
					return s.fail("too many keys", "give all rows the same keys")
				}
			}
			return s.skipValue()
		})
		if err != nil || p.arrays {
			return t, err
		}
	}
	return t, nil
}

// row calls visit before each value of a row, which passes the value.
func (p *jsonBlocks) row(s *jsonScanner, visit func(key string, position int) error) error {
	opening, closing := byte('{'), byte('}')
	if p.arrays {
		opening, closing = '[', ']'
	}
	if !s.accept(opening) {
		return s.unexpected("a row like the first, which starts with " + string(opening) + ",")
	}
	for position := 0; ; position++ {
		more, err := s.more(position == 0, closing)
		if err != nil || !more {
			return err
		}
		key := ""
		if !p.arrays {
			if s.next() != '"' {
				return s.unexpected("a key in quotes")
			}
			t, err := s.str()
			if err != nil {
				return err
			}
			if key = s.spelling(t); !s.accept(':') {
				return s.unexpected("a colon")
			}
		}
		if err := visit(key, position); err != nil {
			return err
		}
	}
}

// parseBlock reads the columns wanted of a block.
func (p *jsonBlocks) parseBlock(b *block) (*Table, error) {
	defer p.release(b)
	s := &jsonScanner{source: &source{name: p.in.name, text: b.text}}
	if err := s.check(); err != nil {
		return nil, shift(err, b.line)
	}
	sinks := newSinks(p.want, bytes.Count(b.text, []byte("\n"))+1)
	rows := 0
	for s.next() != 0 {
		err := p.row(s, func(key string, position int) error {
			var wanted []int
			if !p.arrays {
				wanted = p.keys[key]
			} else if position < len(p.at) {
				wanted = p.at[position]
			}
			return p.cells(s, wanted, sinks, rows)
		})
		if err != nil {
			return nil, shift(err, b.line)
		}
		rows++
		for k := range sinks {
			sinks[k].pad(p.want[k].Kind, rows)
		}
	}
	return p.finish(b, sinks, p.lineOf)
}

// pad adds a missing cell if a row has none.
func (s *sink) pad(kind Kind, rows int) {
	if kind == Number {
		if len(s.numbers) < rows {
			s.numbers = append(s.numbers, math.NaN())
		}
	} else if len(s.ends) < rows {
		s.ends = append(s.ends, len(s.text))
	}
}

// cells passes a value, and stores it in the columns that want it.
func (p *jsonBlocks) cells(s *jsonScanner, wanted []int, sinks []sink, rows int) error {
	if len(wanted) == 0 {
		return s.skipValue()
	}
	s.next()
	start := s.at
	t, err := s.scalar()
	if err != nil {
		return err
	}
	for _, k := range wanted {
		to := &sinks[k]
		if len(to.ends) > rows || len(to.numbers) > rows {
			s.at = start
			return s.fail("key "+quote(p.want[k].Name)+" appears twice in an object", "")
		}
		if p.want[k].Kind != Number {
			to.addText([]byte(s.spelling(t)))
			continue
		}
		v, class := s.value(t, p.miss)
		if t.kind == '"' && class == isText {
			v, class = p.miss.classify([]byte(s.spelling(t)), '.')
		}
		if class == isText || class == isHuge {
			e := notNumber(s.spelling(t), '.', class == isHuge)
			e.File, e.Name = p.in.name, p.want[k].Name
			e.Line, _ = s.place(start)
			return e
		}
		to.numbers = append(to.numbers, v)
	}
	return nil
}

// lineOf returns the line of a row of the block.
func (p *jsonBlocks) lineOf(b *block, row int) int {
	s := &jsonScanner{source: &source{text: b.text}}
	for ; row > 0; row-- {
		if s.next(); s.skipValue() != nil {
			break
		}
	}
	s.next()
	return b.line + countLines(b.text[:min(s.at, len(b.text))])
}
