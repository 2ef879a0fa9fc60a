package heat

import "github.com/seed01309057/heat/internal/scene"

// Scene is the figure's drawing on paper, for tests.
func (f *Figure) Scene() *scene.Scene { return f.scene }

// TerminalScene is the figure's drawing for a terminal of so many columns and lines, for tests.
func (f *Figure) TerminalScene(width, height int) (*scene.Scene, error) {
	a, err := Terminal{Width: width, Height: height}.arrange(f)
	if err != nil {
		return nil, err
	}
	return a.draw(), nil
}
