package heat_test

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/table"
)

// twelveScripts is the gallery's figure with labels in twelve scripts.
func twelveScripts(t testing.TB) heat.Spec {
	t.Helper()
	m, err := table.OpenMatrix("docs/gallery/data/scripts.csv", table.Options{}, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return gridOf(m, annotated, func(s *heat.Spec, c *heat.Cells) {
		s.Title, c.Cbar.Label = "NO_{2} by city and weekday, in twelve scripts", "Concentration in µg m^{−3}"
		c.Cmap = "cividis"
	})
}

// pdfFigures are figures with all that a page can have: text level and turned, in one font
// and many, cells as rectangles, as joined paths and as a picture, missing cells, lines.
func pdfFigures(t testing.TB) map[string]heat.Spec {
	return map[string]heat.Spec{
		"tickets": tickets(t), "turned": turned(t), "gaps": gaps(t), "dense": dense(t), "scripts": twelveScripts(t), "right to left": rightToLeft(t),
	}
}

// pdfFile writes a figure as a PDF.
func pdfFile(t testing.TB, fig *heat.Figure, e heat.PDF) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := fig.SaveAs(path, e); err != nil {
		t.Fatal(err)
	}
	return path
}

// said is what a program prints.
func said(t testing.TB, from, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program(t, name, from), args...)
	var message bytes.Buffer
	cmd.Stderr = &message
	out, err := cmd.Output()
	if err != nil || message.Len() > 0 {
		t.Errorf("%s %v: %v\n%s%s", name, args, err, out, &message)
	}
	return string(out)
}

func TestPDFIsSoundAndTheSameEachTime(t *testing.T) {
	for name, spec := range pdfFigures(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := encoded(t, must(heat.Compile(spec)), heat.PDF{})
			if again := encoded(t, must(heat.Compile(spec)), heat.PDF{}); !bytes.Equal(first, again) {
				t.Error("other bytes the second time")
			}
			path := pdfFile(t, must(heat.Compile(spec)), heat.PDF{Embed: true})
			if out := said(t, "qpdf", "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Errorf("qpdf: %s", out)
			}
		})
	}
}

// A figure is a picture: it leads nowhere and does nothing when it is opened. Object streams
// are not in use, so the names of actions would stand in the file.
func TestPDFHasNoLinksOrActions(t *testing.T) {
	spec := tickets(t)
	spec.Title, spec.Caption = "https://example.org/title", "mailto:someone@example.org (javascript:alert)"
	cellsOf(spec).Values.RowLabels[0] = "file:///etc/passwd"
	path := pdfFile(t, must(heat.Compile(spec)), heat.PDF{})
	plain := filepath.Join(t.TempDir(), "plain.pdf")
	said(t, "qpdf", "qpdf", "--qdf", "--object-streams=disable", path, plain)
	data, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"/Annots", "/URI", "/OpenAction", "/AA", "/Action", "/JavaScript", "/JS", "/Launch", "/GoTo", "/AcroForm", "/SubmitForm"} {
		for _, after := range []string{" ", "\n", "<", "[", "("} {
			if bytes.Contains(data, []byte(key+after)) {
				t.Errorf("the file has %s", key)
			}
		}
	}
	if out := said(t, "poppler-utils", "pdfinfo", path); !strings.Contains(out, "JavaScript:      no") || !strings.Contains(out, "Form:            none") {
		t.Errorf("pdfinfo: %s", out)
	}
}

// What is written can be found and copied, whatever its script and wherever it stands.
func TestEveryTextComesBackFromThePDF(t *testing.T) {
	requireScripts(t)
	for name, spec := range map[string]heat.Spec{"tickets": tickets(t), "turned": turned(t), "scripts": twelveScripts(t)} {
		fig := must(heat.Compile(spec))
		m := cellsOf(spec).Values
		got := spaced(said(t, "poppler-utils", "pdftotext", pdfFile(t, fig, heat.PDF{}), "-"))
		labels := slices.Sorted(slices.Values(slices.Concat(m.RowLabels, m.ColLabels)))
		for _, text := range slices.Concat(slices.Compact(labels), []string{spec.Title, spec.Subtitle, spec.Caption, spec.Panels[0].X.Title, cellsOf(spec).Cbar.Label}) {
			text = strings.NewReplacer("_{", "", "^{", "", "}", "").Replace(text)
			if !strings.Contains(got, spaced(text)) {
				t.Errorf("%s: %q is not in what pdftotext finds: %s", name, text, got)
			}
		}
		// Each number as often as there are cells with it.
		if cellsOf(spec).Annot.Show {
			found, want := count(strings.Fields(got)), map[string]int{}
			rows, cols := m.Dims()
			for i := range rows {
				for j := range cols {
					want[fmt.Sprint(m.At(i, j))]++
				}
			}
			for number, n := range want {
				if found[number] < n {
					t.Errorf("%s: %s is found %d times, %d cells have it", name, number, found[number], n)
				}
			}
		}
	}
}

// spaced is a text with single spaces and without the marks of direction that programs put
// around what runs from right to left.
func spaced(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E || r == 0x200E || r == 0x200F || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

func count(list []string) map[string]int {
	n := map[string]int{}
	for _, s := range list {
		n[s]++
	}
	return n
}

// requireScripts skips a test where fonts for the scripts of the gallery are missing.
func requireScripts(t testing.TB) {
	t.Helper()
	for _, pattern := range []string{"NotoSansArabic-Regular", "NotoSansThai-Regular", "NotoSansEthiopic-Regular", "NotoSansDevanagari-Regular"} {
		if found, _ := filepath.Glob("/usr/share/fonts/truetype/noto/" + pattern + ".*"); len(found) == 0 {
			t.Skipf("%s is not installed (apt-get install fonts-noto-core fonts-wqy-microhei)", pattern)
		}
	}
}

// All fonts are in the file, as far as they are used, but for one that paints nothing: it
// carries what ligatures from right to left stand for.
func TestPDFEmbedsItsFonts(t *testing.T) {
	for name, spec := range pdfFigures(t) {
		path := pdfFile(t, must(heat.Compile(spec)), heat.PDF{})
		lines := strings.Split(strings.TrimSpace(said(t, "poppler-utils", "pdffonts", path)), "\n")[2:]
		if len(lines) == 0 {
			t.Errorf("%s: no fonts", name)
		}
		for _, line := range lines {
			f := strings.Fields(line)
			yes := strings.Join(f[len(f)-5:len(f)-2], " ") // embedded, a subset, with a map to Unicode
			unseen := f[0] == "Helvetica" && (name == "scripts" || name == "right to left")
			if yes != "yes yes yes" && !unseen {
				t.Errorf("%s: %s", name, line)
			}
		}
		if info, err := os.Stat(path); err != nil || info.Size() > 150_000 {
			t.Errorf("%s: %d bytes, of which most must be fonts that are not cut down", name, info.Size())
		}
	}
}

// A date is in the file where one is given, and only there.
func TestPDFsDate(t *testing.T) {
	fig := must(heat.Compile(tickets(t)))
	plain := encoded(t, fig, heat.PDF{})
	for _, part := range []string{"/CreationDate", "xmp:CreateDate", "/ModDate", "D:20", time.Now().UTC().Format("2006-01")} {
		if bytes.Contains(plain, []byte(part)) {
			t.Errorf("without a date given the file has %s", part)
		}
	}
	dated := encoded(t, fig, heat.PDF{Created: time.Unix(1700000000, 0)})
	for _, part := range []string{"/CreationDate(D:20231114221320Z)", "<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>"} {
		if !bytes.Contains(dated, []byte(part)) {
			t.Errorf("with a date given the file lacks %s", part)
		}
	}
	if again := encoded(t, fig, heat.PDF{Created: time.Unix(1700000000, 0).UTC()}); !bytes.Equal(dated, again) {
		t.Error("other bytes in another time zone")
	}
}

// Viewers of PDF antialias the edges of cells, so that beside the colours of the cells there
// are mixtures of two that are neighbours. The colour of the paper must not be in them.
func TestPDFHasNoSeams(t *testing.T) {
	comparesPictures(t)
	for i, r := range pdfRenderers {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			program(t, r.program, r.from)
			for _, c := range seamCases {
				constant, checks := constantAndChecks(t, c.rows, c.cols, seamSizes[0])
				one, two := encoded(t, constant.fig, heat.PDF{}), encoded(t, checks.fig, heat.PDF{})
				dpis := []float64{72, 133}
				if c.rows != 37 {
					dpis = dpis[1:]
				}
				for _, dpi := range dpis {
					what := fmt.Sprintf("%d × %d at %g dpi", c.rows, c.cols, dpi)
					// The outermost pixels belong to the canvas as much as to the body.
					part := boxOf(constant.cells()).inPixels(dpi).Inset(1)
					onlyColors(t, what, drawPDF(t, i, one, dpi), part, 1)
					if c.rows >= 300 {
						continue // a picture, in which neighbours are averaged
					}
					a, b := checks.color(0, 0), checks.color(0, 1)
					bad := map[color.RGBA]int{}
					for got, n := range colorsIn(drawPDF(t, i, two, dpi), part) {
						if !between(got, a.R, a.G, a.B, b.R, b.G, b.B) {
							bad[got] = n
						}
					}
					if len(bad) > 0 {
						t.Errorf("%s, checks: colours that are no mixtures of %v and %v: %v", what, a, b, bad)
					}
				}
			}
		})
	}
}

// between reports whether a colour lies on the way from one to another. Where four cells
// meet, a renderer rounds once for each.
func between(c color.RGBA, r0, g0, b0, r1, g1, b1 uint8) bool {
	const most = 6 // levels
	from, to, at := [3]float64{float64(r0), float64(g0), float64(b0)}, [3]float64{float64(r1), float64(g1), float64(b1)}, [3]float64{float64(c.R), float64(c.G), float64(c.B)}
	along, length := 0.0, 0.0
	for k := range 3 {
		along += (at[k] - from[k]) * (to[k] - from[k])
		length += (to[k] - from[k]) * (to[k] - from[k])
	}
	f := min(max(along/length, 0), 1)
	for k := range 3 {
		if math.Abs(from[k]+f*(to[k]-from[k])-at[k]) > most {
			return false
		}
	}
	return true
}

// claimed is the part of PDF/A that a file says to conform to, or nothing.
func claimed(pdf []byte) string {
	_, rest, found := bytes.Cut(pdf, []byte("<pdfaid:part>"))
	if !found {
		return ""
	}
	part, level, _ := strings.Cut(string(rest[:60]), "</pdfaid:part><pdfaid:conformance>")
	return part + strings.ToLower(level[:1])
}

// A page is one for archives, unless it has something that they do not take: a glyph for
// characters that no font has, or a text beyond the longest string.
func TestPDFSaysWhetherItIsPDFA(t *testing.T) {
	for name, spec := range pdfFigures(t) {
		fig := must(heat.Compile(spec))
		if got := claimed(encoded(t, fig, heat.PDF{})); got != "2b" && (name != "scripts" && name != "right to left") {
			t.Errorf("%s: %q", name, got)
		}
		if got := claimed(encoded(t, fig, heat.PDF{Embed: true})); got != "3b" && (name != "scripts" && name != "right to left") {
			t.Errorf("%s, with the spec attached: %q", name, got)
		}
	}
	for what, label := range map[string]string{"no font": "\U0010FFFD", "long": strings.Repeat("heat ", 4000)} {
		m := named(rising(t, 2, 2), []string{label, "b"}, nil)
		if got := claimed(encoded(t, must(heat.Compile(gridOf(m))), heat.PDF{})); got != "" {
			t.Errorf("%s: %q", what, got)
		}
	}
}

// Whether that is true, a validator says: HEAT_PDFA_CHECK is a command that takes a part, such
// as 2b, and files, and fails where one does not conform. With veraPDF installed:
//
//	HEAT_PDFA_CHECK='verapdf --flavour' go test -run PDFA .
func TestPDFAConforms(t *testing.T) {
	command := strings.Fields(os.Getenv("HEAT_PDFA_CHECK"))
	if len(command) == 0 {
		t.Skip("HEAT_PDFA_CHECK names no validator: what files say of PDF/A is not checked")
	}
	figures := pdfFigures(t)
	for _, d := range degenerates(t) {
		if d.refused == "" {
			figures[d.name] = gridOf(d.matrix, annotated)
		}
	}
	figures["transparent"] = gridOf(rising(t, 3, 3), func(s *heat.Spec, c *heat.Cells) {
		s.Theme.Background, c.Mask.Triangle = must(colormap.ParseColor("none")), heat.Upper
		c.NaColor = must(colormap.ParseColor("#ff000080"))
		byRows(c.Values)[3] = math.NaN()
	})
	figures["pictures"] = gridOf(named(rising(t, 2, 2), []string{"🌡 warm", "❄️ cold"}, nil))
	files := map[string][]string{}
	dir := t.TempDir()
	for name, spec := range figures {
		fig := must(heat.Compile(spec))
		for _, e := range []heat.PDF{{}, {Embed: true, Created: time.Unix(1700000000, 0)}} {
			path := filepath.Join(dir, fmt.Sprintf("%s %v.pdf", strings.ReplaceAll(name, "/", " "), e.Embed))
			if err := fig.SaveAs(path, e); err != nil {
				t.Fatal(err)
			}
			if part := claimed(must(os.ReadFile(path))); part != "" {
				files[part] = append(files[part], path)
			}
		}
	}
	if len(files["2b"]) < 20 || len(files["3b"]) < 20 {
		t.Errorf("%d and %d of %d figures say that they conform", len(files["2b"]), len(files["3b"]), len(figures))
	}
	for part, paths := range files {
		args := slices.Concat(command[1:], []string{part}, paths)
		if out, err := exec.Command(command[0], args...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", part, err, out)
		}
	}
}
