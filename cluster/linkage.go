package cluster

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// FromLinkage returns the tree of SciPy's linkage matrix: a row of left, right, height and
// size for each merge. It has no labels: leaf i is row i of the data, from 0. Its order is
// as merged. It fails if that is no tree.
func FromLinkage(z [][4]float64) (*Tree, error) {
	t := Tree{Merges: make([]Merge, len(z))}
	for i, row := range z {
		var err error
		if t.Merges[i], err = readMerge(i, row); err != nil {
			return nil, err
		}
	}
	if len(z) == 0 {
		t.Order = []int{} // no row
	}
	if err := t.Validate(); err != nil {
		return nil, err
	}
	if t.Order == nil {
		t.Order = t.merged()
	}
	return &t, nil
}

// ReadLinkageCSV reads a linkage matrix as text, of at most limit bytes; below 1 that is
// 256 MiB. Each line has left, right, height and size, with commas, semicolons or tabs
// between them; a first line of names is skipped. For the tree see [FromLinkage].
func ReadLinkageCSV(r io.Reader, limit int64) (*Tree, error) {
	text, err := readAll(r, "linkage", limit)
	if err != nil {
		return nil, err
	}
	s := strings.TrimPrefix(string(text), "\ufeff")
	lines := csv.NewReader(strings.NewReader(s))
	first, _, _ := strings.Cut(s, "\n")
	for _, mark := range "\t;" {
		if strings.ContainsRune(first, mark) {
			lines.Comma = mark
			break
		}
	}
	lines.ReuseRecord, lines.FieldsPerRecord, lines.TrimLeadingSpace = true, -1, true
	var z [][4]float64
	for at := 0; ; at++ {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return FromLinkage(slices.Clip(z))
		}
		if err != nil {
			return nil, &Error{Stage: "linkage", Msg: "not a linkage", Err: err}
		}
		row, err := linkageRow(record)
		switch {
		case err == nil:
			z = append(z, row)
		case at > 0 || numeric(record):
			line, _ := lines.FieldPos(0)
			return nil, &Error{Stage: "linkage", Msg: "line " + strconv.Itoa(line), Err: err,
				Cure: "want left, right, height and size in each line, as SciPy has them"}
		}
	}
}

// linkageRow reads the four numbers of a merge.
func linkageRow(record []string) (row [4]float64, err error) {
	if len(record) != len(row) {
		return row, errors.New("there are " + strconv.Itoa(len(record)) + " fields, not 4")
	}
	for i, field := range record {
		if row[i], err = strconv.ParseFloat(strings.TrimSpace(field), 64); err != nil {
			return row, errors.New(strconv.Quote(field[:min(len(field), 40)]) + " is no number")
		}
	}
	return row, nil
}

// numeric reports whether some field is a number, as in no line of names.
func numeric(record []string) bool {
	return slices.ContainsFunc(record, func(field string) bool {
		_, err := strconv.ParseFloat(strings.TrimSpace(field), 64)
		return err == nil
	})
}
