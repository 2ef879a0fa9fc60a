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
