package heat_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/matrix"
)

func TestClusterGroups(t *testing.T) {
	m := blocks(t, 24, 6)
	names := make([]string, 24)
	for i := range names {
		names[i] = []string{"week 10", "week 2", ""}[i%3]
	}
	t.Run("by names", func(t *testing.T) {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{By: names}})
		checkTree(t, &c.Rows, 24)
		// The three groups are those of a cut of the joined tree.
		cut := c.Rows.Tree.Cut(3)
		if !slices.Equal(cut, c.Rows.Of) {
			t.Errorf("groups %v, the cut has %v", c.Rows.Of, cut)
		}
		inner := 0.0
		for _, merge := range c.Rows.Tree.Merges[:21] {
			inner = max(inner, merge.Height)
		}
		for _, merge := range c.Rows.Tree.Merges[21:] {
			if merge.Height <= inner {
				t.Errorf("groups are joined at %v, within one at %v", merge.Height, inner)
			}
		}
		for place, row := range c.Rows.Order {
			name := names[row]
			if name == "" {
				name = "missing"
			}
			if got := c.Rows.Groups[place/8].Name; got != name || c.Rows.Of[row] != place/8 {
				t.Errorf("row %d of %q is in %q", row, name, got)
			}
		}
		if got := c.Spec.Panels[0].Rows.Groups; len(got) != 3 || got[0].Size != 8 || got[0].Title == "" {
			t.Errorf("groups of the panel: %+v", got)
		}
	})
	t.Run("groups keep their order", func(t *testing.T) {
		for name, want := range map[string]struct {
			side   heat.ClusterSide
			groups []string
		}{
			"natural":  {heat.ClusterSide{By: names, KeepGroups: true}, []string{"week 2", "week 10", "missing"}},
			"given":    {heat.ClusterSide{By: names, GroupOrder: []string{"week 10"}}, []string{"week 10", "week 2", "missing"}},
			"missing":  {heat.ClusterSide{By: names, GroupOrder: []string{"missing", "week 10"}}, []string{"missing", "week 10", "week 2"}},
			"k-means":  {heat.ClusterSide{KMeans: 3, KeepGroups: true}, []string{"1", "2", "3"}},
			"no trees": {heat.ClusterSide{By: names, Off: true, GroupOrder: []string{"week 10"}}, []string{"week 10", "week 2", "missing"}},
		} {
			c := clustered(t, m, heat.ClusterOptions{Rows: want.side})
			var got []string
			for _, g := range c.Rows.Groups {
				got = append(got, g.Name)
			}
			if !slices.Equal(got, want.groups) {
				t.Errorf("%s: groups %q, want %q", name, got, want.groups)
			}
			if name == "k-means" && (c.Rows.Of[0] != 0 || c.Rows.Of[1] != 1) {
				t.Errorf("groups %v do not come by their first rows", c.Rows.Of)
			}
			if want.side.Off {
				continue
			}
			checkTree(t, &c.Rows, 24)
			d := c.Spec.Panels[0].Left[0].(*heat.Dendrogram)
			if len(d.Links) != 24-3 {
				t.Errorf("%s: %d links are drawn for three trees of 24 leaves", name, len(d.Links))
			}
			for _, l := range d.Links { // none goes from one group to another
				if l.Left < 24 && l.Right < 24 && l.Left/8 != l.Right/8 {
					t.Errorf("%s: a link from %d to %d", name, l.Left, l.Right)
				}
			}
			if _, err := heat.Compile(c.Spec); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	t.Run("an order of groups that are not there", func(t *testing.T) {
		for want, side := range map[string]heat.ClusterSide{
			`no group "week 3" (did you mean "week 2"?)`: {By: names, GroupOrder: []string{"week 3"}},
			`"week 2" is twice`:                          {By: names, GroupOrder: []string{"week 2", "week 2"}},
			"no groups that could keep":                  {KeepGroups: true},
			"the groups of k-means have none":            {KMeans: 2, GroupOrder: []string{"1"}},
		} {
			_, err := heat.Cluster(context.Background(), m, heat.ClusterOptions{Rows: side})
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %s", err, want)
			}
		}
	})
	t.Run("k-means finds them", func(t *testing.T) {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{KMeans: 3}})
		checkTree(t, &c.Rows, 24)
		for row, g := range c.Rows.Of {
			if g != c.Rows.Of[row%3] {
				t.Errorf("row %d is in group %d", row, g)
			}
		}
	})
	t.Run("so does the silhouette", func(t *testing.T) {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{AutoK: true}})
		if len(c.Rows.Groups) != 3 || len(c.Rows.Scores) < 4 {
			t.Errorf("%d groups, scores %v", len(c.Rows.Groups), c.Rows.Scores)
		}
		if !strings.Contains(strings.Join(c.Notes, "\n"), "rows: 3 groups chosen") {
			t.Errorf("notes %q", c.Notes)
		}
	})
	t.Run("a cut and the tree agree", func(t *testing.T) {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{K: 5, ColorGroups: true}})
		if !slices.Equal(c.Rows.Of, c.Rows.Tree.Cut(5)) || len(c.Rows.Groups) != 5 {
			t.Errorf("groups %v", c.Rows.Of)
		}
		if d := c.Spec.Panels[0].Left[0].(*heat.Dendrogram); d.Cut != 5 {
			t.Errorf("the branches are coloured for %d groups", d.Cut)
		}
	})
	t.Run("without a tree the order stays within groups", func(t *testing.T) {
		c := clustered(t, m, heat.ClusterOptions{Rows: heat.ClusterSide{Off: true, By: names}})
		var want []int
		for _, first := range []int{1, 0, 2} { // week 2 before week 10, missing last
			for i := first; i < 24; i += 3 {
				want = append(want, i)
			}
		}
		if !slices.Equal(c.Rows.Order, want) || c.Rows.Tree != nil {
			t.Errorf("order %v, want %v", c.Rows.Order, want)
		}
	})
	t.Run("distances are divided too", func(t *testing.T) {
		d, err := cluster.Pairwise(context.Background(), m, cluster.Options{})
		if err != nil {
			t.Fatal(err)
		}
		square := make([]float64, 24*24)
		for i := range 24 {
			for j := range 24 {
				square[24*i+j] = d.At(i, j)
			}
		}
		dm, err := matrix.New(24, 24, square)
		if err != nil {
			t.Fatal(err)
		}
		side := heat.ClusterSide{By: names, Options: cluster.Options{Metric: cluster.Precomputed}}
		c := clustered(t, dm, heat.ClusterOptions{Rows: side, Cols: side})
		checkTree(t, &c.Rows, 24)
		if !slices.Equal(c.Rows.Order, c.Cols.Order) {
			t.Errorf("rows %v, columns %v", c.Rows.Order, c.Cols.Order)
		}
	})
}

// Words have no means: groups of them are joined by mean distances.
func TestClusterGroupsOfWords(t *testing.T) {
	m, err := matrix.FromRows([][]float64{{0, 0, 0}, {0, 0, 1}, {2, 2, 2}, {2, 2, 0}, {0, 0, 2}})
	if err != nil {
		t.Fatal(err)
	}
	side := heat.ClusterSide{By: []string{"a", "a", "b", "b", "c"}, Options: cluster.Options{Metric: cluster.Hamming}}
	c := clustered(t, m, heat.ClusterOptions{Rows: side, Cols: heat.ClusterSide{Off: true}})
	checkTree(t, &c.Rows, 5)
	// a and c differ in a third of the columns, a and b in 11 of 12, b and c in 5 of 6.
	last := c.Rows.Tree.Merges[2:]
	inner := max(c.Rows.Tree.Merges[0].Height, c.Rows.Tree.Merges[1].Height)
	if a, b := last[0].Height-inner, last[1].Height-inner; math.Abs(a-1./3) > 1e-12 || math.Abs(b-(11./12+5./6)/2) > 1e-12 {
		t.Errorf("joined at %v and %v above %v", a, b, inner)
	}
}
