package heat_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/colormap"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
)

// fullSpec is a spec in which every field says something.
func fullSpec(t testing.TB) heat.Spec {
	t.Helper()
	m := must(matrix.New(2, 3, []float64{1.5, math.NaN(), math.Inf(-1), 4, 5e-300, -0.1}))
	m.RowLabels, m.ColLabels = []string{"a", "b \"quoted\" <&>"}, []string{"x", "", "\u2028 שלום"}
	m.RowName, m.ColName = "Row", "Column"
	from := must(matrix.New(2, 3, []float64{1, 2, 3, 4, 5, 6}))
	hide := must(matrix.New(2, 3, []float64{0, 0, 1, 0, 0, 0}))
	red, blue := must(colormap.ParseColor("#ff000080")), must(colormap.ParseColor("navy"))
	bars := func(n int) []heat.Track {
		b := &heat.Bars{Label: "Bars", Thick: 20, Color: blue, Min: scale.At(-1), Max: scale.At(9), Axis: heat.On}
		for i := range n {
			b.Values = append(b.Values, scale.Bound{Value: float64(i), Set: i != 1})
		}
		return append(everyTrack(n), b)
	}
	cells := &heat.Cells{
		Values: m, Vmin: scale.At(-1), Vmax: scale.At(9), Robust: true, Center: scale.At(1), Norm: scale.Spec{Clip: true},
		Cmap: "RdBu_r", NaColor: red, Fmt: must(scale.ParseFormat("${:,.2f}")),
		Annot: heat.Annot{Show: true, From: from, Size: 8},
		Mask:  heat.Mask{Triangle: heat.Upper, Cells: hide},
		Line:  heat.Line{Width: 0.5, Color: blue}, Square: true,
		Cbar:  heat.Cbar{Show: heat.On, Label: "k€", Side: heat.SideLeft},
		Under: blue, Over: red, Periodic: true,
		Marks: []heat.Mark{{Kind: heat.MarkCorner, At: [][2]int{{0, 1}, {1, 2}}, Label: "odd", Color: blue, Width: 1}},
	}
	codes := &heat.Cells{Values: from, Levels: []heat.Level{{Name: "none"}, {Name: "a"}, {Name: "b", Color: red}, {}, {}, {}, {}}, Cbar: heat.Cbar{Counts: true}}
	texts := *cells
	texts.Annot, texts.Mask = heat.Annot{Texts: [][]string{{"a", "b", ""}, {"\n", "é", "<"}}}, heat.Mask{}
	texts.Cbar = heat.Cbar{Ticks: []float64{-1, 9}, Spacing: scale.SpacingProportional, Extend: heat.ArrowsBoth, Hist: true}
	return heat.Spec{
		Title: "Title\nof two lines", Subtitle: "Sub", Caption: "Caption", Description: "Described.",
		Arrange: heat.Arrange{Columns: 1, Shared: true, Down: true, Joined: true, Gap: 30},
		Size:    heat.Size{Width: 500, Height: 800},
		Theme:   heat.Theme{FontSize: 8, PlainText: true, TitleWeight: heat.WeightRegular, LabelMax: 30, Background: must(colormap.ParseColor("#101820")), Ink: must(colormap.ParseColor("white"))},
		Panels: []heat.Panel{
			{
				Title:  "First",
				X:      heat.Axis{Title: "X", Side: heat.SideTop, Labels: heat.AllLabels{}, Rotate: scale.At(0)},
				Y:      heat.Axis{Title: "Y", Labels: heat.EveryNth(2), Rotate: scale.At(-30)},
				Layers: []heat.Layer{cells},
				Left:   bars(2), Right: bars(2), Top: bars(3), Bottom: bars(3),
			},
			{X: heat.Axis{Labels: heat.Explicit{"p", "q", "r"}}, Y: heat.Axis{Labels: heat.NoLabels{}}, Layers: []heat.Layer{&texts}},
			{
				Layers: []heat.Layer{codes},
				Rows:   heat.Split{Groups: []heat.Group{{Title: "upper", Size: 1}, {Size: 1}}, Gap: 3},
				Cols:   heat.Split{Groups: []heat.Group{{Size: 2}, {Title: "last", Size: 1}}},
			},
		},
	}
}

// The full spec would lose its use if a new field were forgotten in it.
func TestFullSpecIsFull(t *testing.T) {
	spec := fullSpec(t)
	set := map[string]bool{}
	var look func(v reflect.Value)
	look = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				look(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				look(v.Index(i))
			}
		case reflect.Struct:
			if v.Type().PkgPath() != reflect.TypeFor[heat.Spec]().PkgPath() {
				return
			}
			for i := range v.NumField() {
				name := v.Type().Name() + "." + v.Type().Field(i).Name
				set[name] = set[name] || !v.Field(i).IsZero()
				look(v.Field(i))
			}
		}
	}
	look(reflect.ValueOf(spec))
	for name, filled := range set {
		// A canvas and a cell size exclude each other.
		if !filled && !strings.HasPrefix(name, "Size.Cell") {
			t.Errorf("%s is not set", name)
		}
	}
}

func TestSpecJSONRoundTrip(t *testing.T) {
	spec := fullSpec(t)
	var text bytes.Buffer
	if err := spec.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	back, err := heat.ReadSpec(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatalf("%v\n%s", err, text.String())
	}
	if !spec.Equal(back) {
		t.Errorf("reads back as another spec:\n%s", text.String())
	}
	if a, b := drawSVG(t, spec), drawSVG(t, back); a != b {
		t.Error("what was read back is drawn differently")
	}
	var again bytes.Buffer
	if err := back.WriteJSON(&again); err != nil || !bytes.Equal(text.Bytes(), again.Bytes()) {
		t.Errorf("is written differently the second time (%v)", err)
	}
	// However it is indented, it is the same spec.
	var tight bytes.Buffer
	if err := json.Compact(&tight, text.Bytes()); err != nil {
		t.Fatal(err)
	}
	if back, err = heat.ReadSpec(&tight); err != nil || !back.Equal(spec) {
		t.Errorf("without spaces it is another spec (%v)", err)
	}
}

func drawSVG(t *testing.T, spec heat.Spec) string {
	t.Helper()
	fig, err := heat.Compile(spec)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := fig.Encode(&b, heat.SVG{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSpecJSONLeavesOutWhatIsNotSaid(t *testing.T) {
	var b strings.Builder
	m := must(matrix.New(2, 3, []float64{1, 2, 3, 4, 5, 6}))
	m.RowLabels = []string{"a", "b"}
	if err := heat.Grid(m).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "panels": [
    {
      "layers": [
        {
          "type": "cells",
          "values": {
            "rows": ["a", "b"],
            "values": [
              [1, 2, 3],
              [4, 5, 6]
            ]
          }
        }
      ]
    }
  ]
}
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestSpecJSONKeepsTextsThatLookLikeBrackets(t *testing.T) {
	m := must(matrix.New(1, 4, []float64{1, 2, 3, 4}))
	m.ColLabels = []string{"[", "]", "{", "}"}
	spec := heat.Grid(m)
	spec.Title = "["
	var b bytes.Buffer
	if err := spec.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if back, err := heat.ReadSpec(&b); err != nil || !back.Equal(spec) {
		t.Errorf("%v\n%s", err, b.String())
	}
}

func TestSpecsThatCannotBeWritten(t *testing.T) {
	m := must(matrix.New(1, 1, []float64{1}))
	for name, change := range map[string]func(*heat.Spec){
		"limit NaN":  func(s *heat.Spec) { s.Panels[0].Layers[0].(*heat.Cells).Vmin = scale.At(math.NaN()) },
		"width +Inf": func(s *heat.Spec) { s.Size.Width = heat.Length(math.Inf(1)) },
		"wrong labels": func(s *heat.Spec) {
			s.Panels[0].Layers[0].(*heat.Cells).Values = &matrix.Matrix{RowLabels: []string{"a"}}
		},
		"rotate −∞": func(s *heat.Spec) { s.Panels[0].X.Rotate = scale.At(math.Inf(-1)) },
		"line width NaN": func(s *heat.Spec) {
			s.Panels[0].Layers[0].(*heat.Cells).Line.Width = heat.Length(math.NaN())
		},
	} {
		spec := heat.Grid(m)
		change(&spec)
		var b strings.Builder
		if err := spec.WriteJSON(&b); err == nil || b.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes written", name, err, b.Len())
		}
	}
}

func TestSpecEqual(t *testing.T) {
	spec := fullSpec(t)
	if !spec.Equal(fullSpec(t)) {
		t.Error("a spec does not equal itself")
	}
	other := fullSpec(t)
	other.Panels[1].Layers[0].(*heat.Cells).Annot.Texts[0][0] = "z"
	if spec.Equal(other) {
		t.Error("another text makes no difference")
	}
	other = fullSpec(t)
	other.Panels[0].X.Labels = nil
	if spec.Equal(other) {
		t.Error("other labels make no difference")
	}
}

// Each message names the place, what stands there, and the cure where there is one.
func TestReadSpecErrors(t *testing.T) {
	panel := func(inner string) string { return `{"panels":[{` + inner + `}]}` }
	cells := func(inner string) string {
		return panel(`"layers":[{"type":"cells","values":{"values":[[1]]},` + inner + `}]`)
	}
	bars := func(inner string) string { return panel(`"layers":[],"left":[{"type":"bars",` + inner + `}]`) }
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", ``, []string{"empty"}},
		{"blank", "\n ", []string{"empty"}},
		{"cut short", `{"title":"x"`, []string{"line 1", "too early"}},
		{"cut in a text", "{\n\"title\":\"x", []string{"line 2", "too early"}},
		{"syntax", "{\n  \"title\": \"x\",\n  \"panels\": [}\n", []string{"line 3, column 14", "'}'"}},
		{"comma at the end", "{\"title\":\"x\",\n}", []string{"line 2, column 1"}},
		{"comment", "{ // no\n}", []string{"line 1, column 3"}},
		{"trailing data", `{"panels":[]} {}`, []string{"follows"}},
		{"trailing garbage", `{"panels":[]} x`, []string{"follows"}},
		{"not an object", `[1]`, []string{"object", "array"}},
		{"a number", `3`, []string{"object", "number"}},
		{"unknown key", `{"titel":"x"}`, []string{`"titel"`, `"title"`}},
		{"unknown key without a neighbour", `{"qqqqqq":"x"}`, []string{`unknown key "qqqqqq"`}},
		{"unknown key in size", `{"size":{"widht":1}}`, []string{`"widht"`, `"width"`}},
		{"unknown key in theme", `{"theme":{"fontsize":1}}`, []string{`"fontsize"`, `"font-size"`}},
		{"unknown key in a panel", panel(`"layerz":[]`), []string{`"layerz"`, `"layers"`}},
		{"unknown key in an axis", panel(`"x":{"labls":1}`), []string{`"labls"`, `"labels"`}},
		{"unknown key in cells", cells(`"vmn":1`), []string{"layer 1", `"vmn"`, `"vmin"`}},
		{"unknown key in a colour bar", cells(`"cbar":{"lable":"x"}`), []string{"layer 1", `"lable"`, `"label"`}},
		{"unknown key in annot", cells(`"annot":{"shw":true}`), []string{`"shw"`, `"show"`}},
		{"unknown key in mask", cells(`"mask":{"triangel":"upper"}`), []string{`"triangel"`, `"triangle"`}},
		{"unknown key in line", cells(`"line":{"colour":"red"}`), []string{`"colour"`, `"color"`}},
		{"unknown key in a matrix", panel(`"layers":[{"type":"cells","values":{"vals":[[1]]}}]`), []string{`"vals"`}},
		{"unknown key in a track", bars(`"values":[1],"thik":3`), []string{"track 1", `"thik"`, `"thick"`}},
		{"unknown layer", panel(`"layers":[{"type":"cell"}]`), []string{"layer 1", `"cell"`, "cells"}},
		{"layer without a type", panel(`"layers":[{}]`), []string{"layer 1", "type", "cells"}},
		{"layer that is a number", panel(`"layers":[7]`), []string{"layer 1", "number"}},
		{"unknown track", panel(`"left":[{"type":"bar"}]`), []string{"track 1", `"bar"`, "bars"}},
		{"layers of a wrong kind", panel(`"layers":{}`), []string{"layers", "object"}},
		{"tracks of a wrong kind", panel(`"layers":[],"left":3`), []string{"left", "number"}},
		{"panels of a wrong kind", `{"panels":{}}`, []string{`"panels"`, "object"}},
		{"a number for a title", `{"title":3}`, []string{`"title"`, "number"}},
		{"a text for a switch", cells(`"square":"yes"`), []string{"layer 1", "square", "string"}},
		{"a text for a limit", cells(`"vmin":"1"`), []string{"layer 1", "vmin", "string"}},
		{"a huge number", cells(`"vmin":1e999`), []string{"layer 1", "1e999"}},
		{"a huge value", panel(`"layers":[{"type":"cells","values":{"values":[[1e999]]}}]`), []string{"1e999", "largest"}},
		{"half a column", `{"panels":[],"arrange":{"columns":1.5}}`, []string{"columns", "1.5", "whole"}},
		{"a huge length", `{"size":{"width":1e999}}`, []string{"width", "1e999"}},
		{"a length without a number", `{"size":{"width":"in"}}`, []string{`"in"`, "length"}},
		{"a list for a length", `{"size":{"width":[1]}}`, []string{"width", "array"}},
		{"an unknown colour", `{"theme":{"ink":"blak"}}`, []string{"blak", "black"}},
		{"an unknown side", cells(`"cbar":{"side":"rigth"}`), []string{"side", "rigth", "right"}},
		{"a bad format", cells(`"fmt":".2q"`), []string{".2q"}},
		{"labels of a wrong kind", panel(`"x":{"labels":{"a":1}}`), []string{"labels", "auto"}},
		{"half a label", panel(`"x":{"labels":1.5}`), []string{"labels", "1.5"}},
		{"too many labels left out", panel(`"x":{"labels":1e300}`), []string{"labels", "1e300"}},
		{"a number among labels", panel(`"x":{"labels":["a",3]}`), []string{"labels", "entry 2"}},
		{"ragged values", panel(`"layers":[{"type":"cells","values":{"values":[[1],[1,2]]}}]`), []string{"layer 1", "row 1"}},
		{"a text among bars", bars(`"values":[1,"x"]`), []string{"track 1", "values", "string"}},
	} {
		spec, err := heat.ReadSpec(strings.NewReader(c.text))
		if err == nil {
			t.Errorf("%s: read as %+v", c.name, spec)
			continue
		}
		if !strings.HasPrefix(err.Error(), "heat: spec: ") {
			t.Errorf("%s: %v: does not name its stage", c.name, err)
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v\n\tlacks %q", c.name, err, want)
			}
		}
		for _, never := range []string{"json: ", "Go value", "Go struct", "heat.", "plain", "float64"} {
			if strings.Contains(err.Error(), never) {
				t.Errorf("%s: %v\n\tspeaks of %q", c.name, err, never)
			}
		}
	}
}

func TestReadSpecDeepNesting(t *testing.T) {
	for _, open := range []string{`[`, `{"panels":`, `{"panels":[`, `{"panels":[{"layers":[`} {
		text := strings.Repeat(open, 10_000)
		if _, err := heat.ReadSpec(strings.NewReader(text)); err == nil {
			t.Errorf("%.20s… is read", text)
		}
	}
	text := `{"panels":` + strings.Repeat("[", 10_001) + strings.Repeat("]", 10_001) + `}`
	if _, err := heat.ReadSpec(strings.NewReader(text)); err == nil {
		t.Error("a list of lists of lists is read")
	}
}

func TestReadSpecReturnsReadErrors(t *testing.T) {
	if _, err := heat.ReadSpec(&failingReader{}); err == nil || !strings.Contains(err.Error(), "worn out") {
		t.Errorf("got %v", err)
	}
}

type failingReader struct{}

func (*failingReader) Read([]byte) (int, error) { return 0, errWornOut }

var errWornOut = &wornOut{}

type wornOut struct{}

func (*wornOut) Error() string { return "worn out" }

func FuzzReadSpec(f *testing.F) {
	var full bytes.Buffer
	if err := fullSpec(f).WriteJSON(&full); err != nil {
		f.Fatal(err)
	}
	f.Add(full.Bytes())
	f.Add([]byte(`{"panels":[{"layers":[{"type":"cells","values":{"values":[[1,2],[3,null]]}}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		spec, err := heat.ReadSpec(bytes.NewReader(data))
		if err != nil {
			return
		}
		var text bytes.Buffer
		if err := spec.WriteJSON(&text); err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		back, err := heat.ReadSpec(bytes.NewReader(text.Bytes()))
		if err != nil {
			t.Fatalf("written but not read: %v\n%s", err, text.Bytes())
		}
		if !back.Equal(spec) {
			t.Fatalf("reads back as another spec:\n%s", text.Bytes())
		}
		if len(data) < 1<<14 && len(spec.Panels) < 50 {
			if fig, err := heat.Compile(spec); err == nil {
				fig.Report()
			}
		}
	})
}
