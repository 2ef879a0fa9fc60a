//go:build unix

package cli

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var brokenPipe error = syscall.EPIPE

// A stopped process removes what it has begun. An output that is a pipe without a
// reader holds the process while its other output waits under a temporary name.
func TestSignalWhileWritingLeavesNothing(t *testing.T) {
	for signal, code := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143} {
		t.Run(signal.String(), func(t *testing.T) {
			dir := t.TempDir()
			pipe := filepath.Join(t.TempDir(), "pipe.png")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Skip(err)
			}
			c := exec.Command("heat", "grid", write(t, "small.csv", small), "-o", filepath.Join(dir, "a.png"), "-o", filepath.Join(dir, "b.svg"), "-o", pipe)
			var message bytes.Buffer
			c.Stderr = &message
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			waitFor(t, func() bool {
				files, _ := filepath.Glob(filepath.Join(dir, ".heat-*"))
				return len(files) == 2
			})
			if err := c.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			err := c.Wait()
			if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != code {
				t.Errorf("ended with %v, want exit code %d: %s", err, code, &message)
			}
			if entries, _ := os.ReadDir(dir); len(entries) > 0 {
				t.Errorf("left behind: %v", entries)
			}
		})
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited for too long")
		}
	}
}

// The same as TestGoneReaderIsNoFailure with a true pipe, whose signal would end the
// process and leave temporary files.
func TestPipeWithoutReader(t *testing.T) {
	dir := t.TempDir()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	c := exec.Command("heat", "grid", write(t, "small.csv", small), "-o", filepath.Join(dir, "a.png"), "-o", "-", "--format", "svg", "-q")
	var message bytes.Buffer
	c.Stdout, c.Stderr = w, &message
	if err := c.Run(); err != nil || message.Len() > 0 {
		t.Errorf("%v: %s", err, &message)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 || entries[0].Name() != "a.png" {
		t.Errorf("files: %v", entries)
	}
}

// Examples in help are true: each runs in a shell, in a folder that has the files.
func TestExamplesInHelpRun(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip(err)
	}
	root := newRoot(IO{}, nil)
	for _, c := range append(root.Commands(), root) {
		if c.Example == "" {
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			dir := t.TempDir()
			prepare := "heat data tickets > tickets.csv && heat data iris > iris.csv && heat grid tickets.csv --spec-out tickets.json"
			if err := os.WriteFile(filepath.Join(dir, "big.npy"), npyBytes("<f8", "False", "(90, 100)", 9000), 0o644); err != nil {
				t.Fatal(err)
			}
			sh := exec.Command("sh", "-e", "-c", prepare+"\n"+c.Example)
			sh.Dir = dir
			if out, err := sh.CombinedOutput(); err != nil || strings.Contains(string(out), "heat:") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
