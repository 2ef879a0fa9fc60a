package cli

import (
	"slices"
	"testing"

	"github.com/seed01309057/heat/table"
)

func TestColumnsThatAreRead(t *testing.T) {
	head := []table.Heading{{Name: "id", Kind: table.Text}, {Name: "a", Kind: table.Number}, {Name: "kind", Kind: table.Text},
		{Name: "b", Kind: table.Number}, {Name: "day", Kind: table.Time}, {Name: "c", Kind: table.Bool}, {Name: "d", Kind: table.Empty}}
	bare := []table.Heading{{Kind: table.Number}, {Kind: table.Number}, {Kind: table.Number}}
	for _, c := range []struct {
		name  string
		head  []table.Heading
		how   pickFor
		index string
		pick  columnPick
		kept  []int // nil: all
		take  []int
	}{
		{"corr leaves text out", head, forCorr, "", columnPick{}, []int{0, 1, 3, 5, 6}, []int{0, 1, 2, 3}},
		{"grid without a selection", head, forGrid, "", columnPick{}, nil, nil},
		{"names, in their order", head, forGrid, "", columnPick{selected: []string{"b", "a"}}, []int{0, 1, 3}, []int{1, 0}},
		{"a glob and a drop", head, forGrid, "", columnPick{selected: []string{"?"}, dropped: []string{"b", "c"}}, []int{0, 1, 6}, []int{0, 1}},
		{"a range passes over text", head, forGrid, "", columnPick{selected: []string{"a:b"}}, []int{0, 1, 3}, []int{0, 1}},
		{"positions among the numbers", head, forGrid, "", columnPick{selected: []string{"2"}}, []int{0, 3}, []int{0}},
		{"positions of corr need all", head, forCorr, "", columnPick{selected: []string{"2"}}, nil, nil},
		{"an unknown name needs all", head, forGrid, "", columnPick{selected: []string{"a", "e"}}, nil, nil},
		{"a name of text needs all", head, forGrid, "", columnPick{selected: []string{"kind"}}, nil, nil},
		{"no number needs all", head, forGrid, "", columnPick{selected: []string{"c"}}, nil, nil},
		{"nothing left needs all", head, forGrid, "", columnPick{selected: []string{"a"}, dropped: []string{"a"}}, nil, nil},
		{"several files with an empty column", head, forGrid, "", columnPick{selected: []string{"a"}, several: true}, nil, nil},
		{"another index", head, forGrid, "kind", columnPick{selected: []string{"b"}}, []int{2, 3}, []int{0}},
		{"an index by its position", head, forGrid, "#3", columnPick{selected: []string{"b"}}, []int{2, 3}, []int{0}},
		{"an unknown index", head, forGrid, "#9", columnPick{selected: []string{"b"}}, nil, nil},
		{"cluster may label by any text", head, forCluster, "", columnPick{selected: []string{"b"}}, []int{0, 2, 3, 4}, []int{0}},
		{"tracks are read", head, forCluster, "id", columnPick{selected: []string{"b"}, own: []string{"a", "kind"}}, []int{0, 1, 2, 3}, []int{0}},
		{"tracks by their positions", head, forCluster, "id", columnPick{selected: []string{"b"}, own: []string{"#2"}}, nil, nil},
		{"without a header", bare, forGrid, "", columnPick{selected: []string{"3"}}, []int{0, 2}, []int{1}},
	} {
		kept := c.pick.choose(c.index, c.how)(c.head)
		if !slices.Equal(kept, c.kept) || kept != nil && !slices.Equal(c.pick.take, c.take) {
			t.Errorf("%s: columns %v, of which %v, not %v and %v", c.name, kept, c.pick.take, c.kept, c.take)
		}
	}
}
