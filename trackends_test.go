package heat_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
)

// Texts beside rows that are lower than a line are thinned from the first on, as labels are,
// and the first and the last stay within the canvas though they reach out past the body.
func TestTextsOfLowRows(t *testing.T) {
	values := make([]string, 12)
	for i := range values {
		values[i] = fmt.Sprintf("row %d", i+1)
	}
	for _, c := range []struct {
		side   heat.Side
		height heat.Length
		shown  int
	}{{heat.SideLeft, 14, 12}, {heat.SideLeft, 8, 6}, {heat.SideRight, 8, 6}, {heat.SideLeft, 4, 4}, {heat.SideTop, 4, 4}, {heat.SideBottom, 14, 12}} {
		track := &heat.Texts{Values: values, Label: "name"}
		spec := plainPanel(12, c.side, track)
		spec.Size.CellHeight, spec.Size.CellWidth = c.height, 20
		if c.side == heat.SideTop || c.side == heat.SideBottom {
			spec.Size.CellHeight, spec.Size.CellWidth = 20, c.height
		}
		spec.Panels[0].X.Labels, spec.Panels[0].Y.Labels = heat.NoLabels{}, heat.NoLabels{}
		v := viewed(t, spec)
		width, height := v.fig.Size()
		var shown []string
		name := false
		before := 0.0
		for _, it := range kind[*scene.Text](groupOf(v.scene, "track-labels")) {
			if it.String == "name" {
				name = true
				continue
			}
			shown = append(shown, it.String)
			place := it.Y
			if it.Angle != 0 {
				place = it.X
			}
			if place < 0 || place > max(width, height) || len(shown) > 1 && place-before < 9 {
				t.Errorf("%v, %v: %s at %g after %g", c.side, c.height, it.String, place, before)
			}
			before = place
		}
		if len(shown) != c.shown || shown[0] != "row 1" || !name {
			t.Errorf("%v, %v: %q, named %v", c.side, c.height, shown, name)
		}
		note := fmt.Sprintf("%d of 12 texts shown", c.shown)
		if got := strings.Contains(v.notes(), note); got != (c.shown < 12) {
			t.Errorf("%v, %v: notes %s", c.side, c.height, v.notes())
		}
		if r := v.report().Tracks[0]; r.Shown != c.shown || r.Of != 12 {
			t.Errorf("%v, %v: reported %+v", c.side, c.height, r)
		}
	}
}
