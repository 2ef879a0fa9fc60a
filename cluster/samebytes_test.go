package cluster

import (
	"context"
	"fmt"
	"reflect"
	"testing"
)

// portably runs do as on a machine without vector instructions.
func portably(do func()) {
	t, v32, v64, p32, p64 := tiles, vectors32, vectors64, paths32, paths64
	defer func() { tiles, vectors32, vectors64, paths32, paths64 = t, v32, v64, p32, p64 }()
	tiles, vectors32, vectors64 = portableTiles, portableVectors[float32](), portableVectors[float64]()
	paths32, paths64 = portablePaths[float32](), portablePaths[float64]()
	do()
}

// TestSameBytesOfTrees makes trees of every kind with and without vector instructions.
// Compiled for another level of the processor, or another one, Go might also fuse
// multiplications and additions where the code does not forbid it.
func TestSameBytesOfTrees(t *testing.T) {
	all := func() map[string]any {
		out := map[string]any{}
		for _, missing := range []bool{false, true} {
			v := noise(150*9, 5)
			if missing {
				for i := 0; i < len(v); i += 7 {
					v[i] = nan
				}
			}
			m := newMatrix(t, 150, 9, v...)
			for metric := Euclidean; metric < Precomputed; metric++ {
				for method := Average; method <= Median; method++ {
					for _, precision := range []Precision{Float32, Float64} {
						opt := Options{Metric: metric, Method: method, Precision: precision}
						tree, err := Rows(context.Background(), m, opt)
						if method.geometric() && (missing || metric != Euclidean) {
							continue // an error, as other tests find
						}
						if err != nil {
							t.Fatal(err)
						}
						out[fmt.Sprintf("%v %s %s %s", missing, metric, method, precision)] = tree
					}
				}
			}
		}
		m := newMatrix(t, 150, 9, noise(150*9, 5)...)
		for order := Optimal; order <= PCAAngle; order++ {
			tree, err := Rows(context.Background(), m, Options{Order: order})
			if err != nil {
				t.Fatal(err)
			}
			out[order.String()] = tree
		}
		for _, opt := range freeCases {
			opt.MatrixFree = true
			tree, err := Rows(context.Background(), m, opt)
			if err != nil {
				t.Fatal(err)
			}
			out[fmt.Sprintf("free %s %s", opt.Metric, opt.Method)] = tree
		}
		p, err := KMeans(context.Background(), m, KMeansOptions{K: 4})
		if err != nil {
			t.Fatal(err)
		}
		out["k-means"] = p
		return out
	}
	here := all()
	portably(func() {
		for name, want := range all() {
			if !reflect.DeepEqual(here[name], want) {
				t.Errorf("%s differs without vector instructions", name)
			}
		}
	})
}
