package cli

import (
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seed01309057/heat/matrix"
)

// matrixFormats are the formats that a matrix is written in.
var matrixFormats = []string{"csv", "tsv", "npy", "json"}

// matrixFormatOf is the format of a matrix by --format, or else by the name of its file;
// "" if neither says one.
func matrixFormatOf(path, format string) string {
	if format == "" && path != "-" {
		format = strings.TrimPrefix(filepath.Ext(path), ".")
	}
	if format = strings.ToLower(format); slices.Contains(matrixFormats, format) {
		return format
	}
	return ""
}

// writeMatrix writes a matrix: with its labels, but for .npy, which has none.
func writeMatrix(w io.Writer, m *matrix.Matrix, format string) error {
	switch format {
	case "tsv":
		return matrix.WriteTSV(w, m)
	case "npy":
		return matrix.WriteNPY(w, m)
	case "json":
		return json.NewEncoder(w).Encode(m)
	}
	return matrix.WriteCSV(w, m)
}

// matrixJob writes a matrix to a place.
func matrixJob(path, format string, m *matrix.Matrix) job {
	rows, cols := m.Dims()
	return job{path: path, said: plural(rows, "row") + " × " + plural(cols, "column"),
		write: func(w io.Writer) error { return writeMatrix(w, m, format) }}
}
