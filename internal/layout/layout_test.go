package layout

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// near compares lengths.
func near(a, b float64) bool { return math.Abs(a-b) < 1e-6 }

func sameBox(a, b Box) bool {
	return near(a.X, b.X) && near(a.Y, b.Y) && near(a.W, b.W) && near(a.H, b.H)
}

func solve(t *testing.T, g Grid) *Plan {
	t.Helper()
	plan, err := g.Solve()
	if err != nil {
		t.Fatal(err)
	}
	checkPlan(t, &g, plan)
	return plan
}

// checkPlan holds what is true of every plan: all is on the canvas, nothing overlaps,
// and every band is as long as its body.
func checkPlan(t *testing.T, g *Grid, plan *Plan) {
	t.Helper()
	type named struct {
		name string
		Box
	}
	boxes := []named{{"header", plan.Header}, {"footer", plan.Footer}}
	for i, p := range plan.Panels {
		boxes = append(boxes, named{fmt.Sprintf("head %d", i), p.Head}, named{fmt.Sprintf("body %d", i), p.Body})
		if !(p.Body.W > 0 && p.Body.H > 0) {
			t.Errorf("body %d is %v", i, p.Body)
		}
		for _, side := range Sides {
			for k, b := range p.Bands[side] {
				name := fmt.Sprintf("band %d of side %d of panel %d", k, side, i)
				boxes = append(boxes, named{name, b})
				thick := g.Panels[i].Bands[side][k].Thick
				want := Box{p.Body.X, b.Y, p.Body.W, thick}
				if side == Left || side == Right {
					want = Box{b.X, p.Body.Y, thick, p.Body.H}
				}
				if !sameBox(b, want) {
					t.Errorf("%s is %v at a body of %v", name, b, p.Body)
				}
			}
			if room := reach(p.Body, side, plan); room < g.Panels[i].Over[side]-1e-6 {
				t.Errorf("panel %d: labels reach out by %g at side %d, where there is %g", i, g.Panels[i].Over[side], side, room)
			}
		}
	}
	for i, a := range boxes {
		if a.X < g.Margin-1e-6 || a.Y < g.Margin-1e-6 || a.X+a.W > plan.Width-g.Margin+1e-6 || a.Y+a.H > plan.Height-g.Margin+1e-6 {
			t.Errorf("%s at %v leaves the canvas of %g × %g", a.name, a.Box, plan.Width, plan.Height)
		}
		for _, b := range boxes[i+1:] {
			w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
			h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
			if w > 1e-6 && h > 1e-6 {
				t.Errorf("%s at %v lies over %s at %v", a.name, a.Box, b.name, b.Box)
			}
		}
	}
}

// reach is the space from a body's side to the canvas's edge.
func reach(b Box, side Side, plan *Plan) float64 {
	return [4]float64{b.Y, plan.Width - b.X - b.W, plan.Height - b.Y - b.H, b.X}[side]
}

// bands is a list of bands with gaps of 2.
func bands(thick ...float64) (list []Band) {
	for _, t := range thick {
		list = append(list, Band{Gap: 2, Thick: t})
	}
	return list
}

// around is a panel with bands on all four sides.
func around() Panel {
	return Panel{
		Bands: [4][]Band{Top: bands(10), Right: bands(5, 20), Bottom: bands(8), Left: bands(30)},
		Head:  12, MinWidth: 20, MinHeight: 20,
	}
}

func TestOnePanelOnAFixedCanvas(t *testing.T) {
	plan := solve(t, Grid{Panels: []Panel{around()}, Columns: 1, Width: 200, Height: 150, Margin: 6, Header: 15, Footer: 9})
	p := plan.Panels[0]
	// 200 − 12 − 32 left − 29 right; 150 − 12 − 24 − 24 above − 10 below.
	for what, c := range map[string][2]Box{
		"body":         {p.Body, {38, 45, 127, 80}},
		"top band":     {p.Bands[Top][0], {38, 33, 127, 10}},
		"inner right":  {p.Bands[Right][0], {167, 45, 5, 80}},
		"outer right":  {p.Bands[Right][1], {174, 45, 20, 80}},
		"bottom band":  {p.Bands[Bottom][0], {38, 127, 127, 8}},
		"left band":    {p.Bands[Left][0], {6, 45, 30, 80}},
		"panel's head": {p.Head, {6, 21, 188, 12}},
		"header":       {plan.Header, {6, 6, 188, 15}},
		"footer":       {plan.Footer, {6, 135, 188, 9}},
	} {
		if !sameBox(c[0], c[1]) {
			t.Errorf("%s: %v, want %v", what, c[0], c[1])
		}
	}
}

func TestAFixedBodyMakesTheCanvas(t *testing.T) {
	p := around()
	p.Width, p.Height = 100, 50
	plan := solve(t, Grid{Panels: []Panel{p}, Columns: 1, Margin: 6, Header: 15, Footer: 9})
	if !near(plan.Width, 12+32+29+100) || !near(plan.Height, 12+24+24+10+50) {
		t.Errorf("canvas %g × %g", plan.Width, plan.Height)
	}
	if b := plan.Panels[0].Body; !near(b.W, 100) || !near(b.H, 50) {
		t.Errorf("body %v", b)
	}
}

func TestAFixedBodyStandsInTheMiddleOfALargerCanvas(t *testing.T) {
	p := around()
	p.Width, p.Height = 100, 50
	b := solve(t, Grid{Panels: []Panel{p}, Columns: 1, Width: 300, Height: 400, Margin: 6}).Panels[0].Body
	if left, right := b.X-32, 300-b.X-b.W-29; !near(left, right) {
		t.Errorf("%g free at the left, %g at the right", left, right)
	}
	if top, bottom := b.Y-24, 400-b.Y-b.H-10; !near(top, bottom) {
		t.Errorf("%g free above, %g below", top, bottom)
	}
}

func TestAHeaderMayBeTheWidest(t *testing.T) {
	plan := solve(t, Grid{Panels: []Panel{{Width: 30, Height: 30}}, Columns: 1, Margin: 6, Header: 10, HeaderWidth: 200, MinInside: 200})
	if !near(plan.Width, 212) || !near(plan.Header.W, 200) {
		t.Errorf("canvas %g wide, header %g", plan.Width, plan.Header.W)
	}
}

func TestLabelsThatStickOut(t *testing.T) {
	p := Panel{MinWidth: 10, MinHeight: 10, Over: [4]float64{Top: 3, Right: 40, Bottom: 4, Left: 7}}
	g := Grid{Panels: []Panel{p}, Columns: 1, Width: 100, Height: 60, Margin: 5}
	if b := solve(t, g).Panels[0].Body; !sameBox(b, Box{12, 8, 43, 43}) {
		t.Errorf("body %v", b)
	}
	// Where bands take more, nothing is added.
	g.Panels[0].Bands[Right] = bands(50)
	if b := solve(t, g).Panels[0].Body; !near(b.W, 31) {
		t.Errorf("body %v", b)
	}
}

func TestAspect(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height float64 // canvas
		aspect        float64
		w, h          float64 // body
	}{
		{"wide canvas", 300, 100, 1, 100, 100},
		{"high canvas", 100, 300, 1, 100, 100},
		{"high body", 300, 300, 3, 100, 300},
		{"wide body", 300, 300, 0.5, 300, 150},
		{"free", 300, 200, 0, 300, 200},
	} {
		plan := solve(t, Grid{Panels: []Panel{{MinWidth: 1, MinHeight: 1, Aspect: c.aspect}}, Columns: 1, Width: c.width, Height: c.height})
		if b := plan.Panels[0].Body; !near(b.W, c.w) || !near(b.H, c.h) {
			t.Errorf("%s: body %v, want %g × %g", c.name, b, c.w, c.h)
		}
	}
	// A given width decides on the height.
	plan := solve(t, Grid{Panels: []Panel{{Width: 80, MinHeight: 1, Aspect: 2}}, Columns: 1, Height: 300})
	if b := plan.Panels[0].Body; !near(b.W, 80) || !near(b.H, 160) {
		t.Errorf("body %v", b)
	}
}

// Two rows of three panels with different bands: bodies of a column share their left
// and right edges, those of a row their upper and lower ones. Facets, dendrograms,
// strips and marginals need no more than this.
func TestPanelsAlign(t *testing.T) {
	g := Grid{Columns: 3, Width: 600, Height: 400, Margin: 10, GapX: 12, GapY: 14, Header: 20, Footer: 10}
	for i := range 6 {
		p := around()
		p.Bands[i%4] = append(p.Bands[i%4], bands(float64(10*i+1), 4)...)
		p.Head = float64(i * 3)
		p.Over[Left] = float64(40 * (i % 2))
		g.Panels = append(g.Panels, p)
	}
	plan := solve(t, g)
	first := plan.Panels[0].Body
	for i := range 6 {
		b := plan.Panels[i].Body
		if column := plan.Panels[i%3].Body; !near(b.X, column.X) {
			t.Errorf("body %d %v is not in line with %v above it", i, b, column)
		}
		if row := plan.Panels[i/3*3].Body; !near(b.Y, row.Y) {
			t.Errorf("body %d %v is not in line with %v beside it", i, b, row)
		}
		if !near(b.W, first.W) || !near(b.H, first.H) {
			t.Errorf("body %d %v is not as large as the first, %v", i, b, first)
		}
	}
}

func TestPanelsOfAnUnfinishedRow(t *testing.T) {
	g := Grid{Columns: 3, Width: 500, Height: 300, Panels: []Panel{around(), around(), around(), around()}}
	plan := solve(t, g)
	if !near(plan.Panels[3].Body.X, plan.Panels[0].Body.X) {
		t.Errorf("%v is not under %v", plan.Panels[3].Body, plan.Panels[0].Body)
	}
	g.Columns = 9 // more than there are panels
	if plan = solve(t, g); !near(plan.Panels[3].Body.Y, plan.Panels[0].Body.Y) {
		t.Error("four panels in nine columns are not in one row")
	}
}

func TestPanelsShareTheWidthByTheirParts(t *testing.T) {
	g := Grid{Columns: 3, Width: 400, Height: 100, Panels: []Panel{{ShareX: 12}, {ShareX: 4}, {ShareX: 4, MinWidth: 100}}}
	plan := solve(t, g)
	for i, want := range []float64{225, 75, 100} {
		if got := plan.Panels[i].Body.W; !near(got, want) {
			t.Errorf("body %d is %g wide, want %g", i, got, want)
		}
	}
}

func TestNoPanelsAtAll(t *testing.T) {
	if _, err := (&Grid{Width: 10, Height: 10}).Solve(); err != nil {
		t.Error(err)
	}
}

// What is exchanged in the question is exchanged in the answer.
func TestTransposed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	solved := 0
	for range 300 {
		p := random(r)
		p.Head, p.Aspect = 0, 0
		q := p
		for s, to := range [4]Side{Top: Left, Left: Top, Right: Bottom, Bottom: Right} {
			q.Bands[to], q.Over[to] = p.Bands[s], p.Over[s]
		}
		q.Width, q.Height, q.MinWidth, q.MinHeight = p.Height, p.Width, p.MinHeight, p.MinWidth
		a, errA := (&Grid{Panels: []Panel{p}, Columns: 1, Width: 300, Height: 200, Margin: 3}).Solve()
		b, errB := (&Grid{Panels: []Panel{q}, Columns: 1, Width: 200, Height: 300, Margin: 3}).Solve()
		if (errA == nil) != (errB == nil) {
			t.Fatalf("%v but %v", errA, errB)
		}
		if errA != nil {
			continue
		}
		solved++
		if x, y := a.Panels[0].Body, b.Panels[0].Body; !sameBox(x, Box{y.Y, y.X, y.H, y.W}) {
			t.Fatalf("%v and %v of %+v", x, y, p)
		}
	}
	if solved < 100 {
		t.Errorf("only %d solved", solved)
	}
}

func random(r *rand.Rand) Panel {
	p := Panel{MinWidth: 1 + 20*r.Float64(), MinHeight: 1 + 20*r.Float64(), Head: float64(r.IntN(2) * 9)}
	for s := range p.Bands {
		for range r.IntN(4) {
			p.Bands[s] = append(p.Bands[s], Band{5 * r.Float64(), 30 * r.Float64()})
		}
		p.Over[s] = 40 * r.Float64() * float64(r.IntN(2))
	}
	if r.IntN(4) == 0 {
		p.Width = 5 + 60*r.Float64()
	}
	if r.IntN(4) == 0 {
		p.Height = 5 + 60*r.Float64()
	}
	if r.IntN(3) == 0 {
		p.Aspect = math.Exp(2*r.Float64() - 1)
	}
	return p
}

// Whatever is asked for, nothing overlaps; and where a canvas is too small, the size
// that the error names does, and no smaller one.
func TestRandomGrids(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	solved, refused := 0, 0
	for range 3000 {
		g := Grid{Columns: 1 + r.IntN(4), Margin: 9 * r.Float64(), GapX: 9 * r.Float64(), GapY: 9 * r.Float64(),
			Header: 20 * r.Float64(), Footer: 20 * r.Float64()}
		for range 1 + r.IntN(7) {
			g.Panels = append(g.Panels, random(r))
		}
		if r.IntN(3) > 0 {
			g.Width = 20 + 1000*r.Float64()
		}
		if r.IntN(3) > 0 {
			g.Height = 20 + 1000*r.Float64()
		}
		plan, err := g.Solve()
		solved++
		var small *TooSmallError
		if errors.As(err, &small) {
			solved--
			refused++
			plan, g = truthful(t, g, small)
		}
		if plan != nil {
			checkPlan(t, &g, plan)
		}
		if t.Failed() {
			t.Fatalf("%+v", g)
		}
	}
	if solved < 500 || refused < 500 {
		t.Errorf("%d solved and %d refused: the test says little", solved, refused)
	}
}

// truthful checks the sizes that an error names, and returns the plan and the grid
// with a canvas that does.
func truthful(t *testing.T, g Grid, small *TooSmallError) (*Plan, Grid) {
	t.Helper()
	at := func(w, h float64) (*Plan, Grid, error) {
		g := g
		if g.Width > 0 {
			g.Width = w
		}
		if g.Height > 0 {
			g.Height = h
		}
		plan, err := g.Solve()
		return plan, g, err
	}
	if _, _, err := at(small.NeedWidth, small.NeedHeight); err != nil {
		t.Errorf("the least size does not do: %v", err)
	}
	if _, _, err := at(small.NeedWidth-0.1, small.NeedHeight); g.Width > 0 && err == nil {
		t.Error("a narrower canvas does as well")
	}
	if _, _, err := at(small.NeedWidth, small.NeedHeight-0.1); g.Height > 0 && err == nil {
		t.Error("a lower canvas does as well")
	}
	plan, larger, err := at(max(small.Width, small.NeedWidth), max(small.Height, small.NeedHeight))
	if err != nil {
		t.Errorf("a larger size does not do: %v", err)
	}
	return plan, larger
}

func TestTooSmallErrorSaysWhatWouldDo(t *testing.T) {
	_, err := (&Grid{Panels: []Panel{around()}, Columns: 1, Width: 50, Height: 40}).Solve()
	const want = "the canvas of 50 × 40 is too small; the smallest that can hold the figure is 81 × 54"
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// On a terminal everything lies on whole units, lines on even ones.
func TestAligned(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		g := Grid{Columns: 1 + r.IntN(3), GapX: 2, GapY: 2, Aligned: true, Header: 4, Footer: 2}
		for range 1 + r.IntN(5) {
			p := random(r)
			p.Aspect, p.Width, p.Height = 0, float64(1+r.IntN(40)), float64(2+2*r.IntN(20))
			p.MinWidth, p.MinHeight = 1, 2
			p.Align()
			g.Panels = append(g.Panels, p)
		}
		for i, p := range solve(t, g).Panels {
			if b := p.Body; b.X != math.Floor(b.X) || b.Y != 2*math.Floor(b.Y/2) {
				t.Fatalf("body %d stands at %g, %g", i, b.X, b.Y)
			}
		}
	}
}

func TestPanelSpace(t *testing.T) {
	p := Panel{Bands: [4][]Band{Top: bands(10, 3)}, Over: [4]float64{Top: 20, Left: 4}, Head: 5}
	if depth, reserve, excess := p.Depth(Top), p.Reserve(Top), p.Excess(Top); depth != 17 || reserve != 25 || excess != 3 {
		t.Errorf("depth %g, reserve %g, excess %g", depth, reserve, excess)
	}
	q := Panel{Bands: [4][]Band{Top: {{1, 12}, {9, 1}}}, Over: [4]float64{Right: 8}, Head: 6}
	q.Grow(&p)
	want := Panel{Bands: [4][]Band{Top: {{2, 12}, {9, 3}}}, Over: [4]float64{Top: 20, Right: 8, Left: 4}, Head: 6}
	if fmt.Sprint(q) != fmt.Sprint(want) {
		t.Errorf("grown to %v, want %v", q, want)
	}
}
