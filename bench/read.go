package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// readJobs are what it takes to read numbers with all their digits, and to correlate many.
func readJobs(dir string) []job {
	square, wide, many := filepath.Join(dir, "square.csv"), filepath.Join(dir, "wide.csv"), filepath.Join(dir, "many.npy")
	pandas := func(path string) string {
		return fmt.Sprintf("import pandas as pd\nnp.save('OUT', pd.read_csv(%q, index_col=0, float_precision='round_trip').to_numpy())", path)
	}
	table := func(path string) []string { return []string{"table", path, "-q", "-o", "OUT"} }
	corr := func(method string) []string { return []string{"corr", many, "-q", "--method", method, "-o", "OUT"} }
	return []job{
		{name: "2000 × 2000 CSV, all digits, to .npy", ext: ".npy", args: table(square), aim: "200 ms wall", python: pandas(square)},
		{name: "1000 × 5000 CSV to .npy", ext: ".npy", args: table(wide), aim: "100 ms wall", python: pandas(wide)},
		{name: "10,000 × 500: Pearson, to .npy", ext: ".npy", args: corr("pearson"), aim: "100 ms wall",
			python: fmt.Sprintf("np.save('OUT', np.corrcoef(np.load(%q), rowvar=False))", many)},
		{name: "10,000 × 500: Spearman, to .npy", ext: ".npy", args: corr("spearman"), aim: "400 ms wall",
			python: fmt.Sprintf("import scipy.stats\nnp.save('OUT', scipy.stats.spearmanr(np.load(%q)).statistic)", many)},
	}
}

// readInputs writes the files that these jobs read.
func readInputs(dir string) error {
	rng := rand.New(rand.NewPCG(9, 10))
	full := func() string { return strconv.FormatFloat(rng.NormFloat64(), 'g', -1, 64) }
	short := func() string { return strconv.FormatFloat(math.Round(1e4*rng.NormFloat64())/1e4, 'f', -1, 64) }
	if err := numbersCSV(filepath.Join(dir, "square.csv"), 2000, 2000, full); err != nil {
		return err
	}
	if err := numbersCSV(filepath.Join(dir, "wide.csv"), 1000, 5000, short); err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "many.npy"), func(w io.Writer) error {
		if err := npyHeader(w, 10_000, 500); err != nil {
			return err
		}
		var cell [8]byte
		common := 0.0
		for i := range 10_000 * 500 {
			if i%500 == 0 {
				common = rng.NormFloat64()
			}
			binary.LittleEndian.PutUint64(cell[:], math.Float64bits(common+rng.NormFloat64()))
			if _, err := w.Write(cell[:]); err != nil {
				return err
			}
		}
		return nil
	})
}

// numbersCSV writes a labelled table of numbers.
func numbersCSV(path string, rows, cols int, number func() string) error {
	return writeFile(path, func(w io.Writer) error {
		line := []string{"id"}
		for j := range cols {
			line = append(line, fmt.Sprint("c", j))
		}
		for i := 0; ; i++ {
			if _, err := fmt.Fprintln(w, strings.Join(line, ",")); err != nil || i == rows {
				return err
			}
			line = append(line[:0], fmt.Sprint("r", i))
			for range cols {
				line = append(line, number())
			}
		}
	})
}

// npyHeader writes what stands before the numbers of a .npy file.
func npyHeader(w io.Writer, rows, cols int) error {
	header := fmt.Sprintf("{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }", rows, cols)
	header += strings.Repeat(" ", 118-1-len(header)) + "\n"
	_, err := fmt.Fprintf(w, "\x93NUMPY\x01\x00%c%c%s", rune(len(header)&0x7f), rune(0), header)
	return err
}

// writeFile writes a file through a buffer.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	if err := write(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
