package table

import (
	"fmt"
	"strings"
)

// A Kind is what the cells of a column are.
type Kind uint8

const (
	Empty  Kind = iota // every cell is missing; behaves as numbers that are all NaN
	Number             // numbers and missing cells
	Text               // anything else
)

// A Format is a file format.
type Format uint8

const (
	Auto Format = iota // found out from the name, then from the content
	CSV                // values with a delimiter, which is detected
	TSV                // values with tabs between them
	JSON               // an array of arrays or of objects, or a matrix
	NPY                // an array that NumPy saved
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
	kindNames   = []string{"empty", "number", "text"}
	formatNames = []string{"auto", "csv", "tsv", "json", "npy"}
	headerNames = []string{"auto", "yes", "no"}
)

// String returns the name in lower case.
func (k Kind) String() string   { return enumName(kindNames, int(k)) }
func (f Format) String() string { return enumName(formatNames, int(f)) }
func (h Header) String() string { return enumName(headerNames, int(h)) }

// MarshalText returns the name in lower case.
func (k Kind) MarshalText() ([]byte, error)   { return marshalEnum("kind", kindNames, int(k)) }
func (f Format) MarshalText() ([]byte, error) { return marshalEnum("format", formatNames, int(f)) }
func (h Header) MarshalText() ([]byte, error) { return marshalEnum("header", headerNames, int(h)) }

// UnmarshalText accepts the names that MarshalText returns.
func (k *Kind) UnmarshalText(b []byte) error   { return unmarshalEnum("kind", kindNames, b, k) }
func (f *Format) UnmarshalText(b []byte) error { return unmarshalEnum("format", formatNames, b, f) }
func (h *Header) UnmarshalText(b []byte) error { return unmarshalEnum("header", headerNames, b, h) }

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
	return fmt.Errorf("table: unknown %s %.40q (one of: %s)", what, b, strings.Join(names, ", "))
}
