package heat

import (
	"fmt"
	"math"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

// AnomalyOptions says which cells of a spec stand out. The zero value is sensible.
type AnomalyOptions struct {
	stat.AnomalyOptions

	// Except are cells that are not tested, panel by panel, such as those that were filled
	// in: what was made up is neither normal nor not.
	Except [][][2]int
}

// PanelCell is a cell of a figure.
type PanelCell struct{ Panel, Row, Col int }

// MarkAnomalies outlines the cells of a spec that stand out, and says in its caption how
// many there are or why there was nothing to test. Panels with as many rows are tested
// together, side by side, as the years of a calendar are; other panels than the first are
// left alone if they differ. Hidden cells are not tested. It returns what was found, with
// the place of each: Row and Col of the report count through all panels. The cells of the
// spec are changed. It fails where [stat.Anomalies] does.
func MarkAnomalies(spec *Spec, opt AnomalyOptions) (*stat.AnomalyReport, []PanelCell, error) {
	var joined []*Cells
	var from []int // the column at which each begins
	rows, cols := 0, 0
	for i := range spec.Panels {
		c, ok := cellsOf(&spec.Panels[i])
		if !ok {
			break
		}
		n, p := c.Values.Dims()
		if i > 0 && n != rows {
			break
		}
		joined, from = append(joined, c), append(from, cols)
		rows, cols = n, cols+p
	}
	values := make([]float64, rows*cols)
	for k, c := range joined {
		plan := cellsPlan{spec: c}
		_, p := c.Values.Dims()
		for i := range rows {
			for j := range p {
				v := c.Values.At(i, j)
				if plan.isHidden(i, j) {
					v = math.NaN()
				}
				values[i*cols+from[k]+j] = v
			}
		}
		if k < len(opt.Except) {
			for _, at := range opt.Except[k] {
				values[at[0]*cols+from[k]+at[1]] = math.NaN()
			}
		}
	}
	m, err := matrix.New(rows, cols, values)
	if err != nil {
		return nil, nil, err
	}
	report, err := stat.Anomalies(m, opt.AnomalyOptions)
	if err != nil {
		return nil, nil, err
	}
	places := markFound(joined, from, report)
	if spec.Caption != "" {
		spec.Caption += "\n"
	}
	spec.Caption += anomalyCaption(report)
	return report, places, nil
}

// anomalyCaption is "3 anomalies (|z| > 3.5)", or why there is nothing to count.
func anomalyCaption(r *stat.AnomalyReport) string {
	switch {
	case r.Reason != "":
		return "Not tested for anomalies: " + r.Reason
	case len(r.Found) == 1:
		return "1 anomaly (" + r.Rule + ")"
	}
	return fmt.Sprintf("%d anomalies (%s)", len(r.Found), r.Rule)
}

// cellsOf are the cells of a panel.
func cellsOf(p *Panel) (*Cells, bool) {
	if len(p.Layers) == 0 {
		return nil, false
	}
	c, ok := p.Layers[0].(*Cells)
	return c, ok && c != nil && c.Values != nil
}

// markFound outlines what was found, and returns where it is.
func markFound(joined []*Cells, from []int, report *stat.AnomalyReport) (places []PanelCell) {
	marks := make([]Mark, len(joined))
	for _, a := range report.Found {
		k := len(from) - 1
		for from[k] > a.Col {
			k--
		}
		at := PanelCell{k, a.Row, a.Col - from[k]}
		places = append(places, at)
		marks[k].At = append(marks[k].At, [2]int{at.Row, at.Col})
	}
	label := "anomaly" // in one key, that of the first panel that has one
	for k, mark := range marks {
		if len(mark.At) > 0 {
			mark.Label, label = label, ""
			joined[k].Marks = append(joined[k].Marks, mark)
		}
	}
	return places
}
