// Package scene is the resolved drawing: what every encoder receives.
//
// A Scene holds rectangles, mosaics, lines, paths and shaped text at final positions
// in points (1/72 inch), x to the right and y down from the top left corner of the
// canvas. Nothing in it knows what a heatmap is, and nothing is left to decide: two
// encoders that draw the same scene differ only by their medium.
//
// A Scene is built once and then only read, so it may be encoded concurrently.
package scene

import "image"

// Scene is a whole drawing.
type Scene struct {
	Width, Height float64 // canvas, points
	Title         string  // metadata, plain text
	Description   string  // metadata: one sentence that stands for the picture
	Background    Color   // painted over the whole canvas before the items
	Items         []Item  // in painting order
}

// Color is a straight (not premultiplied) sRGB colour. The zero value is fully
// transparent: nothing is painted.
type Color struct{ R, G, B, A uint8 }

// Item is one of Rect, Mosaic, Line, Path, Text and Group.
type Item interface{ isItem() }

// Rect is a filled rectangle whose edges are crisp: a raster encoder snaps each edge
// to the nearest pixel boundary, so that rectangles with a common edge neither overlap
// nor leave a seam.
type Rect struct {
	X, Y, W, H float64
	Fill       Color
}

// Line is a straight horizontal or vertical stroke with butt ends. A raster encoder
// draws it crisp: whole pixels wide, at least one, with the ends snapped as the edges
// of a Rect are.
type Line struct {
	X1, Y1, X2, Y2 float64
	Width          float64 // points
	Color          Color
}

// Mosaic is a lattice of coloured cells that share their edges. Cell (row i, column j)
// covers X[j]..X[j+1] by Y[i]..Y[i+1].
//
// Encoders paint it without seams. A mosaic drawn so small that its cells are narrower
// or lower than a device pixel is painted from Coarse instead, which aggregates values
// before they are coloured.
type Mosaic struct {
	X, Y    []float64 // edges, ascending, points; nx+1 and ny+1 of them
	Palette []Color   // an entry with A == 0 leaves its cells unpainted
	Ramp    int       // this many entries of the palette run from low to high, for media without colour
	Kinds   bool      // the entries of the ramp are categories, which have no low and no high
	// Cells holds indices into Palette, row by row from the top: ny*nx of them. It is
	// nil for a dense mosaic, which has only Coarse.
	Cells []uint16
	// Coarse returns palette indices for a w × h pixel picture of the whole lattice,
	// row by row. It is nil when the lattice is never small or when its edges are not
	// evenly spaced. It is safe for concurrent use.
	Coarse func(w, h int) []uint16
	// Hint, where it is not nil, describes cell (i, j) in words for media that can
	// show them on demand.
	Hint func(i, j int) string
}

// Text is one shaped run of text on a straight baseline.
type Text struct {
	X, Y   float64 // the anchor, on the baseline, points
	Angle  float64 // degrees, counter-clockwise, about the anchor
	Anchor Anchor
	Size   float64 // em, points
	Color  Color
	Font   Font
	// Glyphs may be those of other texts too. They are empty where the medium has none (a
	// terminal).
	Glyphs []Glyph
	Width  float64 // advance of the whole run, points
	String string  // the text in logical order, without markup
	// Spans are the parts of String that are set otherwise than the rest, in order.
	Spans []Span
	Bold  bool // for media that choose their own glyphs
	// Tabular text is set without kerning, so that digits keep their columns.
	Tabular bool
}

// Span is a part of a text that is raised, lowered or emphasised. Its glyphs are placed
// and sized by themselves; the span is for media that set the string.
type Span struct {
	From, To int     // runes of String
	Scale    float64 // of the text's size
	Rise     float64 // over the baseline, points; negative: under it
	Italic   bool
}

// Anchor says which part of a run stands at its X, Y.
type Anchor uint8

// The anchors, in reading order.
const (
	Start Anchor = iota
	Middle
	End
)

// Offset is how far before the anchor the run starts along its baseline, as a
// fraction of its width.
func (a Anchor) Offset() float64 { return float64(a) / 2 }

// Glyph is one glyph of a run.
type Glyph struct {
	ID uint32
	// X and Y are the glyph's origin from the start of the run in points before
	// turning: x along the baseline, y above it.
	X, Y float64
	// Font is the face of this glyph where it is not that of the run: a fallback, or
	// another slant.
	Font Font
	// Scale is the glyph's size as a part of the run's; 0: all of it.
	Scale float64
	// Cluster is the place in String, in runes, of the first character that the glyph
	// stands for. Glyphs of one cluster share it.
	Cluster int
}

// Font gives the outlines of glyphs. Implementations are safe for concurrent use and
// comparable, so that encoders may cache by font.
type Font interface {
	// Family is the family's name as the font itself states it.
	Family() string
	// Bold says whether the face is a bold one.
	Bold() bool
	// Outline returns the segments of a glyph in em units, y up. They must not be
	// changed. It is empty for a glyph without ink.
	Outline(id uint32) []Segment
}

// FontFile is a Font that can be embedded in a file.
type FontFile interface {
	Font
	// File returns the font program, TrueType or OpenType, and which face of it this is
	// if it is a collection. The bytes must not be changed.
	File() (data []byte, face int)
}

// PictureFont is a Font some of whose glyphs are coloured pictures, such as emoji.
type PictureFont interface {
	Font
	// Picture returns the picture of a glyph, or nil where it has none.
	Picture(id uint32) *Picture
}

// Picture is a glyph in colours.
type Picture struct {
	Image *image.NRGBA
	// X and Y are its upper left corner from the glyph's origin in em, y up; W and H its
	// size in em.
	X, Y, W, H float64
}

// Path is a filled area, non-zero winding, with curves; antialiased, never snapped.
// Segments are in points, y down.
type Path struct {
	Segments []Segment
	Fill     Color
}

// Segment is one step of an outline. MoveTo closes what came before.
type Segment struct {
	Op Op
	P  [3]Point // one point for MoveTo and LineTo, two for QuadTo, three for CubeTo
}

// Op is the kind of a Segment.
type Op uint8

// The kinds of segments.
const (
	MoveTo Op = iota
	LineTo
	QuadTo
	CubeTo
)

// Point is a position.
type Point struct{ X, Y float64 }

// Group gathers items under a name, for media with structure.
type Group struct {
	Name  string // lower-case words with dashes, e.g. "x-labels"
	Items []Item
}

func (*Rect) isItem()   {}
func (*Line) isItem()   {}
func (*Mosaic) isItem() {}
func (*Text) isItem()   {}
func (*Path) isItem()   {}
func (*Group) isItem()  {}
