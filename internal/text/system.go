package text

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"

	"github.com/seed01309057/heat/internal/suggest"
)

// System finds fonts that are installed on this machine: for characters that the
// figure's own fonts lack, and by family name. Nothing is looked for before the first
// question. It is safe for concurrent use.
type System struct {
	// Dir is where the index of fonts is kept between runs. Empty: a folder of the
	// user's cache; where there is none, the index is not kept.
	Dir string

	once   sync.Once
	prints []fontscan.Footprint

	mu     sync.Mutex // guards what follows
	loaded map[fontscan.Location]*Font
	chosen map[faceQuery]*Font
}

// faceQuery is a question for a character.
type faceQuery struct {
	r            rune
	bold, italic bool
}

// maxAsked bounds the memory for remembered answers.
const maxAsked = 1 << 16

// For returns an installed face that has a character, or nil. Of several, it prefers
// the asked weight and slant, then sans-serif families made for many scripts, then the
// first by path, so that the same machine always gives the same answer.
func (s *System) For(r rune, bold, italic bool) *Font {
	s.once.Do(s.scan)
	s.mu.Lock()
	defer s.mu.Unlock()
	q := faceQuery{r, bold, italic}
	if f, asked := s.chosen[q]; asked {
		return f
	}
	if len(s.chosen) > maxAsked {
		s.chosen = map[faceQuery]*Font{}
	}
	f := s.best(func(p *fontscan.Footprint) bool { return p.Runes.Contains(r) }, q)
	s.chosen[q] = f
	return f
}

// Family returns an installed face of a family, or nil.
func (s *System) Family(name string, bold, italic bool) *Font {
	s.once.Do(s.scan)
	s.mu.Lock()
	defer s.mu.Unlock()
	want := font.NormalizeFamily(name)
	return s.best(func(p *fontscan.Footprint) bool { return p.Family == want }, faceQuery{bold: bold, italic: italic})
}

// Near says which installed family was probably meant, for an error.
func (s *System) Near(name string) string {
	families := s.Families()
	if near := suggest.Nearest(font.NormalizeFamily(name), families); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	if len(families) == 0 {
		return "no fonts are installed here; give a .ttf or .otf file"
	}
	return "give the name of an installed family, or a .ttf or .otf file"
}

// Families lists the installed families, normalised: lower case without spaces.
func (s *System) Families() (names []string) {
	s.once.Do(s.scan)
	seen := map[string]bool{}
	for i := range s.prints {
		if f := s.prints[i].Family; !seen[f] {
			seen[f] = true
			names = append(names, f)
		}
	}
	return names
}

// best loads the best face among those that fit; one that cannot be read is passed
// over for the next.
func (s *System) best(fits func(*fontscan.Footprint) bool, q faceQuery) *Font {
	broken := map[fontscan.Location]bool{}
	for {
		var best *fontscan.Footprint
		for i := range s.prints {
			p := &s.prints[i]
			if fits(p) && !broken[p.Location] && (best == nil || less(p, best, q)) {
				best = p
			}
		}
		if best == nil {
			return nil
		}
		if f := s.load(best.Location); f != nil {
			return f
		}
		broken[best.Location] = true
	}
}

// load reads a face, or returns nil.
func (s *System) load(at fontscan.Location) *Font {
	f, ok := s.loaded[at]
	if ok {
		return f
	}
	if info, err := os.Stat(at.File); err == nil && info.Size() <= maxFontBytes {
		if data, err := os.ReadFile(at.File); err == nil {
			f, _ = ParseFace(data, int(at.Index)) // nil where it cannot be read
		}
	}
	s.loaded[at] = f
	return f
}

// less reports whether p suits a query better than o.
func less(p, o *fontscan.Footprint, q faceQuery) bool {
	if a, b := unlike(p, q), unlike(o, q); a != b {
		return a < b
	}
	if a, b := manner(p.Family), manner(o.Family); a != b {
		return a < b
	}
	if p.Location.File != o.Location.File {
		return p.Location.File < o.Location.File
	}
	return p.Location.Index < o.Location.Index
}

// unlike is how far a face is from the asked weight, slant and width.
func unlike(p *fontscan.Footprint, q faceQuery) float64 {
	weight := float64(font.WeightNormal)
	if q.bold {
		weight = float64(font.WeightBold)
	}
	d := max(float64(p.Aspect.Weight)-weight, weight-float64(p.Aspect.Weight))
	if (p.Aspect.Style == font.StyleItalic) != q.italic {
		d += 250
	}
	if p.Aspect.Stretch != 0 && p.Aspect.Stretch != font.StretchNormal {
		d += 500
	}
	return d
}

// manner ranks families by how well they go with a plain sans-serif.
func manner(family string) int {
	for _, odd := range []string{"mono", "serif", "typewriter", "kufi", "nastaliq", "rashi", "looped", "symbols", "math", "music", "display"} {
		if strings.Contains(family, odd) && !strings.Contains(family, "sansserif") {
			return 4
		}
	}
	switch {
	case strings.HasPrefix(family, "notosans"), strings.Contains(family, "emoji"):
		return 0
	case strings.Contains(family, "sans"), strings.Contains(family, "gothic"), strings.Contains(family, "hei"):
		return 1
	}
	return 2
}

// scan asks for the index of installed fonts. Where none can be had, there are none.
func (s *System) scan() {
	s.loaded, s.chosen = map[fontscan.Location]*Font{}, map[faceQuery]*Font{}
	quiet := log.New(io.Discard, "", 0)
	tmp, back := s.borrowIndex()
	if tmp == "" {
		return
	}
	defer os.RemoveAll(tmp)
	prints, err := fontscan.SystemFonts(quiet, tmp)
	if err != nil {
		return
	}
	s.prints = prints
	back()
}

// borrowIndex copies the kept index into a new folder, where the library may update it
// in place, and returns how to put it back: by a rename, so that another process never
// reads half an index.
func (s *System) borrowIndex() (tmp string, back func()) {
	dir := s.Dir
	if dir == "" {
		if cache, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(cache, "heat")
		}
	}
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		tmp, _ = os.MkdirTemp("", "heat-fonts-*") // empty where even that fails
		return tmp, func() {}
	}
	tmp, err := os.MkdirTemp(dir, "scan-*")
	if err != nil {
		tmp, _ = os.MkdirTemp("", "heat-fonts-*")
		return tmp, func() {}
	}
	kept, _ := filepath.Glob(filepath.Join(dir, "font_index_*.cache"))
	for _, path := range kept {
		if data, err := os.ReadFile(path); err == nil {
			os.WriteFile(filepath.Join(tmp, filepath.Base(path)), data, 0o600)
		}
	}
	return tmp, func() {
		fresh, _ := filepath.Glob(filepath.Join(tmp, "font_index_*.cache"))
		for _, path := range fresh {
			os.Rename(path, filepath.Join(dir, filepath.Base(path)))
		}
	}
}
