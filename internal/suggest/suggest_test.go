package suggest

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"viridis", "magma", "RdBu", "RdBu_r", "coolwarm"}
	for _, c := range []struct{ in, want string }{
		{"virdis", "viridis"},
		{"Viridis", "viridis"},
		{"mgama", "magma"},
		{"rdbu", "RdBu"},
		{"cool-warm", "coolwarm"},
		{"jet", ""},
		{"", ""},
		{string(make([]byte, 1000)), ""},
	} {
		if got := Nearest(c.in, names); got != c.want {
			t.Errorf("Nearest(%.20q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestShortenedNames(t *testing.T) {
	names := []string{"euclidean", "sqeuclidean", "correlation", "cosine", "average", "single", "median", "mean"}
	for _, c := range []struct{ in, want string }{
		{"euclid", "euclidean"},
		{"Avg", "average"},
		{"corr", "correlation"},
		{"med", "median"},
		{"co", ""},
		{"xyz", ""},
		{"mea", "mean"},
		{"gle", ""},
	} {
		if got := Nearest(c.in, names); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := Nearest("gene", []string{"gene_of_interest", "gene_of_no_interest"}); got != "" {
		t.Errorf("two names are shortened alike, and %q is suggested", got)
	}
}
