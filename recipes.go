package heat

import "github.com/seed01309057/heat/matrix"

// Grid returns the spec of a matrix as a grid of cells, with the names of rows and
// columns as axis titles. The matrix is not copied.
func Grid(m *matrix.Matrix) Spec {
	return Spec{Panels: []Panel{{
		X:      Axis{Title: m.ColName},
		Y:      Axis{Title: m.RowName},
		Layers: []Layer{&Cells{Values: m}},
	}}}
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
