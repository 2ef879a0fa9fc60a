package layout

import (
	"iter"
	"math"
)

// Labels are the tick labels along one axis, one a cell. Widths are asked for only
// where they matter, since there may be many labels that will never be shown.
type Labels struct {
	N     int
	Width func(i int) float64 // of label i, set in one line
	Line  float64             // height of a line
	Gap   float64             // least free space between two labels in reading direction
	Every int                 // show only every nth to begin with; 0 and 1: all
	// Nice thins to steps of 1, 2 and 5 times a power of ten, which readers count in: 0,
	// 50, 100 rather than 0, 37, 74.
	Nice bool
	// Air is the least distance of labels by their height; 0: 1, they may touch.
	Air float64
	// From says that turned labels start at their cells instead of ending there, as those over
	// a body and at its right do.
	From bool
	// Angles are tried in order before labels are thinned at the last of them.
	Angles []float64

	// Lines is the most lines that a long label may be broken into, where there is room
	// across them; 0 and 1: none is. LevelLines is the same for labels that stand level under
	// a horizontal axis, which are broken where there is none along them.
	Lines, LevelLines int
	// Broken is the width of label i, that of its widest line, in at most so many lines.
	Broken  func(i, lines int, level bool) float64
	Leading float64 // distance of the lines of a label

	// Ladder returns other choices of labels, of an axis whose labels are times or whole
	// numbers: from the first that is clear on, where not all labels have room at the first
	// of the angles. They are neither turned nor thinned further. Nil, or without rungs: there
	// are none.
	Ladder func() []Rung
}

// Rung is a choice of labels at round places, fewer than on the rung before.
type Rung struct {
	At []int // the cells that are labelled, in ascending order
	// Widths are those of label k: of its line, and of a second one under a horizontal axis,
	// which few labels have; 0 where there is none. The second line of the first label gives
	// way to that of the next.
	Widths func(k int) (first, second float64)
	Lines  int // most lines of a label
}

// Fit is how labels are shown.
type Fit struct {
	Angle float64 // degrees, counter-clockwise
	Every int     // every nth label, from the first; 0: none
	Lines int     // most lines of a label; 0 and 1: none is broken
	Rung  int     // of the ladder, from 1; 0: all labels as they are, or every nth
	try   int     // index into Angles
}

// First is the fit to begin with: all at the first angle.
func (l *Labels) First() Fit {
	if l.N == 0 || len(l.Angles) == 0 {
		return Fit{}
	}
	return l.at(Fit{Every: max(1, l.Every)}, 0)
}

// at is a fit at one of the angles, as it is tried first: turned labels and those beside
// an axis begin with as many lines as may be and give them up where they have no room,
// level ones begin with one.
func (l *Labels) at(f Fit, try int) Fit {
	f.try, f.Angle, f.Lines = try, l.Angles[try], l.Lines
	if l.Level(f) {
		f.Lines = min(1, l.LevelLines)
	}
	return f
}

// Level reports whether a fit's labels stand level under their columns, where they may
// take lines.
func (l *Labels) Level(f Fit) bool { return f.Angle == 0 && l.LevelLines > 1 }

// other is the next way to show as many labels as a fit does.
func (l *Labels) other(f Fit) (next Fit, ok bool) {
	switch {
	case l.Level(f) && f.Lines < l.LevelLines:
		f.Lines++
	case !l.Level(f) && f.Lines > 1:
		f.Lines--
	case f.try < len(l.Angles)-1:
		return l.at(f, f.try+1), true
	default:
		return f, false
	}
	return f, true
}

// width is the width of label i as a fit shows it.
func (l *Labels) width(f Fit, i int) float64 {
	if f.Lines > 1 {
		return l.Broken(i, f.Lines, l.Level(f))
	}
	return l.Width(i)
}

// height is the height of the highest label.
func (l *Labels) height(f Fit) float64 {
	return l.Line + float64(float64(max(1, f.Lines)-1)*l.Leading)
}

// apart is the least distance of labels across their lines. Broken ones stand further
// apart than their lines do, so that the eye sees which belong together.
func (l *Labels) apart(f Fit) float64 {
	if f.Lines > 1 {
		return l.height(f) + float64(0.4*l.Line)
	}
	return l.Line * max(1, l.Air)
}

// Dropped is the fit without labels.
func (l *Labels) Dropped() Fit { return Fit{try: len(l.Angles)} }

// Shown is the number of labels that a fit shows.
func (l *Labels) Shown(f Fit) int {
	switch {
	case f.Every == 0:
		return 0
	case f.Rung > 0:
		return len(l.rung(f).At)
	}
	return (l.N + f.Every - 1) / f.Every
}

// rung is the rung of a fit that has one.
func (l *Labels) rung(f Fit) *Rung { return &l.Ladder()[f.Rung-1] }

// each yields the cells that a fit labels and the widths of their labels.
func (l *Labels) each(f Fit) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		if f.Rung > 0 {
			rung := l.rung(f)
			for k, i := range rung.At {
				first, second := rung.Widths(k)
				if !yield(i, max(first, second)) {
					return
				}
			}
			return
		}
		for i := 0; i < l.N; i += f.Every {
			if !yield(i, l.width(f, i)) {
				return
			}
		}
	}
}

// Next returns the first fit, from f on, whose labels do not touch each other along an
// axis with the given pitch (the distance of neighbouring cells): it breaks, then turns,
// then thins.
// It never goes back to a fit before f, so that repeating it ends.
func (l *Labels) Next(f Fit, pitch float64, vertical bool) Fit {
	if f.Every == 0 {
		return f
	}
	if !l.clear(f, pitch, vertical) && l.Ladder != nil {
		if rungs := l.Ladder(); len(rungs) > 0 {
			return l.climb(f, rungs, pitch, vertical)
		}
	}
	for !l.clear(f, pitch, vertical) {
		next, ok := l.other(f)
		if !ok {
			break
		}
		f = next
	}
	for !l.clear(f, pitch, vertical) && f.Every < l.N {
		f.Every = l.thinner(f.Every)
	}
	return f
}

// climb is the first rung from a fit's on that is clear, or the last.
func (l *Labels) climb(f Fit, rungs []Rung, pitch float64, vertical bool) Fit {
	for f.Rung < len(rungs) {
		f.Rung++
		f.Lines = rungs[f.Rung-1].Lines
		if l.clear(f, pitch, vertical) {
			break
		}
	}
	return f
}

// clearRung is clear for a rung.
func (l *Labels) clearRung(f Fit, pitch float64, vertical bool) bool {
	rung := l.rung(f)
	across, _ := turn(f.Angle)
	level := across == 0 && !vertical
	last, under := -1, -1 // the last label, and the last but the first that has a second line
	for k, i := range rung.At {
		if !level {
			if k > 0 && float64(i-rung.At[k-1])*pitch*max(across, boolTo(vertical)) < l.Line*max(1, l.Air) {
				return false
			}
			continue
		}
		first, second := rung.Widths(k)
		if last >= 0 {
			before, _ := rung.Widths(last)
			if float64(i-rung.At[last])*pitch < (before+first)/2+l.Gap {
				return false
			}
		}
		last = k
		if second == 0 {
			continue
		}
		if under >= 0 {
			_, before := rung.Widths(under)
			if float64(i-rung.At[under])*pitch < (before+second)/2+l.Gap {
				return false
			}
		}
		if k > 0 {
			under = k
		}
	}
	return true
}

// thinner is the next larger step.
func (l *Labels) thinner(every int) int {
	base := max(1, l.Every)
	if !l.Nice {
		return every + base
	}
	power := int(math.Pow(10, math.Floor(math.Log10(float64(every)/float64(base))+1e-9)))
	switch every / base / power {
	case 1:
		return 2 * power * base
	case 2, 3, 4:
		return 5 * power * base
	}
	return 10 * power * base
}

// clear reports whether the labels that a fit shows keep clear of each other.
func (l *Labels) clear(f Fit, pitch float64, vertical bool) bool {
	if f.Rung > 0 {
		return l.clearRung(f, pitch, vertical)
	}
	step := float64(f.Every) * pitch
	across, along := turn(f.Angle) // what the step is across the lines, and along them
	if vertical {
		across, along = along, across
	}
	// Two strips of text, turned alike, keep clear if the distance of their lines is at
	// least a line's height …
	if step*across >= l.apart(f) {
		return true
	}
	// … or if the one ends before the other starts.
	for i := 0; i+f.Every < l.N; i += f.Every {
		width := l.width(f, i+f.Every) // of the one that reaches towards the other
		switch {
		case across == 0: // centred on their cells
			width = (l.width(f, i) + l.width(f, i+f.Every)) / 2
		case (f.Angle > 0) == vertical:
			width = l.width(f, i)
		}
		if step*along < width+l.Gap {
			return false
		}
	}
	return true
}

// turn is the sine and cosine of an angle's size, exact at right angles.
func turn(degrees float64) (sin, cos float64) {
	switch a := math.Abs(degrees); a {
	case 0:
		return 0, 1
	case 90:
		return 1, 0
	default:
		s, c := math.Sincos(a * math.Pi / 180)
		return s, c
	}
}

// Thick is how far the labels reach away from the axis.
func (l *Labels) Thick(f Fit, vertical bool) float64 {
	if f.Every == 0 {
		return 0
	}
	sin, cos := turn(f.Angle)
	if vertical {
		sin, cos = cos, sin
	}
	widest := 0.0
	if sin > 0 {
		for _, width := range l.each(f) {
			widest = max(widest, width)
		}
	}
	return float64(widest*sin) + float64(l.height(f)*cos)
}

// Over is how far labels under a horizontal axis reach out past its start and its end.
func (l *Labels) Over(f Fit, pitch float64) (start, end float64) {
	if f.Every == 0 {
		return 0, 0
	}
	sin, cos := turn(f.Angle)
	length := pitch * float64(l.N)
	for i, width := range l.each(f) {
		at := (float64(i) + 0.5) * pitch
		before, after := width/2, width/2
		if sin > 0 { // the text ends (or, turned clockwise, starts) at its cell
			half := float64(l.height(f) * sin / 2)
			before, after = float64(width*cos)+half, half
			if f.Angle < 0 != l.From {
				before, after = after, before
			}
		}
		start, end = max(start, before-at), max(end, after-(length-at))
	}
	return start, end
}

// OverVertical is how far labels beside a vertical axis reach out past its upper and
// its lower end.
func (l *Labels) OverVertical(f Fit, pitch float64) (top, bottom float64) {
	if f.Every == 0 {
		return 0, 0
	}
	sin, cos := turn(f.Angle)
	length := pitch * float64(l.N)
	if f.Rung > 0 && sin == 0 { // all reach alike: only the ends matter
		at := l.rung(f).At
		half := l.height(f) / 2
		return max(0, half-(float64(at[0])+0.5)*pitch), max(0, half-(length-(float64(at[len(at)-1])+0.5)*pitch))
	}
	last := (l.N - 1) / f.Every * f.Every
	for i := 0; i < l.N; i += f.Every {
		at := (float64(i) + 0.5) * pitch
		above := float64(l.height(f) * cos / 2)
		below := above
		switch {
		case sin == 0:
		case cos == 0: // centred on its cell
			above, below = l.width(f, i)/2, l.width(f, i)/2
		case f.Angle > 0 != l.From: // the text ends at its cell and comes from below
			below += float64(l.width(f, i) * sin)
		default:
			above += float64(l.width(f, i) * sin)
		}
		top, bottom = max(top, above-at), max(bottom, below-(length-at))
		if sin == 0 && i == 0 { // all reach alike: only the ends matter
			i = max(0, last-f.Every)
		}
	}
	return top, bottom
}

func boolTo(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
