package layout

import (
	"math"
	"math/rand/v2"
	"testing"
)

// labelsOf are labels of the given widths, 10 high.
func labelsOf(angles []float64, widths ...float64) *Labels {
	return &Labels{N: len(widths), Width: func(i int) float64 { return widths[i] }, Line: 10, Gap: 4, Angles: angles}
}

func same(n int, width float64) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = width
	}
	return w
}

var turns = []float64{0, 45, 90}

func TestLabelsAreTurnedThenThinned(t *testing.T) {
	for _, c := range []struct {
		name  string
		l     *Labels
		pitch float64
		want  Fit
	}{
		{"room for all", labelsOf(turns, same(5, 20)...), 24, Fit{Angle: 0, Every: 1}},
		{"a little too wide", labelsOf(turns, same(5, 20)...), 23.9, Fit{Angle: 45, Every: 1}},
		{"still narrower", labelsOf(turns, same(5, 20)...), 14, Fit{Angle: 90, Every: 1}},
		{"a line each", labelsOf(turns, same(5, 20)...), 10, Fit{Angle: 90, Every: 1}},
		{"every second", labelsOf(turns, same(5, 20)...), 9.9, Fit{Angle: 90, Every: 2}},
		{"every third", labelsOf(turns, same(9, 20)...), 4, Fit{Angle: 90, Every: 3}},
		{"level only", labelsOf(turns[:1], same(5, 20)...), 10, Fit{Angle: 0, Every: 3}},
		{"one label", labelsOf(turns, 500), 1, Fit{Angle: 0, Every: 1}},
		{"no pitch", labelsOf(turns, same(5, 20)...), 0, Fit{Angle: 90, Every: 5}},
	} {
		if got := c.l.Next(c.l.First(), c.pitch, false); got.Angle != c.want.Angle || got.Every != c.want.Every {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestLabelsBesideRows(t *testing.T) {
	l := labelsOf(turns[:1], same(8, 300)...)
	for _, c := range []struct {
		pitch float64
		every int
	}{{10, 1}, {9, 2}, {5, 2}, {3, 4}} {
		if got := l.Next(l.First(), c.pitch, true); got.Every != c.every {
			t.Errorf("pitch %g: every %d, want %d", c.pitch, got.Every, c.every)
		}
	}
	l.Air = 1.5
	if got := l.Next(l.First(), 10, true); got.Every != 2 {
		t.Errorf("with air: every %d", got.Every)
	}
}

func TestNiceStepsOfPositions(t *testing.T) {
	l := labelsOf(turns[:1], same(1000, 20)...)
	l.Nice = true
	for _, c := range []struct {
		pitch float64
		every int
	}{{24, 1}, {12, 2}, {11, 5}, {2.4, 10}, {2, 20}, {1, 50}, {0.3, 100}, {0.1, 500}} {
		if got := l.Next(l.First(), c.pitch, false); got.Every != c.every {
			t.Errorf("pitch %g: every %d, want %d", c.pitch, got.Every, c.every)
		}
	}
	l.Every = 3 // asked for every third: steps are multiples of it
	if got := l.Next(l.First(), 1, false); got.Every != 30 {
		t.Errorf("every third: %d", got.Every)
	}
}

func TestLabelsThatWereNotAskedFor(t *testing.T) {
	none := &Labels{}
	if f := none.First(); f.Every != 0 || none.Next(f, 3, false).Every != 0 || none.Shown(f) != 0 || none.Thick(f, true) != 0 {
		t.Errorf("%+v", f)
	}
	l := labelsOf(turns, same(4, 9)...)
	if f := l.Dropped(); l.Shown(f) != 0 || l.Next(f, 100, false) != f {
		t.Error("dropped labels come back")
	}
	start, end := l.Over(l.Dropped(), 3)
	top, bottom := l.OverVertical(l.Dropped(), 3)
	if start+end+top+bottom != 0 {
		t.Error("dropped labels take space")
	}
}

func TestShown(t *testing.T) {
	l := labelsOf(turns, same(10, 9)...)
	for every, want := range map[int]int{1: 10, 2: 5, 3: 4, 9: 2, 10: 1, 99: 1} {
		if got := l.Shown(Fit{Every: every}); got != want {
			t.Errorf("every %d: %d, want %d", every, got, want)
		}
	}
}

func TestThick(t *testing.T) {
	l := labelsOf(turns, 30, 70, 20)
	for _, c := range []struct {
		angle    float64
		every    int
		vertical bool
		want     float64
	}{
		{0, 1, false, 10}, {90, 1, false, 70}, {-90, 1, false, 70}, {90, 2, false, 30},
		{45, 1, false, 80 / math.Sqrt2}, {0, 1, true, 70}, {90, 1, true, 10},
	} {
		if got := l.Thick(Fit{Angle: c.angle, Every: c.every}, c.vertical); !near(got, c.want) {
			t.Errorf("%+v: %g", c, got)
		}
	}
}

func TestOver(t *testing.T) {
	l := labelsOf(turns, 30, 10, 50)
	for _, c := range []struct {
		angle, pitch, start, end float64
	}{
		{0, 20, 5, 15}, {0, 100, 0, 0}, {90, 4, 3, 3},
		{90, 20, 0, 0}, {45, 20, 30/math.Sqrt2 + 5/math.Sqrt2 - 10, 0}, {-45, 20, 0, 50/math.Sqrt2 + 5/math.Sqrt2 - 10},
	} {
		if start, end := l.Over(Fit{Angle: c.angle, Every: 1}, c.pitch); !near(start, c.start) || !near(end, c.end) {
			t.Errorf("%+v: %g, %g", c, start, end)
		}
	}
	for _, c := range []struct {
		angle, pitch, top, bottom float64
	}{
		{0, 4, 3, 3}, {0, 20, 0, 0}, {90, 20, 5, 15},
		{45, 20, 0, 50/math.Sqrt2 + 5/math.Sqrt2 - 10}, {-45, 20, 30/math.Sqrt2 + 5/math.Sqrt2 - 10, 0},
	} {
		if top, bottom := l.OverVertical(Fit{Angle: c.angle, Every: 1}, c.pitch); !near(top, c.top) || !near(bottom, c.bottom) {
			t.Errorf("vertical %+v: %g, %g", c, top, bottom)
		}
	}
}

// Whatever the labels: Next never goes back, ends, changes nothing the second time,
// and what it shows does not touch.
func TestNextRelations(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 3000 {
		widths := make([]float64, 1+r.IntN(60))
		for i := range widths {
			widths[i] = float64(r.IntN(2)) * math.Exp(5*r.Float64())
		}
		angles := [][]float64{turns, {0}, {90}, {-45}, {180*r.Float64() - 90}}[r.IntN(5)]
		l := labelsOf(angles, widths...)
		l.Nice, l.Every = r.IntN(2) == 0, r.IntN(5)
		vertical := r.IntN(2) == 0
		f := l.First()
		for range 6 {
			pitch := math.Exp(6*r.Float64() - 2)
			next := l.Next(f, pitch, vertical)
			if next.try < f.try || next.Every < f.Every {
				t.Fatalf("went back from %+v to %+v", f, next)
			}
			if again := l.Next(next, pitch, vertical); again != next {
				t.Fatalf("%+v becomes %+v", next, again)
			}
			if wider := l.Next(next, 2*pitch, vertical); wider != next {
				t.Fatalf("%+v becomes %+v where there is more room", next, wider)
			}
			f = next
			checkClear(t, l, f, pitch, vertical)
		}
	}
}

// checkClear compares the strips of all labels that are shown, as they are drawn.
func checkClear(t *testing.T, l *Labels, f Fit, pitch float64, vertical bool) {
	t.Helper()
	sin, cos := math.Sincos(f.Angle * math.Pi / 180)
	level := math.Abs(sin) < 1e-9
	if vertical {
		level = math.Abs(cos) < 1e-9
	}
	strip := func(i int) (from, to, across float64) {
		at := float64(i) * pitch
		x, y := at, 0.0
		if vertical {
			x, y = 0, at
		}
		along := x*cos - y*sin
		w := l.Width(i)
		switch {
		case level:
			from, to = along-w/2, along+w/2
		case !vertical && f.Angle < 0: // starts at its cell
			from, to = along, along+w
		default: // ends at its cell
			from, to = along-w, along
		}
		return from, to, x*sin + y*cos
	}
	for i := 0; i < l.N; i += f.Every {
		a0, a1, a := strip(i)
		for j := i + f.Every; j < l.N; j += f.Every {
			b0, b1, b := strip(j)
			if a0 < b1-1e-6 && b0 < a1-1e-6 && math.Abs(a-b) < l.Line-1e-6 {
				t.Fatalf("labels %d and %d touch: %+v, pitch %g, vertical %v", i, j, f, pitch, vertical)
			}
		}
	}
}

// breakable are labels of one width that break into lines of their share of it.
func breakable(n int, width float64, angles ...float64) *Labels {
	return &Labels{
		N: n, Line: 10, Gap: 5, Leading: 10, Angles: angles, Lines: 3, Nice: true,
		Width:  func(int) float64 { return width },
		Broken: func(_, lines int, _ bool) float64 { return width / float64(lines) },
	}
}

// Labels beside an axis take as many lines as the rows have room for, and never so many
// that those of two rows read as one.
func TestLabelsBesideAnAxisBreakWhereRowsAreHigh(t *testing.T) {
	for _, c := range []struct {
		pitch float64
		lines int
		thick float64
	}{{60, 3, 100}, {34, 3, 100}, {33, 2, 150}, {24, 2, 150}, {23, 1, 300}, {11, 1, 300}} {
		l := breakable(10, 300, 0)
		f := l.Next(l.First(), c.pitch, true)
		if f.Lines != c.lines || f.Every != 1 || l.Thick(f, true) != c.thick {
			t.Errorf("pitch %g: %+v, %g thick", c.pitch, f, l.Thick(f, true))
		}
		if top, bottom := l.OverVertical(f, c.pitch); top != 0 || bottom != 0 {
			t.Errorf("pitch %g: they reach %g, %g past the axis", c.pitch, top, bottom)
		}
	}
}

// Level labels break before they are turned, turned ones begin broken.
func TestLabelsUnderAnAxisBreakBeforeTheyTurn(t *testing.T) {
	for _, c := range []struct {
		pitch, angle float64
		lines        int
	}{{310, 0, 1}, {160, 0, 2}, {110, 0, 3}, {60, 45, 3}, {40, 45, 2}, {20, 45, 1}, {12, 90, 1}} {
		l := breakable(10, 300, 0, 45, 90)
		l.LevelLines = 3
		f := l.Next(l.First(), c.pitch, false)
		if f.Angle != c.angle || f.Lines != c.lines || f.Every != 1 {
			t.Errorf("pitch %g: %+v, want %g° in %d lines", c.pitch, f, c.angle, c.lines)
		}
		if again := l.Next(f, c.pitch, false); again != f {
			t.Errorf("pitch %g: %+v became %+v", c.pitch, f, again)
		}
		if f.Angle == 0 && l.Thick(f, false) != float64(10*c.lines) {
			t.Errorf("pitch %g: %g thick", c.pitch, l.Thick(f, false))
		}
	}
}

// Labels of a scale climb to the first rung whose lines keep clear, and are not turned.
func TestLabelsClimb(t *testing.T) {
	l := labelsOf(turns, same(12, 50)...)
	rungs := []Rung{
		{At: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, Lines: 2},
		{At: []int{0, 2, 4, 6, 8, 10}, Lines: 2},
		{At: []int{3, 9}, Lines: 1},
	}
	for n := range rungs {
		rungs[n].Widths = func(k int) (first, second float64) {
			if i := rungs[n].At[k]; rungs[n].Lines == 2 && (i == 0 || i == 2 || i == 10) {
				return 10, 34
			}
			return 10, 0
		}
	}
	l.Ladder = func() []Rung { return rungs }
	l.Leading = 12
	for _, c := range []struct {
		pitch               float64
		vertical            bool
		rung, shown, height int
	}{
		{54, false, 0, 12, 10}, // as they are
		{53, false, 1, 12, 22},
		{14, false, 1, 12, 22}, // the second line of the first label gives way to the next
		{7, false, 2, 6, 22},
		{4, false, 3, 2, 10}, // the second lines would touch
		{0.1, false, 3, 2, 10},
		{10, true, 0, 12, 50},
		{9, true, 2, 6, 34},
		{4, true, 3, 2, 10},
	} {
		f := l.Next(l.First(), c.pitch, c.vertical)
		if f.Angle != 0 || f.Rung != c.rung || l.Shown(f) != c.shown || l.Thick(f, c.vertical) != float64(c.height) {
			t.Errorf("pitch %g: %+v shows %d, %g thick, want rung %d, %d, %d", c.pitch, f, l.Shown(f), l.Thick(f, c.vertical), c.rung, c.shown, c.height)
		}
		if again := l.Next(f, c.pitch, c.vertical); again != f {
			t.Errorf("pitch %g: %+v, then %+v", c.pitch, f, again)
		}
	}
	f := l.Next(l.First(), 7, false)
	if start, end := l.Over(f, 7); start != 17-3.5 || end != 17-10.5 {
		t.Errorf("labels reach out by %g and %g", start, end)
	}
}
