package heat

import (
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/scale"
)

// Track is something along one side of a panel's body, one entry a row or column in the
// order in which they are drawn. The set is closed: [Dendrogram], [Strip], [Bars], [Dots],
// [Lines], [Boxes], [Histograms], [Texts] and [Marks].
type Track interface {
	// resolve checks the track and returns how it is drawn, or nil after a problem.
	resolve(r *resolver, t *trackPlan) trackDrawer
}

// Dendrogram is a tree over the rows or columns, its leaves towards the body. Where leaves
// are denser than can be told apart, subtrees that are too narrow for branches are filled
// in a tint of their colour, as high as they are joined.
type Dendrogram struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the length of the longest way from the leaves to a root. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Links join nodes, from the leaves upwards. Nodes 0 to n-1 are the n rows or columns
	// in drawn order, and link i makes node n+i. There may be several trees: one a group,
	// say, or rows that are joined with nothing.
	Links []Link `json:"links"`
	// Heights says how high the nodes are drawn. Left out: as high as they are.
	Heights Heights `json:"heights,omitzero"`
	// Cut colours the branches below the joints that leave so many groups. 0: one colour.
	Cut int `json:"cut,omitempty"`
	// Colors is one number a link in place of a cut: 1 for the first colour, 2 for the
	// second, and so on; 0 for that of plain branches.
	Colors []int `json:"colors,omitempty"`
	// Palette are the colours that Cut and Colors count in, again from the first where
	// there are too few. Left out: distinct ones.
	Palette []colormap.Color `json:"palette,omitempty"`
	// Color is that of plain branches. Left out: the theme's quiet ink.
	Color colormap.Color `json:"color,omitzero"`
}

// Link joins two nodes of a dendrogram at a height. In JSON it is a list of three numbers:
// the first node, the second and the height.
type Link struct {
	Left, Right int
	Height      float64 // finite, 0 or more
}

// Heights says how high the joints of a dendrogram are drawn.
type Heights uint8

// The ways to draw heights.
const (
	TrueHeights    Heights = iota // as they are
	RankHeights                   // in order, at equal distances
	UniformHeights                // one step over the higher of the two nodes
)

var heightsNames = []string{"true", "rank", "uniform"}

// String returns true, rank or uniform.
func (h Heights) String() string { return enumName(heightsNames, int(h)) }

// MarshalText writes the name.
func (h Heights) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads the name.
func (h *Heights) UnmarshalText(text []byte) error {
	return enumParse(h, "way to draw heights", heightsNames, text)
}

// Values lists the names in order.
func (Heights) Values() []string { return heightsNames }

// Strip is a row of coloured cells: categories where there are levels, numbers otherwise.
// Several strips stand side by side.
type Strip struct {
	// Label is the strip's name, at its end and over its legend.
	Label string `json:"label,omitempty"`
	// Thick is the strip's thickness. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Values are the numbers, one a row or column; null is missing. With levels, 0 is the
	// first level, 1 the second, and so on.
	Values []scale.Bound `json:"values"`
	// Levels are the categories. Those without a colour get distinct ones; the same name
	// has the same colour in all tracks of a figure.
	Levels []Level `json:"levels,omitempty"`
	// Cmap names the colour map of numbers, or that of levels without a colour. Left out:
	// chosen.
	Cmap string `json:"cmap,omitempty"`
	// Vmin and Vmax are the values of the colour map's ends. Left out: those of the values.
	Vmin scale.Bound `json:"vmin,omitzero"`
	Vmax scale.Bound `json:"vmax,omitzero"`
	// Center is the value that gets the middle colour.
	Center scale.Bound `json:"center,omitzero"`
	// NaColor is the colour of missing entries. Left out: as for cells.
	NaColor colormap.Color `json:"na-color,omitzero"`
	// Fmt is the number format of the legend. Left out: chosen.
	Fmt scale.Format `json:"fmt,omitzero"`
	// Names writes each category's name into its cells, once for neighbours that are
	// alike, where there is room for it.
	Names bool `json:"names,omitempty"`
	// Legend explains the colours: auto (unless Names stands for it), on or off.
	Legend Switch `json:"legend,omitzero"`
}

// Series is one of several rows of numbers in a track.
type Series struct {
	// Name stands in the legend. The same name has the same colour in all tracks.
	Name string `json:"name"`
	// Values are the numbers, one a row or column; null is missing.
	Values []scale.Bound `json:"values"`
	// Color is that of the series. Left out: a distinct one.
	Color colormap.Color `json:"color,omitzero"`
}

// Bars is a track of bars from zero, one a row or column; with several series, they are
// stacked, what is negative downwards.
type Bars struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the length of the longest bar. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Values are the bars' lengths, one a row or column; null leaves one out.
	Values []scale.Bound `json:"values,omitempty"`
	// Series are several rows of lengths in place of Values.
	Series []Series `json:"series,omitempty"`
	// Color fills the bars of Values. Left out: the theme's quiet colour.
	Color colormap.Color `json:"color,omitzero"`
	// Min and Max are the ends of the axis. Left out: those of the bars, and zero.
	Min scale.Bound `json:"min,omitzero"`
	Max scale.Bound `json:"max,omitzero"`
	// Axis shows the axis: auto (where there is room), on or off.
	Axis Switch `json:"axis,omitzero"`
}

// Dots is a track of points, one a row or column and series.
type Dots struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the length of the axis. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Values are the numbers, one a row or column; null is missing.
	Values []scale.Bound `json:"values,omitempty"`
	// Series are several rows of numbers in place of Values.
	Series []Series `json:"series,omitempty"`
	// Color is that of the points of Values. Left out: the theme's muted ink.
	Color colormap.Color `json:"color,omitzero"`
	// Min and Max are the ends of the axis. Left out: those of the numbers.
	Min scale.Bound `json:"min,omitzero"`
	Max scale.Bound `json:"max,omitzero"`
	// Axis shows the axis: auto (where there is room), on or off.
	Axis Switch `json:"axis,omitzero"`
}

// Lines is a track of lines through the rows' or columns' numbers, one a series. A line
// breaks where a number is missing and between groups.
type Lines struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the length of the axis. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Values are the numbers, one a row or column; null is missing.
	Values []scale.Bound `json:"values,omitempty"`
	// Series are several rows of numbers in place of Values.
	Series []Series `json:"series,omitempty"`
	// Color is that of the line of Values. Left out: the theme's muted ink.
	Color colormap.Color `json:"color,omitzero"`
	// Min and Max are the ends of the axis. Left out: those of the numbers.
	Min scale.Bound `json:"min,omitzero"`
	Max scale.Bound `json:"max,omitzero"`
	// Axis shows the axis: auto (where there is room), on or off.
	Axis Switch `json:"axis,omitzero"`
}

// Boxes is a track of box plots, one a row or column.
type Boxes struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the length of the axis. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Values are five ascending numbers a row or column: the ends of the whiskers, the
	// quartiles and, between these, the median. An empty list is missing.
	Values [][]float64 `json:"values"`
	// Color fills the boxes. Left out: the theme's quiet colour.
	Color colormap.Color `json:"color,omitzero"`
	// Min and Max are the ends of the axis. Left out: those of the whiskers.
	Min scale.Bound `json:"min,omitzero"`
	Max scale.Bound `json:"max,omitzero"`
	// Axis shows the axis: auto (where there is room), on or off.
	Axis Switch `json:"axis,omitzero"`
}

// Histograms is a track with a small histogram a row or column, or shades where they are
// too narrow for bars.
type Histograms struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the length of the axis. Left out: chosen.
	Thick Length `json:"thick,omitempty"`
	// Counts are the counts of a row's or column's bins, as many bins for each. An empty
	// list is missing.
	Counts [][]float64 `json:"counts"`
	// Color fills the bars. Left out: the theme's quiet colour.
	Color colormap.Color `json:"color,omitzero"`
	// Min and Max are where the first bin begins and where the last one ends, for the
	// axis. Left out: no axis.
	Min scale.Bound `json:"min,omitzero"`
	Max scale.Bound `json:"max,omitzero"`
	// Axis shows the axis: auto (where there is room), on or off.
	Axis Switch `json:"axis,omitzero"`
}

// Texts is a track of texts, one a row or column. Where not all fit, the first of those
// that would touch is shown.
type Texts struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the room for the texts; longer ones are cut. Left out: that of the longest.
	Thick Length `json:"thick,omitempty"`
	// Values are the texts, one a row or column; an empty one leaves one out.
	Values []string `json:"values"`
	// Color is that of the texts. Left out: the ink.
	Color colormap.Color `json:"color,omitzero"`
}

// Marks is a track of the labels of chosen rows or columns, moved apart so that they do
// not overlap and joined with their entries by lines. Where not all fit, those that were
// named first are shown.
type Marks struct {
	// Label is the track's name, at its end.
	Label string `json:"label,omitempty"`
	// Thick is the room for lines and labels; longer labels are cut. Left out: that of the
	// longest.
	Thick Length `json:"thick,omitempty"`
	// Names are labels of rows or columns, the most important first. All that have such a
	// label are marked.
	Names []string `json:"names,omitempty"`
	// At are numbers of rows or columns to be marked besides, from 0.
	At []int `json:"at,omitempty"`
	// Color is that of the labels. Left out: the ink.
	Color colormap.Color `json:"color,omitzero"`
}
