package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newTable is heat table: what grid would draw, as numbers.
func newTable(sys IO) *cobra.Command {
	var f dataFlags
	var write writeFlags
	output := "-"
	c := &cobra.Command{
		Use:   "table FILE…",
		Short: "Write the matrix that grid would draw",
		Long: `Write the matrix that heat grid would draw, as CSV, TSV, .npy or JSON, to a file or, without
-o, to the standard output. CSV and TSV have the labels in the first row and column, an
empty field for a missing value, and numbers that read back bit for bit.

FILE and the flags are those of heat grid.

` + shapeOrder,
		Example: `  heat table flights.csv --rows month --cols year --value passengers
  heat table log.ndjson --rows ts:day --cols status --agg count -o days.csv
  heat table tickets.csv --sort-rows mean --transpose --format tsv
  heat table genes.gct --top 100 --scale rows=zscore -o genes.npy`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			format, err := tableFormat(output, write.format)
			if err != nil {
				return err
			}
			if err := f.check(args...); err != nil {
				return err
			}
			if output != "-" {
				write.outputs = []string{output}
			}
			if err := readOnce(inputPlaces(args)); err != nil {
				return err
			}
			if err := write.clash(inputPlaces(args)); err != nil {
				return err
			}
			if format == "npy" && output == "-" && sys.Columns > 0 {
				return usageError("--format npy: is not for terminals (give -o FILE.npy)")
			}
			sys.Live = sys.Live && !write.quiet
			d, err := f.load(sys, args, f.read.readGrid)
			if err != nil {
				return err
			}
			defer d.m.Close()
			if d.levels != nil {
				return inputError(wordsAreNoMatrix(nameOf(args[0])))
			}
			jobs := []job{matrixJob(output, format, d.m)}
			if err := writeAll(sys, jobs); err != nil {
				return err
			}
			if output != "-" {
				write.say(sys, "%s: %s, %s\n", output, jobs[0].said, bytesText(jobs[0].bytes))
			}
			write.sayNotes(sys, d.notes)
			return nil
		},
	}
	f.bind(c)
	section(c, outputSection, func(s *pflag.FlagSet) {
		s.StringVarP(&output, "output", "o", "-", "`FILE` file to write: .csv, .tsv, .npy or .json (default: the standard output)")
		s.StringVar(&write.format, "format", "", "`FORMAT` format, where the name does not tell it: "+spoken(matrixFormats)+" (default csv)")
		s.BoolVarP(&write.quiet, "quiet", "q", false, "say nothing on success")
	})
	c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(matrixFormats, cobra.ShellCompDirectiveFilterFileExt))
	c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(matrixFormats, cobra.ShellCompDirectiveNoFileComp))
	complete(c, tableExtensions)
	completeFiles(c, tableExtensions)
	return c
}

// tableFormat finds the format of a matrix that is written.
func tableFormat(path, format string) (string, error) {
	if format != "" && !slices.Contains(matrixFormats, strings.ToLower(format)) {
		return "", usageError("--format: %w", notOneOf(format, matrixFormats))
	}
	if f := matrixFormatOf(path, format); f != "" {
		return f, nil
	}
	if ext := filepath.Ext(path); path != "-" && ext != "" {
		return "", usageError("-o %s: heat table cannot write %s files (it writes .csv, .tsv, .npy and .json; or give --format)", path, ext)
	}
	return "csv", nil
}

// wordsAreNoMatrix is for a table of words, which has no numbers to write.
func wordsAreNoMatrix(name string) error {
	return fmt.Errorf("%s: the cells are words, not numbers (count them by --rows COLUMN --cols COLUMN --agg count)", name)
}
