package resample

// axis maps n cells to pixels along one direction.
//
// With more cells than pixels it is an aggregation: bin p takes the cells under pixel p,
// whole ones lo ≤ c < hi with weight 1 and the two at its ends, left and right, with the
// fraction that lies under it. With as many or fewer cells, each cell is its own bin and
// each pixel shows the bin of the cell at its centre.
type axis struct {
	pixels int
	bins   []bin
	cell   []int32 // the bin of each pixel; nil where bin p is pixel p
}

// bin is the cells under one pixel. A fraction of 0 stands for no such cell; its index
// then names another cell of the bin, so that it can be read without asking.
type bin struct {
	lo, hi           int
	left, right      int
	wleft, wright    float64
	total            float64 // sum of all weights
	partial          bool    // whether there is a fraction
	first, pastFinal int     // all the cells it touches
}

// newAxis lays n cells under a number of pixels. Positions are exact: in units of
// 1/pixels of a cell, cell c covers c·pixels … (c+1)·pixels and pixel p p·n … (p+1)·n.
func newAxis(n, pixels int) axis {
	if n <= pixels {
		return nearest(n, pixels)
	}
	a := axis{pixels: pixels, bins: make([]bin, pixels)}
	for p := range a.bins {
		a.bins[p] = newBin(p, n, pixels)
	}
	return a
}

func newBin(p, n, pixels int) bin {
	from, to := p*n, (p+1)*n
	b := bin{lo: (from + pixels - 1) / pixels, hi: to / pixels, first: from / pixels}
	b.pastFinal = (to + pixels - 1) / pixels
	b.left, b.right = b.first, b.pastFinal-1
	if b.lo*pixels > from {
		b.wleft = float64(b.lo*pixels-from) / float64(pixels)
	}
	if b.hi*pixels < to {
		b.wright = float64(to-b.hi*pixels) / float64(pixels)
	}
	b.total = float64(b.hi-b.lo) + (b.wleft + b.wright)
	b.partial = b.wleft != 0 || b.wright != 0
	return b
}

// nearest gives each pixel the cell at its centre. A centre on the edge of two cells
// belongs to the first, because a raster rounds an edge at half a pixel up: the pictures
// of a lattice drawn from cells and drawn from pixels are the same.
func nearest(n, pixels int) axis {
	a := axis{pixels: pixels, bins: make([]bin, n), cell: make([]int32, pixels)}
	for c := range a.bins {
		a.bins[c] = bin{lo: c, hi: c + 1, left: c, right: c, total: 1, first: c, pastFinal: c + 1}
	}
	for p := range a.cell {
		a.cell[p] = int32(((2*p+1)*n - 1) / (2 * pixels))
	}
	return a
}

// pixelsOf returns the pixels that show bin b: p0 ≤ p < p1. Bins are asked for in any
// order, so the bounds are computed, not searched.
func (a *axis) pixelsOf(b int) (p0, p1 int) {
	if a.cell == nil {
		return b, b + 1
	}
	return firstPixel(b, len(a.bins), a.pixels), firstPixel(b+1, len(a.bins), a.pixels)
}

// firstPixel is where cell c of n begins: its edge c·pixels/n rounded, halves up.
func firstPixel(c, n, pixels int) int { return (2*c*pixels + n) / (2 * n) }
