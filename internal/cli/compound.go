package cli

import (
	"slices"
	"strings"

	"github.com/seed01309057/heat"
)

// Rows, or columns, of several keys are drawn as groups of the first one, with its labels as
// titles, as long as each group stands together: a list by value, or the largest ones of all,
// keep their whole labels.

// partsOf are the parts of compound labels, by these. Nil if there are none.
func partsOf(labels []string, parts [][]string) map[string][]string {
	if parts == nil {
		return nil
	}
	of := make(map[string][]string, len(labels))
	for i, label := range labels {
		of[label] = parts[i]
	}
	return of
}

// group draws both axes in groups, where their labels have parts.
func (d *shaped) group(panel *heat.Panel) {
	d.grouped(0, d.m.RowLabels, &panel.Y, &panel.Rows)
	d.grouped(1, d.m.ColLabels, &panel.X, &panel.Cols)
}

// grouped draws an axis of compound labels in groups.
func (d *shaped) grouped(axis int, labels []string, to *heat.Axis, split *heat.Split) {
	parts := d.parts[axis]
	if parts == nil || len(labels) == 0 {
		return
	}
	var groups []heat.Group
	var within heat.Explicit
	titles := map[string]bool{}
	for _, label := range labels {
		p, ok := parts[label]
		if !ok {
			return
		}
		if n := len(groups); n == 0 || groups[n-1].Title != p[0] {
			if titles[p[0]] { // apart
				return
			}
			titles[p[0]] = true
			groups = append(groups, heat.Group{Title: p[0]})
		}
		groups[len(groups)-1].Size++
		within = append(within, strings.Join(p[1:], " · "))
	}
	if len(groups) > maxTitledGroups || len(groups) == len(labels) {
		return
	}
	split.Groups, to.Labels = slices.Clip(groups), within
	if _, rest, ok := strings.Cut(to.Title, " · "); ok { // the groups' titles say the first themselves
		to.Title = rest
	}
}

// maxTitledGroups is how many groups a figure may have: more are no groups to the eye, and
// the gaps take all its room.
const maxTitledGroups = 40
