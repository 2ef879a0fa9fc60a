package heat

import (
	"errors"
	"fmt"
	"math"

	"github.com/seed01309057/heat/internal/layout"
)

// drop gives up what takes the largest share of a canvas that is too small, in a
// direction in which it is: labels, then titles of groups, then keyed legends. It reports
// whether there was anything left that takes some.
func (a *arrangement) drop(small *layout.TooSmallError) bool {
	if a.moveKeys(small) || a.dropLabels(small) {
		return true
	}
	wide, high := small.Width > 0 && small.NeedWidth > small.Width, small.Height > 0 && small.NeedHeight > small.Height
	var worst *bool
	most := 0.0
	consider := func(gone *bool, thick float64) {
		if !*gone && thick > most {
			worst, most = gone, thick
		}
	}
	for i, s := range a.panels {
		if wide {
			consider(&s.rowTitles.gone, s.rowTitles.thick)
		}
		if high {
			consider(&s.colTitles.gone, s.colTitles.thick)
		}
		if k := s.places[s.keys.side].keys; k >= 0 && worst == nil {
			p := &a.grid.Panels[i]
			if band := p.Bands[s.keys.side][k]; s.keys.vertical() == wide || p.Over[layout.Right]+p.Over[layout.Bottom] > 0 {
				consider(&s.keys.dropped, band.Gap+band.Thick)
			}
		}
	}
	if worst == nil {
		return false
	}
	*worst, a.held = true, nil
	return true
}

// maxKeysShare is the part of a canvas that keyed legends may take before labels give way
// to them.
const maxKeysShare = 0.35

// moveKeys gives keyed legends less room that take a large part of a canvas that is too
// small: those beside a body go below it, and those that are there are left out.
func (a *arrangement) moveKeys(small *layout.TooSmallError) (changed bool) {
	wide, high := small.Width > 0 && small.NeedWidth > small.Width, small.Height > 0 && small.NeedHeight > small.Height
	for i, s := range a.panels {
		k := &s.keys
		at := s.places[k.side].keys
		if at < 0 || k.dropped {
			continue
		}
		band := a.grid.Panels[i].Bands[k.side][at]
		switch thick := band.Gap + band.Thick; {
		case k.vertical() && wide && thick*float64(a.grid.Columns) > maxKeysShare*small.Width:
			k.side, changed = layout.Bottom, true
		case !k.vertical() && high && thick*float64(a.grid.Rows()) > maxKeysShare*small.Height:
			k.dropped, changed = true, true
		}
	}
	if changed {
		a.held = nil
	}
	return changed
}

// dropLabels is drop for labels.
func (a *arrangement) dropLabels(small *layout.TooSmallError) bool {
	var worst *layout.Fit
	var dropped layout.Fit
	share := -1.0
	consider := func(fit *layout.Fit, l *layout.Labels, needed bool, part float64) {
		if fit.Every > 0 && needed && part > share {
			worst, dropped, share = fit, l.Dropped(), part
		}
	}
	wide, high := small.Width > 0 && small.NeedWidth > small.Width, small.Height > 0 && small.NeedHeight > small.Height
	for i, s := range a.panels {
		p := &a.grid.Panels[i]
		consider(&s.xFit, &s.x, high, s.x.Thick(s.xFit, false)/max(1, small.Height))
		consider(&s.yFit, &s.y, wide, s.y.Thick(s.yFit, true)/max(1, small.Width))
		// What sticks out past the body's ends takes space in the other direction.
		out := p.Excess(layout.Left) + p.Excess(layout.Right)
		consider(&s.xFit, &s.x, wide && out > 0, out/max(1, small.Width))
		out = p.Excess(layout.Top) + p.Excess(layout.Bottom)
		consider(&s.yFit, &s.y, high && out > 0, out/max(1, small.Height))
	}
	if worst == nil {
		return false
	}
	*worst, a.held = dropped, nil
	return true
}

// sizeTries bounds the search for a canvas that is large enough.
const sizeTries = 24

// dropLong gives up labels that would blow up a canvas that may have any size: those
// longer than a body may grow, unless all were asked for, and those beyond any canvas.
func (a *arrangement) dropLong() (changed bool) {
	cut := func(fit *layout.Fit, l *layout.Labels, free, all bool, length float64) {
		if limit := a.largestBody; free && fit.Every > 0 && (length > limit && !all || length > float64(MaxSize)-limit) {
			*fit, changed, a.held = l.Dropped(), true, nil
		}
	}
	for i, s := range a.panels {
		if a.aligned { // it gives way in narrow
			break
		}
		p := &a.grid.Panels[i]
		cut(&s.xFit, &s.x, a.height == 0, s.panelPlan.x.all, s.x.Thick(s.xFit, false))
		cut(&s.yFit, &s.y, a.width == 0, s.panelPlan.y.all, s.y.Thick(s.yFit, true))
		cut(&s.xFit, &s.x, a.width == 0, s.panelPlan.x.all, max(p.Excess(layout.Left), p.Excess(layout.Right)))
		cut(&s.yFit, &s.y, a.height == 0, s.panelPlan.y.all, max(p.Excess(layout.Top), p.Excess(layout.Bottom)))
	}
	return changed
}

// tooSmall turns the layout's error into one that names a canvas that is large enough:
// as large as was asked for where that does, and larger by no more than is needed. The
// layout's own answer holds for the lines and ticks of the canvas that was refused;
// others break otherwise, so what is named has been tried.
func tooSmall(p *plan, m *medium, small *layout.TooSmallError) error {
	up := func(points float64) float64 { // hundredths of an inch, which is how it is written
		return math.Ceil(points/72*100-1e-9) / 100 * 72
	}
	try := *m
	found := false
	for range sizeTries {
		if m.width > 0 {
			try.width = up(max(try.width, small.NeedWidth))
		}
		if m.height > 0 {
			try.height = up(max(try.height, small.NeedHeight))
		}
		sized := try // an arrangement may keep notes in its medium
		_, err := attempt(p, &sized)
		if found = err == nil; found {
			break
		}
		if !errors.As(err, &small) {
			return err
		}
	}
	e := &Error{Stage: "size", Detail: "a canvas of " + canvasText(m.width, m.height) + " cannot hold the figure"}
	if !found || max(try.width, try.height) > float64(MaxSize) {
		e.Cure = "draw less text or fewer panels"
		return e
	}
	switch {
	case m.width == 0:
		e.Cure = fmt.Sprintf("the smallest that can is %.2f in high", try.height/72)
	case m.height == 0:
		e.Cure = fmt.Sprintf("the smallest that can is %.2f in wide", try.width/72)
	default:
		e.Cure = fmt.Sprintf("the smallest that can is %.2fx%.2fin", try.width/72, try.height/72)
	}
	return e
}

// canvasText is the size of a canvas that has at least one of width and height.
func canvasText(width, height float64) string {
	switch {
	case width == 0:
		return fmt.Sprintf("%.3g in height", height/72)
	case height == 0:
		return fmt.Sprintf("%.3g in width", width/72)
	}
	return fmt.Sprintf("%.3g × %.3g in", width/72, height/72)
}
