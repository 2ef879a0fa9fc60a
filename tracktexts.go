package heat

import (
	"math"

	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/internal/layout"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/internal/text"
)

// textTrack is a resolved Texts.
type textTrack struct {
	noLegends
	values []string
	color  scene.Color
	of     int // texts that are not empty
}

func (x *Texts) resolve(r *resolver, t *trackPlan) trackDrawer {
	t.label, t.thick = x.Label, x.Thick
	if !r.count(t, len(x.Values), "text") {
		return nil
	}
	out := &textTrack{values: x.Values, color: scene.Color(x.Color)}
	if x.Color == (colormap.Color{}) {
		out.color = t.theme.ink
	}
	for _, s := range x.Values {
		if s != "" {
			out.of++
		}
	}
	return out
}

// placedText is a text of a track, and the place along the body that its middle has.
type placedText struct {
	i   int // entry
	at  float64
	run text.Run
}

// maxTrackText is how long a text in a track may be, in em.
const maxTrackText = 24

// place chooses the texts that are shown: from the first on, each that keeps as far from the
// one before as labels do. Like labels, the first and the last may reach out past the body.
// Texts over and under the body are level if all are shown so, else turned.
func (x *textTrack) place(a *arrangement, t *trackState, l *lattice) (placed []placedText, turned bool) {
	line := a.set.Set("0", a.tickStyle()).Height()
	if !t.vertical() {
		clear, end := true, math.Inf(-1)
		for i, s := range x.values {
			if s == "" {
				continue
			}
			run := a.set.Set(s, a.tickStyle())
			at := l.centre(i)
			if clear = at-run.Width/2 >= max(end, l.from); !clear {
				break
			}
			end = at + run.Width/2 + a.labelSpace
			placed = append(placed, placedText{i, at, run})
		}
		if last := len(placed) - 1; clear && (last < 0 || placed[last].at+placed[last].run.Width/2 <= l.from+l.length) || a.aligned {
			for a.aligned && len(placed) > 0 && placed[len(placed)-1].at+placed[len(placed)-1].run.Width/2 > l.from+l.length {
				placed = placed[:len(placed)-1]
			}
			return placed, false
		}
	}
	limit := x.limit(a, t)
	placed = placed[:0]
	before := math.Inf(-1) // the place of the text before
	for i, s := range x.values {
		at := l.centre(i)
		out := at-line/2 < l.from-0.01 || at+line/2 > l.from+l.length+0.01
		if s == "" || at-before < a.loose*line-0.01 || a.aligned && out {
			continue
		}
		before = at
		placed = append(placed, placedText{i, at, text.Fit(a.set, s, a.tickStyle(), limit)})
	}
	return placed, !t.vertical()
}

// limit is the longest text.
func (x *textTrack) limit(a *arrangement, t *trackState) float64 {
	limit := maxTrackText * a.tick
	if a.aligned {
		return a.labelMax
	}
	if t.trackPlan.thick > 0 {
		limit = float64(t.trackPlan.thick)
	}
	if t.limit > 0 {
		limit = min(limit, t.limit)
	}
	return limit
}

func (x *textTrack) fit(a *arrangement, t *trackState, l *lattice) {
	placed, turned := x.place(a, t, l)
	t.shown, t.of = len(placed), x.of
	for _, p := range placed {
		deep := p.run.Width
		if !t.vertical() && !turned {
			deep = p.run.Height()
		}
		t.thick = max(t.thick, deep)
	}
	t.past = [2]float64{}
	if n := len(placed); n > 0 && (t.vertical() || turned) && !a.aligned {
		half := a.set.Set("0", a.tickStyle()).Height() / 2
		t.past = [2]float64{max(0, l.from-(placed[0].at-half)), max(0, placed[n-1].at+half-(l.from+l.length))}
	}
	if len(placed) > 0 && t.trackPlan.thick > 0 && !a.aligned {
		t.thick = max(t.thick, float64(t.trackPlan.thick))
	}
}

func (x *textTrack) draw(a *arrangement, t *trackState, f *frame) (out drawnTrack) {
	placed, turned := x.place(a, t, &f.along)
	for _, p := range placed {
		out.texts = append(out.texts, a.trackText(p, f, turned, 0, x.color))
	}
	return out
}

// trackText sets a text across a track, from a place away from the body outwards; or, over
// and under the body, level.
func (a *arrangement) trackText(p placedText, f *frame, turned bool, away float64, color scene.Color) scene.Item {
	at := f.point(p.at, away)
	run := p.run
	if a.aligned {
		if f.vertical() {
			anchor := scene.Start
			if f.side == layout.Left {
				anchor = scene.End
			}
			return run.At(at.X, 2*math.Floor(p.at/2)+2, 0, anchor, color)
		}
		return run.At(math.Round(at.X-run.Width/2), min(f.Y, at.Y)+2, 0, scene.Start, color)
	}
	switch f.side {
	case layout.Left:
		return run.At(at.X, a.baseline(at.Y, run), 0, scene.End, color)
	case layout.Right:
		return run.At(at.X, a.baseline(at.Y, run), 0, scene.Start, color)
	case layout.Top:
		if turned {
			return run.At(at.X+run.Cap/2, at.Y, 90, scene.Start, color)
		}
		return run.At(at.X, at.Y-run.Descent, 0, scene.Middle, color)
	}
	if turned {
		return run.At(at.X+run.Cap/2, at.Y, 90, scene.End, color)
	}
	return run.At(at.X, at.Y+run.Ascent, 0, scene.Middle, color)
}
