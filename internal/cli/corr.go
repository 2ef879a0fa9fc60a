package cli

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/scale"
	"github.com/seed01309057/heat/stat"
)

// corrFlags say what correlations are computed, and what of them is shown.
type corrFlags struct {
	text          string
	stars         bool
	insignificant float64

	method  stat.Method
	partial bool
}

// Partial correlations are named as methods.
const (
	partialName         = "partial"
	partialSpearmanName = "partial-spearman"
)

func corrNames() []string {
	return append(slices.Clone(stat.Pearson.Values()), partialName, partialSpearmanName)
}

func (f *corrFlags) bind(c *cobra.Command) {
	section(c, cellSection, func(s *pflag.FlagSet) {
		s.StringVar(&f.text, "method", "pearson", "`METHOD` how columns are compared: "+spoken(corrNames()))
		s.BoolVar(&f.stars, "stars", false, "write * where q < 0.05, ** where q < 0.01, *** where q < 0.001, q being the probability adjusted for the number of pairs")
		s.Float64Var(&f.insignificant, "mask-insignificant", 0, "`Q` hide cells whose adjusted probability is larger, such as 0.05")
	})
}

// check reads the flags.
func (f *corrFlags) check(set *pflag.FlagSet) error {
	switch f.text {
	case partialName:
		f.partial = true
	case partialSpearmanName:
		f.partial, f.method = true, stat.Spearman
	default:
		if f.method.UnmarshalText([]byte(f.text)) != nil {
			return usageError("--method: %w", notOneOf(f.text, corrNames()))
		}
	}
	if set.Changed("mask-insignificant") && !(f.insignificant > 0 && f.insignificant < 1) {
		return usageError("--mask-insignificant: %v is not between 0 and 1", f.insignificant)
	}
	tests := !f.partial && (f.method == stat.Cosine || f.method == stat.Distance)
	switch {
	case tests && f.stars:
		return usageError("--stars: there is no test for %s (choose pearson, spearman, kendall or partial)", f.method)
	case tests && f.insignificant > 0:
		return usageError("--mask-insignificant: there is no test for %s (choose pearson, spearman, kendall or partial)", f.method)
	}
	return nil
}

// correlate computes what is needed: probabilities only where they are asked for.
func (f *corrFlags) correlate(m *matrix.Matrix, pairs bool) (*stat.Correlation, error) {
	if rows, _ := m.Dims(); rows < 2 {
		return nil, drawError(&heat.Error{Stage: "correlation", Detail: plural(rows, "row"), Cure: "give at least two observations"})
	}
	opt := stat.CorrelateOptions{Method: f.method}
	if f.partial || pairs || f.stars || f.insignificant > 0 {
		how := stat.CorrelatePairs
		if f.partial {
			how = stat.CorrelatePartial
		}
		c, err := how(m, opt)
		if err != nil {
			return nil, inputError(err)
		}
		return c, nil
	}
	r, err := stat.Correlate(m, opt)
	if err != nil {
		return nil, inputError(err)
	}
	return &stat.Correlation{Method: f.method, R: r}, nil
}

// show is what the recipe needs.
func (f *corrFlags) show(draw *drawFlags) heat.CorrOptions {
	format, _ := scale.ParseFormat(".2f")
	if draw.set.Changed("fmt") && draw.fmt != "auto" {
		if given, err := scale.ParseFormat(draw.fmt); err == nil { // else apply has said so
			format = given
		}
	} else if !f.stars {
		format = scale.Format{}
	}
	return heat.CorrOptions{Partial: f.partial, Annot: draw.annot, Fmt: format, Stars: f.stars, Insignificant: f.insignificant}
}

// correlationJSON is what --json says of correlations beside the figure: how many rows
// each pair was compared over, and how probable the coefficients are.
type correlationJSON struct {
	Method string         `json:"method"`
	R      *matrix.Matrix `json:"r"`
	N      *matrix.Matrix `json:"n,omitempty"`
	P      *matrix.Matrix `json:"p,omitempty"`
	Q      *matrix.Matrix `json:"q,omitempty"`
}

func newCorr(sys IO) *cobra.Command {
	var f matrixCommand
	var corr corrFlags
	c := &cobra.Command{
		Use:   "corr FILE…",
		Short: "Draw the correlation matrix of a table's columns",
		Long: `Draw the correlation matrix of a table's numeric columns: square cells, limits -1 and 1, a
diverging colour map with 0 in the middle; of distance correlations limits 0 and 1. Missing
values are left out pair by pair, and for partial correlations row by row. Columns of text
are left out, and named.

FILE is as for heat grid; - is the standard input. What --select-cols and the like say is
done before columns are compared. Without -o the figure is drawn in the terminal; -o FILE.csv,
or --format csv -o -, writes the coefficients.

` + shapeOrder,
		Example: `  heat corr iris.csv --annot --fmt .2f -o iris.png
  heat corr iris.csv --mask upper --cmap RdBu_r -o iris.svg
  heat corr iris.csv --method spearman --annot --stars -o iris.png
  heat corr iris.csv --mask-insignificant 0.05 --json -o iris.png
  heat corr flights.csv --rows year --cols month --value passengers -o months.png
  heat corr iris.csv --format csv -o -
  heat corr iris.csv --print`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			if err := corr.check(c.Flags()); err != nil {
				return err
			}
			outs, err := f.prepare(&sys, args)
			if err != nil {
				return err
			}
			d, err := f.load(sys, args, f.read.readObservations)
			if err != nil {
				return err
			}
			defer d.m.Close()
			result, err := corr.correlate(d.m, f.write.json)
			if err != nil {
				return err
			}
			spec := heat.Correlations(result, corr.show(&f.draw))
			if err := f.complete(sys, &spec, result.R); err != nil {
				return err
			}
			more := extras{Filled: len(d.filledCells()), matrix: result.R}
			if f.write.json {
				more.Correlation = &correlationJSON{corr.text, result.R, result.N, result.P, result.Q}
			}
			if err := run(sys, &f.draw, &f.write, outs, spec, more); err != nil {
				return err
			}
			f.write.sayNotes(sys, append(d.notes, undefined(result.R)...))
			if f.printing {
				return printMatrix(sys.Out, spec)
			}
			return nil
		},
	}
	f.write.matrices = true
	corr.bind(c)
	f.bind(c)
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.BoolVar(&f.printing, "print", false, "print the matrix as a table")
	})
	return c
}

// undefined notes the columns that correlate with nothing: constant ones, and those that
// share no rows with others.
func undefined(r *matrix.Matrix) []string {
	n, _ := r.Dims()
	var at []int
	for i := range n {
		if math.IsNaN(r.At(i, i)) {
			at = append(at, i)
		}
	}
	if len(at) == 0 || n < 2 {
		return nil
	}
	what := "it is constant or has fewer than two values"
	if len(at) > 1 {
		what = "they are constant or have fewer than two values"
	}
	return []string{strings.TrimSpace(fmt.Sprintf("not correlated: %s %s: %s", plural(len(at), "column"), named(at, r.ColLabels), what))}
}
