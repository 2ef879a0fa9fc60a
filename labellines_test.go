package heat_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/scene"
	"github.com/seed01309057/heat/matrix"
)

// labelled is a figure with labels.
func labelled(t *testing.T, rows, cols []string) heat.Spec {
	t.Helper()
	m := must(matrix.New(len(rows), len(cols), make([]float64, len(rows)*len(cols))))
	m.RowLabels, m.ColLabels = rows, cols
	return heat.Spec{Panels: []heat.Panel{{Layers: []heat.Layer{&heat.Cells{Values: m}}}}}
}

// linesOf are the labels of a group, each as its lines.
func linesOf(s *scene.Scene, group string) (labels [][]string) {
	for _, it := range s.Items {
		g, ok := it.(*scene.Group)
		if !ok || g.Name != group {
			continue
		}
		for _, it := range g.Items {
			switch it := it.(type) {
			case *scene.Text:
				labels = append(labels, []string{it.String})
			case *scene.Group:
				var lines []string
				for _, line := range it.Items {
					lines = append(lines, line.(*scene.Text).String)
				}
				labels = append(labels, lines)
			}
		}
	}
	return labels
}

const wordy = "Proportion of respondents who are very satisfied with the service"

func TestLongLabelsAreBrokenWhereThereIsRoom(t *testing.T) {
	few, many := []string{wordy, "Costs", "b", "c"}, []string{wordy}
	for i := range 59 {
		many = append(many, fmt.Sprint("row ", i))
	}
	for _, c := range []struct {
		name       string
		rows, cols []string
		set        func(*heat.Spec)
		group      string
		lines      int // of the long label
	}{
		{"rows", few, []string{"x", "y"}, nil, "y-labels", 2},
		{"rows without room", many, []string{"x", "y"}, nil, "y-labels", 1},
		{"rows of a small canvas", few, []string{"x", "y"}, func(s *heat.Spec) { s.Size.Width, s.Size.Height = 300, 260 }, "y-labels", 3},
		{"turned columns", []string{"x", "y"}, few, nil, "x-labels", 2},
		{"columns of a wide canvas", []string{"x", "y"}, few, func(s *heat.Spec) { s.Size.Width, s.Size.Height = 640, 400 }, "x-labels", 2},
		{"upright columns", []string{"x", "y"}, few, func(s *heat.Spec) { s.Panels[0].X.Rotate.Set, s.Panels[0].X.Rotate.Value = true, 90 }, "x-labels", 2},
		{"a longest label", few, []string{"x", "y"}, func(s *heat.Spec) { s.Theme.LabelMax = 20 }, "y-labels", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			spec := labelled(t, c.rows, c.cols)
			if c.set != nil {
				c.set(&spec)
			}
			fig, err := compiler.Compile(spec)
			if err != nil {
				t.Fatal(err)
			}
			if err := checkFigure(fig); err != nil {
				t.Error(err)
			}
			labels := linesOf(fig.Scene(), c.group)
			if len(labels) == 0 || len(labels[0]) != c.lines {
				t.Fatalf("%q, want %d lines", labels, c.lines)
			}
			if got := strings.Join(labels[0], " "); spec.Theme.LabelMax == 0 && got != wordy {
				t.Errorf("the label reads %q", got)
			}
			for _, other := range labels[1:] {
				if len(other) != 1 {
					t.Errorf("%q is broken too", other)
				}
			}
			r := fig.Report().Panels[0]
			if shown := map[string]int{"x-labels": r.XLabels.Shown, "y-labels": r.YLabels.Shown}[c.group]; shown != len(labels) {
				t.Errorf("%d labels reported, %d drawn", shown, len(labels))
			}
		})
	}
}

// Labels that begin alike are still told apart when they are cut.
func TestCutLabelsStayDistinct(t *testing.T) {
	rows := []string{"Department of public works, north", "Department of public works, south", "Costs"}
	spec := labelled(t, rows, []string{"x"})
	spec.Theme.LabelMax = 10
	fig, err := compiler.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	labels := linesOf(fig.Scene(), "y-labels")
	if len(labels) != 3 || labels[0][0] == labels[1][0] || !strings.HasSuffix(labels[0][0], "north") || !strings.Contains(labels[1][0], "…") {
		t.Errorf("%q", labels)
	}
	if notes := fig.Report().Notes; !slices.ContainsFunc(notes, func(s string) bool { return strings.Contains(s, "2 labels cut") }) {
		t.Errorf("notes %q", notes)
	}
}

// A character that no font has is named once, with a text that holds it, wherever it is.
func TestMissingCharactersAreNamedOnce(t *testing.T) {
	const missing = "\u0378" // not a character yet
	for name, set := range map[string]func(*heat.Spec){
		"title":        func(s *heat.Spec) { s.Title = "The " + missing + " text" },
		"subtitle":     func(s *heat.Spec) { s.Subtitle = "The " + missing + " text" },
		"caption":      func(s *heat.Spec) { s.Caption = "The " + missing + " text" },
		"panel title":  func(s *heat.Spec) { s.Panels[0].Title = "The " + missing + " text" },
		"axis title":   func(s *heat.Spec) { s.Panels[0].X.Title = "The " + missing + " text" },
		"legend label": func(s *heat.Spec) { s.Panels[0].Layers[0].(*heat.Cells).Cbar.Label = "The " + missing + " text" },
		"row label": func(s *heat.Spec) {
			s.Panels[0].Layers[0].(*heat.Cells).Values.RowLabels[1] = "The " + missing + " text"
		},
		"twice": func(s *heat.Spec) {
			s.Title = "The " + missing + " text"
			s.Panels[0].Layers[0].(*heat.Cells).Values.ColLabels[0] = missing + missing
		},
	} {
		spec := labelled(t, []string{"a", "b"}, []string{"c", "d"})
		set(&spec)
		fig, err := compiler.Compile(spec)
		if err != nil {
			t.Fatal(err)
		}
		var named []string
		for _, note := range fig.Report().Notes {
			if strings.Contains(note, "U+0378") {
				named = append(named, note)
			}
		}
		if len(named) != 1 || !strings.Contains(named[0], "The ") || !strings.Contains(named[0], " text") {
			t.Errorf("%s: %q", name, named)
		}
	}
}

// Texts that were made to do harm become figures, or errors that say what is wrong, in a
// short time.
func TestHostileLabelsAndTitles(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	for name, s := range map[string]string{
		"controls": "a\x00\x1b[2Jb\u0085", "bytes": "\xff\xed\xa0\x80", "long": strings.Repeat("word ", 20_000),
		"one word": strings.Repeat("w", 100_000), "marks": "a" + strings.Repeat("\u0301", 500), "Thai marks": "ก" + strings.Repeat("\u0e49", 500),
		"bidi": strings.Repeat("\u202e\u2067a", 3_000), "markup": strings.Repeat("*a^{b_{", 3_000) + strings.Repeat("}*", 3_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			spec := labelled(t, []string{s, "b"}, []string{"c", s})
			spec.Title = s
			spec.Size.Width, spec.Size.Height = 500, 400
			fig, err := compiler.Compile(spec)
			if err == nil {
				for _, e := range []heat.Encoding{heat.PNG{}, heat.SVG{}, heat.PDF{}, heat.Terminal{}} {
					if err := fig.Encode(io.Discard, e); err != nil {
						t.Errorf("%T: %v", e, err)
					}
				}
			} else if !strings.Contains(err.Error(), "size") {
				t.Errorf("an error that does not help: %v", err)
			}
			if took := time.Since(start); took > 30*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// A surrogate alone, which JSON can write, is one character that cannot be shown.
func TestLoneSurrogatesInJSON(t *testing.T) {
	var spec heat.Spec
	data := must(json.Marshal(labelled(t, []string{"ROW", "b"}, []string{"c"})))
	data = bytes.Replace(data, []byte("ROW"), []byte(`x\ud800y`), 1)
	if err := json.Unmarshal(data, &spec); err != nil {
		t.Fatal(err)
	}
	fig, err := compiler.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	if labels := linesOf(fig.Scene(), "y-labels"); len(labels) != 2 || labels[0][0] != "x\ufffdy" {
		t.Errorf("%q", labels)
	}
}
