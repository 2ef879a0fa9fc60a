package heat_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
)

// embedding are the encodings that can carry the spec.
var embedding = map[string]heat.Encoding{
	"png": heat.PNG{Embed: true}, "svg": heat.SVG{Embed: true}, "svg outline": heat.SVG{Text: heat.SVGOutline, Embed: true}, "pdf": heat.PDF{Embed: true},
}

func TestFigureCarriesItsSpec(t *testing.T) {
	spec := fullSpec(t)
	fig := must(heat.Compile(spec))
	for name, e := range embedding {
		data := encoded(t, fig, e)
		if again := encoded(t, fig, e); !bytes.Equal(again, data) {
			t.Errorf("%s: other bytes the second time", name)
		}
		got, err := heat.ReadFigure(iotest.HalfReader(bytes.NewReader(data)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !got.Equal(spec) {
			t.Errorf("%s: another spec came out", name)
		}
		if again := encoded(t, must(heat.Compile(got)), e); !bytes.Equal(again, data) {
			t.Errorf("%s: the spec that came out draws another figure", name)
		}
	}
}

func TestWithoutEmbedNoDataGoesIn(t *testing.T) {
	fig := must(heat.Compile(fullSpec(t)))
	for name, e := range map[string]heat.Encoding{"png": heat.PNG{}, "svg": heat.SVG{}, "pdf": heat.PDF{}} {
		_, err := heat.ReadFigure(bytes.NewReader(encoded(t, fig, e)))
		var fault *heat.FigureError
		if !errors.As(err, &fault) || fault.Fault != heat.NoSpec || !strings.HasPrefix(err.Error(), "heat: figure: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadFigureSaysWhatIsWrong(t *testing.T) {
	var fault *heat.FigureError
	for _, data := range []string{"", "x", "{}", strings.Repeat("a,b\n", 1<<16)} {
		if _, err := heat.ReadFigure(strings.NewReader(data)); !errors.As(err, &fault) || fault.Fault != heat.NotFigure {
			t.Errorf("%.10q: %v", data, err)
		}
	}
	broken := errors.New("the line is dead")
	data := encoded(t, must(heat.Compile(fullSpec(t))), heat.PNG{Embed: true})
	for _, n := range []int{0, 100, len(data) - 1} {
		r := io.MultiReader(bytes.NewReader(data[:n]), iotest.ErrReader(broken))
		if _, err := heat.ReadFigure(r); !errors.Is(err, broken) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
	if _, err := heat.ReadFigure(bytes.NewReader(data[:len(data)/2])); !errors.As(err, &fault) || fault.Fault != heat.Damaged {
		t.Error(err)
	}
}

func TestTooMuchToEmbed(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	if raceEnabled {
		t.Skip("compressing takes ten times as long")
	}
	const n = 1400 // numbers of 17 digits, which do not get smaller than 8 bytes
	values, rng := make([]float64, n*n), rand.New(rand.NewPCG(1, 2))
	for i := range values {
		values[i] = rng.NormFloat64()
	}
	fig := must(heat.Compile(heat.Grid(must(matrix.New(n, n, values)))))
	path := filepath.Join(t.TempDir(), "a.svg")
	err := fig.SaveAs(path, heat.SVG{Embed: true})
	var problem *heat.Error
	if !errors.As(err, &problem) {
		t.Fatal(err)
	}
	if text := err.Error(); !strings.Contains(text, "embed: the spec is 1") || !strings.Contains(text, " MiB compressed, more than 16 MiB (keep ") {
		t.Error(text)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was left")
	}
}

// Programs for PDF find the attachment, and keep it where it is found again.
func TestAttachmentSurvivesQPDF(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed")
	}
	spec := fullSpec(t)
	dir := t.TempDir()
	path, saved := filepath.Join(dir, "a.pdf"), filepath.Join(dir, "b.pdf")
	if err := must(heat.Compile(spec)).SaveAs(path, heat.PDF{Embed: true}); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	var want bytes.Buffer
	if err := spec.WriteJSON(&want); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(qpdf, "--show-attachment=heat-spec.json", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := heat.ReadSpec(bytes.NewReader(out)); err != nil || !got.Equal(spec) {
		t.Errorf("the attachment is not the spec: %v", err)
	}
	for _, option := range []string{"--qdf", "--object-streams=generate", "--linearize", "--stream-data=uncompress", "--recompress-flate"} {
		if out, err := exec.Command(qpdf, option, path, saved).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		data, err := os.ReadFile(saved)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := heat.ReadFigure(bytes.NewReader(data)); err != nil || !got.Equal(spec) {
			t.Errorf("%s: %v", option, err)
		}
	}
}
