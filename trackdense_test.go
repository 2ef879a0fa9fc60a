package heat_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/golden"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
)

// denseTree draws a tree at the left of a body of 400 pt, 60 pt wide, and returns what is
// filled, what is stroked, and the track's box.
func denseTree(t *testing.T, n int, d *heat.Dendrogram) (areas []*scene.Path, lines []*scene.Line, right float64, fig *heat.Figure) {
	t.Helper()
	d.Thick = 60
	spec := plainPanel(n, heat.SideLeft, d)
	spec.Size.Width, spec.Size.Height = 300, 424
	spec.Panels[0].Y.Labels, spec.Panels[0].X.Labels = heat.NoLabels{}, heat.NoLabels{}
	fig = must(heat.Compile(spec))
	for _, it := range groupOf(fig.Scene(), "track") {
		switch it := it.(type) {
		case *scene.Path:
			areas = append(areas, it)
		case *scene.Line:
			lines = append(lines, it)
		}
	}
	return areas, lines, bodyOf(fig.Scene()).X[0] - 2, fig
}

// joinAll joins nodes one with the next at a height until one is left.
func joinAll(links []heat.Link, n int, nodes []int, height func() float64) ([]heat.Link, int) {
	for len(nodes) > 1 {
		var next []int
		for i := 0; i+1 < len(nodes); i += 2 {
			links = append(links, heat.Link{Left: nodes[i], Right: nodes[i+1], Height: height()})
			next = append(next, n+len(links)-1)
		}
		if len(nodes)%2 == 1 {
			next = append(next, nodes[len(nodes)-1])
		}
		nodes = next
	}
	return links, nodes[0]
}

func span(from, to int) (nodes []int) {
	for i := from; i < to; i++ {
		nodes = append(nodes, i)
	}
	return nodes
}

// Three blocks of a thousand rows and one row that is like none: each block is an area as
// high as its joints, and strokes show how the blocks and the outlier join. Joints of one
// height have one level.
func TestDenseDendrogramShowsBlocks(t *testing.T) {
	const n = 3001
	low := func() float64 { return 2 }
	var links []heat.Link
	var block [3]int
	for k := range block {
		links, block[k] = joinAll(links, n, span(1000*k, 1000*(k+1)), low)
	}
	links = append(links, heat.Link{Left: block[0], Right: block[1], Height: 5}, heat.Link{Left: n + len(links), Right: block[2], Height: 8})
	links = append(links, heat.Link{Left: n + len(links) - 1, Right: 3000, Height: 10})
	ink := colormap.Color{R: 40, G: 60, B: 80, A: 255}
	areas, lines, right, fig := denseTree(t, n, &heat.Dendrogram{Links: links, Color: ink})
	if len(areas) != 1 {
		t.Fatalf("%d areas", len(areas))
	}
	high := map[string]int{}
	for _, s := range areas[0].Segments {
		high[fmt.Sprintf("%.1f", right-s.P[0].X)]++
	}
	if high["12.0"] < 300 || areas[0].Fill == scene.Color(ink) || areas[0].Fill.R <= ink.R {
		t.Errorf("areas of %v, heights %v", areas[0].Fill, high)
	}
	var levels []string
	outlier := false
	for _, l := range lines {
		if l.X1 == l.X2 && l.Y2-l.Y1 > 5 {
			levels = append(levels, fmt.Sprintf("%.1f", right-l.X1))
		}
		outlier = outlier || l.Y1 == l.Y2 && math.Abs(l.X2-right) < 0.01 && math.Abs(l.X1-(right-60)) < 0.01
	}
	if got := strings.Join(levels, " "); got != "60.0 48.0 30.0 12.0 12.0 12.0" {
		t.Errorf("levels at %s", got)
	}
	if !outlier {
		t.Error("the outlier's branch does not reach from the body to the root")
	}
	r := fig.Report()
	if tr := r.Panels[0].Tracks[0]; tr.Of != n-1 || tr.Shown < 3 || tr.Shown > 40 {
		t.Errorf("report: %d of %d", tr.Shown, tr.Of)
	}
	if !strings.Contains(strings.Join(r.Notes, "\n"), "of 3000 joints drawn, the others filled") {
		t.Errorf("notes: %q", r.Notes)
	}
}

// Whatever the tree, strokes are no block: in no window of 8 × 8 pt do they cover half of
// it, and their number is bounded by the length of the track.
func TestDenseDendrogramIsNoBlock(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	trees := map[string][]heat.Link{"chain": chain(20_000), "random": randomTree(r, 20_000)}
	// Rows of noise: subtrees of some rows, which are all joined at much the same height.
	const n = 5000
	var noise []heat.Link
	var roots []int
	for at := 0; at < n; {
		k := min(n-at, 1+r.IntN(80))
		var root int
		noise, root = joinAll(noise, n, span(at, at+k), func() float64 { return 60 + 5*r.Float64() })
		roots, at = append(roots, root), at+k
	}
	height := 66.0
	for _, root := range roots[1:] {
		height += 0.2 * r.Float64()
		noise = append(noise, heat.Link{Left: roots[0], Right: root, Height: height})
		roots[0] = n + len(noise) - 1
	}
	trees["noise"] = noise
	for name, links := range trees {
		n := len(links) + 1
		if name == "random" {
			n = 20_000
		}
		areas, lines, right, _ := denseTree(t, n, &heat.Dendrogram{Links: links})
		if len(areas) == 0 || len(lines) > 400 {
			t.Errorf("%s: %d areas, %d strokes", name, len(areas), len(lines))
		}
		const window, fine = 8, 4 // points; samples a point
		seen := map[[2]int]bool{}
		for _, l := range lines {
			if l.Width < 0.5 {
				t.Fatalf("%s: a stroke of %v pt", name, l.Width)
			}
			x1, x2, y1, y2 := l.X1, l.X2, l.Y1, l.Y2
			if x1 == x2 {
				x1, x2 = x1-l.Width/2, x2+l.Width/2
			} else {
				y1, y2 = y1-l.Width/2, y2+l.Width/2
			}
			for x := math.Ceil((x1 - right + 60) * fine); x < (x2-right+60)*fine; x++ {
				for y := math.Ceil(y1 * fine); y < y2*fine; y++ {
					seen[[2]int{int(x), int(y)}] = true
				}
			}
		}
		covered, worst := map[[2]int]int{}, 0
		for at := range seen {
			key := [2]int{at[0] / window / fine, at[1] / window / fine}
			covered[key]++
			worst = max(worst, covered[key])
		}
		if share := float64(worst) / (window * fine * window * fine); share > 0.5 {
			t.Errorf("%s: strokes cover %.0f %% of a window", name, 100*share)
		}
	}
}

// The branches of leaves that are close, though not too close for branches, are lighter than
// all others, the closer the more; those of leaves that are far enough apart are not.
func TestBranchesOfCloseLeavesAreLighter(t *testing.T) {
	ink := colormap.Color{R: 40, G: 60, B: 80, A: 255}
	before := uint8(255)
	for _, n := range []int{250, 180, 100} { // 1.6, 2.2 and 4 pt apart
		areas, lines, right, _ := denseTree(t, n, &heat.Dendrogram{Links: chain(n), Color: ink})
		if len(areas) > 0 {
			t.Fatalf("%d leaves: %d areas", n, len(areas))
		}
		stem, inner := map[scene.Color]int{}, map[scene.Color]int{}
		for _, l := range lines {
			if l.Y1 == l.Y2 && math.Abs(l.X2-right) < 1e-6 {
				stem[l.Color]++
			} else {
				inner[l.Color]++
			}
		}
		if len(stem) != 1 || len(inner) != 1 || inner[scene.Color(ink)] == 0 {
			t.Fatalf("%d leaves: stems of %v, others of %v", n, stem, inner)
		}
		for c, k := range stem {
			if k != n || c.R >= before || n == 100 && c != scene.Color(ink) {
				t.Errorf("%d leaves: %d stems of %v", n, k, c)
			}
			before = c.R
		}
	}
}

// The areas of groups that a cut makes have the groups' colours, and what is joined over
// the cut stays plain.
func TestDenseDendrogramColors(t *testing.T) {
	const n = 4000
	var links []heat.Link
	links, a := joinAll(links, n, span(0, 2000), func() float64 { return 1 })
	links, b := joinAll(links, n, span(2000, n), func() float64 { return 1 })
	links = append(links, heat.Link{Left: a, Right: b, Height: 9})
	red, blue, plain := colormap.Color{R: 200, A: 255}, colormap.Color{B: 200, A: 255}, colormap.Color{G: 90, A: 255}
	areas, lines, _, _ := denseTree(t, n, &heat.Dendrogram{Links: links, Cut: 2, Palette: []colormap.Color{red, blue}, Color: plain})
	if len(areas) != 2 || areas[0].Fill.R <= areas[0].Fill.B || areas[1].Fill.B <= areas[1].Fill.R {
		t.Fatalf("%d areas", len(areas))
	}
	most := 0.0
	for _, s := range areas[0].Segments {
		most = max(most, s.P[0].Y)
	}
	for _, s := range areas[1].Segments {
		if s.P[0].Y < most-0.01 {
			t.Fatal("the areas of two groups lie over each other")
		}
	}
	root := lines[len(lines)-1]
	for _, l := range lines {
		if l.X1 == l.X2 && l.X1 < root.X1 {
			root = l
		}
	}
	if root.Color != scene.Color(plain) {
		t.Errorf("the root is %v", root.Color)
	}
}

// The picture that is kept has been looked at: blocks of rows, one of them of rows that have
// little in common, and two rows that are like none, cut into groups.
func TestDenseDendrogramGolden(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const n, cols = 1100, 6
	values := make([]float64, 0, n*cols)
	for i := range n {
		block := i * 5 / n
		spread := [5]float64{1, 1.5, 1, 6, 2}[block]
		for j := range cols {
			v := float64((block*(j+2)+j)%4) + float64(spread*(r.Float64()-0.5))
			if i%600 == 20 {
				v = float64(9 * (i/600*2 - 1))
			}
			values = append(values, v)
		}
	}
	m := must(matrix.New(n, cols, values))
	c := must(heat.Cluster(t.Context(), m, heat.ClusterOptions{Rows: heat.ClusterSide{K: 7, ColorGroups: true}}))
	c.Spec.Size.Width, c.Spec.Size.Height = 300, 420
	v := viewed(t, c.Spec)
	golden.PNG(t, "dense-tree.png", encoded(t, v.fig, heat.PNG{DPI: 110}))
}
