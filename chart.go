package heat

import (
	"fmt"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/matrix"
)

// ColormapChart returns the spec of a chart of colour maps: a bar each, with its name, in
// columns, each group under its title.
func ColormapChart(groups []colormap.Group) (Spec, error) {
	const perColumn = 40 // bars, where there are several columns
	spec := Spec{Title: "Colour maps"}
	n := 0
	for _, g := range groups {
		for i, info := range g.Maps {
			p, err := chartPanel(info)
			if err != nil {
				return Spec{}, err
			}
			if i == 0 && g.Title != "" {
				p.Title = fmt.Sprintf("%v, %s", g.Family, g.Title)
			}
			spec.Panels = append(spec.Panels, p)
			n++
		}
	}
	if n == 0 {
		return Spec{}, &Error{Stage: "colour maps", Detail: "none to draw"}
	}
	spec.Description = fmt.Sprintf("Chart of %d colour maps, a bar each from low to high.", n)
	spec.Arrange.Columns = max(1, min(6, (n+perColumn-1)/perColumn))
	spec.Arrange.Down = true
	spec.Size = Size{CellWidth: 1, CellHeight: 13}
	return spec, nil
}

// chartPanel draws one map.
func chartPanel(info colormap.Info) (Panel, error) {
	const steps = 128
	m, err := colormap.Lookup(info.Name)
	if err != nil {
		return Panel{}, err
	}
	cells := &Cells{Cmap: info.Name, Cbar: Cbar{Show: Off}}
	shown := steps
	if m.Kind == colormap.Qualitative { // colours in equal parts; of very many the first
		const most = 16
		shown = min(m.Len(), most)
		for i := range shown {
			cells.Levels = append(cells.Levels, Level{Name: fmt.Sprint(i + 1)})
		}
	}
	values := make([]float64, steps)
	for i := range values {
		values[i] = float64(i * shown / steps)
	}
	row, err := matrix.New(1, steps, values)
	if err != nil {
		return Panel{}, err
	}
	row.RowLabels = []string{info.Name}
	cells.Values = row
	return Panel{X: Axis{Labels: NoLabels{}}, Layers: []Layer{cells}}, nil
}
