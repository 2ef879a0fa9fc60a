package cli

import (
	"fmt"
	"strconv"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

// A shaped matrix is what is drawn, and what became of it on its way.
type shaped struct {
	m       *matrix.Matrix
	levels  []string       // of a matrix of words
	filled  *matrix.Matrix // 1 where a value was made up; nil: nowhere
	label   string         // what the cells are
	counts  bool           // the cells count something
	centred bool           // 0 is the middle
	notes   []string       // lines for the standard error
	marks   bool           // what was filled in is marked

	// Where the rows and columns were when they were read, and how they were called; nil
	// where they are as they were.
	at    [2][]int
	was   [2][]string
	by    [2][]string            // the flags that have left some out
	parts [2]map[string][]string // of compound labels of rows and columns; nil: there are none
	take  []int                  // columns to draw, which --select-cols and --drop-cols left; nil: they are still to be applied
}

// change takes some of the rows, or columns, in some order, before any cell is filled in.
func (d *shaped) change(flag string, on bool, along stat.Along, how func() (at []int, err error)) error {
	if !on {
		return nil
	}
	at, err := how()
	if err != nil {
		return shapeError(flag, err)
	}
	d.follow(flag, along, at)
	d.m, err = takeAlong(d.m, along, at)
	return err
}

// takeAlong takes rows, or columns.
func takeAlong(m *matrix.Matrix, along stat.Along, at []int) (*matrix.Matrix, error) {
	if along == stat.Cols {
		return stat.Take(m, nil, at)
	}
	return stat.Take(m, at, nil)
}

// count is how many rows or columns there are.
func (d *shaped) count(along stat.Along) int {
	rows, cols := d.m.Dims()
	if along == stat.Cols {
		return cols
	}
	return rows
}

// without is 0 to n-1 but for some.
func without(n int, gone []int) []int {
	out := make([]bool, n)
	for _, i := range gone {
		out[i] = true
	}
	keep := []int{}
	for i, is := range out {
		if !is {
			keep = append(keep, i)
		}
	}
	return keep
}

// follow keeps account of where rows, or columns, were: those at the given positions are to
// be taken.
func (d *shaped) follow(flag string, along stat.Along, at []int) {
	side := 0
	labels := d.m.RowLabels
	if along == stat.Cols {
		side, labels = 1, d.m.ColLabels
	}
	if len(at) < len(labels) {
		d.by[side] = append(d.by[side], "--"+flag)
	}
	if d.at[side] == nil {
		d.at[side], d.was[side] = at, labels
		return
	}
	now := make([]int, len(at))
	for k, i := range at {
		now[k] = d.at[side][i]
	}
	d.at[side] = now
}

// read is where a row, or a column of side 1, was when it was read, from 0.
func (d *shaped) read(side, i int) int {
	if d.at[side] == nil {
		return i
	}
	return d.at[side][i]
}

// permute takes some of the rows, or columns, in some order, of the matrix and of what was
// filled in. To learn which, the axis is labelled by positions for the while.
func (d *shaped) permute(flag string, on bool, along stat.Along, how func(*matrix.Matrix) (*matrix.Matrix, error)) error {
	if !on {
		return nil
	}
	probe, err := stat.Take(d.m, nil, nil)
	if err != nil {
		return err
	}
	rows, cols := probe.Dims()
	axis, n := &probe.RowLabels, rows
	if along == stat.Cols {
		axis, n = &probe.ColLabels, cols
	}
	*axis = make([]string, n)
	for i := range *axis {
		(*axis)[i] = strconv.Itoa(i)
	}
	sorted, err := how(probe)
	if err != nil {
		return shapeError(flag, err)
	}
	labels := sorted.RowLabels
	if along == stat.Cols {
		labels = sorted.ColLabels
	}
	at := make([]int, len(labels))
	for i, l := range labels {
		at[i], _ = strconv.Atoi(l) // written above
	}
	d.follow(flag, along, at)
	if d.m, err = takeAlong(d.m, along, at); err == nil && d.filled != nil {
		d.filled, err = takeAlong(d.filled, along, at)
	}
	return err
}

// turn exchanges rows and columns.
func (d *shaped) turn() (err error) {
	d.at[0], d.at[1] = d.at[1], d.at[0]
	d.was[0], d.was[1] = d.was[1], d.was[0]
	d.by[0], d.by[1] = d.by[1], d.by[0]
	if d.m, err = stat.Transpose(d.m); err == nil && d.filled != nil {
		d.filled, err = stat.Transpose(d.filled)
	}
	d.parts[0], d.parts[1] = d.parts[1], d.parts[0]
	return err
}

func (d *shaped) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

// spec is the matrix as a grid of cells.
func (d *shaped) spec() heat.Spec {
	spec := heat.Grid(d.m)
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	for _, name := range d.levels {
		cells.Levels = append(cells.Levels, heat.Level{Name: name})
	}
	cells.Cbar.Label = d.label
	if d.centred {
		cells.Center.Set = true
	}
	if at := d.filledCells(); len(at) > 0 && d.marks {
		cells.Marks = append(cells.Marks, heat.Mark{Kind: heat.MarkCorner, At: at, Label: "filled in"})
	}
	return spec
}

// filledCells are the rows and columns of cells that were filled in.
func (d *shaped) filledCells() (at [][2]int) {
	if d.filled == nil {
		return nil
	}
	rows, cols := d.filled.Dims()
	for i := range rows {
		for j := range cols {
			if d.filled.At(i, j) == 1 {
				at = append(at, [2]int{i, j})
			}
		}
	}
	return at
}
