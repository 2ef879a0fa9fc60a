package raster

import "math"

// coverage finds how much of each pixel an outline covers, exactly, by the method of
// font-rs: each edge adds the area to its right as a difference to an accumulation
// buffer, and a running sum along the row turns differences into coverage. Winding is
// non-zero for outlines whose parts do not overlap in opposite directions.
//
// golang.org/x/image/vector does the same, but its fixed-point mode drifts by up to a
// pixel along a tall edge (each row truncates to 1/512), and its floating mode, chosen
// above 512 pixels, may fuse multiply-adds and so depends on the machine.
type coverage struct {
	w, h int
	// diff has w+2 entries a row: an edge at the right border may touch one beyond it,
	// and its partner another.
	diff []float32
}

// edge is one straight piece of an outline, in pixels.
type edge struct{ x0, y0, x1, y1 float64 }

// reset clears for a picture of w × h pixels.
func (c *coverage) reset(w, h int) {
	c.w, c.h = w, h
	n := (w + 2) * h
	if cap(c.diff) < n {
		c.diff = make([]float32, n)
		return
	}
	c.diff = c.diff[:n]
	clear(c.diff)
}

// add accumulates an edge, clipped. What lies left of the picture counts at its left
// border, since it covers all to its right; what lies right of it covers nothing.
func (c *coverage) add(e edge) {
	dir := 1.0
	if e.y0 > e.y1 {
		dir, e = -1, edge{e.x1, e.y1, e.x0, e.y0}
	}
	right, bottom := float64(c.w), float64(c.h)
	if e.y1 <= 0 || e.y0 >= bottom || e.y0 == e.y1 || (e.x0 >= right && e.x1 >= right) {
		return
	}
	slope := (e.x1 - e.x0) / (e.y1 - e.y0)
	if e.y0 < 0 {
		e.x0, e.y0 = e.x0-float64(e.y0*slope), 0
	}
	if e.y1 > bottom {
		e.x1, e.y1 = e.x0+float64((bottom-e.y0)*slope), bottom
	}
	if lo, hi := math.Min(e.x0, e.x1), math.Max(e.x0, e.x1); lo >= 0 && hi <= right {
		c.scan(e, dir)
		return
	}
	c.addClipped(e, slope, dir)
}

// addClipped splits an edge at the left and right borders.
func (c *coverage) addClipped(e edge, slope, dir float64) {
	right := float64(c.w)
	if e.x0 > e.x1 { // look at it from its left end
		for _, at := range [2]float64{right, 0} {
			if e.x0 > at && e.x1 < at {
				y := math.Min(e.y1, math.Max(e.y0, e.y0+(at-e.x0)/slope))
				c.addInside(edge{e.x0, e.y0, at, y}, dir)
				e.x0, e.y0 = at, y
			}
		}
	} else {
		for _, at := range [2]float64{0, right} {
			if e.x0 < at && e.x1 > at {
				y := math.Min(e.y1, math.Max(e.y0, e.y0+(at-e.x0)/slope))
				c.addInside(edge{e.x0, e.y0, at, y}, dir)
				e.x0, e.y0 = at, y
			}
		}
	}
	c.addInside(e, dir)
}

// addInside adds an edge that lies wholly on one side of each border.
func (c *coverage) addInside(e edge, dir float64) {
	right := float64(c.w)
	if e.y0 >= e.y1 || (e.x0 >= right && e.x1 >= right) {
		return
	}
	e.x0 = math.Min(right, math.Max(0, e.x0))
	e.x1 = math.Min(right, math.Max(0, e.x1))
	c.scan(e, dir)
}

// scan accumulates a downward edge within the picture, row by row.
func (c *coverage) scan(e edge, dir float64) {
	slope := (e.x1 - e.x0) / (e.y1 - e.y0)
	lo, hi := math.Min(e.x0, e.x1), math.Max(e.x0, e.x1)
	x, top := e.x0, e.y0
	for y := int(e.y0); y < c.h && float64(y) < e.y1; y++ {
		bottom := math.Min(float64(y+1), e.y1)
		// Measured from the edge's start each time: steps would gather their errors.
		next := math.Min(hi, math.Max(lo, e.x0+float64((bottom-e.y0)*slope)))
		spread(c.diff[y*(c.w+2):(y+1)*(c.w+2)], x, next, float64((bottom-top)*dir))
		x, top = next, bottom
	}
}

// spread adds to one row an edge that goes from xa to xb while it descends by d: to each
// pixel the part of d·(area right of the edge) that the pixels left of it do not have.
func spread(row []float32, xa, xb, d float64) {
	if xa > xb {
		xa, xb = xb, xa
	}
	i := int(xa)
	left := float64(i)
	if xb <= left+1 {
		right := float64(d * (float64((xa+xb)*0.5) - left))
		row[i] += float32(d - right)
		row[i+1] += float32(right)
		return
	}
	// The edge crosses several pixels. Its cumulated coverage at the right border of
	// pixel k is a quadratic at both ends and linear between.
	per := d / (xb - xa)
	before := 0.0
	for ; left < xb; i, left = i+1, left+1 {
		a, b := math.Max(xa, left), math.Min(xb, left+1)
		// Area of this pixel right of the edge: the trapezoid passed within it and the
		// full width for what was passed before it.
		area := float64(per*(a-xa)) + float64(float64(per*(b-a))*(left+1-float64((a+b)*0.5)))
		row[i] += float32(area - before)
		before = area
	}
	row[i] += float32(d - before)
}

// row writes the coverage of row y as 0..255 into out, which has w entries.
func (c *coverage) row(y int, out []uint8) {
	var sum float32
	for i, d := range c.diff[y*(c.w+2) : y*(c.w+2)+c.w] {
		sum += d
		a := sum
		if a < 0 {
			a = -a
		}
		v := int32(float32(a*255) + 0.5)
		out[i] = uint8(min(v, 255))
	}
}
