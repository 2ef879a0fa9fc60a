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
	keepGroups            string
	trackColors           []string
	beside                []string
	besideTracks          map[int]string // tables about the columns, by the number of the matrix
	besideProblem         error
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
	order  string // of the groups of split
	tracks string
	from   string // the file of tracks
	marks  string
}

// The sides, as flags call them.
var sideNames = [2]string{"rows", "cols"}

// keepSides are the values of --keep-groups.
var keepSides = []string{"rows", "cols", "both"}

// keeps reports whether the groups of a side are to stay in their order.
func (f *clusterFlags) keeps(side int) bool {
	return f.keepGroups == sideNames[side] || f.keepGroups == "both"
}

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
	offer("keep-groups", keepSides)
	offer("k-rows", []string{"auto"})
	offer("k-cols", []string{"auto"})
	for flag, extensions := range map[string][]string{"row-tree": treeExtensions, "col-tree": treeExtensions,
		"row-track-file": tableExtensions, "col-tracks": tableExtensions,
		"beside": tableExtensions, "beside-col-tracks": tableExtensions} {
		c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(extensions, cobra.ShellCompDirectiveFilterFileExt))
	}
	c.RegisterFlagCompletionFunc("export", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
}

// treeExtensions are those of files with trees.
var treeExtensions = []string{"nwk", "newick", "tree", "json", "csv", "npy"}

func (f *clusterFlags) bindTree(s *pflag.FlagSet) {
	s.StringVar(&f.method, "method", "average", "`METHOD` how clusters are joined: "+spoken(cluster.Average.Values()))
	s.StringVar(&f.metric, "metric", "euclidean", "`METRIC` how distances are measured: "+spoken(cluster.Euclidean.Values())+" (the matrix holds distances)")
	s.StringVar(&f.order, "order", "optimal", "`ORDER` how leaves are ordered: "+spoken(cluster.Optimal.Values())+"; the last three do not follow the tree, which is not drawn then. tsp and spectral hold all distances, and take seconds from 10,000 rows on; optimal does not")
	s.StringVar(&f.zScore, "z-score", "", "`SIDE` draw and cluster z-scores (n - 1) of rows or cols: --scale rows=zscore")
	s.StringVar(&f.standardScale, "standard-scale", "", "`SIDE` draw and cluster rows or cols on a scale from 0 to 1: --scale rows=minmax")
	s.BoolVar(&f.noRows, "no-row-cluster", false, "leave the rows in their order")
	s.BoolVar(&f.noCols, "no-col-cluster", false, "leave the columns in their order")
	s.StringVar(&f.sides[0].tree, "row-tree", "", "`FILE` take this tree of the rows: Newick, or SciPy's linkage matrix as JSON, CSV (as --export writes it) or .npy; a tree without labels is of the rows in their order. --order orders its leaves anew")
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
	s.StringVar(&f.sides[0].order, "split-order-rows", "", "`LIST` order of the groups of --split-rows: ctrl,drugA; the others follow as they do by themselves. It is kept, as by --keep-groups")
	s.StringVar(&f.sides[1].order, "split-order-cols", "", "`LIST` order of the groups of --split-cols, likewise")
	s.StringVar(&f.keepGroups, "keep-groups", "", "`SIDE` leave the groups of rows, cols or both in their order (natural for words), and cluster within them alone: each has a tree of its own")
	s.StringVar(&f.gap, "gap", "auto", "`LENGTH` space between groups, such as 4pt")
}

func (f *clusterFlags) bindTracks(s *pflag.FlagSet) {
	s.StringVar(&f.sides[0].tracks, "row-tracks", "", "`LIST` columns of the table, or of --row-track-file, to draw beside the rows: species,weight:bar,plate:levels ("+spoken(heat.StripTrack.Values())+"; levels makes categories of numbers)")
	s.StringVar(&f.sides[0].from, "row-track-file", "", "`FILE` table about the rows: one line for each, with its label in the first column of text without repeats")
	s.StringVar(&f.sides[1].from, "col-tracks", "", "`FILE` table about the columns, likewise; all of it is drawn over them")
	s.StringVar(&f.sides[1].tracks, "col-track-list", "", "`LIST` columns of --col-tracks to draw, as in --row-tracks (default: all)")
	s.StringArrayVar(&f.trackColors, "track-colors", nil, "`COLORS` colours of tracks: of categories 'treatment:ctrl=grey,drugA=#d95f02', which also orders them, of numbers 'dose=viridis', of bars 'reads=steelblue'; several with ; between them, or the flag several times")
	s.StringVar(&f.sides[0].marks, "mark-rows", "", "`LIST` label these rows alone, with lines to them, the most important first: labels, globs such as 'gene*', ranges, as in --select-rows")
	s.StringVar(&f.sides[1].marks, "mark-cols", "", "`LIST` label these columns alone, likewise")
	s.StringArrayVar(&f.beside, "beside", nil, "`FILE` draw this matrix of the same rows beside the first, in the order of that; may be given several times")
	s.Var(besideTracks{f}, "beside-col-tracks", "`FILE` table about the columns of the --beside before it, as for --col-tracks")
}

// check reads the flags before any file is.
func (f *clusterFlags) check(shape *shapeFlags) error {
	for i, to := range []enum{&f.options.Method, &f.options.Metric, &f.options.Order} {
		flag := []string{"method", "metric", "order"}[i]
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
	if _, err := parseTrackColors(f.trackColors); err != nil {
		return usageError("--track-colors: %w", err)
	}
	if f.keepGroups != "" && !slices.Contains(keepSides, f.keepGroups) {
		return usageError("--keep-groups: %w", notOneOf(f.keepGroups, keepSides))
	}
	if a, b := &f.sides[0], &f.sides[1]; f.keepGroups == "both" && a.split+b.split == "" && a.kmeans+b.kmeans == 0 {
		return usageError("--keep-groups: there are no groups to keep (divide by --split-rows or --split-cols)")
	}
	for side := range f.sides {
		if err := f.checkSide(side); err != nil {
			return err
		}
	}
	if f.besideProblem != nil {
		return f.besideProblem
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
		if e, ok := errorAs[*cluster.Error](err); ok {
			told := *e
			told.Cure = f.insteadOf(e.Cure)
			err = &told
		}
		return usageError("--method %s --metric %s: %s", f.method, f.metric, bareCluster(err))
	}
	return nil
}

// insteadOf says how rows are clustered in nearly the way that a method does not allow.
// Distances by angle are Euclidean ones of rows that are scaled, but for the root and a
// factor: of z-scores d² = 2(p − 1)(1 − r), for p columns; of ranks without ties, likewise.
func (f *clusterFlags) insteadOf(cure string) string {
	switch f.options.Metric {
	case cluster.Correlation:
		cure = "give --z-score rows with --metric euclidean, which is the same up to a constant: d² = 2(p − 1)(1 − r); or method average, complete or single"
	case cluster.Spearman:
		cure = "give --scale rows=rank with --metric euclidean, which is the same up to a constant where no values are tied; or method average, complete or single"
	}
	return cure + "; or give the distances themselves with --metric precomputed"
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
	grouped := s.split != "" || s.kmeans > 0
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
	case s.order != "" && s.split == "":
		return usageError("--split-order-%s: there are no groups of words to order (divide by --split-%s)", name, name)
	case f.keepGroups == name && !grouped:
		return usageError("--keep-groups %s: there are no groups to keep (divide by --split-%s or --kmeans-%s)", name, name, name)
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
	if _, err := parseList(s.order); err != nil {
		return usageError("--split-order-%s: %w", name, err)
	}
	if _, err := parseList(s.marks); err != nil {
		return usageError("--mark-%s: %w", name, err)
	}
	return nil
}

func (f *clusterFlags) checkLengths() error {
	for i, to := range []*heat.Length{&f.length, &f.gaps} {
		flag := []string{"dendrogram-size", "gap"}[i]
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
