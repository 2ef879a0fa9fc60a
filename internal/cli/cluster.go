package cli

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

// clusterFlags say how rows and columns are clustered, divided and annotated.
type clusterFlags struct {
	set                   *pflag.FlagSet
	method, metric, order string
	zScore, standardScale string
	noRows, noCols        bool
	colorBranches         bool
	dendrogram, gap       string
	export, memory        string
	beside                []string
	sides                 [2]clusterSideFlags

	options cluster.Options
	length  heat.Length // of the dendrogram; below 0: none
	gaps    heat.Length
}

// clusterSideFlags are those of one side.
type clusterSideFlags struct {
	tree   string
	k      string
	kmeans int
	split  string
	tracks string
	from   string // the file of tracks
	marks  string
}

// The sides, as flags call them.
var sideNames = [2]string{"rows", "cols"}

func (f *clusterFlags) bind(c *cobra.Command) {
	f.set = c.Flags()
	section(c, clusterSection, f.bindTree)
	section(c, clusterSection, f.bindGroups)
	section(c, clusterSection, f.bindTracks)
	offer := func(flag string, words []string) {
		c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
	offer("method", cluster.Average.Values())
	offer("metric", cluster.Euclidean.Values())
	offer("order", cluster.Optimal.Values())
	offer("z-score", sideNames[:])
	offer("standard-scale", sideNames[:])
	offer("k-rows", []string{"auto"})
	offer("k-cols", []string{"auto"})
	for flag, extensions := range map[string][]string{"row-tree": treeExtensions, "col-tree": treeExtensions,
		"row-track-file": tableExtensions, "col-tracks": tableExtensions, "beside": tableExtensions} {
		c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(extensions, cobra.ShellCompDirectiveFilterFileExt))
	}
	c.RegisterFlagCompletionFunc("export", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
}

// treeExtensions are those of files with trees.
var treeExtensions = []string{"nwk", "newick", "tree", "json"}

func (f *clusterFlags) bindTree(s *pflag.FlagSet) {
	s.StringVar(&f.method, "method", "average", "`METHOD` how clusters are joined: "+spoken(cluster.Average.Values()))
	s.StringVar(&f.metric, "metric", "euclidean", "`METRIC` how distances are measured: "+spoken(cluster.Euclidean.Values())+" (the matrix holds distances)")
	s.StringVar(&f.order, "order", "optimal", "`ORDER` how leaves are ordered: "+spoken(cluster.Optimal.Values())+"; the last three do not follow the tree, which is not drawn then")
	s.StringVar(&f.zScore, "z-score", "", "`SIDE` draw and cluster z-scores (n - 1) of rows or cols: --scale rows=zscore")
	s.StringVar(&f.standardScale, "standard-scale", "", "`SIDE` draw and cluster rows or cols on a scale from 0 to 1: --scale rows=minmax")
	s.BoolVar(&f.noRows, "no-row-cluster", false, "leave the rows in their order")
	s.BoolVar(&f.noCols, "no-col-cluster", false, "leave the columns in their order")
	s.StringVar(&f.sides[0].tree, "row-tree", "", "`FILE` take this tree of the rows: Newick, or SciPy's linkage matrix as JSON; --order orders its leaves anew")
	s.StringVar(&f.sides[1].tree, "col-tree", "", "`FILE` take this tree of the columns, likewise")
	s.StringVar(&f.dendrogram, "dendrogram-size", "auto", "`LENGTH` length of the dendrograms from leaves to root, such as 50pt; 0 draws none")
	s.StringVar(&f.memory, "memory-limit", "auto", "`SIZE` most memory for distances, such as 8GB (default: half of what is free)")
	s.BoolVar(&f.colorBranches, "color-branches", false, "colour the branches of each group of --k-rows and --k-cols")
}

func (f *clusterFlags) bindGroups(s *pflag.FlagSet) {
	s.StringVar(&f.sides[0].k, "k-rows", "", "`N` cut the tree of the rows into N groups, or into as many as are best told apart: auto")
	s.StringVar(&f.sides[1].k, "k-cols", "", "`N` cut that of the columns, likewise")
	s.IntVar(&f.sides[0].kmeans, "kmeans-rows", 0, "`N` divide the rows into N groups by k-means, and cluster within and between them")
	s.IntVar(&f.sides[1].kmeans, "kmeans-cols", 0, "`N` divide the columns, likewise")
	s.StringVar(&f.sides[0].split, "split-rows", "", "`COLUMN` divide the rows by the words of a column of the table or of --row-track-file")
	s.StringVar(&f.sides[1].split, "split-cols", "", "`COLUMN` divide the columns by the words of a column of --col-tracks")
	s.StringVar(&f.gap, "gap", "auto", "`LENGTH` space between groups, such as 4pt")
}

func (f *clusterFlags) bindTracks(s *pflag.FlagSet) {
	s.StringVar(&f.sides[0].tracks, "row-tracks", "", "`LIST` columns of the table, or of --row-track-file, to draw beside the rows: species,weight:bar ("+spoken(heat.StripTrack.Values())+")")
	s.StringVar(&f.sides[0].from, "row-track-file", "", "`FILE` table about the rows: one line for each, with its label in the first column of text without repeats")
	s.StringVar(&f.sides[1].from, "col-tracks", "", "`FILE` table about the columns, likewise; all of it is drawn over them")
	s.StringVar(&f.sides[1].tracks, "col-track-list", "", "`LIST` columns of --col-tracks to draw, as in --row-tracks (default: all)")
	s.StringVar(&f.sides[0].marks, "mark-rows", "", "`LIST` label these rows alone, with lines to them, the most important first: a,b,c")
	s.StringVar(&f.sides[1].marks, "mark-cols", "", "`LIST` label these columns alone, likewise")
	s.StringArrayVar(&f.beside, "beside", nil, "`FILE` draw this matrix of the same rows beside the first, in the order of that; may be given several times")
}

// check reads the flags before any file is.
func (f *clusterFlags) check(shape *shapeFlags) error {
	for flag, to := range map[string]enum{"method": &f.options.Method, "metric": &f.options.Metric, "order": &f.options.Order} {
		word := f.set.Lookup(flag).Value.String()
		if err := to.UnmarshalText([]byte(word)); err != nil {
			return usageError("--%s: %w", flag, notOneOf(word, to.Values()))
		}
	}
	if f.memory != "auto" {
		var err error
		if f.options.MemoryLimit, err = parseBytes(f.memory); err != nil {
			return usageError("--memory-limit: %w", err)
		}
	}
	if err := f.checkScale(shape); err != nil {
		return err
	}
	if err := f.tryOptions(); err != nil {
		return err
	}
	for side := range f.sides {
		if err := f.checkSide(side); err != nil {
			return err
		}
	}
	return f.checkLengths()
}

// tryOptions finds methods and metrics that do not go together, on three points.
func (f *clusterFlags) tryOptions() error {
	m, err := matrix.New(3, 3, []float64{0, 1, 2, 1, 0, 1, 2, 1, 0})
	if err != nil {
		return err
	}
	if _, err := cluster.Rows(context.Background(), m, f.options); err != nil {
		return usageError("--method %s --metric %s: %s", f.method, f.metric, bareCluster(err))
	}
	return nil
}

// checkScale turns --z-score and --standard-scale into --scale.
func (f *clusterFlags) checkScale(shape *shapeFlags) error {
	var given []string
	for _, flag := range []string{"z-score", "standard-scale", "scale"} {
		if f.set.Changed(flag) {
			given = append(given, "--"+flag)
		}
	}
	if len(given) > 1 {
		return usageError("%s do not go together (give one of them)", strings.Join(given, " and "))
	}
	for flag, how := range map[string]stat.Transform{"z-score": stat.ZScore, "standard-scale": stat.MinMax} {
		side := f.set.Lookup(flag).Value.String()
		if !f.set.Changed(flag) {
			continue
		}
		if !slices.Contains(sideNames[:], side) {
			return usageError("--%s: %w", flag, notOneOf(side, sideNames[:]))
		}
		shape.scale = side + "=" + how.String()
	}
	return nil
}

// checkSide finds flags of one side that contradict each other.
func (f *clusterFlags) checkSide(side int) error {
	s, name := &f.sides[side], sideNames[side]
	var ways []string
	for _, flag := range []string{"k-", "kmeans-", "split-"} {
		if f.set.Changed(flag + name) {
			ways = append(ways, "--"+flag+name)
		}
	}
	off := [2]bool{f.noRows, f.noCols}[side]
	one := [2]string{"row", "col"}[side]
	switch {
	case len(ways) > 1:
		return usageError("%s do not go together (give one of them)", strings.Join(ways, " and "))
	case s.tree != "" && len(ways) > 0 && s.k == "":
		return usageError("--%s-tree and %s do not go together (cut the tree by --k-%s)", one, ways[0], name)
	case off && (s.tree != "" || s.k != ""):
		return usageError("--no-%s-cluster: without a tree there is nothing to cut or to take (divide by --split-%s)", one, name)
	case f.set.Changed("kmeans-"+name) && s.kmeans < 1:
		return usageError("--kmeans-%s: %d is not 1 or more", name, s.kmeans)
	case side == 1 && (s.split != "" || s.tracks != "") && s.from == "":
		return usageError("--split-cols and --col-track-list: give the table about the columns by --col-tracks")
	}
	if n, err := strconv.Atoi(s.k); s.k != "" && s.k != "auto" && (err != nil || n < 1) {
		return usageError("--k-%s: %q is not auto or a number of 1 or more", name, s.k)
	}
	_, err := parseTracks(s.tracks)
	if err != nil {
		return usageError("--%s: %w", [2]string{"row-tracks", "col-track-list"}[side], err)
	}
	if _, err := parseList(s.marks); err != nil {
		return usageError("--mark-%s: %w", name, err)
	}
	return nil
}

func (f *clusterFlags) checkLengths() error {
	for flag, to := range map[string]*heat.Length{"dendrogram-size": &f.length, "gap": &f.gaps} {
		word := f.set.Lookup(flag).Value.String()
		if word == "auto" {
			continue
		}
		l, err := heat.ParseLength(word, 0)
		if err == nil {
			err = checkLength(word, l, true)
		}
		if err != nil {
			return usageError("--%s: %s", flag, trimmed(err.Error()))
		}
		if *to = l; l == 0 {
			*to = -1
		}
	}
	return nil
}

// parseBytes reads 800MB, 8GB or 8GiB.
func parseBytes(text string) (int64, error) {
	for _, unit := range []struct {
		name string
		size float64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"GB", 1e9}, {"MB", 1e6}} {
		number, ok := strings.CutSuffix(text, unit.name)
		if !ok {
			continue
		}
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err == nil && v > 0 && v*unit.size < math.MaxInt64/2 {
			return max(1, int64(v*unit.size)), nil
		}
	}
	return 0, fmt.Errorf("%q is not a size such as 800MB or 8GB", text)
}

// bareCluster is the text of an error without its stages.
func bareCluster(err error) string {
	if e, ok := errorAs[*cluster.Error](err); ok {
		text := e.Msg
		if e.Cure != "" {
			text += " (" + e.Cure + ")"
		}
		return text
	}
	return trimmed(err.Error())
}

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
	about     aboutRows
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
	undo, err := f.exportJobs(done, &more)
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
	for _, path := range f.cluster.beside {
		reads = append(reads, place{path, "a matrix beside"})
	}
	outs, err := f.prepare2(sys, reads)
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

// prepare2 is that of figures; a folder to export to is a place to write to as well.
func (f *clusterCommand) prepare2(sys *IO, reads []place) ([]output, error) {
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
	done, err := heat.Cluster(context.Background(), d.m, opt)
	if err != nil {
		return nil, clusterError(err)
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
func clusterError(err error) error {
	if e, ok := errorAs[*cluster.MemoryError](err); ok {
		told := *e
		fits := int(float64(e.Rows) * math.Sqrt(float64(e.Limit)/float64(e.Need)))
		told.Cure = fmt.Sprintf("use --method ward or --metric sqeuclidean, correlation or cosine, which go without; or keep the %d rows that fit, by --top; or raise --memory-limit", fits)
		return drawError(&told)
	}
	if e, ok := errorAs[*cluster.Error](err); ok && strings.Contains(e.Msg, "missing") {
		told := *e
		told.Cure = strings.TrimPrefix(e.Cure+", or fill them in by --fill rows=mean", ", ")
		return drawError(fmt.Errorf("cluster: %s", bareCluster(&told)))
	}
	return drawError(err)
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
	if err := known(names, labels, what); err != nil {
		return usageError("--mark-%s: %w", sideNames[side], err)
	}
	to.Opposite = append(to.Opposite, &heat.Marks{Names: names})
	return nil
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
