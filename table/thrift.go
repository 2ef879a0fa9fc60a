package table

// A thriftReader reads Thrift's compact protocol, in which Parquet has its
// metadata. It keeps no tree: each structure is taken apart by a function
// that picks the fields it knows. After a fault all that it reads is zero.
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
type thriftReader struct {
	b     []byte
	at    int
	bad   bool
	depth int
}

// The types of values.
const (
	thriftTrue   = 1
	thriftFalse  = 2
	thriftByte   = 3
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
)

func (t *thriftReader) byte() byte {
	if t.bad || t.at >= len(t.b) {
		t.bad = true
		return 0
	}
	t.at++
	return t.b[t.at-1]
}

func (t *thriftReader) varint() (v uint64) {
	for shift := 0; shift < 64; shift += 7 {
		c := t.byte()
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return v
		}
	}
	t.bad = true
	return 0
}

func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }

func (t *thriftReader) int() int64 { return zigzag(t.varint()) }

func (t *thriftReader) bytes() []byte {
	n := t.varint()
	if t.bad || n > uint64(len(t.b)-t.at) {
		t.bad = true
		return nil
	}
	t.at += int(n)
	return t.b[t.at-int(n) : t.at]
}

// fields calls f with the number and the type of each field of a structure.
// It must read the value, or leave it, in which case it is skipped.
func (t *thriftReader) fields(f func(id int16, kind byte)) {
	if t.depth++; t.depth > 32 {
		t.bad = true
	}
	id := int16(0)
	for !t.bad {
		head := t.byte()
		if head == 0 {
			break
		}
		if delta := head >> 4; delta != 0 {
			id += int16(delta)
		} else {
			id = int16(t.int())
		}
		before, kind := t.at, head&15
		f(id, kind)
		if t.at == before {
			t.skip(kind)
		}
	}
	t.depth--
}

// list calls f for each element, of which it must read each.
func (t *thriftReader) list(f func(kind byte)) {
	head := t.byte()
	n := uint64(head >> 4)
	if n == 15 {
		n = t.varint()
	}
	if n > uint64(len(t.b)) { // every element takes a byte
		t.bad = true
	}
	for i := uint64(0); i < n && !t.bad; i++ {
		f(head & 15)
	}
}

// skip passes a value. The value of a truth in a structure is its type.
func (t *thriftReader) skip(kind byte) {
	switch kind {
	case thriftTrue, thriftFalse:
	case thriftByte:
		t.byte()
	case 4, 5, 6:
		t.varint()
	case thriftDouble:
		for range 8 {
			t.byte()
		}
	case thriftBinary:
		t.bytes()
	case thriftList, thriftSet:
		t.list(t.skipElement)
	case thriftMap:
		n := t.varint()
		if n == 0 {
			return
		}
		kinds := t.byte()
		for i := uint64(0); i < n && !t.bad; i++ {
			t.skipElement(kinds >> 4)
			t.skipElement(kinds & 15)
		}
	case thriftStruct:
		t.fields(func(int16, byte) {})
	default:
		t.bad = true
	}
}

// skipElement passes an element of a list, where truths take a byte.
func (t *thriftReader) skipElement(kind byte) {
	if t.depth++; t.depth > 32 {
		t.bad = true
	}
	if kind == thriftTrue || kind == thriftFalse {
		t.byte()
	} else {
		t.skip(kind)
	}
	t.depth--
}
