package matrix

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteCSV writes the matrix as CSV by RFC 4180: the labels of the columns
// in the first line, after the name of the rows, and those of the rows in
// the first column, as far as there are labels. Numbers have the fewest
// digits that read back bit for bit; the infinities are inf and -inf, and a
// missing value is an empty field. Fields are quoted where they must be. A
// matrix of one column without row labels writes NaN for a missing value,
// since a blank line would be skipped.
func WriteCSV(w io.Writer, m *Matrix) error { return write(w, m, ',') }

// WriteTSV writes the matrix as [WriteCSV] does, with tabs between values.
func WriteTSV(w io.Writer, m *Matrix) error { return write(w, m, '\t') }

// A csvWriter collects lines and writes them in large pieces.
type csvWriter struct {
	w     io.Writer
	delim byte
	buf   []byte
}

func write(w io.Writer, m *Matrix, delim byte) error {
	if err := m.Validate(); err != nil {
		return err
	}
	c := &csvWriter{w: w, delim: delim}
	if m.ColLabels != nil {
		c.header(m)
	}
	const block = 16 // rows at once: see Rows about matrices stored by columns
	var buf []float64
	for i := 0; i < m.rows; i += block {
		end := min(i+block, m.rows)
		buf = m.Rows(i, end, scratch(m, buf))
		for k := i; k < end; k++ {
			if err := c.row(m, k, buf[(k-i)*m.cols:][:m.cols]); err != nil {
				return err
			}
		}
	}
	return c.flush(0)
}

func (c *csvWriter) header(m *Matrix) {
	if m.RowLabels != nil {
		c.text(m.RowName)
		if m.cols > 0 {
			c.buf = append(c.buf, c.delim)
		}
	}
	for j, s := range m.ColLabels {
		if j > 0 {
			c.buf = append(c.buf, c.delim)
		}
		c.text(s)
	}
	c.buf = append(c.buf, '\n')
}

func (c *csvWriter) row(m *Matrix, i int, values []float64) error {
	if m.RowLabels != nil {
		c.text(m.RowLabels[i])
		if len(values) > 0 {
			c.buf = append(c.buf, c.delim)
		}
	}
	for j, v := range values {
		if j > 0 {
			c.buf = append(c.buf, c.delim)
		}
		switch {
		case v == v:
			c.buf = appendNumber(c.buf, v)
		case len(values) == 1 && m.RowLabels == nil:
			c.buf = append(c.buf, "NaN"...)
		}
	}
	c.buf = append(c.buf, '\n')
	return c.flush(1 << 16)
}

// flush writes what is collected if it is more than least bytes.
func (c *csvWriter) flush(least int) error {
	if len(c.buf) <= least {
		return nil
	}
	_, err := c.w.Write(c.buf)
	c.buf = c.buf[:0]
	if err != nil {
		return fmt.Errorf("matrix: writing: %w", err)
	}
	return nil
}

// text writes a label, in quotes if a reader would take it for something
// else. An empty one is quoted too, so that no line is blank.
func (c *csvWriter) text(s string) {
	plain := s != "" && !strings.ContainsAny(s, "\"\r\n,;\t|") && strings.TrimSpace(s) == s && !strings.HasPrefix(s, "\ufeff")
	if plain {
		c.buf = append(c.buf, s...)
		return
	}
	c.buf = append(c.buf, '"')
	c.buf = append(c.buf, strings.ReplaceAll(s, `"`, `""`)...)
	c.buf = append(c.buf, '"')
}

// appendNumber writes the shortest digits that read back, without an
// exponent where people write none.
func appendNumber(b []byte, v float64) []byte {
	switch a := max(v, -v); {
	case a > 1.7976931348623157e308:
		return append(b, map[bool]string{true: "inf", false: "-inf"}[v > 0]...)
	case a != 0 && (a < 1e-5 || a >= 1e17):
		return strconv.AppendFloat(b, v, 'g', -1, 64)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}
