package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/table"
)

// readFlags say how input is read.
type readFlags struct {
	from      string
	index     string
	delimiter string
	missing   []string
	header    string
}

func (f *readFlags) bind(c *cobra.Command) {
	s := c.Flags()
	s.StringVar(&f.index, "index", "", "column of row labels: its name, or #2 for the second (default: the first, if it is text)")
	s.StringSliceVar(&f.missing, "missing", nil, "spellings of a missing value (default NA,N/A,#N/A,null,None,-; empty and NaN always are)")
	s.StringVar(&f.delimiter, "delimiter", "auto", "character between values: auto, tab, or one such as ;")
	s.StringVar(&f.header, "header", "auto", "whether the first row names the columns: auto, yes or no")
	s.StringVar(&f.from, "from", "auto", "format of the input: auto, csv, tsv, json or npy")
	c.RegisterFlagCompletionFunc("from", cobra.FixedCompletions([]string{"auto", "csv", "tsv", "json", "npy"}, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("header", cobra.FixedCompletions([]string{"auto", "yes", "no"}, cobra.ShellCompDirectiveNoFileComp))
}

// options turns the flags into options of the reader.
func (f *readFlags) options() (opt table.Options, err error) {
	if err := opt.Format.UnmarshalText([]byte(f.from)); err != nil {
		return opt, usageError("--from: %w", err)
	}
	if err := opt.Header.UnmarshalText([]byte(f.header)); err != nil {
		return opt, usageError("--header: %w", err)
	}
	opt.Missing = f.missing
	switch r := []rune(f.delimiter); {
	case f.delimiter == "auto":
	case f.delimiter == "tab" || f.delimiter == `\t`:
		opt.Delimiter = '\t'
	case len(r) == 1:
		opt.Delimiter = r[0]
	default:
		return opt, usageError("--delimiter: %q is not auto, tab or one character", f.delimiter)
	}
	return opt, nil
}

// stdinName is what errors call the standard input.
const stdinName = "stdin"

// readTable reads a file, or the standard input for "-".
func (f *readFlags) readTable(sys IO, path string) (*table.Table, error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	var t *table.Table
	if path == "-" {
		t, err = table.Read(sys.In, stdinName, opt)
	} else {
		t, err = table.Open(path, opt)
	}
	if err != nil {
		return nil, inputError(err)
	}
	return t, nil
}

// readMatrix reads a matrix: a .npy file is mapped.
func (f *readFlags) readMatrix(sys IO, path, index string) (*matrix.Matrix, error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	var m *matrix.Matrix
	if path == "-" {
		m, err = table.ReadMatrix(sys.In, stdinName, opt, index)
	} else {
		m, err = table.OpenMatrix(path, opt, index)
	}
	if err != nil {
		return nil, inputError(err)
	}
	return m, nil
}

// readObservations reads a table for correlation: columns of numbers, and the names of
// the columns of text that are left out.
func (f *readFlags) readObservations(sys IO, path string) (m *matrix.Matrix, left []string, err error) {
	if f.from == "npy" || strings.EqualFold(filepath.Ext(path), ".npy") {
		m, err = f.readMatrix(sys, path, f.index)
		return m, nil, err
	}
	t, err := f.readTable(sys, path)
	if err != nil {
		return nil, nil, err
	}
	m, columns, err := t.Numeric(f.index)
	if err != nil {
		return nil, nil, inputError(err)
	}
	for _, c := range columns {
		left = append(left, strconv.Quote(c.Name))
	}
	if _, cols := m.Dims(); cols == 0 {
		return nil, nil, inputError(fmt.Errorf("%s has no column of numbers to correlate", path))
	}
	return m, left, nil
}

// maskFor reads --mask: a triangle or a file.
func (f *readFlags) maskFor(sys IO, arg string) (heat.Mask, error) {
	var mask heat.Mask
	if err := mask.Triangle.UnmarshalText([]byte(arg)); err == nil {
		return mask, nil
	}
	t, err := f.readTable(sys, arg)
	if err != nil {
		return mask, maskHint(arg, err)
	}
	for i := range t.Columns {
		truths(&t.Columns[i])
	}
	mask.Cells, err = t.Matrix("")
	if err != nil {
		return mask, inputError(err)
	}
	return mask, nil
}

// maskHint adds the other words for --mask to the error of a file that is not there.
func maskHint(arg string, err error) error {
	if filepath.Ext(arg) == "" {
		return inputError(fmt.Errorf("--mask: %w (or give upper or lower)", errors.Unwrap(err)))
	}
	return err
}

// truths turns a column of true and false into one of 1 and 0.
func truths(c *table.Column) {
	if c.Kind != table.Text {
		return
	}
	numbers := make([]float64, len(c.Texts))
	for i, s := range c.Texts {
		switch strings.ToLower(strings.TrimSpace(s)) {
		case "true", "1", "yes":
			numbers[i] = 1
		case "false", "0", "no", "":
		default:
			return
		}
	}
	c.Kind, c.Numbers, c.Texts = table.Number, numbers, nil
}

// annotFrom reads --annot-from: numbers, or texts if any column has them.
func (f *readFlags) annotFrom(sys IO, path string, shape *matrix.Matrix) (heat.Annot, error) {
	t, err := f.readTable(sys, path)
	if err != nil {
		return heat.Annot{}, err
	}
	columns := t.Columns
	rows, cols := shape.Dims()
	if len(columns) == cols+1 { // the first holds labels
		columns = columns[1:]
	}
	numeric := true
	for i := range columns {
		numeric = numeric && columns[i].Kind != table.Text
	}
	if numeric {
		m, err := t.Matrix("")
		if err != nil {
			return heat.Annot{}, inputError(err)
		}
		return heat.Annot{From: m}, nil
	}
	texts := make([][]string, t.Len())
	for i := range texts {
		texts[i] = make([]string, len(columns))
		for j := range columns {
			texts[i][j] = cellText(&columns[j], i)
		}
	}
	if len(columns) != cols || len(texts) != rows {
		return heat.Annot{}, drawError(fmt.Errorf("annotations: %s has %d × %d cells for a matrix of %d × %d (give the same shape)",
			path, len(texts), len(columns), rows, cols))
	}
	return heat.Annot{Texts: texts}, nil
}

// cellText is a cell of a column as text; missing numbers are empty.
func cellText(c *table.Column, i int) string {
	if c.Kind == table.Text {
		return c.Texts[i]
	}
	if v := c.Numbers[i]; v == v {
		return strings.Replace(strconv.FormatFloat(v, 'g', -1, 64), "-", "−", 1)
	}
	return ""
}

// readSpec reads a spec from a file or the standard input.
func readSpec(sys IO, path string) (heat.Spec, error) {
	var r io.Reader = sys.In
	if path != "-" {
		data, err := readLimited(path, heat.MaxSpecBytes)
		if err != nil {
			return heat.Spec{}, inputError(err)
		}
		r = bytes.NewReader(data)
	}
	spec, err := heat.ReadSpec(r)
	if err != nil {
		return heat.Spec{}, inputError(fmt.Errorf("%s: %w", path, trimmed(err)))
	}
	return spec, nil
}
