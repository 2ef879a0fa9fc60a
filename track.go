package heat

import (
	"fmt"
	"reflect"

	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
)

// trackPlan is a resolved track of any kind: all that does not depend on the medium.
type trackPlan struct {
	side   layout.Side
	kind   string // its "type"
	name   string // how errors and notes call it: "left track 1"
	label  string
	thick  Length
	n      int       // entries
	noun   string    // what they are: rows or columns
	labels *axisPlan // the entries' labels
	theme  palette
	axis   numericAxis
	trackDrawer
}

// trackDrawer is what the kinds of tracks do differently.
type trackDrawer interface {
	// fit finds out how thick the track is along a body, and how much of it is shown. A
	// thickness of 0 leaves the track out.
	fit(a *arrangement, t *trackState, along *lattice)
	// draw draws the track in its frame.
	draw(a *arrangement, t *trackState, f *frame) drawnTrack
	// legends explain the track's colours.
	legends(a *arrangement, t *trackPlan) []keyLegend
}

// drawnTrack is what a track shows.
type drawnTrack struct {
	solid []scene.Item
	on    []scene.Item // texts on what is solid
	texts []scene.Item // texts and fine strokes beside it
}

// noLegends is for tracks that have none.
type noLegends struct{}

func (noLegends) legends(*arrangement, *trackPlan) []keyLegend { return nil }

// vertical reports whether the track runs along the rows.
func (t *trackPlan) vertical() bool { return t.side == layout.Left || t.side == layout.Right }

// trackState is one track of a panel as it is shown so far.
type trackState struct {
	*trackPlan
	thick     float64
	end       trackEnd
	limit     float64    // the most that it may take; 0: what it wants
	gone      bool       // left out: the canvas is too small, or the medium cannot show it
	unlabeled bool       // without name and axis: the canvas is too small
	shown, of int        // texts, marks or joints
	past      [2]float64 // what its texts reach out past the start and the end of the body
}

// maxTracks bounds the tracks of one side.
const maxTracks = 1000

// trackSides are the names of the sides by layout.Side.
var trackSides = [4]string{"top", "right", "bottom", "left"}

// tracks resolves the tracks of a panel.
func (r *resolver) tracks(p *panelPlan, theme palette) {
	s := p.spec
	for side, tracks := range [4][]Track{layout.Top: s.Top, layout.Right: s.Right, layout.Bottom: s.Bottom, layout.Left: s.Left} {
		t := trackPlan{side: layout.Side(side), noun: "columns", labels: &p.x, theme: theme}
		if t.vertical() {
			t.noun, t.labels = "rows", &p.y
		}
		t.n = t.labels.n
		if len(tracks) > maxTracks {
			r.add("tracks", "", "%s%d tracks at the %s; the limit is %d", p.name, len(tracks), trackSides[side], maxTracks)
			continue
		}
		for i, spec := range tracks {
			t := t
			t.name = fmt.Sprintf("%s%s track %d", p.name, trackSides[side], i+1)
			if v := reflect.ValueOf(spec); !v.IsValid() || v.IsNil() {
				r.add("tracks", "", "%s is empty", t.name)
				continue
			}
			t.kind = trackName(spec)
			if t.trackDrawer = spec.resolve(r, &t); t.trackDrawer != nil {
				p.tracks[side] = append(p.tracks[side], &t)
			}
			r.length(t.name+": thickness", t.thick, MaxSize)
		}
	}
}

// count checks that there is one of something for each row or column.
func (r *resolver) count(t *trackPlan, n int, what string) bool {
	if n != t.n {
		r.add("tracks", "give one for each", "%s has %s for %d %s", t.name, plural(n, what), t.n, t.noun)
	}
	return n == t.n
}

// newTracks begins with all tracks of a panel.
func (a *arrangement) newTracks(p *panelPlan) (all [4][]trackState) {
	for side, tracks := range p.tracks {
		for _, t := range tracks {
			all[side] = append(all[side], trackState{trackPlan: t})
		}
	}
	return all
}

// buildTracks reserves the bands of a side's tracks, from the body outwards. A track that
// is left out keeps its place among them, without a thickness.
func (a *arrangement) buildTracks(s *panelState, p *layout.Panel, side layout.Side, body layout.Box) {
	across, down := s.lattices(body)
	along := &across
	if side == layout.Left || side == layout.Right {
		along = &down
	}
	before, kind := 0.0, "" // what the name of the last track reaches out over it, and its kind
	for i := range s.tracks[side] {
		t := &s.tracks[side][i]
		t.thick = 0
		if !t.gone {
			t.fit(a, t, along)
			if t.limit > 0 {
				t.thick = min(t.thick, t.limit)
			}
		}
		a.fitEnd(t, a.aligned || s.endAtStart(t)) // of a terminal, always: names stand over it
		if t.thick == 0 {
			p.Bands[side] = append(p.Bands[side], layout.Band{})
			continue
		}
		gap := a.trackGap
		if kind == "strip" && t.kind == "strip" || t.kind == "dendrogram" {
			gap /= 2
		}
		over := max(0, t.end.across-t.thick) / 2
		p.Bands[side] = append(p.Bands[side], layout.Band{Gap: gap + before + over, Thick: t.thick})
		before, kind = over, t.kind
	}
}

// usual is how thick a track is: as thick as asked for, or so many points.
func (t *trackState) usual(a *arrangement, points float64) float64 {
	if t.trackPlan.thick > 0 && !a.aligned {
		return float64(t.trackPlan.thick)
	}
	return points * a.tick / defaultFontSize
}

// drawTracks draws the tracks of one side: what is solid as "track", the texts on it as
// "track-names", and names, axes and texts beside it as "track-labels".
func (a *arrangement) drawTracks(s *panelState, side layout.Side, at layout.Placed, add func(string, []scene.Item)) {
	for i := range s.tracks[side] {
		t := &s.tracks[side][i]
		if t.thick == 0 {
			continue
		}
		f := s.newFrame(side, at.Body, at.Bands[side][i])
		drawn := t.draw(a, t, f)
		add("track", drawn.solid)
		add("track-names", drawn.on)
		add("track-labels", append(drawn.texts, a.drawEnd(t, f)...))
	}
}
