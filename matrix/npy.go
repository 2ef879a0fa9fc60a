package matrix

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"unsafe"
)

// DefaultLimit is the number of bytes of numbers that ReadNPY accepts if its
// caller gives no limit: 1 GiB.
const DefaultLimit = 1 << 30

const npyMagic = "\x93NUMPY"

// An npyFile is a .npy file whose header is known: where its numbers start
// and what they are.
type npyFile struct {
	name       string
	start      int64 // offset of the first number
	size       int64 // bytes of all numbers
	typ        dtype
	dims       int // how many the array has: 1 or 2
	rows, cols int
	fortran    bool
}

// OpenNPY returns the array in a file that NumPy saved by numpy.save. The
// file is mapped into memory, not copied: what is never asked for is never
// read. Close releases it; until then the file must not be changed.
//
// All boolean, integer and floating-point types of up to 8 bytes are known,
// in either byte order and in C or Fortran order. A one-dimensional array is
// a matrix of a single row. Integers beyond 2⁵³ are rounded to the nearest
// float64. Where a file cannot be mapped, such as a pipe, or any file under
// js/wasm, it is read as by [ReadNPY], up to its size or DefaultLimit.
// All errors are of type [*FileError].
func OpenNPY(path string) (*Matrix, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &FileError{File: path, Err: cause(err)}
	}
	defer f.Close() // a mapping outlives the descriptor
	info, err := f.Stat()
	if err != nil {
		return nil, &FileError{File: path, Err: cause(err)}
	}
	if !info.Mode().IsRegular() {
		return ReadNPY(f, path, 0)
	}
	npy, err := readHeader(f, path)
	if err != nil {
		return nil, err
	}
	if err := npy.checkSize(info.Size()); err != nil {
		return nil, err
	}
	if npy.size == 0 { // mapping nothing is an error on most systems
		return npy.matrix(nil), nil
	}
	data, unmap, err := mapFile(f, info.Size())
	if err != nil {
		return npy.readData(f)
	}
	m := npy.matrix(data[npy.start:])
	m.unmap = unmap
	return m, nil
}

// ReadNPY reads one array that NumPy saved from a stream, and nothing that
// follows it. The name stands for the stream in errors. The numbers may take
// limit bytes at most; 0 means DefaultLimit. They are kept in the type of
// the file, so that the matrix costs as much memory as the file has bytes.
// See [OpenNPY] for the types that are known. All errors are of type
// [*FileError].
func ReadNPY(r io.Reader, name string, limit int64) (*Matrix, error) {
	if limit <= 0 {
		limit = DefaultLimit
	}
	npy, err := readHeader(r, name)
	if err != nil {
		return nil, err
	}
	if npy.size > limit {
		return nil, npy.fail(fmt.Sprintf("%s needs %d bytes, and the limit is %d", npy, npy.size, limit),
			"raise the limit, or open the file by its name, which maps it")
	}
	return npy.readData(r)
}

// String describes the array, such as "3 × 4 float32".
func (n *npyFile) String() string {
	return fmt.Sprintf("an array of %d × %d %s", n.rows, n.cols, n.typ)
}

func (n *npyFile) fail(msg, cure string) error {
	return &FileError{File: n.name, Msg: msg, Cure: cure}
}

// checkSize compares the size of the file with what the header promises.
func (n *npyFile) checkSize(size int64) error {
	have := size - n.start
	switch {
	case have < n.size:
		return n.truncated(have)
	case have > n.size:
		return &FileError{File: n.name, Offset: n.start + n.size,
			Msg:  fmt.Sprintf("%d bytes follow %s", have-n.size, n),
			Cure: "the header is false, or the file holds several arrays: save each in a file of its own"}
	}
	return nil
}

func (n *npyFile) truncated(have int64) error {
	return &FileError{File: n.name, Offset: n.start + have,
		Msg:  fmt.Sprintf("%s needs %d bytes of data, but the file ends after %d", n, n.size, have),
		Cure: "the file was cut short or its header is false: save it again",
		Err:  nil}
}

// readData reads the numbers into memory. The buffer grows with what really
// arrives, so that a false header cannot make it large. It is made of
// float64 to have their alignment.
func (n *npyFile) readData(r io.Reader) (*Matrix, error) {
	const firstStep = 1 << 20
	var words []float64
	for have := int64(0); have < n.size; {
		step := min(n.size-have, max(have, firstStep))
		words = slices.Grow(words, int((have+step+7)/8)-len(words))
		words = words[:(have+step+7)/8]
		got, err := io.ReadFull(r, bytesOf(words)[have:have+step])
		have += int64(got)
		switch {
		case err == io.EOF || err == io.ErrUnexpectedEOF:
			return nil, n.truncated(have)
		case err != nil:
			return nil, &FileError{File: n.name, Offset: n.start + have, Err: cause(err)}
		}
	}
	return n.matrix(bytesOf(words)[:n.size]), nil
}

// matrix wraps the numbers in data, without a copy if they are what a Matrix
// holds itself.
func (n *npyFile) matrix(data []byte) *Matrix {
	m := &Matrix{rows: n.rows, cols: n.cols}
	rowOrder := !n.fortran || n.rows <= 1 || n.cols <= 1
	aligned := uintptr(unsafe.Pointer(unsafe.SliceData(data)))%8 == 0
	switch {
	case n.size == 0:
	case rowOrder && aligned && n.typ.isNative():
		m.values = unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(data))), len(data)/8)
	default:
		m.enc = &encoded{data: data, typ: n.typ, rows: n.rows, cols: n.cols, fortran: !rowOrder}
	}
	return m
}

func bytesOf(words []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(words))), 8*len(words))
}

// readHeader reads everything before the numbers.
func readHeader(r io.Reader, name string) (*npyFile, error) {
	n := &npyFile{name: name}
	text, err := n.readHeaderText(r)
	if err != nil {
		return nil, err
	}
	h, err := parseHeader(text)
	if err != nil {
		return nil, &FileError{File: name, Offset: n.start - int64(len(text)), Msg: "bad header", Err: err, Cure: "save it again by numpy.save"}
	}
	var msg, cure string
	if n.typ, msg, cure = parseDtype(h.descr); msg != "" {
		return nil, n.fail(msg, cure)
	}
	n.fortran = h.fortran
	return n, n.setShape(h.shape)
}

// readHeaderText reads the magic string, the version, the header's length
// and the header. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
func (n *npyFile) readHeaderText(r io.Reader) (string, error) {
	var fixed [12]byte
	if err := n.readFull(r, fixed[:8]); err != nil {
		return "", err
	}
	if string(fixed[:6]) != npyMagic {
		return "", n.fail(`not a .npy file: it does not start with "\x93NUMPY"`, "save it by numpy.save(name, array)")
	}
	major, minor := fixed[6], fixed[7]
	if major < 1 || major > 3 || minor != 0 {
		return "", n.fail(fmt.Sprintf("version %d.%d of the .npy format is not known", major, minor), "versions 1.0, 2.0 and 3.0 are")
	}
	width := 4
	if major == 1 {
		width = 2
	}
	if err := n.readFull(r, fixed[8:8+width]); err != nil {
		return "", err
	}
	size := binary.LittleEndian.Uint32(fixed[8:]) // the upper half is 0 in version 1
	if size > maxHeader {
		return "", n.fail(fmt.Sprintf("the header claims to be %d bytes long; %d are allowed", size, maxHeader), "")
	}
	text := make([]byte, size)
	err := n.readFull(r, text)
	return string(text), err
}

// readFull fills b and moves start, which is the offset until the header has
// been read.
func (n *npyFile) readFull(r io.Reader, b []byte) error {
	got, err := io.ReadFull(r, b)
	n.start += int64(got)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return &FileError{File: n.name, Offset: n.start, Msg: "the file ends inside the header", Cure: "save it again by numpy.save"}
	}
	if err != nil {
		return &FileError{File: n.name, Offset: n.start, Err: cause(err)}
	}
	return nil
}

// setShape turns the shape into rows and columns and computes the size.
func (n *npyFile) setShape(shape []int64) error {
	var rows, cols int64
	n.dims = len(shape)
	switch len(shape) {
	case 0:
		return n.fail("the array is a single number without dimensions", "save a.reshape(1, 1)")
	case 1:
		rows, cols = 1, shape[0]
	case 2:
		rows, cols = shape[0], shape[1]
	default:
		return n.fail(fmt.Sprintf("the array has %d dimensions, %s, and a matrix has 2", len(shape), times(shape)),
			"save a slice, such as a[0], or a.reshape(rows, columns)")
	}
	if rows > maxDim || cols > maxDim || rows*cols > math.MaxInt/8 {
		return n.fail(fmt.Sprintf("shape %s is absurdly large", times(shape)), "the header is false: save the array again")
	}
	n.rows, n.cols = int(rows), int(cols)
	n.size = rows * cols * int64(n.typ.size)
	return nil
}

// times writes a shape as 3 × 4 × 5, shortened after eight dimensions.
func times(shape []int64) string {
	var parts []string
	for _, d := range shape[:min(len(shape), 8)] {
		parts = append(parts, fmt.Sprint(d))
	}
	if len(shape) > 8 {
		parts = append(parts, "…")
	}
	return strings.Join(parts, " × ")
}

// cause strips the operation and the path from an error of the file system,
// since a FileError names the file itself.
func cause(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	return err
}
