package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/seed01309057/heat/table"
)

func TestProgressIsToldAfterAWhileAndTakenAway(t *testing.T) {
	var said strings.Builder
	p := &progress{w: &said, name: "a.csv"}
	p.tell(patience-1, 100, 200)
	p.clear()
	if said.Len() > 0 {
		t.Errorf("told too early: %q", &said)
	}
	p.tell(2*time.Second, 300e6, 1.2e9)
	p.tell(3*time.Second, 600e6, 0)
	p.clear()
	p.clear()
	const want = "\r\x1b[Kreading a.csv: 300 MB of 1.2 GB, 150 MB/s\r\x1b[Kreading a.csv: 600 MB, 200 MB/s\r\x1b[K"
	if got := said.String(); got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestProgressNeedsATerminal(t *testing.T) {
	var opt table.Options
	if p := new(IO).progress(&opt, []string{"a.csv"}); p != nil || opt.Progress != nil {
		t.Errorf("told without a terminal")
	}
	var said strings.Builder
	sys := IO{Err: &said, Live: true}
	for name, paths := range map[string][]string{"stdin": {"-"}, "2 files": {"a", "b"}, "a?[31mb": {"a\x1b[31mb"}} {
		p := sys.progress(&opt, paths)
		if p == nil || opt.Progress == nil || p.name != name {
			t.Errorf("%q: %+v", paths, p)
		}
	}
}
