package cluster

import (
	"context"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

func newMatrix(t testing.TB, rows, cols int, values ...float64) *matrix.Matrix {
	t.Helper()
	m, err := matrix.New(rows, cols, values)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// clustered returns the tree and the distances.
func clustered(t testing.TB, m *matrix.Matrix, opt Options) (*Tree, *Distances) {
	t.Helper()
	tree, err := Rows(context.Background(), m, opt)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Pairwise(context.Background(), m, Options{Metric: opt.Metric, MinOverlap: opt.MinOverlap, Precision: opt.Precision})
	if err != nil {
		t.Fatal(err)
	}
	return tree, d
}
