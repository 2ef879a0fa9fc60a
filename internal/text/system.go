package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"

	"github.com/seed01309057/heat/internal/suggest"
)

// System finds fonts that are installed on this machine: for characters that the
// figure's own fonts lack, and by family name. Nothing is looked for before the first
// question. It is safe for concurrent use.
type System struct {
	// Dir is where the index of fonts is kept between runs. Empty: a folder of the
	// user's cache; where there is none, the index is not kept.
	Dir string

	folders []string // nil: those of this machine

	once  sync.Once
	faces []fontFace

	mu     sync.Mutex // guards what follows
	loaded map[faceAt]*Font
	chosen map[faceQuery]*Font
}

// faceAt is the place of a face.
type faceAt struct {
	file  string
	index int
}

func (f *fontFace) at() faceAt { return faceAt{f.file, f.index} }

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
	f := s.best(func(p *fontFace) bool { return p.has(r) }, q)
	s.chosen[q] = f
	return f
}

// Family returns an installed face of a family, or nil.
func (s *System) Family(name string, bold, italic bool) *Font {
	s.once.Do(s.scan)
	s.mu.Lock()
	defer s.mu.Unlock()
	want := font.NormalizeFamily(name)
	return s.best(func(p *fontFace) bool { return p.family == want }, faceQuery{bold: bold, italic: italic})
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
	for i := range s.faces {
		if f := s.faces[i].family; !seen[f] {
			seen[f] = true
			names = append(names, f)
		}
	}
	return names
}

// best loads the best face among those that fit; one that cannot be read is passed
// over for the next.
func (s *System) best(fits func(*fontFace) bool, q faceQuery) *Font {
	broken := map[faceAt]bool{}
	for {
		var best *fontFace
		for i := range s.faces {
			p := &s.faces[i]
			if fits(p) && !broken[p.at()] && (best == nil || less(p, best, q)) {
				best = p
			}
		}
		if best == nil {
			return nil
		}
		if f := s.load(best.at()); f != nil {
			return f
		}
		broken[best.at()] = true
	}
}

// load reads a face, or returns nil.
func (s *System) load(at faceAt) *Font {
	f, ok := s.loaded[at]
	if ok {
		return f
	}
	if info, err := os.Stat(at.file); err == nil && info.Size() <= maxFontBytes {
		if data, err := os.ReadFile(at.file); err == nil {
			f, _ = ParseFace(data, at.index) // nil where it cannot be read
		}
	}
	s.loaded[at] = f
	return f
}

// less reports whether p suits a query better than o.
func less(p, o *fontFace, q faceQuery) bool {
	if a, b := unlike(p, q), unlike(o, q); a != b {
		return a < b
	}
	if a, b := manner(p.family), manner(o.family); a != b {
		return a < b
	}
	if p.file != o.file {
		return p.file < o.file
	}
	return p.index < o.index
}

// unlike is how far a face is from the asked weight, slant and width.
func unlike(p *fontFace, q faceQuery) float64 {
	weight := float64(font.WeightNormal)
	if q.bold {
		weight = float64(font.WeightBold)
	}
	d := max(p.weight-weight, weight-p.weight)
	if p.italic != q.italic {
		d += 250
	}
	if p.stretch != 0 && p.stretch != float64(font.StretchNormal) {
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

// scan finds the installed fonts, with what the kept index knows of them, and keeps what
// is new. An index that cannot be kept is no error: it is made again the next time.
func (s *System) scan() {
	s.loaded, s.chosen = map[faceAt]*Font{}, map[faceQuery]*Font{}
	old, path := &fontIndex{}, s.indexPath()
	if path != "" {
		old = loadIndex(path)
	}
	key, folders := "", s.folders
	if folders == nil {
		if key = foldersKey(); key == old.key {
			folders = old.folders
		} else {
			folders = fontFolders()
		}
	}
	fresh, changed := old.refresh(key, folders)
	for _, f := range fresh.files {
		s.faces = append(s.faces, f.faces...)
	}
	if changed && path != "" && os.MkdirAll(filepath.Dir(path), 0o700) == nil {
		_ = fresh.save(path)
	}
}

// indexPath is where the index is kept; empty: nowhere.
func (s *System) indexPath() string {
	dir := s.Dir
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(cache, "heat")
	}
	return filepath.Join(dir, indexName)
}
