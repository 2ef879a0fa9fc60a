package table

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// readGCT reads a table of genes and samples: after the version and the
// sizes, tab-separated values with a header. The columns that describe the
// rows come first, and are marked as such; the lines that describe the columns, which version 1.3
// allows, are left out.
// https://clue.io/connectopedia/gct_format
func readGCT(s *source, opt *Options, index string) (*Table, error) {
	g := &gctReader{source: s}
	if err := g.sizes(); err != nil {
		return nil, err
	}
	own := *opt
	own.Format, own.Header, own.Delimiter, own.Decimal = TSV, HeaderYes, '\t', '.'
	own.SkipLines, own.Comment = 0, NoComment
	if opt.Choose != nil {
		own.Choose = func(head []Heading) []int {
			for j := range head {
				head[j].Labels, head[j].Describes = j == 0, g.role(j) == aboutRows
			}
			return opt.Choose(head)
		}
	}
	t, err := readCSV(s, &own, index)
	if err != nil {
		return nil, err
	}
	if got := max(len(t.Columns), len(t.head)); got != 1+g.describe+g.cols {
		return nil, g.fail(2, fmt.Sprintf("%s are announced, and %d are there", plural(1+g.describe+g.cols, "column"), got), "correct the second line")
	}
	if t.Len() != g.rows && len(t.Columns) > 0 {
		return nil, g.fail(2, fmt.Sprintf("%s are announced, and %d are there", plural(g.rows, "row"), t.Len()), "correct the second line, or the file was cut short")
	}
	for j := range t.Columns {
		t.Columns[j].role = g.role(t.placeOf(j) - 1)
	}
	return t, nil
}

// A gctReader reads what stands above the table.
type gctReader struct {
	*source
	rows, cols int
	describe   int // columns that describe the rows, after the first
}

// role is what the column at a position is for.
func (g *gctReader) role(j int) role {
	switch {
	case j == 0:
		return labelsRows
	case j <= g.describe:
		return aboutRows
	}
	return anyRole
}

func (g *gctReader) fail(line int, msg, cure string) error {
	return &Error{File: g.name, Line: line, Msg: msg, Cure: cure}
}

// sizes reads the first two lines, and blanks them and those that describe
// the columns, so that all other lines keep their numbers.
func (g *gctReader) sizes() error {
	var lines [2][]byte
	at := 0
	for i := range lines {
		end := bytes.IndexByte(g.text[at:], '\n')
		if end < 0 {
			return g.fail(i+1, "the file ends before its table", "the first line is #1.2, the second has the numbers of rows and columns")
		}
		lines[i] = g.text[at : at+end]
		at += end + 1
	}
	version := string(bytes.TrimSpace(lines[0]))
	if version != "#1.2" && version != "#1.3" {
		return g.fail(1, quote(version)+" is not a version of GCT that is known", "#1.2 and #1.3 are")
	}
	words := strings.Fields(string(lines[1][:min(len(lines[1]), 1024)]))
	var sizes [4]int
	if len(words) < 2 || len(words) > 4 || version == "#1.3" && len(words) != 4 {
		return g.fail(2, plural(len(words), "number")+" where the sizes belong", "write the numbers of rows and columns, and in version 1.3 of the columns and rows that describe them")
	}
	for i, w := range words {
		v, err := strconv.Atoi(w)
		if err != nil || v < 0 || v > 1<<31-1 {
			return g.fail(2, quote(w)+" is no possible size", "")
		}
		sizes[i] = v
	}
	g.rows, g.cols, g.describe = sizes[0], sizes[1], 1
	if version == "#1.3" {
		g.describe = sizes[2]
	}
	blank(g.text[:at])
	header := bytes.IndexByte(g.text[at:], '\n')
	if header < 0 || version != "#1.3" {
		return nil
	}
	at += header + 1
	for range sizes[3] {
		end := bytes.IndexByte(g.text[at:], '\n')
		if end < 0 {
			break
		}
		blank(g.text[at : at+end])
		at += end + 1
	}
	return nil
}

// blank writes spaces over a text, but leaves its line breaks.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' {
			text[i] = ' '
		}
	}
}
