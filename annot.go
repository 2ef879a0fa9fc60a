package heat

import (
	"math"

	"github.com/seed01309057/heat/internal/text"
	"github.com/seed01309057/heat/scale"
)

// annotState is the writing in the cells of one panel.
type annotState struct {
	on      bool
	writing         // what is written
	widest  float64 // at size
	line    float64 // height of a line at size
	tall    float64 // what text centred by its capitals takes at size
	size    float64 // asked for, or usual
	final   float64 // that fits; 0: none does
	given   bool    // the size was asked for
	tooMany bool
	missing []text.Run // some of the texts with characters that no font has
}

// maxAnnotated is the number of cells beyond which nothing is written into them: no
// page could show it.
const maxAnnotated = 1 << 18

// newAnnot writes the texts and measures the widest.
func (a *arrangement) newAnnot(c *cellsPlan) annotState {
	s := annotState{on: c.spec.Annot.shown(), size: a.medium.annot}
	if !s.on {
		return s
	}
	if c.spec.Annot.Size > 0 && !a.aligned {
		s.size, s.given = float64(c.spec.Annot.Size), true
	}
	if c.rows*c.cols > maxAnnotated {
		s.on, s.tooMany = false, true
		return s
	}
	s.writing = c.annotations()
	for _, t := range s.kinds[1:] {
		run := a.set.Set(t, s.style(s.size))
		if s.widest = max(s.widest, run.Width); len(run.Missing) > 0 && len(s.missing) < maxGlyphNotes {
			s.missing = append(s.missing, run)
		}
	}
	zero := a.set.Set("0", s.style(s.size))
	s.line, s.tall = zero.Height(), zero.Cap+2*zero.Descent
	return s
}

func (s *annotState) style(size float64) text.Style { return text.Style{Size: size, Tabular: true} }

// writing is the texts of all cells. Most repeat, since they have few digits: each is
// measured, set and kept once.
type writing struct {
	kinds []string // each once; the first is "", of which nothing is written
	which []int32  // row by row, of kinds
	known map[string]int32
}

// add appends the next cell's text.
func (w *writing) add(t string) {
	k, ok := w.known[t]
	if !ok {
		k = w.kind(t)
	}
	w.which = append(w.which, k)
}

// addBytes is add for bytes that are used again.
func (w *writing) addBytes(t []byte) {
	k, ok := w.known[string(t)]
	if !ok {
		k = w.kind(string(t))
	}
	w.which = append(w.which, k)
}

func (w *writing) kind(t string) int32 {
	k := int32(len(w.kinds))
	w.kinds, w.known[t] = append(w.kinds, t), k
	return k
}

// annotations are the texts of all cells.
func (c *cellsPlan) annotations() writing {
	w := writing{kinds: []string{""}, which: make([]int32, 0, c.rows*c.cols), known: map[string]int32{"": 0}}
	values, format := c.spec.Values, c.format
	if c.spec.Annot.From != nil {
		values = c.spec.Annot.From
		if c.spec.Fmt.IsAuto() { // other numbers, often of another kind, such as counts
			format = c.spec.Fmt.Or(scale.AutoFormat(values.Rows(0, c.rows, nil)))
		}
	}
	row, buf := make([]float64, c.cols), make([]byte, 0, 64)
	for i := range c.rows {
		shown := c.spec.Values.Rows(i, i+1, nil)
		row := values.Rows(i, i+1, row)
		for j := range c.cols {
			switch {
			case math.IsNaN(shown[j]) && c.spec.Annot.Texts == nil, c.isHidden(i, j):
				w.add("")
			case c.spec.Annot.Texts != nil:
				w.add(c.spec.Annot.Texts[i][j])
			case math.IsNaN(row[j]):
				w.add("")
			case c.levels != nil && c.spec.Annot.From == nil:
				w.add(c.text(row[j]))
			default:
				w.addBytes(format.AppendFormat(buf, row[j]))
			}
		}
	}
	w.known = nil
	return w
}

// need is the size of a cell that holds the widest text at a size.
func (s *annotState) need(m *medium, size float64) (x, y float64) {
	k := size / s.size
	if m.aligned {
		return k * (s.widest + 2*m.cellPadX), k * (s.line + 2*m.cellPadY)
	}
	return k * (s.widest + 2*m.cellPadX), k * max(s.tall, 0.85*s.line+2*m.cellPadY)
}

// natural is the size of text on a canvas that may grow: the usual one, or a smaller
// one where that would make the body larger than a page can be.
func (s *annotState) natural(m *medium, c *cellsPlan) float64 {
	if s.given || s.widest == 0 {
		return s.size
	}
	x, y := s.need(m, 1)
	size := min(s.size, m.largestAnnot/(x*float64(c.cols)), m.largestAnnot/(y*float64(c.rows)))
	if size < m.annotFloor {
		return 0
	}
	return size
}

// fit takes the largest size at which every text fits its cell, for all cells alike;
// none if that is below the floor.
func (s *annotState) fit(m *medium, c *cellsPlan, pitchX, pitchY float64) {
	if !s.on {
		return
	}
	x, y := s.need(m, 1)
	size := s.size
	if s.widest > 0 {
		size = min(size, pitchX/x, pitchY/y)
	}
	if size < s.size {
		size = math.Floor(size*4+1e-6) / 4
	}
	if size < min(m.annotFloor, s.size) {
		size = 0
	}
	s.final = size
}
