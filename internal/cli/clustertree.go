package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/seed01309057/heat/cluster"
	"github.com/seed01309057/heat/matrix"
)

// maxTreeBytes bounds a file with a tree: that of 400,000 leaves takes some 32 MB.
const maxTreeBytes = 256 << 20

// readTree reads a tree in the format that its first bytes tell: a matrix of NumPy, JSON,
// Newick, or SciPy's linkage matrix as lines of numbers.
func readTree(path string) (*cluster.Tree, error) {
	data, err := readLimited(path, maxTreeBytes)
	if err == nil && len(data) > maxTreeBytes {
		err = errors.New("too large for a tree")
	}
	if err != nil {
		return nil, inputError(fmt.Errorf("%s: %w", path, hinted(path, cause(err))))
	}
	t, err := treeReader(data)(bytes.NewReader(data), maxTreeBytes)
	if err != nil {
		return nil, inputError(fmt.Errorf("%s: %s", path, strings.TrimPrefix(trimmed(err.Error()), "cluster: ")))
	}
	return t, nil
}

// treeReader is what reads a file that begins so.
func treeReader(data []byte) func(io.Reader, int64) (*cluster.Tree, error) {
	start := bytes.TrimLeft(data, " \t\r\n\ufeff")
	line, _, _ := bytes.Cut(start, []byte("\n"))
	switch {
	case bytes.HasPrefix(data, []byte("\x93NUMPY")):
		return readLinkageNPY
	case len(start) == 0 || start[0] == '(':
		return cluster.ReadNewick
	case start[0] == '{' || start[0] == '[' && bytes.IndexByte(start, '(') < 0: // a tree may begin with a comment
		return cluster.ReadLinkageJSON
	case bytes.ContainsAny(line, ",\t") || bytes.Count(line, []byte(";")) > 1:
		return cluster.ReadLinkageCSV
	}
	return cluster.ReadNewick
}

// readLinkageNPY reads a linkage matrix as numpy.save writes it.
func readLinkageNPY(r io.Reader, limit int64) (*cluster.Tree, error) {
	m, err := matrix.ReadNPY(r, "", limit)
	if err != nil {
		return nil, err
	}
	rows, cols := m.Dims()
	if cols != 4 && rows > 0 {
		return nil, fmt.Errorf("the array is %d × %d (want n − 1 rows of left, right, height and size, as SciPy's linkage returns)", rows, cols)
	}
	z := make([][4]float64, rows)
	for i := range z {
		copy(z[i][:], m.Rows(i, i+1, nil))
	}
	return cluster.FromLinkage(z)
}
