package heat_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// bounds are n numbers, all set.
func bounds(n int, f func(i int) float64) (list []scale.Bound) {
	for i := range n {
		list = append(list, scale.At(f(i)))
	}
	return list
}

// everyTrack is one of each kind of track, bars with series among them, every field filled.
func everyTrack(n int) []heat.Track {
	red, blue := must(colormap.ParseColor("#cc3311")), must(colormap.ParseColor("steelblue"))
	values := bounds(n, func(i int) float64 { return float64(i%3) - 0.5 })
	values[0] = scale.Bound{}
	series := []heat.Series{{Name: "first", Values: values, Color: red}, {Name: "second", Values: values}}
	links := chain(n)
	codes := bounds(n, func(i int) float64 { return float64(i % 2) })
	boxes, counts := make([][]float64, n), make([][]float64, n)
	for i := range n - 1 {
		boxes[i], counts[i] = []float64{-1, 0, 1, 2, float64(3 + i)}, []float64{1, 0, float64(i), 2}
	}
	texts := make([]string, n)
	texts[0] = "text"
	return []heat.Track{
		&heat.Dendrogram{Label: "tree", Thick: 30, Links: links, Heights: heat.RankHeights, Cut: 2, Palette: []colormap.Color{red, blue}, Color: blue},
		&heat.Dendrogram{Links: links, Heights: heat.UniformHeights, Colors: colorsOf(links)},
		&heat.Strip{Label: "kind", Thick: 12, Values: codes, Levels: []heat.Level{{Name: "a"}, {Name: "b", Color: red}}, Cmap: "tab10", NaColor: blue, Names: true, Legend: heat.On},
		&heat.Strip{Label: "size", Values: values, Cmap: "Blues", Vmin: scale.At(-2), Vmax: scale.At(2), Center: scale.At(0), Fmt: must(scale.ParseFormat(".1f"))},
		&heat.Bars{Series: series},
		&heat.Dots{Label: "dots", Thick: 20, Values: values, Color: red, Min: scale.At(-1), Max: scale.At(3), Axis: heat.Off},
		&heat.Dots{Series: series},
		&heat.Lines{Label: "lines", Thick: 20, Values: values, Color: red, Min: scale.At(-1), Max: scale.At(3), Axis: heat.On},
		&heat.Lines{Series: series},
		&heat.Boxes{Label: "boxes", Thick: 20, Values: boxes, Color: red, Min: scale.At(-1), Max: scale.At(30), Axis: heat.On},
		&heat.Histograms{Label: "counts", Thick: 20, Counts: counts, Color: red, Min: scale.At(-1), Max: scale.At(3), Axis: heat.On},
		&heat.Texts{Label: "texts", Thick: 40, Values: texts, Color: red},
		&heat.Marks{Label: "marks", Thick: 60, At: []int{0, n - 1}, Color: red},
		&heat.Marks{Names: markNames(n)},
	}
}

// markNames are the first labels of the full spec's rows, or of its columns.
func markNames(n int) []string {
	if n == 2 {
		return []string{"a"}
	}
	return []string{"x"}
}

// chain joins n leaves one by one.
func chain(n int) (links []heat.Link) {
	for i := range n - 1 {
		l := heat.Link{Left: n + i - 1, Right: i + 1, Height: float64(i + 1)}
		if i == 0 {
			l.Left = 0
		}
		links = append(links, l)
	}
	return links
}

func colorsOf(links []heat.Link) (colors []int) {
	for i := range links {
		colors = append(colors, (i+1)%3)
	}
	return colors
}

// tracks are none to three of any kind, with numbers, names and thicknesses that vary.
func tracks(r *rand.Rand, n int) (list []heat.Track) {
	if r.IntN(4) > 0 {
		return nil
	}
	for range 1 + r.IntN(3) {
		list = append(list, anyTrack(r, n))
	}
	return list
}

func anyTrack(r *rand.Rand, n int) heat.Track {
	label := ""
	if r.IntN(2) == 0 {
		label = phrase(r)
	}
	thick := pick(r, 0, 0, heat.Length(60*r.Float64()))
	magnitude := math.Pow(10, float64(r.IntN(12)-4))
	values := func() []scale.Bound {
		list := make([]scale.Bound, n)
		for i := range list {
			list[i] = scale.Bound{Value: r.NormFloat64() * magnitude, Set: r.IntN(8) > 0}
		}
		return list
	}
	var series []heat.Series
	for range r.IntN(4) {
		series = append(series, heat.Series{Name: phrase(r), Values: values()})
	}
	axis := heat.Switch(r.IntN(3))
	switch r.IntN(9) {
	case 0:
		return &heat.Dendrogram{Label: label, Thick: thick, Links: randomTree(r, n), Heights: heat.Heights(r.IntN(3)), Cut: r.IntN(n + 1)}
	case 1:
		s := &heat.Strip{Label: label, Thick: thick, Values: values()}
		if r.IntN(2) == 0 {
			for i := range 1 + r.IntN(12) {
				s.Levels = append(s.Levels, heat.Level{Name: fmt.Sprint(phrase(r), i)})
			}
			for i := range s.Values {
				s.Values[i].Value = float64(r.IntN(len(s.Levels)))
			}
			s.Names = r.IntN(2) == 0
		}
		return s
	case 2:
		if series != nil {
			return &heat.Bars{Label: label, Thick: thick, Series: series, Axis: axis}
		}
		return &heat.Bars{Label: label, Thick: thick, Values: values(), Axis: axis}
	case 3:
		if series != nil {
			return &heat.Dots{Label: label, Thick: thick, Series: series, Axis: axis}
		}
		return &heat.Dots{Label: label, Thick: thick, Values: values(), Axis: axis}
	case 4:
		return &heat.Lines{Label: label, Thick: thick, Values: values(), Axis: axis}
	case 5:
		b := &heat.Boxes{Label: label, Thick: thick, Values: make([][]float64, n), Axis: axis}
		for i := range b.Values {
			if r.IntN(8) > 0 {
				five := []float64{r.NormFloat64(), r.NormFloat64(), r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
				slices.Sort(five)
				b.Values[i] = five
			}
		}
		return b
	case 6:
		h := &heat.Histograms{Label: label, Thick: thick, Counts: make([][]float64, n), Axis: axis}
		bins := 1 + r.IntN(20)
		for i := range h.Counts {
			for range bins {
				h.Counts[i] = append(h.Counts[i], float64(r.IntN(9)))
			}
		}
		return h
	case 7:
		t := &heat.Texts{Label: label, Thick: thick, Values: make([]string, n)}
		for i := range t.Values {
			if r.IntN(3) > 0 {
				t.Values[i] = words[r.IntN(len(words))]
			}
		}
		return t
	}
	m := &heat.Marks{Label: label, Thick: thick}
	for range r.IntN(30) {
		m.At = append(m.At, r.IntN(n))
	}
	return m
}

// randomTree joins neighbouring trees at random until few or one is left.
func randomTree(r *rand.Rand, n int) (links []heat.Link) {
	nodes := make([]int, n)
	for i := range nodes {
		nodes[i] = i
	}
	height := 0.0
	for left := 1 + r.IntN(3); len(nodes) > left; {
		k := r.IntN(len(nodes) - 1)
		height += r.Float64()
		links = append(links, heat.Link{Left: nodes[k], Right: nodes[k+1], Height: height})
		nodes[k] = n + len(links) - 1
		nodes = slices.Delete(nodes, k+1, k+2)
	}
	return links
}

// trackShapes are the boxes of what is solid in a track.
func trackShapes(items []scene.Item) (shapes []shape) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	grow := func(l, t, r, b float64) { x0, y0, x1, y1 = min(x0, l), min(y0, t), max(x1, r), max(y1, b) }
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Rect:
			grow(it.X, it.Y, it.X+it.W, it.Y+it.H)
		case *scene.Mosaic:
			grow(it.X[0], it.Y[0], it.X[len(it.X)-1], it.Y[len(it.Y)-1])
		case *scene.Line:
			grow(it.X1, it.Y1, it.X2, it.Y2)
		case *scene.Path:
			for _, s := range it.Segments {
				p := s.P[[4]int{0, 0, 1, 2}[s.Op]]
				grow(p.X, p.Y, p.X, p.Y)
			}
		}
	}
	if x1 < x0 {
		return nil
	}
	return []shape{boxShape("track", x0, y0, x1, y1)}
}

// plainPanel is a figure of n rows with a track beside them.
func plainPanel(n int, side heat.Side, tracks ...heat.Track) heat.Spec {
	rows, cols := n, 2
	if side == heat.SideTop || side == heat.SideBottom {
		rows, cols = cols, rows
	}
	spec := heat.Grid(must(matrix.New(rows, cols, make([]float64, rows*cols))))
	p := &spec.Panels[0]
	switch side {
	case heat.SideLeft:
		p.Left = tracks
	case heat.SideRight:
		p.Right = tracks
	case heat.SideTop:
		p.Top = tracks
	case heat.SideBottom:
		p.Bottom = tracks
	}
	return spec
}

// groupOf returns the items of a figure's groups of that name.
func groupOf(s *scene.Scene, name string) (items []scene.Item) {
	for _, it := range s.Items {
		if g, ok := it.(*scene.Group); ok && g.Name == name {
			items = append(items, g.Items...)
		}
	}
	return items
}

func bodyOf(s *scene.Scene) *scene.Mosaic {
	return groupOf(s, "body")[0].(*scene.Mosaic)
}

// The tree ((0,1)1,(2,3)2)4 on every side: joints stand in the middle of what they join, at
// heights in proportion, and the leaves point to the body.
func TestDendrogramGeometry(t *testing.T) {
	links := []heat.Link{{Left: 0, Right: 1, Height: 1}, {Left: 2, Right: 3, Height: 2}, {Left: 4, Right: 5, Height: 4}}
	for _, side := range []heat.Side{heat.SideLeft, heat.SideRight, heat.SideTop, heat.SideBottom} {
		fig := must(heat.Compile(plainPanel(4, side, &heat.Dendrogram{Thick: 40, Links: links})))
		m := bodyOf(fig.Scene())
		edges, inner, outwards := m.Y, m.X[0], -1.0
		level := func(l *scene.Line) (from, to, near, far float64) { return l.Y1, l.Y2, l.X1, l.X2 }
		switch side {
		case heat.SideRight:
			inner, outwards = m.X[len(m.X)-1], 1
		case heat.SideTop:
			edges, inner = m.X, m.Y[0]
		case heat.SideBottom:
			edges, inner, outwards = m.X, m.Y[len(m.Y)-1], 1
		}
		if side == heat.SideTop || side == heat.SideBottom {
			level = func(l *scene.Line) (from, to, near, far float64) { return l.X1, l.X2, l.Y1, l.Y2 }
		}
		const gap = 2 // half of the usual one
		pitch := edges[1] - edges[0]
		var got []string
		for _, it := range groupOf(fig.Scene(), "track") {
			l := it.(*scene.Line)
			from, to, near, far := level(l)
			d0, d1 := (near-inner)*outwards-gap, (far-inner)*outwards-gap
			if d0 > d1 {
				d0, d1 = d1, d0
			}
			if from != to { // without the joined corners
				from, to = from+l.Width/2, to-l.Width/2
			}
			got = append(got, fmt.Sprintf("%.2f…%.2f at %.2f…%.2f", (from-edges[0])/pitch, (to-edges[0])/pitch, d0/40, d1/40))
		}
		want := []string{
			"0.50…1.50 at 0.25…0.25", "0.50…0.50 at 0.00…0.25", "1.50…1.50 at 0.00…0.25",
			"2.50…3.50 at 0.50…0.50", "2.50…2.50 at 0.00…0.50", "3.50…3.50 at 0.00…0.50",
			"1.00…3.00 at 1.00…1.00", "1.00…1.00 at 0.25…1.00", "3.00…3.00 at 0.50…1.00",
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v:\n%s\nwant\n%s", side, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// heightsDrawn are the heights of a tree's joints as parts of the largest.
func heightsDrawn(t *testing.T, d *heat.Dendrogram, n int) (list []float64) {
	t.Helper()
	d.Thick = 100
	fig := must(heat.Compile(plainPanel(n, heat.SideTop, d)))
	bottom := bodyOf(fig.Scene()).Y[0] - 2
	for _, it := range groupOf(fig.Scene(), "track") {
		if l := it.(*scene.Line); l.Y1 == l.Y2 {
			list = append(list, math.Round(bottom-l.Y1)/100)
		}
	}
	return list
}

func TestDendrogramHeights(t *testing.T) {
	links := []heat.Link{{Left: 0, Right: 1, Height: 1}, {Left: 2, Right: 3, Height: 1}, {Left: 4, Right: 5, Height: 5}, {Left: 6, Right: 4 + 1 - 1, Height: 10}}
	links[2] = heat.Link{Left: 5, Right: 6, Height: 5} // (0,1) and (2,3) of five leaves
	links[3] = heat.Link{Left: 7, Right: 4, Height: 10}
	for how, want := range map[heat.Heights][]float64{
		heat.TrueHeights: {0.1, 0.1, 0.5, 1}, heat.RankHeights: {0.33, 0.33, 0.67, 1}, heat.UniformHeights: {0.33, 0.33, 0.67, 1},
	} {
		if got := heightsDrawn(t, &heat.Dendrogram{Links: links, Heights: how}, 5); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", how, got, want)
		}
	}
	flat := slices.Clone(links)
	for i := range flat {
		flat[i].Height = 0
	}
	if got := heightsDrawn(t, &heat.Dendrogram{Links: flat}, 5); !slices.Equal(got, []float64{0, 0, 0, 0}) {
		t.Errorf("all zero: %v", got)
	}
	huge := slices.Clone(links)
	huge[3].Height = math.MaxFloat64
	if got := heightsDrawn(t, &heat.Dendrogram{Links: huge}, 5); !slices.Equal(got, []float64{0, 0, 0, 1}) {
		t.Errorf("huge: %v", got)
	}
}

// Cutting colours each group's branches alike, in the order of the leaves, and leaves those
// over the cut plain; single rows have no colour of their own.
func TestDendrogramCut(t *testing.T) {
	links := []heat.Link{{Left: 3, Right: 4, Height: 1}, {Left: 0, Right: 1, Height: 2}, {Left: 6, Right: 2, Height: 5}, {Left: 7, Right: 5, Height: 9}}
	palette := []colormap.Color{{R: 1, A: 255}, {R: 2, A: 255}}
	d := &heat.Dendrogram{Links: links, Cut: 3, Palette: palette, Color: colormap.Color{R: 9, A: 255}}
	fig := must(heat.Compile(plainPanel(5, heat.SideTop, d)))
	count := map[uint8]int{}
	for _, it := range groupOf(fig.Scene(), "track") {
		count[it.(*scene.Line).Color.R]++
	}
	if want := map[uint8]int{1: 3, 2: 3, 9: 6}; !reflect.DeepEqual(count, want) {
		t.Errorf("%v, want %v", count, want)
	}
}

// Leaves denser than points are neither a block of strokes nor a large file, whatever the
// tree looks like, and nothing is recursive.
func TestDendrogramOfManyLeaves(t *testing.T) {
	const n = 60_000
	r := rand.New(rand.NewPCG(1, 2))
	for name, links := range map[string][]heat.Link{"chain": chain(n), "random": randomTree(r, 5000)} {
		n := len(links) + 1
		for n < 5000 {
			n++
		}
		spec := plainPanel(n, heat.SideLeft, &heat.Dendrogram{Links: links, Cut: 7})
		spec.Size.Width, spec.Size.Height = 400, 400
		spec.Panels[0].Y.Labels = heat.NoLabels{}
		var fig *heat.Figure
		fastest := time.Hour
		for range 3 { // others may keep the machine busy
			start := time.Now()
			fig = must(heat.Compile(spec))
			fastest = min(fastest, time.Since(start))
		}
		if fastest > limitOf(500*time.Millisecond) {
			t.Errorf("%s: %v", name, fastest)
		}
		t.Log(name, fastest)
		points := 0
		for _, it := range groupOf(fig.Scene(), "track") {
			points++
			if p, ok := it.(*scene.Path); ok {
				points += len(p.Segments)
			}
		}
		if points < 100 || points > 4000 {
			t.Errorf("%s: %d strokes and corners", name, points)
		}
	}
}

// limitOf is a limit of time, larger where the race detector watches.
func limitOf(d time.Duration) time.Duration {
	if raceEnabled {
		return 20 * d
	}
	return d
}

func TestTracksRefuse(t *testing.T) {
	two := bounds(2, func(i int) float64 { return float64(i) })
	levels := []heat.Level{{Name: "a"}, {Name: "b"}}
	link := func(l ...heat.Link) *heat.Dendrogram { return &heat.Dendrogram{Links: l} }
	for name, c := range map[string]struct {
		track heat.Track
		want  []string
	}{
		"nil":               {nil, []string{"track 1", "empty"}},
		"nil bars":          {(*heat.Bars)(nil), []string{"track 1", "empty"}},
		"too many links":    {link(heat.Link{Right: 1}, heat.Link{Left: 2, Right: 3}, heat.Link{}), []string{"3 links", "3 rows"}},
		"a later node":      {link(heat.Link{Left: 0, Right: 3}), []string{"link 1", "node 3"}},
		"a negative node":   {link(heat.Link{Left: -1, Right: 1}), []string{"node -1"}},
		"itself":            {link(heat.Link{Left: 1, Right: 1}), []string{"node 1", "link 1 has joined"}},
		"a node twice":      {link(heat.Link{Left: 0, Right: 1}, heat.Link{Left: 1, Right: 2}), []string{"link 2", "node 1", "link 1"}},
		"a height of NaN":   {link(heat.Link{Left: 0, Right: 1, Height: math.NaN()}), []string{"link 1", "NaN"}},
		"an endless height": {link(heat.Link{Left: 0, Right: 1, Height: math.Inf(1)}), []string{"link 1", "Inf"}},
		"below zero":        {link(heat.Link{Left: 0, Right: 1, Height: -1}), []string{"link 1", "-1"}},
		"a cut of 4":        {&heat.Dendrogram{Cut: 4}, []string{"4 groups of 3"}},
		"two colourings":    {&heat.Dendrogram{Cut: 1, Colors: []int{}}, []string{"both"}},
		"colours missing":   {&heat.Dendrogram{Links: []heat.Link{{Left: 0, Right: 1}}, Colors: []int{1, 2}}, []string{"2 colours for 1 link"}},
		"a colour of −1":    {&heat.Dendrogram{Links: []heat.Link{{Left: 0, Right: 1}}, Colors: []int{-1}}, []string{"colour -1"}},
		"two values":        {&heat.Strip{Values: two}, []string{"2 values for 3 rows"}},
		"an unknown map":    {&heat.Strip{Values: bounds(3, func(int) float64 { return 1 }), Cmap: "virdis"}, []string{"viridis"}},
		"code 7":            {&heat.Strip{Values: bounds(3, func(int) float64 { return 7 }), Levels: levels}, []string{"track 1", "7"}},
		"names of numbers":  {&heat.Strip{Values: bounds(3, func(int) float64 { return 7 }), Names: true}, []string{"levels"}},
		"two bars":          {&heat.Bars{Values: two}, []string{"left track 1", "2 values", "3 rows"}},
		"short series":      {&heat.Bars{Series: []heat.Series{{Name: "S", Values: two}}}, []string{"series", "S", "2 values"}},
		"both":              {&heat.Dots{Values: two, Series: []heat.Series{}}, []string{"both"}},
		"an infinite dot":   {&heat.Dots{Values: bounds(3, func(int) float64 { return math.Inf(1) })}, []string{"Inf"}},
		"sums beyond":       {&heat.Bars{Series: []heat.Series{{Values: huge(3)}, {Values: huge(3)}}}, []string{"largest"}},
		"an empty axis":     {&heat.Lines{Values: huge(3), Min: scale.At(2), Max: scale.At(2)}, []string{"axis from 2 to 2"}},
		"four numbers":      {&heat.Boxes{Values: [][]float64{{1, 2, 3, 4}, nil, nil}}, []string{"box 1", "4 numbers"}},
		"falling numbers":   {&heat.Boxes{Values: [][]float64{nil, {1, 2, 3, 5, 4}, nil}}, []string{"box 2", "ascending"}},
		"uneven bins":       {&heat.Histograms{Counts: [][]float64{{1}, {1, 2}, nil}}, []string{"histogram 2", "2 bins"}},
		"negative counts":   {&heat.Histograms{Counts: [][]float64{{1}, {-1}, nil}}, []string{"histogram 2", "-1"}},
		"a text":            {&heat.Texts{Values: []string{"x"}}, []string{"1 text for 3 rows"}},
		"an unknown row":    {&heat.Marks{Names: []string{"gama"}}, []string{`"gama"`, "gamma"}},
		"row 3":             {&heat.Marks{At: []int{3}}, []string{"3", "0 to 2"}},
		"a thickness of −1": {&heat.Marks{Thick: -1}, []string{"track 1", "thickness", "-1"}},
	} {
		spec := plainPanel(3, heat.SideLeft, c.track)
		spec.Panels[0].Layers[0].(*heat.Cells).Values.RowLabels = []string{"alpha", "beta", "gamma"}
		_, err := heat.Compile(spec)
		if err == nil {
			t.Errorf("%s: accepted", name)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v\n\tlacks %q", name, err, want)
			}
		}
	}
}

func huge(n int) []scale.Bound { return bounds(n, func(int) float64 { return math.MaxFloat64 }) }

// Whatever is marked, on whatever length: labels do not overlap, keep the order of their
// rows, stay within the side, and only those that do not fit are left out, the last named
// first.
func TestMarksKeepApart(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		n := 1 + r.IntN(400)
		m := matrixOf(t, n, 2, func(i, j int) float64 { return float64(i) })
		for i := range n {
			m.RowLabels = append(m.RowLabels, fmt.Sprintf("row %d", i))
		}
		marks := &heat.Marks{}
		for _, i := range r.Perm(n)[:1+r.IntN(min(n, 60))] {
			marks.Names = append(marks.Names, m.RowLabels[i])
		}
		spec := heat.Grid(m)
		spec.Size = heat.Size{Width: 300, Height: heat.Length(110 + 500*r.Float64())}
		spec.Panels[0].Y.Labels, spec.Panels[0].Right = heat.NoLabels{}, []heat.Track{marks}
		fig, err := heat.Compile(spec)
		if err != nil {
			t.Fatal(seed, err)
		}
		body := bodyOf(fig.Scene()).Y
		top, bottom := body[0], body[len(body)-1]
		var shown []string
		last, lastRow := top, -1
		for _, it := range groupOf(fig.Scene(), "track-labels") {
			text := it.(*scene.Text)
			var row int
			if _, err := fmt.Sscanf(text.String, "row %d", &row); err != nil {
				t.Fatal(err)
			}
			box := textShape("mark", text)
			if box.top() < last-slack || row <= lastRow || box.bottom() > bottom+slack {
				t.Errorf("seed %d: %v under %g, row %d after %d, of %g…%g", seed, box, last, row, lastRow, top, bottom)
			}
			last, lastRow = box.bottom(), row
			shown = append(shown, text.String)
		}
		report := fig.Report().Panels[0].Tracks[0]
		if report.Shown != len(shown) || report.Of != len(marks.Names) {
			t.Errorf("seed %d: reports %d of %d, draws %d of %d", seed, report.Shown, report.Of, len(shown), len(marks.Names))
		}
		for i, name := range marks.Names {
			if slices.Contains(shown, name) != (i < len(shown)) {
				t.Errorf("seed %d: %q, mark %d, among %d shown: %v", seed, name, i+1, len(shown), slices.Contains(shown, name))
			}
		}
	}
}

// The same name has the same colour in all tracks of a figure, others have others, and one
// legend does for two tracks that say the same.
func TestColoursOfNames(t *testing.T) {
	strip := func(n int, names ...string) *heat.Strip {
		s := &heat.Strip{Label: "Kind", Values: bounds(n, func(i int) float64 { return float64(i % len(names)) })}
		for _, name := range names {
			s.Levels = append(s.Levels, heat.Level{Name: name})
		}
		return s
	}
	spec := plainPanel(3, heat.SideLeft, strip(3, "a", "b"))
	spec.Panels[0].Right = []heat.Track{strip(3, "b", "a"), strip(3, "a", "b")}
	spec.Panels[0].Top = []heat.Track{&heat.Bars{Series: []heat.Series{{Name: "a", Values: bounds(2, func(int) float64 { return 1 })}}}}
	fig := must(heat.Compile(spec))
	colors := map[string]map[scene.Color]bool{"a": {}, "b": {}}
	items := groupOf(fig.Scene(), "key")
	for i, it := range items {
		if text, ok := it.(*scene.Text); ok && colors[text.String] != nil {
			colors[text.String][items[i-1].(*scene.Rect).Fill] = true
		}
	}
	if len(colors["a"]) != 1 || len(colors["b"]) != 1 || reflect.DeepEqual(colors["a"], colors["b"]) {
		t.Errorf("%v", colors)
	}
	if len(items) != 2*5+2 { // a and b, b and a, and the series; two titles
		t.Errorf("%d items in the legends", len(items))
	}
}

// A strip follows the gaps of the body's groups.
func TestStripsFollowGroups(t *testing.T) {
	for _, side := range []heat.Side{heat.SideLeft, heat.SideTop} {
		spec := plainPanel(5, side, &heat.Strip{Values: bounds(5, func(i int) float64 { return float64(i) })},
			&heat.Dendrogram{Links: []heat.Link{{Left: 0, Right: 1, Height: 1}, {Left: 2, Right: 3, Height: 1}}})
		split := heat.Split{Groups: []heat.Group{{Size: 2}, {Size: 3}}, Gap: 9}
		spec.Panels[0].Rows = split
		if side == heat.SideTop {
			spec.Panels[0].Rows, spec.Panels[0].Cols = heat.Split{}, split
		}
		fig := must(heat.Compile(spec))
		edges := func(name string) (list []float64) {
			for _, it := range groupOf(fig.Scene(), name) {
				if m, ok := it.(*scene.Mosaic); ok && side == heat.SideTop {
					list = append(list, m.X...)
				} else if ok {
					list = append(list, m.Y...)
				}
			}
			return list
		}
		if body, strip := edges("body"), edges("track"); !slices.Equal(body, strip) {
			t.Errorf("%v: body %v, strip %v", side, body, strip)
		}
	}
}

// Tracks of one row, of missing values only, and of one value are drawn on every side and
// by every encoder.
func TestDegenerateTracks(t *testing.T) {
	missing := make([]scale.Bound, 3)
	nan := bounds(3, func(int) float64 { return math.NaN() })
	for name, list := range map[string][]heat.Track{
		"missing": {
			&heat.Strip{Values: missing}, &heat.Strip{Values: missing, Levels: []heat.Level{{Name: "a"}}}, &heat.Bars{Values: missing},
			&heat.Dots{Values: missing}, &heat.Lines{Values: missing}, &heat.Boxes{Values: make([][]float64, 3)},
			&heat.Histograms{Counts: make([][]float64, 3)}, &heat.Texts{Values: make([]string, 3)}, &heat.Marks{}, &heat.Dendrogram{},
		},
		"NaN":  {&heat.Strip{Values: nan, Label: "x"}, &heat.Bars{Values: nan, Label: "x"}, &heat.Dots{Values: nan}, &heat.Lines{Values: nan}},
		"huge": {&heat.Strip{Values: huge(3)}, &heat.Bars{Values: huge(3)}, &heat.Dots{Values: huge(3)}, &heat.Lines{Values: huge(3), Min: scale.At(-math.MaxFloat64 / 4)}},
		"one value": {
			&heat.Strip{Values: bounds(3, func(int) float64 { return 4 })}, &heat.Dots{Values: bounds(3, func(int) float64 { return -4 })},
			&heat.Bars{Values: bounds(3, func(int) float64 { return 0 })}, &heat.Boxes{Values: [][]float64{{1, 1, 1, 1, 1}, nil, nil}},
			&heat.Histograms{Counts: [][]float64{{0, 0}, {}, {0, 0}}, Min: scale.At(0)}, &heat.Texts{Values: []string{"", "a", ""}},
		},
	} {
		for _, side := range []heat.Side{heat.SideLeft, heat.SideRight, heat.SideTop, heat.SideBottom} {
			fig, err := heat.Compile(plainPanel(3, side, list...))
			if err != nil {
				t.Errorf("%s %v: %v", name, side, err)
				continue
			}
			if err := checkFigure(fig); err != nil {
				t.Errorf("%s %v: %v", name, side, err)
			}
			for _, e := range []heat.Encoding{heat.PNG{DPI: 50}, heat.SVG{}, heat.PDF{}, heat.Terminal{}} {
				if err := fig.Encode(discard{}, e); err != nil {
					t.Errorf("%s %v %T: %v", name, side, e, err)
				}
			}
		}
	}
	one := plainPanel(1, heat.SideLeft, &heat.Dendrogram{Cut: 1}, &heat.Strip{Values: bounds(1, func(int) float64 { return 1 })}, &heat.Marks{At: []int{0}})
	if _, err := heat.Compile(one); err != nil {
		t.Error(err)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// On a canvas that is too small, tracks give way after the labels, and the report says so.
func TestTracksGiveWay(t *testing.T) {
	spec := plainPanel(20, heat.SideLeft)
	for range 6 {
		spec.Panels[0].Left = append(spec.Panels[0].Left, &heat.Bars{Label: "Bars", Values: bounds(20, func(i int) float64 { return float64(i) })})
	}
	spec.Size = heat.Size{Width: 120, Height: 200}
	fig, err := heat.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	if notes := strings.Join(fig.Report().Notes, "\n"); !strings.Contains(notes, "left track 1 (bars) made thinner") {
		t.Error(notes)
	}
}

// tracked is a figure with every kind of track, groups on both axes and legends.
func tracked(t testing.TB) heat.Spec {
	const rows, cols = 12, 9
	m := matrixOf(t, rows, cols, func(i, j int) float64 { return math.Round(100*math.Sin(float64(i*i+2*j))*float64(j-3)) / 100 })
	for i := range rows {
		m.RowLabels = append(m.RowLabels, fmt.Sprintf("Gene %c", 'A'+i))
	}
	for j := range cols {
		m.ColLabels = append(m.ColLabels, fmt.Sprintf("S%d", j+1))
	}
	codes := func(n, k int) []scale.Bound { return bounds(n, func(i int) float64 { return float64(i * k / n) }) }
	wave := func(n int, from float64) []scale.Bound {
		return bounds(n, func(i int) float64 { return math.Round(10*math.Sin(from+float64(i)))/10 + from })
	}
	age := wave(rows, 4)
	age[3] = scale.Bound{}
	boxes, counts := make([][]float64, cols), make([][]float64, rows)
	for j := range boxes {
		boxes[j] = []float64{-4, -2, float64(j%3) - 1, 2, float64(3 + j)}
	}
	for i := range counts {
		counts[i] = []float64{0, 1, float64(i % 4), 5, float64(i % 3), 1}
	}
	boxes[4], counts[5] = nil, nil
	rowTree := []heat.Link{{Left: 0, Right: 1, Height: 1}, {Left: 2, Right: 3, Height: 2}, {Left: 12, Right: 13, Height: 3.5}, {Left: 14, Right: 4, Height: 4},
		{Left: 5, Right: 6, Height: 0.5}, {Left: 16, Right: 7, Height: 2}, {Left: 8, Right: 9, Height: 1}, {Left: 18, Right: 10, Height: 3}, {Left: 19, Right: 11, Height: 3.2}, {Left: 17, Right: 20, Height: 5}, {Left: 15, Right: 21, Height: 7}}
	p := heat.Panel{
		Title: "Tracks", Layers: []heat.Layer{&heat.Cells{Values: m, Center: scale.At(0), Cbar: heat.Cbar{Label: "Change"}}},
		Rows: heat.Split{Groups: []heat.Group{{Size: 5}, {Size: 7}}},
		Cols: heat.Split{Groups: []heat.Group{{Title: "Before", Size: 4}, {Title: "After", Size: 5}}},
		Left: []heat.Track{
			&heat.Strip{Label: "Kind", Values: codes(rows, 3), Levels: []heat.Level{{Name: "enzyme"}, {Name: "receptor"}, {Name: "other"}}},
			&heat.Strip{Label: "Age", Values: age},
			&heat.Dendrogram{Links: rowTree, Cut: 3},
		},
		Top: []heat.Track{
			&heat.Strip{Label: "Phase", Names: true, Values: codes(cols, 2), Levels: []heat.Level{{Name: "rest"}, {Name: "load"}}},
			&heat.Bars{Label: "Reads", Series: []heat.Series{{Name: "mapped", Values: bounds(cols, func(i int) float64 { return float64(20 + i*i%7) })}, {Name: "other", Values: bounds(cols, func(i int) float64 { return float64(i % 4) })}}},
			&heat.Dendrogram{Links: []heat.Link{{Left: 0, Right: 1, Height: 1}, {Left: 3, Right: 2, Height: 4}, {Left: 4, Right: 5, Height: 2}, {Left: 6, Right: 7, Height: 1}, {Left: 12, Right: 8, Height: 3}}, Heights: heat.UniformHeights},
		},
		Right: []heat.Track{
			&heat.Bars{Label: "Net", Values: bounds(rows, func(i int) float64 { return float64(i*i%9) - 4 })},
			&heat.Dots{Label: "Mean", Values: wave(rows, 0)},
			&heat.Histograms{Label: "Spread", Counts: counts, Min: scale.At(0), Max: scale.At(6)},
			&heat.Marks{Names: []string{"Gene A", "Gene B", "Gene C", "Gene L"}},
		},
		Bottom: []heat.Track{
			&heat.Lines{Label: "Level", Values: wave(cols, 2)}, &heat.Boxes{Label: "Boxes", Values: boxes},
			&heat.Texts{Label: "n", Values: []string{"12", "9", "", "31", "8", "8", "40", "2", "17"}},
		},
	}
	return heat.Spec{Title: "A figure with tracks on every side", Panels: []heat.Panel{p}}
}

// What is wrong with a track in JSON is said with its number and the cure.
func TestReadTrackErrors(t *testing.T) {
	for text, want := range map[string][]string{
		`{"type":"dendrogram","links":[[0,1]]}`:            {"track 1", "[0,1] is no link", "second node"},
		`{"type":"dendrogram","links":[["a",1,2]]}`:        {"track 1", "no link"},
		`{"type":"dendrogram","links":[[0.5,1,2]]}`:        {"track 1", "0.5", "whole"},
		`{"type":"dendrogram","links":3}`:                  {"track 1", "links", "number"},
		`{"type":"dendrogram","heights":"ranked"}`:         {"track 1", "ranked", "rank"},
		`{"type":"strip","values":[1],"lable":"x"}`:        {"track 1", `"lable"`, `"label"`},
		`{"type":"bars","series":[{"nam":"x"}]}`:           {"track 1", `"nam"`, `"name"`},
		`{"type":"boxes","values":[[1,"x"]]}`:              {"track 1", "values", "string"},
		`{"type":"marks","at":[1.5]}`:                      {"track 1", "at", "whole"},
		`{"type":"dendogram"}`:                             {"track 1", `"dendogram"`, `"dendrogram"`},
		`{"type":"qqqq"}`:                                  {"track 1", `"qqqq"`, "strip, bars"},
		`{"values":[1]}`:                                   {"track 1", "type"},
		`{"type":"texts","values":["a"],"Type":"x","z":1}`: {"track 1"},
	} {
		_, err := heat.ReadSpec(strings.NewReader(`{"panels":[{"layers":[],"top":[` + text + `]}]}`))
		if err == nil {
			t.Errorf("%s is read", text)
			continue
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %v\n\tlacks %q", text, err, w)
			}
		}
	}
}
