package heat

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
	"github.com/seed01309057/heat/stat/order"
)

// sideClustering is the work on one side. The entries of the side are the rows of m.
type sideClustering struct {
	ctx  context.Context
	m    *matrix.Matrix
	n    int
	opt  *ClusterSide
	what string // row or column
}

// clusterColumns is clusterSide for the columns. The matrix is transposed only where its
// values count; distances are the same both ways.
func clusterColumns(ctx context.Context, m *matrix.Matrix, opt *ClusterSide) (ClusteredSide, error) {
	t := m
	if opt.Options.Metric != cluster.Precomputed {
		var err error
		if t, err = stat.Transpose(m); err != nil {
			return ClusteredSide{}, err
		}
	}
	return clusterSide(ctx, t, opt, "column")
}

// clusterSide orders the rows of m and divides them.
func clusterSide(ctx context.Context, m *matrix.Matrix, opt *ClusterSide, what string) (out ClusteredSide, err error) {
	c := &sideClustering{ctx: ctx, m: m, opt: opt, what: what}
	c.n, _ = m.Dims()
	if err := c.check(); err != nil {
		return out, err
	}
	groups, names, err := c.divide()
	switch {
	case err != nil:
		return out, c.blame(err)
	case groups != nil:
		out, err = c.within(groups, names)
	case opt.Off:
		out.Order = upTo(c.n)
	default:
		out, err = c.whole()
	}
	if err != nil {
		return out, c.blame(err)
	}
	out.Crossed = out.Tree != nil && crosses(out.Tree)
	return out, nil
}

// blame names the side that an error is of.
func (c *sideClustering) blame(err error) error {
	if c.ctx.Err() != nil {
		return err
	}
	if _, ok := err.(*Error); ok {
		return err
	}
	return &Error{Stage: clusterStage, Detail: c.what + "s", Err: err}
}

func (c *sideClustering) fault(cure, format string, args ...any) error {
	return &Error{Stage: clusterStage, Detail: c.what + "s: " + fmt.Sprintf(format, args...), Cure: cure}
}

// check finds options that contradict each other.
func (c *sideClustering) check() error {
	o := c.opt
	ways := 0
	for _, on := range []bool{o.K != 0, o.AutoK, o.By != nil, o.KMeans != 0} {
		if on {
			ways++
		}
	}
	switch {
	case ways > 1:
		return c.fault("give one of them", "a number of groups, an automatic one, names to divide by and k-means do not go together")
	case o.K < 0 || o.K > c.n:
		return c.fault("give 1 to the number of "+c.what+"s", "%d cannot be cut into %d groups", c.n, o.K)
	case o.KMeans < 0 || o.KMeans > c.n:
		return c.fault("give 1 to the number of "+c.what+"s", "%d cannot be divided into %d groups by k-means", c.n, o.KMeans)
	case o.By != nil && len(o.By) != c.n:
		return c.fault("give one for each", "%d names to divide %d %ss by", len(o.By), c.n, c.what)
	case o.Tree != nil && (o.By != nil || o.KMeans > 0):
		return c.fault("cut the tree into groups instead", "a given tree cannot be divided by names or k-means")
	case (o.KeepGroups || o.GroupOrder != nil) && o.By == nil && o.KMeans == 0:
		return c.fault("divide by names or k-means", "there are no groups that could keep their order")
	case o.GroupOrder != nil && o.By == nil:
		return c.fault("leave it out, or divide by names", "an order of groups by name, and the groups of k-means have none")
	case o.Off && (o.K > 0 || o.AutoK || o.Tree != nil):
		return c.fault("divide by names or k-means, or cluster", "there is no tree to cut where nothing is clustered")
	}
	if o.Options.Metric == cluster.Precomputed {
		if rows, cols := c.m.Dims(); rows != cols {
			return c.fault("give as many rows as columns, or another metric", "a matrix of %d × %d holds no distances", rows, cols)
		}
	}
	return nil
}

// missingGroup is the name of the group without a name.
const missingGroup = "missing"

// divide returns the rows of each group and the groups' names; nil where the rows are not
// divided beforehand. Groups of names are in natural order, that of missing names last;
// those of k-means have no names yet.
func (c *sideClustering) divide() (groups [][]int, names []string, err error) {
	switch {
	case c.opt.By != nil:
		at := map[string][]int{}
		for i, name := range c.opt.By {
			if at[name] == nil && name != "" {
				names = append(names, name)
			}
			at[name] = append(at[name], i)
		}
		natural, err := order.Of(names, order.Spec{}, nil)
		if err != nil {
			return nil, nil, err
		}
		names = taken(names, natural)
		if at[""] != nil {
			names = append(names, "")
		}
		if names, err = c.orderGroups(names); err != nil {
			return nil, nil, err
		}
		for i, name := range names {
			groups = append(groups, at[name])
			if name == "" {
				names[i] = missingGroup
			}
		}
	case c.opt.KMeans > 0:
		p, err := cluster.KMeans(c.ctx, c.m, cluster.KMeansOptions{K: c.opt.KMeans, Workers: c.opt.Options.Workers, Progress: c.opt.Options.Progress})
		if err != nil {
			return nil, nil, err
		}
		groups = make([][]int, p.K)
		for i, g := range p.Of {
			groups[g] = append(groups[g], i)
		}
	}
	return groups, names, nil
}

// orderGroups puts names of groups into the order that is asked for, "" being that of the
// group without a name.
func (c *sideClustering) orderGroups(names []string) ([]string, error) {
	var first []string
	for _, name := range c.opt.GroupOrder {
		if name == missingGroup && !slices.Contains(names, name) {
			name = ""
		}
		switch {
		case slices.Contains(first, name):
			return nil, c.fault("give each group once", "the group %.40q is twice in the order of groups", name)
		case !slices.Contains(names, name):
			cure := "the groups are " + fewQuoted(names)
			if near := suggest.Nearest(name, names); near != "" {
				cure = fmt.Sprintf("did you mean %.40q?", near)
			}
			return nil, c.fault(cure, "there is no group %.40q", name)
		}
		first = append(first, name)
	}
	for _, name := range names {
		if !slices.Contains(first, name) {
			first = append(first, name)
		}
	}
	return first, nil
}

// whole clusters all rows, or takes the tree that was given, and cuts it.
func (c *sideClustering) whole() (out ClusteredSide, err error) {
	if c.opt.Tree != nil {
		out.Tree, err = c.given()
	} else {
		out.Tree, err = cluster.Rows(c.ctx, c.m, c.opt.Options)
	}
	if err != nil {
		return out, err
	}
	out.Order = out.Tree.Leaves()
	k := c.opt.K
	if c.opt.AutoK {
		if k, out.Scores, err = cluster.BestCut(c.ctx, out.Tree, c.m, c.opt.Options, 0); err != nil {
			return out, err
		}
	}
	if k < 2 {
		return out, nil
	}
	if crosses(out.Tree) {
		return out, c.fault("use the order optimal, or divide by k-means", "the order %s does not follow the tree, so that groups of a cut are not together", out.Tree.Report.Order)
	}
	out.Of = out.Tree.Cut(k)
	out.Groups = make([]ClusterGroup, slices.Max(out.Of)+1)
	for _, g := range out.Of {
		out.Groups[g].Size++
	}
	for g := range out.Groups {
		out.Groups[g].Name = strconv.Itoa(g + 1)
	}
	return out, nil
}

// keeps reports whether the groups stay in their order.
func (o *ClusterSide) keeps() bool { return o.KeepGroups || o.GroupOrder != nil }

// within clusters each group, and the groups by their means.
func (c *sideClustering) within(groups [][]int, names []string) (out ClusteredSide, err error) {
	places := upTo(len(groups))
	if c.opt.keeps() && names == nil {
		slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
	}
	if !c.opt.Off {
		trees, err := c.trees(groups, names)
		if err != nil {
			return out, err
		}
		between := inARow(trees)
		if !c.opt.keeps() {
			if between, err = c.between(groups); err != nil {
				return out, err
			}
		}
		places = between.Leaves()
		out.Tree = joined(c.n, groups, trees, between)
		out.Tree.Labels = slices.Clone(c.m.RowLabels)
		out.Order = out.Tree.Order
	}
	out.Of = make([]int, c.n)
	for place, g := range places {
		name := strconv.Itoa(place + 1)
		if names != nil {
			name = names[g]
		}
		out.Groups = append(out.Groups, ClusterGroup{Name: name, Size: len(groups[g])})
		for _, row := range groups[g] {
			out.Of[row] = place
		}
		if c.opt.Off {
			out.Order = append(out.Order, groups[g]...)
		}
	}
	return out, nil
}

// trees clusters each group. The largest comes first: where there is not enough memory, it
// is the one that says so, before others have taken their time.
func (c *sideClustering) trees(groups [][]int, names []string) ([]*cluster.Tree, error) {
	trees := make([]*cluster.Tree, len(groups))
	bySize := upTo(len(groups))
	slices.SortStableFunc(bySize, func(a, b int) int { return len(groups[b]) - len(groups[a]) })
	for _, g := range bySize {
		part, err := c.part(groups[g])
		if err != nil {
			return nil, err
		}
		if trees[g], err = cluster.Rows(c.ctx, part, c.opt.Options); err != nil {
			if names != nil {
				err = fmt.Errorf("group %.40q: %w", names[g], err)
			}
			return nil, err
		}
	}
	return trees, nil
}

// part is the matrix of some rows, or of the distances between them.
func (c *sideClustering) part(rows []int) (*matrix.Matrix, error) {
	if c.opt.Options.Metric == cluster.Precomputed {
		return stat.Take(c.m, rows, rows)
	}
	return stat.Take(c.m, rows, nil)
}

// between clusters the means of the groups, or their mean distances where the metric is of
// distances or of words, of which there are no means. What is missing does not count.
func (c *sideClustering) between(groups [][]int) (*cluster.Tree, error) {
	opt := c.opt.Options
	var values []float64
	_, cols := c.m.Dims()
	switch opt.Metric {
	case cluster.Hamming, cluster.Jaccard:
		of := make([]int, c.n)
		for g, rows := range groups {
			for _, row := range rows {
				of[row] = g
			}
		}
		d, err := cluster.GroupDistances(c.ctx, c.m, of, opt)
		if err != nil {
			return nil, err
		}
		opt.Metric = cluster.Precomputed
		return cluster.Rows(c.ctx, d, opt)
	case cluster.Precomputed:
		values, cols = apart(groups, c.m.At), len(groups)
	default:
		for _, rows := range groups {
			values = append(values, meansOf(c.m, rows, cols)...)
		}
	}
	means, err := matrix.New(len(groups), cols, values)
	if err != nil {
		return nil, err
	}
	return cluster.Rows(c.ctx, means, opt)
}

// apart are the mean distances between groups, those of a group to itself being 0.
func apart(groups [][]int, distance func(i, j int) float64) []float64 {
	n := len(groups)
	square := make([]float64, n*n)
	for g, rows := range groups {
		for h := range g {
			sum, count := 0.0, 0.0
			for _, i := range rows {
				for _, j := range groups[h] {
					if d := distance(min(i, j), max(i, j)); d-d == 0 {
						sum += d
						count++
					}
				}
			}
			square[g*n+h], square[h*n+g] = sum/count, sum/count // NaN where none is known
		}
	}
	return square
}

// meansOf are the means of the columns over some rows.
func meansOf(m *matrix.Matrix, rows []int, cols int) []float64 {
	sums, counts := make([]float64, cols), make([]float64, cols)
	var buf []float64
	for _, i := range rows {
		for j, v := range m.Rows(i, i+1, buf) {
			if v-v == 0 {
				sums[j] += v
				counts[j]++
			}
		}
	}
	for j := range sums {
		sums[j] /= counts[j] // NaN where there are none
	}
	return sums
}

// upTo is 0 to n-1.
func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// numbersOf writes numbers as labels.
func numbersOf(list []int) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = strconv.Itoa(v)
	}
	return out
}
