package heat_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// pdfRenderers draw the first page of a PDF into out.png. None of them is ours.
var pdfRenderers = []struct {
	name, program, from string
	args                func(in, out, dpi string) []string
}{
	{"poppler", "pdftoppm", "poppler-utils", func(in, out, dpi string) []string {
		return []string{"-r", dpi, "-png", "-singlefile", in, out}
	}},
	{"mupdf", "mutool", "mupdf-tools", func(in, out, dpi string) []string {
		return []string{"draw", "-q", "-r", dpi, "-o", out + ".png", in}
	}},
	{"ghostscript", "gs", "ghostscript", func(in, out, dpi string) []string {
		return []string{"-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=png16m", "-r" + dpi,
			"-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile=" + out + ".png", in}
	}},
}

// program is the path of a program; the test is skipped where it is not there.
func program(t testing.TB, name, from string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed (apt-get install %s): what heat writes is not compared with how it reads it", name, from)
	}
	return path
}

// drawPDF draws a PDF with one of the renderers.
func drawPDF(t testing.TB, renderer int, pdf []byte, dpi float64) image.Image {
	t.Helper()
	r := pdfRenderers[renderer]
	path := program(t, r.program, r.from)
	dir := t.TempDir()
	in, out := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "a")
	if err := os.WriteFile(in, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(path, r.args(in, out, strconv.FormatFloat(dpi, 'g', -1, 64))...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", r.program, err, said)
	}
	return readPNG(t, out+".png")
}

// readPNG reads a picture from a file.
func readPNG(t testing.TB, path string) image.Image {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// comparesPictures is called by tests that compare large pictures pixel by pixel, which the
// race detector makes twenty times as slow. 'make unit' runs them a second time, without it.
func comparesPictures(t testing.TB) {
	t.Helper()
	if raceEnabled {
		t.Skip("pictures are compared without the race detector, which would take long: see 'make unit'")
	}
}
