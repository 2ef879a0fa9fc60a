package heat_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/scale"
)

// keyEntries are the texts of the key, each with its lines, and how far right they reach.
func keyEntries(v *view) (entries [][]string, right float64) {
	for _, it := range v.items("key") {
		var lines []string
		add := func(t *scene.Text) {
			lines, right = append(lines, t.String), max(right, t.X+t.Width)
		}
		switch it := it.(type) {
		case *scene.Text:
			add(it)
		case *scene.Group:
			for _, line := range it.Items {
				add(line.(*scene.Text))
			}
		}
		if lines != nil {
			entries = append(entries, lines)
		}
	}
	return entries, right
}

// Long names of categories are broken between words, beside the body and under it, on
// canvases of any size. Nothing is cut, nothing leaves the canvas or stands on something
// else, and the report says so.
func TestLongKeysAreBroken(t *testing.T) {
	long := "managed under contract by the regional authority since the reform of the year 2011"
	m := numbers(t, []float64{0, 1, 2})
	for _, side := range []heat.Side{heat.SideRight, heat.SideLeft, heat.SideBottom, heat.SideTop} {
		for _, width := range []heat.Length{0, 260, 500} {
			spec := gridOf(m, func(s *heat.Spec, c *heat.Cells) {
				s.Size.Width = width
				c.Levels = []heat.Level{{Name: long}, {Name: "private"}, {Name: "public"}}
				c.Cbar.Side, c.Cbar.Label = side, "form of management as it was declared by the operator of the site itself"
			})
			v := viewed(t, spec)
			entries, right := keyEntries(v)
			if len(entries) != 4 {
				t.Fatalf("%v, %v: %q", side, width, entries)
			}
			fits := width == 500 && (side == heat.SideTop || side == heat.SideBottom) // on one line
			if got := strings.Join(entries[1], " "); got != long || len(entries[1]) < 2 != fits || len(entries[1]) > 4 {
				t.Errorf("%v, %v: %q", side, width, entries[1])
			}
			if got := strings.Join(entries[0], " "); got != cellsOf(spec).Cbar.Label {
				t.Errorf("%v, %v: %q", side, width, entries[0])
			}
			if w, _ := v.fig.Size(); right > w {
				t.Errorf("%v, %v: texts reach %g of %g", side, width, right, w)
			}
			if strings.Contains(v.notes(), "of the legend broken into lines") == fits || strings.Contains(v.notes(), "legend cut") {
				t.Errorf("%v, %v: notes %s", side, width, v.notes())
			}
			boxes := boxesOf(v.items("key"))
			for i, a := range boxes {
				for _, b := range boxes[:i] {
					if a[0] < b[2]-0.01 && b[0] < a[2]-0.01 && a[1] < b[3]-0.01 && b[1] < a[3]-0.01 {
						t.Errorf("%v, %v: %v and %v lie over each other", side, width, a, b)
					}
				}
			}
		}
	}
}

// boxesOf are left, top, right and bottom of capitals and swatches.
func boxesOf(items []scene.Item) (boxes [][4]float64) {
	for _, it := range items {
		switch it := it.(type) {
		case *scene.Rect:
			boxes = append(boxes, [4]float64{it.X, it.Y, it.X + it.W, it.Y + it.H})
		case *scene.Text:
			boxes = append(boxes, [4]float64{it.X, it.Y - 0.7*it.Size, it.X + it.Width, it.Y})
		case *scene.Group:
			boxes = append(boxes, boxesOf(it.Items)...)
		}
	}
	return boxes
}

// A word that is longer than a line is broken, and a text longer than four lines is cut as
// the last resort; a longest length of labels cuts at once. The report tells which.
func TestKeysThatCannotBeBroken(t *testing.T) {
	key := func(name string, edit func(*heat.Spec)) ([]string, string) {
		spec := gridOf(numbers(t, []float64{0, 1}), func(_ *heat.Spec, c *heat.Cells) {
			c.Levels = []heat.Level{{Name: name}, {Name: "other"}}
		})
		edit(&spec)
		v := viewed(t, spec)
		entries, _ := keyEntries(v)
		return entries[0], v.notes()
	}
	plain := func(*heat.Spec) {}
	word := strings.Repeat("abcdefghij", 8)
	if lines, notes := key(word, plain); len(lines) != 2 || strings.Join(lines, "") != word || !strings.Contains(notes, "1 text of the legend broken") {
		t.Errorf("a word: %q, %s", lines, notes)
	}
	endless := strings.Repeat("words without an end ", 40)
	if lines, notes := key(endless, plain); len(lines) != 4 || !strings.HasSuffix(lines[3], "…") || !strings.Contains(notes, "1 text of the legend cut") {
		t.Errorf("an endless text: %q, %s", lines, notes)
	}
	if lines, notes := key("twelve letters and more", func(s *heat.Spec) { s.Theme.LabelMax = 6 }); len(lines) != 1 || !strings.HasSuffix(lines[0], "…") || !strings.Contains(notes, "1 text of the legend cut") {
		t.Errorf("asked to cut: %q, %s", lines, notes)
	}
}

// legended is a panel of n rows with strips of names and of numbers beside them.
func legended(t *testing.T, n int) heat.Spec {
	t.Helper()
	var tracks []heat.Track
	for k, names := range []int{4, 2, 7} {
		strip := &heat.Strip{Label: fmt.Sprintf("strip %d", k+1)}
		for i := range names {
			strip.Levels = append(strip.Levels, heat.Level{Name: fmt.Sprintf("level %d of strip %d", i+1, k+1)})
		}
		strip.Values = bounds(n, func(i int) float64 { return float64(i % names) })
		tracks = append(tracks, strip, &heat.Strip{Label: fmt.Sprintf("numbers %d", k+1), Values: bounds(n, func(i int) float64 { return float64(i * (k + 1)) })})
	}
	return plainPanel(n, heat.SideLeft, tracks...)
}

// However high the body is, the title of a legend stands over its first entry or its colour
// bar, never alone at the foot of a column.
func TestTitlesOfLegendsStayWithThem(t *testing.T) {
	for height := heat.Length(150); height < 700; height += 23 {
		spec := legended(t, 30)
		spec.Size.Width, spec.Size.Height = 900, height
		v := viewed(t, spec)
		titles := 0
		for _, text := range v.texts("key") {
			if !text.Bold {
				continue
			}
			titles++
			below := math.Inf(1)
			for _, it := range v.items("key") {
				x, y := math.NaN(), 0.0
				switch it := it.(type) {
				case *scene.Rect:
					x, y = it.X, it.Y
				case *scene.Mosaic:
					x, y = it.X[0], it.Y[0]
				}
				if x == text.X && y > text.Y {
					below = min(below, y-text.Y)
				}
			}
			if below > 14 {
				t.Errorf("%v high: nothing stands under %q (%g)", height, text.String, below)
			}
		}
		if titles != 6 {
			t.Errorf("%v high: %d titles", height, titles)
		}
	}
}

// Legends use the room beside the labels under a body before they begin another column, and
// stay on the canvas and off the labels.
func TestLegendsUseTheRoomBesideLabels(t *testing.T) {
	columns := func(labels bool) (n int, bottom, height float64) {
		spec := legended(t, 30)
		spec.Panels[0].Left = spec.Panels[0].Left[:4]
		spec.Size.CellWidth, spec.Size.CellHeight = 40, 6.5
		if labels {
			m := cellsOf(spec).Values
			m.ColLabels = []string{"a label so long that it is turned", "another one that is about as long"}
			spec.Panels[0].X.Rotate = scale.At(90)
		} else {
			spec.Panels[0].X.Labels = heat.NoLabels{}
		}
		v := viewed(t, spec)
		at := map[float64]bool{}
		for _, text := range v.texts("key") {
			if text.Bold {
				at[text.X] = true
			}
			bottom = max(bottom, text.Y)
		}
		_, height = v.fig.Size()
		return len(at), bottom, height
	}
	if n, bottom, height := columns(true); n != 1 || bottom > height {
		t.Errorf("%d columns beside long labels, down to %g of %g", n, bottom, height)
	}
	if n, bottom, height := columns(false); n < 2 || bottom > height {
		t.Errorf("%d columns without labels, down to %g of %g", n, bottom, height)
	}
}

// A legend that would leave a sliver to the body moves under it, before labels are thinned
// for the sliver. Where a side is asked for, or the canvas is too low
// for it, the legend stays.
func TestLegendsLeaveRoomToTheBody(t *testing.T) {
	at := func(height heat.Length, side heat.Side) (under bool, labels int, body float64) {
		spec := legended(t, 20)
		m := matrixOf(t, 20, 24, func(i, j int) float64 { return float64(i + j) })
		for j := range 24 {
			m.ColLabels = append(m.ColLabels, fmt.Sprintf("col %d", j))
		}
		cells, p := cellsOf(spec), &spec.Panels[0]
		cells.Values, cells.Cbar.Side, cells.Cbar.Label = m, side, "a label of the bar"
		p.Left, p.Y.Labels = p.Left[:1], heat.NoLabels{}
		p.Left[0].(*heat.Strip).Levels[0].Name = "a name that takes much of a small canvas"
		p.Right = []heat.Track{&heat.Dots{Label: "dots", Values: bounds(20, func(i int) float64 { return float64(i % 7) })}}
		spec.Size.Width, spec.Size.Height = 290, height
		v := viewed(t, spec)
		b := bodyOf(v.scene)
		return boxesOf(v.items("key"))[0][1] > b.Y[len(b.Y)-1], v.report().XLabels.Shown, b.X[len(b.X)-1] - b.X[0]
	}
	if under, labels, body := at(420, heat.SideAuto); !under || labels < 12 || body < 0.4*290 {
		t.Errorf("under %v, %d labels, a body of %.0f pt", under, labels, body)
	}
	if under, _, _ := at(420, heat.SideRight); under {
		t.Error("the legend is not where it was asked for")
	}
	if under, _, _ := at(150, heat.SideAuto); under {
		t.Error("the legend is under the body of a canvas that is too low for it")
	}
}
