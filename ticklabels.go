package heat

import (
	"iter"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/text"
)

// tickLabels are the labels of one axis as a scale, found and set when they are asked for.
type tickLabels struct {
	arrangement *arrangement
	axis        *axisPlan
	under       bool // the labels stand level under a horizontal axis, or over it
	scale       *labelScale
	read        bool
	rungs       []scaleRung
	texts       [][]tickText // by rung
	runs        map[string]text.Run
}

// newTickLabels lets an axis choose labels at round places, unless it was told which to
// show. Turned labels of rows are left alone: they are few.
func (a *arrangement) newTickLabels(axis *axisPlan, labels *layout.Labels, horizontal bool) *tickLabels {
	turned := axis.rotate.Set && axis.rotate.Value != 0 && !a.aligned
	if axis.labels == nil || axis.all || axis.asked || axis.every != 1 || turned && !horizontal {
		return nil
	}
	t := &tickLabels{arrangement: a, axis: axis, under: horizontal && !turned, runs: map[string]text.Run{}}
	var ladder []layout.Rung
	climbed := false
	leading := &labels.Leading
	labels.Ladder = func() []layout.Rung {
		if !climbed {
			climbed, ladder = true, t.ladder()
			if ladder != nil {
				*leading = labels.Line
			}
		}
		return ladder
	}
	return t
}

// isScale reports whether the labels are a scale.
func (t *tickLabels) isScale() bool {
	if t == nil {
		return false
	}
	if !t.read {
		t.read, t.scale = true, readScale(t.axis.labels)
	}
	return t.scale != nil
}

// ladder describes the choices to the layout.
func (t *tickLabels) ladder() (rungs []layout.Rung) {
	if !t.isScale() {
		return nil
	}
	t.rungs = t.scale.ladder()
	t.texts = make([][]tickText, len(t.rungs))
	for n := range t.rungs {
		rung := layout.Rung{At: t.rungs[n].at, Lines: 1}
		if t.under && t.scale.of != numbers && !t.rungs[n].year {
			rung.Lines = 2
		}
		rung.Widths = func(k int) (first, second float64) {
			lines := t.lines(n, k, false)
			if first = lines[0].Width; len(lines) > 1 {
				second = lines[1].Width
			}
			if t.scale.of == numbers { // as many as a row of positions shows
				first += 2 * t.arrangement.labelSpace
			}
			return first, second
		}
		rungs = append(rungs, rung)
	}
	return rungs
}

// lines is label k of a rung. bare is whether the first label has no second line, so that
// the next one says all.
func (t *tickLabels) lines(n, k int, bare bool) []text.Run {
	r := &t.rungs[n]
	if t.texts[n] == nil {
		t.texts[n] = t.scale.texts(r)
	}
	label := t.texts[n][k]
	switch {
	case t.scale.of == numbers, len(r.at) == 1, t.axis.rotate.Set && !t.under: // as it is, alone, or turned
		return []text.Run{t.set(t.axis.labels[r.at[k]])}
	case !t.under:
		return []text.Run{t.set(t.scale.oneLine(r, label))}
	case label.shared == "" || bare && k == 0:
		return []text.Run{t.set(label.own)}
	case bare && k == t.second(n):
		label.shared = label.whole
	}
	return []text.Run{t.set(label.own), t.set(label.shared)}
}

// second is the first label after the first that has a second line.
func (t *tickLabels) second(n int) int {
	for k := 1; k < len(t.texts[n]); k++ {
		if t.texts[n][k].shared != "" {
			return k
		}
	}
	return -1
}

// bare is whether the second line of the first label has no room beside that of the next.
func (t *tickLabels) bare(n int, pitch, gap float64) bool {
	first := t.lines(n, 0, false)
	k := t.second(n)
	if len(first) < 2 || k < 0 {
		return false
	}
	next := t.lines(n, k, false)
	at := t.rungs[n].at
	return float64(at[k]-at[0])*pitch < (first[1].Width+next[1].Width)/2+gap
}

// set sets a text once.
func (t *tickLabels) set(s string) text.Run {
	run, ok := t.runs[s]
	if !ok {
		run = t.arrangement.set.Set(s, t.arrangement.tickStyle())
		t.runs[s] = run
	}
	return run
}

// shownLabels are the cells of an axis that are labelled, and the lines of their labels.
func (a *arrangement) shownLabels(l *layout.Labels, fit layout.Fit, ticks *tickLabels, broken *brokenLabels, whole map[int]text.Run, pitch float64) iter.Seq2[int, []text.Run] {
	return func(yield func(int, []text.Run) bool) {
		switch {
		case fit.Every == 0:
		case fit.Rung > 0:
			n := fit.Rung - 1
			bare := ticks.bare(n, pitch, l.Gap)
			for k, i := range ticks.rungs[n].at {
				if !yield(i, ticks.lines(n, k, bare)) {
					return
				}
			}
		default:
			for i := 0; i < l.N; i += fit.Every {
				if !yield(i, broken.labelLines(i, l, fit, whole)) {
					return
				}
			}
		}
	}
}
