package cluster

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkRows has the sizes that are compared with fastcluster: rows of 50 normal
// numbers, Euclidean distances, without an order of leaves.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{1000, 5000, 10000} {
		for _, method := range []Method{Average, Ward, Complete, Single, Centroid} {
			m := newMatrix(b, n, 50, noise(50*n, 1)...)
			b.Run(fmt.Sprintf("%d/%s", n, method), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Rows(context.Background(), m, Options{Method: method, Order: NoOrder}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkDistances(b *testing.B) {
	m := newMatrix(b, 5000, 50, noise(50*5000, 1)...)
	for metric := Euclidean; metric < Precomputed; metric++ {
		b.Run(metric.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Pairwise(context.Background(), m, Options{Metric: metric}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOrder arranges 2,000 rows of a tree that is made each time as well; none is what
// that takes alone.
func BenchmarkOrder(b *testing.B) {
	m := newMatrix(b, 2000, 20, noise(20*2000, 1)...)
	for order := Optimal; order <= PCAAngle; order++ {
		b.Run(order.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Rows(context.Background(), m, Options{Order: order}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMatrixFree(b *testing.B) {
	m := newMatrix(b, 10000, 50, noise(50*10000, 1)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Rows(context.Background(), m, Options{Metric: Cosine, Order: NoOrder, MatrixFree: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkKMeans(b *testing.B) {
	m := newMatrix(b, 10000, 50, noise(50*10000, 1)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := KMeans(context.Background(), m, KMeansOptions{K: 8, Restarts: 4, Iterations: 50}); err != nil {
			b.Fatal(err)
		}
	}
}
