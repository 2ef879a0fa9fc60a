package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/seed01309057/heat/matrix"
)

// Read reads a table from a stream. The name stands for it in errors.
// Without a format in opt, the content tells it: a .npy file starts with its
// magic string, JSON with a bracket or a brace, and everything else is CSV.
// All errors are of type [*Error], or of type [*matrix.FileError] for .npy.
func Read(r io.Reader, name string, opt Options) (*Table, error) {
	in := newInput(r, name, opt)
	return in.table("")
}

// Open reads a table from a file. Without a format in opt, the name's
// extension tells it if it is .csv, .tsv, .tab, .json or .npy, and the
// content as in [Read] if it is not.
func Open(path string, opt Options) (*Table, error) {
	in, err := openInput(path, opt)
	if err != nil {
		return nil, err
	}
	defer in.close()
	return in.table("")
}

// ReadMatrix reads a table from a stream as [Read] does, and makes a matrix
// of it as [Table.Matrix] does with the given index. The labels of an index
// column of numbers are spelled as in the input.
func ReadMatrix(r io.Reader, name string, opt Options, index string) (*matrix.Matrix, error) {
	return newInput(r, name, opt).matrix(index)
}

// OpenMatrix is [ReadMatrix] for a file, whose format it finds as [Open]
// does. A .npy file is mapped, so that the matrix must be closed after use,
// which does no harm to others.
func OpenMatrix(path string, opt Options, index string) (*matrix.Matrix, error) {
	in, err := openInput(path, opt)
	if err != nil {
		return nil, err
	}
	defer in.close()
	if in.opt.Format == NPY && index == "" {
		return matrix.OpenNPY(path)
	}
	return in.matrix(index)
}

// An input is a stream whose format is known.
type input struct {
	r    *bufio.Reader
	file *os.File // nil if it is only a stream
	name string
	opt  Options // with the format found
	size int64   // as far as known
}

func openInput(path string, opt Options) (*input, error) {
	f, err := os.Open(path)
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
	in := newInput(f, path, opt)
	in.file = f
	if info.Mode().IsRegular() {
		in.size = info.Size()
	}
	return in, nil
}

// formatOf goes by the extension.
func formatOf(path string) Format {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return CSV
	case ".tsv", ".tab":
		return TSV
	case ".json":
		return JSON
	case ".npy":
		return NPY
	}
	return Auto
}

func newInput(r io.Reader, name string, opt Options) *input {
	in := &input{r: bufio.NewReaderSize(r, 1<<12), name: name, opt: opt}
	if sized, ok := r.(interface{ Len() int }); ok { // such as a bytes.Reader
		in.size = int64(sized.Len())
	}
	if in.opt.Format == Auto {
		head, _ := in.r.Peek(512) // an error will come back when reading
		in.opt.Format = sniff(head)
	}
	return in
}

// sniff goes by the content.
func sniff(head []byte) Format {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte("\x93NUMPY")) {
		return NPY
	}
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) > 0 && (head[0] == '[' || head[0] == '{') {
		return JSON
	}
	return CSV
}

// close closes the file, of which everything needed has been read.
func (in *input) close() {
	if in.file != nil {
		in.file.Close()
	}
}

func (in *input) matrix(index string) (*matrix.Matrix, error) {
	if in.opt.Format == NPY && index == "" {
		return in.npy()
	}
	t, err := in.table(index)
	if err != nil {
		return nil, err
	}
	return t.Matrix(index)
}

// table reads the table. The column of the index keeps its spelling.
func (in *input) table(index string) (*Table, error) {
	if in.opt.Format == NPY {
		m, err := in.npy()
		if err != nil {
			return nil, err
		}
		return fromMatrix(in.name, m)
	}
	maxLine := MaxLine
	if in.opt.Format == JSON {
		maxLine = 0
	}
	s, err := readSource(in.r, in.name, in.size, in.opt.limit(), maxLine)
	if err != nil {
		return nil, err
	}
	if in.opt.Format != JSON {
		return readCSV(s, &in.opt, index)
	}
	if startsWithObject(s.text) {
		m, err := matrixJSON(s)
		if err != nil {
			return nil, err
		}
		t, err := fromMatrix(in.name, m)
		if err != nil {
			return nil, err
		}
		t.takeOut(newMissing(in.opt.Missing, '.'))
		return t, nil
	}
	return readJSON(s, &in.opt, index)
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
