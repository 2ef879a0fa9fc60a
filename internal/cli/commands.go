package cli

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/examples"
	"github.com/seed01309057/heat/internal/suggest"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

// figureFlags are those of every command that draws.
type figureFlags struct {
	write writeFlags
	draw  drawFlags
}

func (f *figureFlags) bind(c *cobra.Command, extensions []string) {
	f.write.bind(c)
	f.draw.bind(c)
	complete(c, extensions)
}

// prepare finds out what is wrong with the flags before anything is read, and what is
// to be written.
func (f *figureFlags) prepare(sys IO, printing bool, reads ...place) ([]output, error) {
	outs, err := f.write.plan(sys, f.draw.dpi, printing)
	if err != nil {
		return nil, err
	}
	if err := f.write.checkEmbed(outs); err != nil {
		return nil, err
	}
	trial := heat.Spec{Panels: []heat.Panel{{Layers: []heat.Layer{&heat.Cells{}}}}}
	if err := f.draw.apply(&trial); err != nil {
		return nil, err
	}
	stdin := 0
	for _, r := range reads {
		if r.path == "-" {
			stdin++
		}
	}
	if stdin > 1 {
		return nil, usageError("the standard input can be read only once (give one of the files by its name)")
	}
	return outs, f.write.clash(append(reads, place{f.draw.font, "the font"}))
}

// matrixCommand is what grid and corr share: they draw one matrix that is read from a
// file, with a mask and annotations from others.
type matrixCommand struct {
	figureFlags
	read     readFlags
	printing bool
}

func (f *matrixCommand) bind(c *cobra.Command) {
	f.read.bind(c)
	f.read.completeColumns(c)
	f.figureFlags.bind(c, tableExtensions)
}

func (f *matrixCommand) prepare(sys IO, input string) ([]output, error) {
	if _, err := f.read.options(); err != nil {
		return nil, err
	}
	return f.figureFlags.prepare(sys, f.printing,
		place{input, "the input"}, place{f.read.mask, "the mask"}, place{f.read.annotFrom, "the annotations"})
}

// drawMatrix adds mask and annotations to a recipe's spec, applies the flags and draws.
func (f *matrixCommand) drawMatrix(sys IO, outs []output, spec heat.Spec, m *matrix.Matrix) error {
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	if err := f.draw.apply(&spec); err != nil {
		return err
	}
	var err error
	if cells.Mask, err = f.read.readMask(sys, m); err != nil {
		return err
	}
	if f.read.annotFrom != "" {
		annot, err := f.read.readAnnot(sys, m, cells.Fmt)
		if err != nil {
			return err
		}
		cells.Annot.From, cells.Annot.Texts = annot.From, annot.Texts
	}
	return run(sys, &f.draw, &f.write, outs, spec)
}

func newGrid(sys IO) *cobra.Command {
	var f matrixCommand
	c := &cobra.Command{
		Use:   "grid FILE",
		Short: "Draw a matrix as a grid of coloured cells",
		Long: `Draw a matrix as a grid of coloured cells.

FILE is CSV or TSV, JSON (an array of arrays or of objects) or .npy; - is the standard
input. The first row names the columns if it is not numeric, the first column the rows.
Other columns of nothing but text are left out, and named. Without -o the figure is drawn
in the terminal.`,
		Example: `  heat grid tickets.csv -o tickets.png
  heat grid tickets.csv --annot --cmap magma --vmin 15 --vmax 60 \
    --title 'Tickets per team' --cbar-label 'Open tickets' -o tickets.svg
  heat grid big.npy --size 1000x800px --robust -o big.png`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			outs, err := f.prepare(sys, args[0])
			if err != nil {
				return err
			}
			spec, left, err := f.read.readGrid(sys, args[0])
			if err != nil {
				return err
			}
			m := spec.Panels[0].Layers[0].(*heat.Cells).Values
			defer m.Close()
			if err := f.drawMatrix(sys, outs, spec, m); err != nil {
				return err
			}
			if len(left) > 0 {
				f.write.say(sys, "left out, not numbers: %s\n", strings.Join(left, ", "))
			}
			if looksLikeLabels(m) {
				f.write.say(sys, "note: the column %q is drawn as values (if it names the rows: --index %q)\n", m.ColLabels[0], m.ColLabels[0])
			}
			return nil
		},
	}
	f.bind(c)
	return c
}

func newCorr(sys IO) *cobra.Command {
	var f matrixCommand
	c := &cobra.Command{
		Use:   "corr FILE",
		Short: "Draw the correlation matrix of a table's columns",
		Long: `Draw the correlation matrix (Pearson) of a table's numeric columns: square cells,
limits -1 and 1, a diverging colour map with 0 in the middle. Missing values are left out
pair by pair. Columns of text are left out, and named.

FILE is CSV or TSV, JSON or .npy; - is the standard input. Without -o the figure is drawn
in the terminal.`,
		Example: `  heat corr iris.csv --annot --fmt .2f -o iris.png
  heat corr iris.csv --mask upper --cmap RdBu_r -o iris.svg
  heat corr iris.csv --print`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			outs, err := f.prepare(sys, args[0])
			if err != nil {
				return err
			}
			m, left, err := f.read.readObservations(sys, args[0])
			if err != nil {
				return err
			}
			defer m.Close()
			spec, err := heat.Corr(m, stat.Pearson)
			if err != nil {
				return drawError(err)
			}
			r := spec.Panels[0].Layers[0].(*heat.Cells).Values
			if err := f.drawMatrix(sys, outs, spec, r); err != nil {
				return err
			}
			if len(left) > 0 {
				f.write.say(sys, "left out, not numbers: %s\n", strings.Join(left, ", "))
			}
			if f.printing {
				return printMatrix(sys.Out, spec)
			}
			return nil
		},
	}
	f.bind(c)
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.BoolVar(&f.printing, "print", false, "print the matrix as a table")
	})
	return c
}

func newRender(sys IO) *cobra.Command {
	var f figureFlags
	c := &cobra.Command{
		Use:   "render SPEC",
		Short: "Draw a spec, or a figure that carries one, again",
		Long: `Draw a spec: a figure as JSON, written by hand or by --spec-out, or a PNG, an SVG or a PDF
that was drawn with --embed. The flags that are given change it. docs/spec.schema.json
describes it. - is the standard input. Without -o the figure is drawn in the terminal.

A spec says nothing of the file that it was drawn into: --dpi, --font and --svg-text are
given again, or are the defaults.`,
		Example: `  heat grid tickets.csv --spec-out tickets.json
  heat render tickets.json --cmap mako -o tickets.png
  heat grid tickets.csv --embed -o tickets.png
  heat render tickets.png --cmap magma -o other.pdf`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			outs, err := f.prepare(sys, false, place{args[0], "the input"})
			if err != nil {
				return err
			}
			spec, err := readSpec(sys, args[0])
			if err != nil {
				return err
			}
			if err := f.draw.apply(&spec); err != nil {
				return err
			}
			f.draw.source = nameOf(args[0])
			return run(sys, &f.draw, &f.write, outs, spec)
		},
	}
	f.bind(c, append(slices.Clone(specExtensions), drawnExtensions...))
	return c
}

func newData(sys IO) *cobra.Command {
	return &cobra.Command{
		Use:       "data NAME",
		Short:     "Write an example data set as CSV: " + strings.Join(examples.Names(), ", "),
		Example:   "  heat data tickets > tickets.csv\n  heat data iris | heat corr - --print",
		ValidArgs: examples.Names(),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError("data: give the name of one data set: %s", strings.Join(examples.Names(), ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			data, ok := examples.CSV(args[0])
			if !ok {
				hint := "known: " + strings.Join(examples.Names(), ", ")
				if near := suggest.Nearest(strings.TrimSuffix(args[0], ".csv"), examples.Names()); near != "" {
					hint = fmt.Sprintf("did you mean %s?", near)
				}
				return usageError("data: no data set %q (%s)", args[0], hint)
			}
			if _, err := sys.Out.Write(data); err != nil {
				return stdoutError(err)
			}
			return nil
		},
	}
}

// Version is the version of this source tree; a release's tag says more.
const Version = "0.1.0-dev"

func newVersion(sys IO) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if _, err := fmt.Fprintln(sys.Out, "heat", version()); err != nil {
				return stdoutError(err)
			}
			return nil
		},
	}
}

// version is the version of a release, or of the source tree.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(info.Main.Version, "v") {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return Version
}
