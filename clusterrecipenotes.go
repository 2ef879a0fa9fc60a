package heat

import (
	"fmt"
	"strconv"

	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/internal/suggest"
)

func (c *Clustered) say(format string, args ...any) {
	c.Notes = append(c.Notes, fmt.Sprintf(format, args...))
}

// note tells what the clustering of one side did that one may not expect.
func (c *Clustered) note(opt *ClusterSide, s *ClusteredSide, labels []string, what string) {
	if s.Tree == nil {
		return
	}
	say := func(format string, args ...any) { c.say(what+"s: "+format, args...) }
	r := &s.Tree.Report
	if opt.Tree != nil && opt.Tree.Labels == nil {
		say("the leaves of the tree have no labels: they are taken for the %ss in their order", what)
	}
	if n := len(r.EmptyRows); n > 0 {
		say("%d without any value: %s", n, fewNamed(r.EmptyRows, labels))
	}
	if n := len(r.ConstantRows); n > 0 {
		say("%d constant, which %s no %s: as far from all others as what is uncorrelated: %s", n, suggest.Verb(int64(n), "has", "have"), r.Metric, fewNamed(r.ConstantRows, labels))
	}
	if r.Infinite > 0 {
		say("%s as missing for the distances", suggest.Verb(int64(r.Infinite), "1 infinite value counts", strconv.Itoa(r.Infinite)+" infinite values count"))
	}
	if r.PartialPairs > 0 {
		say("%d of %d pairs %s compared on the values that both have", r.PartialPairs, pairsOf(opt, s), suggest.Verb(r.PartialPairs, "is", "are"))
	}
	if r.FilledPairs > 0 {
		say("%d of %d pairs %s too few values: their distances are made of typical ones", r.FilledPairs, pairsOf(opt, s), suggest.Verb(r.FilledPairs, "shares", "share"))
	}
	if r.MatrixTooLarge {
		say("clustered without a matrix of distances, which would not have fitted into memory")
	}
	if r.Order == cluster.Optimal && !r.ExactOrder && (opt.Tree == nil || opt.Arrange) {
		say("the order is optimal within %s and good elsewhere: %d are more than are ordered exactly", plural2(r.ExactBranches, "branch", "branches"), len(s.Order))
	}
	if s.Crossed {
		say("no dendrogram: the order %s does not follow the tree", r.Order)
	}
	if opt.AutoK {
		if k := len(s.Groups); k < 2 {
			say("one group: no cut separates any")
		} else {
			say("%d groups chosen, with a mean silhouette of %.2g", k, s.Scores[k])
		}
	}
}

// pairsOf is the number of pairs that were compared: within groups, where the side was
// divided beforehand.
func pairsOf(opt *ClusterSide, s *ClusteredSide) (pairs int64) {
	if opt.By == nil && opt.KMeans == 0 {
		n := int64(len(s.Order))
		return n * (n - 1) / 2
	}
	for _, g := range s.Groups {
		n := int64(g.Size)
		pairs += n * (n - 1) / 2
	}
	return pairs
}

// fewNamed lists some rows or columns by their labels, or their numbers from 0.
func fewNamed(at []int, labels []string) string {
	names := numbersOf(at)
	if labels == nil {
		return suggest.Listed(names[:min(len(names), suggest.FewNames)], len(names))
	}
	return fewQuoted(taken(labels, at))
}

// fewQuoted lists some names.
func fewQuoted(names []string) string { return suggest.Few(names, suggest.FewNames) }
