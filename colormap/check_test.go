package colormap

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// gate is what a map must measure that is said to be perceptually uniform. The figures
// were measured on the tables and rounded up (least: down) in the last place, so that a
// change of a table or of a measure shows. They say what the maps do, not what one would
// wish of them. What they mean: 0.02 in OKLab can just be told apart, one level of a
// byte is some 0.003 in lightness.
type gate struct {
	back float64 // by which lightness may go back (in the arms, where it mirrors)
	cv   float64 // coefficient of variation of 32 steps
	uneq float64 // asymmetry of the arms
}

// gates are by family and kind. Lightness goes back by less than one level of a byte in
// all sequential maps and by one in all arms. The makers of Crameri's maps evened them
// in CIELAB's lightness, those of cmocean and viridis in CAM02-UCS: hence the different
// figures in OKLab.
var gates = map[Family]map[Kind]gate{
	Matplotlib: {Sequential: {back: 0.0003, cv: 0.22}, Diverging: {back: 0.0028, cv: 0.28, uneq: 0.078}, Cyclic: {back: 0.0018, cv: 0.21, uneq: 0.019}},
	Seaborn:    {Sequential: {back: 0.0005, cv: 0.13}, Diverging: {back: 0.0017, cv: 0.23, uneq: 0.022}},
	Crameri:    {Sequential: {back: 0.0011, cv: 0.38}, Diverging: {back: 0.0033, cv: 0.29, uneq: 0.095}, Cyclic: {back: 0.0045, cv: 0.37, uneq: 0.043}, Misc: {back: 0.0011, cv: 0.45}},
	CMOcean:    {Sequential: {back: 0.0003, cv: 0.15}, Diverging: {back: 0.0003, cv: 0.16, uneq: 0.025}, Misc: {back: 0.0011, cv: 0.45}},
}

// leastSeen is the smallest difference of two of 9 classes, for normal eyes and each of
// the three deficiencies: what can just be told apart.
const leastSeen = 0.02

// exceptions are the maps that fail a gate although they are said to be perceptual, what
// they fail, and why.
var exceptions = map[string]map[string]string{
	"grayC":        {"steps": "starts in pure black, where the cube root of OKLab makes the first steps long"},
	"turku":        {"steps": "starts in pure black, where the cube root of OKLab makes the first steps long"},
	"cmocean:gray": {"steps": "starts near black, where the cube root of OKLab makes the first steps long"},
	"bamO":         {"arms": "its two ends of lightness are not half a turn apart, by design"},
	"fes_r":        {"vision": "entry 128, of one range, is compared with the like end of the other"},
	"topo_r":       {"vision": "entry 128, of one range, is compared with the like end of the other"},
	"phase":        {"vision": "of one lightness by design: only hue tells its colours apart"},
	"nuuk":         {"vision": "its blue and its yellow end differ little to tritan eyes at like lightness"},
	"corkO":        {"vision": "blue and green of one lightness are alike to tritan eyes"},
	"buda":         {"vision": "violet and ochre of like lightness are alike to tritan eyes"},
}

// failures returns which gates a map fails.
func failures(m *Map, g gate) (failed map[string]string, report Report) {
	failed = map[string]string{}
	r := Check(m)
	fail := func(what string, bad bool) {
		if bad {
			failed[what] = ""
		}
	}
	fail("steps", r.Steps.CV > g.cv)
	switch m.Kind {
	case Sequential:
		fail("lightness", r.Lightness.Back > g.back)
		fail("grey", r.Lightness.Course != Rising && r.Lightness.Course != Falling)
	case Diverging:
		fail("lightness", r.Lightness.ArmsBack > g.back || r.Lightness.Course != Peak && r.Lightness.Course != Valley)
		fail("arms", r.Lightness.Asymmetry > g.uneq)
	case Cyclic:
		fail("lightness", r.Lightness.ArmsBack > g.back)
		fail("arms", r.Lightness.Asymmetry > g.uneq)
		fail("ends", r.Ends > 0.005)
	case Misc:
		fail("lightness", rangesBack(m.table, r.Steps.Jumps) > g.back)
	}
	for _, v := range r.Vision {
		fail("vision", v.Least < leastSeen)
	}
	fail("rainbow", r.Rainbow)
	return failed, r
}

// rangesBack returns by how much lightness goes back in the worst range between jumps.
func rangesBack(table []RGB, jumps []int) float64 {
	most, from := 0.0, 0
	for _, to := range append(slices.Clone(jumps), len(table)) {
		most = max(most, back(lightnesses(table[from:to])))
		from = to
	}
	return most
}

func TestPerceptualMapsPassTheGates(t *testing.T) {
	n := 0
	for i := range named {
		m := load(i)
		if !m.Perceptual {
			continue
		}
		n++
		g, ok := gates[m.Family][m.Kind]
		if !ok && m.Name != "phase" {
			t.Errorf("%s: no gate for %s maps of %s", m.Name, m.Kind, m.Family)
			continue
		}
		if m.Name == "phase" {
			g = gate{back: 0.0027, cv: 0.14, uneq: 0.01}
		}
		for _, m := range []*Map{m, m.Reversed()} {
			failed, r := failures(m, g)
			known, ok := exceptions[m.Name]
			if !ok {
				known = exceptions[strings.TrimSuffix(m.Name, "_r")]
			}
			for what := range failed {
				if known[what] == "" {
					t.Errorf("%s fails %s:\n%s", m.Name, what, r)
				}
			}
			for what := range known {
				if _, ok := failed[what]; !ok {
					t.Errorf("%s does not fail %s any more", m.Name, what)
				}
			}
		}
	}
	if n != 77 {
		t.Errorf("%d maps are said to be perceptual", n)
	}
}

// TestBrewersMapsAreOrdered holds the same of maps that are not said to be uniform.
func TestBrewersMapsAreOrdered(t *testing.T) {
	for i := range named {
		m := load(i)
		if named[i].source != sourceBrewer || m.Kind == Qualitative {
			continue
		}
		r := Check(m)
		if m.Kind == Sequential && (r.Lightness.Back > 0.0001 || !r.Grey.Readable) || m.Kind == Diverging && r.Lightness.ArmsBack > 0.001 {
			t.Errorf("%s:\n%s", m.Name, r)
		}
	}
}

// TestRainbows lists every map of every family that is flagged as one, and so the ones
// that are not.
func TestRainbows(t *testing.T) {
	want := strings.Fields(`hsv flag prism terrain brg gist_rainbow rainbow jet turbo nipy_spectral gist_ncar
		plotly:Jet plotly:Rainbow plotly:Turbo plotly:HSV`)
	var got []string
	for i := range named {
		m := load(i)
		r := Check(m)
		if r.Rainbow {
			got = append(got, m.Name)
			if len(r.Warnings) == 0 || !strings.HasPrefix(r.Warnings[0], "a rainbow") || !strings.Contains(r.Use, "not for reading values") {
				t.Errorf("%s: %s, %q", m.Name, r.Use, r.Warnings)
			}
		}
		if back := Check(m.Reversed()); back.Rainbow != r.Rainbow {
			t.Errorf("%s is a rainbow one way alone", m.Name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("rainbows are %q, want %q", got, want)
	}
}

func TestCheckOfJet(t *testing.T) {
	r := Check(mustLookup(t, "jet"))
	if !r.Rainbow || r.Lightness.Back < 0.5 || r.Steps.CV < 0.4 || r.Grey.Readable || r.HueTurn < 180 {
		t.Errorf("%s", r)
	}
	viridis := Check(mustLookup(t, "viridis"))
	if viridis.Rainbow || !viridis.Grey.Readable || len(viridis.Warnings) != 0 || viridis.Lightness.Course != Rising {
		t.Errorf("%s", viridis)
	}
	text := viridis.String()
	for _, want := range []string{"viridis", "sequential, 256 colours, matplotlib", "rising", "deutan", "readable", "ordered values"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}

func TestWarnings(t *testing.T) {
	for name, want := range map[string]string{
		"cool":            "lightness goes back",
		"autumn":          "neighbouring classes look alike",
		"seismic":         "one arm",
		"RdYlGn":          "to deutan eyes",
		"plotly:oxy":      "the middle does not stand out",
		"pink":            "steps are uneven",
		"tab10":           "to protan eyes",
		"red,red:3":       "to normal eyes",
		"gray":            "steps are uneven",
		"twilight:3":      "",
		"#fff,#fff,#000":  "steps are uneven",
		"light:steelblue": "",
	} {
		r := Check(mustLookup(t, name))
		if got := strings.Join(r.Warnings, "\n"); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestCheckOfSmallMaps holds that nothing is divided by zero: JSON takes no NaN.
func TestCheckOfSmallMaps(t *testing.T) {
	for _, kind := range []Kind{Sequential, Diverging, Cyclic, Qualitative, Misc} {
		for n := 1; n <= 70; n++ {
			if n == 1 && kind != Qualitative {
				continue
			}
			for _, table := range [][]RGB{make([]RGB, n), mustLookup(t, "jet:256").table[:n]} {
				m, err := New("small", kind, table)
				if err != nil {
					t.Fatal(err)
				}
				text, err := json.Marshal(Check(m))
				var back Report
				if err == nil {
					err = json.Unmarshal(text, &back)
				}
				if err != nil || back.Len != n || back.Kind != kind || back.String() != Check(m).String() {
					t.Errorf("%s of %d: %v", kind, n, err)
				}
			}
		}
	}
}

func TestMultiSequentialMapsHaveRanges(t *testing.T) {
	for name, want := range map[string]int{"bukavu": 1, "fes": 1, "oleron": 1, "topo": 1, "oxy": 2, "viridis": 0, "flag": 0, "oleron_r": 1} {
		r := Check(mustLookup(t, name))
		if len(r.Steps.Jumps) != want {
			t.Errorf("%s jumps at %v, want %d jumps", name, r.Steps.Jumps, want)
		}
		if want == 1 && !strings.HasPrefix(r.Use, "2 ranges") {
			t.Errorf("%s: %s", name, r.Use)
		}
	}
}

func TestSimulate(t *testing.T) {
	for v := Normal; v <= Tritan; v++ {
		// The rows of the matrices sum to 1: greys stay. Their six digits do not quite.
		for g := range 256 {
			c := RGB{uint8(g), uint8(g), uint8(g)}
			if s := Simulate(c, v); apart(s, c) > 0 {
				t.Errorf("%s: %v looks %v", v, c, s)
			}
		}
	}
	// Red and a dark olive are alike to protan eyes, red and olive to deutan ones.
	for _, c := range []struct {
		v    Vision
		a, b RGB
	}{{Protan, RGB{255, 0, 0}, RGB{110, 96, 0}}, {Deutan, RGB{255, 0, 0}, RGB{163, 145, 0}}} {
		if d, was := Distance(Simulate(c.a, c.v), Simulate(c.b, c.v)), Distance(c.a, c.b); d > 0.05 || was < 0.2 {
			t.Errorf("%s: %v and %v differ by %.3f, normally by %.3f", c.v, c.a, c.b, d, was)
		}
	}
	if c := (RGB{1, 2, 3}); Simulate(c, Normal) != c || Simulate(c, Vision(9)) != c || Simulate(c, Vision(-1)) != c {
		t.Error("normal eyes see another colour")
	}
}

func TestOKLab(t *testing.T) {
	// White, black and the definition's own example points.
	for c, want := range map[RGB]lab{{}: {}, {255, 255, 255}: {1, 0, 0}, {255, 0, 0}: {0.62796, 0.22486, 0.12585}, {0, 0, 255}: {0.45201, -0.03246, -0.31153}} {
		if got := labOf(c); got.apart(want) > 2e-5 {
			t.Errorf("%v is %v, want %v", c, got, want)
		}
	}
	for r := 0; r < 256; r += 5 {
		for g := 0; g < 256; g += 5 {
			for b := 0; b < 256; b += 5 {
				c := RGB{uint8(r), uint8(g), uint8(b)}
				if back := labOf(c).light().rgb(); back != c {
					t.Fatalf("%v came back as %v", c, back)
				}
				h, s, l := huslOf(c)
				if back := fromHUSL(h, s, l).rgb(); apart(back, c) > 1 {
					t.Fatalf("%v is %v, %v, %v in HUSL and came back as %v", c, h, s, l, back)
				}
			}
		}
	}
	if d := Distance(RGB{}, RGB{255, 255, 255}); math.Abs(d-1) > 1e-6 || Distance(RGB{1, 2, 3}, RGB{1, 2, 3}) != 0 {
		t.Errorf("black and white are %v apart", d)
	}
}

func TestContrast(t *testing.T) {
	black, white := RGB{}, RGB{255, 255, 255}
	if got := Contrast(black, white); got != 21 {
		t.Errorf("black and white: %v", got)
	}
	// WCAG's own well-known border case: #767676 is the lightest grey with 4.5 on white.
	if at, beyond := Contrast(white, RGB{0x76, 0x76, 0x76}), Contrast(white, RGB{0x77, 0x77, 0x77}); at < 4.5 || beyond >= 4.5 {
		t.Errorf("#767676: %v, #777777: %v", at, beyond)
	}
	for _, name := range Names() {
		m := mustLookup(t, name)
		for i := range m.Len() {
			c := m.At(i)
			if a, b := Contrast(c, white), Contrast(white, c); a != b {
				t.Errorf("%v: %v one way, %v the other", c, a, b)
			}
			// One of black and white can be read on any colour.
			if best := max(Contrast(c, white), Contrast(c, black)); best < 4.58 {
				t.Errorf("%v: %v", c, best)
			}
		}
	}
}
