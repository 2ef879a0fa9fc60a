package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed01309057/heat/internal/suggest"
)

// A Kind is what the cells of a column are.
type Kind uint8

const (
	Empty  Kind = iota // every cell is missing; behaves as numbers that are all NaN
	Number             // numbers and missing cells
	Text               // anything else
	Bool               // true, false and missing cells
	Time               // dates, moments of time, and missing cells
)

// A Format is a file format.
type Format uint8

const (
	Auto    Format = iota // found out from the name, then from the content
	CSV                   // values with a delimiter, which is detected
	TSV                   // values with tabs between them
	JSON                  // an array of arrays or of objects, or a matrix
	NPY                   // an array that NumPy saved
	NDJSON                // JSON objects or arrays, one on each line
	NPZ                   // several arrays that NumPy saved, of which one is read
	Parquet               // an Apache Parquet file
	XLSX                  // an Excel workbook, of which one sheet is read
	MTX                   // a Matrix Market file, of coordinates or an array
	GCT                   // a Gene Cluster Text file, version 1.2 or 1.3
)

// A DateOrder says what the first two numbers of dates such as 03/04/2024
// are. Dates that start with the year need none.
type DateOrder uint8

const (
	DateAuto   DateOrder = iota // found out from the whole column
	DayFirst                    // 03/04/2024 is the third of April
	MonthFirst                  // 03/04/2024 is the fourth of March
)

// A Header says whether the first row of a CSV or TSV file, or of a JSON
// array of arrays, holds the names of the columns.
type Header uint8

const (
	HeaderAuto Header = iota // it does if it is not numeric
	HeaderYes                // it does, as with years for names
	HeaderNo                 // it does not
)

var (
	kindNames   = []string{"empty", "number", "text", "bool", "time"}
	formatNames = []string{"auto", "csv", "tsv", "json", "npy", "ndjson", "npz", "parquet", "xlsx", "mtx", "gct"}
	headerNames = []string{"auto", "yes", "no"}
	orderNames  = []string{"auto", "day-first", "month-first"}
)

// String returns the name in lower case.
func (k Kind) String() string      { return enumName(kindNames, int(k)) }
func (f Format) String() string    { return enumName(formatNames, int(f)) }
func (h Header) String() string    { return enumName(headerNames, int(h)) }
func (o DateOrder) String() string { return enumName(orderNames, int(o)) }

// Values lists the names of all values.
func (Kind) Values() []string      { return slices.Clone(kindNames) }
func (Format) Values() []string    { return slices.Clone(formatNames) }
func (Header) Values() []string    { return slices.Clone(headerNames) }
func (DateOrder) Values() []string { return slices.Clone(orderNames) }

// MarshalText returns the name in lower case.
func (k Kind) MarshalText() ([]byte, error)   { return marshalEnum("kind", kindNames, int(k)) }
func (f Format) MarshalText() ([]byte, error) { return marshalEnum("format", formatNames, int(f)) }
func (h Header) MarshalText() ([]byte, error) { return marshalEnum("header", headerNames, int(h)) }
func (o DateOrder) MarshalText() ([]byte, error) {
	return marshalEnum("date order", orderNames, int(o))
}

// UnmarshalText accepts the names that MarshalText returns.
func (k *Kind) UnmarshalText(b []byte) error   { return unmarshalEnum("kind", kindNames, b, k) }
func (f *Format) UnmarshalText(b []byte) error { return unmarshalEnum("format", formatNames, b, f) }
func (h *Header) UnmarshalText(b []byte) error { return unmarshalEnum("header", headerNames, b, h) }
func (o *DateOrder) UnmarshalText(b []byte) error {
	return unmarshalEnum("date order", orderNames, b, o)
}

func enumName(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprint(i)
}

func marshalEnum(what string, names []string, i int) ([]byte, error) {
	if i >= len(names) {
		return nil, fmt.Errorf("table: %s %d does not exist", what, i)
	}
	return []byte(names[i]), nil
}

func unmarshalEnum[E ~uint8](what string, names []string, b []byte, to *E) error {
	for i, name := range names {
		if name == string(b) {
			*to = E(i)
			return nil
		}
	}
	cure := "one of: " + strings.Join(names, ", ")
	if best := suggest.Nearest(string(b), names); best != "" {
		cure = fmt.Sprintf("did you mean %q?", best)
	}
	return fmt.Errorf("table: unknown %s %.40q (%s)", what, b, cure)
}
