package heat

import (
	"iter"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// cellsPlan is a resolved Cells layer.
type cellsPlan struct {
	spec       *Cells
	rows, cols int
	extent     scale.Extent // of the visible values
	hidden     int          // cells that the mask hides
	limits     scale.Limits
	normSpec   scale.Spec // power=1 is linear
	norm       scale.Norm
	lookup     *scale.Lookup // the norm and the colours in one, where there are many cells
	ignored    int           // finite values that the norm has no place for
	merged     int           // bins of a quantile norm that have no values of their own
	sampled    bool          // ranks are by a sample
	why        string        // why the colour map was chosen; "" if it was given
	cmap       *colormap.Map
	levels     []level       // categories; nil: numbers
	palette    []scene.Color // ramp colours of the scale, then missing, hidden, under, over
	ramp       int
	under      uint16 // entries of values beyond the limits
	over       uint16
	strikeNA   bool // missing cells get a stroke
	whole      bool // all visible values are integers
	format     scale.Format
}

// Places of the palette's entries that are not of the scale.
func (c *cellsPlan) missingIndex() uint16 { return uint16(c.ramp) }
func (c *cellsPlan) hiddenIndex() uint16  { return uint16(c.ramp + 1) }

// index is the palette entry of a visible value.
func (c *cellsPlan) index(v float64) uint16 {
	if c.levels != nil {
		return c.levelIndex(v)
	}
	if c.lookup != nil {
		return uint16(c.lookup.Index(v))
	}
	return uint16(c.colorAt(c.norm.Map(v)))
}

// colorAt is the palette entry at t of the norm.
func (c *cellsPlan) colorAt(t float64) int {
	switch {
	case t < 0:
		return int(c.under)
	case t > 1:
		return int(c.over)
	}
	if i := c.cmap.Index(t); i >= 0 {
		return i
	}
	return int(c.missingIndex())
}

// visibleMissing is the number of visible cells without a value.
func (c *cellsPlan) visibleMissing() int { return c.extent.Missing - c.hidden }

// isHidden reports whether the mask hides a cell.
func (c *cellsPlan) isHidden(i, j int) bool {
	m := &c.spec.Mask
	switch m.Triangle {
	case Upper:
		if j > i {
			return true
		}
	case Lower:
		if j < i {
			return true
		}
	}
	if m.Cells == nil {
		return false
	}
	v := m.Cells.At(i, j)
	return v != 0 && !math.IsNaN(v)
}

// masked reports whether there is a mask at all.
func (c *cellsPlan) masked() bool {
	return c.spec.Mask.Triangle != NoTriangle || c.spec.Mask.Cells != nil
}

// Dims and Rows make the visible values a source for resampling: hidden cells are
// missing in it.
func (c *cellsPlan) Dims() (rows, cols int) { return c.rows, c.cols }

// Rows returns rows i0 to i1-1 of the visible values.
func (c *cellsPlan) Rows(i0, i1 int, buf []float64) []float64 {
	values := c.spec.Values.Rows(i0, i1, buf)
	if !c.masked() {
		return values
	}
	out := append(buf[:0:0], values...)
	for i := i0; i < i1; i++ {
		for j := range c.cols {
			if c.isHidden(i, j) {
				out[(i-i0)*c.cols+j] = math.NaN()
			}
		}
	}
	return out
}

// blockRows is the number of rows that are looked at in one go: about 64 Ki values.
func (c *cellsPlan) blockRows() int { return max(1, (1<<16)/max(1, c.cols)) }

// chunks yields all visible values in order.
func (c *cellsPlan) chunks() iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		var buf []float64
		for i := 0; i < c.rows; i += c.blockRows() {
			rows := min(c.blockRows(), c.rows-i)
			if need := rows * c.cols; cap(buf) < need {
				buf = make([]float64, need)
			}
			if !yield(c.Rows(i, i+rows, buf)) {
				return
			}
		}
	}
}

// measure takes the extent of the visible values, on all processors.
func (c *cellsPlan) measure() {
	workers := min(runtime.GOMAXPROCS(0), (c.rows+c.blockRows()-1)/c.blockRows())
	parts := make([]scale.Extent, max(1, workers))
	var wg sync.WaitGroup
	for w := range parts {
		from, to := c.rows*w/len(parts), c.rows*(w+1)/len(parts)
		wg.Go(func() {
			var buf []float64
			for i := from; i < to; i += c.blockRows() {
				rows := min(c.blockRows(), to-i)
				if need := rows * c.cols; cap(buf) < need {
					buf = make([]float64, need)
				}
				parts[w].Add(c.Rows(i, i+rows, buf))
			}
		})
	}
	wg.Wait()
	for _, p := range parts {
		c.extent.Merge(p)
	}
	if c.masked() {
		for i := range c.rows {
			for j := range c.cols {
				if c.isHidden(i, j) {
					c.hidden++
				}
			}
		}
	}
}

// cells resolves the layer.
func (r *resolver) cells(s *Cells, name string, theme palette) *cellsPlan {
	c := &cellsPlan{spec: s, format: s.Fmt}
	c.rows, c.cols = s.Values.Dims()
	before := len(r.problems)
	r.sameShape(c, s.Mask.Cells, "mask", name)
	r.sameShape(c, s.Annot.From, "annotations", name)
	r.sameTexts(c, s.Annot.Texts, name)
	r.length("annotation size", s.Annot.Size, 10*Inch)
	r.length("line width", s.Line.Width, 10*Inch)
	r.checkMarks(c, name)
	if s.Levels != nil {
		r.categories(c, name, theme)
		return c
	}
	if s.Cmap != "" && s.Cmap != "auto" {
		if _, err := colormap.Lookup(s.Cmap); err != nil {
			r.problems = append(r.problems, &Error{Stage: "colour", Err: err})
		}
	}
	if c.normSpec = s.Norm; s.Norm.Kind == scale.KindPower && s.Norm.Gamma == 1 {
		c.normSpec = scale.Spec{Clip: s.Norm.Clip}
	}
	if err := s.Norm.Validate(); err != nil {
		r.problems = append(r.problems, &Error{Stage: "colour", Detail: name, Err: err})
	}
	if len(r.problems) > before {
		return c
	}
	c.measure()
	return c
}

// colorNumbers makes the palette of a scale of numbers.
func (c *cellsPlan) colorNumbers(theme palette) {
	var colors []scene.Color
	for i := range c.cmap.Len() {
		e := c.cmap.At(i)
		colors = append(colors, scene.Color{R: e.R, G: e.G, B: e.B, A: 255})
	}
	c.setPalette(colors, theme, scene.Color(c.spec.Under), scene.Color(c.spec.Over))
	c.over = uint16(c.ramp - 1)
	if under := scene.Color(c.spec.Under); under != (scene.Color{}) {
		c.under, c.palette = uint16(len(c.palette)), append(c.palette, under)
	}
	if over := scene.Color(c.spec.Over); over != (scene.Color{}) {
		c.over, c.palette = uint16(len(c.palette)), append(c.palette, over)
	}
}

// setPalette adds to the scale's colours those of missing and of hidden cells. The colour
// of missing cells is grey, or sand where the scale itself has such a grey, and then each
// missing cell is struck through.
func (c *cellsPlan) setPalette(colors []scene.Color, theme palette, others ...scene.Color) {
	na := scene.Color(c.spec.NaColor)
	if na == (scene.Color{}) {
		na, c.strikeNA = theme.missing(append(slices.Clone(colors), others...)), true
	}
	c.ramp = len(colors)
	c.palette = append(colors, na, scene.Color{})
}

// text writes a value that is not missing.
func (c *cellsPlan) text(v float64) string {
	if c.levels != nil {
		return c.levels[int(v)].name
	}
	return c.format.Format(v)
}

// formatSample is how many values are looked at to choose a number format.
const formatSample = 1 << 16

// allWhole reports whether all visible values are integers, as far as they are looked at.
func (c *cellsPlan) allWhole() bool {
	if c.rows*c.cols > formatSample {
		return false
	}
	for chunk := range c.chunks() {
		for _, v := range chunk {
			if v == v && v != math.Trunc(v) {
				return false
			}
		}
	}
	return true
}

// chooseFormat picks the number format for cells and report.
func (c *cellsPlan) chooseFormat() scale.Format {
	values := []float64{c.extent.Min, c.extent.Max}
	for chunk := range c.chunks() {
		if c.rows*c.cols > formatSample {
			break
		}
		values = append(values, chunk...)
	}
	return scale.AutoFormat(values)
}

func (r *resolver) sameShape(c *cellsPlan, m *matrix.Matrix, what, name string) {
	if m == nil {
		return
	}
	if rows, cols := m.Dims(); rows != c.rows || cols != c.cols {
		r.add(what, "give the same shape", "%s%d × %d for a matrix of %d × %d", name, rows, cols, c.rows, c.cols)
	}
}

func (r *resolver) sameTexts(c *cellsPlan, texts [][]string, name string) {
	if texts == nil {
		return
	}
	if c.spec.Annot.From != nil {
		r.add("annotations", "give one of them", "%sboth numbers and texts to write into the cells", name)
	}
	if len(texts) != c.rows {
		r.add("annotations", "give the same shape", "%s%d rows of texts for %d rows", name, len(texts), c.rows)
		return
	}
	for i, row := range texts {
		if len(row) != c.cols {
			r.add("annotations", "give the same shape", "%srow %d has %d texts for %d columns", name, i+1, len(row), c.cols)
			return
		}
	}
}
