package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/seed01309057/heat/table"
)

// patience is how long reading may take before it is told how far it is.
const patience = time.Second

// progress tells on a terminal how far reading is.
type progress struct {
	w     io.Writer
	name  string
	start time.Time
	shown bool
}

// progress sets the options to tell how far reading is, if there is a terminal to tell it
// to. It is nil if there is none.
func (sys *IO) progress(opt *table.Options, paths []string) *progress {
	if !sys.Live {
		return nil
	}
	p := &progress{w: sys.Err, name: nameOf(paths[0]), start: time.Now()}
	if len(paths) > 1 {
		p.name = fmt.Sprintf("%d files", len(paths))
	}
	p.name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, p.name)
	opt.Progress = func(done, total int64) { p.tell(time.Since(p.start), done, total) }
	return p
}

// tell writes over what was told before.
func (p *progress) tell(passed time.Duration, done, total int64) {
	if passed < patience {
		return
	}
	p.shown = true
	of := ""
	if total > 0 {
		of = " of " + bytesText(total)
	}
	rate := int64(float64(done) / passed.Seconds())
	fmt.Fprintf(p.w, "\r\x1b[Kreading %s: %s%s, %s/s", p.name, bytesText(done), of, bytesText(rate))
}

// clear takes away what was told.
func (p *progress) clear() {
	if p != nil && p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
