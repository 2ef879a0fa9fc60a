package table

import "slices"

// readChosen reads the columns that the caller chooses when he knows what
// there are, for which the text is gone over once more.
func (r *jsonReader) readChosen(opt *Options, index string) (*Table, error) {
	headings, header, err := r.survey(opt)
	if err != nil {
		return nil, err
	}
	keep := opt.chosen(headings)
	if keep == nil {
		return r.fresh().read(opt, index)
	}
	return r.readSome(keep, headings, header, opt)
}

// fresh returns a reader of the same text that has read nothing.
func (r *jsonReader) fresh() *jsonReader {
	return &jsonReader{jsonScanner: jsonScanner{source: r.source}, missing: r.missing, loose: r.loose, byName: map[string]int{}}
}

// readSome reads the columns to be kept. What was a header is known.
func (r *jsonReader) readSome(keep []int, headings []Heading, header bool, opt *Options) (*Table, error) {
	s, own := r.fresh(), *opt
	s.checked = true
	s.cells = r.cells // the table as a whole was found to be filled
	if own.Header = HeaderNo; header {
		own.Header = HeaderYes
	}
	if r.objects {
		s.wanted = map[string]bool{}
		for _, j := range keep {
			s.wanted[headings[j].Name] = true
		}
		var err error
		if own.Types, err = opt.typesOf(r.source.name, headings, keep); err != nil {
			return nil, err
		}
	} else {
		s.kept = make([]bool, len(headings))
		for _, j := range keep {
			s.kept[j] = true
		}
	}
	t, err := s.read(&own, "")
	if err != nil {
		return nil, err
	}
	if r.objects {
		t.isOf(keep, headings)
	} else {
		t.keep(keep, headings)
	}
	return t, nil
}

// survey finds out what columns there are, and by their first cells what they
// hold. What is nested is passed over, as it may be in no column that is read.
func (r *jsonReader) survey(opt *Options) (headings []Heading, header bool, err error) {
	r.nested = true
	var kinds []Kind
	var certain []bool
	see := func(j int, t token) {
		c := &r.columns[j]
		switch class := r.glance(t); {
		case class == isMissing:
		case class == isNumber:
			if c.note(t, class); kinds[j] == Empty {
				kinds[j] = Number
			}
		case kinds[j] == Empty:
			if c.odd < 0 {
				c.odd = t.start
			}
			kinds[j], certain[j] = Text, true
			if t.kind == '"' {
				kinds[j], certain[j] = firstKind(r.spelling(t), '.')
			}
		}
	}
	err = r.walk(func(row, column int, t token) {
		for len(kinds) <= column {
			kinds, certain = append(kinds, Empty), append(certain, true)
		}
		if row > 0 || r.objects {
			switch c := &r.columns[column]; {
			case kinds[column] == Empty || c.truths && !c.others:
				see(column, t)
			case column == 0 && kinds[0] == Number && r.glance(t) == isText:
				kinds[0], certain[0] = Text, false // numbers among it, or a note, are still to be found
			}
		}
	})
	if err != nil {
		return nil, false, err
	}
	if header = r.hasHeader(opt.Header); !header {
		below := slices.Clone(kinds)
		for j, t := range r.first {
			kinds[j] = Empty
			if see(j, t); kinds[j] == Empty {
				kinds[j] = below[j]
			}
			if kinds[j] == Number && below[j] != Number && below[j] != Empty {
				certain[j] = false
			}
		}
	}
	var open []int
	headings = make([]Heading, len(r.columns))
	for j := range r.columns {
		c := &r.columns[j]
		headings[j] = Heading{Name: c.name, Kind: kinds[j]}
		if header && !r.objects {
			headings[j].Name = r.spelling(r.first[j])
		}
		if c.truths && !c.others && kinds[j] == Number {
			headings[j].Kind = Bool
		}
		if !certain[j] {
			open = append(open, j)
		}
	}
	return headings, header, settle(headings, open, opt, func(columns []int, opt *Options) (*Table, error) {
		return r.readSome(columns, headings, header, opt)
	})
}

// pass passes a value that nobody wants, of which it is known that it is
// rightly written.
func (r *jsonReader) pass() error {
	if !r.checked {
		return r.skipValue()
	}
	switch c := r.next(); c {
	case '[', '{':
		return r.skipValue()
	case '"':
		_, err := r.str()
		return err
	}
	for {
		switch r.text[r.at] { // the text ends in a line break
		case ',', '}', ']', ' ', '\t', '\r', '\n':
			return nil
		}
		r.at++
	}
}

// glance says what a cell is. A number is one however large, and what is
// nested is not looked into.
func (r *jsonReader) glance(t token) class {
	if t.kind == '[' || t.kind == '{' {
		return isText
	}
	_, c := r.value(t, r.missing)
	if c == isHuge {
		return isNumber
	}
	return c
}
