package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// A columnPick decides which columns of a wide table are read: those that --select-cols and
// --drop-cols leave, and what else is needed to draw the same as if all were read. Whenever
// that is not certain, all are.
type columnPick struct {
	selected, dropped []string // what the flags say
	own               []string // columns that are tracks, or divide the rows
	several           bool     // there are several files

	head  []table.Heading // of the first file; nil: all columns are read
	kept  []int           // of the file, in ascending order
	index string          // --index in what is read
	cells int             // how many of the kept ones are columns of the matrix
	take  []int           // those of the matrix that are drawn, in order
}

// How a command makes a matrix of a table.
type pickFor int

const (
	forCluster pickFor = iota // any text may label the rows
	forGrid                   // the first column, or --index; text among numbers is an error
	forCorr                   // text is left out
)

// mayLeave reports whether columns may be left unread, so that it is worth while to find out
// what there are.
func (p *columnPick) mayLeave(how pickFor) bool {
	return how == forCorr || len(p.selected)+len(p.dropped) > 0
}

// choose is for table.Options.
func (p *columnPick) choose(index string, how pickFor) func([]table.Heading) []int {
	p.index = index
	return func(head []table.Heading) []int {
		p.head, p.kept, p.take, p.index = nil, nil, nil, index
		label, ok := p.labelColumn(head, index, how)
		if !ok || !p.mayLeave(how) {
			return nil
		}
		own := p.ownColumns(head)
		if own == nil || p.several && slices.ContainsFunc(head, func(h table.Heading) bool { return h.Kind == table.Empty }) {
			return nil
		}
		var cells []int // what would be the columns of the matrix
		for j, h := range head {
			words := isWords(h.Kind) && (index == "" || how == forCorr)
			if j != label && !words && !h.Labels && !h.Describes && !slices.Contains(own, j) {
				cells = append(cells, j)
			}
		}
		drawn, ok := p.positions(head, cells, how)
		if !ok || !p.mayLeave(how) {
			return nil
		}
		return p.keep(head, cells, drawn, label, own, how)
	}
}

func isWords(k table.Kind) bool { return k == table.Text || k == table.Time }

// labels reports whether the file says that a column labels the rows.
func labels(h table.Heading) bool { return h.Labels }

// labelColumn is the column that labels the rows, as far as that is known, or -1.
func (p *columnPick) labelColumn(head []table.Heading, index string, how pickFor) (at int, ok bool) {
	switch {
	case len(head) == 0:
		return -1, false
	case index != "":
		at = headingOf(head, index)
		return at, at >= 0
	case slices.ContainsFunc(head, labels):
		return slices.IndexFunc(head, labels), true
	case how != forCluster && isWords(head[0].Kind):
		return 0, true
	}
	return -1, true
}

// headingOf is the position of a column by its name or as #2, or -1.
func headingOf(head []table.Heading, name string) int {
	if at := slices.IndexFunc(head, func(h table.Heading) bool { return h.Name == name }); at >= 0 {
		return at
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if n, err := strconv.Atoi(digits); err == nil && n >= 1 && n <= len(head) {
			return n - 1
		}
	}
	return -1
}

// ownColumns are the columns that are no cells but needed; nil if they are not known by
// their names, and so not to be found among fewer columns.
func (p *columnPick) ownColumns(head []table.Heading) []int {
	at := []int{}
	for _, name := range p.own {
		j := slices.IndexFunc(head, func(h table.Heading) bool { return h.Name == name })
		if j < 0 {
			return nil
		}
		at = append(at, j)
	}
	return at
}

// positions are the columns that are drawn, in order, of those that the matrix would have.
func (p *columnPick) positions(head []table.Heading, cells []int, how pickFor) (drawn []int, ok bool) {
	drawn = cells
	for i, patterns := range [2][]string{p.selected, p.dropped} {
		if len(patterns) == 0 {
			continue
		}
		var labels []string
		for _, j := range drawn {
			labels = append(labels, head[j].Name)
		}
		if !slices.ContainsFunc(labels, func(l string) bool { return l != "" }) {
			labels = nil
		}
		at, err := stat.Positions(labels, len(drawn), stat.Cols, patterns)
		if err != nil || how == forCorr && !byLabels(patterns, labels) { // numbers that turn out text do not count there
			return nil, false
		}
		var left []int
		for k, j := range drawn {
			if i == 1 && !slices.Contains(at, k) {
				left = append(left, j)
			}
		}
		for _, k := range at {
			if i == 0 {
				left = append(left, drawn[k])
			}
		}
		drawn = left
	}
	return drawn, len(drawn) > 0
}

// byLabels reports whether patterns name labels and no positions.
func byLabels(patterns, labels []string) bool {
	isLabel := func(s string) bool { return slices.Contains(labels, s) }
	for _, p := range patterns {
		if isLabel(p) || strings.ContainsAny(p, "*?[") {
			continue
		}
		from, to, ok := strings.Cut(p, ":")
		if !ok || from != "" && !isLabel(from) || to != "" && !isLabel(to) {
			return false
		}
	}
	return true
}

// keep decides what is read.
func (p *columnPick) keep(head []table.Heading, cells, drawn []int, label int, own []int, how pickFor) []int {
	if how != forCorr && !slices.ContainsFunc(drawn, func(j int) bool { return head[j].Kind == table.Number }) {
		return nil // it may be a table of words
	}
	in := make([]bool, len(head))
	for _, j := range slices.Concat(drawn, own) {
		in[j] = true
	}
	if label >= 0 {
		in[label] = true
	}
	if p.index == "" {
		in[0] = true // whether it labels the rows goes by its place
	}
	for j, h := range head {
		if in[j] = in[j] || how == forCluster && p.index == "" && isWords(h.Kind); in[j] {
			p.kept = append(p.kept, j)
		}
	}
	if strings.HasPrefix(p.index, "#") && head[label].Name != p.index {
		place := "#" + strconv.Itoa(slices.Index(p.kept, label)+1)
		if how == forCluster && place != p.index {
			return nil
		}
		p.index = place
	}
	p.cells = 0
	rank := map[int]int{}
	for _, j := range cells {
		if in[j] {
			rank[j] = p.cells
			p.cells++
		}
	}
	for _, j := range drawn {
		p.take = append(p.take, rank[j])
	}
	p.head = head
	return p.kept
}

// taken are the columns of the matrix to draw, in place of what --select-cols and
// --drop-cols say, or nil if they are to be applied to it.
func (p *columnPick) taken(m *matrix.Matrix) []int {
	if p == nil || p.head == nil || len(p.selected)+len(p.dropped) == 0 {
		return nil
	}
	if _, cols := m.Dims(); cols != p.cells {
		return nil // a column of numbers was text; it has been named
	}
	return p.take
}

// leftOut adds the columns of text that were not read to those that were.
func (p *columnPick) leftOut(read []table.Column) (all []table.Column) {
	if p == nil || p.head == nil {
		return read
	}
	read = slices.DeleteFunc(slices.Clone(read), func(c table.Column) bool { return c.Describes() })
	for j, h := range p.head {
		switch {
		case h.Describes, h.Labels:
		case !slices.Contains(p.kept, j):
			if isWords(h.Kind) {
				all = append(all, table.Column{Name: h.Name, Note: h.Note})
			}
		case len(read) > 0 && read[0].Name == h.Name:
			all, read = append(all, read[0]), read[1:]
		}
	}
	return append(all, read...)
}

// about are the columns that describe the rows and are no tracks.
func (p *columnPick) about() (columns []table.Column) {
	for _, h := range p.head {
		if h.Describes && h.Kind != table.Empty && !slices.Contains(p.own, h.Name) {
			columns = append(columns, table.Column{Name: h.Name})
		}
	}
	return columns
}

// pickOf is what the flags say of columns.
func (f *dataFlags) pickOf(paths []string) *columnPick {
	p := &columnPick{selected: f.shape.selectCols, dropped: f.shape.dropCols, several: len(paths) > 1}
	if from := f.shape.set.Lookup("row-track-file"); from != nil && from.Value.String() == "" {
		tracks, _ := parseTracks(f.shape.set.Lookup("row-tracks").Value.String()) // checked before
		for _, t := range tracks {
			p.own = append(p.own, t.name)
		}
		if split := f.shape.set.Lookup("split-rows").Value.String(); split != "" {
			p.own = append(p.own, split)
		}
	}
	return p
}
