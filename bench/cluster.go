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
	"strings"
)

// The shape of the matrix that is clustered.
const clusterRows, clusterCols = 5000, 200

// clusterJobs are clustered figures. The peer has the same linkages, in the order as merged:
// it cannot order leaves.
func clusterJobs(dir string) []job {
	blocks := filepath.Join(dir, "blocks.npy")
	linkage := func(rows int, method, aim string) job {
		path := pointsPath(dir, rows)
		return job{name: fmt.Sprintf("%d × 50: %s linkage, to a picture", rows, method), ext: ".png", aim: aim,
			args:   []string{"cluster", path, "-q", "--method", method, "--no-col-cluster", "--order", "none", "-o", "OUT"},
			python: fmt.Sprintf("import fastcluster\nfastcluster.linkage(np.load(%q), %q)\nopen('OUT', 'w').close()", path, method)}
	}
	ordered := pointsPath(dir, 2000)
	return []job{
		linkage(5000, "average", "200 ms wall, for the linkage"), linkage(10_000, "average", "900 ms wall, for the linkage"),
		linkage(10_000, "ward", "900 ms wall, for the linkage"),
		{name: "2000 × 50: optimal order, to a picture", ext: ".png", args: []string{"cluster", ordered, "-q", "--no-col-cluster", "-o", "OUT"}, aim: "300 ms wall, for the order",
			python: fmt.Sprintf("import scipy.cluster.hierarchy as h\nh.linkage(np.load(%q), 'average', optimal_ordering=True)\nopen('OUT', 'w').close()", ordered)},
		{name: "iris: clustered, with species, PNG", ext: ".png", args: []string{"cluster", "examples/iris.csv", "-q", "--row-tracks", "species", "-o", "OUT"}, aim: "20 ms",
			python: "import seaborn as sns, pandas as pd\nt = pd.read_csv('examples/iris.csv'); s = t.pop('species')\n" +
				"sns.clustermap(t, row_colors=s.map(dict(zip(s.unique(), 'rbg')))).savefig('OUT', dpi=160)"},
		{name: "5000 × 200 clustered on both sides, PNG", ext: ".png", args: []string{"cluster", blocks, "-q", "-o", "OUT"}, aim: "600 ms",
			python: fmt.Sprintf("import seaborn as sns\nsns.clustermap(np.load(%q)).savefig('OUT', dpi=160)", blocks)},
	}
}

// pointsPath is the file of so many points.
func pointsPath(dir string, rows int) string {
	return filepath.Join(dir, fmt.Sprintf("points%d.npy", rows))
}

// pointFiles write points in 50 dimensions, normal in each.
func pointFiles(dir string) error {
	rng := rand.New(rand.NewPCG(11, 12))
	for _, rows := range []int{2000, 5000, 10_000} {
		err := writeFile(pointsPath(dir, rows), func(w io.Writer) error {
			if err := npyHeader(w, rows, 50); err != nil {
				return err
			}
			var cell [8]byte
			for range rows * 50 {
				binary.LittleEndian.PutUint64(cell[:], math.Float64bits(rng.NormFloat64()))
				if _, err := w.Write(cell[:]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// blockMatrix writes noise with six blocks in it, in random places.
func blockMatrix(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rng := rand.New(rand.NewPCG(7, 8))
	var rows [clusterRows]uint8
	var cols [clusterCols]uint8
	for k := range 6 {
		for range 700 {
			rows[rng.IntN(clusterRows)] |= 1 << k
		}
		for range 40 {
			cols[rng.IntN(clusterCols)] |= 1 << k
		}
	}
	header := fmt.Sprintf("{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }", clusterRows, clusterCols)
	header += strings.Repeat(" ", 118-1-len(header)) + "\n"
	w := bufio.NewWriter(f)
	w.WriteString("\x93NUMPY\x01\x00")
	w.Write([]byte{byte(len(header)), byte(len(header) >> 8)})
	w.WriteString(header)
	var cell [8]byte
	for i := range rows {
		for j := range cols {
			v := rng.NormFloat64()
			for k := range 6 {
				if rows[i]&cols[j]&(1<<k) != 0 {
					v += float64(4*(k%2) - 2)
				}
			}
			binary.LittleEndian.PutUint64(cell[:], math.Float64bits(v))
			w.Write(cell[:])
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
