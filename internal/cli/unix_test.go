//go:build unix

package cli

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
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

// So does one that is stopped while it reads, and it draws nothing of what it has read.
func TestSignalWhileReadingLeavesNothing(t *testing.T) {
	for _, args := range [][]string{{"table", "--rows", "k", "--value", "v", "--agg", "sum"}, {"grid"}, {"calendar", "--date", "k", "--value", "v"}} {
		t.Run(args[0], func(t *testing.T) {
			dir := t.TempDir()
			pipe := filepath.Join(t.TempDir(), "pipe.csv")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Skip(err)
			}
			out := filepath.Join(dir, "a.csv")
			if args[0] != "table" {
				out = filepath.Join(dir, "a.png")
			}
			c := exec.Command("heat", append(args, pipe, "-o", out)...)
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for the reader
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			if _, err := w.WriteString("k,v\n2024-01-31,1\n"); err != nil {
				t.Fatal(err)
			}
			c.Process.Signal(syscall.SIGINT)
			err = c.Wait()
			if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != 130 {
				t.Errorf("ended with %v, want exit code 130", err)
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
	if testing.Short() {
		t.Skip("slow, and not of several goroutines")
	}
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
			prepare := "heat data tickets > tickets.csv && heat data iris > iris.csv && heat data flights > flights.csv && heat grid tickets.csv --spec-out tickets.json"
			if err := os.WriteFile(filepath.Join(dir, "big.npy"), npyBytes("<f8", "False", "(90, 100)", 9000), 0o644); err != nil {
				t.Fatal(err)
			}
			writeExamples(t, dir)
			sh := exec.Command("sh", "-e", "-c", prepare+"\n"+c.Example)
			sh.Dir = dir
			if out, err := sh.CombinedOutput(); err != nil || strings.Contains(string(out), "heat:") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// writeExamples writes the files that examples read and that heat data does not have.
func writeExamples(t *testing.T, dir string) {
	t.Helper()
	sales, steps, csvLog, lines := "day,amount\n", "day,steps\n", "ts,ms\n", ""
	for i := range 40 {
		day := time.Date(2024, 3, 1+i, 9+i%7, 30, 0, 0, time.UTC)
		sales += fmt.Sprintf("%s,%d\n%[1]s,%d\n", day.Format(time.DateOnly), i, 2*i)
		steps += fmt.Sprintf("%s,%d\n", day.Format(time.DateOnly), 4000+i*i%700)
		csvLog += fmt.Sprintf("%s,%d\n", day.Format(time.RFC3339), i)
		lines += fmt.Sprintf("{\"ts\": %q, \"status\": %d}\n", day.Format(time.RFC3339), 200+i%2)
	}
	genes, gct := "gene\ts1\ts2\ts3\n", "#1.2\n60\t3\nName\tDescription\ts1\ts2\ts3\n"
	for i := range 60 {
		values := fmt.Sprintf("%d\t%d\t%d\n", i%7, i%11+i, 3*i%13)
		genes += fmt.Sprintf("g%d\t%s", i, values)
		gct += fmt.Sprintf("g%d\tx\t%s", i, values)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(csvLog))
	w.Close()
	for name, content := range map[string]string{"sales.csv": sales, "steps.csv": steps, "log.csv.gz": packed.String(), "log.ndjson": lines,
		"genes.tsv": genes, "genes.gct": gct, "samples.csv": "sample,treatment,dose\ns1,drug,2\ns2,none,0\ns3,drug,4\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
