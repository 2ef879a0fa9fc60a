package cluster

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
)

// The distances that are computed anew give the scores of those that are stored, whatever
// the metric, also where some are unknown, and on any number of workers.
func TestBestCutIsAutoK(t *testing.T) {
	const n, cols = 300, 6
	whole := noise(n*cols, 5)
	for i := range n {
		whole[i*cols] += float64(5 * (i % 3))
	}
	holes := slices.Clone(whole)
	for i := 0; i < len(holes); i += 2 {
		holes[i] = math.NaN()
	}
	for name, values := range map[string][]float64{"whole": whole, "holes": holes} {
		m := newMatrix(t, n, cols, values...)
		for metric := Euclidean; metric < Precomputed; metric++ {
			opt := Options{Metric: metric, MinOverlap: 4}
			tree, d := clustered(t, m, opt)
			if name == "holes" && d.Report.FilledPairs == 0 {
				t.Fatalf("%s: no pair is unknown", metric)
			}
			k, scores := AutoK(tree, d, 0)
			var first []float64
			for _, workers := range []int{1, 3} {
				opt.Workers = workers
				gotK, got, err := BestCut(context.Background(), tree, m, opt, 0)
				if err != nil {
					t.Fatal(err)
				}
				if gotK != k || len(got) != len(scores) {
					t.Fatalf("%s, %s: %d clusters of %d scores, want %d of %d", name, metric, gotK, len(got), k, len(scores))
				}
				for i, want := range scores {
					if math.Abs(got[i]-want) > 1e-12 {
						t.Errorf("%s, %s: %d clusters score %v, want %v", name, metric, i, got[i], want)
					}
				}
				if first == nil {
					first = got
				} else if !slices.Equal(got, first) {
					t.Errorf("%s, %s: scores depend on the number of workers", name, metric)
				}
			}
		}
	}
}

func TestBestCutOfDistances(t *testing.T) {
	m := newMatrix(t, 40, 3, noise(120, 2)...)
	tree, d := clustered(t, m, Options{})
	square := make([]float64, 0, 40*40)
	for i := range 40 {
		for j := range 40 {
			square = append(square, d.At(i, j))
		}
	}
	k, scores, err := BestCut(context.Background(), tree, newMatrix(t, 40, 40, square...), Options{Metric: Precomputed}, 5)
	want, wanted := AutoK(tree, d, 5)
	if err != nil || k != want || len(scores) != len(wanted) {
		t.Fatalf("%d clusters and %d scores, want %d and %d (%v)", k, len(scores), want, len(wanted), err)
	}
}

func TestBestCutNeedsNoMatrixAndItsOwnRows(t *testing.T) {
	m := newMatrix(t, 200, 2, noise(400, 3)...)
	tree, _ := clustered(t, m, Options{Method: Ward})
	if _, _, err := BestCut(context.Background(), tree, m, Options{MemoryLimit: 1}, 0); err != nil {
		t.Errorf("a limit that no matrix fits: %v", err)
	}
	var e *Error
	if _, _, err := BestCut(context.Background(), tree, newMatrix(t, 3, 1, 1, 2, 3), Options{}, 0); !errors.As(err, &e) {
		t.Errorf("other rows: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := BestCut(ctx, tree, m, Options{}, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
}

func TestGroupDistancesAreMeans(t *testing.T) {
	const n, cols = 150, 4
	m := newMatrix(t, n, cols, noise(n*cols, 9)...)
	of := make([]int, n)
	for i := range of {
		of[i] = i * i % 7 % 3
	}
	for _, metric := range []Metric{Euclidean, SqEuclidean, Jaccard} {
		_, d := clustered(t, m, Options{Metric: metric})
		got, err := GroupDistances(context.Background(), m, of, Options{Metric: metric})
		if err != nil {
			t.Fatal(err)
		}
		for g := range 3 {
			for h := range 3 {
				sum, count := 0.0, 0.0
				for i := range n {
					for j := range n {
						if g != h && of[i] == g && of[j] == h {
							sum, count = sum+d.At(i, j), count+1
						}
					}
				}
				if want := sum / max(count, 1); math.Abs(got.At(g, h)-want) > 1e-12*want {
					t.Errorf("%s: groups %d and %d are %v apart, want %v", metric, g, h, got.At(g, h), want)
				}
			}
		}
	}
	for name, bad := range map[string][]int{"few": {0, 1}, "gap": append([]int{2}, make([]int, n-1)...), "negative": append([]int{-1}, make([]int, n-1)...)} {
		var e *Error
		if _, err := GroupDistances(context.Background(), m, bad, Options{}); !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
