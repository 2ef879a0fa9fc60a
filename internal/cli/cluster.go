package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/table"
)

// newCluster is heat cluster.
func newCluster(sys IO) *cobra.Command {
	var f clusterCommand
	c := &cobra.Command{
		Use:   "cluster FILE…",
		Short: "Draw a clustered heatmap, with trees, groups and tracks",
		Long: `Draw a matrix with its rows and columns ordered by hierarchical clustering: trees at the
left and above, labels at the right and below. Rows that lack values are compared on those
that they have. Groups of rows and columns are cut from the trees, found by k-means or
given by a column; columns of tables become tracks along the sides.

FILE is as for heat grid. The first column of text without repeats labels the rows. Other
columns of text are left out, and named, unless --row-tracks or --split-rows names them.

` + shapeOrder,
		Example: `  heat data iris > iris.csv
  heat cluster iris.csv --row-tracks species -o iris.png
  heat cluster iris.csv --split-rows species --standard-scale cols -o iris.svg
  heat cluster genes.tsv --z-score rows --metric correlation --k-rows 4 \
    --col-tracks samples.csv --split-cols treatment --mark-rows g7,g12 -o genes.pdf
  heat cluster genes.tsv --k-rows auto --export clusters -o genes.png`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error { return f.run(sys, args) },
	}
	f.bind(c)
	return c
}

// clusterCommand is the command: that of grid, and what is clustered.
type clusterCommand struct {
	matrixCommand
	cluster   clusterFlags
	anomalies anomalyFlags
	about     []table.Column // columns of the input that are not drawn as cells
	typed     typedColumns
}

func (f *clusterCommand) bind(c *cobra.Command) {
	f.cluster.bind(c)
	f.matrixCommand.bind(c)
	f.anomalies.bind(c)
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.cluster.export, "export", "", "`FOLDER` write orders, linkages, groups and trees of both sides, and the matrix as it is drawn")
	})
	f.read.completeColumns(c, "split-rows")
}

func (f *clusterCommand) run(sys IO, args []string) error {
	if err := f.anomalies.check(args...); err != nil {
		return err
	}
	if err := f.cluster.check(&f.shape); err != nil {
		return err
	}
	if err := f.checkTracks(); err != nil {
		return err
	}
	outs, err := f.prepareAll(&sys, args)
	if err != nil {
		return err
	}
	f.read.looseTypes = f.cluster.sides[0].from+f.cluster.sides[1].from != ""
	d, err := f.load(sys, args, f.readWide)
	if err != nil {
		return err
	}
	defer d.m.Close()
	done, err := f.recipe(sys, d)
	if err != nil {
		return err
	}
	if err := f.addBeside(sys, done, args[0]); err != nil {
		return err
	}
	if err := f.finish(done); err != nil {
		return err
	}
	more := extras{Filled: len(d.filledCells()), matrix: done.Matrix, Cluster: clusterReport(done)}
	if f.anomalies.on() {
		if more.Anomalies, err = f.markClustered(done, d); err != nil {
			return err
		}
	}
	undo, err := f.exportJobs(done, d, &more)
	if err != nil {
		return err
	}
	if err := run(sys, &f.draw, &f.write, outs, done.Spec, more); err != nil {
		undo()
		return err
	}
	if n := len(more.jobs); n > 0 {
		f.write.say(sys, "%s: %s\n", f.cluster.export, plural(n, "file"))
	}
	f.write.sayNotes(sys, d.notes)
	for _, note := range done.Notes {
		f.write.say(sys, "note: %s\n", note)
	}
	return nil
}

// prepareAll checks the flags of grid, and that nothing is written over what is read.
func (f *clusterCommand) prepareAll(sys *IO, args []string) ([]output, error) {
	if err := f.dataFlags.check(args...); err != nil {
		return nil, err
	}
	reads := append(inputPlaces(args), place{f.read.mask, "the mask"}, place{f.read.annotFrom, "the annotations"},
		place{f.cluster.sides[0].from, "the row tracks"}, place{f.cluster.sides[1].from, "the column tracks"},
		place{f.cluster.sides[0].tree, "the row tree"}, place{f.cluster.sides[1].tree, "the column tree"})
	for i, path := range f.cluster.beside {
		reads = append(reads, place{path, "a matrix beside"}, place{f.cluster.besideTracks[i], "the column tracks of a matrix beside"})
	}
	outs, err := f.prepareFigure(sys, reads)
	if err != nil {
		return nil, err
	}
	for _, path := range f.exportPaths() {
		for _, r := range reads {
			if sameFile(path, r.path) {
				return nil, usageError("--export: would overwrite %s (give another folder)", r.what)
			}
		}
		for _, o := range outs {
			if sameFile(path, o.path) {
				return nil, usageError("--export: would write %s twice (give another folder)", o.path)
			}
		}
	}
	return outs, nil
}

// prepareFigure is that of figures; a folder to export to is a place to write to as well.
func (f *clusterCommand) prepareFigure(sys *IO, reads []place) ([]output, error) {
	if f.cluster.export == "" || len(f.write.outputs) > 0 || sys.Columns > 0 {
		return f.figureFlags.prepare(sys, false, reads...)
	}
	return f.figureFlags.prepare(sys, true, reads...) // nothing goes to the standard output
}

// recipe clusters the matrix and applies all flags.
func (f *clusterCommand) recipe(sys IO, d *shaped) (*heat.Clustered, error) {
	base := d.spec()
	if err := f.complete(sys, &base, d.m); err != nil {
		return nil, err
	}
	cells := base.Panels[0].Layers[0].(*heat.Cells)
	d.m = cells.Values // --levels changes codes
	opt := heat.ClusterOptions{Mask: cells.Mask, Annot: cells.Annot, Marks: cells.Marks}
	for side, to := range []*heat.ClusterSide{&opt.Rows, &opt.Cols} {
		if err := f.side(sys, d, side, to); err != nil {
			return nil, err
		}
	}
	if err := f.checkTypes(); err != nil {
		return nil, err
	}
	if err := f.colorTracks(&opt.Rows, &opt.Cols); err != nil {
		return nil, err
	}
	done, err := heat.Cluster(context.Background(), d.m, opt)
	if err != nil {
		return nil, f.clusterError(err)
	}
	to := done.Spec.Panels[0].Layers[0].(*heat.Cells)
	to.Levels, to.Cbar.Label, to.Center = cells.Levels, cells.Cbar.Label, cells.Center
	return done, nil
}

// finish applies the flags that change a spec.
func (f *clusterCommand) finish(done *heat.Clustered) error {
	panels := done.Spec.Panels
	last := len(panels) - 1
	hidden, title := panels[0].Y.Labels, panels[0].Y.Title
	if err := f.draw.apply(&done.Spec); err != nil {
		return err
	}
	panels[last].Y.Labels = explicitIn(panels[last].Y.Labels, done.Rows.Order)
	panels[0].X.Labels = explicitIn(panels[0].X.Labels, done.Cols.Order)
	for i := range last { // they stand at the last panel
		panels[i].Y.Labels, panels[i].Y.Title = hidden, title
	}
	return nil
}

// explicitIn puts labels that were given for the matrix in drawn order.
func explicitIn(labels heat.Labels, order []int) heat.Labels {
	list, ok := labels.(heat.Explicit)
	if !ok || len(list) != len(order) {
		return labels
	}
	out := make(heat.Explicit, len(list))
	for place, i := range order {
		out[place] = list[i]
	}
	return out
}

// clusterError tells data that cannot be clustered as asked. What the package cures by
// options has flags here.
func (f *clusterCommand) clusterError(err error) error {
	if e, ok := errorAs[*cluster.MemoryError](err); ok {
		told := *e
		told.Cure = f.memoryCure(e)
		return drawError(&told)
	}
	if e, ok := errorAs[*cluster.Error](err); ok && (strings.Contains(e.Msg, "missing") || strings.Contains(e.Msg, "infinite")) {
		told := *e
		told.Cure = strings.TrimPrefix(e.Cure+", or fill them in by --fill rows=mean", ", ")
		return drawError(fmt.Errorf("cluster: %s", bareCluster(&told)))
	}
	return drawError(err)
}

// memoryCure says what would take less memory than was asked for.
func (f *clusterCommand) memoryCure(e *cluster.MemoryError) string {
	fits := int(float64(e.Rows) * math.Sqrt(float64(e.Limit)/float64(e.Need)))
	less := fmt.Sprintf("keep the %d rows that fit, by --top; or raise --memory-limit", fits)
	opt := f.cluster.options
	switch {
	case e.Stage == "order":
		return "use --order optimal, gruvaeus-wainer, mean or dendsort; or " + less
	case opt.Metric == cluster.Precomputed:
		return "raise --memory-limit"
	case e.Incomplete:
		return "rows with missing values need a matrix: fill them in by --fill rows=mean and use --method ward, which goes without; or " + less
	}
	return "use --method ward, or --method average with --metric sqeuclidean, correlation or cosine, which go without; or " + less
}

// side is what the flags say of one side.
func (f *clusterCommand) side(sys IO, d *shaped, side int, to *heat.ClusterSide) (err error) {
	s := &f.cluster.sides[side]
	to.Options, to.Off = f.cluster.options, [2]bool{f.cluster.noRows, f.cluster.noCols}[side]
	if d.levels != nil && !f.cluster.set.Changed("metric") {
		to.Options.Metric = cluster.Hamming // of words
	}
	to.KMeans, to.Gap, to.ColorGroups = s.kmeans, max(f.cluster.gaps, 0), f.cluster.colorBranches
	to.Dendrogram, to.HideTree = max(f.cluster.length, 0), f.cluster.length < 0
	switch s.k {
	case "":
	case "auto":
		to.AutoK = true
	default:
		to.K, _ = strconv.Atoi(s.k) // checked before
	}
	to.KeepGroups = f.cluster.keeps(side) && (s.split != "" || s.kmeans > 0)
	if to.GroupOrder, err = parseList(s.order); err != nil {
		return err
	}
	if s.tree != "" {
		if to.Tree, err = readTree(s.tree); err != nil {
			return err
		}
		to.Arrange = f.cluster.set.Changed("order")
	}
	if err := f.addTracks(sys, d, side, to); err != nil {
		return err
	}
	names, err := parseList(s.marks)
	if err != nil || len(names) == 0 {
		return err
	}
	labels, what := d.m.RowLabels, "row"
	if side == 1 {
		labels, what = d.m.ColLabels, "column"
	}
	if names, err = d.marked(names, side, labels, what); err != nil {
		return usageError("--mark-%s: %w", sideNames[side], err)
	}
	to.Opposite = append(to.Opposite, &heat.Marks{Names: names})
	return nil
}

// marked are the labels that names and patterns such as 'gene*' name, each once.
func (d *shaped) marked(patterns []string, side int, labels []string, what string) (names []string, err error) {
	if labels == nil {
		return nil, fmt.Errorf("the %ss have no labels", what)
	}
	along := [2]stat.Along{stat.Rows, stat.Cols}[side]
	for _, p := range patterns {
		at, err := stat.Matching(d.m, along, []string{p})
		switch {
		case err == nil:
		case slices.Contains(d.was[side], p):
			return nil, fmt.Errorf("the %s %q is left out by %s, which keeps %d (name one of them)", what, p, strings.Join(d.by[side], " or "), len(labels))
		default:
			return nil, errors.New(bare(err))
		}
		for _, i := range at {
			if !slices.Contains(names, labels[i]) {
				names = append(names, labels[i])
			}
		}
	}
	return names, nil
}

// markClustered outlines the anomalies of a clustered matrix.
func (f *clusterCommand) markClustered(done *heat.Clustered, d *shaped) (*anomalyJSON, error) {
	if d.levels != nil {
		return nil, usageError("--anomalies: the cells are words, not numbers")
	}
	if len(done.Spec.Panels) > 1 {
		return nil, usageError("--anomalies and --beside do not go together")
	}
	row, col := map[int]int{}, map[int]int{}
	for place, i := range done.Rows.Order {
		row[i] = place
	}
	for place, i := range done.Cols.Order {
		col[i] = place
	}
	except := [][2]int{}
	for _, at := range d.filledCells() {
		except = append(except, [2]int{row[at[0]], col[at[1]]})
	}
	opt := heat.AnomalyOptions{Except: [][][2]int{except}}
	if d.counts {
		opt.Content = stat.Counts
	}
	return f.anomalies.mark(&done.Spec, opt, func(at heat.PanelCell, r *anomalyRow) {
		r.Row, r.Col = labelOr(done.Matrix.RowLabels, at.Row), labelOr(done.Matrix.ColLabels, at.Col)
	})
}

// finite reports whether v is a number.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
