package colormap

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestOracleOfMadeMaps compares made maps with seaborn's palettes. Theirs truncate
// floats to bytes and ours round, so that up to one level is expected. Beyond that,
// seaborn takes the colours of its helices and arms from tables of 256 entries, the
// nearest below; ours are computed for each entry, and are smoother. So its own output
// may be two levels away, and what it gives with finer tables may not.
func TestOracleOfMadeMaps(t *testing.T) {
	o := readOracle(t)
	if len(o.Made) != 21 || len(o.Fine) != len(o.Made) {
		t.Fatalf("%d and %d palettes recorded", len(o.Made), len(o.Fine))
	}
	for text := range o.Made {
		m := mustLookup(t, text)
		for name, c := range map[string]struct {
			want string
			most int
		}{"seaborn's": {o.Made[text], 2}, "seaborn's with fine tables": {o.Fine[text], 1}} {
			if worst := farthest(t, m, c.want); worst > c.most {
				t.Errorf("%s is %d levels from %s, want at most %d", text, worst, name, c.most)
			}
		}
		tables := strings.HasPrefix(text, "c") || strings.HasPrefix(text, "diverging")
		if worst := farthest(t, m, o.Made[text]); worst > 1 && !tables {
			t.Errorf("%s is %d levels from seaborn's", text, worst)
		}
	}
}

// farthest returns the largest difference of m and recorded bytes.
func farthest(t *testing.T, m *Map, want string) int {
	t.Helper()
	b, err := hex.DecodeString(want)
	if err != nil || len(b) != 3*m.Len() {
		t.Fatalf("%s: %d bytes for %d colours, %v", m.Name, len(b), m.Len(), err)
	}
	worst := 0
	for i := range m.Len() {
		worst = max(worst, apart(m.At(i), RGB{b[3*i], b[3*i+1], b[3*i+2]}))
	}
	return worst
}

func TestOracleOfResample(t *testing.T) {
	for text, want := range readOracle(t).Parts {
		m := mustLookup(t, "viridis:"+text)
		if got := hex.EncodeToString([]byte(bytesOf(m))); got != want {
			t.Errorf("viridis in %s colours is %s, want %s", text, got, want)
		}
	}
}

func TestListsOfColours(t *testing.T) {
	white, orange, dark := RGB{255, 255, 255}, RGB{255, 165, 0}, RGB{0x88, 0, 0}
	for text, want := range map[string]map[int]RGB{
		"#f7fbff,#08306b":                           {0: {0xf7, 0xfb, 0xff}, 255: {0x08, 0x30, 0x6b}},
		"white 0, orange 0.2, #800 1":               {0: white, 51: orange, 255: dark},
		"white, orange 20%, #800":                   {0: white, 51: orange, 255: dark},
		"white,orange,#800_r":                       {0: dark, 255: white},
		"srgb:black,white":                          {0: {}, 51: {51, 51, 51}, 128: {128, 128, 128}, 255: white},
		"oklab:black,white":                         {0: {}, 255: white},
		"rgb(255, 255, 255), rgb(136, 0, 0) 100%":   {0: white, 255: dark},
		"white,0.5 0.2,black":                       {0: white, 51: {128, 128, 128}, 255: {}},
		" SRGB: White , Black ":                     {0: white, 255: {}},
		"srgb:black,white:0..0.2":                   {0: {}, 255: {51, 51, 51}},
		"srgb:black,white:0..0.2_r:6":               {0: {51, 51, 51}, 1: {41, 41, 41}, 5: {}},
		"srgb:red,white,lime,blue,black 1,:2":       nil,
		"srgb:black, #333 51%, #666, #999 85%,#fff": {130: {51, 51, 51}, 255: white},
	} {
		m, err := Lookup(text)
		if want == nil {
			if err == nil {
				t.Errorf("%q was read", text)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		for i, c := range want {
			if m.At(i) != c {
				t.Errorf("%q: entry %d is %v, want %v", text, i, m.At(i), c)
			}
		}
		if m.Name != strings.TrimSpace(text) || m.Family != Made {
			t.Errorf("%q is named %q, of %s", text, m.Name, m.Family)
		}
	}
}

// TestOKLabHasNoGreyMiddle shows what the default space is for.
func TestOKLabHasNoGreyMiddle(t *testing.T) {
	for _, text := range []string{"blue,yellow", "white,blue", "#f7fbff,#08306b", "purple,lime"} {
		even := Check(mustLookup(t, "oklab:"+text)).Steps.CV
		mixed := Check(mustLookup(t, "srgb:"+text)).Steps.CV
		if even >= mixed {
			t.Errorf("%s: steps vary by %.3f in OKLab, %.3f in sRGB", text, even, mixed)
		}
	}
	m := mustLookup(t, "white,black")
	for i := 1; i < 256; i++ {
		if c := m.At(i); c.R != c.G || c.G != c.B || c.R > m.At(i-1).R {
			t.Errorf("entry %d of white to black is %v", i, c)
		}
	}
}

func TestKindsOfMadeMaps(t *testing.T) {
	for text, want := range map[string]Kind{
		"white,red": Sequential, "blue,white,red": Diverging, "navy,white,maroon": Diverging, "cyan,black,orange": Diverging,
		"red,yellow,red": Cyclic, "white,orange,black": Sequential, "blue,lime,red": Sequential,
		"light:red": Sequential, "diverging:220,20": Diverging, "ch:": Sequential,
		"tab10:3": Qualitative, "twilight:7": Cyclic, "twilight:0..0.5": Sequential, "RdBu:11": Diverging,
	} {
		if m := mustLookup(t, text); m.Kind != want {
			t.Errorf("%s is %s, want %s", text, m.Kind, want)
		}
	}
}

func TestPartsOfMaps(t *testing.T) {
	viridis := mustLookup(t, "viridis")
	seven := mustLookup(t, "viridis:7")
	if seven.Len() != 7 || seven.At(0) != viridis.At(0) || seven.At(6) != viridis.At(255) || seven.Name != "viridis:7" || seven.Family != Matplotlib {
		t.Errorf("%v, %d", seven.Name, seven.Len())
	}
	fine, err := viridis.Resample(511)
	if err != nil || fine.At(0) != viridis.At(0) || fine.At(2) != viridis.At(1) || fine.At(510) != viridis.At(255) {
		t.Errorf("%v: finer entries differ", err)
	}
	half := mustLookup(t, "viridis:0.2..0.8")
	if half.Len() != 256 || half.At(0) != viridis.At(51) || half.At(255) != viridis.At(204) {
		t.Errorf("%v", half.At(0))
	}
	back := mustLookup(t, "viridis_r:0.2..0.8")
	if back.At(0) != viridis.At(204) || bytesOf(back.Reversed()) != bytesOf(half) {
		t.Errorf("%v", back.At(0))
	}
	three := mustLookup(t, "tab10:3")
	if three.Len() != 3 || three.At(2) != mustLookup(t, "tab10").At(2) {
		t.Errorf("%d colours", three.Len())
	}
}

// TestNamesOfMapsAreTexts holds that what Go makes, Lookup makes again from its name.
func TestNamesOfMapsAreTexts(t *testing.T) {
	pick := func(m *Map, err error) *Map {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	red, third := RGB{255, 0, 0}, 1.0/3
	viridis := mustLookup(t, "plotly:Blues_r")
	for _, m := range []*Map{
		pick(FromColors(OKLab, RGB{}, red)), pick(FromColors(SRGB, RGB{}, red, RGB{1, 2, 3})),
		pick(FromStops(SRGB, Stop{0, red}, Stop{third, RGB{}}, Stop{1, red})),
		pick(FromStops(OKLab, Stop{0, red}, Stop{1e-7, RGB{}}, Stop{1, red})),
		Light(red), Dark(RGB{0, 9, 0}), pick(DivergingHues(Hues{Neg: -1e-5, Pos: 359.5, Sep: 128, Dark: true})),
		pick(Cubehelix(Helix{Rot: &third})), pick(viridis.Resample(7)), pick(viridis.Sub(third, 0.9)), pick(pick(viridis.Sub(1e-9, 0.9)).Resample(3)),
	} {
		for _, m := range []*Map{m, m.Reversed(), m.Reversed().Reversed()} {
			if again, err := Lookup(m.Name); err != nil || bytesOf(again) != bytesOf(m) || again.Name != m.Name || again.Kind != m.Kind {
				t.Errorf("%q: %v, or another map", m.Name, err)
			}
		}
	}
}

func TestMadeMapsRefuse(t *testing.T) {
	for text, want := range map[string]string{
		"white,oragne":                       `character 7: unknown colour "oragne" (did you mean "orange"?)`,
		"white, #12":                         "character 8",
		"white 0, red 0.5, blue 0.5, tan":    "character 24: position 0.5 is not above 0.5",
		"white 0, red 0.5, blue 0.2":         "character 24: position 0.2 is not above 0.5",
		"white 0.5, red, blue 0.2":           "positions must increase",
		"white 0.1, red 1":                   "the first must be 0 and the last 1",
		"white, red 0.9":                     "the first must be 0 and the last 1",
		"white, red x":                       `"x" is no position`,
		"white, red NaN":                     `"NaN" is no position`,
		"white, red 1e999":                   "is no position",
		"white, red 2":                       "is not from 0 to 1",
		"white,":                             "character 7: empty",
		",":                                  "empty",
		"white,none":                         `"none" is not opaque`,
		"white,#12345678":                    "is not opaque",
		"red":                                "one colour makes no map",
		"#f00":                               "one colour makes no map",
		"light:":                             "empty",
		"light:red,blue":                     "one colour, not 2",
		"dark:blurple":                       "unknown colour",
		"diverging:220":                      "two hues",
		"diverging:220,20,s=0":               "above 0",
		"diverging:220,20,q=0":               "takes h_neg, h_pos, s, l, sep, center",
		"diverging:220,20,s=300":             "s of diverging is 300; give 0 to 100",
		"diverging:220,20,sep=1.5":           "whole number",
		"diverging:220,20,sep=1e99":          "whole number",
		"diverging:220,20,center=red":        "center is light or dark",
		"diverging:1e9,20":                   "h_neg of diverging",
		"diverging:a,20":                     `"a" is no number`,
		"diverging:s=5,20":                   "needs one too",
		"cubehelix:start=1,start=2":          "given twice",
		"cubehelix:start=":                   "has no value",
		"cubehelix:gamma=0":                  "gamma of cubehelix is 0",
		"cubehelix:light=Inf":                "is no number",
		"cubehelix:1,2,3,4,5,6,7":            "takes start, rot",
		"cubehelx:rot=1":                     `unknown form of colour map "cubehelx:" (did you mean "cubehelix:"?)`,
		"viridis:1":                          "in 1 colours; give 2 to 4096",
		"viridis:5000":                       "give 2 to 4096",
		"viridis:-1":                         "give 2 to 4096",
		"viridis:0.8..0.2":                   "give 0 ≤ from < to ≤ 1",
		"viridis:NaN..1":                     "unknown colour map",
		"tab10:11":                           "tab10 has 10 colours, 11 are needed",
		"tab10:0.1..0.5":                     "list of colours",
		"virids:7":                           `did you mean "viridis"?`,
		"plotly:Bleus":                       `did you mean "plotly:Blues"?`,
		"plotly:7":                           "unknown colour map",
		strings.Repeat("red,", 3000):         "at most 8192 are read",
		"blue,red" + strings.Repeat("_r", 9): "unknown colour",
	} {
		m, err := Lookup(text)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "heat: colour") {
			t.Errorf("%.40q: %v, %v; want %q", text, m, err, want)
		}
	}
	var text *TextError
	var unknown *UnknownError
	if _, err := Lookup("white, oragne 1"); !errors.As(err, &text) || text.Part != "oragne" || text.At != 7 || !errors.As(err, &unknown) || unknown.Nearest != "orange" {
		t.Errorf("%v", err)
	}
}

func TestMakingRefuses(t *testing.T) {
	bad := math.NaN()
	for i, make := range []func() (*Map, error){
		func() (*Map, error) { return New("x", Sequential, nil) },
		func() (*Map, error) { return New("x", Diverging, []RGB{{}}) },
		func() (*Map, error) { return New("x", Qualitative, nil) },
		func() (*Map, error) { return New("x", Qualitative, make([]RGB, MaxLen+1)) },
		func() (*Map, error) { return FromColors(OKLab) },
		func() (*Map, error) { return FromColors(OKLab, RGB{}) },
		func() (*Map, error) { return FromColors(Space(7), RGB{}, RGB{}) },
		func() (*Map, error) { return FromStops(OKLab, Stop{0, RGB{}}, Stop{bad, RGB{}}, Stop{1, RGB{}}) },
		func() (*Map, error) { return FromStops(OKLab, Stop{0, RGB{}}, Stop{0, RGB{}}, Stop{1, RGB{}}) },
		func() (*Map, error) { return DivergingHues(Hues{Neg: bad}) },
		func() (*Map, error) { return DivergingHues(Hues{Sep: 129}) },
		func() (*Map, error) { return Cubehelix(Helix{Start: &bad}) },
		func() (*Map, error) { return mustLookup(t, "viridis").Sub(bad, 1) },
		func() (*Map, error) { return mustLookup(t, "viridis").Resample(1) },
	} {
		if m, err := make(); err == nil || m != nil {
			t.Errorf("case %d was made", i)
		}
	}
	table := []RGB{{1, 2, 3}}
	m, err := New("mine", Qualitative, table)
	if table[0] = (RGB{}); err != nil || m.Name != "mine" || m.Len() != 1 || m.At(0) != (RGB{1, 2, 3}) || m.Index(0.7) != 0 {
		t.Errorf("%v, %v", m, err)
	}
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"viridis_r:7", "white 0, orange 30%, #800 1", "light:red_r", "blend:#7ab,#eda", "diverging:220,20,s=75,center=dark",
		"ch:s=.25,r=-.25", "srgb:a,b:0.2..0.8:7_r", "plotly:Blues", "rgb(1,2,3),none", ":::", "light:5", "tab10:0", "é,é", "cmc.batlow"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := Lookup(s)
		if err != nil {
			if len(err.Error()) > 1000 {
				t.Errorf("a message of %d bytes", len(err.Error()))
			}
			return
		}
		if m.Len() < 1 || m.Len() > MaxLen {
			t.Errorf("%q has %d colours", s, m.Len())
		}
		again, err := Lookup(m.Name)
		if err != nil || bytesOf(again) != bytesOf(m) {
			t.Errorf("%q became %q: %v", s, m.Name, err)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"#f7fbff,#08306b", "light:seagreen", "diverging:220,20", "viridis:0.2..0.8"} {
		b.Run(fmt.Sprintf("%.9s", text), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Lookup(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
