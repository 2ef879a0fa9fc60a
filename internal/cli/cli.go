// Package cli is the heat command: flags, reading, writing, messages, exit codes. It
// decides nothing about pictures; each command is a recipe and an encoding.
package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed01309057/heat/matrix"
	"github.com/seed01309057/heat/table"
)

// Exit codes. A process that is told to stop ends with 128 and the number of the
// signal, as shells expect.
const (
	ExitDone   = 0
	ExitUsage  = 2 // unknown flags and names, values that do not parse, sizes out of range
	ExitInput  = 3 // input missing or malformed
	ExitDraw   = 4 // cannot be drawn as asked
	ExitOutput = 5 // output cannot be written
)

// IO is what a command reads, writes and knows of its surroundings.
type IO struct {
	In       io.Reader
	Out, Err io.Writer
	Env      func(string) string
	// Columns is the width of the terminal that Out is, or 0 if it is none.
	Columns int
	// Lines is its height, or 0 if that is not known.
	Lines int
	// Live is whether Err is a terminal, on which progress is shown.
	Live bool
}

// failure is an error with its exit code.
type failure struct {
	code int
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func usageError(format string, args ...any) error {
	return &failure{ExitUsage, fmt.Errorf(format, args...)}
}
func drawError(err error) error   { return &failure{ExitDraw, err} }
func outputError(err error) error { return &failure{ExitOutput, err} }

// inputError is for input that is missing or malformed. A name of a column, a sheet or an
// array that the input does not have is wrong usage, like any unknown name.
func inputError(err error) error {
	if isUnknownName(err) {
		return &failure{ExitUsage, err}
	}
	return &failure{ExitInput, err}
}

func isUnknownName(err error) bool {
	if e, ok := errorAs[*table.Error](err); ok {
		return e.Msg == "is not a column" || strings.HasPrefix(e.Msg, "there is no sheet ")
	}
	e, ok := errorAs[*matrix.FileError](err)
	return ok && strings.HasPrefix(e.Msg, "there is no array ")
}

// stdoutError is for what cannot be written to the standard output.
func stdoutError(err error) error { return outputError(fmt.Errorf("standard output: %w", err)) }

// Main runs the command and returns its exit code. A reader of the standard output
// that goes away early, as head does, is no failure.
func Main(args []string, sys IO) int {
	sys.Out = &pipeWriter{w: sys.Out}
	root := newRoot(sys, args)
	root.SetArgs(args)
	c, err := root.ExecuteC()
	if quiet, _ := c.Flags().GetBool("quiet"); !quiet {
		for _, note := range notesOnFlags(c) {
			fmt.Fprintln(sys.Err, note)
		}
	}
	if err == nil {
		return ExitDone
	}
	code := ExitUsage // what cobra itself reports
	if f, ok := errorAs[*failure](err); ok {
		code = f.code
	}
	complain(sys.Err, err, c.Flags())
	if code == ExitUsage {
		fmt.Fprintf(sys.Err, "Run '%s --help' for help.\n", c.CommandPath())
	}
	return code
}

// complain writes each problem once, on a line of its own that begins with the name of
// the program. What it advises names flags.
func complain(w io.Writer, err error, flags *pflag.FlagSet) {
	said := map[string]bool{}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		if line = withFlags(trimmed(line), flags); !said[line] {
			said[line] = true
			fmt.Fprintln(w, "heat: "+line)
		}
	}
}

// trimmed drops the name of the program, which complain puts in front.
func trimmed(message string) string { return strings.TrimPrefix(message, "heat: ") }

// pipeWriter takes everything without a word once its reader is gone.
type pipeWriter struct {
	w    io.Writer
	gone bool
}

func (p *pipeWriter) Write(b []byte) (int, error) {
	if p.gone {
		return len(b), nil
	}
	n, err := p.w.Write(b)
	if err != nil && isBrokenPipe(err) {
		p.gone = true
		return len(b), nil
	}
	return n, err
}

// errorAs is errors.As as an expression.
func errorAs[E error](err error) (E, bool) {
	var e E
	ok := errors.As(err, &e)
	return e, ok
}

func newRoot(sys IO, args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "heat",
		Short: "Draw heatmaps",
		Long:  "heat draws tables and matrices as finished heatmaps: PNG, SVG, PDF or in the terminal.",
		Example: `  heat data tickets > tickets.csv
  heat grid tickets.csv -o tickets.png
  heat data iris | heat corr - --annot --fmt .2f -o iris.svg
  heat data flights | heat grid - --rows month --cols year --value passengers -o flights.png`,
		SilenceUsage: true, SilenceErrors: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(sys.Out)
	root.SetErr(sys.Err)
	root.SetIn(sys.In)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { help(sys.Out, c) })
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		if c == root && len(args) > 0 && !strings.HasPrefix(args[0], "-") {
			return unknownCommand(args[0]) // its flags are not to blame
		}
		return explainFlag(c, err)
	})
	for _, build := range builders(args) {
		root.AddCommand(build(sys))
	}
	root.SetHelpCommand(newHelp())
	return root
}

// builders make the commands: the one that the arguments name, or all of them where they
// name none, or one that speaks of the others. A command has up to a hundred flags, and to
// define those of all took a tenth of the time of a small figure.
func builders(args []string) []func(IO) *cobra.Command {
	alone := map[string]func(IO) *cobra.Command{
		"grid": newGrid, "corr": newCorr, "cluster": newCluster, "calendar": newCalendar, "table": newTable, "render": newRender,
		"spec": newSpec, "colormaps": newColormaps, "lint": newLint, "data": newData, "version": newVersion,
	}
	if len(args) > 0 && alone[args[0]] != nil {
		return []func(IO) *cobra.Command{alone[args[0]]}
	}
	return []func(IO) *cobra.Command{
		newGrid, newCorr, newCluster, newCalendar, newTable, newRender, newSpec, newColormaps, newLint, newData, newVersion, newCompletion, newMan,
	}
}
