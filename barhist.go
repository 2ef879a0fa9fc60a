package heat

import (
	"math"
	"sort"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// Bars of the histogram along a colour bar.
const (
	leastHistBins = 8
	mostHistBins  = 48
)

// histShares are where the bars of the histogram begin and end along the bar: the blocks of
// a norm that has some, else more the more values there are.
func (b *barLine) histShares(n int) []float64 {
	if _, stepped := scale.Steps(b.norm); stepped {
		return b.shares()
	}
	return edges(0, 1, min(mostHistBins, max(leastHistBins, int(2*math.Cbrt(float64(n))))))
}

// histThick is the room for the histogram beside the bar, its gap included.
func (a *arrangement) histThick(c *cellsPlan) float64 {
	if !c.spec.Cbar.Hist || a.aligned {
		return 0
	}
	return 2.2 * a.barThick
}

// histogram counts the visible values by where they stand on the bar, without those
// beyond the limits: they are not of the end colours' values.
func (c *cellsPlan) histogram(spacing scale.Spacing, shares []float64) []int {
	counts := make([]int, len(shares)-1)
	for chunk := range c.chunks() {
		for _, v := range chunk {
			f := scale.Position(c.norm, v, spacing)
			if !(f >= 0 && f <= 1) {
				continue
			}
			at := sort.SearchFloat64s(shares, f) // the first that is not below
			if at < len(shares) && shares[at] == f {
				at++
			}
			counts[max(0, min(at-1, len(counts)-1))]++
		}
	}
	return counts
}

// drawHist draws how many cells have each colour: bars on the side of the colour bar that
// has no ticks, whose marks stand in the direction of sign.
func (a *arrangement) drawHist(p *panelState, bar *barLine, sign float64) (items []scene.Item) {
	room := a.histThick(p.cells) - a.barTickGap
	if room <= 0 {
		return nil
	}
	shares := bar.histShares(p.cells.extent.Finite())
	counts := p.cells.histogram(bar.spacing, shares)
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		long := float64(room*float64(n)) / float64(most)
		from, to := bar.at(shares[i]), bar.at(shares[i+1])
		box := layout.Box{X: from, W: to - from, Y: bar.box.Y - long, H: long}
		if sign < 0 {
			box.Y = bar.box.Y + bar.box.H
		}
		if bar.vertical {
			box = layout.Box{X: bar.box.X - long, W: long, Y: to, H: from - to}
			if sign < 0 {
				box.X = bar.box.X + bar.box.W
			}
		}
		items = append(items, &scene.Rect{X: box.X, Y: box.Y, W: box.W, H: box.H, Fill: a.plan.theme.quiet})
	}
	return items
}
