package heat

import (
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// Spec is a whole figure: what to draw, not how it is laid out.
type Spec struct {
	// Title stands over the figure, at the left. It wraps; "\n" breaks a line.
	Title string `json:"title,omitempty"`
	// Subtitle stands under the title, smaller and quieter.
	Subtitle string `json:"subtitle,omitempty"`
	// Caption stands under the figure: source, method, date.
	Caption string `json:"caption,omitempty"`
	// Description replaces the sentence that stands for the picture where it cannot be
	// seen. Left out: written from the data.
	Description string `json:"description,omitempty"`
	// Panels are the figure's parts; at least one.
	Panels []Panel `json:"panels"`
	// Arrange says how several panels share the canvas.
	Arrange Arrange `json:"arrange,omitzero"`
	// Size is the size of the canvas or of one cell.
	Size Size `json:"size,omitzero"`
	// Theme holds fonts' sizes and the colours that are not data.
	Theme Theme `json:"theme,omitzero"`
}

// Arrange places several panels.
type Arrange struct {
	// Columns is the number of panels in a row. 0: up to three side by side, more in a
	// grid as square as possible.
	Columns int `json:"columns,omitempty"`
	// Down fills columns from the top, one after the other, instead of rows.
	Down bool `json:"down,omitempty"`
	// Shared gives all panels one colour scale, fitted to all values, and one colour bar.
	Shared bool `json:"shared,omitempty"`
	// Joined makes one figure of panels that show parts of the same rows or columns: they
	// stand close, cells beside each other are equally wide and high, and what explains
	// the colours of all panels of a row stands at the right of the last one. Labels that
	// neighbours share stand once.
	Joined bool `json:"joined,omitempty"`
	// Gap is the space between panels, beyond what stands around their bodies. Left out:
	// chosen.
	Gap Length `json:"gap,omitempty"`
}

// Panel is one pair of axes with the layers drawn over them and the tracks around them.
type Panel struct {
	// Title stands over the panel.
	Title string `json:"title,omitempty"`
	// X is the horizontal axis.
	X Axis `json:"x,omitzero"`
	// Y is the vertical axis.
	Y Axis `json:"y,omitzero"`
	// Layers are drawn in order. For now there is exactly one.
	Layers []Layer `json:"layers"`
	// Left, Right, Top and Bottom are tracks along the body, from the body outwards.
	Left   []Track `json:"left,omitempty"`
	Right  []Track `json:"right,omitempty"`
	Top    []Track `json:"top,omitempty"`
	Bottom []Track `json:"bottom,omitempty"`
	// Rows and Cols divide the rows and the columns into groups.
	Rows Split `json:"rows,omitzero"`
	Cols Split `json:"cols,omitzero"`
}

// Split divides rows or columns into groups with gaps between them.
type Split struct {
	// Groups are the groups in order. Together they hold all rows or columns. Left out:
	// one group.
	Groups []Group `json:"groups,omitempty"`
	// Gap is the space between two groups. Left out: chosen.
	Gap Length `json:"gap,omitempty"`
}

// Group is some neighbouring rows or columns.
type Group struct {
	// Title stands beside the group: at the left of rows, over columns.
	Title string `json:"title,omitempty"`
	// Size is the number of rows or columns.
	Size int `json:"size"`
}

// Axis is one direction of a panel.
type Axis struct {
	// Title says what the axis shows. Left out: none.
	Title string `json:"title,omitempty"`
	// Side is where labels and title stand: below or above the columns, at the left or the
	// right of the rows. Left out: below, and at the left.
	Side Side `json:"side,omitzero"`
	// Labels says which tick labels to show. Left out: as many as fit.
	Labels Labels `json:"labels,omitempty"`
	// Rotate turns the labels by this many degrees counter-clockwise, -90 to 90.
	// Left out: chosen.
	Rotate scale.Bound `json:"rotate,omitzero"`
}

// Layer is something drawn over a panel's axes. The set is closed: [Cells].
type Layer interface{ layer() }

// Cells draws a matrix as a grid of coloured cells, row 0 at the top.
type Cells struct {
	// Values are the numbers: rows × columns, missing as NaN.
	Values *matrix.Matrix `json:"values"`
	// Vmin and Vmax are the values of the colour map's ends. Left out: those of the
	// visible data.
	Vmin scale.Bound `json:"vmin,omitzero"`
	Vmax scale.Bound `json:"vmax,omitzero"`
	// Norm says how values become colours. Left out: linear.
	Norm scale.Spec `json:"norm,omitzero"`
	// Robust takes the 2nd and 98th percentile for the limits that are left out.
	Robust bool `json:"robust,omitempty"`
	// Center is the value that gets the middle colour. The limits stay; colours change
	// at the same rate on both sides.
	Center scale.Bound `json:"center,omitzero"`
	// Cmap names the colour map, or makes one of colours. Left out or "auto": viridis, vlag
	// for values on both sides of a centre, twilight for a periodic scale, and distinct
	// colours for categories.
	Cmap string `json:"cmap,omitempty"`
	// Periodic says that the ends of the scale mean the same, as of angles and of hours, so
	// that a cyclic colour map suits.
	Periodic bool `json:"periodic,omitempty"`
	// NaColor is the colour of missing cells. Left out: a neutral colour that the map
	// does not have, with a stroke through each cell.
	NaColor colormap.Color `json:"na-color,omitzero"`
	// Under and Over are the colours of values beyond the limits. Left out: those of the
	// map's ends.
	Under colormap.Color `json:"under,omitzero"`
	Over  colormap.Color `json:"over,omitzero"`
	// Levels makes the values categories: 0 is the first of these, 1 the second, and so
	// on. The colour bar becomes a key.
	Levels []Level `json:"levels,omitempty"`
	// Fmt is the number format of cells, legend and report. Left out: chosen.
	Fmt scale.Format `json:"fmt,omitzero"`
	// Annot writes into the cells.
	Annot Annot `json:"annot,omitzero"`
	// Mask hides cells: they are not drawn, not annotated and do not count for limits.
	Mask Mask `json:"mask,omitzero"`
	// Marks point out cells, such as anomalies or filled gaps.
	Marks []Mark `json:"marks,omitempty"`
	// Line separates the cells.
	Line Line `json:"line,omitzero"`
	// Square makes the cells as high as wide.
	Square bool `json:"square,omitempty"`
	// Cbar is the colour bar.
	Cbar Cbar `json:"cbar,omitzero"`
}

// Level is one category of the values.
type Level struct {
	// Name stands in the key and in annotated cells.
	Name string `json:"name"`
	// Color is the category's colour. Left out: the next one of the colour map.
	Color colormap.Color `json:"color,omitzero"`
}

// Annot is what is written into cells.
type Annot struct {
	// Show writes the values.
	Show bool `json:"show,omitempty"`
	// From writes these numbers instead: same shape as the values.
	From *matrix.Matrix `json:"from,omitempty"`
	// Texts writes these texts instead: same shape as the values.
	Texts [][]string `json:"texts,omitempty"`
	// Size is the size of the text. Left out: chosen. Where it does not fit, all cells
	// shrink together to 5 pt, and are then left out together.
	Size Length `json:"size,omitempty"`
}

// shown reports whether anything is to be written.
func (a *Annot) shown() bool { return a.Show || a.From != nil || a.Texts != nil }

// Mask hides cells.
type Mask struct {
	// Triangle hides the cells strictly above ("upper") or below ("lower") the diagonal.
	Triangle Triangle `json:"triangle,omitzero"`
	// Cells hides the cells whose number here is neither zero nor missing: same shape
	// as the values.
	Cells *matrix.Matrix `json:"cells,omitempty"`
}

// Mark points out cells in a way that shows under every colour map.
type Mark struct {
	// Kind is a line round the cells, or a small sign in the corner of each.
	Kind MarkKind `json:"kind,omitzero"`
	// At are the cells: row and column of each, from 0.
	At [][2]int `json:"at"`
	// Label explains the mark in the key. Left out: it is not in the key.
	Label string `json:"label,omitempty"`
	// Color is that of the line or sign. Left out: dark with a light edge.
	Color colormap.Color `json:"color,omitzero"`
	// Width is that of the line. Left out: chosen.
	Width Length `json:"width,omitempty"`
}

// Line is a stroke between cells.
type Line struct {
	// Width is the stroke's width. 0: no line.
	Width Length `json:"width,omitempty"`
	// Color is the stroke's colour. Left out: the background's.
	Color colormap.Color `json:"color,omitzero"`
}

// Cbar is a colour bar, exactly as long as the body that it explains.
type Cbar struct {
	// Show is auto (shown unless there is nothing to explain), on or off.
	Show Switch `json:"show,omitzero"`
	// Label says what the colours mean, with the unit.
	Label string `json:"label,omitempty"`
	// Side is where the bar stands. Left out: right, or below a wide and low body.
	Side Side `json:"side,omitzero"`
	// Ticks are the values that are marked. Left out: chosen.
	Ticks []float64 `json:"ticks,omitempty"`
	// Spacing says how long the parts of the bar are: as the colours change, or in
	// proportion to the values.
	Spacing scale.Spacing `json:"spacing,omitzero"`
	// Extend draws arrows for values beyond the limits. Left out: where there are some.
	Extend Arrows `json:"extend,omitzero"`
	// Hist draws how many cells have each colour along the bar.
	Hist bool `json:"hist,omitempty"`
	// Counts adds the number of cells to each category.
	Counts bool `json:"counts,omitempty"`
}

func (*Cells) layer() {}

// Theme holds what is not data. Its zero value is the light theme.
type Theme struct {
	// FontSize is the size of tick labels; all other text follows it. Left out: 9 pt.
	FontSize Length `json:"font-size,omitempty"`
	// TitleWeight is how heavy titles are set. Left out: bold.
	TitleWeight Weight `json:"title-weight,omitzero"`
	// PlainText shows titles and labels as they are written: ^{…} does not raise, _{…}
	// does not lower and *…* does not emphasise.
	PlainText bool `json:"plain-text,omitempty"`
	// LabelMax is the longest row or column label in em of its type; a longer one is cut
	// and ends in an ellipsis. Left out: labels are never cut.
	LabelMax float64 `json:"label-max,omitempty"`
	// Background fills the canvas. Left out: white. "none" is transparent in media that
	// can be.
	Background colormap.Color `json:"background,omitzero"`
	// Ink is the colour of titles and labels. Left out: nearly black, or nearly white
	// on a dark background.
	Ink colormap.Color `json:"ink,omitzero"`
}
