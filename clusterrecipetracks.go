package heat

import (
	"slices"
)

// tracks are those between the body and the dendrogram, and the dendrogram.
func (s *ClusteredSide) tracks(opt *ClusterSide) ([]Track, error) {
	out, err := reorderTracks(opt.Tracks, s.Order)
	if d := s.dendrogram(opt); d != nil && err == nil {
		out = append(out, d)
	}
	return out, err
}

// reorderTracks returns tracks whose entries are in another order.
func reorderTracks(tracks []Track, order []int) (out []Track, err error) {
	for _, t := range tracks {
		moved, err := reorderTrack(t, order)
		if err != nil {
			return nil, err
		}
		out = append(out, moved)
	}
	return out, nil
}

// reorderTrack returns a track whose entry i is what entry order[i] was. Where a track has
// another number of entries, [Compile] tells.
func reorderTrack(t Track, order []int) (Track, error) {
	switch t := t.(type) {
	case *Strip:
		c := *t
		c.Values = inOrder(c.Values, order)
		return &c, nil
	case *Bars:
		c := *t
		c.Values, c.Series = inOrder(c.Values, order), seriesInOrder(c.Series, order)
		return &c, nil
	case *Dots:
		c := *t
		c.Values, c.Series = inOrder(c.Values, order), seriesInOrder(c.Series, order)
		return &c, nil
	case *Lines:
		c := *t
		c.Values, c.Series = inOrder(c.Values, order), seriesInOrder(c.Series, order)
		return &c, nil
	case *Boxes:
		c := *t
		c.Values = inOrder(c.Values, order)
		return &c, nil
	case *Histograms:
		c := *t
		c.Counts = inOrder(c.Counts, order)
		return &c, nil
	case *Texts:
		c := *t
		c.Values = inOrder(c.Values, order)
		return &c, nil
	case *Marks:
		c := *t
		at := places(order)
		c.At = slices.Clone(c.At)
		for k, i := range c.At {
			if i >= 0 && i < len(at) {
				c.At[k] = at[i]
			}
		}
		return &c, nil
	}
	return nil, &Error{Stage: clusterStage, Detail: "a dendrogram or nothing in place of a track", Cure: "the recipe draws the tree itself; give strips, bars, dots, lines, boxes, histograms, texts or marks"}
}

// inOrder are the entries in another order, if there is one for each.
func inOrder[T any](list []T, order []int) []T {
	if len(list) != len(order) {
		return list
	}
	return taken(list, order)
}

func seriesInOrder(list []Series, order []int) []Series {
	list = slices.Clone(list)
	for i := range list {
		list[i].Values = inOrder(list[i].Values, order)
	}
	return list
}
