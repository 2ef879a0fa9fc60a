package heat_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/golden"
	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// Tracks of every kind on every side, as terminals of each kind show them.
func TestGoldenTerminalTracks(t *testing.T) {
	fig := viewed(t, tracked(t)).fig
	for file, e := range map[string]heat.Terminal{
		"tracks.plain.txt":  {Colors: heat.NoColor, Width: 120},
		"tracks.narrow.txt": {Colors: heat.NoColor, Width: 60},
		"tracks.16.ansi":    {Colors: heat.Color16, Width: 120},
		"tracks.true.ansi":  {Width: 120},
	} {
		golden.Text(t, file, string(encoded(t, fig, e)))
	}
}

// plainLines is a figure without colours, and the notes on it.
func plainLines(t *testing.T, spec heat.Spec, e heat.Terminal) (lines []string, notes string) {
	t.Helper()
	e.Colors = heat.NoColor
	fig, err := heat.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	report, err := fig.ReportFor(e)
	if err != nil {
		t.Fatal(err)
	}
	lines = strings.Split(strings.TrimSuffix(string(encoded(t, fig, e)), "\n"), "\n")
	for _, line := range lines {
		if n := text.ColumnsOf(line); e.Width > 0 && n > e.Width {
			t.Errorf("%d columns of %d: %q", n, e.Width, line)
		}
	}
	return lines, strings.Join(report.Notes, "; ")
}

// comb is a tree that joins one leaf after the other.
func comb(n int) *heat.Dendrogram {
	d := &heat.Dendrogram{}
	for i := 1; i < n; i++ {
		node := n + i - 2
		if i == 1 {
			node = 0
		}
		d.Links = append(d.Links, heat.Link{Left: node, Right: i, Height: float64(i)})
	}
	return d
}

// balanced is a tree that joins neighbours, and then pairs of them.
func balanced(n int) *heat.Dendrogram {
	d := &heat.Dendrogram{}
	row := make([]int, n)
	for i := range row {
		row[i] = i
	}
	for high := 1.0; len(row) > 1; high++ {
		next := row[:0]
		for i := 0; i+1 < len(row); i += 2 {
			d.Links = append(d.Links, heat.Link{Left: row[i], Right: row[i+1], Height: high})
			next = append(next, n+len(d.Links)-1)
		}
		if len(row)%2 == 1 {
			next = append(next, row[len(row)-1])
		}
		row = next
	}
	return d
}

func TestTerminalTreesAreBoxDrawing(t *testing.T) {
	spec := gridOf(named(rising(t, 4, 4), []string{"a", "b", "c", "d"}, []string{"e", "f", "g", "h"}), func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Show = heat.Off })
	p := &spec.Panels[0]
	p.Left, p.Top, p.Right, p.Bottom = []heat.Track{balanced(4)}, []heat.Track{comb(4)}, []heat.Track{comb(4)}, []heat.Track{balanced(4)}
	lines, notes := plainLines(t, spec, heat.Terminal{Width: 40, Height: 20})
	want := `
                  ┌─────────┐
             ┌────┴───┐     │
          ┌──┴──┐     │     │
        ························
a   ┌── ························ ─┐
  ┌─┤   ························  ├─┐
  │ │   ░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒  │ │
b │ └── ░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒ ─┘ │
  │     ░░░░░░░░░░░░░░░░░░▒▒▒▒▒▒    ├┐
  │     ▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓    ││
c │ ┌── ▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓ ───┘│
  └─┤   ▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓     │
    │   ▓▓▓▓▓▓██████████████████     │
d   └── ▓▓▓▓▓▓██████████████████ ────┘
        ▓▓▓▓▓▓██████████████████
          │     │     │     │
          └──┬──┘     └──┬──┘
             └───────────┘
           e     f     g     h`
	if got := "\n" + strings.Join(lines, "\n"); notes != "" || got != want {
		t.Errorf("got%s\nwant%s\nnotes %q", got, want, notes)
	}
}

// Joints whose heights differ by less than a character are still told apart where there is
// room, and those of one height are not.
func TestTerminalTreesTellJointsApart(t *testing.T) {
	draw := func(heights ...float64) string {
		spec := gridOf(named(rising(t, 1, 4), []string{"r"}, []string{"a", "b", "c", "d"}), func(_ *heat.Spec, c *heat.Cells) { c.Cbar.Show = heat.Off })
		spec.Panels[0].Top = []heat.Track{&heat.Dendrogram{Links: []heat.Link{{Left: 0, Right: 1, Height: heights[0]}, {Left: 4, Right: 2, Height: heights[1]}, {Left: 5, Right: 3, Height: heights[2]}}}}
		lines, _ := plainLines(t, spec, heat.Terminal{Width: 20})
		joints := 0
		for _, line := range lines {
			if strings.Contains(line, "┌") {
				joints++
			}
		}
		return fmt.Sprint(joints)
	}
	for _, c := range []struct {
		want    string
		heights []float64
	}{{"3", []float64{1, 2, 3}}, {"3", []float64{0.97, 0.98, 1}}, {"3", []float64{0, 0.01, 1}}, {"1", []float64{1, 1, 1}}} {
		if got := draw(c.heights...); got != c.want {
			t.Errorf("heights %v stand on %s lines, want %s", c.heights, got, c.want)
		}
	}
}

// Trees of any shape and density stay in their band, and small ones show every leaf.
func TestTerminalTreesOfManyLeaves(t *testing.T) {
	for _, n := range []int{2, 3, 7, 30, 61, 150, 1000, 20000} {
		for name, tree := range map[string]*heat.Dendrogram{"comb": comb(n), "balanced": balanced(n)} {
			spec := gridOf(rising(t, n, 3))
			spec.Panels[0].Left = []heat.Track{tree}
			lines, notes := plainLines(t, spec, heat.Terminal{Width: 60, Height: 30})
			drawn := 0
			for _, line := range lines {
				drawn += strings.Count(line, "─ ·") + strings.Count(line, "┬ ·") + strings.Count(line, "└ ·")
				drawn += len(strings.FieldsFunc(line, func(r rune) bool { return r < 0x2801 || r > 0x28ff }))
			}
			if drawn == 0 {
				t.Errorf("%s of %d: nothing is drawn\n%s", name, n, strings.Join(lines, "\n"))
			}
			if len(lines) > 30 && n > 60 {
				t.Errorf("%s of %d: %d lines of 30", name, n, len(lines))
			}
			if got := strings.Contains(notes, "drawn together"); got != (n > 60) {
				t.Errorf("%s of %d: notes %q", name, n, notes)
			}
		}
	}
}

// A terminal that is too narrow takes columns from trees first, then from other tracks,
// then from labels, and says so.
func TestTerminalTracksGiveWayInOrder(t *testing.T) {
	const rows, cols = 16, 24
	m := matrixOf(t, rows, cols, func(i, j int) float64 { return float64(i * j) })
	for i := range rows {
		m.RowLabels = append(m.RowLabels, fmt.Sprintf("a long name of row %d", i))
	}
	spec := gridOf(m)
	values := make([]scale.Bound, rows)
	for i := range values {
		values[i] = scale.At(float64(i))
	}
	spec.Panels[0].Left, spec.Panels[0].Right = []heat.Track{balanced(rows)}, []heat.Track{&heat.Bars{Label: "weight", Values: values}}
	tree, bars, labels := "left track 1 (dendrogram) made thinner", "right track 1 (bars) made thinner", "row labels left out"
	seen := [3]int{}
	for width := 120; width >= 24; width-- {
		_, notes := plainLines(t, spec, heat.Terminal{Width: width})
		for k, note := range []string{tree, bars, labels} {
			if strings.Contains(notes, note) {
				seen[k] = max(seen[k], width)
			}
		}
	}
	if !(seen[0] > seen[1] && seen[1] > seen[2] && seen[2] > 0) {
		t.Errorf("the tree gives way at %d columns, bars at %d, labels at %d", seen[0], seen[1], seen[2])
	}
}

// A terminal that says how high it is gets dense bodies that fit, and all labels of rows
// that have a line each.
func TestTerminalHeight(t *testing.T) {
	for _, rows := range []int{3, 40, 200} {
		m := matrixOf(t, rows, 6, func(i, j int) float64 { return math.Sin(float64(i * j)) })
		for i := range rows {
			m.RowLabels = append(m.RowLabels, fmt.Sprintf("r%d", i))
		}
		spec := gridOf(m)
		for _, height := range []int{1, 24, 50, 500} {
			lines, _ := plainLines(t, spec, heat.Terminal{Width: 80, Height: height})
			free, _ := plainLines(t, spec, heat.Terminal{Width: 80})
			if rows != 40 && len(lines) > max(height, 13) || len(lines) > len(free) {
				t.Errorf("%d rows take %d lines of %d", rows, len(lines), height)
			}
			if rows == 40 && !strings.Contains(strings.Join(lines, "\n"), "r39 ") {
				t.Errorf("%d rows in %d lines: not all are labelled", rows, height)
			}
		}
	}
}

// Names of tracks that no legend explains stand over them, or the report says that they do not.
func TestTerminalTracksAreNamedOrReported(t *testing.T) {
	spec := gridOf(rising(t, 5, 4))
	five := []scale.Bound{scale.At(1), scale.At(2), scale.At(-1), {}, scale.At(3)}
	spec.Panels[0].Right = []heat.Track{&heat.Bars{Label: "weight", Values: five}, &heat.Lines{Label: "a name too long for it", Values: five}}
	spec.Panels[0].Left = []heat.Track{&heat.Strip{Label: "kind", Legend: heat.Off, Values: five}}
	lines, notes := plainLines(t, spec, heat.Terminal{Width: 80})
	if got := strings.Join(lines, "\n"); !strings.Contains(got, "weight") || !strings.Contains(got, "a name…") && !strings.Contains(got, "a nam…") && !strings.Contains(got, "a name …") {
		t.Errorf("a name is missing:\n%s", got)
	}
	if !strings.Contains(notes, `left track 1 (strip) without its name, "kind"`) {
		t.Errorf("notes %q", notes)
	}
}
