package matrix

// An encoded is the values of a matrix in the form in which a file holds
// them: any type, byte order and memory order, at any alignment.
type encoded struct {
	data       []byte // exactly rows × cols numbers
	typ        dtype
	rows, cols int
	fortran    bool // column by column
}

func (e *encoded) at(i, j int) float64 {
	k := i*e.cols + j
	if e.fortran {
		k = j*e.rows + i
	}
	return e.typ.value(e.data[k*e.typ.size:])
}

// read converts rows i0 to i1-1 into dst.
func (e *encoded) read(dst []float64, i0, i1 int) {
	if !e.fortran {
		e.typ.decode(dst, 1, e.data[i0*e.cols*e.typ.size:i1*e.cols*e.typ.size])
		return
	}
	// A block of rows is read column by column, so that each cache line of
	// the file is fetched once, while the lines of dst that are written, one
	// for each row of the block, stay in the first-level cache.
	const block = 64
	for i := i0; i < i1; i += block {
		end := min(i+block, i1)
		out := dst[(i-i0)*e.cols:]
		for j := range e.cols {
			from, to := j*e.rows+i, j*e.rows+end
			e.typ.decode(out[j:], e.cols, e.data[from*e.typ.size:to*e.typ.size])
		}
	}
}
