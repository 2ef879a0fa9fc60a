package matrix

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
)

// WriteNPY writes the values as NumPy's format 1.0: float64 in row order,
// little-endian, with NaN for missing ones. Labels are not written. What
// [ReadNPY] reads of it is bit for bit the same.
func WriteNPY(w io.Writer, m *Matrix) error {
	header := fmt.Sprintf("{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }", m.rows, m.cols)
	const align = 64 // of the first number, as NumPy does it
	pad := align - (len(npyMagic)+4+len(header)+1)%align
	if pad == align {
		pad = 0
	}
	header += strings.Repeat(" ", pad) + "\n"
	b := append([]byte(npyMagic), 1, 0, byte(len(header)), byte(len(header)>>8))
	if _, err := w.Write(append(b, header...)); err != nil {
		return err
	}
	return m.writeValues(w)
}

// writeValues writes the values in blocks of rows.
func (m *Matrix) writeValues(w io.Writer) error {
	if m.cols == 0 {
		return nil
	}
	block := max(16, 1<<16/m.cols)
	var buf []float64
	var out []byte
	for i := 0; i < m.rows; i += block {
		buf = m.Rows(i, min(i+block, m.rows), scratch(m, buf))
		out = out[:0]
		for _, v := range buf {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
		}
		if _, err := w.Write(out); err != nil {
			return err
		}
	}
	return nil
}
