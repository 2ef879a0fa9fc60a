package heat_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/matrix"
)

func TestClusterSmall(t *testing.T) {
	for _, shape := range [][2]int{{1, 1}, {1, 5}, {5, 1}, {2, 2}, {2, 1}} {
		c := clustered(t, blocks(t, shape[0], shape[1]), heat.ClusterOptions{Rows: heat.ClusterSide{KMeans: 1}, Cols: heat.ClusterSide{AutoK: true}})
		if rows, cols := c.Matrix.Dims(); rows != shape[0] || cols != shape[1] {
			t.Errorf("%v became %d × %d", shape, rows, cols)
		}
	}
	same, err := matrix.New(6, 3, make([]float64, 18))
	if err != nil {
		t.Fatal(err)
	}
	c := clustered(t, same, heat.ClusterOptions{Rows: heat.ClusterSide{K: 3}, Cols: heat.ClusterSide{KMeans: 3}})
	checkTree(t, &c.Rows, 6)
	if len(c.Rows.Groups) != 3 {
		t.Errorf("%d groups of equal rows, want 3", len(c.Rows.Groups))
	}
}

func TestClusterRefuses(t *testing.T) {
	m := blocks(t, 6, 4)
	holes, err := matrix.FromRows([][]float64{{1, math.NaN()}, {2, 3}, {4, 5}})
	if err != nil {
		t.Fatal(err)
	}
	other, err := cluster.ReadNewick(strings.NewReader("(((r0:1,r1:1):1,(x:1,y:1):1):1,(r4:1,r5:1):1);"), 0)
	if err != nil {
		t.Fatal(err)
	}
	short, err := cluster.ReadNewick(strings.NewReader("(r0:1,r1:1);"), 0)
	if err != nil {
		t.Fatal(err)
	}
	twice := blocks(t, 6, 4)
	twice.RowLabels[1] = "r0"
	rows := func(s heat.ClusterSide) heat.ClusterOptions { return heat.ClusterOptions{Rows: s} }
	for name, c := range map[string]struct {
		m    *matrix.Matrix
		opt  heat.ClusterOptions
		want []string
	}{
		"nothing":          {&matrix.Matrix{}, heat.ClusterOptions{}, []string{"0 rows × 0 columns", "nothing to cluster"}},
		"two ways":         {m, rows(heat.ClusterSide{K: 2, KMeans: 2}), []string{"rows", "give one of them"}},
		"many groups":      {m, rows(heat.ClusterSide{K: 7}), []string{"6", "7 groups"}},
		"k-means":          {m, rows(heat.ClusterSide{KMeans: 7}), []string{"7 groups", "k-means"}},
		"names":            {m, rows(heat.ClusterSide{By: []string{"a"}}), []string{"1 names", "6 rows"}},
		"tree and names":   {m, rows(heat.ClusterSide{Tree: own(t, m), By: make([]string, 6)}), []string{"given tree"}},
		"off and cut":      {m, rows(heat.ClusterSide{Off: true, K: 2}), []string{"no tree to cut"}},
		"ward":             {m, rows(heat.ClusterSide{Options: cluster.Options{Method: cluster.Ward, Metric: cluster.Cosine}}), []string{"rows", "ward", "cosine", "use metric euclidean"}},
		"ward, missing":    {holes, rows(heat.ClusterSide{Options: cluster.Options{Method: cluster.Ward}}), []string{"rows", "missing"}},
		"k-means, missing": {holes, rows(heat.ClusterSide{KMeans: 2}), []string{"rows", "k-means"}},
		"precomputed":      {m, rows(heat.ClusterSide{Options: cluster.Options{Metric: cluster.Precomputed}}), []string{"6 × 4", "no distances"}},
		"other labels":     {m, rows(heat.ClusterSide{Tree: other}), []string{"2 of 6 leaves", `"x", "y"`, `not in the tree: "r2", "r3"`}},
		"fewer leaves":     {m, rows(heat.ClusterSide{Tree: short}), []string{"2 leaves", "6 rows"}},
		"labels twice":     {twice, rows(heat.ClusterSide{Tree: own(t, m)}), []string{`"r0" is there twice`}},
		"crossed cut":      {blocks(t, 40, 5), rows(heat.ClusterSide{K: 4, Options: cluster.Options{Order: cluster.PCAAngle}}), []string{"pca", "does not follow the tree"}},
		"mask":             {m, heat.ClusterOptions{Mask: heat.Mask{Cells: holes}}, []string{"mask", "3 × 2", "6 × 4"}},
		"a tree as track":  {m, rows(heat.ClusterSide{Tracks: []heat.Track{&heat.Dendrogram{}}}), []string{"in place of a track"}},
	} {
		_, err := heat.Cluster(context.Background(), c.m, c.opt)
		var typed *heat.Error
		if !errors.As(err, &typed) {
			t.Errorf("%s: error %v is of another type", name, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: no %q in %q", name, want, err)
			}
		}
	}
}

func own(t *testing.T, m *matrix.Matrix) *cluster.Tree {
	tree, err := cluster.Rows(context.Background(), m, cluster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// Distances that would not fit are refused before they are made, with the figures.
func TestClusterRefusesTooMuchMemory(t *testing.T) {
	side := heat.ClusterSide{Options: cluster.Options{Method: cluster.Complete, MemoryLimit: 1 << 20}}
	_, err := heat.Cluster(context.Background(), blocks(t, 2000, 2), heat.ClusterOptions{Rows: side})
	var memory *cluster.MemoryError
	if !errors.As(err, &memory) || memory.Need <= memory.Limit || !strings.Contains(err.Error(), "2000 rows") || memory.Cure == "" {
		t.Errorf("error %v", err)
	}
}

func TestClusterEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := heat.Cluster(ctx, blocks(t, 20, 3), heat.ClusterOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A chain of 60,000 rows is not too deep for anything.
func TestClusterOfAChain(t *testing.T) {
	const n = 60_000
	values, tree := make([]float64, n), &cluster.Tree{}
	for i := range values {
		values[i] = float64(i) * float64(i)
		if i > 0 {
			m := cluster.Merge{Left: i, Right: n + i - 2, Height: values[i], Size: i + 1}
			if i == 1 {
				m.Left, m.Right = 0, 1
			}
			tree.Merges = append(tree.Merges, m)
		}
	}
	m, err := matrix.New(n, 1, values)
	if err != nil {
		t.Fatal(err)
	}
	c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{Tree: tree, K: 3}})
	checkTree(t, &c.Rows, n)
	if got := c.Rows.Tree.Newick(); len(got) < n {
		t.Errorf("a tree of %d bytes", len(got))
	}
}
