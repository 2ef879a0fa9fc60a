package resample_test

import (
	"math"
	"slices"
	"testing"

	"github.com/seed01309057/heat/internal/resample"
)

// codes is a grid of codes.
type codes struct {
	rows, cols int
	at         []float64
}

func (c codes) Dims() (rows, cols int) { return c.rows, c.cols }

func (c codes) Rows(i0, i1 int, _ []float64) []float64 { return c.at[i0*c.cols : i1*c.cols] }

func majority(c codes, w, h, k, workers int) []float64 {
	out := make([]float64, w*h)
	resample.Majority(c, w, h, k, workers, func(y int, row []float64) { copy(out[y*w:], row) })
	for i, v := range out {
		if math.IsNaN(v) {
			out[i] = -1
		}
	}
	return out
}

func TestMajorityTakesTheCodeOfMostCells(t *testing.T) {
	nan := math.NaN()
	grid := codes{2, 6, []float64{
		0, 1, 2, 2, nan, nan,
		1, 1, 0, nan, nan, 7,
	}}
	for _, workers := range []int{1, 2, 5} {
		if got, want := majority(grid, 3, 1, 3, workers), []float64{1, 2, -1}; !slices.Equal(got, want) {
			t.Errorf("%d workers: got %v, want %v", workers, got, want)
		}
	}
}

func TestMajorityOfLargeCellsIsTheCell(t *testing.T) {
	grid := codes{1, 2, []float64{3, 0}}
	if got, want := majority(grid, 4, 2, 4, 2), []float64{3, 3, 0, 0, 3, 3, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMajorityOfATieIsTheLowestCode(t *testing.T) {
	grid := codes{1, 4, []float64{2, 1, 1, 2}}
	if got := majority(grid, 1, 1, 3, 1); got[0] != 1 {
		t.Errorf("got %v, want 1", got[0])
	}
}
