package stat

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/seed01309057/heat/matrix"
)

func labelled(t testing.TB, rows, cols string, values ...float64) *matrix.Matrix {
	t.Helper()
	r, c := strings.Fields(rows), strings.Fields(cols)
	m, err := matrix.New(len(r), len(c), values)
	if err != nil {
		t.Fatal(err)
	}
	m.RowLabels, m.ColLabels, m.RowName, m.ColName = r, c, "team", "day"
	return m
}

func scaled(t testing.TB, m *matrix.Matrix, text string) *Scaled {
	t.Helper()
	var s Scaling
	if err := s.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	out, err := Scale(m, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestScalingInText(t *testing.T) {
	for text, want := range map[string]Scaling{
		"rows=zscore":           {Along: Rows, How: ZScore},
		"cols=percent":          {Along: Cols, How: Percent},
		"log1p":                 {How: Log1p},
		"all=log2":              {How: Log2},
		"rows=difference:2019":  {Along: Rows, How: Difference, Reference: "2019"},
		"cols=difference:a:b=c": {Along: Cols, How: Difference, Reference: "a:b=c"},
		"none":                  {},
	} {
		var got, back Scaling
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
		text2, err := json.Marshal(got)
		if err != nil || json.Unmarshal(text2, &back) != nil || back != want {
			t.Errorf("%s: %s, %+v, %v", text, text2, back, err)
		}
	}
	for text, want := range map[string]string{
		"zscor":         "did you mean zscore?",
		"row=zscore":    "did you mean rows?",
		"rows=":         "known: none, zscore",
		"rows=zscore:2": "takes no reference",
	} {
		if err := new(Scaling).UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
}

// TestConstantRowsAreKept: they become 0 and are named.
func TestConstantRowsAreKept(t *testing.T) {
	m := labelled(t, "a b c", "x y z", 0.1, 0.1, 0.1, 1, 2, 4, nan, 7, nan)
	for _, how := range []string{"zscore", "minmax", "robust", "mad"} {
		s := scaled(t, m, "rows="+how)
		if fmt.Sprint(s.Flat) != "[0 2]" || s.At(0, 1) != 0 || s.At(2, 1) != 0 || !math.IsNaN(s.At(2, 0)) {
			t.Errorf("%s: flat %v, %v", how, s.Flat, s.Rows(0, 3, nil))
		}
	}
	zero := scaled(t, labelled(t, "a b", "x y", 0, 0, 1, -1), "rows=percent")
	if fmt.Sprint(zero.Flat) != "[0 1]" || zero.At(0, 0) != 0 {
		t.Errorf("percent: %v, %v", zero.Flat, zero.Rows(0, 2, nil))
	}
	if s := scaled(t, labelled(t, "a", "x y", nan, nan), "rows=zscore"); s.Flat != nil {
		t.Errorf("a row without values is flat: %v", s.Flat)
	}
}

// TestScaleAlongColsIsTheTranspose: so there is one meaning of every transform.
func TestScaleAlongColsIsTheTranspose(t *testing.T) {
	m := fromColumns(gappy(13, 9, 4)...)
	flipped, err := Transpose(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, how := range transformNames[:9] {
		if how == "log2" || how == "log1p" {
			continue
		}
		back, err := Transpose(scaled(t, flipped, "rows="+how).Matrix)
		if err != nil || !back.Equal(scaled(t, m, "cols="+how).Matrix) {
			t.Errorf("%s: %v", how, err)
		}
	}
}

func TestScaleOfExtremes(t *testing.T) {
	m := labelled(t, "a b c", "x y z w", 1e308, -1e308, 0, 0, 5e-324, 0, 0, 1e-323, inf, 1, 2, 3)
	for _, how := range []string{"zscore", "rank"} {
		s := scaled(t, m, "rows="+how)
		for j := range 4 {
			if v := s.At(0, j); v-v != 0 {
				t.Errorf("%s of the largest numbers: %v", how, s.Rows(0, 1, nil))
			}
			if v := s.At(1, j); v-v != 0 {
				t.Errorf("%s of the smallest: %v", how, s.Rows(1, 2, nil))
			}
		}
	}
	if s := scaled(t, m, "rows=zscore"); s.At(2, 2) != 0 || s.At(2, 0) != inf {
		t.Errorf("an infinite value counts: %v", s.Rows(2, 3, nil))
	}
	if s := scaled(t, m, "rows=rank"); s.At(2, 0) != 4 {
		t.Errorf("rank of infinity: %v", s.Rows(2, 3, nil))
	}
}

func TestScaleRefuses(t *testing.T) {
	m := labelled(t, "a b", "mon tue", -1, 2, 0, nan)
	for text, want := range map[string]string{
		"log1p":               "1 of 4 cells is not",
		"log2":                "2 of 4 cells are not (use log1p",
		"difference:mon":      "needs rows or cols",
		"rows=difference:mno": `no column "mno" (did you mean "mon"?)`,
		"cols=difference:zzz": `no row "zzz" (there are "a", "b")`,
		"cols=difference":     "a row must be named",
	} {
		var s Scaling
		if err := s.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if _, err := Scale(m, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
	if _, err := Scale(m, Scaling{How: 77}); err == nil {
		t.Error("transform 77 was taken")
	}
	m.RowLabels = m.RowLabels[:1]
	if _, err := Scale(m, Scaling{}); err == nil {
		t.Error("wrong labels were taken")
	}
}

func TestFillMissing(t *testing.T) {
	m := labelled(t, "a b", "x y z w", nan, 1, nan, 3, nan, nan, nan, nan)
	fill := func(text string) *Filled {
		var f Filling
		if err := f.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		out, err := FillMissing(m, f)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	f := fill("rows=linear")
	if fmt.Sprint(f.Rows(0, 1, nil), f.Mask.Rows(0, 1, nil), f.Count, f.Left) != "[NaN 1 2 3] [0 0 1 0] 1 5" || f.Mask.ColLabels[0] != "x" {
		t.Errorf("%v %v %d %d", f.Rows(0, 1, nil), f.Mask.Rows(0, 1, nil), f.Count, f.Left)
	}
	if f := fill("rows=mean"); f.At(0, 0) != 2 || !math.IsNaN(f.At(1, 0)) || f.Left != 4 {
		t.Errorf("mean: %v, %d left", f.Rows(0, 2, nil), f.Left)
	}
	if f := fill("-1.5"); f.At(1, 3) != -1.5 || f.Count != 6 || f.Left != 0 {
		t.Errorf("constant: %v", f.Rows(0, 2, nil))
	}
	if _, err := FillMissing(m, Filling{How: FillLinear}); err == nil || !strings.Contains(err.Error(), "rows=linear") {
		t.Errorf("%v", err)
	}
	for _, text := range []string{"Inf", "rows=constant", "rows=meen", "x=mean"} {
		if err := new(Filling).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%s was taken", text)
		}
	}
	var back Filling
	if text, err := json.Marshal(Filling{Along: Cols, How: FillMedian}); err != nil || json.Unmarshal(text, &back) != nil || back != (Filling{Along: Cols, How: FillMedian}) {
		t.Errorf("%s, %+v, %v", text, back, err)
	}
}

func TestDropMissing(t *testing.T) {
	m := labelled(t, "a b c", "x y z w", nan, 1, 2, 3, nan, nan, nan, 1, 1, 1, nan, 1)
	for _, c := range []struct {
		along Along
		share float64
		want  string
	}{
		{Rows, 0.5, "[a c] [x y z w]"},
		{Rows, 0, "[] [x y z w]"},
		{Cols, 0.5, "[a b c] [y w]"},
		{All, 0.5, "[a c] [x y z w]"},
		{All, 0.25, "[a c] [y w]"},
		{All, 1, "[a b c] [x y z w]"},
	} {
		got, d, err := DropMissing(m, c.along, c.share)
		if err != nil || fmt.Sprint(got.RowLabels, got.ColLabels) != c.want {
			t.Errorf("%v, %v: %v %v, %v", c.along, c.share, got.RowLabels, got.ColLabels, err)
		}
		if n, p := got.Dims(); n+len(d.Rows) != 3 || p+len(d.Cols) != 4 {
			t.Errorf("%v, %v: %d × %d, dropped %+v", c.along, c.share, n, p, d)
		}
	}
	if _, _, err := DropMissing(m, Rows, 30); err == nil {
		t.Error("a share of 30 was taken")
	}
}
