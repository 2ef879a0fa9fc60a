package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

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

func (f *figureFlags) bind(c *cobra.Command) {
	f.write.bind(c)
	f.draw.bind(c)
}

func newGrid(sys IO) *cobra.Command {
	var f figureFlags
	var read readFlags
	c := &cobra.Command{
		Use:   "grid FILE",
		Short: "Draw a matrix as a grid of coloured cells",
		Long: `Draw a matrix as a grid of coloured cells.

FILE is CSV or TSV, JSON (an array of arrays or of objects) or .npy; - is the
standard input. The first row names the columns if it is not numeric, the first
column the rows. Without -o the figure is drawn in the terminal.`,
		Example: `  heat grid tickets.csv -o tickets.png
  heat grid tickets.csv --annot --cmap magma --vmin 15 --vmax 60 \
    --title 'Tickets per team' --cbar-label 'Open tickets' -o tickets.svg
  heat grid big.npy --size 1000x800px --robust -o big.png`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			outs, err := f.write.plan(sys, f.draw.dpi, false)
			if err != nil {
				return err
			}
			if err := f.draw.apply(&heat.Spec{Panels: []heat.Panel{{Layers: []heat.Layer{&heat.Cells{}}}}}); err != nil {
				return err // wrong flags are told before the input is read
			}
			m, err := read.readMatrix(sys, args[0], read.index)
			if err != nil {
				return err
			}
			defer m.Close()
			return f.drawMatrix(sys, &read, outs, heat.Grid(m), m)
		},
	}
	f.bind(c)
	read.bind(c)
	return c
}

// drawMatrix adds mask and annotations to a recipe's spec, applies the flags and draws.
func (f *figureFlags) drawMatrix(sys IO, read *readFlags, outs []output, spec heat.Spec, m *matrix.Matrix) error {
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	if f.draw.mask != "" {
		mask, err := read.maskFor(sys, f.draw.mask)
		if err != nil {
			return err
		}
		cells.Mask = mask
	}
	if f.draw.annotFrom != "" {
		annot, err := read.annotFrom(sys, f.draw.annotFrom, m)
		if err != nil {
			return err
		}
		cells.Annot = annot
	}
	if err := f.draw.apply(&spec); err != nil {
		return err
	}
	return run(sys, &f.draw, &f.write, outs, spec)
}

func newCorr(sys IO) *cobra.Command {
	var f figureFlags
	var read readFlags
	var print bool
	c := &cobra.Command{
		Use:   "corr FILE",
		Short: "Draw the correlation matrix of a table's columns",
		Long: `Draw the correlation matrix (Pearson) of a table's numeric columns: square cells,
limits -1 and 1, a diverging colour map with 0 in the middle. Missing values are
left out pair by pair. Columns of text are left out, and named.

FILE is CSV or TSV, JSON or .npy; - is the standard input.`,
		Example: `  heat corr iris.csv --annot --fmt .2f -o iris.png
  heat corr iris.csv --mask upper --cmap RdBu_r -o iris.svg
  heat corr iris.csv --print`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			outs, err := f.write.plan(sys, f.draw.dpi, print)
			if err != nil {
				return err
			}
			if err := f.draw.apply(&heat.Spec{Panels: []heat.Panel{{Layers: []heat.Layer{&heat.Cells{}}}}}); err != nil {
				return err
			}
			m, left, err := read.readObservations(sys, args[0])
			if err != nil {
				return err
			}
			defer m.Close()
			if len(left) > 0 {
				f.write.say(sys, "left out, not numbers: %s\n", strings.Join(left, ", "))
			}
			spec, err := heat.Corr(m, stat.Pearson)
			if err != nil {
				return drawError(err)
			}
			r := spec.Panels[0].Layers[0].(*heat.Cells).Values
			if err := f.drawMatrix(sys, &read, outs, spec, r); err != nil {
				return err
			}
			if print {
				return printMatrix(sys.Out, spec)
			}
			return nil
		},
	}
	f.bind(c)
	read.bind(c)
	c.Flags().BoolVar(&print, "print", false, "print the matrix")
	return c
}

func newRender(sys IO) *cobra.Command {
	var f figureFlags
	c := &cobra.Command{
		Use:   "render SPEC.json",
		Short: "Draw a spec that was written by hand or by --spec-out",
		Long: `Draw a spec: a figure as JSON, written by hand or by --spec-out. The flags that
are given change it. docs/spec.schema.json describes it.`,
		Example: `  heat grid tickets.csv --spec-out tickets.json
  heat render tickets.json --cmap mako -o tickets.png`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			outs, err := f.write.plan(sys, f.draw.dpi, false)
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
			return run(sys, &f.draw, &f.write, outs, spec)
		},
	}
	f.bind(c)
	for _, name := range []string{"mask", "annot-from"} { // they belong to a matrix, not to a spec
		c.Flags().MarkHidden(name)
	}
	return c
}

func newData(sys IO) *cobra.Command {
	return &cobra.Command{
		Use:       "data NAME",
		Short:     "Write an example data set as CSV: " + strings.Join(examples.Names(), ", "),
		Example:   "  heat data iris | heat corr - --annot",
		ValidArgs: examples.Names(),
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError("give the name of one data set: %s", strings.Join(examples.Names(), ", "))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			data, ok := examples.CSV(args[0])
			if !ok {
				hint := "known: " + strings.Join(examples.Names(), ", ")
				if near := suggest.Nearest(args[0], examples.Names()); near != "" {
					hint = fmt.Sprintf("did you mean %s?", near)
				}
				return usageError("no data set %q (%s)", args[0], hint)
			}
			if _, err := sys.Out.Write(data); err != nil {
				return outputError(fmt.Errorf("standard output: %w", err))
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
			version := Version
			if info, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(info.Main.Version, "v") {
				version = strings.TrimPrefix(info.Main.Version, "v")
			}
			_, err := fmt.Fprintln(sys.Out, "heat", version)
			return err
		},
	}
}

// oneFile wants exactly one argument.
func oneFile(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return usageError("%s: give a file, or - for the standard input", c.Name())
	case len(args) > 1:
		return usageError("%s: one file at a time, not %d (%s)", c.Name(), len(args), strings.Join(args, ", "))
	}
	return nil
}

// readLimited reads a whole file of at most limit bytes.
func readLimited(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit+1))
}

// errorAs is errors.As as an expression.
func errorAs[E error](err error) (E, bool) {
	var e E
	ok := errors.As(err, &e)
	return e, ok
}
