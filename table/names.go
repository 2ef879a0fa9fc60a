package table

import (
	"bytes"
	"io"
)

// namesBytes is how much of a text is read to find the names of its columns.
const namesBytes = 256 << 10

// Names returns the names of the columns that [Open] would read, all empty if
// they have none, without reading more than the beginning of the file, or the
// footer of a Parquet file: for programs that offer them while someone types.
// Files of NumPy and Matrix Market have no names, which is an [*Error].
func Names(path string, opt Options) ([]string, error) {
	in, err := openInput(path, opt)
	if err != nil {
		return nil, err
	}
	defer in.close()
	in.opt.Choose, in.opt.Columns, in.opt.Types, in.opt.Workers = nil, nil, nil, 1
	t, err := in.head()
	if err != nil {
		return nil, err
	}
	names := make([]string, len(t.Columns))
	for j := range t.Columns {
		names[j] = t.Columns[j].Name
	}
	return names, nil
}

// head reads a table of the first rows, or of none.
func (in *input) head() (*Table, error) {
	switch in.opt.Format {
	case NPY, NPZ, MTX:
		return nil, &Error{File: in.name, Msg: "has no names of columns", Cure: "choose them by their positions"}
	case Parquet:
		f, err := in.openParquet()
		if err != nil {
			return nil, err
		}
		columns, err := f.choose(nil, "")
		if err != nil {
			return nil, err
		}
		return f.table(nil, columns, 1)
	case XLSX:
		in.first = true
		return in.workbook("")
	}
	data, err := io.ReadAll(io.LimitReader(in.r, namesBytes+1))
	if e, ok := err.(*Error); ok && len(data) == 0 {
		return nil, e
	}
	if len(data) > namesBytes {
		data = wholeRecords(data[:namesBytes])
	}
	if in.opt.Format == GCT { // its second line tells of more rows than there are
		in.opt.Format, in.opt.SkipLines, in.opt.Comment, in.opt.Header = TSV, 2, NoComment, HeaderYes
	}
	in.opt.Progress = nil
	return Read(bytes.NewReader(data), in.name, in.opt)
}

// wholeRecords drops the last record of a text that was cut somewhere: the
// last line, or in a list of JSON the last object. A list of lists may have
// its names in the first one.
func wholeRecords(data []byte) []byte {
	start := bytes.TrimLeft(data, " \t\r\n\ufeff")
	if len(start) == 0 || start[0] != '[' || isLines(data) {
		return data[:bytes.LastIndexAny(data, "\r\n")+1]
	}
	closing := byte('}')
	if inner := bytes.TrimLeft(start[1:], " \t\r\n"); len(inner) > 0 && inner[0] == '[' {
		closing = ']'
	}
	last := bytes.LastIndexByte(data, closing)
	return append(data[:last+1:last+1], ']')
}
