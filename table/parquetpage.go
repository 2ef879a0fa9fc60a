package table

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
)

// A pqPage is a page's header.
type pqPage struct {
	kind     int64 // 0 and 3 hold data, 2 a dictionary
	full     int64 // bytes when unpacked
	packed   int64
	values   int64
	encoding int64
	defLen   int64 // of version 2, whose levels are not compressed
	repLen   int64
	plain    bool // of version 2: not compressed
}

func readPage(t *thriftReader) (p pqPage) {
	t.fields(func(id int16, kind byte) {
		switch {
		case id == 1:
			p.kind = t.int()
		case id == 2:
			p.full = t.int()
		case id == 3:
			p.packed = t.int()
		case (id == 5 || id == 7) && kind == thriftStruct:
			t.fields(func(id int16, _ byte) {
				switch id {
				case 1:
					p.values = t.int()
				case 2:
					p.encoding = t.int()
				}
			})
		case id == 8 && kind == thriftStruct:
			t.fields(func(id int16, kind byte) {
				switch id {
				case 1:
					p.values = t.int()
				case 4:
					p.encoding = t.int()
				case 5:
					p.defLen = t.int()
				case 6:
					p.repLen = t.int()
				case 7:
					p.plain = kind == thriftFalse
				}
			})
		}
	})
	return p
}

// A pqDecoder reads a column's part of a row group.
type pqDecoder struct {
	*parquetFile
	*pqColumn
	chunk  pqChunk
	out    *Column
	dict   pqValues
	levels []uint32
	index  []uint32
	left   int64 // rows that are still to come
}

// readColumn appends a column's part of a row group to a column of the table.
func (f *parquetFile) readColumn(group, column int, out *Column) error {
	if f.groups[group].rows == 0 {
		return nil // and its data may be anywhere
	}
	d := &pqDecoder{parquetFile: f, pqColumn: &f.columns[column], chunk: f.groups[group].chunks[column], out: out, left: f.groups[group].rows}
	err := d.read()
	if e, ok := err.(*Error); ok && e.Column == 0 {
		e.Column, e.Name = column+1, d.pqColumn.name
	}
	return err
}

func (d *pqDecoder) fail(format string, args ...any) error {
	return d.parquetFile.fail(format, args...)
}

func (d *pqDecoder) read() error {
	c := d.chunk
	if c.other {
		return &Error{File: d.parquetFile.name, Msg: "the data is in another file", Cure: "write the table as a file of its own"}
	}
	if c.from < 4 || c.size < 0 || c.from > d.size || c.size > d.size-c.from || c.size > d.limit {
		return d.fail("its data claims to be at byte %d, %d bytes long, in a file of %d", c.from, c.size, d.size)
	}
	if c.values != d.left {
		return d.fail("it has %d values in a row group of %d", c.values, d.left)
	}
	data := make([]byte, c.size)
	if _, err := d.r.ReadAt(data, c.from); err != nil && err != io.EOF {
		return &Error{File: d.parquetFile.name, Msg: "reading failed", Err: cause(err)}
	}
	for d.left > 0 {
		t := &thriftReader{b: data}
		p := readPage(t)
		if t.bad || p.packed < 0 || p.full < 0 || p.packed > int64(len(data)-t.at) {
			return d.fail("a page has no whole header")
		}
		body := data[t.at : t.at+int(p.packed)]
		data = data[t.at+int(p.packed):]
		if err := d.page(&p, body); err != nil {
			return err
		}
	}
	return nil
}

// page reads a page.
func (d *pqDecoder) page(p *pqPage, body []byte) error {
	if p.full > d.limit {
		return d.fail("a page claims to unpack to %d bytes, and the limit is %d", p.full, d.limit)
	}
	switch p.kind {
	case 0:
		b, err := d.unpack(body, p.full)
		if err != nil {
			return err
		}
		return d.data(p, nil, b)
	case 2:
		b, err := d.unpack(body, p.full)
		if err != nil {
			return err
		}
		d.dict, err = d.values(b, 0, p.values, p.values)
		return err
	case 3:
		levels := p.defLen + p.repLen
		if p.defLen < 0 || p.repLen < 0 || levels < 0 || levels > int64(len(body)) || levels > p.full {
			return d.fail("a page has no whole header")
		}
		b := body[levels:]
		if !p.plain {
			var err error
			if b, err = d.unpack(b, p.full-levels); err != nil {
				return err
			}
		}
		return d.data(p, body[p.repLen:levels], b)
	}
	return nil // an index, or something to come
}

// unpack undoes the compression of a page.
func (d *pqDecoder) unpack(b []byte, full int64) (out []byte, err error) {
	switch d.chunk.codec {
	case 0:
		out = b
	case 1:
		// Snappy makes at most 64 bytes of 3, which bounds what a false
		// length can ask for.
		var n int
		if n, err = snappy.DecodedLen(b); err == nil && (int64(n) != full || n > 32*len(b)+64) {
			err = errors.New("the length is false")
		}
		if err == nil {
			out, err = snappy.Decode(nil, b)
		}
	case 2:
		var r *gzip.Reader
		if r, err = gzip.NewReader(bytes.NewReader(b)); err == nil {
			out, err = io.ReadAll(io.LimitReader(r, full+1))
		}
	case 6:
		var r *zstd.Decoder
		if r, err = zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow)); err == nil {
			out, err = io.ReadAll(io.LimitReader(r, full+1))
			r.Close()
		}
	case 7:
		out, err = unpackLZ4(b, int(full))
	default:
		name := map[int]string{3: "LZO", 4: "Brotli", 5: "the LZ4 of Hadoop"}[d.chunk.codec]
		if name == "" {
			name = fmt.Sprintf("codec %d", d.chunk.codec)
		}
		return nil, &Error{File: d.parquetFile.name, Msg: "is compressed by " + name + ", which is not known", Cure: "write it with zstd, snappy, gzip or lz4_raw"}
	}
	if err == nil && int64(len(out)) != full {
		err = fmt.Errorf("%d bytes where %d are announced", len(out), full)
	}
	if err != nil {
		e := d.parquetFile.fail("a page cannot be unpacked")
		e.Err = err
		return nil, e
	}
	return out, nil
}

// unpackLZ4 decodes a raw block.
// https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
func unpackLZ4(b []byte, full int) ([]byte, error) {
	bad := errors.New("the LZ4 data makes no sense")
	if full > 255*len(b)+64 {
		return nil, bad
	}
	out := make([]byte, 0, full)
	length := func(n int) int { // continues one that 15 starts
		if n < 15 {
			return n
		}
		for len(b) > 0 {
			c := b[0]
			b = b[1:]
			if n += int(c); c != 255 || n > full {
				break
			}
		}
		return n
	}
	for len(b) > 0 {
		token := b[0]
		b = b[1:]
		n := length(int(token >> 4))
		if n > len(b) || n > full-len(out) {
			return nil, bad
		}
		out = append(out, b[:n]...)
		if b = b[n:]; len(b) == 0 {
			break
		}
		if len(b) < 2 {
			return nil, bad
		}
		back := int(binary.LittleEndian.Uint16(b))
		b = b[2:]
		n = length(int(token&15)) + 4
		if back == 0 || back > len(out) || n > full-len(out) {
			return nil, bad
		}
		for from := len(out) - back; n > 0; n-- { // may overlap what it makes
			out = append(out, out[from])
			from++
		}
	}
	return out, nil
}

// data reads a page of values. The levels are nil if they are in b.
func (d *pqDecoder) data(p *pqPage, levels, b []byte) error {
	if p.values < 0 || p.values > d.left {
		return d.fail("a page claims to have %d values, and %d are left", p.values, d.left)
	}
	d.left -= p.values
	if p.values == 0 {
		return nil
	}
	n := int(p.values)
	present := n
	if d.maxDef > 0 {
		if levels == nil && p.kind == 0 {
			if len(b) < 4 || int64(binary.LittleEndian.Uint32(b)) > int64(len(b)-4) {
				return d.fail("a page has no whole levels")
			}
			size := int(binary.LittleEndian.Uint32(b))
			levels, b = b[4:4+size], b[4+size:]
		}
		var ok bool
		if d.levels, ok = hybrid(d.levels[:0], levels, bitsOf(uint64(d.maxDef)), n); !ok {
			return d.fail("a page has no whole levels")
		}
		present = 0
		for _, l := range d.levels {
			if l == uint32(d.maxDef) {
				present++
			}
		}
	}
	if d.out.Kind == Empty { // not read yet
		return d.fail("is of no kind")
	}
	if present == 0 {
		return d.store(pqValues{}, n)
	}
	v, err := d.values(b, p.encoding, p.values, int64(present))
	if err != nil {
		return err
	}
	return d.store(v, n)
}
