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
	for i, path := range f.cluster.beside {
		if err := f.panelBeside(sys, done, path, f.cluster.besideTracks[i]); err != nil {
			return err
		}
	}
	return nil
}

// besideTracks is the flag for tables about the columns of matrices beside the first: each
// is about the matrix that was named last.
type besideTracks struct{ *clusterFlags }

// Set takes a table for the last matrix. What is wrong is said later, in the words of the
// command and not in those of the package that reads flags.
func (b besideTracks) Set(path string) error {
	last := len(b.beside) - 1
	other, twice := b.besideTracks[last]
	switch {
	case last < 0:
		b.besideProblem = usageError("--beside-col-tracks: %s is about the columns of a matrix beside the first (give it behind its --beside)", nameOf(path))
	case twice:
		b.besideProblem = usageError("--beside-col-tracks: %s has %s already (give one table about the columns of each)", nameOf(b.beside[last]), nameOf(other))
	case b.besideTracks == nil:
		b.clusterFlags.besideTracks = map[int]string{}
		fallthrough
	default:
		b.clusterFlags.besideTracks[last] = path
	}
	return nil
}

// String is the default, none.
func (besideTracks) String() string { return "" }

// Type says that it may be given several times.
func (besideTracks) Type() string { return "stringArray" }

// panelTitle is the name of a file without folder and extension.
func panelTitle(path string) string {
	if path == "-" {
		return ""
	}
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

// panelBeside draws a matrix beside the first, with a table about its columns, if there is
// one, over it.
func (f *clusterCommand) panelBeside(sys IO, done *heat.Clustered, path, tracks string) error {
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
	if tracks != "" {
		if side.Tracks, err = f.tracksBeside(sys, d, tracks); err != nil {
			return err
		}
	}
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

// tracksBeside makes tracks of all columns of a table about the columns of a matrix.
func (f *clusterCommand) tracksBeside(sys IO, d *shaped, path string) (tracks []heat.Track, err error) {
	const flag = "--beside-col-tracks"
	columns, at, err := f.readAbout(sys, d, 1, path, flag)
	if err != nil {
		return nil, err
	}
	for i := range columns {
		track, err := heat.ColumnTrack(&columns[i], heat.StripTrack, at)
		if err != nil {
			return nil, usageError("%s %s: %s: %s", flag, nameOf(path), columns[i].Name, trimmed(err.Error()))
		}
		tracks = append(tracks, track)
	}
	return tracks, nil
}
