package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/seed01309057/heat/internal/suggest"
)

// A workbook is an Excel file (ECMA-376): a zip archive of XML.
type workbook struct {
	name     string
	parts    map[string]*zip.File
	left     int64 // bytes that may still be unpacked
	limit    int64
	sheets   []sheetPart
	strings  []string // shared
	dates    []bool   // of each style, whether it shows numbers as dates
	first    bool     // only the first rows of a sheet are read
	date1904 bool     // days count from 1904
}

// A sheetPart is a sheet's name and where it is in the archive.
type sheetPart struct {
	name, part string
	hidden     bool
}

// The largest sheet that Excel makes.
const (
	maxSheetRows    = 1 << 20
	maxSheetColumns = 1 << 14
)

// workbook reads a sheet of a workbook: as JSON that has a row on the line
// of its number, which the reader of JSON does the rest with.
func (in *input) workbook(index string) (*Table, error) {
	r, size, err := in.readerAt()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &Error{File: in.name, Msg: "not a whole zip archive, which a workbook is", Err: err, Cure: "save it again as .xlsx, or as CSV"}
	}
	w := &workbook{name: in.name, first: in.first, parts: map[string]*zip.File{}, left: in.opt.limit(), limit: in.opt.limit()}
	for _, f := range z.File {
		w.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	if err := w.open(); err != nil {
		return nil, err
	}
	area, fault := parseRange(in.opt.Range)
	if fault != nil {
		fault.File = in.name
		return nil, fault
	}
	s, err := w.choose(in.opt.Part, area)
	if err != nil {
		return nil, err
	}
	text := s.json()
	s.xml = xmlScanner{}
	t, err := readJSON(&source{name: in.name + ": sheet " + quote(s.name), text: text}, &in.opt, index, true)
	if err != nil {
		return nil, err
	}
	t.Notes = s.notes
	return t, nil
}

func (w *workbook) fail(msg, cure string) *Error { return &Error{File: w.name, Msg: msg, Cure: cure} }

// read unpacks a part, or nothing if there is none.
func (w *workbook) read(part string) ([]byte, error) {
	f := w.parts[part]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, &Error{File: w.name, Msg: "part " + quote(part) + " cannot be read", Err: err, Cure: "save the file again"}
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, w.left+1))
	if err != nil {
		return nil, &Error{File: w.name, Msg: "part " + quote(part) + " cannot be unpacked", Err: err, Cure: "the file was damaged: save it again"}
	}
	if w.left -= int64(len(b)); w.left < 0 {
		return nil, w.fail(fmt.Sprintf("the workbook unpacks to more than the limit of %d bytes", w.limit), "raise the limit, or save the sheet as CSV")
	}
	return b, nil
}

// readSheet unpacks a sheet, or its beginning if only that is wanted.
func (w *workbook) readSheet(part string) ([]byte, error) {
	f := w.parts[part]
	if f == nil || !w.first {
		return w.read(part)
	}
	r, err := f.Open()
	if err != nil {
		return nil, &Error{File: w.name, Msg: "part " + quote(part) + " cannot be read", Err: err, Cure: "save the file again"}
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, namesBytes)) // what is there tells
	if end := bytes.LastIndex(b, []byte("</row>")); end >= 0 && len(b) == namesBytes {
		b = b[:end]
	}
	return b, nil
}

// open reads what all sheets share.
func (w *workbook) open() error {
	book, err := w.read("xl/workbook.xml")
	if err != nil {
		return err
	}
	if book == nil {
		return w.fail("the archive is not an Excel workbook", "unpack it if it holds a table, or save the sheet as .xlsx or CSV")
	}
	rels, err := w.read("xl/_rels/workbook.xml.rels")
	if err != nil {
		return err
	}
	w.readSheets(book, targets(rels))
	styles, err := w.read("xl/styles.xml")
	if err != nil {
		return err
	}
	w.readStyles(styles)
	shared, err := w.read("xl/sharedStrings.xml")
	if err != nil {
		return err
	}
	w.readStrings(shared)
	return nil
}

// targets returns the parts that the relations of the workbook name.
func targets(rels []byte) map[string]string {
	out := map[string]string{}
	for x := (xmlScanner{text: rels}); x.next(); {
		if x.name == "Relationship" && !x.closing {
			id, _ := x.attr("Id")
			target, _ := x.attr("Target")
			if rooted, ok := strings.CutPrefix(target, "/"); ok {
				out[id] = rooted
			} else {
				out[id] = path.Join("xl", target)
			}
		}
	}
	return out
}

func (w *workbook) readSheets(book []byte, targets map[string]string) {
	for x := (xmlScanner{text: book}); x.next(); {
		switch {
		case x.closing:
		case x.name == "workbookPr":
			v, _ := x.attr("date1904")
			w.date1904 = v == "1" || v == "true"
		case x.name == "sheet":
			name, _ := x.attr("name")
			id, _ := x.attr("id")
			state, _ := x.attr("state")
			w.sheets = append(w.sheets, sheetPart{name: name, part: targets[id], hidden: state == "hidden" || state == "veryHidden"})
		}
	}
}

// readStrings reads the texts that cells refer to, without their formats and
// without the readings of Japanese ones.
func (w *workbook) readStrings(b []byte) {
	x := xmlScanner{text: b}
	for x.next() {
		if x.name == "si" && !x.closing {
			text := ""
			if !x.empty {
				text = x.content("si")
			}
			w.strings = append(w.strings, text)
		}
	}
}

// content returns the text of all elements t up to the end of the given one.
func (x *xmlScanner) content(name string) string {
	text := ""
	for x.next() {
		switch {
		case x.closing && x.name == name:
			return text
		case x.name == "rPh" && !x.closing && !x.empty:
			for x.next() && !(x.closing && x.name == "rPh") {
			}
		case x.name == "t" && x.closing:
			if piece := unescape(x.before); text == "" {
				text = piece
			} else {
				text += piece
			}
		}
	}
	return text
}

// readStyles finds the styles that show numbers as dates.
func (w *workbook) readStyles(b []byte) {
	own, cells := map[string]bool{}, false
	for x := (xmlScanner{text: b}); x.next(); {
		switch {
		case x.name == "numFmt" && !x.closing:
			id, _ := x.attr("numFmtId")
			code, _ := x.attr("formatCode")
			own[id] = isDateFormat(code)
		case x.name == "cellXfs":
			cells = !x.closing && !x.empty
		case x.name == "xf" && cells && !x.closing:
			id, _ := x.attr("numFmtId")
			date, known := own[id]
			if n, err := strconv.Atoi(id); err == nil && !known {
				date = n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
			}
			w.dates = append(w.dates, date)
		}
	}
}

// isDateFormat is whether a format code has letters of a date or a clock,
// outside of quotes and brackets, other than those of hours as a sum, [h].
func isDateFormat(code string) bool {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c | 0x20 {
		case '"' | 0x20:
			if c == '"' {
				if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
					i += end + 1
				}
			}
		case 'y', 'd', 'h', 's', 'm':
			return true
		default:
			switch c {
			case '\\', '_', '*':
				i++
			case '[':
				if end := strings.IndexByte(code[i:], ']'); end >= 0 {
					i += end
				}
			}
		}
	}
	return false
}

// choose finds the sheet of a name, or the first that has a table, or else the
// first that has cells.
func (w *workbook) choose(name string, area cellRange) (*sheet, error) {
	var names []string
	for _, p := range w.sheets {
		names = append(names, p.name)
	}
	var first *sheet // with cells, but no table
	for _, p := range w.sheets {
		if name != "" && p.name != name || name == "" && p.hidden {
			continue
		}
		text, err := w.readSheet(p.part)
		if err != nil {
			return nil, err
		}
		s := &sheet{workbook: w, name: p.name, xml: xmlScanner{text: text}, area: area}
		var scan rowScan
		if scan, err = s.survey(); err != nil {
			return nil, err
		}
		if area == wholeSheet {
			if err := s.trim(&scan); err != nil {
				return nil, err
			}
		}
		switch {
		case name != "" || s.isTable(&scan):
			if first != nil {
				s.notes = append(s.notes, fmt.Sprintf("sheet %s has no table: sheet %s is read", quote(first.name), quote(s.name)))
			}
			return s, nil
		case s.cells > 0 && first == nil:
			first = s
		}
	}
	if first != nil {
		return first, nil
	}
	if name == "" {
		return nil, w.fail("no sheet has any cells", "")
	}
	cure := "there are " + quoteFirst(names)
	if near := suggest.Nearest(name, names); near != "" {
		cure = "did you mean " + quote(near) + "?"
	}
	return nil, w.fail("there is no sheet "+quote(name), cure)
}

// quoteFirst lists the first few names.
func quoteFirst(names []string) string {
	var out []string
	for _, n := range names[:min(len(names), 8)] {
		out = append(out, quote(n))
	}
	if len(names) > 8 {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

// A cellRange is a rectangle of cells, counted from 1, with its ends.
type cellRange struct{ row0, col0, row1, col1 int }

var wholeSheet = cellRange{1, 1, maxSheetRows, maxSheetColumns}

// parseRange reads B2:F20, and B2:, B:F or 3:10, which leave ends open.
func parseRange(text string) (cellRange, *Error) {
	all := wholeSheet
	if text == "" {
		return all, nil
	}
	from, to, _ := strings.Cut(strings.ToUpper(strings.ReplaceAll(text, "$", "")), ":")
	col0, row0, ok0 := parseCell(from)
	col1, row1, ok1 := parseCell(to)
	r := cellRange{max(row0, 1), max(col0, 1), row1, col1}
	if row1 == 0 {
		r.row1 = maxSheetRows
	}
	if col1 == 0 {
		r.col1 = maxSheetColumns
	}
	if !ok0 || !ok1 || r.row0 > r.row1 || r.col0 > r.col1 {
		return all, &Error{Value: text, Msg: "is not a range of cells", Cure: "write one like B2:F20, B:F or B2:"}
	}
	return r, nil
}

// parseCell reads a reference such as AB12, of which either part may be
// missing, which is 0.
func parseCell(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		if column = 26*column + int(ref[i]-'A') + 1; column > maxSheetColumns {
			return 0, 0, false
		}
	}
	if i == len(ref) {
		return column, 0, true
	}
	row, err := strconv.Atoi(ref[i:])
	return column, row, err == nil && row > 0 && row <= maxSheetRows && ref[i] != '+'
}

// A sheet is gone over twice: once for its size, and once for its cells.
type sheet struct {
	*workbook
	name  string
	xml   xmlScanner
	area  cellRange
	used  cellRange // what has cells
	rows  int
	cells int
	notes []string
}

// A xlsxCell is a cell as the file has it.
type xlsxCell struct {
	row, col int
	kind     string // the attribute t
	style    int
	unsaved  bool   // it is a formula without its result
	value    []byte // as it is written, not unescaped
	inline   string // the text, if it stands in the cell itself
}

// each calls f with all cells that have a value and are within the area.
func (s *sheet) each(f func(*xlsxCell)) error { return s.eachOr(f, nil) }

// eachOr calls another function with formulas that have no value.
func (s *sheet) eachOr(f, unsaved func(*xlsxCell)) error {
	x := s.xml
	c := xlsxCell{}
	for x.next() {
		switch {
		case x.name == "row" && !x.closing:
			c.row++
			c.col = 0
			if r, ok := x.attr("r"); ok {
				n, err := strconv.Atoi(r)
				if err != nil || n < c.row {
					return s.fail("the rows of sheet "+quote(s.name)+" are not in order", "save the file again")
				}
				c.row = n
			}
			if c.row > maxSheetRows {
				return s.fail("sheet "+quote(s.name)+" has too many rows", "")
			}
		case x.name == "c" && !x.closing:
			if err := s.cell(&x, &c); err != nil {
				return err
			}
			switch a := s.area; {
			case c.row < a.row0 || c.row > a.row1 || c.col < a.col0 || c.col > a.col1:
			case c.value != nil:
				f(&c)
			case c.unsaved && unsaved != nil:
				unsaved(&c)
			}
		}
	}
	return nil
}

// cell reads a cell whose tag was read.
func (s *sheet) cell(x *xmlScanner, c *xlsxCell) error {
	c.col++
	c.value, c.inline, c.unsaved = nil, "", false
	if ref, ok := x.attr("r"); ok {
		col, _, valid := parseCell(ref)
		if !valid || col < c.col {
			return s.fail("the cells of row "+strconv.Itoa(c.row)+" of sheet "+quote(s.name)+" are not in order", "save the file again")
		}
		c.col = col
	}
	if c.col > maxSheetColumns {
		return s.fail("sheet "+quote(s.name)+" has too many columns", "")
	}
	c.kind, _ = x.attr("t")
	style, _ := x.attr("s")
	c.style, _ = strconv.Atoi(style)
	if x.empty {
		return nil
	}
	formula := false
	for x.next() {
		switch {
		case x.name == "c" && x.closing:
			if formula && len(bytes.TrimSpace(c.value)) == 0 && c.kind != "str" {
				c.unsaved, c.value = true, nil
			}
			return nil
		case x.name == "f":
			formula = true
		case x.name == "v" && x.closing:
			c.value = x.before
		case x.name == "is" && !x.closing && !x.empty:
			c.inline = x.content("is")
			c.value = []byte{}
		}
	}
	return nil
}

// survey measures a sheet, and finds where its table is and which formulas have
// no results.
func (s *sheet) survey() (r rowScan, err error) {
	if err := s.measure(); err != nil {
		return r, err
	}
	unsaved, where := 0, ""
	err = s.eachOr(r.add, func(c *xlsxCell) {
		if unsaved++; unsaved == 1 {
			where = cellName(c.row, c.col)
		}
	})
	r.finish()
	if unsaved > 0 {
		s.notes = append(s.notes, fmt.Sprintf("sheet %s: %s without a saved result, such as %s: missing (save it in a program that computes them)",
			quote(s.name), plural(unsaved, "formula"), where))
	}
	return r, err
}

// measure finds the first and the last row and column with cells, and makes
// sure that the rectangle between them is not nearly empty, which would take
// far more memory than the file.
func (s *sheet) measure() error {
	s.used, s.rows, s.cells = cellRange{maxSheetRows, maxSheetColumns, 0, 0}, 0, 0
	last := 0
	err := s.each(func(c *xlsxCell) {
		u := &s.used
		u.row0, u.row1 = min(u.row0, c.row), max(u.row1, c.row)
		u.col0, u.col1 = min(u.col0, c.col), max(u.col1, c.col)
		s.cells++
		if c.row != last {
			s.rows++
			last = c.row
		}
	})
	if err != nil {
		return err
	}
	if s.cells > 0 && s.rows*(s.used.col1-s.used.col0+1) > 1<<20+16*s.cells {
		return s.fail(fmt.Sprintf("sheet %s has cells far apart, with fewer than one in 16 filled", quote(s.name)), "choose a range of the sheet")
	}
	return nil
}

// json writes the rows with cells as arrays, each on the line of its number.
func (s *sheet) json() []byte {
	var b []byte
	row, next := 1, 0 // the line, and the column that comes next, or 0 before the row
	width := s.used.col1
	finish := func() {
		for ; next > 0 && next <= width; next++ {
			b = append(b, "null,"...)
		}
		if next > 0 {
			b[len(b)-1] = ']'
		}
	}
	s.each(func(c *xlsxCell) { // its faults were found by measure
		if c.row != row || next == 0 {
			finish()
			for ; row < c.row; row++ {
				b = append(b, '\n')
			}
			b, next = append(b, '['), s.used.col0
		}
		for ; next < c.col; next++ {
			b = append(b, "null,"...)
		}
		b = append(s.appendValue(b, c), ',')
		next++
	})
	finish()
	return b
}

// appendValue writes a cell as JSON. Errors, such as #N/A, are missing.
func (s *sheet) appendValue(b []byte, c *xlsxCell) []byte {
	value := unescape(bytes.TrimSpace(c.value))
	switch c.kind {
	case "s":
		if i, err := strconv.Atoi(value); err == nil && i >= 0 && i < len(s.strings) {
			return appendJSON(b, s.strings[i])
		}
		return append(b, "null"...)
	case "b":
		return strconv.AppendBool(b, value == "1" || value == "true")
	case "e":
		return append(b, "null"...)
	case "inlineStr":
		return appendJSON(b, c.inline)
	case "str":
		return appendJSON(b, unescape(c.value))
	case "d":
		return appendJSON(b, value)
	}
	if value == "" {
		return append(b, "null"...)
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || v != v {
		return appendJSON(b, value)
	}
	if c.style >= 0 && c.style < len(s.dates) && s.dates[c.style] {
		if text := dayText(v, s.date1904); text != "" {
			return appendJSON(b, text)
		}
	}
	return strconv.AppendFloat(b, v, 'g', -1, 64)
}

// dayText writes a number of days as a date, to the millisecond. Less than a
// day is only a clock, and so is a time before 1900. Days before March 1900
// count a 29th of February that there never was.
func dayText(v float64, from1904 bool) string {
	const most = 2958466 // the year 10000
	if v < 0 || v >= most {
		return ""
	}
	if v < 60 && !from1904 && v >= 1 {
		v++
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	day, fraction := math.Modf(v)
	t := epoch.AddDate(0, 0, int(day)).Add(time.Duration(math.Round(float64(fraction*86400e3))) * time.Millisecond)
	switch {
	case v < 1 && !from1904:
		return t.Format("15:04:05.999")
	case fraction == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05.999")
}

// appendJSON writes a text as a JSON string.
func appendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = fmt.Appendf(b, `\u%04x`, c)
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}
