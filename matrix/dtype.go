package matrix

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"strings"
)

// A dtype is a type of numbers in a .npy file.
type dtype struct {
	kind byte // b, i, u or f, as NumPy writes them
	size int  // bytes
	big  bool // big-endian
}

// hostBig is whether this machine is big-endian.
var hostBig = binary.NativeEndian.Uint16([]byte{0, 1}) == 1

// isNative is whether values of the type are the float64 of this machine.
func (t dtype) isNative() bool { return t.kind == 'f' && t.size == 8 && t.big == hostBig }

// String returns NumPy's name of the type, such as float32.
func (t dtype) String() string {
	switch t.kind {
	case 'b':
		return "bool"
	case 'i':
		return fmt.Sprintf("int%d", 8*t.size)
	case 'u':
		return fmt.Sprintf("uint%d", 8*t.size)
	}
	return fmt.Sprintf("float%d", 8*t.size)
}

// parseDtype reads a descr such as "<f8". The error's text is a sentence
// about the type, with its cure.
func parseDtype(descr string) (t dtype, msg, cure string) {
	order, rest := byte('='), descr
	if rest != "" && strings.IndexByte("<>=|", rest[0]) >= 0 {
		order, rest = rest[0], rest[1:]
	}
	t.big = order == '>' || hostBig && order != '<'
	switch rest {
	case "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8":
		t.kind, t.size = rest[0], int(rest[1]-'0')
		return t, "", ""
	case "?":
		t.kind, t.size = 'b', 1
		return t, "", ""
	}
	msg = fmt.Sprintf("dtype %.40q is not a type of numbers that can be drawn", descr)
	cure = "convert it before saving, as by a.astype('f8')"
	if rest == "" {
		return t, msg, cure
	}
	switch rest[0] {
	case 'c':
		msg = fmt.Sprintf("dtype %.40q is complex, and a cell shows one real number", descr)
		cure = "save abs(a), a.real, a.imag or numpy.angle(a)"
	case 'O':
		msg = "dtype object holds pickled Python objects, which are never loaded"
	case 'U', 'S', 'a':
		msg = fmt.Sprintf("dtype %.40q is text", descr)
	case 'M', 'm':
		msg = fmt.Sprintf("dtype %.40q is dates or spans of time", descr)
	}
	return t, msg, cure
}

// value returns the number at the start of b, as the float64 nearest to it:
// integers beyond 2⁵³ are rounded. A bool is 0 or 1.
func (t dtype) value(b []byte) float64 {
	var u uint64
	switch t.size {
	case 1:
		u = uint64(b[0])
	case 2:
		u = uint64(t.word16(b))
	case 4:
		u = uint64(t.word32(b))
	case 8:
		u = t.word64(b)
	}
	switch t.kind {
	case 'b':
		return float64(min(u, 1))
	case 'i':
		unused := 64 - 8*t.size
		return float64(int64(u<<unused) >> unused) // extends the sign
	case 'u':
		return float64(u)
	}
	switch t.size {
	case 2:
		return Half(uint16(u))
	case 4:
		return float64(math.Float32frombits(uint32(u)))
	}
	return math.Float64frombits(u)
}

// decode converts the numbers in src and stores them at dst[0], dst[step],
// dst[2*step] and so on. The two types that large files have get loops of
// their own, which are three times as fast as the switches of value.
func (t dtype) decode(dst []float64, step int, src []byte) {
	switch {
	case t.kind == 'f' && t.size == 8:
		for k := 0; len(src) >= 8; k += step {
			dst[k] = math.Float64frombits(t.word64(src))
			src = src[8:]
		}
	case t.kind == 'f' && t.size == 4:
		for k := 0; len(src) >= 4; k += step {
			dst[k] = float64(math.Float32frombits(t.word32(src)))
			src = src[4:]
		}
	default:
		for k := 0; len(src) >= t.size; k += step {
			dst[k] = t.value(src)
			src = src[t.size:]
		}
	}
}

func (t dtype) word16(b []byte) uint16 {
	w := binary.LittleEndian.Uint16(b)
	if t.big {
		w = bits.ReverseBytes16(w)
	}
	return w
}

func (t dtype) word32(b []byte) uint32 {
	w := binary.LittleEndian.Uint32(b)
	if t.big {
		w = bits.ReverseBytes32(w)
	}
	return w
}

func (t dtype) word64(b []byte) uint64 {
	w := binary.LittleEndian.Uint64(b)
	if t.big {
		w = bits.ReverseBytes64(w)
	}
	return w
}

// Half converts an IEEE 754 binary16 number.
func Half(h uint16) float64 {
	sign, exp, frac := h>>15, int(h>>10&0x1f), float64(h&0x3ff)
	var v float64
	switch exp {
	case 0: // zero and subnormal
		v = math.Ldexp(frac, -24)
	case 0x1f:
		v = math.Inf(1)
		if frac != 0 {
			return math.NaN()
		}
	default:
		v = math.Ldexp(1024+frac, exp-25)
	}
	if sign != 0 {
		v = -v
	}
	return v
}
