package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/seed01309057/heat/matrix"
)

// An input is a stream whose format is known.
type input struct {
	r       *bufio.Reader // unpacked
	file    *os.File      // nil if it is only a stream
	packed  bool          // it was compressed
	release func()
	name    string
	path    string // of the file, without the part
	opt     Options
	size    int64 // as far as known
	first   bool  // only the first rows of a workbook are wanted
}

func openInput(path string, opt Options) (*input, error) {
	f, path, err := openPart(path, &opt)
	if err != nil {
		return nil, &Error{File: path, Err: cause(err)}
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = fmt.Errorf("is a directory, not a file")
	}
	if err != nil {
		f.Close()
		return nil, &Error{File: path, Err: cause(err)}
	}
	if opt.Format == Auto {
		opt.Format = formatOf(path)
	}
	size := int64(0)
	if info.Mode().IsRegular() {
		size = info.Size()
	}
	in, err := newInput(f, size, path, opt)
	if err != nil {
		f.Close()
		return nil, err
	}
	in.file, in.path = f, path
	return in, nil
}

// openPart opens a file. Where there is none of that name, what follows the
// last # in it is the part of the file to read, as in data.npz#counts.
func openPart(path string, opt *Options) (*os.File, string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && opt.Part == "" {
		if at := strings.LastIndexByte(path, '#'); at > 0 {
			if f, err := os.Open(path[:at]); err == nil {
				opt.Part = path[at+1:]
				return f, path[:at], nil
			}
		}
	}
	return f, path, err
}

// formatOf goes by the extension, before that of a compression.
func formatOf(path string) Format {
	ext := strings.ToLower(filepath.Ext(path))
	if slices.Contains([]string{".gz", ".zst", ".zstd", ".bz2", ".zip"}, ext) {
		ext = strings.ToLower(filepath.Ext(path[:len(path)-len(ext)]))
	}
	switch ext {
	case ".csv":
		return CSV
	case ".tsv", ".tab":
		return TSV
	case ".json":
		return JSON
	case ".ndjson", ".jsonl":
		return NDJSON
	case ".npy":
		return NPY
	case ".npz":
		return NPZ
	case ".parquet", ".pq":
		return Parquet
	case ".xlsx", ".xlsm":
		return XLSX
	case ".mtx":
		return MTX
	case ".gct":
		return GCT
	}
	return Auto
}

func newInput(r io.Reader, size int64, name string, opt Options) (*input, error) {
	in := &input{name: name, opt: opt, size: size}
	if sized, ok := r.(interface{ Len() int }); ok { // such as a bytes.Reader
		in.size = int64(sized.Len())
	}
	var err error
	if in.r, in.packed, in.release, err = unpack(newWatcher(r, in.size, &opt), name); err != nil {
		return nil, err
	}
	if in.packed {
		in.size = 0
	}
	if in.opt.Format == Auto {
		head, _ := in.r.Peek(512) // an error will come back when reading
		in.opt.Format = sniff(head)
	}
	if err := in.checkOptions(); err != nil {
		in.release()
		return nil, err
	}
	return in, nil
}

// checkOptions refuses what the format has no use for, rather than to read
// something else than what was meant.
func (in *input) checkOptions() error {
	o := &in.opt
	text := o.Format == CSV || o.Format == TSV
	for _, c := range []struct {
		given, fits bool
		value, what string
	}{
		{o.Part != "", o.Format == NPZ || o.Format == XLSX, o.Part, "sheets of workbooks and arrays of .npz files have such names"},
		{o.Range != "", o.Format == XLSX, o.Range, "workbooks have ranges of cells"},
		{o.SkipLines != 0, text, strconv.Itoa(o.SkipLines), "only CSV and TSV files have lines to skip"},
		{o.Comment != "" && o.Comment != NoComment, text, o.Comment, "only CSV and TSV files have comments"},
	} {
		if c.given && !c.fits {
			return &Error{File: in.name, Value: c.value, Msg: fmt.Sprintf("chooses nothing in a file of format %s", o.Format), Cure: c.what}
		}
	}
	if o.SkipLines < 0 {
		return &Error{File: in.name, Msg: fmt.Sprintf("%d lines are to be skipped", o.SkipLines), Cure: "give 0 or more"}
	}
	return nil
}

// sniff goes by the content.
func sniff(head []byte) Format {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for magic, format := range map[string]Format{"\x93NUMPY": NPY, "PAR1": Parquet, "%%MatrixMarket": MTX,
		"#1.2\n": GCT, "#1.2\r": GCT, "#1.3\n": GCT, "#1.3\r": GCT} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return format
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return sniffZip(head)
	}
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) > 0 && (head[0] == '[' || head[0] == '{') {
		return JSON
	}
	return CSV
}

// sniffZip goes by the name of the first file in an archive, which its
// header has the length of at byte 26.
func sniffZip(head []byte) Format {
	if len(head) < 30 {
		return XLSX
	}
	name := head[30:]
	name = name[:min(len(name), int(head[26])|int(head[27])<<8)]
	if bytes.HasSuffix(name, []byte(".npy")) {
		return NPZ
	}
	return XLSX
}

// close releases what the input holds, of which everything needed has been
// read.
func (in *input) close() {
	in.release()
	if in.file != nil {
		in.file.Close()
	}
}

// readerAt returns the input for formats that are read here and there: the
// file itself, or all of the stream, which the limit bounds.
func (in *input) readerAt() (io.ReaderAt, int64, error) {
	if in.file != nil && !in.packed && in.size > 0 {
		return &watchedAt{r: in.file, w: newWatcher(nil, in.size, &in.opt)}, in.size, nil
	}
	s := &source{name: in.name}
	if err := s.fill(in.r, in.size, in.opt.limit(), 0); err != nil {
		return nil, 0, err
	}
	return bytes.NewReader(s.text), int64(len(s.text)), nil
}

// A watchedAt counts what is read of a file, like a watcher.
type watchedAt struct {
	r    io.ReaderAt
	lock sync.Mutex // of the watcher
	w    *watcher
}

func (a *watchedAt) ReadAt(b []byte, at int64) (int, error) {
	if a.w.ctx != nil {
		if err := a.w.ctx.Err(); err != nil {
			return 0, err
		}
	}
	n, err := a.r.ReadAt(b, at)
	a.lock.Lock()
	defer a.lock.Unlock()
	a.w.done = min(a.w.done+int64(n), a.w.total)
	a.w.tell(false)
	return n, err
}

func (in *input) matrix(index string) (*matrix.Matrix, error) {
	in.opt.Choose = nil
	if index == "" && len(in.opt.Columns) == 0 {
		switch in.opt.Format {
		case NPY, NPZ:
			return in.array()
		case MTX:
			return in.marketMatrix()
		}
	}
	t, err := in.table(index)
	if err != nil {
		return nil, err
	}
	return t.Matrix(index)
}

// table reads the table. The column of the index keeps its spelling.
func (in *input) table(index string) (*Table, error) {
	asked := false
	if choose := in.opt.Choose; choose != nil {
		in.opt.Choose = func(head []Heading) []int {
			asked = true
			return choose(head)
		}
	}
	t, err := in.read(index)
	if err != nil {
		return nil, err
	}
	if !asked {
		t.choose(&in.opt)
	}
	return t, t.project(in.opt.Columns, index)
}

func (in *input) read(index string) (*Table, error) {
	switch in.opt.Format {
	case NPY, NPZ:
		return in.fromMatrix(in.array())
	case MTX:
		return in.fromMatrix(in.marketMatrix())
	case XLSX:
		return in.workbook(index)
	case Parquet:
		return in.parquet(index)
	}
	maxLine := MaxLine
	if in.opt.Format == JSON {
		maxLine = 0
	}
	s, err := readSource(in.r, in.name, in.size, in.opt.limit(), maxLine)
	if err != nil {
		return nil, err
	}
	switch in.opt.Format {
	case JSON:
		return in.json(s, index)
	case NDJSON:
		return readJSON(s, &in.opt, index, true)
	case GCT:
		return readGCT(s, &in.opt, index)
	}
	return readCSV(s, &in.opt, index)
}

// json reads a table, a matrix, a table as pandas writes it, or lines of JSON, which files have even if
// they are called .json.
func (in *input) json(s *source, index string) (*Table, error) {
	if isLines(s.text) {
		return readJSON(s, &in.opt, index, true)
	}
	if !startsWithObject(s.text) {
		return readJSON(s, &in.opt, index, false)
	}
	if t, ok, err := in.readOrient(s, index); ok {
		return t, err
	}
	m, err := matrixJSON(s)
	if err != nil {
		return nil, err
	}
	t, err := fromMatrix(in.name, m)
	if err != nil {
		return nil, err
	}
	t.takeOut(newMissing(in.opt.Missing, '.'))
	return t, t.infer(&in.opt, -1)
}

// fromMatrix makes a table of what was read as a matrix.
func (in *input) fromMatrix(m *matrix.Matrix, err error) (*Table, error) {
	if err != nil {
		return nil, err
	}
	t, err := fromMatrix(in.name, m)
	if err != nil {
		return nil, err
	}
	return t, t.infer(&in.opt, -1)
}

// array reads a .npy or .npz file.
func (in *input) array() (*matrix.Matrix, error) {
	if in.opt.Format == NPY {
		return in.npy()
	}
	r, size, err := in.readerAt()
	if err != nil {
		return nil, err
	}
	return matrix.ReadNPZ(r, size, in.name, in.opt.Part, in.opt.limit())
}

// npy reads an array, and makes sure that nothing follows it, as OpenNPY
// does with a file.
func (in *input) npy() (*matrix.Matrix, error) {
	m, err := matrix.ReadNPY(in.r, in.name, in.opt.limit())
	if err != nil {
		return nil, err
	}
	if _, err := in.r.Peek(1); err == nil {
		return nil, &Error{File: in.name, Msg: "something follows the array",
			Cure: "the header is false, or the file holds several arrays: save each in a file of its own"}
	}
	return m, nil
}
