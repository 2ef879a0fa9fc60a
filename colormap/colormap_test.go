package colormap

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// oracle holds what testdata/oracle/colormaps.py recorded from matplotlib, seaborn,
// Plotly, cmcrameri and cmocean.
type oracle struct {
	Maps  map[string]recorded
	Full  map[string]string
	Made  map[string]string
	Fine  map[string]string
	Parts map[string]string
	Index [][2]float64
	CSS   map[string]string
	Grey  map[string]string
}

// recorded is the number of colours of a map and the SHA-256 of their bytes.
type recorded struct {
	len  int
	hash string
}

func (r *recorded) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[2]any{&r.len, &r.hash})
}

func readOracle(t *testing.T) oracle {
	t.Helper()
	text, err := os.ReadFile("../testdata/oracle/colormaps.json")
	if err != nil {
		t.Fatal(err)
	}
	var o oracle
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func mustLookup(t *testing.T, name string) *Map {
	t.Helper()
	m, err := Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func bytesOf(m *Map) string {
	var b []byte
	for i := range m.Len() {
		c := m.At(i)
		b = append(b, c.R, c.G, c.B)
	}
	return string(b)
}

// TestOracleOfAllMaps compares every byte of every map, both ways, with what the five
// projects give: by hash, and some in full, so that a wrong hash would show.
func TestOracleOfAllMaps(t *testing.T) {
	o := readOracle(t)
	if len(o.Maps) != 2*len(named) {
		t.Errorf("%d maps recorded, %d known", len(o.Maps), 2*len(named))
	}
	for name, want := range o.Maps {
		m := mustLookup(t, name)
		sum := sha256.Sum256([]byte(bytesOf(m)))
		if m.Len() != want.len || hex.EncodeToString(sum[:]) != want.hash {
			t.Errorf("%s: %d colours, want %d, or other bytes", name, m.Len(), want.len)
		}
	}
	for name, want := range o.Full {
		if got := hex.EncodeToString([]byte(bytesOf(mustLookup(t, name)))); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestIndexIsMatplotlibs(t *testing.T) {
	m := mustLookup(t, "viridis")
	for _, c := range readOracle(t).Index {
		want := max(0, min(255, int(c[1]))) // -1 is under and 256 over
		if got := m.Index(c[0]); got != want {
			t.Errorf("Index(%v) = %d, want %d", c[0], got, want)
		}
	}
	for _, c := range []struct {
		t    float64
		want int
	}{{math.NaN(), -1}, {math.Inf(-1), 0}, {math.Inf(1), 255}, {1e308, 255}, {-1e308, 0}} {
		if got := m.Index(c.t); got != c.want {
			t.Errorf("Index(%v) = %d, want %d", c.t, got, c.want)
		}
	}
}

func TestLookupIgnoresCaseAndReverses(t *testing.T) {
	for given, want := range map[string]string{
		"RDBU": "RdBu", "rdbu_R": "RdBu_r", " viridis ": "viridis", "greys_r": "Greys_r",
		"matplotlib:viridis": "viridis", "MPL:Viridis_r": "viridis_r", "grays": "Grays",
		"Blues": "Blues", "plotly:blues": "plotly:Blues", "px:BLUES_r": "plotly:Blues_r", "plotly:armyrose": "Armyrose",
		"cmocean:gray": "cmocean:gray", "cmo.thermal": "thermal", "deep": "deep", "cmo:deep": "cmocean:deep",
		"cmc.batlow_r": "batlow_r", "crameri:berlin": "crameri:berlin", "sns:rocket": "rocket", "seaborn:DEEP": "deep",
	} {
		if m := mustLookup(t, given); m.Name != want {
			t.Errorf("%q is %s, want %s", given, m.Name, want)
		}
	}
}

func TestSharedNamesBelongToTheFirstFamily(t *testing.T) {
	for name, want := range map[string]Family{"Blues": Matplotlib, "plotly:Blues": Plotly, "berlin": Matplotlib,
		"crameri:berlin": Crameri, "deep": Seaborn, "thermal": CMOcean, "plotly:thermal": Plotly, "pastel": Seaborn} {
		if m := mustLookup(t, name); m.Family != want {
			t.Errorf("%s is of %s, want %s", name, m.Family, want)
		}
	}
	for _, group := range Groups() {
		for _, info := range group.Maps {
			m := mustLookup(t, info.Name)
			full := mustLookup(t, info.Family.String()+":"+strings.TrimPrefix(info.Name, info.Family.String()+":"))
			if m.Name != info.Name || full.Name != info.Name || m.Family != info.Family || full.Family != info.Family {
				t.Errorf("%s of %s is found as %s of %s", info.Name, info.Family, m.Name, m.Family)
			}
		}
	}
}

func TestReversedMirrors(t *testing.T) {
	for _, name := range Names() {
		m := mustLookup(t, name)
		r := m.Reversed()
		for i := range m.Len() {
			// Some projects interpolate both directions by themselves, and round.
			if a, b := m.At(i), r.At(m.Len()-1-i); apart(a, b) > 1 {
				t.Errorf("%s: entry %d is %v, reversed %v", name, i, a, b)
			}
		}
		if back := r.Reversed(); back.Name != m.Name || bytesOf(back) != bytesOf(m) {
			t.Errorf("%s reversed twice is %s or has other colours", name, back.Name)
		}
		if other := mustLookup(t, r.Name); bytesOf(other) != bytesOf(r) {
			t.Errorf("%s is not what %s reversed is", r.Name, m.Name)
		}
	}
}

// apart returns the largest difference of two colours in one channel.
func apart(a, b RGB) int {
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B))
}

func TestLookupSuggests(t *testing.T) {
	for name, want := range map[string]string{"viridus": "viridis", "Rdbu_e": "RdBu_r", "greyes": "Greys", "plotly:Bleus": "plotly:Blues", "coolwram": "coolwarm", "zzzzzzzz": "", "": ""} {
		_, err := Lookup(name)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || unknown.Nearest != want || unknown.Name != name {
			t.Errorf("%q: %v, want %q suggested", name, err, want)
		}
	}
	_, err := Lookup(strings.Repeat("é", 1e6))
	if len(err.Error()) > 400 {
		t.Errorf("a message of %d bytes", len(err.Error()))
	}
}

func TestMapsSayWhereTheyComeFrom(t *testing.T) {
	n := 0
	for _, group := range Groups() {
		for _, info := range group.Maps {
			n++
			m := mustLookup(t, info.Name)
			if m.Source == "" || m.Licence == "" || m.Source != info.Source || m.Licence != info.Licence {
				t.Errorf("%s: source %q, licence %q; listed %q, %q", info.Name, m.Source, m.Licence, info.Source, info.Licence)
			}
			if m.Len() != info.Len || m.Kind != info.Kind || m.Perceptual != info.Perceptual || group.Title == "" {
				t.Errorf("%s: %d %s %v; listed %d %s %v in %q", info.Name, m.Len(), m.Kind, m.Perceptual, info.Len, info.Kind, info.Perceptual, group.Title)
			}
		}
	}
	if n != len(named) {
		t.Errorf("%d maps in groups, %d known", n, len(named))
	}
}

// TestNoticeNamesEveryLicence holds NOTICE to what the maps say of themselves.
func TestNoticeNamesEveryLicence(t *testing.T) {
	notice, err := os.ReadFile("../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"color specifications and designs developed by Cynthia\nBrewer (http://colorbrewer.org/)", "Apache-Style Software License for ColorBrewer",
		"Matplotlib Development Team", "CC0 1.0", "The Regents of the University of California", "Fabio Crameri", "Kristen M. Thyng",
		"Plotly Technologies", "CARTOColors", "Creative Commons Attribution", "Peter Kovesi", "Anton Mikhailov", "Wistia", "Michael L. Waskom",
		"Nuñez", "Moreland", "Bechtold", "Rappaport", "Green", "Okabe",
	} {
		if !strings.Contains(string(notice), want) {
			t.Errorf("NOTICE lacks %q", want)
		}
	}
}

func TestQualitativeMapsAreLists(t *testing.T) {
	for name, want := range map[string]int{"tab10": 10, "Set3": 12, "okabe_ito": 8, "deep": 10, "colorblind6": 6, "batlowS": 100, "Alphabet": 26} {
		m := mustLookup(t, name)
		if m.Len() != want || m.Kind != Qualitative {
			t.Errorf("%s: %d colours, %s", name, m.Len(), m.Kind)
		}
		for i := range m.Len() {
			if got := m.Index((float64(i) + 0.5) / float64(m.Len())); got != i {
				t.Errorf("%s: the middle of class %d is entry %d", name, i, got)
			}
		}
	}
}

func TestCategories(t *testing.T) {
	tab, viridis := mustLookup(t, "tab10"), mustLookup(t, "viridis")
	ten, err := tab.Categories(10)
	if err != nil || len(ten) != 10 || ten[9] != tab.At(9) {
		t.Errorf("%v, %v", ten, err)
	}
	ten[0] = RGB{}
	if tab.At(0) == (RGB{}) {
		t.Error("a caller changed the map")
	}
	var few *FewError
	if _, err := tab.Categories(11); !errors.As(err, &few) || few.Have != 10 || few.Want != 11 {
		t.Errorf("%v", err)
	}
	if two, err := viridis.Categories(2); err != nil || two[0] != viridis.At(64) || two[1] != viridis.At(192) {
		t.Errorf("%v, %v", two, err)
	}
	if _, err := viridis.Categories(-1); err == nil {
		t.Error("-1 categories have colours")
	}
	if none, err := tab.Categories(0); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
}

func TestLookupsDoNotShareTheirMaps(t *testing.T) {
	a := mustLookup(t, "viridis")
	a.Name, a.Kind = "changed", Misc
	if b := mustLookup(t, "viridis"); b.Name != "viridis" || b.Kind != Sequential {
		t.Errorf("a caller changed the map: %s, %s", b.Name, b.Kind)
	}
}

func TestCommonMapsAreGood(t *testing.T) {
	kinds := map[Kind]bool{}
	for _, name := range Common() {
		m := mustLookup(t, name)
		kinds[m.Kind] = true
		if r := Check(m); m.Name != name || len(r.Warnings) > 0 {
			t.Errorf("%s: %q", m.Name, r.Warnings)
		}
	}
	if len(kinds) != 4 {
		t.Errorf("kinds %v", kinds)
	}
}

func TestNamesIsTheCallersOwn(t *testing.T) {
	Names()[0] = "changed"
	if slices.Contains(Names(), "changed") {
		t.Error("a caller changed the names")
	}
}

// name is what every enumeration of this package has.
type name interface {
	comparable
	String() string
	Values() []string
	MarshalText() ([]byte, error)
}

func testNames[T name](t *testing.T, of func(int) T, read func([]byte) (T, error)) {
	t.Helper()
	values := of(0).Values()
	for i, want := range values {
		text, err := of(i).MarshalText()
		back, err2 := read(text)
		if err != nil || err2 != nil || back != of(i) || of(i).String() != want || string(text) != want {
			t.Errorf("%d: %s, %v, %v, %v; want %s", i, text, err, back, err2, want)
		}
	}
	for _, i := range []int{-1, len(values)} {
		if _, err := of(i).MarshalText(); err == nil || !strings.HasSuffix(of(i).String(), fmt.Sprintf("(%d)", i)) {
			t.Errorf("%d: %v, %v", i, of(i), err)
		}
	}
	var unknown *UnknownError
	if _, err := read([]byte(values[1] + "x")); !errors.As(err, &unknown) || unknown.Nearest != values[1] {
		t.Errorf("%v", err)
	}
}

func TestEnumerationsInText(t *testing.T) {
	testNames(t, func(i int) Kind { return Kind(i) }, func(b []byte) (v Kind, err error) { err = v.UnmarshalText(b); return })
	testNames(t, func(i int) Family { return Family(i) }, func(b []byte) (v Family, err error) { err = v.UnmarshalText(b); return })
	testNames(t, func(i int) Space { return Space(i) }, func(b []byte) (v Space, err error) { err = v.UnmarshalText(b); return })
	testNames(t, func(i int) Vision { return Vision(i) }, func(b []byte) (v Vision, err error) { err = v.UnmarshalText(b); return })
	testNames(t, func(i int) Course { return Course(i) }, func(b []byte) (v Course, err error) { err = v.UnmarshalText(b); return })
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Lookup("viridis"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnknown is the price of a suggestion, for a long hostile name.
func BenchmarkUnknown(b *testing.B) {
	name := strings.Repeat("virids_", 9) + ":"
	for b.Loop() {
		if _, err := Lookup(name); err == nil {
			b.Fatal("found")
		}
	}
}

// BenchmarkDecode is the first look-up of a map.
func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if table, _ := named[0].decode(); len(table) != 256 {
			b.Fatal(len(table))
		}
	}
}

func BenchmarkNames(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if len(Names()) != 2*len(named) {
			b.Fatal("names are missing")
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	m, _ := Lookup("viridis")
	b.ReportAllocs()
	for b.Loop() {
		if Check(m).Len != 256 {
			b.Fatal("not checked")
		}
	}
}
