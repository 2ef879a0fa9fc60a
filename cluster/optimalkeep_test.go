package cluster

import (
	"context"
	"slices"
	"testing"
)

// Distances that were kept while rows were merged give the order of those measured again.
func TestKeptDistances(t *testing.T) {
	for _, missing := range []bool{false, true} {
		v := noise(300*7, 4)
		if missing {
			for i := 0; i < len(v); i += 5 {
				v[i] = nan
			}
			for i := range 7 {
				v[70+i] = nan // unknown distances to all others
			}
		}
		m := newMatrix(t, 300, 7, v...)
		for _, precision := range []Precision{Float32, Float64} {
			for _, method := range []Method{Average, Complete, Single, Ward} {
				if method == Ward && missing {
					continue // an error, as other tests find
				}
				opt := Options{Method: method, Precision: precision, Workers: 2}
				tree, err := Rows(context.Background(), m, opt)
				if err != nil {
					t.Fatal(err)
				}
				again, err := Arrange(context.Background(), tree, m, opt)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(tree.Order, again.Order) {
					t.Errorf("missing %v, %s, %s: %v, measured again %v", missing, precision, method, tree.Order, again.Order)
				}
			}
		}
	}
}
