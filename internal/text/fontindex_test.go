package text

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
)

// machine is a machine with fonts of its own, and a cache.
type machine struct{ fonts, cache string }

func newMachine(t testing.TB) machine {
	m := machine{t.TempDir(), filepath.Join(t.TempDir(), "heat")}
	m.put(t, "a/regular.ttf", liberationsansregular.TTF)
	return m
}

func (m machine) put(t testing.TB, name string, data []byte) {
	t.Helper()
	path := filepath.Join(m.fonts, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (m machine) system() *System { return &System{Dir: m.cache, folders: []string{m.fonts}} }

func (m machine) index() string { return filepath.Join(m.cache, indexName) }

func TestInstalledFontsAreFoundByCharacterAndFamily(t *testing.T) {
	m := newMachine(t)
	m.put(t, "b/bold.ttf", liberationsansbold.TTF)
	m.put(t, "b/italic.TTF", liberationsansitalic.TTF)
	m.put(t, "b/notes.txt", []byte("not a font"))
	m.put(t, "b/broken.ttf", []byte("not a font either"))
	m.put(t, "b/half.ttf", liberationsansbold.TTF[:len(liberationsansbold.TTF)/2])
	for range 2 { // without an index, and with one
		s := m.system()
		if f := s.For('é', false, false); f == nil || f.Bold() {
			t.Errorf("é: %v", f)
		}
		if f := s.For('é', true, false); f == nil || !f.Bold() {
			t.Errorf("bold é: %v", f)
		}
		if f := s.For('東', false, false); f != nil {
			t.Errorf("東 is found in %s", f.Family())
		}
		if f := s.Family("Liberation Sans", false, true); f == nil || !bytes.Equal(f.data, liberationsansitalic.TTF) {
			t.Error("the italic face is not found")
		}
		if got := s.Families(); !slices.Contains(got, "liberationsans") {
			t.Errorf("families %q", got)
		}
	}
}

// Fonts that come, go or change are noticed by the next program.
func TestTheFontIndexFollowsTheFonts(t *testing.T) {
	m := newMachine(t)
	faces := func() int {
		s := m.system()
		s.Families()
		return len(s.faces)
	}
	if n := faces(); n != 1 {
		t.Fatalf("%d faces", n)
	}
	before, err := os.Stat(m.index())
	if err != nil {
		t.Fatal("no index is kept: ", err)
	}
	if n := faces(); n != 1 {
		t.Errorf("%d faces with the index", n)
	}
	if after, err := os.Stat(m.index()); err != nil || !os.SameFile(before, after) {
		t.Error("an index that is up to date is written again")
	}
	m.put(t, "new/bold.ttf", liberationsansbold.TTF)
	if n := faces(); n != 2 {
		t.Errorf("%d faces after one was added", n)
	}
	if err := os.Remove(filepath.Join(m.fonts, "a/regular.ttf")); err != nil {
		t.Fatal(err)
	}
	if s := m.system(); s.For('a', false, false) == nil || !s.For('a', false, false).Bold() {
		t.Error("a face that is gone is still chosen")
	}
	m.put(t, "new/bold.ttf", []byte("now something else"))
	if n := faces(); n != 0 {
		t.Errorf("%d faces after the last was overwritten", n)
	}
	// A change that leaves the size as it was is told by its time.
	m.put(t, "new/bold.ttf", bytes.Repeat([]byte{0}, len(liberationsansbold.TTF)))
	faces()
	m.put(t, "new/bold.ttf", liberationsansbold.TTF)
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(m.fonts, "new/bold.ttf"), later, later); err != nil {
		t.Fatal(err)
	}
	if n := faces(); n != 1 {
		t.Errorf("%d faces after the file was mended", n)
	}
}

// A damaged index is made again, whatever the damage.
func TestADamagedFontIndexIsMadeAgain(t *testing.T) {
	m := newMachine(t)
	m.system().Families()
	whole, err := os.ReadFile(m.index())
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	for name, data := range map[string][]byte{
		"empty": nil, "short": whole[:3], "half": whole[:len(whole)/2], "flipped": flipped,
		"text": []byte("this is no index"), "zeros": make([]byte, 1000),
	} {
		if err := os.WriteFile(m.index(), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if s := m.system(); s.For('a', false, false) == nil {
			t.Errorf("%s: no font is found", name)
		}
		if now, err := os.ReadFile(m.index()); err != nil || !bytes.Equal(now, whole) {
			t.Errorf("%s: the index was not mended: %v", name, err)
		}
	}
}

// Where no index can be kept, fonts are found all the same.
func TestAFolderThatCannotBeWrittenIsNoError(t *testing.T) {
	m := newMachine(t)
	m.cache = filepath.Join(m.fonts, "a", "regular.ttf", "heat") // below a file
	if s := m.system(); s.For('a', false, false) == nil {
		t.Error("no font is found")
	}
	m = newMachine(t)
	if err := os.MkdirAll(m.index(), 0o700); err != nil { // a folder in its place
		t.Fatal(err)
	}
	if s := m.system(); s.For('a', false, false) == nil {
		t.Error("no font is found")
	}
	if left, err := os.ReadDir(m.cache); err != nil || len(left) != 1 {
		t.Errorf("%v is left behind, %v", left, err)
	}
}

func FuzzFontIndex(f *testing.F) {
	x := &fontIndex{key: "k", folders: []string{"/a"}, files: []fontFile{{path: "/a/b.ttf", modTime: 5, size: 6,
		faces: []fontFace{{file: "/a/b.ttf", family: "b", weight: 400, stretch: 1, italic: true, ranges: [][2]rune{{32, 126}, {200, 300}}}}}}}
	f.Add(x.encode())
	back, err := parseIndex(x.encode())
	if err != nil || !bytes.Equal(back.encode(), x.encode()) {
		f.Fatalf("%+v became %+v: %v", x, back, err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		whole := (&fontIndex{}).encode()
		for _, d := range [][]byte{data, append(bytes.Clone(data), whole[len(whole)-4:]...), sealed(data)} {
			if x, err := parseIndex(d); err == nil {
				for _, file := range x.files {
					for _, face := range file.faces {
						face.has('a')
					}
				}
			}
		}
	})
}

// sealed gives data a checksum that is right, so that what it guards is read.
func sealed(data []byte) []byte { return seal(bytes.Clone(data)) }
