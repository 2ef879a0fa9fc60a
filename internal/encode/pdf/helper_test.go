package pdf_test

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/seed01309057/heat/internal/encode/pdf"
	"github.com/seed01309057/heat/internal/scene"
)

// typeface is a font of the tests: shaped here, without the text package, so that each
// test says which glyphs there are.
type typeface struct {
	data []byte
	face *font.Face
}

func (f *typeface) Family() string        { return f.face.Describe().Family }
func (f *typeface) Bold() bool            { return false }
func (f *typeface) Italic() bool          { return false }
func (f *typeface) File() ([]byte, int)   { return f.data, 0 }
func (f *typeface) em() float64           { return float64(f.face.Upem()) }
func (f *typeface) at(v float32) float64  { return float64(v) / f.em() }
func (f *typeface) glyph(r rune) font.GID { g, _ := f.face.NominalGlyph(r); return g }

func (f *typeface) Outline(id uint32) (out []scene.Segment) {
	outline, _ := f.face.GlyphDataOutline(font.GID(id))
	for _, s := range outline.Segments {
		seg := scene.Segment{Op: scene.Op(s.Op)}
		for i, p := range s.ArgsSlice() {
			seg.P[i] = scene.Point{X: f.at(p.X), Y: f.at(p.Y)}
		}
		out = append(out, seg)
	}
	return out
}

// outlines is a font that cannot be embedded.
type outlines struct{ f *typeface }

func (o outlines) Family() string                    { return o.f.Family() }
func (o outlines) Bold() bool                        { return false }
func (o outlines) Italic() bool                      { return false }
func (o outlines) Outline(id uint32) []scene.Segment { return o.f.Outline(id) }

func parse(t testing.TB, data []byte) *typeface {
	t.Helper()
	faces, err := font.ParseTTC(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return &typeface{data, faces[0]}
}

func liberation(t testing.TB) *typeface { return parse(t, liberationsansregular.TTF) }

// system is a font of the system; the test is skipped where it is not there.
func system(t testing.TB, path string) *typeface {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("/usr/share/fonts", path))
	if err != nil {
		t.Skipf("a font for this test is not here: %v", err)
	}
	return parse(t, data)
}

const (
	dejaVu = "truetype/dejavu/DejaVuSans.ttf"
	nimbus = "opentype/urw-base35/NimbusSans-Regular.otf"
)

// set shapes a string of one script.
func (f *typeface) set(s string, x, y, size, angle float64, script language.Script, dir di.Direction) *scene.Text {
	runes := []rune(s)
	var shaper shaping.HarfbuzzShaper
	res := shaper.Shape(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: dir, Face: f.face,
		Size: fixed.I(int(f.em())), Script: script, Language: "en",
	})
	t := &scene.Text{X: x, Y: y, Angle: angle, Size: size, Color: scene.Color{A: 255}, Font: f, String: s}
	scale := size / 64 / f.em()
	for _, g := range res.Glyphs {
		t.Glyphs = append(t.Glyphs, scene.Glyph{
			ID: uint32(g.GlyphID), X: t.Width + float64(g.XOffset)*scale, Y: float64(g.YOffset) * scale, Cluster: g.TextIndex(),
		})
		t.Width += float64(g.Advance) * scale
	}
	return t
}

// latin shapes a string of the Latin script.
func (f *typeface) latin(s string, x, y, size, angle float64) *scene.Text {
	return f.set(s, x, y, size, angle, language.Latin, di.DirectionLTR)
}

var white = scene.Color{R: 255, G: 255, B: 255, A: 255}

func page(w, h float64, items ...scene.Item) *scene.Scene {
	return &scene.Scene{Width: w, Height: h, Title: "A title", Description: "A figure of a test.", Background: white, Items: items}
}

// encode writes a scene into a file of the test.
func encode(t testing.TB, s *scene.Scene) (path string, data []byte) {
	t.Helper()
	var buf bytes.Buffer
	if err := pdf.Encode(&buf, s, pdf.Options{Software: "test"}); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, buf.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path, buf.Bytes()
}

// run runs a program and returns what it says; the test is skipped where there is no such
// program.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed (see the Makefile, tools)", name)
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, stderr.Bytes())
	}
	return string(out)
}

// renderers draw the first page of a file at a resolution.
var renderers = []struct {
	name    string
	program string
	args    func(in, out string, dpi int) []string
}{
	{"poppler", "pdftoppm", func(in, out string, dpi int) []string {
		return []string{"-r", strconv.Itoa(dpi), "-png", "-singlefile", in, out}
	}},
	{"poppler-hard", "pdftoppm", func(in, out string, dpi int) []string {
		return []string{"-r", strconv.Itoa(dpi), "-aa", "no", "-aaVector", "no", "-png", "-singlefile", in, out}
	}},
	{"cairo", "pdftocairo", func(in, out string, dpi int) []string {
		return []string{"-r", strconv.Itoa(dpi), "-png", "-singlefile", in, out}
	}},
	{"mupdf", "mutool", func(in, out string, dpi int) []string {
		return []string{"draw", "-q", "-r", strconv.Itoa(dpi), "-o", out + ".png", in}
	}},
	{"ghostscript", "gs", func(in, out string, dpi int) []string {
		return []string{"-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=png16m", "-r" + strconv.Itoa(dpi),
			"-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=" + out + ".png", in}
	}},
}

// inEach draws a file with each renderer.
func inEach(t *testing.T, s *scene.Scene, dpis []int, check func(t *testing.T, img *image.RGBA, dpi int)) {
	t.Helper()
	in, _ := encode(t, s)
	for _, r := range renderers {
		for _, dpi := range dpis {
			t.Run(r.name+"/"+strconv.Itoa(dpi), func(t *testing.T) {
				out := filepath.Join(t.TempDir(), "page")
				run(t, r.program, r.args(in, out, dpi)...)
				img := decode(t, out+".png")
				check(t, img, dpi)
			})
		}
	}
}

// decode reads a picture; those of tests are opaque.
func decode(t testing.TB, path string) *image.RGBA {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	out, ok := img.(*image.RGBA)
	if !ok {
		out = image.NewRGBA(img.Bounds())
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	}
	return out
}
