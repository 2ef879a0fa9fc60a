package matrix_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"github.com/seed01309057/heat/matrix"
)

func ExampleNew() {
	m, err := matrix.New(2, 3, []float64{15, 22, 18, 31, math.NaN(), 27})
	if err != nil {
		fmt.Println(err)
		return
	}
	m.RowLabels = []string{"Alpha", "Beta"}
	fmt.Println(m.RowLabels[0], m.Rows(0, 1, nil))
	fmt.Println(m.RowLabels[1], m.Rows(1, 2, nil))
	// Output:
	// Alpha [15 22 18]
	// Beta [31 NaN 27]
}

func ExampleFromRows() {
	_, err := matrix.FromRows([][]float64{{1, 2, 3}, {4, 5}})
	fmt.Println(err)
	// Output:
	// matrix: row 1 has 2 values where the rows before have 3
}

// Rows are best asked for in blocks: each call then fills the same buffer.
func ExampleMatrix_Rows() {
	m, _ := matrix.New(4, 2, []float64{1, 2, 3, 4, 5, 6, 7, 8})
	rows, cols := m.Dims()
	const block = 3
	buf := make([]float64, block*cols)
	for i := 0; i < rows; i += block {
		sum := 0.0
		for _, v := range m.Rows(i, min(i+block, rows), buf) {
			sum += v
		}
		fmt.Println(sum)
	}
	// Output:
	// 21
	// 15
}

func ExampleMatrix_MarshalJSON() {
	m, _ := matrix.New(1, 3, []float64{0.5, math.NaN(), math.Inf(1)})
	m.RowName, m.RowLabels = "Team", []string{"Alpha"}
	text, _ := json.Marshal(m)
	fmt.Println(string(text))

	var back matrix.Matrix
	fmt.Println(json.Unmarshal(text, &back), back.Equal(m))
	// Output:
	// {"rows":["Alpha"],"row-name":"Team","values":[[0.5,null,"inf"]]}
	// <nil> true
}

func ExampleOpenNPY() {
	m, err := matrix.OpenNPY("testdata/oracle/f8le-F.npy")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer m.Close()
	rows, cols := m.Dims()
	fmt.Println(rows, "×", cols, m.At(1, 2))
	// Output:
	// 2 × 3 120
}

func ExampleReadNPY() {
	f, err := os.Open(filepath.FromSlash("testdata/oracle/three-dimensions.npy"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	_, err = matrix.ReadNPY(f, "stdin", 1<<20)
	fmt.Println(err)
	// Output:
	// stdin: the array has 3 dimensions, 2 × 3 × 4, and a matrix has 2 (save a slice, such as a[0], or a.reshape(rows, columns))
}
