package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/stat"
)

// addBeside draws more matrices of the same rows beside the first, each under the name of
// its file.
func (f *clusterCommand) addBeside(sys IO, done *heat.Clustered, first string) error {
	if len(f.cluster.beside) == 0 {
		return nil
	}
	done.Spec.Panels[0].Title = panelTitle(first)
	for _, path := range f.cluster.beside {
		if err := f.panelBeside(sys, done, path); err != nil {
			return err
		}
	}
	return nil
}

// panelTitle is the name of a file without folder and extension.
func panelTitle(path string) string {
	if path == "-" {
		return ""
	}
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

func (f *clusterCommand) panelBeside(sys IO, done *heat.Clustered, path string) error {
	opt, err := f.read.companionOptions()
	if err != nil {
		return err
	}
	t, err := readTable(sys, path, opt)
	if err != nil {
		return fmt.Errorf("--beside: %w", err)
	}
	d, err := f.gridOf(t, "", path)
	if err != nil {
		return err
	}
	if f.shape.scaling.How != stat.NoTransform && d.levels == nil {
		if err := f.shape.rescale(d); err != nil {
			return err
		}
	}
	side := heat.ClusterSide{Off: f.cluster.noCols, Options: f.cluster.options, Gap: max(f.cluster.gaps, 0), Dendrogram: max(f.cluster.length, 0), HideTree: f.cluster.length < 0}
	cells, err := done.Beside(context.Background(), panelTitle(path), d.m, side)
	if err != nil {
		return drawError(fmt.Errorf("--beside %s: %s", nameOf(path), strings.TrimPrefix(trimmed(err.Error()), "cluster: ")))
	}
	cells.Cbar.Label, cells.Center.Set = d.label, d.centred
	for _, name := range d.levels {
		cells.Levels = append(cells.Levels, heat.Level{Name: name})
	}
	for _, note := range d.notes {
		done.Notes = append(done.Notes, nameOf(path)+": "+note)
	}
	return nil
}
