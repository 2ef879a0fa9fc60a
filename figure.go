package heat

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/seed01309057/heat/internal/atomicfile"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// Software is what files say they were made by.
const Software = "heat"

// Figure is a compiled spec: frozen, and safe for concurrent use. It refers to the
// spec's matrices, which must not change while it is in use.
type Figure struct {
	plan   *plan
	scene  *scene.Scene // in points
	report Report
}

// Compile validates a spec, decides all that it leaves open and returns the figure. It
// returns every problem that it finds, joined; each is an [*Error]. The spec is not
// changed.
func Compile(spec Spec) (*Figure, error) { return Compiler{}.Compile(spec) }

// Compiler compiles specs with resources that a spec cannot name. The zero value uses
// the built-in font.
type Compiler struct {
	// Font is a TrueType or OpenType font to set all text in, in place of Liberation
	// Sans. It must not be changed.
	Font []byte
	// Family is an installed family to set all text in, where Font is nil.
	Family string
	// System finds installed fonts for characters that the figure's font lacks. Nil: one
	// for each figure; a program that compiles many does better to share one.
	System *SystemFonts
}

// SystemFonts finds fonts that are installed on this machine. It looks for them when a
// character is missing for the first time, and keeps an index in the user's cache. It is
// safe for concurrent use. A figure whose font has all its characters is the same on
// every machine; one that needs others depends on what is installed.
type SystemFonts = text.System

// Compile is like the function Compile.
func (c Compiler) Compile(spec Spec) (*Figure, error) {
	system := c.System
	if system == nil {
		system = &SystemFonts{}
	}
	fonts := text.DefaultFonts()
	switch {
	case c.Font != nil:
		f, err := text.ParseFont(c.Font)
		if err != nil {
			return nil, &Error{Stage: "font", Err: err, Cure: "give a .ttf or .otf file"}
		}
		fonts = text.SingleFont(f)
	case c.Family != "":
		if fonts = text.FamilyFonts(system, c.Family); fonts == nil {
			return nil, &Error{Stage: "font", Detail: fmt.Sprintf("no installed family %q", c.Family), Cure: system.Near(c.Family)}
		}
	}
	fonts.Fallback = system
	shaper, err := text.NewShaper(fonts)
	if err != nil {
		return nil, &Error{Stage: "font", Err: err}
	}
	p, err := resolve(spec)
	if err != nil {
		return nil, err
	}
	size := float64(spec.Theme.FontSize)
	if size == 0 {
		size = defaultFontSize
	}
	medium := paper(shaper, size, float64(spec.Size.Width), float64(spec.Size.Height))
	medium.markup, medium.labelMax = !spec.Theme.PlainText, spec.Theme.LabelMax*medium.tick
	a, err := arrange(p, medium)
	if err != nil {
		return nil, err
	}
	fig := &Figure{plan: p, scene: a.draw()}
	fig.report = a.report()
	fig.scene.Description = fig.report.Description
	return fig, nil
}

// Report says what was drawn and what was changed to draw it.
func (f *Figure) Report() Report { return f.report }

// Spec is the spec that the figure was compiled from.
func (f *Figure) Spec() Spec { return f.plan.spec }

// Size is the size of the canvas in points.
func (f *Figure) Size() (width, height float64) { return f.scene.Width, f.scene.Height }

// Encode writes the figure. It returns every error of the writer.
func (f *Figure) Encode(w io.Writer, e Encoding) error { return e.encode(w, f) }

// Save writes the figure to a file in the format of its extension, .png, .svg or .pdf, with
// the encoding's defaults. The file appears whole or not at all.
func (f *Figure) Save(path string) error {
	e, err := EncodingFor(filepath.Ext(path))
	if err != nil {
		return fmt.Errorf("heat: %s: %w", path, err)
	}
	return f.SaveAs(path, e)
}

// SaveAs writes the figure to a file. The file appears whole or not at all: it is
// written under another name in the same folder and renamed.
func (f *Figure) SaveAs(path string, e Encoding) error {
	err := atomicfile.Write(path, func(w io.Writer) error { return f.Encode(w, e) })
	if err != nil {
		return fmt.Errorf("heat: %w", err)
	}
	return nil
}

// EncodingFor returns the encoding of a file extension, with or without its dot.
func EncodingFor(ext string) (Encoding, error) {
	switch strings.ToLower(strings.TrimPrefix(ext, ".")) {
	case "png":
		return PNG{}, nil
	case "svg":
		return SVG{}, nil
	case "pdf":
		return PDF{}, nil
	case "txt", "term", "ans":
		return Terminal{}, nil
	}
	return nil, fmt.Errorf("unknown format %q (known: png, svg, pdf, term)", ext)
}
