package table

import (
	"context"
	"runtime"
	"slices"

	"github.com/seed01309057/heat/matrix"
)

const (
	// DefaultLimit is the number of bytes of input that are accepted if
	// Options.Limit is 0: 1 GiB.
	DefaultLimit = matrix.DefaultLimit

	// MaxLine is the largest number of bytes in a line of a CSV or TSV file:
	// 64 MiB. It stops a file without line breaks, which is hardly a table,
	// long before the limit of the whole input.
	MaxLine = 64 << 20
)

// Options say how to read a table. The zero value detects everything.
type Options struct {
	Format Format
	Header Header

	// Columns are the columns to read, by name or by position as "#2", in the
	// order in which the table shall have them. Nil means all. The others are
	// not kept, and of a Parquet file not even read.
	Columns []string

	// Choose, if it is set, is called once the columns of a file are known, and
	// returns the positions, from 0, of those to read; nil means all. The table
	// has them in their order in the file, and errors name their places there.
	// The cells of others are passed over: one at fault is no error. Of a
	// Parquet file they are not read at all, but of texts that may be truths or
	// times, by the least and the largest of them. Files of NumPy and Matrix
	// Market are single arrays, which are read whole. Of the later files of
	// OpenAll the columns of the same names are read. It is for tables, and not
	// used together with Columns, or by ReadMatrix, OpenMatrix and Batches.
	Choose func([]Heading) []int

	// Part chooses the array of a .npz file and the sheet of a workbook, by
	// name. Empty takes the first array with two dimensions, and the first
	// sheet that is not empty. For other formats it is an error, as Range,
	// SkipLines and Comment are where they choose nothing.
	Part string

	// Range is the part of a sheet to read, such as B2:F20. Empty means all.
	Range string

	// SkipLines is how many lines at the start of a CSV or TSV file do not belong
	// to the table, such as a title. Blank ones count.
	SkipLines int

	// Comment is what lines of a CSV or TSV file begin with that are comments,
	// wherever they stand. Empty takes the lines above the table that begin
	// with #, but not a header that does: the last of them if it has as many
	// values as the lines below, and they are no names. NoComment takes none.
	Comment string

	// Delimiter separates the values of a CSV file. 0 detects it among comma,
	// semicolon, tab and bar, by the first lines. See also Whitespace.
	Delimiter rune

	// Decimal is the decimal mark of a CSV or TSV file: '.' or ','. 0 takes
	// the comma if the delimiter is another, some value is a number with a
	// comma that cannot separate thousands, as in 1,5, or with points that
	// must, as in 1.234,50, and none is one with a point that cannot, as 2.5.
	// With semicolons a comma as in 1,234 will do if there are no points. If
	// all points may separate thousands there, columns have a Note.
	Decimal rune

	// Thousands is the mark between thousands: ',', '.', '\'' or ' ', which
	// stands for all spaces; or NoThousands. 0 finds it out for each column: it
	// is one if some cell has it twice or before decimals, as in 1,234,567 and
	// 1,234.5, or if the decimal mark of the file is known to be the other one.
	// Else a column with cells as 1,234 is text.
	Thousands rune

	// Missing lists the spellings of a missing value, in any letter case. An
	// empty cell and NaN, as any program writes it, are always missing. Nil
	// means those of UsualMissing: NA, N/A, n.a., <NA>, null, None, \N, - and
	// --, and the errors of Excel such as #N/A and #DIV/0!. A spelling that is a
	// number, such as -999, stands for that number however it is written. It
	// does not apply to .npy files.
	Missing []string

	// Types says of what kind columns are, by name or by position as "#2".
	// Text takes every cell as it is written. If a cell is not of the kind
	// that is given, reading fails. The kind of all others is found out.
	Types map[string]Kind

	// LooseTypes passes over what Types says of columns that are not there: it is said
	// of one table of several.
	LooseTypes bool

	// DateOrder says how to read dates such as 03/04/2024.
	DateOrder DateOrder

	// Limit is the largest number of bytes to read, of compressed input after
	// unpacking. 0 means DefaultLimit. It does not bound a .npy file that
	// OpenMatrix maps, nor what Batches streams.
	Limit int64

	// Progress, if it is set, is called while input is read, at most some ten
	// times in a second, with the number of bytes that were read of the file
	// and how many it has, which is 0 if that is not known. Calls do not
	// overlap, but may come from another goroutine.
	Progress func(done, total int64)

	// Context, if it is set, ends reading when it is done, with its error.
	Context context.Context

	// Workers is the largest number of goroutines that parse at once; 0 means
	// one for each processor. The result does not depend on it.
	Workers int

	grouped func(mark rune) bool // whether a mark is one between thousands elsewhere in the file; may be nil
}

// usualMissing are the words of R, pandas, Excel, databases and people.
var usualMissing = []string{"NA", "N/A", "#N/A", "null", "None", "-", "<NA>", "--", "n.a.", `\N`,
	"#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"}

// UsualMissing returns the spellings of a missing value that are known if
// Options.Missing is nil: for those who add to them.
func UsualMissing() []string { return slices.Clone(usualMissing) }

// notNumbers are spellings of NaN by the libraries of C.
var notNumbers = []string{"-NaN", "nan(ind)", "-nan(ind)", "1.#QNAN", "-1.#QNAN", "1.#IND", "-1.#IND"}

func (o *Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

func (o *Options) limit() int64 {
	if o.Limit > 0 {
		return o.Limit
	}
	return DefaultLimit
}
