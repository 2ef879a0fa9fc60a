package table

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/seed01309057/heat/matrix"
)

// A marketReader reads the Matrix Market exchange format (Boisvert, Pozo and
// Remington 1996, NISTIR 5935), coordinates and arrays.
type marketReader struct {
	*source
	at      int
	line    int
	coords  bool // else an array, column by column
	pattern bool // coordinates without values, which are 1
	sign    float64
	mirror  bool // what is below the diagonal is also above, times sign
	rows    int
	cols    int
	values  []float64
}

// marketMatrix reads a Matrix Market file. Cells without an entry are 0, and
// entries of the same cell are added up.
func (in *input) marketMatrix() (*matrix.Matrix, error) {
	s, err := readSource(in.r, in.name, in.size, in.opt.limit(), MaxLine)
	if err != nil {
		return nil, err
	}
	r := &marketReader{source: s}
	if err := r.header(); err != nil {
		return nil, err
	}
	count, err := r.shape(in.opt.limit())
	if err != nil {
		return nil, err
	}
	if r.values = make([]float64, r.rows*r.cols); r.coords {
		err = r.coordinates(count)
	} else {
		err = r.array()
	}
	if err != nil {
		return nil, err
	}
	if fields, _ := r.next(); fields != nil {
		return nil, r.fail("more entries than the %d that the file announces", "correct the line of the sizes", count)
	}
	return matrix.New(r.rows, r.cols, r.values)
}

func (r *marketReader) fail(msg, cure string, args ...any) error {
	return &Error{File: r.name, Line: r.line, Msg: fmt.Sprintf(msg, args...), Cure: cure}
}

// header reads the first line.
func (r *marketReader) header() error {
	first, rest, _ := bytes.Cut(r.text, []byte("\n"))
	r.line, r.at = 1, len(r.text)-len(rest)
	words := strings.Fields(strings.ToLower(string(first[:min(len(first), 1024)])))
	if len(words) != 5 || words[0] != "%%matrixmarket" || words[1] != "matrix" {
		return r.fail("the first line is not that of a Matrix Market file", "it is like: %%MatrixMarket matrix coordinate real general")
	}
	switch words[2] {
	case "coordinate":
		r.coords = true
	case "array":
	default:
		return r.fail("format %.20q is not known", "coordinate and array are", words[2])
	}
	switch words[3] {
	case "real", "integer", "double":
	case "pattern":
		r.pattern = true
	default:
		return r.fail("numbers that are %.20s cannot be drawn", "real, integer and pattern can", words[3])
	}
	switch words[4] {
	case "general":
	case "symmetric":
		r.mirror, r.sign = true, 1
	case "skew-symmetric":
		r.mirror, r.sign = true, -1
	default:
		return r.fail("symmetry %.20q is not known", "general, symmetric and skew-symmetric are", words[4])
	}
	if r.pattern && !r.coords {
		return r.fail("an array cannot be a pattern", "write coordinate, or real")
	}
	return nil
}

// next returns the fields of the next line that is neither blank nor a
// comment, or nil at the end. At most four are looked at.
func (r *marketReader) next() (fields [][]byte, n int) {
	for r.at < len(r.text) {
		line := r.text[r.at:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		r.at += len(line) + 1
		r.line++
		if line = bytes.TrimSpace(line); len(line) == 0 || line[0] == '%' {
			continue
		}
		for len(line) > 0 && n < 4 {
			end := bytes.IndexAny(line, " \t")
			if end < 0 {
				end = len(line)
			}
			fields = append(fields, line[:end])
			n++
			line = bytes.TrimLeft(line[end:], " \t")
		}
		return fields, n
	}
	return nil, 0
}

// shape reads the line of sizes.
func (r *marketReader) shape(limit int64) (count int, err error) {
	fields, n := r.next()
	want := 2
	if r.coords {
		want = 3
	}
	if n != want {
		return 0, r.fail("the line of the sizes has %s, not %d", "it holds the rows, the columns and, of coordinates, the entries", plural(n, "number"), want)
	}
	var sizes [3]int
	for i, f := range fields {
		v, err := strconv.Atoi(string(f))
		if err != nil || v < 0 || v > 1<<31-1 {
			return 0, r.fail("%s is no possible size", "", quote(string(f)))
		}
		sizes[i] = v
	}
	r.rows, r.cols = sizes[0], sizes[1]
	if cells := int64(r.rows) * int64(r.cols); cells > limit/8 {
		return 0, r.fail("%d × %d cells need %d bytes, and the limit is %d", "raise the limit, or save a part of the matrix", r.rows, r.cols, 8*cells, limit)
	}
	if r.mirror && r.rows != r.cols {
		return 0, r.fail("%d × %d cells cannot be symmetric", "write general", r.rows, r.cols)
	}
	return sizes[2], nil
}

// coordinates reads entries of a row, a column and a value, from 1.
func (r *marketReader) coordinates(count int) error {
	want := 3
	if r.pattern {
		want = 2
	}
	for k := range count {
		fields, n := r.next()
		if n == 0 {
			return r.fail("the file ends after %d of %d entries", "it was cut short", k, count)
		}
		if n != want {
			return r.fail("an entry of %s, not %d", "it has a row, a column and, unless the file is a pattern, a value", plural(n, "number"), want)
		}
		i, err := r.position(fields[0], r.rows, "row")
		if err != nil {
			return err
		}
		j, err := r.position(fields[1], r.cols, "column")
		if err != nil {
			return err
		}
		v := 1.0
		if !r.pattern {
			if v, err = r.number(fields[2]); err != nil {
				return err
			}
		}
		r.values[i*r.cols+j] += v
		if r.mirror && i != j {
			r.values[j*r.cols+i] += float64(r.sign * v)
		}
	}
	return nil
}

func (r *marketReader) position(f []byte, size int, what string) (int, error) {
	n, err := strconv.Atoi(string(f))
	if err != nil || n < 1 || n > size {
		return 0, r.fail("%s is no %s of 1 to %d", "", quote(string(f)), what, size)
	}
	return n - 1, nil
}

func (r *marketReader) number(f []byte) (float64, error) {
	v, class := parseNumber(f, '.')
	if class != isNumber && !bytes.EqualFold(f, []byte("nan")) {
		return 0, r.fail("%s is not a number", "", quote(string(f)))
	}
	return v, nil
}

// array reads all values, or those on and below the diagonal, column by
// column. A skew-symmetric one leaves the diagonal out.
func (r *marketReader) array() error {
	for j := range r.cols {
		first := 0
		if r.mirror {
			if first = j; r.sign < 0 {
				first++
			}
		}
		for i := first; i < r.rows; i++ {
			fields, n := r.next()
			if n != 1 {
				return r.fail("%s where the value of row %d, column %d belongs", "an array has one value on each line", plural(n, "number"), i+1, j+1)
			}
			v, err := r.number(fields[0])
			if err != nil {
				return err
			}
			r.values[i*r.cols+j] = v
			if r.mirror && i != j {
				r.values[j*r.cols+i] = float64(r.sign * v)
			}
		}
	}
	return nil
}
