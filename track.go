package heat

// trackState is one track of a panel.
type trackState struct {
	bars  *Bars
	thick float64
}

// newTrack measures a track.
func (a *arrangement) newTrack(t Track) trackState {
	bars := t.(*Bars) // the only kind; resolve has checked it
	s := trackState{bars: bars, thick: a.trackThick}
	if bars.Thick > 0 && !a.aligned {
		s.thick = float64(bars.Thick)
	}
	return s
}
