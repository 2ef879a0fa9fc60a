package cluster

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// oracle is what SciPy, fastcluster and scikit-learn gave; see cluster.py beside it.
type oracle struct {
	Data        map[string][][]*float64
	Distances   map[string]map[string][]float64
	Linkage     map[string]map[string]map[string][][4]float64
	Fast        map[string]map[string]map[string][]float64
	Cut         map[string][]int
	Cophenetic  []float64
	Correlation float64
	Optimal     map[string]map[string]float64
	KMeans      map[string]float64
	Silhouette  map[string]float64
}

var readOracle = sync.OnceValues(func() (*oracle, error) {
	f, err := os.Open("../testdata/oracle/cluster.json.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var o oracle
	return &o, json.NewDecoder(z).Decode(&o)
})

func recorded(t *testing.T) *oracle {
	t.Helper()
	o, err := readOracle()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *oracle) matrix(t *testing.T, name string) *matrix.Matrix {
	t.Helper()
	var values []float64
	rows := o.Data[name]
	for _, row := range rows {
		for _, v := range row {
			if v == nil {
				values = append(values, math.NaN())
			} else {
				values = append(values, *v)
			}
		}
	}
	m, err := matrix.New(len(rows), len(values)/len(rows), values)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// each calls do for every recorded data set and metric.
func (o *oracle) each(t *testing.T, do func(t *testing.T, name string, metric Metric, m *matrix.Matrix)) {
	count := 0
	for name, metrics := range o.Distances {
		for spelled := range metrics {
			var metric Metric
			if err := metric.UnmarshalText([]byte(spelled)); err != nil {
				t.Fatal(err)
			}
			t.Run(name+"/"+spelled, func(t *testing.T) { do(t, name, metric, o.matrix(t, name)) })
			count++
		}
	}
	if count < 18 {
		t.Fatalf("only %d recorded cases", count)
	}
}

// near compares what is some thousands of roundings apart at most. scale is the size of
// the numbers that were subtracted on the way.
func near(got, want, scale float64) bool {
	return math.Abs(got-want) <= 1e-9*max(math.Abs(want), scale)
}

func TestOracleDistances(t *testing.T) {
	o := recorded(t)
	o.each(t, func(t *testing.T, name string, metric Metric, m *matrix.Matrix) {
		d, err := Pairwise(context.Background(), m, Options{Metric: metric})
		if err != nil {
			t.Fatal(err)
		}
		want := o.Distances[name][metric.String()]
		got := d.Condensed()
		if len(got) != len(want) {
			t.Fatalf("%d distances, want %d", len(got), len(want))
		}
		for i := range want {
			if !near(got[i], want[i], 1e-4) {
				t.Errorf("distance %d is %v, want %v", i, got[i], want[i])
			}
		}
	})
}

func TestOracleLinkage(t *testing.T) {
	o := recorded(t)
	o.each(t, func(t *testing.T, name string, metric Metric, m *matrix.Matrix) {
		for spelled, want := range o.Linkage[name][metric.String()] {
			var method Method
			if err := method.UnmarshalText([]byte(spelled)); err != nil {
				t.Fatal(err)
			}
			tree, err := Rows(context.Background(), m, Options{Metric: metric, Method: method})
			if err != nil {
				t.Fatal(err)
			}
			if err := tree.Validate(); err != nil {
				t.Errorf("%s: %v", method, err)
			}
			compareLinkage(t, method, tree, want, o.Fast[name][metric.String()][spelled], tied(o.Distances[name][metric.String()]))
		}
	})
}

// compareLinkage wants the heights of SciPy and fastcluster, and the same clusters. Where
// distances are tied and the method is not single linkage, several trees are correct and
// both peers differ from each other; TestMergesAreOfNearestClusters is about those.
func compareLinkage(t *testing.T, method Method, tree *Tree, want [][4]float64, fast []float64, tied bool) {
	t.Helper()
	if tied && method != Single {
		return
	}
	heights := make([]float64, len(want))
	for i, m := range want {
		heights[i] = m[2]
	}
	slices.Sort(heights)
	slices.Sort(fast)
	got := make([]float64, len(tree.Merges))
	for i, m := range tree.Merges {
		got[i] = m.Height
	}
	slices.Sort(got)
	for i := range heights {
		if !near(got[i], heights[i], 1e-3) || !near(got[i], fast[i], 1e-3) {
			t.Errorf("%s: height %d is %v, want %v", method, i, got[i], heights[i])
		}
	}
	if tied {
		return
	}
	for i, m := range tree.Merges {
		if w := want[i]; float64(m.Left) != w[0] || float64(m.Right) != w[1] || float64(m.Size) != w[3] {
			t.Errorf("%s: merge %d is %+v, want %v", method, i, m, w)
		}
	}
}

// tied reports whether two distances are equal, up to rounding.
func tied(d []float64) bool {
	d = slices.Sorted(slices.Values(d))
	for i := 1; i < len(d); i++ {
		if d[i]-d[i-1] < 1e-12 {
			return true
		}
	}
	return false
}

func TestOracleKMeans(t *testing.T) {
	o := recorded(t)
	tree, d := clustered(t, o.matrix(t, "random"), Options{})
	_, scores := AutoK(tree, d, 8)
	for k := 1; k <= 8; k++ {
		p, err := KMeans(context.Background(), o.matrix(t, "random"), KMeansOptions{K: k, Restarts: 200})
		if err != nil {
			t.Fatal(err)
		}
		name := strconv.Itoa(k)
		if want := o.KMeans[name]; want == 0 || p.Inertia > want*(1+1e-9) {
			t.Errorf("%d groups: inertia %v, scikit-learn's is %v", k, p.Inertia, want)
		}
		if k > 1 && !near(scores[k], o.Silhouette[name], 0) {
			t.Errorf("%d groups: silhouette %v, want %v", k, scores[k], o.Silhouette[name])
		}
	}
}
