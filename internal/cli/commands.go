package cli

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/examples"
	"github.com/seed01309057/heat/internal/suggest"
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
func (f *figureFlags) prepare(sys *IO, printing bool, reads ...place) ([]output, error) {
	sys.Live = sys.Live && !f.write.quiet
	outs, err := f.write.plan(*sys, f.draw.dpi, printing)
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
	if err := readOnce(reads); err != nil {
		return nil, err
	}
	return outs, f.write.clash(append(reads, place{f.draw.font, "the font"}))
}

// readOnce refuses to read the standard input twice.
func readOnce(reads []place) error {
	stdin := 0
	for _, r := range reads {
		if r.path == "-" {
			stdin++
		}
	}
	if stdin > 1 {
		return usageError("the standard input can be read only once (give one of the files by its name)")
	}
	return nil
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
			outs, err := f.prepare(&sys, false, place{args[0], "the input"})
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
			return run(sys, &f.draw, &f.write, outs, spec, extras{})
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
