package order

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// put returns the labels in an order.
func put(t *testing.T, labels []string, s Spec, values []float64) string {
	t.Helper()
	at, err := Of(labels, s, values)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range at {
		out = append(out, labels[i])
	}
	return strings.Join(out, " ")
}

func TestNaturalOrder(t *testing.T) {
	for _, want := range []string{
		"Q1 Q2 Q10",
		"-10 -2 0.5 2 10 1e3",
		"Jan Feb Mar Oct Dec",
		"January May July December",
		"Mon Tue Wed Thu Fri Sat Sun",
		"monday Friday SUN",
		"May Mon Tim", // names of people
		"a A b B",     // letter case decides last
		"x01 x1 x2 x010",
		"2024-1-2 2024-01-10 2024-11-01",
		"v1.2 v1.10 v2",
		"é1 é2",
	} {
		labels := strings.Fields(want)
		if want == "a A b B" {
			want = "A a B b"
		}
		for range 20 {
			rand.Shuffle(len(labels), func(i, j int) { labels[i], labels[j] = labels[j], labels[i] })
			if got := put(t, labels, Spec{}, nil); got != want {
				t.Errorf("%q became %q, want %q", labels, got, want)
			}
		}
	}
	if got := put(t, []string{"", "b", "a"}, Spec{}, nil); got != "a b " {
		t.Errorf("an empty label: %q", got)
	}
}

func TestOtherOrders(t *testing.T) {
	labels := []string{"b", "c", "a", "d"}
	values := []float64{1, math.NaN(), 3, 2}
	for _, c := range []struct {
		spec Spec
		want string
	}{
		{Spec{Kind: Met}, "b c a d"},
		{Spec{Kind: Met, Reverse: true}, "d a c b"},
		{Spec{Kind: Value}, "a d b c"},
		{Spec{Kind: Value, Reverse: true}, "b d a c"}, // missing stays last
		{Spec{Kind: Given, List: []string{"d", "c"}}, "d c b a"},
		{Spec{Reverse: true}, "d c b a"},
	} {
		if got := put(t, labels, c.spec, values); got != c.want {
			t.Errorf("%+v: %q, want %q", c.spec, got, c.want)
		}
	}
}

func TestOrderRefuses(t *testing.T) {
	labels := []string{"north", "south"}
	var unknown *UnknownError
	if _, err := Of(labels, Spec{Kind: Given, List: []string{"nrth"}}, nil); !errors.As(err, &unknown) || unknown.Nearest != "north" {
		t.Errorf("%v", err)
	}
	for _, s := range []Spec{{Kind: Given, List: []string{"north", "north"}}, {Kind: Value}, {Kind: 9}} {
		if _, err := Of(labels, s, nil); err == nil {
			t.Errorf("%+v was taken", s)
		}
	}
	var k Kind
	if err := k.UnmarshalText([]byte("naturl")); err == nil || !strings.Contains(err.Error(), "did you mean natural?") {
		t.Errorf("%v", err)
	}
	for i, name := range k.Values() {
		if err := k.UnmarshalText([]byte(name)); err != nil || k != Kind(i) || k.String() != name {
			t.Errorf("%s: %v, %v", name, k, err)
		}
	}
}

// FuzzCompare: a total order, whatever the bytes.
func FuzzCompare(f *testing.F) {
	f.Add("a10", "a9", "a09")
	f.Add("", "\xff", "É")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if Compare(a, b) != -Compare(b, a) || (Compare(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q: %d and %d", a, b, Compare(a, b), Compare(b, a))
		}
		if s := []string{a, b, c}; Compare(a, b) <= 0 && Compare(b, c) <= 0 && Compare(a, c) > 0 {
			t.Errorf("not transitive: %q", s)
		}
	})
}

func ExampleOf() {
	labels := []string{"Mar", "Jan", "Feb"}
	at, err := Of(labels, Spec{}, nil)
	fmt.Println(at, err)
	at, err = Of(labels, Spec{Kind: Given, List: []string{"Feb"}}, nil)
	fmt.Println(at, err)
	// Output:
	// [1 2 0] <nil>
	// [2 0 1] <nil>
}

func TestDigitsBeyondIntegers(t *testing.T) {
	big := []string{"n99999999999999999999999", "n99999999999999999999998"}
	if got := put(t, big, Spec{}, nil); got != big[1]+" "+big[0] {
		t.Error(got)
	}
	if !slices.IsSortedFunc([]string{"n2", big[1], big[0]}, Compare) {
		t.Error("2 is not first")
	}
}
