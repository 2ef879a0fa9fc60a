package cli

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
)

func newLint(sys IO) *cobra.Command {
	var asJSON, strict bool
	c := &cobra.Command{
		Use:   "lint SPEC",
		Short: "Say what misleads the readers of a figure",
		Long: `Say what misleads the readers of a figure: rainbow maps, diverging maps without a middle,
cyclic maps on data that do not go round, skewed data on a linear norm, one cell that takes
most of the colours, texts that can hardly be read. SPEC is a spec, or a PNG, an SVG or a
PDF that was drawn with --embed; - is the standard input.

Commands that draw say the same in short; --no-lint silences them.`,
		Example: `  heat grid tickets.csv --cmap jet --spec-out tickets.json
  heat lint tickets.json`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			spec, err := readSpec(sys, args[0])
			if err != nil {
				return err
			}
			fig, err := heat.Compile(spec)
			if err != nil {
				return drawError(inFile(nameOf(args[0]), err))
			}
			findings := fig.Lint()
			out := bufio.NewWriter(sys.Out)
			if asJSON {
				if findings == nil {
					findings = []heat.Finding{}
				}
				err = jsonTo(out, findings)
			} else {
				for _, f := range findings {
					fmt.Fprintf(out, "%s: %s: %s\n", nameOf(args[0]), f.Rule, f.Text)
				}
				if err = out.Flush(); err != nil {
					err = stdoutError(err)
				}
			}
			if err == nil && strict && len(findings) > 0 {
				return drawError(fmt.Errorf("%s: %s", nameOf(args[0]), plural(len(findings), "finding")))
			}
			return err
		},
	}
	c.Flags().SortFlags = false
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.BoolVar(&asJSON, "json", false, "print the findings as JSON")
		s.BoolVar(&strict, "strict", false, "end with exit code 4 if there is any")
	})
	complete(c, append(append([]string(nil), specExtensions...), drawnExtensions...))
	return c
}

// lint says what misleads about a figure, in a line each.
func (f *writeFlags) lint(sys IO, fig *heat.Figure) {
	if f.quiet || f.noLint {
		return
	}
	const most = 4
	findings := fig.Lint()
	for i, finding := range findings {
		if i == most {
			f.say(sys, "lint: %d more (heat lint lists them)\n", len(findings)-most)
			break
		}
		f.say(sys, "lint: %s: %s\n", finding.Rule, finding.Text)
	}
}
