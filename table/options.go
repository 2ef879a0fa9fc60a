package table

import (
	"context"
	"runtime"

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

	// Part chooses the array of a .npz file and the sheet of a workbook, by
	// name. Empty takes the first array with two dimensions, and the first
	// sheet that is not empty.
	Part string

	// Range is the part of a sheet to read, such as B2:F20. Empty means all.
	Range string

	// Delimiter separates the values of a CSV file. 0 detects it among comma,
	// semicolon, tab and bar, by the first lines.
	Delimiter rune

	// Decimal is the decimal mark of a CSV or TSV file: '.' or ','. 0 takes
	// the comma if the delimiter is another, some value is a number with a
	// comma, and none is one with a point. With tab or bar, where 1,234 may
	// also mean a thousand, some value must have other than three digits
	// after its comma.
	Decimal rune

	// Missing lists the spellings of a missing value, in any letter case. An
	// empty cell and NaN are always missing. Nil means the usual spellings:
	// NA, N/A, #N/A, null, None and -. A spelling that is a number, such as
	// -999, stands for that number however it is written. It does not apply
	// to .npy files.
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
}

var usualMissing = []string{"NA", "N/A", "#N/A", "null", "None", "-"}

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
