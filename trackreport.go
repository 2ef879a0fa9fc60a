package heat

import (
	"cmp"
	"math"
	"slices"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/text"
)

// TrackReport is what one track shows.
type TrackReport struct {
	Side  Side    `json:"side"`
	Type  string  `json:"type"`
	Label string  `json:"label,omitempty"`
	Thick float64 `json:"thick"` // points; 0: the track is left out
	// Shown and Of are the texts, the marks or the joints of a tree that are drawn, and all
	// of them. Joints that are not drawn are within an area.
	Shown int `json:"shown,omitempty"`
	Of    int `json:"of,omitempty"`
}

// trackReports tell of the tracks of a panel.
func trackReports(s *panelState) (out []TrackReport) {
	sides := [4]Side{layout.Top: SideTop, layout.Right: SideRight, layout.Bottom: SideBottom, layout.Left: SideLeft}
	for _, side := range layout.Sides {
		for i := range s.tracks[side] {
			t := &s.tracks[side][i]
			out = append(out, TrackReport{Side: sides[side], Type: t.kind, Label: text.Plain(t.label), Thick: t.thick, Shown: t.shown, Of: t.of})
		}
	}
	return out
}

// trackNotes says how the tracks of a panel were changed, and the legends that explain them.
func (a *arrangement) trackNotes(s *panelState, say func(string, ...any)) {
	for _, side := range layout.Sides {
		for i := range s.tracks[side] {
			t := &s.tracks[side][i]
			name := t.name[len(s.name):]
			switch {
			case t.gone:
				say("%s (%s) left out: the canvas is too small", name, t.kind)
			case t.limit > 0:
				say("%s (%s) made thinner: the canvas is too small", name, t.kind)
			case t.unlabeled:
				say("%s (%s) without name and axis: the canvas is too small", name, t.kind)
			}
			switch {
			case t.gone || t.shown == t.of:
			case t.kind == "dendrogram":
				say("%s: %d of %d joints drawn, the others filled: too many leaves for branches", name, t.shown, t.of)
			case t.kind == "marks":
				say("%s: %d of %d marks shown", name, t.shown, t.of)
			default:
				say("%s: %d of %d texts shown", name, t.shown, t.of)
			}
		}
	}
	s.keyNotes(say)
}

// trackRuns are the texts at the ends of a panel's tracks.
func (s *panelState) trackRuns() (runs []text.Run) {
	for _, side := range layout.Sides {
		for i := range s.tracks[side] {
			if e := &s.tracks[side][i].end; e.name.String != "" {
				runs = append(runs, e.name)
			}
		}
	}
	return runs
}

// dropTracks gives up what tracks take of a canvas that is too small, in a direction in
// which it is: first their names and axes, then half of each, down to a least thickness,
// and in the end whole tracks, the thickest first and of equal ones the outermost. It
// reports whether there was anything left to give up.
func (a *arrangement) dropTracks(small *layout.TooSmallError) bool {
	short := [2]float64{0, 0} // across the panels, and down
	if small.Width > 0 {
		short[0] = small.NeedWidth - small.Width
	}
	if small.Height > 0 {
		short[1] = small.NeedHeight - small.Height
	}
	var ends bool
	var thick []*trackState
	for _, s := range a.panels {
		for _, side := range layout.Sides {
			for i := range s.tracks[side] {
				t := &s.tracks[side][i]
				across, along := 1, 0
				if t.vertical() {
					across, along = 0, 1
				}
				if t.gone || t.thick == 0 {
					continue
				}
				if t.end.reach > 0 && short[along] > 0 {
					t.unlabeled, ends = true, true
				}
				if short[across] > 0 {
					thick = append(thick, t)
				}
			}
		}
	}
	changed := ends || a.thinTracks(thick)
	if !changed && len(thick) > 0 {
		slices.Reverse(thick)
		slices.SortStableFunc(thick, func(x, y *trackState) int { return cmp.Compare(y.thick, x.thick) })
		for _, t := range thick {
			k := 1
			if t.vertical() {
				k = 0
			}
			if short[k] > 0 {
				t.gone, changed = true, true
				short[k] -= t.thick + a.trackGap
			}
		}
	}
	if changed {
		a.held = nil
	}
	return changed
}

// thinTracks halves those tracks that can be thinner and reports whether any could.
func (a *arrangement) thinTracks(tracks []*trackState) (changed bool) {
	least := 6 * a.tick / defaultFontSize
	if a.aligned {
		least = 2
	}
	for _, t := range tracks {
		if t.thick > least && !isText(t) {
			if t.limit = max(least, t.thick/2); a.aligned {
				t.limit = math.Floor(t.limit)
			}
			changed = true
		}
	}
	return changed
}

// isText reports whether a track cannot be thinner: its texts would be cut.
func isText(t *trackState) bool { return t.kind == "texts" || t.kind == "marks" }
