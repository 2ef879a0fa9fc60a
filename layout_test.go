package heat_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// The promise of the layout is "no text clipped, none overlapping, at any size". These
// tests draw figures of every shape and check it on the scene itself.

// compiler finds installed fonts once for all figures.
var compiler = heat.Compiler{System: &heat.SystemFonts{}}

func TestNoTextIsClippedOrOverlaps(t *testing.T) {
	cases := layoutCases
	if testing.Short() {
		cases /= 10
	}
	for seed := range uint64(cases) {
		if err := checkLayout(seed); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// Tracks on all four sides of six panels: bodies stay in line, each bar stands at its
// row or column, and grows away from the body. Dendrograms, strips, marginals and
// facets stand on the same places.
func TestTracksOfSeveralPanels(t *testing.T) {
	spec := heat.Spec{Arrange: heat.Arrange{Columns: 3}, Size: heat.Size{Width: 900, Height: 700}}
	const rows, cols = 4, 5
	bars := func(n, tracks int) (list []heat.Track) {
		for range tracks {
			b := &heat.Bars{Thick: heat.Length(10 + 5*tracks)}
			for i := range n {
				b.Values = append(b.Values, scale.At(float64(i+1)))
			}
			list = append(list, b)
		}
		return list
	}
	for i := range 6 {
		m := must(matrix.New(rows, cols, make([]float64, rows*cols)))
		m.RowLabels = []string{"a", "b", strings.Repeat("c", 1+3*i), "d"}
		p := heat.Panel{Title: fmt.Sprint("Panel ", i), Layers: []heat.Layer{&heat.Cells{Values: m}}}
		p.Left, p.Right, p.Top, p.Bottom = bars(rows, i%2), bars(rows, i%3), bars(cols, 2-i%3), bars(cols, 1)
		spec.Panels = append(spec.Panels, p)
	}
	fig, err := heat.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	if err := checkFigure(fig); err != nil {
		t.Error(err)
	}
	panels := collect(fig.Scene())
	for i, p := range panels {
		x, y := p.blocks[0].X, p.blocks[0].Y
		if first := panels[i%3].blocks[0].X; math.Abs(x[0]-first[0]) > 1e-9 || math.Abs(x[cols]-first[cols]) > 1e-9 {
			t.Errorf("panel %d is not under the one above", i)
		}
		if first := panels[i/3*3].blocks[0].Y; math.Abs(y[0]-first[0]) > 1e-9 || math.Abs(y[rows]-first[rows]) > 1e-9 {
			t.Errorf("panel %d is not beside the one before", i)
		}
		if want := i%2 + i%3 + 2 - i%3 + 1; len(p.tracks) != want {
			t.Errorf("panel %d has %d tracks, want %d", i, len(p.tracks), want)
		}
		for _, track := range p.tracks {
			level := track[0].X >= x[0]-1e-9 && track[0].X < x[cols]
			longest := 0.0
			for k, bar := range track {
				if level {
					if mid := bar.X + bar.W/2; mid < x[k] || mid > x[k+1] {
						t.Errorf("panel %d: bar %d stands at %g, its column at %g…%g", i, k, mid, x[k], x[k+1])
					}
				} else if mid := bar.Y + bar.H/2; mid < y[k] || mid > y[k+1] {
					t.Errorf("panel %d: bar %d stands at %g, its row at %g…%g", i, k, mid, y[k], y[k+1])
				}
				length := bar.W
				if level {
					length = bar.H
				}
				if length <= longest {
					t.Errorf("panel %d: bar %d is %g long, the one before %g", i, k, length, longest)
				}
				longest = length
			}
		}
	}
}

func FuzzLayout(f *testing.F) {
	f.Add(uint64(0))
	f.Fuzz(func(t *testing.T, seed uint64) {
		if err := checkLayout(seed); err != nil {
			t.Error(err)
		}
	})
}

// checkLayout draws the figure of a seed. Where its canvas is refused, the one that the
// message names must do.
func checkLayout(seed uint64) error {
	spec := generate(rand.New(rand.NewPCG(seed, 1)))
	fig, err := compiler.Compile(spec)
	if err == nil {
		return checkFigure(fig)
	}
	size, ok := smallest(err)
	if !ok {
		if strings.Contains(err.Error(), "the limit is 400 in") {
			return nil
		}
		return fmt.Errorf("%s: refused: %w", outline(spec), err)
	}
	spec.Size.Width, spec.Size.Height = size.Width, size.Height
	fig, again := compiler.Compile(spec)
	if again != nil {
		return fmt.Errorf("%s: the size of the message does not do: %v, then %w", outline(spec), err, again)
	}
	return checkFigure(fig)
}

// smallest is the size that a refusal recommends.
func smallest(err error) (heat.Size, bool) {
	found := regexp.MustCompile(`the smallest that can is (\S+)( in wide| in high|)\)`).FindStringSubmatch(err.Error())
	var refused *heat.Error
	if found == nil || !errors.As(err, &refused) {
		return heat.Size{}, false
	}
	if found[2] != "" {
		l, err := heat.ParseLength(found[1]+"in", 0)
		if found[2] == " in high" {
			return heat.Size{Height: l}, err == nil
		}
		return heat.Size{Width: l}, err == nil
	}
	w, h, err := heat.ParseSize(found[1], 0)
	return heat.Size{Width: w, Height: h}, err == nil
}

// outline tells what is special about a spec.
func outline(s heat.Spec) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v columns %d font %v title %d", s.Size, s.Arrange.Columns, s.Theme.FontSize, len(s.Title))
	for _, p := range s.Panels {
		c := p.Layers[0].(*heat.Cells)
		rows, cols := c.Values.Dims()
		fmt.Fprintf(&b, " [%d×%d head %d titles %d %d labels %T %T rotate %v %v cbar %v %v %d square %v annot %v tracks %d %d %d %d]",
			rows, cols, len(p.Title), len(p.X.Title), len(p.Y.Title), p.X.Labels, p.Y.Labels, p.X.Rotate, p.Y.Rotate,
			c.Cbar.Show, c.Cbar.Side, len(c.Cbar.Label), c.Square, c.Annot.Show, len(p.Left), len(p.Right), len(p.Top), len(p.Bottom))
	}
	return b.String()
}

// slack is how far, in points, boxes may reach over each other or the edge.
const slack = 0.5

// checkFigure checks the scene of a figure.
func checkFigure(fig *heat.Figure) error {
	s := fig.Scene()
	spec := fig.Spec()
	panels := collect(s)
	if len(panels) != len(spec.Panels) {
		return fmt.Errorf("%s: %d bodies for %d panels", outline(spec), len(panels), len(spec.Panels))
	}
	var problems []string
	say := func(format string, args ...any) {
		if len(problems) < 5 {
			problems = append(problems, fmt.Sprintf(format, args...))
		}
	}
	var texts, solids []shape
	for i, p := range panels {
		p.check(say, fig.Report().Panels[i])
		texts, solids = append(texts, p.texts...), append(solids, p.solids...)
	}
	texts = append(texts, textsOf(s.Items, "")...)
	for i, a := range texts {
		if !a.inside(s.Width, s.Height) {
			say("%v reaches out of the canvas of %.4g × %.4g", a, s.Width, s.Height)
		}
		for _, b := range texts[i+1:] {
			if a.overlaps(b) {
				say("%v lies over %v", a, b)
			}
		}
		for _, b := range solids {
			if a.overlaps(b) {
				say("%v lies over %v", a, b)
			}
		}
	}
	for i, a := range solids {
		if !a.inside(s.Width, s.Height) {
			say("%v reaches out of the canvas of %.4g × %.4g", a, s.Width, s.Height)
		}
		for _, b := range solids[i+1:] {
			if a.overlaps(b) {
				say("%v lies over %v", a, b)
			}
		}
	}
	if problems != nil {
		return fmt.Errorf("%s: %s", outline(spec), strings.Join(problems, "; "))
	}
	return nil
}

// drawn is what a scene shows of one panel.
type drawn struct {
	blocks  []*scene.Mosaic // parts of the body
	bar     *shape          // with its arrows
	numbers []shape
	names   []shape // on tracks
	under   []shape // what each of these is on
	texts   []shape // all that are not in cells
	solids  []shape // body, bar and tracks
	tracks  [][]*scene.Rect
	count   map[string]int
}

// collect takes a scene's groups apart: each body begins a panel.
func collect(s *scene.Scene) (panels []*drawn) {
	for _, it := range s.Items {
		g, ok := it.(*scene.Group)
		if !ok {
			continue
		}
		if g.Name == "body" {
			p := &drawn{count: map[string]int{}}
			for _, it := range g.Items {
				if m, ok := it.(*scene.Mosaic); ok {
					p.blocks = append(p.blocks, m)
					p.solids = append(p.solids, mosaicShape("body", m))
				}
			}
			panels = append(panels, p)
			continue
		}
		if len(panels) == 0 || g.Name == "caption" {
			continue
		}
		p := panels[len(panels)-1]
		if g.Name == "numbers" {
			p.numbers = textsOf(g.Items, g.Name)
			continue
		}
		texts := textsOf(g.Items, g.Name)
		if g.Name == "track-names" { // they stand on the last track
			p.names = append(p.names, texts...)
			for range texts {
				p.under = append(p.under, p.solids[len(p.solids)-1])
			}
			continue
		}
		p.count[g.Name] += labelsOf(g.Items)
		p.texts = append(p.texts, texts...)
		if g.Name == "legend" {
			p.bar = barShape(g.Items)
			p.solids = append(p.solids, *p.bar)
		}
		if g.Name == "track" {
			p.solids = append(p.solids, trackShapes(g.Items)...)
			var track []*scene.Rect
			for _, it := range g.Items {
				if r, ok := it.(*scene.Rect); ok {
					track = append(track, r)
				}
			}
			if track != nil {
				p.tracks = append(p.tracks, track)
			}
		}
	}
	return panels
}

// check looks at one panel.
func (p *drawn) check(say func(string, ...any), r heat.PanelReport) {
	first, last := p.blocks[0], p.blocks[len(p.blocks)-1]
	x0, x1, y0, y1 := first.X[0], last.X[len(last.X)-1], first.Y[0], last.Y[len(last.Y)-1]
	for _, m := range p.blocks {
		if w, h := m.X[len(m.X)-1]-m.X[0], m.Y[len(m.Y)-1]-m.Y[0]; !(w > 0) || !(h > 0) {
			say("a part of the body is %g × %g", w, h)
		}
	}
	if p.bar != nil {
		same := func(a, b float64) bool { return math.Abs(a-b) < 1e-9*max(1, math.Abs(b)) }
		level := same(p.bar.left(), x0) && same(p.bar.right(), x1)
		upright := same(p.bar.top(), y0) && same(p.bar.bottom(), y1)
		if !level && !upright {
			say("%v, the body %g…%g, %g…%g", p.bar, x0, x1, y0, y1)
		}
	}
	for _, n := range p.numbers {
		if !slices.ContainsFunc(p.blocks, func(m *scene.Mosaic) bool { return inCell(m, n) }) {
			say("%v leaves its cell", n)
		}
	}
	for i, n := range p.names {
		if !n.within(p.under[i]) {
			say("%v leaves its track, %v", n, p.under[i])
		}
		for _, o := range p.names[i+1:] {
			if n.overlaps(o) {
				say("%v lies over %v", n, o)
			}
		}
	}
	if got := p.count["x-labels"]; got > r.XLabels.Shown {
		say("%d column labels drawn, %d reported", got, r.XLabels.Shown)
	}
	if got := p.count["y-labels"]; got > r.YLabels.Shown {
		say("%d row labels drawn, %d reported", got, r.YLabels.Shown)
	}
}

// inCell reports whether a text lies within the cell of the mosaic that its middle is in.
func inCell(m *scene.Mosaic, n shape) bool {
	x, y := m.X, m.Y
	nx, ny := len(x)-1, len(y)-1
	if n.cx < x[0] || n.cx > x[nx] || n.cy < y[0] || n.cy > y[ny] {
		return false
	}
	j := min(nx-1, max(0, int((n.cx-x[0])/(x[nx]-x[0])*float64(nx))))
	i := min(ny-1, max(0, int((n.cy-y[0])/(y[ny]-y[0])*float64(ny))))
	return n.left() >= x[j]-slack && n.right() <= x[j+1]+slack && n.top() >= y[i]-slack && n.bottom() <= y[i+1]+slack
}

// shape is a turned rectangle.
type shape struct {
	what           string
	cx, cy         float64 // middle
	w, h           float64 // half of its sides
	ux, uy, vx, vy float64 // the directions of its sides
}

func (a shape) String() string {
	return fmt.Sprintf("%s at %.1f…%.1f, %.1f…%.1f", a.what, a.left(), a.right(), a.top(), a.bottom())
}

func (a shape) reachX() float64 { return math.Abs(a.w*a.ux) + math.Abs(a.h*a.vx) }
func (a shape) reachY() float64 { return math.Abs(a.w*a.uy) + math.Abs(a.h*a.vy) }
func (a shape) left() float64   { return a.cx - a.reachX() }
func (a shape) right() float64  { return a.cx + a.reachX() }
func (a shape) top() float64    { return a.cy - a.reachY() }
func (a shape) bottom() float64 { return a.cy + a.reachY() }

func (a shape) inside(w, h float64) bool {
	return a.left() >= -slack && a.top() >= -slack && a.right() <= w+slack && a.bottom() <= h+slack
}

// within reports whether the box round a shape lies in that round another.
func (a shape) within(b shape) bool {
	return a.left() >= b.left()-slack && a.right() <= b.right()+slack && a.top() >= b.top()-slack && a.bottom() <= b.bottom()+slack
}

// overlaps is the separating axis test: two rectangles are apart if they are along the
// direction of one of their sides.
func (a shape) overlaps(b shape) bool {
	if a.left() > b.right() || b.left() > a.right() || a.top() > b.bottom() || b.top() > a.bottom() {
		return false // quickly
	}
	for _, d := range [4][2]float64{{a.ux, a.uy}, {a.vx, a.vy}, {b.ux, b.uy}, {b.vx, b.vy}} {
		along := func(s shape) float64 {
			return math.Abs(s.w*(s.ux*d[0]+s.uy*d[1])) + math.Abs(s.h*(s.vx*d[0]+s.vy*d[1]))
		}
		apart := math.Abs((a.cx-b.cx)*d[0] + (a.cy-b.cy)*d[1])
		if apart >= along(a)+along(b)-slack {
			return false
		}
	}
	return true
}

// Extents of Liberation Sans over and under the baseline, in em.
const (
	ascent  = 0.728 // of letters: the font's own has room for accents on capitals
	descent = 0.212
)

// textShape is the box of a text: its advance, from its descenders to its ascenders.
func textShape(group string, t *scene.Text) shape {
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	s := shape{what: fmt.Sprintf("%s %.30q", group, t.String), w: t.Width / 2, h: (ascent + descent) * t.Size / 2,
		ux: cos, uy: -sin, vx: -sin, vy: -cos}
	along := t.Width/2 - t.Width*t.Anchor.Offset()
	up := (ascent - descent) * t.Size / 2
	s.cx, s.cy = t.X+along*s.ux+up*s.vx, t.Y+along*s.uy+up*s.vy
	return s
}

func boxShape(what string, x0, y0, x1, y1 float64) shape {
	return shape{what: what, cx: (x0 + x1) / 2, cy: (y0 + y1) / 2, w: (x1 - x0) / 2, h: (y1 - y0) / 2, ux: 1, vy: 1}
}

func mosaicShape(what string, m *scene.Mosaic) shape {
	return boxShape(what, m.X[0], m.Y[0], m.X[len(m.X)-1], m.Y[len(m.Y)-1])
}

// barShape is the box round a colour bar and its arrows.
func barShape(items []scene.Item) *shape {
	m := items[0].(*scene.Mosaic)
	x0, x1, y0, y1 := m.X[0], m.X[len(m.X)-1], m.Y[0], m.Y[len(m.Y)-1]
	for _, it := range items {
		if p, ok := it.(*scene.Path); ok {
			for _, s := range p.Segments {
				x0, x1 = min(x0, s.P[0].X), max(x1, s.P[0].X)
				y0, y1 = min(y0, s.P[0].Y), max(y1, s.P[0].Y)
			}
		}
	}
	s := boxShape("bar", x0, y0, x1, y1)
	return &s
}

// textsOf are the boxes of the texts of one level; group "" looks into the figure's own
// groups.
func textsOf(items []scene.Item, group string) (shapes []shape) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Text:
			if it.String != "" {
				shapes = append(shapes, textShape(group, it))
			}
		case *scene.Group:
			switch {
			case group == "" && (it.Name == "title" || it.Name == "caption"):
				shapes = append(shapes, textsOf(it.Items, it.Name)...)
			case group != "" && it.Name == "label": // in several lines
				shapes = append(shapes, textsOf(it.Items, group)...)
			}
		}
	}
	return shapes
}

// labelsOf is the number of texts of one level, of which one may have several lines.
func labelsOf(items []scene.Item) (n int) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Text:
			if it.String != "" {
				n++
			}
		case *scene.Group:
			if it.Name == "label" {
				n++
			}
		}
	}
	return n
}

// generate makes a figure that is unlike most: shapes, labels, sizes and sides vary
// together.
func generate(r *rand.Rand) heat.Spec {
	s := heat.Spec{Title: phrase(r), Subtitle: phrase(r), Caption: phrase(r)}
	panels := 1
	if r.IntN(3) == 0 {
		panels = 1 + r.IntN(6)
	}
	largest := 300
	if panels > 1 {
		largest = 60
	}
	for range panels {
		s.Panels = append(s.Panels, panel(r, largest))
	}
	s.Arrange.Columns, s.Arrange.Down = pick(r, 0, 0, 1, 2, 3), r.IntN(4) == 0
	size := func() heat.Length {
		return heat.Length(math.Exp(math.Log(20) + r.Float64()*math.Log(200))) // 20 to 4000 pt
	}
	switch r.IntN(6) {
	case 0:
	case 1:
		s.Size.Width = size()
	case 2:
		s.Size.Height = size()
	case 3:
		s.Size.CellWidth, s.Size.CellHeight = size()/40, size()/40
		if r.IntN(2) == 0 {
			s.Size.CellHeight, s.Size.Height = 0, size()
		}
	default:
		s.Size.Width, s.Size.Height = size(), size()
	}
	if r.IntN(4) == 0 {
		s.Theme.FontSize = heat.Length(4 + 30*r.Float64())
	}
	return s
}

func panel(r *rand.Rand, largest int) heat.Panel {
	rows, cols := extent(r, largest), extent(r, largest)
	values := make([]float64, rows*cols)
	magnitude := math.Pow(10, float64(r.IntN(12)-4))
	for i := range values {
		values[i] = r.NormFloat64() * magnitude
		if r.IntN(20) == 0 {
			values[i] = math.NaN()
		}
	}
	m, _ := matrix.New(rows, cols, values)
	m.RowLabels, m.ColLabels = labels(r, rows), labels(r, cols)
	c := &heat.Cells{Values: m, Square: r.IntN(4) == 0, Robust: r.IntN(6) == 0}
	if r.IntN(3) == 0 {
		c.Center = scale.At(0)
	}
	if rows*cols <= 2500 {
		c.Annot.Show = r.IntN(3) == 0
		c.Annot.Size = pick(r, 0, 0, 4, 20*heat.Length(r.Float64()))
	}
	c.Cbar = heat.Cbar{Show: heat.Switch(r.IntN(3)), Side: heat.Side(r.IntN(5)), Label: phrase(r), Hist: r.IntN(6) == 0}
	if r.IntN(5) == 0 {
		c.Norm, c.Center = norms[r.IntN(len(norms))], scale.Bound{}
	}
	p := heat.Panel{Title: phrase(r), X: axis(r, cols), Y: axis(r, rows), Layers: []heat.Layer{c}}
	p.X.Side, p.Y.Side = pick(r, heat.SideAuto, heat.SideAuto, heat.SideTop), pick(r, heat.SideAuto, heat.SideAuto, heat.SideRight)
	if r.IntN(5) == 0 {
		categorise(r, c)
	}
	if r.IntN(4) == 0 {
		p.Rows, p.Cols = split(r, rows), split(r, cols)
	}
	p.Left, p.Right, p.Top, p.Bottom = tracks(r, rows), tracks(r, rows), tracks(r, cols), tracks(r, cols)
	return p
}

// norms are those that fit any data.
var norms = []scale.Spec{{Kind: scale.KindSymLog}, {Kind: scale.KindAsinh}, {Kind: scale.KindPower}, {Kind: scale.KindTwoSlope},
	{Kind: scale.KindCentered}, {Kind: scale.KindLevels}, {Kind: scale.KindQuantile}, {Kind: scale.KindQuantile, Bins: 5}, {Kind: scale.KindEqualize},
	{Kind: scale.KindLevels, Extend: scale.ExtendBoth, Bins: 30}}

// categorise makes the values of a layer categories.
func categorise(r *rand.Rand, c *heat.Cells) {
	rows, cols := c.Values.Dims()
	codes := make([]float64, rows*cols)
	k := 1 + r.IntN(pick(r, 3, 8, 40))
	for i := range codes {
		codes[i] = float64(r.IntN(k))
		if r.IntN(20) == 0 {
			codes[i] = math.NaN()
		}
	}
	m, _ := matrix.New(rows, cols, codes)
	m.RowLabels, m.ColLabels = c.Values.RowLabels, c.Values.ColLabels
	*c = heat.Cells{Values: m, Annot: c.Annot, Square: c.Square, Cbar: c.Cbar, Cmap: "viridis"}
	c.Cbar.Counts, c.Cbar.Hist = r.IntN(2) == 0, false
	for i, name := range labels(r, k) {
		c.Levels = append(c.Levels, heat.Level{Name: fmt.Sprint(name, i)})
	}
	for len(c.Levels) < k {
		c.Levels = append(c.Levels, heat.Level{Name: fmt.Sprint(len(c.Levels))})
	}
}

// split divides n rows or columns at random.
func split(r *rand.Rand, n int) (s heat.Split) {
	s.Gap = pick(r, 0, 0, heat.Length(20*r.Float64()))
	for left := n; left > 0; {
		size := 1 + r.IntN(left)
		s.Groups = append(s.Groups, heat.Group{Title: phrase(r), Size: size})
		left -= size
	}
	return s
}

func extent(r *rand.Rand, largest int) int {
	return 1 + r.IntN(pick(r, 2, 5, 12, 60, largest))
}

func axis(r *rand.Rand, n int) heat.Axis {
	a := heat.Axis{Title: phrase(r)}
	switch r.IntN(8) {
	case 0:
		a.Labels = heat.AllLabels{}
	case 1:
		a.Labels = heat.NoLabels{}
	case 2:
		a.Labels = heat.EveryNth(1 + r.IntN(7))
	case 3:
		if l := labels(r, n); l != nil {
			a.Labels = heat.Explicit(l)
		}
	}
	if r.IntN(3) == 0 {
		a.Rotate = scale.At(pick(r, 0, 45, 90, -45, -90, math.Round(180*r.Float64()-90)))
	}
	return a
}

var words = strings.Fields("a at cell Monday temperature Öffentlichkeit Москва θερμοκρασία 東京都 العربية שלום " +
	"e\u0301te\u0301 🙂 Donaudampfschifffahrtsgesellschaft µg/m³ W x² − AVATAR 1234567.89 ffi")

// phrase is a text of a few words or of none, sometimes with line breaks.
func phrase(r *rand.Rand) string {
	n := pick(r, 0, 0, 1, 3, 25)
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(" \n       "[r.IntN(9)])
		}
		b.WriteString(words[r.IntN(len(words))])
	}
	return b.String()
}

func labels(r *rand.Rand, n int) []string {
	kind := r.IntN(7)
	if kind == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		switch kind {
		case 1:
			list[i] = fmt.Sprint(2000 + i)
		case 2:
			list[i] = words[r.IntN(len(words))]
		case 3:
			list[i] = strings.Repeat(words[r.IntN(len(words))]+" ", 1+r.IntN(6))
		case 4: // empty
		case 5:
			list[i] = pick(r, "", "x", strings.Repeat("long ", 10))
		case 6:
			list[i] = strings.Repeat("w", r.IntN(30))
		}
	}
	return list
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }
