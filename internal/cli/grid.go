package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/stat"
)

// matrixCommand is what grid and corr share: they draw one matrix that is made of files,
// with a mask and annotations from others.
type matrixCommand struct {
	figureFlags
	dataFlags
	printing bool
}

func (f *matrixCommand) bind(c *cobra.Command) {
	f.dataFlags.bind(c)
	f.read.bindCompanions(c)
	f.figureFlags.bind(c, tableExtensions)
	completeFiles(c, tableExtensions)
}

func (f *matrixCommand) prepare(sys *IO, inputs []string) ([]output, error) {
	if err := f.dataFlags.check(inputs...); err != nil {
		return nil, err
	}
	return f.figureFlags.prepare(sys, f.printing, append(inputPlaces(inputs),
		place{f.read.mask, "the mask"}, place{f.read.annotFrom, "the annotations"})...)
}

// inputPlaces are the files that are read.
func inputPlaces(inputs []string) (places []place) {
	for _, input := range inputs {
		places = append(places, place{input, "the input"})
	}
	return places
}

// complete applies the flags to a recipe's spec, and adds mask and annotations.
func (f *matrixCommand) complete(sys IO, spec *heat.Spec, m *matrix.Matrix) error {
	cells := spec.Panels[0].Layers[0].(*heat.Cells)
	if err := f.draw.apply(spec); err != nil {
		return err
	}
	mask, err := f.read.readMask(sys, m)
	if err != nil {
		return err
	}
	if cells.Mask, err = union(cells.Mask, mask); err != nil {
		return err
	}
	if f.read.annotFrom == "" {
		return nil
	}
	annot, err := f.read.readAnnot(sys, m, cells.Fmt)
	if err != nil {
		return err
	}
	cells.Annot.From, cells.Annot.Texts = annot.From, annot.Texts
	return nil
}

// union hides what either mask hides.
func union(a, b heat.Mask) (heat.Mask, error) {
	if b.Triangle == heat.NoTriangle {
		b.Triangle = a.Triangle
	}
	if a.Cells == nil {
		return b, nil
	}
	if b.Cells == nil {
		b.Cells = a.Cells
		return b, nil
	}
	rows, cols := a.Cells.Dims()
	values := make([]float64, rows*cols)
	for i := range rows {
		for j := range cols {
			if a.Cells.At(i, j) != 0 || b.Cells.At(i, j) != 0 {
				values[i*cols+j] = 1
			}
		}
	}
	var err error
	b.Cells, err = matrix.New(rows, cols, values)
	return b, err
}

// sayNotes writes the notes on the data, after all is done.
func (f *writeFlags) sayNotes(sys IO, notes []string) {
	for _, note := range notes {
		f.say(sys, "%s\n", note)
	}
}

func newGrid(sys IO) *cobra.Command {
	var f matrixCommand
	var anomalies anomalyFlags
	c := &cobra.Command{
		Use:   "grid FILE…",
		Short: "Draw a table or matrix as a grid of coloured cells",
		Long: `Draw a matrix as a grid of coloured cells.

FILE is CSV or TSV, JSON or lines of it, .npy or .npz, Parquet, an Excel workbook, Matrix
Market or GCT, also as .gz, .zst, .bz2 or .zip; - is the standard input. The rows of several
files come one below the other. The first row names the columns if it is not numeric, the
first column the rows. Other columns of nothing but text are left out, and named. Without -o
the figure is drawn in the terminal.

A long table, with one row for each value, is drawn by --rows, --cols and --value: the
columns that label the rows and columns, and that of the values. Of several values in one
cell --agg makes one. Such tables are streamed, and may be larger than the memory.

` + shapeOrder,
		Example: `  heat grid tickets.csv -o tickets.png
  heat grid tickets.csv --annot --cmap magma --vmin 15 --vmax 60 \
    --title 'Tickets per team' --cbar-label 'Open tickets' -o tickets.svg
  heat grid big.npy --size 1000x800px --robust -o big.png
  heat grid flights.csv --rows month --cols year --value passengers -o flights.png
  heat grid log.csv.gz --rows ts:weekday --cols ts:hour-of-day --agg count -o week.png
  heat grid genes.tsv --top 50 --fill rows=mean --scale rows=zscore -o genes.png`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			if err := anomalies.check(args...); err != nil {
				return err
			}
			outs, err := f.prepare(&sys, args)
			if err != nil {
				return err
			}
			d, err := f.load(sys, args, f.read.readGrid)
			if err != nil {
				return err
			}
			defer d.m.Close()
			spec := d.spec()
			d.group(&spec.Panels[0])
			if err := f.complete(sys, &spec, d.m); err != nil {
				return err
			}
			var more extras
			more.Filled = len(d.filledCells())
			if anomalies.on() {
				if more.Anomalies, err = markGrid(&anomalies, &spec, d); err != nil {
					return err
				}
			}
			if err := run(sys, &f.draw, &f.write, outs, spec, more); err != nil {
				return err
			}
			f.write.sayNotes(sys, d.notes)
			if !f.pivot.on() && looksLikeLabels(d.m) {
				f.write.say(sys, "note: the column %q is drawn as values (if it names the rows: --index %q)\n", d.m.ColLabels[0], cmp.Or(d.m.ColLabels[0], "#1"))
			}
			return nil
		},
	}
	f.bind(c)
	anomalies.bind(c)
	return c
}

// markGrid outlines the anomalies of a matrix.
func markGrid(f *anomalyFlags, spec *heat.Spec, d *shaped) (*anomalyJSON, error) {
	if d.levels != nil {
		return nil, usageError("--anomalies: the cells are words, not numbers")
	}
	opt := heat.AnomalyOptions{Except: [][][2]int{d.filledCells()}}
	if d.counts {
		opt.Content = stat.Counts
	}
	return f.mark(spec, opt, func(at heat.PanelCell, row *anomalyRow) {
		row.Row, row.Col = labelOr(d.m.RowLabels, at.Row), labelOr(d.m.ColLabels, at.Col)
	})
}
