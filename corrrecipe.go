package heat

import (
	"math"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
)

// Corr returns the spec of the correlation matrix of m's columns: square cells, limits
// −1 and 1, a diverging map with 0 in the middle; or, for the distance correlation, limits
// 0 and 1 and a sequential map. It fails where stat.Correlate does.
func Corr(m *matrix.Matrix, method stat.Method) (Spec, error) {
	if rows, _ := m.Dims(); rows < 2 {
		return Spec{}, &Error{Stage: "correlation", Detail: plural(rows, "row"), Cure: "give at least two observations"}
	}
	r, err := stat.Correlate(m, stat.CorrelateOptions{Method: method})
	if err != nil {
		return Spec{}, err
	}
	return Correlations(&stat.Correlation{Method: method, R: r}, CorrOptions{}), nil
}

// CorrOptions says what is shown of correlations beside their colours.
type CorrOptions struct {
	// Partial says that they are partial correlations, for the label of the colour bar.
	Partial bool
	// Annot writes the coefficients into the cells, in the format Fmt.
	Annot bool
	Fmt   scale.Format
	// Stars writes * where the adjusted probability Q is below 0.05, ** below 0.01 and ***
	// below 0.001.
	Stars bool
	// Insignificant, if above 0, hides the cells whose adjusted probability is larger, or
	// not known. The diagonal stays.
	Insignificant float64
}

// Correlations returns the spec of correlations that were computed before, such as by
// [stat.CorrelatePairs], which has what Stars and Insignificant need: see [Corr].
func Correlations(c *stat.Correlation, opt CorrOptions) Spec {
	spec := Grid(c.R)
	cells := spec.Panels[0].Layers[0].(*Cells)
	cells.Vmin, cells.Vmax, cells.Center = scale.At(-1), scale.At(1), scale.At(0)
	if c.Method == stat.Distance {
		cells.Vmin, cells.Center = scale.At(0), scale.Bound{}
	}
	cells.Square, cells.Fmt = true, opt.Fmt
	cells.Cbar.Label = corrLabel(c.Method, opt.Partial)
	cells.Annot.Show = opt.Annot
	if c.Q == nil {
		return spec
	}
	if opt.Stars {
		cells.Annot.Texts = starred(c, opt)
		spec.Caption = "* q < 0.05, ** q < 0.01, *** q < 0.001; q adjusted for the number of pairs (Benjamini and Hochberg)"
	}
	if opt.Insignificant > 0 {
		cells.Mask.Cells = insignificant(c.Q, opt.Insignificant)
		if spec.Caption != "" {
			spec.Caption += "\n"
		}
		spec.Caption += "Hidden: not significant at q ≤ " + scale.AutoFormat([]float64{opt.Insignificant}).Format(opt.Insignificant)
		if !opt.Stars {
			spec.Caption += ", adjusted for the number of pairs (Benjamini and Hochberg)"
		}
	}
	return spec
}

// corrLabel is what the colours of correlations mean.
func corrLabel(method stat.Method, partial bool) string {
	symbol := map[stat.Method]string{stat.Pearson: "Pearson’s r", stat.Spearman: "Spearman’s ρ", stat.Kendall: "Kendall’s τ-b"}[method]
	switch {
	case method == stat.Cosine:
		return "Cosine similarity"
	case method == stat.Distance:
		return "Distance correlation"
	case partial:
		return "Partial correlation (" + symbol + ")"
	}
	return "Correlation (" + symbol + ")"
}

// starred are the texts of cells: the coefficient, if asked for, and its stars.
func starred(c *stat.Correlation, opt CorrOptions) [][]string {
	n, _ := c.R.Dims()
	format := opt.Fmt.Or(scale.AutoFormat(c.R.Rows(0, n, nil)))
	texts := make([][]string, n)
	for i := range texts {
		texts[i] = make([]string, n)
		for j := range texts[i] {
			v := c.R.At(i, j)
			if opt.Annot && !math.IsNaN(v) {
				texts[i][j] = format.Format(v)
			}
			if i != j {
				texts[i][j] += stars(c.Q.At(i, j))
			}
		}
	}
	return texts
}

// stars are none where q is not known.
func stars(q float64) string {
	switch {
	case q < 0.001:
		return "***"
	case q < 0.01:
		return "**"
	case q < 0.05:
		return "*"
	}
	return ""
}

// insignificant is 1 for the cells that are hidden.
func insignificant(q *matrix.Matrix, most float64) *matrix.Matrix {
	n, _ := q.Dims()
	values := make([]float64, n*n)
	for i := range n {
		for j := range n {
			if i != j && !(q.At(i, j) <= most) {
				values[i*n+j] = 1
			}
		}
	}
	mask, _ := matrix.New(n, n, values) // of this very size
	return mask
}
