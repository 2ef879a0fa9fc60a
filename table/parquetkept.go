package table

import "strings"

// readChosen reads the columns that the caller chooses by their names and
// kinds, which the footer tells. Of texts it tells the least and the largest:
// where either is neither a truth nor a time, the column is text, and no more
// of it is read.
func (f *parquetFile) readChosen(opt *Options) (*Table, error) {
	columns, err := f.choose(nil, "")
	if err != nil {
		return nil, err
	}
	miss := newMissing(opt.Missing, '.')
	headings := make([]Heading, len(columns))
	var open []int
	for k, j := range columns {
		headings[k] = Heading{Name: f.columns[j].name, Kind: f.columns[j].kind(),
			Labels: f.columns[j].role == labelsRows, Describes: f.columns[j].role == aboutRows}
		switch {
		case headings[k].Kind == Number && f.isEmpty(j):
			headings[k].Kind = Empty
		case headings[k].Kind == Text && !f.isText(j, miss):
			open = append(open, k)
		}
	}
	read := func(keep []int, opt *Options) (*Table, error) { return f.readSome(columns, keep, headings, opt) }
	if err := settle(headings, open, opt, read); err != nil {
		return nil, err
	}
	keep := opt.chosen(headings)
	if keep == nil {
		keep = allOf(len(columns))
	}
	return read(keep, opt)
}

func allOf(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// readSome reads some of the columns.
func (f *parquetFile) readSome(columns, keep []int, headings []Heading, opt *Options) (*Table, error) {
	at := make([]int, len(keep))
	for k, j := range keep {
		at[k] = columns[j]
	}
	t, err := f.table(f.allGroups(), at, opt.workers())
	if err != nil {
		return nil, err
	}
	t.takeOut(newMissing(opt.Missing, '.'))
	own := *opt
	if own.Types, err = opt.typesOf(f.name, headings, keep); err != nil {
		return nil, err
	}
	if len(keep) < len(headings) {
		t.isOf(keep, headings)
	}
	return t, t.infer(&own, -1)
}

// isText is whether the footer proves that a column of texts holds neither
// truths nor times: some cell is another word.
func (f *parquetFile) isText(column int, miss missing) bool {
	for _, g := range f.groups {
		for _, b := range g.chunks[column].bounds {
			word := strings.TrimSpace(string(b))
			if word == "" || miss.match([]byte(word)) {
				continue
			}
			if _, certain := firstKind(word, '.'); certain {
				return true
			}
		}
	}
	return false
}

// isEmpty is whether the footer proves that all cells of a column are missing.
func (f *parquetFile) isEmpty(column int) bool {
	for _, g := range f.groups {
		if g.chunks[column].nulls != g.rows {
			return false
		}
	}
	return true
}
