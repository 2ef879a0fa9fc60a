package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed01309057/heat"
	"github.com/seed01309057/heat/internal/atomicfile"
)

// writeFlags say where results go.
type writeFlags struct {
	outputs []string
	format  string
	specOut string
	json    bool
	quiet   bool
	colors  string
	width   int
}

func (f *writeFlags) bind(c *cobra.Command) {
	s := c.Flags()
	s.StringArrayVarP(&f.outputs, "output", "o", nil, "file to write, .png or .svg; may be repeated; - is the standard output, with --format")
	s.StringVar(&f.format, "format", "", "format, where the file's extension does not tell: png, svg or term")
	s.BoolVar(&f.json, "json", false, "print a report of what was drawn as JSON")
	s.StringVar(&f.specOut, "spec-out", "", "also write the figure's spec as JSON, for 'heat render'")
	s.BoolVarP(&f.quiet, "quiet", "q", false, "say nothing on success")
	s.StringVar(&f.colors, "colors", "auto", "colours of the terminal: auto, truecolor, 256 or none")
	s.IntVar(&f.width, "columns", 0, "width of the terminal in characters (default: its own, else 80)")
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"png", "svg", "term"}, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("colors", cobra.FixedCompletions([]string{"auto", "truecolor", "256", "none"}, cobra.ShellCompDirectiveNoFileComp))
}

// output is one place to write to.
type output struct {
	path     string // "-": standard output
	encoding heat.Encoding
}

// plan decides what is written where, before anything is read or drawn.
func (f *writeFlags) plan(sys IO, dpi float64, printing bool) ([]output, error) {
	terminal, err := f.terminal(sys)
	if err != nil {
		return nil, err
	}
	if len(f.outputs) == 0 {
		return f.planDefault(sys, terminal, printing)
	}
	var outs []output
	toStdout := 0
	for _, path := range f.outputs {
		name := f.format
		if name == "" {
			if path == "-" {
				return nil, usageError("-o - needs --format png, svg or term")
			}
			name = filepath.Ext(path)
			if name == "" {
				return nil, usageError("%s has no extension to tell the format by (name it %s.png, or give --format)", path, path)
			}
		}
		e, err := encoding(name, dpi, terminal)
		if err != nil {
			return nil, usageError("%s: %w", path, err)
		}
		if path == "-" {
			toStdout++
		}
		outs = append(outs, output{path, e})
	}
	if f.json || printing {
		toStdout++
	}
	if toStdout > 1 {
		return nil, usageError("only one thing can go to the standard output (of -o -, --json and --print)")
	}
	return outs, nil
}

// planDefault is for a command without -o: the terminal, if there is one.
func (f *writeFlags) planDefault(sys IO, terminal heat.Terminal, printing bool) ([]output, error) {
	switch {
	case f.json || printing || f.specOut != "":
		return nil, nil
	case sys.Columns > 0 && (f.format == "" || f.format == "term"):
		return []output{{"-", terminal}}, nil
	}
	return nil, usageError("nowhere to draw to: give -o FILE.png or -o FILE.svg, or --format term -o - for the terminal")
}

func encoding(name string, dpi float64, terminal heat.Terminal) (heat.Encoding, error) {
	e, err := heat.EncodingFor(name)
	switch e.(type) {
	case heat.PNG:
		return heat.PNG{DPI: dpi}, nil
	case heat.Terminal:
		return terminal, nil
	}
	return e, err
}

// terminal says what the terminal can show, by --colors and the environment.
func (f *writeFlags) terminal(sys IO) (t heat.Terminal, err error) {
	t.Width = sys.Columns
	if f.width != 0 {
		if f.width < 10 || f.width > heat.MaxTerminalWidth {
			return t, usageError("--columns: %d is not between 10 and %d", f.width, heat.MaxTerminalWidth)
		}
		t.Width = f.width
	} else if n, err := strconv.Atoi(sys.Env("COLUMNS")); t.Width == 0 && err == nil && n >= 10 && n <= heat.MaxTerminalWidth {
		t.Width = n
	}
	switch f.colors {
	case "truecolor":
		t.Colors = heat.TrueColor
	case "256":
		t.Colors = heat.Color256
	case "none":
		t.Colors = heat.NoColor
	case "auto":
		t.Colors = detectColors(sys.Env)
	default:
		return t, usageError("--colors: %q is not auto, truecolor, 256 or none", f.colors)
	}
	return t, nil
}

// detectColors follows the conventions of NO_COLOR (no-color.org) and COLORTERM.
func detectColors(env func(string) string) heat.Colors {
	switch ct, term := env("COLORTERM"), env("TERM"); {
	case env("NO_COLOR") != "", term == "dumb":
		return heat.NoColor
	case ct == "truecolor", ct == "24bit", strings.HasSuffix(term, "-direct"):
		return heat.TrueColor
	default:
		return heat.Color256
	}
}

// compile turns the spec into a figure and writes everything that was asked for.
func run(sys IO, draw *drawFlags, write *writeFlags, outs []output, spec heat.Spec) error {
	font, err := draw.fontData()
	if err != nil {
		return err
	}
	fig, err := heat.Compiler{Font: font}.Compile(spec)
	if err != nil {
		if draw.font != "" && strings.HasPrefix(err.Error(), "heat: font:") {
			return inputError(fmt.Errorf("--font %s: %w", draw.font, err))
		}
		return drawError(err)
	}
	for _, o := range outs { // a picture too large is known before any file is written
		if e, ok := o.encoding.(heat.PNG); ok {
			if _, _, err := e.Pixels(fig); err != nil {
				return &failure{ExitUsage, err}
			}
		}
	}
	for _, o := range outs {
		if err := write.save(sys, fig, o, spec); err != nil {
			return err
		}
	}
	if write.specOut != "" {
		err := atomicfile.Write(write.specOut, func(w io.Writer) error { return spec.WriteJSON(w) })
		if err != nil {
			return outputError(err)
		}
		write.say(sys, "%s: spec\n", write.specOut)
	}
	if notes := fig.Report().Notes; len(notes) > 0 {
		write.say(sys, "note: %s\n", strings.Join(notes, "; "))
	}
	if write.json {
		return writeReport(sys, fig)
	}
	return nil
}

func (f *writeFlags) say(sys IO, format string, args ...any) {
	if !f.quiet {
		fmt.Fprintf(sys.Err, format, args...)
	}
}

// save writes one output and says so in one line.
func (f *writeFlags) save(sys IO, fig *heat.Figure, o output, spec heat.Spec) error {
	if o.path == "-" {
		w := bufio.NewWriterSize(sys.Out, 1<<16)
		if err := fig.Encode(w, o.encoding); err != nil {
			return outcome(err)
		}
		if err := w.Flush(); err != nil {
			return outputError(fmt.Errorf("standard output: %w", err))
		}
		return nil
	}
	if err := fig.SaveAs(o.path, o.encoding); err != nil {
		return outcome(err)
	}
	size := ""
	if e, ok := o.encoding.(heat.PNG); ok {
		w, h, _ := e.Pixels(fig) // checked before
		size = fmt.Sprintf(", %d × %d px", w, h)
	} else if _, ok := o.encoding.(heat.SVG); ok {
		w, h := fig.Size()
		size = fmt.Sprintf(", %.4g × %.4g pt", w, h)
	}
	if info, err := os.Stat(o.path); err == nil {
		size += ", " + bytesText(info.Size())
	}
	f.say(sys, "%s: %s%s\n", o.path, shapes(fig), size)
	return nil
}

// outcome tells an encoding that cannot be from one that cannot be written.
func outcome(err error) error {
	if _, ok := errorAs[*heat.Error](err); ok {
		return drawError(err)
	}
	return outputError(err)
}

// shapes is "4 rows × 5 columns", or the number of panels.
func shapes(fig *heat.Figure) string {
	r := fig.Report()
	if len(r.Panels) != 1 {
		return fmt.Sprintf("%d panels", len(r.Panels))
	}
	return plural(r.Panels[0].Rows, "row") + " × " + plural(r.Panels[0].Cols, "column")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// bytesText writes a number of bytes as people do.
func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1e6:
		return fmt.Sprintf("%.3g kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.3g MB", float64(n)/1e6)
}

func writeReport(sys IO, fig *heat.Figure) error {
	enc := json.NewEncoder(sys.Out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(fig.Report()); err != nil {
		return outputError(fmt.Errorf("standard output: %w", err))
	}
	return nil
}
