package heat

import (
	"context"
	"fmt"

	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

// ClusterOptions says how a clustered heatmap is made. The zero value clusters rows and
// columns: average linkage of Euclidean distances, leaves in their optimal order.
type ClusterOptions struct {
	// Rows and Cols say how either side is ordered and divided.
	Rows, Cols ClusterSide
	// Scale puts the values on a common scale before they are clustered and drawn. What
	// has a middle then, such as z-scores, gets a diverging colour map with it in the middle.
	Scale stat.Scaling
	// Mask, Annot and Marks are those of [Cells], for the matrix as it is given: they move
	// with its rows and columns. A mask hides cells; it does not change the clustering.
	Mask  Mask
	Annot Annot
	Marks []Mark
}

// ClusterSide says how the rows or the columns are ordered and divided into groups. At most
// one of K, AutoK, By and KMeans is given.
type ClusterSide struct {
	// Off leaves the order as it is, within groups where there are some, and draws no tree.
	Off bool
	// Options say how distances are measured, clusters joined and leaves ordered. With the
	// metric precomputed the matrix itself holds distances.
	Options cluster.Options
	// Tree is used instead of one that is computed. Its labels, if it has some, must be
	// those of the side, in any order; otherwise its leaves are numbered as the matrix. Where
	// labels differ as they stand, underscores and spaces are taken for the same in all.
	Tree *cluster.Tree
	// Arrange orders the leaves of Tree by Options.Order. Otherwise they stay as they are.
	Arrange bool
	// K cuts the tree into so many groups. 0: no cut.
	K int
	// AutoK cuts it into as many groups as have the largest mean silhouette.
	AutoK bool
	// By divides by these names, one for each row or column, and clusters within and
	// between the groups. An empty name is missing; those make a group of their own.
	By []string
	// KMeans divides into so many groups by k-means, and clusters within and between them.
	KMeans int
	// KeepGroups leaves the groups of By and KMeans in their order, and clusters within
	// them alone: natural order for names, and for k-means that of their first rows. Each
	// group has a dendrogram of its own then, with nothing between them.
	KeepGroups bool
	// GroupOrder are names of By in the order of their groups, which is kept as by
	// KeepGroups. Groups that are not among them follow in natural order.
	GroupOrder []string
	// Gap is the space between groups. Left out: chosen.
	Gap Length
	// Tracks stand between the body and the dendrogram, Opposite on the other side of the
	// body, each from the body outwards. Their entries are in the order of the matrix.
	Tracks, Opposite []Track
	// HideTree leaves the dendrogram out; the order stays that of the tree.
	HideTree bool
	// Dendrogram is the size of the dendrogram, from leaves to root. Left out: chosen.
	Dendrogram Length
	// ColorGroups colours the branches of the groups of a cut.
	ColorGroups bool
}

// Clustered is a clustered heatmap, ready to be compiled, and what was found.
type Clustered struct {
	Spec Spec
	// Matrix is what is drawn, in that order: scaled if Scale says so. Rows and columns
	// without labels are labelled by their positions in the matrix that was given.
	Matrix *matrix.Matrix
	Rows   ClusteredSide
	Cols   ClusteredSide
	// Notes are sentences on what was done differently from what one may expect.
	Notes []string
}

// ClusteredSide is the order of one side. Rows and columns are numbered as in the matrix
// that was given.
type ClusteredSide struct {
	// Tree is the tree of the side, nil where nothing was clustered. Where the side was
	// divided beforehand, those of the groups are joined by one of the groups' means, whose
	// heights begin at that of the highest group. Groups that keep their order are joined
	// one after the other at that height, by the last merges; these say nothing, and are
	// not drawn.
	Tree *cluster.Tree
	// Order holds the rows or columns from the first place to the last.
	Order []int
	// Groups are the groups in drawn order; nil if there is only one.
	Groups []ClusterGroup
	// Of is the group of each row or column; nil if there is only one.
	Of []int
	// Scores are the mean silhouettes that AutoK has chosen by: Scores[k] of k groups.
	Scores []float64
	// Crossed is whether the order does not follow the tree, so that none is drawn.
	Crossed bool
}

// ClusterGroup is a group of rows or columns.
type ClusterGroup struct {
	Name string `json:"name"`
	Size int    `json:"size"`
}

// Cluster returns a clustered heatmap of m: rows and columns ordered by trees, which are
// drawn at the left and above, with labels at the right and below. m is only read.
//
// Missing values are allowed as [cluster.Rows] allows them. It fails with an *[Error] where
// options contradict each other or the matrix, or if the distances would not fit into
// memory, which is found out before anything is allocated (errors.As finds the
// *[cluster.MemoryError]); and with ctx.Err() soon after ctx ends.
func Cluster(ctx context.Context, m *matrix.Matrix, opt ClusterOptions) (*Clustered, error) {
	if err := m.Validate(); err != nil {
		return nil, &Error{Stage: clusterStage, Err: err}
	}
	if rows, cols := m.Dims(); rows == 0 || cols == 0 {
		return nil, &Error{Stage: clusterStage, Detail: fmt.Sprintf("%s × %s have nothing to cluster", plural(rows, "row"), plural(cols, "column"))}
	}
	c := &Clustered{}
	scaled, err := c.scaled(m, opt.Scale)
	if err != nil {
		return nil, err
	}
	if c.Rows, err = clusterSide(ctx, scaled, &opt.Rows, "row"); err != nil {
		return nil, err
	}
	if c.Cols, err = clusterColumns(ctx, scaled, &opt.Cols); err != nil {
		return nil, err
	}
	c.note(&opt.Rows, &c.Rows, scaled.RowLabels, "row")
	c.note(&opt.Cols, &c.Cols, scaled.ColLabels, "column")
	if c.Matrix, err = ordered(scaled, c.Rows.Order, c.Cols.Order); err != nil {
		return nil, err
	}
	return c, c.draw(m, &opt)
}

// clusterStage is what errors of the recipe begin with.
const clusterStage = "cluster"

// scaled puts the matrix on the scale that is asked for.
func (c *Clustered) scaled(m *matrix.Matrix, s stat.Scaling) (*matrix.Matrix, error) {
	if s.How == stat.NoTransform {
		return m, nil
	}
	out, err := stat.Scale(m, s)
	if err != nil {
		return nil, err
	}
	what, labels := "row", m.RowLabels
	if s.Along == stat.Cols {
		what, labels = "column", m.ColLabels
	}
	if n := len(out.Flat); n > 0 && s.Along != stat.All {
		c.say("%s without spread: not scaled: %s", plural(n, what), fewNamed(out.Flat, labels))
	}
	return out.Matrix, nil
}

// ordered is the matrix in drawn order, with labels that say where rows and columns were.
func ordered(m *matrix.Matrix, rows, cols []int) (*matrix.Matrix, error) {
	out, err := stat.Take(m, rows, cols)
	if err != nil {
		return nil, err
	}
	if out.RowLabels == nil {
		out.RowLabels = numbersOf(rows)
	}
	if out.ColLabels == nil {
		out.ColLabels = numbersOf(cols)
	}
	return out, nil
}

// maxClusterLabels is how many rows are labelled if nothing is said: of more, one could
// read every n-th label only, and in an order that the data made, that says little.
const maxClusterLabels = 400

// The figure grows to show every label of more than fewLabels rows, which would else be
// thinned, and of at most mostLabels: a page in length.
const fewLabels, mostLabels = 60, 150

// draw makes the spec of the matrix in drawn order.
func (c *Clustered) draw(m *matrix.Matrix, opt *ClusterOptions) error {
	c.Spec = Grid(c.Matrix)
	p := &c.Spec.Panels[0]
	p.Y.Side = SideRight
	p.Y.Labels = c.labels(m.RowLabels, &opt.Rows, "row", c.Rows.Order)
	p.X.Labels = c.labels(m.ColLabels, &opt.Cols, "column", c.Cols.Order)
	for _, axis := range []*Axis{&p.X, &p.Y} {
		if axis.Labels == (NoLabels{}) { // there are none to be titled
			axis.Title = ""
		}
	}
	p.Rows, p.Cols = c.Rows.split(opt.Rows.Gap), c.Cols.split(opt.Cols.Gap)
	var err error
	if p.Left, err = c.Rows.tracks(&opt.Rows); err != nil {
		return err
	}
	if p.Top, err = c.Cols.tracks(&opt.Cols); err != nil {
		return err
	}
	if p.Right, err = reorderTracks(opt.Rows.Opposite, c.Rows.Order); err != nil {
		return err
	}
	if p.Bottom, err = reorderTracks(opt.Cols.Opposite, c.Cols.Order); err != nil {
		return err
	}
	cells := p.Layers[0].(*Cells)
	switch opt.Scale.How {
	case stat.ZScore, stat.Robust, stat.MAD, stat.Difference:
		cells.Center.Set = true // at 0
	}
	if opt.Scale.How != stat.NoTransform {
		cells.Cbar.Label = scaleLabel(opt.Scale)
	}
	return c.moveCells(cells, opt)
}

// labels are the labels of one side: none where the matrix has none, or has too many, or
// where some are marked instead.
func (c *Clustered) labels(labels []string, s *ClusterSide, what string, order []int) Labels {
	for _, t := range s.Opposite {
		if m, ok := t.(*Marks); ok && m != nil {
			return NoLabels{}
		}
	}
	switch {
	case labels == nil:
		return NoLabels{}
	case len(order) > maxClusterLabels:
		c.say("0 of %d %s labels shown: too many to read (some can be marked)", len(order), what)
		return NoLabels{}
	case what == "row" && len(order) > fewLabels && len(order) <= mostLabels:
		return AllLabels{}
	}
	return nil
}

// moveCells brings what belongs to single cells to their places.
func (c *Clustered) moveCells(cells *Cells, opt *ClusterOptions) error {
	rows, cols := c.Rows.Order, c.Cols.Order
	cells.Mask, cells.Annot = opt.Mask, opt.Annot
	var err error
	if cells.Mask.Cells, err = moved(opt.Mask.Cells, c.Matrix, rows, cols, "mask"); err != nil {
		return err
	}
	if cells.Annot.From, err = moved(opt.Annot.From, c.Matrix, rows, cols, "annotations"); err != nil {
		return err
	}
	if texts := opt.Annot.Texts; len(texts) == len(rows) { // else Compile says what is wrong
		cells.Annot.Texts = make([][]string, len(texts))
		for place, row := range rows {
			cells.Annot.Texts[place] = taken(texts[row], cols)
		}
	}
	atRow, atCol := places(rows), places(cols)
	for _, mark := range opt.Marks {
		at := make([][2]int, len(mark.At))
		for i, cell := range mark.At {
			at[i] = cell
			if cell[0] >= 0 && cell[0] < len(rows) && cell[1] >= 0 && cell[1] < len(cols) {
				at[i] = [2]int{atRow[cell[0]], atCol[cell[1]]}
			}
		}
		mark.At = at
		cells.Marks = append(cells.Marks, mark)
	}
	return nil
}

// moved is a matrix that goes with the cells, in drawn order.
func moved(m, cells *matrix.Matrix, rows, cols []int, what string) (*matrix.Matrix, error) {
	if m == nil {
		return nil, nil
	}
	n, p := m.Dims()
	if r, c := cells.Dims(); n != r || p != c {
		return nil, &Error{Stage: what, Detail: fmt.Sprintf("%d × %d for a matrix of %d × %d", n, p, r, c), Cure: "give the same shape"}
	}
	return stat.Take(m, rows, cols)
}

// scaleLabel says at the colour bar what scaled values are.
func scaleLabel(s stat.Scaling) string {
	how := map[stat.Transform]string{
		stat.ZScore: "z-score", stat.MinMax: "Share of the range", stat.Robust: "Distance from the median in IQR", stat.MAD: "Robust z-score",
		stat.Log1p: "log(1 + v)", stat.Log2: "log_{2}", stat.Rank: "Rank", stat.Percent: "Percent", stat.Difference: "Difference from " + s.Reference,
	}[s.How]
	switch {
	case s.How == stat.Log1p || s.How == stat.Log2 || s.How == stat.Difference || s.Along == stat.All:
		return how
	case s.Along == stat.Rows:
		return how + " by row"
	}
	return how + " by column"
}
