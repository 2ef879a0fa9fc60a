package subset

import "errors"

// Operators of charstrings that matter here.
const (
	opHstem      = 1
	opVstem      = 3
	opCallSubr   = 10
	opReturn     = 11
	opEscape     = 12
	opEndchar    = 14
	opHstemHM    = 18
	opHintmask   = 19
	opCntrmask   = 20
	opVstemHM    = 23
	opCallGlobal = 29
)

// Limits of what is followed.
const (
	maxDepth = 10       // of calls: the specification's limit
	maxSteps = 16 << 20 // of all charstrings: a hostile font calls without end
)

// usage finds the subroutines that glyphs call. A charstring has to be walked for that:
// the number of a subroutine is on the stack, and masks of hints lie between operators.
type usage struct {
	font   *cffFont
	global map[int]bool
	local  []map[int]bool // one a Font DICT
	// all is set where a number is computed: then each subroutine may be called.
	all   bool
	steps int

	stack []int
	hints int
	fd    int
}

func newUsage(f *cffFont) *usage {
	u := &usage{font: f, global: map[int]bool{}}
	for range f.privates {
		u.local = append(u.local, map[int]bool{})
	}
	return u
}

var errAccented = errors.New("subset: CFF glyph composed by the names of others")

// errComputed says that a charstring computes.
var errComputed = errors.New("subset: computed")

// glyph notes what the charstring of a glyph calls.
func (u *usage) glyph(code table, fd int) error {
	u.stack, u.hints, u.fd = u.stack[:0], 0, fd
	_, err := u.run(code, 0)
	if errors.Is(err, errComputed) {
		u.all = true
		return nil
	}
	return err
}

// run walks a charstring; done where it has ended the glyph.
func (u *usage) run(code table, depth int) (done bool, err error) {
	if depth > maxDepth {
		return false, errCFF
	}
	for at := 0; at < len(code); {
		if u.steps++; u.steps > maxSteps {
			return false, errCFF
		}
		b := int(code[at])
		at++
		switch {
		case b == 28:
			u.push(code.i16(at))
			at += 2
		case b == 255:
			u.push(code.i16(at))
			at += 4
		case b >= 251:
			u.push(-(b-251)*256 - int(byteAt(code, at)) - 108)
			at++
		case b >= 247:
			u.push((b-247)*256 + int(byteAt(code, at)) + 108)
			at++
		case b >= 32:
			u.push(b - 139)
		case b == opHstem || b == opVstem || b == opHstemHM || b == opVstemHM:
			u.hints += len(u.stack) / 2
			u.stack = u.stack[:0]
		case b == opHintmask || b == opCntrmask:
			u.hints += len(u.stack) / 2
			u.stack = u.stack[:0]
			at += (u.hints + 7) / 8
		case b == opCallSubr:
			if done, err = u.call(u.font.privates[u.fd].subrs, u.local[u.fd], depth); done || err != nil {
				return done, err
			}
		case b == opCallGlobal:
			if done, err = u.call(u.font.global, u.global, depth); done || err != nil {
				return done, err
			}
		case b == opReturn:
			return false, nil
		case b == opEndchar:
			if len(u.stack) >= 4 {
				return false, errAccented
			}
			return true, nil
		case b == opEscape:
			if op := byteAt(code, at); op < 34 || op > 37 { // those are flexes
				return false, errComputed
			}
			at++
			u.stack = u.stack[:0]
		default:
			u.stack = u.stack[:0]
		}
	}
	return false, nil
}

func byteAt(code table, at int) byte {
	if at < len(code) {
		return code[at]
	}
	return 0
}

// maxStack is more than charstrings may push.
const maxStack = 64

func (u *usage) push(v int) {
	if len(u.stack) < maxStack {
		u.stack = append(u.stack, v)
	}
}

// call walks the subroutine whose number is on the stack.
func (u *usage) call(subrs index, used map[int]bool, depth int) (done bool, err error) {
	if len(u.stack) == 0 {
		return false, errComputed
	}
	n := u.stack[len(u.stack)-1] + bias(subrs.count)
	u.stack = u.stack[:len(u.stack)-1]
	if n < 0 || n >= subrs.count {
		return false, errCFF
	}
	used[n] = true
	return u.run(subrs.get(n), depth+1)
}

// bias is what is added to the numbers of calls.
func bias(count int) int {
	switch {
	case count < 1240:
		return 107
	case count < 33900:
		return 1131
	}
	return 32768
}

// size is how many bytes of subroutines are kept.
func (u *usage) size(subrs index, used map[int]bool) (size int) {
	if u.all {
		return len(subrs.data)
	}
	for i := range used {
		size += len(subrs.get(i))
	}
	return size
}

// keep returns the subroutines of which those that are not used are empty, and those
// after the last that is used are left out as far as the bias allows.
func (u *usage) keep(subrs index, used map[int]bool) [][]byte {
	if !u.all && len(used) == 0 {
		return nil
	}
	n := 0
	for i := range subrs.count {
		if u.all || used[i] {
			n = i + 1
		}
	}
	for _, least := range []int{1240, 33900} {
		if subrs.count >= least {
			n = max(n, least)
		}
	}
	out := make([][]byte, n)
	for i := range out {
		// Those without even a return have equal offsets, which deflate to almost nothing; a
		// pan-CJK font has some 30,000.
		if u.all || used[i] {
			out[i] = subrs.get(i)
		}
	}
	return out
}
