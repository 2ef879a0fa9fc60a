package colormap

import (
	"encoding/json"
	"errors"
	"sort"
	"strings"
	"testing"
)

func TestParseColor(t *testing.T) {
	for text, want := range map[string]Color{
		"#abc":                   {0xaa, 0xbb, 0xcc, 255},
		"#ABCD":                  {0xaa, 0xbb, 0xcc, 0xdd},
		"#1a2B3c":                {0x1a, 0x2b, 0x3c, 255},
		"#1a2b3c00":              {0x1a, 0x2b, 0x3c, 0},
		"red":                    {255, 0, 0, 255},
		" RebeccaPurple ":        {0x66, 0x33, 0x99, 255},
		"none":                   {255, 255, 255, 0},
		"Transparent":            {255, 255, 255, 0},
		"0.5":                    {128, 128, 128, 255},
		"0":                      {0, 0, 0, 255},
		"rgb(1,2,3)":             {1, 2, 3, 255},
		"RGB( 1 , 20 , 255 )":    {1, 20, 255, 255},
		"rgba(1, 2, 3, 0.5)":     {1, 2, 3, 128},
		"rgb(1, 2, 3, 0)":        {1, 2, 3, 0},
		"rgba(255, 255, 255, 1)": {255, 255, 255, 255},
	} {
		if got, err := ParseColor(text); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestParseColorRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                "empty",
		"#12":             "is not #rgb",
		"#12345":          "is not #rgb",
		"#xyzxyz":         "is not #rgb",
		"#é":              "is not #rgb",
		"rgb(1,2)":        "is not rgb(r, g, b)",
		"rgb(1,2,256)":    "is not rgb(r, g, b)",
		"rgb(1,2,-3)":     "is not rgb(r, g, b)",
		"rgb(1,2,3":       "is not rgb(r, g, b)",
		"rgba(1,2,3,1.5)": "is not rgb(r, g, b)",
		"rgb":             "is not rgb(r, g, b)",
		"1.5":             "is not a grey",
		"-0.1":            "is not a grey",
		"0.5x":            "is not a grey",
		"+Inf":            "is not a grey",
		"nan":             `unknown colour "nan"`,
		"stelblue":        `did you mean "steelblue"?`,
		"darkgery":        `did you mean "darkgrey"?`,
	} {
		if got, err := ParseColor(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %q", text, got, err, want)
		}
	}
	var unknown *UnknownError
	if _, err := ParseColor("bleu"); !errors.As(err, &unknown) || unknown.Nearest != "blue" {
		t.Errorf("bleu: %v", err)
	}
}

func TestNamedColorsAreTheStandards(t *testing.T) {
	o := readOracle(t)
	if len(cssColors) != 148 || len(o.CSS) != 148 {
		t.Errorf("%d names, %d recorded", len(cssColors), len(o.CSS))
	}
	if !sort.StringsAreSorted(cssNames()) {
		t.Error("the names are not sorted, which finding them needs")
	}
	for _, table := range []map[string]string{o.CSS, o.Grey} {
		for name, want := range table {
			if got, err := ParseColor(name); err != nil || got.String() != strings.ToLower(want) {
				t.Errorf("%s: %v, %v; want %s", name, got, err, want)
			}
		}
	}
}

func TestColorIsData(t *testing.T) {
	type style struct{ Line Color }
	for _, c := range []Color{{}, {1, 2, 3, 255}, {1, 2, 3, 4}, {255, 255, 255, 255}} {
		text, err := json.Marshal(style{c})
		var back style
		if err != nil || json.Unmarshal(text, &back) != nil || back.Line != c {
			t.Errorf("%v: %s, %v, %v", c, text, err, back)
		}
	}
	if err := json.Unmarshal([]byte(`{"Line":"blurple"}`), new(style)); err == nil {
		t.Error("blurple was read")
	}
	if c := (Color{1, 2, 3, 4}); c.RGB().Opaque() != (Color{1, 2, 3, 255}) {
		t.Errorf("%v", c.RGB())
	}
}

func FuzzParseColor(f *testing.F) {
	for _, s := range []string{"#abc", "#abcdef12", "red", "none", "0.5", "rgb(1,2,3)", "rgba(1,2,3,.5)", "", "#\xff", "rgb(", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseColor(s)
		if err != nil {
			if len(err.Error()) > 600 {
				t.Errorf("a message of %d bytes", len(err.Error()))
			}
			return
		}
		if back, err := ParseColor(c.String()); err != nil || back != c {
			t.Errorf("%q became %v, %v", c, back, err)
		}
	})
}
