package colormap

import (
	"slices"
	"strings"
	"testing"
)

// TestDistinctColoursDiffer holds the smallest differences that were measured, rounded
// down. For comparison: of tab10, 0.113 and 0.007; of okabe_ito (8), 0.156 and 0.076.
func TestDistinctColoursDiffer(t *testing.T) {
	for n, want := range map[int][2]float64{2: {0.41, 0.34}, 4: {0.29, 0.15}, 8: {0.20, 0.11}, 12: {0.15, 0.08}, 20: {0.12, 0.06}, 40: {0.08, 0.04}} {
		colors, err := Distinct(n, DistinctOptions{})
		if err != nil || len(colors) != n {
			t.Fatalf("%d: %v, %v", n, colors, err)
		}
		m, _ := New("distinct", Qualitative, colors)
		for _, v := range Check(m).Vision {
			least := want[1]
			if v.Vision == Normal {
				least = want[0]
			}
			if v.Least < least {
				t.Errorf("%d colours: to %s eyes two differ by %.3f, want %.3f", n, v.Vision, v.Least, least)
			}
		}
		for _, c := range colors {
			if l := Lightness(c); l < 0.35 || l > 0.88 {
				t.Errorf("%d: %v has lightness %.2f", n, c, l)
			}
		}
	}
}

func TestDistinctBeginsAlike(t *testing.T) {
	all, err := Distinct(60, DistinctOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 60 {
		if some, err := Distinct(n, DistinctOptions{}); err != nil || !slices.Equal(some, all[:n]) {
			t.Errorf("%d colours are not the first of 60: %v", n, err)
		}
	}
	var words []string
	for _, c := range all[:8] {
		words = append(words, c.Opaque().String())
	}
	// Figures keep their colours from version to version and on every machine.
	if got, want := strings.Join(words, " "), "#4477aa #dddd00 #770000 #ff6655 #00ddff #222299 #cc77ee #556600"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestDistinctAvoids(t *testing.T) {
	paper, used := RGB{255, 255, 255}, RGB{0x44, 0x77, 0xaa}
	colors, err := Distinct(12, DistinctOptions{Avoid: []RGB{paper, used}, Darkest: 0.3, Lightest: 0.7})
	if err != nil || len(colors) != 12 {
		t.Fatal(colors, err)
	}
	for _, c := range colors {
		if l := Lightness(c); Distance(c, used) < 0.1 || l < 0.3 || l > 0.7 {
			t.Errorf("%v: %.3f from the one in use, lightness %.2f", c, Distance(c, used), l)
		}
	}
	for _, c := range []struct {
		n    int
		o    DistinctOptions
		want string
	}{{-1, DistinctOptions{}, "give 0 to 256"}, {257, DistinctOptions{}, "give 0 to 256"}, {2, DistinctOptions{Darkest: 0.9}, "darkest < lightest"}} {
		if _, err := Distinct(c.n, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%d, %v: %v", c.n, c.o, err)
		}
	}
	if colors, err := Distinct(MostDistinct, DistinctOptions{}); err != nil || len(colors) != MostDistinct {
		t.Errorf("%d colours, %v", len(colors), err)
	}
}

func TestAssign(t *testing.T) {
	a, err := Assign([]string{"liver", "brain", "liver", "heart"}, DistinctOptions{})
	b, err2 := Assign([]string{"heart", "liver", "brain"}, DistinctOptions{})
	if err != nil || err2 != nil || a[0] != a[2] || a[0] != b[1] || a[1] != b[2] || a[3] != b[0] || a[0] == a[1] {
		t.Errorf("%v, %v, %v, %v", a, b, err, err2)
	}
	if none, err := Assign(nil, DistinctOptions{}); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
	if _, err := Assign(strings.Split(strings.Repeat("x", 300), ""), DistinctOptions{}); err != nil {
		t.Errorf("%v", err)
	}
	many := make([]string, MostDistinct+1)
	for i := range many {
		many[i] = string(rune('a' + i))
	}
	if _, err := Assign(many, DistinctOptions{}); err == nil || !strings.Contains(err.Error(), "257 categories") {
		t.Errorf("%v", err)
	}
}

func BenchmarkDistinct(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Distinct(12, DistinctOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
