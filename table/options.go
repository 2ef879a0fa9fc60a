package table

import (
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

	// Limit is the largest number of bytes to read. 0 means DefaultLimit. It
	// does not bound a .npy file that OpenMatrix maps.
	Limit int64

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
