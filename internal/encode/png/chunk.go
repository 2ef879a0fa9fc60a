package png

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode/utf8"
)

// Text is one entry of metadata.
type Text struct {
	// Keyword is 1 to 79 Latin-1 characters, such as Title, Description or Software. One
	// that PNG does not allow is mended: other characters are dropped, spaces joined.
	Keyword string
	Value   string
	// Deflated is a longer text in place of Value: UTF-8, compressed as a stream of zlib.
	Deflated []byte
}

// chunks writes the parts of a PNG file. After an error it does nothing; close returns
// the error.
type chunks struct {
	w   *bufio.Writer
	err error
}

func (out *chunks) raw(s string) {
	if out.err == nil {
		_, out.err = out.w.WriteString(s)
	}
}

func (out *chunks) write(p []byte) {
	if out.err == nil {
		_, out.err = out.w.Write(p)
	}
}

// add writes a chunk, whose data may come in parts.
func (out *chunks) add(name string, parts ...[]byte) {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	var b [8]byte
	binary.BigEndian.PutUint32(b[:], uint32(n))
	copy(b[4:], name)
	out.write(b[:])
	crc := crc32.ChecksumIEEE(b[4:])
	for _, p := range parts {
		out.write(p)
		crc = crc32.Update(crc, crc32.IEEETable, p)
	}
	binary.BigEndian.PutUint32(b[:], crc)
	out.write(b[:4])
}

func (out *chunks) close() error {
	if out.err == nil {
		out.err = out.w.Flush()
	}
	return out.err
}

// text writes metadata: tEXt, which every reader knows, where Latin-1 holds the value,
// otherwise iTXt in UTF-8.
func (out *chunks) text(t Text) {
	key := keyword(t.Keyword)
	if len(key) == 0 {
		return
	}
	if t.Deflated != nil {
		// Compressed, by the only method; no language; no translated keyword.
		out.add("iTXt", key, []byte{0, 1, 0, 0, 0}, t.Deflated)
		return
	}
	if t.Value == "" {
		return
	}
	value := strings.ReplaceAll(strings.ToValidUTF8(t.Value, "\uFFFD"), "\x00", "")
	if latin, ok := latin1(value); ok {
		out.add("tEXt", key, []byte{0}, latin)
		return
	}
	// Not compressed; no language; no translated keyword.
	out.add("iTXt", key, []byte{0, 0, 0, 0, 0}, []byte(value))
}

// keyword returns a valid keyword in Latin-1, empty if nothing is left of it.
func keyword(s string) []byte {
	var kept strings.Builder
	for _, r := range s {
		if r == ' ' || r > ' ' && r < 0x7f || r > 0xa0 && r <= 0xff {
			kept.WriteRune(r)
		}
	}
	key, _ := latin1(strings.Join(strings.Fields(kept.String()), " "))
	return bytes.TrimRight(key[:min(len(key), 79)], " ")
}

// latin1 converts text; false if it has other characters than printable Latin-1 and
// line feeds.
func latin1(s string) ([]byte, bool) {
	out := make([]byte, 0, utf8.RuneCountInString(s))
	for _, r := range s {
		if r != '\n' && (r < ' ' || r > 0x7e && r < 0xa0 || r > 0xff) {
			return nil, false
		}
		out = append(out, byte(r))
	}
	return out, true
}
