package text

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
)

// Fonts is the set of faces that a figure is set in, and where to look for characters
// that these lack. It is safe for concurrent use.
type Fonts struct {
	// Fallback finds faces for missing characters. Nil: none.
	Fallback *System

	faces [4]func() (*Font, error) // by slot
}

// slot is the place of a face in a set.
func slot(bold, italic bool) int {
	i := 0
	if bold {
		i++
	}
	if italic {
		i += 2
	}
	return i
}

// DefaultFonts returns Liberation Sans, which has the widths of Arial. Each face is
// parsed when it is first needed, so a figure without bold text does not pay for it.
func DefaultFonts() *Fonts {
	parse := func(data []byte) func() (*Font, error) {
		return sync.OnceValues(func() (*Font, error) { return parseFace(data, 0, true) })
	}
	return &Fonts{faces: [4]func() (*Font, error){
		parse(liberationsansregular.TTF), parse(liberationsansbold.TTF),
		parse(liberationsansitalic.TTF), parse(liberationsansbolditalic.TTF),
	}}
}

// SingleFont returns a set that uses one face for everything.
func SingleFont(f *Font) *Fonts {
	fs := &Fonts{}
	for i := range fs.faces {
		fs.faces[i] = func() (*Font, error) { return f, nil }
	}
	return fs
}

// FamilyFonts returns the set of an installed family, or nil if there is none of that
// name. A weight or slant that the family lacks is the nearest that it has.
func FamilyFonts(sys *System, name string) *Fonts {
	if sys.Family(name, false, false) == nil {
		return nil
	}
	fs := &Fonts{}
	for _, bold := range []bool{false, true} {
		for _, italic := range []bool{false, true} {
			fs.faces[slot(bold, italic)] = sync.OnceValues(func() (*Font, error) { return sys.Family(name, bold, italic), nil })
		}
	}
	return fs
}

// face returns the face for a style; the regular one where another cannot be read.
func (fs *Fonts) face(bold, italic bool) (*Font, error) {
	f, err := fs.faces[slot(bold, italic)]()
	if (err != nil || f == nil) && (bold || italic) {
		return fs.faces[0]()
	}
	return f, err
}
