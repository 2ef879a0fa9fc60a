package heat_test

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// tickets is the figure of the tutorial with everything that a figure can have.
func tickets(t testing.TB) heat.Spec {
	return gridOf(example(t, "tickets"), annotated, sized(6.6, 4.2), func(s *heat.Spec, c *heat.Cells) {
		s.Title, s.Subtitle = "Support tickets by team and weekday", "Week 14, all regions"
		s.Caption = "Source: help desk export"
		s.Panels[0].X.Title = "Weekday"
		c.Cmap, c.Vmin, c.Vmax = "magma", scale.At(15), scale.At(60)
		c.Cbar.Label = "Open tickets"
	})
}

// turned is a figure whose column labels do not fit level.
func turned(t testing.TB) heat.Spec {
	m := rising(t, 6, 14)
	for j := range 14 {
		m.ColLabels = append(m.ColLabels, []string{"Water temperature", "Wind", "Air pressure at sea level"}[j%3])
	}
	for i := range 6 {
		m.RowLabels = append(m.RowLabels, fmt.Sprintf("Station %d", i+1))
	}
	return gridOf(m, sized(6, 4))
}

// gaps is a figure with missing and hidden cells and lines.
func gaps(t testing.TB) heat.Spec {
	m := matrixOf(t, 9, 9, func(i, j int) float64 {
		if (3*i+j)%7 == 2 {
			return math.NaN()
		}
		return math.Sin(float64(i)) + math.Cos(float64(j)/2)
	})
	return gridOf(m, annotated, sized(5, 4.5), func(_ *heat.Spec, c *heat.Cells) {
		c.Mask.Triangle, c.Center = heat.Upper, scale.At(0)
		c.Line.Width = 1
		c.Square = true
	})
}

// dense is a smooth field whose cells are about as small as pixels.
func dense(t testing.TB) heat.Spec {
	return gridOf(matrixOf(t, 300, 400, func(i, j int) float64 {
		return math.Sin(float64(i)/23) * math.Cos(float64(j)/31)
	}), sized(6, 4.5))
}

// The SVG, drawn by another program, must look like the PNG. What is left is:
//
//   - letters: cairo puts glyphs on whole rows of pixels, we put them where they
//     belong, so a line of text may be up to half a pixel off;
//   - lines and ticks: an SVG viewer antialiases them, a PNG has them on whole pixels;
//   - pictures of dense bodies, which a viewer scales by its own rule.
//
// The most that this came to when the test was written is a mean of 0.9 levels of 255
// and 0.9 % of pixels with a difference of more than 40 levels, in a figure full of
// lines. A figure that is off by one pixel comes to 2.5 levels and 2.3 %, and fails.
const (
	mostLevels = 1.0
	mostShare  = 0.01
)

// farLevels is a difference of a pixel that a person would see.
const farLevels = 40

func TestSVGLooksLikePNG(t *testing.T) {
	r := newRenderer(t)
	const dpi = 160
	for _, c := range []struct {
		name string
		spec heat.Spec
	}{
		{"tickets", tickets(t)},
		{"turned labels", turned(t)},
		{"missing and hidden cells, lines", gaps(t)},
		{"dense", dense(t)},
		{"dark", gridOf(example(t, "tickets"), sized(4, 3), func(s *heat.Spec, _ *heat.Cells) {
			s.Theme.Background = colormap.Color{R: 20, G: 22, B: 26, A: 255}
		})},
	} {
		fig := viewed(t, c.spec).fig
		ours := viewed(t, c.spec).png(dpi)
		theirs := r.atDPI(t, encoded(t, fig, heat.SVG{}), dpi)
		if dx, dy := ours.Bounds().Dx()-theirs.Bounds().Dx(), ours.Bounds().Dy()-theirs.Bounds().Dy(); dx*dx > 1 || dy*dy > 1 {
			t.Errorf("%s: PNG %v, SVG %v", c.name, ours.Bounds(), theirs.Bounds())
			continue
		}
		mean, share := apart(ours, theirs)
		t.Logf("%s: %.3f levels apart, %.3f %% of pixels by more than %d", c.name, mean, 100*share, farLevels)
		if mean > mostLevels || share > mostShare {
			t.Errorf("%s: %.3f levels apart, %.3f %% of pixels by more than %d", c.name, mean, 100*share, farLevels)
		}
	}
}

// apart is the mean difference of two pictures' channels in levels, and the share of
// pixels with a channel that differs by more than farLevels. Only what both pictures
// have is compared.
func apart(a, b image.Image) (mean, share float64) {
	p, q := flat(a), flat(b)
	w, h := min(p.Rect.Dx(), q.Rect.Dx()), min(p.Rect.Dy(), q.Rect.Dy())
	sum, far := 0, 0
	for y := range h {
		for x := range w {
			i, j := y*p.Stride+4*x, y*q.Stride+4*x
			largest := 0
			for k := range 3 {
				d := abs(int(p.Pix[i+k]) - int(q.Pix[j+k]))
				sum, largest = sum+d, max(largest, d)
			}
			if largest > farLevels {
				far++
			}
		}
	}
	return float64(sum) / float64(3*w*h), float64(far) / float64(w*h)
}

func abs(v int) int { return max(v, -v) }

// flat is a picture as it looks on white.
func flat(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Over)
	return out
}

// halved is a picture with each square of four pixels as their mean.
func halved(img image.Image) *image.RGBA {
	p := flat(img)
	out := image.NewRGBA(image.Rect(0, 0, p.Rect.Dx()/2, p.Rect.Dy()/2))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			i, j := 2*y*p.Stride+8*x, y*out.Stride+4*x
			for k := range 4 {
				out.Pix[j+k] = uint8((int(p.Pix[i+k]) + int(p.Pix[i+4+k]) + int(p.Pix[i+p.Stride+k]) + int(p.Pix[i+p.Stride+4+k]) + 2) / 4)
			}
		}
	}
	return out
}

func TestApartSeesAFigureThatIsOffByOnePixel(t *testing.T) {
	img := flat(viewed(t, tickets(t)).png(160))
	moved := image.NewRGBA(img.Rect)
	draw.Draw(moved, moved.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(moved, moved.Rect, img, image.Pt(1, 0), draw.Src)
	if mean, share := apart(img, moved); mean < 2*mostLevels || share < 2*mostShare {
		t.Errorf("%.3f levels apart, %.3f %% of pixels: that would hardly be seen", mean, 100*share)
	}
}

// Twice the resolution is the same picture.
func TestTwiceTheResolutionIsTheSamePicture(t *testing.T) {
	for name, spec := range map[string]heat.Spec{"tickets": tickets(t), "gaps": gaps(t)} {
		v := viewed(t, spec)
		mean, share := apart(v.png(160), halved(v.png(320)))
		t.Logf("%s: %.3f levels, %.3f %%", name, mean, 100*share)
		// Edges are snapped to whole pixels, so at half the resolution they may lie half
		// a pixel elsewhere.
		if mean > 1.5 || share > 0.015 {
			t.Errorf("%s: %.3f levels apart, %.3f %% of pixels by more than %d", name, mean, 100*share, farLevels)
		}
	}
}

// transposed swaps rows and columns.
func transposed(t testing.TB, m *matrix.Matrix) *matrix.Matrix {
	rows, cols := m.Dims()
	return matrixOf(t, cols, rows, func(i, j int) float64 { return m.At(j, i) })
}

func TestDrawingATransposeIsTransposingTheBody(t *testing.T) {
	plain := func(s *heat.Spec, c *heat.Cells) {
		c.Cbar.Show = heat.Off
		s.Panels[0].X.Labels, s.Panels[0].Y.Labels = heat.NoLabels{}, heat.NoLabels{}
	}
	for _, shape := range [][2]int{{5, 8}, {37, 41}, {300, 500}} {
		m := matrixOf(t, shape[0], shape[1], func(i, j int) float64 { return math.Sin(float64(i*i) + float64(j)/3) })
		a := viewed(t, gridOf(m, plain, sized(5.2, 3.7)))
		b := viewed(t, gridOf(transposed(t, m), plain, sized(3.7, 5.2)))
		p, q := flat(a.png(97)), flat(b.png(97))
		if p.Rect.Dx() != q.Rect.Dy() || p.Rect.Dy() != q.Rect.Dx() {
			t.Fatalf("%v: %v and %v", shape, p.Rect, q.Rect)
		}
		differ := 0
		for y := range p.Rect.Dy() {
			for x := range p.Rect.Dx() {
				if p.RGBAAt(x, y) != q.RGBAAt(y, x) {
					differ++
				}
			}
		}
		if differ > 0 {
			t.Errorf("%v: %d pixels differ from the transpose's", shape, differ)
		}
	}
}

func TestPermutingRowsPermutesTheBodysRows(t *testing.T) {
	m := random(t)
	order := []int{2, 0, 3, 1}
	shuffled := matrixOf(t, 4, 8, func(i, j int) float64 { return m.At(order[i], j) })
	for _, i := range order {
		shuffled.RowLabels = append(shuffled.RowLabels, m.RowLabels[i])
	}
	shuffled.ColLabels = m.ColLabels
	a, b := viewed(t, gridOf(m, annotated)), viewed(t, gridOf(shuffled, annotated))
	for i := range 4 {
		for j := range 8 {
			if a.color(order[i], j) != b.color(i, j) {
				t.Errorf("cell %d, %d has another colour than its row had before", i, j)
			}
			if p, q := a.words("numbers")[order[i]*8+j], b.words("numbers")[i*8+j]; p != q {
				t.Errorf("cell %d, %d says %q, before %q", i, j, q, p)
			}
		}
	}
	if got, want := strings.Join(b.words("y-labels"), ""), "CADB"; got != want {
		t.Errorf("row labels %q, want %q", got, want)
	}
}

// A matrix with more cells than there are pixels: what is drawn is the mean of the
// values, not of the colours, and not one value of many.
func TestDenseCellsAreAveragedBeforeTheyAreColoured(t *testing.T) {
	// Rows alternate 0 and 1, so every mean is a half, but for the left quarter, where
	// all is 0, and the right one, where all is 1.
	m := matrixOf(t, 4000, 1000, func(i, j int) float64 {
		switch {
		case j < 250:
			return 0
		case j >= 750:
			return 1
		}
		return float64(i % 2)
	})
	v := viewed(t, gridOf(m, sized(3, 3)))
	img := flat(v.png(100))
	part := boxOf(v.cells()).inPixels(100)
	near := map[color.RGBA]bool{}
	for _, middle := range []int{0, 128, 255} {
		// A pixel holds about 20 cells of a column, of which one at an end may be cut, so
		// that a half is met to a few hundredths.
		for k := max(0, middle-8); k <= min(255, middle+8); k++ {
			near[color.RGBA(mapColor(t, "viridis", k))] = true
		}
	}
	y := (part.Min.Y + part.Max.Y) / 2
	for share, index := range map[float64]int{0.1: 0, 0.9: 255} {
		if got, want := img.RGBAAt(part.Min.X+int(share*float64(part.Dx())), y), color.RGBA(mapColor(t, "viridis", index)); got != want {
			t.Errorf("at %g the picture is %v, want %v", share, got, want)
		}
	}
	others := 0
	for x := part.Min.X; x < part.Max.X; x++ {
		if !near[img.RGBAAt(x, y)] {
			others++
		}
	}
	if others > 2 { // the pixels that lie across the two borders have a mean of their own
		t.Errorf("%d of %d pixels of a row have none of the three means' colours", others, part.Dx())
	}
}

func TestOneMissingCellDoesNotSpread(t *testing.T) {
	at := func(missing bool) *view {
		m := matrixOf(t, 1200, 900, func(i, j int) float64 { return float64(i + j) })
		if missing {
			byRows(m)[600*900+450] = math.NaN()
		}
		noKey := func(_ *heat.Spec, l *heat.Cells) { l.Cbar.Show = heat.Off } // it names missing cells
		return viewed(t, gridOf(m, sized(3, 3), noKey))
	}
	with, without := at(true), at(false)
	p, q := flat(with.png(72)), flat(without.png(72))
	differ := 0
	for i := range p.Pix {
		if abs(int(p.Pix[i])-int(q.Pix[i])) > 4 {
			differ++
		}
	}
	if differ > 0 {
		t.Errorf("one missing cell of a million changes %d channels of pixels", differ)
	}
	if r := with.report(); r.Missing != 1 {
		t.Errorf("%d missing cells reported, want 1", r.Missing)
	}
}
