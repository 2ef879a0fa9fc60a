package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func writes(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

// names lists a folder.
func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return strings.Join(list, " ")
}

func TestWriteMakesAndReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	for _, text := range []string{"one", "two, longer", ""} {
		if err := Write(path, writes(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("the file is %q, want %q", got, text)
		}
	}
	if got := names(t, dir); got != "a" {
		t.Errorf("the folder has %s", got)
	}
}

func TestReplacedFileKeepsItsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permissions")
	}
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Write(path, writes("x")); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("permissions are %v", info.Mode())
	}
}

func TestReplacedLinkStaysALink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a", link); err != nil {
		t.Skip(err)
	}
	if err := Write(link, writes("x")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "x" {
		t.Errorf("the target is %q", got)
	}
	if info, _ := os.Lstat(link); info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
}

func TestFailureLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	full := errors.New("full")
	err := Write(path, func(w io.Writer) error {
		io.WriteString(w, strings.Repeat("x", 1<<20))
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error is %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" || names(t, dir) != "a" {
		t.Errorf("the file is %.20q, the folder has %s", got, names(t, dir))
	}
}

func TestStagedFilesAppearTogetherOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	a, err := Stage(filepath.Join(dir, "a"), writes("a"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Stage(filepath.Join(dir, "b"), writes("b"))
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); strings.Contains(" "+got, " a") || strings.Contains(" "+got, " b") {
		t.Errorf("before Commit the folder has %s", got)
	}
	if err := a.Commit(); err != nil {
		t.Fatal(err)
	}
	a.Discard() // does nothing any more
	b.Discard()
	if got := names(t, dir); got != "a" {
		t.Errorf("in the end the folder has %s", got)
	}
	if len(open.files) != 0 {
		t.Errorf("still guarded: %v", open.files)
	}
}

func TestErrorsNameTheFileAndTheCure(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		dir:                           "is a folder (give the name of a file)",
		filepath.Join(dir, "no", "a"): "does not exist (make it first)",
		filepath.Join(file, "a"):      "",
	} {
		err := Write(path, writes("x"))
		if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if got := names(t, dir); got != "file" {
		t.Errorf("the folder has %s", got)
	}
}
