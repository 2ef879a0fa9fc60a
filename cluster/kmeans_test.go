package cluster

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

// blobs returns rows around k centres, far apart, row i in group i mod k.
func blobs(t testing.TB, n, cols, k int, seed uint64) *matrix.Matrix {
	v := noise(n*cols, seed)
	for i := range n {
		v[i*cols+(i%k)%cols] += 40 * float64(1+i%k/cols)
	}
	return newMatrix(t, n, cols, v...)
}

func TestKMeansFindsWhatIsThere(t *testing.T) {
	const n, k = 203, 4
	p, err := KMeans(context.Background(), blobs(t, n, 5, k, 1), KMeansOptions{K: k})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range p.Of {
		if g != i%k {
			t.Fatalf("row %d is in group %d", i, g)
		}
	}
	if p.K != k || !p.Converged || len(p.Centers) != k*5 {
		t.Errorf("%d groups, converged %v, %d centre values", p.K, p.Converged, len(p.Centers))
	}
}

// Every run ends where rows are nearest to the means of their own groups.
func TestKMeansIsALocalOptimum(t *testing.T) {
	const n, cols, k = 300, 3, 7
	v := noise(n*cols, 5)
	p, err := KMeans(context.Background(), newMatrix(t, n, cols, v...), KMeansOptions{K: k, Restarts: 3, Seed: 9})
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for i, own := range p.Of {
		dist := make([]float64, k)
		for g := range dist {
			for c := range cols {
				d := v[i*cols+c] - p.Centers[g*cols+c]
				dist[g] += d * d
			}
		}
		if dist[own] > slices.Min(dist)+1e-12 {
			t.Errorf("row %d is nearer to another centre", i)
		}
		total += dist[own]
	}
	if math.Abs(total-p.Inertia) > 1e-9*total {
		t.Errorf("inertia %v, want %v", p.Inertia, total)
	}
	for g := range k {
		mean, size := make([]float64, cols), 0.0
		for i, own := range p.Of {
			if own == g {
				size++
				for c := range mean {
					mean[c] += v[i*cols+c]
				}
			}
		}
		for c := range mean {
			if math.Abs(mean[c]/size-p.Centers[g*cols+c]) > 1e-12 {
				t.Errorf("centre %d is not the mean", g)
			}
		}
	}
}

func TestKMeansDoesNotDependOnWorkersOrScale(t *testing.T) {
	v := noise(500*4, 2)
	m := newMatrix(t, 500, 4, v...)
	want, err := KMeans(context.Background(), m, KMeansOptions{K: 5, Workers: 1, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 7} {
		got, err := KMeans(context.Background(), m, KMeansOptions{K: 5, Workers: workers, Seed: 3})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%d workers give another result, %v", workers, err)
		}
	}
	for i := range v {
		v[i] *= 0x1p700
	}
	huge, err := KMeans(context.Background(), newMatrix(t, 500, 4, v...), KMeansOptions{K: 5, Seed: 3})
	if err != nil || !slices.Equal(huge.Of, want.Of) || huge.Centers[0] != want.Centers[0]*0x1p700 {
		t.Errorf("rows times 2⁷⁰⁰ are parted otherwise, %v", err)
	}
}

func TestKMeansDegenerate(t *testing.T) {
	for name, c := range map[string]struct {
		rows, cols int
		values     []float64
		k, groups  int
	}{
		"no rows":        {0, 3, nil, 3, 0},
		"one row":        {1, 2, []float64{1, 2}, 3, 1},
		"no columns":     {4, 0, nil, 2, 1},
		"identical rows": {5, 1, []float64{7, 7, 7, 7, 7}, 3, 1},
		"two values":     {5, 1, []float64{7, 7, 8, 7, 8}, 4, 2},
		"k of n":         {3, 1, []float64{1, 2, 3}, 3, 3},
	} {
		p, err := KMeans(context.Background(), newMatrix(t, c.rows, c.cols, c.values...), KMeansOptions{K: c.k})
		if err != nil || p.K != c.groups || len(p.Of) != c.rows || len(p.Centers) != p.K*c.cols {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	if _, err := KMeans(context.Background(), newMatrix(t, 1, 2, math.NaN(), math.Inf(1)), KMeansOptions{}); err == nil {
		t.Error("missing values are taken")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := KMeans(ctx, newMatrix(t, 1, 1, 0), KMeansOptions{}); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}

func TestConsensus(t *testing.T) {
	const n, k = 90, 3
	p, err := Consensus(context.Background(), blobs(t, n, 3, k, 4), KMeansOptions{K: k, Restarts: 30})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range p.Of {
		if g != i%k || p.Agreement[i] < 0.5 {
			t.Fatalf("row %d: group %d, agreement %v", i, g, p.Agreement[i])
		}
	}
	single, err := KMeans(context.Background(), blobs(t, n, 3, k, 4), KMeansOptions{K: k, Restarts: 30})
	if err != nil || math.Abs(single.Inertia-p.Inertia) > 1e-9*p.Inertia {
		t.Errorf("inertia %v, best run %v, %v", p.Inertia, single.Inertia, err)
	}
}
