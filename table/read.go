package table

import (
	"io"

	"github.com/seed01309057/heat/matrix"
)

// Read reads a table from a stream. The name stands for it in errors.
// Without a format in opt, the content tells it: most formats start with a
// magic string, JSON with a bracket or a brace, and everything else is CSV.
// A stream compressed by gzip, zstd or bzip2, or a zip archive of one file of
// text, which its first bytes tell too, is unpacked. All errors are of type [*Error], or of type [*matrix.FileError]
// for .npy and .npz.
func Read(r io.Reader, name string, opt Options) (*Table, error) {
	in, err := newInput(r, 0, name, opt)
	if err != nil {
		return nil, err
	}
	defer in.close()
	return in.table("")
}

// Open reads a table from a file. Without a format in opt, the name's
// extension tells it if it is one of .csv, .tsv, .tab, .json, .ndjson,
// .jsonl, .npy, .npz, .parquet, .pq, .xlsx, .xlsm, .mtx and .gct, also before
// .gz, .zst, .bz2 or .zip, and the content as in [Read] if it is not. If there is no file
// of the name, what follows the last # in it is the Part of Options.
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
	in, err := newInput(r, 0, name, opt)
	if err != nil {
		return nil, err
	}
	defer in.close()
	return in.matrix(index)
}

// OpenMatrix is [ReadMatrix] for a file, whose format it finds as [Open]
// does. A plain .npy file is mapped, so that the matrix must be closed after use,
// which does no harm to others.
func OpenMatrix(path string, opt Options, index string) (*matrix.Matrix, error) {
	in, err := openInput(path, opt)
	if err != nil {
		return nil, err
	}
	defer in.close()
	if in.opt.Format == NPY && index == "" && len(opt.Columns) == 0 && !in.packed {
		return matrix.OpenNPY(in.path)
	}
	return in.matrix(index)
}
