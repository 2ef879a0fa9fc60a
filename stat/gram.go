package stat

// A gram collects the dot products of all pairs of columns, a block of rows at a time,
// so that beside the products only one block is held, and each number of the matrix is
// read from memory once.
type gram struct {
	rows, cols int
	width      int // cols rounded up to 4

	// gaps says which columns have missing values. Where there are none, only uu is
	// computed.
	gaps []bool

	// load is called before the columns of a block are packed.
	load func(from, end int)
	// pack writes column j of the loaded block to u, with 0 for a missing value, and, if
	// they are not nil, the squares to q and 1 for each present value to m.
	pack func(j int, u, q, m []float64)

	u, q, m panel

	// Sums at [i*width+j]: uu and mm, of columns with columns and of masks with masks,
	// for i ≤ j; um and qm, of columns and squares i with masks j, for all.
	uu, mm, um, qm []float64
}

// run computes the products. Blocks are added in order, and within a block no two
// goroutines write to the same sum, so that the result does not depend on workers.
func (g *gram) run(workers int) {
	g.width = (g.cols + 3) &^ 3
	g.u, g.uu = newPanel(g.width), make([]float64, g.width*g.width)
	if g.anyGap(0, g.cols) {
		g.q, g.m = newPanel(g.width), newPanel(g.width)
		g.mm, g.um, g.qm = make([]float64, len(g.uu)), make([]float64, len(g.uu)), make([]float64, len(g.uu))
	}
	pairs := tilePairs(g.cols)
	strips := (g.cols + 7) / 8 // eight numbers are a cache line of a row
	for from := 0; from < g.rows; from += tileRows {
		n := min(tileRows, g.rows-from)
		g.load(from, from+n)
		share(strips, workers, func(s int) {
			for j := 8 * s; j < min(8*s+8, g.cols); j++ {
				g.packColumn(j, n)
			}
		})
		share(len(pairs), workers, func(i int) { g.add(pairs[i], (n+3)&^3) })
	}
	g.u, g.q, g.m = nil, nil, nil
}

func (g *gram) anyGap(from, end int) bool {
	for _, gap := range g.gaps[from:min(end, g.cols)] {
		if gap {
			return true
		}
	}
	return false
}

// packColumn packs the n rows of a block and clears what remains up to a full lane.
func (g *gram) packColumn(j, n int) {
	u := g.u.column(j)
	clear(u[n:])
	if g.q == nil {
		g.pack(j, u[:n], nil, nil)
		return
	}
	q, m := g.q.column(j), g.m.column(j)
	clear(q[n:])
	clear(m[n:])
	g.pack(j, u[:n], q[:n], m[:n])
}

// add adds the products of two tiles of the block.
func (g *gram) add(t tilePair, rows int) {
	products(g.uu, g.width, g.u, g.u, t.from, t.to, rows, true)
	if !g.anyGap(t.from, t.from+tileSide) && !g.anyGap(t.to, t.to+tileSide) {
		return
	}
	products(g.mm, g.width, g.m, g.m, t.from, t.to, rows, true)
	products(g.um, g.width, g.u, g.m, t.from, t.to, rows, false)
	products(g.qm, g.width, g.q, g.m, t.from, t.to, rows, false)
	if t.from != t.to {
		products(g.um, g.width, g.u, g.m, t.to, t.from, rows, false)
		products(g.qm, g.width, g.q, g.m, t.to, t.from, rows, false)
	}
}
