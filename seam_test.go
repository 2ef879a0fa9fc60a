package heat_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/text"
)

// renderer draws SVG with rsvg-convert, which is not ours, in the fonts that heat
// measures with, whatever the machine has installed.
type renderer struct{ command, fonts string }

// newRenderer skips the test where there is no rsvg-convert.
func newRenderer(t testing.TB) *renderer {
	t.Helper()
	command, err := exec.LookPath("rsvg-convert")
	if err != nil {
		t.Skip("rsvg-convert is not installed (apt-get install librsvg2-bin): SVG is not compared with PNG")
	}
	folder := t.TempDir()
	// Antialiasing is left on; hinting, which moves outlines to pixels, is off.
	config := fmt.Sprintf(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>%s</dir><cachedir>%s</cachedir>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match></fontconfig>`, folder, folder)
	for name, data := range map[string][]byte{
		"regular.ttf": liberationsansregular.TTF, "bold.ttf": liberationsansbold.TTF, "fonts.conf": []byte(config),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return &renderer{command, filepath.Join(folder, "fonts.conf")}
}

// draw renders an SVG with more arguments of the command.
func (r *renderer) draw(t testing.TB, svg []byte, args ...string) image.Image {
	t.Helper()
	cmd := exec.Command(r.command, append(args, "--unlimited", "--format", "png")...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+r.fonts)
	cmd.Stdin = bytes.NewReader(svg)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("rsvg-convert: %v: %s", err, errs.String())
	}
	img, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// atDPI renders at a resolution.
func (r *renderer) atDPI(t testing.TB, svg []byte, dpi float64) image.Image {
	t.Helper()
	s := strconv.FormatFloat(dpi, 'g', -1, 64)
	return r.draw(t, svg, "--dpi-x", s, "--dpi-y", s)
}

// colorsIn are the colours of a part of a picture, with the number of pixels of each.
func colorsIn(img image.Image, part image.Rectangle) map[color.RGBA]int {
	p := flat(img)
	colors := map[color.RGBA]int{}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := p.Pix[y*p.Stride+4*part.Min.X : y*p.Stride+4*part.Max.X]
		for len(row) > 0 {
			n := 4
			for n < len(row) && bytes.Equal(row[n:n+4], row[:4]) {
				n += 4
			}
			colors[color.RGBA{row[0], row[1], row[2], row[3]}] += n / 4
			row = row[n:]
		}
	}
	return colors
}

// onlyColors fails where a part of a picture has other than n colours.
func onlyColors(t *testing.T, what string, img image.Image, part image.Rectangle, n int) {
	t.Helper()
	if part.Dx() < 20 || part.Dy() < 20 || !part.In(img.Bounds()) {
		t.Fatalf("%s: a body of %v in %v", what, part, img.Bounds())
	}
	if colors := colorsIn(img, part); len(colors) != n {
		t.Errorf("%s: %d colours inside of the body, want %d: %v", what, len(colors), n, colors)
	}
}

// seamCases are matrices that a careless encoder draws with seams: 1,517 cells are
// rectangles with words, 10,656 joined paths, 121,401 a picture.
var seamCases = []struct{ rows, cols int }{{37, 41}, {96, 111}, {303, 401}}

// seamSizes are canvases at which cell edges lie between pixels.
var seamSizes = [][2]float64{{5.13, 3.77}, {4.01, 6.43}}

func constantAndChecks(t *testing.T, rows, cols int, size [2]float64) (constant, checks *view) {
	constant = viewed(t, gridOf(matrixOf(t, rows, cols, func(_, _ int) float64 { return 3 }), sized(size[0], size[1])))
	checks = viewed(t, gridOf(matrixOf(t, rows, cols, func(i, j int) float64 { return float64((i + j) % 2) }), sized(size[0], size[1])))
	return constant, checks
}

func TestPNGHasNoSeams(t *testing.T) {
	for _, c := range seamCases {
		for _, size := range seamSizes {
			constant, checks := constantAndChecks(t, c.rows, c.cols, size)
			for _, dpi := range []float64{72, 97, 133.7} {
				what := fmt.Sprintf("%d × %d on %v in at %g dpi", c.rows, c.cols, size, dpi)
				onlyColors(t, what, constant.png(dpi), boxOf(constant.cells()).inPixels(dpi), 1)
				// Cells below a pixel are averaged.
				if cell := constant.report().Cell; min(cell[0], cell[1])*dpi/72 >= 1 {
					onlyColors(t, what+", checks", checks.png(dpi), boxOf(checks.cells()).inPixels(dpi), 2)
				}
			}
		}
	}
}

func TestSVGHasNoSeams(t *testing.T) {
	r := newRenderer(t)
	for _, c := range seamCases {
		for _, size := range seamSizes {
			if c.rows > 50 && size != seamSizes[0] {
				continue // a second size takes long and shows nothing new
			}
			constant, checks := constantAndChecks(t, c.rows, c.cols, size)
			one, two := encoded(t, constant.fig, heat.SVG{}), encoded(t, checks.fig, heat.SVG{})
			for _, zoom := range []float64{1, 1.37, 2.61} {
				what := fmt.Sprintf("%d × %d on %v in, zoom %g", c.rows, c.cols, size, zoom)
				arg := strconv.FormatFloat(zoom, 'g', -1, 64)
				// The outermost pixels belong to the canvas as much as to the body.
				part := boxOf(constant.cells()).inPixels(72 * zoom).Inset(1)
				onlyColors(t, what, r.draw(t, one, "--dpi-x", "72", "--dpi-y", "72", "--zoom", arg), part, 1)
				if cell := constant.report().Cell; min(cell[0], cell[1])*zoom >= 1 && c.rows < 300 {
					onlyColors(t, what+", checks", r.draw(t, two, "--dpi-x", "72", "--dpi-y", "72", "--zoom", arg), part, 2)
				}
			}
		}
	}
}

// The font that the SVG names and the one that is drawn must be the same, or what the
// comparisons say means nothing.
func TestTheRendererUsesTheMeasuredFont(t *testing.T) {
	const words, size = "mmmmmmmmmm", 24
	img := newRenderer(t).draw(t, []byte(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">`+
		`<text x="5" y="30" font-size="%d" font-family="'Liberation Sans'">%s</text></svg>`, size, words)))
	left, right := 300, 0
	for y := range 40 {
		for x := range 300 {
			if _, _, _, a := img.At(x, y).RGBA(); a > 0x8000 {
				left, right = min(left, x), max(right, x+1)
			}
		}
	}
	set, err := text.NewShaper(text.DefaultFonts())
	if err != nil {
		t.Fatal(err)
	}
	width := set.Set(words, text.Style{Size: size}).Width
	if ink := float64(right - left); ink > width || ink < width-0.2*size { // less the free space beside the letters
		t.Errorf("%d letters of ink are %g pixels wide, measured %g", len(words), ink, width)
	}
}
