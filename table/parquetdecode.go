package table

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seed01309057/heat/matrix"
)

// A pqValues is values as their column has them: numbers, texts or times.
type pqValues struct {
	numbers []float64
	texts   []string
	times   []time.Time
	n       int
}

func bitsOf(v uint64) int { return bits.Len64(v) }

// hybrid decodes n numbers of a width in bits, which are runs of one number
// or packed.
func hybrid(out []uint32, b []byte, width, n int) ([]uint32, bool) {
	if width > 32 {
		return out, false
	}
	t := &thriftReader{b: b}
	bytes := (width + 7) / 8
	for len(out) < n {
		head := t.varint()
		if t.bad {
			return out, false
		}
		if head&1 == 0 { // a run
			if head>>1 == 0 || len(b)-t.at < bytes {
				return out, false
			}
			v := uint32(0)
			for i := range bytes {
				v |= uint32(b[t.at+i]) << (8 * i)
			}
			t.at += bytes
			for k := min(head>>1, uint64(n-len(out))); k > 0; k-- {
				out = append(out, v)
			}
			continue
		}
		groups := head >> 1
		if groups == 0 || groups > uint64(n)/8+1 {
			return out, false
		}
		size := min(int(groups)*width, len(b)-t.at) // the last group may be cut
		var ok bool
		k := min(int(groups)*8, n-len(out))
		if out, ok = unpackBits(out, b[t.at:t.at+size], width, k); !ok {
			return out, false
		}
		t.at += size
	}
	return out, true
}

// unpackBits decodes k numbers of a width, the lowest bits first.
func unpackBits(out []uint32, b []byte, width, k int) ([]uint32, bool) {
	if k*width > 8*len(b) {
		return out, false
	}
	var word uint64
	have := 0
	mask := uint64(1)<<width - 1
	for ; k > 0; k-- {
		for have < width {
			word |= uint64(b[0]) << have
			b = b[1:]
			have += 8
		}
		out = append(out, uint32(word&mask))
		word >>= width
		have -= width
	}
	return out, true
}

// values decodes the values of a page: total cells, of which n are there.
func (d *pqDecoder) values(b []byte, encoding, total, n int64) (v pqValues, err error) {
	if n < 0 || n > total || n > 1<<31 {
		return v, d.fail("a page claims to have %d values", n)
	}
	switch {
	case encoding == 0:
		return d.plain(b, int(n))
	case encoding == 2 || encoding == 8:
		return d.fromDictionary(b, int(n))
	case encoding == 3 && d.typ == pqBool:
		return d.truths(b, int(n))
	case encoding == 5 && (d.typ == pqInt32 || d.typ == pqInt64):
		list, _, ok := deltas(b, int(n))
		if !ok || len(list) < int(n) {
			return v, d.tooShort()
		}
		return d.ints(int(n), func(i int) int64 { return list[i] })
	case encoding == 6 && d.typ == pqBytes:
		list, ok := deltaLengths(b, int(n))
		if !ok {
			return v, d.tooShort()
		}
		return d.bytes(list), nil
	case encoding == 7 && (d.typ == pqBytes || d.typ == pqFixed):
		list, ok := deltaBytes(b, int(n), d.limit)
		if !ok {
			return v, d.tooShort()
		}
		return d.bytes(list), nil
	case encoding == 9:
		return d.split(b, int(n))
	}
	return v, &Error{File: d.parquetFile.name, Msg: "has an encoding that is not known", Cure: "write it with the usual settings"}
}

func (d *pqDecoder) tooShort() error { return d.fail("a page ends before its values do") }

// width returns the bytes of a value, or 0 if they differ.
func (d *pqDecoder) width() int {
	switch d.typ {
	case pqInt32, pqFloat:
		return 4
	case pqInt64, pqDouble:
		return 8
	case pqInt96:
		return 12
	case pqFixed:
		return max(0, d.length)
	}
	return 0
}

// plain decodes values that stand one after the other.
func (d *pqDecoder) plain(b []byte, n int) (v pqValues, err error) {
	switch d.typ {
	case pqBool:
		if n > 8*len(b) {
			return v, d.tooShort()
		}
		v = pqValues{numbers: make([]float64, n), n: n}
		for i := range n {
			v.numbers[i] = float64(b[i/8] >> (i % 8) & 1)
		}
		return v, nil
	case pqBytes:
		list := make([][]byte, 0, min(n, len(b)/4))
		for range n {
			if len(b) < 4 || int64(binary.LittleEndian.Uint32(b)) > int64(len(b)-4) {
				return v, d.tooShort()
			}
			end := 4 + int(binary.LittleEndian.Uint32(b))
			list = append(list, b[4:end])
			b = b[end:]
		}
		return d.bytes(list), nil
	}
	w := d.width()
	if w == 0 || n > len(b)/w {
		return v, d.tooShort()
	}
	switch {
	case d.typ == pqDouble:
		v = pqValues{numbers: make([]float64, n), n: n}
		for i := range n {
			v.numbers[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
		return v, nil
	case d.typ == pqFloat:
		v = pqValues{numbers: make([]float64, n), n: n}
		for i := range n {
			v.numbers[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])))
		}
		return v, nil
	case d.typ == pqInt32:
		return d.ints(n, func(i int) int64 { return int64(int32(binary.LittleEndian.Uint32(b[4*i:]))) })
	case d.typ == pqInt64:
		return d.ints(n, func(i int) int64 { return int64(binary.LittleEndian.Uint64(b[8*i:])) })
	case d.typ == pqInt96:
		v = pqValues{times: make([]time.Time, n), n: n}
		for i := range n {
			nanos, day := int64(binary.LittleEndian.Uint64(b[12*i:])), int64(binary.LittleEndian.Uint32(b[12*i+8:]))
			v.times[i] = time.Unix((day-2440588)*86400, 0).Add(time.Duration(nanos)).UTC() // the Julian day of 1970
		}
		return v, nil
	}
	list := make([][]byte, n)
	for i := range list {
		list[i] = b[i*w : i*w+w]
	}
	return d.bytes(list), nil
}

// split decodes values whose first bytes stand together, then their second
// ones, and so on.
func (d *pqDecoder) split(b []byte, n int) (v pqValues, err error) {
	w := d.width()
	if w == 0 || n > len(b)/w {
		return v, d.tooShort()
	}
	n0 := len(b) / w
	whole := make([]byte, n*w)
	for k := range w {
		for i := range n {
			whole[i*w+k] = b[k*n0+i]
		}
	}
	return d.plain(whole, n)
}

// truths decodes truths as runs, after their length.
func (d *pqDecoder) truths(b []byte, n int) (v pqValues, err error) {
	if len(b) < 4 {
		return v, d.tooShort()
	}
	var ok bool
	if d.index, ok = hybrid(d.index[:0], b[4:], 1, n); !ok {
		return v, d.tooShort()
	}
	v = pqValues{numbers: make([]float64, n), n: n}
	for i := range n {
		v.numbers[i] = float64(d.index[i])
	}
	return v, nil
}

// fromDictionary decodes positions in the dictionary, after their width.
func (d *pqDecoder) fromDictionary(b []byte, n int) (v pqValues, err error) {
	if len(b) < 1 {
		return v, d.tooShort()
	}
	var ok bool
	if d.index, ok = hybrid(d.index[:0], b[1:], int(b[0]), n); !ok {
		return v, d.tooShort()
	}
	for _, i := range d.index {
		if int(i) >= d.dict.n {
			return v, d.fail("a value is number %d of a dictionary of %d", i, d.dict.n)
		}
	}
	v.n = n
	switch {
	case d.dict.texts != nil:
		v.texts = pick(d.dict.texts, d.index)
	case d.dict.times != nil:
		v.times = pick(d.dict.times, d.index)
	default:
		v.numbers = pick(d.dict.numbers, d.index)
	}
	return v, nil
}

func pick[T any](from []T, index []uint32) []T {
	out := make([]T, len(index))
	for k, i := range index {
		out[k] = from[i]
	}
	return out
}

// ints gives integers their meaning.
func (d *pqDecoder) ints(n int, at func(int) int64) (v pqValues, err error) {
	v.n = n
	if d.meaning == pqDate || d.meaning == pqTimestamp {
		v.times = make([]time.Time, n)
		for i := range n {
			x := at(i)
			if d.meaning == pqDate {
				v.times[i] = time.Unix(x*86400, 0).UTC()
				continue
			}
			unit := max(d.unit, 1)
			v.times[i] = time.Unix(x/unit, x%unit*(1e9/unit)).UTC()
		}
		return v, nil
	}
	v.numbers = make([]float64, n)
	divisor := 1.0
	switch d.meaning {
	case pqDecimal:
		divisor = math.Pow10(d.scale)
	case pqClock:
		divisor = float64(max(d.unit, 1))
	}
	for i := range n {
		x := at(i)
		switch {
		case d.meaning == pqUnsigned && d.typ == pqInt32:
			v.numbers[i] = float64(uint32(x))
		case d.meaning == pqUnsigned:
			v.numbers[i] = float64(uint64(x))
		default:
			v.numbers[i] = float64(x) / divisor
		}
	}
	return v, nil
}

// bytes gives byte strings their meaning. Those that are texts share one
// string.
func (d *pqDecoder) bytes(list [][]byte) (v pqValues) {
	v.n = len(list)
	switch d.meaning {
	case pqDecimal:
		v.numbers = make([]float64, len(list))
		for i, b := range list {
			v.numbers[i] = bigEndian(b) / math.Pow10(d.scale)
		}
		return v
	case pqHalf:
		v.numbers = make([]float64, len(list))
		for i, b := range list {
			if len(b) == 2 {
				v.numbers[i] = matrix.Half(binary.LittleEndian.Uint16(b))
			}
		}
		return v
	}
	size := 0
	for _, b := range list {
		size += len(b)
	}
	all := make([]byte, 0, size)
	for _, b := range list {
		all = append(all, b...)
	}
	text, from := string(all), 0
	v.texts = make([]string, len(list))
	for i, b := range list {
		s := text[from : from+len(b)]
		from += len(b)
		switch {
		case d.meaning == pqUUID && len(b) == 16:
			s = uuid(b)
		case !utf8.ValidString(s):
			s = strings.ToValidUTF8(s, "\ufffd")
		}
		v.texts[i] = s
	}
	return v
}

// bigEndian reads an integer with a sign of any length.
func bigEndian(b []byte) float64 {
	v := 0.0
	for i, c := range b {
		if i == 0 {
			v = float64(int8(c))
			continue
		}
		v = float64(v*256) + float64(c)
	}
	return v
}

func uuid(b []byte) string {
	const hex = "0123456789abcdef"
	var out []byte
	for i, c := range b {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			out = append(out, '-')
		}
		out = append(out, hex[c>>4], hex[c&15])
	}
	return string(out)
}

// deltas decodes integers as differences, and returns what follows them.
func deltas(b []byte, most int) (out []int64, rest []byte, ok bool) {
	t := &thriftReader{b: b}
	block, minis, total, first := t.varint(), t.varint(), t.varint(), t.int()
	if t.bad || block == 0 || block > 1<<20 || minis == 0 || minis > block || total > uint64(most) {
		return nil, nil, false
	}
	per := int(block / minis)
	if per%8 != 0 || per == 0 {
		return nil, nil, false
	}
	out = make([]int64, 0, min(int(total), 64*len(b)+1))
	if total > 0 {
		out = append(out, first)
	}
	last := first
	for len(out) < int(total) {
		least := t.int()
		at := t.at
		if t.bad || int(minis) > len(b)-at {
			return nil, nil, false
		}
		widths := b[at : at+int(minis)]
		t.at += int(minis)
		for _, w := range widths {
			if len(out) == int(total) {
				break
			}
			size := int(w) * per / 8
			if w > 64 || size > len(b)-t.at {
				return nil, nil, false
			}
			for i := 0; i < per && len(out) < int(total); i++ {
				last += least + int64(bitsAt(b[t.at:], i*int(w), int(w)))
				out = append(out, last)
			}
			t.at += size
		}
	}
	return out, b[t.at:], true
}

// bitsAt returns a number of up to 64 bits that starts at a bit.
func bitsAt(b []byte, at, width int) (v uint64) {
	for got := 0; got < width; {
		k := min(8-at%8, width-got)
		v |= uint64(b[at/8]>>(at%8)&(1<<k-1)) << got
		got += k
		at += k
	}
	return v
}

// deltaLengths decodes texts: all lengths, then all bytes.
func deltaLengths(b []byte, n int) (list [][]byte, ok bool) {
	lengths, rest, ok := deltas(b, n)
	if !ok || len(lengths) != n {
		return nil, false
	}
	for _, l := range lengths {
		if l < 0 || l > int64(len(rest)) {
			return nil, false
		}
		list = append(list, rest[:l])
		rest = rest[l:]
	}
	return list, true
}

// deltaBytes decodes texts that share the begin of the one before. They may
// take limit bytes in all.
func deltaBytes(b []byte, n int, limit int64) (list [][]byte, ok bool) {
	prefixes, rest, ok := deltas(b, n)
	if !ok || len(prefixes) != n {
		return nil, false
	}
	ends, ok := deltaLengths(rest, n)
	if !ok {
		return nil, false
	}
	var last []byte
	for i, p := range prefixes {
		if p < 0 || p > int64(len(last)) {
			return nil, false
		}
		if limit -= p + int64(len(ends[i])); limit < 0 {
			return nil, false
		}
		last = append(append(make([]byte, 0, int(p)+len(ends[i])), last[:p]...), ends[i]...)
		list = append(list, last)
	}
	return list, true
}

// store appends n cells to the column, of which the levels say which are
// there.
func (d *pqDecoder) store(v pqValues, n int) error {
	c := d.out
	k := 0
	missing := func(i int) bool { return d.maxDef > 0 && d.levels[i] != uint32(d.maxDef) }
	switch c.Kind {
	case Text:
		for i := range n {
			if missing(i) {
				c.Texts = append(c.Texts, "")
				continue
			}
			c.Texts = append(c.Texts, v.texts[k])
			k++
		}
	case Time:
		for i := range n {
			if missing(i) {
				c.Times = append(c.Times, time.Time{})
				continue
			}
			c.Times = append(c.Times, v.times[k])
			k++
		}
	default:
		if v.n == n {
			c.Numbers = append(c.Numbers, v.numbers...)
			return nil
		}
		for i := range n {
			if missing(i) {
				c.Numbers = append(c.Numbers, math.NaN())
				continue
			}
			c.Numbers = append(c.Numbers, v.numbers[k])
			k++
		}
	}
	return nil
}
