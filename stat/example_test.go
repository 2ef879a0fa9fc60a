package stat_test

import (
	"fmt"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

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
