package heat

import (
	"io"
	"time"

	"github.com/seed01309057/heat/internal/encode/pdf"
	"github.com/seed01309057/heat/internal/encode/png"
	"github.com/seed01309057/heat/internal/encode/raster"
	"github.com/seed01309057/heat/internal/encode/svg"
	"github.com/seed01309057/heat/internal/encode/term"
)

// Encoding is a format of output: [PNG], [SVG], [PDF] or [Terminal].
type Encoding interface {
	encode(w io.Writer, f *Figure) error
}

// DefaultDPI is the resolution of a PNG where none is given.
const DefaultDPI = 160

// PNG is a picture of pixels.
type PNG struct {
	DPI float64 // pixels an inch; 0: DefaultDPI
}

func (e PNG) dpi() float64 {
	if e.DPI == 0 {
		return DefaultDPI
	}
	return e.DPI
}

// Pixels is the size of a figure in pixels.
func (e PNG) Pixels(f *Figure) (width, height int, err error) {
	width, height, err = raster.Size(f.scene.Width, f.scene.Height, e.dpi())
	if err != nil {
		err = &Error{Stage: "size", Err: err}
	}
	return width, height, err
}

func (e PNG) encode(w io.Writer, f *Figure) error {
	canvas, err := raster.Draw(f.scene, e.dpi())
	if err != nil {
		return &Error{Stage: "png", Err: err}
	}
	meta := []png.Text{{Keyword: "Software", Value: Software}, {Keyword: "Description", Value: f.scene.Description}}
	if f.scene.Title != "" {
		meta = append([]png.Text{{Keyword: "Title", Value: f.scene.Title}}, meta...)
	}
	return png.Encode(w, canvas, png.Options{DPI: e.dpi(), Text: meta})
}

// SVG is a vector drawing with its text as text.
type SVG struct{}

func (SVG) encode(w io.Writer, f *Figure) error { return svg.Encode(w, f.scene, Software) }

// PDF is a page with vector cells, text that can be searched and copied, and the fonts
// that it uses, as far as it uses them.
type PDF struct {
	// Created is the date that the file carries. Zero: none, so that the same figure is
	// the same bytes.
	Created time.Time
}

func (e PDF) encode(w io.Writer, f *Figure) error {
	return pdf.Encode(w, f.scene, pdf.Options{Software: Software, Created: e.Created})
}

// Terminal draws with characters, two square pixels in each.
type Terminal struct {
	// Width is the number of columns there are; 0: 80.
	Width int
	// Colors says which colours the terminal has. The zero value is all of them.
	Colors Colors
}

// Colors is what a terminal can show.
type Colors = term.Colors

// What terminals can show.
const (
	TrueColor = term.TrueColor // 24 bits
	Color256  = term.Color256  // the 256 of xterm
	NoColor   = term.NoColor   // plain text
)

// emColumns is how many columns of a terminal stand for an em: letters are about half an
// em wide.
const emColumns = 2

// MaxTerminalWidth is the widest terminal that is drawn for, in columns.
const MaxTerminalWidth = 10000

func (e Terminal) encode(w io.Writer, f *Figure) error {
	width := e.Width
	if width <= 0 {
		width = 80
	}
	medium := grid(float64(min(width, MaxTerminalWidth)))
	theme := &f.plan.spec.Theme
	medium.markup, medium.labelMax = !theme.PlainText, theme.LabelMax*emColumns
	a, err := arrange(f.plan, medium)
	if err != nil {
		return err
	}
	return term.Encode(w, a.draw(), e.Colors)
}
