package cli

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// printFormat is how numbers are printed where no format is given: as pandas does.
const printFormat = ".6f"

// printMatrix writes a matrix as a table of aligned columns.
func printMatrix(w io.Writer, spec heat.Spec) error {
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	fallback, err := scale.ParseFormat(printFormat)
	if err != nil {
		return err
	}
	format := cells.Fmt.Or(fallback)
	m := cells.Values
	rows, cols := m.Dims()
	lines := make([][]string, rows+1)
	lines[0] = append([]string{""}, m.ColLabels...)
	for i := range rows {
		lines[i+1] = append(lines[i+1], m.RowLabels[i])
		for j := range cols {
			s := "NaN"
			if v := m.At(i, j); !math.IsNaN(v) {
				s = format.Format(v)
			}
			lines[i+1] = append(lines[i+1], s)
		}
	}
	widths := make([]int, cols+1)
	for _, line := range lines {
		for j, s := range line {
			widths[j] = max(widths[j], text.ColumnsOf(s))
		}
	}
	out := bufio.NewWriter(w)
	for _, line := range lines {
		for j, s := range line {
			pad := strings.Repeat(" ", widths[j]-text.ColumnsOf(s))
			if j == 0 {
				fmt.Fprint(out, s, pad)
			} else {
				fmt.Fprint(out, "  ", pad, s)
			}
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		return stdoutError(err)
	}
	return nil
}
