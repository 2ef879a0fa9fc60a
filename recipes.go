package heat

import (
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
)

// Grid returns the spec of a matrix as a grid of cells, with the names of rows and
// columns as axis titles. The matrix is not copied.
func Grid(m *matrix.Matrix) Spec {
	return Spec{Panels: []Panel{{
		X:      Axis{Title: m.ColName},
		Y:      Axis{Title: m.RowName},
		Layers: []Layer{&Cells{Values: m}},
	}}}
}

// Corr returns the spec of the correlation matrix of m's columns: square cells, limits
// −1 and 1, a diverging map with 0 in the middle. It fails where stat.Correlate does.
func Corr(m *matrix.Matrix, method stat.Method) (Spec, error) {
	if rows, _ := m.Dims(); rows < 2 {
		return Spec{}, &Error{Stage: "correlation", Detail: plural(rows, "row"), Cure: "give at least two observations"}
	}
	r, err := stat.Correlate(m, stat.CorrelateOptions{Method: method})
	if err != nil {
		return Spec{}, err
	}
	spec := Grid(r)
	cells := spec.Panels[0].Layers[0].(*Cells)
	cells.Vmin, cells.Vmax, cells.Center = scale.At(-1), scale.At(1), scale.At(0)
	cells.Square = true
	cells.Cbar.Label = "Correlation (Pearson’s r)"
	return spec, nil
}

// Categories returns the spec of a matrix of words as a grid of cells, with a colour and
// an entry in the key for each level. The codes are not copied.
func Categories(c *matrix.Categories) Spec {
	spec := Grid(c.Codes)
	cells := spec.Panels[0].Layers[0].(*Cells)
	cells.Levels = make([]Level, len(c.Levels))
	for i, name := range c.Levels {
		cells.Levels[i].Name = name
	}
	return spec
}
