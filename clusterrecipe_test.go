package heat_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/internal/golden"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// blocks is a labelled matrix of random numbers, the rows in three groups far apart.
func blocks(t testing.TB, rows, cols int) *matrix.Matrix {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(rows), uint64(cols)))
	values := make([]float64, rows*cols)
	for i := range values {
		values[i] = rng.NormFloat64() + float64(9*((i/cols)%3))
	}
	m, err := matrix.New(rows, cols, values)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		m.RowLabels = append(m.RowLabels, fmt.Sprintf("r%d", i))
	}
	for j := range cols {
		m.ColLabels = append(m.ColLabels, fmt.Sprintf("c%d", j))
	}
	return m
}

func clustered(t testing.TB, m *matrix.Matrix, opt heat.ClusterOptions) *heat.Clustered {
	t.Helper()
	c, err := heat.Cluster(context.Background(), m, opt)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := heat.Compile(c.Spec); err != nil {
		t.Fatal(err)
	}
	return c
}

// checkTree makes sure that the tree is one of the side's rows, in the side's order.
func checkTree(t *testing.T, s *heat.ClusteredSide, n int) {
	t.Helper()
	if err := s.Tree.Validate(); err != nil {
		t.Fatal(err)
	}
	if s.Tree.Len() != n || !slices.Equal(s.Tree.Leaves(), s.Order) {
		t.Fatalf("a tree of %d leaves in the order %v; the side has %d in the order %v", s.Tree.Len(), s.Tree.Leaves(), n, s.Order)
	}
}

// clustermap is what seaborn drew.
type clustermap struct {
	Data  [][]float64
	Cases []struct {
		Args struct {
			Method, Metric string
			Z              *int  `json:"z_score"`
			Standard       *int  `json:"standard_scale"`
			Rows           *bool `json:"row_cluster"`
			Cols           *bool `json:"col_cluster"`
		}
		Drawn      [][]float64
		Rows, Cols *struct {
			Linkage [][4]float64
			Order   []int
		}
	}
}

func TestClusterOracleSeaborn(t *testing.T) {
	text, err := os.ReadFile("testdata/oracle/clustermap.json")
	if err != nil {
		t.Fatal(err)
	}
	var o clustermap
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	m, err := matrix.FromRows(o.Data)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Cases) == 0 {
		t.Fatal("nothing recorded")
	}
	for _, want := range o.Cases {
		var opt heat.ClusterOptions
		options := cluster.Options{Order: cluster.NoOrder}
		if want.Args.Method != "" && options.Method.UnmarshalText([]byte(want.Args.Method)) != nil ||
			want.Args.Metric != "" && options.Metric.UnmarshalText([]byte(want.Args.Metric)) != nil {
			t.Fatal(want.Args)
		}
		along := [2]stat.Along{stat.Rows, stat.Cols}
		if z := want.Args.Z; z != nil {
			opt.Scale = stat.Scaling{Along: along[*z], How: stat.ZScore}
		}
		if s := want.Args.Standard; s != nil {
			opt.Scale = stat.Scaling{Along: along[*s], How: stat.MinMax}
		}
		opt.Rows = heat.ClusterSide{Options: options, Off: want.Rows == nil}
		opt.Cols = heat.ClusterSide{Options: options, Off: want.Cols == nil}
		got := clustered(t, m, opt)
		for i, row := range want.Drawn {
			for j, v := range row {
				if g := got.Matrix.At(i, j); math.Abs(g-v) > 1e-13 {
					t.Fatalf("%+v: cell %d, %d is %v, seaborn draws %v", want.Args, i, j, g, v)
				}
			}
		}
		if want.Rows != nil {
			sameLinkage(t, got.Rows.Tree, want.Rows.Linkage, want.Rows.Order)
		} else if got.Rows.Tree != nil || len(got.Spec.Panels[0].Left) > 0 {
			t.Error("a row tree that was not asked for")
		}
		if want.Cols != nil {
			sameLinkage(t, got.Cols.Tree, want.Cols.Linkage, want.Cols.Order)
		} else if got.Cols.Tree != nil || len(got.Spec.Panels[0].Top) > 0 {
			t.Error("a column tree that was not asked for")
		}
	}
}

func sameLinkage(t *testing.T, tree *cluster.Tree, linkage [][4]float64, order []int) {
	t.Helper()
	if !slices.Equal(tree.Leaves(), order) {
		t.Errorf("order %v, seaborn has %v", tree.Leaves(), order)
	}
	for i, m := range tree.Merges {
		w := linkage[i]
		if float64(m.Left) != w[0] || float64(m.Right) != w[1] || float64(m.Size) != w[3] || math.Abs(m.Height-w[2]) > 1e-13 {
			t.Errorf("merge %d is %+v, seaborn has %v", i, m, w)
		}
	}
}

// What belongs to rows and cells moves with them.
func TestClusterMovesWhatBelongsToCells(t *testing.T) {
	m := blocks(t, 12, 5)
	mask, from := blocks(t, 12, 5), blocks(t, 12, 5)
	texts := make([][]string, 12)
	for i := range texts {
		for j := range 5 {
			texts[i] = append(texts[i], fmt.Sprint(i, j))
		}
	}
	number := func(i int) scale.Bound { return scale.At(float64(i)) }
	names := make([]string, 12)
	for i := range names {
		names[i] = fmt.Sprint(i)
	}
	opt := heat.ClusterOptions{Mask: heat.Mask{Cells: mask}, Annot: heat.Annot{From: from}, Marks: []heat.Mark{{At: [][2]int{{3, 1}, {11, 4}}}}}
	opt.Rows.Tracks = []heat.Track{
		&heat.Strip{Values: bounds(12, func(i int) float64 { return float64(i) })},
		&heat.Bars{Series: []heat.Series{{Name: "s", Values: bounds(12, func(i int) float64 { return float64(i) })}}},
	}
	opt.Rows.Opposite = []heat.Track{&heat.Texts{Values: names}, &heat.Marks{At: []int{7}}}
	c := clustered(t, m, opt)
	checkTree(t, &c.Rows, 12)
	checkTree(t, &c.Cols, 5)
	p := &c.Spec.Panels[0]
	cells := p.Layers[0].(*heat.Cells)
	for place, i := range c.Rows.Order {
		if c.Matrix.RowLabels[place] != m.RowLabels[i] {
			t.Errorf("place %d is labelled %q", place, c.Matrix.RowLabels[place])
		}
		if got := p.Left[0].(*heat.Strip).Values[place]; got != number(i) {
			t.Errorf("strip at %d: %v, want %d", place, got, i)
		}
		if got := p.Left[1].(*heat.Bars).Series[0].Values[place]; got != number(i) {
			t.Errorf("bars at %d: %v, want %d", place, got, i)
		}
		if got := p.Right[0].(*heat.Texts).Values[place]; got != names[i] {
			t.Errorf("text at %d: %v, want %d", place, got, i)
		}
		for at, j := range c.Cols.Order {
			if v := m.At(i, j); cells.Values.At(place, at) != v || cells.Mask.Cells.At(place, at) != mask.At(i, j) || cells.Annot.From.At(place, at) != from.At(i, j) {
				t.Fatalf("cell %d, %d did not move with its row and column", i, j)
			}
		}
	}
	row, col := c.Rows.Tree.Places(), c.Cols.Tree.Places()
	if got, want := cells.Marks[0].At, [][2]int{{row[3], col[1]}, {row[11], col[4]}}; !slices.Equal(got, want) {
		t.Errorf("marks at %v, want %v", got, want)
	}
	if got := p.Right[1].(*heat.Marks).At; !slices.Equal(got, []int{row[7]}) {
		t.Errorf("mark at %v, want %d", got, row[7])
	}
	if opt.Marks[0].At[0] != [2]int{3, 1} || opt.Rows.Tracks[0].(*heat.Strip).Values[0] != number(0) {
		t.Error("the options were changed")
	}
	opt.Annot = heat.Annot{Texts: texts}
	cells = clustered(t, m, opt).Spec.Panels[0].Layers[0].(*heat.Cells)
	if got, want := cells.Annot.Texts[0][0], texts[c.Rows.Order[0]][c.Cols.Order[0]]; got != want {
		t.Errorf("text %q in the first cell, want %q", got, want)
	}
}

// The order in which rows come makes no difference to what is drawn, but for which end is
// at the top.
func TestClusterOfPermutedRows(t *testing.T) {
	m := blocks(t, 30, 8)
	rng := rand.New(rand.NewPCG(1, 2))
	for _, how := range []func(*heat.ClusterSide, []string){
		func(*heat.ClusterSide, []string) {},
		func(s *heat.ClusterSide, _ []string) { s.K = 3 },
		func(s *heat.ClusterSide, names []string) { s.By = names },
		func(s *heat.ClusterSide, _ []string) { s.KMeans = 3 },
		func(s *heat.ClusterSide, _ []string) { s.AutoK = true },
	} {
		draw := func(rows []int) ([]string, *heat.Clustered) {
			moved, err := stat.Take(m, rows, nil)
			if err != nil {
				t.Fatal(err)
			}
			names := make([]string, len(rows))
			for i, row := range rows {
				names[i] = string(rune('a' + row%3))
			}
			var opt heat.ClusterOptions
			how(&opt.Rows, names)
			c := clustered(t, moved, opt)
			checkTree(t, &c.Rows, 30)
			return c.Matrix.RowLabels, c
		}
		first, a := draw(rng.Perm(30))
		second, b := draw(rng.Perm(30))
		turned := slices.Clone(second)
		slices.Reverse(turned)
		sizes := func(c *heat.Clustered) (list []int) {
			for _, g := range c.Rows.Groups {
				list = append(list, g.Size)
			}
			slices.Sort(list)
			return list
		}
		if !slices.Equal(sizes(a), sizes(b)) {
			t.Errorf("groups of %v and %v rows", sizes(a), sizes(b))
		}
		for i, m := range a.Rows.Tree.Merges {
			if h := b.Rows.Tree.Merges[i].Height; math.Abs(m.Height-h) > 1e-9*m.Height {
				t.Fatalf("merge %d at %v and %v", i, m.Height, h)
			}
		}
		if len(a.Rows.Groups) < 2 && !slices.Equal(first, second) && !slices.Equal(first, turned) {
			t.Errorf("orders\n%v\n%v", first, second)
		}
	}
}

func TestClusterBeside(t *testing.T) {
	m := blocks(t, 9, 4)
	c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{K: 3}})
	c.Spec.Panels[0].Right = []heat.Track{&heat.Texts{Values: make([]string, 9)}, &heat.Marks{Names: []string{"r3"}}}
	other := blocks(t, 9, 6)
	other.RowLabels[4] = "unknown"
	cells, err := c.Beside(context.Background(), "other", other, heat.ClusterSide{K: 2})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := heat.Compile(c.Spec); err != nil {
		t.Fatal(err)
	}
	panels := c.Spec.Panels
	if len(panels) != 2 || panels[0].Y.Labels != (heat.NoLabels{}) || panels[1].Y.Labels != nil || len(panels[1].Rows.Groups) != 3 || len(panels[1].Cols.Groups) != 2 {
		t.Fatalf("panels %+v", panels)
	}
	if len(panels[0].Right) != 1 || len(panels[1].Right) != 1 || panels[1].Right[0].(*heat.Marks).Names[0] != "r3" {
		t.Errorf("the marks stand at %+v and %+v", panels[0].Right, panels[1].Right)
	}
	column := slices.Index(cells.Values.ColLabels, "c5")
	for place, i := range c.Rows.Order {
		if v, want := cells.Values.At(place, column), other.At(i, 5); v != want && !(i == 4 && v != v) {
			t.Errorf("row %d has %v beside, want %v", i, v, want)
		}
	}
	notes := strings.Join(c.Notes, "\n")
	for _, want := range []string{`other: 1 of 9 rows is not in it, and drawn as missing: "r4"`, `other: left out: 1 row of it that the first matrix lacks: "unknown"`} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in %q", want, notes)
		}
	}
	stranger := blocks(t, 3, 2)
	stranger.RowLabels = []string{"x", "y", "z"}
	if _, err := c.Beside(context.Background(), "", stranger, heat.ClusterSide{}); err == nil || !strings.Contains(err.Error(), "none of 9 rows") {
		t.Errorf("error %v", err)
	}
	stranger.RowLabels = nil
	if _, err := c.Beside(context.Background(), "", stranger, heat.ClusterSide{}); err == nil || !strings.Contains(err.Error(), "3 rows without labels beside 9") {
		t.Errorf("error %v", err)
	}
	if len(c.Spec.Panels) != 2 {
		t.Error("what failed has changed the spec")
	}
}

// A clustered figure with groups on both sides, a strip and bars.
func TestGoldenClustered(t *testing.T) {
	m := blocks(t, 12, 5)
	opt := heat.ClusterOptions{Scale: stat.Scaling{Along: stat.Cols, How: stat.ZScore}}
	opt.Rows.K, opt.Rows.ColorGroups, opt.Cols.By = 3, true, []string{"u", "v", "u", "v", ""}
	kinds := &heat.Strip{Label: "kind", Values: bounds(12, func(i int) float64 { return float64(i % 3) }), Levels: []heat.Level{{Name: "low"}, {Name: "middle"}, {Name: "high"}}}
	opt.Rows.Tracks = []heat.Track{kinds}
	opt.Rows.Opposite = []heat.Track{&heat.Bars{Label: "number", Values: bounds(12, func(i int) float64 { return float64(i) })}}
	golden.Text(t, "clustered.scene", golden.Scene(viewed(t, clustered(t, m, opt).Spec).scene))
}

func ExampleCluster() {
	m, err := matrix.New(4, 2, []float64{1, 2, 9, 8, 1, 3, 8, 8})
	if err != nil {
		panic(err)
	}
	m.RowLabels = []string{"a", "b", "c", "d"}
	c, err := heat.Cluster(context.Background(), m, heat.ClusterOptions{Rows: heat.ClusterSide{K: 2}})
	if err != nil {
		panic(err)
	}
	fig, err := heat.Compile(c.Spec)
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Rows.Order, c.Rows.Of, c.Matrix.RowLabels, len(fig.Report().Panels))
	// Output: [0 2 3 1] [0 1 0 1] [a c d b] 1
}

func TestClusterGivenTrees(t *testing.T) {
	m := blocks(t, 9, 4)
	own, err := cluster.Rows(context.Background(), m, cluster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	newick, err := cluster.ReadNewick(strings.NewReader(own.Newick()), 0) // numbers rows as they appear
	if err != nil {
		t.Fatal(err)
	}
	unlabelled := *own
	unlabelled.Labels = nil
	for _, tree := range []*cluster.Tree{own, newick, &unlabelled} {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{Tree: tree}})
		checkTree(t, &c.Rows, 9)
		if !slices.Equal(c.Rows.Order, own.Order) {
			t.Errorf("order %v, want %v", c.Rows.Order, own.Order)
		}
		a, b := c.Rows.Tree.Cophenetic(), own.Cophenetic()
		for i := range a {
			if math.Abs(a[i]-b[i]) > 1e-12*b[i] {
				t.Fatalf("pair %d joins at %v, want %v", i, a[i], b[i])
			}
		}
	}
	merged := unlabelled
	merged.Order = nil
	c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{Tree: &merged, Arrange: true}})
	if !slices.Equal(c.Rows.Order, own.Order) {
		t.Errorf("arranged: %v, want %v", c.Rows.Order, own.Order)
	}
}

// An order that does not follow the tree has no dendrogram.
func TestClusterCrossedOrders(t *testing.T) {
	m := blocks(t, 40, 5)
	for _, order := range []cluster.Order{cluster.TSP, cluster.Spectral, cluster.PCAAngle} {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{Options: cluster.Options{Order: order}}})
		drawn := len(c.Spec.Panels[0].Left) > 0
		if drawn == c.Rows.Crossed {
			t.Errorf("%v: crossed is %v, drawn is %v", order, c.Rows.Crossed, drawn)
		}
		if c.Rows.Crossed && !strings.Contains(strings.Join(c.Notes, "\n"), "no dendrogram") {
			t.Errorf("%v: notes %q", order, c.Notes)
		}
	}
}

func TestClusterSaysWhatWasMissing(t *testing.T) {
	nan := math.NaN()
	m, err := matrix.FromRows([][]float64{{1, 2, 3, nan}, {2, nan, 4, 1}, {5, 5, 5, 5}, {nan, nan, nan, nan}, {1, math.Inf(1), 0, 2}})
	if err != nil {
		t.Fatal(err)
	}
	m.RowLabels = []string{"one", "two", "same", "none", "infinite"}
	side := heat.ClusterSide{Options: cluster.Options{Metric: cluster.Correlation}}
	c := clustered(t, m, heat.ClusterOptions{Rows: side, Cols: heat.ClusterSide{Off: true}})
	notes := strings.Join(c.Notes, "\n")
	for _, want := range []string{`rows: 1 without any value: "none"`, `rows: 1 constant, which has no correlation`, `"same"`, "rows: 1 infinite value counts", "of 10 pairs"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in\n%s", want, notes)
		}
	}
	checkTree(t, &c.Rows, 5)
}

func TestClusterLabels(t *testing.T) {
	c := clustered(t, blocks(t, 10, 3), heat.ClusterOptions{})
	p := &c.Spec.Panels[0]
	if p.Y.Labels != nil || p.Y.Side != heat.SideRight {
		t.Errorf("labels %v at the %v", p.Y.Labels, p.Y.Side)
	}
	c = clustered(t, blocks(t, 120, 3), heat.ClusterOptions{})
	fig, err := heat.Compile(c.Spec)
	if err != nil {
		t.Fatal(err)
	}
	if r := fig.Report().Panels[0].YLabels; r.Shown != 120 {
		t.Errorf("%d of 120 labels shown", r.Shown)
	}
	c = clustered(t, blocks(t, 401, 3), heat.ClusterOptions{})
	if c.Spec.Panels[0].Y.Labels != (heat.NoLabels{}) || !strings.Contains(strings.Join(c.Notes, "\n"), "0 of 401 row labels shown") {
		t.Errorf("labels %v, notes %q", c.Spec.Panels[0].Y.Labels, c.Notes)
	}
	plain := blocks(t, 10, 3)
	plain.RowLabels = nil
	c = clustered(t, plain, heat.ClusterOptions{})
	for place, i := range c.Rows.Order {
		if c.Matrix.RowLabels[place] != fmt.Sprint(i) {
			t.Errorf("place %d is labelled %s, want %d", place, c.Matrix.RowLabels[place], i)
		}
	}
}

func TestClusterColours(t *testing.T) {
	c := clustered(t, blocks(t, 10, 3), heat.ClusterOptions{Scale: stat.Scaling{Along: stat.Rows, How: stat.ZScore}})
	fig, err := heat.Compile(c.Spec)
	if err != nil {
		t.Fatal(err)
	}
	p := fig.Report().Panels[0]
	if p.Cmap != "vlag" || p.Center == nil || *p.Center != 0 {
		t.Errorf("map %s, centre %v", p.Cmap, p.Center)
	}
}

// Where the distances would not fit, methods that can go without them do, and say so.
func TestClusterWithoutMatrix(t *testing.T) {
	m := blocks(t, 2000, 3)
	side := heat.ClusterSide{Options: cluster.Options{Method: cluster.Ward, MemoryLimit: 1 << 20}}
	c := clustered(t, m, heat.ClusterOptions{Rows: side})
	checkTree(t, &c.Rows, 2000)
	if !c.Rows.Tree.Report.MatrixFree || !strings.Contains(strings.Join(c.Notes, "\n"), "without a matrix") {
		t.Errorf("notes %q", c.Notes)
	}
}

func TestColumnTracks(t *testing.T) {
	in, err := table.Read(strings.NewReader("id,kind,size,ok\nb,week 10,1.5,true\na,week 2,,false\nc,,3,true\n"), "t", table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if k := heat.KeyColumn(in); k != 0 {
		t.Fatalf("key column %d", k)
	}
	m, err := heat.MatchKeys(&in.Columns[0], []string{"a", "b", "x"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.At, []int{1, 0, -1}) || !slices.Equal(m.Missing, []string{"x"}) || !slices.Equal(m.Unused, []string{"c"}) {
		t.Errorf("match %+v", m)
	}
	track, err := heat.ColumnTrack(&in.Columns[1], heat.StripTrack, m.At)
	if err != nil {
		t.Fatal(err)
	}
	s := track.(*heat.Strip)
	if s.Label != "kind" || s.Levels[0].Name != "week 2" || s.Levels[1].Name != "week 10" ||
		!slices.Equal(s.Values, []scale.Bound{scale.At(0), scale.At(1), {}}) {
		t.Errorf("strip %+v", s)
	}
	track, err = heat.ColumnTrack(&in.Columns[2], heat.BarTrack, m.At)
	if err != nil || !slices.Equal(track.(*heat.Bars).Values, []scale.Bound{{}, scale.At(1.5), {}}) {
		t.Errorf("bars %+v, %v", track, err)
	}
	track, err = heat.ColumnTrack(&in.Columns[3], heat.StripTrack, nil)
	if err != nil || track.(*heat.Strip).Levels[0].Name != "false" {
		t.Errorf("truths %+v, %v", track, err)
	}
	if _, err = heat.ColumnTrack(&in.Columns[1], heat.BarTrack, nil); err == nil || !strings.Contains(err.Error(), "no column of numbers") {
		t.Errorf("bars of words: %v", err)
	}
	if _, err := heat.MatchKeys(&in.Columns[0], []string{"x", "y"}); err == nil || !strings.Contains(err.Error(), "none of 2 labels") {
		t.Errorf("no key: %v", err)
	}
	twice := table.Column{Name: "id", Kind: table.Text, Texts: []string{"a", "a"}}
	if _, err := heat.MatchKeys(&twice, []string{"a"}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a key twice: %v", err)
	}
	names, missing := heat.NamesOf(&in.Columns[1], m.At)
	if !slices.Equal(names, []string{"week 2", "week 10", ""}) || missing != 1 {
		t.Errorf("names %q, %d missing", names, missing)
	}
}

// The same data give the same spec, bit for bit, however many workers there are.
func TestClusterSameBytes(t *testing.T) {
	m := blocks(t, 60, 9)
	var first []byte
	for _, workers := range []int{1, 2, 5} {
		side := heat.ClusterSide{K: 3, Options: cluster.Options{Workers: workers}}
		text, err := json.Marshal(clustered(t, m, heat.ClusterOptions{Rows: side, Cols: side}).Spec)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = text
		}
		if string(text) != string(first) {
			t.Errorf("%d workers give another spec", workers)
		}
	}
}
