package cluster

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestArrangeATreeThatWasRead(t *testing.T) {
	m := newMatrix(t, 80, 3, noise(240, 7)...)
	want, _ := clustered(t, m, Options{Method: Ward})
	plain, _ := clustered(t, m, Options{Method: Ward, Order: NoOrder})
	text, err := plain.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadLinkageJSON(strings.NewReader(string(text)), 0)
	if err != nil {
		t.Fatal(err)
	}
	before := slices.Clone(read.Order)
	got, err := Arrange(context.Background(), read, m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Order, want.Order) || math.Abs(got.Report.PathLength-want.Report.PathLength) > 1e-9 {
		t.Errorf("order %v of length %v, want %v of %v", got.Order, got.Report.PathLength, want.Order, want.Report.PathLength)
	}
	if !slices.Equal(read.Order, before) {
		t.Error("the tree that was given is changed")
	}
	if _, err := Arrange(context.Background(), read, newMatrix(t, 2, 1, 1, 2), Options{}); err == nil {
		t.Error("a tree of other rows is taken")
	}
}

func TestOrdersThatDoNotFitAreRefusedFirst(t *testing.T) {
	m := newMatrix(t, 400, 3, noise(1200, 7)...)
	for _, order := range []Order{TSP, Spectral} {
		opt := Options{Method: Ward, Order: order, MemoryLimit: 1 << 20, Progress: func(Stage, float64) { t.Error("work was done") }}
		var e *MemoryError
		if _, err := Rows(context.Background(), m, opt); !errors.As(err, &e) {
			t.Errorf("%s: %v", order, err)
		}
	}
	tree, err := Rows(context.Background(), m, Options{Method: Ward, MemoryLimit: 1 << 20})
	if err != nil || tree.Report.ExactOrder || tree.Report.ExactBranches < 2 {
		t.Errorf("optimal order within a MiB: %v, %+v", err, tree)
	}
}

// The claim about Float32.
func TestFloat32HeightsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	m := newMatrix(t, 1200, 10, noise(12000, 1)...)
	for method := Average; method <= Median; method++ {
		single, _ := clustered(t, m, Options{Method: method, Order: NoOrder, Precision: Float32})
		double, _ := clustered(t, m, Options{Method: method, Order: NoOrder, Precision: Float64})
		byHeight := func(a, b Merge) int { return cmp.Compare(a.Height, b.Height) }
		x, y := slices.SortedFunc(slices.Values(single.Merges), byHeight), slices.SortedFunc(slices.Values(double.Merges), byHeight)
		worst := 0.0
		for i := range x {
			x, y := x[i].Height, y[i].Height
			worst = max(worst, math.Abs(x-y)/x)
		}
		t.Logf("%s: %.1e", method, worst)
		if worst > 1e-6 {
			t.Errorf("%s: heights differ by %.1e", method, worst)
		}
	}
}
