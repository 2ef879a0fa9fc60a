package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
)

// clusterJSON is what --json says of the clustering.
type clusterJSON struct {
	Rows  *sideJSON `json:"rows"`
	Cols  *sideJSON `json:"cols"`
	Notes []string  `json:"notes,omitempty"`
}

// sideJSON is one side: rows or columns in drawn order, numbered from 0 as in the input.
type sideJSON struct {
	Order       []int               `json:"order"`
	Labels      []string            `json:"labels"`
	Clusters    []string            `json:"clusters,omitempty"` // the name of the group of each
	Groups      []heat.ClusterGroup `json:"groups,omitempty"`
	Linkage     [][4]float64        `json:"linkage,omitempty"`     // left, right, height and size, as SciPy has them
	Silhouettes []float64           `json:"silhouettes,omitempty"` // of cuts into 2 groups, 3, …
	Method      string              `json:"method,omitempty"`
	Metric      string              `json:"metric,omitempty"`
	LeafOrder   string              `json:"leaf-order,omitempty"`
	PathLength  float64             `json:"path-length,omitempty"`
	Exact       bool                `json:"exact-order"`
	Filled      int64               `json:"filled-pairs,omitempty"`
	Partial     int64               `json:"partial-pairs,omitempty"`
}

func clusterReport(c *heat.Clustered) *clusterJSON {
	return &clusterJSON{Rows: sideReport(&c.Rows, c.Matrix.RowLabels), Cols: sideReport(&c.Cols, c.Matrix.ColLabels), Notes: c.Notes}
}

func sideReport(s *heat.ClusteredSide, labels []string) *sideJSON {
	out := &sideJSON{Order: s.Order, Labels: labels, Groups: s.Groups}
	if s.Groups != nil {
		out.Clusters = clustersOf(s)
	}
	if len(s.Scores) > 2 {
		for _, v := range s.Scores[2:] {
			if !finite(v) {
				v = 0
			}
			out.Silhouettes = append(out.Silhouettes, v)
		}
	}
	if s.Tree == nil {
		return out
	}
	for _, m := range s.Tree.Merges {
		out.Linkage = append(out.Linkage, [4]float64{float64(m.Left), float64(m.Right), m.Height, float64(m.Size)})
	}
	r := &s.Tree.Report
	out.Method, out.Metric, out.LeafOrder = r.Method.String(), r.Metric.String(), r.Order.String()
	out.Exact, out.Filled, out.Partial = r.ExactOrder, r.FilledPairs, r.PartialPairs
	if finite(r.PathLength) { // the sum of huge distances is not
		out.PathLength = r.PathLength
	}
	return out
}

// clustersOf are the names of the groups of the rows, in drawn order.
func clustersOf(s *heat.ClusteredSide) (names []string) {
	for _, row := range s.Order {
		name := "1"
		if s.Of != nil {
			name = s.Groups[s.Of[row]].Name
		}
		names = append(names, name)
	}
	return names
}

// exportPaths are the files of --export.
func (f *clusterCommand) exportPaths() (paths []string) {
	if f.cluster.export == "" {
		return nil
	}
	for side, off := range []bool{f.cluster.noRows, f.cluster.noCols} {
		for _, name := range []string{"order.csv", "clusters.csv", "linkage.csv", "tree.nwk"} {
			if !off || name == "order.csv" || name == "clusters.csv" {
				paths = append(paths, filepath.Join(f.cluster.export, sideNames[side]+"-"+name))
			}
		}
	}
	return append(paths, filepath.Join(f.cluster.export, "matrix.csv"))
}

// exportJobs adds the files of --export to what is written, and makes the folder. What it
// returns removes a folder that was made, where nothing was written.
func (f *clusterCommand) exportJobs(c *heat.Clustered, d *shaped, more *extras) (undo func(), err error) {
	dir := f.cluster.export
	if dir == "" {
		return func() {}, nil
	}
	if undo, err = makeFolder(dir); err != nil {
		return undo, outputError(fmt.Errorf("--export %s: %w", dir, cause(err)))
	}
	add := func(name string, write func(io.Writer) error) {
		more.jobs = append(more.jobs, job{path: filepath.Join(dir, name), write: write})
	}
	for side, s := range []*heat.ClusteredSide{&c.Rows, &c.Cols} {
		name, labels := sideNames[side]+"-", c.Matrix.RowLabels
		if side == 1 {
			labels = c.Matrix.ColLabels
		}
		add(name+"order.csv", func(w io.Writer) error {
			what := [2]string{"row", "column"}[side]
			return writeRecords(w, []string{"position", "label", what}, len(labels), func(i int) []string {
				return []string{strconv.Itoa(i + 1), labels[i], strconv.Itoa(d.read(side, s.Order[i]) + 1)}
			})
		})
		clusters := clustersOf(s)
		add(name+"clusters.csv", func(w io.Writer) error {
			return writeRecords(w, []string{"label", "cluster"}, len(labels), func(i int) []string { return []string{labels[i], clusters[i]} })
		})
		if s.Tree == nil {
			continue
		}
		merges := s.Tree.Merges
		add(name+"linkage.csv", func(w io.Writer) error {
			return writeRecords(w, []string{"left", "right", "height", "size"}, len(merges), func(i int) []string {
				m := merges[i]
				return []string{strconv.Itoa(m.Left), strconv.Itoa(m.Right), strconv.FormatFloat(m.Height, 'g', -1, 64), strconv.Itoa(m.Size)}
			})
		})
		add(name+"tree.nwk", func(w io.Writer) error {
			_, err := io.WriteString(w, s.Tree.Newick()+"\n")
			return err
		})
	}
	add("matrix.csv", func(w io.Writer) error { return matrix.WriteCSV(w, c.Matrix) })
	return undo, nil
}

// writeRecords writes a table.
func writeRecords(w io.Writer, header []string, n int, record func(int) []string) error {
	out := csv.NewWriter(w)
	out.Write(header)
	for i := range n {
		out.Write(record(i))
	}
	out.Flush()
	return out.Error()
}

// makeFolder makes a folder, and those that it is in. What it returns removes those that
// are empty again.
func makeFolder(dir string) (undo func(), err error) {
	var made []string
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		if err == nil {
			if !info.IsDir() {
				return func() {}, errors.New("not a folder")
			}
			break
		}
		made = append(made, at)
		if filepath.Dir(at) == at {
			break
		}
	}
	undo = func() {
		for _, at := range made { // the innermost first
			os.Remove(at) // one that is not empty stays
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		undo()
		return func() {}, err
	}
	return undo, nil
}
