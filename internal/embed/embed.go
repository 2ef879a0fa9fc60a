// Package embed packs a spec for the inside of a figure, and finds it there again: in a
// PNG as compressed iTXt chunks, in an SVG as elements of its metadata, in a PDF as an
// embedded file.
//
//	parts, err := embed.Pack(spec, embed.PartSize) // an encoder writes them
//	spec, err := embed.Extract(figure)
//
// Extract takes files from strangers: it looks only for the structure that heat writes,
// never builds a tree of the file, and expands at most MaxSpec bytes.
package embed

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
)

// Names under which a figure carries its spec.
const (
	Keyword   = "heat-spec"                                 // of the PNG's chunks
	Namespace = "https://github.com/seed01309057/heat#spec" // of the SVG's elements
	FileName  = "heat-spec.json"                            // of the PDF's attachment
	Mark      = "HEAT_Spec"                                 // of the PDF's stream: other files may be attached later
)

// Limits, in bytes.
const (
	// MaxPacked is the most compressed data that Pack makes.
	MaxPacked = 16 << 20
	// MaxSpec is the largest spec, and the most that Extract expands.
	MaxSpec = 256 << 20
	// PartSize is the most text in one part of a PNG or an SVG. Pillow does not open a PNG
	// with more than 1 MiB of text in a chunk, libpng drops what is over 8 MB, and libxml2
	// by default stops at 10 MB of text in an element.
	PartSize = 1_000_000
)

// Fault is what is wrong with a figure.
type Fault uint8

// What can be wrong with a figure.
const (
	NotFigure Fault = iota // neither PNG, SVG nor PDF
	NoSpec                 // a picture that carries no spec
	Damaged                // cut short or changed; or the spec is too large
)

// Error says why there is no spec to be had from a file.
type Error struct {
	Fault  Fault
	Format Format // of the file; None if it is no figure
	Detail string // what is wrong where; may be empty
	Cure   string // empty: the usual one
}

// Error returns what is wrong, and the cure.
func (e *Error) Error() string {
	switch e.Fault {
	case NoSpec:
		return fmt.Sprintf("the %v carries no spec (draw it with --embed to put its spec in)", e.Format)
	case Damaged:
		if e.Cure != "" {
			return fmt.Sprintf("the %v cannot be read: %s (%s)", e.Format, e.Detail, e.Cure)
		}
		return fmt.Sprintf("the %v is damaged: %s (get the file again, or draw it again)", e.Format, e.Detail)
	}
	return "not a figure, which is a PNG, an SVG or a PDF drawn with --embed"
}

// Format is a kind of file that can carry a spec.
type Format uint8

// Formats.
const (
	None Format = iota
	PNG
	SVG
	PDF
)

func (f Format) String() string { return [...]string{"file", "PNG", "SVG", "PDF"}[f] }

// SniffLen is how much of a file FormatOf looks at.
const SniffLen = 4096

const (
	signaturePNG = "\x89PNG\r\n\x1a\n"
	signaturePDF = "%PDF-"
)

// FormatOf tells a figure by its beginning.
func FormatOf(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte(signaturePNG)):
		return PNG
	case bytes.HasPrefix(data, []byte(signaturePDF)):
		return PDF
	}
	head := data[:min(len(data), SniffLen)]
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if bytes.HasPrefix(text, []byte("<")) && (bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte("<svg:svg"))) {
		return SVG
	}
	return None
}

// Extract returns the spec that a figure carries, as JSON. Its errors are of type
// [*Error].
func Extract(data []byte) (spec []byte, err error) { return limits{maxSpec: MaxSpec}.extract(data) }

// limits are smaller in tests.
type limits struct{ maxSpec, maxPacked int }

func (l limits) extract(data []byte) (spec []byte, err error) {
	format := FormatOf(data)
	var parts []source
	var detail string
	switch format {
	case PNG:
		parts, detail = partsOfPNG(data)
	case SVG:
		parts, detail = partsOfSVG(data)
	case PDF:
		parts, detail = partOfPDF(data)
	default:
		return nil, &Error{Fault: NotFigure}
	}
	if detail == "" && len(parts) == 0 {
		return nil, &Error{Fault: NoSpec, Format: format}
	}
	if detail == "" {
		spec, detail = l.expand(parts)
	}
	if detail != "" {
		return nil, &Error{Fault: Damaged, Format: format, Detail: detail, Cure: cures[detail]}
	}
	return spec, nil
}

// What is wrong where nothing is broken, with its cure.
const (
	isEncrypted = "it is encrypted"
	isForeign   = "another program saved it again and wrote its spec in another way"
)

var cures = map[string]string{
	isEncrypted: "take the encryption off, as qpdf --decrypt does",
	isForeign:   "give the file that heat wrote",
}

// XML is the elements that carry the parts in the metadata of an SVG.
func XML(parts [][]byte) string {
	var b strings.Builder
	for i, p := range parts {
		fmt.Fprintf(&b, "\n%s xmlns:heat=%q part=\"%d/%d\">", openTag, Namespace, i+1, len(parts))
		b.WriteString(base64.StdEncoding.EncodeToString(p))
		b.WriteString(closeTag)
	}
	if len(parts) > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}
