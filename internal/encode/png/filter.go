package png

import "encoding/binary"

// The filters of PNG that are used. Average hardly ever wins on figures.
const (
	filterNone  = 0
	filterSub   = 1
	filterUp    = 2
	filterPaeth = 4
)

// filtered writes row y of the picture as it is compressed: the filter's number and the
// differences to what the filter predicts.
func (e *encoder) filtered(dst []byte, y int) {
	dst[0] = e.filter
	out := dst[1:]
	if e.filter == filterNone {
		e.convert(out, e.canvas.Row(y))
		return
	}
	row := e.samples(y)
	switch e.filter {
	case filterSub:
		sub(out, row, e.format.bpp)
	case filterUp:
		up(out, row, e.samples(y-1))
	case filterPaeth:
		paeth(out, row, e.samples(y-1), e.format.bpp)
	}
}

// samples returns the converted row y, which two calls on neighbouring rows keep. Above
// the picture there are zeros.
func (e *encoder) samples(y int) []byte {
	b := &e.kept[y&1]
	if len(b.data) == 0 {
		b.data, b.y = make([]byte, e.canvas.W*e.format.bpp), -1
	}
	if y < 0 {
		clear(b.data)
		b.y = -1
		return b.data
	}
	if b.y != y {
		e.convert(b.data, e.canvas.Row(y))
		b.y = y
	}
	return b.data
}

func sub(dst, row []byte, bpp int) {
	copy(dst[:bpp], row)
	left := row[:len(row)-bpp]
	dst, row = dst[bpp:], row[bpp:]
	for len(row) >= 8 {
		put64(dst, minus(get64(row), get64(left)))
		dst, row, left = dst[8:], row[8:], left[8:]
	}
	for i, v := range row {
		dst[i] = v - left[i]
	}
}

func up(dst, row, above []byte) {
	for len(row) >= 8 {
		put64(dst, minus(get64(row), get64(above)))
		dst, row, above = dst[8:], row[8:], above[8:]
	}
	for i, v := range row {
		dst[i] = v - above[i]
	}
}

var (
	get64 = binary.LittleEndian.Uint64
	put64 = binary.LittleEndian.PutUint64
)

// minus subtracts eight bytes at once: with the high bit of each set aside, no borrow
// passes from one to the next.
func minus(a, b uint64) uint64 {
	const high = 0x8080808080808080
	return (a | high) - (b &^ high) ^ (a^^b)&high
}

func paeth(dst, row, above []byte, bpp int) {
	for i := range bpp {
		dst[i] = row[i] - above[i]
	}
	for i := bpp; i < len(row); i++ {
		a, b, c := int(row[i-bpp]), int(above[i]), int(above[i-bpp])
		pa, pb := b-c, a-c
		pc := abs(pa + pb)
		pa, pb = abs(pa), abs(pb)
		switch {
		case pa <= pb && pa <= pc:
		case pb <= pc:
			a = b
		default:
			a = c
		}
		dst[i] = row[i] - byte(a)
	}
}

func abs(v int) int { return max(v, -v) }

// chooseFilter picks the filter of a picture by compressing a few bands of it with each.
// One filter for all rows keeps repetitions alike, which is worth more in figures than
// the best filter of each row. Pictures that are mostly flat need none.
func (e *encoder) chooseFilter() uint8 {
	const bands = 3
	rows := 8
	if e.canvas.W >= 1500 {
		rows = 4 // as telling as eight of half the width
	}
	if e.canvas.H < 2*bands*rows || e.flat() {
		return filterNone
	}
	candidates := []uint8{filterNone, filterSub, filterUp, filterPaeth}
	if e.format.kind == indexed {
		candidates = candidates[:3] // indices are no plane that Paeth could follow
	}
	var room []byte
	best, least := uint8(filterNone), 0
	for _, f := range candidates {
		if f == filterPaeth && best == filterNone {
			break // it predicts from the left and from above, neither of which helps
		}
		e.filter = f
		size := 0
		for k := range bands {
			y := (2*k + 1) * (e.canvas.H - rows) / (2 * bands)
			room = e.stripe(y, y+rows, room).data
			size += len(room)
		}
		if f == filterNone {
			// Without a filter, rows far apart repeat each other too, which bands of a
			// few rows do not show: whole pictures come out a tenth better than these.
			size -= size / 10
		}
		if least == 0 || size < least {
			best, least = f, size
		}
	}
	return best
}

// flat says whether few pixels differ from both their left and their upper neighbour.
func (e *encoder) flat() bool {
	const rows, most = 24, 0.1
	edges := 0
	for k := range rows {
		y := 1 + (2*k+1)*(e.canvas.H-1)/(2*rows)
		row, above := e.canvas.Row(y), e.canvas.Row(y-1)
		for i := 4; i < len(row); i += 4 {
			p := binary.LittleEndian.Uint32(row[i:])
			if p != binary.LittleEndian.Uint32(row[i-4:]) && p != binary.LittleEndian.Uint32(above[i:]) {
				edges++
			}
		}
	}
	return float64(edges) < most*rows*float64(e.canvas.W)
}
