package heat

import (
	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

const (
	// longLabel is the length, in em, from which labels are broken where there is room:
	// some 35 letters, about what a line of a caption holds.
	longLabel = 18
	// leastLabel is the length, in em, that labels have before a small canvas breaks them.
	leastLabel = 8
	// labelShare is the part of a canvas that labels on one line may take.
	labelShare = 1.0 / 3
	// maxLines is the most lines of a label; a fourth would read as another label.
	maxLines = 3
	// maxBrokenLabels is how many labels an axis may show that are broken. More have no
	// room for it on any paper, and to try each would take long.
	maxBrokenLabels = 256
)

// cutter is how the labels of an axis are cut that are longer than the longest: at their
// ends, or, where that would make two of them one, in the middle.
func (a *arrangement) cutter(axis *axisPlan, longest float64) func(text.Setter, string, text.Style, float64) text.Run {
	if longest <= 0 || axis.every == 0 || axis.positions {
		return text.Fit
	}
	whole := map[string]string{} // by what is left of it
	for i, asked := 0, 0; i < axis.n && asked < maxCutLabels; i, asked = i+axis.every, asked+1 {
		label := axis.label(i)
		run := text.Fit(a.set, label, a.tickStyle(), longest)
		if other, seen := whole[run.String]; seen && other != label {
			return text.FitMiddle
		}
		whole[run.String] = label
	}
	return text.Fit
}

// maxCutLabels is how many labels of an axis are compared to find how to cut them; more
// than that are never shown on a page.
const maxCutLabels = 1000

// maxTallLabels is how many labels of an axis are asked for their heights.
const maxTallLabels = 1000

// labelReach is how far an axis's labels reach over and under their baselines: as far as
// figures do, and further where scripts with high or stacked marks are among them. Latin
// labels need not be set to know it.
func (a *arrangement) labelReach(axis *axisPlan, longest float64) (ascent, descent float64) {
	run := a.set.Set("0", a.tickStyle())
	ascent, descent = run.Ascent, run.Descent
	if axis.every == 0 || axis.positions {
		return ascent, descent
	}
	for i, asked := 0, 0; i < axis.n && asked < maxTallLabels; i += axis.every {
		if label := axis.label(i); tall(label) {
			run := text.Fit(a.set, label, a.tickStyle(), longest)
			ascent, descent = max(ascent, run.Ascent), max(descent, run.Descent)
			asked++
		}
	}
	return ascent, descent
}

// tall reports whether a label may be higher than a line of figures: whether it has marks,
// or a script that the built-in font lacks.
func tall(label string) bool {
	for _, r := range label {
		if r >= 0x0300 && (r < 0x0370 || r > 0x04FF) && (r < 0x2010 || r > 0x22FF) {
			return true
		}
	}
	return false
}

// brokenLabels are the labels of one axis, set in several lines.
type brokenLabels struct {
	arrangement *arrangement
	axis        *axisPlan
	limit       float64 // where broken labels beside an axis, or turned, are short enough
	widest      map[manner]float64
	set         map[brokenLabel][]text.Run
}

// manner is in how many lines labels are set, and whether level under their columns.
type manner struct {
	lines int
	level bool
}

type brokenLabel struct {
	i int
	manner
}

// breaks lets the labels of an axis take several lines, if they are much longer than
// suits the canvas: share is what one panel has of its width or height, 0: any. Where a
// longest length was asked for, labels are cut to that instead.
func (a *arrangement) breaks(axis *axisPlan, labels *layout.Labels, share float64, under bool) *brokenLabels {
	rotated := axis.rotate.Set && axis.rotate.Value != 0
	if a.aligned || a.labelMax > 0 || axis.every == 0 || axis.positions || axis.n > maxBrokenLabels*axis.every || rotated && !under {
		return nil
	}
	limit := longLabel * a.tick
	if share > 0 {
		limit = max(leastLabel*a.tick, min(limit, labelShare*share))
	}
	longest := 0.0
	for i := 0; i < axis.n; i += axis.every {
		longest = max(longest, labels.Width(i))
	}
	if longest <= limit {
		return nil
	}
	b := &brokenLabels{arrangement: a, axis: axis, limit: limit, widest: map[manner]float64{}, set: map[brokenLabel][]text.Run{}}
	labels.Lines, labels.Leading = maxLines, labels.Line
	if under {
		labels.LevelLines = maxLines
	}
	labels.Broken = func(i, lines int, level bool) float64 { return widestOf(b.lines(i, manner{lines, level})) }
	return b
}

// lines is a label broken into at most so many lines. All labels of an axis share the
// width that the one needs that is hardest to break, so that no more are broken than
// that makes worth while.
func (b *brokenLabels) lines(i int, m manner) []text.Run {
	key := brokenLabel{i, m}
	if lines, ok := b.set[key]; ok {
		return lines
	}
	lines := text.Balance(b.arrangement.set, b.axis.label(i), b.arrangement.tickStyle(), b.width(m), m.lines)
	b.set[key] = lines
	return lines
}

// width is the width that the labels share.
func (b *brokenLabels) width(m manner) float64 {
	if width, ok := b.widest[m]; ok {
		return width
	}
	width := b.limit
	if m.level { // as narrow as can be: what counts is the distance of the columns
		width = 0
	}
	for i := 0; i < b.axis.n; i += b.axis.every {
		lines := text.Balance(b.arrangement.set, b.axis.label(i), b.arrangement.tickStyle(), width, m.lines)
		width = max(width, widestOf(lines))
	}
	b.widest[m] = width
	return width
}

// widestOf is the width of the widest line.
func widestOf(lines []text.Run) (width float64) {
	for _, line := range lines {
		width = max(width, line.Width)
	}
	return width
}

// labelLines is what is shown of a label: its lines, or the one that it is.
func (b *brokenLabels) labelLines(i int, l *layout.Labels, fit layout.Fit, whole map[int]text.Run) []text.Run {
	if b == nil || fit.Lines < 2 {
		l.Width(i) // sets it
		return []text.Run{whole[i]}
	}
	return b.lines(i, manner{fit.Lines, l.Level(fit)})
}

// label sets a label's lines, the first from x, y on the baseline: one as it is, several as
// a group, which is one label to what reads the figure.
func (a *arrangement) label(lines []text.Run, x, y, angle, leading float64, anchor scene.Anchor) scene.Item {
	if len(lines) == 1 {
		return lines[0].At(x, y, angle, anchor, a.ink())
	}
	sin, cos := sincos(angle)
	g := &scene.Group{Name: "label"}
	for i, line := range lines {
		down := float64(float64(i) * leading)
		g.Items = append(g.Items, line.At(x+float64(down*sin), y+float64(down*cos), angle, anchor, a.ink()))
	}
	return g
}
