package cluster

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// samePartition reports whether two ways of naming groups mean the same groups.
func samePartition(a, b []int) bool {
	rows := rowNumbers(len(a))
	return slices.Equal(numbered(a, rows), numbered(b, rows))
}

func TestOracleCuts(t *testing.T) {
	o := recorded(t)
	tree, d := clustered(t, o.matrix(t, "random"), Options{})
	count := 0
	for name, want := range o.Cut {
		var got []int
		var limit float64
		var k, depth int
		switch {
		case strings.HasPrefix(name, "height"):
			_, _ = fmt.Sscanf(name, "height %g", &limit)
			got = tree.CutHeight(limit)
		case strings.HasPrefix(name, "inconsistent"):
			_, _ = fmt.Sscanf(name, "inconsistent %g %d", &limit, &depth)
			got = tree.CutInconsistent(limit, depth)
		default:
			_, _ = fmt.Sscan(name, &k)
			got = tree.Cut(k)
		}
		if !samePartition(got, want) {
			t.Errorf("cut %s is %v, want %v", name, got, want)
		}
		count++
	}
	if count != 37+6+15 {
		t.Errorf("%d cuts are recorded", count)
	}
	for i, c := range tree.Cophenetic() {
		if !near(c, o.Cophenetic[i], 0) {
			t.Errorf("cophenetic distance %d is %v, want %v", i, c, o.Cophenetic[i])
		}
	}
	if r := tree.CopheneticCorrelation(d); !near(r, o.Correlation, 0) {
		t.Errorf("cophenetic correlation is %v, want %v", r, o.Correlation)
	}
}

func TestCutNumbersFollowTheLeaves(t *testing.T) {
	tree, _ := clustered(t, newMatrix(t, 50, 3, noise(150, 3)...), Options{})
	for k := -1; k < 55; k++ {
		of := tree.Cut(k)
		last := 0
		for _, row := range tree.Leaves() {
			if of[row] != last && of[row] != last+1 {
				t.Fatalf("cut %d: cluster %d comes after %d", k, of[row], last)
			}
			last = of[row]
		}
		if last+1 != min(max(k, 1), 50) {
			t.Errorf("cut %d has %d clusters", k, last+1)
		}
	}
}

func TestMembers(t *testing.T) {
	tree, _ := clustered(t, newMatrix(t, 40, 3, noise(120, 3)...), Options{})
	if got := tree.Members(7); !slices.Equal(got, []int{7}) {
		t.Errorf("members of a row: %v", got)
	}
	if got := tree.Members(2*40 - 2); !slices.Equal(got, tree.Leaves()) {
		t.Errorf("members of all: %v, leaves %v", got, tree.Leaves())
	}
	for i, m := range tree.Merges {
		both := append(tree.Members(m.Left), tree.Members(m.Right)...)
		got := tree.Members(40 + i)
		slices.Sort(both)
		slices.Sort(got)
		if !slices.Equal(got, both) {
			t.Errorf("merge %d: %v, parts %v", i, got, both)
		}
	}
}

func TestAutoKFindsWhatIsThere(t *testing.T) {
	for k := 2; k <= 6; k++ {
		m := blobs(t, 60, 6, k, uint64(k))
		tree, d := clustered(t, m, Options{})
		got, scores := AutoK(tree, d, 9)
		if got != k {
			t.Errorf("%d groups are taken for %d: %v", k, got, scores)
		}
		for k := 2; k <= 9; k++ {
			if want := silhouette(tree.Cut(k), d); math.Abs(scores[k]-want) > 1e-12 {
				t.Errorf("score of %d is %v, want %v", k, scores[k], want)
			}
		}
	}
	same, d := clustered(t, newMatrix(t, 4, 1, 5, 5, 5, 5), Options{})
	if k, _ := AutoK(same, d, 0); k != 1 {
		t.Errorf("equal rows are %d groups", k)
	}
}

// silhouette is the mean by definition.
func silhouette(of []int, d *Distances) float64 {
	total := 0.0
	for i := range of {
		sum, count := map[int]float64{}, map[int]float64{}
		for j := range of {
			if j != i {
				sum[of[j]] += d.At(i, j)
				count[of[j]]++
			}
		}
		if count[of[i]] == 0 {
			continue
		}
		a, b := sum[of[i]]/count[of[i]], math.Inf(1)
		for c := range count {
			if c != of[i] {
				b = min(b, sum[c]/count[c])
			}
		}
		total += (b - a) / max(a, b)
	}
	return total / float64(len(of))
}

func TestInconsistentChainIsWalkedInALoop(t *testing.T) {
	tree := chain(60000)
	if err := tree.Validate(); err != nil {
		t.Fatal(err)
	}
	if got := tree.CutInconsistent(0.5, 3); len(got) != 60000 {
		t.Errorf("%d rows", len(got))
	}
	if of := tree.Cut(3); of[59999] == of[0] || of[1] != of[0] {
		t.Errorf("clusters %v", of[59990:])
	}
	text := tree.Newick()
	back, err := ReadNewick(strings.NewReader(text), 0)
	if err != nil || back.Len() != 60000 || back.Merges[59998].Height != 59999 || back.Merges[59998].Size != 60000 {
		t.Errorf("Newick of a chain: %v", err)
	}
	if got := tree.Members(60000 + 59998); len(got) != 60000 {
		t.Errorf("%d members", len(got))
	}
}

// chain returns a tree in which each row joins all before.
func chain(n int) *Tree {
	t := &Tree{Merges: []Merge{{0, 1, 1, 2}}}
	for i := 2; i < n; i++ {
		t.Merges = append(t.Merges, Merge{i, n + i - 2, float64(i), i + 1})
	}
	t.Order = t.merged()
	return t
}

// A line of growing gaps makes long chains of nearest neighbours, and trees like chains.
func TestChainOfRows(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	const n = 1500
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i) * (1 + float64(i)/n)
	}
	for method := Average; method <= Median; method++ {
		tree, err := Rows(context.Background(), newMatrix(t, n, 1, v...), Options{Method: method})
		if err != nil || tree.Validate() != nil {
			t.Errorf("%s: %v", method, err)
		}
	}
}
