package heat_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
)

// The same promise holds on a terminal, where every text takes whole characters.
func TestNoTextIsClippedOrOverlapsOnATerminal(t *testing.T) {
	for seed := range uint64(layoutCases) {
		r := rand.New(rand.NewPCG(seed, 2))
		spec := generate(r)
		spec.Size = heat.Size{}
		fig, err := compiler.Compile(spec)
		if err != nil {
			continue // the other test's business
		}
		width := pick(r, 20, 40, 80, 80, 132, 300)
		height := pick(r, 0, 0, 24, 50)
		if err := checkCharacters(fig, width, height); err != nil {
			t.Errorf("seed %d: %d columns: %s: %v", seed, width, outline(spec), err)
		}
	}
}

func checkCharacters(fig *heat.Figure, width, height int) error {
	s, err := fig.TerminalScene(width, height)
	if err != nil { // the width that the message names must do
		_, need, _ := strings.Cut(err.Error(), "(it needs ")
		width, _ = strconv.Atoi(strings.TrimSuffix(need, ")"))
		if s, err = fig.TerminalScene(width, height); err != nil || width > 80 {
			return fmt.Errorf("refused: %d columns: %w", width, err)
		}
	}
	if s.Width > float64(width) {
		return fmt.Errorf("the canvas is %g columns wide", s.Width)
	}
	c := &characters{w: int(math.Ceil(s.Width)), h: int(math.Ceil(s.Height / 2)), taken: map[[2]int]string{}}
	c.items(s.Items, "")
	if c.problems != nil {
		return fmt.Errorf("%s", strings.Join(c.problems[:min(5, len(c.problems))], "; "))
	}
	return nil
}

// characters remembers what each character shows.
type characters struct {
	w, h     int
	taken    map[[2]int]string
	problems []string
}

func (c *characters) take(what string, x, y int) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		c.problems = append(c.problems, fmt.Sprintf("%s stands at %d, %d of %d × %d", what, x, y, c.w, c.h))
	} else if by := c.taken[[2]int{x, y}]; by != "" && by != what {
		c.problems = append(c.problems, fmt.Sprintf("%s stands over %s at %d, %d", what, by, x, y))
	}
	c.taken[[2]int{x, y}] = what
}

// area takes all characters that a stroke or a rectangle touches.
func (c *characters) area(what string, x0, y0, x1, y1 float64) {
	const hair = 1e-6
	for y := int(math.Floor(y0/2 + hair)); float64(y) <= math.Max(y0/2, y1/2-hair); y++ {
		for x := int(math.Floor(x0 + hair)); float64(x) <= math.Max(x0, x1-hair); x++ {
			c.take(what, x, y)
		}
	}
}

func (c *characters) items(items []scene.Item, group string) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Group:
			if it.Name != "numbers" && it.Name != "track-names" { // they stand on cells
				c.items(it.Items, it.Name)
			}
		case *scene.Mosaic:
			for y := int(it.Y[0]) / 2; y < int(it.Y[len(it.Y)-1]+1)/2; y++ {
				for x := int(it.X[0]); x < int(it.X[len(it.X)-1]); x++ {
					c.take(group, x, y)
				}
			}
		case *scene.Line:
			c.area(group, it.X1, it.Y1, it.X2, it.Y2)
		case *scene.Rect:
			c.area(group, it.X, it.Y, it.X+it.W, it.Y+it.H)
		case *scene.Path:
			for _, s := range it.Segments {
				c.area(group, s.P[0].X, s.P[0].Y, s.P[0].X, s.P[0].Y)
			}
		case *scene.Text:
			x, y := int(math.Round(it.X-it.Width*it.Anchor.Offset())), int(math.Round(it.Y/2))-1
			for i := range int(it.Width) {
				if it.String != "" {
					c.take(fmt.Sprintf("%s %.30q", group, it.String), x+i, y)
				}
			}
		}
	}
}
