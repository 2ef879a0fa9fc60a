package heat_test

import (
	"fmt"
	"math"
	"testing"

	"bytes"
	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/examples"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

func irisNumbers() *matrix.Matrix {
	data, _ := examples.CSV("iris")
	t, err := table.Read(bytes.NewReader(data), "iris.csv", table.Options{})
	if err != nil {
		panic(err)
	}
	m, _, err := t.Numeric("")
	if err != nil {
		panic(err)
	}
	return m
}

func TestCorrIsLabelledAndLimitedByItsMethod(t *testing.T) {
	for method, want := range map[stat.Method]string{
		stat.Pearson: "Correlation (Pearson’s r)", stat.Spearman: "Correlation (Spearman’s ρ)", stat.Kendall: "Correlation (Kendall’s τ-b)",
		stat.Cosine: "Cosine similarity", stat.Distance: "Distance correlation",
	} {
		spec, err := heat.Corr(irisNumbers(), method)
		if err != nil {
			t.Fatal(err)
		}
		cells := spec.Panels[0].Layers[0].(*heat.Cells)
		vmin, center := scale.At(-1), scale.At(0)
		if method == stat.Distance {
			vmin, center = scale.At(0), scale.Bound{}
		}
		if cells.Cbar.Label != want || cells.Vmin != vmin || cells.Vmax != scale.At(1) || cells.Center != center {
			t.Errorf("%v: %q, %v to %v about %v", method, cells.Cbar.Label, cells.Vmin, cells.Vmax, cells.Center)
		}
	}
}

func TestInsignificantCorrelationsAreHidden(t *testing.T) {
	c, err := stat.CorrelatePairs(irisNumbers(), stat.CorrelateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cells := heat.Correlations(c, heat.CorrOptions{Insignificant: 0.05, Stars: true, Annot: true}).Panels[0].Layers[0].(*heat.Cells)
	for i := range 4 {
		for j := range 4 {
			q, text := c.Q.At(i, j), cells.Annot.Texts[i][j]
			if hidden := cells.Mask.Cells.At(i, j) == 1; hidden != (i != j && q > 0.05) {
				t.Errorf("%d, %d: q %v, hidden %v", i, j, q, hidden)
			}
			stars := len(text) - len(trimStars(text))
			if want := math.IsNaN(q) && stars == 0 || (q < 0.05) == (stars > 0) && (q < 0.001) == (stars == 3); !want {
				t.Errorf("%d, %d: q %v, %q", i, j, q, text)
			}
		}
	}
}

func trimStars(s string) string {
	for len(s) > 0 && s[len(s)-1] == '*' {
		s = s[:len(s)-1]
	}
	return s
}

func ExampleCorrelations() {
	c, err := stat.CorrelatePairs(irisNumbers(), stat.CorrelateOptions{Method: stat.Spearman})
	if err != nil {
		panic(err)
	}
	spec := heat.Correlations(c, heat.CorrOptions{Stars: true, Annot: true})
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	fmt.Println(cells.Cbar.Label)
	fmt.Println(cells.Annot.Texts[0])
	// Output:
	// Correlation (Spearman’s ρ)
	// [1.00 −0.17* 0.88*** 0.83***]
}
