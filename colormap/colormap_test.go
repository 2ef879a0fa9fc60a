package colormap

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// oracle holds what testdata/oracle/colormaps.py recorded from matplotlib and seaborn.
type oracle struct {
	Maps  map[string]string
	Index [][2]float64
	CSS   map[string]string
	Grey  map[string]string
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
	return hex.EncodeToString(b)
}

func TestMapsEqualMatplotlibs(t *testing.T) {
	o := readOracle(t)
	if len(o.Maps) != len(Names()) {
		t.Errorf("%d maps recorded, %d known", len(o.Maps), len(Names()))
	}
	for _, name := range Names() {
		if got := bytesOf(mustLookup(t, name)); got != o.Maps[name] {
			t.Errorf("%s differs", name)
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
	for given, want := range map[string]string{"RDBU": "RdBu", "rdbu_R": "RdBu_r", " viridis ": "viridis", "greys_r": "Greys_r"} {
		if m := mustLookup(t, given); m.Name != want {
			t.Errorf("%q is %s, want %s", given, m.Name, want)
		}
	}
}

func TestReversedMirrors(t *testing.T) {
	for _, name := range Names() {
		m := mustLookup(t, name)
		r := m.Reversed()
		differ := 0
		for i := range m.Len() {
			a, b := m.At(i), r.At(m.Len()-1-i)
			if a == b {
				continue
			}
			differ++
			if apart(a, b) > 1 {
				t.Errorf("%s: entry %d is %v, reversed %v", name, i, a, b)
			}
		}
		// matplotlib interpolates both directions of RdBu by themselves.
		if want := map[string]int{"RdBu": 3, "RdBu_r": 3}[name]; differ != want {
			t.Errorf("%s: %d entries differ from the mirror, want %d", name, differ, want)
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
	for name, want := range map[string]string{"viridus": "viridis", "Rdbu_e": "RdBu_r", "grays": "Greys", "coolwram": "coolwarm", "zzzzzzzz": "", "": ""} {
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

func TestMapsHaveSources(t *testing.T) {
	for _, name := range Names() {
		if m := mustLookup(t, name); m.Source == "" || m.Len() != 256 {
			t.Errorf("%s: source %q, %d entries", name, m.Source, m.Len())
		}
	}
}

func TestNamesIsTheCallersOwn(t *testing.T) {
	Names()[0] = "changed"
	if slices.Contains(Names(), "changed") {
		t.Error("a caller changed the names")
	}
}

func TestKindInText(t *testing.T) {
	for _, k := range []Kind{Sequential, Diverging} {
		text, err := k.MarshalText()
		var back Kind
		if err != nil || back.UnmarshalText(text) != nil || back != k || k.String() != string(text) {
			t.Errorf("%v: %s, %v, %v", k, text, err, back)
		}
	}
	if _, err := Kind(9).MarshalText(); err == nil || Kind(9).String() != "Kind(9)" {
		t.Errorf("%v", err)
	}
	if err := new(Kind).UnmarshalText([]byte("divergent")); err == nil || !strings.Contains(err.Error(), `"diverging"`) {
		t.Errorf("%v", err)
	}
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Lookup("viridis"); err != nil {
			b.Fatal(err)
		}
	}
}
