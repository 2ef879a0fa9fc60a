// Bench measures whole runs of the heat command: CPU time (user and system), peak
// memory and size of the output, each the median of many runs. Beside them it runs the
// same figures in matplotlib and seaborn, if HEAT_PYTHON names a Python that has them.
// Caches are kept in a folder of its own.
//
//	make bench
//	HEAT_PYTHON=venv/bin/python make bench
package main

import (
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// job is one figure: arguments of heat, and a script for a peer.
type job struct {
	name   string
	args   []string // OUT stands for the output's path
	ext    string
	aim    string
	python string // with OUT, run after the imports
	first  bool   // each run is the first on its machine: no index of fonts is cached
}

func main() {
	log.SetFlags(0)
	binary := flag.String("heat", "./heat", "the command to measure")
	runs := flag.Int("runs", 20, "runs of each")
	peers := flag.Int("peers", 5, "runs of each peer")
	only := flag.String("only", "", "a part of the names of those to run (default: all)")
	flag.Parse()
	dir, err := os.MkdirTemp("", "heat-bench")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := inputs(dir); err != nil {
		log.Fatal(err)
	}
	cache := filepath.Join(dir, "cache")
	if err := os.Setenv("XDG_CACHE_HOME", cache); err != nil {
		log.Fatal(err)
	}
	fmt.Println("| figure | CPU ms | wall ms | peak MB | output kB | aim |\n|---|---|---|---|---|---|")
	for _, j := range jobs(dir) {
		if !strings.Contains(j.name, *only) {
			continue
		}
		out := filepath.Join(dir, "out"+j.ext)
		args := replaced(j.args, out)
		before := func() {}
		if j.first {
			before = func() { os.RemoveAll(filepath.Join(cache, "heat")) }
		}
		report(j.name, j.aim, out, measure(*runs, before, *binary, args...))
		if python := os.Getenv("HEAT_PYTHON"); python != "" && j.python != "" {
			script := strings.ReplaceAll(j.python, "OUT", out)
			report("— the peer", "", out, measure(*peers, func() {}, python, "-c", imports+script))
		}
	}
}

func replaced(args []string, out string) []string {
	list := slices.Clone(args)
	for i, a := range list {
		if a == "OUT" {
			list[i] = out
		}
	}
	return list
}

// imports are what each peer's script starts with: no screen, no more than is needed.
const imports = `
import matplotlib; matplotlib.use("Agg")
import matplotlib.pyplot as plt, numpy as np
`

func jobs(dir string) []job {
	tickets := "examples/tickets.csv"
	square := filepath.Join(dir, "h100.csv")
	big := filepath.Join(dir, "big.npy")
	seaborn := func(file, size, extra string) string {
		return fmt.Sprintf("import seaborn as sns, pandas as pd\nplt.figure(figsize=(%s)); sns.heatmap(pd.read_csv(%q, index_col=0)%s)\nplt.savefig('OUT', dpi=160)", size, file, extra)
	}
	ticketArgs := []string{"grid", tickets, "--annot", "--cmap", "magma", "--vmin", "15", "--vmax", "60", "--title", "Tickets", "--size", "6.6x4.2in", "-q", "-o", "OUT"}
	squareArgs := []string{"grid", square, "--annot", "--fmt", ".2f", "--size", "24x20in", "-q", "-o", "OUT"}
	labels := filepath.Join(dir, "labels.csv")
	labelArgs := []string{"grid", labels, "--annot", "-q", "-o", "OUT"}
	jobs := []job{
		{name: "tickets, PNG at 160 dpi", args: ticketArgs, ext: ".png", aim: "10 ms, 40 MB", python: seaborn(tickets, "6.6,4.2", ", annot=True, cmap='magma', vmin=15, vmax=60")},
		{name: "tickets, SVG", args: ticketArgs, ext: ".svg", aim: "10 ms", python: seaborn(tickets, "6.6,4.2", ", annot=True, cmap='magma', vmin=15, vmax=60")},
		{name: "tickets, PDF", args: ticketArgs, ext: ".pdf", aim: "10 ms", python: seaborn(tickets, "6.6,4.2", ", annot=True, cmap='magma', vmin=15, vmax=60")},
		{name: "100 × 100 annotated, PNG, 24 × 20 in at 100 dpi", args: append(slices.Clone(squareArgs), "--dpi", "100"), ext: ".png", aim: "60 ms", python: strings.ReplaceAll(seaborn(square, "24,20", ", annot=True, fmt='.2f'"), "160", "100")},
		{name: "100 × 100 annotated, SVG", args: squareArgs, ext: ".svg", aim: "15 ms, 1300 kB", python: seaborn(square, "24,20", ", annot=True, fmt='.2f'")},
		{name: "100 × 100 annotated, PDF", args: squareArgs, ext: ".pdf", aim: "40 ms, 150 kB", python: seaborn(square, "24,20", ", annot=True, fmt='.2f'")},
		{name: "Arabic and Chinese labels, PDF, first run", args: labelArgs, ext: ".pdf", aim: "80 ms", first: true},
		{name: "Arabic and Chinese labels, PDF, later runs", args: labelArgs, ext: ".pdf", aim: "20 ms"},
		{name: "4000 × 4000 .npy, 1000 × 800 PNG", args: []string{"grid", big, "--size", "1000x800px", "-q", "-o", "OUT"}, ext: ".png", aim: "150 ms, 166 MB", python: fmt.Sprintf("plt.figure(figsize=(6.25,5)); plt.imshow(np.load(%q)); plt.colorbar(); plt.savefig('OUT', dpi=160)", big)},
	}
	return slices.Concat(jobs, readJobs(dir), tableJobs(dir), clusterJobs(dir))
}

// usage is what one run took.
type usage struct {
	cpu, wall time.Duration
	peak      int64 // bytes
}

// measure runs a command n times and returns the median of each figure. What is called
// before each run does not count.
func measure(n int, before func(), name string, args ...string) usage {
	var all []usage
	for range n {
		before()
		cmd := exec.Command(name, args...)
		cmd.Stderr = os.Stderr
		start := time.Now()
		if err := cmd.Run(); err != nil {
			log.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
		}
		s := cmd.ProcessState
		all = append(all, usage{s.UserTime() + s.SystemTime(), time.Since(start), peak(s)})
	}
	return usage{
		cpu:  median(all, func(u usage) time.Duration { return u.cpu }),
		wall: median(all, func(u usage) time.Duration { return u.wall }),
		peak: median(all, func(u usage) int64 { return u.peak }),
	}
}

func median[T int64 | time.Duration](all []usage, of func(usage) T) T {
	var values []T
	for _, u := range all {
		values = append(values, of(u))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func report(name, aim, out string, u usage) {
	size := int64(0)
	if info, err := os.Stat(out); err == nil {
		size = info.Size()
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Printf("| %s | %.1f | %.1f | %.1f | %.1f | %s |\n", name, ms(u.cpu), ms(u.wall), float64(u.peak)/1e6, float64(size)/1e3, aim)
}

// inputs writes the files that the jobs read.
func inputs(dir string) error {
	rng := rand.New(rand.NewPCG(1, 2))
	var csv strings.Builder
	for j := range 100 {
		fmt.Fprintf(&csv, ",c%d", j)
	}
	csv.WriteByte('\n')
	for i := range 100 {
		fmt.Fprintf(&csv, "r%d", i)
		for range 100 {
			fmt.Fprintf(&csv, ",%.4f", rng.Float64())
		}
		csv.WriteByte('\n')
	}
	if err := os.WriteFile(filepath.Join(dir, "h100.csv"), []byte(csv.String()), 0o644); err != nil {
		return err
	}
	labels := "City,الاثنين,星期二,Wed\nالقاهرة,66,71,69\n東京,41,45,44\nBern,12,17,15\n"
	if err := os.WriteFile(filepath.Join(dir, "labels.csv"), []byte(labels), 0o644); err != nil {
		return err
	}
	if err := longTable(filepath.Join(dir, "log.csv")); err != nil {
		return err
	}
	if err := readInputs(dir); err != nil {
		return err
	}
	if err := pointFiles(dir); err != nil {
		return err
	}
	if err := blockMatrix(filepath.Join(dir, "blocks.npy")); err != nil {
		return err
	}
	return bigMatrix(filepath.Join(dir, "big.npy"), 4000, rng)
}

// bigMatrix writes an n × n array row by row: a process inherits the peak memory of the
// one that starts it, so this one stays small.
func bigMatrix(path string, n int, rng *rand.Rand) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	header := fmt.Sprintf("{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }", n, n)
	header += strings.Repeat(" ", 118-1-len(header)) + "\n"
	row := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), byte(len(header)>>8))
	row = append(row, header...)
	for i := range n {
		for j := range n {
			v := math.Sin(float64(i)/300)*math.Cos(float64(j)/200) + 0.1*rng.NormFloat64()
			row = binary.LittleEndian.AppendUint64(row, math.Float64bits(v))
		}
		if _, err := f.Write(row); err != nil {
			return err
		}
		row = row[:0]
	}
	return f.Close()
}
