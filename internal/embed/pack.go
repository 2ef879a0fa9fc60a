package embed

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// level is the level of compression. On matrices of numbers, level 4 takes half the time
// and is 2 % larger; 9 takes half as long again and is 0.2 % smaller.
const level = 6

// Pack compresses a spec, in parts of at most partSize bytes that are each a stream of
// zlib; 0 makes one part. Each part is whole characters.
func Pack(spec []byte, partSize int) (parts [][]byte, err error) {
	return limits{MaxSpec, MaxPacked}.pack(spec, partSize)
}

func (l limits) pack(spec []byte, partSize int) (parts [][]byte, err error) {
	if len(spec) > l.maxSpec {
		return nil, fmt.Errorf("the spec is %s, more than %s", size(len(spec)), size(l.maxSpec))
	}
	if partSize <= 0 {
		partSize = len(spec)
	}
	total := 0
	var buf bytes.Buffer
	w, err := zlib.NewWriterLevel(&buf, level)
	if err != nil {
		return nil, err
	}
	for len(spec) > 0 {
		n := min(partSize, len(spec))
		for n < len(spec) && n > 1 && !utf8.RuneStart(spec[n]) {
			n--
		}
		buf.Reset()
		w.Reset(&buf)
		w.Write(spec[:n]) // a bytes.Buffer does not fail
		w.Close()
		spec = spec[n:]
		if total += buf.Len(); total <= l.maxPacked { // beyond it, only the size is of use
			parts = append(parts, bytes.Clone(buf.Bytes()))
		}
	}
	if total > l.maxPacked {
		return nil, fmt.Errorf("the spec is %s compressed, more than %s", size(total), size(l.maxPacked))
	}
	return parts, nil
}

// size writes a number of bytes in MiB, so that one over a limit never looks like it.
func size(n int) string {
	const mib = 1 << 20
	if n%mib == 0 {
		return fmt.Sprintf("%d MiB", n/mib)
	}
	return fmt.Sprintf("%d.%02d MiB", n/mib, (n%mib*100+mib-1)/mib)
}

// A source is a part as it stands in a file. It can be opened twice.
type source struct {
	open  func() io.Reader
	plain bool // not compressed
}

// expand joins the parts. It goes through them twice, so that a small file that expands
// to more than it may takes time in proportion to the limit, but no memory.
func (l limits) expand(parts []source) (spec []byte, detail string) {
	total := int64(0)
	var first [1]byte
	var z io.ReadCloser
	// each copies every part to w, which gets at most one byte more than the limit.
	each := func(w io.Writer) string {
		total = 0
		for _, p := range parts {
			r := p.open()
			if !p.plain {
				var err error
				if z == nil {
					z, err = zlib.NewReader(r)
				} else {
					err = z.(zlib.Resetter).Reset(r, nil)
				}
				if err != nil {
					return explain(err)
				}
				r = z
			}
			n, err := io.Copy(w, io.LimitReader(r, int64(l.maxSpec)+1-total))
			if total += n; total > int64(l.maxSpec) {
				return "its spec expands to more than " + size(l.maxSpec)
			}
			if err != nil {
				return explain(err)
			}
		}
		return ""
	}
	if detail := each(&beginning{to: first[:]}); detail != "" {
		return nil, detail
	}
	if first[0] != '{' {
		return nil, "what it carries is not a spec"
	}
	buf := bytes.NewBuffer(make([]byte, 0, total))
	if detail := each(buf); detail != "" {
		return nil, detail
	}
	return buf.Bytes(), ""
}

// beginning keeps the first bytes that are written, and fails at once if they cannot be
// those of a spec.
type beginning struct {
	to   []byte
	have int
}

func (b *beginning) Write(p []byte) (int, error) {
	if b.have < len(b.to) {
		b.have += copy(b.to[b.have:], p)
		if b.have > 0 && b.to[0] != '{' {
			return 0, errNoObject
		}
	}
	return len(p), nil
}

var errNoObject = errors.New("what it carries is not a spec")

// explain says what is wrong with compressed data in words of the file.
func explain(err error) string {
	switch {
	case errors.Is(err, errNoObject):
		return err.Error()
	case errors.Is(err, zlib.ErrChecksum):
		return "the checksum of its spec is wrong"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "its spec is cut short"
	}
	return "its spec cannot be expanded"
}
