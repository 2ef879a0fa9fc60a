package heat_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// tenfold marks what is far off alone.
var tenfold = heat.AnomalyOptions{AnomalyOptions: stat.AnomalyOptions{Threshold: 10}}

// sums is a matrix of row + column with some noise, and one cell that is off.
func sums(rows, cols, i, j int, off float64) *matrix.Matrix {
	values, noise := make([]float64, rows*cols), rand.New(rand.NewPCG(1, 2))
	for k := range values {
		values[k] = float64(k/cols) + float64(2*(k%cols)) + float64(0.1*noise.NormFloat64())
	}
	values[i*cols+j] += off
	m, err := matrix.New(rows, cols, values)
	if err != nil {
		panic(err)
	}
	return m
}

func TestMarkAnomaliesOutlinesWhatStandsOut(t *testing.T) {
	spec := heat.Grid(sums(6, 8, 2, 5, 40))
	spec.Caption = "Source: me"
	report, at, err := heat.MarkAnomalies(&spec, tenfold)
	if err != nil {
		t.Fatal(err)
	}
	marks := spec.Panels[0].Layers[0].(*heat.Cells).Marks
	if want := []heat.PanelCell{{Row: 2, Col: 5}}; !slices.Equal(at, want) || len(marks) != 1 || marks[0].At[0] != [2]int{2, 5} || marks[0].Label != "anomaly" {
		t.Errorf("found %v, marked %+v", at, marks)
	}
	if want := "Source: me\n1 anomaly (|z| > 10)"; spec.Caption != want || report.Tested != 48 {
		t.Errorf("caption %q, %d tested", spec.Caption, report.Tested)
	}
}

// Hidden cells and those that are excepted are not tested.
func TestMarkAnomaliesLeavesCellsOut(t *testing.T) {
	hide, err := matrix.New(6, 8, append(make([]float64, 2*8+5), append([]float64{1}, make([]float64, 48-22)...)...))
	if err != nil {
		t.Fatal(err)
	}
	masked := heat.Grid(sums(6, 8, 2, 5, 40))
	masked.Panels[0].Layers[0].(*heat.Cells).Mask.Cells = hide
	excepted := heat.Grid(sums(6, 8, 2, 5, 40))
	for name, c := range map[string]struct {
		spec *heat.Spec
		opt  heat.AnomalyOptions
	}{"masked": {&masked, tenfold}, "excepted": {&excepted, heat.AnomalyOptions{AnomalyOptions: tenfold.AnomalyOptions, Except: [][][2]int{{{2, 5}}}}}} {
		report, at, err := heat.MarkAnomalies(c.spec, c.opt)
		if err != nil || len(at) != 0 || report.Tested != 47 || c.spec.Caption != "0 anomalies (|z| > 10)" {
			t.Errorf("%s: %v, found %v, tested %+v, %q", name, err, at, report, c.spec.Caption)
		}
	}
}

// The years of a calendar are tested together, and the key has one entry.
func TestMarkAnomaliesOfACalendar(t *testing.T) {
	noise := rand.New(rand.NewPCG(3, 4))
	c := calendarOf(t, date(2022, 1, 1), 3*365, table.CalendarOptions{}, func(i int) float64 {
		v := float64(50+i%7) + float64(noise.NormFloat64())
		if i == 100 || i == 900 {
			v += 80
		}
		return v
	})
	spec := heat.Calendar(c)
	_, at, err := heat.MarkAnomalies(&spec, tenfold)
	if err != nil {
		t.Fatal(err)
	}
	labels := 0
	for _, p := range spec.Panels {
		for _, m := range p.Layers[0].(*heat.Cells).Marks {
			if m.Label != "" {
				labels++
			}
		}
	}
	if len(at) != 2 || labels != 1 {
		t.Fatalf("found %v, %d labels", at, labels)
	}
	for _, a := range at {
		cells := spec.Panels[a.Panel].Layers[0].(*heat.Cells)
		if v := cells.Values.At(a.Row, a.Col); v < 120 {
			t.Errorf("%+v is %v", a, v)
		}
	}
}

func TestMarkAnomaliesSaysWhyNothingWasTested(t *testing.T) {
	m, _ := matrix.New(1, 2, []float64{1, 2})
	spec := heat.Grid(m)
	report, at, err := heat.MarkAnomalies(&spec, heat.AnomalyOptions{})
	if err != nil || len(at) != 0 || report.Reason == "" || spec.Caption != "Not tested for anomalies: "+report.Reason {
		t.Errorf("%v, %v, %+v, %q", err, at, report, spec.Caption)
	}
	if _, _, err := heat.MarkAnomalies(&spec, heat.AnomalyOptions{AnomalyOptions: stat.AnomalyOptions{Threshold: -1}}); err == nil {
		t.Error("a threshold below 0 is taken")
	}
}

func ExampleMarkAnomalies() {
	spec := heat.Grid(sums(6, 8, 2, 5, 40))
	report, at, err := heat.MarkAnomalies(&spec, tenfold)
	if err != nil {
		panic(err)
	}
	fmt.Println(spec.Caption)
	fmt.Printf("%+v: %.1f in place of %.1f\n", at[0], report.Found[0].Value, report.Found[0].Expected)
	// Output:
	// 1 anomaly (|z| > 10)
	// {Panel:0 Row:2 Col:5}: 51.9 in place of 12.0
}
