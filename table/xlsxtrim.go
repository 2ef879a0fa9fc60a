package table

import (
	"fmt"
	"strings"
)

// A rowScan finds where the table of a sheet begins and ends: titles above it
// and remarks below it are rows with a single text.
type rowScan struct {
	row, cells, col int // of the row that is being read
	numbers         bool

	begin, end int  // the first and the last row with several cells
	title      bool // only rows with a single text come before
	titleRow   int  // the last of them
	titleCol   int
	remark     bool // only such rows come behind, after a blank one
	remarkRow  int  // the last of them
	beginCol   int
	anyNumber  bool
}

// add takes the next cell.
func (r *rowScan) add(c *xlsxCell) {
	if c.row != r.row {
		r.finish()
		r.row, r.cells, r.col, r.numbers = c.row, 0, c.col, false
	}
	r.cells++
	switch c.kind {
	case "s", "inlineStr", "str":
	default:
		r.numbers, r.anyNumber = true, true
	}
}

// finish takes the row that has ended.
func (r *rowScan) finish() {
	single := r.cells == 1 && !r.numbers
	switch {
	case r.cells == 0:
	case r.begin == 0 && r.cells > 1:
		r.begin, r.end, r.beginCol = r.row, r.row, r.col
	case r.begin == 0 && r.titleRow == 0:
		r.title, r.titleRow, r.titleCol = single, r.row, r.col
	case r.begin == 0:
		r.title, r.titleRow = r.title && single, r.row
	case !single:
		r.end, r.remark, r.remarkRow = r.row, false, 0
	case r.remarkRow == 0:
		r.remark, r.remarkRow = r.row > r.end+1, r.row
	default:
		r.remarkRow = r.row
	}
}

// trim leaves out titles above the table and remarks below it. What may be a
// header of a single name stays: a title stands over the first column of a table
// of at least three, or above a blank row.
func (s *sheet) trim(r *rowScan) error {
	u, width := s.used, s.used.col1-s.used.col0+1
	var said []string
	if above := r.begin > r.titleRow+1; r.title && r.begin > 0 && (above || width > 2 && r.titleCol <= r.beginCol) {
		said = append(said, rowsText(u.row0, r.titleRow)+" above the table")
		s.area.row0 = r.begin
	}
	if r.remark && r.end > 0 {
		said = append(said, rowsText(r.end+1, r.remarkRow)+" below it")
		s.area.row1 = r.end
	}
	if said == nil {
		return nil
	}
	s.notes = append(s.notes, fmt.Sprintf("sheet %s: left out: %s (a range takes another part)", quote(s.name), strings.Join(said, ", ")))
	return s.measure()
}

func rowsText(from, to int) string {
	if from == to {
		return fmt.Sprintf("row %d", from)
	}
	return fmt.Sprintf("rows %d to %d", from, to)
}

// isTable is whether a sheet has more than names or prose.
func (s *sheet) isTable(r *rowScan) bool {
	return s.rows > 1 && (r.anyNumber || s.used.col1 > s.used.col0)
}

// cellName is a reference such as D5.
func cellName(row, col int) string {
	letters := ""
	for ; col > 0; col = (col - 1) / 26 {
		letters = string(rune('A'+(col-1)%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, row)
}
