package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// Whoever wrote last, the file is whole, and no temporary one is left.
func TestConcurrentWritersOfOneFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	const writers, size = 8, 100_000
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			for range 10 {
				if err := Write(path, writes(strings.Repeat(string(rune('a'+i)), size))); err != nil {
					t.Error(err)
				}
				if got, err := os.ReadFile(path); err != nil || len(got) != size || strings.Trim(string(got), string(got[:1])) != "" {
					t.Errorf("read %d bytes, %v", len(got), err)
				}
			}
		})
	}
	wg.Wait()
	if got := names(t, dir); got != "a" {
		t.Errorf("the folder has %s", got)
	}
}

func TestAFullDeviceIsAnError(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no /dev/full")
	}
	for _, size := range []int{1, 1 << 20} {
		err := Write("/dev/full", writes(strings.Repeat("x", size)))
		if err == nil || !strings.Contains(err.Error(), "/dev/full: no space left") {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

func TestAPanicOfTheWriterLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = Write(path, func(io.Writer) error { panic("writer") })
	}()
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the file is %q", got)
	}
}

func TestALinkToNothingMakesTheFile(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink(filepath.Join(dir, "no", "where"), link); err != nil {
		t.Skip(err)
	}
	// Where the target cannot be made, the link itself becomes the file.
	if err := Write(link, writes("x")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(link); err != nil || string(got) != "x" {
		t.Errorf("%q, %v", got, err)
	}
}

// A program that is told to stop removes what it has not finished. RemoveAll keeps its
// lock, so it is tried in a program of its own.
func TestRemoveAll(t *testing.T) {
	if dir := os.Getenv("ATOMICFILE_TEST_DIR"); dir != "" {
		_ = Write(filepath.Join(dir, "done"), writes("done"))
		_ = Write(filepath.Join(dir, "half"), func(w io.Writer) error {
			fmt.Fprint(w, strings.Repeat("x", 1<<20))
			RemoveAll()
			os.Exit(7)
			return nil
		})
		return
	}
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0], "-test.run=^TestRemoveAll$")
	cmd.Env = append(os.Environ(), "ATOMICFILE_TEST_DIR="+dir)
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 7 {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := names(t, dir); got != "done" {
		t.Errorf("the folder has %s", got)
	}
}
