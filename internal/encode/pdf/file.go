package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf16"
)

// ref is the number of an object; 0 is none.
type ref int

// String is the reference as it stands in a file.
func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// file collects numbered objects.
type file struct {
	buf     bytes.Buffer
	offsets []int // of object i+1
	packed  bytes.Buffer
	zlib    *zlib.Writer
}

func newFile() *file {
	f := &file{}
	// The second line tells programs that move files that this one is not text.
	f.buf.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	return f
}

// reserve takes a number for an object that is written later.
func (f *file) reserve() ref {
	f.offsets = append(f.offsets, 0)
	return ref(len(f.offsets))
}

func (f *file) begin(r ref) {
	f.offsets[r-1] = f.buf.Len()
	f.buf.WriteString(strconv.Itoa(int(r)))
	f.buf.WriteString(" 0 obj\n")
}

// object writes an object.
func (f *file) object(r ref, body []byte) {
	f.begin(r)
	f.buf.Write(body)
	f.buf.WriteString("\nendobj\n")
}

// effort is the level of compression. Pages with many numbers take half the time of level 6
// and are 2 % smaller; level 4 is no faster and 4 % larger.
const effort = 5

// stream writes compressed data with the entries of its dictionary.
func (f *file) stream(r ref, entries string, data []byte) {
	f.packed.Reset()
	if f.zlib == nil {
		f.zlib, _ = zlib.NewWriterLevel(&f.packed, effort) // which is a level that there is
	} else {
		f.zlib.Reset(&f.packed)
	}
	f.zlib.Write(data) // a bytes.Buffer does not fail
	f.zlib.Close()
	f.plain(r, entries+"/Filter/FlateDecode", f.packed.Bytes())
}

// plain writes data as it is.
func (f *file) plain(r ref, entries string, data []byte) {
	f.begin(r)
	fmt.Fprintf(&f.buf, "<<%s/Length %d>>stream\n", entries, len(data))
	f.buf.Write(data)
	f.buf.WriteString("\nendstream\nendobj\n")
}

// finish writes the file: the objects, where they are, and its identity, which is a digest
// of the rest.
func (f *file) finish(w io.Writer, catalog, info ref) error {
	id := sha256.Sum256(f.buf.Bytes())
	start := f.buf.Len()
	fmt.Fprintf(&f.buf, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(&f.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.buf, "trailer\n<</Size %d/Root %v/Info %v/ID[<%x><%[4]x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets)+1, catalog, info, id[:16], start)
	_, err := w.Write(f.buf.Bytes())
	return err
}

// appendText writes a text string: as it is where it is of printable ASCII, else as
// UTF-16.
func appendText(b []byte, s string) []byte {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] >= ' ' && s[i] < 0x7F
	}
	if ascii {
		return appendString(b, []byte(s))
	}
	return append(appendUTF16(append(b, "<FEFF"...), s), '>')
}

// appendUTF16 writes text as hexadecimal digits of UTF-16. What is not UTF-8 becomes
// U+FFFD.
func appendUTF16(b []byte, s string) []byte {
	for _, r := range s {
		if hi, lo := utf16.EncodeRune(r); hi != 0xFFFD {
			b = appendHex16(appendHex16(b, uint32(hi)), uint32(lo))
		} else {
			b = appendHex16(b, uint32(r))
		}
	}
	return b
}

func appendHex16(b []byte, v uint32) []byte {
	const hex = "0123456789ABCDEF"
	return append(b, hex[v>>12&15], hex[v>>8&15], hex[v>>4&15], hex[v&15])
}

// appendString writes a literal string.
func appendString(b, s []byte) []byte {
	b = append(b, '(')
	for _, c := range s {
		b = appendEscaped(b, c)
	}
	return append(b, ')')
}

func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // would be read as a line feed
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

var powers = [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8}

// fixed rounds to a number of decimals, as an integer.
func fixed(v float64, decimals int) int64 { return int64(math.Round(v * powers[decimals])) }

// appendNumber writes a number with at most so many decimals and nothing needless.
func appendNumber(b []byte, v float64, decimals int) []byte {
	return appendFixed(b, fixed(v, decimals), decimals)
}

// appendFixed writes n / 10^decimals.
func appendFixed(b []byte, n int64, decimals int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	for decimals > 0 && n%10 == 0 {
		n, decimals = n/10, decimals-1
	}
	if decimals == 0 {
		return strconv.AppendInt(b, n, 10)
	}
	var digits [24]byte
	i := len(digits)
	for ; decimals > 0; decimals-- {
		i--
		digits[i], n = byte('0'+n%10), n/10
	}
	if n > 0 {
		b = strconv.AppendInt(b, n, 10)
	}
	return append(append(b, '.'), digits[i:]...)
}
