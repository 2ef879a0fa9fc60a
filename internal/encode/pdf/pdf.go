// Package pdf writes a scene as one page of PDF 1.7: cells and text are vectors, text can
// be searched and copied, fonts are embedded as subsets, and bodies denser than a page can
// show are lossless images.
//
// The same scene gives the same bytes.
package pdf

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/seed01309057/heat/internal/scene"
)

// Options are what a scene does not say.
type Options struct {
	Software string    // the producer, for the metadata
	Created  time.Time // zero: no date is written
	Lang     string    // of the description, as in BCP 47; empty: en
	Source   *File     // what the page was made from, as an attachment; nil: none
}

// File is a file to be embedded.
type File struct {
	Name        string // with its extension, in ASCII
	Type        string // its media type, such as application/json
	Description string // for readers
	Mark        string // a name of our own in the stream's dictionary, by which programs find it
	Deflated    []byte // the content, compressed as a stream of zlib
	Size        int    // the content's bytes before it was compressed
}

// Limits of the page.
const (
	maxUnits = 14400 // of a side, in units: what viewers take for certain
	maxSide  = 1e9   // points: 350 km
)

// Encode writes the scene. It returns every error of the writer.
//
// Items with coordinates that are not finite are left out. A page larger than 14,400 pt
// is in larger units.
func Encode(w io.Writer, s *scene.Scene, opt Options) error {
	if !(s.Width > 0 && s.Height > 0 && s.Width <= maxSide && s.Height <= maxSide) {
		return fmt.Errorf("heat: pdf: a page of %g × %g points (each side must be over 0 and at most %g)", s.Width, s.Height, float64(maxSide))
	}
	e := newEncoder()
	if err := e.page(s, opt); err != nil {
		return fmt.Errorf("heat: pdf: %w", err)
	}
	return e.file.finish(w, e.catalog, e.info)
}

// page writes all objects of the document.
func (e *encoder) page(s *scene.Scene, opt Options) error {
	f := e.file
	e.catalog, e.info = f.reserve(), f.reserve()
	pages, page, contents := f.reserve(), f.reserve(), f.reserve()
	e.resources = f.reserve()
	metadata := f.reserve()
	alt := s.Description
	if alt == "" {
		alt = s.Title
	}

	unit := math.Ceil(max(s.Width, s.Height) / maxUnits)
	if alt != "" {
		e.out = append(e.out, "/Figure<</MCID 0>>BDC\n"...)
	}
	e.number(1/unit, 8)
	e.out = append(e.out, " 0 0 "...)
	e.number(-1/unit, 8)
	e.out = append(e.out, " 0 "...)
	e.number(s.Height/unit, 3)
	e.out = append(e.out, " cm\n"...)
	e.rect(&scene.Rect{W: s.Width, H: s.Height, Fill: s.Background})
	if err := e.items(s.Items); err != nil {
		return err
	}
	e.endText()
	if alt != "" {
		e.out = append(e.out, "EMC\n"...)
	}
	f.stream(contents, "", e.out)
	if err := e.writeFonts(); err != nil {
		return err
	}
	e.writeResources()

	box := append([]byte("[0 0 "), appendNumber(nil, s.Width/unit, 3)...)
	box = append(append(append(box, ' '), appendNumber(nil, s.Height/unit, 3)...), ']')
	d := fmt.Appendf(nil, "<</Type/Page/Parent %v/MediaBox%s/Resources %v/Contents %v", pages, box, e.resources, contents)
	if unit > 1 {
		d = append(append(d, "/UserUnit "...), strconv.Itoa(int(unit))...)
	}
	if e.translucent {
		d = append(d, "/Group<</S/Transparency/CS/DeviceRGB>>"...)
	}
	if alt != "" {
		d = append(d, "/StructParents 0/Tabs/S"...)
	}
	f.object(page, append(d, ">>"...))
	f.object(pages, fmt.Appendf(nil, "<</Type/Pages/Count 1/Kids[%v]>>", page))
	e.describe(s, opt, pages, page, metadata, alt, box)
	return nil
}

// writeResources lists what the contents refer to by name. Forms share the page's.
func (e *encoder) writeResources() {
	d := []byte("<<")
	list := func(kind string, n int, entry func(i int)) {
		if n == 0 {
			return
		}
		d = append(append(d, kind...), "<<"...)
		for i := range n {
			entry(i)
		}
		d = append(d, ">>"...)
	}
	list("/Font", len(e.faces), func(i int) {
		if f := e.faces[i]; f.ref != 0 {
			d = fmt.Appendf(d, "/F%d %v", i, f.ref)
		}
		if i == 0 && e.unseen != 0 {
			d = fmt.Appendf(d, "/U %v", e.unseen)
		}
	})
	list("/XObject", len(e.objects), func(i int) { d = fmt.Appendf(d, "/X%d %v", i, e.objects[i]) })
	list("/ColorSpace", len(e.spaces), func(i int) { d = fmt.Appendf(d, "/C%d %v", i, e.spaces[i]) })
	if e.translucent {
		list("/ExtGState", 256, func(i int) {
			if e.alphas[i] {
				d = fmt.Appendf(d, "/A%d<</ca %s/CA %[2]s>>", i, appendNumber(nil, float64(i)/255, 3))
			}
		})
	}
	e.file.object(e.resources, append(d, ">>"...))
}
