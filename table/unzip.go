package table

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"
)

// A zipMember reads the only file of a zip archive, as it comes: what the
// directory at the end says again is not needed.
type zipMember struct {
	in    *bufio.Reader
	r     io.Reader
	sum   hash.Hash32
	want  uint32 // of the sum
	later bool   // the sum stands behind the data
	done  error
}

const zipHeader = 30 // bytes before the name

// zippedText is whether the begin of an archive is that of a text or the like,
// and not a part of a workbook, or an array.
func zippedText(head []byte) bool {
	if len(head) < zipHeader || !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return false
	}
	name := head[zipHeader:min(len(head), zipHeader+int(binary.LittleEndian.Uint16(head[26:])))]
	ext := strings.ToLower(path.Ext(string(name)))
	return slices.Contains([]string{".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".gct", ".mtx"}, ext)
}

// newZipMember reads the header of the first file.
func newZipMember(in *bufio.Reader) (*zipMember, error) {
	var head [zipHeader]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, err
	}
	u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	flags, method := u16(head[6:]), u16(head[8:])
	if _, err := in.Discard(int(u16(head[26:])) + int(u16(head[28:]))); err != nil {
		return nil, err
	}
	z := &zipMember{in: in, sum: crc32.NewIEEE(), want: u32(head[14:]), later: flags&8 != 0}
	switch {
	case flags&1 != 0:
		return nil, errors.New("the archive is encrypted")
	case method == 8:
		z.r = flate.NewReader(in) // it takes no byte more than it needs
	case method == 0 && !z.later:
		z.r = io.LimitReader(in, int64(u32(head[18:])))
	default:
		return nil, errors.New("the archive is packed in a way that is not known")
	}
	return z, nil
}

func (z *zipMember) Read(b []byte) (int, error) {
	if z.done != nil {
		return 0, z.done
	}
	n, err := z.r.Read(b)
	z.sum.Write(b[:n])
	if err == io.EOF {
		err = z.end()
	}
	z.done = err
	return n, err
}

// end makes sure that the data were whole, and that no other file follows.
func (z *zipMember) end() error {
	if z.later {
		var mark [8]byte
		if _, err := io.ReadFull(z.in, mark[:4]); err != nil {
			return io.ErrUnexpectedEOF
		}
		if string(mark[:4]) == "PK\x07\x08" {
			if _, err := io.ReadFull(z.in, mark[:4]); err != nil {
				return io.ErrUnexpectedEOF
			}
		}
		z.want = binary.LittleEndian.Uint32(mark[:])
		z.in.Discard(8) // the sizes, of four bytes each
	}
	next, _ := z.in.Peek(12)
	switch {
	case z.sum.Sum32() != z.want:
		return errors.New("the sum of the data is another than the archive says")
	case len(next) < 4:
		return io.ErrUnexpectedEOF
	case bytes.HasPrefix(next, []byte("PK\x03\x04")) || len(next) == 12 && bytes.HasPrefix(next[8:], []byte("PK\x03\x04")):
		return errSeveralFiles
	}
	return io.EOF
}

var errSeveralFiles = errors.New("the archive holds several files")
