package stat

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed01309057/heat/stat/order"
)

func TestSelect(t *testing.T) {
	m := labelled(t, "r", "alpha beta gamma delta 2019 a/b", 0, 1, 2, 3, 4, 5)
	for patterns, want := range map[string]string{
		"gamma alpha":      "[gamma alpha]",
		"*ta":              "[beta delta]",
		"*a":               "[alpha beta gamma delta]",
		"[ab]*":            "[alpha beta a/b]",
		"beta:delta":       "[beta gamma delta]",
		":beta":            "[alpha beta]",
		"2019:":            "[2019 a/b]",
		"1-2 6":            "[alpha beta a/b]",
		"2:3":              "[beta gamma]",
		"#1":               "[alpha]",
		"2019":             "[2019]",
		"delta *ta delta":  "[delta beta]",
		"":                 "[]",
		"gamma:2019 a/b 1": "[gamma delta 2019 a/b alpha]",
	} {
		got, err := Select(m, Cols, strings.Fields(patterns))
		if err != nil || fmt.Sprint(got.ColLabels) != want {
			t.Errorf("%s: %v, %v; want %s", patterns, got, err, want)
			continue
		}
		rest, err := Drop(m, Cols, strings.Fields(patterns))
		_, kept := got.Dims()
		if _, p := rest.Dims(); err != nil || p+kept != 6 {
			t.Errorf("%s: %d are kept and %d are left, %v", patterns, kept, p, err)
		}
	}
	for pattern, want := range map[string]string{
		"gama":       `no column "gama" (did you mean "gamma"?)`,
		"x*":         `no column "x*"`,
		"delta:beta": "runs backwards",
		"[a":         "not a glob",
		"7":          `no column "7"`,
		"beta:dleta": `did you mean "delta"?`,
	} {
		if _, err := Select(m, Cols, []string{pattern}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", pattern, err, want)
		}
	}
	if _, err := Select(m, All, nil); err == nil || !strings.Contains(err.Error(), "choose rows or cols") {
		t.Errorf("%v", err)
	}
	bare := fromColumns([]float64{1, 2, 3})
	if got, err := Select(bare, Rows, []string{"3", "1"}); err != nil || got.At(0, 0) != 3 || got.At(1, 0) != 1 {
		t.Errorf("by position: %v, %v", got, err)
	}
	if _, err := Select(bare, Rows, []string{"x"}); err == nil || !strings.Contains(err.Error(), "positions from 1 to 3") {
		t.Errorf("%v", err)
	}
}

func TestTransposeAndTake(t *testing.T) {
	m := labelled(t, "a b", "x y z", 1, 2, 3, 4, 5, 6)
	flipped, err := Transpose(m)
	if err != nil || flipped.RowName != "day" || fmt.Sprint(flipped.RowLabels, flipped.ColLabels, flipped.Rows(0, 3, nil)) != "[x y z] [a b] [1 4 2 5 3 6]" {
		t.Errorf("%+v, %v", flipped, err)
	}
	if back, err := Transpose(flipped); err != nil || !back.Equal(m) {
		t.Errorf("twice: %+v, %v", back, err)
	}
	large := fromColumns(noise(150, 70)...)
	flipped, err = Transpose(large)
	if err != nil || flipped.At(69, 149) != large.At(149, 69) || flipped.At(3, 64) != large.At(64, 3) {
		t.Errorf("a large one: %v", err)
	}
	if got, err := Take(m, []int{1, 1}, nil); err != nil || fmt.Sprint(got.RowLabels, got.Rows(0, 2, nil)) != "[b b] [4 5 6 4 5 6]" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Take(m, nil, []int{3}); err == nil {
		t.Error("column 3 of 3 was taken")
	}
}

func TestSortAndTop(t *testing.T) {
	m := labelled(t, "a b c d", "x mean z", 1, 9, 2, nan, 3, 4, 7, 7, 7, nan, nan, nan)
	for text, want := range map[string]string{
		"mean":         "[c a b d]",
		"mean:asc":     "[b a c d]",
		"max":          "[a c b d]",
		"x":            "[c a b d]",
		"z:asc":        "[a b c d]",
		"=mean":        "[a c b d]",
		"variance":     "[a b c d]",
		"variance:asc": "[c b a d]",
		"sum":          "[c a b d]",
		"median":       "[c b a d]",
		"min":          "[c b a d]",
	} {
		var s, back Sorting
		if err := s.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := back.UnmarshalText([]byte(s.String())); err != nil || back != s {
			t.Errorf("%s is written %s and read %+v, %v", text, s, back, err)
		}
		got, err := Sort(m, Rows, s)
		if err != nil || fmt.Sprint(got.RowLabels) != want {
			t.Errorf("%s: %v, %v; want %s", text, got.RowLabels, err, want)
		}
	}
	if got, err := Sort(m, Cols, Sorting{Across: "b"}); err != nil || fmt.Sprint(got.ColLabels) != "[z mean x]" {
		t.Errorf("columns by row b: %v, %v", got, err)
	}
	if _, err := Sort(m, Rows, Sorting{Across: "maen"}); err == nil || !strings.Contains(err.Error(), `did you mean "mean"?`) {
		t.Errorf("%v", err)
	}
	if got, err := Top(m, Rows, 2, ByVariance); err != nil || fmt.Sprint(got.RowLabels) != "[a b]" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := Top(m, Rows, 2, ByMean); err != nil || fmt.Sprint(got.RowLabels) != "[a c]" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := Top(m, Cols, 9, ByMean); err != nil || len(got.ColLabels) != 3 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Top(m, Cols, -1, ByMean); err == nil {
		t.Error("the top -1 were taken")
	}
	for _, label := range []string{"x:asc", "x:desc", "mean", "=x", ":asc"} {
		s := Sorting{Across: label}
		var back Sorting
		if err := back.UnmarshalText([]byte(s.String())); err != nil || back != s {
			t.Errorf("by %q: written %q and read %+v, %v", label, s, back, err)
		}
	}
}

func TestReorder(t *testing.T) {
	m := labelled(t, "Q10 Q2 Q1", "Tue Mon", 1, 2, 9, 9, 5, 5)
	rows, err := Reorder(m, Rows, order.Spec{})
	if err != nil || fmt.Sprint(rows.RowLabels, rows.At(0, 0)) != "[Q1 Q2 Q10] 5" {
		t.Errorf("%v, %v", rows, err)
	}
	cols, err := Reorder(m, Cols, order.Spec{})
	if err != nil || fmt.Sprint(cols.ColLabels, cols.At(0, 0)) != "[Mon Tue] 2" {
		t.Errorf("%v, %v", cols, err)
	}
	byValue, err := Reorder(m, Rows, order.Spec{Kind: order.Value})
	if err != nil || fmt.Sprint(byValue.RowLabels) != "[Q2 Q1 Q10]" {
		t.Errorf("%v, %v", byValue, err)
	}
}
