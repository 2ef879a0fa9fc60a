package heat

import (
	"io"
	"time"

	"github.com/seed01309057/heat/internal/embed"
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
	// Embed puts the spec with all its data into the file, for ReadFigure: at most
	// MaxEmbedBytes of compressed data.
	Embed bool
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
	if e.Embed {
		parts, _, err := f.packed(embed.PartSize)
		if err != nil {
			return err
		}
		for _, p := range parts {
			meta = append(meta, png.Text{Keyword: embed.Keyword, Deflated: p})
		}
	}
	return png.Encode(w, canvas, png.Options{DPI: e.dpi(), Text: meta})
}

// SVG is a vector drawing.
type SVG struct {
	// Text is how text is written. The zero value keeps it as text and embeds the fonts
	// that it was measured in.
	Text SVGText
	// Embed puts the spec with all its data into the metadata, for ReadFigure: at most
	// MaxEmbedBytes of compressed data.
	Embed bool
}

func (e SVG) encode(w io.Writer, f *Figure) error {
	opt := svg.Options{Software: Software, Text: svg.Mode(e.Text)}
	if e.Embed {
		parts, _, err := f.packed(embed.PartSize)
		if err != nil {
			return err
		}
		opt.Metadata = embed.XML(parts)
	}
	return svg.Encode(w, f.scene, opt)
}

// SVGText is how an SVG has its text.
type SVGText uint8

// The ways to write text into an SVG.
const (
	// SVGEmbed keeps text as text, which can be searched, selected and read aloud, and
	// embeds the glyphs that it uses, so that every viewer lays it out as measured. Text
	// whose letters join or change places, such as Arabic, and emoji are drawn as shapes,
	// with the text over them unseen.
	SVGEmbed SVGText = iota
	// SVGOutline draws all text as shapes. It looks the same in every viewer, and its
	// words are only there for screen readers.
	SVGOutline
	// SVGPlain keeps text as text and embeds nothing: the smallest file, for viewers that
	// have the fonts.
	SVGPlain
)

var svgTextNames = []string{"embed", "outline", "plain"}

// String returns embed, outline or plain.
func (t SVGText) String() string { return enumName(svgTextNames, int(t)) }

// MarshalText writes the name.
func (t SVGText) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the name.
func (t *SVGText) UnmarshalText(text []byte) error {
	return enumParse(t, "way to write text", svgTextNames, text)
}

// Values lists the names in order.
func (SVGText) Values() []string { return svgTextNames }

// PDF is a page with vector cells, text that can be searched and copied, and the fonts
// that it uses, as far as it uses them.
type PDF struct {
	// Created is the date that the file carries. Zero: none, so that the same figure is
	// the same bytes.
	Created time.Time
	// Embed attaches the spec with all its data, for ReadFigure: at most MaxEmbedBytes of
	// compressed data.
	Embed bool
}

func (e PDF) encode(w io.Writer, f *Figure) error {
	opt := pdf.Options{Software: Software, Created: e.Created}
	if e.Embed {
		parts, size, err := f.packed(0)
		if err != nil {
			return err
		}
		opt.Source = &pdf.File{
			Name: embed.FileName, Type: "application/json", Description: "The spec of this figure, which heat render draws",
			Mark: embed.Mark, Deflated: parts[0], Size: size,
		}
	}
	return pdf.Encode(w, f.scene, opt)
}

// Terminal draws with characters: cells are two square pixels in each, or more of them; trees
// and other tracks are lines, dots and eighths of blocks.
type Terminal struct {
	// Width is the number of columns there are; 0: 80.
	Width int
	// Height is the number of lines there are; 0: as many as are needed. Bodies whose rows
	// are averaged, or are higher than a line, become lower for it, but not those that have
	// a line for each row: they scroll.
	Height int
	// Colors says which colours the terminal has. The zero value is all of them.
	Colors Colors
}

// Colors is what a terminal can show.
type Colors = term.Colors

// What terminals can show.
const (
	TrueColor = term.TrueColor // 24 bits
	Color256  = term.Color256  // the 256 of xterm
	Color16   = term.Color16   // the 16 of old
	NoColor   = term.NoColor   // plain text
)

// emColumns is how many columns of a terminal stand for an em: letters are about half an
// em wide.
const emColumns = 2

// terminalLabels is the share of a terminal's width that the longest label may take.
const terminalLabels = 0.3

// MaxTerminalWidth is the widest terminal that is drawn for, in columns.
const MaxTerminalWidth = 10000

func (e Terminal) encode(w io.Writer, f *Figure) error {
	a, err := e.arrange(f)
	if err != nil {
		return err
	}
	return term.Encode(w, a.draw(), e.Colors)
}

// arrange lays the figure out for the terminal.
func (e Terminal) arrange(f *Figure) (*arrangement, error) {
	width := e.Width
	if width <= 0 {
		width = 80
	}
	medium := grid(float64(min(width, MaxTerminalWidth)))
	medium.maxHeight, medium.roomY = 2*float64(max(0, e.Height)), medium.largestBody
	theme := &f.plan.spec.Theme
	medium.markup, medium.labelMax = !theme.PlainText, theme.LabelMax*emColumns
	if theme.LabelMax == 0 { // text cannot be turned here, and the body needs its share
		medium.labelMax = max(8, float64(width)*terminalLabels)
	}
	return arrange(f.plan, medium)
}

// ReportFor is Report for an encoding: a terminal has a layout of its own, in which other
// things are thinned and left out. Its lengths are in columns and half lines.
func (f *Figure) ReportFor(e Encoding) (Report, error) {
	t, ok := e.(Terminal)
	if !ok {
		return f.report, nil
	}
	a, err := t.arrange(f)
	if err != nil {
		return Report{}, err
	}
	return a.report(), nil
}
