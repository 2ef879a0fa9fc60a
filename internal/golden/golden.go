// Package golden compares what tests made with files that a person has looked at.
//
//	func TestMain(m *testing.M) { os.Exit(golden.Main(m)) }
//
//	golden.Text(t, "grid.scene", golden.Scene(s))
//	golden.PNG(t, "grid.png", pngBytes)
//
// The files lie in testdata/golden of the package under test. With HEAT_UPDATE=1 they
// are written instead of compared. Main fails where a file is left that no test asks
// for: a golden that nobody reads is a claim that nobody checks.
package golden

import (
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Folder is where the goldens of a package are, seen from the package's folder.
const Folder = "testdata/golden"

// asked are the goldens that tests of this process have asked for.
var asked = struct {
	sync.Mutex
	names map[string]bool
}{names: map[string]bool{}}

// T is what of [testing.TB] is used here.
type T interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
}

// updating reports whether goldens are to be written.
func updating() bool { return os.Getenv("HEAT_UPDATE") == "1" }

// path notes that a golden was asked for and returns where it is.
func path(name string) string {
	asked.Lock()
	defer asked.Unlock()
	asked.names[name] = true
	return filepath.Join(Folder, filepath.FromSlash(name))
}

// update writes a golden.
func update(t T, name string, got []byte) {
	t.Helper()
	file := path(name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatalf("golden: %v", err)
	}
	if err := os.WriteFile(file, got, 0o666); err != nil {
		t.Fatalf("golden: %v", err)
	}
	t.Logf("golden: wrote %s: look at it", file)
}

// read returns the golden, or fails the test.
func read(t T, name string) []byte {
	t.Helper()
	want, err := os.ReadFile(path(name))
	if err != nil {
		t.Fatalf("golden: %v (HEAT_UPDATE=1 writes it)", err)
	}
	return want
}

// Text compares byte by byte and shows the first lines that differ.
func Text(t T, name, got string) {
	t.Helper()
	if updating() {
		update(t, name, []byte(got))
		return
	}
	want := read(t, name)
	if string(want) == got {
		return
	}
	t.Errorf("golden: %s differs (HEAT_UPDATE=1 accepts it):\n%s", name, difference(string(want), got))
}

const (
	contextLines = 2   // before the first difference
	shownLines   = 8   // from it on, of either text
	lineLength   = 200 // bytes around the first difference
)

// difference shows where two texts first differ, with line numbers.
func difference(want, got string) string {
	a, b := strings.SplitAfter(want, "\n"), strings.SplitAfter(got, "\n")
	first := 0
	for first < len(a) && first < len(b) && a[first] == b[first] {
		first++
	}
	// Lines that are alike at the end are left out, so that one changed line reads as
	// one changed line.
	same := 0
	for same < len(a)-first && same < len(b)-first && a[len(a)-1-same] == b[len(b)-1-same] {
		same++
	}
	var out strings.Builder
	for i := max(0, first-contextLines); i < first; i++ {
		fmt.Fprintf(&out, "  %5d  %s\n", i+1, clip(a[i], 0))
	}
	column := 0
	if first < len(a) && first < len(b) {
		column = firstDifference(a[first], b[first])
	}
	show := func(sign string, lines []string) {
		for i, line := range lines {
			if i == shownLines {
				fmt.Fprintf(&out, "%s        … %d more lines\n", sign, len(lines)-i)
				break
			}
			from := 0
			if i == 0 {
				from = column
			}
			fmt.Fprintf(&out, "%s %5d  %s\n", sign, first+i+1, clip(line, from))
		}
	}
	show("-", a[first:len(a)-same])
	show("+", b[first:len(b)-same])
	return out.String()
}

func firstDifference(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return i
}

// clip cuts a long line to the part around a column.
func clip(line string, column int) string {
	line = strings.TrimSuffix(line, "\n")
	from := max(0, column-lineLength/2)
	to := min(len(line), from+lineLength)
	if from >= to { // one line is the beginning of the other
		from = max(0, to-lineLength)
	}
	s := line[from:to]
	if from > 0 {
		s = "…" + s
	}
	if to < len(line) {
		s += "…"
	}
	return strings.ToValidUTF8(s, "?")
}

// Main runs a package's tests and then fails for each golden that none of them asked
// for. It looks only where all tests ran: a filter leaves goldens unread rightly.
func Main(m *testing.M) int {
	code := m.Run()
	if code == 0 && allRan() {
		return report(os.Stdout, orphans(Folder))
	}
	return code
}

// allRan reports whether no flag left tests out.
func allRan() bool {
	for _, name := range []string{"test.run", "test.skip", "test.list", "test.fuzz"} {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return !testing.Short()
}

// orphans lists the files in a folder that no test asked for.
func orphans(folder string) (names []string) {
	asked.Lock()
	defer asked.Unlock()
	// A folder that is not there holds no orphans.
	_ = filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		name, err := filepath.Rel(folder, file)
		if name = filepath.ToSlash(name); err == nil && !asked.names[name] {
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names
}

func report(w io.Writer, orphans []string) int {
	for _, name := range orphans {
		fmt.Fprintf(w, "golden: no test asks for %s/%s (delete it)\n", Folder, name)
	}
	if len(orphans) > 0 {
		fmt.Fprintln(w, "FAIL")
		return 1
	}
	return 0
}
