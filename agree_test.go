package heat_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
)

// A figure is the same picture in every format. PNG is ours; SVG is drawn by rsvg-convert
// and PDF by pdftoppm, and what they may do otherwise is this and no more:
//
//   - edges, lines and letters lie where they belong, on fractions of pixels, where a PNG
//     has edges and lines on whole ones: up to half a pixel off, and half as dark on two
//     pixels where ours is dark on one;
//   - the page is a whole number of pixels, rounded by rules of their own: half a pixel
//     again in the worst case.
//
// So pictures are compared as means over squares of three pixels, which keep how much ink
// there is and not where in the pixel, and each mean of one must lie within farMean levels
// of the range that the means of the other have at that place and its eight neighbours.
// Squares of which that is not true are faults, and mostFaults of a figure's squares, some
// quarter of a million, may be: the ends of ticks, and corners of bold letters, where half
// a pixel counts twice. The most that there were when the test was written is 14. A letter
// that is another, a cell of another colour, or a figure that is two pixels off has far
// more: see TestDisagreementIsSeen.
//
// Hairlines of 0.6 points, of which trees and outlines are made, are a whole pixel in a PNG
// and one and a fifth of lighter ones elsewhere. Figures of many of them may have more
// faults, lineFaults of their pixels; the most that there were is 0.7 %, in a tree of 5000
// leaves, and few have a tenth of that.
const (
	farMean    = 40
	mostFaults = 40
	lineFaults = 0.01
)

// means are the means of a picture over squares of three pixels, each channel.
func means(img image.Image) *image.RGBA {
	p := flat(img)
	w, h := p.Rect.Dx(), p.Rect.Dy()
	out := image.NewRGBA(p.Rect)
	rows := make([]int, 4*w) // sums over three rows
	for y := range h {
		clear(rows)
		for k := -1; k <= 1; k++ {
			from := min(max(y+k, 0), h-1) * p.Stride
			for i, v := range p.Pix[from : from+4*w] {
				rows[i] += int(v)
			}
		}
		for x := range w {
			l, r := 4*max(x-1, 0), 4*min(x+1, w-1)
			for c := range 3 {
				out.Pix[y*out.Stride+4*x+c] = uint8((rows[l+c] + rows[4*x+c] + rows[r+c] + 4) / 9)
			}
			out.Pix[y*out.Stride+4*x+3] = 255
		}
	}
	return out
}

// faults counts the places at which the means of a picture are not within farMean levels of
// the range of the other's.
func faults(a, b *image.RGBA) (n int) {
	w, h := min(a.Rect.Dx(), b.Rect.Dx()), min(a.Rect.Dy(), b.Rect.Dy())
	for y := range h {
		for x := range w {
			i := y*a.Stride + 4*x
			j := y*b.Stride + 4*x
			if abs(int(a.Pix[i])-int(b.Pix[j])) <= farMean && abs(int(a.Pix[i+1])-int(b.Pix[j+1])) <= farMean && abs(int(a.Pix[i+2])-int(b.Pix[j+2])) <= farMean {
				continue
			}
			if !inRange(a, b, x, y) || !inRange(b, a, x, y) {
				n++
			}
		}
	}
	return n
}

// inRange reports whether a pixel of a is near the range of b's around it.
func inRange(a, b *image.RGBA, x, y int) bool {
	for c := range 3 {
		lo, hi := 255, 0
		for v := max(y-1, 0); v <= min(y+1, b.Rect.Dy()-1); v++ {
			for u := max(x-1, 0); u <= min(x+1, b.Rect.Dx()-1); u++ {
				level := int(b.Pix[v*b.Stride+4*u+c])
				lo, hi = min(lo, level), max(hi, level)
			}
		}
		if level := int(a.Pix[y*a.Stride+4*x+c]); level < lo-farMean || level > hi+farMean {
			return false
		}
	}
	return true
}

// agree checks that two pictures of a figure are the same, as far as they can be.
func agree(t *testing.T, what string, lined bool, ours, theirs image.Image) {
	t.Helper()
	a, b := ours.Bounds(), theirs.Bounds()
	if abs(a.Dx()-b.Dx()) > 1 || abs(a.Dy()-b.Dy()) > 1 {
		t.Errorf("%s: %v, PNG %v", what, b.Size(), a.Size())
		return
	}
	n, most := faults(means(ours), means(theirs)), mostFaults
	if lined {
		most = max(most, int(lineFaults*float64(a.Dx()*a.Dy())))
	}
	t.Logf("%s: %d squares differ from the PNG's", what, n)
	if n > most {
		t.Errorf("%s: %d squares differ from the PNG's, at most %d may", what, n, most)
		keepPictures(t, what, ours, theirs)
	}
}

// keepPictures writes what differs to the folder in HEAT_KEEP, to be looked at.
func keepPictures(t *testing.T, what string, pictures ...image.Image) {
	dir := os.Getenv("HEAT_KEEP")
	if dir == "" {
		return
	}
	for i, img := range pictures {
		path := filepath.Join(dir, fmt.Sprintf("%s-%d.png", strings.ReplaceAll(what, "/", "_"), i))
		if err := os.WriteFile(path, pictureBytes(t, img), 0o666); err != nil {
			t.Error(err)
		}
	}
}

func pictureBytes(t *testing.T, img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// agreeDPI is the resolution at which formats are compared. Lines of half a point and of
// one are whole pixels wide: where they are not, each program has a rule of its own for how
// wide they become.
const agreeDPI = 144

// formatsAgree draws a figure in each format. Text of scripts that the renderer has no fonts
// for is given to it as shapes.
func formatsAgree(t *testing.T, svg *renderer, what string, lined bool, fig *heat.Figure, text heat.SVGText) {
	t.Helper()
	ours := (&view{t: t, fig: fig}).png(agreeDPI)
	if svg != nil {
		agree(t, what+", SVG", lined, ours, svg.atDPI(t, encoded(t, fig, heat.SVG{Text: text}), agreeDPI))
	}
	agree(t, what+", PDF", lined, ours, drawPDF(t, 0, encoded(t, fig, heat.PDF{}), agreeDPI))
}

func TestFormatsAgreeOnDegenerateData(t *testing.T) {
	comparesPictures(t)
	svg := newRenderer(t)
	program(t, "pdftoppm", "poppler-utils")
	busy, size := variants[len(variants)-1].edit, sized(4.53, 3.37)
	for _, d := range degenerates(t) {
		if d.refused != "" {
			continue
		}
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			fig, err := heat.Compile(gridOf(d.matrix, busy, size))
			if err != nil { // too small for all its labels: it chooses them
				fig, err = heat.Compile(gridOf(d.matrix, annotated, size))
			}
			if err != nil {
				t.Fatal(err)
			}
			// Lines between cells of a pixel or two are most of what there is, and where
			// their pixels lie makes all the difference.
			if cell := fig.Report().Panels[0].Cell; min(cell[0], cell[1])*agreeDPI/72 < 6 {
				fig = must(heat.Compile(gridOf(d.matrix, busy, size, func(_ *heat.Spec, c *heat.Cells) { c.Line.Width = 0 })))
			}
			formatsAgree(t, svg, d.name, false, fig, heat.SVGOutline)
		})
	}
}

// The gallery's pages have the commands of their figures. The chart's page has no trees, no
// outlines and three hundred bars: it is left out.
func TestFormatsAgreeOnTheGallery(t *testing.T) {
	comparesPictures(t)
	svg := newRenderer(t)
	program(t, "pdftoppm", "poppler-utils")
	var commands [][]string
	plain := 0 // figures of the first page
	for _, name := range []string{"README", "tables", "clusters", "details"} {
		page, err := os.ReadFile("docs/gallery/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		commands = append(commands, commandsIn(t, string(page))...)
		if plain == 0 {
			plain = len(commands)
		}
	}
	if plain < 8 || len(commands) < 20 {
		t.Fatalf("%d commands in the gallery", len(commands))
	}
	command := builtCommand(t)
	for i, args := range commands {
		name := strings.TrimSuffix(args[len(args)-1], ".png")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, a := range args {
				if _, err := os.Stat(a); strings.HasSuffix(a, ".npy") && err != nil {
					t.Skip("its data are too large to be kept: make gallery writes them")
				}
			}
			cmd := exec.Command(command, append(args[:len(args)-2:len(args)-2], "--spec-out", "-")...)
			var spec, message bytes.Buffer
			cmd.Stdout, cmd.Stderr = &spec, &message
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v: %s", err, &message)
			}
			fig := must(heat.Compile(must(heat.ReadSpec(&spec))))
			text := heat.SVGEmbed
			if name == "scripts" {
				text = heat.SVGOutline
			}
			formatsAgree(t, svg, name, i >= plain, fig, text)
		})
	}
}

// builtCommand builds heat: this package, of a lower layer, knows nothing of its flags.
func builtCommand(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "heat.exe")
	if out, err := exec.Command("go", "build", "-o", path, "./cmd/heat").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return path
}

// commandsIn are the arguments of the commands of heat in a page.
func commandsIn(t *testing.T, page string) (commands [][]string) {
	t.Helper()
	for _, block := range strings.Split(page, "```sh\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		words := shellWords(strings.ReplaceAll(block, "\\\n", " "))
		if len(words) < 3 || words[0] != "heat" || words[len(words)-2] != "-o" {
			t.Fatalf("not a command that draws: %q", words)
		}
		commands = append(commands, words[1:])
	}
	return commands
}

// shellWords splits a command at spaces outside of single quotes.
func shellWords(line string) (words []string) {
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// The comparison is worth nothing if it does not see what a reader would.
func TestDisagreementIsSeen(t *testing.T) {
	comparesPictures(t)
	spec := tickets(t)
	right := viewed(t, spec).png(agreeDPI)
	if n := faults(means(right), means(right)); n != 0 {
		t.Errorf("a picture differs from itself at %d places", n)
	}
	moved := image.NewRGBA(right.Bounds())
	draw.Draw(moved, moved.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(moved, moved.Rect, right, image.Pt(2, 0), draw.Src)
	wrong := map[string]image.Image{"two pixels off": moved}
	for what, edit := range map[string]func(*heat.Spec, *heat.Cells){
		"one cell of another colour": func(_ *heat.Spec, c *heat.Cells) { byRows(c.Values)[7] += 9 },
		"a label with another word":  func(_ *heat.Spec, c *heat.Cells) { c.Values.RowLabels[1] = strings.ToUpper(c.Values.RowLabels[1]) },
		"no numbers":                 func(_ *heat.Spec, c *heat.Cells) { c.Annot.Show = false },
		"another letter":             func(s *heat.Spec, _ *heat.Cells) { s.Subtitle = strings.Replace(s.Subtitle, "all", "a11", 1) },
		"another title":              func(s *heat.Spec, _ *heat.Cells) { s.Title = strings.Replace(s.Title, "team", "TEAM", 1) },
		"lines":                      func(_ *heat.Spec, c *heat.Cells) { c.Line.Width = 1 },
	} {
		other := tickets(t)
		edit(&other, cellsOf(other))
		wrong[what] = viewed(t, other).png(agreeDPI)
	}
	for what, img := range wrong {
		n := faults(means(right), means(img))
		t.Logf("%s: %d, at most %d may differ", what, n, mostFaults)
		if n <= 2*mostFaults {
			t.Errorf("%s: only %d squares differ, which is hardly seen", what, n)
		}
	}
}
