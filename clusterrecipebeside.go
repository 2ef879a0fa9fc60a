package heat

import (
	"context"
	"fmt"
	"math"

	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
)

// Beside adds a panel of another matrix of the same rows to the spec, at the right of what
// is there: rows in the order and the groups of the first, columns ordered and divided as
// cols says. It returns the panel's cells, to be edited; they are in the spec.
//
// Rows are matched by their labels, or by their positions where m has none. Rows that m
// lacks are missing, and those that it has besides are left out; the notes tell of both.
// It fails as [Cluster] does, and where no row, or not the same number of rows, match; then
// the spec is as it was.
func (c *Clustered) Beside(ctx context.Context, title string, m *matrix.Matrix, cols ClusterSide) (*Cells, error) {
	at, notes, err := c.rowsIn(m)
	if err != nil {
		return nil, err
	}
	rows, err := takeRows(m, at)
	if err != nil {
		return nil, err
	}
	rows.RowLabels = c.Matrix.RowLabels
	side, err := clusterColumns(ctx, rows, &cols)
	if err != nil {
		return nil, err
	}
	told := Clustered{Notes: notes}
	told.note(&cols, &side, rows.ColLabels, "column")
	drawn, err := ordered(rows, upTo(len(at)), side.Order)
	if err != nil {
		return nil, err
	}
	p := Grid(drawn).Panels[0]
	p.Title = title
	p.X.Labels = told.labels(m.ColLabels, &cols, "column", side.Order)
	if p.Top, err = side.tracks(&cols); err != nil {
		return nil, err
	}
	if p.Bottom, err = reorderTracks(cols.Opposite, side.Order); err != nil {
		return nil, err
	}
	p.Cols = side.split(cols.Gap)
	c.join(p)
	for _, note := range told.Notes {
		if title != "" {
			note = title + ": " + note
		}
		c.Notes = append(c.Notes, note)
	}
	return p.Layers[0].(*Cells), nil
}

// join adds a panel with the rows of the others. What is said of the rows stands once: the
// titles of groups at the first panel, labels and marks at the last one.
func (c *Clustered) join(p Panel) {
	panels := c.Spec.Panels
	last := &panels[len(panels)-1]
	p.Y = last.Y
	last.Y.Labels, last.Y.Title = NoLabels{}, ""
	var stay []Track
	for _, t := range last.Right {
		if m, ok := t.(*Marks); ok {
			p.Right = append(p.Right, m)
		} else {
			stay = append(stay, t)
		}
	}
	last.Right = stay
	p.Rows = Split{Gap: panels[0].Rows.Gap}
	for _, g := range panels[0].Rows.Groups {
		p.Rows.Groups = append(p.Rows.Groups, Group{Size: g.Size})
	}
	c.Spec.Panels = append(panels, p)
	c.Spec.Arrange.Columns, c.Spec.Arrange.Joined = len(c.Spec.Panels), true
}

// rowsIn finds the row of m that belongs to each drawn row of c, or -1.
func (c *Clustered) rowsIn(m *matrix.Matrix) (at []int, notes []string, err error) {
	n, _ := m.Dims()
	if m.RowLabels == nil {
		if n != len(c.Rows.Order) {
			return nil, nil, &Error{Stage: clusterStage, Detail: fmt.Sprintf("%s without labels beside %d", plural(n, "row"), len(c.Rows.Order)), Cure: "give the rows labels, or give as many"}
		}
		return c.Rows.Order, nil, nil
	}
	row := map[string]int{}
	for i, label := range m.RowLabels {
		if _, twice := row[label]; twice {
			return nil, nil, &Error{Stage: clusterStage, Detail: fmt.Sprintf("the row label %.40q is there twice in the matrix beside", label), Cure: "make the labels unique"}
		}
		row[label] = i
	}
	at = make([]int, len(c.Matrix.RowLabels))
	var missing []string
	used := map[string]bool{}
	for place, label := range c.Matrix.RowLabels {
		i, ok := row[label]
		if !ok {
			i = -1
			missing = append(missing, label)
		}
		at[place], used[label] = i, true
	}
	if len(missing) == len(at) {
		return nil, nil, &Error{Stage: clusterStage, Detail: fmt.Sprintf("none of %d rows is in the matrix beside: the rows are %s; it has %s", len(at), fewQuoted(missing), fewQuoted(m.RowLabels)), Cure: "label the rows alike"}
	}
	if len(missing) > 0 {
		notes = append(notes, fmt.Sprintf("%d of %d rows %s not in it, and drawn as missing: %s", len(missing), len(at), suggest.Verb(int64(len(missing)), "is", "are"), fewQuoted(missing)))
	}
	var extra []string
	for _, label := range m.RowLabels {
		if !used[label] {
			extra = append(extra, label)
		}
	}
	if len(extra) > 0 {
		notes = append(notes, fmt.Sprintf("left out: %s of it that the first matrix lacks: %s", plural(len(extra), "row"), fewQuoted(extra)))
	}
	return at, notes, nil
}

// takeRows are some rows of m, missing where the position is below 0.
func takeRows(m *matrix.Matrix, at []int) (*matrix.Matrix, error) {
	_, cols := m.Dims()
	values := make([]float64, 0, len(at)*cols)
	buf := make([]float64, cols)
	for _, i := range at {
		if i >= 0 {
			values = append(values, m.Rows(i, i+1, buf)...)
			continue
		}
		for range cols {
			values = append(values, math.NaN())
		}
	}
	out, err := matrix.New(len(at), cols, values)
	if err != nil {
		return nil, err
	}
	out.ColLabels, out.RowName, out.ColName = m.ColLabels, m.RowName, m.ColName
	return out, nil
}
