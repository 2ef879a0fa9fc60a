package heat

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
)

// level is one category of a panel's cells.
type level struct {
	name  string
	count int // visible cells
}

// maxLevels bounds the categories of a figure: no key could explain more.
const maxLevels = 1000

// levelIndex is the palette entry of a category's code.
func (c *cellsPlan) levelIndex(v float64) uint16 {
	if v >= 0 && v < float64(len(c.levels)) {
		return uint16(v)
	}
	return c.missingIndex()
}

// categories resolves a layer whose values are codes of categories.
func (r *resolver) categories(c *cellsPlan, name string, theme palette) {
	s := c.spec
	before := len(r.problems)
	if n := len(s.Levels); n > maxLevels {
		r.add("categories", "merge the rare ones", "%s%d categories; the limit is %d", name, n, maxLevels)
	}
	for _, given := range []struct {
		what string
		is   bool
	}{
		{"vmin", s.Vmin.Set}, {"vmax", s.Vmax.Set}, {"center", s.Center.Set}, {"robust limits", s.Robust},
		{"number format", !s.Fmt.IsAuto()},
		{"norm", !s.Norm.IsZero()}, {"periodic scale", s.Periodic}, {"histogram", s.Cbar.Hist},
	} {
		if given.is {
			r.add("categories", "leave it out", "%scategories have no %s", name, given.what)
		}
	}
	if len(r.problems) > before {
		return
	}
	for _, l := range s.Levels {
		c.levels = append(c.levels, level{name: l.Name})
	}
	if at, v := c.countLevels(); at >= 0 {
		r.add("categories", fmt.Sprintf("give 0 to %d, or nothing", len(c.levels)-1), "%srow %d, column %d holds %v, which is the code of no category",
			name, at/c.cols+1, at%c.cols+1, v)
		return
	}
	colors, err := r.levelColors(s)
	if err != nil {
		r.problems = append(r.problems, &Error{Stage: "categories", Detail: name, Err: err})
		return
	}
	c.setPalette(colors, theme)
}

// countLevels counts the visible cells of each category. It returns the place of the
// first value that is none, or -1.
func (c *cellsPlan) countLevels() (at int, value float64) {
	c.measure()
	seen := 0
	for chunk := range c.chunks() {
		for i, v := range chunk {
			switch {
			case math.IsNaN(v):
			case v >= 0 && v < float64(len(c.levels)) && v == math.Trunc(v):
				c.levels[int(v)].count++
			default:
				return seen + i, v
			}
		}
		seen += len(chunk)
	}
	return -1, 0
}

// levelColors are the colours of the categories: their own, or those of the map in order.
// Where no map is given they are those that names have in the figure.
func (r *resolver) levelColors(s *Cells) ([]scene.Color, error) {
	var colors []scene.Color
	var open []int // categories without a colour of their own
	for i, l := range s.Levels {
		colors = append(colors, scene.Color(l.Color))
		if l.Color == (colormap.Color{}) {
			open = append(open, i)
		}
	}
	if s.Cmap == "" || s.Cmap == "auto" {
		if n := len(open); n > colormap.MostDistinct {
			return nil, fmt.Errorf("%d categories; at most %d have colours that can be told apart (merge the rare ones, or name a colour map)", n, colormap.MostDistinct)
		}
		for _, i := range open {
			colors[i] = r.colors[s.Levels[i].Name]
		}
		return colors, nil
	}
	m, err := colormap.Lookup(s.Cmap)
	if err != nil {
		return nil, err
	}
	chosen, err := m.Categories(len(open))
	if err != nil {
		return nil, err
	}
	for k, i := range open {
		colors[i] = scene.Color(chosen[k].Opaque())
	}
	return colors, nil
}

// cmapName is the name of the colour map, as far as there is one.
func (c *cellsPlan) cmapName() string {
	if c.cmap == nil {
		return c.spec.Cmap
	}
	return c.cmap.Name
}
