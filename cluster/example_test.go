package cluster_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/matrix"
)

// animals are five rows of three measures.
func animals() *matrix.Matrix {
	m, err := matrix.New(5, 3, []float64{
		4, 30, 1.0,
		2, 9, 0.2,
		4, 28, 0.9,
		0, 2, 0.1,
		2, 8, 0.3,
	})
	if err != nil {
		panic(err)
	}
	m.RowLabels = []string{"horse", "hen", "cow", "eel", "duck"}
	return m
}

func ExampleRows() {
	t, err := cluster.Rows(context.Background(), animals(), cluster.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range t.Leaves() {
		fmt.Println(t.Label(row))
	}
	for _, m := range t.Merges {
		fmt.Printf("%d + %d at %.2f: %d rows\n", m.Left, m.Right, m.Height, m.Size)
	}
	// Output:
	// horse
	// cow
	// hen
	// duck
	// eel
	// 1 + 4 at 1.00: 2 rows
	// 0 + 2 at 2.00: 2 rows
	// 3 + 5 at 6.80: 3 rows
	// 6 + 7 at 22.84: 5 rows
}

func ExampleColumns() {
	t, err := cluster.Columns(context.Background(), animals(), cluster.Options{Metric: cluster.Correlation})
	fmt.Println(t.Leaves(), err)
	// Output:
	// [0 1 2] <nil>
}

func ExampleLinkage() {
	values := []float64{0, 1, 5, 7}
	t, err := cluster.Linkage(context.Background(), 4, 1, values, cluster.Options{Method: cluster.Ward})
	fmt.Println(t.Cut(2), err)
	// Output:
	// [0 0 1 1] <nil>
}

// Options that contradict each other, or the data, say what to do instead.
func ExampleLinkage_errors() {
	_, err := cluster.Linkage(context.Background(), 2, 1, []float64{1, 2}, cluster.Options{Method: cluster.Ward, Metric: cluster.Cosine})
	fmt.Println(err)
	_, err = cluster.Linkage(context.Background(), 100000, 0, nil, cluster.Options{Method: cluster.Complete, MemoryLimit: 8 << 30})
	fmt.Println(err)
	// Output:
	// cluster: linkage: method ward is defined for Euclidean distances; the metric is cosine (use metric euclidean, or method average, complete or single)
	// cluster: linkage: the distances of 100000 rows need 41.9 GiB, and the limit is 8 GiB (method complete does not follow from means; raise MemoryLimit, use float32, cluster fewer rows, or use average linkage of cosine, correlation or sqeuclidean, or ward)
}

func ExamplePairwise() {
	d, err := cluster.Pairwise(context.Background(), animals(), cluster.Options{Metric: cluster.CityBlock})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", d.At(0, 2))
	// Output:
	// 2.1
}

func ExampleTree_Cut() {
	t, _ := cluster.Rows(context.Background(), animals(), cluster.Options{})
	of := t.Cut(2)
	for row, k := range of {
		fmt.Println(t.Label(row), k)
	}
	// Output:
	// horse 0
	// hen 1
	// cow 0
	// eel 1
	// duck 1
}

func ExampleAutoK() {
	m := animals()
	ctx := context.Background()
	t, _ := cluster.Rows(ctx, m, cluster.Options{})
	d, _ := cluster.Pairwise(ctx, m, cluster.Options{})
	k, scores := cluster.AutoK(t, d, 4)
	fmt.Println(k)
	fmt.Printf("%.2f\n", scores[2:])
	// Output:
	// 2
	// [0.84 0.70 0.34]
}

func ExampleTree_Newick() {
	t, _ := cluster.Linkage(context.Background(), 3, 1, []float64{0, 1, 5}, cluster.Options{})
	t.Labels = []string{"a", "b c", "d"}
	fmt.Println(t.Newick())
	// Output:
	// (d:4.5,('b c':1,a:1)[&height=1]:3.5)[&height=4.5];
}

func ExampleReadNewick() {
	t, err := cluster.ReadNewick(strings.NewReader("((a:1,b:1):2,c:3);"), 0)
	fmt.Println(t.Labels, t.Merges, err)
	// Output:
	// [a b c] [{0 1 1 2} {2 3 3 3}] <nil>
}

func ExampleReadLinkageJSON() {
	t, err := cluster.ReadLinkageJSON(strings.NewReader("[[0, 1, 0.5, 2], [2, 3, 1.5, 3]]"), 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := json.Marshal(t)
	fmt.Println(string(text), err)
	// Output:
	// {"linkage":[[0,1,0.5,2],[2,3,1.5,3]],"order":[2,0,1]} <nil>
}

func ExampleKMeans() {
	p, err := cluster.KMeans(context.Background(), animals(), cluster.KMeansOptions{K: 2})
	fmt.Println(p.Of, err)
	// Output:
	// [0 1 0 1 1] <nil>
}

func ExampleConsensus() {
	p, err := cluster.Consensus(context.Background(), animals(), cluster.KMeansOptions{K: 2})
	fmt.Println(p.Of, p.Agreement, err)
	// Output:
	// [0 1 0 1 1] [1 1 1 1 1] <nil>
}
