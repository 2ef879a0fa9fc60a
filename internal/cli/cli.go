// Package cli is the heat command: flags, reading, writing, messages, exit codes. It
// decides nothing about pictures; each command is a recipe and an encoding.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/seed01309057/heat/internal/atomicfile"
)

// Exit codes.
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
}

// System is the process's own IO. An interrupt removes files that are half written and
// ends the process.
func System() IO {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-stop
		atomicfile.RemoveAll()
		os.Exit(128 + int(syscall.SIGINT))
	}()
	sys := IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) {
		sys.Columns = 80
		if w, _, err := term.GetSize(fd); err == nil && w > 0 {
			sys.Columns = w
		}
	}
	return sys
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
func inputError(err error) error  { return &failure{ExitInput, err} }
func drawError(err error) error   { return &failure{ExitDraw, err} }
func outputError(err error) error { return &failure{ExitOutput, err} }

// Main runs the command and returns its exit code.
func Main(args []string, sys IO) int {
	root := newRoot(sys)
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return ExitDone
	}
	code := ExitUsage // what cobra itself reports
	var f *failure
	if errors.As(err, &f) {
		code = f.code
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintln(sys.Err, "heat:", strings.TrimPrefix(line, "heat: "))
	}
	if code == ExitUsage {
		fmt.Fprintln(sys.Err, "Run 'heat help' for what there is.")
	}
	return code
}

func newRoot(sys IO) *cobra.Command {
	root := &cobra.Command{
		Use:   "heat",
		Short: "Draw heatmaps",
		Long: `heat draws tables and matrices as finished heatmaps: PNG, SVG or in the terminal.

  heat grid tickets.csv -o tickets.png
  heat corr iris.csv --annot --fmt .2f -o iris.svg
  heat data flights | heat corr -

Exit codes: 0 done; 2 wrong usage; 3 input missing or malformed; 4 cannot be
drawn as asked; 5 output cannot be written.`,
		SilenceUsage: true, SilenceErrors: true,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(sys.Out)
	root.SetErr(sys.Err)
	root.SetFlagErrorFunc(explainFlag)
	root.AddCommand(newGrid(sys), newCorr(sys), newRender(sys), newData(sys), newVersion(sys))
	root.Flags().SortFlags = false
	return root
}
