package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/examples"
	"github.com/seed01309057/heat/internal/suggest"
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
	mask      string
	annotFrom string
}

// What --from and --header take.
var (
	fromNames   = []string{"auto", "csv", "tsv", "json", "npy"}
	headerNames = []string{"auto", "yes", "no"}
)

func (f *readFlags) bind(c *cobra.Command) {
	section(c, inputSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.index, "index", "", "`COLUMN` the one with the row labels: its name, or #2 for the second (default: the first, if it is text)")
		s.StringVar(&f.header, "header", "auto", "`SWITCH` whether the first row names the columns: auto, yes or no")
		s.StringSliceVar(&f.missing, "missing", nil, "`LIST` spellings of a missing value (default NA,N/A,#N/A,null,None,-; empty and NaN always are)")
		s.StringVar(&f.delimiter, "delimiter", "auto", "`MARK` what stands between values: auto, tab, or one such as ;")
		s.StringVar(&f.from, "from", "auto", "`FORMAT` format of the input: auto, csv, tsv, json or npy")
		s.StringVar(&f.mask, "mask", "", "`MASK` hide cells: upper, lower, or a file of the same shape with 1 or true where one is hidden")
		s.StringVar(&f.annotFrom, "annot-from", "", "`FILE` write the numbers or texts of this file, which has the same shape, into the cells")
	})
}

// options turns the flags into options of the reader.
func (f *readFlags) options() (opt table.Options, err error) {
	if opt.Format.UnmarshalText([]byte(f.from)) != nil {
		return opt, usageError("--from: %w", notOneOf(f.from, fromNames))
	}
	if opt.Header.UnmarshalText([]byte(f.header)) != nil {
		return opt, usageError("--header: %w", notOneOf(f.header, headerNames))
	}
	opt.Missing = f.missing
	switch r := []rune(f.delimiter); {
	case f.delimiter == "auto":
	case f.delimiter == "tab" || f.delimiter == `\t`:
		opt.Delimiter = '\t'
	case len(r) == 1 && strings.ContainsRune("\t !#$%&'()*,/:;<=>?@[\\]^_`{|}~", r[0]):
		opt.Delimiter = r[0]
	default:
		return opt, usageError("--delimiter: %q is not auto, tab or one mark such as , ; or |", f.delimiter)
	}
	return opt, nil
}

// stdinName is what errors call the standard input.
const stdinName = "stdin"

// nameOf is how errors call an input.
func nameOf(path string) string {
	if path == "-" {
		return stdinName
	}
	return path
}

// readTable reads a file, or the standard input for "-".
func (f *readFlags) readTable(sys IO, path string) (t *table.Table, err error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	if path == "-" {
		t, err = table.Read(sys.In, stdinName, opt)
	} else {
		t, err = table.Open(path, opt)
	}
	if err != nil {
		return nil, inputError(hinted(path, err))
	}
	return t, nil
}

// readMatrix reads a matrix that has cells: a .npy file is mapped.
func (f *readFlags) readMatrix(sys IO, path string) (m *matrix.Matrix, err error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	if path == "-" {
		m, err = table.ReadMatrix(sys.In, stdinName, opt, f.index)
	} else {
		m, err = table.OpenMatrix(path, opt, f.index)
	}
	if err == nil {
		err = notEmpty(nameOf(path), m)
	}
	if err != nil {
		return nil, inputError(hinted(path, err))
	}
	return m, nil
}

// readGrid reads a matrix, and the names of the columns of nothing but text that it leaves
// out beside the row labels. With --index the labels are spelled as in the file, and all
// other columns must hold numbers.
// A table of nothing but words becomes categories.
func (f *readFlags) readGrid(sys IO, path string) (spec heat.Spec, left []string, err error) {
	if f.isNPY(path) {
		m, err := f.readMatrix(sys, path)
		if err != nil {
			return heat.Spec{}, nil, err
		}
		return heat.Grid(m), nil, nil
	}
	t, err := f.readTable(sys, path)
	if err != nil {
		return heat.Spec{}, nil, err
	}
	if words, ok := isCategorical(t, f.index); ok {
		return heat.Categories(words), nil, nil
	}
	var m *matrix.Matrix
	var columns []table.Column
	if f.index != "" {
		m, err = t.Matrix(f.index)
	} else {
		m, columns, err = t.Grid("")
	}
	if err == nil {
		err = notEmpty(nameOf(path), m)
	}
	if err != nil {
		return heat.Spec{}, nil, inputError(hinted(path, err))
	}
	return heat.Grid(m), columnNames(columns), nil
}

// isNPY reports whether a file is a NumPy array, by flag or name.
func (f *readFlags) isNPY(path string) bool {
	return f.from == "npy" || strings.EqualFold(filepath.Ext(path), ".npy")
}

func columnNames(columns []table.Column) (names []string) {
	for _, c := range columns {
		names = append(names, strconv.Quote(c.Name))
	}
	return names
}

// looksLikeLabels reports whether the first column of a matrix without row labels seems to
// name the rows: years, or positions that go up by one.
func looksLikeLabels(m *matrix.Matrix) bool {
	rows, cols := m.Dims()
	if m.RowLabels != nil || m.ColLabels == nil || rows < 2 || cols < 2 {
		return false
	}
	for i := 1; i < rows; i++ {
		if v := m.At(i, 0); v != m.At(i-1, 0)+1 || v != math.Trunc(v) {
			return false
		}
	}
	return true
}

// notEmpty says what a matrix without cells lacks.
func notEmpty(name string, m *matrix.Matrix) error {
	switch rows, cols := m.Dims(); {
	case rows > 0 && cols > 0:
		return nil
	case rows == 0 && m.ColLabels != nil && cols > 0:
		return fmt.Errorf("%s: only a header, no rows of numbers (add a line for each row, or give --header no)", name)
	case cols == 0 && m.RowLabels != nil:
		return fmt.Errorf("%s: only labels, no columns of numbers (add columns; or is the delimiter another one? give it by --delimiter)", name)
	default:
		return fmt.Errorf("%s: %d rows × %d columns have no cells to draw (give at least one row and one column)", name, rows, cols)
	}
}

// readObservations reads a table for correlation: columns of numbers, and the names of
// the columns of text that are left out.
func (f *readFlags) readObservations(sys IO, path string) (m *matrix.Matrix, left []string, err error) {
	if f.isNPY(path) {
		m, err = f.readMatrix(sys, path)
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
	left = columnNames(columns)
	if _, cols := m.Dims(); cols == 0 && len(left) > 0 {
		return nil, nil, inputError(fmt.Errorf("%s: no column of numbers to correlate, only text: %s (is the delimiter another one? give it by --delimiter)",
			nameOf(path), strings.Join(left, ", ")))
	}
	if err := notEmpty(nameOf(path), m); err != nil {
		return nil, nil, inputError(err)
	}
	return m, left, nil
}

// readLimited reads a whole file, or one byte more than the limit.
func readLimited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// cause strips the operation and the path from an error of the file system.
func cause(err error) error {
	if e, ok := errorAs[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// hinted adds the cures that the command has: the flags for a column that is no numbers,
// and for a file that is not there the one that was probably meant, or an example.
func hinted(path string, err error) error {
	if e, ok := errorAs[*table.Error](err); ok && e.Column > 0 && e.Msg == "is not a number" && strings.HasPrefix(e.Cure, "make it the index") {
		told := *e
		told.Cure = fmt.Sprintf("if the column holds labels, give --index '#%d'; if the value stands for none, give --missing", e.Column)
		return &told
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	hint := nearestFile(path)
	if hint != "" {
		hint = fmt.Sprintf("did you mean %s?", hint)
	} else if name := strings.TrimSuffix(filepath.Base(path), ".csv"); slices.Contains(examples.Names(), name) {
		hint = fmt.Sprintf("heat data %s > %s writes this example", name, path)
	} else {
		hint = "check the name and the folder"
	}
	return fmt.Errorf("%w (%s)", err, hint)
}

// nearestFile is the file in the same folder with the most similar name, if any.
func nearestFile(path string) string {
	dir, name := filepath.Split(path)
	folder := dir
	if folder == "" {
		folder = "."
	}
	f, err := os.Open(folder)
	if err != nil {
		return ""
	}
	defer f.Close()
	const most = 1000 // a larger folder is not searched to the end
	names, _ := f.Readdirnames(most)
	slices.Sort(names)
	if near := suggest.Nearest(name, names); near != "" {
		return dir + near
	}
	return ""
}
