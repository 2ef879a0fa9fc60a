package heat

import (
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
)

// firstColors are the colours of the first categories: those of Okabe and Ito (2008), which
// all eyes tell apart, without black and without the yellow that is lost on white; then
// those of Tol’s “muted” scheme (2021) that are not near one of these.
var firstColors = []colormap.RGB{
	{R: 0x00, G: 0x72, B: 0xb2}, {R: 0xe6, G: 0x9f, B: 0x00}, {R: 0x00, G: 0x9e, B: 0x73},
	{R: 0xcc, G: 0x79, B: 0xa7}, {R: 0x56, G: 0xb4, B: 0xe9}, {R: 0xd5, G: 0x5e, B: 0x00},
	{R: 0x33, G: 0x22, B: 0x88}, {R: 0x99, G: 0x99, B: 0x33}, {R: 0x88, G: 0x22, B: 0x55},
	{R: 0xdd, G: 0xcc, B: 0x77}, {R: 0x11, G: 0x77, B: 0x33},
}

// distinctColors are n colours for categories: the first few well known, then those that
// are furthest from all before and from the background. What is beyond the most that can
// be told apart begins again from the first.
func distinctColors(n int, theme palette) (colors []scene.Color) {
	list := firstColors
	if more := min(n, colormap.MostDistinct) - len(list); more > 0 {
		avoid := append([]colormap.RGB{rgb(theme.background)}, list...)
		far, err := colormap.Distinct(more, colormap.DistinctOptions{Darkest: 0.42, Lightest: 0.86, Avoid: avoid})
		if err != nil {
			return nil // not reached: their number and lightness are in range
		}
		list = append(list[:len(list):len(list)], far...)
	}
	for i := range n {
		colors = append(colors, scene.Color(list[i%len(list)].Opaque()))
	}
	return colors
}

// nameColors gives each name of a category or a series in a figure one colour: the first
// that a layer or a track gives it, else one of distinct colours in the order in which the names
// appear.
func nameColors(spec *Spec, theme palette) map[string]scene.Color {
	colors := map[string]scene.Color{}
	var open []string
	seen := map[string]bool{}
	add := func(name string, color colormap.Color) {
		if color != (colormap.Color{}) {
			if _, ok := colors[name]; !ok {
				colors[name] = scene.Color(color)
			}
		} else if !seen[name] {
			seen[name] = true
			open = append(open, name)
		}
	}
	for _, p := range spec.Panels {
		for _, layer := range p.Layers {
			c, ok := layer.(*Cells)
			if !ok || c == nil || c.Cmap != "" && c.Cmap != "auto" || len(c.Levels) > maxLevels {
				continue
			}
			for _, l := range c.Levels {
				add(l.Name, l.Color)
			}
		}
		for _, tracks := range [4][]Track{p.Left, p.Top, p.Right, p.Bottom} {
			for _, t := range tracks {
				eachName(t, add)
			}
		}
	}
	var left []string
	for _, name := range open {
		if _, ok := colors[name]; !ok {
			left = append(left, name)
		}
	}
	for i, c := range distinctColors(len(left), theme) {
		colors[left[i]] = c
	}
	return colors
}

// eachName calls add for the names of a track's categories and series.
func eachName(t Track, add func(name string, color colormap.Color)) {
	var series []Series
	switch t := t.(type) {
	case *Strip:
		if t == nil || t.Cmap != "" && t.Cmap != "auto" || len(t.Levels) > maxLevels {
			return
		}
		for _, l := range t.Levels {
			add(l.Name, l.Color)
		}
	case *Bars:
		if t != nil {
			series = t.Series
		}
	case *Dots:
		if t != nil {
			series = t.Series
		}
	case *Lines:
		if t != nil {
			series = t.Series
		}
	}
	for _, s := range series {
		add(s.Name, s.Color)
	}
}
