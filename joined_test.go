package heat_test

import (
	"context"
	"math"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// Panels of one row have cells of one size, and all legends at the right of the last.
func TestJoinedPanels(t *testing.T) {
	spec := heat.Spec{Arrange: heat.Arrange{Joined: true}}
	for k, cols := range []int{12, 4} {
		m := matrixOf(t, 6, cols, func(i, j int) float64 { return float64((k + 1) * (i*cols + j)) })
		p := heat.Grid(m).Panels[0]
		p.Title = []string{"left", "right"}[k]
		p.Left = []heat.Track{&heat.Strip{
			Label: "kind", Levels: []heat.Level{{Name: "a"}, {Name: "b"}},
			Values: []scale.Bound{scale.At(0), scale.At(1), scale.At(0), scale.At(1), scale.At(0), scale.At(1)},
		}}
		spec.Panels = append(spec.Panels, p)
	}
	for _, size := range []heat.Size{{}, {Width: 700, Height: 300}} {
		spec.Size = size
		v := viewed(t, spec)
		var bodies, bars []*scene.Mosaic
		keys := 0
		for _, it := range v.scene.Items {
			g, ok := it.(*scene.Group)
			if !ok {
				continue
			}
			switch g.Name {
			case "body":
				bodies = append(bodies, kind[*scene.Mosaic](g.Items)...)
			case "legend":
				bars = append(bars, kind[*scene.Mosaic](g.Items)...)
			case "key":
				if len(g.Items) > 0 {
					keys++
				}
			}
		}
		if len(bodies) != 2 || len(bars) != 2 {
			t.Fatalf("%d bodies and %d bars, want two of each", len(bodies), len(bars))
		}
		cell := func(m *scene.Mosaic) float64 { return m.X[1] - m.X[0] }
		if a, b := cell(bodies[0]), cell(bodies[1]); math.Abs(a-b) > 0.02*a {
			t.Errorf("%v: cells of %g and %g pt", size, a, b)
		}
		end := bodies[1].X[len(bodies[1].X)-1]
		for i, bar := range bars {
			if bar.X[0] <= end {
				t.Errorf("%v: bar %d stands at %g, before the last body's end at %g", size, i+1, bar.X[0], end)
			}
		}
		if bars[0].X[0] >= bars[1].X[0] {
			t.Errorf("%v: the bars are not in the order of the panels", size)
		}
		if keys != 1 {
			t.Errorf("%v: %d keys of the two strips, which are alike", size, keys)
		}
	}
}

// What is said of rows and columns that panels share is said once.
func TestJoinedPanelsSayLabelsOnce(t *testing.T) {
	count := func(columns int, edit func(p *heat.Panel, k int)) (rows, cols int) {
		spec := heat.Spec{Arrange: heat.Arrange{Joined: true, Columns: columns}}
		for k := range 3 {
			m := matrixOf(t, 2, 2, func(i, j int) float64 { return float64(i + j + k) })
			m.RowLabels, m.ColLabels = []string{"r1", "r2"}, []string{"c1", "c2"}
			p := heat.Grid(m).Panels[0]
			if edit != nil {
				edit(&p, k)
			}
			spec.Panels = append(spec.Panels, p)
		}
		for _, it := range viewed(t, spec).scene.Items {
			if g, ok := it.(*scene.Group); ok && g.Name == "y-labels" {
				rows++
			} else if ok && g.Name == "x-labels" {
				cols++
			}
		}
		return rows, cols
	}
	if rows, cols := count(3, nil); rows != 1 || cols != 3 {
		t.Errorf("side by side: %d times the row labels, %d the column labels; want 1 and 3", rows, cols)
	}
	if rows, cols := count(1, nil); rows != 3 || cols != 1 {
		t.Errorf("under each other: %d times the row labels, %d the column labels; want 3 and 1", rows, cols)
	}
	right := func(p *heat.Panel, _ int) { p.Y.Side = heat.SideRight }
	if rows, _ := count(3, right); rows != 1 {
		t.Errorf("at the right: %d times the row labels, want 1", rows)
	}
	other := func(p *heat.Panel, k int) { p.Layers[0].(*heat.Cells).Values.RowLabels[0] = []string{"a", "b", "c"}[k] }
	if rows, _ := count(3, other); rows != 3 {
		t.Errorf("of other rows: %d times the row labels, want 3", rows)
	}
}

// Each of several bars beside each other says whose it is.
func TestJoinedBarsAreNamed(t *testing.T) {
	spec := heat.Spec{Arrange: heat.Arrange{Joined: true}}
	for k, title := range []string{"genes", "proteins"} {
		p := heat.Grid(matrixOf(t, 8, 3, func(i, j int) float64 { return float64(i*j + k) })).Panels[0]
		p.Title = title
		p.Layers[0].(*heat.Cells).Cbar.Label = []string{"counts", ""}[k]
		p.Layers[0].(*heat.Cells).Vmax = scale.At(float64(20 + k))
		spec.Panels = append(spec.Panels, p)
	}
	var labels []string
	for _, it := range viewed(t, spec).scene.Items {
		if g, ok := it.(*scene.Group); ok && g.Name == "legend" {
			for _, text := range kind[*scene.Text](g.Items) {
				if text.Angle != 0 {
					labels = append(labels, text.String)
				}
			}
		}
	}
	if len(labels) != 2 || labels[0] != "genes: counts" || labels[1] != "proteins" {
		t.Errorf("the bars are called %q", labels)
	}
}

// A matrix beside a clustered one is joined to it.
func TestClusterBesideIsJoined(t *testing.T) {
	c := clustered(t, blocks(t, 9, 4), heat.ClusterOptions{})
	if _, err := c.Beside(context.Background(), "other", blocks(t, 9, 6), heat.ClusterSide{}); err != nil {
		t.Fatal(err)
	}
	if !c.Spec.Arrange.Joined {
		t.Error("the panels are not joined")
	}
}

// The title of a group that is lower than a line stands beside it while it meets no other.
func TestTitlesOfLowGroups(t *testing.T) {
	spec := gridOf(rising(t, 40, 4), func(s *heat.Spec, _ *heat.Cells) { s.Size.CellHeight = 4 })
	spec.Panels[0].Rows.Groups = []heat.Group{{Title: "1", Size: 20}, {Title: "2", Size: 19}, {Title: "3", Size: 1}}
	v := viewed(t, spec)
	titles := v.texts("y-groups")
	if len(titles) != 3 {
		t.Fatalf("%d titles, want 3", len(titles))
	}
	blocks := kind[*scene.Mosaic](v.items("body"))
	end := blocks[2].Y[1]
	if low := titles[2]; low.Y > end+0.01 || low.Y < end-12 {
		t.Errorf("the last title stands at %g, its group ends at %g", low.Y, end)
	}
	spec.Panels[0].Rows.Groups = []heat.Group{{Title: "1", Size: 38}, {Title: "2", Size: 1}, {Title: "3", Size: 1}}
	if got := len(viewed(t, spec).texts("y-groups")); got != 2 {
		t.Errorf("%d titles where two groups are too low for theirs, want 2", got)
	}
}
