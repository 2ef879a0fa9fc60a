package table

import (
	"encoding/binary"
	"fmt"
	"io"
)

// The physical types of Parquet.
const (
	pqBool = iota
	pqInt32
	pqInt64
	pqInt96
	pqFloat
	pqDouble
	pqBytes
	pqFixed
)

// What the numbers or bytes of a column mean.
type pqMeaning uint8

const (
	pqPlain     pqMeaning = iota
	pqUnsigned            // integers without a sign
	pqDecimal             // to be divided by a power of ten
	pqDate                // days since 1970
	pqTimestamp           // see unit
	pqClock               // time of a day; see unit
	pqHalf                // float16
	pqUUID
)

// A pqColumn is a leaf of the schema, of which all leaves that do not repeat
// become columns.
type pqColumn struct {
	name    string
	typ     int
	length  int  // of pqFixed
	role    role // as pandas says
	maxDef  int  // how many of its ancestors and itself may be missing
	repeats bool
	meaning pqMeaning
	scale   int   // of pqDecimal
	unit    int64 // how many there are in a second
	zoned   bool
}

// A pqChunk is a column's part of a row group.
type pqChunk struct {
	codec  int
	values int64
	from   int64
	size   int64
	other  bool // it is in another file

	bounds [][]byte // the least and the largest value, as far as they are known
	nulls  int64    // how many cells are missing, or -1
}

// A pqGroup is a row group.
type pqGroup struct {
	rows   int64
	chunks []pqChunk
}

// A parquetFile is a file whose footer has been read.
type parquetFile struct {
	r       io.ReaderAt
	size    int64
	name    string
	limit   int64
	columns []pqColumn
	groups  []pqGroup
	rows    int64
}

func (f *parquetFile) fail(format string, args ...any) *Error {
	return &Error{File: f.name, Msg: fmt.Sprintf(format, args...), Cure: "the file was damaged or cut short: write it again"}
}

// openParquet reads the metadata at the end of a file.
// https://parquet.apache.org/docs/file-format/
func openParquet(r io.ReaderAt, size int64, name string, limit int64) (*parquetFile, error) {
	f := &parquetFile{r: r, size: size, name: name, limit: limit}
	var tail [8]byte
	if size < 12 {
		return nil, f.fail("a Parquet file has at least 12 bytes, and this one %d", size)
	}
	if _, err := r.ReadAt(tail[:], size-8); err != nil {
		return nil, &Error{File: name, Msg: "reading failed", Err: cause(err)}
	}
	switch string(tail[4:]) {
	case "PAR1":
	case "PARE":
		return nil, &Error{File: name, Msg: "the file is encrypted", Cure: "write it without encryption"}
	default:
		return nil, f.fail("the file does not end like a Parquet file")
	}
	n := int64(binary.LittleEndian.Uint32(tail[:]))
	if n > size-12 || n > limit {
		return nil, f.fail("the footer claims to be %d bytes long, in a file of %d", n, size)
	}
	footer := make([]byte, n)
	if _, err := r.ReadAt(footer, size-8-n); err != nil {
		return nil, &Error{File: name, Msg: "reading failed", Err: cause(err)}
	}
	return f, f.readFooter(&thriftReader{b: footer})
}

func (f *parquetFile) readFooter(t *thriftReader) error {
	var schema []pqElement
	var pandas []byte
	t.fields(func(id int16, kind byte) {
		switch {
		case id == 2 && kind == thriftList:
			t.list(func(byte) { schema = append(schema, readElement(t)) })
		case id == 4 && kind == thriftList:
			t.list(func(byte) { f.groups = append(f.groups, readGroup(t)) })
		case id == 5 && kind == thriftList:
			t.list(func(byte) {
				if key, value := readPair(t); string(key) == "pandas" {
					pandas = value
				}
			})
		}
	})
	if t.bad || len(schema) == 0 {
		return f.fail("the footer cannot be read")
	}
	if rest := f.addColumns(schema[1:], schema[0].children, "", 0, false, 0); len(rest) > 0 || len(f.columns) > MaxColumns {
		return f.fail("the schema makes no sense")
	}
	f.setRoles(pandas)
	for _, g := range f.groups {
		if len(g.chunks) != len(f.columns) {
			return f.fail("a row group has %d columns, and the schema %d", len(g.chunks), len(f.columns))
		}
		if f.rows += g.rows; g.rows < 0 || f.rows < 0 || f.rows > 1<<40 {
			return f.fail("a row group claims to have %d rows", g.rows)
		}
	}
	return nil
}

// A pqElement is a node of the schema, which is listed in depth-first order.
type pqElement struct {
	pqColumn
	leaf       bool
	repetition int64 // required, optional, repeated
	children   int
}

func readElement(t *thriftReader) (e pqElement) {
	converted, scale := int64(-1), 0
	t.fields(func(id int16, kind byte) {
		switch {
		case id == 1:
			e.typ, e.leaf = int(t.int()), true
		case id == 2:
			e.length = int(t.int())
		case id == 3:
			e.repetition = t.int()
		case id == 4:
			e.name = string(t.bytes())
		case id == 5:
			e.children = int(t.int())
		case id == 6:
			converted = t.int()
		case id == 7:
			scale = int(t.int())
		case id == 10 && kind == thriftStruct:
			readLogical(t, &e.pqColumn)
		}
	})
	if e.meaning == pqPlain {
		e.convert(converted, scale)
	}
	if e.children > 0 {
		e.leaf = false
	}
	return e
}

// convert applies the older notion of what a column means.
func (c *pqColumn) convert(converted int64, scale int) {
	switch converted {
	case 5:
		c.meaning, c.scale = pqDecimal, scale
	case 6:
		c.meaning = pqDate
	case 7, 8:
		c.meaning, c.unit = pqClock, map[int64]int64{7: 1e3, 8: 1e6}[converted]
	case 9, 10:
		c.meaning, c.unit, c.zoned = pqTimestamp, map[int64]int64{9: 1e3, 10: 1e6}[converted], true
	case 11, 12, 13, 14:
		c.meaning = pqUnsigned
	}
}

// readLogical reads what a column means, which is a union.
func readLogical(t *thriftReader, c *pqColumn) {
	t.fields(func(id int16, kind byte) {
		switch id {
		case 6:
			c.meaning = pqDate
		case 14:
			c.meaning = pqUUID
		case 15:
			c.meaning = pqHalf
		case 5:
			c.meaning = pqDecimal
			t.fields(func(id int16, _ byte) {
				if id == 1 {
					c.scale = int(t.int())
				}
			})
		case 7, 8:
			c.meaning = map[int16]pqMeaning{7: pqClock, 8: pqTimestamp}[id]
			t.fields(func(id int16, kind byte) {
				if id == 1 {
					c.zoned = kind == thriftTrue
				} else if id == 2 && kind == thriftStruct {
					t.fields(func(id int16, _ byte) { c.unit = map[int16]int64{1: 1e3, 2: 1e6, 3: 1e9}[id] })
				}
			})
		case 10:
			t.fields(func(id int16, kind byte) {
				if id == 2 && kind == thriftFalse {
					c.meaning = pqUnsigned
				}
			})
		}
	})
}

func readGroup(t *thriftReader) (g pqGroup) {
	t.fields(func(id int16, kind byte) {
		switch {
		case id == 1 && kind == thriftList:
			t.list(func(byte) { g.chunks = append(g.chunks, readChunk(t)) })
		case id == 3:
			g.rows = t.int()
		}
	})
	return g
}

func readChunk(t *thriftReader) (c pqChunk) {
	data, dictionary := int64(0), int64(0)
	c.nulls = -1
	t.fields(func(id int16, kind byte) {
		switch {
		case id == 1:
			c.other = len(t.bytes()) > 0
		case id == 3 && kind == thriftStruct:
			t.fields(func(id int16, kind byte) {
				if id == 12 && kind == thriftStruct {
					readStatistics(t, &c)
					return
				}
				switch id {
				case 4:
					c.codec = int(t.int())
				case 5:
					c.values = t.int()
				case 7:
					c.size = t.int()
				case 9:
					data = t.int()
				case 11:
					dictionary = t.int()
				}
			})
		}
	})
	if c.from = data; dictionary > 0 && dictionary < data {
		c.from = dictionary
	}
	return c
}

// readStatistics reads the extremes of a chunk, by either notion of an order,
// and how many of its cells are missing.
func readStatistics(t *thriftReader, c *pqChunk) {
	t.fields(func(id int16, kind byte) {
		switch {
		case kind == thriftBinary && (id == 1 || id == 2 || id == 5 || id == 6):
			c.bounds = append(c.bounds, t.bytes())
		case id == 3:
			c.nulls = t.int()
		}
	})
}

// addColumns adds the leaves of n nodes and their children, and returns what
// follows them in the schema.
func (f *parquetFile) addColumns(schema []pqElement, n int, prefix string, def int, repeats bool, depth int) []pqElement {
	for range n {
		if len(schema) == 0 || depth > 32 {
			return make([]pqElement, 1) // not empty, which is an error
		}
		e := schema[0]
		schema = schema[1:]
		e.name = prefix + e.name
		e.repeats = repeats || e.repetition == 2
		if e.maxDef = def; e.repetition != 0 {
			e.maxDef++
		}
		if e.leaf {
			f.columns = append(f.columns, e.pqColumn)
		} else {
			schema = f.addColumns(schema, e.children, e.name+".", e.maxDef, e.repeats, depth+1)
		}
	}
	return schema
}
