package stat_test

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/stat/order"
)

// tickets are those of three teams on four days.
func tickets() *matrix.Matrix {
	m, err := matrix.New(3, 4, []float64{
		15, 22, 18, 20,
		31, math.NaN(), 33, 35,
		5, 7, 9, 90,
	})
	if err != nil {
		panic(err)
	}
	m.RowName, m.RowLabels = "Team", []string{"T10", "T9", "T1"}
	m.ColName, m.ColLabels = "Day", []string{"Tue", "Wed", "Thu", "Mon"}
	return m
}

func ExampleCorrelate() {
	m, err := matrix.New(4, 2, []float64{
		1, 8,
		2, 6,
		3, 5,
		4, 1,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	m.ColLabels = []string{"price", "sales"}

	r, err := stat.Correlate(m, stat.CorrelateOptions{})
	fmt.Println(r.RowLabels, err)
	fmt.Printf("%.3f %.3f\n", r.At(0, 0), r.At(0, 1))
	// Output:
	// [price sales] <nil>
	// 1.000 -0.965
}

func ExampleCorrelatePairs() {
	m, err := matrix.New(5, 2, []float64{1, 8, 2, 6, 3, 5, 4, 1, math.NaN(), 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := stat.CorrelatePairs(m, stat.CorrelateOptions{Method: stat.Spearman})
	fmt.Println(c.R.At(0, 1), "of", c.N.At(0, 1), "rows", err)
	fmt.Println("p =", c.P.At(0, 1))
	// Output:
	// -1 of 4 rows <nil>
	// p = 0
}

func ExampleCorrelatePartial() {
	// Both follow the third, and, with that held fixed, nothing of each other.
	m, err := matrix.New(6, 3, []float64{
		1.3, 2.1, 1,
		1.9, 3.9, 2,
		2.8, 6.0, 3,
		4.2, 8.0, 4,
		5.1, 9.9, 5,
		6.0, 12.1, 6,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := stat.CorrelatePartial(m, stat.CorrelateOptions{})
	fmt.Printf("%.2f, p %.2f %v\n", c.R.At(0, 1), c.P.At(0, 1), err)
	// Output:
	// 0.36, p 0.55 <nil>
}

func ExampleScale() {
	var how stat.Scaling
	if err := how.UnmarshalText([]byte("rows=percent")); err != nil {
		fmt.Println(err)
		return
	}
	s, err := stat.Scale(tickets(), how)
	fmt.Printf("%.1f %v\n", s.Rows(0, 1, nil), err)
	// Output:
	// [20.0 29.3 24.0 26.7] <nil>
}

func ExampleFillMissing() {
	f, err := stat.FillMissing(tickets(), stat.Filling{Along: stat.Rows, How: stat.FillLinear})
	fmt.Println(f.At(1, 1), f.Mask.At(1, 1), f.Count, err)
	// Output:
	// 32 1 1 <nil>
}

func ExampleDropMissing() {
	m, dropped, err := stat.DropMissing(tickets(), stat.Cols, 0)
	fmt.Println(m.ColLabels, dropped.Cols, err)
	// Output:
	// [Tue Thu Mon] [1] <nil>
}

func ExampleSelect() {
	m, err := stat.Select(tickets(), stat.Cols, []string{"Mon", "T*"})
	fmt.Println(m.ColLabels, err)
	_, err = stat.Select(tickets(), stat.Cols, []string{"Tua"})
	fmt.Println(err)
	// Output:
	// [Mon Tue Thu] <nil>
	// heat: select: no column "Tua" (did you mean "Tue"?)
}

func ExampleSort() {
	m, err := stat.Sort(tickets(), stat.Rows, stat.Sorting{By: stat.ByMedian})
	fmt.Println(m.RowLabels, err)
	m, err = stat.Sort(tickets(), stat.Rows, stat.Sorting{Across: "Mon", Ascending: true})
	fmt.Println(m.RowLabels, err)
	// Output:
	// [T9 T10 T1] <nil>
	// [T10 T9 T1] <nil>
}

func ExampleTop() {
	m, err := stat.Top(tickets(), stat.Rows, 2, stat.ByVariance)
	fmt.Println(m.RowLabels, err)
	// Output:
	// [T10 T1] <nil>
}

func ExampleReorder() {
	m, err := stat.Reorder(tickets(), stat.Rows, order.Spec{})
	if err == nil {
		m, err = stat.Reorder(m, stat.Cols, order.Spec{})
	}
	fmt.Println(m.RowLabels, m.ColLabels, err)
	// Output:
	// [T1 T9 T10] [Mon Tue Wed Thu] <nil>
}

func ExampleTranspose() {
	m, err := stat.Transpose(tickets())
	fmt.Println(m.RowName, m.RowLabels, m.At(3, 2), err)
	// Output:
	// Day [Tue Wed Thu Mon] 90 <nil>
}

func ExampleAnomalies() {
	r, err := stat.Anomalies(tickets(), stat.AnomalyOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range r.Found {
		fmt.Println(tickets().RowLabels[a.Row], tickets().ColLabels[a.Col], "has", a.Value, "for", a.Expected)
	}
	fmt.Println(r.Caption())
	// Output:
	// T1 Mon has 90 for 10.5
	// 1 of 11 cells stand out (|z| > 3.5; median polish, MAD).
}

func ExampleAdjustFDR() {
	fmt.Println(stat.AdjustFDR([]float64{0.01, math.NaN(), 0.5, 0.02}))
	// Output:
	// [0.03 NaN 0.5 0.03]
}

func ExamplePositions() {
	at, err := stat.Positions([]string{"gene1", "gene2", "length"}, 3, stat.Cols, []string{"length", "gene*"})
	fmt.Println(at, err)
	_, err = stat.Positions([]string{"gene1", "gene2", "length"}, 3, stat.Cols, []string{"lenght"})
	fmt.Println(err)
	// Output:
	// [2 0 1] <nil>
	// heat: select: no column "lenght" (did you mean "length"?)
}
