package heat

import "github.com/seed01309057/heat/internal/scene"

// Scene is the figure's drawing on paper, for tests.
func (f *Figure) Scene() *scene.Scene { return f.scene }

// TerminalScene is the figure's drawing for a terminal of so many columns, for tests.
func (f *Figure) TerminalScene(width int) (*scene.Scene, error) {
	a, err := arrange(f.plan, grid(float64(width)))
	if err != nil {
		return nil, err
	}
	return a.draw(), nil
}
