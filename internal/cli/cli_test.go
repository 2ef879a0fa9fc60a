package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/seed01309057/heat/examples"
)

// in runs the command within the test and returns its exit code and what it wrote.
func in(sys IO, args ...string) (code int, stdout, stderr string) {
	var out, messages bytes.Buffer
	if sys.In == nil {
		sys.In = strings.NewReader("")
	}
	if sys.Out == nil {
		sys.Out = &out
	}
	sys.Err = &messages
	sys.Env = func(string) string { return "" }
	code = Main(args, sys)
	return code, out.String(), messages.String()
}

// write makes a file in a folder of its own.
func write(t *testing.T, name, text string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const small = "name,x,y\nA,1,2\nB,3,4\n"

// endless is a line that does not end within 3 GB, and counts what is taken of it.
type endless struct{ left, taken int64 }

func (e *endless) Read(b []byte) (int, error) {
	n := min(int64(len(b)), e.left)
	if n == 0 {
		return 0, io.EOF
	}
	for i := range b[:n] {
		b[i] = "1234567,"[i%8]
	}
	e.left -= n
	e.taken += n
	return int(n), nil
}

func TestLineOf3GBFailsFastInBoundedMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
	line := &endless{left: 3 << 30}
	path := filepath.Join(t.TempDir(), "a.png")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	code, _, message := in(IO{In: line}, "grid", "-", "-o", path)
	runtime.ReadMemStats(&after)
	if code != ExitInput || !strings.HasPrefix(message, "heat: stdin:1: line is longer than 64 MiB (") {
		t.Errorf("exit code %d: %s", code, message)
	}
	if line.taken > 100<<20 {
		t.Errorf("%d bytes were read", line.taken)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 512<<20 {
		t.Errorf("%d bytes were allocated", used)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
}

// limited is a writer that takes only so many bytes.
type limited struct {
	left int
	err  error
}

func (l *limited) Write(b []byte) (int, error) {
	if len(b) > l.left {
		n := l.left
		l.left = 0
		return n, l.err
	}
	l.left -= len(b)
	return len(b), nil
}

// Commands that write to the standard output. The file is that of small.
var toStdout = [][]string{
	{"data", "iris"},
	{"version"},
	{"grid", "FILE", "-o", "-", "--format", "png"},
	{"grid", "FILE", "-o", "-", "--format", "svg"},
	{"grid", "FILE", "-o", "-", "--format", "term"},
	{"grid", "FILE", "--json"},
	{"grid", "FILE", "--spec-out", "-"},
	{"corr", "FILE", "--print"},
}

func eachToStdout(t *testing.T, f func(t *testing.T, args []string)) {
	file := write(t, "small.csv", small)
	for _, args := range toStdout {
		args = append([]string(nil), args...)
		for i := range args {
			if args[i] == "FILE" {
				args[i] = file
			}
		}
		t.Run(strings.Join(args[:1], " ")+" "+args[len(args)-1], func(t *testing.T) { f(t, args) })
	}
}

func TestFullStandardOutput(t *testing.T) {
	eachToStdout(t, func(t *testing.T, args []string) {
		for _, left := range []int{0, 5} {
			code, _, message := in(IO{Out: &limited{left, syscall.ENOSPC}}, args...)
			if code != ExitOutput || !strings.HasPrefix(message, "heat: standard output: no space left on device") {
				t.Errorf("exit code %d: %s", code, message)
			}
		}
	})
}

func TestFullStandardOutputLeavesNoOtherFile(t *testing.T) {
	file := write(t, "small.csv", small)
	dir := t.TempDir()
	code, _, _ := in(IO{Out: &limited{5, errors.New("full")}},
		"grid", file, "-o", filepath.Join(dir, "a.png"), "-o", "-", "--format", "svg", "--spec-out", filepath.Join(dir, "a.json"))
	if entries, _ := os.ReadDir(dir); code != ExitOutput || len(entries) > 0 {
		t.Errorf("exit code %d, files %v", code, entries)
	}
}

func TestGoneReaderIsNoFailure(t *testing.T) {
	eachToStdout(t, func(t *testing.T, args []string) {
		code, _, message := in(IO{Out: &limited{3, brokenPipe}}, args...)
		if code != ExitDone || strings.Contains(message, "heat:") {
			t.Errorf("exit code %d: %s", code, message)
		}
	})
}

func TestTerminalIsTheDefault(t *testing.T) {
	file := write(t, "small.csv", small)
	for _, args := range [][]string{{"grid", file}, {"corr", file}, {"grid", file, "--format", "term"}} {
		code, out, message := in(IO{Columns: 60}, args...)
		if code != ExitDone || !strings.Contains(out, "\x1b[") || !strings.Contains(out, "x") || message != "" {
			t.Errorf("%v: exit code %d: %s\n%s", args, code, message, out)
		}
	}
	// Other outputs replace it.
	path := filepath.Join(t.TempDir(), "a.png")
	for _, args := range [][]string{{"grid", file, "-o", path}, {"grid", file, "--spec-out", path + ".json"}} {
		if code, out, _ := in(IO{Columns: 60}, args...); code != ExitDone || out != "" {
			t.Errorf("%v: exit code %d\n%s", args, code, out)
		}
	}
	if code, _, _ := in(IO{Columns: 60}, "grid", file, "--format", "png"); code != ExitUsage {
		t.Error("a PNG goes to the terminal")
	}
}

func TestExamplesDraw(t *testing.T) {
	for _, name := range examples.Names() {
		data, _ := examples.CSV(name)
		if code, _, message := in(IO{In: bytes.NewReader(data)}, "corr", "-", "-o", filepath.Join(t.TempDir(), "a.png")); code != ExitDone {
			t.Errorf("%s: %s", name, message)
		}
	}
}

// A reader that fails is an input that fails.
func TestFailingInput(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(small), failing{})
	code, _, message := in(IO{In: broken}, "grid", "-", "--json")
	if code != ExitInput || message != "heat: stdin: reading failed: the disk is gone\n" {
		t.Errorf("exit code %d: %s", code, message)
	}
	code, _, message = in(IO{In: failing{}}, "render", "-", "--json")
	if code != ExitInput || !strings.Contains(message, "the disk is gone") {
		t.Errorf("exit code %d: %s", code, message)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }
