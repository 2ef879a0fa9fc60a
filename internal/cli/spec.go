package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/table"
)

func newSpec(sys IO) *cobra.Command {
	var path string
	var quiet bool
	c := &cobra.Command{
		Use:   "spec FIGURE",
		Short: "Print the spec that a figure carries",
		Long: `Print the spec of a figure that was drawn with --embed: what it shows, with all its data,
as JSON. FIGURE is a PNG, an SVG or a PDF; - is the standard input. heat render draws the
spec, and the figure itself as well.`,
		Example: `  heat grid tickets.csv --embed -o tickets.png
  heat spec tickets.png
  heat render tickets.png --cmap magma -o other.pdf`,
		Args: oneFile,
		RunE: func(c *cobra.Command, args []string) error {
			write := writeFlags{outputs: []string{path}, quiet: quiet}
			if err := write.clash([]place{{args[0], "the figure"}}); err != nil {
				return err
			}
			data, err := readWhole(sys, args[0])
			if err != nil {
				return err
			}
			spec, err := heat.ReadFigure(bytes.NewReader(data))
			if err != nil {
				return figureError(args[0], data, err)
			}
			jobs := []job{{path: path, write: spec.WriteJSON}}
			if err := writeAll(sys, jobs); err != nil {
				return err
			}
			if path != "-" {
				write.say(sys, "%s: spec, %s\n", path, bytesText(jobs[0].bytes))
			}
			return nil
		},
	}
	c.Flags().SortFlags = false
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.StringVarP(&path, "output", "o", "-", "`FILE` file to write, such as spec.json (default -, the standard output)")
		s.BoolVarP(&quiet, "quiet", "q", false, "say nothing on success")
	})
	// The first to be registered counts: here it is not a picture.
	c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(specExtensions, cobra.ShellCompDirectiveFilterFileExt))
	complete(c, drawnExtensions)
	return c
}

// carries reports whether a file of this encoding is to carry the spec.
func carries(o output) bool {
	switch e := o.encoding.(type) {
	case heat.PNG:
		return e.Embed
	case heat.SVG:
		return e.Embed
	case heat.PDF:
		return e.Embed
	}
	return false
}

// checkEmbed refuses --embed where nothing is written that could carry the spec.
func (f *writeFlags) checkEmbed(outs []output) error {
	if f.embed && !slices.ContainsFunc(outs, carries) {
		return usageError("--embed: no file that can carry the spec (give -o FILE.png, .svg or .pdf)")
	}
	return nil
}

// readWhole reads a file or the standard input, or one byte more than a spec may have.
func readWhole(sys IO, path string) (data []byte, err error) {
	if path == "-" {
		data, err = io.ReadAll(io.LimitReader(sys.In, heat.MaxSpecBytes+1))
	} else {
		data, err = readLimited(path, heat.MaxSpecBytes)
	}
	if err != nil {
		return nil, inputError(hinted(path, &table.Error{File: nameOf(path), Err: cause(err)}))
	}
	return data, nil
}

// readSpec reads a spec: as JSON, or out of a figure, told by the content.
func readSpec(sys IO, path string) (heat.Spec, error) {
	data, err := readWhole(sys, path)
	if err != nil {
		return heat.Spec{}, err
	}
	spec, err := heat.ReadFigure(bytes.NewReader(data))
	if err == nil {
		return spec, nil
	}
	if e, ok := errorAs[*heat.FigureError](err); !ok || e.Fault != heat.NotFigure {
		return heat.Spec{}, figureError(path, data, err)
	}
	if !isObject(data) && len(bytes.TrimSpace(data)) > 0 {
		return heat.Spec{}, inputError(fmt.Errorf("%s: not a spec, which is a JSON object (to draw a table: heat grid %s)", nameOf(path), path))
	}
	if spec, err = heat.ReadSpec(bytes.NewReader(data)); err != nil {
		return heat.Spec{}, specError(path, err)
	}
	return spec, nil
}

// isObject reports whether a text begins as a spec does.
func isObject(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{"))
}

// figureError is for a figure without a spec that can be read.
func figureError(path string, data []byte, err error) error {
	if e, ok := errorAs[*heat.FigureError](err); ok {
		err = e
		if e.Fault == heat.NotFigure && isObject(data) {
			err = errors.New("not a figure, but perhaps a spec itself (heat render draws it)")
		}
	}
	return specError(path, err)
}

// specError names the file and drops what the library puts in front.
func specError(path string, err error) error {
	text := trimmed(err.Error())
	for _, stage := range []string{"figure: ", "spec: "} {
		text = strings.TrimPrefix(text, stage)
	}
	text = strings.TrimPrefix(strings.ReplaceAll(text, ": heat: ", ": "), "heat: ")
	return inputError(fmt.Errorf("%s: %s", nameOf(path), text))
}
