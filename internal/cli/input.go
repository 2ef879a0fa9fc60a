package cli

import (
	"cmp"
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
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	decimal   string
	thousands string
	skipLines int
	comment   string
	header    string
	sheet     string
	array     string
	cells     string
	types     []string
	dateOrder string
	mask      string
	annotFrom string

	pick       *columnPick // which columns of a wide table are read; nil: all
	looseTypes bool        // some of types may be columns of another table
}

// What --from, --header and --date-order take.
var (
	fromNames      = table.Auto.Values()
	headerNames    = table.HeaderAuto.Values()
	dateOrderNames = table.DateAuto.Values()
)

func (f *readFlags) bind(c *cobra.Command) {
	section(c, inputSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.index, "index", "", "`COLUMN` the one with the row labels: its name, or #2 for the second (default: the first, if it is text)")
	})
	f.bindReading(c)
}

// bindReading defines the flags that say what the files are.
func (f *readFlags) bindReading(c *cobra.Command) {
	section(c, inputSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.header, "header", "auto", "`SWITCH` whether the first row names the columns: auto, yes or no")
		s.IntVar(&f.skipLines, "skip-lines", 0, "`N` lines at the start of a CSV or TSV file that are no part of the table, such as a title")
		s.StringVar(&f.comment, "comment", "auto", "`MARK` what lines of a CSV or TSV file begin with that are left out; auto: # above the table, unless it begins the header; or none")
		s.StringSliceVar(&f.missing, "missing", nil, "`LIST` spellings of a missing value in place of the usual ones (NA, N/A, n.a., <NA>, null, None, -, --, \\N, errors of Excel), or beside them: +.,? (empty and NaN always are)")
		s.StringVar(&f.delimiter, "delimiter", "auto", "`MARK` what stands between values: auto, tab, whitespace (any number of spaces and tabs), or one such as ;")
		s.StringVar(&f.decimal, "decimal", "auto", "`MARK` decimal mark of a CSV or TSV file: auto, point or comma")
		s.StringVar(&f.thousands, "thousands", "auto", "`MARK` mark between thousands: "+spoken(thousandsWords)+" (auto: where no other meaning is possible)")
		s.StringVar(&f.from, "from", "auto", "`FORMAT` format of the input: "+spoken(fromNames)+", each also as .gz, .zst, .bz2 or .zip of one file")
		s.StringVar(&f.sheet, "sheet", "", "`NAME` sheet of a workbook (default: the first one that is not empty; also FILE#NAME)")
		s.StringVar(&f.array, "array", "", "`NAME` array of a .npz file (default: the first one with two dimensions; also FILE#NAME)")
		s.StringVar(&f.cells, "range", "", "`CELLS` part of a sheet, such as B2:F20")
		s.StringSliceVar(&f.types, "types", nil, "`LIST` what columns hold, where it is not found out: zip=text,when=time; number, text, bool or time")
		s.StringVar(&f.dateOrder, "date-order", "auto", "`ORDER` what comes first in dates such as 03/04/2024: "+spoken(dateOrderNames))
	})
}

// bindCompanions defines the flags for tables beside that of the cells.
func (f *readFlags) bindCompanions(c *cobra.Command) {
	section(c, inputSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.mask, "mask", "", "`MASK` hide cells: upper, lower, or a file of the shape that is drawn, with 1 or true where one is hidden")
		s.StringVar(&f.annotFrom, "annot-from", "", "`FILE` write the numbers or texts of this file, which has the shape that is drawn, into the cells")
	})
}

// spoken lists words: "a, b or c".
func spoken(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// options turns the flags into options of the reader.
func (f *readFlags) options() (opt table.Options, err error) {
	if opt.Format.UnmarshalText([]byte(f.from)) != nil {
		return opt, usageError("--from: %w", notOneOf(f.from, fromNames))
	}
	if opt.Header.UnmarshalText([]byte(f.header)) != nil {
		return opt, usageError("--header: %w", notOneOf(f.header, headerNames))
	}
	if opt.Missing = f.missing; len(f.missing) > 0 && strings.HasPrefix(f.missing[0], "+") {
		opt.Missing = append(table.UsualMissing(), f.missing...)
		opt.Missing[len(opt.Missing)-len(f.missing)] = f.missing[0][1:]
	}
	switch r := []rune(f.delimiter); {
	case f.delimiter == "auto":
	case f.delimiter == "whitespace":
		opt.Delimiter = table.Whitespace
	case f.delimiter == "tab" || f.delimiter == `\t`:
		opt.Delimiter = '\t'
	case len(r) == 1 && strings.ContainsRune("\t !#$%&'()*,/:;<=>?@[\\]^_`{|}~", r[0]):
		opt.Delimiter = r[0]
	default:
		return opt, usageError("--delimiter: %q is not auto, tab, whitespace or one mark such as , ; or |", f.delimiter)
	}
	switch f.decimal {
	case "auto":
	case "point", ".":
		opt.Decimal = '.'
	case "comma", ",":
		opt.Decimal = ','
	default:
		return opt, usageError("--decimal: %w", notOneOf(f.decimal, decimalWords))
	}
	if opt.Decimal == ',' && opt.Delimiter == ',' {
		return opt, usageError("--decimal %s: it is also the delimiter (give another one of them)", f.decimal)
	}
	if opt.Thousands, err = thousandsOf(f.thousands); err != nil {
		return opt, err
	}
	if opt.Thousands > 0 && opt.Thousands == opt.Decimal {
		return opt, usageError("--thousands %s: it is also the decimal mark (give another one of them)", f.thousands)
	}
	if err := f.checkAbove(); err != nil {
		return opt, err
	}
	if opt.SkipLines = f.skipLines; f.comment != "auto" {
		opt.Comment = f.comment
	}
	if opt.DateOrder.UnmarshalText([]byte(f.dateOrder)) != nil {
		return opt, usageError("--date-order: %w", notOneOf(f.dateOrder, dateOrderNames))
	}
	if f.sheet != "" && f.array != "" {
		return opt, usageError("--sheet and --array do not go together (a file has either sheets or arrays)")
	}
	opt.Part, opt.Range = f.sheet+f.array, f.cells
	opt.Types, err = f.kinds()
	opt.LooseTypes = f.looseTypes
	return opt, err
}

// decimalWords are the values of --decimal.
var decimalWords = []string{"auto", "point", "comma"}

// thousandsWords are the values of --thousands.
var thousandsWords = []string{"auto", "comma", "point", "space", "apostrophe", "none"}

// thousandsOf reads --thousands.
func thousandsOf(word string) (rune, error) {
	switch word {
	case "auto":
		return 0, nil
	case "comma", ",":
		return ',', nil
	case "point", ".":
		return '.', nil
	case "space", " ":
		return ' ', nil
	case "apostrophe", "'":
		return '\'', nil
	case "none":
		return table.NoThousands, nil
	}
	return 0, usageError("--thousands: %w", notOneOf(word, thousandsWords))
}

// commentWords are the values of --comment that are no marks.
var commentWords = []string{"auto", table.NoComment}

// checkAbove checks the flags for what is no part of a table.
func (f *readFlags) checkAbove() error {
	if f.skipLines < 0 {
		return usageError("--skip-lines: %d is below 0", f.skipLines)
	}
	if f.comment == "" || strings.TrimSpace(f.comment) != f.comment || strings.ContainsAny(f.comment, "\"\r\n") {
		return usageError("--comment: %q is not auto, none or a mark such as # or //", f.comment)
	}
	if near := suggest.Nearest(f.comment, commentWords); near != "" && near != f.comment && unicode.IsLetter(rune(f.comment[0])) {
		return usageError("--comment: %q is not auto, none or a mark such as # or // (did you mean %s?)", f.comment, near)
	}
	return nil
}

// checkParts refuses to choose a part of files that have none.
func (f *readFlags) checkParts(paths []string) error {
	for _, above := range []struct {
		flag  string
		given bool
	}{{"skip-lines", f.skipLines > 0}, {"comment", f.comment != "auto" && f.comment != table.NoComment}} {
		for _, path := range paths {
			if format := f.formatOf(path); above.given && format != table.Auto && format != table.CSV && format != table.TSV {
				return usageError("--%s: %s has no lines to leave out (it is read as %s; that is for csv and tsv files)", above.flag, nameOf(path), format)
			}
		}
	}
	for _, need := range []struct {
		flag, value, what string
		format            table.Format
	}{{"sheet", f.sheet, "sheets", table.XLSX}, {"range", f.cells, "sheets", table.XLSX}, {"array", f.array, "arrays with names", table.NPZ}} {
		for _, path := range paths {
			if format := f.formatOf(path); need.value != "" && format != table.Auto && format != need.format {
				return usageError("--%s: %s has no %s (it is read as %s; that is for %s files)", need.flag, nameOf(path), need.what, format, need.format)
			}
		}
	}
	return nil
}

// formatOf is the format of a file as --from or the name tells it, or Auto.
func (f *readFlags) formatOf(path string) (format table.Format) {
	if format.UnmarshalText([]byte(f.from)) != nil || format != table.Auto {
		return format
	}
	name := strings.ToLower(path)
	for _, packed := range []string{".gz", ".zst", ".bz2", ".zip"} {
		name = strings.TrimSuffix(name, packed)
	}
	ext := strings.TrimPrefix(filepath.Ext(name), ".")
	if other, ok := map[string]string{"tab": "tsv", "jsonl": "ndjson", "pq": "parquet", "xlsm": "xlsx"}[ext]; ok {
		ext = other
	}
	if ext == "auto" || format.UnmarshalText([]byte(ext)) != nil {
		return table.Auto
	}
	return format
}

// kinds reads --types: column=kind for each.
func (f *readFlags) kinds() (kinds map[string]table.Kind, err error) {
	if len(f.types) == 0 {
		return nil, nil
	}
	kinds = map[string]table.Kind{}
	for _, word := range f.types {
		at := strings.LastIndexByte(word, '=')
		if at <= 0 {
			return nil, usageError("--types: %q is not COLUMN=KIND, such as zip=text", word)
		}
		var kind table.Kind
		if kind.UnmarshalText([]byte(word[at+1:])) != nil || kind == table.Empty {
			return nil, usageError("--types: %w", notOneOf(word[at+1:], kindNames))
		}
		kinds[word[:at]] = kind
	}
	return kinds, nil
}

// kindNames are what a column may be said to hold.
var kindNames = []string{"number", "text", "bool", "time"}

// companionOptions are those for another table: what is said of a sheet and of columns
// holds for the first one alone.
func (f *readFlags) companionOptions() (table.Options, error) {
	plain := *f
	plain.sheet, plain.array, plain.cells, plain.types = "", "", "", nil
	plain.skipLines, plain.comment = 0, "auto"
	return plain.options()
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
func readTable(sys IO, path string, opt table.Options) (t *table.Table, err error) {
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

// readTables reads files, one below the other. Of text it leaves nothing out.
func (f *readFlags) readTables(sys IO, paths []string) (*table.Table, error) {
	return f.readPicked(sys, paths, forCluster)
}

// readPicked reads the columns that are needed.
func (f *readFlags) readPicked(sys IO, paths []string, how pickFor) (*table.Table, error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	if f.pick != nil && f.pick.mayLeave(how) {
		opt.Choose = f.pick.choose(f.index, how)
	}
	p := sys.progress(&opt, paths)
	defer p.clear()
	if len(paths) == 1 {
		return readTable(sys, paths[0], opt)
	}
	t, err := table.OpenAll(paths, opt)
	if err != nil {
		return nil, inputError(hinted(faulty(paths, err), err))
	}
	return t, nil
}

// picked is --index in the table that was read, and whether some columns were not.
func (f *readFlags) picked() (index string, some bool) {
	if f.pick == nil || f.pick.head == nil {
		return f.index, false
	}
	return f.pick.index, true
}

// faulty is the file that is not there, if one of them is not.
func faulty(paths []string, err error) string {
	if e, ok := errorAs[*table.Error](err); ok && slices.Contains(paths, e.File) {
		return e.File
	}
	return paths[0]
}

// readMatrix reads a matrix that has cells: a .npy file is mapped.
func (f *readFlags) readMatrix(sys IO, path string) (m *matrix.Matrix, err error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	p := sys.progress(&opt, []string{path})
	defer p.clear()
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

// readGrid reads a matrix, and notes the columns of nothing but text that it leaves out
// beside the row labels. With --index the labels are spelled as in the file, and all other
// columns must hold numbers. A table of nothing but words becomes categories.
func (f *readFlags) readGrid(sys IO, paths []string) (*shaped, error) {
	if f.isNPY(paths) {
		m, err := f.readMatrix(sys, paths[0])
		return &shaped{m: m}, err
	}
	t, err := f.readPicked(sys, paths, forGrid)
	if err != nil {
		return nil, err
	}
	index, some := f.picked()
	if words, ok := isCategorical(t, f.index); ok && !some {
		return &shaped{m: words.Codes, levels: words.Levels}, nil
	}
	var m *matrix.Matrix
	var columns []table.Column
	if index != "" {
		m, err = t.Matrix(index)
	} else {
		m, columns, err = t.Grid("")
	}
	if err == nil {
		err = notEmpty(nameOf(paths[0]), m)
	}
	if err != nil {
		return nil, inputError(hinted(paths[0], err))
	}
	d := &shaped{m: m, label: unitOf(t, m.ColLabels)}
	d.sayRead(t)
	if index == "" {
		columns = f.pick.leftOut(columns)
	}
	d.leftOut(columns, f.pick)
	return d, nil
}

// isNPY reports whether the only file is a NumPy array, by flag or name.
func (f *readFlags) isNPY(paths []string) bool {
	return len(paths) == 1 && (f.from == "npy" || f.from == "auto" && strings.EqualFold(filepath.Ext(paths[0]), ".npy"))
}

// columnNames are the names of columns, with what is to be said of some.
func columnNames(columns []table.Column) (names []string) {
	for _, c := range columns {
		name := strconv.Quote(c.Name)
		if c.Note != "" {
			name += " (" + withMarkFlags(c.Note) + ")"
		}
		names = append(names, name)
	}
	return names
}

// leftOut notes the columns that are not drawn.
func (d *shaped) leftOut(columns []table.Column, p *columnPick) {
	var about []table.Column
	words := slices.DeleteFunc(slices.Clone(columns), func(c table.Column) bool {
		if c.Describes() {
			about = append(about, c)
		}
		return c.Describes()
	})
	if p != nil && p.head != nil {
		about = p.about()
	}
	if len(about) > 0 {
		d.notes = append(d.notes, "left out, as the file says that they describe the rows: "+strings.Join(columnNames(about), ", "))
	}
	if len(words) > 0 {
		d.notes = append(d.notes, "left out, not numbers: "+strings.Join(columnNames(words), ", "))
	}
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

// readObservations reads a table for correlation: columns of numbers; the columns of text
// are left out, and noted.
func (f *readFlags) readObservations(sys IO, paths []string) (*shaped, error) {
	if f.isNPY(paths) {
		m, err := f.readMatrix(sys, paths[0])
		return &shaped{m: m}, err
	}
	t, err := f.readPicked(sys, paths, forCorr)
	if err != nil {
		return nil, err
	}
	index, _ := f.picked()
	m, columns, err := t.Numeric(index)
	if err != nil {
		return nil, inputError(err)
	}
	if err := faultyColumn(t, index, columns); err != nil {
		return nil, inputError(hinted(paths[0], err))
	}
	columns = f.pick.leftOut(columns)
	if _, cols := m.Dims(); cols == 0 && len(columns) > 0 {
		return nil, inputError(fmt.Errorf("%s: no column of numbers to correlate, only text: %s (is the delimiter another one? give it by --delimiter)",
			nameOf(paths[0]), strings.Join(columnNames(columns), ", ")))
	}
	if err := notEmpty(nameOf(paths[0]), m); err != nil {
		return nil, inputError(err)
	}
	d := &shaped{m: m}
	d.sayRead(t)
	d.leftOut(columns, f.pick)
	return d, nil
}

// unitOf is the unit that the columns of numbers share which became the matrix, or none.
func unitOf(t *table.Table, drawn []string) string {
	if !slices.ContainsFunc(t.Columns, func(c table.Column) bool { return c.Unit != "" }) {
		return ""
	}
	isDrawn := map[string]bool{}
	for _, name := range drawn {
		isDrawn[name] = true
	}
	unit, met := "", false
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Kind != table.Number || !isDrawn[c.Name] {
			continue
		}
		if met && c.Unit != unit {
			return ""
		}
		unit, met = c.Unit, true
	}
	return unit
}

// sayRead passes on what the reader notes, and columns whose numbers may be others.
func (d *shaped) sayRead(t *table.Table) {
	for _, note := range t.Notes {
		d.note("%s", strings.NewReplacer("(a range takes", "(--range takes", "are rows, transpose)", "are rows, give --transpose)").Replace(note))
	}
	var doubtful []table.Column
	for _, c := range t.Columns {
		if c.Kind == table.Number && c.Note != "" {
			doubtful = append(doubtful, c)
		}
	}
	const few = 3
	if n := len(doubtful); n > 0 {
		more := ""
		if n > few {
			more = fmt.Sprintf(" and %d more", n-few)
		}
		d.note("read with decimal points: %s%s (--thousands point or --decimal point says which it is)", strings.Join(columnNames(doubtful[:min(n, few)]), ", "), more)
	}
}

// faultyColumn reports the first cell that is no number in the columns of numbers that
// would be left out for it.
func faultyColumn(t *table.Table, index string, left []table.Column) error {
	if !slices.ContainsFunc(left, func(c table.Column) bool { return c.Mixed() && !c.Describes() }) {
		return nil
	}
	_, _, err := t.Grid(index)
	if e, ok := errorAs[*table.Error](err); ok && e.Msg == "is not a number" && strings.HasPrefix(e.Cure, "make it the index") {
		told := *e
		told.Cure = fmt.Sprintf("if it stands for none, give --missing%s; to leave out the column, --drop-cols %s", moreMissing(e.Value), shellWord(cmp.Or(e.Name, strconv.Itoa(e.Column))))
		return &told
	}
	return err
}

// withMarkFlags names the flags in a cure for numbers with marks that may mean two things.
func withMarkFlags(cure string) string {
	at := strings.Index(cure, "write ")
	if at < 0 || !strings.Contains(cure, "state the decimal mark") {
		return cure
	}
	mark := "comma"
	if strings.Contains(cure, `'.'`) {
		mark = "point"
	}
	if strings.Contains(cure[at:], "mark if ") {
		return cure[:at] + fmt.Sprintf("if the %s separates thousands, give --thousands %s, and if decimals, --decimal %s", mark, mark, mark)
	}
	return cure[:at] + "give --decimal " + mark
}

// moreMissing is what --missing takes to make a value a missing one too, if that can be
// said in a few letters.
func moreMissing(value string) string {
	const few = 16
	if value == "" || len(value) > few || strings.ContainsAny(value, ",\"…0123456789") {
		return ""
	}
	return " " + shellWord("+"+value)
}

// shellWord quotes a word where a shell would take it apart.
func shellWord(s string) string {
	if s != "" && strings.IndexFunc(s, func(r rune) bool {
		return r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_.,:/@%+-", r)
	}) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
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
		told.Cure = fmt.Sprintf("if the column holds labels, give --index '#%d'; if the value stands for none, give --missing%s", e.Column, moreMissing(e.Value))
		return &told
	}
	if e, ok := errorAs[*table.Error](err); ok && e.Msg == "is not a number" && strings.Contains(e.Cure, "state the decimal mark") {
		told := *e
		told.Cure = withMarkFlags(e.Cure)
		return &told
	}
	if e, ok := errorAs[*table.Error](err); ok && e.Skip > 0 {
		told := *e
		told.Cure = e.Cure
		if strings.Contains(e.File, ": sheet ") {
			told.Cure = fmt.Sprintf("if row %d has the names of the columns, give --range A%d:", e.Skip+1, e.Skip+1)
			return &told
		}
		for _, what := range []string{"above it", "skip it"} {
			told.Cure = strings.Replace(told.Cure, what, fmt.Sprintf("%s by --skip-lines %d", what, e.Skip), 1)
		}
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
